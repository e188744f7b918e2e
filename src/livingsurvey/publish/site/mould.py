"""A mould: the page that the engine renders of a kind, from which all others of that kind are stamped."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from markupsafe import escape

from livingsurvey.publish.addresses import KINDS, MOULD
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet

_BASE = "../../"
_INDENTATION = re.compile(r"\n\s+")
_KIND = "|".join(KINDS)
_PLACE = re.compile(rf"@@(title|description|head)@@|<!-- slot ({_KIND}) -->|(?:{_KIND})s/({MOULD})/")


def split(page: str) -> tuple[list[str], list[str]]:
    """A mould's fixed text without indentation, and between each two pieces the name of what is put there."""
    pieces = _PLACE.split(_INDENTATION.sub("\n", page))
    step = _PLACE.groups + 1
    places = [next(name for name in pieces[start : start + step - 1] if name) for start in range(1, len(pieces), step)]
    return pieces[::step], places


class Mould:
    """A page of the engine, cut at the places that differ from page to page."""

    def __init__(self, kind: str, page: str, sheet: Sheet) -> None:
        self._kind = kind
        self._sheet = sheet
        fixed, self._places = split(page)
        self._fixed = [piece.encode() for piece in fixed]
        self._digest = content_tag(page.encode() + sheet.digests.common)

    def file(self, address: str, subject: str, title: str, made_from: bytes, **variables: Any) -> File:
        """The page at ``address``; its fragments are given the ``variables``, whose digest is ``made_from``."""
        tag = partial(content_tag, self._digest + made_from)
        return File(address, self._kind, subject, tag, partial(self._page, address, title, variables))

    def _page(self, address: str, title: str, variables: dict[str, Any]) -> bytes:
        fragment = self._sheet.fragment
        values = {
            "title": str(escape(title)).encode(),
            "description": fragment(f"{self._kind}-description", **variables).encode(),
            "head": fragment(f"{self._kind}-head", **variables).encode(),
            self._kind: fragment(self._kind, base=_BASE, **variables).encode(),
            MOULD: address.encode(),
        }
        page = [self._fixed[0]]
        for place, fixed in zip(self._places, self._fixed[1:], strict=True):
            page.append(values[place])
            page.append(fixed)
        return b"".join(page)
