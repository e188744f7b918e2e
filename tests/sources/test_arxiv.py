"""arXiv: papers by their ids, and the newest papers of a search."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sources.papers import paper

from livingsurvey.errors import BadAnswer
from livingsurvey.model import Identifier
from livingsurvey.sources import arxiv
from upstream import ANSWERS, Upstream

FEED = (ANSWERS / "arxiv-search.atom").read_text(encoding="utf-8")
AUTUMN = dt.date(2026, 9, 1)


def asked(catalogue: Upstream, place: int = 0) -> dict[str, list[str]]:
    return parse_qs(urlsplit(catalogue.asked[place]).query)


def test_papers_with_an_id_are_asked_for_in_one_question(catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv-search.atom")
    papers = [paper(arxiv="2611.00003"), paper(arxiv="2611.00002"), paper(arxiv="2610.00001"), paper(doi="10.5555/x")]
    assert [arxiv.knows(each) for each in papers] == [True, True, True, False]
    third, second, first = arxiv.about(papers[:3])
    assert asked(catalogue)["id_list"] == ["2611.00003,2611.00002,2610.00001"]
    assert (third.accepted, third.code) == (
        "Accepted at MADEUP 2026; code: https://github.com/example/third.",
        "https://github.com/example/third",
    )
    assert (second.accepted, second.year) == ("Journal of Made-Up Research 3 (2026) 1-9", 2026)
    assert (first.accepted, first.code, first.venue) == (None, None, "arXiv")


def test_one_entry_that_cannot_be_read_does_not_hide_the_others(catalogue: Upstream) -> None:
    catalogue.answer(body=FEED.replace("Third Made-Up Paper", "").encode())
    assert [each.title for each in arxiv.newest(["cs.CL"], [], AUTUMN)] == [
        "Second Made-Up Paper",
        "First Made-Up Paper",
    ]


def test_the_newest_papers_are_those_since_a_day(catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv-search.atom")
    found = list(arxiv.newest(["cs.CL", "cs.LG"], ["quantization", "KV cache"], dt.date(2026, 11, 20)))
    assert [each.ids for each in found] == [(Identifier("arxiv", "2611.00003"),), (Identifier("arxiv", "2611.00002"),)]
    question = asked(catalogue)
    assert question["search_query"] == ['(cat:cs.CL OR cat:cs.LG) AND (ti:"quantization" OR ti:"kv cache")']
    assert (question["sortBy"], question["sortOrder"], question["start"]) == (["submittedDate"], ["descending"], ["0"])


def test_a_search_goes_on_with_the_next_page(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arxiv, "PAGE", 2)
    catalogue.answer(body="arxiv-search.atom")
    catalogue.answer(body=FEED.replace("Made-Up Paper", "Paper of the Next Page").encode())
    assert len(list(arxiv.newest(["cs.CL"], [], AUTUMN))) == 6
    assert [asked(catalogue, place)["start"] for place in (0, 1)] == [["0"], ["2"]]


def test_a_search_ends_at_the_limit(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arxiv, "PAGE", 2)
    catalogue.answer(body=FEED.replace(">3</opensearch:totalResults>", ">90000</opensearch:totalResults>").encode())
    list(arxiv.newest(["cs.CL"], [], AUTUMN, most=5))
    assert [asked(catalogue, place)["max_results"] for place in range(len(catalogue.asked))] == [["2"], ["2"], ["1"]]


def test_an_empty_page_in_the_middle_is_no_end(catalogue: Upstream) -> None:
    start, end = FEED.index("<entry>"), FEED.rindex("</entry>") + len("</entry>")
    catalogue.answer(body=(FEED[:start] + FEED[end:]).encode())
    with pytest.raises(BadAnswer):
        list(arxiv.newest(["cs.CL"], [], AUTUMN))


@pytest.mark.parametrize(
    ("categories", "words", "query"),
    [
        ([], ['say "AND" OR (not)'], '(ti:"say and or not")'),
        ([], ["a\\", '") OR all:x'], '(ti:"a" OR ti:"or all x")'),
        (["cs.CL OR all:x", "cs.*"], [], "(cat:cs.CLORallx OR cat:cs.*)"),
        ([], ["GPT-4", "LLM.int8()", "C++", "日本語"], None),
    ],
)  # fmt: skip
def test_words_do_not_become_a_part_of_the_query(
    catalogue: Upstream, categories: list[str], words: list[str], query: str | None
) -> None:
    catalogue.answer(body="arxiv-search.atom")
    list(arxiv.newest(categories, words, AUTUMN))
    (said,) = asked(catalogue)["search_query"]
    assert said == query if query else said.startswith('(ti:"gpt-4" OR ti:"llm.int8" OR')


@pytest.mark.parametrize(("categories", "words"), [([], []), (["!"], ["x"]), (["cs.CL"], ["?!", '""'])])
def test_a_search_for_nothing_is_not_one_for_everything(
    catalogue: Upstream, categories: list[str], words: list[str]
) -> None:
    assert list(arxiv.newest(categories, words, AUTUMN)) == []
    assert catalogue.asked == []


@pytest.mark.live
def test_arxiv_itself_still_tells_what_is_new() -> None:
    versions = list(arxiv.newest(["cs.CL"], ["language model"], dt.date(2020, 1, 1), most=3))
    assert len(versions) == 3
