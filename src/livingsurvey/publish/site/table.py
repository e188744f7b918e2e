"""The site of a survey as a function from addresses to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePosixPath

from livingsurvey.errors import UsageError
from livingsurvey.language import languages_of
from livingsurvey.model.address import is_address
from livingsurvey.publish.addresses import KINDS, comparison_path, leaderboard_path, paper_path, topic_path
from livingsurvey.publish.companions import discovery, feeds, maps, scripts, twins
from livingsurvey.publish.companions.exports import export_files
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.models.cards import overview_card
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.filled import Pages, filled, moulds
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.survey import Survey

Keep = Callable[[File], bytes | None]
"""Gives the bytes of a file that was made before from the same things, or None."""

_LIKELY: Mapping[str, tuple[str, ...]] = {
    **{f"{kind}s": (kind,) for kind in KINDS},
    "assets": ("words",),
    "data": ("exports", "scripts"),
    "topics": ("comparison",),
}
"""The parts of the site that may have files in a folder, beside the engine's pages."""


class Site(Mapping[str, bytes]):
    """Every file of a survey's site by its address: ``site["papers/frantar2022gptq/"]`` makes the page.

    Nothing is made before it is asked for, and nothing is remembered: ``keep`` is asked for each file before it is
    made.

    Args:
        survey: what is published, without errors.
        pages: what the engine made of the prose, and of one page of each kind.
        site_url: the address the site will have, with a final slash; None when it is not known.
        keep: where a file may be had that was made before.
    """

    def __init__(self, survey: Survey, pages: Pages, *, site_url: str | None, keep: Keep = lambda _: None) -> None:
        first, *others = self.languages = languages_of(survey.info, survey.root)
        self.published = Published(survey.shown, lambda address: len(self[address]), first)
        self.stamps = Stamps(self.published, moulds(pages))
        self._editions = [_Edition(self.published.in_language(language), pages) for language in others]
        self._pages = pages
        self._site_url = site_url
        self.keep = keep
        self._known: dict[str, dict[str, File]] = {}

    @cached_property
    def files(self) -> Mapping[str, File]:
        """The table of addresses: all files, in an order in which none is made from a later one.

        Raises:
            UsageError: a file of ``docs/`` has the address of another.
        """
        files: dict[str, File] = {}
        for part in self._parts:
            _add(files, self._part(part))
        listed = sorted(file.address for file in files.values() if file.is_listed)
        guides = discovery.files(self.published, listed, self._site_url or "", self.stamps.file)
        _add(files, {file.address: file for file in guides})
        return files

    @property
    def survey(self) -> Survey:
        """What is published."""
        return self.published.survey

    @property
    def all_stamps(self) -> tuple[Stamps, ...]:
        """What makes the files that exist once a record, in each language."""
        return self.stamps, *(edition.stamps for edition in self._editions)

    def file(self, address: str) -> File | None:
        """What :attr:`files` has at an address, found without a table of all; None where there is nothing."""
        if "files" in vars(self):
            return self.files.get(address)
        for edition in self._editions:
            if address.startswith(edition.prefix):
                return edition.file(address)
        return _found(address, self.survey, self.stamps, self._part) or self.files.get(address)

    def __getitem__(self, address: str) -> bytes:
        file = self.file(address)
        if file is None:
            raise KeyError(address)
        kept = self.keep(file)
        return file.content() if kept is None else kept

    def tag(self) -> bytes:
        """A digest of all that the site is made from besides the engine's pages: while it stands, every file does."""
        published = self.published
        templates = (stamps.templates.digest() for stamps in self.all_stamps)
        made_from = (published.digest, published.words, *templates)
        return content_tag(b"".join([*made_from, (self._site_url or "").encode()]))

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and self.file(address) is not None  # without making it

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @cached_property
    def _parts(self) -> Mapping[str, Callable[[], Iterable[File]]]:
        """What makes the files of each part of the site, besides those that are made from a list of all."""
        published, site_url = self.published, self._site_url
        return {
            "exports": partial(export_files, published, site_url, self.__getitem__),
            "card": lambda: [self.stamps.card("", "home", partial(overview_card, None, published))],
            "pages": partial(filled, published, self.stamps, self._pages, self._folders),
            **{kind: partial(self.stamps.files, kind) for kind in KINDS},
            "topics": self._beside_topics,
            "maps": partial(maps.files, published, self.stamps.file),
            "scripts": partial(scripts.files, published),
            "words": lambda: [file for each in self.languages if each.code != "en" for file in scripts.words(each)],
            "feeds": partial(feeds.files, published, site_url, self.stamps.file) if site_url else tuple,
            "former addresses": self._former_addresses,
            **{edition.prefix: edition.files for edition in self._editions},
        }

    @property
    def _folders(self) -> tuple[str, ...]:
        """The folders of the other languages."""
        return tuple(edition.prefix for edition in self._editions)

    def _part(self, name: str) -> Mapping[str, File]:
        """The files of a part by their addresses; found once."""
        if name not in self._known:
            self._known[name] = {file.address: file for file in self._parts[name]()}
        return self._known[name]

    def _beside_topics(self) -> Iterator[File]:
        published = self.published
        for topic_id in published.survey.taxonomy.by_id:
            yield from twins.topic_files(published, topic_id, self.stamps.file)
            card = partial(overview_card, published.survey.topic(topic_id), published)
            yield self.stamps.card(topic_path(topic_id), topic_id, card)
            papers = published.survey.papers_in(topic_id)
            for ending in ("bib", "csv"):
                yield self.stamps.references(f"{topic_path(topic_id)}{topic_id}.{ending}", topic_id, papers)

    def _former_addresses(self) -> Iterator[File]:
        """What answers at addresses of old: the way to what took their place, or why it was taken out."""
        survey, moved, redirect = self.survey, self.stamps.moved, self.stamps.redirect
        for old, new in survey.taxonomy.moved.items():
            yield from moved(topic_path, old, new, what="topic")
            if new in self.published.compared:
                yield redirect(comparison_path(old), old, target=f"../../{new}/comparison/", what="comparison")
        for old, new in self.published.former_leaderboards.items():
            yield from moved(leaderboard_path, old, new, what="leaderboard")
        for language in self.languages:
            for old, new in survey.info.moved.items():
                up = "../" * (language.prefix + old).count("/")
                target = new if is_address(new) else f"{up}{language.prefix}{new}"
                yield redirect(f"{language.prefix}{old}", old, target=target, what="page")
        for old, new in survey.info.retired.items():
            yield from moved(paper_path, old, new, what="paper")
        for key, why in survey.info.withdrawn.items():
            yield from self.stamps.withdrawn(key, why)


