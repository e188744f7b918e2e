"""A made-up paper, and its entry as BibTeX reads it: pybtex counts braces as BibTeX does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.survey import Survey


def paper(
    title: str = "A title", venue: str = "ICLR", authors: tuple[Any, ...] = ("Ada Lovelace",), **ids: str
) -> Paper:
    return Paper(
        key="lovelace2023title",
        title=title,
        authors=authors,
        year=2023,
        venue=venue,
        ids=Ids(**ids) if ids else Ids(arxiv="2301.00001"),
        links=Links(),
        topics=("quantization",),
        added=dt.date(2023, 1, 1),
    )


def fields(found: Paper, survey: Survey) -> dict[str, Any]:
    """The one entry that BibTeX reads: its type, and its fields as they stand."""
    ((entry_type, (key, pairs)),) = LowLevelParser(bibtex(found, survey))
    assert key == found.key
    assert len(dict(pairs)) == len(pairs)
    return {"entry": entry_type, **{name: "".join(value) for name, value in pairs}}
