"""Choose in a browser: answers narrow and order the rows, and the address keeps them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def shown(page: Page, certain: str = "") -> list[str]:
    return page.locator(f".ls-choose__block tbody tr{certain} th > a").all_text_contents()


def test_answers_narrow_the_rows_and_say_why(opened: Opened) -> None:
    with opened("choose/") as page:
        tables = page.get_by_role("heading", name="The tables")
        expect(tables).to_be_visible()
        assert shown(page) == [], "nothing was asked"
        page.get_by_label("How much memory may it take while it runs?").select_option("6")
        expect(page).to_have_url("/survey/choose/?memory=6")
        expect(tables).to_be_hidden()
        assert "Ewe GPTQ 4bit" in shown(page)
        expect(page.get_by_role("button", name="Show more tables")).to_be_hidden()
        expect(page.locator("#ls-out")).to_contain_text("Fold FP16: Memory: 39.51 GB (asked for: at most 6 GB)")
        page.get_by_label("What does the model have to run on?").select_option("cpu")
        expect(page).to_have_url("/survey/choose/?hardware=cpu&memory=6")
        expect(page.locator("#ls-found")).to_contain_text("fit for certain")
        expect(page.locator("tr.ls-untold", has_text="Comb 4bit GEMM")).to_contain_text("CPU")
        expect(page.locator("#ls-said")).to_contain_text("CPU")
        assert "Fold FP16" not in shown(page)
        page.go_back()
        expect(page.get_by_label("What does the model have to run on?")).to_have_value("")
        expect(page.locator("#ls-said")).to_be_hidden()
        page.get_by_role("button", name="Start again").click()
        expect(page).to_have_url("/survey/choose/")
        expect(tables).to_be_visible()
        assert shown(page) == []


def test_an_address_brings_its_answers_and_order(opened: Opened) -> None:
    with opened("choose/?engine=ram&first=tokens-per-second") as page:
        fast = ["Ram GPTQ 4bit", "Ram Comb GEMM 4bit", "Ram INT8", "Ram FP16"]
        assert shown(page, ":not(.ls-untold)") == fast
        page.get_by_label("What matters most?").select_option("perplexity")
        assert shown(page, ":not(.ls-untold)")[0] == "Ram FP16"
