"""What the search box does besides finding: earlier searches, and what can be done with what is found."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from tests.browser.box import chosen, field, lines, opened_by_key
from tests.browser.conftest import FOLDER, Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"
RECENT = f"livingsurvey /{FOLDER}/ searches"


def test_recent_searches_come_back_and_go_away(opened: Opened) -> None:
    with opened("about/") as page:
        for text in ("GPTQ", "Ada Ovine", "<b>zzz</b>"):
            page.goto("about/")
            opened_by_key(page, text)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "about" not in url)
        page.goto("about/")
        opened_by_key(page)
        recent = lines(page, "Recent searches")
        expect(recent).to_have_text(["<b>zzz</b>", "Ada Ovine", "GPTQ", "Clear recent searches"])
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Delete")
        expect(recent).to_have_text(["Ada Ovine", "GPTQ", "Clear recent searches"])
        recent.first.hover()
        page.get_by_role("option", name="Remove “Ada Ovine” from recent searches").click()
        expect(recent).to_have_text(["GPTQ", "Clear recent searches"])
        recent.first.click()
        expect(field(page)).to_have_value("GPTQ")
        expect(lines(page, "Papers").first).to_contain_text("GPTQ")
        page.keyboard.press("Escape")
        page.get_by_role("option", name="Clear recent searches").click()
        expect(recent).to_have_count(0)
        assert page.evaluate("([key]) => localStorage.getItem(key)", [RECENT]) == "[]"
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [RECENT, json.dumps([*"abcdefghi", 1, None, ""])]
        )
        page.reload()
        opened_by_key(page)
        expect(recent).to_have_text([*"abcdefgh", "Clear recent searches"])


def test_a_paper_that_was_found_is_used_by_keyboard(opened: Opened) -> None:
    with opened("about/") as page:
        opened_by_key(page, "GPTQ")
        expect(lines(page, "Papers")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        assert chosen(page) == "Copy BibTeX"
        page.keyboard.press("Enter")
        said = page.locator(".ls-panel__said")
        expect(said).to_have_text("BibTeX of GPTQ copied.")
        assert page.evaluate("navigator.clipboard.readText()").startswith("@inproceedings{frantar2022gptq,")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(said).to_have_text("GPTQ selected.")
        expect(page.get_by_role("region", name="Selected papers")).to_contain_text("1 paper selected")
        assert chosen(page) == "Remove it from the selection"
        page.keyboard.press("ArrowLeft")
        assert chosen(page).startswith("GPTQ")
        expect(page.get_by_role("option", name="Copy BibTeX")).to_have_count(0)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"/{FOLDER}/topics/weight-only-quantization/")


def test_all_that_is_found_is_exported(opened: Opened) -> None:
    with opened("about/") as page:
        opened_by_key(page, "quiet barns")
        line = page.get_by_role("option", name="Cite or export all")
        number = str(line.text_content()).removeprefix("Cite or export all ")
        line.click()
        expect(page.get_by_role("dialog")).to_contain_text(f"Export {number}")
        expect(page.get_by_role("region", name="Preview")).to_contain_text("@")


def test_what_can_be_done_is_found_by_its_name(opened: Opened) -> None:
    with opened(GPTQ) as page:
        opened_by_key(page, "dark")
        expect(page.get_by_role("group", name="Actions")).to_contain_text("Switch to dark mode")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.locator(".ls-panel__said")).to_have_text("Dark mode.")
        expect(field(page)).to_be_focused()
        for text, name in (
            ("bibtex", "Copy BibTeX of this paper"),
            ("sele", "Select this paper"),
            ("contrib", "Add a paper"),
        ):
            field(page).fill(text)
            expect(lines(page, "Actions").first).to_have_text(name)
