from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import bibtexparser
import pytest
from anyascii import anyascii
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY
from tests.strategies import TROUBLE

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.publish.content import citation
from livingsurvey.survey import Survey

TITLES = (
    *TROUBLE,
    "Unbalanced { braces } and } more {",
    "100% of $100K budgets & 5_000 #tags ~ done^2",
    "Curse\\",
    "Soaring from 4K to 400K: Extending LLM’s Context",
    "“Think” Step-by-Step — 数据",
)


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def paper(
    title: str = "A title", venue: str = "ICLR", authors: tuple[Any, ...] = ("Ada Lovelace",), **ids: str
) -> Paper:
    return Paper(
        key="lovelace2023title",
        title=title,
        authors=authors,
        year=2023,
        venue=venue,
        ids=Ids(**ids) if ids else Ids(arxiv="2301.00001"),
        links=Links(),
        topics=("quantization",),
        added=dt.date(2023, 1, 1),
    )


def fields(found: Paper, survey: Survey) -> dict[str, Any]:
    library = bibtexparser.parse_string(citation.bibtex(found, survey))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.key == found.key
    return {"type": entry.entry_type, **{field.key: field.value for field in entry.fields}}


def read_back(text: str) -> dict[str, str]:
    """The fields as a reference manager shows them: commands of LaTeX turned into characters, braces gone."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {field.key: field.value for field in library.entries[0].fields}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_from_bibtex(title: str, survey: Survey) -> None:
    entry = citation.bibtex(paper(title), survey)
    depth = 0
    for character in entry:  # as BibTeX counts, which does not look for a backslash
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert letters(read_back(entry)["title"]) == letters(spelled(title))


def spelled(title: str) -> str:
    """The title with what LaTeX has no letters for in Latin ones."""
    return "".join(
        anyascii(letter) if unicodedata.category(letter) in ("Lo", "So") or ord(letter) > 0xFFFF else letter
        for letter in title
    )


def letters(text: str) -> str:
    """What a title keeps on the way through LaTeX and back, where quotes and hats come back as others of their kind."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isascii() and letter.isalnum())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40))
def test_no_title_breaks_an_entry(text: str) -> None:
    title = text.strip() or "Empty"
    survey = Survey.load(SMALL_SURVEY, cached=False)
    library = bibtexparser.parse_string(citation.bibtex(paper(title, authors=(title,)), survey))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["lovelace2023title"]
    assert {"title", "author", "year", "url"} <= {field.key for field in library.entries[0].fields}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Christopher Ré", r"Christopher R{\'e}"),
        ("Łukasz Kaiser", r"{\L}ukasz Kaiser"),
        ("DeepSeek-AI", "{DeepSeek-AI}"),
        ("Barnes and Noble Research", "{Barnes and Noble Research}"),
        ('Zhangyang "Atlas" Wang', 'Zhangyang "Atlas" Wang'),
    ],
)
def test_authors(name: str, written: str, survey: Survey) -> None:
    assert fields(paper(authors=("Ada Lovelace", name)), survey)["author"] == f"Ada Lovelace and {written}"


NAMED = (
    "Q. T. Brook Jr.",
    {"family": "Rey Soto", "given": "Ana"},
    "Jan van der Berg",
    {"group": "Gradient Descenders"},
    {"family": "李", "given": "明"},
)


def test_a_group_is_no_person(survey: Survey) -> None:
    by_group = paper(authors=("Gradient Team", "Ada Lovelace", "Lamp Labs, Example"))
    assert fields(by_group, survey)["author"] == "{Gradient Team} and Ada Lovelace and {Lamp Labs, Example}"
    assert [value for name, value in citation.scholar_tags(by_group, survey) if name == "citation_author"] == [
        "Gradient Team",
        "Lovelace, Ada",
        "Lamp Labs, Example",
    ]
    pairs = parse_qsl(citation.coins(by_group, survey))
    assert [pair for pair in pairs if pair[0].startswith("rft.au")] == [
        ("rft.aucorp", "Gradient Team"),
        ("rft.au", "Lovelace, Ada"),
        ("rft.aulast", "Lamp Labs, Example"),
    ]
    assert citation.linked_data(by_group, survey)["author"][0] == {"@type": "Organization", "name": "Gradient Team"}


