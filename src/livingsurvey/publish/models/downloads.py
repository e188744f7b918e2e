"""The model of the page that offers files with all papers."""

from __future__ import annotations

from typing import Any

from jinja2.filters import do_filesizeformat

from livingsurvey.publish.exports import table
from livingsurvey.publish.exports.formats import formats_of
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def downloads_model(published: Published, subject: str | None) -> Model:
    """The files by their formats, and the columns that tables have."""
    _ = published.language
    types = {
        "text": _("text"),
        "list": _("list"),
        "integer": _("integer"),
        "number": _("number"),
        "date": _("date"),
        "address": _("address"),
    }
    return {
        "total": len(published.survey),
        "formats": [
            {
                "title": _(form.title),
                "purpose": _(form.purpose),
                "file": form.file,
                "size": do_filesizeformat(published.size_of(form.address)),
            }
            for form in formats_of(published.survey).values()
        ],
        "licence": published.survey.info.licence,
        "schema_version": table.SCHEMA_VERSION,
        "columns": [
            {"name": column.name, "type": types[column.type], "description": _(column.description)}
            for column in table.columns(published.survey)
        ],
    }
