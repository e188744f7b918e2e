"""Which papers name which others by what they are called, in their titles and summaries.

A paper is called by its name, its aliases, and the one word before the colon of a title. A name counts as a whole
word in the case that it is written in, the longest where several fit. What could mean something else is left out: what
several papers are called, and names that have no word of their own, since titles and summaries use all their words in
small letters too (``Focus``, ``Ring Attention``). So is a model that something was measured on, which shows in a size
behind it (``Qwen3-8B``): who names it need not build on it. Nobody names what had not appeared yet: then the word
means something else (``HIPPO`` of 2022 is not that of 2026).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from sys import intern

from livingsurvey.model import Paper
from livingsurvey.survey import Survey

_WORD = re.compile(r"[^\W_]+\+*")
_SIZE = re.compile(r"(?:[0-9]+x)?[0-9]+[BM]")
_SHORTEST = 3

Words = tuple[str, ...]


class Naming:
    """Who names whom in a survey. The time grows with the number of words in all titles and summaries.

    Args:
        survey: whose papers to look through.
        before: the same for an earlier state of the survey: the records that still stand are not read again, as long as
            every name means the paper that it meant then.
    """

    def __init__(self, survey: Survey, before: Naming | None = None) -> None:
        self._survey = survey
        stood = {key for key, paper in survey.papers.items() if before and before._survey.papers.get(key) is paper}
        old = before._texts if before else {}
        self._texts: Mapping[str, list[Words]] = {
            paper.key: old[paper.key] if paper.key in stood else [_words(text) for text in _texts(paper)]
            for paper in survey
        }
        self._owners: Mapping[Words, str] = _owners(survey, _words_in_small_letters(self._texts.values()))
        told = before._names if before and before._owners == self._owners else {}
        beginning: defaultdict[str, list[Words]] = defaultdict(list)
        for name in sorted(self._owners, key=len, reverse=True):
            beginning[name[0]].append(name)
        self._names: Mapping[str, list[tuple[Words, str]]] = {
            key: told[key]
            if key in told and key in stood
            else [each for text in texts for each in _names_in(text, beginning)]
            for key, texts in self._texts.items()
        }

    def named_by(self) -> Mapping[str, tuple[str, ...]]:
        """The papers that name each paper, by its key, in the order of the survey; only papers that others name."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        measured: set[str] = set()
        papers, owners = self._survey.papers, self._owners
        for key, names in self._names.items():
            for name, following in names:
                if _SIZE.fullmatch(following):
                    measured.add(owners[name])
                elif owners[name] != key and _had_appeared(papers[owners[name]], papers[key]):
                    found[owners[name]][key] = None
        return {key: tuple(others) for key, others in found.items() if key not in measured}


def _had_appeared(named: Paper, naming: Paper) -> bool:
    year, month = naming.first_appeared
    return named.first_appeared <= (year, month or 12)


def _texts(paper: Paper) -> Iterator[str]:
    yield paper.title
    if paper.summary:
        yield paper.summary.en


def _words(text: str) -> Words:
    return tuple(map(intern, _WORD.findall(text)))


def _words_in_small_letters(texts: Iterable[list[Words]]) -> frozenset[str]:
    return frozenset(word for said in texts for words in said for word in words if word.islower())


def _owners(survey: Survey, ordinary: frozenset[str]) -> dict[Words, str]:
    """The paper that is meant by each name that means one."""
    owners: defaultdict[Words, set[str]] = defaultdict(set)
    for paper in survey:
        for called in _called(paper):
            owners[_words(called)].add(paper.key)
    return {name: min(keys) for name, keys in owners.items() if len(keys) == 1 and _is_telling(name, ordinary)}


def _called(paper: Paper) -> Iterator[str]:
    yield from filter(None, (paper.name, *paper.aliases))
    for title in (paper.title, *paper.also_titled):
        before, colon, _ = title.partition(": ")
        if colon and " " not in before:
            yield before


def _is_telling(name: Words, ordinary: frozenset[str]) -> bool:
    own = [word for word in name if word.lower() not in ordinary and not word.isdigit()]
    return bool(own) and len("".join(name)) >= _SHORTEST and not _SIZE.fullmatch(name[-1])


def _names_in(words: Words, beginning: Mapping[str, list[Words]]) -> Iterator[tuple[Words, str]]:
    """Each name that stands in a text, with the word behind it."""
    place = 0
    while place < len(words):
        fitting = (name for name in beginning.get(words[place], ()) if words[place : place + len(name)] == name)
        name = next(fitting, None)
        place += len(name) if name else 1
        if name:
            yield name, words[place] if place < len(words) else ""
