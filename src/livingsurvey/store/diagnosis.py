"""Pydantic's errors as findings: the place in the file, why it is wrong, and the exact line to write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from livingsurvey.model import Author, Finding, Name, Paper, address, identify
from livingsurvey.model.characters import described, seen, unseen
from livingsurvey.model.declared import MOST_VALUES
from livingsurvey.model.nearest import nearest
from livingsurvey.store.layout import FIELDS
from livingsurvey.store.meant import Fault, as_date, meant_form, repair_of, whole_number
from livingsurvey.store.syntax import with_usual_colon
from livingsurvey.store.yaml import Path, compose, place_in, written_in

MAX_FINDINGS = 100
"""How many findings one file gets; what follows is the same mistake once more."""

_FORMS = {
    **dict.fromkeys(("colours", "light", "dark"), ('"#20639b"', "a colour in six digits")),
    **dict.fromkeys(("logo", "favicon"), ("docs/assets/logo.svg", "a picture below docs/assets/")),
    "titles": ("docs/assets/fonts/own.woff2", "the name of a font, or one below docs/assets/"),
    "arxiv": ('"2210.17323"', "an arXiv id: four digits, a dot, four or five digits, no version, no URL"),
    "doi": ('"10.18653/v1/2023.acl-long.830"', "a DOI without https://doi.org/"),
    "acl": ('"2023.acl-long.830"', "an ACL Anthology id without its URL"),
    "openreview": ('"tcbBPnfwxS"', "an OpenReview forum id without its URL"),
    "code": ('"https://github.com/owner/name"', "one absolute web address"),
    "pdf": ('"https://example.org/paper.pdf"', "one absolute web address"),
    "page": ('"https://example.org/paper"', "one absolute web address"),
    "project": ('"https://example.org/project"', "one absolute web address"),
    "reimplementations": ('"https://github.com/owner/name"', "an absolute web address"),
    "topics": ("weight-only-quantization", "a topic id: lower-case words joined by hyphens"),
    "id": ("weight-only-quantization", "an id: lower-case words joined by hyphens"),
    "date": ("2026-01-31", "a date: year-month-day"),
    "added": ("2026-01-31", "a date: year-month-day"),
    "archived": ("2026-01-31", "a date: year-month-day"),
    "papers": ("[frantar2022gptq]", "the key of a paper, which is its file's name"),
    "count": ("42", "a number of works"),
    "site": ('"https://example.org/survey/"', "an absolute web address with a final slash"),
    "categories": ("[cs.CL, cs.LG]", "a category of arXiv's: cs.CL, stat.ML, quant-ph"),
    "words": ("[speculative decoding]", "words with a space or hyphen between them, and no other sign"),
    "languages": ("[en, zh, pt-BR]", "a language's code"),
}
_EXAMPLES = {
    "title": '"The title as published"',
    "part": "Table 2",
    "compares": "[method]",
    "year": "2023",
    "venue": "ICLR",
    "family": "Brown",
    "topics": "[data-selection]",
}
_NUMBERS = {"month": "5", "words": "2", "newest": "20"}

_OF_VALUES = frozenset(
    {"string_pattern_mismatch", "string_too_long", "too_long", "greater_than_equal", "less_than_equal"}
)
"""Kinds of refusals that are told without the file that a value stands in."""

Explanation = tuple[str, str, str]
"""Code, reason, fix."""


def diagnose(error: ValidationError, model: type[BaseModel], file: str, text: str) -> Iterator[Finding]:
    """One finding for each thing pydantic refused.

    Args:
        error: what validating the file's data raised.
        model: the record type that was asked for.
        file: the file's name as findings show it.
        text: the file's content, in which places are looked up.
    """
    return explain(error.errors(include_url=False, include_context=True), model, file, text)


def explain(
    details: Sequence[ErrorDetails], model: type[BaseModel], file: str, text: str, own: Collection[str] = ()
) -> Iterator[Finding]:
    """:func:`diagnose`, of what pydantic refused; a paper may have the keys ``own`` besides those of its model."""
    tree, _ = compose(text)
    is_told = any(unseen(text))
    first = [detail for detail in details if not _follows(detail, details) and not (is_told and _is_unseen(detail))]
    too_many = len(first) > MAX_FINDINGS
    for detail in first[:MAX_FINDINGS]:
        finding = _finding(detail, model, file, tree, own)
        yield replace(finding, repair=None) if too_many else finding
    if too_many:
        reason = f"{len(first) - MAX_FINDINGS:,} more values are wrong"
        yield Finding(file, 1, 1, "LS105", reason, "Correct the others first.")


def reasons(error: ValidationError) -> list[str]:
    """Why pydantic refused what stands in no file of YAML: a reason for each value, behind the field that has it.

    They are pydantic's own, but where it would only print a pattern, or speak of the value's type.
    """
    told = []
    for detail in error.errors(include_url=False, include_context=True):
        reason, path = detail["msg"], detail["loc"]
        if detail["type"] in _OF_VALUES:
            fault = Fault(detail["type"], path, detail["input"], detail.get("ctx", {}), None, BaseModel)
            _, reason, _ = _EXPLAIN[detail["type"]](fault)
        is_named = not path or reason.startswith(f"'{path[-1]}'")
        told.append(reason if is_named else f"{'.'.join(map(str, path))}: {reason}")
    return told


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether an error only repeats another: a list is not too short because its one item is wrong."""
    return detail["type"] == "too_short" and detail["input"] not in ([], {}) and len(details) > 1


