"""Results and frameworks in a browser: tables sort, charts show what is chosen, the matrix filters."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENGINES = "results/engines/"
PRUNING = "results/pruning/"
METHODS = "results/methods/"


def points(page: Page) -> Locator:
    """The marks of rows in the drawing that a browser has made."""
    return page.locator("#ls-chart .vega-embed, #ls-chart.vega-embed").locator("[aria-roledescription='point']")


def column(page: Page, name: str, block: int = 0) -> list[str]:
    heads = page.locator("#ls-numbers thead th").all_text_contents()
    number = next(place for place, head in enumerate(heads) if head.startswith(name))
    rows = page.locator("#ls-numbers tbody").nth(block).locator("tr:not(.ls-block)")
    texts = [" ".join(row.locator("th, td").nth(number).inner_text().split()) for row in rows.all()]
    return [text.removesuffix(" best") for text in texts]


def front(page: Page, block: int = 0) -> str:
    return page.locator("#ls-fronts span").nth(block).inner_text()


def test_a_column_sorts_best_first_then_worst_first_then_as_printed(opened: Opened) -> None:
    with opened(METHODS) as page:
        head = page.get_by_role("columnheader", name="Speed")
        printed = column(page, "Speed")
        for order, reverse in (("descending", True), ("ascending", False)):
            head.get_by_role("button").click()
            expect(head).to_have_attribute("aria-sort", order)
            shown = [float(cell) for cell in column(page, "Speed")]
            assert shown == sorted(shown, reverse=reverse)
        head.get_by_role("button").click()
        expect(head).not_to_have_attribute("aria-sort", "ascending")
        assert column(page, "Speed") == printed


def test_rows_of_other_blocks_never_mix_and_what_is_no_number_stands_last(opened: Opened) -> None:
    with opened(METHODS) as page:
        blocks = [set(column(page, "Row", block)) for block in range(3)]
        perplexity = page.get_by_role("columnheader", name="Perplexity").get_by_role("button")
        for _ in range(2):
            perplexity.click()
            assert column(page, "Perplexity")[-1] == "NaN no number"
            assert [set(column(page, "Row", block)) for block in range(3)] == blocks
        page.get_by_role("columnheader", name="Bits").get_by_role("button").click()
        assert column(page, "Bits") == sorted(column(page, "Bits"), key=lambda cell: int(cell.split()[0]))


def test_sorting_works_from_the_keyboard(opened: Opened) -> None:
    with opened(PRUNING) as page:
        head = page.get_by_role("columnheader", name="Weight memory")
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert column(page, "Weight memory")[0] == "6.68"
        assert column(page, "Weight memory")[-1] == "not reported"


def test_axes_colours_sizes_and_rows_are_chosen_and_the_front_follows(opened: Opened) -> None:
    with opened(ENGINES) as page:
        told = front(page)
        expect(points(page)).to_have_count(28)
        assert front(page) == told, "what the page said before is what the script finds"
        page.get_by_label("Up", exact=True).select_option("weight-memory")
        page.get_by_label("Across", exact=True).select_option("tokens-per-second")
        expect(points(page)).to_have_count(30)
        expect(page.locator("#ls-fronts span").first).to_have_text(
            "Ram GPTQ 4bit, Ram Comb GEMM 4bit, Paddock W3A16, Ewe2 TUFT 2bit"
        )
        page.get_by_role("checkbox", name="Ram").uncheck()
        expect(points(page)).to_have_count(26)
        expect(page.locator("#ls-fronts span").first).to_contain_text("Paddock W4A16, Paddock W3A16")
        page.get_by_label("Colour and shape").select_option("bits")
        expect(page.locator("#ls-show label")).to_have_text(["2 bit", "3 bit", "4 bit", "8 bit", "16 bit"])
        expect(points(page)).to_have_count(30)
        shapes = {point.get_attribute("d") for point in points(page).all()}
        page.get_by_label("Size").select_option("runtime-memory")
        expect(page.locator("#ls-chart").get_by_text("Runtime memory (GB)")).to_be_attached()
        assert {point.get_attribute("d") for point in points(page).all()} != shapes


def test_the_address_keeps_what_the_chart_shows(opened: Opened) -> None:
    with opened(ENGINES) as page:
        expect(points(page)).to_have_count(28)
        page.get_by_label("Across", exact=True).select_option("runtime-memory")
        page.get_by_role("checkbox", name="Fold").uncheck()
        page.locator("[name=logx]").uncheck()
        expect(page).to_have_url(f"/survey/{ENGINES}?x=runtime-memory&logx=0&hide=Fold")
        expect(points(page)).to_have_count(25)
        told = front(page)
        page.reload()
        expect(points(page)).to_have_count(25)
        assert front(page) == told
        expect(page.locator("[name=logx]")).not_to_be_checked()
        page.go_back()
        page.go_back()
        expect(page.get_by_role("checkbox", name="Fold")).to_be_checked()
        expect(points(page)).to_have_count(28)
        page.goto(f"{ENGINES}?x=nonsense&colour=nonsense&hide=nonsense")
        expect(points(page)).to_have_count(28)
        expect(page.get_by_label("Across", exact=True)).to_have_value("tokens-per-second")


def test_the_legend_has_the_signs_of_the_drawing(opened: Opened) -> None:
    with opened(METHODS) as page:
        expect(points(page)).to_have_count(11)
        legend = page.locator("#ls-show path")
        signs = {sign.get_attribute("fill") for sign in legend.all()}
        assert {point.get_attribute("fill") for point in points(page).all()} == signs
        expect(page.locator("#ls-chart .role-legend", has_text="Method")).to_have_count(0)


def test_a_logarithmic_axis_is_on_where_numbers_lie_far_apart(opened: Opened) -> None:
    with opened(PRUNING) as page:
        expect(points(page)).to_have_count(7)
        up, across = page.locator("[name=logy]"), page.locator("[name=logx]")
        expect(up).to_be_checked()
        expect(across).not_to_be_checked()
        before = points(page).first.get_attribute("transform")
        up.uncheck()
        expect(points(page).first).not_to_have_attribute("transform", before or "")


OVERLAPS = """() => {
  const box = (shape, half) => {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    const name = shape.textContent;
    return { name, left: left + 1, right: right - 1, top: middle - half, bottom: middle + half };
  };
  const isSeen = (text) => text.textContent && getComputedStyle(text).opacity !== "0";
  const names = [...document.querySelectorAll("#ls-chart .labels text")].filter(isSeen).map((text) => box(text, 4.5));
  const points = [...document.querySelectorAll("#ls-chart .points_marks path")].map((path) => box(path, 4));
  const isBeside = (one, other) => one.right <= other.left || other.right <= one.left;
  const isHit = (one, other) => !isBeside(one, other) && one.top < other.bottom && other.top < one.bottom;
  const others = (at) => [...names.slice(at + 1), ...points];
  const hits = names.flatMap((one, at) => others(at).filter((other) => isHit(one, other)).map(() => one.name));
  return { names: names.map(({ name }) => name), hits };
}"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("phone", [True, False])
def test_the_front_and_what_is_far_have_names_that_overlap_nothing(opened: Opened, script: bool, phone: bool) -> None:
    for address in (ENGINES, METHODS, PRUNING):
        with opened(address, script=script, phone=phone) as page:
            drawing = page.locator("#ls-chart .labels")
            expect(drawing).to_be_attached()
            if script:
                expect(page.locator("#ls-chart.vega-embed")).to_be_attached()
            told = page.evaluate(OVERLAPS)
            assert told["hits"] == []
            assert told["names"] or phone


