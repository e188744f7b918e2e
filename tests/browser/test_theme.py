"""What the theme's parts do, by a script of ours: colours, copies, what follows the reader, and what opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_colours_follow_the_system_until_the_reader_has_chosen(opened: Opened) -> None:
    with opened("about/", own=True) as page:
        body = page.locator("body")
        for asked, scheme in (("dark", "slate"), ("light", "default")):
            page.emulate_media(color_scheme=asked)  # type: ignore[arg-type]
            expect(body).to_have_attribute("data-md-color-scheme", scheme)
        page.reload()
        page.emulate_media(color_scheme="dark")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        switch = page.get_by_title("Switch to light mode")
        page.get_by_role("radio", name="Switch to light mode").press("Enter")
        expect(switch).to_be_hidden()
        seen = page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor")
        expect(page.locator("meta[name=theme-color]")).to_have_attribute("content", seen)
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_colours_are_on_before_any_script_is_fetched(opened: Opened) -> None:
    with opened("about/", dark=True, own=True) as page:
        page.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript"))
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.get_by_title("Switch to light mode")).to_be_visible()


def test_code_is_copied_as_it_stands(opened: Opened) -> None:
    with opened("exports/") as page:
        code = page.locator(".md-content pre > code").first
        page.get_by_title("Copy to clipboard").first.click()
        expect(page.get_by_role("status")).to_have_text("Copied to clipboard")
        assert page.evaluate("navigator.clipboard.readText()") == code.inner_text().rstrip()


def test_the_header_and_the_table_of_contents_follow_the_reader(opened: Opened) -> None:
    with opened("exports/") as page:
        entries = page.locator("[data-md-component=toc] .md-nav__link")
        active = page.locator(".md-nav__link--active[href^='#']")
        expect(active).to_have_count(0)
        page.mouse.wheel(0, 100_000)
        expect(page.locator(".md-header__title--active")).to_contain_text("Exports")
        expect(active).to_have_attribute("href", entries.last.get_attribute("href") or "")
        expect(active).to_be_in_viewport()
        up = page.get_by_role("button", name="Back to top")
        expect(up).to_have_attribute("hidden", "")
        page.mouse.wheel(0, -300)
        up.click()
        expect(active).to_have_count(0)
        assert page.evaluate("scrollY") == 0


def test_the_drawer_closes_when_it_has_led_to_a_place_on_the_page(opened: Opened) -> None:
    with opened("exports/", phone=True) as page:
        menu = page.get_by_role("button", name="Menu")
        menu.click()
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.evaluate("location.hash = document.querySelector('h2').id")
        expect(menu).to_have_attribute("aria-expanded", "false")


def test_what_is_folded_opens_for_an_address_within_it_and_on_paper(opened: Opened) -> None:
    with opened("papers/frantar2022gptq/") as page:
        folded = page.locator(".md-content details:not([open])").first
        folded.evaluate("element => { element.id = 'folded'; element.lastElementChild.id = 'inside'; }")
        folded = page.locator("#folded")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(folded).to_have_attribute("open", "")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(folded).not_to_have_attribute("open", "")
        page.evaluate("location.hash = 'inside'")
        expect(folded).to_have_attribute("open", "")


def test_a_page_that_is_not_translated_says_so_and_which_language_it_is_in(opened: Opened) -> None:
    with opened("zh/python/") as page:
        expect(page.locator("article[lang=en] > .ls-note[lang=zh]")).to_have_text("本页暂无中文版，以下为英文原文。")
    for address in ("zh/about/", "python/"):
        with opened(address) as page:
            expect(page.locator("article:not([lang])")).to_be_visible()
            expect(page.locator("article > .ls-note[lang]")).to_have_count(0)
