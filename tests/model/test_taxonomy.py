"""The tree of topics."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from livingsurvey.model import Taxonomy, Title, Topic
from livingsurvey.model.taxonomy import Description


def topic(name: str, *below: Topic) -> Topic:
    said = Description(en="What\nbelongs here.")
    return Topic(id=name, title=Title(en=name.upper(), zh="数"), definition=said, topics=below)


TREE = Taxonomy(
    topics=(topic("model", topic("quantization", topic("weight-only")), topic("distillation")), topic("data"))
)


def test_parents_come_before_children_in_the_order_of_the_file() -> None:
    assert [each.id for each in TREE.walk()] == ["model", "quantization", "weight-only", "distillation", "data"]


def test_the_way_from_the_root() -> None:
    assert [each.id for each in TREE.paths["weight-only"]] == ["model", "quantization", "weight-only"]
    assert [each.id for each in TREE.paths["data"]] == ["data"]
    assert TREE.by_id["distillation"].title.en == "DISTILLATION"


@pytest.mark.parametrize("name", ["Upper", "two words", "-a", "a-", "a--b", "", "ö", "a_b"])
def test_an_id_is_lower_case_words_joined_by_hyphens(name: str) -> None:
    with pytest.raises(ValidationError):
        topic(name)


def described(definition: Any) -> Topic:
    """A topic with this definition, as a file has it."""
    return Topic.model_validate_json(json.dumps({"id": "a", "title": {"en": "A"}, "definition": definition}))


def test_a_text_alone_is_english() -> None:
    assert described("Fewer bits: 4.").definition == Description(en="Fewer bits: 4.")
    assert described({"en": "Fewer bits.", "zh": "更少的位。"}).definition.zh == "更少的位。"


def test_a_language_without_a_text_has_the_english_one() -> None:
    said = Description(en="Fewer bits.", zh="更少的位。")
    assert [said.in_language(code) for code in ("zh", "en", "qps", "copy")] == ["更少的位。", *["Fewer bits."] * 3]
    assert Description(en="Fewer bits.").in_language("zh") == "Fewer bits."


@pytest.mark.parametrize(
    ("definition", "place", "kind"),
    [
        ("a\tb", ("definition",), "string_pattern_mismatch"),
        (4, ("definition",), "string_type"),
        ({"Rounding": "to 4 bits"}, ("definition",), "string_type"),
        ({"en": "A.", "zh": "a\tb"}, ("definition", "zh"), "string_pattern_mismatch"),
        ({"zh": "更少的位。"}, ("definition", "en"), "missing"),
        ({"en": "A.", "de": "B."}, ("definition", "de"), "extra_forbidden"),
    ],
)
def test_what_is_wrong_with_a_definition_is_said_once_and_where_it_stands(
    definition: Any, place: tuple[str, ...], kind: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        described(definition)
    assert [(error["loc"], error["type"]) for error in raised.value.errors()] == [(place, kind)]


def test_a_tree_has_at_least_one_topic() -> None:
    with pytest.raises(ValidationError):
        Taxonomy(topics=())
