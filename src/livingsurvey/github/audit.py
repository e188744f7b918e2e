"""What is wrong in somebody's list, as an issue for its keeper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from livingsurvey.errors import UsageError
from livingsurvey.github.comment import rendered
from livingsurvey.github.report import line
from livingsurvey.intake.doubt import HEADINGS, REMEDIES
from livingsurvey.model.audit import Audit, Found, Kind
from livingsurvey.publish import addresses
from livingsurvey.publish.content.labels import source_url
from livingsurvey.store.shipped import shipped

_BLOB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/blob/[^?#]+")
_REPOSITORY = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/?")
_STYLE = frozenset({Kind.NO_YEAR, Kind.YEAR_GUESSED, Kind.NO_VENUE})
"""What a list may leave out on purpose: where a third of its entries lack it, that is its style."""
_NOT_THE_KEEPERS = frozenset({Kind.NO_FIELD, Kind.LEFT_OUT})
"""What is no mistake. Fields that records lack may name files on somebody's disk, which nobody else is to read."""
_URLS = {
    "arxiv": addresses.arxiv_url,
    "openreview": addresses.openreview_url,
    "acl": addresses.acl_url,
    "doi": addresses.doi_url,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list, and where it can be seen."""

    number: int
    url: str | None


@dataclass(frozen=True, slots=True)
class ShownMistake:
    """A mistake as the issue shows it; ``ways`` are the addresses of its ids by the ids' names."""

    places: tuple[Place, ...]
    what: str
    ways: dict[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """All mistakes of a kind, and what to do about them."""

    kind: Kind
    heading: str
    remedy: str
    mistakes: tuple[ShownMistake, ...]


def issue(audit: Audit) -> str:
    """An issue for the list's keeper, in Markdown that fits: numbers, then each kind of mistake with its lines.

    The template is the shipped one. One in the folder at hand may be the list's, and a template is a program.

    Raises:
        UsageError: the list has no entry, or its source is neither an address nor a file in a repository.
    """
    if not audit.entries:
        raise UsageError(f"no line of {line(audit.file)} is a paper; is it a list of papers?")
    url = source_url(audit.source) if audit.source else None
    if audit.source and url is None:
        raise UsageError(f"'{line(audit.source)}' leads nowhere; write  owner/name:path@commit  or an address")
    if url and _REPOSITORY.fullmatch(url):
        url = f"{url.rstrip('/')}/blob/HEAD/{quote(PurePath(audit.file).name)}"
    sections = list(_sections(audit, url))
    usual = [each for each in sections if each.kind in _STYLE and 3 * len(each.mistakes) > audit.numbers.entries]
    return rendered(
        shipped("templates").parent,
        "audit",
        audit=audit,
        url=url,
        sections=[each for each in sections if each not in usual],
        usual=usual,
    )


def _sections(audit: Audit, url: str | None) -> Iterator[Section]:
    undated = {number for each in audit.of_kind(Kind.NO_YEAR) for number in each.lines}
    for kind in Kind:
        found = [each for each in audit.of_kind(kind) if kind is not Kind.NO_VENUE or each.line not in undated]
        if found and kind not in _NOT_THE_KEEPERS:
            yield Section(kind, HEADINGS[kind], REMEDIES[kind], tuple(_shown(each, url) for each in found))


def _shown(found: Found, url: str | None) -> ShownMistake:
    blob = _BLOB.match(url) if url else None
    places = (Place(number, f"{blob[0]}?plain=1#L{number}" if blob else None) for number in found.lines)
    ids = (each.partition(":")[::2] for each in found.ids)
    return ShownMistake(
        tuple(places),
        line(f"{found.what}: {found.text}"),
        {f"{scheme} {value}": _URLS[scheme](value) for scheme, value in ids},
    )
