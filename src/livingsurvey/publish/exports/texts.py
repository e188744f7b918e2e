"""What exports say of each paper, made once: a paper in every format of references, as a row, as JSON.

The page of a paper, the files of a topic and those with all papers are put together from these texts, and a build finds
those of unchanged records where the last one kept them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from livingsurvey.executors.processes import in_batches
from livingsurvey.model import Paper
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.content.listed import cited
from livingsurvey.publish.exports import csl, ris, spreadsheet, table
from livingsurvey.publish.exports.bibliography import form as file_of
from livingsurvey.publish.file import Stamping, model_json
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.store import cache
from livingsurvey.survey import Survey

CACHE = Path("build", "cache", "texts")

_MAKERS: Mapping[str, Callable[[Paper, Survey], str]] = {
    "bib": bibtex,
    "ris": ris.record,
    "csl.json": csl.record,
    "csv": spreadsheet.row,
    "json": table.record,
    "tex": spreadsheet.table_row,
}


class Texts:
    """The papers of a survey in each format.

    Args:
        survey: whose papers these are.
    """

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._templates = templates_of(survey.root, {})
        self._compiled = Compiled(self._templates)
        self._makers = {**_MAKERS, "md": self._cited}
        self._made: dict[str, dict[str, str]] = {}

    def __call__(self, form: str, paper: Paper) -> str:
        """A paper in a format: the ending of a file of references, or ``json``."""
        texts = self._made.get(paper.key)
        if texts is None:
            texts = self._made[paper.key] = {}
        if form not in texts:
            texts[form] = self._makers[form](paper, self.survey)
        return texts[form]

    def file(self, form: str, papers: Iterable[Paper]) -> str:
        """A file of references to these papers, in one of the formats of ``FORMS``."""
        return file_of(form, self.survey).file(self(form, paper) for paper in papers)

    def make_all(self) -> None:
        """Have every text ready: those of the last build, and on all processors those that it lacks."""
        survey, makers = self.survey, self._makers
        path, fingerprint = survey.root / CACHE, self._fingerprint()
        known = cache.load(path, fingerprint)
        names = {cache.digest(survey.digests[paper.key] + paper.key.encode()): paper for paper in survey}
        waiting = {name: paper for name, paper in names.items() if name not in known}

        def make(batch: Sequence[Paper]) -> list[bytes]:
            return [model_json({form: maker(paper, survey) for form, maker in makers.items()}) for paper in batch]

        done = (
            each for batch in in_batches(make, list(waiting.values()), size=250, parallel_from=1000) for each in batch
        )
        made = dict(zip(waiting, done, strict=True))
        kept = {name: made.get(name) or known[name] for name in names}
        if kept.keys() != known.keys():
            cache.save(path, fingerprint, kept)
        self._made = {paper.key: orjson.loads(kept[name]) for name, paper in names.items()}

    def rendered(self, name: str, model: dict[str, Any]) -> str:
        """The fragment ``templates/fragments/NAME.j2`` over a model."""
        return self._compiled.stamp(Stamping(f"fragments/{name}.j2", model_json(model), {})).decode()

    def _cited(self, paper: Paper, survey: Survey) -> str:
        """The paper as lists in Markdown cite it."""
        return self.rendered("citation.md", cited(paper, survey))

    def _fingerprint(self) -> bytes:
        """What the texts are made from besides the records of their papers."""
        survey = self.survey
        records = (survey.info, survey.taxonomy, *survey.venues.values(), *survey.listed_fields)
        known = "".join(record.model_dump_json() for record in records)
        return cache.digest(cache.made_by("**/*.py", "**/*.yaml") + self._templates.digest() + known.encode())
