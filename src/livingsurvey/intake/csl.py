"""CSL-JSON, as Zotero, Pandoc and this program write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import Entry, from_addresses
from livingsurvey.intake.venues import venue_and_year
from livingsurvey.model import Author, Group, Identifier, Person, identify

_ARXIV = re.compile(r"arXiv:\s*(\S+?)(?=[;,\s]|$)", re.IGNORECASE)
_PARTICLES = ("non-dropping-particle", "dropping-particle")


def from_csl(text: str) -> list[tuple[str, Entry]]:
    """The items of a file of CSL-JSON, each with its id.

    Raises:
        UsageError: the text is no list of items.
    """
    try:
        items = json.loads(text)
    except ValueError as error:
        raise UsageError(f"CSL-JSON: {error}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UsageError('CSL-JSON is a list of items:  [{"id": …, "title": …}]')
    return [(str(item.get("id", place)), _entry(item)) for place, item in enumerate(items, 1)]


def _entry(item: Mapping[str, Any]) -> Entry:
    text = {name: value.strip() for name, value in item.items() if isinstance(value, str) and value.strip()}
    text |= {name: str(value) for name, value in item.items() if isinstance(value, int)}
    said = venue_and_year(text.get("container-title", ""))
    arxiv = _ARXIV.search(f"{text.get('number', '')} {text.get('note', '')}")
    ids = [identify(f"arxiv:{arxiv[1]}") if arxiv else None]
    ids += [Identifier("doi", text["DOI"].removeprefix("https://doi.org/"))] if "DOI" in text else []
    links = from_addresses(paper=[text["URL"]] if "URL" in text else [])
    year, month = _issued(item.get("issued"))
    authors = tuple(dict.fromkeys(author for name in item.get("author") or () if (author := _author(name))))
    known = dict.fromkeys((*filter(None, ids), *links.ids))
    return Entry(
        title=text.get("title"),
        authors=authors,
        first_author=authors[0] if authors else None,
        venue=said.venue or ("arXiv" if arxiv else None),
        year=year or said.year,
        month=month,
        volume=text.get("volume"),
        number=text.get("issue"),
        pages=text["page"].replace("-", "–") if "page" in text else None,
        ids=tuple(each for each in known if not each.value.lower().startswith("10.48550/")),
        page=links.page,
        pdf=links.pdf,
    )


def _issued(said: Any) -> tuple[int | None, int | None]:
    """Year and month of a date, each None where it does not tell."""
    parts = said.get("date-parts") if isinstance(said, dict) else None
    first = [int(part) for part in parts[0] if str(part).isdecimal()] if parts and isinstance(parts[0], list) else []
    return (first[0] if first else None), (first[1] if len(first) > 1 else None)


def _author(name: Any) -> Author | None:
    parts = {part: value for part, value in name.items() if isinstance(value, str) and value} if name else {}
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
