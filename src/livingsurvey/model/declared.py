"""What a survey declares that its records may say of papers: one mechanism for traits and own fields."""

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

Kind = Literal["choice", "several", "number", "yes-no", "text", "date", "address", "id"]


def _one_or_several(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """The value, or one error: pydantic has one for each of the things that a value can be and this one is not."""
    try:
        said = read(tuple(value) if isinstance(value, list) else value)
    except ValidationError as error:
        wrong = (part for each in error.errors(include_url=False) for part in each["loc"] if isinstance(part, int))
        within = (next(wrong, 0),) if isinstance(value, list | tuple) and 0 < len(value) <= MOST_VALUES else ()
        reason = "a value is a text, a number, true or false, or several of them"
        raise PydanticCustomError("declared_value", reason, {"within": within}) from None
    return distinct(said) if isinstance(said, tuple) else said


Single = bool | int | float | Text
Value = Annotated[
    Single | Annotated[tuple[Single, ...], Field(min_length=1, max_length=MOST_VALUES)], WrapValidator(_one_or_several)
]
"""What a record says of a trait or in an own field: text, of choices the id; a number, true or false; or several.

The rule that knows the declaration says what of this it can be, and what was meant.
"""


class Name(Translated):
    """What something is called, in each language of the survey."""


class Choice(Record):
    """A value that a record can choose."""

    name: Name
    means: Prose = Field(description="when a paper has this value, in a line")


class Declared(Record):
    """Something that records may say of papers, all of them or those of some topics."""

    id: Slug = Field(description="permanent slug")
    name: Name
    kind: Kind = Field(
        description="choice: one of the values; several: some of them; number, text, date; yes-no: true or false; "
        "address: of the web; id: in a catalogue elsewhere"
    )
    topics: Annotated[tuple[Slug, ...], AfterValidator(distinct)] = Field(
        (), description="ids of topics: it applies to papers filed there or below; to all where this is left out"
    )
    means: Prose | None = Field(None, description="what the value says, in a line")
    unit: Text | None = Field(None, description="unit of a number: bit, %, ×")
    values: dict[Slug, Choice] = Field(default_factory=dict, description="id of a value -> what it is")

    @model_validator(mode="after")
    def _values_are_those_of_its_kind(self) -> Self:
        if (self.kind in ("choice", "several")) != bool(self.values):
            where = {"within": ("values",)}
            raise PydanticCustomError("values_of_kind", "values stand where the kind is choice or several", where)
        if self.unit is not None and self.kind != "number":
            context = {"within": ("unit",), "kinds": "number"}
            raise PydanticCustomError("of_other_kind", "'{kinds}' has it", context)
        return self

    @property
    def takes_several(self) -> bool:
        """Whether a record may have a list of values."""
        return self.kind in ("several", "number")

    @property
    def place(self) -> tuple[str, ...]:
        """Where a record says it."""
        return (self.id,)


def asked(value: Single) -> str:
    """How filters name a value: ``yes``, ``4``, the id of a choice; a text in lower case, without its commas.

    >>> asked("Sheep, Counted")
    'sheep counted'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value.lower().replace(",", " ").split()) if isinstance(value, str) else str(value)


def singles(value: Value) -> tuple[Single, ...]:
    """The values that a record gives, one or several."""
    return value if isinstance(value, tuple) else (value,)
