"""What the site says of time, in a real browser: the idle note, feeds that readers find, charts on a phone."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEEN_BEFORE = """(missing) => {
  const kept = Object.keys(localStorage).find((key) => key.startsWith("ls-news "));
  const visits = JSON.parse(localStorage.getItem(kept));
  for (const day of Object.keys(visits.last.days).sort().reverse().slice(0, missing)) delete visits.last.days[day];
  visits.last.on = "2024-02-01";
  localStorage.setItem(kept, JSON.stringify(visits));
}"""
"""Makes the visit that the browser remembers one of an earlier day, on which the newest days were not yet there."""

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


def test_news_tell_what_is_new_since_the_last_visit_and_forget_it(opened: Opened) -> None:
    with opened("changes/", own=True) as page:
        said, new = page.locator("#ls-since"), page.locator(".ls-chip--new")
        expect(said).to_contain_text("From your next visit on")
        page.evaluate(SEEN_BEFORE, 0)
        page.reload()
        expect(said).to_contain_text("Nothing new since your last visit on 1 February 2024.")
        expect(new).to_have_count(0)
        page.evaluate(SEEN_BEFORE, 1)
        page.reload()
        expect(said).to_contain_text("New since your last visit on 1 February 2024: ")
        marked = new.count()
        assert marked == page.locator(".ls-changes time").evaluate_all(
            "(times) => { const days = times.map((time) => time.dateTime), newest = days.toSorted().at(-1);"
            " return days.filter((day) => day === newest).length; }"
        )
        page.reload()
        expect(new).to_have_count(marked)
        page.get_by_role("button", name="Forget my visits").click()
        expect(said).to_have_text("Forgotten. Your next visit counts as the first.")
        expect(new).to_have_count(0)
        page.reload()
        expect(said).to_contain_text("From your next visit on")


@pytest.mark.parametrize("kept", ["", "{", "null", "[]", '{"last": 3}', '{"last": {"on": "x", "days": {}}}'])
def test_news_take_what_nobody_here_wrote_for_a_first_visit(opened: Opened, kept: str) -> None:
    with opened("changes/", own=True) as page:
        page.evaluate("(kept) => localStorage.setItem('ls-news /survey/', kept)", kept)
        page.reload()
        expect(page.locator("#ls-since")).to_contain_text("From your next visit on")


def test_a_feed_opened_in_a_browser_is_a_page(opened: Opened) -> None:
    with opened("changes/", own=True) as page:
        page.route(
            "**/favicon.ico", lambda route: route.fulfill(body="")
        )  # a browser asks for it, since XML names none
        page.goto("topics/quantization/feed.xml")
        assert page.evaluate("getComputedStyle(document.querySelector('entry > title')).display") == "block"
        assert page.evaluate("getComputedStyle(document.querySelector('entry > id')).display") == "none"
        page.evaluate("document.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'a')[0].click()")
        expect(page.get_by_role("heading", level=1)).to_have_text("Quantization")
