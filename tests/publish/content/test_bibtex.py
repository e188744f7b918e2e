from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from pybtex.database.input.bibtex import LowLevelParser
from tests.conftest import SMALL_SURVEY
from tests.publish.content.made import fields, paper
from tests.strategies import TROUBLE, lines

from livingsurvey.latex.decode import decode
from livingsurvey.model import Ids, Links
from livingsurvey.survey import Survey

TITLES = (
    *TROUBLE,
    "Unbalanced { braces } and } more {",
    "100% of $100K budgets & 5_000 #tags ~ done^2",
    "Curse\\",
    "Soaring from 4K to 400K: Extending LLM’s Context",
    "“Think” Step-by-Step — 数据",
    "ε-Greedy: H₂O → b̄ < c | Γ-Nets, x--y and ''z''",
)


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_from_bibtex(title: str, survey: Survey) -> None:
    assert decode(fields(paper(title), survey)["title"]).text == unicodedata.normalize("NFC", title)


@given(lines)
def test_no_title_breaks_an_entry(text: str) -> None:
    title = unicodedata.normalize("NFC", " ".join(filter(None, text.split(" ")))) or "Empty"
    found = fields(paper(title, venue=title, authors=(title,)), Survey.load(SMALL_SURVEY, cached=False))
    assert {decode(found[name]).text for name in ("title", "booktitle")} == {title}
    assert sorted(filter(str.isalnum, decode(found["author"]).text)) == sorted(filter(str.isalnum, title))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/},}@misc{injected,title={Pwned},url={x",
        "https://evil.example/a{b",
        "https://evil.example/}\\input{/etc/passwd}",
    ],
)
def test_an_address_is_inert_whatever_it_holds(url: str, survey: Survey) -> None:
    links = Links.model_construct(page=url)
    found = fields(paper().model_copy(update={"links": links, "ids": Ids()}), survey)
    assert set(found["url"]).isdisjoint("{}\\")
    assert found["url"].startswith("https://evil.example/")
    doi = Ids.model_construct(doi="10.1000/a}b{\\c", arxiv=None, acl=None, openreview=None)
    assert fields(paper().model_copy(update={"ids": doi}), survey)["doi"] == "10.1000/a%7Db%7B%5Cc"


def test_addresses_and_dois_are_as_they_are(survey: Survey) -> None:
    found = fields(paper(doi="10.1002/(SICI)1_2<113::AID#9>3.0.CO;2-6"), survey)
    assert found["doi"] == "10.1002/(SICI)1_2<113::AID#9>3.0.CO;2-6"
    page = Links(page="https://link.example.org/a%20b?x=1&y=2#z_~")
    assert fields(paper(openreview="tcbBPnfwxS").model_copy(update={"links": page}), survey)["url"] == page.page


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


def test_a_work_without_authors_has_no_author_field(survey: Survey) -> None:
    assert "author" not in fields(paper(authors=()), survey)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("GPTQ: Accurate Quantization for LLMs", "{GPTQ:} {Accurate} Quantization for {LLMs}"),
        ("LLM.int8() at Scale", "{LLM.int8()} at Scale"),
        ("A Plain Title", "A Plain Title"),
        ("Mamba: a simple K", "Mamba: a simple {K}"),
        ("On Γ and ε", r"On {{$\Gamma$}} and {$\varepsilon$}"),
    ],
)
def test_capitals_are_protected_where_a_style_would_lower_them(title: str, written: str, survey: Survey) -> None:
    assert fields(paper(title), survey)["title"] == written


def test_a_conference_paper_cites_the_proceedings_and_names_its_preprint(survey: Survey) -> None:
    found = fields(survey["li2023symbolic"], survey)
    assert found["entry"] == "inproceedings"
    assert found["url"] == "https://aclanthology.org/2023.acl-long.150/"
    assert found["doi"] == "10.18653/v1/2023.acl-long.150"
    assert (found["eprint"], found["eprinttype"], found["archiveprefix"]) == ("2306.14050", "arXiv", "arXiv")
    assert "journal" not in found


def test_a_preprint_says_its_id_where_styles_print_it(survey: Survey) -> None:
    found = fields(survey["chen2023maybe"], survey)
    assert (found["entry"], found["type"], found["note"]) == ("unpublished", "Preprint", "arXiv:2305.09246")
    assert (found["eprint"], found["eprinttype"], found["options"]) == ("2305.09246", "arXiv", "eprint=false")
    assert not {"booktitle", "journal"} & found.keys()


def test_a_note_stands_behind_the_id(survey: Survey) -> None:
    noted = survey["chen2023maybe"].model_copy(update={"note": "5 pages & a table"})
    assert fields(noted, survey)["note"] == r"arXiv:2305.09246. 5 pages {\&} a table"
    assert fields(paper().model_copy(update={"note": "Best paper"}), survey)["note"] == "Best paper"


def test_a_preprint_that_nobody_signed_and_a_post_are_misc(survey: Survey) -> None:
    anonymous = fields(survey["chen2023maybe"].model_copy(update={"authors": ()}), survey)
    assert (anonymous["entry"], anonymous["howpublished"]) == ("misc", "arXiv:2305.09246")
    post = fields(survey["example2024bold"], survey)
    assert (post["entry"], post["howpublished"]) == ("misc", "Example Blog")


def test_an_entry_says_what_its_letters_need(survey: Survey) -> None:
    assert "needs" not in fields(paper("Nyström → ∞"), survey)
    assert fields(paper("Wałęsa"), survey)["needs"] == r"\usepackage[T1]{fontenc}"
    assert fields(paper("数据"), survey)["needs"] == "XeLaTeX or LuaLaTeX"


def test_a_venue_nobody_knows_is_taken_for_a_conference(survey: Survey) -> None:
    assert fields(paper(venue="Some & New Venue"), survey)["booktitle"] == r"Some {\&} New Venue"


def test_the_files_of_all_topics_are_bibtex(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    for topic in survey.taxonomy.walk():
        text = (built_survey / "site" / "topics" / topic.id / f"{topic.id}.bib").read_text(encoding="utf-8")
        keys = [key for _, (key, _) in LowLevelParser(text)]
        assert keys == [found.key for found in survey.papers_in(topic.id)]
