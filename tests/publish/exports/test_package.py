"""The description of the files, as the library of its authors reads it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import frictionless
from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.exports import table
from livingsurvey.publish.exports.formats import FORMATS
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)


def test_frictionless_finds_nothing_wrong(built_survey: Path) -> None:
    package = frictionless.Package(str(built_survey / "site" / "data" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    for name in ("csv", "csv-excel"):
        resource = package.get_resource(name)
        assert [row["key"] for row in resource.read_rows()] == list(_SMALL.papers)
        assert resource.schema.field_names == [column.name for column in table.COLUMNS]
    tables = [resource.name for resource in package.resources if resource.type == "table"]
    assert tables == ["csv", "csv-excel"], "it reads others only with extras that nobody need have"
    assert list(frictionless.Package.metadata_validate(package.to_descriptor())) == []


def test_every_file_stands_there_with_its_size_and_hash(built_survey: Path) -> None:
    folder = built_survey / "site" / "data"
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"] == [{"name": "CC0-1.0"}]
    assert described["schema_version"] == table.SCHEMA_VERSION
    assert {each["name"]: each["path"] for each in described["resources"]} == {
        name: form.file for name, form in FORMATS.items()
    }
    for each in described["resources"]:
        content = (folder / each["path"]).read_bytes()
        assert len(content) == each["bytes"]
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_page_of_downloads_lists_them(built_survey: Path) -> None:
    page = (built_survey / "site" / "downloads" / "index.html").read_text(encoding="utf-8")
    for form in FORMATS.values():
        assert f'href="../data/{form.file}"' in page
        assert (built_survey / "site" / "data" / form.file).is_file()
    assert all(f"<code>{column.name}</code>" in page for column in table.COLUMNS)
