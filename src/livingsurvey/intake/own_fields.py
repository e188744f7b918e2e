"""What a text says in the fields that a survey has of its own, as far as they take it."""

from __future__ import annotations

import re

from livingsurvey.checks.traits import can_be, meant
from livingsurvey.intake.doubt import LeftOut
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.library import words_of
from livingsurvey.model import OwnField
from livingsurvey.model.declared import Single, Value
from livingsurvey.model.record import LONGEST
from livingsurvey.survey import Survey

_ID_BEHIND = re.compile(r"[^()]*\(([a-z0-9-]+)\)")


def own_fields(entry: Entry, survey: Survey) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What an entry says in own fields, in the order of their declaration, and its notes without what these took.

    A field of a reference goes into the own field of the same name, whatever its case and ``_`` in it; what that cannot
    be stays among what is left out.
    """
    said = entry.own_fields
    found = {name: value for name, value in said.items() if name in survey.fields}
    notes: list[str] = [*LeftOut.of({name: str(value) for name, value in said.items() if name not in found})]
    for note in entry.notes:
        if not isinstance(note, LeftOut):
            notes.append(note)
            continue
        left = {}
        for name, text in note.fields.items():
            field = survey.fields.get(name.lower().replace("_", "-").replace(" ", "-"))
            value = read_as(field, text) if field and field.id not in found else None
            if field is None or value is None:
                left[name] = text
            else:
                found[field.id] = value
        notes += LeftOut.of(left)
    return {name: found[name] for name in survey.fields if name in found}, tuple(notes)


def read_as(field: OwnField, text: str) -> Value | None:
    """The value of an own field that a text means, of a list by semicolons or commas; None where it can be none."""
    if text.endswith("…") or len(text) > LONGEST:
        return None
    said = [_single(field, each) for each in (words_of(text) if field.takes_several else (" ".join(text.split()),))]
    values = tuple(dict.fromkeys(each for each in said if each is not None))
    if not values or None in said:
        return None
    return values if field.takes_several else values[0]


def _single(field: OwnField, text: str) -> Single | None:
    called = {choice.name.en.lower(): name for name, choice in field.values.items()}
    id_behind = _ID_BEHIND.fullmatch(text)  # as menus of forms have it: fruit fly (fruit-fly)
    text = called.get(text.lower(), id_behind[1] if id_behind and field.kind not in ("text", "id") else text)
    return text if can_be(field, text) else meant(field, text)
