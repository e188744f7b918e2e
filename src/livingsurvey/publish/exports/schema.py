"""The JSON that programs read, as JSON Schemas: made from the columns, the records and the types that make the JSON.

Schemas of records say what somebody may write. Who only reads need not know how long a text may be, and has to expect
names that come later: so these say what is there, and forbid nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import TypeAdapter

from livingsurvey.publish.exports import document, knowledge, table
from livingsurvey.survey import Survey

_REFERENCE = "#/components/schemas/{model}"
_OF_WRITERS = frozenset(
    {"default", "if", "maxItems", "maxLength", "maxProperties", "minItems", "minLength", "pattern", "then", "title"}
)
"""What a schema asks of who writes."""


def schemas(survey: Survey, said: Iterable[type], left_out: Iterable[type] = ()) -> dict[str, Any]:
    """Schemas by name: of the file ``data/papers.json`` (``Document``), of these types, and of what they consist of.

    Args:
        survey: whose papers may have columns of their own.
        said: types whose values say everything, null where nothing is known.
        left_out: types whose values leave out what is not known.
    """
    types: list[tuple[type, Literal["serialization", "validation"]]] = [
        *((each, "serialization") for each in (document.Document, knowledge.Cell, *said)),
        *((each, "validation") for each in left_out),
    ]
    inputs: list[tuple[type, Literal["serialization", "validation"], TypeAdapter[Any]]] = [
        (each, mode, TypeAdapter(each)) for each, mode in types
    ]
    _, found = TypeAdapter.json_schemas(inputs, ref_template=_REFERENCE)
    made = {name: _read(schema) for name, schema in found["$defs"].items()}
    _as_exported(made, survey)
    return made


def reference(name: str) -> dict[str, str]:
    """What stands for a schema where another has it."""
    return {"$ref": _REFERENCE.format(model=name)}


def _as_exported(made: dict[str, Any], survey: Survey) -> None:
    """What the export says otherwise than the records it is made from."""
    columns = {column.name: table.described(column) for column in table.columns(survey)}
    made["PaperRow"] = {
        "type": "object",
        "description": "A paper of the record set that all exports hold.",
        "properties": columns,
        "required": list(columns),
    }
    made["Document"]["properties"]["papers"]["items"] = reference("PaperRow")
    choice = made["Choice"]
    made["Choice"] = _with(choice, id={"type": "string", "description": "the value as records write it"})
    for name in ("Trait", "OwnField"):
        made[name] = _with(_without(made[name], "shown"), values={"type": "array", "items": reference("Choice")})
    made["Capability"] = _with(made["Capability"], question={"type": "string", "description": "what its group asks"})
    made["ResultTable"] = _with(made["ResultTable"], id={"type": "string", "description": "permanent slug"})
    grade = {"enum": [*knowledge.GRADES, None], "description": "who measured it, of whoever made what it is about"}
    made["Row"] = _with(made["Row"], grade=grade)
    made["Row"]["properties"]["values"]["additionalProperties"] = reference("Cell")


def _with(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A schema of objects that have some more properties, always."""
    required = dict.fromkeys([*more, *schema.get("required", ())])
    return schema | {"properties": {**schema["properties"], **more}, "required": [*required]}


def _without(schema: dict[str, Any], left_out: str) -> dict[str, Any]:
    """A schema of objects without one of their properties."""
    properties = {name: each for name, each in schema["properties"].items() if name != left_out}
    return schema | {"properties": properties, "required": [each for each in schema["required"] if each != left_out]}


def _read(schema: Any) -> Any:
    """A schema without what it asks of who writes."""
    if isinstance(schema, list):
        return [_read(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {}
    for name, value in schema.items():
        if name == "properties":
            kept[name] = {each: _read(one) for each, one in value.items()}
        elif name == "patternProperties":
            (kept["additionalProperties"],) = map(_read, value.values())
        elif name not in _OF_WRITERS and value is not False and value is not True:
            kept[name] = _read(value)
    return kept
