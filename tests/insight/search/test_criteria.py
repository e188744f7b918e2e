"""What papers are to say of a trait: values, yes or no, numbers and ranges; unknown is not no."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.content.made import paper

from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.insight.search.criteria import Criterion
from livingsurvey.model import Trait
from livingsurvey.model.declared import Choice, Name, Value
from livingsurvey.model.trait import Kind

VALUES = {name: Choice(name=Name(en=name), means="made up") for name in ("self", "heads", "n-gram")}


def trait(kind: Kind) -> Trait:
    values = VALUES if kind in ("choice", "several") else {}
    return Trait(id="made", name=Name(en="Made"), kind=kind, topics=("quantization",), values=values)


def is_met(kind: Kind, text: str, said: Value | None) -> bool | None:
    made = paper().model_copy(update={"traits": {} if said is None else {"made": said}})
    return Criterion.of(trait(kind), text).is_met_by(made)


@pytest.mark.parametrize(
    ("kind", "text", "fitting", "others"),
    [
        ("several", "self", ["self", ("heads", "self")], ["heads"]),
        ("several", " self , n-gram,", ["self", "n-gram"], ["heads"]),
        ("yes-no", "yes", [True], [False]),
        ("yes-no", "no", [False], [True]),
        ("yes-no", "yes,no", [True, False], []),
        ("number", "4", [4, 4.0, (2, 4)], [2, (3, 5)]),
        ("number", "2..4", [2, 3.5, 4, (1, 4)], [1.58, 5, (1, 5)]),
        ("number", "..4", [-7, 0, 4, (4, 16)], [4.01, (8, 16)]),
        ("number", "4..", [4, 1e300, (1, 4)], [3.99]),
        ("number", "-0.5..0.5,8", [0, -0.5, 8], [1, 9]),
        ("number", "4..2", [], [2, 3, 4]),
    ],
)
def test_one_of_what_is_asked_is_among_what_a_record_says(
    kind: Kind, text: str, fitting: list[Value], others: list[Value]
) -> None:
    assert [is_met(kind, text, said) for said in fitting] == [True] * len(fitting)
    assert [is_met(kind, text, said) for said in others] == [False] * len(others)
    assert is_met(kind, text, None) is None


@pytest.mark.parametrize(
    ("kind", "text", "error", "said"),
    [
        (
            "several",
            "head",
            UnknownName,
            "'made' has no value 'head'. Did you mean 'heads'? Write one of self, heads, n-gram",
        ),
        ("choice", "self,<b>", UnknownName, "'made' has no value '<b>'. Write one of self, heads, n-gram"),
        ("yes-no", "true", UnknownName, "'made' has no value 'true'. Write one of yes, no"),
        ("number", "<=4", UsageError, "'<=4' is no number; write  made=4  or 2..4, ..4, 2.."),
        ("number", "..", UsageError, "'..' is no number"),
        ("number", "2 4", UsageError, "'2 4' is no number"),
        ("number", "24٤", UsageError, "'24٤' is no number"),
        ("number", " , ", UsageError, "no value given for 'made'; write  made=..4"),
        ("choice", "", UsageError, "no value given for 'made'; write  made=self"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(kind: Kind, text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        Criterion.of(trait(kind), text)


@given(st.text(), st.sampled_from(["choice", "several", "number", "yes-no"]))
def test_any_text_is_a_criterion_or_wrong_usage(text: str, kind: Kind) -> None:
    try:
        criterion = Criterion.of(trait(kind), text)
    except UsageError:
        return
    assert criterion.values or criterion.ranges
