"""The places of the site: every page belongs to one of them, and none is far from the home page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.publish.engine.configuration import configuration

ROOT = "https://a.example/"


@pytest.fixture(scope="module")
def pages(built_survey: Path) -> dict[str, Document]:
    """The pages by their addresses, redirects aside."""
    root = built_survey / "site"
    documents = {path.relative_to(root).as_posix(): Document(path) for path in sorted(root.rglob("index.html"))}
    return {urljoin(ROOT, name.removesuffix("index.html")): page for name, page in documents.items() if page.all("nav")}


def linked(address: str, pages: dict[str, Document]) -> set[str]:
    found = {urldefrag(urljoin(address, href))[0].partition("?")[0] for href in pages[address].links()}
    return found & pages.keys()


def test_every_page_is_two_clicks_from_the_home_page_in_its_language(pages: dict[str, Document]) -> None:
    near = linked(ROOT, pages) | linked(f"{ROOT}zh/", pages)
    near |= {further for address in near for further in linked(address, pages)}
    assert pages.keys() - near == set()


def test_a_page_leads_to_itself_in_the_other_language_and_back(pages: dict[str, Document]) -> None:
    for address, page in pages.items():
        inside = address.removeprefix(ROOT)
        other = inside.removeprefix("zh/") if inside.startswith("zh/") else f"zh/{inside}"
        switches = {urljoin(address, href) for href, text in page.links().items() if text in ("English", "中文")}
        assert switches == {f"{ROOT}{other}"}


def test_every_page_but_home_lights_one_place(pages: dict[str, Document]) -> None:
    lit = {address: [link.text for link in page.all("li", "md-tabs__item--active")] for address, page in pages.items()}
    assert lit.pop(ROOT) == lit.pop(f"{ROOT}zh/") == []
    assert {address: places for address, places in lit.items() if len(places) != 1} == {}
    lit = {address.removeprefix(ROOT): places[0] for address, places in lit.items() if "/zh/" not in address}
    place = {address.partition("/")[0]: name for address, name in lit.items()}
    by_folder = {
        **dict.fromkeys(("explore", "papers"), "Explore"),
        "topics": "Topics",
        **dict.fromkeys(("results", "leaderboards", "choose", "frameworks", "compare"), "Compare"),
        **dict.fromkeys(("changes", "trends"), "News"),
        **dict.fromkeys(("surveys", "downloads", "venues", "documentation"), "About"),
    }
    assert {folder: place[folder] for folder in by_folder} == by_folder


def test_a_page_of_a_place_lights_itself_or_its_list_in_the_row(pages: dict[str, Document]) -> None:
    for address, page in pages.items():
        rows = page.all("nav", "ls-within")
        assert len(rows) == (address.removesuffix("zh/") != ROOT and bool(page.all("li", "ls-within__here"))), address
        assert len(page.all("li", "ls-within__here")) <= 1, address
    (framework,) = {
        page.one("li", "ls-within__here").text for at, page in pages.items() if at.startswith(f"{ROOT}frameworks/")
    }
    assert framework == "Frameworks"


def test_narrow_screens_and_the_foot_of_the_page_have_the_same_pages(pages: dict[str, Document]) -> None:
    drawer, foot = pages[ROOT].one("ul", "md-nav__list"), pages[ROOT].one("nav", "ls-foot")
    assert foot.text == drawer.text.removeprefix("中文Home") + "GitHub"


def test_hand_written_pages_are_documentation_unless_they_have_a_place(small_survey: Path) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as info:
        info.write("\nnavigation: [Mine: mine.md]\n")
    prose = ["about.md", "mine.md", "rules.md"]
    made = configuration(Survey.load(small_survey), None, [f"docs/{page}" for page in prose], prose).decode()
    assert "- About this survey: about.md\n" in made
    assert "- Documentation:\n    - documentation.md\n    - rules.md\n" in made
    assert made.count("mine.md") == 1
