"""The site of a survey as a function from addresses to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from livingsurvey.publish.addresses import paper_path, topic_path
from livingsurvey.publish.companions import cards, discovery, feeds, scripts, twins
from livingsurvey.publish.exports.files import export_files
from livingsurvey.publish.exports.formats import FORMATS, Format
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.site.filled import filled, moulds
from livingsurvey.publish.site.stamped import Stamps, bibliography
from livingsurvey.survey import Survey

Keep = Callable[[File], bytes | None]
"""Gives the bytes of a file that was made before from the same things, or None."""


class Site(Mapping[str, bytes]):
    """Every file of a survey's site by its address: ``site["papers/frantar2022gptq/"]`` makes the page.

    Nothing is made before it is asked for, and nothing is remembered: ``keep`` is asked for each file before it is
    made.

    Args:
        survey: what is published, without errors.
        pages: the folder with what the engine made of the prose, and of one page of each kind.
        site_url: the address the site will have, with a final slash; None when it is not known.
        keep: where a file may be had that was made before.
    """

    def __init__(self, survey: Survey, pages: Path, *, site_url: str | None, keep: Keep = lambda _: None) -> None:
        self.sheet = Sheet(survey, self._downloads)
        self.stamps = Stamps(self.sheet, moulds(pages))
        self._pages = pages
        self._site_url = site_url
        self.keep = keep

    @cached_property
    def files(self) -> Mapping[str, File]:
        """The table of addresses: all files, in an order in which none is made from a later one."""
        files = {file.address: file for file in self._made_from_records()}
        listed = sorted(file.address for file in files.values() if file.is_listed)
        return files | {file.address: file for file in discovery.files(self.sheet, listed, self._site_url or "")}

    @property
    def survey(self) -> Survey:
        """What is published."""
        return self.sheet.survey

    def __getitem__(self, address: str) -> bytes:
        file = self.files[address]
        kept = self.keep(file)
        return file.content() if kept is None else kept

    def tag(self) -> bytes:
        """A digest of all that the site is made from besides the engine's pages: while it stands, every file does."""
        sheet = self.sheet
        made_from = (sheet.digests.everything, sheet.view.timeline.digest(), self.stamps.templates.digest())
        return content_tag(b"".join([*made_from, (self._site_url or "").encode()]))

    def __contains__(self, address: object) -> bool:
        return address in self.files  # without making it

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def _downloads(self) -> list[tuple[Format, int]]:
        return [(form, len(self[form.address])) for form in FORMATS.values()]

    def _made_from_records(self) -> Iterator[File]:
        sheet, site_url = self.sheet, self._site_url
        yield from export_files(sheet, site_url, self.__getitem__)
        yield from cards.files(sheet)
        yield from filled(sheet, self.stamps, self._pages)
        yield from self.stamps.files()
        for topic_id in sheet.survey.taxonomy.by_id:
            yield from twins.topic_files(sheet, topic_id)
            papers = sheet.survey.papers_in(topic_id)
            for ending in ("bib", "csv"):
                yield bibliography(sheet, f"{topic_path(topic_id)}{topic_id}.{ending}", topic_id, papers)
        yield from scripts.files(sheet)
        if site_url:
            yield from feeds.files(sheet, site_url)
        yield from self._former_addresses()

    def _former_addresses(self) -> Iterator[File]:
        """What answers at addresses of old: the way to what took their place, or why it was taken out."""
        sheet, info, redirect = self.sheet, self.sheet.survey.info, self.stamps.redirect
        for old, new in sheet.survey.taxonomy.moved.items():
            yield redirect(topic_path(old), old, target=f"../{new}/", what="topic")
        for old, new in info.retired.items():
            yield redirect(paper_path(old), old, target=f"../{new}/", what="paper")
        for key, why in info.withdrawn.items():
            tag = partial(content_tag, sheet.digests.common + f"{key} {why}".encode())
            content = partial(sheet.page, "withdrawn", key=key, reason=why)
            yield File(paper_path(key), "withdrawn", key, tag, content)
