"""What one record says of what papers of its topics are compared by: known, or not known."""

from __future__ import annotations

from typing import Any

from livingsurvey.model import Paper, Trait
from livingsurvey.model.trait import Language, Single, after, shown, singles, word
from livingsurvey.survey import Survey


def compared(paper: Paper, survey: Survey, language: Language = "en") -> dict[str, Any]:
    """The traits that apply to a paper's topics, as plain data: ``known`` with their values, ``unknown`` by name.

    A value has ``words`` without the unit, which stands ``after`` all, and what Explore's address asks for it by.
    """
    traits = survey.compared_by(paper)
    return {
        "known": [
            _named(trait, language)
            | {
                "means": trait.means,
                "after": after(trait),
                "words": shown(trait, paper.traits[trait.id], language),
                "values": [_value(trait, each, language) for each in singles(paper.traits[trait.id])],
            }
            for trait in traits
            if trait.id in paper.traits
        ],
        "unknown": [_named(trait, language) for trait in traits if trait.id not in paper.traits],
    }


def pairs(paper: Paper) -> tuple[str, ...]:
    """The traits of a record one by one, each as ``id=value``, for tables that have no other place for them."""
    return tuple(f"{name}={plain(each)}" for name, value in paper.traits.items() for each in singles(value))


def plain(value: Single) -> str:
    """A value as records write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(trait: Trait, language: Language) -> dict[str, Any]:
    return {"id": trait.id, "name": getattr(trait.name, language) or trait.name.en}


def _value(trait: Trait, value: Single, language: Language) -> dict[str, Any]:
    choice = trait.values.get(value) if isinstance(value, str) else None
    return {
        "value": value,
        "words": word(trait, value, language),
        "means": choice.means if choice else None,
        "asked": ("yes" if value else "no") if isinstance(value, bool) else str(value),
    }