def test_rows_far_from_the_others_are_at_the_edge_and_told_until_one_wants_all_values(opened: Opened) -> None:
    with opened(ENGINES) as page:
        far = page.locator("#ls-far")
        said = far.inner_text()
        assert "Ewe2 TUFT 2bit (Perplexity 22.23)" in said
        expect(points(page)).to_have_count(28)
        assert far.inner_text() == said, "what the page said before is what the script finds"
        expect(page.locator("#ls-chart .edges_marks path")).to_have_count(2)
        page.get_by_label("Show outliers").check()
        expect(page.locator("#ls-chart .edges_marks path")).to_have_count(0)
        expect(far).to_be_hidden()
        expect(page).to_have_url(f"/survey/{ENGINES}?all=1")
        expect(points(page)).to_have_count(28)
        page.go_back()
        expect(far).to_have_text(said)


def test_a_row_chosen_in_the_table_or_the_drawing_is_named_and_in_the_address(opened: Opened) -> None:
    with opened(METHODS) as page:
        expect(points(page)).to_have_count(11)
        names = page.locator("#ls-chart .labels text:not([opacity='0'])")
        before = {name for name in names.all_text_contents() if name}
        rows = page.locator("#ls-numbers tbody tr:not(.ls-block)")
        drawn = [row for row in rows.all() if "NaN" not in row.inner_text()]
        row = next(row for row in drawn if row.locator("th").inner_text().strip() not in before)
        number = (row.get_attribute("id") or "").removeprefix("row-")
        told = (
            "number => JSON.parse(document.getElementById('ls-specification').textContent).data.values[number - 1].row"
        )
        label = re.compile(f"^{re.escape(page.evaluate(told, int(number)))}")  # a number follows where it is far
        button = row.get_by_role("button", name="Name it in the chart")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page).to_have_url(f"/survey/{METHODS}?row={number}")
        expect(page.locator("#ls-chart .labels").get_by_text(label)).to_be_attached()
        page.reload()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#ls-chart .labels").get_by_text(label)).to_be_attached()
        button.click()
        expect(page).to_have_url(f"/survey/{METHODS}")
        points(page).first.click(force=True)
        expect(page.locator("#ls-numbers [aria-pressed='true']")).to_have_count(1)


def test_the_legend_has_only_what_the_axes_have_numbers_for(opened: Opened) -> None:
    with opened(ENGINES) as page:
        expect(points(page)).to_have_count(28)
        page.get_by_label("Colour and shape").select_option("method")
        without_perplexity = page.locator("#ls-show label").filter(has_text=re.compile("W[34]A16"))
        expect(without_perplexity).to_have_count(0)
        page.get_by_label("Up", exact=True).select_option("weight-memory")
        expect(without_perplexity).to_have_count(2)


