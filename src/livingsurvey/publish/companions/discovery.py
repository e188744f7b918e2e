"""What crawlers and language models ask a site for: its sitemap, ``robots.txt`` and ``llms.txt``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from livingsurvey.publish.file import File, Stamped
from livingsurvey.publish.models.guides import llms_model, robots_model, sitemap_model
from livingsurvey.publish.published import Published

MOST_ADDRESSES = 50_000
"""How many addresses the sitemaps protocol lets one file have; an index can name as many files."""


def files(published: Published, pages: Sequence[str], site: str, stamped: Stamped) -> Iterator[File]:
    """The sitemap, ``robots.txt`` for crawlers, and ``llms.txt`` for programs that read for a language model.

    Args:
        published: the survey being published.
        pages: addresses of the pages, relative to the site.
        site: the address the site will have, with a final slash; empty when it is not known.
        stamped: makes files of templates over models.
    """
    yield from sitemap(pages, site, stamped)
    yield stamped("robots.txt", "guide", "", partial(robots_model, site), "fragments/robots.txt.j2")
    yield stamped("llms.txt", "guide", "", partial(llms_model, published, site), "fragments/llms.txt.j2")


def sitemap(pages: Sequence[str], site: str, stamped: Stamped, most: int = MOST_ADDRESSES) -> Iterator[File]:
    """``sitemap.xml``: the pages, or where there are more than ``most`` of them an index of further files."""

    def listing(address: str, addresses: Sequence[str], fragment: str = "sitemap.xml") -> File:
        return stamped(address, "sitemap", "", partial(sitemap_model, site, addresses), f"fragments/{fragment}.j2")

    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) <= 1:
        yield listing("sitemap.xml", pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield listing(name, part)
    yield listing("sitemap.xml", names, "sitemap-index.xml")
