"""A survey on its way to the page: fragments rendered, with what templates need to show it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from livingsurvey.model import Paper
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.exports import csl, ris, spreadsheet
from livingsurvey.publish.exports import table as record_set
from livingsurvey.publish.exports.bibliography import FORMS
from livingsurvey.publish.rendering.digests import Digests
from livingsurvey.publish.rendering.functions import template_functions
from livingsurvey.publish.rendering.pieces import Pieces
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.publish.rendering.view import SizeOf, View
from livingsurvey.survey import Survey

_Prepared = tuple[jinja2.Template, Context, dict[str, Any]]


class Sheet:
    """A survey on its way to the page. Made for one build and then let go, so what it remembers never goes stale.

    Args:
        survey: the survey being published.
        size_of: how many bytes the file at an address of its site has.
    """

    def __init__(self, survey: Survey, size_of: SizeOf = lambda _: 0) -> None:
        self.survey = survey
        self.view = View(survey, size_of)
        self.templates = environment(survey.root).overlay()
        self.templates.globals = dict(self.templates.globals)
        self.templates.globals |= template_functions(self.view) | self._functions()
        self.digests = Digests(self.view, self.templates)
        self._contexts: dict[str, _Prepared] = {}
        self._rows: dict[tuple[str, str], Markup] = {}

    def fragment(self, name: str, /, **variables: Any) -> str:
        """The fragment ``templates/fragments/NAME.html.j2`` with these variables and the functions of this sheet.

        A name with a dot names another form: ``paper.md`` is ``templates/fragments/paper.md.j2``.

        One context a template is kept and given new variables: making one for each paper takes longer than rendering.
        """
        template, context, known = self._contexts.get(name) or self._context(name)
        known.update(variables)
        try:
            return "".join(template.root_render_func(context))
        except Exception:
            self.templates.handle_exception()

    def page(self, name: str, /, **variables: Any) -> bytes:
        """:meth:`fragment` as the content of a file."""
        return self.fragment(name, **variables).encode()

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX entry."""
        return self.pieces("bib", paper)

    def bibliography(self, papers: Iterable[Paper], ending: str = "bib") -> str:
        """The content of a file of references, in the format of this ending: one of ``FORMS``."""
        return FORMS[ending].file(self.pieces(ending, paper) for paper in papers)

    def row(self, paper: Paper, base: str) -> Markup:
        """A paper as it stands in lists, made once for each depth of page."""
        row = self._rows.get((paper.key, base))
        if row is None:
            row = Markup(self.fragment("row", paper=self.view.listed(paper), base=base))  # noqa: S704 - it escapes
            self._rows[paper.key, base] = row
        return row

    @cached_property
    def pieces(self) -> Pieces:
        """What is made once for each paper and used on several pages."""
        makers = {
            "bib": lambda paper: bibtex(paper, self.survey),
            "ris": lambda paper: ris.record(paper, self.survey),
            "csl.json": lambda paper: csl.record(paper, self.survey),
            "csv": lambda paper: spreadsheet.row(paper, self.survey),
            "json": lambda paper: record_set.record(paper, self.survey),
            "md": lambda paper: self.fragment("citation.md", paper=paper),
            "tex": lambda paper: spreadsheet.table_row(paper, self.survey),
        }
        return Pieces(self.survey, self.digests.common, makers)

    def _context(self, name: str) -> _Prepared:
        file = name if "." in name else f"{name}.html"
        template = self.templates.get_template(f"fragments/{file}.j2")
        variables = dict(self.templates.globals)
        prepared = template, template.new_context(variables, shared=True), variables
        self._contexts[name] = prepared
        return prepared

    def _functions(self) -> dict[str, Any]:
        """What only the sheet can give to templates: pieces and other fragments, rendered once."""
        return {
            "bibtex": self.bibtex,
            "ris": lambda paper: self.pieces("ris", paper),
            "row": self.row,
        }
