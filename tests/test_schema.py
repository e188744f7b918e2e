"""The JSON Schemas that editors read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import SMALL_SURVEY
from livingsurvey import Survey, schema
from livingsurvey.store.yaml import parse


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return schema.schemas(Survey.load(SMALL_SURVEY, cached=False))


@pytest.fixture(scope="module")
def paper(texts: dict[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(texts["schema/paper.schema.json"])
    return described


def test_there_is_one_for_each_file(texts: dict[str, str]) -> None:
    assert list(texts) == [
        f"schema/{name}.schema.json"
        for name in (
            "paper",
            "taxonomy",
            "venues",
            "frameworks",
            "metrics",
            "results",
            "surveys",
            "choose",
            "fields",
            "traits",
            "lists",
            "search",
            "refresh",
            "survey",
            "findings",
            "audit",
        )
    ]


def test_each_is_of_one_dialect_titled_and_names_no_address(texts: dict[str, str]) -> None:
    for text in texts.values():
        described = json.loads(text)
        assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert described["title"]
        assert "$id" not in text
        assert text.endswith("}\n")


def objects(part: Any) -> list[dict[str, Any]]:
    """Every schema of an object with properties, however deep."""
    if isinstance(part, list):
        return [found for item in part for found in objects(item)]
    if not isinstance(part, dict):
        return []
    own = [part] if "properties" in part and part.get("type") == "object" else []
    return own + [found for item in part.values() for found in objects(item)]


def test_no_key_is_accepted_that_the_reader_refuses(texts: dict[str, str]) -> None:
    for text in texts.values():
        found = objects(json.loads(text))
        assert found
        assert all(each["additionalProperties"] is False for each in found)


def test_nothing_may_be_null_as_no_file_may_leave_a_value_empty(texts: dict[str, str]) -> None:
    for text in texts.values():
        assert '"null"' not in text
        assert "null" not in text


def test_topics_and_venues_are_those_of_the_survey(paper: dict[str, Any]) -> None:
    assert paper["properties"]["topics"]["items"]["enum"][:3] == [
        "model-centric",
        "quantization",
        "weight-only-quantization",
    ]
    assert paper["properties"]["venue"]["enum"][:2] == ["ICLR", "NeurIPS"]


def test_the_key_is_no_field_as_it_is_the_name_of_the_file(paper: dict[str, Any]) -> None:
    assert "key" not in paper["properties"]
    assert paper["required"] == ["title", "year", "venue", "topics", "added"]


def test_every_field_says_what_it_is(paper: dict[str, Any]) -> None:
    assert all(field.get("description") for field in paper["properties"].values())


def test_every_pattern_is_one_that_python_reads_too(texts: dict[str, str]) -> None:
    patterns = [pattern for text in texts.values() for pattern in re.findall(r'"pattern": (".*")', text)]
    assert patterns
    for pattern in patterns:
        re.compile(json.loads(pattern))


def test_the_made_up_records_fit_it(paper: dict[str, Any]) -> None:
    """A small reading of the dialect, enough for what a record uses."""
    for path in SMALL_SURVEY.glob("papers/*/*.yaml"):
        data, _ = parse(path.read_text(encoding="utf-8"))
        assert fits(data, paper, paper["$defs"]), path


def fits(value: Any, described: dict[str, Any], named: dict[str, Any]) -> bool:
    if "$ref" in described:
        described = named[described["$ref"].rpartition("/")[2]]
    if "anyOf" in described:
        return any(fits(value, form, named) for form in described["anyOf"])
    if described.get("type") in ("object", "string") and (described["type"] == "object") != isinstance(value, dict):
        return False
    if "enum" in described:
        return value in described["enum"]
    if isinstance(value, dict):
        properties = described.get("properties", {})
        known = set(value) <= set(properties) or "patternProperties" in described
        return known and all(fits(value[name], properties[name], named) for name in value if name in properties)
    if isinstance(value, list):
        return described.get("type") == "array" and all(fits(item, described["items"], named) for item in value)
    if isinstance(value, str):
        return described["type"] == "string" and re.search(described.get("pattern", ""), value) is not None
    return described["type"] in (("boolean",) if isinstance(value, bool) else ("integer", "number"))


def test_the_same_survey_gives_the_same_bytes(texts: dict[str, str]) -> None:
    assert schema.schemas(Survey.load(SMALL_SURVEY, cached=False)) == texts


def test_writing_and_being_out_of_date(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    assert len(schema.outdated(survey)) == 16
    assert len(schema.write(survey)) == 16
    assert schema.write(survey) == []
    assert schema.outdated(survey) == []
    taxonomy = small_survey / "taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text(encoding="utf-8").replace("data-selection", "choice"), encoding="utf-8")
    named = ["schema/paper.schema.json", "schema/refresh.schema.json"]
    assert schema.outdated(Survey.load(small_survey)) == named