class _Edition:
    """The pages of a survey in another language than its first; files for programs are there once."""

    def __init__(self, published: Published, pages: Pages) -> None:
        self.prefix = published.language.prefix
        self.stamps = Stamps(published, moulds(pages, published.language))
        self._published = published
        self._pages = pages
        self._known: dict[str, dict[str, File]] = {}

    def files(self) -> Iterator[File]:
        """All pages, and the pictures and data that say words."""
        for part in ("pages", *KINDS, "maps", "scripts"):
            yield from self._part(part).values()

    def file(self, address: str) -> File | None:
        """The page at an address, found without a table of all; None where there is nothing."""
        found = _found(address, self._published.survey, self.stamps, self._part)
        return found or next((file for file in self.files() if file.address == address), None)

    def _part(self, name: str) -> Mapping[str, File]:
        """The pages of a part by their addresses; found once."""
        if name not in self._known:
            self._known[name] = {
                file.address: file for file in self._made(name) if file.address.startswith(self.prefix)
            }
        return self._known[name]

    def _made(self, part: str) -> Iterable[File]:
        match part:
            case "pages":
                return filled(self._published, self.stamps, self._pages)
            case "maps":
                return maps.files(self._published, self.stamps.file)
            case "scripts":
                return scripts.in_words(self._published)
        return self.stamps.files(part)


def _found(address: str, survey: Survey, stamps: Stamps, part: Callable[[str], Mapping[str, File]]) -> File | None:
    """The file at an address, if it is in one of the parts that an address like it is likely to be in."""
    path = PurePosixPath(address.removeprefix(stamps.prefix))
    if path.parts[:1] == ("papers",) and path.stem in survey:
        for file in stamps.of_paper(survey.papers[path.stem]):
            if file.address == address:
                return file
    likely = _LIKELY.get(path.parts[0] if path.parts[1:] else "", ())
    for name in ("pages", *(likely if not stamps.prefix else [name for name in likely if name in KINDS])):
        if address in part(name):
            return part(name)[address]
    return None


def _add(files: dict[str, File], others: Mapping[str, File]) -> None:
    """Add files to a table; one that would hide another is refused, since what it says would be lost."""
    for address in files.keys() & others.keys():
        kinds = {files[address].kind, others[address].kind} - {"page", "asset"}
        raise UsageError(
            f"{address}: docs/ has a file at the address of the site's own {' or '.join(kinds) or 'page'}; rename it"
        )
    files.update(others)
