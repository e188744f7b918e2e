"""The map in a browser: pressed, by keyboard, from an address, on a phone, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OUTSIDE = """[...document.querySelectorAll(".ls-field__map a")]
  .filter(link => link.checkVisibility() && link.querySelector("text"))
  .filter(link => {
    const [box, name] = ["rect", "text"].map(part => link.querySelector(part).getBBox());
    return name.x + name.width > box.x + box.width || name.y + name.height > box.y + box.height;
  }).map(link => link.textContent)"""
SHIFTED = """new Promise(told => {
  const sum = list => list.getEntries().reduce((shift, entry) => shift + entry.value, 0);
  new PerformanceObserver(list => told(sum(list))).observe({type: "layout-shift", buffered: true});
  setTimeout(told, 300, 0);
})"""


def part(page: Page, topic: str) -> Locator:
    return page.locator(f'.ls-field__sheet > :not([inert]) a[href$="topics/{topic}/"]:visible')


def path(page: Page) -> Locator:
    return page.get_by_label("Where the map is")


@pytest.mark.parametrize("phone", [False, True])
def test_a_topic_opens_where_it_is_pressed_and_its_last_ones_lead_to_their_pages(opened: Opened, phone: bool) -> None:
    with opened("map/", phone=phone) as page:
        assert page.evaluate(OUTSIDE) == []
        part(page, "model-centric").locator("text").first.click()
        expect(path(page)).to_have_text("The whole fieldModel-Centric MethodsIts page")
        expect(part(page, "data-centric")).to_have_count(0)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(SHIFTED) <= 0.02
        page.go_back()
        expect(part(page, "data-centric")).to_be_visible()
        part(page, "model-centric").locator("text").first.click()
        part(page, "knowledge-distillation").click()
        page.wait_for_url("**/topics/knowledge-distillation/")


def test_the_keyboard_goes_in_and_out(opened: Opened) -> None:
    with opened("map/") as page:
        part(page, "model-centric").focus()
        page.keyboard.press("Enter")
        expect(path(page).locator("strong")).to_be_focused()
        page.keyboard.press("Tab")
        expect(path(page).get_by_text("Its page")).to_be_focused()
        page.keyboard.press("Escape")
        expect(part(page, "model-centric")).to_be_focused()
        assert page.url.endswith("map/")


def test_an_address_opens_its_topic_and_one_that_is_none_the_field(opened: Opened) -> None:
    with opened("map/#quantization") as page:
        expect(path(page).locator("strong")).to_have_text("Quantization")
        path(page).get_by_text("Model-Centric Methods").click()
        expect(page).to_have_url(re.compile("map/#model-centric$"))
        expect(part(page, "quantization")).to_be_visible()
    with opened("map/#no-such-topic") as page:
        expect(path(page).locator("strong")).to_have_text("The whole field")


def test_in_another_language_a_topic_opens_in_its_own_picture(opened: Opened) -> None:
    with opened("zh/map/#quantization") as page:
        expect(page.get_by_label("地图所在位置").locator("strong")).to_have_text("量化")
        expect(part(page, "weight-only-quantization")).to_contain_text("仅权重量化")


def test_who_wants_no_motion_sees_none(opened: Opened) -> None:
    with opened("map/", own=True) as page:
        page.emulate_media(reduced_motion="reduce")
        part(page, "model-centric").locator("text").first.click()
        expect(path(page).locator("strong")).to_have_text("Model-Centric Methods")
        assert page.evaluate("document.getAnimations().length") == 0


def test_a_pointer_tells_what_a_box_is_and_a_new_window_gets_its_page(opened: Opened) -> None:
    with opened("map/") as page:
        part(page, "data-centric").locator("text").first.hover()
        expect(page.locator(".ls-field__told")).to_have_text(
            re.compile(r"^Data-Centric Methods: \d+ papers, \d+ % new$")
        )
        with page.context.expect_page() as other:
            part(page, "model-centric").locator("text").first.click(modifiers=["ControlOrMeta"])
        assert other.value.url.endswith("topics/model-centric/")


def test_without_scripts_each_box_leads_to_its_topic(opened: Opened) -> None:
    with opened("map/", script=False) as page:
        part(page, "model-centric").locator("text").first.click()
        page.wait_for_url("**/topics/model-centric/")


def test_what_is_open_can_be_saved_with_its_colours_and_ways_to_the_site(opened: Opened, tmp_path: Path) -> None:
    with opened("map/") as page:
        part(page, "model-centric").locator("text").first.click()
        expect(path(page).locator("strong")).to_have_text("Model-Centric Methods")
        page.get_by_text("Save or embed").click()
        with page.expect_download() as told:
            page.get_by_role("button", name="SVG").click()
        told.value.save_as(tmp_path / "map.svg")
        saved = ElementTree.parse(tmp_path / "map.svg").getroot()
        words = [text.text for text in saved.iter("{http://www.w3.org/2000/svg}text")]
        assert {"Model-Centric Methods · Map", "New papers: under 10 %", "from 50 %"} <= {*words}
        links = [link.attrib["href"] for link in saved.iter("{http://www.w3.org/2000/svg}a")]
        assert links
        assert all(link.startswith("http") for link in links)
