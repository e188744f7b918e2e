"""Where to start, as pages and twins of topics say it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.insight.thirty import key_of, survey_of
from tests.publish.document import Document
from tests.publish.rendered import fragment

from livingsurvey.insight.reading import Pick
from livingsurvey.language import Language
from livingsurvey.model import Summary
from livingsurvey.publish.content import labels
from livingsurvey.publish.file import model_json
from livingsurvey.publish.models.topics import records_model, topic_model, twin_model
from livingsurvey.publish.published import Published

HOSTILE = "Four & <five> bits"


@pytest.fixture(scope="module")
def published() -> Published:
    """Three papers of a topic to read, one of them named by another one."""
    called = {"name": "FourBits", "title": HOSTILE, "summary": Summary(en="Rounds & keeps <much>.")}
    says = {"summary": Summary(en="Goes on from FourBits.")}
    return Published(survey_of({7: 5, 3: 4, 11: 3}, {7: called, 12: says}))


def page(published: Published, topic: str) -> str:
    return fragment("topic", json.loads(model_json(topic_model(published, topic))), SMALL_SURVEY)


def test_a_topic_says_what_to_read_in_order_and_why(published: Published, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(published, "numbers"), encoding="utf-8")
    document = Document(tmp_path / "page.html")
    told = document.one("ol", "ls-start").text
    places = [told.index(title) for title in ("Work 3", f"FourBits · {HOSTILE}", "Rounds & keeps <much>.", "Work 11")]
    assert places == sorted(places)
    reasons = [summary.text for summary in document.all("summary")]
    assert "Named by 3 of the 3 public lists that cover the topic and by 1 of its other papers." in reasons
    links = document.links()
    assert links["https://example.org/list-0"] == "someone/list-0"
    assert links[f"../../papers/{key_of(12)}/"].endswith("Work 12")


def test_a_summary_that_nobody_has_translated_is_marked_as_english(published: Published) -> None:
    chinese = published.in_language(Language("zh", {}, "0", prefix="zh/"))
    assert '<p lang="en">Rounds &amp; keeps &lt;much&gt;.</p>' in page(chinese, "numbers")
    assert "<p>Rounds" in page(published, "numbers")


def test_a_topic_without_a_list_has_no_trace_of_it(published: Published) -> None:
    assert "Start here" not in page(published, "weights")
    assert "start" not in records_model(published, "weights")


def test_the_twins_say_the_same(published: Published) -> None:
    start = json.loads(model_json(records_model(published, "numbers")))["start"]
    assert [pick["key"] for pick in start] == [key_of(3), key_of(7), key_of(11)]
    assert start[1]["papers"] == [key_of(12)]
    told = twin_model(published, "numbers")["start"]
    assert (
        told["picks"][1]["reason"]
        == "Named by 3 of the 3 public lists that cover the topic and by 1 of its other papers."
    )


@pytest.mark.parametrize(
    ("pick", "words"),
    [
        (
            Pick("k", "named", ("a", "b"), ("x",), ()),
            "Named by 1 of the 9 public lists that cover the topic and by 2 of its other papers.",
        ),
        (
            Pick("k", "named", (), ("x",), ("t",)),
            "Named by 1 of the 9 public lists that cover the topic; measured in 1 table.",
        ),
        (Pick("k", "named", ("a",), (), ("t", "u")), "Named by 1 of its other papers; measured in 2 tables."),
        (Pick("k", "overview", (), (), ()), "A survey of the topic."),
        (
            Pick("k", "first", (), ("x", "y"), ()),
            "The earliest paper named in several places. Named by 2 of the 9 public lists that cover the topic.",
        ),
    ],
)
def test_the_reason_is_made_of_the_facts(pick: Pick, words: str) -> None:
    assert labels.why_read(pick, 9) == words
