"""A survey that is edited while a page of it is open in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Launch
from tests.browser.fonts import BARE
from tests.publish.serving.served import edited, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/2022/frantar2022gptq.yaml"


def test_an_open_page_shows_each_edit_and_says_what_is_wrong(small_survey: Path, launch: Launch) -> None:
    with served(small_survey) as site, launch(BARE).new_context() as window:
        page = window.new_page()
        page.goto(f"{site.url}papers/frantar2022gptq/")
        title, alert = page.locator("h1"), page.get_by_role("alert")
        expect(title).to_contain_text("OPTQ")
        expect(alert).to_have_count(0)
        edited(small_survey, "OPTQ: Accurate", "OPTQ & again: Accurate", GPTQ)
        expect(title).to_contain_text("OPTQ & again")
        edited(small_survey, "topics:", "topicz:", GPTQ)
        expect(alert).to_contain_text(f"{GPTQ}:")
        expect(title).to_contain_text("OPTQ & again")
        edited(small_survey, "topicz:", "topics:", GPTQ)
        expect(alert).to_have_count(0)
        expect(title).to_contain_text("OPTQ & again")
