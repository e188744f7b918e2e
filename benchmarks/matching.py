"""How sure a match is: what versions with changed titles are found, and whether any other paper is taken for one.

Right pairs are made of the records: each paper against a version with its own title, and each title that a paper went
by against a record that has only another one; authors as they are, by their initials, with one missing, with none.
Wrong pairs are all others. A match needs three in ten authors in common, the same title, or an id, so of wrong pairs
only those that have one of these are looked at, and no two records have the same title. The hardest have this paper's
id, too, as a list has it that names the wrong one.

python -m benchmarks.matching
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

from benchmarks.measure import ROOT, table
from livingsurvey.model import Author, Group, Identifier, Paper
from livingsurvey.model.folding import fold
from livingsurvey.model.proposal import Certainty
from livingsurvey.model.title import normal_form
from livingsurvey.refresh import matching
from livingsurvey.refresh.matching import match
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

Authors = Sequence[str]
Answer = Certainty | None
Ids = Callable[[Paper, Paper], Paper]
ANSWERS: tuple[Answer, ...] = (*Certainty, None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A record, and the version that is held against it: with the title of a work, its authors, and ids."""

    record: Paper
    work: Paper
    title: str

    def answer(self, authors: Callable[[Authors], Authors], ids: Paper | None) -> Answer:
        """How sure the match is; with no ids where ``ids`` is None, else with those of that paper."""
        version = Version(
            "Somebody",
            "https://example.org/",
            self.title,
            tuple(authors(self.work.authors)),
            year=self.work.year,
            ids=tuple(Identifier(scheme, value) for scheme, value in ids.ids.items()) if ids else (),
        )
        found = match(self.record, version)
        return found.certainty if found else None


def initials(authors: Authors) -> Authors:
    """Authors with their given names abbreviated."""
    return [_abbreviated(author) for author in authors]


def one_missing(authors: Authors) -> Authors:
    """Authors without the last one."""
    return authors[:-1] or authors


AUTHORS: Mapping[str, Callable[[Authors], Authors]] = {
    "all": lambda authors: authors,
    "initials": initials,
    "one missing": one_missing,
    "none": lambda authors: (),
}


def unchanged(survey: Survey) -> list[Pair]:
    """Each paper and its own title."""
    return [Pair(paper, paper, paper.title) for paper in survey]


def changed(survey: Survey) -> list[Pair]:
    """Of each paper that went by several titles: a record that has the first alone, and each other; and the reverse."""
    return [
        Pair(_titled(paper, one), paper, other)
        for paper in survey
        for title in paper.also_titled
        for one, other in ((paper.title, title), (title, paper.title))
    ]


def others(survey: Survey) -> list[Pair]:
    """Pairs of a record and another paper, under each of its titles, that can be mistaken for each other."""
    by_person: defaultdict[str, set[str]] = defaultdict(set)
    for paper in survey:
        for author in paper.authors:
            by_person[_person(author)].add(paper.key)
    common = Counter(pair for keys in by_person.values() for pair in itertools.permutations(sorted(keys), 2))
    pairs = [
        (survey[one], survey[other]) for (one, other), count in common.items() if _share(survey, one, other, count)
    ]
    return [Pair(record, work, title) for record, work in pairs for title in (work.title, *work.also_titled)]


def answers(pairs: Iterable[Pair], authors: str, ids: Callable[[Pair], Paper | None]) -> Counter[Answer]:
    """How often each answer was given."""
    return Counter(pair.answer(AUTHORS[authors], ids(pair)) for pair in pairs)


def recall(pairs: Sequence[Pair], least: Certainty, authors: str = "all", *, shown: bool = False) -> float:
    """The share of right pairs that are matched, at least so surely."""
    found = answers(pairs, authors, lambda pair: pair.work if shown else None)
    return sum(found[each] for each in Certainty if each.doubt <= least.doubt) / len(pairs)


