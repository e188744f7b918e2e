"""Explore: filters that combine, their state in the address, keys, columns."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.crowd import ACCENTED, write_crowd

from livingsurvey import Survey
from livingsurvey.insight.search import Search

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def rows(page: Page) -> Locator:
    return page.locator("#ls-results [data-key]")


def number(text: str) -> int:
    return int("".join(filter(str.isdigit, text.split(" of ", maxsplit=1)[0])))


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    root = tmp_path_factory.mktemp("crowd")
    write_crowd(root)
    return Survey.load(root, cached=False)


@pytest.mark.parametrize(
    "text",
    ["quiet barns pruning", "quantisaton", "GPTQ", "sparse decoding GPTQ", "meadows", "Ada Ovine", '"qauntization"'],
)
def test_the_first_ten_are_those_of_the_command_line(opened: Opened, survey: Survey, text: str) -> None:
    papers, with_all = Search(survey).answer(text).shown()
    with opened(f"explore/?text={quote_plus(text)}") as page:
        expect(page.locator("#ls-found")).not_to_contain_text("Loading")
        assert [row.get_attribute("data-key") for row in rows(page).all()[:10]] == [paper.key for paper in papers[:10]]
        divider = page.get_by_text("Some of the words", exact=True)
        assert divider.count() == (with_all < len(papers))
        if divider.count():
            told = f"{with_all} paper" if with_all else "No paper has all of the words"
            expect(page.locator("#ls-found")).to_contain_text(told)
            assert page.locator(".ls-some ~ [data-key]").count() == len(papers) - with_all


def test_it_says_what_the_words_mean_and_what_was_forgiven(opened: Opened) -> None:
    with opened("explore/?text=quantisaton") as page:
        meant = page.locator("#ls-means")
        expect(meant).to_contain_text(re.compile(r"Topic Quantization · \d+ papers"))
        expect(page.locator("#ls-forgiven")).to_contain_text("Also showing quantization for quantisaton.")
        page.get_by_role("button", name="Only “quantisaton”").click()
        expect(page).to_have_url("/survey/explore/?text=%22quantisaton%22")
        expect(page.locator("#ls-found")).to_contain_text("No paper fits")
        page.get_by_role("button", name="Similar words too").click()
        meant.get_by_role("link", name="Quantization", exact=True).click()
        expect(page).to_have_url("/survey/topics/quantization/")


def test_filters_are_taken_off_one_by_one(opened: Opened) -> None:
    with opened("explore/?topic=quantization&from=2021&to=2023&venue=ICLR&version=published&code=1") as page:
        filters = page.get_by_role("group", name="Filters").get_by_role("listitem")
        expect(filters).to_have_text(
            [f"{name} ×" for name in ("Quantization", "2021–2023", "ICLR", "Published", "With code")]
        )
        page.get_by_role("button", name="Remove the filter 2021–2023").press("Enter")
        expect(page).to_have_url("/survey/explore/?topic=quantization&venue=ICLR&version=published&code=1")
        expect(page.get_by_role("button", name="Remove the filter ICLR")).to_be_focused()
        page.go_back()
        expect(filters).to_have_count(5)
        page.get_by_role("button", name="Clear all").click()
        expect(page).to_have_url("/survey/explore/")
        expect(page.locator("#ls-found")).to_contain_text("All ")
        expect(filters).to_have_count(0)


def test_venues_without_papers_are_left_out_and_the_usual_come_first(opened: Opened) -> None:
    with opened("explore/") as page:
        expect(rows(page).first).to_be_visible()
        counts = [
            number(text.rsplit("(")[1])
            for text in page.locator("#ls-venue optgroup").first.locator("option").all_inner_texts()
        ]
        assert counts == sorted(counts, reverse=True)
        page.get_by_label("Words").fill("frantar2022gptq")
        expect(rows(page)).to_have_count(1)
        assert page.locator("#ls-venue option").all_text_contents() == ["Any", "ICLR (1)"]


def test_an_author_is_that_person_and_a_mistyped_one_is_found_too(opened: Opened, survey: Survey) -> None:
    one = next(name for name, papers in survey.by_author.items() if len(papers) == 1 and len(name.split()) == 2)
    for typed, name in (
        (one, one),
        (ACCENTED, ACCENTED),
        ("Krizova, Zoe", ACCENTED),
        ("Zoe Krizva", ACCENTED),
        ("Zoe Krizowa", ACCENTED),
    ):
        with opened(f"explore/?author={quote_plus(typed)}") as page:
            expect(page.locator("#ls-found")).to_contain_text(f"{len(survey.by_author[name])} of ")
    with opened("explore/?author=---") as page:
        expect(page.locator("#ls-found")).to_contain_text("All ")


def test_the_state_is_in_the_address(opened: Opened) -> None:
    with opened("explore/") as page:
        found = page.locator("#ls-found")
        expect(found).to_contain_text("All ")
        topics = page.get_by_role("group", name="Topic")
        expect(topics.get_by_role("radio", name="Quantization").first).to_be_hidden()
        topics.get_by_role("radio", name="Model Compression").check()
        topics.get_by_role("radio", name="Quantization").first.check()
        expect(page).to_have_url("/survey/explore/?topic=quantization")
        expect(rows(page)).to_have_count(56)
        in_topic = 56
        expect(found).to_contain_text(f"{in_topic} of ")
        page.get_by_label("With code").check()
        expect(page).to_have_url("/survey/explore/?topic=quantization&code=1")
        expect(page.locator("#ls-found")).not_to_contain_text(f"{in_topic} of ")
        assert 0 < rows(page).count() < in_topic
        page.get_by_label("Words").fill("2210.17323v2")
        expect(rows(page)).to_have_count(1)
        expect(rows(page)).to_contain_text("GPTQ")
        page.go_back()
        expect(page.get_by_label("With code")).not_to_be_checked()
        expect(rows(page)).to_have_count(in_topic)
        page.go_forward()
        expect(page.get_by_label("Words")).to_have_value("2210.17323v2")
        page.get_by_role("button", name="Clear all").click()
        expect(page).to_have_url("/survey/explore/")
        expect(found).to_contain_text("All ")


def test_it_opens_as_its_address_says(opened: Opened) -> None:
    with opened("explore/?topic=quantization&from=2023&to=2023&version=preprint&sort=title") as page:
        expect(page.locator("#ls-found")).to_contain_text(" of ")
        assert set(page.locator("#ls-results .ls-hit__chip").all_text_contents()) == {"arXiv"}
        assert set(page.locator("#ls-results td.ls-hit__year").all_text_contents()) == {"2023"}
        page.goto("explore/?topic=no-such-topic&venue=nowhere&text=%E9%87%8F%E5%8C%96")
        expect(rows(page).first).to_be_visible()
        assert "Quantization" in page.locator("#ls-results .ls-hit__place").first.inner_text()
        page.goto("explore/?text=zzzz")
        expect(page.locator("#ls-found")).to_have_text("No paper fits. Try other words.")
        page.goto("explore/?from=2024&to=2019")
        expect(page.locator("#ls-found")).to_have_text("No paper fits. Remove a filter.")
        count = """async (all) => {
          const { countOf } = await import(new URL("../assets/explore/told.js", location));
          return countOf({ answer: { papers: { all } }, hits: [1, 2], all: 0 }, true);
        }"""
        assert page.evaluate(count, 3) == "No paper that fits the filters has all of the words; 2 have some"
        assert page.evaluate(count, 0) == "No paper has all of the words; 2 have some"


def test_each_count_is_what_choosing_it_gives(opened: Opened) -> None:
    with opened("explore/?text=efficient&code=1") as page:
        expect(rows(page).first).to_be_visible()
        found = page.locator("#ls-found")
        topic = page.locator("[data-topic=data-centric]")
        expected = int(topic.inner_text())
        assert expected < int(page.locator("[data-topic=model-centric]").inner_text())
        topic.locator("..").locator("input").check()
        assert number(found.inner_text()) == expected
        page.goto("explore/?text=efficient&code=1")
        expect(rows(page).first).to_be_visible()
        label = page.locator("#ls-venue option", has_text="ICLR (").text_content() or ""
        page.locator("#ls-venue").select_option("ICLR")
        assert f"({number(found.inner_text())})" in label
        assert set(page.locator("#ls-results .ls-hit__chip").all_text_contents()) == {"ICLR"}


def test_papers_with_measured_numbers(opened: Opened) -> None:
    with opened("explore/?topic=weight-only-quantization") as page:
        expect(rows(page).first).to_be_visible()
        expected = int(page.locator("#ls-with-numbers").inner_text())
        page.get_by_label("With numbers").check()
        expect(page).to_have_url("/survey/explore/?topic=weight-only-quantization&numbers=1")
        expect(rows(page)).to_have_count(expected)
        assert {"frantar2022gptq"} <= {row.get_attribute("data-key") for row in rows(page).all()}


def test_papers_are_filtered_by_what_they_are_compared_by(opened: Opened, survey: Survey) -> None:
    with opened("explore/?topic=quantization") as page:
        compared = page.get_by_role("group", name="Properties")
        expect(compared.locator(".ls-trait__name").first).to_have_text("Weight bits")
        compared.get_by_text("Weight bits").click()
        bits = compared.get_by_role("list", name="Weight bits")
        label = bits.get_by_role("listitem").filter(has_text="3 bit")
        expected = int(label.locator(".ls-branch__count").inner_text())
        label.get_by_role("checkbox").check()
        expect(page).to_have_url("/survey/explore/?topic=quantization&trait.weight-bits=3")
        expect(rows(page)).to_have_count(expected)
        known = [paper for paper in survey.papers_in("quantization") if "weight-bits" in paper.traits]
        unknown = len(survey.papers_in("quantization")) - len(known)
        expect(page.locator("#ls-found")).to_have_text(
            f"{expected} of {len(survey)} papers; {unknown} may also fit (unknown)"
        )
        expect(compared).to_contain_text(f"Unknown for {unknown}")
        compared.get_by_label("Weight bits, at most").fill("2")
        compared.get_by_label("Weight bits, at most").press("Enter")
        expect(page).to_have_url("/survey/explore/?topic=quantization&trait.weight-bits=..2")
        expect(label.get_by_role("checkbox")).not_to_be_checked()
        filters = page.get_by_role("group", name="Filters").get_by_role("listitem")
        expect(filters).to_have_text(["Quantization ×", "Weight bits: at most 2 bit ×"])
        page.go_back()
        expect(filters).to_have_text(["Quantization ×", "Weight bits: 3 bit ×"])
        page.reload()
        expect(label.get_by_role("checkbox")).to_be_checked()
        page.get_by_role("button", name="Remove the filter Weight bits: 3 bit").click()
        expect(page).to_have_url("/survey/explore/?topic=quantization")
        expect(rows(page)).to_have_count(len(survey.papers_in("quantization")))


def test_papers_are_filtered_by_own_fields(opened: Opened, survey: Survey) -> None:
    with opened("explore/?topic=quantization&trait.dataset=HAY+straw+%26+Co") as page:
        expected = [paper.key for paper in survey.find(topic="quantization", traits={"dataset": "hay straw & co"})]
        assert 0 < len(expected) < len(survey.papers_in("quantization"))
        expect(rows(page)).to_have_count(len(expected))
        expect(page).to_have_url("/survey/explore/?topic=quantization&trait.dataset=HAY+straw+%26+Co")
        filters = page.get_by_role("group", name="Filters").get_by_role("listitem")
        expect(filters).to_have_text(["Quantization ×", "Data set: Hay, Straw & Co ×"])
        values = page.get_by_role("list", name="Data set").get_by_role("listitem")
        expect(values.filter(has_text="Hay, Straw & Co").get_by_role("checkbox")).to_be_checked()
        values.filter(has_text="Wool-1M").get_by_role("checkbox").check()
        expect(page).to_have_url("/survey/explore/?topic=quantization&trait.dataset=wool-1m,hay+straw+%26+co")
        expect(rows(page).first.locator(".ls-chip--own").filter(has_text="Wool-1M")).to_have_count(1)
    with opened("explore/?text=season:wet+dataset:Wool-1M") as page:
        expect(rows(page)).to_have_count(60)
        papers, _ = Search(survey).answer("season:wet dataset:Wool-1M").shown()
        assert [row.get_attribute("data-key") for row in rows(page).all()] == [paper.key for paper in papers[:60]]


def test_the_tree_is_folded_to_the_topic_chosen_but_not_under_the_keys(opened: Opened) -> None:
    with opened("explore/") as page:
        tree = page.get_by_role("group", name="Topic")
        radio = tree.get_by_role("radio")
        all_of_it = radio.count()
        tree.get_by_text("Data-Centric Methods").click()
        expect(tree.get_by_text("Model-Centric Methods")).to_be_hidden()
        assert radio.count() < all_of_it
        page.keyboard.press("ArrowUp")
        expect(tree.get_by_text("Data-Centric Methods")).to_be_visible()
        expect(page).not_to_have_url(re.compile("data-centric"))


def test_each_count_of_a_value_is_what_choosing_it_gives(opened: Opened) -> None:
    with opened("explore/?trait.training=none&trait.exact=yes") as page:
        expect(rows(page).first).to_be_visible()
        for name, value in (("Needs training", "calibration data"), ("Exact", "no")):
            label = page.get_by_role("list", name=name).get_by_role("listitem").filter(has_text=value)
            before, more = rows(page).count(), int(label.locator(".ls-branch__count").inner_text())
            assert more
            label.get_by_role("checkbox").check()
            expect(rows(page)).to_have_count(before + more)
            label.get_by_role("checkbox").uncheck()


def test_names_of_traits_are_text_and_what_no_trait_can_say_is_not_asked(opened: Opened) -> None:
    with opened("explore/?trait.prompts=shorter&trait.nothing=1&trait.weight-bits=<b>&trait.__proto__=1") as page:
        filters = page.get_by_role("group", name="Filters").get_by_role("listitem")
        expect(filters).to_have_text([re.compile(r'Prompts <img src=x .*> & "more": <b>shorter</b> ×')])
        assert page.locator(".ls-trait img, .ls-trait b, .ls-active img").count() == 0
        page.get_by_label("With code").check()
        expect(page).to_have_url("/survey/explore/?code=1&trait.prompts=shorter")
        page.get_by_role("button", name="Clear all").click()
        expect(page).to_have_url("/survey/explore/")
        expect(filters).to_have_count(0)


def test_authors_are_offered_and_filter(opened: Opened) -> None:
    with opened("explore/") as page:
        expect(rows(page).first).to_be_visible()
        page.get_by_label("Author", exact=True).fill("zoe krizova")
        expect(page.locator("#ls-authors option").first).to_have_attribute("value", "Zoë Křížová")
        expect(page).to_have_url("/survey/explore/?author=zoe+krizova")
        assert 1 < rows(page).count() < 30


def test_a_name_comes_before_titles_that_mention_it(opened: Opened) -> None:
    with opened("explore/?text=QuietSheep") as page:
        expect(rows(page).first).to_have_attribute("data-key", re.compile("quietsheep$"))
        page.get_by_label("Sort by", exact=True).select_option("venue")
        expect(page).to_have_url("/survey/explore/?text=QuietSheep&sort=venue")
        venues = page.locator("#ls-results .ls-hit__chip").all_text_contents()
        assert venues == sorted(venues, key=str.lower)


def test_it_works_from_the_keyboard(opened: Opened) -> None:
    with opened("explore/?topic=quantization") as page:
        expect(rows(page).first).to_be_visible()
        page.locator("h1").click()
        page.keyboard.press("/")
        words = page.get_by_label("Words")
        expect(words).to_be_focused()
        page.keyboard.type("GPTQ")
        page.keyboard.press("ArrowDown")
        expect(rows(page).first.locator("a").first).to_be_focused()
        page.keyboard.press("s")
        expect(rows(page).first.get_by_role("checkbox")).to_be_checked()
        expect(page.locator("[data-ls-open]")).to_have_count(0)
        page.keyboard.press("ArrowUp")
        expect(words).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url("/survey/papers/frantar2022gptq/")


def test_columns_are_in_the_address_and_the_last_ones_are_where_the_next_visit_starts(opened: Opened) -> None:
    with opened("explore/") as page:
        key = rows(page).first.locator(".ls-hit__key")
        expect(rows(page).first).to_be_visible()
        expect(key).to_be_hidden()
        page.get_by_text("Columns", exact=True).click()
        page.get_by_label("Key", exact=True).check()
        page.get_by_label("Topic", exact=True).uncheck()
        expect(key).to_be_visible()
        expect(page).to_have_url("/survey/explore/?columns=authors,venue,year,code,key")
        page.go_back()
        expect(rows(page).first.locator(".ls-hit__place")).to_be_visible()
        expect(page).to_have_url("/survey/explore/?columns=authors,venue,year,code,topic,key")
        page.go_forward()
        expect(rows(page).first.locator(".ls-hit__place")).to_be_hidden()
        page.goto("explore/?text=GPTQ")
        expect(key).to_be_visible()
        expect(page).to_have_url("/survey/explore/?text=GPTQ&columns=authors,venue,year,code,key")
        page.goto("explore/?columns=title")
        expect(rows(page).first).to_be_visible()
        expect(rows(page).first.locator(".ls-hit__chip")).to_be_hidden()


def test_how_many_rows_are_shown_is_in_the_address(opened: Opened) -> None:
    with opened("explore/") as page:
        page.get_by_role("button", name="Show 60 more").click()
        expect(page).to_have_url("/survey/explore/?rows=120")
        rows(page).nth(100).locator(".ls-hit__title").click()
        expect(page.locator("#cite")).to_be_visible()
        page.go_back()
        expect(rows(page)).to_have_count(120)
        page.get_by_label("With code").check()
        expect(page).to_have_url("/survey/explore/?code=1")
        expect(rows(page)).to_have_count(60)
        page.go_back()
        expect(rows(page)).to_have_count(120)


def test_a_phone_has_cards_and_shows_more_on_demand(opened: Opened) -> None:
    with opened("explore/", phone=True) as page:
        expect(rows(page)).to_have_count(60)
        page.get_by_role("button", name="Show 60 more").click()
        expect(rows(page)).to_have_count(120)
        expect(rows(page).nth(60).locator("a").first).to_be_focused()
        expect(page.locator("#ls-venue")).not_to_be_visible()
        page.get_by_role("button", name="Years, topic, venue, author").click()
        page.locator("#ls-venue").select_option("ICLR")
        expect(page.locator("#ls-results .ls-hit__chip").first).to_have_text("ICLR")
        page.get_by_role("button", name=re.compile(r"^Show \d+ papers?$")).click()
        expect(page.locator("#ls-found")).to_be_in_viewport()
        expect(page.get_by_role("button", name="Years, topic, venue, author")).to_have_attribute(
            "aria-expanded", "false"
        )
        expect(page.get_by_role("columnheader").first).to_be_attached()


def test_what_was_found_has_a_link_and_a_topic_its_feed(opened: Opened) -> None:
    with opened("explore/", own=True) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        feed, link = page.get_by_role("link", name="Feed of this topic"), page.get_by_role("button", name="Copy link")
        expect(link).to_be_visible()
        expect(feed).to_be_hidden()
        page.goto("explore/?topic=quantization&code=1")
        link.click()
        expect(page.get_by_role("button", name="Link copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        assert (feed.get_attribute("href") or "").endswith("/survey/topics/quantization/feed.xml")
        page.get_by_role("checkbox", name="With code").uncheck()
        expect(link).to_be_visible()
