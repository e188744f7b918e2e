"""Every type of page, measured: accessibility, narrow screens, print, the keyboard alone, and the screenshots."""

from __future__ import annotations

import functools
import gzip
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIRequestContext, Page, expect
from tests.browser.conftest import DESKTOP, PHONE, Opened
from tests.browser.fonts import FLAT, PACKAGES, Families, installed
from tests.browser.screenshots import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL_BUT_COLOURS = {"color-contrast": {"enabled": False}}
LONG_LISTS = """
  :is(.ls-plain, .ls-rows, .ls-names, .ls-changes, .ls-related, .ls-charts, .ls-jump, .ls-map ul, .ls-outline ul, tbody)
  > :nth-child(n+5),
  :is(.ls-plain, .ls-names, .ls-changes, .md-typeset__scrollwrap):nth-of-type(n+5),
  .ls-chart text:nth-of-type(n+9)"""
SEEN = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable", "aria-hidden-focus"]
"""The rules of axe that a screen's size and colours can change; the others read the same page on every screen."""
MOST_SHIFT = {"contribute": 0.04}
"""Of a form that is fitted to the survey's rules when these arrive; nothing else may shift by more than 0.02."""
MOST_BYTES = {"compare": 110_000, "explore": 125_000, "filters": 125_000, "result": 400_000, "contribute": 145_000}
"""Of pages that are more than text, such as a chart in sight; all others weigh at most 100 kB with all they load."""
MORE_BYTES = 25_000
"""Of a page in another language, for the words of scripts and the letters of that language."""
SAID = ("home", "explore", "compare", "topic", "comparison", "map", "paper", "result", "leaderboard", "choose")
SAID += ("frameworks", "changes", "contribute", "missing")
"""Pages that say most in words of their own."""
SHIFTS = """new Promise((tell) => {
  let total = 0;
  const jumps = (list) => list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput);
  const add = (list) => { for (const { value } of jumps(list)) total += value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(total), 100);
})"""
OTHER_SCHEME = """() => {
  const { dataset } = document.body;
  dataset.mdColorScheme = dataset.mdColorScheme === "slate" ? "default" : "slate";
}"""
NOT_PRINTED = (
    ".md-header, .md-footer, .md-tabs, .md-sidebar, .ls-ways:not(.ls-paper *), .ls-jump, .ls-filters, .ls-cite label, "
    ".ls-pick"
)
PRINTED = f"""[...document.querySelectorAll('{NOT_PRINTED}')]
  .filter(element => element.checkVisibility()).map(element => element.className)"""
TARGETS = (Path(__file__).parent / "targets.js").read_text(encoding="utf-8")
MOVING = """[...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const lasting = style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
  return lasting || style.animationName !== 'none';
}).length"""


def complete(page: Page, name: str) -> None:
    """Wait until a page of this type is complete."""
    if name == "explore":
        expect(page.locator("#ls-results [data-key]").first).to_be_visible()
    if name == "compare":
        expect(page.locator("thead [data-key]")).to_have_count(3)


def shift(page: Page) -> float:
    """How far the parts of the page have jumped since it was opened: the sum of what browsers call layout shifts."""
    total: float = page.evaluate(SHIFTS)
    return total


