"""What papers are to say of a trait or own field: ``survey find``, which ``assets/search/criteria.js`` says again.

It is written in one way everywhere, also in Explore's address: values by their ids, ``yes`` or ``no``, numbers, and
ranges of numbers, several of them behind commas: ``none,calibration``, ``4``, ``2..4``, ``..4``, ``10..``. Texts are
compared without case and commas. A paper fits if one of them is among the values of its record; of one whose record has
none it is not known. Among the words of a search it is written ``dataset:QM9``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Self

from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.model import Declared, Paper, Trait
from livingsurvey.model.declared import Single, asked, singles
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.survey import Survey

RANGE = re.compile(
    r"(?P<least>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)?(?P<to>\.\.)?(?P<most>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)?"
)
"""A number, or a range of which one end may be open."""

_MOST_NAMED = 20
"""Values that a message names; texts may be hundreds."""

_YES_NO = ("yes", "no")
_ASKED = re.compile(r'(^|\s)([a-z0-9-]+):("[^"]*"|\S+)')


class Criterion(NamedTuple):
    """What is wanted of a trait or own field: one of these values, as :func:`asked` names them, or a number."""

    trait: Declared
    values: frozenset[str]
    ranges: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, trait: Declared, text: str, said: Iterable[Single] = ()) -> Self:
        """What a text asks of a trait or an own field.

        Args:
            trait: of which.
            text: the values or ranges.
            said: what records say of it, where it has no values of its own.

        Raises:
            UnknownName: there is no such value; the message names the nearest.
            UsageError: the text is no number and no range of them, where the trait is one.
        """
        values = set()
        ranges = []
        known: dict[str, str] = {}
        if trait.kind != "number":
            ways = trait.values or _YES_NO if trait.kind in ("choice", "several", "yes-no") else map(str, said)
            known = {asked(way): way for way in ways}
        for part in filter(None, (part.strip() for part in text.split(","))):
            if trait.kind == "number":
                ranges.append(_range(trait, part))
            elif asked(part) in known:
                values.add(asked(part))
            else:
                those = f" Write one of {', '.join(known.values())}" if 0 < len(known) <= _MOST_NAMED else ""
                raise UnknownName(f"'{trait.id}' has no value '{part}'.{did_you_mean(part, known.values())}{those}")
        if not values and not ranges:
            raise UsageError(f"no value given for '{trait.id}'; write  {trait.id}={_example(trait)}")
        return cls(trait, frozenset(values), tuple(ranges))

    def is_met_by(self, paper: Paper) -> bool | None:
        """Whether a paper says so; None where its record has nothing on it."""
        said = values_of(paper, self.trait)
        if not said:
            return None
        return not self.values.isdisjoint(map(asked, said)) or any(
            low <= value <= high for low, high in self.ranges for value in said if not isinstance(value, str)
        )


def criteria(survey: Survey, wanted: Mapping[str, str]) -> list[Criterion]:
    """What is asked of each trait and own field, by its id.

    Raises:
        UnknownName: there is none of this id, or no such value of it; the message names the nearest.
        UsageError: what stands there is no range of numbers.
    """
    known = {declared.id: declared for declared in survey.declared}
    what = "trait or field" if survey.listed_fields else "trait"
    for name in wanted:
        if name not in known:
            those = f" Write one of {', '.join(known)}" if known else " The survey has none"
            raise UnknownName(f"no {what} '{name}'.{did_you_mean(name, known)}{those}")
    return [Criterion.of(known[name], text, _said(survey, known[name])) for name, text in wanted.items()]


def in_words(text: str, survey: Survey) -> tuple[str, dict[str, str]]:
    """The words of a search, and what it asks besides of traits and own fields: ``dataset:QM9 graphs``."""
    known = {declared.id for declared in survey.declared}
    wanted: dict[str, list[str]] = {}

    def taken(match: re.Match[str]) -> str:
        _, name, value = match.groups()
        if name not in known:
            return match[0]
        wanted.setdefault(name, []).append(value.strip('"'))
        return " "

    rest = _ASKED.sub(taken, text) if known else text
    return rest, {name: ",".join(values) for name, values in wanted.items()}


def values_of(paper: Paper, declared: Declared) -> tuple[Single, ...]:
    """What a record says of a trait or in an own field; nothing where that is not known."""
    known = paper.traits if isinstance(declared, Trait) else paper.fields
    return singles(known[declared.id]) if declared.id in known else ()


def _said(survey: Survey, declared: Declared) -> Iterator[Single]:
    for paper in survey:
        yield from values_of(paper, declared)


def _range(trait: Declared, text: str) -> tuple[float, float]:
    match = RANGE.fullmatch(text)
    if match is None or not (match["least"] or match["most"]) or (match["most"] and not match["to"]):
        raise UsageError(f"'{text}' is no number; write  {trait.id}=4  or 2..4, ..4, 2..")
    least = float(match["least"] or -math.inf)
    return least, float(match["most"] or math.inf) if match["to"] else least


def _example(trait: Declared) -> str:
    return "..4" if trait.kind == "number" else next(iter(trait.values), "yes")
