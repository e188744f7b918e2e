"""Surveys in memory, for the tests of single rules: what each says of a record, and what its change makes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pydantic_core

from livingsurvey import Survey
from livingsurvey.checks import RULES, Flaw
from livingsurvey.model import Frameworks, Paper, SurveyInfo, Taxonomy, Venue
from livingsurvey.store.read import Contents
from livingsurvey.store.write import dump_paper, edit
from livingsurvey.store.yaml import parse

GPTQ: dict[str, Any] = {
    "key": "frantar2022gptq",
    "title": "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers",
    "authors": ("Elias Frantar", "Saleh Ashkboos", "Torsten Hoefler", "Dan Alistarh"),
    "year": 2023,
    "venue": "ICLR",
    "ids": {"arxiv": "2210.17323"},
    "topics": ("quantization",),
    "added": dt.date(2023, 5, 10),
}
LIMA: dict[str, Any] = {
    "key": "zhou2023lima",
    "title": "LIMA: Less Is More for Alignment",
    "authors": ("Chunting Zhou", "Pengfei Liu", "Omer Levy"),
    "year": 2023,
    "venue": "NeurIPS",
    "ids": {"arxiv": "2305.11206"},
    "topics": ("data-selection",),
    "added": dt.date(2023, 6, 1),
}
TOPICS: dict[str, Any] = {
    "topics": [
        {
            "id": "models",
            "title": {"en": "Models", "zh": "模型"},
            "definition": "Work on the model itself.",
            "topics": [
                {"id": "quantization", "title": {"en": "Quantization"}, "definition": "Fewer bits."},
                {"id": "pruning", "title": {"en": "Pruning"}, "definition": "Fewer weights."},
            ],
        },
        {"id": "data-selection", "title": {"en": "Data Selection"}, "definition": "Fewer and better examples."},
    ]
}
VENUES: tuple[dict[str, Any], ...] = (
    {"name": "ACL", "kind": "conference"},
    {"name": "Findings of ACL", "kind": "conference", "part_of": "ACL"},
    {"name": "ACL System Demonstrations", "kind": "conference", "part_of": "ACL"},
    {"name": "EMNLP", "kind": "conference"},
    {"name": "TACL", "kind": "journal"},
    {"name": "ICLR", "kind": "conference"},
    {"name": "NeurIPS", "kind": "conference", "aliases": ("NIPS",)},
    {"name": "arXiv", "kind": "preprint", "aliases": ("CoRR",)},
    {"name": "Example Blog", "kind": "web"},
)


def paper(base: dict[str, Any] = GPTQ, **fields: Any) -> Paper:
    """A record: that of GPTQ, or of another, with other values in some fields."""
    return Paper.model_validate_json(pydantic_core.to_json(base | fields))


def survey(
    *papers: Paper,
    taxonomy: dict[str, Any] = TOPICS,
    venues: tuple[dict[str, Any], ...] = VENUES,
    root: Path = Path(),
    **info: Any,
) -> Survey:
    """A survey of these records, which no file holds."""
    contents = Contents(
        info=SurveyInfo(title="A survey", description="Made up.", **info),
        taxonomy=Taxonomy.model_validate_json(pydantic_core.to_json(taxonomy)),
        venues=tuple(Venue.model_validate_json(pydantic_core.to_json(venue)) for venue in venues),
        frameworks=Frameworks(frameworks=()),
        papers={each.key: each for each in papers},
        files={each.key: f"papers/{each.key}.yaml" for each in papers},
        digests={},
    )
    return Survey(root, contents)


def flaws(code: str, held_against: Survey | Paper) -> list[Flaw]:
    """What the rule with this code says of a survey, or of one record that is a whole survey."""
    (rule,) = (rule for rule in RULES if rule.code == code)
    return list(rule.look(held_against if isinstance(held_against, Survey) else survey(held_against)))


def mended(code: str, record: Paper) -> Paper:
    """The record after the change that the rule with this code is certain of; the rule has nothing more to say then."""
    (flaw,) = flaws(code, record)
    assert flaw.change is not None, flaw
    data, problems = parse(edit(dump_paper(record), flaw.change))
    assert not problems
    assert isinstance(data, dict)
    better = Paper.model_validate_json(pydantic_core.to_json({"key": record.key} | data))
    assert not flaws(code, better)
    return better


def told(code: str, record: Paper) -> str:
    """The fix that one rule names for a record with one flaw, for a person to carry out."""
    (flaw,) = flaws(code, record)
    assert flaw.change is None, flaw
    return flaw.fix
