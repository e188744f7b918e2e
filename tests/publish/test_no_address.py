"""A work that nothing leads to, on its page, in lists, feeds and README: no dead link, no empty field."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from livingsurvey.checks import check
from livingsurvey.cli.papers import as_text
from livingsurvey.publish.content.listed import cited
from livingsurvey.publish.file import Stamping, model_json
from livingsurvey.publish.models.feed import feed_model, items
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.publish.repository import readme
from livingsurvey.survey import Survey

KEY = "example1969folding"
RECORD = """\
title: Folding Maps by Hand
authors: [Ada Example]
year: 1969
venue: ICLR
topics: [quantization]
added: 2024-06-01
"""
WORDS = {"base": "../../", "files": "../../"}


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    file = small_survey / f"papers/1969/{KEY}.yaml"
    file.parent.mkdir()
    file.write_text(RECORD, encoding="utf-8")
    return Survey.load(small_survey)


def rendered(name: str, model: Mapping[str, Any], root: Path) -> str:
    """What both engines make of a model; they must make the same."""
    compiled = Compiled(templates_of(root, {})).stamp(Stamping(name, model_json(model), WORDS)).decode()
    assert environment(root).get_template(name).render(**json.loads(model_json(model)), **WORDS) == compiled
    assert not re.search(r'(?:href|content)=""|\]\(\)|None|null', compiled)
    return compiled


def test_the_check_asks_for_an_address_and_passes(survey: Survey) -> None:
    found = [each for each in check(survey) if each.file == survey.files[KEY]]
    assert {each.severity for each in found} == {"warning"}
    finding = next(each for each in found if each.code == "LS417")
    assert finding.reason == "nothing leads to the paper: no id, page or PDF"


def test_its_page_says_all_of_it_and_links_to_nothing(survey: Survey) -> None:
    model = paper_model(survey[KEY], Published(survey))
    page = rendered("fragments/paper.html.j2", model, survey.root)
    assert (model["read_at"], model["published_at"], model["cited_at"], model["ways"]) == (None, None, None, [])
    assert '<p id="reference">Ada Example (1969). Folding Maps by Hand. <i>' in page
    assert "ls-button--best" not in page


def test_lists_name_it_without_a_link(survey: Survey) -> None:
    line = rendered("fragments/citation.md.j2", cited(survey[KEY], survey), survey.root)
    assert line.strip() == f"- Folding Maps by Hand. Ada Example. *ICLR 1969*. <!-- {KEY} -->"
    listed = readme.document(survey, 10**6)
    assert re.findall(r"^- Folding Maps.*$", listed, re.MULTILINE) == ["- Folding Maps by Hand, <ins>ICLR, 1969</ins>"]


def test_the_feed_and_the_terminal_have_no_address_of_it(survey: Survey) -> None:
    feed = feed_model(None, items([survey[KEY]], {}), "https://example.org/", Published(survey))
    assert 'rel="related"' not in rendered("fragments/feed.xml.j2", feed, survey.root)
    assert not re.search(r"^(?:read|page) ", as_text(survey[KEY], survey), re.MULTILINE)
