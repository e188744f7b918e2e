"""The files under ``data/``: all papers in each format, and what describes them to programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from livingsurvey.publish.exports import package
from livingsurvey.publish.exports.formats import FORMATS, Format
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet


def export_files(sheet: Sheet, site_url: str | None, read: Callable[[str], bytes]) -> Iterator[File]:
    """The exports of a site, and last their description.

    Args:
        sheet: the survey being published.
        site_url: the address the site will have, when known.
        read: gives the export at an address, for its description.
    """
    for name, form in FORMATS.items():
        yield _export(sheet, name, form)
    yield File(
        f"data/{package.FILE}",
        "export",
        "package",
        lambda: content_tag(f"package {site_url} ".encode() + sheet.digests.everything),
        lambda: package.package(sheet.survey, read, site_url),
    )


def _export(sheet: Sheet, name: str, form: Format) -> File:
    def tag() -> bytes:
        return content_tag(name.encode() + sheet.digests.everything)

    return File(form.address, "export", name, tag, partial(_content, sheet, form))


def _content(sheet: Sheet, form: Format) -> bytes:
    return form.content(sheet, tuple(sheet.survey))
