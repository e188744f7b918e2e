"""Every chart can be taken along: what is saved opens on its own and says its numbers, what embeds it shows it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENGINES = "results/engines/"
CHARTS = [("", "years"), ("trends/", "grid-venues"), ("map/", "map"), (ENGINES, "chart")]


def tools(page: Page, chart: str) -> Locator:
    """What stands under a chart, opened; of a table's chart once a browser has drawn it."""
    if chart == "chart":
        page.locator("#ls-chart").scroll_into_view_if_needed()
        expect(page.locator("#ls-chart.vega-embed")).to_be_attached()
    found = page.locator(f"[data-chart='{chart}']")
    found.locator("summary").focus()
    page.keyboard.press("Enter")
    return found


def saved(page: Page, found: Locator, kind: str) -> bytes:
    with page.expect_download() as download:
        found.get_by_role("button", name=kind, exact=True).click()
    assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(("address", "chart"), CHARTS)
def test_what_is_saved_opens_on_its_own(opened: Opened, address: str, chart: str) -> None:
    with opened(address, dark=chart == "grid-venues") as page:
        found = tools(page, chart)
        drawing = saved(page, found, "SVG").decode()
        root = ElementTree.fromstring(drawing)
        texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
        assert page.url in texts, "a picture says where it is from"
        assert root.findtext("{http://www.w3.org/2000/svg}title") == texts[0]
        assert not re.search(r"currentColor|var\(|class=\"ls-", drawing), "colours and fonts are its own"
        image = Image.open(io.BytesIO(saved(page, found, "PNG")))
        width, height = (float(root.get(side) or 0) for side in ("width", "height"))
        assert image.size == (pytest.approx(width * 2, abs=2), pytest.approx(height * 2, abs=2))
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 5, "something is drawn"


def test_a_table_has_the_numbers_that_are_drawn(opened: Opened) -> None:
    with opened(ENGINES) as page:
        found = tools(page, "chart")
        page.get_by_role("checkbox", name="Fold").uncheck()
        expect(page.locator("#ls-chart .points_marks path")).to_have_count(25)
        head, *rows = csv.reader(io.StringIO(saved(page, found, "CSV").decode()))
        assert head[0] == "row"
        assert len(rows) == 25
        assert "Fold" not in {row[2] for row in rows}
        spoken = page.locator("#ls-chart .points_marks path").evaluate_all("all => all.map((each) => each.ariaLabel)")
        for row, said in zip(rows, spoken, strict=True):
            numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", said or "")}
            assert {float(row[3]), float(row[4])} <= numbers


def test_a_table_of_years_is_that_of_the_page(opened: Opened) -> None:
    with opened("trends/") as page:
        rows = list(csv.reader(io.StringIO(saved(page, tools(page, "grid-venues"), "CSV").decode())))
        cells = "all => all.map((row) => [...row.cells].map((cell) => cell.textContent))"
        listed = page.locator("#venues ~ .ls-numbers tbody tr").evaluate_all(cells)
        assert rows[1:] == listed[: len(rows) - 1]


@pytest.mark.parametrize(("address", "chart"), CHARTS)
def test_the_line_that_embeds_it_shows_the_chart_alone_and_where_it_is_from(
    opened: Opened, address: str, chart: str
) -> None:
    with opened(address) as page:
        found = tools(page, chart)
        found.get_by_role("button", name="embeds").click()
        expect(found.locator("code")).to_contain_text(f"embed={chart}")
        line = page.evaluate("navigator.clipboard.readText()")
        assert line == found.locator("code").text_content()
        assert f'href="{page.url}"' in line
        page.goto((re.findall(r'src="([^"]+)"', line)[0]).replace("&amp;", "&"))
        figure = page.locator(".ls-alone").last
        expect(figure).to_be_visible()
        expect(page.locator("h1")).to_be_hidden()
        expect(figure.get_by_role("link").last).to_have_attribute("target", "_top")
        assert figure.locator("svg a:not([target=_top])").count() == 0
        assert page.evaluate("document.querySelector('figure.ls-alone').getBoundingClientRect().top") < 400


def test_without_scripts_nothing_is_offered(opened: Opened) -> None:
    with opened("trends/", script=False) as page:
        expect(page.locator(".ls-take").first).to_be_hidden()
