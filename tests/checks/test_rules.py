"""Each rule on data that breaks it, and on data that looks as if it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.checks import RULES, check
from livingsurvey.model import Finding, Severity

GPTQ = "papers/2022/frantar2022gptq.yaml"
LLMINT8 = "papers/2022/dettmers2022llmint8.yaml"
H2O = "papers/2023/zhang2023h2o.yaml"


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def copy(root: Path, file: str, key: str, **replaced: str) -> str:
    """A second record with the text of another, some of it replaced; its file's name."""
    text = (root / file).read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    name = f"papers/{key[-8:-4] if key[-8:-4].isdigit() else '2023'}/{key}.yaml"
    (root / name).write_text(text, encoding="utf-8")
    return name


def findings(root: Path) -> list[Finding]:
    """The errors: one record made from another's text also resembles it, and is warned of that."""
    found = check(Survey.load(root, strict=False, cached=False))
    return [finding for finding in found if finding.severity is Severity.ERROR]


def test_the_made_up_survey_breaks_no_rule(small_survey: Path) -> None:
    assert check(Survey.load(small_survey, strict=False, cached=False)) == ()


# --- LS111, LS201: identity ------------------------------------------------------------------------------------------


def test_a_record_in_another_years_folder(small_survey: Path) -> None:
    (small_survey / GPTQ).rename(small_survey / "papers/2023/frantar2022gptq.yaml")
    (finding,) = findings(small_survey)
    assert (finding.place, finding.code) == ("papers/2023/frantar2022gptq.yaml:1:1", "LS111")
    assert finding.reason == "the key says 2022, the folder 2023"
    assert "papers/2022/frantar2022gptq.yaml" in finding.fix


def test_the_year_of_publication_may_differ_from_the_folder(small_survey: Path) -> None:
    change(small_survey, GPTQ, "year: 2023", "year: 2025")
    assert findings(small_survey) == []


def test_one_work_in_two_records(small_survey: Path) -> None:
    name = copy(
        small_survey,
        GPTQ,
        "frantar2023optq",
        **{"[weight-only-quantization]": "[weight-only-quantization, data-selection]", "2023-05-10": "2024-01-01"},
    )
    (finding,) = findings(small_survey)
    assert (finding.file, finding.code) == (name, "LS201")
    assert (finding.line, finding.column) == (10, 14)
    assert finding.reason == f"arXiv id 2210.17323 and OpenReview id tcbBPnfwxS are in {GPTQ} too"
    assert f"delete this file, write  topics: [weight-only-quantization, data-selection]  in {GPTQ}" in finding.fix
    assert "correct the id" in finding.fix


def test_the_record_that_was_there_first_is_the_one_to_keep(small_survey: Path) -> None:
    copy(small_survey, GPTQ, "aaron2023optq", **{"2023-05-10": "2024-01-01"})
    (finding,) = findings(small_survey)
    assert finding.file == "papers/2023/aaron2023optq.yaml"
    assert "that record has all its topics already" in finding.fix


def test_a_doi_in_another_case_is_the_same(small_survey: Path) -> None:
    name = copy(
        small_survey,
        "papers/2021/xiong2021nystromformer.yaml",
        "xiong2023nystrom",
        **{'arxiv: "2102.03902", ': "", "10.1609/aaai": "10.1609/AAAI", "2023-12-05": "2024-01-01"},
    )
    (finding,) = findings(small_survey)
    assert (finding.file, finding.line) == (name, 7)
    assert finding.reason.startswith("DOI 10.1609/AAAI.v35i16.17664 is in papers/2021/")


def test_three_records_of_one_work_are_two_findings(small_survey: Path) -> None:
    for key in ("frantar2023one", "frantar2023two"):
        copy(small_survey, GPTQ, key, **{"2023-05-10": "2024-01-01"})
    assert [finding.code for finding in findings(small_survey)] == ["LS201", "LS201"]


# --- LS202, LS203, LS204: filing -------------------------------------------------------------------------------------


def test_an_unknown_topic(small_survey: Path) -> None:
    change(small_survey, LLMINT8, "[quantization, weight-only", "[quantization, weigth-only")
    (finding,) = findings(small_survey)
    assert (finding.place, finding.code) == (f"{LLMINT8}:11:24", "LS202")
    assert finding.reason == "unknown topic 'weigth-only-quantization'"
    assert finding.fix == "Did you mean 'weight-only-quantization'?"


def test_an_unknown_topic_in_a_block_list(small_survey: Path) -> None:
    change(small_survey, H2O, "- efficient-attention", "- zzz")
    (finding,) = findings(small_survey)
    assert (finding.line, finding.column) == (25, 5)
    assert finding.fix == "Write an id from taxonomy.yaml."


