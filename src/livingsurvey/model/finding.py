"""What a check says: where, how bad, why, and what to write instead."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """Errors fail the build, warnings never do."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong in one place.

    ``file`` is relative to the survey's folder, with forward slashes; ``line`` and ``column`` count from 1.
    """

    file: str
    line: int
    column: int
    code: str
    reason: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """``file:line:column``, as editors and terminals understand it."""
        return f"{self.file}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place} {self.severity} {self.code}: {self.reason}. {self.fix}"
