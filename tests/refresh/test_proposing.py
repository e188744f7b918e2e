"""From what sources say of papers to proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY
from tests.strategies import lines

from livingsurvey import Survey
from livingsurvey.model import Author, Claim, Claimed, Conflict, Group, Identifier, Ids, Person
from livingsurvey.model.paper import Citations
from livingsurvey.model.proposal import Certainty, Proposal
from livingsurvey.refresh.proposing import proposals, wrong_ids
from livingsurvey.sources.version import Version

DAY = dt.date(2026, 11, 30)
CHEN, H2O, BOLD = "chen2023maybe", "zhang2023h2o", "example2024bold"
PREPRINT = (Identifier("arxiv", "2305.09246"),)
FORUM = "https://openreview.net/forum?id=madeUp1234"


@cache
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY)


def edited(key: str, **fields: Any) -> Survey:
    """The made-up survey with other values in one record."""
    loaded = survey()
    records = {loaded.files[each.key]: each for each in loaded}
    return loaded.with_only(records | {loaded.files[key]: loaded[key].model_copy(update=fields)})


def version(key: str = CHEN, **said: Any) -> Version:
    """What a source says of a paper, by default no more than its title and its authors."""
    paper = survey()[key]
    plain = Version("OpenReview", FORUM, paper.title, tuple(paper.authors))
    return replace(plain, **said)


def found(*versions: Version, key: str = CHEN, within: Survey | None = None) -> list[Proposal]:
    return list(proposals(within or survey(), [(key, each) for each in versions], DAY))


def told(made: Iterable[Proposal]) -> list[tuple[str, dict[str, Any], str]]:
    return [(each.kind, each.said, each.certainty.value) for each in made]


PUBLISHED = version(venue="ICLR", year=2024, ids=(*PREPRINT, Identifier("openreview", "madeUp1234")))
CROSSREF = replace(PUBLISHED, service="Crossref", reference="https://doi.org/10.1234/made.up", ids=PREPRINT)
SECOND_HAND = replace(PUBLISHED, service="OpenAlex", reference="https://openalex.org/W1")


def test_what_is_known_makes_no_proposal() -> None:
    known = version(venue="arXiv", year=2023, ids=PREPRINT)
    assert found(known, replace(known, venue="CoRR"), replace(known, venue=None)) == []


def test_a_preprint_that_was_published() -> None:
    venue, forum = found(PUBLISHED)
    assert told([venue, forum]) == [
        ("venue", {"venue": "ICLR", "year": 2024}, "certain"),
        ("id", {"ids.openreview": "madeUp1234"}, "certain"),
    ]
    assert venue.now == {"venue": "arXiv", "year": 2023}
    assert forum.now == {}
    assert venue.reasons == ("it has the id arxiv:2305.09246", "it has the same title", "it has the same authors")
    assert [(each.source, each.reference, each.day) for each in venue.told] == [("OpenReview", FORUM, DAY)]


@pytest.mark.parametrize(
    ("said", "year", "means"),
    [
        ("International Conference on Learning Representations", 2024, ("ICLR", 2024)),
        ("Proceedings of the 12th International Conference on Learning Representations", 2024, ("ICLR", 2024)),
        ("ICLR 2024 poster", None, ("ICLR", 2024)),
        ("ICLR 2024 (Oral)", 2023, ("ICLR", 2024)),
        ("NIPS", 2023, ("NeurIPS", 2023)),
        ("ACL (Findings)", 2024, ("Findings of ACL", 2024)),
        ("ACL (1)", 2024, ("ACL", 2024)),
    ],
)
def test_venues_are_read_as_sources_spell_them(said: str, year: int | None, means: tuple[str, int]) -> None:
    (venue,) = found(version(venue=said, year=year))
    assert (venue.said["venue"], venue.said["year"], venue.certainty) == (*means, Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("Submitted to ICLR 2024", 2024),
        ("ICLR 2024 Conference Withdrawn Submission", 2024),
        ("Rejected by ICLR", 2024),
        ("Under review at ICLR", 2024),
        ("CoRR", 2024),
        ("arXiv (Example University)", 2024),
        ("ArXiv preprint", 2024),
        ("2024", 2024),
        ("ICLR", None),
        ("ICLR", 2022),
        ("ICLR", 2029),
    ],
)
def test_what_is_no_publication_moves_no_paper(said: str, year: int | None) -> None:
    assert found(version(venue=said, year=year)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Workshop on Rounding (ICLR)",
        "ICLR Workshop on Rounding",
        "Workshop at the International Conference on Learning Representations",
        "ICLR Blogposts",
    ],
)
def test_a_workshop_at_a_conference_is_not_the_conference(said: str) -> None:
    (venue,) = found(version(venue=said, year=2024))
    assert (venue.said["venue"], venue.certainty) == (said, Certainty.POSSIBLE)
    assert venue.reasons[-1] == f"venues.yaml does not have “{said}”: add it first, with its kind"


def test_who_collects_from_others_is_never_certain_of_a_venue() -> None:
    (venue,) = found(replace(SECOND_HAND, ids=PREPRINT))
    assert venue.certainty is Certainty.LIKELY
    assert venue.reasons[-1] == "OpenAlex has the venue at second hand"


def test_a_venue_that_is_known_is_not_another_because_somebody_else_spells_it_oddly() -> None:
    (venue,) = found(CROSSREF, replace(CROSSREF, service="OpenAlex", venue="Int. Conf. Learn. Repr."))
    assert (venue.said["venue"], venue.certainty) == ("ICLR", Certainty.CERTAIN)


def test_what_several_sources_say_is_one_proposal() -> None:
    venue, forum = found(SECOND_HAND, PUBLISHED, CROSSREF)
    assert venue.certainty is Certainty.CERTAIN
    assert {each.source for each in venue.told} == {"OpenReview", "Crossref", "OpenAlex"}
    assert [each.source for each in forum.told] == ["OpenReview", "OpenAlex"]
    assert venue.told[0].source != "OpenAlex"


def test_an_id_at_second_hand_needs_another_who_says_so() -> None:
    (alone,) = [each for each in found(SECOND_HAND) if each.kind == "id"]
    assert alone.certainty is Certainty.LIKELY
    for another, certainty in (("arXiv", "certain"), ("Semantic Scholar", "likely")):  # who collects, as OpenAlex does
        both = found(SECOND_HAND, replace(SECOND_HAND, service=another))
        assert [each.certainty.value for each in both if each.kind == "id"] == [certainty]


@pytest.mark.parametrize("venue", ["Example Data Repository", "Workshop on Rounding (ICLR)", None])
@pytest.mark.parametrize(
    ("service", "said"), [("DBLP", "doi:10.57702/madeup1"), ("OpenReview", "openreview:madeUp1234")]
)
def test_an_id_of_a_version_at_no_known_venue_is_not_certainly_the_papers(
    venue: str | None, service: str, said: str
) -> None:
    version = replace(PUBLISHED, service=service, ids=(*PREPRINT, Identifier(*said.split(":"))), venue=venue)
    assert [each for each in found(version) if each.certainty is Certainty.CERTAIN] == []


def test_contradictions_make_nothing_certain() -> None:
    one, other = found(CROSSREF, replace(CROSSREF, service="DBLP", year=2025))
    assert {one.certainty, other.certainty} == {Certainty.LIKELY}
    assert {one.reasons[-1], other.reasons[-1]} == {"Crossref says ICLR 2024", "DBLP says ICLR 2025"}


def test_what_may_be_another_papers_contradicts_nobody_and_says_little() -> None:
    other = (Identifier("arxiv", "2305.11111"), Identifier("openreview", "another123"))
    perhaps = replace(CROSSREF, service="DBLP", venue="AAAI", ids=other, citations=9, code="https://github.com/a/b")
    made = found(CROSSREF, perhaps)
    assert [(each.kind, each.certainty.value) for each in made] == [
        ("venue", "certain"),
        ("venue", "possible"),
        ("id", "possible"),
        ("id", "possible"),
    ]
    assert made[0].reasons[-1] == "DBLP says AAAI 2024"


def test_of_authors_who_are_spelt_in_two_ways_the_full_names_are_told() -> None:
    nobody, full = edited(CHEN, authors=()), survey()[CHEN].authors
    short = tuple(f"{author[0]}. {author.split()[-1]}" for author in full)
    said = version(ids=PREPRINT, venue="arXiv", authors=full)
    (change,) = found(replace(said, authors=short, service="Crossref"), said, within=nobody)
    assert (change.said["authors"], change.certainty) == ([*full], Certainty.CERTAIN)
    assert {each.source for each in change.told} == {"Crossref", "OpenReview"}


def test_a_claim_that_comes_true_goes() -> None:
    claimed = Claimed(venue="ICLR", year=2024, source="a list")
    (venue,) = found(CROSSREF, within=edited(CHEN, claimed=claimed))
    assert venue.said == {"venue": "ICLR", "year": 2024, "claimed": None}
    assert venue.now["claimed"]["source"] == "a list"


def test_a_venue_against_a_claim_is_likely() -> None:
    (venue,) = found(CROSSREF, within=edited(CHEN, claimed=Claimed(venue="AAAI", year=2024, source="a list")))
    assert (venue.said, venue.certainty) == ({"venue": "ICLR", "year": 2024}, Certainty.LIKELY)
    assert venue.reasons[-1] == "the record tells of a claim: AAAI 2024"


def test_where_the_record_tells_of_a_conflict_a_venue_is_likely() -> None:
    claims = (Claim(value="AAAI", source="a list"), Claim(value="arXiv", source="another list"))
    (venue,) = found(CROSSREF, within=edited(CHEN, conflicts=(Conflict(field="venue", claims=claims),)))
    assert (venue.certainty, venue.reasons[-1]) == (Certainty.LIKELY, "the record tells of sources that disagree")


def test_what_tells_of_the_preprint_goes_with_it() -> None:
    (venue,) = found(CROSSREF, within=edited(CHEN, month=5, note="version 2"))
    assert venue.said == {"venue": "ICLR", "year": 2024, "month": None, "note": None}


def test_a_published_paper_is_moved_by_people_only() -> None:
    h2o = version(
        H2O, service="Crossref", reference="https://doi.org/10.1234/h2o", venue="Journal of Examples", year=2025
    )
    (venue,) = found(h2o, key=H2O)
    assert venue.certainty is Certainty.POSSIBLE
    assert venue.reasons[-1] == "the record is at NeurIPS 2023"
    assert found(replace(h2o, venue="NeurIPS", year=2023), replace(h2o, venue="Some Workshop"), key=H2O) == []


def test_a_title_that_changed_goes_with_the_venue() -> None:
    title = "Maybe Only 0.5% Data Is Needed for Instruction Tuning: A Preliminary Exploration"
    old = survey()[CHEN].title
    venue, change = found(replace(CROSSREF, title=title))
    assert (venue.kind, venue.certainty) == ("venue", Certainty.CERTAIN)
    assert (change.said, change.certainty) == ({"title": title, "also_titled": [old]}, Certainty.LIKELY)
    assert change.now == {"title": old}
    both = found(replace(CROSSREF, title=title), replace(CROSSREF, title=title, service="DBLP"))
    assert both[-1].certainty is Certainty.CERTAIN


def test_a_title_that_lost_its_end_is_hardly_the_title() -> None:
    title = "Maybe Only 0.5% Data is Needed"
    change = found(replace(CROSSREF, title=title))[-1]
    assert (change.kind, change.certainty) == ("title", Certainty.POSSIBLE)


@pytest.mark.parametrize(
    "title", ["MAYBE ONLY 0.5% DATA IS NEEDED: a preliminary exploration of low training data instruction tuning."]
)
def test_typography_is_no_other_title(title: str) -> None:
    assert [each.kind for each in found(replace(CROSSREF, title=title))] == ["venue"]


def test_a_preprint_keeps_its_own_title_after_it_was_published() -> None:
    preprint = version(H2O, title="H2O: Heavy Hitters", venue="arXiv", year=2023, service="arXiv")
    assert found(preprint, key=H2O) == []


def test_an_id_of_another_record_is_never_certain() -> None:
    said = replace(CROSSREF, service="OpenReview", ids=(*PREPRINT, Identifier("openreview", "RkRrPp7GKO")))
    _, change = found(said)
    assert change.certainty is Certainty.POSSIBLE
    assert change.reasons[-1] == "zhang2023h2o has this id: one of both is wrong, or they are one work"


def test_a_submission_that_no_venue_accepted_is_not_the_papers() -> None:
    forum = Identifier("openreview", "madeUp1234")
    assert found(version(ids=(*PREPRINT, forum), service="OpenReview")) == []
    assert [each.kind for each in found(replace(CROSSREF, service="OpenReview", ids=(*PREPRINT, forum)))] == [
        "venue", "id",
    ]  # fmt: skip


def test_an_id_that_differs_is_told_with_both() -> None:
    (change,) = found(version(ids=(Identifier("arxiv", "2305.11111"),), service="arXiv"))
    assert (change.said, change.now, change.certainty) == (
        {"ids.arxiv": "2305.11111"},
        {"ids.arxiv": "2305.09246"},
        Certainty.POSSIBLE,
    )
    assert change.reasons[-1] == "the record has 2305.09246, arXiv has 2305.11111"


def test_an_id_of_the_published_version_goes_with_its_venue() -> None:
    doi = (Identifier("doi", "10.1609/aaai.v99i1.12345"),)
    said = replace(CROSSREF, venue="AAAI", ids=(*PREPRINT, *doi))
    assert told(found(said))[1:] == [("id", {"ids.doi": "10.1609/aaai.v99i1.12345"}, "certain")]
    (alone,) = found(replace(said, venue=None))
    assert alone.certainty is Certainty.LIKELY
    assert alone.reasons[-1].startswith("'survey check' would warn: 10.1609/")


@pytest.mark.parametrize("doi", ["10.48550/arXiv.2305.09246", "10.5281/zenodo.1234567", "10.21203/rs.3.rs-1/v1"])
def test_dois_of_preprints_and_data_are_not_the_papers(doi: str) -> None:
    assert found(version(ids=(Identifier("doi", doi),))) == []


@pytest.mark.parametrize(
    ("said", "address", "certainty"),
    [
        ("https://github.com/example/maybe.git", "https://github.com/example/maybe", "likely"),
        ("https://github.com/example/maybe/tree/main?utm_source=x", "https://github.com/example/maybe", "likely"),
        ("https://example.org/code", "https://example.org/code", "possible"),
        ("https://github.com/IST-DASLab/gptq", "https://github.com/IST-DASLab/gptq", "possible"),
    ],
)
def test_code_is_never_certain(said: str, address: str, certainty: str) -> None:
    assert told(found(version(code=said))) == [("code", {"links.code": address}, certainty)]


def test_code_that_the_record_has_stays() -> None:
    assert found(version(H2O, code="https://github.com/example/h2o"), key=H2O) == []
    bold = version(BOLD, authors=("Ada Example",), code="https://github.com/example/bold")
    assert [each.kind for each in found(bold, key=BOLD)] == ["authors"]


def test_code_that_moved_and_code_that_is_archived() -> None:
    github = version(H2O, service="GitHub", reference="https://github.com/example/H2O", authors=())
    github = replace(github, ids=(Identifier("arxiv", "2306.14048"),), code="https://github.com/FMInference/H2O")
    assert found(replace(github, is_archived=False), key=H2O) == []
    assert told(found(replace(github, is_archived=True), key=H2O)) == [
        ("archived", {"links.archived": "2026-11-30"}, "certain")
    ]
    moved = replace(github, code="https://github.com/example/H2O", has_moved=True)
    assert told(found(moved, key=H2O)) == [("code", {"links.code": "https://github.com/example/H2O"}, "certain")]
    links = survey()[H2O].links.model_copy(update={"archived": DAY})
    open_again = found(replace(github, is_archived=False), key=H2O, within=edited(H2O, links=links))
    assert told(open_again) == [("archived", {"links.archived": None}, "certain")]


def test_authors_of_a_record_without_them() -> None:
    nobody = edited(CHEN, authors=())
    (change,) = found(version(ids=PREPRINT, venue="arXiv"), within=nobody)
    assert (change.said["authors"], change.certainty) == ([*survey()[CHEN].authors], Certainty.CERTAIN)


def test_title_venue_and_year_are_enough_for_a_record_that_names_nobody() -> None:
    nobody = edited(CHEN, authors=(), venue="ICLR", year=2024, ids=Ids())
    said = replace(PUBLISHED, service="OpenReview", title=nobody[CHEN].title, ids=(), venue="ICLR", year=2024)
    (change,) = [each for each in found(said, within=nobody) if each.kind == "authors"]
    assert (change.said["authors"], change.certainty) == ([*survey()[CHEN].authors], Certainty.CERTAIN)
    for other in ({"year": 2023}, {"title": f"{said.title} Again"}, {"venue": "ICML"}):
        assert all(each.certainty is not Certainty.CERTAIN for each in found(replace(said, **other), within=nobody))


def test_a_name_that_is_one_word_twice_is_doubted() -> None:
    nobody, own = edited(CHEN, authors=()), survey()[CHEN].authors
    (change,) = found(version(ids=PREPRINT, venue="arXiv", authors=(*own[:-1], "JunboZhao JunboZhao")), within=nobody)
    assert change.certainty is Certainty.LIKELY
    assert "“JunboZhao JunboZhao” can be a name that was not divided" in change.reasons


def test_authors_of_a_record_that_leaves_some_out() -> None:
    some = edited(CHEN, authors=survey()[CHEN].authors[:2], and_others=True)
    (change,) = found(version(ids=PREPRINT, venue="arXiv"), within=some)
    assert (change.said["authors"], change.said["and_others"]) == ([*survey()[CHEN].authors], None)
    assert (change.now["and_others"], change.certainty) == (True, Certainty.CERTAIN)


def test_a_team_is_not_replaced_by_its_members() -> None:
    team = edited(CHEN, authors=(Author.of(Group(group="Example Team, Example Labs")),))
    assert found(version(ids=PREPRINT, venue="arXiv"), within=team) == []


def test_what_was_rejected_hardly_tells_the_authors() -> None:
    nobody = edited(CHEN, authors=())
    rejected = replace(PUBLISHED, venue=None)
    (change,) = found(rejected, within=nobody)
    assert (change.kind, change.certainty) == ("authors", Certainty.LIKELY)
    assert change.reasons[-1] == "of which version they are is unknown"


def test_authors_of_the_preprint_need_not_be_those_of_what_was_published() -> None:
    nobody = edited(CHEN, authors=(), venue="ICLR", year=2024)
    (change,) = found(version(ids=PREPRINT, venue="arXiv", year=2023, service="arXiv"), within=nobody)
    assert (change.kind, change.certainty) == ("authors", Certainty.LIKELY)
    assert change.reasons[-1] == "they are of the version at arXiv 2023"


@pytest.mark.parametrize(
    ("acl", "venue"),
    [
        ("2024.acl-long.15", "ACL"),
        ("2024.findings-acl.15", "Findings of ACL"),
        ("2024.acl-industry.15", None),
        ("2024.madeupworkshop-1.15", None),
    ],
)
def test_an_id_of_the_anthology_tells_the_part_of_a_conference(acl: str, venue: str | None) -> None:
    """Lists of a conference have its workshops and industry tracks, too."""
    said = replace(PUBLISHED, service="paperlists", venue="ACL", ids=(*PREPRINT, Identifier("acl", acl)))
    certain = [each.said for each in found(said) if (each.kind, each.certainty) == ("venue", Certainty.CERTAIN)]
    assert certain == ([{"venue": venue, "year": 2024}] if venue else [])


def test_spelling_is_no_other_author() -> None:
    h2o = survey()[H2O]
    spelt = tuple("Christopher Re" if each == "Christopher Ré" else each for each in h2o.authors)
    assert found(version(H2O, authors=spelt, venue="NeurIPS", year=2023), key=H2O) == []
    assert found(version(H2O, authors=h2o.authors[:3], and_others=True), key=H2O) == []


def test_parts_of_a_name_are_kept_where_a_list_changes() -> None:
    parts = Author.of(Person(family="Example Sample", given="Ada"))
    record = edited(CHEN, authors=(*survey()[CHEN].authors, parts))
    said = (*survey()[CHEN].authors[:-1], "Ada Example Sample", "Fay Newcomer", Author.of(Group(group="Sample & Co")))
    (change,) = found(version(authors=said, ids=PREPRINT), within=record)
    assert change.said["authors"][-3:] == [
        {"family": "Example Sample", "given": "Ada"},
        "Fay Newcomer",
        {"group": "Sample & Co"},
    ]


@pytest.mark.parametrize(
    ("authors", "reason"),
    [
        (lambda own: (*own, "Fay Newcomer"), "it adds Fay Newcomer"),
        (lambda own: own[:-1], "it leaves out Beidi Chen"),
        (lambda own: (*own[:-2], own[-1], own[-2]), "it has them in another order"),
    ],
    ids=["one more", "one less", "another order"],
)
def test_other_authors_are_likely_and_certain_if_two_independent_sources_say_so(authors: Any, reason: str) -> None:
    own = survey()[H2O].authors
    said = version(H2O, venue="NeurIPS", year=2023, authors=authors(own))
    (change,) = found(said, key=H2O)
    assert change.certainty is Certainty.LIKELY
    assert reason in change.reasons
    dblp = replace(said, service="DBLP", reference="https://dblp.org/rec/conf/nips/x")
    copied = replace(said, service="paperlists")
    for source, versions, certainty in (
        (None, (said, dblp), Certainty.LIKELY),
        ("https://arxiv.org/abs/2306.14048", (said, copied), Certainty.LIKELY),
        ("papercopilot/paperlists:nips/nips2023.json", (said, dblp), Certainty.LIKELY),
        ("https://arxiv.org/abs/2306.14048", (said, dblp), Certainty.CERTAIN),
    ):
        record = edited(H2O, sources={"authors": source} if source else {})
        (change,) = found(*versions, key=H2O, within=record)
        assert change.certainty is certainty


@pytest.mark.parametrize(
    ("remark", "means"),
    [
        ("12 pages. Accepted at ICLR 2024", {"venue": "ICLR", "year": 2024}),
        ("Accepted by NeurIPS'23", {"venue": "NeurIPS", "year": 2023}),
        ("To appear in AAAI-24", {"venue": "AAAI", "year": 2024}),
        (
            "Proceedings of the International Conference on Learning Representations, 2024",
            {"venue": "ICLR", "year": 2024},
        ),
        ("Accepted to ACL 2024 Findings, 9 pages", {"venue": "Findings of ACL", "year": 2024}),
        ("Accepted at ICLR", {"venue": "ICLR"}),
    ],
)
def test_what_authors_say_of_acceptance_is_a_claim(remark: str, means: dict[str, Any]) -> None:
    (claim,) = found(version(accepted=remark, venue="arXiv", year=2023, service="arXiv"))
    assert told([claim]) == [("claim", {"claimed": means | {"source": FORUM}}, "likely")]
    assert claim.reasons[-1] == f"the authors say: “{remark}”"


@pytest.mark.parametrize(
    "remark",
    [
        "Submitted to ICLR 2024",
        "Under review at ICLR 2024",
        "Accepted at the ICLR 2024 Workshop on Efficient Systems",
        "NeurIPS 2023 ENLSP workshop",
        "Accepted at ICLR 2024 and AAAI 2024",
        "Extended version of a paper at ICLR 2024",
        "Accepted at ICLR 2024, presented in 2025",
        "Accepted at ICLR 2022",
        "Accepted at the International Conference on Made-up Things 2024",
        "Accepted at EMICLR 2024",
        "ACL 2024 Student Research Workshop",
        "Accepted at the AAAI 2024 Spring Symposium",
        "Accepted at ICLR 2024 (late-breaking)",
        "Accepted at the International Conference on Learning Representations and Applications, 2024",
        "ACL Rolling Review, 2024",
    ],
)
def test_what_is_no_claim(remark: str) -> None:
    assert found(version(accepted=remark, venue="arXiv", year=2023, service="arXiv")) == []


def test_a_claim_is_not_made_where_the_paper_is_published() -> None:
    accepted = version(accepted="Accepted at AAAI 2024", venue="arXiv", year=2023, service="arXiv", ids=PREPRINT)
    assert [each.said for each in found(accepted, CROSSREF)] == [{"venue": "ICLR", "year": 2024}]
    assert found(version(H2O, accepted="Accepted at AAAI 2024"), key=H2O) == []


def test_citations_are_told_when_they_have_grown() -> None:
    (first,) = found(version(citations=40))
    assert first.said == {"citations": {"count": 40, "date": "2026-11-30", "source": FORUM}}
    within = edited(CHEN, citations=Citations(count=40, date=DAY, source=FORUM))
    assert found(version(citations=49), within=within) == []
    assert len(found(version(citations=50), within=within)) == 1


def test_of_counts_the_largest_is_told_and_contradicts_nobody() -> None:
    (change,) = found(version(citations=40), replace(SECOND_HAND, venue=None, ids=(), citations=55))
    assert (change.said["citations"]["count"], change.certainty) == (55, Certainty.CERTAIN)


def test_references_are_those_that_the_survey_has() -> None:
    known = (Identifier("doi", "10.48550/arXiv.2210.17323"), Identifier("arxiv", "2305.09246"))
    (change,) = found(version(cites=(*known, Identifier("arxiv", "1706.03762"))))
    assert change.said == {"cites": {"papers": ["frantar2022gptq"], "date": "2026-11-30", "source": FORUM}}


def test_references_may_be_ids_that_only_the_source_knows() -> None:
    gptq = version("frantar2022gptq", ids=(Identifier("openalex", "W1"),))
    citing = version(cites=(Identifier("openalex", "W1"), Identifier("openalex", "W2")))
    (change,) = proposals(survey(), [("frantar2022gptq", gptq), (CHEN, citing)], DAY)
    assert (change.key, change.said["cites"]["papers"]) == (CHEN, ["frantar2022gptq"])


def test_an_id_that_may_be_another_papers_translates_no_reference() -> None:
    doubtful = version("frantar2022gptq", ids=(Identifier("arxiv", "2401.00001"), Identifier("openalex", "W1")))
    citing = version(cites=(Identifier("openalex", "W1"),))
    made = proposals(survey(), [("frantar2022gptq", doubtful), (CHEN, citing)], DAY)
    assert "references" not in {change.kind for change in made}


def test_another_papers_version_says_nothing() -> None:
    stranger = version(
        "frantar2022gptq", venue="ICLR", year=2024, ids=PREPRINT, citations=9_000, code="https://github.com/a/b"
    )
    assert found(stranger) == []


def test_an_id_that_leads_to_another_paper_is_told() -> None:
    stranger = replace(
        version("frantar2022gptq", ids=PREPRINT), service="arXiv", reference="https://arxiv.org/abs/2305.09246"
    )
    (line,) = wrong_ids(
        survey(), [(CHEN, stranger), (CHEN, replace(stranger, service="OpenAlex")), ("no2024x", stranger)]
    )
    assert line == (
        "papers/2023/chen2023maybe.yaml: arxiv:2305.09246 is “OPTQ: Accurate Quantization for Generative Pre-trained "
        "Transformers”, https://arxiv.org/abs/2305.09246; correct the id"
    )
    assert wrong_ids(survey(), [(CHEN, PUBLISHED), (CHEN, replace(stranger, title=""))]) == ()


def test_a_key_that_no_record_has_says_nothing() -> None:
    assert found(PUBLISHED, key="nobody2024nothing") == []


@pytest.mark.parametrize(
    "hostile",
    [
        {"title": ""},
        {"title": "Maybe\x1b[31m Only 0.5% Data is Needed"},
        {"title": "x" * 100_000},
        {"reference": "javascript:alert(1)"},
        {"reference": "https://example.org/ <script>"},
        {"service": ""},
        {"service": "Evil\nsource"},
        {"authors": tuple(f"Ada{number} Example" for number in range(10_000))},
        {"authors": ("Ada\u202eExample", "\x00")},
        {"venue": "ICLR\u2028"},
        {"venue": "ICLR", "year": -5},
        {"venue": "ICLR", "year": 10**9},
        {"ids": (Identifier("openreview", "../../etc/passwd"),)},
        {"ids": (Identifier("arxiv", "2305.9"), Identifier("pmid", "1"), Identifier("", ""))},
        {"ids": (Identifier("doi", "10.1234/\n x"),)},
        {"code": "https://github.com/a/b c"},
        {"code": "file:///etc/passwd"},
        {"citations": -1},
        {"cites": (Identifier("arxiv", "\x00"), Identifier("", ""))},
        {"accepted": "\x07Accepted at ICLR 2024"},
    ],
    ids=str,
)
def test_what_no_record_could_hold_is_left_out(hostile: dict[str, Any]) -> None:
    assert found(version(**hostile)) == []


def test_a_title_with_markup_is_left_out_and_the_rest_stays() -> None:
    marked = survey()[CHEN].title.replace("Instruction", "<i>Instructions</i>")
    assert [each.kind for each in found(replace(CROSSREF, title=marked))] == ["venue"]


def test_of_worth_first() -> None:
    all_at_once = replace(PUBLISHED, code="https://github.com/example/maybe", citations=5)
    assert [each.kind for each in found(all_at_once)] == ["venue", "id", "code", "citations"]


_texts = lines | st.text(max_size=20) | st.sampled_from(["ICLR 2024", "ICLR", "Accepted at ICLR 2024", "10.1234/x"])
_said = st.fixed_dictionaries(
    {},
    optional={
        "service": st.sampled_from(["arXiv", "OpenAlex", "Crossref"]) | _texts,
        "reference": st.just(FORUM) | _texts,
        "title": _texts,
        "authors": st.lists(_texts, max_size=4).map(tuple),
        "and_others": st.booleans(),
        "venue": st.none() | _texts,
        "year": st.none() | st.integers() | st.integers(2020, 2028),
        "accepted": st.none() | _texts,
        "ids": st.lists(
            st.builds(Identifier, st.sampled_from(["arxiv", "doi", "acl", "openreview"]) | _texts, _texts), max_size=3
        ).map(tuple),
        "code": st.none() | _texts,
        "citations": st.none() | st.integers(),
        "cites": st.lists(st.builds(Identifier, _texts, _texts), max_size=2).map(tuple),
    },
)


@given(st.lists(_said, max_size=4))
def test_whatever_sources_say_proposals_are_right_and_differ(said: list[dict[str, Any]]) -> None:
    pairs = [(key, version(key, **each)) for each in said for key in (CHEN, H2O)]
    made = proposals(survey(), pairs, DAY)
    assert len({each.id for each in made}) == len(made)
    assert made == proposals(survey(), pairs, DAY)
    for each in made:
        assert Proposal.model_validate_json(each.model_dump_json()) == each
        assert each.said.keys() >= each.now.keys()
