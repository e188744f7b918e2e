"""What a check says: where, how bad, why, and what to write instead."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Severity(enum.StrEnum):
    """Errors fail the build, warnings never do."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Repair:
    """What a program has to do to a file, where only one thing can be meant.

    ``values`` are to be written at these paths, or (None) removed from there; ``lines`` are the whole text of lines, by
    their number from 1, for a file that is not YAML yet; ``seen`` says that all which nobody sees goes out of the file;
    ``move_to`` is where the file belongs.
    """

    values: Mapping[tuple[str | int, ...], Any] = field(default_factory=dict)
    lines: Mapping[int, str] = field(default_factory=dict)
    seen: bool = False
    move_to: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong in one place.

    ``file`` is relative to the survey's folder, with forward slashes; ``line`` and ``column`` count from 1. ``repair``
    is there where the fix is certain.
    """

    file: str
    line: int
    column: int
    code: str
    reason: str
    fix: str
    severity: Severity = Severity.ERROR
    repair: Repair | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """``file:line:column``, as editors and terminals understand it."""
        return visible(f"{self.file}:{self.line}:{self.column}")

    def __str__(self) -> str:
        return visible(f"{self.place} {self.severity} {self.code}: {self.reason}. {self.fix}")


def visible(text: str) -> str:
    """Text on one line, with what nobody would see, or what would steer a terminal, as its escape."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
