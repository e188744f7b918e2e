"""JSON Schemas, made from the models: of a survey's files, for editors, and of a check's result, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from livingsurvey.checks.report import Report
from livingsurvey.model import (
    Choosing,
    Declared,
    Frameworks,
    Metrics,
    OwnField,
    OwnFields,
    Paper,
    PublicLists,
    Refreshing,
    ResultTable,
    Searching,
    SisterSurveys,
    SurveyInfo,
    Taxonomy,
    Traits,
    Venues,
)
from livingsurvey.model.address import URL
from livingsurvey.model.audit import Audit
from livingsurvey.model.record import Record
from livingsurvey.store.layout import (
    CHOOSING,
    FIELDS,
    FRAMEWORKS,
    LISTS,
    METRICS,
    REFRESHING,
    RESULTS,
    SEARCHING,
    SURVEYS,
    TRAITS,
    VENUES,
)
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

FOLDER = "schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: tuple[tuple[str, type[Record], str], ...] = (
    ("paper", Paper, "A paper: papers/<year>/<key>.yaml"),
    ("taxonomy", Taxonomy, "The tree of topics: taxonomy.yaml"),
    ("venues", Venues, f"The venues: {VENUES}"),
    ("frameworks", Frameworks, f"The frameworks: {FRAMEWORKS}"),
    ("metrics", Metrics, f"The metrics and settings of results: {METRICS}"),
    ("results", ResultTable, f"A table of results: {RESULTS}/<name>.yaml"),
    ("surveys", SisterSurveys, f"Other surveys and how they map: {SURVEYS}"),
    ("choose", Choosing, f"Questions that narrow results: {CHOOSING}"),
    ("fields", OwnFields, f"The survey's own fields: {FIELDS}"),
    ("traits", Traits, f"What papers are compared by: {TRAITS}"),
    ("lists", PublicLists, f"Public lists and the papers they name: {LISTS}"),
    ("search", Searching, f"How the survey is searched: {SEARCHING}"),
    ("refresh", Refreshing, f"Which sources are asked, and for which new papers: {REFRESHING}"),
    ("survey", SurveyInfo, "The survey itself: survey.yaml"),
    ("findings", Report, "What 'survey check --format json' writes"),
    ("audit", Audit, "What 'survey import --format json' writes"),
)


_SINGLES: dict[str, dict[str, Any]] = {
    "yes-no": {"type": "boolean"},
    "number": {"type": "number"},
    "text": {"type": "string", "minLength": 1},
    "id": {"type": "string", "minLength": 1},
    "date": {"type": "string", "format": "date"},
    "address": {"type": "string", "format": "uri", "pattern": URL},
}


def schemas(survey: Survey) -> dict[str, str]:
    """The text of each schema file by its path in the survey; the paper's lists this survey's topics and venues.

    The same survey gives the same bytes.
    """
    made = {}
    for name, model, title in _FILES:
        schema: dict[str, Any] = _tidy(model.model_json_schema())
        if model is Paper:
            _name_choices(schema, survey)
        if model is Refreshing:
            schema["$defs"]["SavedQuery"]["properties"]["topic"] |= {"enum": list(survey.taxonomy.by_id)}
        described = {"$schema": _DIALECT, **schema, "title": title}
        made[f"{FOLDER}/{name}.schema.json"] = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    return made


def write(survey: Survey) -> list[str]:
    """Write the schemas that differ from what stands in the survey's folder; the paths of those written.

    Raises:
        OSError: the folder cannot be written.
    """
    return write_all(survey.root, schemas(survey))


def outdated(survey: Survey) -> list[str]:
    """The paths of the schemas that are missing or differ from what :func:`write` would write."""
    return [path for path, text in schemas(survey).items() if _content(survey.root / path) != text.encode()]


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _name_choices(schema: dict[str, Any], survey: Survey) -> None:
    """What only this survey knows; and the key, which is the file's name, is taken out."""
    properties = schema["properties"]
    del properties["key"]
    schema["required"].remove("key")
    properties["topics"]["items"] = {"enum": list(survey.taxonomy.by_id)}
    traits = {trait.id: _values(trait) for trait in survey.listed_traits}
    properties |= {field.id: _values(field) for field in survey.listed_fields}
    required = [field.id for field in survey.listed_fields if field.required and not field.topics]
    schema |= {"required": schema["required"] + required, "additionalProperties": False}
    properties["traits"] |= {"properties": traits, "additionalProperties": False}
    properties["venue"] = {"description": properties["venue"]["description"], "enum": list(survey.venues)}


def _values(trait: Declared) -> dict[str, Any]:
    """What a record may say of a trait or in a field of its own."""
    single: dict[str, Any] = {"enum": list(trait.values)} if trait.values else dict(_SINGLES[trait.kind])
    if isinstance(trait, OwnField) and trait.pattern:
        single["pattern"] = f"^(?:{trait.pattern})$"
    described = {"description": trait.means or trait.name.en}
    if not trait.takes_several:
        return described | single
    return described | {"anyOf": [single, {"type": "array", "items": single, "minItems": 1}]}


def _tidy(schema: Any) -> Any:
    """A schema without what only a program wants: titles made from names, defaults, and null, which no file may say."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {
        name: _members(value) if name in ("properties", "$defs") else _tidy(value) for name, value in schema.items()
    }
    tidy.pop("default", None)
    tidy.pop("title", None)
    choices: list[Any] = [choice for choice in tidy.pop("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        return {**choices[0], **tidy}
    return {**tidy, "anyOf": choices} if choices else tidy


def _members(named: dict[str, Any]) -> dict[str, Any]:
    """Schemas by name: the names are the survey's words, not the dialect's."""
    return {name: _tidy(value) for name, value in named.items()}