def _is_unseen(detail: ErrorDetails) -> bool:
    """Whether a value is refused for what nobody sees, which has a finding at its own place when it stands so."""
    return detail["type"] in ("string_pattern_mismatch", "address") and any(unseen(detail["input"]))


def _finding(
    detail: ErrorDetails, model: type[BaseModel], file: str, tree: yaml.Node | None, own: Collection[str]
) -> Finding:
    path: Path = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    on_key = kind in ("extra_forbidden", "missing")
    if path[-1:] == ("[key]",):
        line, column = place_in(tree, path[:-1], key=True) if tree else (1, 1)
        return Finding(
            file, line, column, "LS105", f"the key {path[-2]!r} names nothing", "Write what the line is about."
        )
    path += tuple(context.get("within", ()))
    fault = Fault(kind, path, detail["input"], context, written_in(tree, path) if tree else None, model, own)
    line, column = place_in(tree, path[:-1] if kind == "missing" else path, key=on_key) if tree else (1, 1)
    code, reason, fix = _explain(fault)
    return Finding(file, line, column, code, reason, fix, repair=repair_of(fault) if code != "LS107" else None)


def _explain(fault: Fault) -> Explanation:
    if fault.value in ("", [], {}) and fault.kind not in ("missing", "extra_forbidden", "others_alone"):
        return "LS107", f"'{fault.name}' is empty", "Write its value, or delete the line."
    explain = _EXPLAIN.get(fault.kind)
    if explain is not None:
        return explain(fault)
    example, form = _FORMS.get(fault.name, ("…", "another value"))
    return "LS108", f"'{fault.name}': {fault.kind.replace('_', ' ')}", f"Write {form}, as in  {fault.name}: {example}"


def _unknown_key(fault: Fault) -> Explanation:
    is_field = fault.model is Paper and len(fault.path) == 1
    known = [*_keys_at(fault.model, fault.path[:-1]), *(fault.own if is_field else ())]
    match = nearest(fault.name, known)
    meant = f"Did you mean '{match}'?" if match else f"Known keys: {', '.join(known)}."
    ways = f"Rename it, delete the line, or declare it in {FIELDS}." if is_field else "Rename it, or delete the line."
    return "LS104", f"unknown key '{fault.name}'", f"{meant} {ways}"


def _missing(fault: Fault) -> Explanation:
    example = _EXAMPLES.get(fault.name) or _FORMS.get(fault.name, ("…", ""))[0]
    return "LS106", f"'{fault.name}' is missing", f"Add a line  {fault.name}: {example}"


def _not_text(fault: Fault) -> Explanation:
    name, value = fault.name, fault.value
    if isinstance(value, bool):
        return "LS105", f"{name} is {str(value).lower()}, not text", fault.instead(_quoted(fault.raw))
    if isinstance(value, int | float):
        loses = "; an unquoted id loses a final 0" if name in ("arxiv", "acl") else ""
        return "LS102", f"{name} is the number {value}{loses}", fault.instead(_quoted(fault.raw))
    if isinstance(value, list):
        reason = f"'{name}' is a list where one value belongs"
        return "LS105", reason, fault.instead(_quoted(value[0]) if isinstance(value[0], str) else '"…"')
    said = [f"{part}: {rest}" for part, rest in value.items()] if isinstance(value, dict) else []
    meant = _quoted(said[0]) if len(said) == 1 else '"…"'  # a text with a colon in it, and no quotes around it
    return "LS105", f"'{name}' is lines of  key: value  where text belongs", fault.instead(meant)


