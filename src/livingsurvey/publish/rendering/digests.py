"""What pages depend on, as digests: a page whose digest is the same as at the last build is not made again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from livingsurvey.insight import alignment
from livingsurvey.model import Paper
from livingsurvey.publish.rendering.templates import sources_below
from livingsurvey.publish.rendering.view import View

_WRITERS = ("arro3-io", "minijinja", "pillow", "vl-convert-python")
_CODE = Path(__file__).parents[2]


class Digests:
    """Digests of what pages are made from.

    Args:
        view: the survey as its pages show it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._survey = view.survey

    @cached_property
    def common(self) -> bytes:
        """What every fragment depends on besides papers: the program, templates, taxonomy, venues, frameworks."""
        survey = self._survey
        digest = hashlib.blake2b(digest_size=16)
        for module in sorted((*_CODE.rglob("*.py"), *_CODE.rglob("*.sql"))):
            digest.update(module.read_bytes())
        # A newer writer of any of these may write other bytes.
        digest.update(" ".join([sqlite3.sqlite_version, *map(importlib.metadata.version, _WRITERS)]).encode())
        for _, source in sorted(sources_below(survey.root, "fragments").items()):
            digest.update(source.encode())
        digest.update(survey.info.model_dump_json().encode())
        digest.update(survey.taxonomy.model_dump_json().encode())
        for record in (*survey.venues.values(), *survey.capability_groups, *survey.frameworks):
            digest.update(record.model_dump_json().encode())
        return digest.digest()

    @cached_property
    def everything(self) -> bytes:
        """What pages about the whole survey depend on."""
        survey = self._survey
        digest = hashlib.blake2b(self.of_papers(survey.papers.values()), digest_size=16)
        questions = [survey.choosing] if survey.choosing else []
        for record in (*survey.surveys.values(), *survey.candidates, *questions):
            digest.update(record.model_dump_json().encode())
        digest.update(self.results)
        digest.update(self._view.timeline.digest())
        return digest.digest()

    @cached_property
    def results(self) -> bytes:
        """All tables of results, with the papers in them that the survey has."""
        survey = self._survey
        digest = hashlib.blake2b(survey.listed_metrics.model_dump_json().encode(), digest_size=16)
        for name, table in survey.tables.items():
            digest.update(f"{name}{table.model_dump_json()}".encode())
            digest.update(b"with its paper" if table.source.paper in survey else b"")
        digest.update(self.of_papers(survey.papers[key] for key in survey.results_by_paper if key in survey))
        return digest.digest()

    def of_topic(self, topic_id: str | None) -> bytes:
        """What a page depends on: the papers of its topic and the other surveys that treat of it, or everything."""
        if topic_id is None:
            return self.everything
        seen = alignment.seen_in(topic_id, self._survey)
        elsewhere = "".join(f"{sister.name}/{sister.id}/{node.model_dump_json()}" for sister, node, _ in seen)
        return self.of_papers(self._survey.papers_in(topic_id)) + elsewhere.encode()

    def of_papers(self, papers: Iterable[Paper]) -> bytes:
        """What a page about these papers depends on."""
        marks = self._marks
        content = b"".join([marks[paper.key] for paper in papers])
        return hashlib.blake2b(self.common + content, digest_size=16).digest()

    @cached_property
    def _marks(self) -> dict[str, bytes]:
        """Key and content of each paper's record, in a few bytes."""
        return {key: key.encode() + digest for key, digest in self._survey.digests.items()}