def weight(page: Page) -> int:
    """Bytes of the page and of all that it has loaded, compressed."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return sum(packed(page.request, address) for address in {page.url.partition("#")[0], *loaded})


@functools.cache
def packed(request: APIRequestContext, address: str) -> int:
    return len(gzip.compress(request.get(address).body(), 6))


def settled(page: Page, name: str, *, whole: bool = False) -> None:
    """Wait until a page of this type is complete and unfold its numbers, then leave four of what it lists, or all."""
    complete(page, name)
    page.evaluate("document.querySelectorAll('.ls-numbers').forEach(item => { item.open = true })")
    if not whole:
        # The fifth row of a list is made as the first four are, and axe looks at each for as long.
        page.evaluate(f"document.querySelectorAll(`{LONG_LISTS}`).forEach(item => item.remove())")


def violations(page: Page, run: list[str] = LEVELS) -> list[tuple[str, str, str]]:
    """What axe finds in the page as it is, and in its colours in the other scheme."""
    found = violated(page, run)
    page.evaluate(OTHER_SCHEME)
    found += violated(page, ["color-contrast"])
    page.evaluate(OTHER_SCHEME)
    return found


def violated(page: Page, run: list[str] = LEVELS, **options: object) -> list[tuple[str, str, str]]:
    """What axe finds in the page as it is; it need not fetch style sheets again, for no rule here reads them."""
    answer = Axe().run(page, options={"runOnly": run, "resultTypes": ["violations"], "preload": False} | options)
    return [
        (violation["id"], node["html"], node["failureSummary"])
        for violation in answer.response["violations"]
        for node in violation["nodes"]
    ]


def too_small(page: Page) -> dict[str, list[str]]:
    """What is hard to press on screens of both kinds, with letters as they come and twice as large, and in any font."""
    found = {}
    letters = page.context.new_cdp_session(page)
    for screen in (DESKTOP, PHONE):
        page.set_viewport_size(screen)
        for size in (16, 32):
            letters.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            found[f"{screen['width']} pixels wide, letters of {size}"] = page.evaluate(TARGETS)
            assert overflow(page) == 0
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 16}})
    letters.detach()
    page.add_style_tag(content=FLAT)
    page.evaluate("document.fonts.ready")
    found[f"{PHONE['width']} pixels wide, flat letters"] = page.evaluate(TARGETS)
    return {where: targets for where, targets in found.items() if targets}


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return pixels


def focus_text(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


@pytest.mark.parametrize("families", PACKAGES, ids=PACKAGES.values())
def test_the_fonts_that_browsers_are_given_are_installed(families: Families) -> None:
    if not installed(families):
        reason = f"pages were seen in this machine's own fonts: apt-get install {PACKAGES[families]} has {families[0]}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_a_desktop(opened: Opened, name: str) -> None:
    with opened(PAGES[name]) as page:
        complete(page, name)
        assert shift(page) <= MOST_SHIFT.get(name, 0.02)
        assert weight(page) <= MOST_BYTES.get(name, 100_000)
        settled(page, name)
        assert overflow(page) == 0
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(MOVING) == 0
        assert violations(page) == []
        assert too_small(page) == {}
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(f"document.querySelectorAll('{NOT_PRINTED}').length") > 0
        assert page.evaluate(PRINTED) == []
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_a_phone_in_the_dark(opened: Opened, name: str) -> None:
    with opened(PAGES[name], phone=True, dark=True) as page:
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        complete(page, name)
        assert shift(page) <= MOST_SHIFT.get(name, 0.02)
        settled(page, name)
        assert overflow(page) == 0
        page.emulate_media(reduced_motion="reduce")
        assert violations(page, SEEN) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) == 0
        assert too_small(page) == {}


@pytest.mark.parametrize("name", SAID)
def test_a_page_in_chinese(opened: Opened, name: str) -> None:
    with opened(f"zh/{PAGES[name]}", dark=True) as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        complete(page, name)
        assert shift(page) <= MOST_SHIFT.get(name, 0.02)
        assert weight(page) <= MOST_BYTES.get(name, 100_000) + MORE_BYTES
        settled(page, name)
        page.emulate_media(reduced_motion="reduce")
        assert violations(page) == []
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 640})
            assert overflow(page) == 0


@pytest.mark.long
def test_long_lists_are_as_accessible_as_their_first_lines(opened: Opened) -> None:
    with opened("papers/") as page:
        for name in ("papers", "root"):
            page.goto(PAGES[name])
            settled(page, name, whole=True)
            assert violated(page, LEVELS, rules=ALL_BUT_COLOURS) == []


@pytest.mark.long
def test_the_menu_is_accessible_while_open(opened: Opened) -> None:
    with opened("topics/quantization/", phone=True) as page:
        page.emulate_media(reduced_motion="reduce")
        page.get_by_role("button", name="Menu").click()
        expect(page.locator(".ls-tree").first).to_be_visible()
        assert violations(page) == []


def test_the_menu_of_a_narrow_screen_works_from_the_keyboard(opened: Opened) -> None:
    with opened("topics/quantization/") as page:
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": 320, "height": 640})
        inside = "!!document.activeElement.closest('.md-sidebar--primary')"
        for _ in range(6):
            page.keyboard.press("Tab")
            assert page.evaluate(inside) is False
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.locator(".ls-tree").get_by_role("link", name="Parameter Pruning").focus()
        assert page.evaluate(inside) is True
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")


def test_shortcuts_of_a_single_key_can_be_switched_off(opened: Opened) -> None:
    with opened("about/") as page:
        box = page.locator(".ls-search__field")
        switch = page.get_by_label("Single-key shortcuts")
        switch.uncheck()
        page.locator("h1").click()
        for key in ("/", "s", "f"):
            page.keyboard.press(key)
            expect(box).not_to_be_focused()
        assert box.get_attribute("aria-keyshortcuts") == "Control+K Meta+K"
        page.keyboard.press("Control+k")
        expect(box).to_be_focused()
        page.goto("explore/?text=GPTQ")
        title = page.locator("#ls-results .ls-hit__title").first
        title.focus()
        page.keyboard.press("/")
        page.keyboard.press("s")
        expect(title).to_be_focused()
        expect(page.locator("#ls-results [data-pick]:checked")).to_have_count(0)
        words = page.get_by_label("Words")
        assert words.get_attribute("aria-keyshortcuts") is None
        words.press("End")
        words.press_sequentially("/s")
        expect(words).to_have_value("GPTQ/s")
        switch.check()
        assert words.get_attribute("aria-keyshortcuts") == "/"
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(words).to_be_focused()


def test_from_the_search_to_a_citation_by_keyboard_alone(opened: Opened) -> None:
    with opened("about/") as page:
        page.keyboard.press("/")
        page.keyboard.type("GPTQ")
        expect(page.get_by_role("option", name="GPTQ · OPTQ").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"/survey/{GPTQ}")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "form-bibtex":
                break
        page.keyboard.press("ArrowRight")
        expect(page.locator("#ris")).to_be_visible()
        expect(page.locator("#bibtex")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#reference")).to_be_visible()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focus_text(page) == "Copy RIS"
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("TY  - CPAPER\n")
        assert copied == page.locator("#ris").text_content()


def test_without_scripts_the_forms_of_a_citation_can_be_chosen(opened: Opened) -> None:
    with opened(GPTQ, script=False) as page:
        page.get_by_text("Plain text").click()
        expect(page.locator("#reference")).to_contain_text("(2023). OPTQ: Accurate Quantization")
        expect(page.locator("#bibtex")).to_be_hidden()


def test_from_a_paper_to_its_author_and_venue(opened: Opened) -> None:
    with opened("explore/?text=QuietSheep") as page:
        page.locator("#ls-results .ls-hit__title").first.click()
        page.locator(".ls-paper__authors").get_by_role("link", name="Ada Ovine").click()
        expect(page).to_have_url("/survey/authors/ada-ovine/")
        rows = page.locator(".ls-row")
        assert rows.count() >= 4
        years = [int(text[-4:]) for text in page.locator(".ls-row .ls-chip--published").all_text_contents()]
        assert years == sorted(years, reverse=True)
        page.get_by_role("link", name="All authors").click()
        expect(page.locator("h1")).to_have_text("Authors")
        page.goto(GPTQ)
        page.get_by_role("link", name="ICLR 2023").click()
        expect(page.locator("h1")).to_have_text("ICLR")


def test_explore_opens_with_the_papers_of_an_author_and_of_a_venue(opened: Opened) -> None:
    with opened("authors/ada-ovine/") as page:
        for address in ("authors/ada-ovine/", "venues/acl/"):
            page.goto(address)
            count = page.locator(".ls-row").count()
            page.get_by_role("link", name="in Explore").first.click()
            expect(page.locator("#ls-found")).to_contain_text(f"{count} of ")
