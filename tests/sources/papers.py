"""Made-up papers to ask catalogues about."""

from __future__ import annotations

import datetime as dt

from livingsurvey.model import Author, Ids, Links, Paper


def paper(title: str = "Made-Up Paper", authors: tuple[str, ...] = ("Ada Example",), **ids: str) -> Paper:
    """A record with these ids; one that has none has a page."""
    return Paper(
        key="example2026made",
        title=title,
        authors=tuple(map(Author, authors)),
        year=2026,
        venue="arXiv",
        ids=Ids(**ids),
        links=Links() if ids else Links(page="https://example.org/"),
        topics=("weight-quantization",),
        added=dt.date(2026, 1, 1),
    )
