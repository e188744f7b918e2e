"""Pages that are templates over models, made alone for tests."""

from __future__ import annotations

import pydantic_core

from livingsurvey.publish.file import Stamping
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.publish.rendering.sheet import Sheet


def paper_page(sheet: Sheet, key: str) -> str:
    """What stands on the page of a paper."""
    paper = sheet.survey.papers[key]
    model = paper_model(paper, sheet.view, {"bibtex": sheet.bibtex(paper), "ris": sheet.pieces("ris", paper)})
    stamping = Stamping("fragments/paper.html.j2", pydantic_core.to_json(model), {"base": "../../"})
    return Compiled(templates_of(sheet.survey.root, {})).stamp(stamping).decode()