def test_an_unknown_venue(small_survey: Path) -> None:
    change(small_survey, GPTQ, "venue: ICLR", "venue: ICLRR")
    (finding,) = findings(small_survey)
    assert (finding.place, finding.code) == (f"{GPTQ}:9:8", "LS203")
    assert "Did you mean 'ICLR'?" in finding.fix


def test_a_venue_nearest_to_an_alias_is_named_as_it_is_written(small_survey: Path) -> None:
    change(small_survey, GPTQ, "venue: ICLR", "venue: ArXiv preprints")
    (finding,) = findings(small_survey)
    assert "Did you mean 'arXiv'?" in finding.fix


@pytest.mark.parametrize("spelling", ["NIPS", "neurips", "NeurlPS", "NEURIPS"])
def test_another_spelling_of_a_venue(small_survey: Path, spelling: str) -> None:
    change(small_survey, LLMINT8, "venue: NeurIPS", f"venue: {spelling}")
    (finding,) = findings(small_survey)
    assert (finding.line, finding.code, finding.fix) == (7, "LS204", "Write  venue: NeurIPS")


def test_a_missing_taxonomy_is_one_finding_and_not_one_a_paper(small_survey: Path) -> None:
    (small_survey / "taxonomy.yaml").unlink()
    (small_survey / "knowledge/venues.yaml").write_text("venues: x\n", encoding="utf-8")
    assert [finding.code for finding in findings(small_survey)] == ["LS105", "LS114"]


# --- LS205, LS206: vocabulary ----------------------------------------------------------------------------------------


def test_a_topic_twice_in_the_tree(small_survey: Path) -> None:
    change(small_survey, "taxonomy.yaml", "id: data-selection", "id: quantization")
    change(small_survey, "papers/2023/chen2023maybe.yaml", "data-selection", "quantization")
    change(small_survey, "papers/2024/example2024bold.yaml", "data-selection, ", "")
    (finding,) = findings(small_survey)
    assert (finding.place, finding.code) == ("taxonomy.yaml:35:13", "LS205")
    assert finding.fix == "Give 'Data Selection' its own id; 'Quantization' has this one."


@pytest.mark.parametrize(
    ("old", "new", "line", "fix"),
    [
        ("aliases: [ACL Findings]", "aliases: [acl]", 14, "Keep it in one of the two: ACL or Findings of ACL."),
        (
            "aliases: [ArXiv preprint, CoRR]",
            "aliases: [CoRR, NIPS]",
            21,
            "Keep it in one of the two: NeurIPS or arXiv.",
        ),
        ("name: AAAI", "name: ACL", 16, "Merge the two entries."),
    ],
)
def test_a_spelling_of_two_venues(small_survey: Path, old: str, new: str, line: int, fix: str) -> None:
    change(small_survey, "knowledge/venues.yaml", old, new)
    found = [finding for finding in findings(small_survey) if finding.file == "knowledge/venues.yaml"]
    assert [(finding.line, finding.code, finding.fix) for finding in found] == [(line, "LS206", fix)]


def test_an_alias_that_differs_from_its_own_name_in_case_is_fine(small_survey: Path) -> None:
    change(small_survey, "knowledge/venues.yaml", "aliases: [ArXiv preprint, CoRR]", "aliases: [ArXiv, ARXIV]")
    assert findings(small_survey) == []


# --- the table and the report ----------------------------------------------------------------------------------------


def test_every_rule_has_a_code_of_its_own_and_says_what_it_is() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert {"LS111", "LS201", "LS202", "LS203", "LS204", "LS205", "LS206"} <= set(codes)
    for rule in RULES:
        assert rule.sentence.endswith(".")


def test_what_reading_found_and_what_rules_found_come_together_in_order(small_survey: Path) -> None:
    change(small_survey, H2O, "- efficient-attention", "- zzz")
    change(small_survey, GPTQ, "year: 2023", "year: x")
    change(small_survey, LLMINT8, "venue: NeurIPS", "venue: NIPS")
    found = findings(small_survey)
    assert [finding.code for finding in found] == ["LS204", "LS105", "LS202"]
    assert found == sorted(found)


def test_a_hundred_breaches_in_one_file_are_found_in_a_moment(small_survey: Path) -> None:
    topics = "\n".join(f"  - zz-{number}" for number in range(100))
    change(small_survey, H2O, "  - efficient-attention", topics)
    assert len(findings(small_survey)) == 100
