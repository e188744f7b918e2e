"""What crawlers and language models ask a site for: its sitemap, ``robots.txt`` and ``llms.txt``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet

MOST_ADDRESSES = 50_000
"""How many addresses the sitemaps protocol lets one file have; an index can name as many files."""


def files(sheet: Sheet, pages: Sequence[str], site: str) -> Iterator[File]:
    """The sitemap, ``robots.txt`` for crawlers, and ``llms.txt`` for programs that read for a language model.

    Args:
        sheet: the survey being published.
        pages: addresses of the pages, relative to the site.
        site: the address the site will have, with a final slash; empty when it is not known.
    """
    yield from sitemap(sheet, pages, site)
    for address, tag in (("robots.txt", _robots_tag), ("llms.txt", _guide_tag)):
        yield File(address, "guide", "", partial(tag, sheet, site), partial(sheet.page, address, site=site))


def sitemap(sheet: Sheet, pages: Sequence[str], site: str, most: int = MOST_ADDRESSES) -> Iterator[File]:
    """``sitemap.xml``: the pages, or where there are more than ``most`` of them an index of further files."""
    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) <= 1:
        yield _map(sheet, "sitemap.xml", "sitemap.xml", pages, site)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _map(sheet, name, "sitemap.xml", part, site)
    yield _map(sheet, "sitemap.xml", "sitemap-index.xml", names, site)


def _map(sheet: Sheet, address: str, fragment: str, pages: Sequence[str], site: str) -> File:
    def tag() -> bytes:
        return content_tag(sheet.digests.common + "\n".join([fragment, site, *pages]).encode())

    return File(address, "sitemap", "", tag, partial(sheet.page, fragment, pages=pages, site=site))


def _robots_tag(sheet: Sheet, site: str) -> bytes:
    return content_tag(f"robots {site} ".encode() + sheet.digests.common)


def _guide_tag(sheet: Sheet, site: str) -> bytes:
    return content_tag(site.encode() + sheet.digests.everything)
