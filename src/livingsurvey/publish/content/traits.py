"""What one record says of what its survey declares: of traits, known or not known, and in the survey's own fields."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from livingsurvey.checks.traits import can_be
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Declared, Paper
from livingsurvey.model.declared import Single, Value, asked, singles
from livingsurvey.model.field import Place
from livingsurvey.survey import Survey


def compared(paper: Paper, survey: Survey, _: Language = ENGLISH) -> dict[str, Any]:
    """The traits that apply to a paper's topics, as plain data: ``known`` with their values, ``unknown`` by name.

    A value has ``words`` without the unit, which stands ``after`` all, and what Explore's address asks for it by.
    """
    traits = survey.compared_by(paper)
    return {
        "known": [
            _named(trait, _)
            | {
                "means": trait.means and _(trait.means),
                "after": after(trait, _),
                "words": shown(trait, paper.traits[trait.id], _),
                "values": [_value(trait, each, _) for each in singles(paper.traits[trait.id])],
            }
            for trait in traits
            if trait.id in paper.traits
        ],
        "unknown": [_named(trait, _) for trait in traits if trait.id not in paper.traits],
    }


def own(paper: Paper, survey: Survey, place: Place, _: Language = ENGLISH) -> list[dict[str, Any]]:
    """What a record says in those of the survey's own fields that are shown in a place, as plain data.

    A value has its ``words``, the ``url`` that it leads to, and the ``query`` that Explore finds others by; either can
    be None.
    """
    return [
        _named(field, _)
        | {
            "means": field.means and _(field.means),
            "after": after(field, _),
            "words": shown(field, paper.fields[field.id], _),
            "values": [
                _value(field, each, _)
                | {
                    "url": field.leads_to(each),
                    "query": quote(asked(each), safe="") if "explore" in field.places else None,
                }
                for each in singles(paper.fields[field.id])
            ],
        }
        for field in survey.fields_in(place)
        if field.id in paper.fields
    ]


def shown(trait: Declared, value: Value, _: Language = ENGLISH) -> str:
    """A record's value as people read it.

    >>> bits = Trait(id="bits", name=Name(en="Bits"), kind="number", unit="bit", topics=("quantization",))
    >>> shown(bits, (3, 4))
    '3, 4 bit'
    """
    return _.listed(word(trait, each, _) for each in singles(value)) + after(trait, _)


def after(trait: Declared, _: Language = ENGLISH) -> str:
    """What stands behind the values of a trait: its unit, with the space before it; empty where it has none."""
    return "" if trait.unit is None else trait.unit if trait.unit in ("%", "×") else f" {_(trait.unit)}"


def word(trait: Declared, value: Single, _: Language = ENGLISH) -> str:
    """One of the values of a record as people read it, without its unit."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        if trait.kind == "date" and can_be(trait, value):
            return _.day(dt.date.fromisoformat(value))
        choice = trait.values.get(value)
        return _.said(choice.name) if choice else value
    return f"{value:,.15g}"


def pairs(paper: Paper) -> tuple[str, ...]:
    """The traits of a record one by one, each as ``id=value``, for tables that have no other place for them."""
    return tuple(f"{name}={plain(each)}" for name, value in paper.traits.items() for each in singles(value))


def plain(value: Single) -> str:
    """A value as records write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(trait: Declared, _: Language) -> dict[str, Any]:
    return {"id": trait.id, "name": _.said(trait.name)}


def _value(trait: Declared, value: Single, _: Language) -> dict[str, Any]:
    choice = trait.values.get(value) if isinstance(value, str) else None
    return {
        "value": value,
        "words": word(trait, value, _),
        "means": _(choice.means) if choice else None,
        "asked": asked(value),
    }
