"""In which format a file of papers is, and the list that it holds: one way in for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import PurePath

from livingsurvey.errors import UsageError
from livingsurvey.intake.library import Library, filed
from livingsurvey.intake.listing import Listing, read_list
from livingsurvey.intake.mapping import Mapped
from livingsurvey.model.characters import seen

MARKDOWN, HTML, BIBTEX, CSL, RIS, OPENREVIEW, JSONL, ZOTERO, MEDLINE = (
    "Markdown", "HTML", "BibTeX", "CSL-JSON", "RIS", "OpenReview's JSON", "JSONL", "Zotero's CSV", "PubMed's format",
)  # fmt: skip
ORG, RST = "org", "rst"
"""Formats that pandoc turns into HTML, by its names."""
ENDINGS = {
    ".bib": BIBTEX, ".bibtex": BIBTEX, ".json": CSL, ".jsonl": JSONL, ".ris": RIS, ".html": HTML, ".htm": HTML,
    ".org": ORG, ".rst": RST, ".csv": ZOTERO, ".nbib": MEDLINE,
}  # fmt: skip
"""What a name says of a format, where the content does not."""
LARGEST, LARGEST_LIST, MOST_LINES = 50_000_000, 10_000_000, 200_000
"""Characters that are read of a library, and characters and lines of a list, whose every word has to be looked at."""
_FIRST = 4_000
_BIBTEX = re.compile(r"(?:\s|%[^\n]*\n)*@[A-Za-z]+\s*[{(]")
_RIS = re.compile(r"\s*TY {1,2}- ")
_HTML = re.compile(r"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_JSON = re.compile(r'\s*(?:\[\s*(?:\{|\]\s*\Z)|\{\s*["}])')
_NOTES = re.compile(r'"notes"\s*:\s*\[|"(?:forum|invitations?|venueid)"\s*:')
_ZOTERO = re.compile(r'"?Key"?,"?Item Type"?,')
_MEDLINE = re.compile(r"\s*PMID- ?[0-9]")
_SHEETS = frozenset({".tsv", ".xlsx", ".ods"})
_XML = re.compile(r"\s*<(?:\?xml|rdf:RDF)\b")


def format_of(name: str, text: str) -> str:
    """The format of a file, by its content first and then by its name; Markdown where neither tells.

    >>> format_of("export.txt", "TY  - JOUR")
    'RIS'

    Raises:
        UsageError: it is one that this program does not read.
    """
    start = text[:_FIRST]
    if _HTML.match(start):
        return HTML
    if _XML.match(start):
        raise UsageError(f"{name} is XML or RDF, which is not read; export it as BibTeX, CSL-JSON or RIS")
    if _BIBTEX.match(start):
        return BIBTEX
    if _RIS.match(start):
        return RIS
    if _ZOTERO.match(start):
        return ZOTERO
    if _MEDLINE.match(start):
        return MEDLINE
    if _JSON.match(start):
        return _json(name, text, start)
    ending = PurePath(name).suffix.lower()
    if ending in _SHEETS:
        raise UsageError(f"{name} is a sheet, which is not read; export it as BibTeX, CSL-JSON or RIS")
    return ENDINGS.get(ending, MARKDOWN)


def read(name: str, text: str, mapped: Mapped | None = None, *, by_all: bool = False) -> Listing:
    """The list that a file holds, in whatever format.

    Args:
        name: the file's name; its ending counts where the content does not tell.
        text: what it says.
        mapped: what it calls topics, for libraries of references.
        by_all: whether all keywords of a library stand for topics, or those alone that many of its works have.

    Raises:
        UsageError: the file cannot be read as what it is; the message says why.
    """
    _refuse_more(name, len(text), LARGEST, "characters")
    text = seen(text)
    kind = format_of(name, text)
    if kind in (MARKDOWN, HTML, ORG, RST):
        _refuse_more(name, len(text), LARGEST_LIST, "characters")
        _refuse_more(name, text.count("\n"), MOST_LINES, "lines")
    if kind in (ORG, RST):
        from livingsurvey.intake.pandoc import html_of

        return read_list(html_of(name, text, kind), is_html=True)
    if kind in (MARKDOWN, HTML):
        return read_list(text, is_html=kind == HTML)
    if kind == JSONL:
        raise UsageError(f"{name} is JSONL; it goes into an existing survey with  --into FOLDER")
    return filed(_reader(kind)(text), mapped or Mapped(), by_all=by_all)


def _refuse_more(name: str, count: int, most: int, what: str) -> None:
    if count > most:
        raise UsageError(f"{name} has {count:,} {what}, and at most {most:,} are read; divide it")


def _reader(kind: str) -> Callable[[str], Library]:
    """What reads a format; imported when it is asked for, because parsers are slow to load."""
    if kind == BIBTEX:
        from livingsurvey.intake.bibtex import library_of_bibtex as reader
    elif kind == RIS:
        from livingsurvey.intake.ris import library_of_ris as reader
    elif kind == OPENREVIEW:
        from livingsurvey.intake.openreview import library_of_notes as reader
    elif kind == ZOTERO:
        from livingsurvey.intake.zotero import library_of_csv as reader
    elif kind == MEDLINE:
        from livingsurvey.intake.medline import library_of_medline as reader
    else:
        from livingsurvey.intake.csl import library_of_csl as reader
    return reader


def _json(name: str, text: str, start: str) -> str:
    """The format of a file in JSON: objects on lines of their own, or one list or object, by the names in it."""
    first, _, more = text.strip().partition("\n")
    is_lines = first.startswith("{") and (more or PurePath(name).suffix.lower() != ".json")
    if is_lines and not start.lstrip().startswith('{"notes"') and _is_whole(first):
        return JSONL
    return OPENREVIEW if _NOTES.search(start) else CSL


def _is_whole(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
