"""arXiv's own catalogue, through its Atom interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from defusedxml import ElementTree
from pydantic import Field

from livingsurvey.errors import BadAnswer
from livingsurvey.model import identify
from livingsurvey.model.record import LONGEST
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources import http
from livingsurvey.sources.answer import LAST_YEAR, MOST, Answer, Line
from livingsurvey.sources.version import Version

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SERVICE = "arXiv"
ADDRESS = "https://export.arxiv.org/api/query"
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"


class _Entry(Answer):
    """What is used of an entry of the feed."""

    title: Annotated[Line, Field(min_length=1)]
    year: Annotated[int, Field(strict=False, ge=1990, le=LAST_YEAR)]
    authors: Annotated[tuple[Line, ...], Field(max_length=MOST)]
    doi: Line


def look_up(arxiv_ids: Sequence[str], root: Path | None = None) -> dict[str, Version]:
    """What arXiv says of papers, in one question; ids that it does not know are not in the result.

    Raises:
        UpstreamTrouble: arXiv does not answer, or not with what was asked.
    """
    if not arxiv_ids:
        return {}
    question = {"id_list": ",".join(arxiv_ids), "max_results": str(len(arxiv_ids))}
    found = http.ask(SERVICE, ADDRESS, question, _read, root=root) or {}
    if not found.keys() <= set(arxiv_ids):
        raise BadAnswer(SERVICE, Sentence("answered with another paper; the answer was not used"))
    return found


def _read(content: bytes) -> dict[str, Version]:
    """The papers of a feed by their ids.

    Raises:
        ValueError: the content is no feed of arXiv's.
    """
    try:
        feed = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError("no XML") from error
    if feed.tag != f"{_ATOM}feed":
        raise ValueError("no feed")
    return dict(_versions(feed))


def _versions(feed: Element) -> Iterator[tuple[str, Version]]:
    for element in feed.iterfind(f"{_ATOM}entry"):
        text = partial(_text, element)
        identifier = identify(text(f"{_ATOM}id")[:LONGEST].replace("http://", "https://"))
        if identifier is None or identifier.scheme != "arxiv":
            continue  # what arXiv says of an id that is none
        entry = _Entry.model_validate(
            {
                "title": text(f"{_ATOM}title"),
                "year": text(f"{_ATOM}published")[:4],
                "authors": tuple(_text(author, f"{_ATOM}name") for author in element.iterfind(f"{_ATOM}author")),
                "doi": text(f"{_ARXIV}doi"),
            }
        )
        doi = identify(entry.doi)
        yield (
            identifier.value,
            Version(
                service=SERVICE,
                reference=f"https://arxiv.org/abs/{identifier.value}",
                title=entry.title,
                authors=entry.authors,
                venue="arXiv",
                year=entry.year,
                ids=(identifier, doi) if doi and doi.scheme == "doi" else (identifier,),
            ),
        )


def _text(element: Element, tag: str) -> str:
    return element.findtext(tag) or ""
