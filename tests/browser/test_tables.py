"""Tables on small screens and on paper: nothing is cut, and what scrolls says so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.browser.screenshots import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLES = {name: PAGES[name] for name in (
    "compare", "map", "comparison", "paper", "result", "leaderboard", "frameworks", "framework", "downloads", "trends",
    "surveys", "reference",
)} | {"choose": "choose/?hardware=cpu"}  # fmt: skip
BOXES = ".ls-scroll, .md-typeset__scrollwrap"
IPHONE = {"width": 390, "height": 844}
SHEET = {"portrait": 702, "landscape": 1031}
"""Between the margins of A4, in pixels."""
FIRSTS = """box => [...box.querySelectorAll('tr')].filter(({ cells }) => cells.length > 1)
  .map(({ cells: [cell] }) => [cell.getBoundingClientRect().left - box.getBoundingClientRect().left, cell.offsetWidth])
  .map(([left, width]) => [Math.round(left), width])"""
"""How far the first cell of each row stands from the left edge, and how wide it is."""
BEYOND = """[...document.querySelectorAll('.md-content :is(th, td), .md-content :is(th, td) *')]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
  .map(each => each.textContent)"""


def shown(page: Page) -> list[Locator]:
    """The boxes with tables, once they are there, with what was folded."""
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
    expect(page.locator(BOXES).filter(visible=True).first).to_be_visible()
    return page.locator(BOXES).filter(visible=True).all()


@pytest.mark.parametrize("name", TABLES)
def test_on_a_phone_the_first_column_stands_still_and_what_scrolls_says_so(opened: Opened, name: str) -> None:
    with opened(TABLES[name], phone=True) as page:
        page.set_viewport_size(IPHONE)
        for box in shown(page):
            is_wide = box.evaluate("box => box.scrollWidth > box.clientWidth")
            words = "Scrolls sideways" if is_wide else ""
            expect(box).to_have_accessible_description(words)
            if not is_wide:
                continue
            assert box.evaluate("box => box.tabIndex") == 0
            expect(box).to_have_role("region")
            expect(box).to_have_accessible_name(re.compile(r"\w"))
            box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
            firsts = box.evaluate(FIRSTS)
            assert {left for left, _ in firsts} == {0}
            assert max(width for _, width in firsts) <= IPHONE["width"] / 2


@pytest.mark.parametrize("name", ["result", "leaderboard", "choose", "paper"])
def test_on_a_phone_a_number_is_in_sight_beside_its_row(opened: Opened, name: str) -> None:
    with opened(TABLES[name], phone=True) as page:
        page.set_viewport_size(IPHONE)
        for box in shown(page):
            number = box.locator("tbody td.ls-number:not(:first-child)").first
            assert number.evaluate("cell => cell.getBoundingClientRect().right") <= IPHONE["width"]


def test_a_shadow_lies_only_on_an_edge_beyond_which_there_is_more(opened: Opened) -> None:
    with opened(TABLES["leaderboard"], phone=True) as page:
        (box,) = shown(page)
        page.add_style_tag(content=".ls-scroll table { visibility: hidden } .plain { background: none !important }")

        def is_shaded() -> bool:
            seen = box.screenshot()
            box.evaluate("box => box.classList.add('plain')")
            plain = box.screenshot()
            box.evaluate("box => box.classList.remove('plain')")
            return seen != plain

        assert is_shaded()
        box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
        assert not is_shaded()
        page.set_viewport_size({"width": 1280, "height": 800})
        assert not is_shaded()


@pytest.mark.parametrize("name", TABLES)
def test_on_paper_every_cell_is_on_the_sheet(opened: Opened, name: str) -> None:
    with opened(TABLES[name], dark=True) as page:
        shown(page)
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = false })")
        page.emulate_media(media="print")
        is_wide = page.evaluate("getComputedStyle(document.body).page") == "wide"
        page.set_viewport_size({"width": SHEET["landscape" if is_wide else "portrait"], "height": 700})
        cells = page.locator(".md-content").locator("th, td").filter(visible=True)
        assert cells.count() > 0
        assert page.evaluate(BEYOND) == []


def test_a_sheet_tells_its_address_and_has_no_dark_colours(opened: Opened) -> None:
    with opened("results/pruning/", dark=True) as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        told = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ls-printed')")
        assert told.startswith(f'"{page.url}, ')
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ls-paper')") == "#fff"


def test_a_chart_is_printed_with_its_legend(opened: Opened) -> None:
    with opened(TABLES["result"]) as page:
        page.locator("#ls-chart").scroll_into_view_if_needed()
        expect(page.locator("#ls-show label").first).to_be_visible()
        page.locator("#ls-show input").last.uncheck()
        page.emulate_media(media="print")
        boxes, labels = page.locator("#ls-show input"), page.locator("#ls-show label")
        expect(boxes.filter(visible=True)).to_have_count(0)
        expect(labels.filter(visible=True)).to_have_count(labels.count() - 1)
        expect(page.locator("#ls-chart-form select").filter(visible=True)).to_have_count(0)


def test_all_papers_are_printed_in_two_columns_of_nine_points(opened: Opened) -> None:
    with opened("papers/") as page:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": SHEET["portrait"], "height": 700})
        items = page.locator(".ls-plain").first.locator("li")
        assert items.first.evaluate("item => getComputedStyle(item).fontSize") == "12px"
        assert len({round(item.bounding_box()["x"]) for item in items.all()}) == 2  # type: ignore[index]
