"""What a browser keeps, and what an address says, is data that anybody may have written: it never costs the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import FOLDER, Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"
KEYS = [
    *(f"livingsurvey /{FOLDER}/ {name}" for name in ("selection", "columns", "shortcuts", "searches")),
    *(f"/{FOLDER}/.__{name}" for name in ("palette", "tabs")),
]
DENIED = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}"""
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };'


def works(page: Page) -> None:
    """Explore lists papers with columns, the basket takes one, the theme's script has run, the search box finds."""
    page.goto("explore/")
    row = page.locator("#ls-results [data-key]").first
    expect(row).to_be_visible()
    expect(page.locator("#ls-columns input:checked").first).to_be_attached()
    row.locator("[data-pick]").check()
    expect(page.get_by_role("region", name="Selected papers")).to_contain_text("selected")
    row.locator("[data-pick]").uncheck()
    page.goto(GPTQ)
    expect(page.get_by_role("button", name="Select", exact=True)).to_be_visible()
    expect(page.locator("body[data-md-color-scheme]")).to_be_attached()
    page.keyboard.press("/")
    expect(page.get_by_role("option", name="Copy BibTeX of this paper")).to_be_visible()
    page.keyboard.type("QuietSheep")
    expect(page.get_by_role("group", name="Papers").get_by_role("option").first).to_be_visible()


def test_a_poisoned_storage_costs_what_it_held(opened: Opened) -> None:
    with opened(GPTQ) as page:
        for poison in ("0", "{}", "[1]", "garbage", '[null, {"a": 1}, "<b>"]', '{"index": 9, "color": {"x y": 1}}'):
            page.evaluate("([keys, text]) => keys.forEach((key) => localStorage.setItem(key, text))", [KEYS, poison])
            works(page)


def test_what_is_a_key_in_a_poisoned_selection_is_kept(opened: Opened) -> None:
    with opened(GPTQ) as page:
        page.evaluate("([key]) => localStorage.setItem(key, '[1, \"frantar2022gptq\", null]')", KEYS)
        page.reload()
        expect(page.get_by_role("button", name="Selected", exact=True)).to_be_visible()
        expect(page.get_by_role("region", name="Selected papers")).to_contain_text("1 paper selected")


@pytest.mark.parametrize("script", [DENIED, FULL], ids=["denied", "full"])
def test_a_storage_that_refuses_costs_nothing_but_memory(opened: Opened, script: str) -> None:
    with opened("", own=True) as page:
        page.add_init_script(script)
        works(page)


@pytest.mark.parametrize(
    "address",
    [
        "explore/?text=%E0%A4%A&topic=%&columns=zzz&rows=1e99",
        "explore/?topic=%22%5D%20x&venue=%00&version=constructor&sort=__proto__#keys=%",
        "explore/#keys=%E0%A4%A,__proto__,[]",
        "choose/?%=%&task=__proto__",
        "contribute/?topic=%E0%A4%A",
        "contribute/?topic=__proto__#%",
    ],
)
def test_an_odd_address_opens_the_page(opened: Opened, address: str) -> None:
    with opened(address) as page:
        expect(page.locator("h1")).to_be_visible()
        if address.startswith("explore"):
            expect(page.locator("#ls-found")).not_to_be_empty()
            expect(page.locator("#ls-columns input:checked").first).to_be_attached()
        elif address.startswith("contribute"):
            expect(page.locator(".md-content form").first).to_be_visible()
