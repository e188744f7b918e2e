"""The shipped leaderboards: numbers stand on pages as the tables have them, and what was found to compare does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.publish.leaders import ranked_on
from tests.publish.rendered import fragment

from livingsurvey.insight.leaderboards import source_of
from livingsurvey.publish.models.leaderboard import leaderboard_model
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(ROOT))


def test_every_number_is_on_its_page_as_the_table_has_it(published: Published) -> None:
    for board_id, board in published.leaderboards.items():
        shown = ranked_on(fragment("leaderboard", leaderboard_model(board_id, published), ROOT))
        rows = [entry.result.row for entry in board.entries]
        printed = [(row.label, row.values[board.metric.id]) for row in rows]
        assert [(label, number.removeprefix("The source prints ")) for _, label, number in shown] == printed, board_id


def test_none_mixes_settings_and_each_number_stands_in_one_place(published: Published) -> None:
    survey, ranking = published.survey, published.ranking
    for board in ranking.ranked:
        assert board.metric.leaderboard is not None
        for name in board.setting.keys() & survey.settings.keys():
            values = {survey.setting_of(result).get(name) for result in board.results}
            assert values == {board.setting[name]}
            assert values != {None} or len({source_of(result) for result in board.results}) == 1
    stand = Counter(
        (group.metric.id, result.table_id, result.place)
        for group in (*(board for board in ranking.ranked if board.whole is None), *ranking.apart)
        for result in group.results
    )
    cells = Counter(
        (metric, result.table_id, result.place)
        for result in survey.results
        for metric in result.row.values
        if survey.metrics[metric].leaderboard
    )
    assert stand == cells


@pytest.mark.parametrize(
    ("board_id", "tables"),
    [
        ("perplexity-llama-2-7b-wikitext2-context-2048", {"efficientqat-models", "qserve-perplexity"}),
        (
            "perplexity-llama-3-8b-wikitext2-context-2048",
            {"efficientqat-models", "llm-pruner-llama3", "qserve-perplexity"},
        ),
        ("perplexity-llama-2-7b-wikitext2-context-2048-bits-4", {"efficientqat-models", "qserve-perplexity"}),
        ("perplexity-llama-2-7b-wikitext2-context-4k", {"aqlm-models"}),
        (
            "speedup-vicuna-7b-v1-3-rtx-3090-cards-1-spec-bench-batch-1-bits-16-greedy",
            {"spec-bench-3090-vicuna-7b"},
        ),
    ],
)
def test_tables_that_were_found_to_compare_do_and_others_do_not(
    published: Published, board_id: str, tables: set[str]
) -> None:
    assert set(published.leaderboards[board_id].tables) == tables
