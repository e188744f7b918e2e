"""What papers are to say of a trait: the filter of ``survey find``, which ``assets/search/criteria.js`` says again.

It is written in one way everywhere, also in Explore's address: values by their ids, ``yes`` or ``no``, numbers, and
ranges of numbers, several of them behind commas: ``none,calibration``, ``4``, ``2..4``, ``..4``, ``10..``. A paper fits
if one of them is among the values of its record; of one whose record has none it is not known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple, Self

from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.model import Paper, Trait
from livingsurvey.model.declared import Single, singles
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.survey import Survey

RANGE = re.compile(
    r"(?P<least>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)?(?P<to>\.\.)?(?P<most>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)?"
)
"""A number, or a range of which one end may be open."""

_YES_NO = {"yes": True, "no": False}


class Criterion(NamedTuple):
    """What is wanted of one trait: one of these values, or a number between such ends."""

    trait: Trait
    values: frozenset[Single]
    ranges: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, trait: Trait, text: str) -> Self:
        """What a text asks of a trait.

        Raises:
            UnknownName: the trait has no such value; the message names the nearest.
            UsageError: the text is no number and no range of them, where the trait is one.
        """
        values: set[Single] = set()
        ranges = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            if trait.kind == "number":
                ranges.append(_range(trait, part))
            elif trait.kind == "yes-no" and part in _YES_NO:
                values.add(_YES_NO[part])
            elif part in trait.values:
                values.add(part)
            else:
                known = tuple(trait.values or _YES_NO)
                raise UnknownName(
                    f"'{trait.id}' has no value '{part}'.{did_you_mean(part, known)} Write one of {', '.join(known)}"
                )
        if not values and not ranges:
            raise UsageError(f"no value given for '{trait.id}'; write  {trait.id}={_example(trait)}")
        return cls(trait, frozenset(values), tuple(ranges))

    def is_met_by(self, paper: Paper) -> bool | None:
        """Whether a paper says so; None where its record has nothing on it."""
        if self.trait.id not in paper.traits:
            return None
        said = singles(paper.traits[self.trait.id])
        return not self.values.isdisjoint(said) or any(
            low <= value <= high for low, high in self.ranges for value in said if not isinstance(value, str)
        )


def criteria(survey: Survey, wanted: Mapping[str, str]) -> list[Criterion]:
    """What is asked of each trait, by its id.

    Raises:
        UnknownName: there is no such trait, or no such value of it; the message names the nearest.
        UsageError: what stands there is no range of numbers.
    """
    for name in wanted:
        if name not in survey.traits:
            raise UnknownName(f"no trait '{name}'.{did_you_mean(name, survey.traits)}{_known(survey)}")
    return [Criterion.of(survey.traits[name], text) for name, text in wanted.items()]


def _range(trait: Trait, text: str) -> tuple[float, float]:
    match = RANGE.fullmatch(text)
    if match is None or not (match["least"] or match["most"]) or (match["most"] and not match["to"]):
        raise UsageError(f"'{text}' is no number; write  {trait.id}=4  or 2..4, ..4, 2..")
    least = float(match["least"] or -math.inf)
    return least, float(match["most"] or math.inf) if match["to"] else least


def _example(trait: Trait) -> str:
    return "..4" if trait.kind == "number" else next(iter(trait.values), "yes")


def _known(survey: Survey) -> str:
    return f" Write one of {', '.join(survey.traits)}" if survey.traits else " The survey has none"
