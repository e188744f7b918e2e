"""What the site says of time, in a real browser: the idle note, feeds that readers find, charts on a phone."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FEEDS = "[...document.querySelectorAll('link[type=\"application/atom+xml\"]')].map((link) => link.rel)"


def test_the_note_turns_amber_by_itself_after_sixty_days(opened: Opened) -> None:
    with opened("about/", own=True) as page:
        note, idle = page.locator(".ls-state"), page.locator(".ls-state__idle")
        last = dt.datetime.fromisoformat(f"{note.get_attribute('data-ls-last-change')}T00:00:00+00:00")
        for days, said in ((59, False), (61, True)):
            page.clock.set_fixed_time(last + dt.timedelta(days=days))
            page.reload()
            expect(idle).to_be_visible(visible=said)
            assert ("ls-state--idle" in (note.get_attribute("class") or "")) is said
    with opened("about/", script=False) as page:
        expect(page.locator(".ls-state time").first).to_be_visible()
        expect(page.locator(".ls-state__idle")).to_be_hidden()


def test_feeds_are_found_and_the_theme_takes_none_for_another_language(opened: Opened) -> None:
    with opened("about/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("topics/quantization/", wait_until="networkidle")
        assert not [url for url in asked if "sitemap" in url or "feed" in url]
        assert page.evaluate(FEEDS) == ["alternate", "alternate"]


def test_the_numbers_of_charts_fit_the_narrowest_phone(opened: Opened) -> None:
    with opened("trends/", phone=True) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for numbers in page.locator(".ls-numbers summary").all():
            numbers.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
