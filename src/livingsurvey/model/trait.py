"""What papers of a topic are compared by, and what one paper says of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from livingsurvey.model.record import Prose, Record, Slug, Text, Translated, distinct

MOST_VALUES = 50

Kind = Literal["choice", "several", "number", "yes-no"]


def _one_or_several(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """The value, or one error: pydantic has one for each of the things that a value can be and this one is not."""
    try:
        said = read(tuple(value) if isinstance(value, list) else value)
    except ValidationError as error:
        wrong = (part for each in error.errors(include_url=False) for part in each["loc"] if isinstance(part, int))
        within = (next(wrong, 0),) if isinstance(value, list | tuple) and 0 < len(value) <= MOST_VALUES else ()
        reason = "a trait is an id of a value, a number, true or false, or several of them"
        raise PydanticCustomError("trait_value", reason, {"within": within}) from None
    return distinct(said) if isinstance(said, tuple) else said


Single = bool | int | float | Text
Value = Annotated[
    Single | Annotated[tuple[Single, ...], Field(min_length=1, max_length=MOST_VALUES)], WrapValidator(_one_or_several)
]
"""What a record says of a trait: the id of a value, a number, true or false; or several ids or numbers.

What is no id is text all the same: the rule that knows the trait says what was meant.
"""


class Name(Translated):
    """What something is called, in each language of the survey."""


class Choice(Record):
    """A value that a trait can have."""

    name: Name
    means: Prose = Field(description="when a paper has this value, in a line")


class Trait(Record):
    """Something that papers of some topics are compared by."""

    id: Slug = Field(description="permanent slug")
    name: Name
    kind: Kind = Field(description="one of the values, several of them, a number or several, or true and false")
    topics: Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(distinct)] = Field(
        description="ids of topics: the trait applies to papers filed there or below"
    )
    means: Prose | None = Field(None, description="what the value says, in a line")
    unit: Text | None = Field(None, description="unit of a number: bit, %, ×")
    values: dict[Slug, Choice] = Field(default_factory=dict, description="id of a value -> what it is")

    @model_validator(mode="after")
    def _values_are_those_of_its_kind(self) -> Self:
        if (self.kind in ("choice", "several")) != bool(self.values):
            where = {"within": ("values",)}
            raise PydanticCustomError("values_of_kind", "a trait has values if its kind is choice or several", where)
        if self.unit is not None and self.kind != "number":
            raise PydanticCustomError("unit_of_number", "only a number has a unit", {"within": ("unit",)})
        return self


class Traits(Record):
    """The file traits.yaml."""

    traits: tuple[Trait, ...]


class Summary(Translated):
    """What a work does, in a sentence of our own, in each language of the survey."""


def singles(value: Value) -> tuple[Single, ...]:
    """The values that a record gives for a trait, one or several."""
    return value if isinstance(value, tuple) else (value,)
