"""What stands on pages that are templates over models, made alone for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.file import Stamping, model_json
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.compiled import Compiled, templates_of


def fragment(
    name: str, model: Mapping[str, Any], root: Path, *, base: str = "../../", language: Language = ENGLISH
) -> str:
    """A fragment over a model, by the templates of the survey in ``root``."""
    stamping = Stamping(f"fragments/{name}.html.j2", model_json(model), {"base": base, "files": base, "address": ""})
    return Compiled(templates_of(root, {}, language)).stamp(stamping).decode()


def paper_page(published: Published, key: str) -> str:
    """What stands on the page of a paper."""
    return fragment("paper", paper_model(published.survey.papers[key], published), published.survey.root)
