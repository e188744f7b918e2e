"""Compare: chosen papers side by side, by address and from the selection."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import Opened
from tests.browser.test_pages import violated
from tests.crowd import write_crowd

from livingsurvey import Survey
from livingsurvey.publish.content.beside import rows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELLS = """(lines) => lines.map(({ cells: [head, ...others] }) =>
  [head.firstChild, ...others].map((each) => each.textContent))"""
TWO = "compare/?keys=frantar2022gptq,dettmers2022llmint8"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    root = tmp_path_factory.mktemp("crowd")
    write_crowd(root)
    return Survey.load(root, cached=False)


def columns(page: Page) -> list[str | None]:
    return [head.get_attribute("data-key") for head in page.locator("thead [data-key]").all()]


def line(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


@pytest.mark.parametrize(
    "keys", [["frantar2022gptq", "dettmers2022llmint8"], ["zhang2023h2o", "frantar2022gptq", "xiong2021nystromformer"]]
)
def test_the_page_says_what_the_command_says(opened: Opened, survey: Survey, keys: list[str]) -> None:
    with opened(f"compare/?keys={','.join(keys)}") as page:
        expect(page.locator("thead [data-key]")).to_have_count(len(keys))
        assert columns(page) == keys
        said = page.locator("tbody tr").evaluate_all(CELLS)
    expected = []
    for row in rows([survey.papers[key] for key in keys], survey):
        between = "\n" if row["group"] == "number" else "; "
        cells = [between.join(cell["words"]) or ("unknown" if cell["applies"] else "") for cell in row["cells"]]
        expected.append([row["name"], *(cell.removeprefix("https://") for cell in cells)])
    assert said == expected
    assert len(said) > 6


def test_papers_are_compared_from_the_selection(opened: Opened) -> None:
    with opened("papers/frantar2022gptq/") as page:
        bar = page.get_by_role("region", name="Selected papers")
        page.get_by_role("button", name="Select", exact=True).click()
        expect(bar.get_by_role("link", name="Compare")).to_be_hidden()
        page.goto("papers/zhang2023h2o/")
        page.get_by_role("button", name="Select", exact=True).click()
        bar.get_by_role("link", name="Compare").click()
        expect(page).to_have_url("/survey/compare/?keys=frantar2022gptq,zhang2023h2o")
        expect(page.locator("thead [data-key]")).to_have_count(2)
        page.goto("explore/?sort=title")
        page.get_by_role("button", name="Select all found").click()
        expect(bar).to_contain_text(re.compile("[0-9]{3} papers selected"))
        bar.get_by_role("link", name="Compare the first 8").click()
        expect(page.locator("thead [data-key]")).to_have_count(8)


def test_papers_are_added_and_removed_and_the_way_back_undoes_it(opened: Opened) -> None:
    with opened("compare/") as page:
        expect(page.get_by_text("Search for papers here")).to_be_visible()
        words = page.get_by_label("Add a paper")
        words.fill("h2o")
        page.get_by_role("button", name=re.compile("^Add H2O")).click()
        expect(page).to_have_url("/survey/compare/?keys=zhang2023h2o")
        words.fill("2210.17323")
        words.press("Enter")
        expect(page).to_have_url("/survey/compare/?keys=zhang2023h2o,frantar2022gptq")
        expect(page.locator("thead [data-key]")).to_have_count(2)
        page.get_by_role("button", name=re.compile("^Remove H.*O")).click()
        expect(page).to_have_url("/survey/compare/?keys=frantar2022gptq")
        expect(page.locator("thead [data-key]")).to_have_count(1)
        page.go_back()
        expect(page.locator("thead [data-key]")).to_have_count(2)
        assert columns(page) == ["zhang2023h2o", "frantar2022gptq"]
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("button", name="Link copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_rows_that_say_the_same_are_folded_away(opened: Opened, survey: Survey) -> None:
    alike = [paper.key for paper in survey if paper.traits.get("weight-bits") == 4 and paper.traits.get("training")][:2]
    with opened(f"compare/?keys={','.join(alike)}") as page:
        expect(line(page, "Weight bits")).to_be_visible()
        page.get_by_label("Only where they differ").check()
        expect(line(page, "Weight bits")).to_be_hidden()
        expect(line(page, "Code")).to_be_visible()
        expect(page).to_have_url(re.compile("&differences=1$"))
        page.reload()
        expect(line(page, "Code")).to_be_visible()
        expect(line(page, "Weight bits")).to_be_hidden()


def test_unknown_leads_to_the_record_and_is_not_what_does_not_apply(opened: Opened) -> None:
    with opened("compare/?keys=frantar2022gptq,dettmers2022llmint8,zhang2023h2o") as page:
        granularity = line(page, "Granularity").get_by_role("cell")
        expect(granularity).to_have_text(["per group", "unknown", ""])
        link = granularity.nth(1).get_by_role("link")
        expect(link).to_have_attribute("href", re.compile("edit/.*/papers/2022/dettmers2022llmint8.yaml$"))


def test_papers_that_are_gone_or_too_many_are_told(opened: Opened, survey: Survey) -> None:
    def another(route: Route) -> None:
        told = {"retired": {"old2020key": "zhang2023h2o"}, "withdrawn": {"gone2020paper": "retracted <b>twice</b>"}}
        route.fulfill(json=route.fetch().json() | told)

    with opened("about/") as page:
        page.route("**/data/compared.json", another)
        page.goto("compare/?keys=old2020key,gone2020paper,nobody2020nothing,zhang2023h2o,frantar2022gptq")
        expect(page.locator("#ls-beside-missing li")).to_have_text(
            [
                "gone2020paper was withdrawn from the survey: retracted <b>twice</b>",
                "The survey has no paper with the key nobody2020nothing.",
            ]
        )
        assert columns(page) == ["zhang2023h2o", "frantar2022gptq"]
        page.goto(f"compare/?keys={','.join(list(survey.papers)[:10])}")
        expect(page.locator("thead [data-key]")).to_have_count(8)
        expect(page.locator("#ls-beside-said")).to_contain_text("Up to 8 papers are shown side by side; 2 more")
        expect(page.get_by_label("Add a paper")).to_be_disabled()


def test_names_of_traits_and_papers_are_text(opened: Opened, survey: Survey) -> None:
    prompts = next(paper.key for paper in survey if paper.traits.get("prompts") == "shorter")
    with opened(f"compare/?keys=example2024bold,{prompts}") as page:
        expect(line(page, "Prompts <img").get_by_role("cell").nth(1)).to_have_text("<b>shorter</b>")
        expect(page.locator("thead")).to_contain_text('Why <b>bold</b> & "quoted"')
        assert page.locator("#ls-beside-scroll :is(b, img)").count() == 0


def test_the_comparison_is_taken_along(opened: Opened, survey: Survey) -> None:
    with opened("compare/?keys=frantar2022gptq,dettmers2022llmint8") as page:
        expect(page.locator("thead [data-key]")).to_have_count(2)
        files = {}
        for name in ("CSV", "LaTeX"):
            with page.expect_download() as download:
                page.get_by_role("button", name=name, exact=True).click()
            files[name] = download.value.path().read_text(encoding="utf-8")
    gptq, int8 = csv.DictReader(io.StringIO(files["CSV"]))
    assert (gptq["title"], gptq["weight-bits"], gptq["training"]) == (
        survey.papers["frantar2022gptq"].title,
        "3; 4",
        "calibration",
    )
    assert (int8["granularity"], int8["Summary"]) == ("", survey.papers["dettmers2022llmint8"].summary.en)
    assert r"GPTQ~\cite{frantar2022gptq} & ICLR 2023 & calibration data & 3, 4 & per group \\" in files["LaTeX"]
    assert r"\cite{dettmers2022llmint8} & NeurIPS 2022 & none & 8 & -- \\" in files["LaTeX"]


def test_in_chinese_it_says_what_is_compared_and_its_files_stay_as_programs_read_them(opened: Opened) -> None:
    with opened(f"zh/{TWO}") as page:
        expect(page.locator("#ls-beside-said")).to_have_text("2 篇论文。")
        expect(line(page, "主题").get_by_role("cell").first).to_have_text("仅权重量化")
        expect(line(page, "权重比特").get_by_role("cell").first).to_have_text("3、4 bit", use_inner_text=True)
        expect(page.locator("thead [data-key] a").first).to_have_attribute("href", re.compile("/zh/papers/"))
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV", exact=True).click()
        assert "weight-bits" in download.value.path().read_text(encoding="utf-8").splitlines()[0].split(",")
        assert download.value.path().read_text(encoding="utf-8").isascii()


@pytest.mark.parametrize("phone", [True, False])
def test_what_is_compared_stands_still_while_papers_move(opened: Opened, survey: Survey, phone: bool) -> None:
    with opened(f"compare/?keys={','.join(list(survey.papers)[:8])}", phone=phone, dark=phone) as page:
        expect(page.locator("thead [data-key]")).to_have_count(8)
        page.locator("#ls-beside-scroll").evaluate("(box) => { box.scrollLeft = 400; }")
        head = page.locator("tbody th").first.bounding_box()
        assert head
        assert 0 <= head["x"] < 60
        assert page.locator("thead [data-key]").evaluate_all("(all) => all.every((each) => each.offsetWidth >= 200)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violated(page) == []


def test_what_a_trait_means_is_told_on_demand_and_sent_away_with_escape(opened: Opened) -> None:
    with opened(TWO) as page:
        name = page.locator("tbody .ls-means").first
        means = page.locator("tbody .ls-tip").first
        expect(means).to_be_hidden()
        name.hover()
        expect(means).to_be_visible()
        page.keyboard.press("Escape")
        expect(means).to_be_hidden()
        page.locator("h1").hover()
        name.focus()
        expect(name).to_have_accessible_description(means.text_content() or "")
        expect(means).to_be_visible()


def test_without_scripts_it_says_what_it_needs(opened: Opened) -> None:
    with opened(TWO, script=False) as page:
        expect(page.locator("noscript p")).to_contain_text("Comparing papers side by side needs JavaScript.")
        expect(page.locator("noscript p")).to_be_visible()
    with opened("papers/frantar2022gptq/", script=False) as page:
        link = page.get_by_role("link", name=re.compile("^Compare with "))
        expect(link).to_have_attribute("href", re.compile(r"compare/\?keys=frantar2022gptq,[a-z0-9,]+$"))
