from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.content.made import fields, paper

from livingsurvey.model import Ids, Links
from livingsurvey.publish.content import citation
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


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


def test_a_work_that_nothing_leads_to_is_cited_without_an_address(survey: Survey) -> None:
    printed = paper().model_copy(update={"ids": Ids(), "links": Links()})
    assert "url" not in fields(printed, survey)
    assert not [name for name, _ in citation.scholar_tags(printed, survey) if name.endswith("_url")]
    assert "rft_id" not in dict(parse_qsl(citation.coins(printed, survey)))
    assert "url" not in citation.linked_data(printed, survey)


def test_where_in_its_venue_a_version_appeared(survey: Survey) -> None:
    full = paper(venue="TACL").model_copy(update=IMPRINT)
    found = fields(full, survey)
    assert (found["month"], found["volume"], found["number"], found["pages"]) == ("May", "113", "2", "435--447")
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
