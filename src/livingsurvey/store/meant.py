"""What a value that a model refused was meant to be, where it can be meant in one way only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from livingsurvey.model import Repair, address, identify
from livingsurvey.model.characters import seen
from livingsurvey.model.imprint import month_of
from livingsurvey.store.yaml import Path

_DATE = re.compile(r"([0-9]{4})[-./]?([0-9]{1,2})[-./]?([0-9]{1,2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """One of pydantic's errors, with what the file says there."""

    kind: str
    path: Path
    value: Any
    context: dict[str, Any]
    raw: str | None
    model: type[BaseModel]
    own: Collection[str] = ()

    @property
    def name(self) -> str:
        """The nearest key: that of the value, or of the list it stands in."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "the file")

    @property
    def is_item(self) -> bool:
        """Whether the value is a list's item, and has no key of its own."""
        return bool(self.path) and isinstance(self.path[-1], int)

    @property
    def is_address(self) -> bool:
        """Whether the value should have been an address."""
        return self.kind == "address" or self.context.get("pattern") in (address.URL, address.BASE)

    def instead(self, text: str) -> str:
        """The fix that writes ``text`` where the value stands."""
        return f"Write  {text}" if self.is_item else f"Write  {self.name}: {text}"

    def like(self, example: str) -> str:
        """The fix that shows the form of a value, where nobody can tell which was meant."""
        return f"Write it as in  {self.name}: {example}"


def repair_of(fault: Fault) -> Repair | None:
    """What to write instead, where the value can be meant in one way only."""
    if fault.kind == "listed_twice":
        items, holder = list(fault.value), fault.path[:-1]
        return Repair(values={(*holder, place): None for place, item in enumerate(items) if item in items[:place]})
    meant = _MEANT.get(fault.kind)
    value = meant(fault) if meant else None
    return None if value is None else Repair(values={fault.path: value})


def _meant_text(fault: Fault) -> str | None:
    if isinstance(fault.value, list):
        return fault.value[0] if len(fault.value) == 1 and isinstance(fault.value[0], str) else None
    return fault.raw if isinstance(fault.value, bool | int | float) else None


def _meant_list(fault: Fault) -> list[str] | None:
    one = isinstance(fault.value, str) and not re.search(r"[,;&]| and ", fault.value)
    return [fault.value.strip()] if one else None


def _meant_number(fault: Fault) -> int | None:
    return whole_number(fault.name, (fault.raw or "").strip())


def whole_number(name: str, text: str) -> int | None:
    """The number that a text means, as years and months are written."""
    if name == "month":
        return month_of(text)
    number = re.fullmatch(r"([0-9]{4})(\.0*)?", text.replace("_", ""))
    return int(number[1]) if number else None


def _meant_date(fault: Fault) -> dt.date | None:
    day = as_date(fault.raw)
    return dt.date.fromisoformat(day) if day else None


def meant_form(fault: Fault) -> str | None:
    """The text in the form that its field asks for: an id without its address, an address as browsers read it."""
    identified = identify(fault.value)
    if identified and identified.scheme == fault.name:
        return identified.value
    if fault.is_address:
        return _meant_address(fault)
    cleaned = seen(fault.value).strip()
    return cleaned if cleaned != fault.value else None


def _meant_address(fault: Fault) -> str | None:
    meant = address.mended(fault.value)
    if meant and fault.context.get("pattern") == address.BASE:
        return None if {"?", "#"} & set(meant) else f"{meant.rstrip('/')}/"
    return meant


_MEANT: dict[str, Callable[[Fault], Any]] = {
    "string_type": _meant_text,
    "tuple_type": _meant_list,
    "list_type": _meant_list,
    "int_type": _meant_number,
    "int_from_float": _meant_number,
    "int_parsing": _meant_number,
    "date_form": _meant_date,
    "date_type": _meant_date,
    "date_parsing": _meant_date,
    "date_from_datetime_parsing": _meant_date,
    "date_from_datetime_inexact": _meant_date,
    "string_pattern_mismatch": meant_form,
    "address": meant_form,
}


def as_date(text: str | None) -> str | None:
    """The day a text names, year first, as a record writes it."""
    match = _DATE.fullmatch((text or "").strip())
    if match is None:
        return None
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
