"""A survey on its way to the page: what its pages show of it, and what is made once for several of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pydantic_core

from livingsurvey.model import Paper
from livingsurvey.publish.addresses import readable_version
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.exports import csl, ris, spreadsheet
from livingsurvey.publish.exports import table as record_set
from livingsurvey.publish.exports.bibliography import FORMS
from livingsurvey.publish.file import Stamping
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.publish.rendering.digests import Digests
from livingsurvey.publish.rendering.pieces import Pieces
from livingsurvey.publish.rendering.view import SizeOf, View
from livingsurvey.survey import Survey


class Sheet:
    """A survey on its way to the page. Made for one build and then let go, so what it remembers never goes stale.

    Args:
        survey: the survey being published.
        size_of: how many bytes the file at an address of its site has.
    """

    def __init__(self, survey: Survey, size_of: SizeOf = lambda _: 0) -> None:
        self.survey = survey
        self.view = View(survey, size_of)
        self.digests = Digests(self.view)

    def rendered(self, name: str, model: dict[str, Any]) -> str:
        """The fragment ``templates/fragments/NAME.j2`` over a model."""
        return self._compiled.stamp(Stamping(f"fragments/{name}.j2", pydantic_core.to_json(model), {})).decode()

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX entry."""
        return self.pieces("bib", paper)

    def bibliography(self, papers: Iterable[Paper], ending: str = "bib") -> str:
        """The content of a file of references, in the format of this ending: one of ``FORMS``."""
        return FORMS[ending].file(self.pieces(ending, paper) for paper in papers)

    @cached_property
    def pieces(self) -> Pieces:
        """What is made once for each paper and used on several pages."""
        makers = {
            "bib": lambda paper: bibtex(paper, self.survey),
            "ris": lambda paper: ris.record(paper, self.survey),
            "csl.json": lambda paper: csl.record(paper, self.survey),
            "csv": lambda paper: spreadsheet.row(paper, self.survey),
            "json": lambda paper: record_set.record(paper, self.survey),
            "md": self._cited,
            "tex": lambda paper: spreadsheet.table_row(paper, self.survey),
        }
        return Pieces(self.survey, self.digests.common, makers)

    def _cited(self, paper: Paper) -> str:
        """The paper as lists in Markdown cite it."""
        model = {
            "key": paper.key,
            "title": paper.title,
            "shown_name": labels.shown_name(paper),
            "short_authors": labels.short_authors(paper),
            "venue": paper.venue,
            "year": paper.year,
            "read_at": readable_version(paper, self.survey),
            "code": paper.links.code,
        }
        return self.rendered("citation.md", model)

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(templates_of(self.survey.root, {}))
