"""Many records that are wrong in the same way: what is told of them grows no faster than they do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.checks.made import paper, survey

from livingsurvey.checks import RULES
from livingsurvey.model import Paper

FEW, MANY = 25, 100


def letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in f"{number:03}")


def with_common_ids(word: str) -> dict[str, Any]:
    return {
        "title": f"Accurate Quantization for Generative Transformers of the Kind {word}",
        "also_titled": (f"Accurate Quantization for Generative Transformers of That Kind {word}",),
        "authors": ("Elias Frantar", "Elias Frantár", "Frantar Elias", f"Elias Fran{word}", "E. Frantar"),
        "ids": {"arxiv": "2210.17323", "doi": "10.1000/x"},
        "venue": f"ICLR{word}",
        "topics": (f"quantizatio{word}", "quantizatioq"),
        "links": {"code": "https://github.com/example/one", "page": "https://example.org/p"},
    }


def with_common_titles(word: str) -> dict[str, Any]:
    return {
        "title": "The Same Title: And More",
        "authors": (f"Elias Frantar {word}", "Ali Baba"),
        "ids": {"doi": f"10.5555/{word}"},
        "links": {"code": "https://github.com/example/one/"},
    }


def with_like_titles(word: str) -> dict[str, Any]:
    return {
        "title": f"Accurate Quantization for Generative Transformers, Seen in {word}",
        "ids": {"doi": f"10.5555/{word}"},
    }


def count(papers: list[Paper]) -> dict[str, int]:
    whole = survey(*papers)
    return {rule.code: sum(1 for _ in rule.look(whole)) for rule in RULES}


@pytest.mark.parametrize("alike", [with_common_ids, with_common_titles, with_like_titles])
def test_four_times_the_records_are_four_times_the_findings(alike: Any) -> None:
    papers = [paper(key=f"frantar2022{letters(number)}", **alike(letters(number))) for number in range(MANY)]
    few, many = count(papers[:FEW]), count(papers)
    assert {code: (few[code], told) for code, told in many.items() if told > MANY / FEW * few[code] + 5} == {}
    assert sum(many.values()) >= 20
