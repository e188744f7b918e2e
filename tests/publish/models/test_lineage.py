"""The lineage of a topic on its page: two drawings whose labels are links, and the same in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.insight.test_lineage import NAMED
from tests.insight.thirty import key_of, survey_of
from tests.publish.document import Document
from tests.publish.rendered import fragment

from livingsurvey.model import Summary
from livingsurvey.publish.file import model_json
from livingsurvey.publish.models.lineage import lineage_model
from livingsurvey.publish.models.topics import topic_model
from livingsurvey.publish.published import Published

HOSTILE = {"name": "Ovis & <sons>", "summary": Summary(en="Leaves Merino <i>alone</i>.")}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    published = Published(survey_of({3: 3, 4: 3, 5: 3}, NAMED | {29: HOSTILE}))
    model = json.loads(model_json(lineage_model("numbers", published.lineages["numbers"], published)))
    (tmp_path / "page.html").write_text(fragment("lineage", model, SMALL_SURVEY), encoding="utf-8")
    return Document(tmp_path / "page.html")


def test_every_label_of_both_drawings_leads_to_its_work(document: Document) -> None:
    assert document.problems == []
    across, down = document.all("svg", "ls-lineage")
    for drawing in (across, down):
        assert all(name in drawing.text for name in ("Texel", "Dorper", "Ovis & <sons>"))
    leading = [link.text for link in document.all("a") if link.attributes["href"] == f"../../../papers/{key_of(29)}/"]
    assert leading == ["Ovis & <sons>"] * 3, "in both drawings, and in words"
    assert len(document.all("path", "ls-lineage__tie--names")) == 2
    assert len(document.all("circle", "ls-lineage__start")) == 6


def test_the_same_is_told_in_words(document: Document) -> None:
    words = document.one("details", "ls-lineage__words").text
    assert "Jan 2013Shetland (start here)Work 3" in words
    assert "Jan 2024Ovis & <sons>Work 29Merino" in words


def test_the_views_of_a_topic_lead_to_each_other_where_they_are(tmp_path: Path) -> None:
    published = Published(survey_of({}, NAMED))
    for topic, views in (("numbers", {"./": "Papers (30)", "timeline/": "Timeline"}), ("weights", {})):
        model = json.loads(model_json(topic_model(published, topic)))
        (tmp_path / "page.html").write_text(fragment("topic", model, SMALL_SURVEY), encoding="utf-8")
        links = Document(tmp_path / "page.html").links()
        assert {address: text for address, text in links.items() if address in ("./", "timeline/")} == views
