"""What crawlers and language models ask a site for: its sitemap, ``robots.txt`` and ``llms.txt``."""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.tree import Tree, content_tag

MOST_ADDRESSES = 50_000
"""How many addresses the sitemaps protocol lets one file have; an index can name as many files."""


def put_sitemap(sheet: Sheet, pages: Sequence[str], site: str, tree: Tree, most: int = MOST_ADDRESSES) -> None:
    """Write ``sitemap.xml``: the pages, or where there are more than ``most`` of them an index of further files.

    Args:
        sheet: the survey being published.
        pages: addresses relative to the site.
        site: the address the site will have, with a final slash; empty when it is not known.
        tree: where the files go.
        most: how many pages a file may have.
    """
    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) <= 1:
        _put(sheet, tree, "sitemap.xml", "sitemap.xml", pages=pages, site=site)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _put(sheet, tree, name, "sitemap.xml", pages=part, site=site)
    _put(sheet, tree, "sitemap.xml", "sitemap-index.xml", pages=names, site=site)


def put_guides(sheet: Sheet, site: str, tree: Tree) -> None:
    """Write ``robots.txt`` for crawlers, and ``llms.txt`` for programs that read a site for a language model."""
    tree.put("robots.txt", sheet.fragment("robots.txt", site=site).encode())
    tag = content_tag(site.encode() + sheet.digests.everything)
    if not tree.has("llms.txt", tag):
        tree.put("llms.txt", sheet.fragment("llms.txt", site=site).encode(), tag)


def _put(sheet: Sheet, tree: Tree, name: str, fragment: str, *, pages: Sequence[str], site: str) -> None:
    tag = content_tag(sheet.digests.common + "\n".join([fragment, site, *pages]).encode())
    if not tree.has(name, tag):
        tree.put(name, sheet.fragment(fragment, pages=pages, site=site).encode(), tag)
