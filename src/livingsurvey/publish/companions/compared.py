"""What the page that compares chosen papers reads besides their twins."""

from __future__ import annotations

from typing import Any

import orjson

from livingsurvey.latex.encode import encode
from livingsurvey.model import Trait
from livingsurvey.publish.content.comparing import column
from livingsurvey.survey import Survey

_YES_NO = {"true": "yes", "false": "no"}


def compared(survey: Survey) -> bytes:
    """A JSON object: the ``traits`` in their order, also as LaTeX prints them, and the keys of no paper.

    ``retired`` leads to a new key, and ``withdrawn`` to why a paper was taken out.
    """
    return orjson.dumps(
        {
            "traits": [{**column(trait), "latex": _latex(trait)} for trait in survey.listed_traits],
            "retired": survey.info.retired,
            "withdrawn": survey.info.withdrawn,
        }
    )


def _latex(trait: Trait) -> dict[str, Any]:
    name = f"{trait.name.en} ({trait.unit})" if trait.unit else trait.name.en
    values = {each: encode(choice.name.en) for each, choice in trait.values.items()}
    return {"name": encode(name), "values": _YES_NO if trait.kind == "yes-no" else values}
