"""A yes to a proposal."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import MADE, SMALL_SURVEY
from tests.refresh.said import CODE, DAY, FORUM, PAPER, VENUE, proposal, telling

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.model import Finding, Severity
from livingsurvey.model.proposal import Proposal
from livingsurvey.refresh import deciding
from livingsurvey.refresh.deciding import Decided, accept
from livingsurvey.store.write import edit_file
from livingsurvey.store.yaml import parse

CHEN = "papers/2023/chen2023maybe.yaml"
H2O = "papers/2023/zhang2023h2o.yaml"
FORUM_PAGE = "https://openreview.net/forum?id=madeUp1234"


def decide(root: Path, *proposals: Proposal) -> Decided:
    return accept(Survey.load(root, strict=False), proposals, DAY)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("papers/*/*")}


def changed_lines(before: bytes, after: bytes) -> list[str]:
    old = before.decode().splitlines()
    return [line for line in after.decode().splitlines() if line not in old]


def test_a_yes_changes_the_lines_it_is_about_and_names_the_source(small_survey: Path) -> None:
    path = small_survey / CHEN
    path.write_text(
        path.read_text(encoding="utf-8").replace("venue: arXiv", "venue: arXiv  # so far"), encoding="utf-8"
    )
    before = contents(small_survey)
    decided = decide(small_survey, VENUE, FORUM, CODE)
    assert (set(decided.written), decided.refused) == ({CHEN}, ())
    assert {each.id for each in decided.accepted} == {VENUE.id, FORUM.id, CODE.id}
    after = contents(small_survey)
    assert {name for name in after if before[name] != after[name]} == {CHEN}
    assert changed_lines(before[CHEN], after[CHEN]) == [
        "year: 2024",
        "venue: ICLR  # so far",
        'ids: {arxiv: "2305.09246", openreview: "madeUp1234"}',
        "links:",
        "  code: https://github.com/example/maybe",
        "sources:",
        f"  code: {FORUM_PAGE}",
        f"  venue: {FORUM_PAGE}",
    ]
    assert not any(finding.severity is Severity.ERROR for finding in check(Survey.load(small_survey, strict=False)))


def test_of_several_sources_the_first_is_named(small_survey: Path) -> None:
    decide(small_survey, VENUE.model_copy(update={"told": (telling("DBLP", "https://dblp.org/rec/x/y"), telling())}))
    assert Survey.load(small_survey)["chen2023maybe"].sources["venue"] == "https://dblp.org/rec/x/y"


def test_a_field_that_has_a_source_of_its_own_gets_the_new_one(small_survey: Path) -> None:
    edit_file(small_survey / CHEN, {("sources", "year"): "https://arxiv.org/abs/2305.09246"})
    decide(small_survey, VENUE)
    assert dict(Survey.load(small_survey)["chen2023maybe"].sources) == {"year": FORUM_PAGE, "venue": FORUM_PAGE}


@pytest.mark.parametrize(("venue", "stays"), [("ICLR", False), ("ACL", True)])
def test_a_claim_goes_when_it_has_come_true(small_survey: Path, venue: str, stays: bool) -> None:
    edit_file(small_survey / CHEN, {("claimed",): {"venue": venue, "source": "https://arxiv.org/abs/2305.09246"}})
    assert decide(small_survey, VENUE).accepted == (VENUE,)
    assert (Survey.load(small_survey)["chen2023maybe"].claimed is not None) is stays


def test_none_takes_a_value_away_and_leaves_nothing_empty(small_survey: Path) -> None:
    now = {"links.code": "https://github.com/FMInference/H2O", "name": "H2O"}
    gone = proposal("code", dict.fromkeys([*now, "and_others", "links.project"]), now, key="zhang2023h2o")
    assert decide(small_survey, gone).refused == ()
    text = (small_survey / H2O).read_text(encoding="utf-8")
    assert "links" not in text
    assert "name: H2O" not in text


@pytest.mark.parametrize("others", [{}, {"authors": "https://example.org/"}])
def test_what_goes_takes_its_source_along(small_survey: Path, others: dict[str, str]) -> None:
    edit_file(small_survey / CHEN, {("month",): 5, ("note",): "x", ("sources",): {**others, "month": "https://x.org/"}})
    gone = proposal("title", {"month": None}, {"month": 5})
    assert decide(small_survey, gone).refused == ()
    assert dict(Survey.load(small_survey)["chen2023maybe"].sources) == others
    assert ("sources" in (small_survey / CHEN).read_text(encoding="utf-8")) is bool(others)


def test_a_source_that_goes_and_one_that_comes_leave_the_others(small_survey: Path) -> None:
    edit_file(small_survey / CHEN, {("month",): 5, ("sources",): {"month": "https://x.org/"}})
    both = proposal("venue", {**VENUE.said, "month": None}, {**VENUE.now, "month": 5})
    assert decide(small_survey, both).refused == ()
    assert dict(Survey.load(small_survey)["chen2023maybe"].sources) == {"venue": FORUM_PAGE}


def test_one_yes_that_fails_keeps_the_others(small_survey: Path) -> None:
    stale = proposal("venue", {"venue": "ICLR"}, {"venue": "arXiv"}, key="zhang2023h2o")
    decided = decide(small_survey, stale, VENUE)
    assert decided.accepted == (VENUE,)
    (refusal,) = decided.refused
    assert refusal.proposals == (stale,)
    told = f'{H2O}:18:1: venue is "NeurIPS" now, and was "arXiv" when {stale.id} was proposed'
    assert refusal.reason == f"{told}; run 'survey refresh' again"


def test_all_of_a_record_or_nothing(small_survey: Path) -> None:
    before = contents(small_survey)
    stale = proposal("code", {"links.code": "https://github.com/example/x"}, {"links.code": "https://example.org"})
    decided = decide(small_survey, VENUE, stale)
    assert (decided.accepted, contents(small_survey)) == ((), before)
    assert decided.refused[0].proposals == tuple(sorted((VENUE, stale), key=lambda each: each.id))


def test_two_answers_to_one_question_are_refused(small_survey: Path) -> None:
    other = proposal("venue", {"venue": "ACL", "year": 2023}, {"venue": "arXiv", "year": 2023})
    decided = decide(small_survey, VENUE, other)
    assert (decided.accepted, len(decided.refused)) == ((), 1)
    assert decided.refused[0].reason == f"{CHEN}: the proposals say two things of venue; accept one of them"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"venue": "Nowhere"}, "LS203"),
        ({"year": 20234}, "LS108"),
        ({"year": "2024"}, "LS"),
        ({"title": "Red \x1b[31m title"}, "LS"),
        ({"ids.openreview": "https://openreview.net/forum?id=madeUp1234"}, "LS108"),
        ({"ids.nothing": "x"}, "LS104"),
        ({"links.code": "https://arxiv.org/abs/2305.09246"}, "LS402"),
        ({"links.code": "javascript:alert(1)"}, "LS108"),
        ({"authors": ["Ada Example", "Ada Example"]}, "LS251"),
        ({"topics": []}, "LS"),
        ({"title.en": "Maybe"}, "there is no place for title.en"),
        ({"title": None}, "LS106"),
    ],
)
def test_what_would_be_an_error_is_not_written(small_survey: Path, said: dict[str, Any], told: str) -> None:
    before = contents(small_survey)
    record = Survey.load(small_survey)["chen2023maybe"].model_dump(mode="json", exclude_defaults=True)
    now = {place: record[place] for place in said if place in record}
    decided = decide(small_survey, proposal("code", said, now))
    assert (decided.accepted, contents(small_survey)) == ((), before)
    assert decided.refused[0].reason.startswith(CHEN)
    assert told in decided.refused[0].reason


def test_an_error_that_was_there_before_keeps_nobody_from_saying_yes(small_survey: Path) -> None:
    edit_file(small_survey / CHEN, {("topics",): ["nothing-like-it"]})
    assert decide(small_survey, VENUE).accepted == (VENUE,)


@pytest.mark.parametrize("said", [{"ids.openreview": "RkRrPp7GKO"}, {"ids.acl": "2022.acl-long.375"}])
def test_the_id_of_another_paper_is_refused(small_survey: Path, said: dict[str, str]) -> None:
    decided = decide(small_survey, proposal("id", said))
    assert "error LS201" in decided.refused[0].reason
    assert f"survey refresh --reject {decided.refused[0].proposals[0].id} --reason TEXT" in decided.refused[0].reason


def test_what_gives_another_file_an_error_is_found_among_others_and_refused(small_survey: Path) -> None:
    said = {**PAPER.said, "title": "Counting <sheep> & goats", "year": 2022, "ids": {"arxiv": "2201.00002"}}
    sheep = proposal("paper", said, key="example2022counting")  # surveys.yaml looks for it among its candidates
    before = contents(small_survey)
    decided = decide(small_survey, sheep, PAPER, VENUE, FORUM, CODE)
    assert {each.id for each in decided.accepted} == {each.id for each in (PAPER, VENUE, FORUM, CODE)}
    assert contents(small_survey).keys() - before.keys() == {"papers/2024/example2024madeup.yaml"}
    (refusal,) = decided.refused
    assert refusal.proposals == (sheep,)
    assert refusal.reason.startswith("papers/2022/example2022counting.yaml is not written: knowledge/surveys.yaml:47:")
    assert "error LS346" in refusal.reason


def test_two_records_do_not_get_one_id_or_title_at_once(small_survey: Path) -> None:
    again = proposal("id", {"ids.openreview": "madeUp1234"}, key="li2023symbolic")
    assert len(decide(small_survey, FORUM, again).accepted) == 1
    title = Survey.load(small_survey)["zhang2023h2o"].title
    now = {"title": Survey.load(small_survey)["chen2023maybe"].title}
    decided = decide(small_survey, proposal("title", {"title": title.upper()}, now))
    assert f"the title of {H2O}" in decided.refused[0].reason


def test_a_record_that_cannot_be_read_or_is_gone_is_told(small_survey: Path) -> None:
    (small_survey / CHEN).write_text("title: [", encoding="utf-8")
    nobody = proposal("id", {"ids.openreview": "madeUp1234"}, key="nobody2020nothing")
    reasons = [refusal.reason for refusal in decide(small_survey, VENUE, nobody).refused]
    assert reasons == [
        "chen2023maybe has no record that can be read; run 'survey check'",
        "nobody2020nothing has no record that can be read; run 'survey check'",
    ]


def test_who_edits_the_record_meanwhile_keeps_the_edit(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    edit_file(small_survey / CHEN, {("name",): "Maybe"})
    before = contents(small_survey)
    (refusal,) = accept(survey, [VENUE], DAY).refused
    assert (refusal.reason, contents(small_survey)) == (f"{CHEN} was just changed by somebody else; run again", before)


def test_a_file_that_cannot_be_edited_stays(small_survey: Path) -> None:
    path = small_survey / CHEN
    text = path.read_text(encoding="utf-8").replace("venue: arXiv", "venue: >-\n  arXiv")
    path.write_text(text.replace("ids: {", "ids: {   ").replace("\n", "\r\n"), encoding="utf-8", newline="")
    before = contents(small_survey)
    decided = decide(small_survey, VENUE)
    if decided.refused:
        assert contents(small_survey) == before
        assert "edit it by hand" in decided.refused[0].reason
    else:
        assert Survey.load(small_survey)["chen2023maybe"].venue == "ICLR"


def test_a_new_paper_becomes_a_record(small_survey: Path) -> None:
    before = contents(small_survey)
    decided = decide(small_survey, PAPER)
    (file,) = decided.written
    assert file == "papers/2024/example2024madeup.yaml"
    assert contents(small_survey).keys() - before.keys() == {file}
    paper = Survey.load(small_survey)["example2024madeup"]
    assert (paper.title, paper.authors, paper.added) == (PAPER.said["title"], ("Ada Example", "Özge Örnek"), DAY)
    assert paper.sources == dict.fromkeys(("title", "authors", "venue"), FORUM_PAGE)


def test_a_file_that_somebody_writes_meanwhile_is_not_written_over(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small_survey / "papers/2024/example2024madeup.yaml"

    def with_a_guest(survey: Survey) -> tuple[Finding, ...]:
        file.write_text("title: a guest\n", encoding="utf-8")
        return ()

    monkeypatch.setattr(deciding, "check", with_a_guest)
    decided = decide(small_survey, PAPER, VENUE)
    assert [each.id for each in decided.accepted] == [VENUE.id]
    assert "was just written by somebody else" in decided.refused[0].reason
    assert file.read_text(encoding="utf-8") == "title: a guest\n"


def test_a_key_that_is_taken_is_lengthened(small_survey: Path) -> None:
    (small_survey / "papers/2024/example2024madeup.yaml").write_text("title: not a record yet\n", encoding="utf-8")
    assert list(decide(small_survey, PAPER).written) == ["papers/2024/example2024madeuppruning.yaml"]


def test_a_paper_that_the_survey_has_is_told(small_survey: Path) -> None:
    known = PAPER.model_copy(update={"said": {**PAPER.said, "ids": {"arxiv": "2305.09246"}}})
    decided = decide(small_survey, known, PAPER, PAPER.model_copy(update={"said": {**PAPER.said, "name": "Made"}}))
    assert len(decided.accepted) == 1
    reasons = sorted(refusal.reason for refusal in decided.refused)
    assert "chen2023maybe.yaml is this paper: it has the id arxiv:2305.09246" in reasons[0]
    assert "example2024madeup.yaml is this paper" in reasons[1]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"topics": []}, "is not a complete record: topics"),
        ({"venue": "Nowhere"}, "LS203"),
        ({"ids": {}}, "LS235"),
        ({"title": "\x1b[2J"}, "is not a complete record: title"),
        ({"topics": ["nothing-like-it"]}, "no topic 'nothing-like-it'"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_new_paper_that_would_not_be_right_is_not_written(
    small_survey: Path, said: dict[str, Any], told: str
) -> None:
    before = contents(small_survey)
    decided = decide(small_survey, PAPER.model_copy(update={"said": {**PAPER.said, **said}}))
    assert (decided.accepted, contents(small_survey)) == ((), before)
    assert told in decided.refused[0].reason


TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
NAMES = st.lists(TEXTS, min_size=1, max_size=5, unique=True)
PARTS = st.fixed_dictionaries({"family": TEXTS, "given": TEXTS})
PLACES = {
    "title": TEXTS,
    "name": TEXTS,
    "authors": st.lists(TEXTS | PARTS, min_size=1, max_size=5, unique_by=str),
    "also_titled": NAMES,
    "year": st.integers(1990, 2099),
    "venue": st.sampled_from(["ACL", "ICLR", "NeurIPS", "AAAI"]),
    "ids.openreview": st.text("abcXYZ019_-", min_size=8, max_size=12),
    "ids.doi": st.text("abc/().;<>", min_size=1, max_size=20).map("10.5555/{}".format),
    "links.code": st.text("abcXYZ019-", min_size=1, max_size=9).map("https://github.com/example/{}".format),
    "links.project": st.text("abc?=&%#", max_size=9).map("https://example.org/{}".format),
    "claimed": st.fixed_dictionaries({"venue": st.just("ACL"), "source": st.just("https://example.org/")}),
    "and_others": st.just(True),
}


@given(
    key=st.sampled_from(["chen2023maybe", "zhang2023h2o", "frantar2022gptq", "li2023symbolic", "dettmers2022llmint8"]),
    wanted=st.dictionaries(st.sampled_from(sorted(PLACES)), st.none(), min_size=1, max_size=4),
    data=st.data(),
)
def test_whatever_is_accepted_changes_the_places_it_names_and_no_others(
    key: str, wanted: dict[str, None], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SMALL_SURVEY, Path(folder, "survey"), ignore=MADE))
        survey = Survey.load(root)
        record = survey[key].model_dump(mode="json", exclude_defaults=True)
        said = {place: data.draw(PLACES[place], place) for place in wanted}
        now = {place: _at(record, place) for place in said if _at(record, place) is not None}
        before = contents(root)
        decided = accept(survey, [proposal("venue", said, now, key=key)], DAY)
        after = contents(root)
        file = survey.files[key]
        assert {name for name in after if before[name] != after[name]} <= {file}
        assert bool(decided.accepted) != bool(decided.refused)
        if decided.refused:
            assert after == before
            return
        old, new = parse(before[file].decode())[0], parse(after[file].decode())[0]
        for place, value in said.items():
            assert _at(new, place) == value
        assert _rest(new, said) == _rest(old, said)
        assert [
            line for line in before[file].splitlines() if b"#" in line and line not in after[file].splitlines()
        ] == []


def _at(record: Any, place: str) -> Any:
    for part in place.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def _rest(record: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What a record says besides, without the sources of what is said."""
    flat = {
        (name, part): value
        for name, inner in record.items()
        if isinstance(inner, dict)
        for part, value in inner.items()
    }
    flat |= {(name,): value for name, value in record.items() if not isinstance(value, dict)}
    places = {tuple(place.split(".")) for place in said}
    return {path: value for path, value in flat.items() if path[0] != "sources" and places.isdisjoint({path, path[:1]})}
