"""What one record says of what papers of its topics are compared by: known, or not known."""

from __future__ import annotations

from typing import Any

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Paper, Trait
from livingsurvey.model.declared import Single, Value, singles
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


def shown(trait: Trait, value: Value, _: Language = ENGLISH) -> str:
    """A record's value as people read it.

    >>> bits = Trait(id="bits", name=Name(en="Bits"), kind="number", unit="bit", topics=("quantization",))
    >>> shown(bits, (3, 4))
    '3, 4 bit'
    """
    return _.listed(word(trait, each, _) for each in singles(value)) + after(trait, _)


def after(trait: Trait, _: Language = ENGLISH) -> str:
    """What stands behind the values of a trait: its unit, with the space before it; empty where it has none."""
    return "" if trait.unit is None else trait.unit if trait.unit in ("%", "×") else f" {_(trait.unit)}"


def word(trait: Trait, value: Single, _: Language = ENGLISH) -> str:
    """One of the values of a record as people read it, without its unit."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        choice = trait.values.get(value)
        return _.said(choice.name) if choice else value
    return f"{value:,.15g}"


def pairs(paper: Paper) -> tuple[str, ...]:
    """The traits of a record one by one, each as ``id=value``, for tables that have no other place for them."""
    return tuple(f"{name}={plain(each)}" for name, value in paper.traits.items() for each in singles(value))


def plain(value: Single) -> str:
    """A value as records write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(trait: Trait, _: Language) -> dict[str, Any]:
    return {"id": trait.id, "name": _.said(trait.name)}


def _value(trait: Trait, value: Single, _: Language) -> dict[str, Any]:
    choice = trait.values.get(value) if isinstance(value, str) else None
    return {
        "value": value,
        "words": word(trait, value, _),
        "means": _(choice.means) if choice else None,
        "asked": ("yes" if value else "no") if isinstance(value, bool) else str(value),
    }
