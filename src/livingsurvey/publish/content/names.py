"""The parts of a person's name, for formats that ask for the family name first."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_GROUPS = re.compile(r" and |\b(?:Collaboration|Community|Consortium|Group|Inc\.?|Institute|Labs?|Research|Team)$")


class Name(NamedTuple):
    """A person: ``Diego de las Casas`` has the particle ``de las``. Parts a name lacks are empty."""

    given: str
    particle: str
    family: str
    suffix: str

    @property
    def family_first(self) -> str:
        """The name with the family before a comma: ``de las Casas, Diego``, ``Davis, Jared, Jr.`` for instance."""
        family = f"{self.particle} {self.family}".strip()
        return ", ".join(filter(None, (family, self.given, self.suffix)))


@lru_cache(maxsize=65536)
def person(name: str) -> Name | None:
    """The parts of a name that is written given name first; None for one that cannot be divided.

    Such are names of one word, and those of organisations. The family name is the last word, as in BibTeX, with the
    words in lower case before it as its particle.
    """
    words = name.split()
    if not is_divided(name):
        return None
    suffix = words.pop() if len(words) > 2 and words[-1].rstrip(".").lower() in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Name(" ".join(words[:start]), " ".join(words[start:-1]), words[-1].rstrip(","), suffix)


def is_divided(name: str) -> bool:
    """Whether a name is that of a person with more than one word: ``DeepSeek-AI`` and ``Gemma Team`` are not."""
    return len(name.split()) > 1 and "," not in name and not _GROUPS.search(name)
