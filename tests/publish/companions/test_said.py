"""What the index of the search says in another language."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.conftest import SMALL_SURVEY

from livingsurvey.insight.search import Search
from livingsurvey.language import languages_of
from livingsurvey.publish.companions import said, search
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

PAGES = json.dumps({"docs": [{"location": "about/", "title": "关于\u200b本\u200b综述", "text": ""}]}).encode()


def in_chinese(root: Path) -> Published:
    """The small survey in Chinese, with a word for the title of one of its tables."""
    shutil.copytree(SMALL_SURVEY, root, ignore=shutil.ignore_patterns("build", "site"))
    table = next(iter(Survey.load(root).tables.values())).title
    catalogue = root / "knowledge/languages/zh.po"
    catalogue.parent.mkdir(exist_ok=True)
    catalogue.write_text(f'msgid {json.dumps(table)}\nmsgstr "困惑度一览"\n', encoding="utf-8")
    survey = Survey.load(root)
    first, chinese = languages_of(survey.info, root)
    return Published(survey, language=first).in_language(chinese)


def test_titles_stand_in_the_order_of_the_index_under_one_version_with_it(tmp_path: Path) -> None:
    published = in_chinese(tmp_path / "survey")
    survey = published.survey
    files = {file.address: json.loads(file.content()) for file in said.files(published, PAGES, b"made from")}
    told, index = files["zh/search/said.json"], Search(survey).index
    titles = {kind: files.get(f"zh/search/said-{kind}-0.json", {"said": []})["said"] for kind in told["more"]["kinds"]}
    for kind in titles:
        entries = [entry for entry in index.entries if entry.kind == kind]
        assert len(titles[kind]) == len(entries) <= told["more"]["a_file"]
        assert index.first.get(kind, 0) == (index.entries.index(entries[0]) if entries else 0)
    assert told["topics"]["quantization"] == "量化"
    assert titles["table"][0] == "困惑度一览"
    assert told["guides"] == [{"title": "关于本综述", "path": "about/", "words": "关于 于本 本综 综述"}]
    traits = [trait["name"] for trait in files["zh/search/traits-said.json"]["traits"]]
    assert traits == [trait.name.zh or trait.name.en for trait in survey.listed_traits]


def test_what_has_a_name_in_another_language_is_found_by_it(tmp_path: Path) -> None:
    survey = in_chinese(tmp_path / "survey").survey
    (found,) = (group for group in Search(survey).answer("困惑度").groups if group.kind == "table")
    assert [entry.title for entry in found.hits] == [next(iter(survey.tables.values())).title]


def test_a_word_in_another_language_makes_another_index(tmp_path: Path) -> None:
    published = in_chinese(tmp_path / "survey")
    before, survey = search.made_from(published, PAGES), published.survey
    catalogue = survey.root / "knowledge/languages/zh.po"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("一览", "总览"), encoding="utf-8")
    assert search.made_from(Published(survey), PAGES) != before


def test_the_index_is_the_same_whether_or_not_a_machine_can_divide_chinese(tmp_path: Path) -> None:
    published = in_chinese(tmp_path / "survey")
    undivided = PAGES.replace(rb"\u200b", b"")
    assert undivided != PAGES
    assert search.made_from(published, PAGES) == search.made_from(published, undivided)
    made = [[file.content() for file in said.files(published, pages, b"")] for pages in (PAGES, undivided)]
    assert made[0] == made[1]
