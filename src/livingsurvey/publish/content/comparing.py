"""Papers side by side as plain data: what they are compared by, and what the record of each says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Declared, Paper, Trait
from livingsurvey.model.declared import singles
from livingsurvey.publish.content.traits import word
from livingsurvey.survey import Survey

LEAST_APPLYING = 1 / 5
"""The share of the papers of a table that a trait must apply to, else its column would be all but empty."""

LEAST_KNOWN = 1 / 20
"""The share of the papers that it applies to of which a value must be known."""

FEWEST_KNOWN = 2
"""Papers of which a value must be known: with one there is nothing to compare."""


def compared_by(survey: Survey, papers: Collection[Paper]) -> tuple[Trait, ...]:
    """The traits that get a column in the table of a topic's papers, in the order of the file."""
    applying, known = _counted(survey, papers)
    return tuple(
        trait
        for name, trait in survey.traits.items()
        if applying[name] >= LEAST_APPLYING * len(papers)
        and known[name] >= max(FEWEST_KNOWN, LEAST_KNOWN * applying[name])
    )


def known_of(survey: Survey, papers: Collection[Paper]) -> tuple[Trait, ...]:
    """The traits of which any of these papers has a value, in the order of the file."""
    _, known = _counted(survey, papers)
    return tuple(trait for name, trait in survey.traits.items() if known[name])


def column(trait: Declared, _: Language = ENGLISH) -> dict[str, Any]:
    """What stands at the head of a column: ``means`` is None where only the values are explained."""
    return {
        "id": trait.id,
        "name": _.said(trait.name),
        "kind": trait.kind,
        "unit": trait.unit and _(trait.unit),
        "means": trait.means and _(trait.means),
        "values": [
            {"id": name, "name": word(trait, name, _), "means": _(choice.means)}
            for name, choice in trait.values.items()
        ],
    }


def cells(paper: Paper, traits: Sequence[Trait], survey: Survey, _: Language = ENGLISH) -> list[dict[str, Any]]:
    """What a paper's record says of each of these traits.

    ``values`` are as in the record and ``words`` as people read them, one each, without the unit. Both are empty where
    nothing is known (``applies``), and where there is nothing to know since no topic of the paper has the trait.
    """
    applying = {trait.id for trait in survey.compared_by(paper)}
    found = []
    for trait in traits:
        values = singles(paper.traits[trait.id]) if trait.id in paper.traits else ()
        words = [word(trait, each, _) for each in values]
        found.append({"applies": trait.id in applying, "values": list(values), "words": words})
    return found


def _counted(survey: Survey, papers: Collection[Paper]) -> tuple[Counter[str], Counter[str]]:
    """To how many papers each trait applies, and of how many a value is known."""
    applying = Counter(trait.id for paper in papers for trait in survey.compared_by(paper))
    return applying, Counter(name for paper in papers for name in paper.traits)
