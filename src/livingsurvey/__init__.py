"""livingsurvey: a curated knowledge base of papers and the generator of everything people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.survey import Survey

__all__ = ["Survey"]


def __getattr__(name: str) -> Any:
    """``Survey``, imported when first asked for, so that ``survey --help`` does not wait for the records' models."""
    if name == "Survey":
        from livingsurvey.survey import Survey

        return Survey
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
