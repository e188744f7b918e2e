"""What templates see of a survey: fragments of pages rendered with the functions that know citations and addresses."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import pydantic_core
from jinja2.runtime import Context
from markupsafe import Markup

from livingsurvey import alignment, choosing, statistics
from livingsurvey.model import Change, Paper, Topic
from livingsurvey.publish import addresses, chart, choose, citation, comparison, labels, neighbours, sisters, slugs
from livingsurvey.publish.exports import csl, ris, spreadsheet
from livingsurvey.publish.exports import table as record_set
from livingsurvey.publish.exports.bibliography import FORMS
from livingsurvey.publish.pieces import Pieces
from livingsurvey.publish.templates import environment
from livingsurvey.related import Reason, Relation
from livingsurvey.survey import Survey
from livingsurvey.timeline import Timeline, timeline

LISTED_PAPERS = 500
"""How many papers the page of a topic lists; beyond them it leads to Explore."""

RECENT_CHANGES = 60
"""How many changes the page of all changes shows at least, in whole months; older ones stand on pages by year."""

IDLE_DAYS = 60
"""After how many days without a change the survey says so."""

VENUES_IN_TRENDS = 12

Months = list[tuple[dt.date, tuple[Change, ...]]]

Download = tuple[Any, int]
"""A format of :mod:`.exports.formats`, and the bytes of its file."""

ONE_PAGE = 5_000
"""How many papers the page of all papers lists; beyond them each year has a page, and that one leads to them."""

_Prepared = tuple[jinja2.Template, Context, dict[str, Any]]


class Sheet:
    """A survey on its way to the page. Made for one build and then let go, so what it remembers never goes stale."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.templates = environment(survey.root).overlay()
        self.templates.globals = dict(self.templates.globals)
        self.templates.globals.update(self._globals())
        self.downloads: list[Download] = []
        """The files under ``data/``, once they are written."""
        self._contexts: dict[str, _Prepared] = {}
        self._rows: dict[tuple[str, str], Markup] = {}
        self._trails: dict[str, Markup] = {}
        self._root_numbers = {root.id: number for number, root in enumerate(survey.taxonomy.topics)}

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

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX entry."""
        return self.pieces("bib", paper)

    def bibliography(self, papers: Iterable[Paper], ending: str = "bib") -> str:
        """The content of a file of references, in the format of this ending: one of :data:`.bibliography.FORMS`."""
        return FORMS[ending].file(self.pieces(ending, paper) for paper in papers)

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

    def count(self, topic_id: str) -> int:
        """How many papers a topic and the topics below it have."""
        return len(self.survey.papers_in(topic_id))

    def newest(self, topic_id: str) -> Sequence[Paper]:
        """The papers that the page of a topic lists: all, or the newest of very many."""
        return self.survey.papers_in(topic_id)[:LISTED_PAPERS]

    def highlights(self, topic_id: str) -> list[Paper]:
        """The papers of a topic that their records mark, newest first."""
        return [paper for paper in self.survey.papers_in(topic_id) if paper.highlight is not None]

    def root_number(self, topic_id: str) -> int:
        """The position of the topic's root among the roots, which chooses its colour."""
        return self._root_numbers[self.survey.taxonomy.paths[topic_id][0].id]

    def trail(self, topic_id: str) -> Markup:
        """The way from the root to a topic as links, for the page of a paper."""
        trail = self._trails.get(topic_id)
        if trail is None:
            trail = Markup(self.fragment("trail", topic=topic_id, base="../../"))  # noqa: S704 - the fragment escapes
            self._trails[topic_id] = trail
        return trail

    @cached_property
    def authors(self) -> dict[str, str]:
        """The authors who have a page, in alphabetical order, each with the slug in its address."""
        return slugs.author_slugs(self.survey)

    @cached_property
    def venues(self) -> dict[str, str]:
        """The venues that have a page, in alphabetical order, each with the slug in its address."""
        return slugs.venue_slugs(self.survey)

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The venues with papers that are part of another, by the name of that other."""
        parts: dict[str, list[str]] = {}
        for name in self.venues:
            venue = self.survey.venues.get(name)
            if venue is not None and venue.part_of:
                parts.setdefault(venue.part_of, []).append(name)
        return parts

    def sisters(self, topic_id: str) -> list[Topic]:
        """The topics that hang where this one hangs."""
        taxonomy = self.survey.taxonomy
        *above, topic = taxonomy.paths[topic_id]
        return [sister for sister in (above[-1].topics if above else taxonomy.topics) if sister is not topic]

    @property
    def years_apart(self) -> bool:
        """Whether there are too many papers for one page."""
        return len(self.survey) > ONE_PAGE

    @cached_property
    def timeline(self) -> Timeline:
        """What came, moved and went, and when anything changed last."""
        return timeline(self.survey)

    @cached_property
    def years_of_changes(self) -> dict[int, Months]:
        """The months that have changes by year, newest first."""
        years: dict[int, Months] = {}
        for month, changes in self.timeline.months():
            years.setdefault(month.year, []).append((month, changes))
        return years

    @cached_property
    def figures(self) -> statistics.Statistics:
        """The survey in figures."""
        return statistics.count(self.survey)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Relation, ...]]:
        """The related papers of each paper, by key."""
        return neighbours.neighbours(self.survey)

    @cached_property
    def pieces(self) -> Pieces:
        """What is made once for each paper and used on several pages."""
        listed_below = "../../" if self.years_apart else "../"
        makers = {
            "bib": lambda paper: citation.bibtex(paper, self.survey),
            "ris": lambda paper: ris.record(paper, self.survey),
            "csl.json": lambda paper: csl.record(paper, self.survey),
            "csv": lambda paper: spreadsheet.row(paper, self.survey),
            "json": lambda paper: record_set.record(paper, self.survey),
            "md": lambda paper: self.fragment("citation.md", paper=paper),
            "tex": lambda paper: spreadsheet.table_row(paper, self.survey),
            "listing": lambda paper: self.fragment("listing", paper=paper, base=listed_below),
        }
        return Pieces(self.survey, self.common_digest + listed_below.encode(), makers)

    @cached_property
    def charts(self) -> chart.Charts:
        """The charts of result tables."""
        return chart.Charts(self.survey)

    @cached_property
    def common_digest(self) -> bytes:
        """What every fragment depends on besides papers: this code, templates, taxonomy, venues, frameworks."""
        survey = self.survey
        digest = hashlib.blake2b(digest_size=16)
        for module in sorted(Path(__file__).parent.rglob("*.py")):
            digest.update(module.read_bytes())
        # A newer SQLite or Parquet writer may write other bytes.
        digest.update(f"{sqlite3.sqlite_version} {importlib.metadata.version('arro3-io')}".encode())
        names = self.templates.list_templates(filter_func=lambda name: name.startswith("fragments/"))
        for name in sorted(names):
            source, _, _ = self.templates.loader.get_source(self.templates, name)  # type: ignore[union-attr]
            digest.update(source.encode())
        digest.update(survey.info.model_dump_json().encode())
        digest.update(survey.taxonomy.model_dump_json().encode())
        for record in (*survey.venues.values(), *survey.capability_groups, *survey.frameworks):
            digest.update(record.model_dump_json().encode())
        return digest.digest()

    @cached_property
    def survey_digest(self) -> bytes:
        """Everything: what pages about the whole survey depend on."""
        survey = self.survey
        digest = hashlib.blake2b(self.digest_of_papers(survey.papers.values()), digest_size=16)
        questions = [survey.choosing] if survey.choosing else []
        for record in (*survey.surveys.values(), *survey.candidates, *questions):
            digest.update(record.model_dump_json().encode())
        digest.update(self.results_digest)
        digest.update(self.timeline.digest())
        return digest.digest()

    @cached_property
    def results_digest(self) -> bytes:
        """All tables of results, with the papers in them that the survey has."""
        survey = self.survey
        digest = hashlib.blake2b(survey.listed_metrics.model_dump_json().encode(), digest_size=16)
        for name, table in survey.tables.items():
            digest.update(f"{name}{table.model_dump_json()}".encode())
            digest.update(b"with its paper" if table.source.paper in survey else b"")
        digest.update("/".join(key for key in survey.results_by_paper if key in survey).encode())
        return digest.digest()

    def digest_of(self, topic_id: str | None) -> bytes:
        """What a page depends on: the papers of its topic and the other surveys that treat of it, or everything."""
        if topic_id is None:
            return self.survey_digest
        seen = alignment.seen_in(topic_id, self.survey)
        elsewhere = "".join(f"{sister.name}/{sister.id}/{node.model_dump_json()}" for sister, node, _ in seen)
        return self.digest_of_papers(self.survey.papers_in(topic_id)) + elsewhere.encode()

    def digest_of_paper(self, paper: Paper) -> bytes:
        """What a paper's own page depends on: its record, who of those it names has a page, and its related papers."""
        pages = [self.authors.get(author, "") for author in paper.authors]
        names = [self.venues[paper.venue], *pages, *self._numbers(paper)]
        related = map(self._mention, self.neighbours[paper.key])
        return self.survey.digests[paper.key] + "/".join((*names, *related)).encode()

    def _numbers(self, paper: Paper) -> Iterator[str]:
        """What the numbers of a paper depend on."""
        for result in self.survey.results_by_paper.get(paper.key, ()):
            yield result.table_id
            yield result.table.model_dump_json(exclude={"rows"})
            yield result.row.model_dump_json()
            yield self.survey.listed_metrics.model_dump_json()

    def _mention(self, relation: Relation) -> str:
        """What the page of a paper says of a related one."""
        paper = self.survey.papers[relation.key]
        return f"{paper.key} {paper.title} {paper.venue} {paper.year} {self._why(relation.reasons)}"

    def _why(self, reasons: Iterable[Reason]) -> str:
        return ", ".join(neighbours.words(reason, self.survey) for reason in reasons)

    def digest_of_venue(self, name: str) -> bytes:
        """What the page of a venue depends on: its papers, and the pages of the venues around it."""
        venue = self.survey.venues.get(name)
        around = [self.venues.get(venue.part_of or "", "")] if venue else []
        around += [f"{self.venues[part]} {len(self.survey.by_venue[part])}" for part in self.parts.get(name, ())]
        return self.digest_of_papers(self.survey.by_venue[name]) + "/".join(around).encode()

    def digest_of_papers(self, papers: Iterable[Paper]) -> bytes:
        """What a page about these papers depends on."""
        marks = self._marks
        content = b"".join([marks[paper.key] for paper in papers])
        return hashlib.blake2b(self.common_digest + content, digest_size=16).digest()

    @cached_property
    def _marks(self) -> dict[str, bytes]:
        """Key and content of each paper's record, in a few bytes."""
        return {key: key.encode() + digest for key, digest in self.survey.digests.items()}

    def _new_record_url(self, topic_id: str) -> str | None:
        content = self.templates.get_template("fragments/record.yaml.j2").render(topic=topic_id)
        return addresses.new_record_url(self.survey.info, content)

    def _context(self, name: str) -> _Prepared:
        file = name if "." in name else f"{name}.html"
        template = self.templates.get_template(f"fragments/{file}.j2")
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
            "related": lambda paper: self.neighbours[paper.key],
            "why": self._why,
            **sisters.template_functions(survey),
            "answers": lambda question: choosing.answers(question, survey),
            "measured": lambda: choose.measured(survey),
            "row_numbers": {(each.table_id, each.place): number for number, each in enumerate(survey.results)},
            "verdicts": lambda: _json(choose.verdicts(survey)),
            "listing": self.listing,
            "count": self.count,
            "newest": self.newest,
            "highlights": self.highlights,
            "sisters": self.sisters,
            "authors": lambda: self.authors,
            "author_index": lambda: labels.alphabetical(self.authors),
            "venues": lambda: self.venues,
            "years_apart": self.years_apart,
            "parts": lambda name: self.parts.get(name, []),
            "LISTED_PAPERS": LISTED_PAPERS,
            "root_number": self.root_number,
            "trail": self.trail,
            "icon": theme_icon,
            "figures": lambda: self.figures,
            "trends": lambda: statistics.trends(survey),
            "timeline": lambda: self.timeline,
            "years_of_changes": lambda: self.years_of_changes,
            "RECENT_CHANGES": RECENT_CHANGES,
            "IDLE_DAYS": IDLE_DAYS,
            "VENUES_IN_TRENDS": VENUES_IN_TRENDS,
            "feeds": survey.info.site is not None,
            "downloads": lambda: self.downloads,
            "columns": lambda: record_set.COLUMNS,
            "schema_version": record_set.SCHEMA_VERSION,
            "years": lambda papers: labels.years(papers, survey),
            "state": lambda paper: labels.state(paper, survey),
            "versions": lambda paper: labels.versions(paper, survey),
            "container": lambda paper: citation.container(paper, survey),
            "cited_url": lambda paper: citation.cited_url(paper, survey),
            "ris": lambda paper: self.pieces("ris", paper),
            "ways": lambda paper: labels.ways(paper, survey),
            "venue_mix": labels.venue_mix,
            "first_sentence": labels.first_sentence,
            "evidence": labels.evidence,
            "source_url": labels.source_url,
            "short_authors": labels.short_authors,
            "long_date": labels.long_date,
            "long_month": labels.long_month,
            "day_and_month": labels.day_and_month,
            "has_data_page": (survey.root / "docs" / "data.md").is_file(),
            "can_contribute": (survey.root / "docs" / "contribute.md").is_file(),
            "editing_url": addresses.editing_url(survey.info),
            "new_file_url": addresses.new_file_url(survey.info),
            "fixing_url": lambda key: addresses.issue_url(survey.info, "fix", record=key),
            "new_record_url": self._new_record_url,
            "coins": lambda paper: citation.coins(paper, survey),
            "scholar_tags": lambda paper: citation.scholar_tags(paper, survey),
            "linked_data": lambda paper: _json(citation.linked_data(paper, survey)),
            "comparison": comparison,
            "axes": chart.axes,
            "drawable": lambda table_id: chart.can_be_drawn(survey, table_id),
            "picture": lambda table_id: Markup(self.charts.picture(table_id)),  # noqa: S704 - made by the library
            "specification": lambda table_id: _json(chart.specification(survey, table_id)),
            "readable_version": lambda paper: addresses.readable_version(paper, survey),
            "arxiv_url": addresses.arxiv_url,
            "paper_path": addresses.paper_path,
            "topic_path": addresses.topic_path,
        }


def _json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = pydantic_core.to_json(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


@cache
def theme_icon(name: str) -> Markup:
    """The SVG of an icon of the theme, such as ``material/cube-outline``; empty where the theme has none."""
    icon = resources.files("material").joinpath("templates", ".icons", f"{name}.svg")
    return Markup(icon.read_text(encoding="utf-8").strip()) if icon.is_file() else Markup()  # noqa: S704
