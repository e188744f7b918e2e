"""The ACL Anthology's own data: XML files below data/xml of https://github.com/acl-org/acl-anthology, one a collection.

A collection has volumes, a volume has ``meta`` and papers. Ids: https://aclanthology.org/info/ids/
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from livingsurvey.dumps.work import Fault, Work, address_of, identifiers, person, read_each, titled
from livingsurvey.dumps.xml import elements
from livingsurvey.model.address import is_address
from livingsurvey.sources.acl import SERVICE
from livingsurvey.sources.answer import one_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHAT = "XML of the ACL Anthology"

_BEGINNING = re.compile(rb"(?:<\?xml[^>]*>\s*)?<collection\s+id=")
_VENUES = {
    "aacl": "AACL-IJCNLP", "acl": "ACL", "cl": "Computational Linguistics", "coling": "COLING", "conll": "CoNLL",
    "eacl": "EACL", "emnlp": "EMNLP", "ijcnlp": "IJCNLP", "lrec": "LREC", "naacl": "NAACL", "tacl": "TACL",
}  # fmt: skip
"""The Anthology's codes of venues whose volumes have more than one name."""
_TOGETHER = {frozenset({"lrec", "coling"}): "LREC-COLING", frozenset({"aacl", "ijcnlp"}): "AACL-IJCNLP"}
_PARTS = (
    (re.compile(r"student research workshop", re.IGNORECASE), "{} Student Research Workshop"),
    (re.compile(r"demonstration|\bdemos?\b", re.IGNORECASE), "{} System Demonstrations"),
    (re.compile(r"industry", re.IGNORECASE), "{} Industry Track"),
)
"""Volumes beside the main one, by the words of their titles."""
_OTHERS = re.compile(r"workshop|challenge|shared task", re.IGNORECASE)
"""Words of the titles of volumes that only stand beside a conference."""
_TUTORIALS = re.compile(r"tutorial", re.IGNORECASE)
_OLD_COLLECTION = re.compile(r"[A-Z][0-9]{2}")


@dataclass
class _Volume:
    """Where the papers that follow stand."""

    collection: str = ""
    id: str = ""
    day: dt.date | None = None
    venue: str | None = None
    year: int | None = None


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return bool(_BEGINNING.match(head))


def works(file: BinaryIO, name: str) -> Iterator[Work | Fault]:
    """The papers of a collection, without prefaces."""
    volume = _Volume()

    def read(element: Element) -> Work | None:
        if element.tag == "paper":
            return _work(element, volume)
        if element.tag == "collection":
            volume.collection = element.get("id", "")
        elif element.tag == "volume":
            day = element.get("ingest-date")
            volume.id, volume.venue, volume.year = element.get("id", ""), None, None
            volume.day = dt.date.fromisoformat(day) if day else None
        elif element.find("booktitle") is not None:  # that of an event has none
            volume.year = int(_text(element, "year"))
            volume.venue = _venue(element, volume.id)
        return None

    return read_each(elements(file, ("meta", "paper"), ("collection", "volume")), read)


def _venue(meta: Element, volume: str) -> str | None:
    """Where the papers of a volume appeared; None for tutorials."""
    title = _text(meta, "booktitle")
    codes = [_said(each) for each in meta.iterfind("venue")]
    if _TUTORIALS.search(title):
        return None
    if "findings" in codes:
        return f"Findings of {_VENUES.get(volume, volume.upper())}"
    known = [_VENUES[code] for code in codes if code in _VENUES]
    spelled = _TOGETHER.get(frozenset(codes)) or (known[0] if known else title)
    for words, part in _PARTS:
        if known and words.search(title):
            return part.format(spelled)
    return title if _OTHERS.search(title) else spelled


def _work(paper: Element, volume: _Volume) -> Work | None:
    if paper.find("removed") is not None:
        return None
    ids = identifiers(_text(paper, "url"), _id(volume, paper.get("id", "")), _text(paper, "doi"))
    code = paper.find("pwccode")
    address = code.get("url", "") if code is not None else ""
    reference = address_of(ids, "acl", "doi")
    if reference is None:
        raise ValueError("it has no id")
    return Work(
        source=SERVICE,
        reference=reference,
        title=titled("".join(_title(paper.find("title")))),
        authors=tuple(person(_text(each, "first"), _text(each, "last")) for each in paper.iterfind("author")),
        venue=volume.venue,
        year=volume.year,
        acl=ids.get("acl"),
        doi=ids.get("doi"),
        code=address if is_address(address) else None,
        day=volume.day,
    )


def _id(volume: _Volume, number: str) -> str:
    """The id of a paper whose address is elsewhere. Those of old workshops are of another form, and never elsewhere."""
    if _OLD_COLLECTION.fullmatch(volume.collection):
        return f"{volume.collection}-{volume.id}{number:0>3}"
    return f"{volume.collection}-{volume.id}.{number}"


def _title(element: Element | None) -> Iterator[str]:
    """The pieces of a title, formulas as LaTeX."""
    if element is None:
        return
    around = "$" if element.tag == "tex-math" else ""
    yield f"{around}{element.text or ''}"
    for child in element:
        yield from _title(child)
        yield child.tail or ""
    yield around


def _text(element: Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else _said(found)


def _said(element: Element) -> str:
    return one_line("".join(element.itertext()))
