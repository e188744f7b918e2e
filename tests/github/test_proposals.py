"""Proposals as data and as text on GitHub: whatever strangers say, it is no more than what they said."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.github.test_refresh import CODE, EVIL, ID, proposal
from tests.github.test_report import HOSTILE, harm_in
from tests.github.test_weekly import issue, proposed

from livingsurvey.github.comment import LONGEST_COMMENT
from livingsurvey.github.issue import Issue
from livingsurvey.github.proposals import in_issue, read, row, written
from livingsurvey.model.proposal import Proposal
from livingsurvey.survey import Survey

TEXTS = st.recursive(
    st.text() | st.sampled_from([*HOSTILE, EVIL]) | st.integers() | st.none() | st.booleans(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=5,
)


def saying(said: dict[str, Any]) -> Proposal:
    return proposed(CODE)[0].model_copy(update={"said": said})


@given(st.dictionaries(st.sampled_from(["title", "ids.doi"]), TEXTS, min_size=1))
def test_a_proposal_is_one_line_that_means_nothing_to_git_and_github(said: dict[str, Any]) -> None:
    text = written(saying(said))
    assert json.loads(text)["said"] == said
    assert text.isascii()
    assert text.isprintable()
    assert not re.search(r"[@#<>&`]|gh-|//|\[(?:skip|ci|no|actions) [a-z]+\]", text, re.IGNORECASE)


def test_what_is_written_is_read_and_what_is_none_is_passed_over() -> None:
    made = proposed(CODE, ID)
    lines = [*map(written, made), "", "{}", "[]", "null", '{"key": "x"}', written(made[0])[:-2], "}"]
    assert list(read(lines)) == made


def test_boxes_are_read_as_people_leave_them(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID, ticked=(CODE,))
    code, openreview = (each.id for each in proposed(CODE, ID))
    body = asked["body"].replace("- [x]", "- [X]").replace("\n", "\r\n")
    assert in_issue(Issue.model_validate(asked | {"body": body})).ticked == {code}
    assert {*in_issue(Issue.model_validate(asked | {"body": body})).proposals} == {code, openreview}
    for spoiled in ("", None, "x" + asked["body"], asked["body"].replace("survey:proposals", "survey:links")):
        assert in_issue(Issue.model_validate(asked | {"body": spoiled})).proposals == {}


@pytest.mark.parametrize(
    "text", [*HOSTILE, EVIL, "- [x] `0123456789` \n- [x] `0123456789` \n-->\n<!-- survey:data\n{}\n-->"]
)
def test_nothing_in_the_issue_is_more_than_text(small_survey: Path, text: str) -> None:
    flat = " ".join(text.split())[:1_900]
    told = [{"source": flat, "reference": "https://example.org/a)b(c", "day": "2026-11-30"}]
    title = proposal("frantar2022gptq", "title", {"title": text}, now={"title": flat}, reasons=[flat], told=told)
    new = proposal("example2026new", "paper", {"title": text, "authors": [text], "year": 2026}, told=told)
    asked = issue(small_survey, title, new)
    assert harm_in(asked["body"]) == []
    assert in_issue(Issue.model_validate(asked)).ticked == frozenset()
    assert all(each in proposed(title, new) for each in in_issue(Issue.model_validate(asked)).proposals.values())


def test_an_issue_stays_far_below_what_github_takes(small_survey: Path) -> None:
    names = [f"Ada Example the {number}th of that name" for number in range(100)]
    many = [
        proposal(
            "zhang2023h2o", "authors", {"authors": [*names, str(number)]}, now={"authors": names[1:]}, reasons=[EVIL]
        )
        for number in range(200)
    ]
    asked = issue(small_survey, *many)
    assert len(asked["body"].encode()) < LONGEST_COMMENT
    shown = in_issue(Issue.model_validate(asked)).proposals
    assert 0 < len(shown) <= 30
    assert f"{200 - len(shown)} more wait until these are decided" in asked["body"]
    huge = proposal("zhang2023h2o", "authors", {"authors": names * 20})
    assert {
        each.kind for each in in_issue(Issue.model_validate(issue(small_survey, huge, CODE))).proposals.values()
    } == {"code"}


def test_of_two_lists_what_differs_is_shown(small_survey: Path) -> None:
    names = [f"Ada {number}" for number in range(60)]
    changed = proposal("zhang2023h2o", "authors", {"authors": [*names[:40], "Bo", *names[41:]]}, now={"authors": names})
    longer = proposal(
        "zhang2023h2o", "authors", {"authors": [*names, "Bo"], "and_others": None}, now={"authors": names}
    )
    survey = Survey.load(small_survey)
    shown = [[(each.before, each.after) for each in row(made, survey).changes] for made in proposed(changed, longer)]
    assert shown == [[("…, Ada 40, …", "…, Bo, …")], [("…", "…, Bo")]]