def _not_a_list(fault: Fault) -> Explanation:
    items = "…" if fault.raw is None else _plain_item(fault.raw)
    return "LS105", f"'{fault.name}' must be a list", fault.instead(f"[{items}]")


def _plain_item(text: str) -> str:
    """A list item as it may stand between brackets."""
    return text if re.fullmatch(r"[A-Za-z][\w -]*", text) else _quoted(text)


def _not_a_number(fault: Fault) -> Explanation:
    said = str(fault.value) if fault.raw is None else fault.raw.strip()
    meant = whole_number(fault.name, said)
    reason = f"'{fault.name}' must be a whole number without quotes, not {_shown(fault)}"
    example = _NUMBERS.get(fault.name, "2023")
    return "LS105", reason, fault.like(example) if meant is None else fault.instead(str(meant))


def _not_a_mapping(fault: Fault) -> Explanation:
    name = fault.name
    fix = with_usual_colon(fault.value) if isinstance(fault.value, str) else None
    fix = fix or f"Write  {name}:  and below it, indented,  key: value"
    return "LS105", f"'{name}' must be lines of  key: value", fix


def _out_of_range(fault: Fault) -> Explanation:
    bound = next(f"{'at least' if name == 'ge' else 'at most'} {value}" for name, value in fault.context.items())
    reason = f"'{fault.name}' is {fault.value}; it must be {bound}"
    return "LS108", reason, fault.like(_NUMBERS.get(fault.name, "2023"))


def _not_a_date(fault: Fault) -> Explanation:
    meant = as_date(fault.raw)
    fix = fault.instead(meant) if meant else fault.like(_FORMS["date"][0])
    return "LS108", f"{_shown(fault)} is not a date", fix


def _not_of_this_form(fault: Fault) -> Explanation:
    name, value = fault.name, fault.value
    if hidden := next(unseen(value), None):
        reason = f"'{name}' contains {described(hidden[1])}, which is invisible, at character {hidden[0] + 1}"
        return "LS115", reason, fault.instead(_quoted(meant_form(fault) or seen(value)))
    if fault.is_address and value == value.strip():
        return _no_address(fault)
    if "values" in fault.path:
        return "LS108", f"{_shown(fault)} is not a cell of a table", 'Write the cell as printed: "30.90", "NaN" or "-"'
    example, form = _FORMS.get(name, ('"…"', "text"))
    identified = identify(value)
    if name in ("arxiv", "doi", "acl", "openreview") and identified:
        fix = f'Write  {identified.scheme}: "{identified.value}"'
    elif name in _FORMS:
        fix = fault.like(example)
    else:
        fix = fault.instead(_quoted(" ".join("".join(c if c.isprintable() else " " for c in value).split())))
    return "LS108", f"{_shown(fault)} is not {_shape(name, value, form)}", fix


def _no_address(fault: Fault) -> Explanation:
    meant = meant_form(fault)
    example, form = _FORMS.get(fault.name, ('"https://example.org/page"', ""))
    fix = fault.instead(_quoted(meant)) if meant else fault.like(example)
    if meant and form.endswith("slash") and address.is_address(fault.value):
        return "LS108", f"{_shown(fault)} is not {form}", fix
    return "LS108", f"{_shown(fault)} {address.trouble(fault.value)}", fix


def _shape(name: str, value: str, form: str) -> str:
    if value != value.strip():
        return "text without white space around it"
    if not value.isprintable() and name not in _FORMS:
        return "text on one line without control characters"
    return form


def _not_a_choice(fault: Fault) -> Explanation:
    choices = re.findall(r"'([^']*)'", fault.context["expected"])
    match = nearest(str(fault.value), choices)
    fix = f"Did you mean '{match}'?" if match else f"Write one of {', '.join(choices)}."
    return "LS108", f"{_shown(fault)} is not one of {', '.join(choices)}", fix


def _listed_twice(fault: Fault) -> Explanation:
    value = fault.context["value"]
    said = repr(value) if isinstance(value, str) else _shown(fault)
    return "LS108", f"{said} is listed twice in '{fault.name}'", "Delete one of the two."


def _too_long(fault: Fault) -> Explanation:
    most, reason = fault.context["max_length"], f"'{fault.name}' is too long for this field"
    things = "items" if fault.kind == "too_long" else "characters"
    return "LS108", reason, f"Write no more than {most:,} {things}."


