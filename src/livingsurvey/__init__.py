"""livingsurvey: a curated knowledge base of papers and the generator of everything people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.library import Papers, Survey

    __version__: str

__all__ = ["Papers", "Survey", "__version__"]


def __getattr__(name: str) -> Any:
    """What :mod:`.library` has, imported when first asked for, so that ``survey --help`` does not wait for it."""
    if name == "__version__":
        from importlib.metadata import version

        return version("livingsurvey")
    if name in __all__:
        from livingsurvey import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
