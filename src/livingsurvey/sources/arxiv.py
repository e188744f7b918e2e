"""arXiv's own catalogue, through its Atom interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.model import Identifier, identify
from livingsurvey.sources import http
from livingsurvey.sources.proposal import Proposal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SERVICE = "arXiv"
ADDRESS = "https://export.arxiv.org/api/query"
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"


def look_up(arxiv_ids: Sequence[str], root: Path | None = None) -> dict[str, Proposal]:
    """What arXiv says of papers, in one question; ids that it does not know are not in the result.

    Raises:
        UpstreamTrouble: arXiv does not answer, or not with what was asked.
    """
    if not arxiv_ids:
        return {}
    question = {"id_list": ",".join(arxiv_ids), "max_results": str(len(arxiv_ids))}
    content = http.get(SERVICE, ADDRESS, question, is_whole=_is_feed, root=root)
    found = dict(_proposals(ElementTree.fromstring(content))) if content else {}
    strange = found.keys() - set(arxiv_ids)
    if strange:
        raise UpstreamTrouble(f"arXiv answered with another paper, {min(strange)}; nothing of it was used")
    return found


def _is_feed(content: bytes) -> bool:
    try:
        return bool(ElementTree.fromstring(content).tag == f"{_ATOM}feed")
    except (ElementTree.ParseError, DefusedXmlException):
        return False


def _proposals(feed: Element) -> Iterator[tuple[str, Proposal]]:
    for entry in feed.iter(f"{_ATOM}entry"):
        identifier = identify(_text(entry, f"{_ATOM}id").replace("http://", "https://"))
        published = _text(entry, f"{_ATOM}published")[:4]
        if identifier is None or identifier.scheme != "arxiv" or not published.isdigit():
            continue  # what arXiv says of an id that is none
        doi = _text(entry, f"{_ARXIV}doi")
        yield (
            identifier.value,
            Proposal(
                service=SERVICE,
                reference=f"https://arxiv.org/abs/{identifier.value}",
                title=_text(entry, f"{_ATOM}title"),
                authors=tuple(_text(author, f"{_ATOM}name") for author in entry.iter(f"{_ATOM}author")),
                venue="arXiv",
                year=int(published),
                ids=(identifier, Identifier("doi", doi)) if doi else (identifier,),
            ),
        )


def _text(element: Element, tag: str) -> str:
    """The text of a child in one line."""
    return " ".join((element.findtext(tag) or "").split())
