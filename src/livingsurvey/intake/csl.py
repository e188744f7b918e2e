"""CSL-JSON, as Zotero, Pandoc and this program write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import Entry, from_addresses
from livingsurvey.intake.library import Library, Work, left_out, only_arxiv, page_in, titled, words_of
from livingsurvey.intake.listing import Unread
from livingsurvey.intake.venues import place_in_field, venue_of_field
from livingsurvey.model import Author, Group, Identifier, Person, identify
from livingsurvey.model.characters import seen_throughout

_ARXIV = re.compile(r"^arXiv:\s*(\S+?)(?=[;,\s]|$)", re.IGNORECASE | re.MULTILINE)
_PARTICLES = ("non-dropping-particle", "dropping-particle")
_BETWEEN = re.compile(r"[\s,]*")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_VENUES = ("container-title", "event-title", "event")
_KINDS = {"article-journal": "journal", "article": "preprint"} | dict.fromkeys(
    ("thesis", "report", "webpage", "post", "post-weblog"), "web"
)
_READ = frozenset(
    {"id", "type", "title", "author", "issued", "URL", "volume", "issue", "page", "publisher", "keyword",
     "categories", "citation-key"}
)  # fmt: skip
"""Fields that a record holds, or that say where it stands in the file."""


def library_of_csl(text: str) -> Library:
    """The works of a file of CSL-JSON.

    Raises:
        UsageError: the text is no list of items.
    """
    works, unread = [], []
    for line, item in items_of(text, 'CSL-JSON is a list of items:  [{"id": …, "title": …}]'):
        if isinstance(item, dict):
            works.append(work_of_item(item, line))
        else:
            unread.append(Unread(line, json.dumps(item)[:80], "it is no item with fields"))
    return Library(works, unread)


def work_of_item(item: Mapping[str, Any], line: int) -> Work:
    """The work that an item of CSL-JSON describes, which begins in a line."""
    key = str(item.get("citation-key") or item.get("id") or "")
    keywords = item.get("categories") if isinstance(item.get("categories"), list) else []
    filed = (*words_of(str(item.get("keyword") or "")), *map(str, keywords or ()))
    return Work(_entry(item), line, key, keywords=filed, kind=_KINDS.get(str(item.get("type"))))


def items_of(text: str, form: str) -> Iterator[tuple[int, Any]]:
    """The items of a list in JSON, each with the line that it begins in.

    Args:
        text: the list.
        form: what to say of another text.

    Raises:
        UsageError: the text is no list, or not JSON; the message names the line.
    """
    place, line, decoder = len(text) - len(text.lstrip()), 1, json.JSONDecoder()
    if not text.startswith("[", place):
        raise UsageError(form)
    line += text.count("\n", 0, place)
    place += 1
    while True:
        start = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
        line += text.count("\n", place, start)
        if text.startswith("]", start):
            return
        try:
            item, place = decoder.raw_decode(text, start)
            item = seen_throughout(item)
        except json.JSONDecodeError as error:
            raise UsageError(f"JSON, line {error.lineno}: {error.msg}") from error
        except RecursionError as error:
            raise UsageError(f"JSON, line {line}: lists and objects stand in each other too deep") from error
        yield line, item
        line += text.count("\n", start, place)


def _entry(item: Mapping[str, Any]) -> Entry:
    text = {name: value.strip() for name, value in item.items() if isinstance(value, str) and value.strip()}
    text |= {name: str(value) for name, value in item.items() if isinstance(value, int)}
    hosts = ("publisher",) if item.get("type") == "article" else ()
    where = next((name for name in (*_VENUES, *hosts) if text.get(name)), "container-title")
    said = venue_of_field(text.get(where, ""))
    arxiv = _ARXIV.search(f"{text.get('number', '')}\n{text.get('note', '')}")
    doi = identify(text.get("DOI", ""))
    ids = [identify(f"arxiv:{arxiv[1]}") if arxiv else None, doi]
    pages = (
        {name: page_in(name, text.get(name, "")) for name in ("PMID", "PMCID")}
        if not any((*ids, text.get("URL")))
        else {}
    )
    links = from_addresses(paper=[text["URL"]] if "URL" in text else list(filter(None, pages.values())))
    year, month = _issued(item.get("issued"))
    names = item.get("author")
    authors = tuple(filter(None, map(_author, names))) if isinstance(names, list) else ()
    known = tuple(each for each in dict.fromkeys((*filter(None, ids), *links.ids)) if not _is_of_arxiv(each))
    used = {
        *_READ,
        where,
        *(["DOI"] if doi else []),
        *(name for name, page in pages.items() if page),
        *(name for name, value in text.items() if only_arxiv(value)),
    }
    told = text | {name: _as_text(value) for name, value in item.items() if name not in text}
    told |= {"place": place_in_field(text.get(where, "")) or ""}
    return Entry(
        title=titled(text.get("title", "")),
        authors=tuple(authors),
        first_author=authors[0] if authors else None,
        venue=said.venue or ("arXiv" if any(each.scheme == "arxiv" for each in known) else None),
        year=year or said.year,
        month=month,
        volume=text.get("volume"),
        number=text.get("issue"),
        pages=text["page"].replace("-", "–") if "page" in text else None,
        publisher=None if where == "publisher" or only_arxiv(text.get("publisher", "")) else text["publisher"],
        ids=known,
        page=links.page,
        pdf=links.pdf,
        notes=(*links.notes, *left_out({name: value for name, value in told.items() if value != "[]"}, used)),
    )


def _as_text(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    text = json.dumps(value)
    return f"{text[:80]}…" if len(text) > 80 else text


def _is_of_arxiv(identifier: Identifier) -> bool:
    return identifier.scheme == "doi" and identifier.value.lower().startswith("10.48550/")


def _issued(said: Any) -> tuple[int | None, int | None]:
    """Year and month of a date, each None where it does not tell."""
    if not isinstance(said, dict):
        return None, None
    parts = said.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if str(part).isdecimal() and len(str(part)) <= 4]
    if not numbers:
        found = _YEAR.search(f"{said.get('raw', '')} {said.get('literal', '')}")
        numbers = [int(found[0])] if found else []
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    return (numbers[0] if numbers else None), month


def _author(name: Any) -> Author | None:
    parts = (
        {part: value for part, value in name.items() if isinstance(value, str) and value}
        if isinstance(name, dict)
        else {}
    )
    if "literal" in parts:
        return Author.of(Group.model_construct(group=parts["literal"]))
    if "family" not in parts:
        return None
    person = Person.model_construct(
        family=parts["family"],
        given=parts.get("given"),
        particle=next((parts[part] for part in _PARTICLES if part in parts), None),
        suffix=parts.get("suffix"),
    )
    return Author.of(person)
