"""The pages and files of leaderboards of the made-up survey."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import html
from tests.conftest import SMALL_SURVEY
from tests.publish.leaders import ranked_on
from tests.publish.rendered import fragment, paper_page

from livingsurvey.publish.exports import leaderboard
from livingsurvey.publish.models.leaderboard import leaderboard_model
from livingsurvey.publish.models.leaderboards import leaderboards_model, of_topic, standings
from livingsurvey.publish.models.results import result_model
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

BOARD = "accuracy-small-tiny-small-engine-small-models"
JOINED = "accuracy-small-tiny"
SECOND = """\
title: Again
source: {title: Others, part: Table 1, url: "https://example.org/others", date: 2024-02-01, last_changed: 2024-01-05}
measured: {by: somebody, stake: authors, methods: [AWQ]}
setting: {model: Small, card: tiny}
compares: [method, framework]
rows:
  - {label: AWQ <b>, method: AWQ, framework: small-engine, values: {accuracy: ">60"}, line: 4}
  - {label: Empty, method: RTN, framework: deepspeed, values: {accuracy: "OOM"}}
"""
THIRD = """\
title: A third time
source: {title: Thirds, part: Table 1, url: "https://example.org/thirds", date: 2024-02-01, last_changed: 2024-01-09}
setting: {model: Small, card: tiny}
compares: [method, bits]
rows:
  - {label: GPTQ, method: GPTQ, setting: {bits: "4"}, values: {accuracy: "61"}}
  - {label: QuIP, method: QuIP, setting: {bits: "2"}, values: {accuracy: "59.5"}, last_changed: 2024-01-07}
