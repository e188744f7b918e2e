"""What every record of a survey has in common: frozen, strict, and no key that is not in the schema."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from livingsurvey.model.characters import UNSEEN

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

LONGEST = 2_000
"""Characters that a line of text or an address may have: no title comes near it, and no check may drown in one."""

LONGEST_ID = 120
"""Characters of an id, which is the name of a folder of the site: no file system takes more than 255 bytes."""

_HIDDEN = rf"\x00-\x1f\x7f-\x9f{UNSEEN}"

Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST, pattern=rf"^[^\s{_HIDDEN}]([^{_HIDDEN}]*[^\s{_HIDDEN}])?$"),
]
"""One line of text that neither begins nor ends with white space, and holds nothing that nobody sees."""

Prose = Annotated[str, StringConstraints(min_length=1, pattern=rf"^[^\x00-\x09\x0b-\x1f\x7f-\x9f{UNSEEN}]+$")]
"""Text that may run over several lines."""

Slug = Annotated[str, StringConstraints(max_length=LONGEST_ID, pattern=SLUG)]
"""A permanent name in lower-case ASCII words joined by hyphens."""


Item = TypeVar("Item", bound=Hashable)


def distinct(values: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items of a list, none of which may stand in it twice."""
    if len(set(values)) == len(values):
        return values
    seen: set[Item] = set()
    for place, value in enumerate(values):
        if value in seen:
            context = {"value": value, "within": (place,)}
            raise PydanticCustomError("listed_twice", "'{value}' is listed twice", context)
        seen.add(value)
    return values


class Record(BaseModel):
    """Base of all records. Strict: a number is not a string, an unknown key is an error.

    Its validator is built when it is used first, for few commands read records of every kind.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)


class Translated(Record):
    """A line of text in each language of the survey."""

    en: Text
    zh: Text | None = None

    def in_language(self, code: str) -> str:
        """The text in a language, or in English if there is none in it."""
        return dict(self).get(code) or self.en
