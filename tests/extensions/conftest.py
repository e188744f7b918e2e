"""A made-up survey with modules of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

Extended = Callable[..., Path]


@pytest.fixture
def extended(small_survey: Path) -> Extended:
    """Write modules into the survey's ``extensions/``, by their names, and let survey.yaml say that they are run."""
    yaml = small_survey / "survey.yaml"
    yaml.write_text(f"{yaml.read_text(encoding='utf-8')}extensions: true\n", encoding="utf-8")

    def write(**modules: str) -> Path:
        folder = small_survey / "extensions"
        folder.mkdir(exist_ok=True)
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        return small_survey

    return write
