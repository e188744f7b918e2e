"""The comparison of a topic in a browser: columns sort, rows are filtered, and the address and the files say how."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.publish.exports.latex import cited

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUANTIZATION = "topics/quantization/comparison/"
PROMPTS = "topics/prompt-compression/comparison/"
TRAINING, BITS = 3, 4


def shown(page: Page) -> Locator:
    return page.locator("#ls-comparison tbody tr:visible")


def column(page: Page, number: int) -> list[list[str]]:
    """What stands in the cells of a column, top to bottom, without what is not known."""
    spans = "[...row.cells[{}].querySelectorAll('span')].map(each => each.textContent)"
    words = f"rows => rows.map(row => {spans})"
    texts = "rows => rows.map(row => row.cells[{}].textContent.split(', ').filter(Boolean))"
    found: list[list[str]] = shown(page).evaluate_all((words if number == TRAINING else texts).format(number))
    return found


def keys(page: Page) -> list[str]:
    found: list[str] = shown(page).evaluate_all("rows => rows.map(row => row.dataset.key)")
    return found


def open_filter(page: Page, name: str) -> Locator:
    filter_ = page.locator(".ls-sift__trait", has=page.locator("summary", has_text=name))
    filter_.locator("summary").click()
    return filter_


def test_a_column_sorts_there_and_back_and_what_is_not_known_stays_last(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        printed = keys(page)
        head = page.get_by_role("columnheader", name="Weight bits")
        for order, best in (("descending", max), ("ascending", min)):
            head.get_by_role("button").click()
            expect(head).to_have_attribute("aria-sort", order)
            bits = column(page, BITS)
            known = [best(map(float, each)) for each in bits if each]
            assert known == sorted(known, reverse=order == "descending")
            assert bits[: len(known)] == [each for each in bits if each]
            assert len(known) < len(bits)
        head.get_by_role("button").click()
        expect(page.locator("[aria-sort]")).to_have_count(0)
        assert keys(page) == printed


def test_words_sort_in_the_order_of_their_trait_and_equal_rows_keep_theirs(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        printed = keys(page)
        page.get_by_role("columnheader", name="Needs training").get_by_role("button").click()
        first = [each[0] if each else "" for each in column(page, TRAINING)]
        assert list(dict.fromkeys(first)) == ["none", "calibration data", ""]
        of_none = [key for key, word in zip(keys(page), first, strict=True) if word == "none"]
        assert of_none == sorted(of_none, key=printed.index)


def test_rows_are_filtered_and_the_address_says_how(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        said = page.locator("#ls-shown")
        expect(said).to_have_text("56 papers")
        training = open_filter(page, "Needs training")
        counted = training.locator("label", has_text="calibration data").locator("output").inner_text()
        training.get_by_label("calibration data").check()
        unknown = training.locator(".ls-sift__unknown").inner_text().removeprefix("Unknown for ")
        told = f"{counted} of 56 papers; {unknown} may also fit (unknown)"
        expect(said).to_have_text(told)
        assert int(unknown) == page.locator(f"tbody td:nth-child({TRAINING + 1}) a").count()
        bits = open_filter(page, "Weight bits")
        expect(training).not_to_have_attribute("open", "")
        bits.get_by_label("at most").fill("3")
        bits.get_by_label("at most").press("Enter")
        expect(page).to_have_url(f"/survey/{QUANTIZATION}?trait.training=calibration&trait.weight-bits=..3")
        expect(bits.locator("summary")).to_have_text("Weight bits: at most 3 bit")
        assert all(min(map(float, each)) <= 3 for each in column(page, BITS))
        assert all("calibration data" in each for each in column(page, TRAINING))
        left, found = keys(page), said.inner_text()
        page.reload()
        expect(said).to_have_text(found)
        assert keys(page) == left
        page.go_back()
        expect(said).to_have_text(told)
        expect(bits.get_by_label("at most")).to_have_value("")
        page.get_by_role("button", name="Clear filters").click()
        expect(said).to_have_text("56 papers")
        expect(page).to_have_url(f"/survey/{QUANTIZATION}")


def test_an_address_shows_the_same_rows_in_every_language(opened: Opened) -> None:
    address = f"{QUANTIZATION}?trait.training=calibration&trait.weight-bits=..3&sort=-year"
    with opened(address) as page:
        shown_in_english = keys(page)
        assert 0 < len(shown_in_english) < 56
    with opened(f"zh/{address}") as page:
        expect(page.locator("#ls-shown")).to_have_text(re.compile(f"^56 篇论文中的 {len(shown_in_english)} 篇"))
        assert keys(page) == shown_in_english
        expect(page.get_by_role("columnheader", name="年份")).to_have_attribute("aria-sort", "descending")
        expect(page.locator("[data-trait=weight-bits] summary")).to_contain_text("：至多 3")


def test_what_is_known_alone_and_words_alone_can_be_shown(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        bits = open_filter(page, "Weight bits")
        bits.get_by_label("known only").check()
        assert all(column(page, BITS))
        expect(page).to_have_url(f"/survey/{QUANTIZATION}?known=weight-bits")
        page.keyboard.press("Escape")
        expect(bits.locator("summary")).to_be_focused()
        page.get_by_label("Words in the table").fill("Créate nothing of the kind")
        expect(page.locator("#ls-shown")).to_have_text("0 of 56 papers")
        page.get_by_label("Words in the table").fill("gptq ICLR")
        expect(page.locator("#ls-shown")).to_have_text("1 of 56 papers")
        expect(page).to_have_url(f"/survey/{QUANTIZATION}?q=gptq+ICLR&known=weight-bits")
        assert keys(page) == ["frantar2022gptq"]


def test_an_address_with_nonsense_shows_everything(opened: Opened) -> None:
    with opened(f"{QUANTIZATION}?trait.training=nonsense&trait.weight-bits=x..y&sort=-nothing&known=,none") as page:
        expect(page.locator("#ls-shown")).to_have_text("56 papers")
        expect(page.locator("[aria-sort]")).to_have_count(0)


def test_files_have_the_rows_that_are_shown_in_their_order(opened: Opened, tmp_path: Path) -> None:
    with opened(f"{QUANTIZATION}?trait.training=none&sort=-trait.weight-bits") as page:
        wanted = keys(page)
        texts = {}
        for name in ("CSV", "LaTeX"):
            with page.expect_download() as download:
                page.get_by_role("link", name=f"{name} of {len(wanted)}").click()
            download.value.save_as(tmp_path / name)
            texts[name] = (tmp_path / name).read_text(encoding="utf-8")
        assert [row["key"] for row in csv.DictReader(texts["CSV"].splitlines())] == wanted
        assert cited(texts["LaTeX"]) == wanted
        assert texts["LaTeX"].endswith("\\end{longtable}\n\\endgroup\n")
        page.get_by_role("link", name=f"BibTeX of {len(wanted)}").click()
        expect(page.locator(".ls-export h2")).to_have_text(f"Export {len(wanted)} papers")


def test_the_whole_file_is_that_of_the_site(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV", exact=True).click()
        assert download.value.suggested_filename == "quantization.csv"
        assert download.value.url.endswith("/topics/quantization/comparison.csv")


def test_rows_go_into_the_selection(opened: Opened) -> None:
    with opened(f"{QUANTIZATION}?q=gptq") as page:
        page.get_by_role("checkbox", name="GPTQ").check()
        expect(page.locator(".ls-basket__count")).to_have_text("1 paper selected")
        page.get_by_label("Words in the table").fill("")
        open_filter(page, "Needs training").get_by_label("fine-tuning").check()
        count = shown(page).count()
        page.get_by_role("button", name=f"Select {count}").click()
        expect(page.locator(".ls-basket__count")).to_have_text(f"{count + 1} papers selected")


def test_the_filter_is_taken_to_explore(opened: Opened) -> None:
    with opened(f"{QUANTIZATION}?trait.training=none") as page:
        count = shown(page).count()
        page.get_by_role("link", name="In Explore").click()
        expect(page.locator("#ls-found")).to_contain_text(f"{count} of ")


def test_sorting_and_filtering_work_from_the_keyboard(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        page.get_by_label("Words in the table").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page).to_have_url(f"/survey/{QUANTIZATION}?trait.training=none")
        page.keyboard.press("Escape")
        page.get_by_role("columnheader", name="Paper").get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"/survey/{QUANTIZATION}?trait.training=none&sort=paper")
        missing = page.get_by_role("link", name="Weight bits (bit) unknown: add it").first
        expect(missing).to_have_attribute("href", re.compile("/edit/main/papers/[0-9]{4}/[a-z0-9]+[.]yaml$"))


def test_names_that_look_like_markup_are_text(opened: Opened) -> None:
    with opened(PROMPTS) as page:
        filter_ = open_filter(page, "Prompts <img")
        filter_.get_by_label("softer, or none").check()
        assert shown(page).count() > 0
        expect(filter_.locator("summary")).to_contain_text('& "more": softer, or none')
        expect(page.locator("main img")).to_have_count(0)


def test_what_is_not_known_can_be_pressed_and_is_no_stop_of_the_keyboard(opened: Opened) -> None:
    with opened(QUANTIZATION) as page:
        unknown = page.get_by_role("link", name="unknown: add it")
        assert unknown.count() > 1
        assert set(unknown.evaluate_all("(all) => all.map((each) => each.tabIndex)")) == {-1}


def test_on_a_phone_the_table_scrolls_and_the_page_does_not(opened: Opened) -> None:
    with opened(QUANTIZATION, phone=True) as page:
        region = page.get_by_role("region", name="Comparison of Quantization")
        first = shown(page).first.locator("th")
        before = first.bounding_box()
        region.evaluate("element => element.scrollLeft = 200")
        assert first.bounding_box() == before, "the papers stay beside their values"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
        for filter_ in page.locator(".ls-sift__trait").all():
            filter_.locator("summary").click()
            box = filter_.locator("fieldset").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= page.evaluate("innerWidth")
            told = page.locator("#ls-shown").bounding_box()
            assert told
            assert told["y"] >= box["y"] + box["height"], "what is chosen from hides how many are left"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_without_scripts_there_is_the_whole_table_with_its_files(opened: Opened) -> None:
    with opened(QUANTIZATION, script=False) as page:
        expect(shown(page)).to_have_count(56)
        expect(page.locator("#ls-sift")).to_be_hidden()
        expect(page.get_by_role("link", name="LaTeX")).to_have_attribute(
            "href", "../../../topics/quantization/comparison.tex"
        )
        expect(page.get_by_text("works on a model as it is")).to_be_visible()


def test_list_and_table_are_two_views(opened: Opened) -> None:
    with opened("topics/quantization/") as page:
        views = page.get_by_role("navigation", name="Views of these papers")
        views.get_by_role("link", name="Comparison").click()
        expect(page).to_have_url(f"/survey/{QUANTIZATION}")
        expect(views.get_by_role("link", name="Comparison")).to_have_attribute("aria-current", "page")
        views.get_by_role("link", name="Papers (56)").click()
        expect(page).to_have_url("/survey/topics/quantization/")
