"""The engine's pages with their papers: slots are filled, assets go along, and the search gets its index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

from livingsurvey.errors import UsageError
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.publish.addresses import KINDS, mould_path, survey_path, topic_path
from livingsurvey.publish.companions import said, search
from livingsurvey.publish.file import File, Stamping, Written, content_tag, model_json, words_at
from livingsurvey.publish.models.slots import Models, models_of
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.publish.tree import MARKER

_SLOT = re.compile(r"<!-- slot ([a-z/-]+) -->")
_SHARED = re.compile(rb'(\s(?:href|src)=")((?:\.\./)*|/[^"]*?/)((?:assets/|feed\.xml)[^"]*")')
PAGES_INDEX = "search/search_index.json"
_REPLACED = frozenset({"sitemap.xml", "sitemap.xml.gz", MARKER})

Pages = Mapping[str, bytes]
"""The engine's files by their names."""

Stampings = Callable[[str, tuple[str, ...], str], list[Stamping]]
"""Gives what stands in the slots of a page: its address, the names of the slots, and the id of what it is about."""


def pages_in(folder: Path) -> Pages:
    """The files that the engine has made in a folder, which it may from then on change."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def moulds(pages: Pages, language: Language = ENGLISH) -> dict[str, str]:
    """The page that the engine made of each kind in a language, of those kinds that the survey has."""
    found = {kind: pages.get(f"{language.prefix}{mould_path(kind)}index.html") for kind in KINDS}
    return {kind: _shared(page, language).decode() for kind, page in found.items() if page is not None}


def filled(published: Published, stamps: Stamps, pages: Pages, others: tuple[str, ...] = ()) -> Iterator[File]:
    """The engine's files as they stand on the site: those of the survey's language, or the pages of another.

    Args:
        published: the survey in the language.
        stamps: what fills the slots of pages in it.
        pages: all that the engine made.
        others: the folders of the other languages, whose pages are not looked at.
    """
    prefix = published.language.prefix
    kinds = tuple(f"{prefix}{mould_path(kind)}" for kind in KINDS)
    subjects = {topic_path(topic_id): ("topic", topic_id) for topic_id in published.survey.taxonomy.by_id}
    subjects |= {survey_path(survey_id): ("survey", survey_id) for survey_id in published.survey.surveys}
    subjects = {f"{prefix}{address}": subject for address, subject in subjects.items()}
    models = models_of(published)
    stampings = lru_cache(maxsize=1)(partial(_stampings, published, models))  # asked for by tag, then by content
    for name, page in pages.items():
        if name in _REPLACED or name.startswith((*kinds, *others)) or not name.startswith(prefix):
            continue
        content = _shared(page, published.language)
        if name == f"{prefix}{PAGES_INDEX}":
            yield from _index(published, page, pages[PAGES_INDEX])
        elif prefix and not name.endswith(".html"):
            continue
        elif name.endswith(".html") and b"<!-- slot " in content:
            address = name.removesuffix("index.html")
            yield _page(stamps, models, stampings, address, content, *subjects.get(address, ("page", "")))
        elif name.endswith(".html"):
            yield _as_it_is(name.removesuffix("index.html"), "page", content)
        else:
            yield _as_it_is(name, "asset", content)


def _index(published: Published, pages: bytes, first: bytes) -> Iterator[File]:
    """The index of the search, and what it says in another language than English, or of its own pages."""
    language = published.language
    if not language.prefix:
        yield from search.files(published, pages)
    if language.prefix or language.code != ENGLISH.code:
        yield from said.files(published, pages, search.made_from(published, first))


def _shared(page: bytes, language: Language) -> bytes:
    """A page of the engine with the files that all languages share, where it would have its own."""
    if not language.prefix:
        return page

    def shared(link: re.Match[bytes]) -> bytes:
        before, way, file = link.groups()
        up = way[: -len(language.prefix)] if way.startswith(b"/") else b"../" + way  # the page 404 counts from the top
        return before + up + file

    return _SHARED.sub(shared, page)


def _page(
    stamps: Stamps, models: Models, stampings: Stampings, address: str, page: bytes, kind: str, subject: str
) -> File:
    """A page whose slots are filled.

    Raises:
        UsageError: there is nothing to fill one of them with.
    """
    texts = _SLOT.split(page.decode())
    names = tuple(texts[1::2])
    for name in names:
        if name not in models:
            raise UsageError(f"{address}: there is no slot named '{name}'.{did_you_mean(name, models)}")

    def tag() -> bytes:
        return content_tag(b"".join([page, *map(stamps.tag, stampings(address, names, subject))]))

    def content() -> bytes:
        filled = map(stamps.content, stampings(address, names, subject))
        return b"".join(
            [texts[0].encode(), *(made + text.encode() for made, text in zip(filled, texts[2::2], strict=True))]
        )

    return Written(address, kind, subject, tag, content)


def _stampings(
    published: Published, models: Models, address: str, names: tuple[str, ...], subject: str
) -> list[Stamping]:
    """What stands in the slots of a page."""
    made = [model_json(models[name](published, subject or None)) for name in names]
    words = words_at(address, published.language.prefix)
    return [Stamping(f"fragments/{name}.html.j2", model, words) for name, model in zip(names, made, strict=True)]


def _as_it_is(address: str, kind: str, content: bytes) -> File:
    return Written(address, kind, "", partial(content_tag, content), lambda: content)
