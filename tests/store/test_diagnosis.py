"""What a wrong value in a record is answered with: place, code, reason, and the line to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from livingsurvey.model import Finding, Paper, SurveyInfo, Taxonomy, Traits, Venues
from livingsurvey.model.record import Record
from livingsurvey.store import paper
from livingsurvey.store.diagnosis import MAX_FINDINGS, diagnose, explain, reasons
from livingsurvey.store.mapping import to_mapping
from livingsurvey.store.read import _json, _paper_json
from strategies import lines

GOOD = {
    "title": '"GPTQ: Accurate Quantization"',
    "year": "2023",
    "venue": "ICLR",
    "ids": '{arxiv: "2210.17323"}',
    "topics": "[weight-only-quantization]",
    "added": "2023-05-10",
}
LINE = list(GOOD).index


def findings(changes: dict[str, str | None]) -> list[Finding]:
    """What a record is answered with in which these lines are others, are new, or (None) are missing."""
    fields = {name: value for name, value in (GOOD | changes).items() if value is not None}
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    record, found = _paper_json(("papers/2022/frantar2022gptq.yaml", text.encode()))
    if record is not None:
        try:
            paper.of("frantar2022gptq", record, {})
        except ValidationError:
            found = list(
                explain(paper.wrong("frantar2022gptq", record, {}), Paper, "papers/2022/frantar2022gptq.yaml", text)
            )
    return found


def test_the_record_that_all_these_are_made_from_is_right() -> None:
    assert findings({}) == []


@pytest.mark.parametrize(
    ("field", "value", "column", "code", "reason", "fix"),
    [
        (
            "ids",
            "{arxiv: 2401.12340}",
            14,
            "LS102",
            "arxiv is the number 2401.1234; an unquoted id loses",
            '"2401.12340"',
        ),
        ("ids", "{acl: 2023.10}", 12, "LS102", "acl is the number 2023.1;", 'Write  acl: "2023.10"'),
        ("ids", "{openreview: 0123456789}", 19, "LS102", "openreview is the number", '"0123456789"'),
        ("title", "2020", 8, "LS102", "title is the number 2020", 'Write  title: "2020"'),
        ("title", "true", 8, "LS105", "title is true, not text", 'Write  title: "true"'),
        ("title", "[A, B]", 8, "LS105", "a list where one value belongs", 'Write  title: "A"'),
        ("title", "{A: B}", 8, "LS105", "lines of  key: value  where text belongs", "Write  title:"),
        ("title", '" A"', 8, "LS108", "without white space around it", 'Write  title: "A"'),
        ("title", '"A\\nB"', 8, "LS108", "text on one line", 'Write  title: "A B"'),
        ("title", '"A\\e[2J\\0B"', 8, "LS108", "without control characters", 'Write  title: "A [2J B"'),
        ("title", '"A\\u2028B"', 8, "LS115", "U+2028 LINE SEPARATOR, which is invisible", 'Write  title: "A B"'),
        ("year", '"2023"', 7, "LS105", "whole number without quotes, not '2023'", "Write  year: 2023"),
        ("year", "2_023", 7, "LS105", "not '2_023'", "Write  year: 2023"),
        ("year", "2023.0", 7, "LS105", "not 2023.0", "Write  year: 2023"),
        ("year", "true", 7, "LS105", "not true", "Write it as in  year: "),
        ("year", ".nan", 7, "LS105", "whole number", "Write it as in  year: "),
        ("year", "20233", 7, "LS108", "'year' is 20233; it must be at most 2100", "Write it as in  year: "),
        ("year", "12", 7, "LS108", "at least 1900", "Write it as in  year: "),
        ("year", "9" * 40, 7, "LS105", "whole number", "Write it as in  year: "),
        ("topics", "quantization", 9, "LS105", "'topics' must be a list", "Write  topics: [quantization]"),
        ("topics", "'a, b'", 9, "LS105", "'topics' must be a list", 'Write  topics: ["a, b"]'),
        ("topics", "[A b]", 10, "LS108", "'A b' is not a topic id", "Write it as in  topics: weight-only-quantization"),
        ("topics", "[a, 1]", 13, "LS102", "topics is the number 1", 'Write  "1"'),
        ("topics", "[a, b, a]", 16, "LS108", "'a' is listed twice in 'topics'", "Delete one"),
        ("topics", "[]", 9, "LS107", "'topics' is empty", "Write its value, or delete the line."),
        ("authors", '["Ö", ""]', 16, "LS107", "'authors' is empty", "Write its value"),
        ("authors", "[A B, {family: 12}]", 25, "LS102", "family is the number 12", 'Write  family: "12"'),
        ("authors", "[{given: A}]", 11, "LS106", "'family' is missing", "Add a line  family: Brown"),
        ("authors", "[{family: B, gven: A}]", 23, "LS104", "unknown key 'gven'", "Did you mean 'given'?"),
        ("authors", "[{group: B, given: A}]", 22, "LS104", "unknown key 'given'", "delete the line"),
        ("authors", "[[A, B]]", 11, "LS105", "a list where one value belongs", 'Write  "A"'),
        ("and_others", "yes", 13, "LS105", "'and_others' is true or false, not 'yes'", "Write  and_others: true"),
        (
            "and_others",
            "true",
            13,
            "LS108",
            "the list of authors is empty",
            "Name the first authors, or delete the line.",
        ),
        ("authors", "[A, , B]", 0, "LS101", "not YAML", ""),
        ("authors", "[A, null]", 14, "LS107", "an item of 'authors' is empty", "Write its value"),
        ("venue", "", 1, "LS107", "'venue' is empty", "Write its value"),
        ("links", "{code: }", 9, "LS107", "'code' is empty", "Write its value"),
        ("links", "{code: github.com/a/b}", 15, "LS108", "'github.com/a/b' is not", '"https://github.com/a/b"'),
        ("links", "{code: ftp://a.b/c}", 15, "LS108", "is not one absolute web address", "Write it as in"),
        ("links", "{code: 'https://a.bc/<x>'}", 15, "LS108", "contains '<', U+003C", '"https://a.bc/%3Cx%3E"'),
        ("links", "{code: [https://a.b/c]}", 15, "LS105", "a list where", 'Write  code: "https://a.b/c"'),
        ("links", "{reimplementations: 'https://a.b/c'}", 28, "LS105", "must be a list", '["https://a.b/c"]'),
        ("links", "{archived: 2026-01-31}", 19, "LS108", "no code under links", "Give the address as  code:"),
        ("links", "{code: 'https://a.bc/d', archived: yes}", 0, "LS108", "is not a date", "archived: 2026-01-31"),
        ("cites", "{papers: [GPTQ], date: 2026-01-31, source: x}", 18, "LS108", "key of a paper", "frantar2022gptq"),
        ("citations", "{count: -1, date: 2026-01-31, source: x}", 20, "LS108", "-1", "Write"),
        ("citations", "{count: many, date: 2026-01-31, source: x}", 20, "LS105", "many", "Write"),
        ("citations", "{count: 1, source: x}", 1, "LS106", "'date' is missing", "date: 2026-01-31"),
        ("links", "[x]", 8, "LS105", "'links' must be lines of  key: value", "Write  links:"),
        ("ids", '{arxiv: "2401.12340v2"}', 14, "LS108", "no version", 'Write  arxiv: "2401.12340"'),
        ("ids", "{arxiv: https://arxiv.org/pdf/2401.12340}", 14, "LS108", "no URL", 'Write  arxiv: "2401.12340"'),
        (
            "ids",
            "{arxiv: 10.1609/aaai.v35i16.17664}",
            14,
            "LS108",
            "is not an arXiv id",
            'doi: "10.1609/aaai.v35i16.17664"',
        ),
        ("ids", "{doi: https://doi.org/10.1609/x}", 12, "LS108", "a DOI without", 'Write  doi: "10.1609/x"'),
        ("ids", "{acl: https://aclanthology.org/P19-1001/}", 12, "LS108", "ACL Anthology", 'Write  acl: "P19-1001"'),
        ("ids", "{arxiv: none}", 14, "LS108", "'none' is not an arXiv id", 'Write it as in  arxiv: "2210.17323"'),
        ("ids", '{arixv: "2210.17323"}', 7, "LS104", "unknown key 'arixv'", "Did you mean 'arxiv'?"),
        ("added", "2023-5-7", 8, "LS108", "'2023-5-7' is not a date", "Write  added: 2023-05-07"),
        ("added", "2023-05-10T12:00:00", 8, "LS108", "is not a date", "Write  added: 2023-05-10"),
        ("added", "20230510", 8, "LS108", "20230510 is not a date", "Write  added: 2023-05-10"),
        ("added", '"1683849600"', 8, "LS108", "'1683849600' is not a date", "Write it as in  added: "),
        ("added", "2023-02-30", 8, "LS108", "is not a date", "Write it as in  added: "),
        ("added", "[2023-05-10]", 8, "LS108", "is not a date", "Write it as in  added: "),
        ("autors", "[Ö]", 1, "LS104", "unknown key 'autors'", "Did you mean 'authors'?"),
        ("zzz", "1", 1, "LS104", "unknown key 'zzz'", "Known keys: name, title,"),
        ("key", "frantar2022gptq", 1, "LS104", "the key is the file's name", "Delete the line."),
        ("sources", "{venue: 1}", 18, "LS102", "venue is the number 1", 'Write  venue: "1"'),
        ("sources", "{'': x}", 11, "LS105", "the key '' names nothing", "Write what"),
    ],
)
def test_a_wrong_value(field: str, value: str, column: int, code: str, reason: str, fix: str) -> None:
    (found, *more) = findings({field: value})
    line = LINE(field) + 1 if field in GOOD else len(GOOD) + 1
    assert not more
    assert found.code == code
    assert reason in found.reason
    assert fix in found.fix
    if column:
        assert (found.line, found.column) == (line, column)
    assert found.file == "papers/2022/frantar2022gptq.yaml"


@pytest.mark.parametrize(
    ("field", "fix"),
    [
        ("title", 'Add a line  title: "The title as published"'),
        ("year", "Add a line  year: 2023"),
        ("venue", "Add a line  venue: ICLR"),
        ("topics", "Add a line  topics: [data-selection]"),
        ("added", "Add a line  added: 2026-01-31"),
    ],
)
def test_a_missing_field(field: str, fix: str) -> None:
    (found,) = findings({field: None})
    assert (found.code, found.reason, found.fix) == ("LS106", f"'{field}' is missing", fix)


def test_everything_is_reported_at_once() -> None:
    found = findings({"title": None, "year": '"x"', "ids": "{arxiv: 1}", "bogus": "1", "added": "soon"})
    assert sorted(each.code for each in found) == ["LS102", "LS104", "LS105", "LS106", "LS108"]


def test_the_same_mistake_a_thousand_times_is_not_a_thousand_lines() -> None:
    found = findings({"authors": "[" + "1, " * 1000 + "]"})
    assert len(found) == MAX_FINDINGS + 1
    assert found[-1].reason == "900 more values are wrong"


def test_a_long_value_is_shortened() -> None:
    (found,) = findings({"ids": f"{{arxiv: {'x' * 5000}}}"})
    assert len(str(found)) < 400


@given(st.sampled_from([*GOOD, "authors", "name"]), lines)
def test_any_value_ends_in_findings_of_one_line(field: str, value: str) -> None:
    for found in findings({field: value}):
        assert "\n" not in str(found)
        assert found.fix


def about(model: type[Record], text: str) -> list[tuple[str, str]]:
    data, found = to_mapping("file.yaml", text.encode())
    if data is not None:
        try:
            model.model_validate_json(_json(data))
        except ValidationError as error:
            found = list(diagnose(error, model, "file.yaml", text))
    return [(each.place, f"{each.code} {each.reason}. {each.fix}") for each in found]


def test_a_venue_of_an_unknown_kind() -> None:
    ((place, said),) = about(Venues, "venues:\n  - name: ICLR\n    kind: conferense\n")
    assert place == "file.yaml:3:11"
    assert "'conferense' is not one of conference, journal" in said
    assert "Did you mean 'conference'?" in said


@pytest.mark.parametrize(
    ("trait", "at", "said"),
    [
        ("kind: choice", "{id", "LS106 the kind 'choice' lacks values to choose from. Add  values: {<id>: "),
        ("kind: several, values: {}", "{}", "LS106 the kind 'several' lacks values to choose from"),
        (
            "kind: number, values: {a: {name: {en: A}, means: a}}",
            "{a: {name",
            "LS108 the kind 'number' has no values. Delete them, or write  kind: choice",
        ),
        (
            "kind: yes-no, unit: bit",
            "bit",
            "LS108 'unit' is for the kind number, and this is of the kind 'yes-no'. Delete it, or write  kind: number",
        ),
        ("kind: number, topics: [b, b]", "b]", "LS108 'b' is listed twice in 'topics'. Delete one of the two."),
    ],
)
def test_a_trait_that_does_not_fit_its_kind(trait: str, at: str, said: str) -> None:
    topics = "" if "topics" in trait else ", topics: [b]"
    line = f"  - {{id: a, name: {{en: A}}, {trait}{topics}}}"
    ((place, words),) = about(Traits, f"traits:\n{line}\n")
    assert place == f"file.yaml:2:{line.index(at) + 1}"
    assert said in words


def test_a_mistake_deep_in_the_tree() -> None:
    text = (
        "topics:\n"
        "  - {id: a, title: {en: A}, definition: x, topics: [{id: b, title: {en: B}}]}\n"
        "  - {id: C, titel: {en: A}, title: {en: A}, definition: x}\n"
    )
    places = dict(about(Taxonomy, text))
    assert "LS106 'definition' is missing" in places["file.yaml:2:53"]
    assert "LS108 'C' is not an id" in places["file.yaml:3:10"]
    assert "LS104 unknown key 'titel'. Did you mean 'title'?" in places["file.yaml:3:13"]


@pytest.mark.parametrize(
    ("written", "at", "said"),
    [
        ("definition: {en: x, hz: y}", "hz", "LS104 unknown key 'hz'. Known keys: en, zh."),
        ("definition: x, border: {zh: y}", "border", "LS106 'en' is missing"),
        ("definition: {Rounding: to 4 bits}", "{Rounding", "LS105 'definition' is lines of  key: value"),
        ("definition: 4", "4", "LS102 definition is the number 4"),
    ],
)
def test_a_text_that_may_be_in_several_languages(written: str, at: str, said: str) -> None:
    line = f"  - {{id: a, title: {{en: A}}, {written}}}"
    ((place, words),) = about(Taxonomy, f"topics:\n{line}\n")
    assert place == f"file.yaml:2:{line.index(at) + 1}"
    assert said in words


def test_a_site_without_its_final_slash() -> None:
    ((_, said),) = about(SurveyInfo, "title: A\ndescription: B\nsite: https://example.org/a\n")
    assert "final slash" in said


def test_no_pattern_is_told_where_no_file_holds_the_value() -> None:
    fields = {"key": "doe2020paper", "title": "Fold\u00ading", "year": 20, "venue": "ICLR", "topics": ("a",)}
    with pytest.raises(ValidationError) as caught:
        Paper.model_validate({**fields, "ids": {"arxiv": "x"}, "added": "2023-05-10"})
    assert reasons(caught.value) == [
        "'title' contains U+00AD SOFT HYPHEN, which is invisible, at character 5",
        "'year' is 20; it must be at least 1900",
        "ids.arxiv: 'x' is not an arXiv id: four digits, a dot, four or five digits, no version, no URL",
    ]
    with pytest.raises(ValidationError) as caught:
        Paper.model_validate_json("{")
    assert reasons(caught.value)[0].startswith("Invalid JSON")
