"""The pages that exist once a record, with what stands beside them: papers, authors, venues, frameworks and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any

from livingsurvey.model import Paper
from livingsurvey.publish.addresses import (
    arxiv_redirect_path,
    author_path,
    card_path,
    changes_path,
    comparison_file,
    comparison_path,
    framework_path,
    leaderboard_file,
    leaderboard_path,
    lineage_path,
    paper_path,
    result_path,
    twin_path,
    venue_path,
    year_path,
)
from livingsurvey.publish.exports import comparison, leaderboard
from livingsurvey.publish.file import File, StampedFile, Stamping, content_tag, model_json
from livingsurvey.publish.models.cards import paper_card
from livingsurvey.publish.models.changes import change_model
from livingsurvey.publish.models.comparison import comparison_model
from livingsurvey.publish.models.former import former_model
from livingsurvey.publish.models.frameworks import framework_model
from livingsurvey.publish.models.leaderboard import leaderboard_model
from livingsurvey.publish.models.lineage import lineage_model
from livingsurvey.publish.models.listing import author_model, venue_model, year_model
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.models.results import result_model
from livingsurvey.publish.models.slots import added_templates
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering import drawing
from livingsurvey.publish.rendering.compiled import Compiled, Templates, templates_of
from livingsurvey.publish.site.mould import split


class Stamps:
    """The files of a survey that exist once a record.

    Args:
        published: the survey being published.
        moulds: the engine's page of each of :data:`livingsurvey.publish.addresses.KINDS` that the survey has.
    """

    def __init__(self, published: Published, moulds: Mapping[str, str]) -> None:
        self.prefix = published.language.prefix
        self._published = published
        self._moulds = moulds

    @cached_property
    def templates(self) -> Templates:
        """What stamped files are rendered with, as plain data."""
        cut = {kind: split(page) for kind, page in self._moulds.items()}
        published, survey = self._published, self._published.survey
        return templates_of(survey.root, cut, published.language, published.has, added_templates(survey))

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(self.templates)

    @cached_property
    def _digest(self) -> bytes:
        return self.templates.digest()

    def files(self, kind: str) -> Iterator[File]:
        """The files of one of :data:`livingsurvey.publish.addresses.KINDS`, where the survey has a mould of it."""
        makers: Mapping[str, Callable[[], Iterator[File]]] = {
            "paper": self._papers,
            "author": self._authors,
            "venue": self._venues,
            "framework": self._frameworks,
            "result": self._results,
            "leaderboard": self._leaderboards,
            "year": self._years,
            "change": self._changes,
            "comparison": self._comparisons,
            "lineage": self._lineages,
        }
        if kind in self._moulds:
            yield from makers[kind]()

    def file(
        self, address: str, kind: str, subject: str, model: Callable[[], Mapping[str, Any]], template: str | None, /
    ) -> File:
        """A file that is a template over a model, or the model itself; no page of the engine is around it."""
        return StampedFile(address, kind, subject, self, template, _once(model))

    def card(self, page: str, subject: str, model: Callable[[], dict[str, Any]]) -> File:
        """The picture of a page."""
        return self.file(card_path(page), "card", subject, model, drawing.PICTURE)

    def moved(self, path: Callable[[str], str], old: str, new: str, *, what: str) -> Iterator[File]:
        """What answers for a paper, topic or leaderboard that goes by another name: a page, and for programs a twin."""
        yield self.redirect(path(old), old, target=f"../{new}/", what=what)
        yield self.file(twin_path(path(old)), "twin", old, partial(former_model, old, moved=new), None)

    def redirect(self, address: str, subject: str, *, target: str, what: str) -> File:
        """A page that leads to another: ``what`` it is called, and its address as seen from this one."""
        model = {"target": target, "what": what}
        return self.file(address, "redirect", subject, lambda: model, "fragments/redirect.html.j2")

    def withdrawn(self, key: str, why: str) -> Iterator[File]:
        """What answers for a paper that was taken out: a page, and for programs a twin."""
        model = {"survey": self._published.survey.info.title, "key": key, "reason": why}
        yield self.file(paper_path(key), "withdrawn", key, lambda: model, "fragments/withdrawn.html.j2")
        yield self.file(twin_path(paper_path(key)), "twin", key, partial(former_model, key, withdrawn=why), None)

    def references(self, address: str, subject: str, papers: Sequence[Paper]) -> File:
        """The papers of a page as a file of references, in the format that the address ends with."""
        ending = address.rpartition(".")[2]
        texts = self._published.texts
        return StampedFile(address, "references", subject, self, None, lambda: texts.file(ending, papers).encode())

    def tag(self, stamping: Stamping) -> bytes:
        """The digest of all that a stamped file is made from."""
        template, model, words = stamping
        maker = drawing.digest() if template == drawing.PICTURE else self._digest
        return content_tag(b"".join([maker, f"{template} {words}".encode(), model]))

    def content(self, stamping: Stamping) -> bytes:
        """The bytes of a stamped file."""
        return self._compiled.stamp(stamping)

    def _page(self, address: str, kind: str, subject: str, model: Callable[[], bytes]) -> File:
        return StampedFile(f"{self.prefix}{address}", kind, subject, self, f"mould/{kind}.html.j2", model)

    def _papers(self) -> Iterator[File]:
        for paper in self._published.survey.papers.values():
            yield from self.of_paper(paper)

    def of_paper(self, paper: Paper) -> Iterator[File]:
        """The page of a paper, its twins, its picture, and the way there from its arXiv id."""
        key, address = paper.key, paper_path(paper.key)
        model = partial(self._last_model, key)
        yield self._page(address, "paper", key, model)
        yield StampedFile(twin_path(address), "twin", key, self, None, model)
        if self._published.has_markdown:
            yield StampedFile(f"{address[:-1]}.md", "twin", key, self, "fragments/paper.md.j2", model)
        if self._published.has_paper_cards:
            yield self.card(address, key, partial(paper_card, paper, self._published))
        if paper.ids.arxiv is not None and self._published.has_arxiv_addresses:
            path = arxiv_redirect_path(paper.ids.arxiv)
            yield self.redirect(path, key, target="../" * path.count("/") + address, what="paper")

    @cached_property
    def _last_model(self) -> Callable[[str], bytes]:
        """A paper's model; the last one is kept, since the files of a paper follow each other."""
        return lru_cache(maxsize=1)(self._paper_model)

    def _paper_model(self, key: str) -> bytes:
        published = self._published
        paper = published.survey.papers[key]
        return model_json(paper_model(paper, published))

    def _authors(self) -> Iterator[File]:
        published = self._published
        for name, slug in published.authors.items():
            model = partial(author_model, name, slug, published.survey.by_author[name], published)
            yield self._page(author_path(slug), "author", slug, _once(model))

    def _venues(self) -> Iterator[File]:
        published = self._published
        for name, slug in published.venues.items():
            papers, address = published.survey.by_venue[name], venue_path(slug)
            yield self._page(address, "venue", slug, _once(partial(venue_model, name, slug, papers, published)))
            yield self.references(f"{address}{slug}.bib", slug, papers)

    def _years(self) -> Iterator[File]:
        published = self._published
        for year, papers in published.survey.by_year.items() if published.years_apart else ():
            address = year_path(year)
            yield self._page(address, "year", str(year), _once(partial(year_model, year, papers, published)))
            yield self.references(f"{address}{year}.bib", str(year), papers)

    def _frameworks(self) -> Iterator[File]:
        published = self._published
        for framework in published.survey.frameworks:
            model = partial(framework_model, framework, published)
            yield self._page(framework_path(framework.id), "framework", framework.id, _once(model))

    def _results(self) -> Iterator[File]:
        published = self._published
        for table_id in published.survey.tables:
            model = partial(result_model, table_id, published)
            yield self._page(result_path(table_id), "result", table_id, _once(model))

    def _leaderboards(self) -> Iterator[File]:
        published = self._published
        for board_id in published.leaderboards:
            model = _once(partial(leaderboard_model, board_id, published))
            yield self._page(leaderboard_path(board_id), "leaderboard", board_id, model)
            yield StampedFile(twin_path(leaderboard_path(board_id)), "twin", board_id, self, None, model)
            lines = partial(leaderboard.table, published.leaderboards[board_id], published.survey)
            yield StampedFile(leaderboard_file(board_id, "csv"), "twin", board_id, self, None, _encoded(lines))

    def _changes(self) -> Iterator[File]:
        for year, months in self._published.years_of_changes.items():
            model = partial(change_model, year, months, self._published)
            yield self._page(changes_path(year), "change", str(year), _once(model))

    def _comparisons(self) -> Iterator[File]:
        published = self._published
        for topic_id in published.compared:
            model = _once(partial(comparison_model, topic_id, published))
            yield self._page(comparison_path(topic_id), "comparison", topic_id, model)
            yield from self._compared(topic_id)

    def _lineages(self) -> Iterator[File]:
        for topic_id, told in self._published.lineages.items():
            model = partial(lineage_model, topic_id, told, self._published)
            yield self._page(lineage_path(topic_id), "lineage", topic_id, _once(model))

    def _compared(self, topic_id: str) -> Iterator[File]:
        """The comparison of a topic as files to take along."""
        survey, traits = self._published.survey, self._published.compared[topic_id]
        topic, papers = survey.topic(topic_id), survey.papers_in(topic_id)
        table = comparison_file(topic_id, "csv")
        yield StampedFile(table, "comparison", topic_id, self, None, lambda: comparison.table(papers, traits).encode())
        model = partial(comparison.latex_model, papers, traits, survey, topic)
        yield self.file(comparison_file(topic_id, "tex"), "comparison", topic_id, model, "fragments/comparison.tex.j2")


def _encoded(text: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: text().encode()


def _once(model: Callable[[], Mapping[str, Any]]) -> Callable[[], bytes]:
    return lambda: model_json(model())
