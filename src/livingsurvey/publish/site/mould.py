"""A mould: the page that the engine renders of a kind, cut at the places where all others of that kind differ."""

from __future__ import annotations

import re

from livingsurvey.publish.addresses import KINDS, MOULD, mould_path

_INDENTATION = re.compile(r"\n\s+")
_KIND = "|".join(KINDS)
_ADDRESSES = [mould_path(kind) for kind in KINDS]
_PLACE = re.compile(rf"@@(title|description|card|says|head|path)@@|<!-- slot ({_KIND}) -->|({'|'.join(_ADDRESSES)})")


def split(page: str) -> tuple[list[str], list[str]]:
    """A mould's fixed text without indentation, and between each two pieces the name of what is put there."""
    pieces = _PLACE.split(_INDENTATION.sub("\n", page))
    step = _PLACE.groups + 1
    found = [next(name for name in pieces[start : start + step - 1] if name) for start in range(1, len(pieces), step)]
    return pieces[::step], [MOULD if place in _ADDRESSES else place for place in found]
