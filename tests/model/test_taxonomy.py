"""The tree of topics."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from livingsurvey.model import Taxonomy, Title, Topic


def topic(name: str, *below: Topic) -> Topic:
    return Topic(id=name, title=Title(en=name.upper(), zh="数"), definition="What\nbelongs here.", topics=below)


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


def test_a_tree_has_at_least_one_topic() -> None:
    with pytest.raises(ValidationError):
        Taxonomy(topics=())
