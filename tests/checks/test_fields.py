"""Own fields: what a record may say in them, what each mistake is answered with, and what is written in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.own_fields import DECLARED, FIELDS, GPTQ, H2O, SAID, declared_in

from livingsurvey import Survey, schema
from livingsurvey.checks import check
from livingsurvey.checks.fields import TAKEN
from livingsurvey.checks.fixing import fix
from livingsurvey.model import Finding
from livingsurvey.publish.exports.table import COLUMNS
from livingsurvey.store.read import read
from livingsurvey.store.write import dump_paper, edit_paper

Declare = Callable[..., Path]


@pytest.fixture
def declare(small_survey: Path) -> Declare:
    """The small survey with own fields, and with these lines in a record."""

    return partial(declared_in, small_survey)


def findings(root: Path) -> tuple[Finding, ...]:
    return check(Survey.load(root, strict=False, cached=False))


def test_a_record_says_what_is_declared(declare: Declare) -> None:
    root = declare(SAID)
    assert not findings(root)
    paper = Survey.load(root)["frantar2022gptq"]
    assert paper.fields["dataset"] == ("QM9: small molecules", "MD17")
    assert dict(Survey.load(root)["frantar2022gptq"].fields) == dict(paper.fields)  # as the cache has it
    text = dump_paper(paper)
    assert text.index("traits:") < text.index("dataset:") < text.index("read:")
    (root / GPTQ).write_text(text, encoding="utf-8")
    assert Survey.load(root)["frantar2022gptq"] == paper


def test_a_new_value_stands_behind_the_traits(declare: Declare) -> None:
    text = (declare() / GPTQ).read_text(encoding="utf-8")
    edited = edit_paper(text, {("subjects",): 12})
    assert "subjects: 12\nread:" in edited
    assert edited.replace("subjects: 12\n", "") == text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("datset: QM9", "LS104 unknown key 'datset'. Did you mean 'dataset'? Rename it, delete the line, or declare"),
        ("modality: {a: 1}", "LS104 unknown key 'modality'. "),
        ("fields: {dataset: QM9}", "LS104 unknown key 'fields'. "),
        ("dataset: {a: 1}", "LS105 'dataset' cannot be {'a': 1}. Write a text, a number, true or false; several, up"),
        ("dataset: []", "LS107 'dataset' is empty. Write its value, or delete the line."),
        ("dataset: [MD17, true]", "LS353 'dataset' cannot be true. Write it in quotes."),
        ("dataset: 1.50", "LS353 'dataset' cannot be 1.5. Write it in quotes."),
        ("species: fruitfly", "LS353 'species' cannot be 'fruitfly'. Write one of human, fruit-fly. Did you mean "),
        ("species: [human, fruit-fly]", "LS353 'species' takes one value, not a list. Keep the right one."),
        ("trial-id: NCT123", "LS353 'trial-id' cannot be 'NCT123'. Write it in the form  NCT[0-9]{8} "),
        ("subjects: forty", "LS353 'subjects' cannot be 'forty'. Write a number, without people."),
        ("open: maybe", "LS353 'open' cannot be 'maybe'. Write  true  or  false"),
        ("begun: 2021-02-29", "LS353 'begun' cannot be '2021-02-29'. Write a day as year-month-day: 2026-01-31"),
        ("protocol: javascript:alert(1)", "LS353 'protocol' cannot be 'javascript:alert(1)'. Write an address"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_finding_at_its_place(declare: Declare, line: str, said: str) -> None:
    (finding,) = findings(declare(f"{line}\n"))
    assert finding.file == GPTQ
    assert said in f"{finding.code} {finding.reason}. {finding.fix}"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("dataset: 17", "dataset: '17'"),
        ("species: Fruit Fly", "species: fruit-fly"),
        ("species: [human]", "species: human"),
        ('trial-id: "https://trials.example/NCT01234567/view"', 'trial-id: "NCT01234567"'),
        ('subjects: "1,024"', "subjects: 1024"),
        ("open: yes", "open: true"),
        ("begun: 2020/2/29", "begun: 2020-02-29"),
        ('protocol: "HTTPS://example.org/a b"', 'protocol: "https://example.org/a%20b"'),
    ],
)
def test_what_can_be_meant_in_one_way_is_mended(declare: Declare, wrong: str, right: str) -> None:
    root = declare(f"{wrong}\n")
    expected = (root / GPTQ).read_text(encoding="utf-8").replace(wrong, right)
    assert not fix(Survey.load(root, strict=False, cached=False)).left
    assert (root / GPTQ).read_text(encoding="utf-8") == expected


def test_everything_is_told_at_once(declare: Declare) -> None:
    root = declare("datset: QM9\nmodality: {a: 1}\ndataset: [[1]]\n")
    text = (root / GPTQ).read_text(encoding="utf-8")
    (root / GPTQ).write_text(
        text.replace("year: 20", 'year: "20', 1).replace("\nvenue:", '"\nvenue:', 1), encoding="utf-8"
    )
    assert sorted(finding.code for finding in findings(root)) == ["LS104", "LS104", "LS105", "LS105"]


def test_required_of_those_it_applies_to(declare: Declare) -> None:
    declared = DECLARED.replace("kind: choice", "kind: choice\n    required: true\n    topics: [quantization]")
    root = declare("species: human\n", declared)
    quantized = {paper.key for paper in Survey.load(root).papers_in("quantization")}
    assert len(quantized) > 1
    missing = {Path(finding.file).stem for finding in findings(root) if finding.code == "LS382"}
    assert missing == quantized - {"frantar2022gptq"}
    (one,) = (finding for finding in findings(declare("species: human\n", declared, H2O)) if finding.code == "LS352")
    assert one.file == H2O


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("id: a, kind: text, address: 'https://example.org/{id}'", "LS108 'address' is for the kind id, and"),
        ("id: a, kind: id, address: 'https://example.org/'", "LS108 'https://example.org/' is not an address"),
        ("id: a, kind: id, pattern: '['", "LS108 '[' is not a regular expression. "),
        ("id: a, kind: choice", "LS106 the kind 'choice' lacks values to choose from. "),
        ("id: a, kind: txet", "Did you mean 'text'?"),
        ("id: a, kind: text, shown: [page]", "'page' is not one of paper, lists, explore, exports, form"),
        ("id: code, kind: text", "LS381 'code' is what records or exports call something else. Choose another id"),
        ("id: weight-bits, kind: number", "LS358 the id 'weight-bits' is taken. Choose another id."),
        ("id: a, kind: text, topics: [nowhere]", "LS357 unknown topic 'nowhere'. "),
    ],
)  # fmt: skip
def test_a_wrong_declaration_is_one_finding(declare: Declare, declared: str, said: str) -> None:
    (finding,) = findings(declare("", f"fields:\n  - {{name: {{en: A}}, {declared}}}\n"))
    assert finding.file == FIELDS
    assert said in f"{finding.code} {finding.reason}. {finding.fix}"


def test_no_record_is_wrong_while_nobody_can_read_the_declarations(declare: Declare) -> None:
    root = declare("dataset: QM9\nmodality: audio\n", "fields: [\n")
    assert {finding.file for finding in findings(root)} == {FIELDS}


def test_records_are_read_again_when_a_field_is_declared_no_more(declare: Declare) -> None:
    root = declare("dataset: QM9\n")
    before = read(root, cached=False)
    (root / FIELDS).write_text("fields: []\n", encoding="utf-8")
    after = read(root, cached=False, before=before, changed={FIELDS})
    assert [(finding.file, finding.code) for finding in after.findings] == [(GPTQ, "LS104")]
    (root / FIELDS).write_text(DECLARED, encoding="utf-8")
    assert not read(root, cached=False, before=after, changed={FIELDS}).findings


def test_editors_know_them(declare: Declare) -> None:
    root = declare("", DECLARED.replace("many: true", "many: true, required: true, means: what it was tried on"))
    paper = json.loads(schema.schemas(Survey.load(root))["schema/paper.schema.json"])
    properties = paper["properties"]
    assert "dataset" in paper["required"]
    assert properties["dataset"]["description"] == "what it was tried on"
    assert properties["species"]["enum"] == ["human", "fruit-fly"]
    assert properties["trial-id"]["pattern"] == "^(?:NCT[0-9]{8})$"
    assert not paper["additionalProperties"]


def test_the_names_of_all_columns_of_exports_are_taken() -> None:
    assert {column.name for column in COLUMNS if "_" not in column.name} <= TAKEN
