"""What is pasted into the form: LaTeX, names and BibTeX are read as the program reads them."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.form import files_of
from tests.conftest import SMALL_SURVEY
from tests.latex import test_decode
from tests.latex.test_decode import _LATEX, _TOKENS

from livingsurvey import Survey
from livingsurvey.bibtex.byline import byline
from livingsurvey.latex.decode import decode, decode_url
from livingsurvey.publish.companions.ruleset import latex

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLES = [test_decode.test_text, test_decode.test_accents_and_letters, test_decode.test_formulas]
TABLES += [test_decode.test_what_catalogues_leave_of_html, test_decode.test_addresses]
TABLES += [test_decode.test_what_is_not_known_stays_as_it_stands_with_a_note]
PIECES = [*_LATEX, *_TOKENS, "{a}", "\\foo{x}", "\\textbf{", "$x^2$", "\\'e", "\\frac{a}{b}", "é", "\\ss ", "<i>", "^2"]
NAMES = [
    *("{Barnes and Noble Labs} and Doe, Ann", "Team, Gemini and {Gemini Team, Google}", "Ruiz y Pinto, Pablo"),
    *("{Alvarez de Toledo}, B.", "Brown, Jr., P. T.", "Brown, P. T., Jr.", "Brown Jr., P. T.", "P. T. Brown, Jr."),
    *("李, 明 and 李 明", 'M{\\"u}ller, J{\\"o}rg and {\\L}ukasz Kaiser', "van der Berg, Jan and Ludwig van Beethoven"),
    *("de la Cruz, Ana", "{Qwen Team}", "OpenAI", "Ann Doe", "Doe", "Puig i Cadafalch, Josep", "{van Berg}, Ann"),
    *("Ana Mar{\\'\\i}a L{\\'o}pez", "Doe, Ann and Doe, Ann", "d'Arc, Jean", "Smith~Jones, Ann", "Doe, {\\'E}mile"),
    *("al-Amin, Ali", "von und zu Gutenberg, K.-T.", "X, Ann and others"),
]  # fmt: skip
LISTS = {
    "A. One, B. Two and C. Three": ["A. One", "B. Two", "C. Three"],
    "One, A.; Two, B.": ["A. One", "B. Two"],
    "Smith, John and Doe, Jane; et al.": ["John Smith", "Jane Doe", "and others"],
    "One, A.; and Two, B.": ["A. One", "B. Two"],
    "One, A., Two, B., Three, C.": ["A. One", "B. Two", "C. Three"],
    "One, A. and Two, B.": ["A. One", "B. Two"],
    "Jörg Müller, Ann Doe, Jr., Bob Roe": ["Jörg Müller", "Ann Doe Jr.", "Bob Roe"],
    "Ann Doe\nBob Roe, Cy Poe": ["Ann Doe", "Bob Roe", "Cy Poe"],
    "Ann Doe1, Bob Roe2,* and Cy Poe†": ["Ann Doe", "Bob Roe", "Cy Poe"],
    "Frantar, Elias and\nAlistarh, Dan": ["Elias Frantar", "Dan Alistarh"],
    "- Ann Doe\n- Bob Roe": ["Ann Doe", "Bob Roe"],
    "Ann Doe, Bob Roe, and Cy Poe": ["Ann Doe", "Bob Roe", "Cy Poe"],
    "van der Berg, Jan; de la Cruz, Ana": ["Jan van der Berg", "Ana de la Cruz"],
    "张三、李四；王五等": ["张三", "李四", "王五", "and others"],
    "Wei Wang，Li Na, 等": ["Wei Wang", "Li Na", "and others"],
    "Ann Doe, Bob Roe, et al.": ["Ann Doe", "Bob Roe", "and others"],
    "Gemini Team, Google": ["Gemini Team, Google"],
    "{Gradient Team}\n{Alvarez de Toledo}, Ana": ["Gradient Team", "{Alvarez de Toledo}, Ana"],
}
ENTRIES: dict[str, dict[str, str]] = {
    '@string{neu = "Advances in Neural Information Processing Systems 36 (NeurIPS 2023)"}\n'
    "@inproceedings{doe2023x,\n title={{WIDGET}: Less Is 5\\% More}, author={Doe, A. and {Gradient Team} and others},\n"
    " booktitle= neu, year=2023, month=dec, pages={1--10}, url={https://arxiv.org/abs/2305.11206}}": {
        "title": "WIDGET: Less Is 5% More", "authors": "A. Doe\nGradient Team\nand others", "year": "2023",
        "month": "12", "venue": "NeurIPS", "pages": "1–10", "arxiv": "2305.11206",
    },
    "@misc{x y, title={AT&T for $5}, eprint={2301.00053v2}, archiveprefix={arXiv}, date={2023-05-01}}": {
        "title": "AT&T for $5", "arxiv": "2301.00053", "venue": "arXiv", "year": "2023", "month": "5",
    },
    "@article{a, title={T}, doi={10.1162/tacl\\_a\\_00123}, howpublished={\\url{https://doe.example/x}}, number=7}": {
        "title": "T", "doi": "10.1162/tacl_a_00123", "page": "https://doe.example/x", "number": "7",
    },
    "https://arxiv.org/pdf/2210.17323v2 https://openreview.net/forum?id=tcbBPnfwxS": {
        "arxiv": "2210.17323", "openreview": "tcbBPnfwxS",
    },
    "@misc{x, title={a": {}, "hello": {}, "": {},
}  # fmt: skip


def read_there(scripts: Page, survey: Survey, expression: str, argument: Any) -> Any:
    """The value of an expression over what reads pasted texts, and an argument."""
    script = f"""async ([files, latex, argument]) => {{
      const {{ judge }} = await import("/assets/rules/check.js");
      const {{ constantsOf }} = await import("/assets/rules/constants.js");
      const {{ decoder }} = await import("/assets/latex/decode.js");
      const {{ peopleOf }} = await import("/assets/people.js");
      const {{ pasteReader }} = await import("/assets/paste.js");
      const judged = judge(files);
      const {{ decode, decodeUrl }} = decoder(constantsOf(latex), latex.table);
      return {expression};
    }}"""
    return scripts.evaluate(script, [files_of(survey), json.loads(latex()), argument])


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def test_latex_is_the_text_that_the_program_makes_of_it(scripts: Page, survey: Survey) -> None:
    chance = random.Random(20260102)
    values = [value for table in TABLES for mark in table.pytestmark for value, _ in mark.args[1]]  # type: ignore[attr-defined]
    values += ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(1_000)]
    found = read_there(scripts, survey, "argument.map((value) => [decode(value).text, decodeUrl(value)])", values)
    ours = [[decode(value).text, decode_url(value)] for value in values]
    assert [each for each in zip(values, found, ours, strict=True) if each[1] != each[2]] == []


def test_names_of_bibtex_have_the_parts_that_the_program_gives_them(scripts: Page, survey: Survey) -> None:
    people = "peopleOf(judged, (text) => decode(text).text)(value, { bibtex: true }).map(judged.names.written)"
    found = read_there(scripts, survey, f"argument.map((value) => {people})", NAMES)
    for text, authors in zip(NAMES, found, strict=True):
        read = byline(text, "", lambda value: decode(value).text)
        assert authors == [each.record for each in read.authors] + ["and others"] * read.and_others, text


def test_lists_of_authors_become_people(scripts: Page, survey: Survey) -> None:
    found = read_there(scripts, survey, "argument.map((text) => peopleOf(judged)(text))", [*LISTS])
    assert dict(zip(LISTS, found, strict=True)) == LISTS
    again = read_there(
        scripts, survey, "argument.map((text) => peopleOf(judged)(text))", ["\n".join(each) for each in found]
    )
    assert again == found


def test_bibtex_and_addresses_fill_fields(scripts: Page, survey: Survey) -> None:
    found = read_there(scripts, survey, "argument.map(pasteReader(judged, latex))", [*ENTRIES])
    assert {text: each["values"] for text, each in zip(ENTRIES, found, strict=True)} == ENTRIES
    assert [bool(each["notes"]) for each in found[-3:]] == [True, True, True]


def test_long_runs_are_read_too(scripts: Page, survey: Survey) -> None:
    units = ("{", "}", "@", "@misc{", "$", "\\'", "a, ", "and ", "{a} and ", "a = {", '"', "\\(", "``x")
    values = [unit * 2_000 for unit in units]
    values += [f"@misc{{x, title={{{unit * 500}}}, author = {{{unit * 500}}}}}" for unit in units]
    reader = "((paste) => argument.map((text) => [paste(text).notes, peopleOf(judged)(text).length]))"
    assert len(read_there(scripts, survey, f"{reader}(pasteReader(judged, latex))", values)) == len(values)
