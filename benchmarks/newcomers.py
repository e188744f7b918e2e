"""Whether new papers are found, ranked and filed right: what the numbers of ``refresh/newcomers.py`` are chosen by.

The survey is set back to the day before a listing begins, and the listing is what sources answer since then. Some of
its works are papers that the survey has today; they should come first, under a topic that they are filed under. Others
may belong to the survey as well, and nobody has entered them: so the share of the survey's own papers is the least that
a maintainer finds.

A listing is a file of JSON lines with ``id`` (of arXiv) and ``title``, such as the daily files of
https://github.com/dw-dengwei/daily-arXiv-ai-enhanced, one after the other.

python -m benchmarks.newcomers [--listing FILE --from 2505 --to 2506]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import ROOT, table
from livingsurvey.insight.likeness import Likeness
from livingsurvey.model import Paper, SavedQuery
from livingsurvey.refresh.newcomers import LEAST, LIKELY, topics_of
from livingsurvey.refresh.queries import BACKGROUND, Phrases
from livingsurvey.survey import Survey

LEFT_OUT = 300
RECENT = 2024


@dataclass(frozen=True, slots=True)
class Ranked:
    """A work of the listing whose title a query means, and the paper of the survey that it is, if it is one."""

    title: str
    likeness: float
    queries: tuple[SavedQuery, ...]
    paper: Paper | None


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listing", type=Path)
    parser.add_argument("--from", dest="first", default="2505", help="month of the first id, as in 2505")
    parser.add_argument("--to", dest="last", default="2506", help="month of the last id")
    arguments = parser.parse_args()
    survey = Survey.load(ROOT)
    print(_phrases(survey), end="\n\n")
    print(_topics_of_some(survey), end="\n\n")
    if arguments.listing:
        _listing(survey, arguments.listing, arguments.first, arguments.last)


def _phrases(survey: Survey) -> str:
    """How many titles each query means, of papers since :data:`RECENT`."""
    recent = [paper for paper in survey if paper.first_appeared[0] >= RECENT]
    phrases = Phrases(survey.refreshing.queries)
    meant = {paper.key: phrases.within(paper.title) for paper in recent}
    rows: list[Sequence[object]] = []
    for query in survey.refreshing.queries:
        own = {paper.key for paper in survey.papers_in(query.topic)} & meant.keys()
        found = {key for key, queries in meant.items() if query in queries}
        rows.append((query.topic, len(own), len(own & found), len(found - own)))
    rows.append(("any", len(recent), sum(map(bool, meant.values())), ""))
    return table((f"query, papers since {RECENT}", "of the topic", "found", "of other topics"), rows)


def _topics_of_some(survey: Survey) -> str:
    """How often random papers are filed right, each by the titles of all but them."""
    left_out = random.Random(20).sample(list(survey), LEFT_OUT)
    keys = {paper.key for paper in left_out}
    rest = survey.with_only({survey.files[paper.key]: paper for paper in survey if paper.key not in keys})
    queries = survey.refreshing.queries
    rows = [("all", *_filed(rest, left_out, queries)), ("without queries", *_filed(rest, left_out, ()))]
    meant = [paper for paper in left_out if Phrases(queries).within(paper.title)]
    rows.append(("with a phrase of a query", *_filed(rest, meant, queries)))
    return table((f"{LEFT_OUT} random papers", "papers", "topic first", "among three"), rows)


def _filed(survey: Survey, papers: Sequence[Paper], queries: Sequence[SavedQuery]) -> tuple[int, str, str]:
    likeness, phrases = Likeness(survey, ()), Phrases(queries)
    first = among = 0
    for paper in papers:
        ranked = topics_of(survey, likeness.nearest(paper.title), phrases.within(paper.title))
        names = [topic for topic, _ in ranked[:3]]
        first += bool({*names[:1]} & {*paper.topics})
        among += bool({*names} & {*paper.topics})
    return len(papers), _percent(first, len(papers)), _percent(among, len(papers))


def _listing(survey: Survey, file: Path, begins: str, ends: str) -> None:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    works = {line["id"]: line["title"] for line in lines if begins <= line["id"][:4] <= ends}
    cut = (2000 + int(begins[:2]), int(begins[2:]))
    then = survey.with_only({survey.files[paper.key]: paper for paper in survey if paper.first_appeared < cut})
    later = {paper.ids.arxiv: paper for paper in survey if paper.first_appeared >= cut}
    others = random.Random(20).sample(sorted(works.values()), BACKGROUND)
    likeness, phrases = Likeness(then, others), Phrases(survey.refreshing.queries)
    ranked = [
        Ranked(title, likeness.of(title), tuple(queries), later.get(name))
        for name, title in sorted(works.items())
        if (queries := phrases.within(title))
    ]
    ranked.sort(key=lambda each: (-each.likeness, each.title))
    ours = [later[name] for name in works if name in later]
    print(
        f"{len(works):,} works from {begins} to {ends}, {len(ours)} of them ours; the survey had {len(then):,} papers. "
        f"Queries mean {len(ranked):,} of them, {sum(each.paper is not None for each in ranked)} ours.\n"
    )
    print(_at(ranked, len(ours)), _by_likeness(ranked), _by_query(survey, ranked, ours), sep="\n\n", end="\n\n")
    print(
        table(
            ("of the listing", "papers", "topic first", "among three"),
            [("ours", *_filed(then, ours, survey.refreshing.queries))],
        )
    )


def _at(ranked: Sequence[Ranked], ours: int) -> str:
    rows = []
    for first in (20, 50, 100, 200, 500, 1000):
        hits = sum(each.paper is not None for each in ranked[:first])
        rows.append((first, _percent(hits, first), _percent(hits, ours)))
    return table(("the first", "ours among them", "of all ours"), rows)


def _by_likeness(ranked: Sequence[Ranked]) -> str:
    bounds = (float("-inf"), 0.0, 1.0, 2.0, LEAST, 3.5, 4.0, LIKELY, 5.0, 6.0, float("inf"))
    rows = []
    for low, high in pairwise(bounds):
        within = [each for each in ranked if low <= each.likeness < high]
        hits = sum(each.paper is not None for each in within)
        rows.append((f"{low} to {high}", len(within), hits, _percent(hits, len(within))))
    return table(("likeness", "works", "ours", "share"), rows)


def _by_query(survey: Survey, ranked: Sequence[Ranked], ours: Sequence[Paper]) -> str:
    rows = []
    for query in survey.refreshing.queries:
        below = {topic.id for topic in survey.topic(query.topic).walk()}
        meant = [each for each in ranked if query in each.queries]
        own = sum(not below.isdisjoint(paper.topics) for paper in ours)
        hits = [each.paper is not None and not below.isdisjoint(each.paper.topics) for each in meant]
        if own >= 5:
            rows.append(
                (
                    query.topic,
                    own,
                    len(meant),
                    _percent(sum(hits[:20]), min(20, len(meant))),
                    _percent(sum(hits[:100]), own),
                )
            )
    return table(("query", "ours", "works", "ours of the first 20", "of all ours in the first 100"), rows)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""


if __name__ == "__main__":
    main()
