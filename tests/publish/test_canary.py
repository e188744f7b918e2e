"""Nothing that anybody can write into any file of a survey becomes markup, a link, a picture or a call anywhere.

What is read here is what readers' programs read: HTML as browsers parse it, XML, JSON, Markdown as GitHub has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from markdown_it import MarkdownIt
from tests.hostile import CANARY, MARK, write_hostile
from tests.once import made_once

from livingsurvey import Survey
from livingsurvey.github import forms
from livingsurvey.publish.content import picture
from livingsurvey.publish.repository import coverage, readme
from livingsurvey.publish.site.build import build
from livingsurvey.store.yaml import parse

MARKDOWN = MarkdownIt("gfm-like")
FOREIGN = re.compile(rf"(?:https?:)?//(?:www\\.)?{MARK}", re.IGNORECASE)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hostile-survey", _build)


def _build(root: Path) -> None:
    assert write_hostile(root) > 200
    survey = Survey.load(root, strict=False)
    assert not survey.findings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture, "bundled_libraries", lambda: b"")
        build(survey)
    (root / "README.md").write_text("# A\n\n<!-- survey:begin -->\n<!-- survey:end -->\n", encoding="utf-8")
    readme.write(survey)


def files(root: Path, *endings: str) -> list[Path]:
    found = [path for ending in endings for path in (root / "site").rglob(f"*{ending}") if path.is_file()]
    assert found
    return found


def in_html(text: str) -> Iterator[str]:
    for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == MARK or (element.tag == "script" and (element.text or "").startswith(MARK)):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name in (MARK, "onload") or (name == "class" and MARK in value.split()):
                yield f"<{element.tag} {name}={value[:80]!r}>"
            if name in ("href", "src", "action", "content") and FOREIGN.match(value):
                yield f"<{element.tag} {name}={value[:80]!r}>"


def in_markdown(text: str) -> Iterator[str]:
    """What a text of the survey became, other than text."""
    yield from re.findall(rf"^(?:#+|[-*+]|>) *{MARK}", text, re.MULTILINE)
    for token in MARKDOWN.parse(text):
        if token.type == "html_block" and MARK in token.content:
            yield token.content
        children = token.children or []
        for child, following in zip_longest(children, children[1:]):
            if child.type == "link_open" and FOREIGN.match(str(child.attrs["href"])):
                yield f"link to {child.attrs['href']}"
            if child.type == "image" or (child.type == "html_inline" and MARK in child.content):
                yield child.content or child.type
            if child.type in ("s_open", "em_open", "strong_open") and following and following.content in tuple("sebi"):
                yield f"{child.type} {following.content}"
            if child.type == "code_inline" and child.content == "c":
                yield "code"


def test_pages(hostile: Path) -> None:
    found = {path: list(in_html(path.read_text(encoding="utf-8"))) for path in files(hostile, ".html")}
    assert not {path: harm for path, harm in found.items() if harm}


def test_a_page_shows_the_text_as_it_was_written(hostile: Path) -> None:
    page = html5lib.parse(
        (hostile / "site/papers/zhang2023h2o/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False
    )
    (heading,) = page.iter("h1")
    assert "".join(heading.itertext()).endswith(f"Large Language Models {CANARY}")


def test_feeds_and_sitemaps(hostile: Path) -> None:
    for path in files(hostile, ".xml", ".svg"):
        assert not [element for element in ElementTree.parse(path).iter() if MARK in str(element.tag)], path


def test_json(hostile: Path) -> None:
    for path in files(hostile, ".json"):
        json.loads(path.read_text(encoding="utf-8"))


def test_markdown_twins_and_the_guide_for_language_models(hostile: Path) -> None:
    found = {path: list(in_markdown(path.read_text(encoding="utf-8"))) for path in files(hostile, ".md", "llms.txt")}
    assert not {path: harm for path, harm in found.items() if harm}


def test_the_readme_and_the_figures(hostile: Path) -> None:
    for path in hostile.glob("README*.md"):
        assert not list(in_markdown(path.read_text(encoding="utf-8"))), path
    assert not list(in_markdown(coverage.render(Survey.load(hostile, strict=False))))


def test_a_new_readme(hostile: Path, tmp_path: Path) -> None:
    write_hostile(tmp_path)
    readme.write(Survey.load(tmp_path, strict=False))
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert not list(in_markdown(text))
    assert text.count("\n# ") + text.startswith("# ") == 1


def test_issue_forms_are_yaml_that_says_what_the_taxonomy_says(hostile: Path) -> None:
    survey = Survey.load(hostile, strict=False)
    made = forms.forms(survey)
    assert made
    for text in made.values():
        assert parse(text)[1] == []
    form, _ = parse(made[".github/ISSUE_TEMPLATE/add-papers.yml"])
    assert isinstance(form, dict)
    options = next(field for field in form["body"] if field["id"] == "topic")["attributes"]["options"]
    assert [f"{topic.title.en} ({topic.id})" for topic in survey.taxonomy.walk()] == options[1:]
