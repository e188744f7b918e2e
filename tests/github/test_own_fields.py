"""Own fields in the form for new papers: what it asks, and what comes back of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from tests.own_fields import DECLARED, declared_in

from livingsurvey import Survey
from livingsurvey.github import forms
from livingsurvey.github.issue import Issue, answer

ADDED = dt.date(2024, 5, 1)
BODY = """\
### Identifiers

arxiv:2401.00001

### Topic

Quantization (quantization)

### Code

_No response_

### Summary

_No response_

### Data set (dataset)

QM9, MD17

### Species (species)

fruit fly (fruit-fly)

### Trial (trial-id)

https://trials.example/NCT01234567/view

### Subjects (subjects)

many

### Open (open)

yes (yes)

### Begun (begun)

_No response_

### Protocol (protocol)

_No response_

### Why it belongs here

It counts.

### Are you one of the authors?

Yes
"""


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(
        declared_in(small_survey, declared=DECLARED.replace("kind: yes-no", "kind: yes-no, means: data & code"))
    )


def test_the_form_asks_for_each_in_its_language(survey: Survey) -> None:
    for name, label in (("add-papers.yml", "Data set (dataset)"), ("add-papers.zh.yml", "数据集 (dataset)")):
        form = yaml.safe_load(forms.forms(survey)[f"{forms.FOLDER}/{name}"])
        asked = {field["id"]: field for field in form["body"]}
        assert list(asked)[4:-2] == [f"own-{field}" for field in survey.fields]
        assert asked["own-dataset"]["attributes"]["label"] == label
        assert asked["own-species"]["type"] == "dropdown"
        assert asked["own-species"]["attributes"]["options"][1] == "fruit fly (fruit-fly)"
        assert asked["own-open"]["attributes"]["description"].endswith("data & code")


def test_what_is_answered_stands_in_the_record_and_what_cannot_is_told(survey: Survey) -> None:
    (reading,) = answer(Issue(number=1, body=BODY), (), survey, added=ADDED).readings
    assert reading.draft is not None
    own = {name: value for name, value in reading.draft.fields.items() if name in survey.fields}
    assert own == {"dataset": ["QM9", "MD17"], "species": "fruit-fly", "trial-id": "NCT01234567", "open": True}
    assert any("subjects = many" in note for note in reading.draft.notes)


def test_of_several_papers_none_gets_them(survey: Survey) -> None:
    body = BODY.replace("arxiv:2401.00001", "arxiv:2401.00001\narxiv:2401.00002")
    for reading in answer(Issue(number=1, body=body), (), survey, added=ADDED).readings:
        assert reading.draft is not None
        assert not survey.fields.keys() & reading.draft.fields.keys()
        assert any(note.startswith("What is said of dataset, species, ") for note in reading.draft.notes)


def test_a_heading_typed_among_identifiers_is_no_answer(survey: Survey) -> None:
    body = BODY.replace("arxiv:2401.00001\n", "arxiv:2401.00001\n\n### Species (species)\n\nhuman (human)\n")
    answered = answer(Issue(number=1, body=body), (), survey, added=ADDED)
    assert all(reading.draft is None or "species" not in reading.draft.fields for reading in answered.readings[1:])
    assert answered.form is not None
    assert answered.form.fields["species"] == "fruit fly (fruit-fly)"


def test_what_is_not_for_the_form_is_not_asked(small_survey: Path) -> None:
    declared = DECLARED.replace("many: true}", "many: true, shown: [paper]}")
    survey = Survey.load(declared_in(small_survey, declared=declared))
    assert "own-dataset" not in forms.forms(survey)[f"{forms.FOLDER}/add-papers.yml"]
