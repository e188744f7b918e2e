"""The files under ``data/``: all papers in each format, and what describes them to programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livingsurvey.publish.exports import package
from livingsurvey.publish.exports.formats import FORMATS, Format
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.published import Published


def export_files(published: Published, site_url: str | None, read: Callable[[str], bytes]) -> Iterator[File]:
    """The exports of a site, and last their description.

    Args:
        published: the survey being published.
        site_url: the address the site will have, when known.
        read: gives the export at an address, for its description.
    """
    for name, form in FORMATS.items():
        yield _export(published, name, form)
    yield Written(
        f"data/{package.FILE}",
        "export",
        "package",
        lambda: content_tag(f"package {site_url} ".encode() + published.digest),
        lambda: package.package(published.survey, read, site_url),
    )


def _export(published: Published, name: str, form: Format) -> File:
    def tag() -> bytes:
        return content_tag(name.encode() + published.digest)

    return Written(form.address, "export", name, tag, lambda: form.content(published.texts, tuple(published.survey)))
