"""What templates see of a survey: fragments of pages rendered with the functions that know citations and addresses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from livingsurvey.model import Paper, Topic
from livingsurvey.publish import addresses, citation
from livingsurvey.publish.pieces import Pieces
from livingsurvey.publish.templates import environment
from livingsurvey.survey import Survey

_Prepared = tuple[jinja2.Template, Context, dict[str, Any]]


class Sheet:
    """A survey on its way to the page. Made for one build and then let go, so what it remembers never goes stale."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.templates = environment(survey.root).overlay()
        self.templates.globals = dict(self.templates.globals)
        self.templates.globals.update(self._globals())
        self._contexts: dict[str, _Prepared] = {}
        self._rows: dict[tuple[str, str], Markup] = {}

    def fragment(self, name: str, **variables: Any) -> str:
        """The fragment ``templates/fragments/NAME.html.j2`` with these variables and the functions of this sheet.

        One context a template is kept and given new variables: making one for each paper takes longer than rendering.
        """
        template, context, known = self._contexts.get(name) or self._context(name)
        known.update(variables)
        return "".join(template.root_render_func(context))

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX entry."""
        return self.pieces("bibtex", paper)

    def bibliography(self, papers: Iterable[Paper]) -> str:
        """The content of a ``.bib`` file."""
        return "\n".join(map(self.bibtex, papers))

    def listing(self, paper: Paper) -> Markup:
        """A paper as it stands in the list of all papers, with its COinS."""
        return Markup(self.pieces("listing", paper))  # noqa: S704 - the fragment escapes

    def row(self, paper: Paper, base: str) -> Markup:
        """A paper as it stands in lists, made once for each depth of page."""
        row = self._rows.get((paper.key, base))
        if row is None:
            row = Markup(self.fragment("row", paper=paper, base=base))  # noqa: S704 - the fragment escapes
            self._rows[paper.key, base] = row
        return row

    def topic_counts(self, topic: Topic) -> int:
        """How many papers a topic and the topics below it have."""
        return len(self.survey.papers_in(topic.id))

    def by_year(self, papers: Iterable[Paper]) -> dict[int, int]:
        """How many of these papers each year has, every year between the first and the last included."""
        years: dict[int, int] = {}
        for paper in papers:
            years[paper.year] = years.get(paper.year, 0) + 1
        return {year: years.get(year, 0) for year in range(min(years), max(years) + 1)} if years else {}

    @cached_property
    def pieces(self) -> Pieces:
        """What is made once for each paper and used on several pages."""
        makers = {
            "bibtex": lambda paper: citation.bibtex(paper, self.survey),
            "listing": lambda paper: self.fragment("listing", paper=paper, base="../"),
        }
        return Pieces(self.survey, self.common_digest, makers)

    @cached_property
    def common_digest(self) -> bytes:
        """Everything that any fragment may show besides the papers: templates, taxonomy, venues, frameworks."""
        survey = self.survey
        digest = hashlib.blake2b(digest_size=16)
        names = self.templates.list_templates(filter_func=lambda name: name.startswith("fragments/"))
        for name in sorted(names):
            source, _, _ = self.templates.loader.get_source(self.templates, name)  # type: ignore[union-attr]
            digest.update(source.encode())
        digest.update(survey.info.model_dump_json().encode())
        digest.update(survey.taxonomy.model_dump_json().encode())
        for record in (*survey.venues.values(), *survey.frameworks):
            digest.update(record.model_dump_json().encode())
        return digest.digest()

    @cached_property
    def survey_digest(self) -> bytes:
        """Everything: what pages about the whole survey depend on."""
        return self.digest_of_papers(self.survey.papers.values())

    def digest_of(self, topic_id: str | None) -> bytes:
        """What a page depends on: the papers of its topic, or all papers."""
        if topic_id is None:
            return self.survey_digest
        return self.digest_of_papers(self.survey.papers_in(topic_id))

    def digest_of_papers(self, papers: Iterable[Paper]) -> bytes:
        """What a page about these papers depends on."""
        digests = self.survey.digests
        digest = hashlib.blake2b(self.common_digest, digest_size=16)
        for paper in papers:
            digest.update(paper.key.encode())
            digest.update(digests[paper.key])
        return digest.digest()

    def _context(self, name: str) -> _Prepared:
        template = self.templates.get_template(f"fragments/{name}.html.j2")
        variables = dict(self.templates.globals)
        prepared = template, template.new_context(variables, shared=True), variables
        self._contexts[name] = prepared
        return prepared

    def _globals(self) -> dict[str, Any]:
        survey = self.survey
        return {
            "survey": survey,
            "bibtex": self.bibtex,
            "row": self.row,
            "listing": self.listing,
            "count": self.topic_counts,
            "by_year": self.by_year,
            "coins": lambda paper: citation.coins(paper, survey),
            "scholar_tags": lambda paper: citation.scholar_tags(paper, survey),
            "linked_data": lambda paper: _json(citation.linked_data(paper, survey)),
            "readable_version": lambda paper: addresses.readable_version(paper, survey),
            "published_version": lambda paper: addresses.published_version(paper, survey),
            "arxiv_url": addresses.arxiv_url,
            "doi_url": addresses.doi_url,
            "acl_url": addresses.acl_url,
            "openreview_url": addresses.openreview_url,
            "pdf_url": addresses.pdf,
            "paper_path": addresses.paper_path,
            "topic_path": addresses.topic_path,
        }


def _json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
