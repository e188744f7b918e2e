"""The open proposals from one run to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.refresh.said import CODE, FORUM, PAPER, VENUE, proposal, telling

from livingsurvey import Survey
from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.model.proposal import Certainty, Proposal
from livingsurvey.refresh.rejected import Rejections
from livingsurvey.refresh.standing import FILE, Standing
from livingsurvey.store.write import edit_file

CHEN = "papers/2023/chen2023maybe.yaml"
NOTHING = Rejections()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    standing = Standing((VENUE, CODE, PAPER))
    assert standing.write(tmp_path)
    assert Standing.read(tmp_path) == standing
    assert [each.id for each in Standing.read(tmp_path).proposals] == [VENUE.id, CODE.id, PAPER.id]
    assert not standing.write(tmp_path)


def test_where_no_run_was_nothing_is_open(tmp_path: Path) -> None:
    assert Standing.read(tmp_path) == Standing()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"schema_version": 2, "proposals": []}', '{"proposals": [{"key": 1}]}', "\xff"]
)
def test_a_broken_file_is_told_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(content, encoding="latin-1")
    with pytest.raises(UsageError, match=r"proposals\.json is not a file of proposals; delete it and run"):
        Standing.read(tmp_path)


def test_an_id_can_be_cut_short_as_long_as_it_names_one() -> None:
    standing = Standing((VENUE, CODE))
    assert standing.named(VENUE.id[:4].upper()) == VENUE
    with pytest.raises(UnknownName, match="at least 4 digits"):
        standing.named(VENUE.id[:3])
    with pytest.raises(UnknownName, match="no proposal 'zzzz'"):
        standing.named("zzzz")
    made = (proposal("code", {"links.code": f"https://github.com/example/{number}"}) for number in range(1000))
    alike = {each.id[:4]: each for each in made}
    twin = next(
        each for each in (proposal("code", {"links.code": str(n)}) for n in range(9**9)) if each.id[:4] in alike
    )
    with pytest.raises(UnknownName, match="write more digits"):
        Standing((twin, alike[twin.id[:4]])).named(twin.id[:4])


def test_a_proposal_is_open_until_the_record_changes_where_it_would(small_survey: Path) -> None:
    standing = Standing((VENUE, FORUM, CODE, PAPER))
    assert standing.still_open(Survey.load(small_survey), NOTHING) == standing
    edit_file(small_survey / CHEN, {("year",): 2024, ("ids", "openreview"): "madeUp1234", ("name",): "Maybe"})
    assert standing.still_open(Survey.load(small_survey), NOTHING) == Standing((CODE, PAPER))
    (small_survey / CHEN).unlink()
    assert standing.still_open(Survey.load(small_survey), NOTHING) == Standing((PAPER,))


@pytest.mark.parametrize("field", ["title", "ids"])
def test_a_new_paper_is_open_until_the_survey_has_it(small_survey: Path, field: str) -> None:
    said = {"title": PAPER.said["title"].upper()} if field == "title" else {"ids": PAPER.said["ids"]}
    edit_file(small_survey / CHEN, {(name,): value for name, value in said.items()})
    assert Standing((PAPER,)).still_open(Survey.load(small_survey), NOTHING) == Standing()


def test_what_was_said_goes_when_its_source_says_otherwise_and_stays_when_it_is_silent() -> None:
    before = Standing((VENUE, CODE))
    assert before.renewed((), {}).proposals == (VENUE, CODE)
    assert before.renewed((), {"DBLP": ["chen2023maybe"], "OpenReview": ["frantar2022gptq"]}).proposals == (VENUE, CODE)
    assert before.renewed((), {"OpenReview": ["chen2023maybe"]}).proposals == ()
    assert before.renewed((FORUM,), {"OpenReview": ["chen2023maybe"]}).proposals == (FORUM,)


def test_a_source_that_says_the_same_joins_in() -> None:
    dblp = telling("DBLP", "https://dblp.org/rec/conf/iclr/Example24")
    again = VENUE.model_copy(update={"told": (dblp,)})
    (joined,) = Standing((VENUE,)).renewed((again,), {"DBLP": ["chen2023maybe"]}).proposals
    assert [each.source for each in joined.told] == ["DBLP", "OpenReview"]
    assert joined.certainty is Certainty.CERTAIN
    (left,) = Standing((joined,)).renewed((), {"OpenReview": ["chen2023maybe"]}).proposals
    assert left.told == (dblp,)


def test_a_source_that_was_silent_and_one_that_says_otherwise_make_each_other_uncertain() -> None:
    other = proposal("venue", {"venue": "ACL", "year": 2023}, {"venue": "arXiv"}, telling("DBLP"))
    standing = Standing((VENUE,)).renewed((other, FORUM), {"DBLP": ["chen2023maybe"]})
    found = {each.id: each for each in standing.proposals}
    assert {each.certainty for each in (found[VENUE.id], found[other.id])} == {Certainty.LIKELY}
    assert all("another source says otherwise" in found[each.id].reasons for each in (VENUE, other))
    assert found[FORUM.id].certainty is Certainty.CERTAIN


def test_of_counts_the_newest_answer_is_enough() -> None:
    def count(number: int, source: str) -> Proposal:
        said = {"citations": {"count": number, "date": "2024-03-01", "source": "https://example.org/"}}
        return proposal("citations", said, None, telling(source))

    old, new = count(3, "OpenAlex"), count(4, "Semantic Scholar")
    assert Standing((old,)).renewed((new,), {"Semantic Scholar": ["chen2023maybe"]}).proposals == (new,)
    assert Standing((old,)).renewed((), {"Semantic Scholar": ["chen2023maybe"]}).proposals == (old,)


def test_the_surest_come_first_then_those_that_are_worth_most() -> None:
    standing = Standing().renewed((CODE, PAPER, FORUM, VENUE), {})
    assert standing.proposals == (VENUE, FORUM, PAPER, CODE)


VENUES = st.builds(
    lambda venue, source: proposal("venue", {"venue": venue}, None, telling(source)),
    st.sampled_from(["ACL", "ICLR", "AAAI"]),
    st.sampled_from(["DBLP", "OpenReview", "Crossref"]),
)


@given(
    st.lists(VENUES), st.lists(VENUES, unique_by=lambda each: each.id), st.sets(st.sampled_from(["DBLP", "OpenReview"]))
)
def test_the_same_run_again_proposes_nothing_new(old: list[Proposal], new: list[Proposal], asked: set[str]) -> None:
    answered = {source: ["chen2023maybe"] for source in asked}
    once = Standing().renewed(old, {}).renewed(new, answered)
    assert once.renewed(new, answered) == once
    assert len({each.id for each in once.proposals}) == len(once.proposals)
    assert {each.id for each in new} <= {each.id for each in once.proposals}
    if len({each.said["venue"] for each in once.proposals} - {each.said["venue"] for each in new}) and new:
        assert {each.certainty for each in once.proposals} == {Certainty.LIKELY}
