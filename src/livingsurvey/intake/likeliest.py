"""The topics that a paper most likely belongs to, by the words of its title."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from livingsurvey.model.key import INSIGNIFICANT
from livingsurvey.survey import Survey

SUGGESTED = 2
"""How many topics a person is shown."""
_WORDS_TOLD = 3
_WORD = re.compile(r"[^\W_]+")
_OWN = 3
"""How often a word of a topic's own title counts, beside each title of its papers."""


class Likely(NamedTuple):
    """A topic, and the words of the title that speak for it, the most telling first."""

    topic: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.topic} ({', '.join(self.words)})"


class Likeliest:
    """The words of each topic that is not divided further: of its title, definition and the titles of its papers."""

    def __init__(self, survey: Survey) -> None:
        said: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for topic in survey.taxonomy.walk():
            if not topic.topics:
                said[topic.id].update(dict.fromkeys(_words(topic.definition.en), 1))
                said[topic.id].update(dict.fromkeys(_words(topic.title.en), _OWN))
        for paper in survey:
            if paper.topics[0] in said:
                said[paper.topics[0]].update(set(_words(paper.title)))
        held = Counter(word for words in said.values() for word in words)
        rarity = {word: math.log((1 + len(said)) / count) for word, count in held.items()}
        self._weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for name, words in said.items():
            weights = {word: rarity[word] * math.log1p(count) for word, count in words.items()}
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for word, weight in weights.items():
                self._weights[word][name] = rarity[word] * weight / length

    def topics(self, title: str) -> tuple[Likely, ...]:
        """The likeliest topics of a title, the likeliest first; fewer where no word speaks for any."""
        told: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for word in dict.fromkeys(_words(title)):
            for topic, weight in self._weights.get(word, {}).items():
                told[topic][word] = weight
        best = sorted(told, key=lambda topic: (-sum(told[topic].values()), topic))[:SUGGESTED]
        return tuple(Likely(topic, _most(told[topic])) for topic in best)


def _most(weights: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS_TOLD])


def _words(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text.casefold()) if word not in INSIGNIFICANT)
