"""The site as its readers use it, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_colours_are_those_the_system_asks_for(opened: Opened, dark: bool) -> None:
    with opened("about/", dark=dark) as page:
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (max(int(value) for value in background.strip("rgb()").split(",")) < 64) is dark


def test_the_home_page_leads_to_the_map_and_to_topics_and_they_to_papers(opened: Opened) -> None:
    with opened("") as page:
        expect(page.locator(".ls-map__picture").get_by_role("link")).to_have_attribute("href", "map/")
        page.locator(".ls-map").get_by_role("link", name="Model Compression").click()
        page.locator(".ls-part h3").get_by_role("link", name="Quantization", exact=True).click()
        page.locator(".ls-part h3").get_by_role("link", name="Post-Training Quantization").click()
        page.locator(".ls-part h3").get_by_role("link", name="Weight-Only Quantization").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Weight-Only Quantization")
        page.locator(".ls-row").get_by_role("link", name="GPTQ").click()
        expect(page).to_have_url(f"/survey/{GPTQ}")
        page.locator(".ls-trail").get_by_role("link", name="Model Compression").click()
        expect(page.locator(".md-content [lang=zh]").first).to_have_text("模型压缩")


def test_a_large_topic_keeps_its_older_papers_in_folded_years(opened: Opened) -> None:
    with opened("topics/parameter-pruning/") as page:
        rows, older = page.locator(".ls-rows > li"), page.locator(".ls-fold--year .ls-plain > li")
        shown = rows.count() + older.count()
        expect(page.get_by_role("heading", name=f"{shown} papers")).to_be_visible()
        expect(older.first).to_be_hidden()
        page.locator(".ls-fold--year > summary").first.click()
        older.first.get_by_role("checkbox").check()
        expect(page.locator(".ls-basket__count")).to_have_text("1 paper selected")


def test_a_topic_gives_its_bibliography(opened: Opened) -> None:
    with opened("topics/quantization/") as page:
        link = page.get_by_role("link", name="BibTeX of")
        told = int(link.inner_text().split()[2])
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == "quantization.bib"
        text = download.value.path().read_text(encoding="utf-8")
        assert text.count("\n@") + text.startswith("@") == told > 20
        assert "{frantar2022gptq," in text


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_paper_page_copies_its_bibtex(opened: Opened, phone: bool) -> None:
    with opened(GPTQ, phone=phone) as page:
        button = page.get_by_role("button", name="Copy BibTeX")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#bibtex").text_content()
        assert copied.startswith("@inproceedings{frantar2022gptq,")


def test_without_scripts_everything_is_still_a_link(opened: Opened) -> None:
    with opened("explore/", script=False) as page:
        expect(page.locator("#ls-explore")).to_be_hidden()
        page.get_by_role("link", name="all papers on one page").click()
        expect(page.locator("h1")).to_have_text("All papers")
        page.goto(GPTQ)
        expect(page.locator("#bibtex")).to_contain_text("frantar2022gptq")
        expect(page.get_by_role("button", name="Copy BibTeX")).to_be_hidden()
        page.goto("")
        page.locator(".ls-map").get_by_role("link", name="Data Selection", exact=False).first.click()
        expect(page.locator(".ls-rows > li").first).to_be_visible()


def test_an_arxiv_id_leads_to_the_paper(opened: Opened) -> None:
    with opened("arxiv/2210.17323/") as page:
        page.wait_for_url(f"**/{GPTQ}")
        expect(page.locator("h1")).to_contain_text("OPTQ")


def test_a_missing_page_helps_on(opened: Opened) -> None:
    with opened("") as page:
        # Asked for as a page that exists, lest the answer counts as trouble.
        page.route("**/nobody/deep/", lambda route: route.fulfill(response=page.request.get("404.html")))
        page.goto("papers/nobody/deep/")
        expect(page.locator("h1")).to_have_text("This page does not exist")
        page.locator("main").get_by_role("link", name="Topics").click()
        expect(page).to_have_url("/survey/topics/")


def test_the_skip_link_comes_first_and_leads_to_the_content(opened: Opened) -> None:
    with opened("topics/quantization/") as page:
        page.keyboard.press("Tab")
        expect(page.locator(".md-skip:focus")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).to_have_url("/survey/topics/quantization/#content")


def test_the_drawer_of_a_phone_opens_the_tree_and_leads_everywhere(opened: Opened) -> None:
    with opened("trends/", phone=True) as page:
        page.get_by_role("button", name="Menu").click()
        page.get_by_label("Navigation", exact=True).get_by_role("link", name="Model-Centric Methods").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Model-Centric Methods")
    with opened("topics/quantization/", phone=True) as page:
        page.get_by_role("button", name="Menu").click()
        tree = page.get_by_label("Navigation", exact=True)
        expect(tree.get_by_role("link", name="Post-Training Quantization", exact=True)).to_be_visible()
        tree.get_by_role("link", name="Parameter Pruning").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Parameter Pruning")


def test_the_colours_can_be_switched_and_stay(opened: Opened) -> None:
    with opened("") as page:
        page.get_by_title("Switch to dark mode").click()
        page.goto("topics/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_name_is_found_among_all_authors_and_stays_found_on_the_way_back(opened: Opened) -> None:
    with opened("authors/") as page:
        names, everybody = page.locator(".ls-names li:visible"), page.locator(".ls-names li").count()
        wanted = page.locator(".ls-names a").nth(everybody // 2).inner_text()
        given, *family = wanted.lower().split()
        page.get_by_label("Find an author").fill(" ".join([*family, given]))
        expect(names.get_by_role("link", name=wanted, exact=True)).to_be_visible()
        expect(page.locator("#ls-name-found")).to_have_text(f"{names.count()} of {everybody}")
        assert page.locator(".md-content h2:visible").count() <= names.count() < everybody
        names.get_by_role("link").first.click()
        page.go_back()
        expect(names.get_by_role("link", name=wanted, exact=True)).to_be_visible()
        page.get_by_label("Find an author").fill("nobody")
        expect(names).to_have_count(0)
