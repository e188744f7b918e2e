"""Whether names in two lists of authors are the same people's: abbreviated, turned round, with and without accents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from livingsurvey.model import Author, Group
from livingsurvey.model.author import read

_NOT_LETTER = re.compile(r"[^a-z]+")
_UMLAUT = re.compile(r"(?<=[aou])e")
_BETWEEN_GIVEN = re.compile(r"[\s.-]+")


class _Compared(NamedTuple):
    """A name as names are compared.

    Attributes:
        whole: its letters, given name first and family name first; a group's as they stand.
        family: the letters of the family name; empty where nothing tells which it is.
        given: the letters of each given name, of some the initial alone.
        is_group: whether it is no person's.
    """

    whole: frozenset[str]
    family: str
    given: tuple[str, ...]
    is_group: bool


class Shared(NamedTuple):
    """How far two lists of authors are of the same people.

    Attributes:
        number: how many are in both.
        share: the same as a share of the longer list, or of the one that is cut short.
        first: whether both lists begin with the same person.
    """

    number: int
    share: float
    first: bool


def shared(
    authors: Sequence[str], others: Sequence[str], *, cut: bool = False, others_cut: bool = False
) -> Shared | None:
    """How far two lists are of the same people; None where that cannot be told: one is empty, or only one names people.

    Args:
        authors: one list.
        others: the other.
        cut: whether the first list leaves people out.
        others_cut: the same of the other.
    """
    one, other = ([_compared(author) for author in each] for each in (authors, others))
    if not one or not other or all(name.is_group for name in one) != all(name.is_group for name in other):
        return None
    left = list(other)
    for name in one:
        match = next((place for place, another in enumerate(left) if _same(name, another)), None)
        if match is not None:
            del left[match]
    count = len(other) - len(left)
    whole = min if cut or others_cut else max
    return Shared(count, count / whole(len(one), len(other)), _same(one[0], other[0]))


def is_same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's.

    >>> is_same_person("Łukasz Kaiser", "L. Kaiser"), is_same_person("Wei Zhang", "Zhang Wei")
    (True, True)
    >>> is_same_person("Jürgen Müller", "Juergen Mueller"), is_same_person("Ada De Example", "Ada de Example")
    (True, True)
    """
    return _same(_compared(one), _compared(other))


def _same(one: _Compared, other: _Compared) -> bool:
    if one.whole & other.whole:
        return True
    if not one.family or one.family != other.family or one.is_group or other.is_group:
        return False
    if not one.given or not other.given or not _compatible(one.given[0], other.given[0]):
        return False
    fewer, more = sorted((one.given, other.given), key=len)
    left = iter(more)
    return all(any(_compatible(name, each) for each in left) for name in fewer)


def _compatible(one: str, other: str) -> bool:
    """Whether one given name can be the other, abbreviated."""
    return one.startswith(other) or other.startswith(one)


def _compared(author: str) -> _Compared:
    return _parts(author if isinstance(author, Author) and not author.is_plain else str(author))


@lru_cache(maxsize=2**16)
def _parts(author: str) -> _Compared:
    name = author.name if isinstance(author, Author) else read(author)
    if isinstance(name, Group):
        return _Compared(frozenset({_letters(name.group)}) - {""}, "", (), True)
    given = tuple(filter(None, map(_letters, _BETWEEN_GIVEN.split(name.given or ""))))
    family = _letters(name.family)
    joined = "".join(given)
    whole = frozenset({joined + family, family + joined, _letters(name.spoken)})
    return _Compared(whole - {""}, family if given else "", given, False)


def _letters(text: str) -> str:
    """The letters of a name without accents; ``ä`` and ``ae`` are one."""
    return _UMLAUT.sub("", _NOT_LETTER.sub("", anyascii(text).lower()))
