"""Authors as BibTeX and biblatex divide them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.model.author import GROUP_WORD, SUFFIX, read

_DIVIDES = re.compile(r",|\band\b", re.IGNORECASE)

Encode = Callable[[str], str]
"""Text as LaTeX, with balanced braces."""


def bibtex_names(authors: Iterable[Author], encode: Encode, *, and_others: bool = False) -> str:
    """The field ``author``; empty where a work names nobody. With ``and_others`` it says that the list goes on."""
    return " and ".join([*(_written(author, encode) for author in authors), *["others"] * and_others])


def _written(author: Author, encode: Encode) -> str:
    return _read(str(author), encode) if author.is_plain else bibtex_name(author.name, encode)


@lru_cache(maxsize=2**16)
def _read(text: str, encode: Encode) -> str:
    """An author of whom the record gives a text; most have several papers."""
    return bibtex_name(read(text), encode)


def bibtex_name(name: Name, encode: Encode) -> str:
    """A name as ``Given Family`` where BibTeX divides it just so, else as ``particle Family, Suffix, Given``.

    Braces keep together what BibTeX would divide: a group, or a family name with a word in small letters.
    """
    if isinstance(name, Group):
        return _braced(name.group, encode)
    if name.spoken == name.family:
        return encode(name.family) if len(name.family.split()) == 1 else _braced(name.family, encode)
    if _is_divided_so(name):
        return encode(name.spoken)
    particle = encode(name.surname.removesuffix(name.family))
    family = encode(name.family) if _is_family(name) else _braced(name.family, encode)
    suffix, given = name.suffix or "", name.given or ""
    return ", ".join(
        [
            particle + family,
            *([encode(suffix) if SUFFIX.fullmatch(suffix) else _braced(suffix, encode)] if suffix else []),
            *([_braced(given, encode) if _DIVIDES.search(given) else encode(given)] if given else []),
        ]
    )


def _is_divided_so(name: Person) -> bool:
    """Whether BibTeX finds these parts in the name as people read it: words in capitals, the last the family."""
    words = name.spoken.split()
    return words[-1] == name.family and all(map(_is_large, words)) and read(name.spoken) == name


def _is_family(name: Person) -> bool:
    """Whether BibTeX takes all words before the comma for the family name, and nobody takes them for anything else."""
    *words, last = name.family.split()
    if _DIVIDES.search(name.family) or GROUP_WORD.search(name.spoken) or (words and SUFFIX.fullmatch(last)):
        return False
    return all(map(_is_large, words))


def _is_large(word: str) -> bool:
    """Whether the first letter of a word is a capital, by which BibTeX tells a name from a particle."""
    return next((letter.isupper() for letter in word if letter.isalpha()), True)


def _braced(text: str, encode: Encode) -> str:
    return f"{{{encode(text)}}}"
