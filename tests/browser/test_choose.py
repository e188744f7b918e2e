"""Choose in a browser: answers narrow and order the rows, and the address keeps them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.chosen import chosen
from tests.crowd import write_crowd

from livingsurvey import Survey

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
        expect(page.locator("#ls-found")).to_contain_text("may fit.")
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


def test_in_chinese_rows_are_counted_and_ruled_out_in_chinese(opened: Opened) -> None:
    with opened("zh/choose/?memory=6") as page:
        expect(page.locator("#ls-found")).to_have_text(re.compile(r"^\d+ 行符合。"))
        expect(page.locator("#ls-out")).to_contain_text("Fold FP16：Memory：39.51 GB（要求：至多 6 GB）")
        row = page.get_by_role("link", name="Ewe GPTQ 4bit").first
        expect(row).to_have_attribute("href", re.compile("/zh/results/"))


def test_an_address_brings_its_answers_and_order(opened: Opened) -> None:
    with opened("choose/?engine=ram&first=tokens-per-second") as page:
        fast = ["Ram GPTQ 4bit", "Ram Comb GEMM 4bit", "Ram INT8", "Ram FP16"]
        assert shown(page, ":not(.ls-untold)") == fast
        page.get_by_label("What matters most?").select_option("perplexity")
        assert shown(page, ":not(.ls-untold)")[0] == "Ram FP16"


def test_the_page_shows_what_the_program_finds(opened: Opened, tmp_path: Path) -> None:
    write_crowd(tmp_path)
    survey = Survey.load(tmp_path, cached=False)
    for answers, first in (
        ({"bits": "4"}, "perplexity"),
        ({"bits": "4", "memory": "6"}, "tokens-per-second"),
        ({"hardware": "cpu", "texts": "Bleats"}, "tokens-per-second"),
        ({"change": "structure", "training": "neither"}, ""),
        ({"engine": "ram", "memory": "4", "change": "nothing"}, "weight-memory"),
    ):
        found = chosen(survey, answers, first)
        with opened(f"choose/?{urlencode({**answers, 'first': first})}") as page:
            while page.get_by_role("button", name="Show more").is_visible():
                page.get_by_role("button", name="Show more").click()
            for kind, name in (
                ("fit", ":not(.ls-untold, .ls-baseline)"),
                ("may", ".ls-untold"),
                ("baseline", ".ls-baseline"),
            ):
                assert sorted(shown(page, name)) == sorted(each.row.label for each in found[kind]), (answers, kind)
            told = page.locator("#ls-found").inner_text()
            assert told.startswith("No rows fit." if not found["fit"] else f"{len(found['fit'])} row")
            assert f" {len(found['out'])} do" in told


def test_a_baseline_stays_beside_what_fits_and_is_marked(opened: Opened) -> None:
    with opened("choose/?bits=4&first=perplexity") as page:
        expect(page.get_by_label("How many bits for a weight?")).to_be_visible()
        row = page.locator("tr.ls-baseline", has_text="Ram FP16").first
        expect(row).to_contain_text("Baseline to compare with: 16 bit")
        expect(page.locator("#ls-found")).to_contain_text("baseline")
        last = page.locator(".ls-choose__block").first.locator("tbody tr").last
        expect(last).to_have_class("ls-baseline")
        first = page.locator(".ls-choose__block").first.locator("thead th").nth(1)
        expect(first).to_contain_text("Perplexity")


def test_where_nothing_was_measured_the_nearest_lead_on(opened: Opened) -> None:
    with opened("choose/?bits=1") as page:
        expect(page.locator("#ls-found")).to_contain_text("No rows fit.")
        near = page.locator("#ls-near")
        expect(near).to_contain_text("There is no row for 1 bit. Nearest: 2 bit (")
        near.get_by_role("link", name="2 bit").click()
        expect(page).to_have_url("/survey/choose/?bits=2")
        assert shown(page, ":not(.ls-untold, .ls-baseline)")


def test_there_is_always_a_way_on_to_the_comparison_of_what_fits(opened: Opened) -> None:
    with opened("choose/?engine=pasture&bits=4") as page:
        ways = page.locator("#ls-topics li:visible")
        expect(ways.first).to_contain_text("rows)")
        assert not [text for text in ways.all_inner_texts() if "(0 rows)" in text]
    with opened("choose/?bits=1") as page:
        expect(page.locator("#ls-topics li:visible").first).to_contain_text("rows)")


def test_what_sources_say_of_engines_stands_apart_and_is_dated(opened: Opened) -> None:
    with opened("choose/?hardware=cpu") as page:
        said = page.locator("#ls-said")
        expect(said.locator("summary")).to_contain_text("with CPU")
        said.locator("summary").click()
        expect(said.locator("li").first).to_be_visible()
        assert all("(" in text for text in said.locator("li").all_inner_texts()), (
            "a version, a day, or that none is told"
        )


def test_what_a_number_does_not_depend_on_rules_nothing_out(opened: Opened) -> None:
    with opened("choose/?texts=Bleats&first=tokens-per-second") as page:
        expect(page.locator("#ls-near")).to_have_text("Texts rules nothing out: Speed does not depend on it.")
        expect(page.locator("#ls-found")).to_be_empty()


def test_few_questions_are_asked_at_once_and_nothing_moves(opened: Opened) -> None:
    with opened("choose/") as page:
        expect(page.get_by_label("How many bits for a weight?")).to_be_hidden()
        page.get_by_text("More questions").click()
        expect(page.get_by_label("How many bits for a weight?")).to_be_visible()
    for address in ("choose/", "choose/?bits=4&first=perplexity"):
        with opened(address, phone=True) as page:
            moved = page.evaluate(MOVED)
            assert moved <= 0.02, address


MOVED = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 300);
})"""
