"""Comments as GitHub takes them: Markdown of limited size in which nothing that was put in is more than text."""

from __future__ import annotations

import bisect
from pathlib import Path
from typing import Any

from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.rendering.templates import environment, template_trouble

LONGEST_COMMENT = 65_536
"""Characters that GitHub allows; bytes are counted, of which there are never fewer."""

_MOST_ITEMS = 200


def rendered(root: Path, template: str, language: Language = ENGLISH, **content: Any) -> str:
    """A comment from ``templates/github/TEMPLATE.md.j2``, shortened until it fits.

    The template is told ``most``, how many items any of its lists may show.

    Args:
        root: the survey's folder.
        template: the template's name.
        language: the language it answers in.
        content: what the template shows.

    Raises:
        UsageError: the template is wrong.
    """
    with template_trouble():
        source = environment(root, language).get_template(f"github/{template}.md.j2")

        def text(most: int) -> str:
            return source.render(most=most, **content)

        whole = text(_MOST_ITEMS)
        if len(whole.encode()) <= LONGEST_COMMENT:
            return whole
        fitting = bisect.bisect_right(range(_MOST_ITEMS), LONGEST_COMMENT, key=lambda most: len(text(most).encode()))
        return text(max(fitting - 1, 0))
