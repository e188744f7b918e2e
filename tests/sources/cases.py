"""Every live source, with a paper that it is asked about and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.sources.papers import paper

from livingsurvey.model import Links, Paper
from livingsurvey.sources import acl, arxiv, crossref, dblp, github, openalex, openreview, semanticscholar
from livingsurvey.sources.catalogue import Catalogue

# Real ones, for the live tests.
GPTQ = paper(
    "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers",
    ("Elias Frantar", "Saleh Ashkboos", "Torsten Hoefler", "Dan Alistarh"),
    arxiv="2210.17323",
)


ADAPTIVE = paper(
    "Let's Sample Step by Step: Adaptive-Consistency for Efficient Reasoning and Coding with LLMs",
    ("Pranjal Aggarwal", "Aman Madaan", "Yiming Yang", "Mausam"),
    doi="10.18653/v1/2023.emnlp-main.761",
    acl="2023.emnlp-main.761",
)


def with_code(record: Paper, address: str) -> Paper:
    """A paper whose code is there."""
    return record.model_copy(update={"links": Links(page="https://example.org/", code=address)})


@dataclass(frozen=True)
class Case:
    """One source.

    Attributes:
        source: its module.
        asked: a paper that does not exist.
        answer: what the source says of it, a file of ``tests/data/answers``.
        real: a paper that the source itself knows, if it has not lost it.
    """

    source: Catalogue
    asked: Paper
    answer: str
    real: Paper = GPTQ


CASES = (
    Case(acl, paper(acl="2024.acl-long.9999"), "acl.bib", ADAPTIVE),
    Case(arxiv, paper(arxiv="2401.00001"), "arxiv.atom"),
    Case(crossref, paper(doi="10.5555/made.up.2"), "crossref.json", ADAPTIVE),
    Case(crossref, paper(), "crossref-search.json", paper(ADAPTIVE.title, ADAPTIVE.authors)),
    Case(dblp, paper(), "dblp.json"),
    Case(
        github,
        with_code(paper(), "https://github.com/example/made-up"),
        "github.json",
        with_code(GPTQ, "https://github.com/IST-DASLab/gptq"),
    ),
    Case(openalex, paper(arxiv="2401.00001"), "openalex.json"),
    Case(openreview, paper(), "openreview.json"),
    Case(semanticscholar, paper(arxiv="2401.00001"), "semanticscholar.json"),
)

every_source = pytest.mark.parametrize("case", CASES, ids=[case.answer for case in CASES])
