"""The form for new records: the same answers as the program's, whatever somebody types."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.test_pages import violations
from tests.strategies import TROUBLE

from livingsurvey.model.title import normal_form
from livingsurvey.store.yaml import parse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = [
    *TROUBLE,
    'A "quoted" \\ back\\slash \\n',
    "</script><script>alert(1)</script>",
    "true", "NO", "y", "1_000", "0o17", ".inf", "<<", "=", "12:30:45", "a: b", "- a", "x\u00a0y", "a\u200bb", "é\u0301",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cn"])
TEXTS = st.text(LETTERS | st.sampled_from("ßẞςΣͅᲀꭰᏸİıſﬁ½²Ⅷ㍐ǰΐ 's:-<>\"'\\\u2028\u0085\u007f\ufeff\t\n"), max_size=30)
SET = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"
"""A long text is set, for a browser takes seconds to type it."""


@pytest.fixture
def page(opened: Opened) -> Any:
    with opened("contribute/") as made:
        expect(made.locator("#ls-record-status")).to_contain_text("Still needed")
        yield made


def module(page: Page, expression: str, argument: Any, name: str = "record") -> Any:
    """The value of an expression over a module of the site, by its last name, and an argument."""
    imported = f"const {name.rpartition('/')[2]} = await import('/survey/assets/{name}.js')"
    script = f"async (argument) => {{ {imported}; return {expression}; }}"
    return page.evaluate(script, argument)


@pytest.mark.long
def test_titles_have_the_same_normal_form_as_in_the_program(page: Page) -> None:
    @given(st.lists(TEXTS, min_size=1, max_size=60))
    @settings(max_examples=15)
    def same(texts: list[str]) -> None:
        assert module(page, "argument.map(text.normalForm)", texts, "rules/text") == [*map(normal_form, texts)]

    same()
    # Not the half that is nobody's: what is for private use has no other form.
    signs = map(chr, range(sys.maxunicode + 1))
    every = [sign for sign in signs if unicodedata.category(sign) not in ("Cs", "Cn", "Co")] + ["\ue000", "\U0010fffd"]
    ours = dict(zip(every, map(normal_form, every), strict=True))
    # In one text, which a browser is given at once; no normal form has a line break.
    forms = "Array.from(argument, (sign) => text.normalForm(sign)).join('\\n')"
    theirs = dict(zip(every, module(page, forms, "".join(every), "rules/text").split("\n"), strict=True))
    assert {sign: theirs[sign] for sign in every if theirs[sign] != ours[sign]} == {}


def test_whatever_is_typed_is_the_yaml_of_it(page: Page) -> None:
    traits = "['choice', 'several', 'number', 'yes-no'].map((kind) => ({ id: kind, kind }))"
    own = "['text', 'number', 'date', 'choice'].map((kind) => ({ id: `own-${kind}`, kind, many: kind !== 'choice' }))"
    made = f"argument.map((values) => record.recordOf(values, '2026-01-02', {{ traits: {traits}, own: {own} }}))"
    expression = f"{made}.map((one) => [one, record.yamlOf(one)])"

    def right(texts: list[str]) -> None:
        values = [
            {"title": text, "name": text, "venue": text, "authors": f"{text}\n{text[::-1]}", "year": text,
             "doi": text, "code": text, "topics": [text], "summary": text, "source": text, "date": text,
             "own.own-text": f"{text};{text[::-1]}", "own.own-number": text, "own.own-date": text,
             "own.own-choice": text,
             "traits.choice": text, "traits.several": text, "traits.number": text, "traits.yes-no": text}
            for text in texts
        ]  # fmt: skip
        for made, yaml in module(page, expression, values):
            data, problems = parse(yaml)
            assert problems == []
            assert data == {**made, "added": data["added"]}
            assert str(data["added"]) == "2026-01-02"

    right(HOSTILE)
    given(st.lists(TEXTS, min_size=1, max_size=40))(settings(max_examples=15)(right))()


def test_the_parts_of_a_name_are_yaml_too(page: Page) -> None:
    authors = [{"family": "Rey: Soto", "given": "Ana #1"}, {"group": "no"}, "Ada Example"]
    assert parse(module(page, "record.yamlOf(argument)", {"authors": authors})) == ({"authors": authors}, [])


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#ls-record [name={name}]").first.fill(value)
        page.locator(f"#ls-record [name={name}]").first.blur()


def test_a_record_is_checked_shown_and_taken_to_github(page: Page) -> None:
    status = page.locator("#ls-record-status")
    open_link = page.get_by_role("link", name="Propose it on GitHub")
    expect(status).to_have_text("Still needed: the title, the year, the venue, a topic.")
    fill(page, title='A "New" Way: <bold> & no', authors="Ada Example\nÉmile Ö", year="2024", venue="arXiv")
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    expect(status).to_contain_text("an id, or the address of the paper")
    expect(open_link).to_be_hidden()
    fill(page, arxiv="https://arxiv.org/pdf/2401.99999v3")
    expect(page.get_by_label("arXiv", exact=True)).to_have_value("2401.99999")
    expect(status).to_have_text("The record is in order.")
    expect(page.locator("#ls-record-title")).to_have_text('A "New" Way: <bold> & no')
    address = urlsplit(open_link.get_attribute("href") or "")
    query = parse_qs(address.query)
    assert (address.netloc, query["filename"]) == ("github.com", ["papers/2024/example2024new.yaml"])
    data, problems = parse(query["value"][0])
    assert problems == []
    assert data["title"] == 'A "New" Way: <bold> & no'
    assert data["authors"] == ["Ada Example", "Émile Ö"]
    fill(page, code="nonsense")
    expect(open_link).to_be_hidden()
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#ls-code-trouble")).to_contain_text("as a browser shows it")
    fill(page, code="", venue="Nowhere")
    expect(page.locator("#ls-venue-trouble")).to_contain_text("Unknown venue 'Nowhere'")
    fill(page, venue="neurips")
    expect(page.get_by_label("Venue (required)")).to_have_value("NeurIPS")
    expect(page.locator("[data-note=venue]")).to_have_text("neurips is written NeurIPS here.")


def test_own_fields_stand_in_the_record(page: Page) -> None:
    fill(page, title="A New Way", authors="Ada Example", year="2024", venue="arXiv", arxiv="2401.99999")
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    page.get_by_label("Data set").fill("Wool-1M; Hay, Straw & Co: 2")
    page.get_by_label("Season").select_option("dry")
    page.get_by_label("Trial").fill("flock 7")
    page.get_by_label("Trial").blur()
    expect(page.locator('[data-trouble="own.trial-id"]')).to_have_text(
        "This is not of the form that the survey asks for."
    )
    expect(page.locator("#ls-record-status")).not_to_have_text("The record is in order.")
    page.get_by_label("Trial").fill("FLOCK-7")
    expect(page.locator("#ls-record-status")).to_have_text("The record is in order.")
    data, problems = parse(page.locator("#ls-record-yaml").inner_text())
    assert problems == []
    assert isinstance(data, dict)
    assert data["dataset"] == ["Wool-1M", "Hay, Straw & Co: 2"]
    assert (data["season"], data["trial-id"]) == ("dry", "FLOCK-7")
    assert list(data)[-4:] == ["dataset", "season", "trial-id", "added"]


def test_bibtex_fills_own_fields_and_says_what_it_leaves_out(page: Page) -> None:
    page.get_by_label("Paste BibTeX").fill(
        "@misc{a, title={A Thing}, year=2024, dataset={Wool-1M, B \\& C}, season={Wet}, "
        "trial_id={FLOCK-1}, colour={red}}"
    )
    page.get_by_role("button", name="Fill in").click()
    expect(page.locator("#ls-paste-said")).to_have_text(
        "Filled in: title, year, Data set, Season, Trial. Left out, because records have no field for it: colour."
    )
    data, _ = parse(page.locator("#ls-record-yaml").inner_text())
    assert isinstance(data, dict)
    assert (data["dataset"], data["season"], data["trial-id"]) == (["Wool-1M", "B & C"], "wet", "FLOCK-1")


def test_the_form_speaks_the_language_of_its_page_and_writes_the_same_record(opened: Opened) -> None:
    with opened("zh/contribute/") as page:
        status = page.locator("#ls-record-status")
        expect(status).to_have_text("还需填写：标题、年份、会议/期刊、主题。")
        fill(page, title="A Thing", authors="Ada Example, Émile Ö", year="2024", venue="Nowhere")
        expect(page.locator("#ls-people-count")).to_have_text("识别出 2 位作者：")
        expect(page.locator("#ls-venue-trouble")).to_contain_text("未知的会议/期刊“Nowhere”。")
        page.locator("#ls-people-take").click()
        fill(page, venue="arXiv", arxiv="2210.17323")
        expect(status.get_by_role("link")).to_have_attribute("href", re.compile(r"/zh/papers/frantar2022gptq/$"))
        fill(page, arxiv="2401.99999")
        page.locator("#ls-topic-1").select_option("weight-only-quantization")
        expect(status).to_have_text("记录没有问题。")
        expect(page.locator("#ls-record-yaml")).to_contain_text("venue: arXiv")


def test_a_paper_that_is_here_is_said_by_its_id_and_by_its_title(page: Page) -> None:
    status = page.locator("#ls-record-status")
    fill(page, arxiv="https://arxiv.org/abs/2210.17323v1")
    expect(status).to_contain_text("This paper is here already: frantar2022gptq")
    fill(page, arxiv="", title="gptq accurate post training quantization for generative pretrained transformers")
    expect(status.get_by_role("link")).to_have_attribute("href", re.compile(r"papers/frantar2022gptq/$"))


BIBTEX = r"""@inproceedings{doe2023x, title={{WIDGETS}: 5\% Less of M{\"u}ller}, abstract={Less.},
  author={Doe, Ann and {Gradient Team, Example} and Rey Soto, Ana}, year=2023, month=dec, pages={1--10},
  booktitle={Advances in Neural Information Processing Systems 36 (NeurIPS 2023)},
  url={https://arxiv.org/abs/2305.99206}}"""


def test_bibtex_fills_the_form(page: Page) -> None:
    page.get_by_label("Paste BibTeX").fill(BIBTEX)
    page.get_by_role("button", name="Fill in").click()
    expect(page.locator("#ls-paste-said")).to_have_text(
        "Filled in: title, authors, year, month, venue, pages, arXiv id. "
        "Left out, because records have no field for it: abstract."
    )
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    expect(page.locator("#ls-record-status")).to_have_text("The record is in order.")
    data, _ = parse(page.locator("#ls-record-yaml").inner_text())
    assert data == {
        "title": "WIDGETS: 5% Less of Müller",
        "authors": ["Ann Doe", "Gradient Team, Example", {"family": "Rey Soto", "given": "Ana"}],
        "year": 2023,
        "month": 12,
        "venue": "NeurIPS",
        "pages": "1–10",
        "ids": {"arxiv": "2305.99206"},
        "topics": ["weight-only-quantization"],
        "added": (data or {})["added"],
    }


def test_an_address_is_taken_for_the_id_that_it_leads_to(page: Page) -> None:
    page.get_by_label("Paste BibTeX").fill("https://arxiv.org/pdf/2305.99206v2 https://doi.org/10.1234/ABC")
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_label("arXiv", exact=True)).to_have_value("2305.99206")
    expect(page.get_by_label("DOI", exact=True)).to_have_value("10.1234/ABC")
    expect(page.locator("#ls-doi-trouble")).to_contain_text("has capitals")
    fill(page, arxiv="", openreview="arxiv.org/abs/2305.99207")
    expect(page.get_by_label("arXiv", exact=True)).to_have_value("2305.99207")
    expect(page.locator("[data-note=openreview]")).to_contain_text("an id of arXiv")


def test_authors_in_one_line_are_people_once_somebody_has_looked(page: Page) -> None:
    authors, people = page.get_by_label("Authors", exact=True), page.get_by_label("This is read as")
    fill(page, authors="Jörg Müller, Ann Doe, Jr., Bob Roe and others")
    expect(page.locator("#ls-people-count")).to_have_text("This is read as 3 people:")
    expect(authors).to_have_value("Jörg Müller, Ann Doe, Jr., Bob Roe and others")
    expect(page.locator("#ls-authors-trouble")).to_contain_text("stands for authors who are not named")
    page.locator("#ls-people-list").fill("Jörg Müller\nAnn Doe Jr.\nBob B. Roe\nand others")
    page.get_by_role("button", name="Use these names").click()
    expect(people.first).to_be_hidden()
    expect(page.locator("#ls-record-authors")).to_have_text("Jörg Müller, Ann Doe Jr., Bob B. Roe et al.")
    expect(page.locator("#ls-authors-trouble")).to_have_text("")
    expect(page.locator("#ls-record-yaml")).to_contain_text("and_others: true")
    fill(page, authors="Ann Doe, Bob Roe")
    page.get_by_role("button", name="Keep the text as it is").click()
    authors.blur()
    expect(page.locator("#ls-people")).to_be_hidden()
    expect(authors).to_have_value("Ann Doe, Bob Roe")


def test_a_reload_keeps_what_was_typed_until_somebody_starts_over(page: Page) -> None:
    fill(page, title="Half a Record", venue="neurips", code="https://github.com/doe/thing")
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    page.get_by_label("Paste BibTeX").fill("@misc{")
    page.reload()
    expect(page.get_by_label("Title (required)")).to_have_value("Half a Record")
    expect(page.get_by_label("Paste BibTeX")).to_have_value("@misc{")
    expect(page.get_by_label("Venue (required)")).to_have_value("NeurIPS")
    expect(page.get_by_label("Topic (required)")).to_have_value("weight-only-quantization")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#ls-record-status")).to_contain_text("Still needed: the title")
    page.reload()
    expect(page.locator("#ls-record-status")).to_contain_text("Still needed: the title")
    expect(page.get_by_label("Title (required)")).to_have_value("")


def test_nonsense_in_the_storage_costs_nothing(page: Page) -> None:
    write = "(text) => localStorage.setItem('livingsurvey /survey/ draft', text)"
    for text in (
        "0",
        "{}",
        "[1]",
        "nonsense",
        '{"values": {"title": 5, "topics": "x", "length": "y"}, "topics": ["x", {}]}',
    ):
        page.evaluate(write, text)
        page.reload()
        expect(page.locator("#ls-record-status")).to_contain_text(
            "Still needed: the title, the year, the venue, a topic."
        )


def test_a_record_too_long_for_an_address_is_copied(page: Page) -> None:
    page.locator("#ls-record [name=title]").evaluate(SET, "数 " * 900)  # ten signs each in an address
    fill(page, authors="Ada Example", year="2024", venue="arXiv", arxiv="2401.99999")
    page.get_by_label("Topic (required)").select_option("quantization")
    expect(page.locator("#ls-record-long")).to_be_visible()
    assert len(page.get_by_role("link", name="Propose it on GitHub").get_attribute("href") or "") < 300


def test_the_topic_of_the_address_is_chosen_and_nothing_is_wider_than_a_phone(opened: Opened) -> None:
    with opened("contribute/?topic=quantization", phone=True) as page:
        expect(page.get_by_label("Topic (required)")).to_have_value("quantization")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_axe_finds_nothing_in_the_form_with_its_faults_shown(page: Page) -> None:
    page.get_by_text("Page, PDF, project page, key, volume, pages").click()
    fill(page, title="New", year="x", code="nonsense", key="no")
    expect(page.locator("#ls-key-trouble")).to_contain_text("Write the key like")
    fill(page, authors="Ann Doe, Bob Roe")
    expect(page.get_by_role("button", name="Use these names")).to_be_visible()
    page.emulate_media(reduced_motion="reduce")
    assert violations(page) == []


def test_without_javascript_the_other_ways_are_named(opened: Opened) -> None:
    with opened("contribute/", script=False) as page:
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("#ls-contribute")).to_be_hidden()
        expect(page.get_by_role("link", name="Add papers")).to_be_visible()


def test_a_paper_page_leads_to_the_form_for_mistakes(opened: Opened) -> None:
    with opened("papers/frantar2022gptq/") as page:
        address = page.get_by_role("link", name="report a mistake").get_attribute("href") or ""
        assert address.endswith("/issues/new?template=fix-record.yml&record=frantar2022gptq")


@pytest.mark.parametrize(
    "pasted",
    [
        "@article{x,\n  title = {{GPTQ}: Accurate Quantizaton for Generative Transformers}\n}",
        "arXiv:2210.17323v2",
        "E. Frantar et al. GPTQ. 2023",
    ],
)
def test_what_is_pasted_may_be_a_paper_that_is_here(page: Page, pasted: str) -> None:
    alike = page.locator("#ls-alike")
    expect(alike).to_be_hidden()
    page.get_by_label("Paste BibTeX").fill(pasted)
    expect(alike.get_by_role("listitem").first).to_contain_text(
        "Elias Frantar, Saleh Ashkboos, Torsten Hoefler et al. · ICLR 2023"
    )


def test_papers_with_a_title_like_the_one_that_is_typed_are_shown_in_the_order_of_the_search(page: Page) -> None:
    page.get_by_label("Title (required)").fill("quiet barns pruning")
    found = page.locator("#ls-alike").get_by_role("link")
    expect(found).to_have_count(3)
    tops = "each => document.querySelector(each).getBoundingClientRect().top"
    title, alike, authors = (page.evaluate(tops, each) for each in ("[name=title]", "#ls-alike", "[name=authors]"))
    assert title < alike < authors, "beside what it is about, on a phone too"
    page.get_by_label("Title (required)").fill("Nothing like it")
    expect(page.locator("#ls-alike")).to_be_hidden()


def test_other_records_are_not_read_before_the_form_is_used(opened: Opened) -> None:
    asked: list[str] = []
    with opened("contribute/") as page:
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.reload()
        expect(page.locator("#ls-record-status")).to_contain_text("Still needed")
        assert "records.json" not in asked
        page.get_by_label("Title (required)").fill("x")
        expect(page.locator("#ls-record-title")).to_have_text("x")
        assert "records.json" in asked
