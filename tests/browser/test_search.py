"""The search box of the header, the home page and the missing page: what it shows, its keys, the sheet of phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect
from tests.browser.box import NOTHING, answering, chosen, field, lines, opened_by_key
from tests.browser.conftest import FOLDER, Opened
from tests.browser.test_pages import SEEN, TARGETS, overflow, violated
from tests.conftest import PATIENCE

from livingsurvey.insight.search.query import LONGEST_QUERY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GPTQ = "papers/frantar2022gptq/"
RECENT = f"livingsurvey /{FOLDER}/ searches"
PAPER = {
    "kind": "paper",
    "key": "zhang2023h2o",
    "name": "H2O",
    "title": "<b>Data-Free</b> Quantization",
    "path": "papers/zhang2023h2o/",
    "by": "Zechun Liu et al.",
    "note": "ACL 2024",
}
FOUND = NOTHING | {"groups": [{"kind": "paper", "count": 1, "hits": [PAPER]}], "papers": {"all": 1, "positions": [0]}}


def test_nothing_is_fetched_before_somebody_is_about_to_search(opened: Opened) -> None:
    fetched = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/search/')).length"
    with opened("about/") as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate(fetched) == 0
        opened_by_key(page)
        assert page.evaluate(fetched) > 0


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ["", "about/"], ids=["home", "header"])
def test_who_types_and_presses_enter_at_once_gets_there(opened: Opened, address: str, phone: bool) -> None:
    with opened(address, phone=phone) as page:
        for text, there in (("QuietSheep", "papers/*quietsheep*/"), ("quiet barns", "explore/?text=quiet+barns")):
            page.goto(address)
            if phone and address:
                page.get_by_role("button", name="Search").click()
            else:
                page.locator("[name=text]").last.click()
            page.keyboard.insert_text(text)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{FOLDER}/{there}")


def test_enter_waits_for_the_answer_and_takes_no_other(opened: Opened) -> None:
    with opened("about/") as page:
        answering(page, {"llm": FOUND | {"sure": PAPER}}, late="llm")
        opened_by_key(page)
        page.keyboard.type("llm")
        page.keyboard.press("Enter")
        page.keyboard.type("x")
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “llmx”")
        page.evaluate("release()")
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “llmx”")
        expect(page).to_have_url(f"/{FOLDER}/about/")
        page.keyboard.press("Backspace")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"/{FOLDER}/papers/zhang2023h2o/")


def test_the_keys_of_a_desktop(opened: Opened) -> None:
    with opened("topics/") as page:
        link = page.locator("main").get_by_role("link", name="Quantization").first
        link.focus()
        page.keyboard.press("Control+k")
        page.keyboard.type("gptq")
        expect(lines(page, "Papers")).to_have_count(1)
        assert chosen(page) == ""
        page.keyboard.press("ArrowDown")
        assert chosen(page).startswith("GPTQ · OPTQ: Accurate Quantization")
        page.keyboard.press("ArrowUp")
        assert chosen(page) == ""
        page.keyboard.press("ArrowUp")
        assert chosen(page) == "Cite or export the paper"
        page.keyboard.press("Home")
        page.keyboard.type("x")
        expect(page.get_by_role("combobox", name="Search")).to_have_value("xgptq")
        page.keyboard.press("Escape")
        expect(page.get_by_role("combobox", name="Search")).to_have_value("")
        expect(page.locator(".ls-panel").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".ls-panel").first).to_be_hidden()
        expect(link).to_be_focused()
        page.keyboard.press("Control+k")
        page.keyboard.press("Tab")
        expect(page.locator(".ls-panel").first).to_be_hidden()


def test_on_a_phone_it_fills_the_screen_and_is_all_there_is(opened: Opened) -> None:
    with opened("about/", phone=True) as page:
        button = page.get_by_role("button", name="Search")
        button.tap()
        box = page.get_by_role("combobox", name="Search")
        expect(box).to_be_focused()
        page.keyboard.type("quiet")
        expect(lines(page, "Papers").first).to_be_visible()
        assert page.locator("form[data-ls-open]").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
        assert page.evaluate("document.querySelector('main').closest('[inert]') !== null")
        sizes = page.locator(".ls-panel [role=option], .ls-search__close:visible, .ls-search__field").evaluate_all(
            "(all) => all.map((each) => Math.round(each.getBoundingClientRect().height))"
        )
        assert min(sizes) >= 44
        page.get_by_role("button", name="Close").tap()
        expect(box).to_be_hidden()
        expect(button).to_be_focused()
        assert page.evaluate("document.querySelector('main').closest('[inert]')") is None
        page.keyboard.press("Enter")
        expect(page.get_by_role("combobox", name="Search")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        page.goto("")
        page.locator(".ls-hero [name=text]").tap()
        page.keyboard.type("GPTQ")
        lines(page, "Papers").first.tap()
        expect(page).to_have_url(f"/{FOLDER}/{GPTQ}")


def test_a_screen_reader_hears_the_count_the_groups_and_what_enter_does(opened: Opened) -> None:
    with opened("about/") as page:
        opened_by_key(page, "GPTQ")
        heard = page.locator("[data-ls-open] [role=status]")
        expect(heard).to_have_text(
            "1 paper. Enter: GPTQ · OPTQ: Accurate Quantization for Generative Pre-trained Transformers"
        )
        expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
        option = page.get_by_role("group", name="Papers").get_by_role("option", name="GPTQ · OPTQ").first
        expect(option).to_have_attribute("aria-setsize", "1")
        expect(page.get_by_role("option", name="Use GPTQ: copy, select, topic")).to_be_attached()
        box = field(page)
        assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")


def test_what_was_forgiven_is_said_and_can_be_taken_back(opened: Opened) -> None:
    forgiven = {"typed": "quantisaton", "taken": ["quantization"], "how": "typing"}
    with opened("about/") as page:
        answering(page, {"quantisaton": FOUND | {"forgiven": [forgiven]}, '"quantisaton"': NOTHING | {"literal": True}})
        opened_by_key(page, "quantisaton")
        note = page.get_by_role("group", name="Also showing quantization for quantisaton.")
        note.get_by_role("option", name="Search for “quantisaton” only").click()
        expect(field(page)).to_have_value('"quantisaton"')
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “quantisaton”.")
        page.get_by_role("option", name="Search without the quotation marks").click()
        expect(note).to_be_visible()


@pytest.mark.parametrize("marks", ['""', "“”", "«»"], ids=["straight", "of Chinese keyboards", "of French ones"])
def test_quotation_marks_of_every_keyboard_can_be_taken_away(opened: Opened, marks: str) -> None:
    with opened("about/") as page:
        opened_by_key(page, f"{marks[0]}GPTQ{marks[1]}")
        expect(page.locator(".ls-panel")).to_contain_text("With exactly “GPTQ”.")
        page.get_by_role("option", name="Search for similar words too").click()
        expect(field(page)).to_have_value("GPTQ")
        field(page).fill(marks)
        expect(page.locator(".ls-panel")).to_contain_text(f"Nothing found for “{marks}”.")
        expect(page.get_by_role("option", name="Search without the quotation marks")).to_have_count(0)


@pytest.mark.parametrize("address", ["", "about/", "404.html", "explore/"])
def test_no_more_can_be_pasted_than_is_looked_at(opened: Opened, address: str) -> None:
    with opened(address) as page:
        for each in page.locator("[name=text]").all():
            expect(each).to_have_attribute("maxlength", str(LONGEST_QUERY))


def test_papers_that_have_some_of_the_words_are_called_so(opened: Opened) -> None:
    other = PAPER | {"key": "zhang2024rest", "title": "Rest", "name": None}
    some = [{"kind": "paper", "count": 1, "hits": [PAPER, other]}]
    with opened("about/") as page:
        answering(
            page,
            {
                "a b": FOUND | {"groups": some, "papers": {"all": 1, "positions": [0, 4, 7]}},
                "c d": FOUND | {"papers": {"all": 0, "positions": [0]}},
            },
        )
        opened_by_key(page, "a b")
        expect(lines(page, "Papers 1")).to_have_text("H2O · <b>Data-Free</b> QuantizationZechun Liu et al.ACL 2024")
        expect(lines(page, "Papers with some of the words 2")).to_have_count(1)
        page.keyboard.press("Escape")
        page.keyboard.type("c d")
        expect(page.locator(".ls-panel")).to_contain_text("No paper has all of these words.")


def test_nothing_found_leads_on(opened: Opened) -> None:
    with opened("about/") as page:
        opened_by_key(page, "zzzzzz")
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “zzzzzz”.")
        for name, address in (
            ("Look in Explore", "explore/?text=zzzzzz"),
            ("All papers", "papers/"),
            ("Add it", "contribute/"),
        ):
            line = page.get_by_role("option", name=name)
            assert str(line.get_attribute("href")).endswith(f"/{FOLDER}/{address}")


def test_enter_goes_where_there_is_something(opened: Opened) -> None:
    guide = {"kind": "guide", "title": "Exports", "path": "exports/", "note": ""}
    with opened("about/") as page:
        answering(page, {"ris": NOTHING | {"groups": [{"kind": "guide", "count": 1, "hits": [guide]}]}})
        for text, there in (("ris", "exports/"), ("zzzzzz", "explore/?text=zzzzzz")):
            page.goto("about/")
            opened_by_key(page, text)
            page.keyboard.press("Enter")
            expect(page).to_have_url(f"/{FOLDER}/{there}")


def test_what_an_input_method_composes_is_asked_for_when_it_ends(opened: Opened) -> None:
    with opened("about/") as page:
        answering(page, {})
        opened_by_key(page)
        keyboard = page.context.new_cdp_session(page)
        keyboard.send("Input.imeSetComposition", {"text": "liang", "selectionStart": 5, "selectionEnd": 5})
        expect(field(page)).to_have_value("liang")
        keyboard.send("Input.insertText", {"text": "量化"})
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “量化”")
        assert page.evaluate("asked") == ["量化"]


def test_what_is_composed_before_the_box_is_there_is_not_asked_for_either(opened: Opened) -> None:
    with opened("about/") as page:
        answering(page, {})
        waiting: list[Route] = []
        page.route("**/assets/search/box.js", lambda route: waiting.append(route))
        page.keyboard.press("/")
        expect(field(page)).to_be_focused()
        keyboard = page.context.new_cdp_session(page)
        keyboard.send("Input.imeSetComposition", {"text": "liang", "selectionStart": 5, "selectionEnd": 5})
        expect(field(page)).to_have_value("liang")
        for _ in range(int(100 * PATIENCE)):
            if waiting:
                break
            page.wait_for_timeout(10)  # asked for, though this process may hear of it later
        waiting[0].continue_()
        expect(page.locator("[data-ls-open] .ls-panel")).to_be_visible()
        keyboard.send("Input.insertText", {"text": "量化"})
        expect(page.locator(".ls-panel")).to_contain_text("Nothing found for “量化”")
        assert page.evaluate("asked") == ["量化"]


@pytest.mark.parametrize("address", ["", "about/", "404.html"])
def test_without_scripts_it_leads_to_all_papers_and_says_how_to_search_there(opened: Opened, address: str) -> None:
    with opened(address, script=False) as page:
        box = page.locator("[name=text]").last
        box.fill("GPTQ")
        box.press("Enter")
        page.wait_for_url(f"**/{FOLDER}/papers/?text=GPTQ")
        expect(page.locator("noscript p")).to_contain_text("use your browser")
        expect(page.locator("noscript p")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_accessible_while_open(opened: Opened, phone: bool, dark: bool) -> None:
    with opened("about/", phone=phone, dark=dark) as page:
        page.emulate_media(reduced_motion="reduce")
        page.evaluate("([key]) => localStorage.setItem(key, '[\"quiet\"]')", [RECENT])
        if phone:
            page.get_by_role("button", name="Search").tap()
        else:
            page.keyboard.press("/")
        expect(page.get_by_role("option", name="quiet").first).to_be_visible()
        assert violated(page) == []
        page.keyboard.type("quiet quantization")
        expect(lines(page, "Papers").nth(2)).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        assert violated(page) == []
        assert violated(page, SEEN) == []
        assert page.evaluate(TARGETS) == []
        assert overflow(page) == 0
