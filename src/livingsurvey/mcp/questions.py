"""What can be asked of a survey, as functions from it to answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.insight.related import Relatedness
from livingsurvey.insight.search import Search, chosen
from livingsurvey.language import ENGLISH
from livingsurvey.mcp import answers
from livingsurvey.model import Paper, Result, Topic
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.publish import addresses
from livingsurvey.publish.content import beside, comparison, labels, numbers, traits
from livingsurvey.publish.content.reasons import why
from livingsurvey.publish.exports.texts import Texts
from livingsurvey.survey import Survey

ENDINGS = {"bibtex": "bib", "ris": "ris", "csl": "csl.json", "markdown": "md"}
"""The formats of references, each by what its files end with."""

_NAMED = 20
"""How many keys of citing and cited papers are told."""


@dataclass(frozen=True)
class Asked:
    """A survey that is asked.

    Args:
        survey: the survey.
        whole: gives the whole record of a paper, where the survey has only what its exports say.
    """

    survey: Survey
    whole: Callable[[Paper], Paper] = lambda paper: paper

    @cached_property
    def _search(self) -> Search:
        return Search(self.survey)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.survey)

    @cached_property
    def _relatedness(self) -> Relatedness:
        return Relatedness(self.survey)

    def find(
        self, words: str, topic: str | None, years: Collection[int] | None, venue: str | None, limit: int
    ) -> answers.FoundPapers:
        """Papers with these words, best first; without words the newest."""
        survey = self.survey
        fits = chosen(survey, topic=topic, years=years, venue=venue, traits=None)
        if words.strip():
            found, with_all = self._search.answer(words).shown(fits)
        else:
            found = tuple(filter(fits, survey))
            with_all = len(found)
        some = [self._found(paper) for paper in found[:limit]]
        return answers.FoundPapers(total=len(found), with_all_words=with_all, papers=some)

    def show(self, key: str) -> answers.Shown:
        """What is known of a paper."""
        survey, paper = self.survey, self._paper(key)
        compared = traits.compared(paper, survey)
        said = [*compared["known"], *traits.own(paper, survey, "paper")]
        return answers.Shown(
            **dict(self._found(paper)),
            name=paper.name,
            also_titled=list(paper.also_titled),
            all_authors=list(paper.authors),
            state=labels.state(paper, survey),
            ids=dict(paper.ids.items()),
            read_at=addresses.readable_version(paper, survey),
            code=paper.links.code,
            filed=[
                answers.Filed(id=topic, path=[node.title.en for node in survey.path(topic)]) for topic in paper.topics
            ],
            properties=[answers.Property(id=each["id"], name=each["name"], value=each["words"]) for each in said],
            unknown=[each["name"] for each in compared["unknown"]],
            citations=paper.citations.count if paper.citations else None,
            cites=list(paper.cites.papers[:_NAMED]) if paper.cites else [],
            cited_by=[each.key for each in survey.cited_by.get(paper.key, ())[:_NAMED]],
            related=list(self._related(paper)),
            measured=len(survey.results_by_paper.get(paper.key, ())),
        )

    def compare(self, keys: Sequence[str]) -> answers.Comparison:
        """Papers side by side."""
        papers = list({paper.key: paper for paper in map(self._paper, keys)}.values())
        rows = [answers.ComparedRow.model_validate(row) for row in beside.rows(papers, self.survey)]
        return answers.Comparison(papers=list(map(self._found, papers)), rows=rows)

    def topics(self, topic: str | None, depth: int) -> answers.Tree:
        """The taxonomy from a topic down, or from its roots."""
        roots = self.survey.taxonomy.topics if topic is None else (self.survey.topic(topic),)
        return answers.Tree(topics=[self._node(root, depth) for root in roots])

    def cite(self, keys: Sequence[str], form: str) -> answers.References:
        """References to papers in a format."""
        papers = list({paper.key: paper for paper in map(self._paper, keys)}.values())
        texts = [answers.Reference(key=paper.key, text=self._texts(ENDINGS[form], paper)) for paper in papers]
        return answers.References(format=form, references=texts)

    def numbers(self, paper: str | None, metric: str | None, table: str | None, limit: int) -> answers.Numbers:
        """Rows of tables of results: of a paper, with a metric, of a table, or what is all of it."""
        survey = self.survey
        if paper is None and metric is None and table is None:
            raise UsageError("name a paper, a metric or a table")
        key = None if paper is None else survey.paper(paper).key
        metric_id = None if metric is None else self._metric(metric)
        if table is not None and table not in survey.tables:
            raise UnknownName(f"no table '{table}'.{did_you_mean(table, survey.tables)}")
        found = [
            result
            for result in survey.results
            if key in (None, result.row.paper)
            and table in (None, result.table_id)
            and (metric_id is None or metric_id in result.row.values)
        ]
        rows = [self._measured(result, metric_id) for result in found[:limit]]
        return answers.Numbers(total=len(found), rows=rows)

    def _paper(self, key: str) -> Paper:
        return self.whole(self.survey.paper(key))

    def _metric(self, named: str) -> str:
        called = {metric.name.casefold(): name for name, metric in self.survey.metrics.items()}
        found = named if named in self.survey.metrics else called.get(named.casefold())
        if found is None:
            raise UnknownName(f"no metric '{named}'.{did_you_mean(named, [*self.survey.metrics, *called])}")
        return found

    def _found(self, paper: Paper) -> answers.Found:
        site = self.survey.info.site
        return answers.Found(
            key=paper.key,
            title=paper.title,
            authors=labels.short_authors(paper),
            year=paper.year,
            venue=paper.venue,
            topics=list(paper.topics),
            summary=paper.summary.en if paper.summary else None,
            page=f"{site.rstrip('/')}/{addresses.paper_path(paper.key)}" if site else None,
        )

    def _related(self, paper: Paper) -> Iterator[answers.Related]:
        for relation in self._relatedness.related(paper.key):
            reasons = ENGLISH.clauses(why(reason, self.survey) for reason in relation.reasons)
            yield answers.Related(key=relation.key, title=self.survey.papers[relation.key].title, why=reasons)

    def _node(self, topic: Topic, depth: int) -> answers.Node:
        return answers.Node(
            id=topic.id,
            title=topic.title.en,
            definition=topic.definition.en,
            border=topic.border.en if topic.border else None,
            papers=len(self.survey.papers_in(topic.id)),
            below=len(topic.topics),
            topics=[self._node(child, depth - 1) for child in topic.topics] if depth > 1 else [],
        )

    def _measured(self, result: Result, metric: str | None) -> answers.Measured:
        survey, row, table = self.survey, result.row, result.table
        metrics = [survey.metrics[name] for name in row.values if metric in (None, name)]
        settings = {**table.setting, **row.setting}.items()
        return answers.Measured(
            table=result.table_id,
            title=table.title,
            label=row.label,
            paper=row.paper,
            framework=row.framework,
            numbers=[
                answers.Number(
                    metric=each.id,
                    name=each.name,
                    unit=each.unit,
                    better=each.better,
                    printed=row.values[each.id],
                    reserved=each.id in row.reserved,
                )
                for each in metrics
            ],
            conditions=[answers.Condition(**comparison.choice(survey, *each)._asdict()) for each in settings],
            measured_by=table.measured.by if table.measured else None,
            is_own=result.is_own,
            source=answers.Source(
                title=table.source.title,
                part=table.source.part,
                url=table.source.url,
                read=table.source.date.isoformat(),
            ),
            address=numbers.address(result),
        )
