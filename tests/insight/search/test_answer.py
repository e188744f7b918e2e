"""Searching: what is meant comes first, whatever its spelling, and what was forgiven is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.errors import UnknownName
from livingsurvey.insight.search import Search, Tier, chosen


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


@pytest.fixture(scope="module")
def search(survey: Survey) -> Search:
    return Search(survey)


def keys(search: Search, text: str) -> list[str]:
    """The papers with all words, best first."""
    answer = search.answer(text)
    return [paper.key for paper in answer.papers[: answer.all]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gptq", ["frantar2022gptq"]),
        ("h2o", ["zhang2023h2o"]),
        ("H 2-O", ["zhang2023h2o"]),
        ("llm.int8()", ["dettmers2022llmint8"]),
        ("nystromformer", ["xiong2021nystromformer"]),
        ("NYSTRÖM", ["xiong2021nystromformer"]),
        ("Christopher Ré", ["zhang2023h2o"]),
        ("re, christopher", ["zhang2023h2o"]),
        ("“think” distillation", ["li2023symbolic"]),
        ("chain-of-thought", ["li2023symbolic"]),
        ("数据 <b>", ["example2024bold"]),
        ("量化", ["frantar2022gptq", "dettmers2022llmint8"]),
        ("2210.17323", ["frantar2022gptq"]),
        ("2210.17323v4", ["frantar2022gptq"]),
        ("2210.1", ["frantar2022gptq"]),
        ("https://arxiv.org/abs/2210.17323v2", ["frantar2022gptq"]),
        ("10.1609/AAAI.v35i16.17664", ["xiong2021nystromformer"]),
        ("tcbBPnfwxS", ["frantar2022gptq"]),
        ("frantar2022gptq", ["frantar2022gptq"]),
        ("Frantar2022gptq", ["frantar2022gptq"]),
        ("frantar2022", ["frantar2022gptq"]),
        ("papers about GPTQ", ["frantar2022gptq"]),
        ("GPTQ paper", ["frantar2022gptq"]),
        ("nothing of the kind", []),
        ("∞ ()", []),
        ("", []),
    ],
)
def test_what_is_found(search: Search, text: str, found: list[str]) -> None:
    assert keys(search, text) == found


def test_every_paper_comes_first_by_its_own_title_and_by_its_id(survey: Survey, search: Search) -> None:
    for paper in survey:
        assert keys(search, paper.title)[0] == paper.key
        for identifier in paper.ids.folded:
            assert keys(search, identifier)[:1] == [paper.key] or identifier.startswith("openreview")


def test_a_paper_called_so_comes_before_newer_ones_that_speak_of_it(survey: Survey) -> None:
    named = survey["frantar2022gptq"]
    newer = named.model_copy(update={"key": "new2024after", "name": "GPTQ-2", "year": 2024})
    newest = named.model_copy(update={"key": "new2025about", "name": None, "title": "Beyond GPTQ", "also_titled": ()})
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {paper.key: paper for paper in (newest, newer, *survey)}
    assert keys(Search(larger), "gptq") == ["frantar2022gptq", "new2024after", "new2025about"]


def test_a_paper_is_found_by_the_year_of_its_preprint_too(search: Search) -> None:
    assert keys(search, "gptq 2022") == keys(search, "gptq 2023") == ["frantar2022gptq"]
    assert keys(search, "2022")[0] == "dettmers2022llmint8"


@pytest.mark.parametrize(
    ("field", "names", "text"),
    [
        ("venue", ("ACL", "Findings of ACL"), "acl 2023"),
        ("name", ("FlashAttention", "FlashAttention-2"), "flashatention"),
    ],
)
def test_a_name_that_is_one_word_comes_before_a_longer_one(
    survey: Survey, field: str, names: tuple[str, str], text: str
) -> None:
    larger = Survey.load(SMALL_SURVEY, cached=False)
    paper = survey["frantar2022gptq"].model_copy(update={"title": "A Paper", "also_titled": ()})
    longer, whole = (paper.model_copy(update={"key": name, field: name}) for name in reversed(names))
    larger.papers = {longer.key: longer, whole.key: whole}
    assert keys(Search(larger), text) == [whole.key, longer.key]


def test_a_paper_by_its_first_author_comes_before_newer_ones_by_that_person(survey: Survey) -> None:
    paper, second = survey["frantar2022gptq"], ("Somebody Else", "Elias Frantar")
    newer = paper.model_copy(update={"key": "else2024newer", "year": 2024, "authors": second})
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {each.key: each for each in (newer, paper)}
    assert keys(Search(larger), "frantar") == ["frantar2022gptq", "else2024newer"]


def test_a_long_title_that_begins_so_comes_before_titles_with_the_same_words(survey: Survey) -> None:
    begun = "Scaling Test-Time Compute Without Verification or RL Is Suboptimal and More of the Like"
    shorter = "Compute Without Test-Time Scaling"
    begins, other = (survey["li2023symbolic"].model_copy(update={"title": title}) for title in (begun, shorter))
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {"other": other.model_copy(update={"key": "other"}), begins.key: begins}
    assert keys(Search(larger), "scaling test-time compute without") == [begins.key, "other"]


def test_words_make_a_name_although_one_is_mistyped(survey: Survey) -> None:
    paper = survey["frantar2022gptq"].model_copy(update={"title": "Exact Attention", "also_titled": ()})
    named, other = (paper.model_copy(update={"key": key}) for key in ("named", "other"))
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {"other": other.model_copy(update={"name": "Flash-Tree", "title": "Attention in Trees"})}
    larger.papers |= {"named": named.model_copy(update={"name": "FlashAttention"})}
    assert keys(Search(larger), "flash attentoin") == ["named", "other"]


def test_a_name_as_it_was_typed_comes_before_the_same_names_turned_round(survey: Survey) -> None:
    larger = Survey.load(SMALL_SURVEY, cached=False)
    paper, people = survey["frantar2022gptq"], ("Li Yang", "Yang Li")
    larger.papers = {
        key: paper.model_copy(update={"key": key, "authors": (name,)})
        for name in people
        for key in (f"{name[:2].lower()}2024{letter}" for letter in "abc")
    }
    answer = Search(larger).answer("yang li")
    assert answer.sure is not None
    assert answer.sure.subject == "Yang Li"
    assert [paper.authors[0] for paper in answer.papers] == ["Yang Li"] * 3 + ["Li Yang"] * 3


def test_what_holds_the_words_in_its_own_name_comes_before_papers_that_have_them_elsewhere(survey: Survey) -> None:
    paper = survey["frantar2022gptq"].model_copy(update={"authors": ("Adrian Łańcucki",)})
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {f"many202{n}": paper.model_copy(update={"key": f"many202{n}"}) for n in range(3)}
    for text, kind in (("lancucki", "author"), ("qauntization", "topic")):
        assert [group.kind for group in Search(larger).answer(text).groups][:2] == [kind, "paper"]


@pytest.mark.parametrize("name", ["Quantization", "量化", "quantization", "QUANTIZATION"])
def test_a_topic_comes_first_by_its_title_in_either_language(search: Search, name: str) -> None:
    answer = search.answer(name)
    assert answer.sure is not None
    assert (answer.sure.kind, answer.sure.subject, answer.sure.tier) == ("topic", "quantization", Tier.NAME)
    assert [group.kind for group in answer.groups][:2] == ["topic", "paper"]


@pytest.mark.parametrize(
    ("typed", "taken", "how"),
    [
        ("quantisation", "quantization", "spelling"),
        ("quantisaton", "quantization", "typing"),
        ("qauntization", "quantization", "typing"),
        ("distilation", "distillation", "typing"),
    ],
)
def test_what_is_forgiven_is_said_and_not_in_quotes(search: Search, typed: str, taken: str, how: str) -> None:
    answer = search.answer(typed)
    assert [(each.typed, each.how) for each in answer.forgiven] == [(typed, how)]
    assert taken in answer.forgiven[0].taken
    assert answer.papers
    literal = search.answer(f'"{typed}"')
    assert (literal.papers, literal.forgiven) == ((), ())


@pytest.mark.parametrize("typed", ["h3o", "gptx", "2210.17322", "llm.int9()"])
def test_no_typing_error_is_forgiven_in_ids_and_short_names(search: Search, typed: str) -> None:
    assert keys(search, typed) == []


def test_where_no_paper_has_all_words_those_with_most_are_shown(search: Search) -> None:
    answer = search.answer("gptq qwertz")
    papers, with_all = answer.shown()
    assert [paper.key for paper in papers] == ["frantar2022gptq"]
    assert (with_all, answer.sure) == (0, None)


def test_one_or_two_letters_begin_names_alone_and_hide_nothing(
    search: Search,
) -> None:
    assert "frantar2022gptq" in keys(search, "gp")
    assert keys(search, "qu") == []
    found = keys(search, "quantization")
    assert found
    assert [keys(search, f"quantization {begun}") for begun in ("t", "tr")] == [found, found]


def test_a_list_can_be_narrowed(survey: Survey, search: Search) -> None:
    fits = chosen(survey, topic="model-centric", years={2022}, venue="nips")
    papers, with_all = search.answer("transformers").shown(fits)
    assert [paper.key for paper in papers] == ["dettmers2022llmint8"]
    assert with_all == 1
    assert [paper.key for paper in filter(chosen(survey, topic="quantization"), survey)] == [
        "frantar2022gptq",
        "dettmers2022llmint8",
    ]


def test_names_that_do_not_exist(survey: Survey) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'quantization'"):
        chosen(survey, topic="quantisation")
    with pytest.raises(UnknownName, match="no venue 'Nature'"):
        chosen(survey, venue="Nature")


@given(st.text(max_size=60))
def test_whatever_is_typed_there_is_an_answer_that_says_each_paper_once(search: Search, text: str) -> None:
    answer = search.answer(text)
    assert len({paper.key for paper in answer.papers}) == len(answer.papers)
    assert answer.all <= len(answer.papers)


@given(st.data())
def test_case_and_accents_do_not_matter(survey: Survey, search: Search, data: st.DataObject) -> None:
    paper = data.draw(st.sampled_from(list(survey)))
    plain = unicodedata.normalize("NFD", paper.title)
    assert keys(search, plain.upper())[0] == paper.key


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("GPTQ H2O", {"frantar2022gptq", "zhang2023h2o"}),
        ("GPTQ vs H2O vs quantization", {"frantar2022gptq", "zhang2023h2o"}),
    ],
)
def test_of_several_names_each_finds_its_paper(search: Search, text: str, among: set[str]) -> None:
    papers, with_all = search.answer(text).shown()
    assert with_all == 0
    assert {paper.key for paper in papers[: len(among)]} == among


@pytest.mark.parametrize("text", ["NeurIPS2022", "NeurIPS 2022", "neurips-2022"])
def test_a_venue_and_its_year_may_be_one_word(search: Search, text: str) -> None:
    assert keys(search, text) == ["dettmers2022llmint8"]
