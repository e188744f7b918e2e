"""papercopilot's paper lists: one JSON file for each conference and year, https://github.com/papercopilot/paperlists.

The shape of an entry differs from file to file, with where the list was taken from. Which conference and year it is of,
only the file's name tells. Entries of what was submitted tell what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import Any, BinaryIO

import orjson

from livingsurvey.dumps.work import Fault, Names, Remark, Title, Work, address_of, identifiers, names, read_each
from livingsurvey.model.address import is_address
from livingsurvey.sources.answer import Answer

SERVICE = "paperlists"
WHAT = "paperlists JSON"

_BEGINNING = re.compile(rb'\[\s*\{\s*"')
_FILE = re.compile(r"(?P<conference>[a-z0-9]*[a-z])(?P<year>(?:19|20)[0-9]{2})\.json")
_SPELLED = {"acmmm": "ACM MM", "automl": "AutoML", "corl": "CoRL", "nips": "NeurIPS", "siggraphasia": "SIGGRAPH Asia"}
"""Conferences whose files have another name than their own in capitals."""

_IN_PROCEEDINGS = frozenset(
    {
        *("poster", "oral", "spotlight", "highlight", "award", "conditionalposter", "conditionaloral"),
        *("top-5%", "top-25%", "notable-top-5%", "notable-top-25%"),
        *("long", "short", "main", "technical", "technical paper"),
    }
)
"""What became of papers that are in the proceedings. What says anything else has no venue: *Reject*, *Active*."""
_VOLUMES = {
    "findings": "Findings of {}",
    "industry": "{} Industry Track",
    "system demonstrations": "{} System Demonstrations",
    "workshop": "{} Workshop",
    "poster workshop": "{} Workshop",
    "oral workshop": "{} Workshop",
}
"""What became of papers that are in another volume, and what that is called."""
_TRACK = re.compile(
    r"(?:main|applied data science|position|(?:ai|datasets|special|survey|human)\b.*)(?: track)?", re.IGNORECASE
)
"""Tracks whose papers are in the proceedings; those of journals, demonstrations, theses and early careers are not."""
_POSTERS_ARE_NO_PAPERS = frozenset({"siggraph", "siggraphasia"})
_REPOSITORY = re.compile(
    r"(?:https?://)?(?:www\.)?github\.com/(?P<place>[\w.-]+/[\w.-]+?)(?:\.git)?/?", re.ASCII | re.IGNORECASE
)


class _Row(Answer):
    """What is used of an entry."""

    title: Title
    author: Names | None = None
    authors: Names | None = None
    status: Remark = None
    track: Remark = None
    id: Remark = None
    rating: Any = None
    site: Remark = None
    openreview: Remark = None
    oa: Remark = None
    arxiv: Remark = None
    doi: Remark = None
    github: Remark = None


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return bool(_BEGINNING.match(head)) and b'"title"' in head and b'"author' in head


def works(file: BinaryIO, name: str) -> Iterator[Work | Fault]:
    """The works of one file, whose name tells the conference and the year."""
    try:
        entries = orjson.loads(file.read())
    except orjson.JSONDecodeError as error:
        yield Fault("the whole", f"no JSON: {error}")
        return
    yield from read_each(((f"entry {place}", each) for place, each in enumerate(entries, 1)), partial(_work, name))


def _work(name: str, entry: Any) -> Work:
    row = _Row.model_validate(entry)
    file = _FILE.fullmatch(PurePath(name).name.lower())
    conference, year = (file["conference"], int(file["year"])) if file else ("", None)
    ids = identifiers(row.site, row.openreview, _forum(row), row.arxiv, row.doi)
    pages = (row.site, row.openreview, row.oa, _page(conference, name))
    repository = _REPOSITORY.fullmatch(row.github or "")
    return Work(
        source=SERVICE,
        reference=address_of(ids, "openreview", "acl") or next(filter(is_address, filter(None, pages))),
        title=row.title,
        authors=names(row.author or row.authors or ""),
        venue=_venue(conference, row, ids.get("acl", "")),
        year=year,
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
        acl=ids.get("acl"),
        openreview=ids.get("openreview"),
        code=f"https://github.com/{repository['place']}" if repository else None,
    )


def _forum(row: _Row) -> str | None:
    """The id at OpenReview of what was reviewed there, in lists that do not give its address."""
    return f"openreview:{row.id}" if row.rating is not None and row.id and not row.id.startswith("site_") else None


def _page(conference: str, name: str) -> str:
    return f"https://github.com/papercopilot/paperlists/blob/main/{conference}/{PurePath(name).name}"


def _venue(conference: str, row: _Row, acl: str) -> str | None:
    """Where the paper appeared, if it did. Lists of what a conference shows have no status where there is one kind.

    Lists of before 2023 call papers *Main* that the ACL Anthology has in the Findings.
    """
    status = (row.status or ("main" if (row.id or "").startswith("site_") else "")).lower()
    if not conference or not _TRACK.fullmatch(row.track or "main"):
        return None
    if status == "poster" and conference in _POSTERS_ARE_NO_PAPERS:
        return None
    if ".findings-" in acl:
        status = "findings"
    spelled = _SPELLED.get(conference, conference.upper())
    return spelled if status in _IN_PROCEEDINGS else _VOLUMES[status].format(spelled) if status in _VOLUMES else None
