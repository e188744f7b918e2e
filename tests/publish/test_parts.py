"""Parts of the site that a survey does not have leave no trace, be there nothing to show or survey.yaml against it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.conftest import MADE, SMALL_SURVEY
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.model import Features
from livingsurvey.publish.content.parts import parts
from livingsurvey.publish.repository import permanent, readme
from livingsurvey.publish.site.build import build

BARE = {
    "survey.yaml": "title: Nets\ndescription: Papers on nets.\nsite: https://nets.example/\n",
    "taxonomy.yaml": "topics:\n  - {id: knots, title: {en: Knots}, definition: How nets are tied.}\n",
    "knowledge/venues.yaml": "venues:\n  - {name: JoN, full_name: Journal of Nets, kind: journal}\n",
    "papers/2020/example2020tying.yaml": """\
title: Tying a Net
authors: [Ada Example]
year: 2020
venue: JoN
ids: {doi: 10.1234/nets}
topics: [knots]
added: 2020-05-01
""",
}
"""A survey on its first day: one paper under one topic, and nothing that it could be held against."""

ABSENT = re.compile(
    r"[Ff]rameworks?\b|[Ll]eaderboard|[Ss]ide by side|\b[Rr]esults?\b|[Oo]ther surveys|[Cc]andidate"
    r"|(?<![\d.,\"-])\b(?:0|1 (?:papers|topics|venues|authors)\b)"
)
"""Words of what is not there, none of something, and one of several."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bare")
    for name, text in BARE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(Survey.load(root))
    return root


def said(root: Path) -> dict[str, str]:
    """What readers see on each page, with its description, and what programs are told."""
    found = {}
    for path in sorted((root / "site").rglob("*.html")):
        page = Document(path)
        text = page.one("body").text
        for unseen in ("script", "style", "pre"):
            for element in page.all(unseen):
                text = text.replace(element.text, "")
        about = [each.attributes.get("content", "") for each in page.all("meta")]
        found[path.relative_to(root / "site").as_posix()] = "\n".join([*about, text])
    return found | {"llms.txt": (root / "site/llms.txt").read_text(encoding="utf-8")}


def dead_links(root: Path) -> dict[str, list[str]]:
    """The links of each page to pages of the site that are not there."""
    dead = {}
    for path in sorted((root / "site").rglob("index.html")):
        hrefs = [urlsplit(href) for href in Document(path).links()]
        near = [href.path for href in hrefs if not href.netloc and not href.scheme and href.path.endswith("/")]
        lost = [href for href in near if not (path.parent / href / "index.html").is_file()]
        if lost:
            dead[path.relative_to(root / "site").as_posix()] = lost
    return dead


def test_a_survey_on_its_first_day_has_no_word_of_what_it_has_not(bare: Path) -> None:
    folders = {path.name for path in (bare / "site").iterdir() if path.is_dir()}
    assert folders.isdisjoint({"frameworks", "results", "leaderboards", "choose", "compare", "surveys", "authors"})
    found = {name: ABSENT.findall(text) for name, text in said(bare).items()}
    assert {name: words for name, words in found.items() if words} == {}
    assert dead_links(bare) == {}
    assert not ABSENT.search(readme.document(Survey.load(bare)))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up survey with every part switched off, and the list of addresses from before."""
    root = tmp_path_factory.mktemp("without") / "survey"
    shutil.copytree(SMALL_SURVEY, root, ignore=MADE)
    (root / "docs").mkdir()
    (root / "docs" / "contribute.md").write_text("# Contribute\n\n<!-- slot contribute -->\n", encoding="utf-8")
    permanent.write(Survey.load(root))
    with (root / "survey.yaml").open("a", encoding="utf-8") as info:
        info.write("\nfeatures:\n" + "".join(f"  {name}: false\n" for name in Features.model_fields))
    build(Survey.load(root))
    return root


def test_parts_that_are_switched_off_leave_no_page_and_no_link(without: Path) -> None:
    survey = Survey.load(without)
    assert not any(parts(survey.shown).values())
    folders = {path.name for path in (without / "site").iterdir() if path.is_dir()}
    assert folders == {"papers", "topics", "explore", "documentation", "arxiv", "data", "assets", "search", "zh"}
    assert dead_links(without) == {}
    assert not [*(without / "site").rglob("feed.xml"), *(without / "site").rglob("map*.svg")]
    index = json.loads((without / "site/search/index.json").read_text(encoding="utf-8"))
    assert index["first"].keys() == {"paper", "topic"}
    assert [folder for folder in ("frameworks/", "map/", "compare/") if folder in "".join(said(without).values())] == []


def test_numbers_go_with_the_results_and_frameworks_from_the_list(without: Path) -> None:
    survey = Survey.load(without)
    assert "Numbers" not in said(without)["papers/frantar2022gptq/index.html"]
    assert "## Frameworks" not in readme.render(survey)
    assert "## Frameworks" in readme.render(Survey.load(SMALL_SURVEY))


def test_what_the_last_release_promised_of_them_is_told_once_and_is_no_error(without: Path) -> None:
    (finding,) = permanent.lost(Survey.load(without))
    assert (finding.file, finding.code, finding.severity) == ("survey.yaml", "LS608", "warning")
    assert finding.reason.startswith("map, trends, changes")
    assert "changes/, choose/, compare/, contribute/, downloads/, … of the last release lead nowhere" in finding.reason
