from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight import related
from livingsurvey.insight.related import LISTED, Kind, Reason, Relatedness
from livingsurvey.insight.related import WEIGHTS as WEIGHED
from livingsurvey.model import Ids, ListSection, Paper, PublicLists, ResultTable, Summary
from livingsurvey.store.read import Contents, read

WEIGHTS, DISTILLED, ATTENTION, DATA = (
    "weight-only-quantization",
    "knowledge-distillation",
    "efficient-attention",
    "data-selection",
)
WORDS = ("sparse", "attention", "low", "rank", "cache", "of", "for", "models", "quantized", "trees")
TITLES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=2, max_size=30)


@pytest.fixture(scope="module")
def contents() -> Contents:
    """The made-up survey as it was read; its topics and tables serve, its papers do not."""
    return read(SMALL_SURVEY, cached=False)


def paper(number: int, title: str, topic: str, *authors: str, year: int = 2023, **fields: Any) -> Paper:
    return Paper(
        key=f"made2000up{number}",
        title=title,
        authors=authors,
        year=year,
        venue="arXiv",
        ids=Ids(arxiv=f"{year % 100}01.{number:05d}"),
        topics=(topic,),
        added=dt.date(2024, 1, 1),
        **fields,
    )


def noise(start: int) -> list[Paper]:
    """Papers that have nothing to do with any other, so that what two others share is rare."""
    return [paper(number, f"N{number} q{number * 7}", DATA) for number in range(start, start + 12)]


def survey_of(contents: Contents, *papers: Paper, tables: dict[str, ResultTable] | None = None) -> Survey:
    by_key = {each.key: each for each in papers}
    return Survey(SMALL_SURVEY, replace(contents, papers=by_key, tables=tables or {}))


def lists_of(contents: Contents, *papers: str, sections: tuple[ListSection, ...] = ()) -> PublicLists:
    """The public lists of the made-up survey, each as if it named these papers."""
    named = {"papers": papers, "sections": sections}
    return PublicLists(lists=tuple(each.model_copy(update=named) for each in contents.lists.lists))


def found(survey: Survey, key: str, weights: Mapping[Kind, int] = WEIGHED) -> dict[str, tuple[Reason, ...]]:
    return {relation.key: relation.reasons for relation in Relatedness(survey, weights).related(key)}


def test_each_reason_is_given(contents: Contents) -> None:
    table = contents.tables["small-models"]
    rows = (table.rows[1].model_copy(update={"paper": f"made2000up{number}"}) for number in (1, 5))
    survey = survey_of(
        contents,
        paper(1, "Rotated Lattices for Tiny Codebooks", WEIGHTS, "Ada Ř", "Ben"),
        paper(2, "Rotated Lattices for Large Codebooks", DATA),
        paper(3, "Something Else Entirely", WEIGHTS),
        paper(4, "Trees That Forget", DATA, "Cleo", "Ada Ř"),
        paper(5, "Measured Too", DATA),
        paper(6, "In the Same Section", DISTILLED),
        *noise(7),
        tables={"small-models": table.model_copy(update={"rows": tuple(rows)})},
    )
    assert found(survey, "made2000up1") == {
        "made2000up2": (Reason("title"),),
        "made2000up3": (Reason("topic", (WEIGHTS,)),),
        "made2000up4": (Reason("authors", ("Ada Ř",)),),
        "made2000up5": (Reason("table", ("small-models",)),),
    }


def test_who_names_whom_is_told(contents: Contents) -> None:
    survey = survey_of(
        contents,
        paper(1, "Keeping What Was Looked At", WEIGHTS, name="HeavyKeep"),
        paper(2, "Plain", DATA, summary=Summary(en="Drops what HeavyKeep and Prefixer keep.")),
        paper(3, "Third", DISTILLED, summary=Summary(en="A cache half as large as that of HeavyKeep.")),
        paper(4, "Prefixer: Beginnings Alone", ATTENTION),
        *noise(5),
    )
    names = {f"made2000up{number}": found(survey, f"made2000up{number}", {"name": 1}) for number in range(1, 5)}
    assert names["made2000up1"] == {"made2000up2": (Reason("names"),), "made2000up3": (Reason("names"),)}
    assert names["made2000up3"] == {
        "made2000up1": (Reason("named"),),
        "made2000up2": (Reason("name", ("made2000up1",)),),
    }
    assert names["made2000up2"]["made2000up4"] == (Reason("named"),)
    assert names["made2000up4"] == {"made2000up2": (Reason("names"),)}


def test_a_list_in_common_and_rare_traits_are_told(contents: Contents) -> None:
    held = [("none",), ("none", "fine-tuning"), ("none", "fine-tuning")]
    papers = [paper(number, f"W{number}", WEIGHTS, traits={"training": said}) for number, said in enumerate(held, 1)]
    named = lists_of(contents, "made2000up1", "made2000up4")
    survey = survey_of(replace(contents, lists=named), *papers, paper(4, "W4", ATTENTION), *noise(5))
    assert found(survey, "made2000up2")["made2000up3"] == (
        Reason("topic", (WEIGHTS,)),
        Reason("traits", ("training=fine-tuning", "training=none")),
    )
    assert found(survey, "made2000up4") == {"made2000up1": (Reason("lists", tuple(each.id for each in named.lists)),)}


