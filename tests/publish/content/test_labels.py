from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.language import Language
from livingsurvey.model import Author, Candidate, Ids, Links, Paper
from livingsurvey.publish.content import labels
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def paper(venue: str = "ICLR", ids: Ids | None = None, **fields: Any) -> Paper:
    return Paper(
        key="lovelace2023title",
        title="A title",
        year=fields.pop("year", 2023),
        venue=venue,
        ids=ids or Ids(),
        topics=("quantization",),
        added=dt.date(2023, 1, 1),
        **fields,
    )


@pytest.mark.parametrize(
    ("key", "state"),
    [("frantar2022gptq", "published"), ("chen2023maybe", "preprint"), ("example2024bold", "web")],
)
def test_state(key: str, state: str, survey: Survey) -> None:
    assert labels.state(survey[key], survey) == state


def test_the_first_way_is_the_version_anybody_can_open_and_none_comes_twice(survey: Survey) -> None:
    ways = labels.ways(survey["li2023symbolic"], survey)
    assert [way.label for way in ways] == ["ACL Anthology", "arXiv", "DOI", "PDF", "Code"]
    assert [way.kind for way in ways] == ["best", "version", "version", "version", "code"]
    assert len({way.url for way in ways}) == len(ways)


def test_a_paywalled_publisher_comes_after_the_preprint(survey: Survey) -> None:
    links = Links(page="https://dl.acm.org/doi/10.1145/1")
    ways = labels.ways(paper(ids=Ids(arxiv="2301.00001"), links=links), survey)
    assert [way.label for way in ways] == ["arXiv", "Published version", "PDF"]


def test_a_page_that_is_also_the_pdf_is_one_way(survey: Survey) -> None:
    address = "https://example.org/paper.pdf"
    assert labels.ways(paper(links=Links(page=address, pdf=address)), survey) == [
        labels.Way("Published version", address, "best")
    ]


def test_what_is_on_the_web_is_not_called_published(survey: Survey) -> None:
    ways = labels.ways(survey["example2024bold"], survey)
    assert [way.label for way in ways] == ["Web page", "Project page", "Reimplementation"]


@pytest.mark.parametrize(("count", "text"), [(0, ""), (1, "A0"), (3, "A0, A1, A2"), (4, "A0, A1, A2 et al.")])
def test_short_authors(count: int, text: str) -> None:
    authors = tuple(f"A{number}" for number in range(count))
    assert labels.short_authors(paper(ids=Ids(arxiv="2301.00001"), authors=authors)) == text
    candidate = Candidate(title="T", authors=authors, listed_by=("smith",), source="https://example.org/t")
    assert labels.short_authors(candidate) == text


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("https://openreview.net/forum?id=x", "https://openreview.net/forum?id=x"),
        (
            "owner/some.list:data/iclr 2023.json@8446533d9819",
            "https://github.com/owner/some.list/blob/8446533d9819/data/iclr%202023.json",
        ),
        ("owner/list:README.md@ef0d8ae6276c#L125", "https://github.com/owner/list/blob/ef0d8ae6276c/README.md#L125"),
        ("arXiv id", None),
        ("owner/list:README.md", None),
    ],
)
def test_source_url(reference: str, url: str | None) -> None:
    assert labels.source_url(reference) == url


def test_fields_with_the_same_source_stand_together() -> None:
    sources = {"title": "arXiv id", "venue": "https://example.org/a", "arxiv": "arXiv id"}
    found = labels.evidence(paper(ids=Ids(arxiv="2301.00001"), sources=sources))
    assert found == [
        labels.Evidence("title, arXiv id", "arXiv id", None),
        labels.Evidence("venue", "https://example.org/a", "https://example.org/a"),
    ]


def test_years_have_no_gaps_and_tell_preprints(survey: Survey) -> None:
    ids = Ids(arxiv="2301.00001")
    papers = [paper(ids=ids, year=2020), paper("arXiv", ids=ids, year=2022), paper(ids=ids, year=2022)]
    assert labels.years(papers, survey) == [
        labels.Year(2020, 1, 0, 0.5, 0.0),
        labels.Year(2021, 0, 0, 0.0, 0.0),
        labels.Year(2022, 2, 1, 1.0, 50.0),
    ]
    assert labels.years([], survey) == []


def test_the_published_version_comes_before_the_preprint(survey: Survey) -> None:
    assert labels.versions(survey["frantar2022gptq"], survey) == [
        labels.Version("ICLR", 2023, "published", "published version"),
        labels.Version("arXiv", 2022, "preprint", "preprint"),
    ]
    assert [version.words for version in labels.versions(survey["chen2023maybe"], survey)] == ["preprint"]
    assert [version.words for version in labels.versions(survey["example2024bold"], survey)] == ["on the web"]


def test_the_venue_mix_names_the_most_frequent_first() -> None:
    venues = ("ICLR", "ACL", "ICLR", "AAAI", "ICLR")
    papers = [paper(venue, Ids(arxiv="2301.00001")) for venue in venues]
    assert labels.venue_mix(papers, 2) == [labels.Share("ICLR", 3, 1.0), labels.Share("AAAI", 1, 0.333)]
    assert labels.venue_mix([]) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One thing. Another.", "One thing."),
        ("Keeps 0.5 % of it\nover lines. And more.", "Keeps 0.5 % of it\nover lines."),
        ("No full stop", "No full stop"),
        ("把权重从 16.0 位降到 4 位。激活不变。", "把权重从 16.0 位降到 4 位。"),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert labels.first_sentence(text) == sentence


def test_authors_stand_under_the_first_letter_of_their_family_names() -> None:
    names = ["3D Lab", "Ædan Aas", "Lu Ång", "Dan Alistarh", "Yejin Choi"]
    assert labels.alphabetical(map(Author, names)) == {
        "#": ["3D Lab"],
        "A": ["Ædan Aas", "Lu Ång", "Dan Alistarh"],
        "C": ["Yejin Choi"],
    }


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        ({"month": 5}, "May 2023"),
        ({"volume": "113", "number": "2", "pages": "435–447"}, "Volume 113, number 2, pages 435–447"),
        ({"pages": "012010", "publisher": "Example Press"}, "Page 012010, Example Press"),
    ],
)
def test_where_in_its_venue_a_version_appeared(fields: dict[str, Any], text: str) -> None:
    assert labels.appeared(paper(ids=Ids(arxiv="2301.00001"), **fields)) == text


def test_what_is_told_of_a_paper_stands_in_the_order_of_the_language() -> None:
    chinese = Language(
        "zh",
        {
            "volume {volume}": ("第 {volume} 卷",),
            "pages {pages}": ("第 {pages} 页",),
            "{before}, {after}": ("{before}，{after}",),
            "{names} et al.": ("{names} 等",),
            "title": ("标题",),
            "venue": ("发表渠道",),
            ", ": ("、",),
        },
    )
    source = "https://example.org/t"
    told = paper(
        ids=Ids(arxiv="2301.00001"),
        authors=("Ada Aas", "Lu Ång"),
        and_others=True,
        month=5,
        volume="113",
        pages="5–9",
        sources={"title": source, "venue": source, "also_titled": "https://example.org/also"},
    )
    assert labels.appeared(told, chinese) == "2023年5月，第 113 卷，第 5–9 页"
    assert labels.short_authors(told, chinese) == "Ada Aas, Lu Ång 等"
    assert [each.fields for each in labels.evidence(told, chinese)] == ["标题、发表渠道", "also titled"]
