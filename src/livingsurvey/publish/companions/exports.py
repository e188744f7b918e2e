"""The files under ``data/``: all papers in each format, and what describes them to programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pydantic_core

from livingsurvey.publish.exports import package
from livingsurvey.publish.exports.formats import Format, formats_of
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.models import openapi
from livingsurvey.publish.published import Published


def export_files(published: Published, site_url: str | None, read: Callable[[str], bytes]) -> Iterator[File]:
    """The exports of a site, and last their descriptions.

    Args:
        published: the survey being published.
        site_url: the address the site will have, when known.
        read: gives the export at an address, for its description.
    """
    for name, form in formats_of(published.survey).items():
        yield _export(published, name, form)

    def tag(name: str) -> bytes:
        return content_tag(f"{name} {site_url} ".encode() + published.words + published.digest)

    def described() -> bytes:
        return pydantic_core.to_json(openapi.openapi_model(published, site_url), indent=2)

    packaged = partial(package.package, published.survey, read, site_url)
    yield Written(f"data/{package.FILE}", "export", "package", partial(tag, "package"), packaged)
    yield Written(f"data/{openapi.FILE}", "export", "openapi", partial(tag, "openapi"), described)


def _export(published: Published, name: str, form: Format) -> File:
    def tag() -> bytes:
        return content_tag(name.encode() + published.digest)

    return Written(form.address, "export", name, tag, lambda: form.content(published.texts, tuple(published.survey)))