def _not_true_or_false(fault: Fault) -> Explanation:
    return "LS105", f"'{fault.name}' is true or false, not {_shown(fault)}", fault.instead("true")


def _others_alone(_: Fault) -> Explanation:
    return (
        "LS108",
        "and_others is set, but the list of authors is empty",
        "Name the first authors, or delete the line.",
    )


def _archived_alone(_: Fault) -> Explanation:
    return (
        "LS108",
        "archived is set, but there is no code under links",
        "Give the address as  code:  or delete the line.",
    )


def _no_declared_value(fault: Fault) -> Explanation:
    what = "an id of one of its values" if "traits" in fault.path else "a text"
    fix = f"Write {what}, a number, true or false; several, up to {MOST_VALUES}, as  [3, 4]"
    return "LS105", f"'{fault.name}' cannot be {_shown(fault)}", fix


def _values_of_kind(fault: Fault) -> Explanation:
    kind = fault.value["kind"]
    if fault.value.get("values"):
        return "LS108", f"the kind '{kind}' has no values", "Delete them, or write  kind: choice"
    fix = "Add  values: {<id>: {name: {en: …}, means: …}}"
    return "LS106", f"the kind '{kind}' lacks values to choose from", fix


def _of_other_kind(fault: Fault) -> Explanation:
    kinds = fault.context["kinds"].split(", ")
    reason = f"'{fault.name}' is for the kind {' or '.join(kinds)}, and this is of the kind '{fault.value['kind']}'"
    return "LS108", reason, f"Delete it, or write  kind: {kinds[0]}"


def _no_pattern(fault: Fault) -> Explanation:
    fix = "Write one that matches the whole text, as in  pattern: 'NCT[0-9]{8}'"
    return "LS108", f"{_shown(fault)} is not a regular expression", fix


def _no_entries(fault: Fault) -> Explanation:
    reason = f"'{fault.name}' is a list of places and pages, each alone or behind a title"
    return "LS105", reason, fault.like("[topics, Our group: group.md, Methods: [how.md, why.md]]")


def _no_address_of_an_id(fault: Fault) -> Explanation:
    fix = 'Write it as in  address: "https://example.org/study/{id}"'
    return "LS108", f"{_shown(fault)} is not an address with {{id}} in it", fix


_EXPLAIN: dict[str, Callable[[Fault], Explanation]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _not_text,
    "tuple_type": _not_a_list,
    "list_type": _not_a_list,
    "int_type": _not_a_number,
    "int_from_float": _not_a_number,
    "int_parsing": _not_a_number,
    "int_parsing_size": _not_a_number,
    "finite_number": _not_a_number,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "model_type": _not_a_mapping,
    "model_attributes_type": _not_a_mapping,
    "dict_type": _not_a_mapping,
    "date_form": _not_a_date,
    "date_type": _not_a_date,
    "date_parsing": _not_a_date,
    "date_from_datetime_parsing": _not_a_date,
    "date_from_datetime_inexact": _not_a_date,
    "string_pattern_mismatch": _not_of_this_form,
    "address": _not_of_this_form,
    "literal_error": _not_a_choice,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "listed_twice": _listed_twice,
    "bool_type": _not_true_or_false,
    "others_alone": _others_alone,
    "archived_alone": _archived_alone,
    "declared_value": _no_declared_value,
    "values_of_kind": _values_of_kind,
    "of_other_kind": _of_other_kind,
    "pattern": _no_pattern,
    "entries": _no_entries,
    "address_of_id": _no_address_of_an_id,
}


def _quoted(text: Any) -> str:
    """Text in double quotes, as YAML reads them."""
    return json.dumps(str(text), ensure_ascii=False)


def _shown(fault: Fault) -> str:
    """The value as a message shows it: as it is written, and no longer than a line."""
    said = repr(fault.value) if isinstance(fault.value, str) or fault.raw is None else fault.raw
    return said if len(said) <= 120 else f"{said[:120]}…"


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys a record may have at a path, found by following the model's annotations."""
    current: list[type[BaseModel]] = [model]
    for part in path:
        if isinstance(part, str):
            found = [each.model_fields[part] for each in current if part in each.model_fields]
            current = [inner for field in found for inner in _models_in(field.annotation)]
    return [field for each in current for field in each.model_fields if not (each is model and field == "key")]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, Author):
        yield from get_args(Name)
    elif get_origin(annotation) in (Annotated, Union, UnionType, tuple, list, dict):
        for argument in get_args(annotation):
            yield from _models_in(argument)
