"""What pages depend on, as digests: a page whose digest is the same as at the last build is not made again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import jinja2

from livingsurvey import alignment
from livingsurvey.model import Paper
from livingsurvey.publish.rendering.view import View
from livingsurvey.related import Relation

_CODE = Path(__file__).parents[1]


class Digests:
    """Digests of what pages are made from.

    Args:
        view: the survey as its pages show it.
        templates: what the pages are rendered with.
    """

    def __init__(self, view: View, templates: jinja2.Environment) -> None:
        self._view = view
        self._survey = view.survey
        self._templates = templates

    @cached_property
    def common(self) -> bytes:
        """What every fragment depends on besides papers: this code, templates, taxonomy, venues, frameworks."""
        survey = self._survey
        digest = hashlib.blake2b(digest_size=16)
        for module in sorted((*_CODE.rglob("*.py"), *_CODE.rglob("*.sql"))):
            digest.update(module.read_bytes())
        # A newer SQLite or Parquet writer may write other bytes.
        digest.update(f"{sqlite3.sqlite_version} {importlib.metadata.version('arro3-io')}".encode())
        names = self._templates.list_templates(filter_func=lambda name: name.startswith("fragments/"))
        for name in sorted(names):
            source, _, _ = self._templates.loader.get_source(self._templates, name)  # type: ignore[union-attr]
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

    def of_paper(self, paper: Paper) -> bytes:
        """What a paper's page depends on: its record and history, who of those it names has a page, related papers."""
        pages = [self._view.authors.get(author, "") for author in paper.authors]
        names = [self._view.venues[paper.venue], *pages, *self._numbers(paper)]
        related = map(self._mention, self._view.neighbours[paper.key])
        later = repr(self._view.later_changes.get(paper.key, ()))
        return self._survey.digests[paper.key] + "/".join((*names, later, *related)).encode()

    def _numbers(self, paper: Paper) -> Iterator[str]:
        """What the numbers of a paper depend on."""
        for result in self._survey.results_by_paper.get(paper.key, ()):
            yield result.table_id
            yield result.table.model_dump_json(exclude={"rows"})
            yield result.row.model_dump_json()
            yield self._survey.listed_metrics.model_dump_json()

    def _mention(self, relation: Relation) -> str:
        """What the page of a paper says of a related one."""
        paper = self._survey.papers[relation.key]
        return f"{paper.key} {paper.title} {paper.venue} {paper.year} {self._view.why(relation.reasons)}"

    def of_venue(self, name: str) -> bytes:
        """What the page of a venue depends on: its papers, and the pages of the venues around it."""
        venue = self._survey.venues.get(name)
        around = [self._view.venues.get(venue.part_of or "", "")] if venue else []
        around += [
            f"{self._view.venues[part]} {len(self._survey.by_venue[part])}" for part in self._view.parts.get(name, ())
        ]
        return self.of_papers(self._survey.by_venue[name]) + "/".join(around).encode()

    def of_papers(self, papers: Iterable[Paper]) -> bytes:
        """What a page about these papers depends on."""
        marks = self._marks
        content = b"".join([marks[paper.key] for paper in papers])
        return hashlib.blake2b(self.common + content, digest_size=16).digest()

    @cached_property
    def _marks(self) -> dict[str, bytes]:
        """Key and content of each paper's record, in a few bytes."""
        return {key: key.encode() + digest for key, digest in self._survey.digests.items()}
