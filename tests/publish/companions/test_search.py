"""The index of the search, in files that a browser fetches."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from typing import Any

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.insight.search import Search
from livingsurvey.model.declared import singles
from livingsurvey.publish.companions import search
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

PAGES = json.dumps(
    {
        "docs": [
            {"location": "", "title": "Home", "text": ""},
            {"location": "exports/", "title": "Data to take along", "text": "words of the page"},
            {"location": "exports/#zotero", "title": "Zotero", "text": ""},
            {"location": "topics/quantization/", "title": "Quantization", "text": ""},
            {"location": "papers/mould/", "title": "@@title@@", "text": ""},
        ]
    }
).encode()


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


@pytest.fixture(scope="module")
def files(published: Published) -> dict[str, Any]:
    """What the files hold, by their names without folder and ending."""
    made = search.files(published, PAGES)
    return {file.address[len("search/") : -len(".json")]: json.loads(file.content()) for file in made}


def pieces(files: dict[str, Any], part: str) -> list[dict[str, Any]]:
    return [files[f"{part}-{at}"] for at in range(len(files["index"]["files"][part]))]


@pytest.mark.parametrize("part", ["words", "people", "names", "ids"])
def test_every_word_stands_in_the_file_that_the_first_names_with_what_it_finds(
    published: Published, files: dict[str, Any], part: str
) -> None:
    index = Search(published.survey).index
    found: dict[str, dict[int, int]] = {}
    for start, piece in zip(files["index"]["files"][part], pieces(files, part), strict=True):
        assert piece["terms"] == sorted(piece["terms"])
        assert piece["terms"][:1] in ([start], [])
        for term, steps in zip(piece["terms"], piece["found"], strict=True):
            places = accumulate((step // 16 + 1 for step in steps), initial=-1)
            found[term] = dict(zip(list(places)[1:], (step % 16 for step in steps), strict=True))
    assert found == getattr(index, part).postings


def test_words_of_topics_lead_to_their_papers(published: Published, files: dict[str, Any]) -> None:
    (words,) = pieces(files, "words")
    sets = [each for piece in pieces(files, "filed") for each in piece["lists"]]
    steps = sets[words["topics"][str(words["terms"].index("量化"))]]
    places = {at - 1 for at in accumulate(step + 1 for step in steps)}
    papers = list(published.survey)
    assert {papers[at].key for at in places} == {"frantar2022gptq", "dettmers2022llmint8"}


def test_a_card_says_what_is_shown_of_a_paper_and_where_another_entry_stands(
    published: Published, files: dict[str, Any]
) -> None:
    cards = [card for name, piece in files.items() if name.startswith("cards-") for card in piece["rows"]]
    assert cards[0][0] == "example2024bold"
    gptq = next(card for card in cards if card[0] == "frantar2022gptq")
    assert gptq[2:] == [
        "GPTQ",
        "Elias Frantar, Saleh Ashkboos, Torsten Hoefler et al.",
        "ICLR",
        2023,
        "weight-only-quantization",
        published.survey["frantar2022gptq"].summary.en,
    ]
    assert cards[0][-1] is None
    assert ["Quantization", "topics/quantization/", 2] in cards
    assert ["NeurIPS", "venues/neurips/", 2] in cards


def test_pages_of_prose_are_guides_with_their_sections_and_others_are_none() -> None:
    assert search.guides(PAGES) == [
        {"title": "Data to take along", "path": "exports/", "words": "data to take along zotero"}
    ]


def test_columns_have_a_place_for_each_paper_and_say_what_it_has(published: Published, files: dict[str, Any]) -> None:
    facets, papers = files["facets"], list(published.survey)
    for column in ("year", "venue", "topic", "added"):
        assert len(facets[column]) == len(papers)
    assert [facets["venues"][at] for at in facets["venue"]] == [paper.venue for paper in papers]
    assert [facets["days"][at] for at in facets["added"]] == [paper.added.isoformat() for paper in papers]
    with_code = {at - 1 for at in accumulate(step + 1 for step in facets["with_code"])}
    assert with_code == {at for at, paper in enumerate(papers) if paper.links.code}
    titles = [papers[at].title.lower() for at in files["titles"]["order"]]
    assert all(one <= other for one, other in pairwise(titles) if one[0].isalpha() and other[0].isalpha())


def test_each_value_of_a_trait_leads_to_the_papers_that_have_it(published: Published, files: dict[str, Any]) -> None:
    papers = list(published.survey)
    for trait, column in zip(published.survey.listed_traits, files["traits"]["traits"], strict=True):
        assert column["id"] == trait.id
        assert len(column["names"]) == (0 if trait.kind == "number" else len(column["values"]))
        for value, steps in zip(column["values"], column["papers"], strict=True):
            places = {at - 1 for at in accumulate(step + 1 for step in steps)}
            said = [singles(paper.traits.get(trait.id, ())) for paper in papers]
            assert places == {at for at, values in enumerate(said) if value in values}
    bits, exact = files["traits"]["traits"][1], files["traits"]["traits"][3]
    assert bits["values"] == [3, 4, 8]
    assert (exact["values"], exact["names"]) == ([True, False], ["yes", "no"])


def test_a_survey_that_compares_nothing_has_no_file_of_traits() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    survey.papers = {key: paper.model_copy(update={"traits": {}}) for key, paper in survey.papers.items()}
    assert "search/traits.json" not in {file.address for file in search.files(Published(survey), PAGES)}


def test_all_files_are_of_one_version_which_a_change_of_any_record_changes(
    published: Published, files: dict[str, Any]
) -> None:
    (version,) = {file["version"] for file in files.values()}
    survey = Survey.load(SMALL_SURVEY, cached=False)
    survey.digests = {**survey.digests, "frantar2022gptq": b"another"}
    (file, *_) = search.files(Published(survey), PAGES)
    assert json.loads(file.content())["version"] != version
