"""The search box in a browser: its field, its lines, and answers that stand in for the matcher's."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, Route, expect

NOTHING = {
    "text": "",
    "literal": False,
    "forgiven": [],
    "sure": None,
    "groups": [],
    "papers": {"all": 0, "positions": []},
}
"""An answer that found nothing."""


def field(page: Page) -> Locator:
    """The field of the box that is open, or the header's."""
    opened_box = page.locator("[data-ls-search][data-ls-open] [name=text]")
    return opened_box if opened_box.count() else page.locator(".ls-search__field")


def lines(page: Page, group: str) -> Locator:
    """The lines of a group of what is found."""
    return page.get_by_role("group", name=group).locator(".ls-line")


def chosen(page: Page) -> str:
    """What a screen reader is sent to while the focus stays in the field."""
    text: str = page.evaluate(
        """() => {
          const chosen = document.getElementById(document.activeElement.getAttribute('aria-activedescendant'));
          return chosen?.getAttribute('aria-selected') === 'true' ? chosen.textContent : '';
        }"""
    )
    return text


def answering(page: Page, answers: dict[str, object], *, late: str = "") -> None:
    """Give the box these answers by text; that to the ``late`` one comes when ``release()`` is called in the page.

    The page's ``asked`` lists what it was asked for.
    """
    script = f"""
      const answers = {json.dumps(answers)};
      const late = new Promise((release) => {{ globalThis.release = release; }});
      export const open = async () => ({{ answer: async (text) => {{
        (globalThis.asked ??= []).push(text);
        if (text === {json.dumps(late)}) await late;
        return {{ ...(answers[text] ?? {json.dumps(NOTHING)}), text }};
      }} }});"""

    def answer(route: Route) -> None:
        route.fulfill(body=script, content_type="text/javascript")

    page.route("**/assets/search/search.js", answer)


def opened_by_key(page: Page, text: str = "") -> None:
    """Open the box, type the text, and wait for what is found."""
    page.keyboard.press("/")
    expect(page.locator("[data-ls-open] .ls-panel")).to_be_visible()
    page.keyboard.type(text)
    expect(page.locator("[data-ls-open] [role=listbox]")).to_have_attribute("aria-busy", "false")
