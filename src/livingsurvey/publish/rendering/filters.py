"""The filters that both engines have; ``script`` and ``html``, of which each engine has its own, stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from livingsurvey.publish.rendering import github_markdown


@cache
def theme_icon(name: str) -> Markup:
    """The SVG of an icon of the theme, such as ``material/cube-outline``; empty where the theme has none."""
    icon = resources.files("material").joinpath("templates", ".icons", f"{name}.svg")
    return Markup(icon.read_text(encoding="utf-8").strip()) if icon.is_file() else Markup()  # noqa: S704


def thousands(number: int) -> str:
    """A count as readers take it in: ``2,452``."""
    return f"{number:,}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "icon": theme_icon,
    "thousands": thousands,
    "as_markdown": github_markdown.Markdown,
    "code": github_markdown.code_span,
    "fenced": github_markdown.fenced,
    "destination": github_markdown.destination,
}