def test_each_part_of_a_name_is_said(survey: Survey) -> None:
    named = paper(authors=NAMED)
    tags = [value for name, value in citation.scholar_tags(named, survey) if name == "citation_author"]
    assert tags == ["Brook, Q. T., Jr.", "Rey Soto, Ana", "van der Berg, Jan", "Gradient Descenders", "李, 明"]
    pairs = parse_qsl(citation.coins(named, survey))
    assert [pair for pair in pairs if pair[0].startswith("rft.au")] == [
        ("rft.aulast", "Brook"),
        ("rft.aufirst", "Q. T."),
        ("rft.ausuffix", "Jr."),
        ("rft.au", "Rey Soto, Ana"),
        ("rft.au", "van der Berg, Jan"),
        ("rft.aulast", "Gradient Descenders"),
        ("rft.au", "李, 明"),
    ]
    first, _, third, *_ = citation.linked_data(named, survey)["author"]
    assert first["honorificSuffix"] == "Jr."
    assert (third["givenName"], third["familyName"]) == ("Jan", "van der Berg")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Jan Pieter van der Berg", "Jan Pieter van der Berg"),
        ("Jan Pieter Berg", "Berg, Jan Pieter"),
        ("Jan van der Berg", "van der Berg, Jan"),
    ],
)
def test_zotero_takes_one_author_for_one(name: str, tag: str, survey: Survey) -> None:
    assert ("citation_author", tag) in citation.scholar_tags(paper(authors=(name,)), survey)


IMPRINT = {
    "month": 5,
    "volume": "113",
    "number": "2",
    "pages": "435–447",
    "publisher": "Example & Sons",
    "note": "Best paper",
}


def test_where_in_its_venue_a_version_appeared(survey: Survey) -> None:
    full = paper(venue="TACL").model_copy(update=IMPRINT)
    found = fields(full, survey)
    assert (found["month"], found["volume"], found["number"], found["pages"]) == ("may", "113", "2", "435--447")
    assert (found["publisher"], found["note"]) == (r"Example {\&} Sons", "Best paper")
    tags = dict(citation.scholar_tags(full, survey))
    assert tags["citation_publication_date"] == "2023/05"
    said = {name.removeprefix("citation_"): value for name, value in tags.items()}
    assert (said["volume"], said["issue"], said["firstpage"], said["lastpage"]) == ("113", "2", "435", "447")
    assert said["publisher"] == "Example & Sons"
    pairs = dict(parse_qsl(citation.coins(full, survey)))
    assert [pairs[f"rft.{name}"] for name in ("date", "volume", "issue", "pages", "pub")] == [
        "2023-05",
        "113",
        "2",
        "435-447",
        "Example & Sons",
    ]
    described = citation.linked_data(full, survey)
    assert (described["datePublished"], described["pagination"]) == ("2023-05", "435–447")
    assert described["publisher"] == {"@type": "Organization", "name": "Example & Sons"}
    issue = described["isPartOf"]
    assert (issue["@type"], issue["issueNumber"], issue["isPartOf"]["volumeNumber"]) == ("PublicationIssue", "2", "113")


def test_the_publisher_of_a_preprint_is_where_it_stands(survey: Survey) -> None:
    preprint = survey["chen2023maybe"].model_copy(update=IMPRINT)
    assert [value for name, value in citation.scholar_tags(preprint, survey) if name == "citation_publisher"] == [
        "arXiv"
    ]


def test_others_are_no_author_but_in_bibtex(survey: Survey) -> None:
    first = paper().model_copy(update={"and_others": True})
    assert fields(first, survey)["author"] == "Ada Lovelace and others"
    assert [name for name, _ in citation.scholar_tags(first, survey)].count("citation_author") == 1
    assert first.byline == "Ada Lovelace et al."


def test_a_work_without_authors_has_no_author_field(survey: Survey) -> None:
    assert "author" not in fields(paper(authors=()), survey)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("GPTQ: Accurate Quantization for LLMs", "{GPTQ:} {Accurate} Quantization for {LLMs}"),
        ("LLM.int8() at Scale", "{LLM.int8()} at Scale"),
        ("A Plain Title", "A Plain Title"),
        ("Mamba: a simple K", "Mamba: a simple {K}"),
    ],
)
def test_capitals_are_protected_where_a_style_would_lower_them(title: str, written: str, survey: Survey) -> None:
    assert fields(paper(title), survey)["title"] == written


