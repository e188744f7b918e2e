"""The engine's pages with their papers: slots are filled, assets go along, the search index gets its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from livingsurvey.publish.addresses import KINDS, mould_path, topic_path
from livingsurvey.publish.companions import search
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.tree import MARKER

_SLOT = re.compile(r"<!-- slot ([a-z/-]+) -->")
_NAMES_ONLY_FROM = 2000
_INDEX = "search/search_index.json"
_REPLACED = frozenset({"sitemap.xml", "sitemap.xml.gz", MARKER})


def moulds(pages: Path) -> dict[str, str]:
    """The page that the engine made of each kind, of those kinds that the survey has."""
    found = {kind: pages / mould_path(kind) / "index.html" for kind in KINDS}
    return {kind: path.read_text(encoding="utf-8") for kind, path in found.items() if path.is_file()}


def filled(sheet: Sheet, pages: Path) -> Iterator[File]:
    """The files of the engine's folder ``pages``, as they stand on the site."""
    kinds = tuple(mould_path(kind) for kind in KINDS)
    topics = {topic_path(topic_id): topic_id for topic_id in sheet.survey.taxonomy.by_id}
    for path in sorted(path for path in pages.rglob("*") if path.is_file()):
        name = path.relative_to(pages).as_posix()
        if name in _REPLACED or name.startswith(kinds):
            continue
        content = path.read_bytes()
        if name == _INDEX:
            yield _search_index(sheet, content)
        elif name.endswith(".html") and b"<!-- slot " in content:
            address = name.removesuffix("index.html")
            yield _page(sheet, address, content, topics.get(address))
        elif name.endswith(".html"):
            yield _as_it_is(name.removesuffix("index.html"), "page", content)
        else:
            yield _as_it_is(name, "asset", content)


def _page(sheet: Sheet, address: str, page: bytes, topic_id: str | None) -> File:
    """A page whose slots are filled."""
    base = "../" * address.count("/")

    def tag() -> bytes:
        return content_tag(page + sheet.digests.of_topic(topic_id))

    def content() -> bytes:
        def slot(match: re.Match[str]) -> str:
            return sheet.fragment(match[1], base=base, topic=topic_id, page=address)

        return _SLOT.sub(slot, page.decode()).encode()

    return File(address, "topic" if topic_id else "page", topic_id or "", tag, content)


def _search_index(sheet: Sheet, index: bytes) -> File:
    names_only = len(sheet.survey) > _NAMES_ONLY_FROM
    return File(
        _INDEX,
        "data",
        "",
        lambda: content_tag(index + sheet.digests.everything),
        lambda: search.extended(index, sheet, names_only=names_only),
    )


def _as_it_is(address: str, kind: str, content: bytes) -> File:
    return File(address, kind, "", partial(content_tag, content), lambda: content)
