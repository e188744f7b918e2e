"""A whole run: sources, dumps, saved queries, and what is open after it. All that is said is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.dumps.made import preprint, submission, write_lines, write_list
from tests.refresh.said import PAPER
from tests.refresh.test_asking import Source, echo
from tests.refresh.test_newcomers import OTHERS, TITLE, version

from livingsurvey import Survey
from livingsurvey.dumps import engines
from livingsurvey.errors import UnknownName, UpstreamTrouble, UsageError
from livingsurvey.model import Identifier, Paper
from livingsurvey.refresh.asking import Asked
from livingsurvey.refresh.deciding import reject
from livingsurvey.refresh.renewing import Told, Wanted, after, hear
from livingsurvey.refresh.standing import Standing
from livingsurvey.sources import arxiv
from livingsurvey.sources.version import Version
from livingsurvey.store.write import edit_file

pytest.importorskip("duckdb")

TODAY = dt.date(2026, 11, 30)
WANTED = Wanted(day=TODAY, seconds=120)
NEVER = Asked()


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    """The made-up survey with a saved query."""
    query = "queries:\n  - {topic: quantization, words: [quantization]}\n"
    (small_survey / "knowledge/refresh.yaml").write_text(query, encoding="utf-8")
    return Survey.load(small_survey, cached=False)


def run(survey: Survey, wanted: Wanted) -> Standing:
    standing = after(survey, wanted, hear(survey, wanted, NEVER))
    standing.write(survey.root)
    return standing


def test_what_dumps_say_of_papers_is_proposed(survey: Survey, tmp_path: Path) -> None:
    paper = survey["chen2023maybe"]
    authors = ";".join(paper.authors)
    dump = write_list(tmp_path / "iclr2024.json", [submission(paper.title, author=authors), submission("Another")])
    (proposal,) = [each for each in run(survey, replace(WANTED, dumps=(str(dump),))).proposals if each.kind == "id"]
    assert proposal.said == {"ids.openreview": "madeUp0001"}
    assert proposal.told[0].reference == "https://openreview.net/forum?id=madeUp0001"
    again = replace(WANTED, dumps=(str(dump),), topic="quantization")
    assert proposal in run(survey, again).proposals  # nothing was said of it this time


def test_a_paper_that_nothing_leads_to_is_known_by_title_and_authors_and_gets_its_ids(
    survey: Survey, tmp_path: Path
) -> None:
    paper = survey["chen2023maybe"]
    edit_file(survey.root / survey.files[paper.key], {("ids",): None, ("venue",): "ICLR", ("year",): 2024})
    bare = Survey.load(survey.root, cached=False)
    assert not bare[paper.key].can_be_opened
    dump = write_list(tmp_path / "iclr2024.json", [submission(paper.title, author=";".join(paper.authors))])
    (proposal,) = [each for each in run(bare, replace(WANTED, dumps=(str(dump),))).proposals if each.kind == "id"]
    assert (proposal.key, proposal.said) == (paper.key, {"ids.openreview": "madeUp0001"})


def test_a_dump_that_is_none_stops_the_run_before_anybody_is_asked(survey: Survey, tmp_path: Path) -> None:
    source = Source("Example")
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(UsageError, match="dump"):
            hear(survey, replace(WANTED, catalogues=(source,), dumps=(str(path),)), NEVER)
    with pytest.raises(UnknownName, match="no topic"):
        hear(survey, replace(WANTED, catalogues=(source,), topic="nothing-like-it"), NEVER)
    assert source.asked == []


def test_new_papers_of_a_dump_that_lists_name_are_proposed_once(survey: Survey, tmp_path: Path) -> None:
    dump = write_lines(
        tmp_path / "snapshot.json", [preprint(title=TITLE), preprint("2611.00002", "Quantization of Ducks")]
    )
    lists = tmp_path / "README.md", tmp_path / "papers.md"
    for file in lists:
        file.write_text("# Papers\n\n- [Quantization of Ducks](https://arxiv.org/abs/2611.00002)\n", encoding="utf-8")
    wanted = replace(WANTED, dumps=(str(dump),), lists=lists, since=dt.date(2026, 11, 1))
    first = run(survey, wanted)
    assert [each.said["title"] for each in first.proposals] == ["Quantization of Ducks"]
    assert run(survey, wanted) == first
    reject(survey.root, first.proposals, "about ducks", TODAY)
    assert run(survey, wanted) == Standing()
    assert run(survey, replace(wanted, since=dt.date(2027, 1, 1))) == Standing()


def test_a_list_that_is_none_stops_the_run_before_anybody_is_asked(survey: Survey, tmp_path: Path) -> None:
    source = Source("arXiv")
    with pytest.raises(UsageError, match="cannot be read as text"):
        hear(survey, replace(WANTED, catalogues=(source,), lists=(tmp_path / "none.md",)), NEVER)
    assert source.asked == []


def test_saved_queries_are_asked_while_papers_are(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    since: set[dt.date] = set()

    def newest(categories: object, words: object, day: dt.date, **_: object) -> list[Version]:
        since.add(day)
        return [version()] if words else [version(other) for other in OTHERS]

    monkeypatch.setattr(arxiv, "newest", newest)
    said = Source("arXiv", echo("arXiv"))
    (proposal,) = run(survey, replace(WANTED, catalogues=(said,))).proposals
    assert (proposal.kind, proposal.said["title"]) == ("paper", TITLE)
    assert since == {dt.date(2026, 11, 16)}
    assert len(said.asked) == 8
    assert run(survey, replace(WANTED, catalogues=(Source("Example"),))).proposals == (proposal,)


def test_no_more_new_papers_are_open_than_the_survey_wants(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    file = survey.root / "knowledge/refresh.yaml"
    file.write_text(f"most: 1\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    survey = Survey.load(survey.root, cached=False)
    monkeypatch.setattr(
        arxiv, "newest", lambda _, words, *__, **___: map(version, OTHERS) if not words else [version(number=7)]
    )
    assert [each.said["title"] for each in run(survey, replace(WANTED, catalogues=(Source("arXiv"),))).proposals] == [
        TITLE
    ]
    Standing((PAPER,)).write(survey.root)
    assert run(survey, replace(WANTED, catalogues=(Source("arXiv"),))).proposals == (PAPER,)


def test_a_silent_search_is_told_and_keeps_nothing_from_being_proposed(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newest(*_: object, **__: object) -> list[Version]:
        raise UpstreamTrouble("arXiv", "is silent")

    monkeypatch.setattr(arxiv, "newest", newest)
    doi = Identifier("doi", "10.1609/made.up.1")
    said = Source("arXiv", lambda papers: [version("X", ids=()) for _ in papers])
    other = Source(
        "Crossref",
        lambda papers: [
            Version("Crossref", "https://doi.org/10.1609/made.up.1", each.title, each.authors, ids=(doi,))
            for each in papers
            if each.key == "chen2023maybe"
        ],
    )
    wanted = replace(WANTED, catalogues=(said, other))
    told = hear(survey, wanted, NEVER)
    assert str(told.heard.troubles["arXiv"]) == "arXiv is silent"
    assert told.left == len(survey.refreshing.queries) + 1
    assert [each.said for each in after(survey, wanted, told).proposals] == [{"ids.doi": "10.1609/made.up.1"}]


def test_what_was_accepted_while_sources_were_asked_is_not_proposed(survey: Survey) -> None:
    doi = Identifier("doi", "10.1609/made.up.1")
    paper = survey["chen2023maybe"]
    said = Version("Crossref", "https://doi.org/10.1609/made.up.1", paper.title, paper.authors, ids=(doi,))
    told = Told(hear(survey, WANTED, NEVER).heard)
    told.heard.found.append((paper.key, said))
    assert len(after(survey, WANTED, told).proposals) == 1
    path = survey.root / survey.files[paper.key]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"2305.09246"', '"2305.09246", doi: "10.1609/made.up.1"'), encoding="utf-8")
    assert after(Survey.load(survey.root), WANTED, told).proposals == ()


def test_an_engine_is_asked_for_each_dump(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = survey["chen2023maybe"]
    doi = Identifier("doi", "10.5555/made.up.1")
    said = Version("Crossref", "https://doi.org/10.5555/made.up.1", paper.title, paper.authors, ids=(doi,))
    asked: list[tuple[int, str, str, Path]] = []

    def candidates(papers: Sequence[Paper], engine: str, works: str, scratch: Path) -> list[tuple[str, Version]]:
        asked.append((len(papers), engine, works, scratch))
        return [(paper.key, said)] if works == "s3://one/*" else []

    monkeypatch.setattr(engines, "candidates", candidates)
    (proposal,) = run(survey, replace(WANTED, dumps=("s3://one/*", "s3://two/*"), engine="pyspark")).proposals
    assert proposal.said == {"ids.doi": "10.5555/made.up.1"}
    scratch = survey.root / "build/engine"
    assert asked == [(8, "pyspark", "s3://one/*", scratch), (8, "pyspark", "s3://two/*", scratch)]


def test_a_dump_that_says_otherwise_takes_back_what_it_had_said(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = survey["chen2023maybe"]

    def candidates(papers: object, engine: str, works: str, scratch: Path) -> list[tuple[str, Version]]:
        reference = f"https://doi.org/{works}"
        ids = (Identifier("doi", works),)
        return [(paper.key, Version("Crossref", reference, paper.title, paper.authors, ids=ids))] if works else []

    monkeypatch.setattr(engines, "candidates", candidates)
    for works, left in (("10.5555/one", "10.5555/one"), ("", "10.5555/one"), ("10.5555/two", "10.5555/two")):
        (proposal,) = run(survey, replace(WANTED, dumps=(works,), engine="pyspark")).proposals
        assert proposal.said == {"ids.doi": left}
