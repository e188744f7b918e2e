"""The ACL Anthology, whose pages of papers each have a BibTeX entry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from livingsurvey.bibtex.bibliography import bib_entries
from livingsurvey.bibtex.byline import byline
from livingsurvey.errors import UsageError
from livingsurvey.latex.decode import decode
from livingsurvey.model import Author, Identifier, Paper
from livingsurvey.sources import http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, MOST, Answer, Line, ids_in
from livingsurvey.sources.version import Version

SERVICE = "ACL Anthology"
ADDRESS = "https://aclanthology.org/"
AT_ONCE = 1
PAUSE = 1.0


class _Entry(Answer):
    """What is used of an entry."""

    title: Annotated[Line, Field(min_length=1)]
    authors: Annotated[tuple[Author, ...], Field(max_length=MOST)]
    and_others: bool
    venue: Annotated[Line, Field(min_length=1)]
    year: Annotated[int, Field(strict=False, ge=FIRST_YEAR, le=LAST_YEAR)]
    doi: Line


def knows(paper: Paper) -> bool:
    """Whether the paper has an id of the Anthology's."""
    return paper.ids.acl is not None


def about(papers: Sequence[Paper], root: Path | None = None) -> tuple[Version, ...]:
    """What the Anthology published under a paper's id.

    Raises:
        UpstreamTrouble: the Anthology does not answer, or not with what was asked.
    """
    (name,) = (paper.ids.acl for paper in papers)
    found = http.ask(SERVICE, f"{ADDRESS}{name}.bib", {}, _read, root=root, pause=PAUSE)
    if name is None or found is None:
        return ()
    version = Version(
        service=SERVICE,
        reference=f"https://aclanthology.org/{name}",
        title=found.title,
        authors=found.authors,
        and_others=found.and_others,
        venue=found.venue,
        year=found.year,
        ids=(Identifier("acl", name), *(each for each in ids_in([found.doi]) if each.scheme == "doi")),
    )
    return (version,)


def _read(content: bytes) -> _Entry:
    """The one entry of a file.

    Raises:
        ValueError: the content is something else.
    """
    try:
        (entry,) = bib_entries(content.decode())
    except UsageError as error:
        raise ValueError("no BibTeX") from error
    fields = {name: decode(value).text for name, value in entry.fields.items() if name not in ("abstract", "author")}
    who = byline(entry.fields.get("author", ""), "", lambda value: decode(value).text)
    return _Entry.model_validate(
        {
            "title": fields.get("title", ""),
            "authors": who.authors,
            "and_others": who.and_others,
            "venue": fields.get("journal") or fields.get("booktitle", ""),
            "year": fields.get("year", ""),
            "doi": fields.get("doi", ""),
        }
    )
