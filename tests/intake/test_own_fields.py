"""Own fields in what comes in: a library's field of the same name goes there, and nothing goes away unsaid."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.own_fields import DECLARED, declared_in

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.intake.bibtex import from_bibtex
from livingsurvey.intake.drafting import Draft, draft
from livingsurvey.intake.formats import read
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.offering import offered_by
from livingsurvey.intake.own_fields import read_as
from livingsurvey.model.declared import Value

ADDED = dt.date(2024, 5, 1)
BIB = r"""@article{ada2024sheep,
  title = {Counting Sheep at Night}, author = {Ada Example}, year = 2024, journal = {Night Letters},
  url = {https://example.org/sheep}, Dataset = {QM9; Sheep \& Co}, species = {Fruit Fly}, subjects = {many},
  trial_id = {https://trials.example/NCT01234567/view}, begun = {2020/2/29}, colour = {black},
}
"""


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(declared_in(small_survey))


def drafted(survey: Survey, text: str) -> Draft:
    (entry,) = from_bibtex(text)
    return draft(entry, survey, topics=["quantization"], added=ADDED)


def test_a_field_of_the_same_name_goes_there_and_the_rest_is_told(survey: Survey) -> None:
    made = drafted(survey, BIB)
    assert dict(made.paper().fields) == {
        "dataset": ("QM9", "Sheep & Co"),
        "species": "fruit-fly",
        "trial-id": "NCT01234567",
        "begun": "2020-02-29",
    }
    assert "left out, because records have no field for it: subjects = many; colour = black" in made.notes
    assert not [finding for finding in made.findings(survey) if finding.code in ("LS104", "LS353", "LS382")]
    text = made.text()
    assert text.index("topics:") < text.index("dataset:") < text.index("added:")


def test_without_a_declaration_all_of_it_is_told(small_survey: Path) -> None:
    made = drafted(Survey.load(small_survey), BIB)
    assert not made.paper().fields
    (told,) = (note for note in made.notes if note.startswith("left out"))
    assert all(f"{name} = " in told for name in ("dataset", "species", "subjects", "trial_id", "begun", "colour"))


def test_what_is_too_long_to_be_read_whole_is_told(survey: Survey) -> None:
    made = drafted(survey, BIB.replace("QM9;", f"{'very ' * 100};"))
    assert "dataset" not in made.fields
    assert any("dataset = very very" in note for note in made.notes)


def test_what_a_record_must_have_is_told_as_missing(small_survey: Path) -> None:
    declared = DECLARED.replace("kind: number", "kind: number, required: true")
    made = drafted(Survey.load(declared_in(small_survey, declared=declared)), BIB)
    assert made.missing["subjects"] == "subjects: 1"
    assert "# subjects: 1\n" in made.text()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("dataset", "QM9, MD17,", ("QM9", "MD17")),
        ("dataset", "a, b; c", ("a, b", "c")),
        ("species", "Human", "human"),
        ("species", "human, fruit-fly", None),
        ("subjects", "1,024", 1024),
        ("open", "No", False),
        ("begun", "last year", None),
        ("protocol", "HTTPS://example.org/a b", "https://example.org/a%20b"),
        ("trial-id", "", None),
        ("dataset", "cut off…", None),
    ],
)
def test_a_text_is_read_as_the_field_asks(survey: Survey, name: str, text: str, value: Value | None) -> None:
    assert read_as(survey.fields[name], text) == value


def test_a_mapping_names_other_fields_of_a_library(survey: Survey) -> None:
    mapped = Mapped.load(Path("m.yaml"), "fields: {dataset: usera, species: colour}", survey.fields)
    (listed,) = read("x.bib", BIB.replace("Dataset", "usera").replace("black", "human"), mapped).entries
    made = draft(listed.entry, survey, topics=["quantization"], added=ADDED)
    assert made.fields["dataset"] == ["QM9", "Sheep & Co"]
    assert made.fields["species"] == "human"
    with pytest.raises(UsageError, match="there is no field datset"):
        Mapped.load(Path("m.yaml"), "fields: {datset: usera}", survey.fields)


def test_csl_and_jsonl_bring_them_too(survey: Survey) -> None:
    csl = '[{"id": "a", "type": "article", "title": "Counting Sheep", "dataset": ["QM9", "MD17"], "subjects": 40}]'
    (listed,) = read("x.json", csl).entries
    assert draft(listed.entry, survey, added=ADDED).fields["dataset"] == ["QM9", "MD17"]
    assert draft(listed.entry, survey, added=ADDED).fields["subjects"] == 40
    line = '{"title": "Counting Sheep", "year": 2024, "data": {"sets": ["QM9"]}, "own_fields": {"open": true}}\n'
    mapped = Mapped.load(Path("m.yaml"), "fields: {dataset: data.sets}", survey.fields)
    (offer,) = offered_by(Path("x.jsonl"), line, survey.taxonomy, mapped, "https://example.org/x")
    assert offer.entry.own_fields == {"open": True, "dataset": ("QM9",)}
    assert draft(offer.entry, survey, added=ADDED).fields["dataset"] == ["QM9"]
