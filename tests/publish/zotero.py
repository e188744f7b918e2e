"""What Zotero takes from a page, by the rules of two of its translators.

*Embedded Metadata* reads the ``meta`` elements of a page about one work, each by its ``name`` and only without one by
its ``property``. A tag of Highwire Press that names a container decides the type; a type in Dublin Core goes before the
guess that a title alone allows. The address is ``citation_public_url``, else ``og:url``, else others; the abstract is
``citation_abstract``, else ``og:description``, else the page's description; the number of a report is the archive id of
a preprint. Names with a comma have the family name first, of others it is the last
word. *COinS* reads a page that lists works: one OpenURL context object stands in the title of each ``span`` of
class ``Z3988``. Where a page has both, COinS comes first.

The code of both was run on the built site (translators of 2026-06) and gave what this says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element

import html5lib

TYPES = {"conferencePaper", "journalArticle", "preprint", "webpage"}
_CONTAINERS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_technical_report_institution": "report",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_BOOKS = {"bookitem": "bookSection", "conference": "conferencePaper", "proceeding": "conferencePaper"}


@dataclass
class Item:
    kind: str
    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    publication: str = ""
    url: str = ""
    doi: str = ""
    number: str = ""
    abstract: str = ""


def parsed(page: Path) -> Element:
    """The page as browsers read it."""
    root: Element = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    return root


def items(page: Element) -> list[Item]:
    """The items that Zotero offers to save from this page."""
    return list(coins(page)) or list(embedded(page))


def embedded(page: Element) -> Iterator[Item]:
    """The work that the page's head describes, if it does."""
    tags = [
        (meta.get("name") or meta.get("property", ""), meta.get("content", "")) for meta in page.iterfind("head/meta")
    ]
    told, guessed = None, None
    for name, _ in tags:
        told = _CONTAINERS.get(name, told)
        guessed = "journalArticle" if name == "citation_title" else guessed
    said = dict(tags)
    kind = told or (said.get("DC.type") if said.get("DC.type") in TYPES else None) or guessed
    if kind is None:
        return
    publications = ("citation_journal_title", "citation_conference_title", "citation_publisher", "DC.source")
    addresses = ("citation_public_url", "og:url", "citation_abstract_html_url")
    abstracts = ("citation_abstract", "og:description", "description")
    yield Item(
        kind,
        said["citation_title"],
        [" ".join(_clean(content)) for name, content in tags if name == "citation_author"],
        said["citation_publication_date"],
        next((said[name] for name in publications if name in said), ""),
        next((said[name] for name in addresses if name in said), ""),
        said.get("citation_doi", ""),
        said.get("citation_technical_report_number", ""),
        next((said[name] for name in abstracts if said.get(name)), ""),
    )


def coins(page: Element) -> Iterator[Item]:
    """The works that context objects on the page describe; a format that Zotero does not know gives none."""
    for span in page.iter("span"):
        if "Z3988" not in span.get("class", "").split() or "title" not in span.attrib:
            continue
        pairs = parse_qsl(span.attrib["title"], strict_parsing=True)
        said = dict(pairs)
        layout = said["rft_val_fmt"].removeprefix("info:ofi/fmt:kev:mtx:")
        if layout == "dc":
            kind = said["rft.type"] if said.get("rft.type") in TYPES else "webpage"
        elif layout == "book":
            kind = _BOOKS.get(said.get("rft.genre", ""), "book")
        elif layout == "journal":
            kind = "journalArticle"
        else:
            continue
        titled = "rft.title" if layout == "dc" else "rft.atitle"
        published = {"dc": ("rft.source", "rft.publisher"), "book": ("rft.btitle",), "journal": ("rft.jtitle",)}[layout]
        yield Item(
            kind,
            said.get(titled, ""),
            list(_creators(pairs)),
            said.get("rft.date", ""),
            next((said[name] for name in published if name in said), ""),
            next((value for name, value in pairs if name == "rft_id" and value.startswith("http")), ""),
            next((value.removeprefix("info:doi/") for name, value in pairs if value.startswith("info:doi/")), ""),
        )


def _creators(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Whole names and those by parts, each where the first of its parts stands; of a group there is but one part."""
    given = dict(pairs).get("rft.aufirst")
    people = [(name, value) for name, value in pairs if name in ("rft.aucorp", "rft.aulast", "rft.au")]
    for place, (name, value) in enumerate(people):
        if name == "rft.au":
            yield " ".join(_clean(value))
        else:
            yield f"{given} {value}" if given and not place else value


def _clean(name: str) -> tuple[str, ...]:
    """Given and family name."""
    family, comma, given = name.partition(",")
    if comma:
        return given.partition(",")[0].strip(), family
    given, _, family = name.rpartition(" ")
    return (given, family) if given else (family,)