def test_a_point_tells_its_row_and_numbers_when_one_hovers(opened: Opened) -> None:
    with opened(ENGINES) as page:
        expect(points(page)).to_have_count(28)
        point = points(page).first
        point.scroll_into_view_if_needed()
        point.hover(force=True)
        expect(page.locator("#vg-tooltip-element")).to_contain_text("Lamb.c")
        expect(page.locator("#vg-tooltip-element")).to_contain_text("tokens/s")


def test_without_scripts_there_is_a_picture_and_the_table(opened: Opened) -> None:
    with opened(ENGINES, script=False, phone=True) as page:
        expect(page.locator("#ls-chart svg [aria-roledescription='point']")).to_have_count(28)
        expect(page.locator("#ls-chart-form")).to_be_hidden()
        expect(page.locator("#ls-numbers tbody tr")).to_have_count(30)


def test_a_page_that_forbids_code_made_from_text_draws_its_chart(opened: Opened) -> None:
    with opened("about/") as page:

        def forbid(route: Route) -> None:
            answer = route.fetch()
            policy = "default-src 'self' 'unsafe-inline' data:; object-src 'none'"
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

        page.route("**/results/**", forbid)
        page.goto(ENGINES)
        expect(points(page)).to_have_count(28)


def test_pages_without_charts_do_not_fetch_the_libraries(opened: Opened) -> None:
    with opened("about/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for address in ("papers/frantar2022gptq/", "frameworks/fold/", "frameworks/", "results/"):
            page.goto(address)
            page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "vega" in url]


def test_the_matrix_keeps_what_is_said_to_do_all_and_the_address_says_what(opened: Opened) -> None:
    with opened("frameworks/") as page:
        found, rows = page.locator("#ls-matrix-found"), page.locator("#use ~ * tr[data-framework]:visible")
        expect(found).to_have_text("All 22 frameworks")
        page.get_by_label("CPU", exact=True).check()
        expect(found).to_contain_text("3 of 22 frameworks")
        page.get_by_label("BALE", exact=True).check()
        expect(page).to_have_url("/survey/frameworks/?needs=cpu,bale")
        expect(found).to_contain_text(
            "1 of 22 frameworks do all of this, according to their sources. 21 more may do so"
        )
        assert {row.get_attribute("data-framework") for row in rows.all()} == {"lamb-c"}
        page.get_by_label("Also show frameworks where this is unknown").check()
        assert len({row.get_attribute("data-framework") for row in rows.all()}) == 22
        page.go_back()
        page.go_back()
        expect(page).to_have_url("/survey/frameworks/?needs=cpu")
        expect(page.get_by_label("BALE", exact=True)).not_to_be_checked()
        page.goto("frameworks/?needs=training")
        expect(found).to_contain_text("8 of 22 frameworks do all of this, according to their sources. 5 more may do so")
        page.get_by_role("button", name="Clear all").click()
        expect(found).to_have_text("All 22 frameworks")


def test_columns_in_which_few_are_known_fold_and_what_one_needs_is_seen(opened: Opened) -> None:
    with opened("frameworks/") as page:
        head = page.get_by_role("columnheader", name="BALE")
        button = page.locator("#format ~ .ls-fold button").first
        expect(head).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.get_by_label("BALE", exact=True).check()
        expect(head).to_be_visible()
        page.get_by_label("BALE", exact=True).uncheck()
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(head).to_be_visible()


def test_on_a_phone_the_filter_is_folded_until_it_is_asked_for_or_the_address_filters(opened: Opened) -> None:
    with opened("frameworks/", phone=True) as page:
        form = page.locator("#ls-matrix-form")
        expect(form).to_be_hidden()
        page.get_by_text("Filter by capabilities").click()
        page.get_by_label("CPU", exact=True).check()
        expect(page.locator("#ls-matrix-found")).to_contain_text("3 of 22 frameworks")
        page.reload()
        expect(page.get_by_label("CPU", exact=True)).to_be_checked()
        expect(form).to_be_visible()
    with opened("frameworks/") as page:
        expect(page.locator("#ls-matrix-form")).to_be_visible()
        expect(page.get_by_text("Filter by capabilities")).to_be_hidden()


def test_without_scripts_the_whole_matrix_is_there(opened: Opened) -> None:
    with opened("frameworks/", script=False, phone=True) as page:
        expect(page.get_by_role("columnheader", name="BALE")).to_be_visible()
        expect(page.locator(".ls-fold:visible")).to_have_count(0)
        expect(page.locator("#ls-matrix-form")).to_be_hidden()


def test_who_says_so_is_seen_from_the_keyboard_too(opened: Opened) -> None:
    with opened("frameworks/") as page:
        answer = page.locator("#ls-matrix a.ls-answer:visible").first
        page.locator("#ls-matrix tbody th a").first.focus()
        page.keyboard.press("Tab")
        expect(answer).to_be_focused()
        shown = answer.evaluate("link => getComputedStyle(link, '::after').content")
        assert (answer.get_attribute("title") or "nothing") in shown
