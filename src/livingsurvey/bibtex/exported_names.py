"""Names in forms that BibTeX does not have, and that exporters write all the same.

DBLP numbers people of one name, PubMed and styles of journals put initials behind the family name, some programs leave
an ORCID beside the name, and biblatex has names of *key=value*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from livingsurvey.model import Person

_HOMONYM = re.compile(r"(?<=\w)[ ~]0[0-9]{3}(?=,|$)")
_ORCID = re.compile(
    r"[ ~]?(?:\\orcid(?:link|ID)?)?[({\[]?(?:ORCID:? ?)?(?:https?://orcid\.org/)?"
    r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X][)}\]]?"
)
_OTHERS = re.compile(r"(?<=[\w.}])[, ~]{1,3}(?:et\.?[ ~]?al\.?|\.\.\.|…)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[ ~-]?)+")
_INVERTED = re.compile(r"(?P<family>[^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,})*) (?P<given>[A-Z]{1,3}|(?:[^\W\d_a-z]\.[ -]?)+)")
_PART = re.compile(
    r"(?:^|,) ?(?P<name>[a-z]{1,20}) ?= ?(?P<value>\{[^{}]{0,200}\}|\"[^\"]{0,200}\"|[^,]{0,200})(?=,|$)"
)


def without_numbers(name: str) -> str:
    """A name without what tells one person from another: DBLP's number of a homonym, an ORCID."""
    return _ORCID.sub("", _HOMONYM.sub("", name)).strip()


def without_others(name: str) -> str:
    """A name without an *et al.* behind it."""
    return _OTHERS.sub("", name)


def from_key_values(name: str, decode: Callable[[str], str]) -> Person | None:
    """A name as biblatex's extended format has it: ``family=Berg, given=Jan, prefix=van der``; None of any other."""
    if "=" not in name:
        return None
    said = {match["name"]: decode(match["value"].strip('{}" ')) for match in _PART.finditer(name)}
    if not said.get("family") or "given" not in said:
        return None
    given, particle, suffix = (said.get(part) or None for part in ("given", "prefix", "suffix"))
    return Person.model_construct(family=said["family"], given=given, particle=particle, suffix=suffix)


def inverted(names: Sequence[str]) -> list[Person] | None:
    """All names of a list that has initials behind family names (``Doe A, Roe BC``); None of any other list.

    A name of one letter is a name (Weinan E), so one such name alone tells nothing.
    """
    found = [_INVERTED.fullmatch(name) for name in names]
    people = [Person.model_construct(family=each["family"], given=each["given"]) for each in found if each]
    given = [each["given"] for each in found if each]
    is_dotted = any("." in each for each in given)
    is_certain = any(len(each) == 1 for each in given) and (len(given) > 2 or any(len(each) > 1 for each in given))
    return people if len(people) == len(names) and (is_dotted or is_certain) else None


def alternating(pieces: Sequence[str]) -> list[Person] | None:
    """The people of a list that commas part as references do: ``Doe, A., Roe, B. C., & Poe, D.``; None of any other."""
    families, given = pieces[::2], pieces[1::2]
    if len(families) != len(given) or not all(map(_INITIALS.fullmatch, given)):
        return None
    return [
        Person.model_construct(family=re.sub(r"^(?:&|and) ", "", family), given=initials)
        for family, initials in zip(families, given, strict=True)
    ]
