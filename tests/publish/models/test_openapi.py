"""The description of the site for programs: it is valid, and the files are as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from tests.conftest import SMALL_SURVEY
from tests.own_fields import DECLARED, SAID, declared_in

from livingsurvey.publish.exports.formats import export
from livingsurvey.publish.models.openapi import openapi_model
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)
_FOR_SCRIPTS = {"compared", "choose", "identities", "latex", "letters", "records", "rules"}
"""Files under ``data/`` that the site's own scripts read, in whatever form they need."""


def closed(schema: Any) -> Any:
    """A schema that also refuses what it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(value) for name, value in schema.items() if name not in ("example", "const")}
    if isinstance(schema.get("properties"), dict):
        made.setdefault("additionalProperties", False)
    return made | ({"const": schema["const"]} if "const" in schema else {})


def answers(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each path answers with in JSON: its schema, and an example where there is one."""
    found = {path: item["get"]["responses"]["200"]["content"] for path, item in description["paths"].items()}
    return {path: content["application/json"] for path, content in found.items() if "application/json" in content}


def wrong(instance: object, schema: dict[str, Any], description: dict[str, Any]) -> list[str]:
    whole = {**schema, "components": closed(description["components"])}
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(whole).iter_errors(instance)]


@pytest.fixture(scope="module")
def description(built_survey: Path) -> dict[str, Any]:
    text = (built_survey / "site" / "data" / "openapi.json").read_text(encoding="utf-8")
    described: dict[str, Any] = json.loads(text)
    return described


def test_it_is_valid_openapi(description: dict[str, Any]) -> None:
    validate(description)
    assert description["servers"] == [{"url": _SMALL.info.site.rstrip("/")}] if _SMALL.info.site else [{"url": ".."}]
    validate(openapi_model(Published(_SMALL.with_only({})), None))


def test_every_file_is_as_it_is_described(built_survey: Path, description: dict[str, Any]) -> None:
    site = built_survey / "site"
    left = {
        file.relative_to(site).as_posix()
        for folder in ("data", "papers", "topics", "leaderboards")
        for file in (site / folder).rglob("*.json")
        if file.parent.name != "data" or file.stem not in _FOR_SCRIPTS
    }
    for path, answer in answers(description).items():
        form = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path.removeprefix("/"))))
        files = sorted(filter(form.fullmatch, left))
        assert files, path
        for file in files:
            content = json.loads((site / file).read_text(encoding="utf-8"))
            assert wrong(content, answer["schema"], description) == [], file
            assert isinstance(content, list) or {"schema_version", "$schema", "openapi"} & content.keys(), file
        left -= set(files)
    assert left <= {"data/papers.csl.json"}
    for path in description["paths"]:
        assert "{" in path or (site / path.removeprefix("/")).is_file(), path


def test_examples_are_of_the_survey_and_short(description: dict[str, Any]) -> None:
    for path, answer in answers(description).items():
        if "example" in answer:
            assert wrong(answer["example"], answer["schema"], description) == [], path
    (parameter,) = description["paths"]["/papers/{key}.json"]["parameters"]
    assert parameter["example"] in _SMALL
    assert len(json.dumps(description)) < 200_000


def test_own_fields_are_columns_and_stand_in_twins(small_survey: Path) -> None:
    survey = Survey.load(
        declared_in(small_survey, SAID, DECLARED.replace("many: true}", "many: true, shown: [exports]}"))
    )
    published = Published(survey)
    description = openapi_model(published, None)
    made = description["components"]["schemas"]
    assert made["PaperRow"]["properties"]["dataset"]["type"] == "array"
    exported = json.loads(export(survey, "json", tuple(survey)))
    twin = json.loads(json.dumps(paper_model(survey["frantar2022gptq"], published)))
    assert exported["fields"]
    assert twin["own"]
    for instance, name in ((exported, "Document"), (twin, "PaperTwin")):
        assert wrong(instance, {"$ref": f"#/components/schemas/{name}"}, description) == []
        del made[name]["properties"]["fields"]
        assert wrong(instance, {"$ref": f"#/components/schemas/{name}"}, description) != []


def test_columns_are_those_of_the_exports_and_null_only_where_a_paper_may_have_none(
    description: dict[str, Any],
) -> None:
    row = description["components"]["schemas"]["PaperRow"]["properties"]
    assert row["title"]["type"] == "string"
    assert row["name"] == {
        "type": ["string", "null"],
        "description": "short name of the method or system, if it has one",
    }
    assert row["authors"]["type"] == "array"
