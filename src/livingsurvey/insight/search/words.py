"""The words of a text, and those that say the same; ``templates/assets/search/words.js`` says it in JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from livingsurvey.model import Searching
from livingsurvey.model.folding import fold

LONGEST = 40
"""Letters of a word beyond which it is nobody's; what is longer is not searched for."""

WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+[+*]*")
SIGN = re.compile(r"[^\w+*]+|_+")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
SHORTEST_STEM = 3


def compact(text: str) -> str:
    """A text without what separates words, as names are compared: ``KV-Cache`` is ``kv cache``, ``LoRA+`` not ``LoRA``.

    >>> compact("LLM.int8()")
    'llmint8'
    """
    return SIGN.sub("", fold(text))


def words(text: str) -> list[str]:
    """The words of a text, folded; of Chinese every two characters that follow each other, since it has no spaces.

    >>> words("KV-Cache 投机解码, 1.58 bits")
    ['kv', 'cache', '投机', '机解', '解码', '1.58', 'bits']
    """
    runs: list[str] = WORD.findall(fold(text))
    return runs if text.isascii() else [word for run in runs for word in _cut(run)]


def chunks(text: str) -> list[list[str]]:
    """The words of each piece between spaces: ``4-bit`` is one piece of two words."""
    return [found for piece in text.split() if (found := words(piece))]


def _cut(run: str) -> Iterator[str]:
    end = 0
    for match in HAN.finditer(run):
        if match.start() > end:
            yield run[end : match.start()]
        yield from map("".join, pairwise(match[0])) if len(match[0]) > 1 else match[0]
        end = match.end()
    if end < len(run):
        yield run[end:]


class Spellings:
    """Other words for a word, by the survey's rules.

    Args:
        searching: the rules.
    """

    def __init__(self, searching: Searching) -> None:
        self._endings = [*searching.endings, *((other, one) for one, other in searching.endings)]
        self._synonyms: dict[str, list[str]] = {}
        for group in searching.synonyms:
            members = list(dict.fromkeys(map(compact, group)))
            for member in members:
                self._synonyms.setdefault(member, []).extend(other for other in members if other != member)

    def forms(self, word: str) -> list[str]:
        """The word in its other spellings, singular and plural; most of them are no words, so look which there are.

        >>> "quantization" in Spellings(Searching()).forms("quantisations")
        True
        """
        found = {word: None}
        for _ in range(2):
            for known in list(found):
                found |= dict.fromkeys(self._turned(known))
        del found[word]
        return list(found)

    def _turned(self, word: str) -> Iterator[str]:
        for ending, other in self._endings:
            stem = word.removesuffix(ending) if ending else word
            if word.endswith(ending) and len(stem) >= SHORTEST_STEM:
                yield stem + other

    def synonyms(self, word: str) -> list[str]:
        """Words that say the same."""
        return self._synonyms.get(word, [])
