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
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})
_BETWEEN_GIVEN = re.compile(r"[\s.-]+")


class _Compared(NamedTuple):
    """A name as names are compared.

    Attributes:
        whole: its letters, given name first and family name first; a group's as they stand.
        family: the letters of the family name, and of the first of two; empty where nothing tells which it is.
        given: the letters of each given name, of some the initial alone.
        is_group: whether it is no person's.
    """

    whole: frozenset[str]
    family: frozenset[str]
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
    if one.is_group or other.is_group or not one.family & other.family:
        return False
    fewer, more = sorted((one.given, other.given), key=len)
    if not fewer or not (_compatible(one.given[0], other.given[0]) or all(len(name) > 1 for name in fewer)):
        return False
    left = iter(more)
    return all(any(_compatible(name, each) for each in left) for name in fewer)


def _compatible(one: str, other: str) -> bool:
    """Whether one given name can be the other, abbreviated: T. or Tim for Timothy, but not Xu for Xue."""
    short, long = sorted((one, other), key=len)
    enough = len(short) == 1 or short == long or (len(short) > 2 and len(long) - len(short) > 2)
    return enough and long.startswith(short)


def _compared(author: str) -> _Compared:
    return _parts(author if isinstance(author, Author) and not author.is_plain else str(author))


@lru_cache(maxsize=2**16)
def _parts(author: str) -> _Compared:
    name = author.name if isinstance(author, Author) else read(author)
    if isinstance(name, Group):
        return _Compared(_forms(name.group), frozenset(), (), True)
    given = tuple(filter(None, map(_letters, _BETWEEN_GIVEN.split(name.given or ""))))
    first, family = name.given or "", name.family
    last = {name.surname, family, family.rpartition(" ")[2]}
    whole = frozenset(form for each in last for text in (first + each, each + first) for form in _forms(text))
    families = frozenset(form for each in last for form in _forms(each)) | frozenset(
        given[-1:] if len(given) > 1 and len(given[-1]) > 1 else ()
    )
    return _Compared(whole, families if given else frozenset(), given, False)


def _forms(text: str) -> frozenset[str]:
    """The letters of a text: without accents, and with those that stand for an umlaut. Xue is not Xu."""
    return frozenset({_letters(text), _letters(text.translate(_UMLAUTS))}) - {""}


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", anyascii(text).lower())
