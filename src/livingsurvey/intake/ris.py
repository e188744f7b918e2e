"""RIS, as EndNote, Zotero, Mendeley, publishers and this program write it; rispy knows its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import rispy

from livingsurvey.checks.links import identifier_in
from livingsurvey.intake.entry import Entry, from_addresses, tidy
from livingsurvey.intake.library import Library, Work, left_out, only_arxiv, titled, words_of
from livingsurvey.intake.listing import Unread
from livingsurvey.intake.venues import place_in_field, venue_of_field
from livingsurvey.model import Author, Person, identify
from livingsurvey.model.author import read

_BEGIN = re.compile(r"^TY {1,2}- ?", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-", re.MULTILINE)
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}- ?", re.MULTILINE)
_ARXIV = re.compile(r"arXiv:\s*(\S+?)(?=[;,\s]|$)", re.IGNORECASE)
_ARXIV_FIELDS = ("accession_number", "number", "note", "notes")
"""Fields that begin with the arXiv id of a work; what stands in its abstract may be another's."""
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_MONTH = re.compile(r"[0-9]{4}[/-](0?[1-9]|1[0-2])\b")
_LONGEST = 100_000
"""Characters of one reference, its abstract and its notes included."""
_KINDS = dict.fromkeys(("JOUR", "JFULL", "MGZN"), "journal") | dict.fromkeys(("THES", "RPRT", "ELEC", "BLOG"), "web")
_TITLES = ("title", "primary_title")
_VENUES = ("secondary_title", "alternate_title3", "journal_name", "alternate_title2", "alternate_title1")
_DOIS = ("doi", "L3", "file_attachments2")
"""Fields that have a DOI: its own, and those that EBSCO and Embase use."""
_YEARS = ("year", "publication_year", "date")
_READ = frozenset(
    {*_YEARS, "type_of_reference", "id", "authors", "first_authors", "volume", "number", "start_page",
     "end_page", "publisher", "keywords", "name_of_database"}
)  # fmt: skip
"""Fields that a record holds, or that say where it stands in the file."""


def library_of_ris(text: str) -> Library:
    """The works of a file of RIS, and the references that cannot be read or do not end."""
    works: list[Work] = []
    unread: list[Unread] = []
    for line, part in _parts(text.replace("\r\n", "\n").replace("\r", "\n")):
        reason = None
        if len(part) > _LONGEST:
            reason = f"this reference is longer than {_LONGEST:,} characters"
        elif not _END.search(part):
            reason = "this reference does not end; write  ER  -  behind its last line"
        found = [] if reason else _parsed(part)
        if found:
            works.append(_work(found[0], line))
        else:
            unread.append(Unread(line, part.partition("\n")[0], reason or "this reference cannot be read"))
    return Library(works, unread)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The references of a file, each from its ``TY`` to the next one's, with the line it begins in."""
    starts = [match.start() for match in _BEGIN.finditer(text)]
    line = 1 + text.count("\n", 0, starts[0] if starts else 0)
    for start, end in pairwise([*starts, len(text)]):
        yield line, text[start:end]
        line += text.count("\n", start, end)


def _parsed(part: str) -> list[dict[str, Any]]:
    """What rispy makes of a reference, whose tags have two blanks behind them, whatever stands in the file."""
    return list(rispy.loads(_TAG.sub(r"\1  - ", part)))


def _work(said: Mapping[str, Any], line: int) -> Work:
    text = {name: value for name, value in said.items() if isinstance(value, str) and value}
    text |= {name: "; ".join(map(str, value)) for name, value in said.items() if isinstance(value, list)}
    text |= {tag: "; ".join(values) for tag, values in (said.get("unknown_tag") or {}).items() if tag}
    kind = _KINDS.get(text.get("type_of_reference", ""))
    keywords = [word for each in said.get("keywords", ()) for word in words_of(each)]
    return Work(_entry(said, text), line, text.get("id", ""), keywords=tuple(dict.fromkeys(keywords)), kind=kind)


def _entry(said: Mapping[str, Any], text: Mapping[str, str]) -> Entry:
    title, venue = (next((name for name in names if text.get(name)), names[0]) for names in (_TITLES, _VENUES))
    where = venue_of_field(text.get(venue, ""))
    arxiv = next((match for name in _ARXIV_FIELDS if (match := _ARXIV.match(text.get(name, "")))), None)
    dois = {name: found for name in _DOIS if (found := identify(text.get(name, "")))}
    doi = next(iter(dois.values()), None)
    ids = [identify(f"arxiv:{arxiv[1]}") if arxiv else None, doi]
    urls = [url for url in said.get("urls", ()) if url.startswith("http")]
    links = from_addresses(paper=urls)
    known = tuple(dict.fromkeys((*filter(None, ids), *links.ids)))
    year = next((match for name in _YEARS if (match := _YEAR.search(text.get(name, "")))), None)
    month = next((match for name in _YEARS if (match := _MONTH.match(text.get(name, "")))), None)
    names = [*said.get("authors", ()), *said.get("first_authors", ())]
    authors = tuple(_author(name) for name in names if name.strip(" ,"))
    pages = "–".join(filter(None, (text.get("start_page"), text.get("end_page"))))
    is_preprint = any(each.scheme == "arxiv" for each in known) and not where.venue
    publisher = text.get("publisher", "")
    used = {*_READ, title, venue, *(name for name, value in text.items() if value == text.get(venue))}
    used |= {name for name, found in dois.items() if found == doi}
    unused = [url for url in said.get("urls", ()) if url not in urls or not _is_used(tidy(url), links)]
    told = {**text, "urls": "; ".join(unused), "place": place_in_field(text.get(venue, "")) or ""}
    return Entry(
        title=titled(text.get(title, "")),
        authors=authors,
        first_author=authors[0] if authors else None,
        venue="arXiv" if is_preprint else where.venue,
        year=int(year[0]) if year else where.year,
        month=int(month[1]) if month else None,
        volume=text.get("volume"),
        number=text.get("number"),
        pages=pages or None,
        publisher=None if only_arxiv(publisher) else publisher,
        ids=tuple(each for each in known if not (each.scheme == "doi" and each.value.startswith("10.48550/"))),
        page=links.page,
        pdf=links.pdf,
        notes=(*links.notes, *left_out(told, used)),
    )


def _is_used(url: str, links: Entry) -> bool:
    return url in (links.page, links.pdf) or identifier_in(url) is not None


def _author(name: str) -> Author:
    """A name of RIS: ``Family, Given, Suffix``, or a group's."""
    family, *more = (part.strip() for part in name.split(","))
    given, suffix = (*more, "", "")[:2]
    if not given:
        return Author.of(read(family))
    return Author.of(Person.model_construct(family=family, given=given, particle=None, suffix=suffix or None))