THRESHOLDS: Mapping[str, Mapping[str, float]] = {
    "**as chosen**": {"NEARLY": matching.NEARLY},
    **{f"nearly the same title: {least} % of the letters": {"NEARLY": least} for least in (80, 85, 95, 100)},
    **{f"titles resemble: {100 * least:.0f} % of the words": {"MANY_WORDS": least} for least in (0.3, 0.4, 0.6, 0.7)},
    **{f"nearly all authors: {100 * least:.0f} %": {"NEARLY_ALL": least} for least in (0.6, 0.7, 0.9, 1.0)},
    "several authors: 2": {"SEVERAL": 2},
    "several authors: 4": {"SEVERAL": 4},
}


def main() -> None:
    """Print what the chosen thresholds find, and what others would."""
    survey = Survey.load(ROOT)
    same, renamed, wrong = unchanged(survey), changed(survey), others(survey)
    rows = []
    for what, pairs in ((f"title unchanged ({len(same):,})", same), (f"title changed ({len(renamed):,})", renamed)):
        for authors in AUTHORS:
            for ids, shown in (("hidden", False), ("shown", True)):
                found = answers(pairs, authors, (lambda pair: pair.work) if shown else (lambda pair: None))
                rows.append([what, authors, ids, *(f"{found[each] / len(pairs):.3f}" for each in ANSWERS)])
    count = len(survey) * (len(survey) - 1)
    for ids, of in (
        ("hidden", lambda pair: None),
        ("shown", lambda pair: pair.work),
        ("of this paper", lambda pair: pair.record),
    ):
        found = answers(wrong, "all", of)
        left = [f"{found[each]:,}" for each in Certainty]
        rows.append([f"other papers ({count:,}, {len(wrong):,} of common authors)", "all", ids, *left, "the rest"])
    print(table(["version", "authors", "ids", *Certainty, "no match"], rows))
    print()
    rows = []
    for name, values in THRESHOLDS.items():
        with patch.multiple(matching, **values):
            rows.append([name, *_row(renamed, wrong)])
    heads = ["certain", "at least likely"]
    print(
        table(
            [
                "thresholds",
                *(f"found, {head}" for head in heads),
                *(f"with ids, {head}" for head in heads),
                *(f"wrong, {head}" for head in heads),
                *(f"precision, {head}" for head in heads),
            ],
            rows,
        )
    )


def _row(renamed: Sequence[Pair], wrong: Sequence[Pair]) -> Iterator[str]:
    hidden = answers(renamed, "all", lambda pair: None)
    shown = answers(renamed, "all", lambda pair: pair.work)
    mistaken = answers(wrong, "all", lambda pair: None)
    least = ((Certainty.CERTAIN,), (Certainty.CERTAIN, Certainty.LIKELY))
    for found in (hidden, shown):
        yield from (f"{sum(found[each] for each in sure) / len(renamed):.3f}" for sure in least)
    yield from (f"{sum(mistaken[each] for each in sure)}" for sure in least)
    for sure in least:
        right, false = (sum(found[each] for each in sure) for found in (hidden, mistaken))
        yield f"{right / (right + false or 1):.3f}"


def _titled(paper: Paper, title: str) -> Paper:
    """A record that has one title, and of the names only those that it tells."""
    told = [name for name in (paper.name, *paper.aliases) if name and fold(name) in fold(title)]
    name = paper.name if paper.name in told else None
    aliases = tuple(each for each in told if each != name)
    return paper.model_copy(update={"title": title, "also_titled": (), "name": name, "aliases": aliases})


@cache
def _abbreviated(author: str) -> str:
    name = Author(author).name
    if isinstance(name, Group) or not name.given:
        return author
    return " ".join([*(f"{given[0]}." for given in name.given.split()), name.surname])


@cache
def _person(author: str) -> str:
    """Initial and family name."""
    return author[:1].casefold() + normal_form(Author(author).name.heading)


def _share(survey: Survey, one: str, other: str, count: int) -> bool:
    return count >= matching.SOME * max(len(survey[one].authors), len(survey[other].authors))


if __name__ == "__main__":
    main()
