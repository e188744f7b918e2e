"""Crossref's catalogue of DOIs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.model import Identifier
from livingsurvey.sources import http
from livingsurvey.sources.proposal import Proposal

SERVICE = "Crossref"
ADDRESS = "https://api.crossref.org/works/"


def look_up(doi: str, root: Path | None = None) -> Proposal | None:
    """What Crossref says of a DOI; None when it does not know it.

    Raises:
        UpstreamTrouble: Crossref does not answer, or not with what was asked.
    """
    content = http.get(SERVICE, ADDRESS + quote(doi, safe=""), {}, is_whole=_is_work, root=root)
    if content is None:
        return None
    work = json.loads(content)["message"]
    if str(work.get("DOI", "")).lower() != doi.lower():
        raise UpstreamTrouble(f"Crossref answered with another DOI, {work.get('DOI')}; nothing of it was used")
    return _proposal(work)


def _is_work(content: bytes) -> bool:
    try:
        message = json.loads(content)["message"]
    except (ValueError, LookupError, TypeError):
        return False
    return isinstance(message, dict) and isinstance(message.get("title"), list)


def _proposal(work: Mapping[str, Any]) -> Proposal:
    titles = [_plain(title) for title in work["title"]]
    return Proposal(
        service=SERVICE,
        reference=f"https://doi.org/{work['DOI']}",
        title=": ".join([*titles[:1], *map(_plain, work.get("subtitle") or [])][:2]) if titles else "",
        authors=tuple(_name(author) for author in work.get("author") or []),
        venue=next(iter(map(_plain, work.get("container-title") or [])), None),
        year=_year(work),
        ids=(Identifier("doi", work["DOI"].lower()),),
    )


def _plain(text: str) -> str:
    """Text without the markup and the character references that publishers put into titles."""
    body = LexborHTMLParser(text).body
    return " ".join((body.text() if body else text).split())


def _name(author: Mapping[str, str]) -> str:
    return " ".join(
        filter(None, (author.get("given"), author.get("family") or author.get("name"), author.get("suffix")))
    )


def _year(work: Mapping[str, Any]) -> int | None:
    parts = (work.get("published") or work.get("issued") or {}).get("date-parts") or [[None]]
    return parts[0][0] if parts[0] else None
