"""The selection: ticked anywhere, kept, shared, and taken along in every format."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlsplit

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.browser.test_pages import violated

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected papers")


def downloaded(page: Page, label: str) -> tuple[str, str]:
    """The name and the text of the file that the dialog gives in this format."""
    page.get_by_label(label, exact=True).check()
    expect(page.locator(".ls-export__said")).not_to_have_text("Reading …")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8")


def test_papers_are_ticked_anywhere_and_stay_ticked(opened: Opened) -> None:
    with opened(GPTQ) as page:
        expect(bar(page)).to_be_hidden()
        page.get_by_role("button", name="Select", exact=True).click()
        expect(page.get_by_role("button", name="Selected", exact=True)).to_have_attribute("aria-pressed", "true")
        page.goto("topics/weight-only-quantization/")
        expect(bar(page)).to_contain_text("1 paper selected")
        expect(page.locator("[data-pick=frantar2022gptq]")).to_be_checked()
        page.locator("[data-pick]:not(:checked)").first.check()
        page.goto("papers/")
        expect(bar(page)).to_contain_text("2 papers selected")
        page.locator("[data-pick]:not(:checked)").first.check()
        page.goto("explore/?text=GPTQ")
        expect(page.locator("#ls-results [data-pick=frantar2022gptq]")).to_be_checked()
        bar(page).get_by_role("link", name="Show").click()
        expect(page.locator("#ls-results [data-key]")).to_have_count(3)
        page.get_by_role("button", name="Remove the filter A list of 3 papers").click()
        expect(page.locator("#ls-found")).to_contain_text("All ")
        bar(page).get_by_role("button", name="Clear").click()
        expect(bar(page)).to_be_hidden()
        expect(page.locator("[data-pick]:checked")).to_have_count(0)


def test_a_selection_is_shared_as_an_address(opened: Opened) -> None:
    with opened("explore/?keys=zhang2023h2o,frantar2022gptq,nobody2020nothing") as page:
        found = page.locator("#ls-results [data-key]")
        expect(found).to_have_count(2)
        expect(page.get_by_role("group", name="Filters")).to_contain_text("A list of ")
        page.get_by_role("button", name="Select all found").click()
        expect(bar(page)).to_contain_text("2 papers selected")
        bar(page).get_by_role("button", name="Copy link").click()
        expect(bar(page).get_by_role("button", name="Link copied")).to_be_visible()
        copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
        assert (copied.path, copied.query) == ("/survey/explore/", "keys=zhang2023h2o,frantar2022gptq")


def test_a_long_selection_is_kept_from_the_server(opened: Opened) -> None:
    with opened("explore/") as page:
        page.get_by_role("button", name="Select all found").click()
        expect(bar(page)).to_be_visible()
        href = bar(page).get_by_role("link", name="Show").get_attribute("href") or ""
        assert not urlsplit(href).query
        page.goto(href)
        expect(page.get_by_role("group", name="Filters")).to_contain_text("A list of ")
        expect(page.locator("#ls-found")).to_contain_text("All ")


def test_the_selection_is_given_in_every_format(opened: Opened) -> None:
    keys = ["frantar2022gptq", "zhang2023h2o"]
    with opened(f"explore/?keys={','.join(keys)}") as page:
        page.get_by_role("button", name="Select all found").click()
        bar(page).get_by_role("button", name="Cite or export").click()
        expect(page.get_by_role("dialog", name="Export 2 papers")).to_be_visible()
        name, text = downloaded(page, "BibTeX")
        assert (name, [entry.key for entry in bibtexparser.parse_string(text).entries]) == ("papers.bib", keys)
        name, text = downloaded(page, "RIS")
        assert (name, [entry["id"] for entry in rispy.loads(text)]) == ("papers.ris", keys)
        name, text = downloaded(page, "CSL-JSON")
        assert (name, [item["id"] for item in json.loads(text)]) == ("papers.csl.json", keys)
        name, text = downloaded(page, "CSV")
        assert (name, [row["key"] for row in csv.DictReader(io.StringIO(text))]) == ("papers.csv", keys)
        name, text = downloaded(page, "Markdown list")
        assert (name, [line.split()[-2] for line in text.splitlines()]) == ("papers.md", keys)
        page.get_by_label("LaTeX table", exact=True).check()
        page.get_by_role("dialog").get_by_label("Name").uncheck()
        name, text = downloaded(page, "LaTeX table")
        lines = text.splitlines()
        assert (name, lines[1], lines[3].strip()) == (
            "papers.tex", "\\begin{tabular}{llll}", "Cite & Venue & Year & Code \\\\",
        )  # fmt: skip
        assert [line.split("}")[0].strip() for line in lines[5:7]] == [f"\\cite{{{key}" for key in keys]
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator(".ls-export__said")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == text


def test_all_that_a_filter_finds_is_exported(opened: Opened) -> None:
    with opened("explore/?topic=quantization", phone=True) as page:
        found = page.locator("#ls-results [data-key]")
        expect(found.first).to_be_visible()
        keys = [row.get_attribute("data-key") for row in found.all()]
        page.get_by_role("button", name="Cite or export all found").click()
        _, text = downloaded(page, "BibTeX")
        assert [entry.key for entry in bibtexparser.parse_string(text).entries] == keys
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(bar(page)).to_be_hidden()


def test_two_windows_show_one_selection(opened: Opened) -> None:
    with opened("topics/weight-only-quantization/") as page:
        other = page.context.new_page()
        other.goto(GPTQ)
        page.locator("[data-pick=frantar2022gptq]").check()
        expect(other.get_by_role("button", name="Selected", exact=True)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_bar_and_the_dialog_are_accessible_and_fit_a_narrow_phone(opened: Opened, dark: bool) -> None:
    with opened("explore/?text=GPTQ", dark=dark) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.get_by_role("button", name="Select all found").click()
        for name in ("bar", "dialog"):
            if name == "dialog":
                bar(page).get_by_role("button", name="Cite or export").click()
                page.get_by_label("LaTeX table", exact=True).check()
                expect(page.locator(".ls-export__text")).to_contain_text("tabular")
            assert violated(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
