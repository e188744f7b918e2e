"""How a survey's site looks: its colours and fonts, and what stands in its navigation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from livingsurvey.model.colour import readable
from livingsurvey.model.record import LONGEST_ID, Record, Text

_FILE = r"docs/assets(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\."

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as the web writes it: ``#20639b``."""

Picture = Annotated[str, StringConstraints(pattern=rf"^{_FILE}(svg|png|webp|jpg|ico)$")]
"""A picture below docs/assets/."""

Font = Annotated[
    str, StringConstraints(max_length=LONGEST_ID, pattern=rf"^({_FILE}(woff2|woff|ttf|otf)|[A-Za-z0-9][A-Za-z0-9 -]*)$")
]
"""The name of a font that readers have, or a file below docs/assets/."""

PLACES = ("explore", "topics", "compare", "news", "contribute", "about")
"""The places of every site, in their usual order; each has its pages."""

Entry = TypeAliasType("Entry", "Text | dict[Text, Text | tuple[Entry, ...]]")
"""A place, a page of docs/ or an address; with a title of its own; or a title over several."""


def _only_entries(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """One error for the whole list: of a value that may be several things, nobody can tell which was meant."""
    try:
        return read(_frozen(value))
    except ValidationError as error:
        raise PydanticCustomError("entries", "places and pages, each alone or behind a title") from error


def _frozen(value: Any) -> Any:
    """A value whose lists are tuples, as records have them: what is handed on here is no longer read as JSON."""
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


Navigation = Annotated[tuple[Entry, ...], WrapValidator(_only_entries)]
"""What stands in the top bar, in its order."""

_COLOUR: TypeAdapter[str] = TypeAdapter(Colour)


class Colours(Record):
    """The colour of links, buttons and bars on light pages, and on dark ones."""

    light: Colour = Field(description="on light pages")
    dark: Colour | None = Field(None, description="on dark pages; by default the nearest that is read well there")

    @property
    def on_dark(self) -> str:
        """The colour on dark pages."""
        return self.dark or readable(self.light, "dark")


def _one_or_two(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """One colour alone is that of light pages."""
    if not isinstance(value, dict | Colours):
        value = {"light": _COLOUR.validate_python(value, strict=True)}
    return read(value)


Coloured = Annotated[Colours, WrapValidator(_one_or_two, json_schema_input_type=Colour | Colours)]
"""``"#20639b"``, or ``{light: …, dark: …}``."""


class Fonts(Record):
    """The fonts of the site; nothing is loaded from other servers."""

    text: Font | None = Field(None, description="of everything but titles")
    titles: Font | None = Field(None, description="of titles")

    @property
    def files(self) -> dict[str, str]:
        """The fonts that are files, by what they are for."""
        return {name: font for name, font in self if font is not None and "/" in font}
