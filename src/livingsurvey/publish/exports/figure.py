"""The taxonomy as figures for a paper: trees of topics whose leaves cite the papers, for LaTeX's ``forest``.

A tree that would not fit on a page is divided among several figures, between sisters. Heights are estimated for the
article class with numbers as citations; the figures themselves shrink what turns out taller than the page.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from livingsurvey.latex.encode import encode, needs
from livingsurvey.model import Paper, Topic
from livingsurvey.publish.content import colours
from livingsurvey.survey import Survey

MOST_CITED = 100
"""How many papers a box names: the newest of its topic; it counts the others."""

GAP = 0.025
"""The part of the line between two levels of a tree."""

PAGE = 400
"""The estimated height, in points, that a tree may have: captions, and trees that turn out taller, want room."""

_LINE, _PADDING = 8, 7
_LETTERS_IN_A_LINE, _LETTERS_OF_A_CITATION = 48, 7
_ROOT = 0.05
_SHARES = {0: 0.0, 1: 0.22, 2: 0.18, 3: 0.155}
_FOR_MORE_LEVELS = 0.54


@dataclass(frozen=True, slots=True)
class Box:
    """A topic of a tree: what is cited in it, as (what to call a paper, its key), and the boxes below."""

    id: str
    title: str
    papers: int
    cited: Sequence[tuple[str, str]]
    below: Sequence[Box]

    @property
    def uncited(self) -> int:
        """How many papers of the topic itself the box only counts."""
        return max(0, self.papers - len(self.cited)) if self.cited else 0

    @property
    def levels(self) -> int:
        """The longest way down to a topic, in steps."""
        return max((1 + box.levels for box in self.below), default=0)

    @property
    def height(self) -> int:
        """Roughly, in points."""
        letters = sum(len(name) + _LETTERS_OF_A_CITATION for name, _ in self.cited)
        own = _LINE * math.ceil(letters / _LETTERS_IN_A_LINE) + _PADDING if letters else 0
        return max(_LINE + _PADDING, own + sum(box.height for box in self.below))


@dataclass(frozen=True, slots=True)
class Figure:
    """A tree that fits on a page: one part of ``parts`` of the tree below a topic; ``hue`` numbers the root."""

    tree: Box
    part: int
    parts: int
    hue: int

    @property
    def share(self) -> float:
        """The part of the line that each box between the root and the leaves has."""
        return _SHARES.get(self.tree.levels) or _FOR_MORE_LEVELS / max(1, self.tree.levels)

    def leaf_share(self, level: int) -> float:
        """The part of the line that is left for a leaf below a box of this level; the root has level 0."""
        return round(1 - _ROOT - GAP - level * (self.share + GAP), 3)


def taxonomy_model(survey: Survey, papers: Collection[Paper]) -> dict[str, Any]:
    """The figures as plain data for their template; whatever is text is LaTeX."""
    return {
        "title": encode(survey.info.title),
        "needed": needed(survey, papers),
        "hues": list(colours.HUES),
        "gap": GAP,
        "half_gap": GAP / 2,
        "figures": [
            {
                "id": figure.tree.id,
                "part": figure.part,
                "parts": figure.parts,
                "hue": figure.hue % len(colours.HUES),
                "share": figure.share,
                "root": _plain(figure.tree, figure, 0),
            }
            for figure in figures(survey, papers)
        ],
    }


def _plain(box: Box, figure: Figure, level: int) -> dict[str, Any]:
    """A box and those below it; ``width`` is the part of the line that its papers have."""
    return {
        "title": box.title,
        "cited": [{"name": name, "key": key} for name, key in box.cited],
        "uncited": box.uncited,
        "width": figure.leaf_share(level),
        "below": [_plain(child, figure, level + 1) for child in box.below],
    }


def figures(survey: Survey, papers: Collection[Paper]) -> list[Figure]:
    """The figures with these papers, root by root; topics without any of them are left out."""
    chosen = {paper.key for paper in papers}
    found = []
    for hue, root in enumerate(survey.taxonomy.topics):
        box = _box(survey, root, chosen)
        if box is not None:
            found += [figure for tree in _trees(box) for figure in _numbered(tree, hue)]
    return found


def needed(survey: Survey, papers: Collection[Paper]) -> list[str]:
    """What a document must load, or which engine it needs, to print the figures with these papers."""
    printed = [survey.info.title, *(topic.title.en for topic in survey.taxonomy.walk()), *map(called, papers)]
    return sorted({need for text in printed for need in needs(text)})


def _box(survey: Survey, topic: Topic, chosen: Collection[str]) -> Box | None:
    """The box of a topic; None where neither it nor a topic below has a chosen paper."""
    own = [paper for paper in survey.papers_in(topic.id, below=False) if paper.key in chosen]
    below = [box for child in topic.topics if (box := _box(survey, child, chosen))]
    if not own and not below:
        return None
    cited = [(encode(called(paper)), paper.key) for paper in own[:MOST_CITED]]
    return Box(topic.id, encode(topic.title.en), len(own), cited, below)


def _trees(box: Box) -> Iterator[list[Box]]:
    """The trees that a box is drawn as: lists of parts with the same root, each part no taller than a page."""
    if box.height <= PAGE or not box.below:
        yield [box]
        return
    parts: list[list[Box]] = [[]]
    divided = []
    room = PAGE - replace(box, below=()).height
    for child in box.below:
        if child.height > PAGE:
            divided.append(child)
            continue
        if parts[-1] and sum(each.height for each in parts[-1]) + child.height > room:
            parts.append([])
        parts[-1].append(child)
    found = [replace(box, cited=box.cited if at == 0 else (), below=part) for at, part in enumerate(parts)]
    if box.cited or parts[0]:
        yield found
    for child in divided:
        yield from _trees(child)


def _numbered(parts: Sequence[Box], hue: int) -> Iterator[Figure]:
    yield from (Figure(tree, at, len(parts), hue) for at, tree in enumerate(parts, start=1))


def called(paper: Paper) -> str:
    """What figures and tables call a paper: its own name, else its authors, else the beginning of its title."""
    if paper.name:
        return paper.name
    if paper.authors:
        family = paper.authors[0].name.heading
        return f"{family} et al." if len(paper.authors) > 1 or paper.and_others else family
    words = paper.title.split()
    return " ".join(words[:4]) + (" …" if len(words) > 4 else "")
