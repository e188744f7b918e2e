"""The authors of a BibTeX entry: its ``author`` and ``collaboration``, with the braces that tell what belongs together.

Names are taken apart by the rules of BibTeX while they are still LaTeX. What programs make of names that BibTeX has no
form for is read as it was meant: a team turned round (``Team, Gemini``), a suffix in another place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bibtexparser.middlewares.names import NameParts, parse_single_name_into_parts, split_multiple_persons_names

from livingsurvey.bibtex.exported_names import (
    alternating,
    from_key_values,
    inverted,
    without_numbers,
    without_others,
)
from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.model.author import GROUP_WORD, SUFFIX, with_two_surnames
from livingsurvey.model.characters import seen

_OTHERS = re.compile(r"(?:and )?(?:\w+ )?others|et\.? al\.?|\.\.\.|…", re.IGNORECASE)
_STRAY_AND = re.compile(r"^\s*and\s+|(?<!\s)\s++and\s*$")
_LATEX = re.compile(r"[{}\\~]")
_LETTER_COMMAND = re.compile(r"(\\(?:[lLoOij]|AA|aa|AE|ae|OE|oe|ss|DH|dh|DJ|dj|TH|th|NG|ng))\s+(?=[^\W\d_])")
_ACCENT_COMMAND = re.compile(r"(\\[bcdhHkrtuv])\s+([A-Za-z])")
"""Commands that swallow the space behind them, at which names would be divided: \\L ukasz, \\v Cech."""
_COLLABORATIONS = re.compile(r",|;|\band\b")

Decode = Callable[[str], str]
"""LaTeX as text."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a work: the authors, each once, whether others follow, and what a person should know about it."""

    authors: tuple[Author, ...] = ()
    and_others: bool = False
    notes: tuple[str, ...] = ()


def byline(author: str, collaboration: str, decode: Decode) -> Byline:
    """The authors that two fields of an entry name; a collaboration stands last, as a group.

    Args:
        author: the field ``author``, still LaTeX; may be empty.
        collaboration: the field ``collaboration``, the same.
        decode: what makes text of LaTeX.
    """
    notes: list[str] = []
    authors: list[Author] = []
    parted = split_multiple_persons_names(_closed(_STRAY_AND.sub("", author)))
    named = [name for each in parted if (name := each.strip(" ,;"))]
    texts = [without_others(each) for each in named if not _OTHERS.fullmatch(each)]
    turned = inverted([_line(each, decode) for each in texts])
    for place, text in enumerate(texts):
        people = [Author.of(turned[place])] if turned else _people(without_numbers(text), decode)
        authors += people
        if turned or len(people) > 1 or without_numbers(text) != text or _is_turned_round(people, text):
            notes.append(f"{text} is read as {' and '.join(people) or 'nobody'}")
    known = {each.casefold() for each in authors}
    for name in filter(None, map(str.strip, _COLLABORATIONS.split(_line(collaboration, decode)))):
        group = name if GROUP_WORD.search(name) else f"{name} Collaboration"
        if not known & {name.casefold(), group.casefold()}:
            authors.append(Author.of(Group.model_construct(group=group)))
    times = Counter(authors)
    notes += [f"{each} is in the list of authors {count} times" for each, count in times.items() if count > 1]
    return Byline(tuple(authors), texts != named and bool(authors), tuple(notes))


def _people(text: str, decode: Decode) -> list[Author]:
    return [author for name in _names(text, decode) if (author := Author.of(name))]


def _is_turned_round(people: list[Author], text: str) -> bool:
    return any(isinstance(each.name, Group) and each not in text for each in people) and not _LATEX.search(text)


def _closed(author: str) -> str:
    r"""Names in which no space ends a command: ``\L ukasz`` is one word, as LaTeX prints it."""
    if "\\" not in author:
        return author
    return _ACCENT_COMMAND.sub(r"\1{\2}", _LETTER_COMMAND.sub(r"\1{}", author))


def _names(raw: str, decode: Decode) -> list[Name]:
    """The names of a text between two *and*; several only where somebody separates people as sentences do."""
    said = from_key_values(raw, lambda value: _line(value, decode))
    if said:
        return [said]
    if _LATEX.search(raw) or (";" not in raw and raw.count(",") < 2):
        return [_name(raw, decode)]
    if ";" in raw:
        return [_name(each.strip(), decode) for each in raw.split(";") if each.strip()]
    pieces = [piece.strip() for piece in raw.split(",") if piece.strip()]
    if any(map(SUFFIX.fullmatch, pieces)):
        return [_name(raw, decode)]
    people = inverted(pieces) or alternating(pieces)
    if people:
        return list(people)
    if all(" " in piece for piece in pieces):
        return [_name(piece, decode) for piece in pieces]
    return [Person.model_construct(family=_line(raw, decode))]


def _name(raw: str, decode: Decode) -> Name:
    """The name that a text of BibTeX means."""
    if _is_braced(raw):
        return Group.model_construct(group=_line(raw[1:-1], decode))
    bare = not _LATEX.search(raw)
    if bare and "," not in raw:
        return Author(_line(raw, decode)).name
    parts = parse_single_name_into_parts(raw, strict=False)
    name = _person(parts, decode)
    text = _line(raw, decode)
    if (bare or "," not in raw) and GROUP_WORD.search(text):
        turned_round = bare and name.given and GROUP_WORD.fullmatch(name.family)
        return Group.model_construct(group=f"{name.given} {name.family}" if turned_round else text)
    return name


def _person(parts: NameParts, decode: Decode) -> Person:
    given, particle, family, suffix = (
        [line for word in words if (line := _line(word, decode))]
        for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    if particle and not particle[0][:1].islower():
        particle, family = [], [*particle, *family]  # Ruiz y Pinto, in which BibTeX takes "Ruiz y" for a particle
    given, particle, family = with_two_surnames(given, particle, family)
    while len(family) > 1 and not particle and family[0][:1] in "'’":
        particle, family = [family[0]], family[1:]  # 't Hooft, in which BibTeX sees no letter that is small
    if not family:
        given, family = [], given  # ", Plato"
    if len(given) == 1 and SUFFIX.fullmatch(given[0]):
        given, suffix = suffix, given  # "Brown, P. T., Jr."
        if not given and len(family) > 1:
            *given, last = family  # "P. T. Brown, Jr."
            family = [last]
    elif len(family) > 1 and SUFFIX.fullmatch(family[-1]) and not suffix:
        suffix = [family.pop()]  # "Brown Jr., P. T."
    return Person.model_construct(
        family=" ".join(family),
        given=" ".join(given) or None,
        particle=" ".join(particle) or None,
        suffix=" ".join(suffix) or None,
    )


def _is_braced(raw: str) -> bool:
    """Whether one pair of braces holds all of a name, and is no part of a command."""
    if not raw.startswith("{") or not raw.endswith("}") or raw.startswith("{\\"):
        return False
    depth = 0
    for place, character in enumerate(raw):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(raw) - 1
    return False


def _line(raw: str, decode: Decode) -> str:
    return " ".join(seen(decode(raw)).split())
