"""Whether related papers are related: what the weights of their signals are chosen by, and the seconds they take.

No signal is judged by itself. With topics hidden, the papers listed first should be filed under the same topic; with
authors hidden, they should share an author. Precision is the share of such papers among the first five, and papers that
share theirs with nobody are left out. A trait tells the topics that it applies to, and many papers were first filed by
the sections of lists, so topics are also hidden with these. And papers should have those beside them that somebody who
knows them expects (:mod:`benchmarks.expected`).

python -m benchmarks.relating [--papers 2460 10000]
"""

from __future__ import annotations

import argparse
import math
import random
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from benchmarks import expected
from benchmarks.expected import Ranking
from benchmarks.measure import ROOT, SHIPPED, table, written_survey
from livingsurvey.insight import related, vectors
from livingsurvey.insight.related import WEIGHTS, Kind, Relatedness
from livingsurvey.model import Paper, PublicList, Summary
from livingsurvey.survey import Survey

FIRST = 5
WORDS = 28
"""Of a made-up summary, as many as those of the shipped survey have."""

Traits = Callable[[Paper], Iterable[str]]
TRAITS: Mapping[Kind, Traits] = {"topic": lambda paper: paper.topics, "authors": lambda paper: paper.authors}
HIDDEN: tuple[tuple[Kind, ...], ...] = (("topic",), ("topic", "traits"), ("topic", "traits", "lists"), ("authors",))
FIRST_SIGNALS: tuple[Kind, ...] = ("table", "topic", "authors", "title")
LEFT_OUT = {
    "whole lists in place of sections": patch.object(PublicList, "together", property(lambda each: (each.named,))),
    "all but prominence": patch.object(related, "NAMED_MORE", 0),
    "all but years": patch.object(vectors, "FADES", 0),
}
"""What is not a signal of its own, and what is there in its place without it."""

MEASURES = (
    "listed by",
    "same topic, topics hidden",
    "same topic, traits hidden too",
    "same topic, lists hidden too",
    "common author, authors hidden",
    *(f"expected, {half}, first {first}" for half in ("chosen by", "held out") for first in (FIRST, 2 * FIRST)),
)


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


def signals(survey: Survey, weights: Mapping[Kind, int], *hidden: Kind) -> Ranking:
    """What the survey lists with these weights of its signals, but for those that are hidden."""
    return cache(Relatedness(survey, {kind: weight for kind, weight in weights.items() if kind not in hidden}).nearest)


def figures(survey: Survey, ranking: Callable[..., Ranking]) -> tuple[str, ...]:
    """All measures of a ranking, which is told what to hide."""
    found = [judged(survey, ranking(*hidden), TRAITS[hidden[0]])[0] for hidden in HIDDEN]
    halves = ([pair for pair in expected.pairs() if pair.held_out is out] for out in (False, True))
    found += [expected.recall(pairs, ranking(), first) for pairs in halves for first in (FIRST, 2 * FIRST)]
    return tuple(f"{figure:.3f}" for figure in found)


def quality(survey: Survey) -> str:
    """The figures of the lists, of what they were before, without each of their signals, and of simple ones."""
    mixes = {"all signals": WEIGHTS, "title, topics, tables, authors": {kind: WEIGHTS[kind] for kind in FIRST_SIGNALS}}
    mixes |= {f"all but {kind}": {each: WEIGHTS[each] for each in WEIGHTS if each != kind} for kind in WEIGHTS}
    rows = [("chance", *figures(survey, lambda *_: at_random(survey)))]
    rows.append(("words of the title", *figures(survey, lambda *_: by_words(survey))))
    rows += [(name, *figures(survey, partial(signals, survey, weights))) for name, weights in mixes.items()]
    for name, replaced in LEFT_OUT.items():
        with replaced:
            rows.append((name, *figures(survey, partial(signals, survey, WEIGHTS))))
    return table(MEASURES, rows)


def highest(survey: Survey) -> str:
    """What each measure can be at most: not every topic and author has five other papers, and some expect more."""
    found = [highest_precision(survey, TRAITS[hidden[0]]) for hidden in HIDDEN]
    pairs = expected.pairs()
    found += [expected.highest_recall([pair for pair in pairs if pair.held_out is out], FIRST) for out in (False, True)]
    return "at most: " + ", ".join(f"{figure:.3f}" for figure in found)


def highest_precision(survey: Survey, traits: Traits) -> float:
    """What :func:`judged` can find at most: some papers share theirs with fewer than :data:`FIRST`."""
    groups = defaultdict[str, set[str]](set)
    for paper in survey:
        for trait in traits(paper):
            groups[trait].add(paper.key)
    alike = (len(set().union(*(groups[trait] for trait in traits(paper)))) - 1 for paper in survey)
    found = [min(FIRST, count) / FIRST for count in alike if count > 0]
    return sum(found) / len(found)


def similar(survey: Survey, kind: Kind) -> str:
    """How often papers whose titles or summaries are so near share a topic: from where they may be called similar."""
    words = Relatedness(survey, weights={kind: WEIGHTS[kind]})
    pairs = [(words.cosines(key, other)[kind], key, other) for key in survey.papers for other in words.nearest(key)]
    rows = []
    for low, high in pairwise((0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 1.0)):
        near = [(key, other) for cosine, key, other in pairs if low <= cosine < high]
        same = sum(bool({*survey[key].topics} & {*survey[other].topics}) for key, other in near)
        rows.append((f"{low:.2f} to {high:.2f}", len(near), f"{same / max(1, len(near)):.2f}"))
    return table((f"cosine of the {kind}", "pairs", "share a topic"), rows)


def described(survey: Survey) -> Survey:
    """These papers with summaries of the words, and with the traits, that papers of the shipped survey have."""
    chance, shipped = random.Random(16), Survey.load(ROOT)
    said = [word for paper in shipped if paper.summary for word in paper.summary.en.split()]
    traits = [paper.traits for paper in shipped]

    def told(paper: Paper) -> Paper:
        summary = Summary(en=" ".join(chance.choices(said, k=WORDS)))
        return paper.model_copy(update={"summary": summary, "traits": chance.choice(traits)})

    return survey.with_only({survey.files[paper.key]: told(paper) for paper in survey})


def seconds(count: int) -> tuple[object, ...]:
    """CPU seconds of indexing, of all lists, and of one list after a record was edited; megabytes that it all takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written_survey(root, count)
        survey = described(Survey.load(root))
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
    near = (similar(survey, kind) for kind in ("title", "summary"))
    print(quality(survey), highest(survey), *near, sep="\n\n", end="\n\n")
    rows = [seconds(count) for count in arguments.papers]
    print(table(("papers", "index, s", "lists, s", "one list after an edit, s", "MB"), rows))


if __name__ == "__main__":
    main()