def test_a_section_of_a_list_tells_more_than_the_list(contents: Contents) -> None:
    """A list on everything names all four; its sections say which of them belong together."""
    papers = [paper(number, f"W{number}", DATA) for number in range(1, 5)]
    sections = (
        ListSection(heading="Caches > Eviction", papers=("made2000up1", "made2000up4")),
        ListSection(heading="Caches > Sharing", papers=("made2000up2", "made2000up3")),
    )
    survey = survey_of(replace(contents, lists=lists_of(contents, sections=sections)), *papers, *noise(5))
    both = Reason("lists", ("example-awesome-small", "example-awesome-context"))
    assert found(survey, "made2000up1", {"lists": 1}) == {"made2000up4": (both,)}


def test_of_papers_that_are_alike_the_one_named_in_more_places_comes_first(contents: Contents) -> None:
    papers = [paper(number, f"W{number}", WEIGHTS) for number in range(1, 4)]
    survey = survey_of(contents, *papers, *noise(4))
    assert list(found(survey, "made2000up1")) == ["made2000up2", "made2000up3"]
    named = replace(contents, lists=lists_of(contents, "made2000up3"))
    assert list(found(survey_of(named, *papers, *noise(4)), "made2000up1")) == ["made2000up3", "made2000up2"]
    papers[2] = paper(3, "Keeper: W3", WEIGHTS)
    naming = [paper(number, f"V{number} Beyond Keeper", DATA) for number in range(20, 24)]
    survey = survey_of(contents, *papers, *naming, *noise(4))
    assert list(found(survey, "made2000up1", {"topic": 1})) == ["made2000up3", "made2000up2"]


def test_of_papers_that_are_alike_the_one_of_nearer_years_comes_first(contents: Contents) -> None:
    years = [2018, 2024, 2019]
    papers = [paper(number, f"W{number}", WEIGHTS, year=year) for number, year in enumerate(years, 1)]
    assert list(found(survey_of(contents, *papers, *noise(4)), "made2000up1")) == ["made2000up3", "made2000up2"]


def test_three_reasons_are_enough(contents: Contents) -> None:
    said = {
        "name": "HeavyKeep",
        "traits": {"training": ("none",)},
        "summary": Summary(en="Rotated lattices, tiny codebooks."),
    }
    one, two = (paper(number, "Rotated Lattices", WEIGHTS, "Ada Ř", **said) for number in (1, 2))
    survey = survey_of(contents, one, two, *noise(3))
    assert [reason.kind for reason in found(survey, "made2000up1")["made2000up2"]] == ["topic", "traits", "authors"]


def test_topics_that_meet_above_are_a_section_unless_at_a_root(contents: Contents) -> None:
    survey = survey_of(
        contents, paper(1, "Alpha", WEIGHTS), paper(2, "Beta", "quantization"), paper(3, "Gamma", DISTILLED), *noise(4)
    )
    assert found(survey, "made2000up1") == {"made2000up2": (Reason("section", ("quantization",)),)}


def test_a_paper_that_shares_nothing_has_no_related_papers(contents: Contents) -> None:
    assert found(survey_of(contents, paper(1, "Alpha", WEIGHTS), *noise(2)), "made2000up1") == {}


def test_what_stood_before_need_not_be_read_again(contents: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [paper(1, "Rotated Lattices", WEIGHTS, "Ada Ř"), paper(2, "Beta", DISTILLED, "Ada Ř"), *noise(3)]
    before = Relatedness(survey_of(contents, *papers))
    papers[1] = paper(2, "Rotated Lattices Once More", DISTILLED)
    survey = survey_of(contents, paper(16, "Lattices, Rotated", DATA, "Cleo"), *papers)
    fresh = Relatedness(survey)
    read = []
    of_title = related.of_title
    monkeypatch.setattr(related, "of_title", lambda paper: read.append(paper.key) or of_title(paper))
    after = Relatedness(survey, before=before)
    assert read == ["made2000up16", "made2000up2"]
    assert [after.related(key) for key in survey.papers] == [fresh.related(key) for key in survey.papers]
    assert [reason.kind for reason in after.related("made2000up1")[0].reasons] == ["title"]


@given(titles=TITLES, chance=st.randoms(use_true_random=False))
def test_lists_are_short_and_do_not_depend_on_the_order_of_papers(contents, titles, chance) -> None:  # type: ignore[no-untyped-def]
    topics = (WEIGHTS, DISTILLED, ATTENTION, DATA)
    papers = [paper(number, " ".join(title), topics[number % 4]) for number, title in enumerate(titles)]
    relatedness = Relatedness(survey_of(contents, *papers))
    chance.shuffle(papers)
    again = Relatedness(survey_of(contents, *papers))
    for each in papers:
        relations = relatedness.related(each.key)
        assert again.related(each.key) == relations
        assert len({relation.key for relation in relations} - {each.key}) == len(relations) <= LISTED
        assert all(relation.reasons for relation in relations)
        assert all(reason.shared or reason.kind == "title" for relation in relations for reason in relation.reasons)
