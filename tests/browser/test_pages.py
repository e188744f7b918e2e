"""Every type of page, measured: accessibility, narrow screens, print, the keyboard alone, and the screenshots."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.screenshots import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG_LISTS = ":is(.ls-plain, .ls-rows, .ls-names, .ls-map ul, .ls-outline ul, tbody) > :nth-child(n+5)"


def every_page(page: Page) -> Iterator[str]:
    """Open one page of each type, and say which."""
    for name, address in PAGES.items():
        page.goto(address)
        if name == "explore":
            expect(page.locator("#ls-results [data-key]").first).to_be_visible()
        yield name


def focus_text(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(opened: Opened, dark: bool) -> None:
    found = []
    with opened("", dark=dark) as page:
        for name in every_page(page):
            # The fifth row of a list is made as the first four are, and axe looks at each for as long.
            page.evaluate(f"document.querySelectorAll('{LONG_LISTS}').forEach(item => item.remove())")
            answer = Axe().run(page, options={"runOnly": LEVELS, "resultTypes": ["violations"]})
            for violation in answer.response["violations"]:
                found += [(name, violation["id"], node["html"], node["failureSummary"]) for node in violation["nodes"]]
    assert found == []


def test_no_page_needs_sideways_scrolling_at_320_pixels(opened: Opened) -> None:
    with opened("") as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for name in every_page(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_from_the_search_to_a_citation_by_keyboard_alone(opened: Opened) -> None:
    with opened("about/") as page:
        page.keyboard.press("/")
        page.keyboard.type("GPTQ")
        expect(page.locator(f".md-search-result__list > li:first-child > a[href$='{GPTQ}']")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"/survey/{GPTQ}")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "form-bibtex":
                break
        page.keyboard.press("ArrowRight")
        expect(page.locator("#ris")).to_be_visible()
        expect(page.locator("#bibtex")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#reference")).to_be_visible()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focus_text(page) == "Copy RIS"
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("TY  - CPAPER\n")
        assert copied == page.locator("#ris").text_content()


def test_without_scripts_the_forms_of_a_citation_can_be_chosen(opened: Opened) -> None:
    with opened(GPTQ, script=False) as page:
        page.get_by_text("Plain text").click()
        expect(page.locator("#reference")).to_contain_text("(2023). OPTQ: Accurate Quantization")
        expect(page.locator("#bibtex")).to_be_hidden()


def test_from_a_paper_to_its_author_and_venue(opened: Opened) -> None:
    with opened(GPTQ) as page:
        page.locator(".ls-paper__authors").get_by_role("link", name="Dan Alistarh").click()
        expect(page).to_have_url("/survey/authors/dan-alistarh/")
        rows = page.locator(".ls-row")
        assert rows.count() >= 4
        years = [int(text[-4:]) for text in page.locator(".ls-row .ls-chip--published").all_text_contents()]
        assert years == sorted(years, reverse=True)
        page.get_by_role("link", name="All authors").click()
        expect(page.locator("h1")).to_have_text("Authors")
        page.goto(GPTQ)
        page.get_by_role("link", name="ICLR 2023").click()
        expect(page.locator("h1")).to_have_text("ICLR")


def test_search_finds_authors_and_venues(opened: Opened) -> None:
    with opened("about/") as page:
        box = page.locator("[data-md-component=search-query]")
        for words, address in (("Dan Alistarh", "authors/dan-alistarh/"), ("ICLR", "venues/iclr/")):
            box.click()
            box.fill(words)
            first = page.locator(".md-search-result__list > li:nth-child(-n+3) > a[href*='/" + address + "']")
            expect(first).to_be_attached()


def test_explore_opens_with_the_papers_of_an_author_and_of_a_venue(opened: Opened) -> None:
    with opened("authors/dan-alistarh/") as page:
        for address in ("authors/dan-alistarh/", "venues/acl/"):
            page.goto(address)
            count = page.locator(".ls-row").count()
            page.get_by_role("link", name="in Explore").first.click()
            expect(page.locator("#ls-found")).to_contain_text(f"{count} of ")


@pytest.mark.parametrize("address", ["papers/", GPTQ, "topics/quantization/", "authors/dan-alistarh/", "venues/acl/"])
def test_what_is_printed_is_what_was_to_be_read(opened: Opened, address: str) -> None:
    with opened(address) as page:
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        for part in (".md-header", ".md-footer", ".md-sidebar--primary", ".ls-ways", ".ls-cite label"):
            for element in page.locator(part).all():
                expect(element).to_be_hidden()
        colour = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
        assert colour in ("rgb(0, 0, 0)", "rgb(28, 35, 38)")


def test_nothing_moves_for_those_who_asked_for_less_motion(opened: Opened) -> None:
    with opened(GPTQ) as page:
        page.emulate_media(reduced_motion="reduce")
        moving = """[...document.querySelectorAll('*')].filter(element => {
          const style = getComputedStyle(element);
          const lasting = style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
          return lasting || style.animationName !== 'none';
        }).length"""
        assert page.evaluate(moving) == 0
