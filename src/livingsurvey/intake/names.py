"""Names of people as lists write them: in a row, family name first, numbered, cut short, a team among them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.bibtex.exported_names import alternating, inverted
from livingsurvey.intake.doubt import Doubt
from livingsurvey.intake.venues import venue_and_year
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model import Author
from livingsurvey.model.audit import Kind
from livingsurvey.model.author import GROUP_WORD, SUFFIX
from livingsurvey.model.title import normal_form

_CUT = re.compile(
    r"\bet\.?\s?al\b\.?|(?:\band\s++)?\b(?:[0-9]+\s++)?(?:others|more|hidden)\b(?:\s++authors\b)?|…|\.\.\.|等",
    re.IGNORECASE,
)
"""Where a list of names stops before its end: ``et al.``, ``and others``, ``... 3 hidden ...``."""
_FOOTNOTE = re.compile(r"[*†‡§¶∗⋆♠♣♡⋄✉#^]+|\\|\([^()]*\)|(?<=[^\W\d])[0-9]+(?:,[0-9]+)*(?=\W|$)")
_COMMA = re.compile(r",\s*+(?:and\b|&)|[,，、·]")
_AND = re.compile(r"(?<!\s)\s++(?:(?:and|AND)\s++|and(?=[A-Z]\.))|[&;；]")
_ACCENT = re.compile(r"(?<=[^\W\d_])(?P<accent>[`´¨ˇˆ˜¸])\s?(?P<letter>[a-z])")
_TEX = re.compile(r"\{\\?(?P<accent>['\"`^~])\{?(?P<letter>[A-Za-z])\}?\}")
_COMBINING = {"`": "\u0300", "´": "\u0301", "¨": "\u0308", "ˇ": "\u030c", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327"}
_COMBINING |= {"'": "\u0301", '"': "\u0308", "^": "\u0302", "~": "\u0303"}
"""Accents that a page of TeX has in front of letters, and those of TeX itself: ``S´ebastien``, ``Cl{\\'e}ment``."""
_PARTICLE = re.compile(
    r"van|von|der|den|del?|della|d[aiou]|dos|las?|le|el|al|te[nr]|bin|ibn|zu|zur|af|dal|y|e|'t", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b[JS]r)\.$")
_REFERRED = re.compile(r"[^\W\d_a-z][^\W\d_]*+(?:['’-][^\W\d_]++)*+, ?(?:[^\W\d_a-z]\.[ -]?){1,3}")
"""One name as references have it: ``Doe, J. B.``"""
_NO_NAME = re.compile(
    r"[0-9@/:!?%|<>\[\]{}=。：；！？【】《》]|[\u3400-\u9fff]{5}|[A-Za-z] ?[\u3400-\u9fff]|[\u3400-\u9fff] ?[A-Za-z]"
)
"""Signs that stand in no name; and more than four Han characters, or some among Latin letters, which are a sentence."""
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_MOST_LETTERS, _MOST_WORDS, _MOST_WORDS_OF_GROUP, _MOST_WORDS_OF_NAME = 48, 6, 8, 3
_NEARLY_ALL, _ENOUGH, _FEW = 0.75, 4, 3


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text in their order; ``go_on`` says that it stops before their end."""

    names: tuple[str, ...] = ()
    go_on: bool = False
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)


@lru_cache(maxsize=2**13)
def names_in(text: str, *, trusted: bool = False, fewest: int = 2) -> Names:
    """The names in a text that is nothing but names; none where it is anything else.

    >>> names_in("Ada Example, Jan van der Berg, and Mo Li").names
    ('Ada Example', 'Jan van der Berg', 'Mo Li')
    >>> names_in("Example, Ada and van Poe, Anna... 3 hidden ... Moe, Max")
    Names(names=('Ada Example', 'Anna van Poe'), go_on=True, notes=())

    Args:
        text: a run of text.
        trusted: the other entries of the list have names in this place, so one name will do, and so will a name of one
            word, or a team.
        fewest: how many names tell that a text is names, where no other entry tells.
    """
    cut = _CUT.search(text)
    if cut and not trusted and cut[0] not in ("...", "…") and cut.end() < len(text.rstrip(" .,;*_)")):
        rest = text[cut.end() :]
        if not _CUT.search(rest) and not rest.lstrip().startswith("..."):
            return Names()
    head = text[: cut.start()].rstrip(" ,;&") if cut else text
    head = re.sub(r"(?<![,\s])[,\s]++and$", "", head)
    names = _divided(head)
    fewest = 1 if _REFERRED.fullmatch(head.strip(" ,;:*_")) else fewest
    if (
        not names
        or head.strip(" .*")[:1] in (",", ";", "&")
        or not _are_names(names, trusted, 1 if trusted or cut else fewest)
    ):
        return Names()
    times = Counter(names)
    notes = tuple(
        Doubt(Kind.AUTHOR_TWICE, f"{name} is in the list of authors {n} times") for name, n in times.items() if n > 1
    )
    return Names(tuple(names), bool(cut), notes)


@lru_cache(maxsize=2**13)
def is_name(text: str) -> bool:
    """Whether a text looks like the name of a person, of two words or more.

    >>> is_name("Jan van der Berg"), is_name("Pattern Recognition"), is_name("in memory of")
    (True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(text) > _MOST_LETTERS or _NO_NAME.search(text) or "," in text:
        return False
    if _PARTICLE.fullmatch(words[-1]) and words[-1].islower():
        return False
    if all(word.isupper() and len(word) > 2 for word in words):
        return False  # IEEE SII
    known = vocabulary()
    if any(word.strip(".,'’").lower() in known.not_names and len(word) > 2 for word in words):
        return False
    if any(len(word) > 3 and word.isupper() and normal_form(word) in known.venues for word in words):
        return False
    return all(word[:1].isupper() or _PARTICLE.fullmatch(word) or not word[:1].isascii() for word in words)


def has_names_in_front(text: str) -> bool:
    """Whether names stand in front of the last comma; of which some may be odd, where a known venue follows."""
    in_front, _, last = text.rpartition(",")
    is_before_venue = normal_form(venue_and_year(last).venue or "") in vocabulary().venues
    odd = is_before_venue and any(is_name(each) or GROUP_WORD.search(each) for each in in_front.split(","))
    return odd or sum(map(is_name, text.split(","))) > 1 or bool(names_in(in_front, fewest=1))


def _are_names(names: Sequence[str], trusted: bool, fewest: int) -> bool:
    """Whether all are names, or so many that the odd ones are, too."""
    clear = sum(is_name(name) or (trusted and bool(_HAN_NAME.fullmatch(name))) for name in names)
    if clear == len(names):
        return clear >= fewest
    if trusted and clear >= _NEARLY_ALL * len(names) and all(map(_begins_like_name, names)):
        return True
    if not all(map(_may_be_name, names)):
        return False
    if trusted:
        return len(names) == 1 or _FEW * clear >= len(names)
    people = sum(not GROUP_WORD.search(name) for name in names)
    return len(names) >= _ENOUGH and 1 < clear >= _NEARLY_ALL * people


def _begins_like_name(text: str) -> bool:
    """Whether a text is two or three words of which the first is written as a name: ``Bo lind``."""
    words = text.split()
    known = vocabulary().not_names
    is_short = 1 < len(words) <= _MOST_WORDS_OF_NAME and len(text) <= _MOST_LETTERS
    return is_name(text) or (is_short and text[:1].isupper() and not _NO_NAME.search(text) and known.isdisjoint(words))


def _may_be_name(text: str) -> bool:
    """Whether a text may be a name among names: one word, a team, a name with a letter that was lost."""
    words = text.split()
    if not words or _NO_NAME.search(text) or normal_form(text) in vocabulary().venues:
        return False
    if GROUP_WORD.search(text):
        return len(words) <= _MOST_WORDS_OF_GROUP
    small = [word for word in words if word[:1].islower() and not _PARTICLE.fullmatch(word)]
    return len(words) <= _MOST_WORDS and len(text) <= _MOST_LETTERS and not small


def _divided(text: str) -> list[str]:
    """The names of a text, given name first, whatever parts them."""
    for accented in (_ACCENT, _TEX):
        text = accented.sub(_composed, text)
    text = " ".join(_FOOTNOTE.sub("", text).replace("*", " ").replace("_", " ").split())
    chunks = [chunk for each in _AND.split(text) if (chunk := _trimmed(each))]
    turned = [_turned(chunk, alone=len(chunks) == 1) for chunk in chunks]
    as_is = [chunk for chunk, name in zip(chunks, turned, strict=True) if name is None]
    if len(as_is) < len(chunks) / 2 and not any("," in chunk for chunk in as_is):
        return [name or chunk for chunk, name in zip(chunks, turned, strict=True)]
    parts = [part for chunk in chunks for each in _COMMA.split(chunk) if (part := _trimmed(each))]
    people = inverted(parts) or (alternating(parts) if len(parts) > 1 else None)
    if people:
        return [str(Author.of(person)) for person in people]
    joined: list[str] = []
    for part in parts:
        if joined and SUFFIX.fullmatch(part):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(f"{part}." if part.endswith((" Jr", " Sr")) else part)
    return joined


def _composed(match: re.Match[str]) -> str:
    """A letter with the accent that stands in front of it."""
    return unicodedata.normalize("NFC", match["letter"] + _COMBINING[match["accent"]])


def _trimmed(name: str) -> str:
    """A name without what stands around it; the full stop of an initial or a suffix stays."""
    name = name.strip(" ,;:")
    return name if _ABBREVIATED.search(name) else name.strip(" .,")


def _turned(chunk: str, *, alone: bool) -> str | None:
    """``Poe, Anna`` as ``Anna Poe``; None of what has no comma, or is several names."""
    family, comma, given = chunk.partition(",")
    family, given = family.strip(), given.strip()
    if not comma or not family or not given:
        return None
    given, comma, suffix = given.partition(",")
    if comma and not SUFFIX.fullmatch(suffix.strip()) and not SUFFIX.fullmatch(given.strip()):
        return None
    if comma and SUFFIX.fullmatch(given.strip()):
        given, suffix = suffix, given
    plain = [word for word in family.split() if not _PARTICLE.fullmatch(word)]
    if len(plain) > 1 and (alone or len(given.split()) > 1):
        return None
    return " ".join(filter(None, (given.strip(), family, suffix.strip())))
