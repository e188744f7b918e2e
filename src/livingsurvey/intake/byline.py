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

from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.model.author import GROUP_WORD, SUFFIX
from livingsurvey.model.characters import seen

_OTHERS = re.compile(r"(?:and )?(?:\w+ )?others|et\.? al\.?|\.\.\.|…", re.IGNORECASE)
_STRAY_AND = re.compile(r"^\s*and\s+|(?<!\s)\s++and\s*$")
_LATEX = re.compile(r"[{}\\~]")
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
    named = [each.strip() for each in split_multiple_persons_names(_STRAY_AND.sub("", author))]
    texts = [each for each in named if each and not _OTHERS.fullmatch(each)]
    for text in texts:
        people = [author for name in _names(text, decode) if (author := Author.of(name))]
        authors += people
        if len(people) > 1 or (people and _is_turned_round(people[0], text)):
            notes.append(f"{text} is read as {' and '.join(people)}")
    known = {each.casefold() for each in authors}
    for name in filter(None, map(str.strip, _COLLABORATIONS.split(_line(collaboration, decode)))):
        group = name if GROUP_WORD.search(name) else f"{name} Collaboration"
        if not known & {name.casefold(), group.casefold()}:
            authors.append(Author.of(Group.model_construct(group=group)))
    times = Counter(authors)
    once = tuple(times)
    notes += [f"{each} stands in the list of authors {count} times" for each, count in times.items() if count > 1]
    return Byline(once, len(texts) < len(named) and bool(once), tuple(notes))


def _is_turned_round(author: Author, text: str) -> bool:
    return isinstance(author.name, Group) and author not in text and not _LATEX.search(text)


def _names(raw: str, decode: Decode) -> list[Name]:
    """The names of a text between two *and*; several only where somebody separates people as sentences do."""
    if _LATEX.search(raw) or (";" not in raw and raw.count(",") < 2):
        return [_name(raw, decode)]
    if ";" in raw:
        return [_name(each.strip(), decode) for each in raw.split(";") if each.strip()]
    pieces = [piece.strip() for piece in raw.split(",") if piece.strip()]
    if any(map(SUFFIX.fullmatch, pieces)):
        return [_name(raw, decode)]
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
    if bare and GROUP_WORD.search(text):
        turned_round = name.given and GROUP_WORD.fullmatch(name.family)
        return Group.model_construct(group=f"{name.given} {name.family}" if turned_round else text)
    return name


def _person(parts: NameParts, decode: Decode) -> Person:
    given, particle, family, suffix = (
        [_line(word, decode) for word in words] for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    if particle and not particle[0][:1].islower():
        particle, family = [], [*particle, *family]  # Ruiz y Pinto, in which BibTeX takes "Ruiz y" for a particle
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
