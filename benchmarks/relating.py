"""Whether related papers are related: what the weights of their signals are chosen by, and the seconds they take.

No signal is judged by itself. With topics hidden, the papers listed first should be filed under the same topic; with
authors hidden, they should share an author. Precision is the share of such papers among the first five, and MRR the
mean of 1 / the place of the first; papers that share theirs with nobody are left out.

python -m benchmarks.relating [--papers 433 10000]
"""

from __future__ import annotations

import argparse
import math
import random
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import ROOT, SHIPPED, table, written_survey
from livingsurvey.insight.related import WEIGHTS, Kind, Relatedness
from livingsurvey.model import Paper
from livingsurvey.survey import Survey

FIRST = 5
Ranking = Callable[[str], Sequence[str]]
Traits = Callable[[Paper], Iterable[str]]
TASKS: Mapping[Kind, tuple[str, Traits]] = {
    "topic": ("topics hidden: same topic", lambda paper: paper.topics),
    "authors": ("authors hidden: common author", lambda paper: paper.authors),
}


def judged(survey: Survey, ranking: Ranking, traits: Traits) -> tuple[float, float]:
    """Precision at :data:`FIRST` and MRR of a ranking; right is a paper with a trait in common."""
    held = {paper.key: set(traits(paper)) for paper in survey}
    counts = Counter(trait for own in held.values() for trait in own)
    precisions, ranks = [], []
    for key, own in held.items():
        if any(counts[trait] > 1 for trait in own):
            hits = [bool(own & held[other]) for other in ranking(key)]
            precisions.append(sum(hits[:FIRST]) / FIRST)
            ranks.append(1 / (hits.index(True) + 1) if True in hits else 0.0)
    return sum(precisions) / len(precisions), sum(ranks) / len(ranks)


def at_random(survey: Survey) -> Ranking:
    """The order that chance makes."""
    chance = random.Random(5)
    return lambda key: chance.sample([other for other in survey.papers if other != key], 3 * FIRST)


def by_words(survey: Survey) -> Ranking:
    """The cosine of the TF-IDF of the words of titles, and nothing else."""
    words = {key: Counter(re.findall(r"[a-z0-9]+", paper.title.lower())) for key, paper in survey.papers.items()}
    papers = Counter(word for own in words.values() for word in own)
    vectors = {}
    for key, own in words.items():
        vector = {word: count * math.log(len(words) / papers[word]) for word, count in own.items()}
        length = math.hypot(*vector.values())
        vectors[key] = {word: value / length for word, value in vector.items()}

    def ranking(key: str) -> list[str]:
        def cosine(other: str) -> float:
            return sum(value * vectors[other].get(word, 0.0) for word, value in vectors[key].items())

        return sorted((other for other in vectors if other != key), key=cosine, reverse=True)[: 3 * FIRST]

    return ranking


def signals(survey: Survey, **weights: int) -> Ranking:
    """What the survey lists with these weights of its signals, in percent."""
    return Relatedness(survey, weights=weights).nearest  # type: ignore[arg-type]


def quality(survey: Survey) -> str:
    """The figures of each mix beside chance and title words alone."""
    title = WEIGHTS["title"]
    rows: list[tuple[str, Kind, Ranking]] = []
    for hidden in TASKS:
        shown: Kind = "authors" if hidden == "topic" else "topic"
        rows += [("chance", hidden, at_random(survey)), ("words of the title", hidden, by_words(survey))]
        rows += [("title", hidden, signals(survey, title=title)), (shown, hidden, signals(survey, **{shown: title}))]
        for weight in (5, 10, 15, 20, 30, 50, 100):
            chosen = " (chosen)" if weight == WEIGHTS[shown] else ""
            ranking = signals(survey, **{"title": title, shown: weight})
            rows.append((f"title + {weight / 100:.2f} {shown}{chosen}", hidden, ranking))
    lines = []
    for name, hidden, ranking in rows:
        task, traits = TASKS[hidden]
        lines.append((task, name, *(f"{figure:.3f}" for figure in judged(survey, ranking, traits))))
    return table(("task", "listed by", f"precision@{FIRST}", "MRR"), lines)


def similar_titles(survey: Survey) -> str:
    """How often papers whose titles are so near share a topic: from where they may be called similar."""
    titles = Relatedness(survey, weights={"title": WEIGHTS["title"]})
    pairs = [
        (titles.cosines(key, other)["title"], key, other) for key in survey.papers for other in titles.nearest(key)
    ]
    rows = []
    for low, high in pairwise((0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 1.0)):
        near = [(key, other) for cosine, key, other in pairs if low <= cosine < high]
        same = sum(bool({*survey[key].topics} & {*survey[other].topics}) for key, other in near)
        rows.append((f"{low:.2f} to {high:.2f}", len(near), f"{same / max(1, len(near)):.2f}"))
    return table(("cosine of the titles", "pairs", "share a topic"), rows)


def seconds(count: int) -> tuple[object, ...]:
    """CPU seconds of indexing, of all lists, and of one list after a record was edited; megabytes that it all takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written_survey(root, count)
        survey = Survey.load(root)
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        relatedness = Relatedness(survey)
        indexed = time.process_time()
        for key in survey.papers:
            relatedness.related(key)
        listed = time.process_time()
        Relatedness(survey, before=relatedness).related(next(iter(survey.papers)))
        again = time.process_time()
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    took = (end - start for start, end in ((started, indexed), (indexed, listed), (listed, again)))
    return (f"{count:,}", *(f"{each:.2f}" for each in took), held // 1024)


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description="Related papers: their quality and what they cost.")
    parser.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000])
    arguments = parser.parse_args()
    survey = Survey.load(ROOT)
    print(quality(survey), similar_titles(survey), sep="\n\n", end="\n\n")
    rows = [seconds(count) for count in arguments.papers]
    print(table(("papers", "index, s", "lists, s", "one list after an edit, s", "MB"), rows))


if __name__ == "__main__":
    main()
