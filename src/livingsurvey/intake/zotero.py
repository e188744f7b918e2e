"""Zotero's CSV: a row is a work, and its columns are what CSL-JSON calls otherwise."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from livingsurvey.errors import UsageError
from livingsurvey.intake.csl import work_of_item
from livingsurvey.intake.library import Library, Work
from livingsurvey.intake.listing import Unread

_NAMES = {
    "Key": "id", "Title": "title", "DOI": "DOI", "Url": "URL", "Pages": "page", "Issue": "issue", "Volume": "volume",
    "Publisher": "publisher", "Extra": "note",
}  # fmt: skip
_VENUES = ("Publication Title", "Conference Name", "Proceedings Title", "Website Title", "Blog Title", "University")
_READ = frozenset(
    {*_NAMES, *_VENUES, "Item Type", "Author", "Publication Year", "Date", "Manual Tags", "Automatic Tags"}
)
_KINDS = {"journalArticle": "article-journal", "blogPost": "post-weblog", "preprint": "article"}
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:[-/](?P<month>0?[1-9]|1[0-2])\b)?")
_LONGEST = 10_000_000
"""Characters of a cell: Zotero writes a work's notes into one."""


def library_of_csv(text: str) -> Library:
    """The works of a sheet that Zotero exported.

    Raises:
        UsageError: it has not the columns of Zotero, or a cell does not end.
    """
    csv.field_size_limit(_LONGEST)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"Title", "Item Type"} <= set(rows.fieldnames or ()):
        raise UsageError("this sheet has not the columns of Zotero's CSV; export it as BibTeX, CSL-JSON or RIS")
    works: list[Work] = []
    unread: list[Unread] = []
    end = rows.line_num
    try:
        for row in rows:
            line, end = end + 1, rows.line_num
            if None in row:
                unread.append(Unread(line, row.get("Key") or "", "it has more cells than the sheet has columns"))
            else:
                works.append(work_of_item(_item(row), line))
    except csv.Error as error:
        raise UsageError(f"CSV, line {end + 1}: {error}") from error
    return Library(works, unread)


def _item(row: Mapping[str, str | None]) -> dict[str, Any]:
    """A row as an item of CSL-JSON; what that has no name for keeps that of its column."""
    said = {name: value.strip() for name, value in row.items() if value and value.strip()}
    date = _DATE.search(said.get("Date", "")) or _DATE.search(said.get("Publication Year", ""))
    tags = (said.get(name, "") for name in ("Manual Tags", "Automatic Tags"))
    venue = next((said[name] for name in _VENUES if name in said), "")
    kind = said.get("Item Type", "")
    return {
        **{name: value for name, value in said.items() if name not in _READ},
        **{_NAMES[name]: value for name, value in said.items() if name in _NAMES},
        "type": _KINDS.get(kind, kind),
        "container-title": venue,
        "author": [_name(each) for each in said.get("Author", "").split(";") if each.strip()],
        "issued": {"date-parts": [[part for part in date.groups() if part]]} if date else {},
        "keyword": ";".join(filter(None, tags)),
    }


def _name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}
