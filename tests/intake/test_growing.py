"""A file of papers against the made-up survey: what is accepted, what a person decides, what is refused, and again."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.intake.decisions import Decisions, read_decisions
from livingsurvey.intake.growing import Piles, sort_out
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.offering import offered_by
from livingsurvey.intake.piles import ACCEPTED, REFUSED, TO_DECIDE, accepted_before, decided_before, write

TODAY = dt.date(2026, 1, 31)
LIST = "owner/list:README.md@0123456789ab#L7"
SOURCES = {"title": LIST, "authors": LIST, "venue": "arXiv id"}
PAPER: dict[str, Any] = {
    "title": "Folding Maps: Ångström-Sized Weights for “数” Models",
    "authors": ["Ora Lind", "Jan van der Berg", "Yi Wu"],
    "year": 2025,
    "venue": "arXiv",
    "arxiv": "2501.00001",
    "topics": ["weight-only-quantization"],
    "sources": SOURCES,
}
CLAIMED = Mapped.model_validate({"rules": [{"when": {"how": "claimed*"}, "then": "claimed"}]}, strict=False)


def imported(root: Path, *papers: dict[str, Any], decided: str = "", mapped: Mapped | None = None) -> Piles:
    """What one run of the command does with papers that differ from PAPER in these fields."""
    lines = "\n".join(json.dumps(PAPER | each) for each in papers)
    survey, folder = Survey.load(root, strict=False), root / "build/import/papers"
    offers = offered_by(Path("papers.jsonl"), lines, survey.taxonomy, mapped or Mapped(), None)
    told, edits = decided_before(folder)
    decisions = Decisions([*told, *read_decisions("decided.tsv", decided), *edits])
    piles = sort_out(survey, offers, decisions, accepted_before(folder), TODAY)
    write(survey, piles, folder)
    return piles


def rows(root: Path, pile: str) -> list[dict[str, str]]:
    text = (root / "build/import/papers" / pile).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def edit(root: Path, pile: str, old: str, new: str) -> None:
    path = root / "build/import/papers" / pile
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def content(root: Path) -> dict[Path, bytes]:
    files = [*root.glob("papers/*/*"), *root.glob("build/import/*/*")]
    return {path: path.read_bytes() for path in files}


def refusal(root: Path, **fields: Any) -> str:
    (refused,) = imported(root, fields).refused
    return refused.why


def test_what_is_complete_and_sourced_becomes_a_record_that_passes_the_checks(small_survey: Path) -> None:
    imported(small_survey, {})
    survey = Survey.load(small_survey)
    paper = survey["lind2025folding"]
    assert paper.sources == SOURCES
    assert paper.added == TODAY
    assert check(survey) == ()
    (row,) = rows(small_survey, ACCEPTED)
    assert (row["id"], row["main"], row["scope"]) == ("arxiv:2501.00001", "weight-only-quantization", "in")
    assert row["file"] == "papers/2025/lind2025folding.yaml"


SAID: dict[str, Any] = {
    "summary": {
        "en": 'Folds the weights of 數 & other models to 2.5 bits: an "Ångström" <wide>, and trains nothing for it.'
    },
    "traits": {"training": ["none", "calibration"], "weight-bits": 2.5},
    "read": [{"source": "https://arxiv.org/abs/2501.00001", "date": "2026-01-30"}],
}


def test_what_a_line_says_of_what_a_work_does_is_in_its_record(small_survey: Path) -> None:
    imported(small_survey, SAID)
    survey = Survey.load(small_survey)
    paper = survey["lind2025folding"]
    assert paper.model_dump(mode="json", include={"summary", "traits", "read"}, exclude_none=True) == SAID
    assert check(survey) == ()


def test_a_trait_of_other_topics_and_a_summary_without_a_source_are_refused(small_survey: Path) -> None:
    assert "'exact' is not a trait of weight-only-quantization" in refusal(
        small_survey, **SAID | {"traits": {"exact": True}}
    )
    assert "nothing says what was read for it" in refusal(small_survey, **SAID | {"read": []})


def test_run_again_it_does_nothing_twice(small_survey: Path) -> None:
    papers = [
        {},
        {},
        {"title": "Unfolding", "arxiv": "2501.00002", "topics": ["+new"]},
        {"arxiv": None, "title": "Loose"},
    ]
    imported(small_survey, *papers)
    before = content(small_survey)
    piles = imported(small_survey, *papers)
    assert [len(pile) for pile in (piles.accepted, piles.to_decide, piles.refused)] == [1, 1, 2]
    assert content(small_survey) == before


def test_a_record_that_a_killed_run_has_not_written_is_written_by_the_next(small_survey: Path) -> None:
    imported(small_survey, {})
    (small_survey / "papers/2025/lind2025folding.yaml").unlink()
    imported(small_survey, {})
    assert "lind2025folding" in Survey.load(small_survey).papers


def test_a_doubtful_topic_is_shown_with_the_likeliest_two_and_an_edit_of_the_pile_decides(small_survey: Path) -> None:
    paper = {"title": "Weights in Two Bits with Attention", "topics": ["weight-only-quantisation"]}
    imported(small_survey, paper)
    (row,) = rows(small_survey, TO_DECIDE)
    assert row["doubt"] == "there is no topic 'weight-only-quantisation'. Did you mean 'weight-only-quantization'?"
    assert row["likeliest"] == "weight-only-quantization (bits, weights); efficient-attention (attention)"
    assert (row["main"], row["scope"]) == ("weight-only-quantization", "")
    edit(small_survey, TO_DECIDE, "\tweight-only-quantization\t\t\t", "\tefficient-attention\t\tin\t")
    imported(small_survey, paper)
    assert Survey.load(small_survey)["lind2025weights"].topics == ("efficient-attention",)
    assert rows(small_survey, TO_DECIDE) == []


def test_decisions_name_papers_by_any_id_or_the_title_and_say_out_with_a_reason(small_survey: Path) -> None:
    other = {"title": "Unfolding All Maps", "arxiv": "2501.00002"}
    decided = (
        "2501.00001\tdata-selection\tefficient-attention, quantization\tin\t\nunfolding  all maps\t\t\tout\timages\n"
    )
    piles = imported(small_survey, {}, other, decided=decided)
    assert piles.accepted[0].topics == ("data-selection", "efficient-attention", "quantization")
    assert piles.refused[0].why == "decided out: images"


def test_a_later_decision_on_topics_is_followed_unless_the_record_was_edited_since(small_survey: Path) -> None:
    imported(small_survey, {})
    (accepted,) = imported(small_survey, {}, decided="2501.00001\tdata-selection\t\tin\n").accepted
    assert accepted.refiled
    assert Survey.load(small_survey)["lind2025folding"].topics == ("data-selection",)
    record = small_survey / "papers/2025/lind2025folding.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("data-selection", "quantization"), encoding="utf-8")
    for _ in range(2):
        (accepted,) = imported(small_survey, {}, decided="2501.00001\tefficient-attention\t\tin\n").accepted
        assert accepted.notes == ("re-filed by hand since; decided.tsv:1 would file it under efficient-attention",)
    assert Survey.load(small_survey)["lind2025folding"].topics == ("quantization",)


def test_versions_of_one_work_are_refused_with_the_record_that_has_it(small_survey: Path) -> None:
    gptq = {
        "title": "OPTQ: Accurate Quantization by Another Name",
        "authors": ["Elias Frantar", "S. Ashkboos", "Torsten Hoefler"],
        "arxiv": None,
        "openreview": "abcDEF1234",
        "year": 2023,
        "venue": "ICLR",
    }
    file = "papers/2022/frantar2022gptq.yaml"
    assert refusal(small_survey, arxiv="2210.17323").startswith(f"{file} is this paper: it has the id arxiv:2210.17323")
    titled = {"title": "OPTQ: accurate quantization for Generative Pretrained-Transformers", "arxiv": "2501.00001"}
    assert refusal(small_survey, **titled).startswith(f"{file} is this paper: it has the title “")
    assert f"{file} is this paper: almost the same authors wrote “" in refusal(small_survey, **gptq)
    assert [each.record for each in imported(small_survey, {}, {"openreview": "abcDEF1234"}).refused] == [
        "papers/2025/lind2025folding.yaml"
    ]


def test_a_sequel_with_an_arxiv_id_of_its_own_waits_for_a_person(small_survey: Path) -> None:
    sequel = {
        "title": "GPTQ: More of It",
        "authors": ["Elias Frantar", "Saleh Ashkboos", "Torsten Hoefler", "Dan Alistarh"],
        "arxiv": "2501.00009",
    }
    (undecided,) = imported(small_survey, sequel, decided="2501.00009\tquantization\t\tin\n").to_decide
    assert "but the arXiv id is 2210.17323; if it is another paper, write  not frantar2022gptq" in undecided.doubts[0]
    told = "2501.00009\tquantization\t\tin\tnot frantar2022gptq, a sequel\n"
    assert imported(small_survey, sequel, decided=told).accepted


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"authors": None}, "missing: authors: [Given Surname, Given Surname]"),
        ({"arxiv": None}, "missing: links: {page: https://…}"),
        ({"sources": {"title": LIST}}, "missing: sources: {authors: …}; sources: {venue: …}"),
        ({"title": 7}, "title: Input should be a valid string"),
        ({"year": "soon"}, "year: Input should be a valid integer, unable to parse string as an integer"),
        ({"authors": ["ORA LIND", "Yi Wu"]}, "LS"),
    ],
)
def test_what_has_a_fault_or_lacks_something_is_refused(small_survey: Path, fields: dict[str, Any], why: str) -> None:
    assert refusal(small_survey, **fields).startswith(why)
    assert list((small_survey / "papers").rglob("*2025*")) == []


def test_a_line_that_is_no_json_is_refused_and_the_others_are_read(small_survey: Path) -> None:
    text = f"{json.dumps(PAPER)}\n\n{{broken\n[]\n"
    offers = offered_by(Path("a.jsonl"), text, Survey.load(small_survey).taxonomy, Mapped(), None)
    assert [(each.place, bool(each.faults)) for each in offers] == [
        ("a.jsonl:1", False),
        ("a.jsonl:3", True),
        ("a.jsonl:4", True),
    ]


def test_a_venue_that_one_list_claims_leaves_the_record_at_its_preprint(small_survey: Path) -> None:
    claim = {
        "venue": "NIPS",
        "year": 2026,
        "how": "claimed by list",
        "doi": "10.1145/1.2",
        "sources": SOURCES | {"venue": LIST},
    }
    (accepted,) = imported(small_survey, claim, mapped=CLAIMED).accepted
    paper = Survey.load(small_survey)["lind2025folding"]
    assert (paper.venue, paper.year, paper.sources["venue"]) == ("arXiv", 2025, "arXiv id")
    assert paper.claimed is not None
    assert (paper.claimed.venue, paper.claimed.year, paper.claimed.source) == ("NeurIPS", 2026, LIST)
    assert accepted.notes == ("the DOI 10.1145/1.2 is left out: it belongs to the version that is only claimed",)


def test_a_venue_that_nobody_knows_waits_until_it_is_added_whatever_was_decided(small_survey: Path) -> None:
    (undecided,) = imported(small_survey, {"venue": "Nowhere"}, decided="2501.00001\tquantization\t\tin\n").to_decide
    assert undecided.doubts == ("knowledge/venues.yaml has no venue 'Nowhere'; add it with its kind",)
    assert rows(small_survey, TO_DECIDE)[0]["scope"] == ""
    edit(small_survey, TO_DECIDE, "\t\t\t", "\t\tin\t")
    for _ in range(2):
        imported(small_survey, {"venue": "Nowhere"})
        assert rows(small_survey, TO_DECIDE)[0]["scope"] == "in"


def test_what_was_decided_out_stays_out_until_somebody_decides_otherwise(small_survey: Path) -> None:
    doubtful = {"topics": []}
    imported(small_survey, doubtful)
    edit(small_survey, TO_DECIDE, "\t\t\t", "\t\tout\timages only")
    for _ in range(2):
        (refused,) = imported(small_survey, doubtful).refused
        assert refused.why == "decided out: images only"
    assert imported(small_survey, doubtful, decided="2501.00001\t\t\tdoubt\n").to_decide
    imported(small_survey, doubtful, decided="2501.00001\t\t\tout\n")
    edit(small_survey, REFUSED, "\t\t\tout\t", "\tquantization\t\tin\t")
    assert imported(small_survey, doubtful, decided="2501.00001\t\t\tout\n").accepted


def test_who_is_in_doubt_says_why_and_names_two_topics(small_survey: Path) -> None:
    decided = "2501.00001\tquantization\tdata-selection\tdoubt\tneither text decides\n"
    (undecided,) = imported(small_survey, {}, decided=decided).to_decide
    assert undecided.doubts == ("decided.tsv:1: neither text decides",)
    (row,) = rows(small_survey, TO_DECIDE)
    assert (row["main"], row["further"], row["scope"]) == ("quantization", "data-selection", "")
    edit(small_survey, TO_DECIDE, "\tdata-selection\t\t", "\t\tin\t")
    assert imported(small_survey, {}, decided=decided).accepted[0].topics == ("quantization",)


def test_a_topic_that_is_divided_further_is_no_certain_one_until_somebody_decides(small_survey: Path) -> None:
    (undecided,) = imported(small_survey, {"topics": ["quantization"]}).to_decide
    assert undecided.doubts == ("'quantization' has subtopics",)
    assert imported(small_survey, {}, decided="2501.00001\tquantization\t\tin\n").accepted


def test_authors_of_a_preprint_are_those_of_the_venue_only_where_its_source_has_them(small_survey: Path) -> None:
    listed = "owner/papers:iclr/iclr2026.json@0123456789ab"
    venue = {"venue": "ICLR", "year": 2026, "sources": SOURCES | {"venue": listed}}
    other = venue | {"title": "Unfolding All Maps", "arxiv": "2501.00002", "agree": ["owner/list"]}
    imported(small_survey, venue | {"agree": ["owner/list", "owner/papers (ids)"]}, other)
    survey = Survey.load(small_survey)
    agreed, alone = survey["lind2025folding"], survey["lind2025unfolding"]
    assert (agreed.venue, agreed.sources["authors"]) == ("ICLR", f"{listed}; {LIST}")
    assert (alone.venue, alone.claimed and alone.claimed.source) == ("arXiv", listed)
    assert check(survey) == ()


def test_a_method_has_the_name_that_its_title_begins_with_unless_another_paper_has_it(small_survey: Path) -> None:
    titles = ["FoldLM-2: Maps for All", "FOLDLM2: Sorting Sparse Oceans", "Position: Globes Are Better than Nothing"]
    papers = [
        {"title": title, "arxiv": f"2501.0010{place}", "authors": [f"{given} Lind"]}
        for place, (title, given) in enumerate(zip(titles, ["Ora", "Bo", "Cy"], strict=True))
    ]
    imported(small_survey, *papers)
    names = {paper.title: paper.name for paper in Survey.load(small_survey)}
    assert [names[title] for title in titles] == ["FoldLM-2", None, None]
