"""The part of the form that says what a work does and how it compares: folded until somebody wants it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.test_contribute import fill
from tests.browser.test_pages import violations

from livingsurvey.store.yaml import parse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SUMMARY = 'Rounds weights to 4 bits & keeps the "outliers" (< 1 %) as they are: half the memory, 99 % of the quality.'


@pytest.fixture
def page(opened: Opened) -> Any:
    """The form with all that a record needs but its topic, and the part unfolded."""
    with opened("contribute/") as made:
        expect(made.locator("#ls-record-status")).to_contain_text("Still needed")
        fill(made, title="Rounding Twice", authors="Ada Example", year="2024", venue="arXiv", arxiv="2401.99999")
        made.locator("#ls-said > summary").click()
        yield made


def record(page: Page) -> dict[str, Any]:
    data, problems = parse(page.locator("#ls-record-yaml").inner_text())
    assert problems == []
    assert isinstance(data, dict)
    return data


def test_it_asks_for_what_papers_of_the_topic_are_compared_by(page: Page) -> None:
    expect(page.get_by_text("Choose a topic to see what its papers are compared by")).to_be_visible()
    expect(page.get_by_label("Weight bits")).to_be_hidden()
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    expect(page.get_by_text("Choose a topic to see what its papers are compared by")).to_be_hidden()
    expect(page.get_by_role("group", name="Needs training")).to_contain_text("a few examples are measured")
    expect(page.get_by_label("Exact")).to_be_hidden()
    page.get_by_label("Second topic").select_option("efficient-attention")
    expect(page.get_by_label("Exact").get_by_role("option")).to_have_text(["unknown", "yes", "no"])


def test_what_is_filled_in_is_in_the_record_with_what_was_read(page: Page) -> None:
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    assert not record(page).keys() & {"summary", "traits", "read"}
    fill(page, summary=SUMMARY)
    expect(page.locator("#ls-summary-count")).to_have_text(f"{len(SUMMARY)} characters of 90 to 220")
    page.get_by_label("calibration data").press("Space")
    page.get_by_label("fine-tuning").press("Space")
    page.get_by_label("Weight bits (bit)").fill("2.5, 4")
    page.get_by_label("Granularity").select_option("per-group")
    expect(page.locator("#ls-record-status")).to_have_text("The record is in order.")
    expect(page.locator("#ls-record-summary")).to_have_text(SUMMARY)
    made = record(page)
    assert (made["summary"], made["traits"]) == (
        {"en": SUMMARY},
        {"training": ["calibration", "fine-tuning"], "weight-bits": [2.5, 4], "granularity": "per-group"},
    )
    assert made["read"] == [{"source": "https://arxiv.org/abs/2401.99999", "date": made["added"]}]
    fill(page, source="")
    expect(page.locator("#ls-source-trouble")).to_have_text("Say what was read for it: an address or a reference.")
    fill(page, source="The talk at ICLR", date="2024-01-31")
    assert record(page)["read"] == [{"source": "The talk at ICLR", "date": "2024-01-31"}]


def test_another_topic_keeps_what_was_filled_in_and_tells_of_it(page: Page) -> None:
    topic, left = page.get_by_label("Topic (required)"), page.locator("#ls-traits-left")
    topic.select_option("quantization")
    page.get_by_label("Weight bits (bit)").fill("4")
    page.get_by_label("calibration data").check()
    topic.select_option("efficient-attention")
    expect(left).to_contain_text("not in the record")
    expect(left).to_contain_text("Weight bits.")
    page.get_by_label("Exact").select_option("no")
    assert record(page)["traits"] == {"training": "calibration", "exact": False}
    page.reload()
    expect(page.get_by_label("Exact")).to_have_value("false")
    topic.select_option("quantization")
    expect(left).to_contain_text("Exact.")
    assert record(page)["traits"] == {"training": "calibration", "weight-bits": 4}
    page.get_by_role("button", name="Start over").click()
    expect(left).to_be_empty()


def test_a_summary_and_a_number_are_judged_as_the_program_judges_them(page: Page) -> None:
    page.get_by_label("Topic (required)").select_option("weight-only-quantization")
    fill(page, summary="Our method rounds weights.")
    expect(page.locator("#ls-summary-trouble")).to_have_text(
        "The summary has 26 characters. Say in one sentence of 90 to 220 characters what the work does and what sets "
        "it apart."
    )
    page.locator("#ls-said > summary").click()
    page.locator("[name='traits.weight-bits']").evaluate("field => { field.value = '1,024 or 4' }")
    fill(page, name="Twice")
    expect(page.locator("#ls-record-status")).to_contain_text(
        "One field to correct: 'weight-bits' cannot be '1,024'. Write 1024"
    )
    expect(page.get_by_label("Weight bits (bit)")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Weight bits (bit)").fill("1024 4")
    expect(page.locator("#ls-record-status")).to_contain_text("one thing is worth a look: The summary has 26")
    assert record(page)["traits"] == {"weight-bits": [1024, 4]}


def test_axe_finds_nothing_in_it_and_nothing_is_wider_than_a_phone(opened: Opened) -> None:
    with opened("contribute/?topic=weight-only-quantization", phone=True, dark=True) as page:
        page.locator("#ls-said > summary").click()
        fill(page, summary="Short.")
        page.get_by_label("Second topic").select_option("efficient-attention")
        expect(page.get_by_label("Exact")).to_be_visible()
        page.emulate_media(reduced_motion="reduce")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
