"""A leaderboard in a browser: rows are left out as one chooses, and the others are ranked anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOARD = "leaderboards/tokens-per-second-flock2-7b-barn-40-gb/"


def ranks(page: Page) -> list[tuple[str, str]]:
    rows = page.locator("#ls-leaders tbody tr:visible").all()
    return [(row.locator("td").first.inner_text().strip(), row.locator("th a").first.inner_text()) for row in rows]


def test_rows_of_so_many_bits_are_ranked_among_themselves_and_the_address_says_so(opened: Opened) -> None:
    with opened(BOARD) as page:
        whole = ranks(page)
        page.get_by_label("Bits").select_option("8")
        expect(page.locator("#ls-leaders-found")).to_have_text(f"{len(ranks(page))} of {len(whole)} rows")
        assert [rank for rank, _ in ranks(page)] == [str(place + 1) for place in range(len(ranks(page)))]
        assert page.url.endswith("?only.bits=8")
        page.go_back()
        assert ranks(page) == whole


def test_without_makers_own_rows_the_rest_move_up(opened: Opened) -> None:
    with opened(f"{BOARD}?only.bits=16&others=1") as page:
        expect(page.get_by_label("measured by their makers")).to_be_checked()
        shown = ranks(page)
        assert shown[0][0] == "1"
        assert not any("Lamb.c" in label for _, label in shown)


def test_leaderboards_are_found_by_words_and_settings_and_the_address_says_so(opened: Opened) -> None:
    with opened("leaderboards/") as page:
        lines = page.locator(".ls-leading > li")
        whole = lines.count()
        page.get_by_label("Words").fill("flock2 barn")
        found = page.locator(".ls-leading > li:visible")
        expect(page.locator("#ls-leaders-found")).to_have_text(f"{found.count()} of {whole} leaderboards")
        assert 0 < found.count() < whole
        assert all("flock2" in text.lower() and "barn" in text.lower() for text in found.all_inner_texts())
        page.get_by_label("Words").fill("no such thing")
        expect(page.locator("#ls-leaders-found")).to_have_text(f"0 of {whole} leaderboards")
        page.get_by_label("Words").fill("flock2")
        page.get_by_label("Words").blur()
        assert page.url.endswith("leaderboards/?words=flock2")


def test_leaderboards_in_another_language_are_found_by_the_english_words_of_their_addresses(opened: Opened) -> None:
    with opened("zh/leaderboards/?words=tokens+per+second") as page:
        expect(page.locator("#ls-leaders-found")).to_contain_text("个排行榜中的")
        assert page.locator(".ls-leading > li:visible").count()