def test_a_conference_paper_cites_the_proceedings_and_names_its_preprint(survey: Survey) -> None:
    found = fields(survey["li2023symbolic"], survey)
    assert found["type"] == "inproceedings"
    assert found["url"] == "https://aclanthology.org/2023.acl-long.150/"
    assert found["doi"] == "10.18653/v1/2023.acl-long.150"
    assert (found["eprint"], found["archiveprefix"]) == ("2306.14050", "arXiv")
    assert "journal" not in found


def test_a_preprint_and_a_blog_post_claim_no_proceedings(survey: Survey) -> None:
    preprint = fields(survey["chen2023maybe"], survey)
    assert (preprint["type"], preprint["eprint"]) == ("misc", "2305.09246")
    post = fields(survey["example2024bold"], survey)
    assert (post["type"], post["howpublished"]) == ("misc", "Example Blog")
    assert not {"booktitle", "journal"} & (preprint.keys() | post.keys())


def test_a_venue_nobody_knows_is_taken_for_a_conference(survey: Survey) -> None:
    assert fields(paper(venue="Some & New Venue"), survey)["booktitle"] == r"Some {\&} New Venue"


def test_every_author_has_a_tag_and_the_venue_one(survey: Survey) -> None:
    for found in survey:
        tags = citation.scholar_tags(found, survey)
        named = [value for name, value in tags if name == "citation_author"]
        assert named == [author.name.family_first for author in found.authors]
        containers = {"citation_journal_title", "citation_conference_title", "citation_publisher", "DC.source"}
        assert sum(name in containers for name, _ in tags) == 1
        assert dict(tags)["citation_title"] == found.title
        assert dict(tags)["citation_publication_date"] == str(found.year)


def test_tags_lead_to_an_open_pdf(survey: Survey) -> None:
    tags = dict(citation.scholar_tags(survey["frantar2022gptq"], survey))
    assert tags["citation_pdf_url"] == "https://arxiv.org/pdf/2210.17323"
    assert tags["citation_arxiv_id"] == "2210.17323"


def test_coins_say_the_same_as_the_record(survey: Survey) -> None:
    for found in survey:
        pairs = parse_qsl(citation.coins(found, survey), strict_parsing=True)
        said = dict(pairs)
        assert said["ctx_ver"] == "Z39.88-2004"
        assert found.title in (said.get("rft.atitle"), said.get("rft.title"))
        assert [value for name, value in pairs if name == "rft.au"] == [
            author.name.family_first for author in found.authors[1:]
        ]


@pytest.mark.parametrize(
    ("key", "layout", "kind"),
    [
        ("zhang2023h2o", "book", ("rft.genre", "proceeding")),
        ("chen2023maybe", "dc", ("rft.type", "preprint")),
        ("example2024bold", "dc", ("rft.type", "webpage")),
    ],
)
def test_coins_are_in_the_format_by_which_zotero_knows_the_type(
    key: str, layout: str, kind: tuple[str, str], survey: Survey
) -> None:
    pairs = parse_qsl(citation.coins(survey[key], survey))
    assert ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{layout}") in pairs
    assert kind in pairs


def test_linked_data(survey: Survey) -> None:
    described = citation.linked_data(survey["xiong2021nystromformer"], survey)
    assert json.loads(json.dumps(described)) == described
    assert described["@type"] == "ScholarlyArticle"
    assert described["name"] == survey["xiong2021nystromformer"].title
    assert described["sameAs"] == ["https://arxiv.org/abs/2102.03902", "https://doi.org/10.1609/aaai.v35i16.17664"]
    assert described["author"][0] == {
        "@type": "Person",
        "name": "Yunyang Xiong",
        "givenName": "Yunyang",
        "familyName": "Xiong",
    }


def test_the_files_of_all_topics_are_bibtex(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    for topic in survey.taxonomy.walk():
        text = (built_survey / "site" / "topics" / topic.id / f"{topic.id}.bib").read_text(encoding="utf-8")
        library = bibtexparser.parse_string(text)
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == [found.key for found in survey.papers_in(topic.id)]
