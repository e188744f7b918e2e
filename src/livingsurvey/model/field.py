"""The survey's own fields: what its records say of papers besides what every survey's do."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, Self
from urllib.parse import quote, unquote

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError, SchemaError

from livingsurvey.model.address import is_address
from livingsurvey.model.declared import Declared, Kind
from livingsurvey.model.record import Record, Text, distinct

Place = Literal["paper", "lists", "explore", "exports", "form"]

_USUAL: tuple[Place, ...] = ("paper", "explore", "exports", "form")
_WITHOUT_FACET: frozenset[Kind] = frozenset({"date", "address", "id"})
_KINDS_OF: dict[str, tuple[Kind, ...]] = {
    "many": ("text", "number", "date", "address", "id"),
    "address": ("id",),
    "pattern": ("text", "id"),
}
_ID = "{id}"


@cache
def _form(pattern: str) -> TypeAdapter[str]:
    """What reads a text of this form, in time that grows with the text alone, whatever the pattern.

    Raises:
        SchemaError: it is no regular expression.
    """
    return TypeAdapter(Annotated[str, StringConstraints(pattern=f"^(?:{pattern})$")])


def _regular_expression(pattern: str) -> str:
    try:
        _form(pattern)
    except SchemaError as error:
        raise PydanticCustomError("pattern", "a regular expression") from error
    return pattern


def _with_place_for_id(address: str) -> str:
    if address.count(_ID) != 1 or not is_address(address.replace(_ID, "1")):
        raise PydanticCustomError("address_of_id", "an address of the web with {id} in it", {"id": _ID})
    return address


class OwnField(Declared):
    """A field that records of this survey have besides those of every survey."""

    many: bool = Field(False, description="true if a record may have a list of them")
    required: bool = Field(False, description="true if every record to which it applies must have it")
    pattern: Annotated[Text, AfterValidator(_regular_expression)] | None = Field(
        None, description="regular expression of the whole of a text or an id: 'NCT[0-9]{8}'"
    )
    address: Annotated[Text, AfterValidator(_with_place_for_id)] | None = Field(
        None, description="where an id leads to: 'https://example.org/study/{id}'"
    )
    shown: Annotated[tuple[Place, ...], AfterValidator(distinct)] | None = Field(
        None, description="where it is shown; by default everywhere but in lists"
    )

    @model_validator(mode="after")
    def _goes_with_its_kind(self) -> Self:
        for name, kinds in _KINDS_OF.items():
            if getattr(self, name) and self.kind not in kinds:
                context = {"within": (name,), "kinds": ", ".join(kinds)}
                raise PydanticCustomError("of_other_kind", "'{kinds}' has it", context)
        return self

    @property
    def takes_several(self) -> bool:
        """Whether a record may have a list of values."""
        return self.kind == "several" or self.many

    @property
    def places(self) -> frozenset[Place]:
        """Where it is shown; what hardly two papers share is no filter unless that is asked for."""
        if self.shown is not None:
            return frozenset(self.shown)
        return frozenset(_USUAL) - ({"explore"} if self.kind in _WITHOUT_FACET else set())

    def has_form(self, text: str) -> bool:
        """Whether a text is of the form that the field asks for."""
        try:
            return self.pattern is None or bool(_form(self.pattern).validate_python(text))
        except ValidationError:
            return False

    def leads_to(self, value: object) -> str | None:
        """The address behind a value, if there is one."""
        if not isinstance(value, str):
            return None
        if self.kind == "address":
            return value
        return self.address.replace(_ID, quote(value, safe="/:@,;=+")) if self.address else None

    def named_by(self, address: str) -> str | None:
        """The id that an address has where the field's has its own; None where it is another address."""
        before, _, after = (self.address or "").partition(_ID)
        if not before or not address.startswith(before) or not address.endswith(after):
            return None
        return unquote(address[len(before) : len(address) - len(after)]) or None


class OwnFields(Record):
    """The file fields.yaml."""

    fields: tuple[OwnField, ...]