"""


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


@pytest.fixture
def with_second(small_survey: Path) -> Published:
    for name, text in (("second", SECOND), ("third", THIRD)):
        (small_survey / f"knowledge/results/{name}.yaml").write_text(text, encoding="utf-8")
    return Published(Survey.load(small_survey, cached=False))


def page(published: Published, board_id: str) -> str:
    return fragment("leaderboard", leaderboard_model(board_id, published), published.survey.root)


def test_a_page_has_its_rows_by_rank_with_their_numbers(published: Published) -> None:
    assert list(published.leaderboards) == [BOARD]
    assert ranked_on(page(published, BOARD)) == [
        ("1", "Baseline", "61"),
        ("2", "GPTQ 4bit", "59.5"),
        ("3", "Round & <nearest>", "20.5"),
        ("no rank", "GPTQ 2bit", "NaN"),
    ]


def test_rows_of_another_source_join_and_a_bound_is_ranked_as_far_as_it_tells(with_second: Published) -> None:
    assert set(with_second.leaderboards) == {BOARD, JOINED}
    shown = page(with_second, JOINED)
    assert ranked_on(shown) == [
        ("1–2", "AWQ <b>", ">60"),
        ("1–2", "GPTQ", "61"),
        ("3", "QuIP", "59.5"),
        ("no rank", "Empty", "OOM"),
    ]
    words = " ".join(html.fromstring(shown).text_content().split())
    assert "3 rows, newest first 9 January 2024: GPTQ, 61 % 7 January 2024: QuIP, 59.5 % 5 January 2024" in words
    assert "5 January 2024: AWQ <b>, >60 %, better than all earlier ones measured by its makers" in words
    assert "Without 1 row measured by its makers" in words
    assert "its makers" in words
    assert "Fine-tuned unknown (unknown here)" in words
    assert 'href="https://example.org/others#L4"' in shown


def test_a_picture_of_time_takes_three_days_and_names_the_best(with_second: Published, small_survey: Path) -> None:
    time = leaderboard_model(JOINED, with_second)["time"]
    assert [(row["label"], row["is_named"]) for row in time["rows"]] == [
        ("GPTQ", False),
        ("QuIP", False),
        ("AWQ <b>", True),
    ]
    assert ">AWQ &lt;b&gt;</text>" in page(with_second, JOINED)
    third = small_survey / "knowledge/results/third.yaml"
    third.write_text(THIRD.replace(", last_changed: 2024-01-07", ""), encoding="utf-8")
    assert "Over time" not in page(Published(Survey.load(small_survey, cached=False)), JOINED)


def test_all_leaderboards_are_listed_with_their_best_row_and_what_stands_apart(published: Published) -> None:
    model = leaderboards_model(published, None)
    assert [task["name"] for task in model["tasks"]] == ["Answers & <more>"]
    (metric,) = model["tasks"][0]["metrics"]
    (line,) = metric["boards"]
    assert line["title"] == "Accuracy: Small, Tiny <card>"
    assert line["besides"] == ["Small | Engine", "Small <models> & engines"]
    assert [(each["label"], each["number"]) for each in line["best"]] == [("GPTQ 4bit", "59.5 %")]
    assert (line["rank"], line["rows"]) == (2, 4)
    assert [(each["id"], each["reason"], each["metrics"]) for each in model["apart"]] == [
        ("small-models", "few", [{"name": "Accuracy", "rows": 1}])
    ]
    assert f'<a href="{BOARD}/">' in fragment("leaderboards", model, SMALL_SURVEY, base="../")


def test_the_file_has_what_the_page_has(with_second: Published) -> None:
    lines = list(csv.DictReader(io.StringIO(leaderboard.table(with_second.leaderboards[JOINED], with_second.survey))))
    assert [(line["rank"], line["last_rank"], line["label"], line["value"], line["own"]) for line in lines] == [
        ("1", "2", "AWQ <b>", ">60", "yes"),
        ("1", "2", "GPTQ", "61", "no"),
        ("3", "3", "QuIP", "59.5", "no"),
        ("", "", "Empty", "OOM", "no"),
    ]
    assert {line["card-memory"] for line in lines} == {"24"}
    assert lines[0]["address"] == "https://example.org/others#L4"


def test_a_paper_tells_its_ranks_and_a_table_its_leaderboards(published: Published) -> None:
    assert f'Rank 2 of 3 with 59.5 % in <a href="../../leaderboards/{BOARD}/">' in paper_page(
        published, "frantar2022gptq"
    )
    assert [each["id"] for each in result_model("small-models", published)["leaderboards"]] == [BOARD]


def test_rows_of_so_many_bits_have_a_page_that_leads_to_the_whole_and_back(small_survey: Path) -> None:
    more = "\n".join(
        f'  - {{label: M{at}, method: M{at}, setting: {{bits: "3"}}, values: {{accuracy: "5{at}"}}}}' for at in range(3)
    )
    (small_survey / "knowledge/results/third.yaml").write_text(f"{THIRD}{more}\n", encoding="utf-8")
    published = Published(Survey.load(small_survey, cached=False))
    part = f"{JOINED}-bits-3"
    assert ranked_on(page(published, part)) == [("1", "M2", "52"), ("2", "M1", "51"), ("3", "M0", "50")]
    assert f'Part of <a href="../{JOINED}/">' in page(published, part)
    shown = page(published, JOINED)
    assert f'Narrower: <a href="../{part}/">Accuracy: Small, Tiny &lt;card&gt;, 3 bit</a>, 3 rows' in shown
    assert '<option value="3">3 bit</option>' in shown
    assert """data-told='{"bits": "3"}'""" in shown
    third = [result for result in published.survey.results if result.row.label == "M1"]
    assert [(each["id"], each["rank"], each["of"]) for each in standings(third, published)] == [(part, 2, 3)]


def test_who_measured_a_row_is_said_in_words(with_second: Published) -> None:
    rows = html.fromstring(page(with_second, JOINED)).xpath('//table[@id="ls-leaders"]/tbody/tr')
    told = {row.xpath("./th/a/text()")[0]: row.xpath("./td[3]")[0].text_content().strip() for row in rows}
    assert told == {"AWQ <b>": "its makers", "GPTQ": "unknown", "QuIP": "unknown", "Empty": "a rival"}


def test_a_topic_leads_to_its_leaderboards_and_these_lead_back(published: Published) -> None:
    assert of_topic("weight-only-quantization", published)["total"] == 1
    assert of_topic("kv-cache-optimization", published) == {"total": 0, "boards": []}
    shown = page(published, BOARD)
    assert 'href="../../topics/weight-only-quantization/"' in shown
    assert 'href="../../choose/"' in shown


def test_leaderboards_are_found_by_what_they_differ_in(with_second: Published) -> None:
    finders = leaderboards_model(with_second, None)["finders"]
    assert finders == []
    (task,) = leaderboards_model(with_second, None)["tasks"]
    told = [board["told"] for metric in task["metrics"] for board in metric["boards"]]
    assert {"model": "Small", "card": "tiny"} in told
