"""DBLP's whole bibliography in one XML file, https://dblp.org/xml/, plain or packed.

Its letters are entities of its DTD, which HTML has under the same names: the DTD is not needed, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from livingsurvey.dumps.work import Fault, Work, identifiers, named, read_each, titled
from livingsurvey.dumps.xml import elements
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, one_line
from livingsurvey.sources.catalogue import PREPRINTS
from livingsurvey.sources.dblp import ARXIV, NAMESAKE, PART, SERVICE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHAT = "XML of DBLP"

_BEGINNING = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+dblp\b|<dblp\b)")
_KEY = re.compile(r"[A-Za-z0-9_/+:.-]{3,200}")
_NO_PAPER = frozenset({"data", "edited", "noshow", "withdrawn"})
"""Kinds of publication that are none of a paper."""


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return bool(_BEGINNING.match(head))


def works(file: BinaryIO, name: str) -> Iterator[Work | Fault]:
    """The articles of journals and of proceedings, and preprints."""
    return read_each(elements(file, ("article", "inproceedings")), _work)


def _work(element: Element) -> Work | None:
    key, kinds = element.get("key", ""), set(element.get("publtype", "").split())
    if _NO_PAPER & kinds:
        return None
    if not _KEY.fullmatch(key):
        raise ValueError("it has no key")
    said = {child.tag: _text(child) for child in reversed(element)}
    venue = said.get("journal") or said.get("booktitle") or ""
    is_preprint = venue == ARXIV
    ids = identifiers(
        said.get("volume", "").removeprefix("abs/") if is_preprint else None, *map(_text, element.iterfind("ee"))
    )
    year = said.get("year", "")
    return Work(
        source=SERVICE,
        reference=f"https://dblp.org/rec/{key}",
        title=titled(said.get("title", "").removesuffix(".")),
        authors=tuple(named(NAMESAKE.sub("", _text(each))) for each in element.iterfind("author")),
        venue=PREPRINTS if is_preprint else None if "informal" in kinds else PART.sub("", venue) or None,
        year=int(year) if year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR else None,
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
        acl=ids.get("acl"),
        openreview=ids.get("openreview"),
    )


def _text(element: Element) -> str:
    return one_line("".join(element.itertext()))
