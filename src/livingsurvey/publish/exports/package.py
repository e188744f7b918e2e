"""The description of the files under ``data/`` as a Frictionless Data Package, version 2."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pydantic_core

from livingsurvey.publish.exports.formats import Format, formats_of
from livingsurvey.publish.exports.table import SCHEMA_VERSION, Column, columns
from livingsurvey.survey import Survey

FILE = "datapackage.json"

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: dict[str, dict[str, str]] = {
    "text": {"type": "string"},
    "list": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "date"},
    "address": {"type": "string", "format": "uri"},
}
_FORMATS = {"parquet": "apache-parquet"}
"""Formats that are not called by the ending of their file: what is called ``parquet`` frictionless reads as a table,
which fails without an extra of its own, and with it, because of our lists."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def package(survey: Survey, read: Callable[[str], bytes], site: str | None) -> bytes:
    """The description of a survey's files, each with its size and SHA-256.

    Args:
        survey: the survey.
        read: gives the file at an address of the site.
        site: the address the site will have, with a final slash.
    """
    info = survey.info
    described: dict[str, Any] = {
        "$schema": PROFILE,
        "profile": "data-package",
        "name": _NOT_IN_NAMES.sub("-", info.title.lower()).strip("-") or "survey",
        "title": info.title,
        "description": " ".join(info.description.split()),
        "schema_version": SCHEMA_VERSION,
        "homepage": site,
        "licenses": [{"name": info.licence}] if info.licence else None,
        "sources": [{"title": info.after.title, "path": info.after.url}] if info.after else None,
        "resources": [
            _resource(name, form, read(form.address), survey)
            for name, form in formats_of(survey).items()
            if form.described
        ],
    }
    return pydantic_core.to_json({name: value for name, value in described.items() if value is not None}, indent=2)


def _resource(name: str, form: Format, content: bytes, survey: Survey) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": name,
        "path": form.file,
        "title": form.title,
        "description": form.purpose,
        "format": _FORMATS.get(name, form.file.rpartition(".")[2]),
        "mediatype": form.media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if not form.binary:
        described["encoding"] = "utf-8"
    if name in ("csv", "csv-excel"):
        fields = [_field(column) for column in columns(survey)]
        described |= {"profile": "tabular-data-resource", "schema": {"fields": fields, "primaryKey": ["key"]}}
    return described


def _field(column: Column) -> dict[str, Any]:
    constraints = {"constraints": {"required": True}} if column.required else {}
    return {"name": column.name, **_TYPES[column.type], "description": column.description, **constraints}
