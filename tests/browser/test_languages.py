"""The Chinese pages: the way there and back, and what scripts say on them."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.browser.box import opened_by_key
from tests.browser.conftest import Opened


def test_the_switch_leads_to_the_same_page_and_takes_the_address_along(opened: Opened) -> None:
    with opened("explore/?text=sheep&topic=quantization") as page:
        switch = page.locator("header").get_by_role("link", name="中文")
        expect(switch).to_have_attribute("hreflang", "zh")
        switch.click()
        expect(page).to_have_url("/survey/zh/explore/?text=sheep&topic=quantization")
        expect(page.locator("#ls-found")).to_contain_text(re.compile("篇论文"))
        expect(page.locator("#ls-active")).to_contain_text("量化")
        page.locator("header").get_by_role("link", name="English").click()
        expect(page).to_have_url("/survey/explore/?text=sheep&topic=quantization")
        expect(page.locator("#ls-found")).to_contain_text("papers")


def test_the_drawer_of_a_phone_leads_to_the_other_language_too(opened: Opened) -> None:
    with opened("zh/papers/frantar2022gptq/?a=b#content", phone=True) as page:
        page.get_by_role("button", name="菜单").click()
        page.locator(".md-sidebar--primary").get_by_role("link", name="English").click()
        expect(page).to_have_url("/survey/papers/frantar2022gptq/?a=b#content")


def test_explore_counts_and_sorts_in_chinese(opened: Opened) -> None:
    with opened("zh/explore/") as page:
        expect(page.locator("#ls-found")).to_have_text(re.compile(r"^全部 \d+ 篇论文$"))
        expect(page.locator("#ls-more")).to_have_text(re.compile(r"^再显示 60 篇（余 \d+ 篇）$"))
        expect(page.locator("#ls-sort option:checked")).to_have_text("最新优先")
        expect(page.locator(".ls-hit__place").first).to_have_text(re.compile(r"^[\u4e00-\u9fff]"))
        expect(page.locator(".ls-hit__authors", has_text=" 等").first).to_be_visible()
        expect(page.locator(".ls-hit__authors", has_text="et al.")).to_have_count(0)
        page.locator(".ls-hit__pick input").first.check()
        expect(page.locator(".ls-basket__count")).to_have_text("已选 1 篇论文")
        expect(page.locator(".ls-basket").get_by_role("link", name="查看")).to_have_attribute(
            "href", re.compile("/zh/explore/")
        )


def test_names_in_either_language_are_found_on_pages_of_both(opened: Opened) -> None:
    with opened("zh/about/") as page:
        best = page.locator("[data-ls-open] .ls-line__title").first
        for typed in ("量化", "quantization"):
            opened_by_key(page, typed)
            expect(best).to_have_text("量化")
            for _ in ("clears", "closes"):
                page.keyboard.press("Escape")
        opened_by_key(page, "量化")
        expect(best).to_have_text("量化")
        page.keyboard.press("Enter")
        expect(page).to_have_url("/survey/zh/topics/quantization/")
    with opened("") as page:
        opened_by_key(page, "量化")
        expect(page.locator("[data-ls-open] .ls-line__title").first).to_have_text("Quantization")


def test_what_is_missing_below_a_language_is_missed_in_it(opened: Opened) -> None:
    with opened("") as page:
        page.route("**/nobody/deep/", lambda route: route.fulfill(response=page.request.get("404.html")))
        page.goto("zh/papers/nobody/deep/", wait_until="commit")
        expect(page.locator("h1")).to_have_text("页面不存在")
        expect(page).to_have_url("/survey/zh/papers/nobody/deep/")
        page.locator("main").get_by_role("link", name="主题").click()
        expect(page).to_have_url("/survey/zh/topics/")
