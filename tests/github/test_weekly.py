"""Decisions about proposals on GitHub: who may take them, what they are about, and what is left."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.github.test_refresh import CODE, H2O, ID, MAYBE, OTHER, VENUE, ids, proposal

from livingsurvey.github import weekly
from livingsurvey.github.comment import rendered
from livingsurvey.github.issue import Event
from livingsurvey.github.proposals import in_boxes, row
from livingsurvey.github.weekly import ANSWERED, Branch, Command, Outcome
from livingsurvey.model.proposal import Proposal
from livingsurvey.survey import Survey

TODAY = dt.date(2026, 11, 30)
ROOT = Path(__file__).parents[2]


def proposed(*values: dict[str, Any]) -> list[Proposal]:
    return [Proposal.model_validate_json(json.dumps(each)) for each in values]


def issue(root: Path, *values: dict[str, Any], ticked: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    survey = Survey.load(root)
    rows = [row(each, survey, is_ticked=each.id in ids(*ticked)) for each in proposed(*values)]
    body = rendered(ROOT, "proposals", boxes=in_boxes(rows), total=len(rows))
    return {"number": 12, "user": {"login": "github-actions[bot]"}, "body": body}


def said(body: str, number: int = 1, association: str = "OWNER", login: str = "ada") -> dict[str, Any]:
    return {"id": number, "user": {"login": login}, "body": body, "author_association": association}


def command(issue: dict[str, Any], comment: dict[str, Any], *comments: dict[str, Any]) -> Command | None:
    event = Event.model_validate({"issue": issue, "comment": comment})
    earlier = [event.model_validate({"issue": issue, "comment": each}).comment for each in comments]
    return weekly.command_in(event, Branch(issue=event.issue, comments=earlier))


def decided(root: Path, issue: dict[str, Any], body: str | None = None, **known: Any) -> Outcome:
    event = Event.model_validate({"issue": issue, "comment": said(body or "")})
    branch = replace(Branch(issue=event.issue), **known)
    return weekly.decide(Survey.load(root), branch, weekly.command_in(event, branch) if body else None, TODAY)


def test_a_yes_to_one_is_a_no_to_another_for_the_same_field(small_survey: Path) -> None:
    likely = VENUE | {"certainty": "likely"}
    outcome = decided(small_survey, issue(small_survey, likely, OTHER, CODE, ticked=(likely,)), "/accept")
    assert [each.id for each in outcome.accepted] == ids(likely)
    assert [each.id for each in outcome.rejected] == ids(OTHER)
    assert [each.id for each in outcome.asked] == ids(CODE)
    assert "another proposal for the same field" in (small_survey / "history/rejected.jsonl").read_text(
        encoding="utf-8"
    )


def test_nobody_but_the_project_decides_and_only_by_a_command(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ticked=(CODE,))
    assert command(asked, said("/accept", association="COLLABORATOR")) is not None
    for association in ("NONE", "CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "owner"):
        assert command(asked, said("/accept", association=association)) is None
    for body in ("Nice! /accept", "/acceptance", "accept", "/ accept", "", "/topic x"):
        assert command(asked, said(body)) is None
    assert command(asked, said("/accept"), said(f"{ANSWERED}1 -->\nAccepted:", 2, login="github-actions[bot]")) is None
    assert command(asked, said("/accept"), said(f"{ANSWERED}1 -->\nAccepted:", 2, login="mallory")) is not None


@pytest.mark.parametrize("login", ["mallory", "github-actions", "ada"])
def test_an_issue_that_no_machine_wrote_has_no_boxes(small_survey: Path, login: str) -> None:
    asked = issue(small_survey, CODE, ticked=(CODE,)) | {"user": {"login": login}}
    decision = command(asked, said("/accept"))
    assert decision is not None
    assert decision.trouble == "no box"


def test_of_several_commands_at_once_none_is_guessed(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID, ticked=(CODE, ID))
    mixed = command(asked, said("/accept", 3), said("/reject moved", 2), said("/accept", 1, "NONE"), said("/accept", 3))
    assert mixed is not None
    assert (mixed.trouble, mixed.answers) == ("mixed", (2, 3))
    same = command(asked, said("/accept", 3), said("/accept", 2), said("/accept", 3))
    assert same is not None
    assert (same.trouble, same.answers, same.ticked) == (None, (2, 3), {*ids(CODE, ID)})


def test_a_rejection_says_why(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ticked=(CODE,))
    lacking = command(asked, said("/reject"))
    assert lacking is not None
    assert lacking.trouble == "no reason"
    outcome = decided(small_survey, asked, f"/reject \u202ea fork,\nnot the code {'x' * 5_000}")
    assert [each.id for each in outcome.rejected] == ids(CODE)
    (kept,) = map(json.loads, (small_survey / "history/rejected.jsonl").read_text(encoding="utf-8").splitlines())
    assert kept["reason"].startswith("a fork, not the code xxx")


def test_a_box_counts_that_was_ticked_when_the_comment_was_written_and_still_is(small_survey: Path) -> None:
    then, now = (issue(small_survey, CODE, ID, ticked=ticked) for ticked in ((CODE,), (CODE, ID)))
    event = Event.model_validate({"issue": then, "comment": said("/accept")})
    branch = Branch(issue=Event.model_validate({"issue": now, "comment": said("")}).issue)
    decision = weekly.command_in(event, branch)
    outcome = weekly.decide(Survey.load(small_survey), branch, decision, TODAY)
    assert [each.id for each in outcome.accepted] == ids(CODE)
    assert outcome.ticked == {*ids(ID)}


def test_what_is_not_as_it_was_is_refused_with_the_reason_and_asked_no_more(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID, ticked=(CODE,))
    record = small_survey / H2O
    record.write_text(record.read_text(encoding="utf-8").replace("FMInference/H2O", "example/H2O"), encoding="utf-8")
    outcome = decided(small_survey, asked, "/accept")
    assert outcome.accepted == ()
    assert "links.code is" in outcome.refused[0].reason
    assert [each.id for each in outcome.asked] == ids(ID)
    assert "Not done:" in rendered(ROOT, "answer", outcome=outcome)


def test_what_was_decided_in_any_pull_request_is_neither_accepted_nor_asked(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID, ticked=(CODE, ID))
    outcome = decided(small_survey, asked, "/accept", past_ids=frozenset(ids(CODE)))
    assert [each.id for each in outcome.accepted] == ids(ID)
    assert list(outcome.unknown) == ids(CODE)
    assert outcome.asked == ()


def test_data_that_was_changed_by_hand_has_no_box(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID, ticked=(CODE, ID))
    asked["body"] = asked["body"].replace("FMInference\\/h2o", "x").replace('FMInference/h2o"', 'evil/h2o"')
    outcome = decided(small_survey, asked, "/accept")
    assert [each.id for each in outcome.accepted] == ids(ID)
    assert list(outcome.unknown) == ids(CODE)
    assert "evil" not in (small_survey / H2O).read_text(encoding="utf-8")


def test_what_the_issue_asks_outlives_what_runs_keep_for_each_other(small_survey: Path) -> None:
    asked = issue(small_survey, CODE, ID)
    assert {each.id for each in decided(small_survey, asked).asked} == {*ids(CODE, ID)}
    memory = {"days": {"DBLP": {"zhang2023h2o": "2026-12-01"}}}
    (small_survey / "build/refresh").mkdir(parents=True)
    (small_survey / "build/refresh/asked.json").write_text(json.dumps(memory), encoding="utf-8")
    assert [each.id for each in decided(small_survey, asked).asked] == ids(ID)  # the source says no more that it moved


def test_the_issue_alone_makes_nothing_certain(small_survey: Path) -> None:
    outcome = decided(small_survey, issue(small_survey, VENUE))
    assert outcome.accepted == ()
    assert [each.id for each in outcome.asked] == ids(VENUE)
    assert "venue: arXiv" in (small_survey / MAYBE).read_text(encoding="utf-8")


def standing(root: Path, *values: dict[str, Any]) -> None:
    file = root / "build/refresh/proposals.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"schema_version": 1, "proposals": values}), encoding="utf-8")


def test_a_certain_one_that_would_break_a_record_is_asked_with_the_reason(small_survey: Path) -> None:
    standing(small_survey, ID | {"certainty": "certain", "said": {"ids.openreview": "tcbBPnfwxS"}})
    outcome = decided(small_survey, issue(small_survey))
    (left,) = outcome.asked
    assert "error LS201: OpenReview id tcbBPnfwxS is in papers/2022/frantar2022gptq.yaml too" in left.reasons[-1]
    assert outcome.accepted == ()


def test_a_pull_request_that_is_full_holds_the_rest_back(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weekly, "MOST_IN_PULL", 1)
    standing(small_survey, VENUE, CODE | {"certainty": "certain"})
    outcome = decided(small_survey, issue(small_survey))
    assert [each.id for each in outcome.accepted] == ids(VENUE)
    assert (outcome.asked, outcome.held_back) == ((), 1)


def newcomer(title: str, arxiv: str, year: int = 2026) -> dict[str, Any]:
    fields = {"title": title, "authors": ["Ada Example"], "year": year, "venue": "arXiv", "ids": {"arxiv": arxiv}}
    return proposal("example2026new", "paper", fields | {"topics": ["quantization"]})


def test_new_papers_become_records_and_one_with_the_same_key_stays_open(small_survey: Path) -> None:
    one, other = newcomer("New Quantization of Weights", "2611.00001"), newcomer("New Pruning", "2611.00002")
    outcome = decided(small_survey, issue(small_survey, one, other, ticked=(one,)), "/accept")
    assert [each.id for each in outcome.accepted] == ids(one)
    assert outcome.rejected == ()
    assert [each.id for each in outcome.asked] == ids(other)
    assert [each.id for each in outcome.pulled] == ids(one)
    (record,) = (small_survey / "papers/2026").iterdir()
    assert "added: 2026-11-30" in record.read_text(encoding="utf-8")


def test_what_would_break_another_file_is_undone_and_the_rest_is_done(small_survey: Path) -> None:
    candidate = newcomer("Counting <sheep> & goats", "2201.00002", 2022)  # surveys.yaml still looks for it
    asked = issue(small_survey, candidate, CODE, ID, ticked=(candidate, CODE, ID))
    before = {path: path.read_bytes() for path in small_survey.glob("papers/*/*.yaml")}
    outcome = decided(small_survey, asked, "/accept")
    assert {each.id for each in outcome.accepted} == {*ids(CODE, ID)}
    assert [each.id for each in outcome.asked] == ids(candidate)
    assert "knowledge/surveys.yaml:" in outcome.refused[0].reason
    assert "LS346" in outcome.refused[0].reason
    changed = {path for path in small_survey.glob("papers/*/*.yaml") if before.get(path) != path.read_bytes()}
    assert changed == {small_survey / H2O, small_survey / MAYBE}


CITED = {"count": 12, "date": "2026-11-30", "source": "https://openalex.org/W1"}
CITES = {"papers": ["frantar2022gptq"], "date": "2026-11-30", "source": "https://openalex.org/W1"}
NAMES = ["Hao Chen", {"family": "Example Sample", "given": "Ada"}, {"group": "Gradient Descenders"}]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("venue", {"venue": "ACL", "year": 2024, "claimed": None}),
        ("title", {"title": "Maybe Less Data is Needed", "also_titled": []}),
        ("authors", {"authors": NAMES, "and_others": None}),
        ("claim", {"claimed": {"venue": "ACL", "year": 2024, "source": "https://arxiv.org/abs/2305.09246"}}),
        ("citations", {"citations": CITED}),
        ("references", {"cites": CITES}),
        ("code", {"links.code": "https://github.com/example/maybe"}),
    ],
)
def test_what_was_accepted_is_shown_as_part_of_the_pull_request(
    small_survey: Path, kind: str, said: dict[str, Any]
) -> None:
    paper = Survey.load(small_survey)["chen2023maybe"].model_dump(mode="json")
    now = {place: paper[place] for place in said if paper.get(place)}
    asked = proposal("chen2023maybe", kind, said, now=now)
    outcome = decided(small_survey, issue(small_survey, asked, ticked=(asked,)), "/accept")
    assert outcome.refused == ()
    assert [each.id for each in outcome.pulled] == ids(asked)
    assert outcome.overtaken == ()
    assert Branch.read(written_by(outcome, small_survey)).carried == outcome.pulled


def written_by(outcome: Outcome, folder: Path) -> Path:
    """The folder as the next run finds it, with the message of this run's commit."""
    (folder / "carried.txt").write_text(weekly.message(outcome), encoding="utf-8")
    return folder
