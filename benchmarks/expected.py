"""Which papers somebody who knows them expects beside each other, and how many of them a list has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

WRITTEN = Path(__file__).resolve().parents[1] / "tests/shipped/related.yaml"
Ranking = Callable[[str], Sequence[str]]


class Pair(NamedTuple):
    """A paper, another that its list should have, and who says so: its own abstract, or somebody who knows both."""

    paper: str
    other: str
    said: Literal["named", "together"]

    @property
    def held_out(self) -> bool:
        """Whether nothing was chosen by this pair: one half of all is not looked at for that."""
        return bool(sha256(" ".join(sorted((self.paper, self.other))).encode()).digest()[0] % 2)


def pairs() -> list[Pair]:
    """All pairs of ``tests/shipped/related.yaml``, each once."""
    return list({(pair.paper, pair.other): pair for pair in written()}.values())


def written() -> list[Pair]:
    """The pairs as they are written; what an abstract names may be expected by somebody as well."""
    read = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    named = [Pair(paper, other, "named") for paper, others in read["named"].items() for other in others]
    groups = (permutations(group["papers"], 2) for group in read["together"])
    return named + [Pair(paper, other, "together") for group in groups for paper, other in group]


def recall(asked: Iterable[Pair], ranking: Ranking, first: int) -> float:
    """The share of these pairs whose other paper is among the first so many of the list."""
    found = [pair.other in ranking(pair.paper)[:first] for pair in asked]
    return sum(found) / len(found)


def highest_recall(asked: Iterable[Pair], first: int) -> float:
    """What :func:`recall` can be at most: some papers expect more than so many."""
    expected = Counter(pair.paper for pair in asked)
    return sum(min(first, count) for count in expected.values()) / sum(expected.values())
