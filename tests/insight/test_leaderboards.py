"""Leaderboards of made-up tables: what is ranked together, what stands apart, and why."""

from __future__ import annotations

import json
import operator
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight.leaderboards import (
    Difference,
    Leaderboard,
    Leaderboards,
    besides,
    in_words,
    leaderboards,
    source_of,
    title,
)
from livingsurvey.language import Language
from livingsurvey.model import Metrics, ResultTable
from livingsurvey.model.cell import amount_in
from livingsurvey.model.result import conditions
from livingsurvey.store.read import read

DEPENDS = ["model", "text", "context"]
METRICS = Metrics.model_validate_json(
    json.dumps(
        {
            "metrics": [
                {
                    "id": "perplexity",
                    "name": "Perplexity",
                    "better": "lower",
                    "definition": "Surprise.",
                    "leaderboard": {"task": "Quality", "depends": DEPENDS},
                },
                {"id": "memory", "name": "Memory", "better": "lower", "definition": "Memory."},
            ],
            "settings": [
                {"id": name, "name": name.capitalize(), "definition": "Told."} for name in ("text", "context", "tuned")
            ]
            + [
                {"id": "bits", "name": "Bits", "unit": "bit", "narrows": True, "definition": "Told."},
                {
                    "id": "model",
                    "name": "Model",
                    "values": {"llama": {"name": "Llama"}, "long": {"name": "Long", "implies": {"context": "4096"}}},
                    "definition": "Told.",
                },
            ],
        }
    )
)
CONTENTS = read(SMALL_SURVEY, cached=False)
ALIKE = {"model": "llama", "text": "WikiText2", "context": "2048"}


def row(method: str | None, value: str, /, framework: str | None = None, **setting: str) -> dict[str, Any]:
    label = f"{method} {value}"
    return {
        "label": label,
        "method": method,
        "framework": framework,
        "setting": setting,
        "values": {"perplexity": value},
    }


def table(*rows: dict[str, Any], source: str = "one", setting: dict[str, str] = ALIKE, **fields: Any) -> ResultTable:
    printed = {"title": source, "part": "Table", "url": f"https://example.org/{source}#part", "date": "2026-01-31"}
    compares = fields.pop("compares", ["method", "framework", "bits"])
    told = {"title": source, "source": printed, "setting": setting, "compares": compares, "rows": rows}
    return ResultTable.model_validate_json(json.dumps(told | fields))


def survey_of(**tables: ResultTable) -> Survey:
    return Survey(SMALL_SURVEY, replace(CONTENTS, metrics=METRICS, tables=tables))


def made(**tables: ResultTable) -> Leaderboards:
    return leaderboards(survey_of(**tables))


def ranks(board: Leaderboard) -> list[tuple[int | None, int | None, str]]:
    return [(each.rank, each.last, each.result.row.values["perplexity"]) for each in board.entries]


def test_rows_of_two_sources_that_tell_the_same_are_one_leaderboard() -> None:
    found = made(
        one=table(row("GPTQ", "5.63", bits="4"), row("AWQ", "5.60", bits="4")),
        two=table(row("OmniQuant", "5.9", bits="3"), row(None, "5.47"), source="two"),
    )
    (board,) = found.ranked
    assert board.tables == ("two", "one")
    assert ranks(board) == [(1, 1, "5.47"), (2, 2, "5.60"), (3, 3, "5.63"), (4, 4, "5.9")]
    assert board.name == "perplexity llama WikiText2 context 2048"
    assert not found.apart


def test_rows_of_one_value_that_readers_narrow_by_are_a_part_of_the_whole() -> None:
    survey = survey_of(
        one=table(row(None, "5.47", bits="16"), *(row(name, f"5.{at}", bits="4") for at, name in enumerate("ABA", 6))),
        two=table(row("C", "5.9", bits="4"), row("C", "6.5", bits="3"), source="two"),
    )
    found = leaderboards(survey)
    whole, part = found.ranked
    assert part.whole is whole
    assert found.parts(whole) == [part]
    assert part.name == "perplexity llama WikiText2 context 2048 bits 4"
    assert title(part, survey) == "Perplexity: Llama, WikiText2, 4 bit"
    assert besides(part, survey) == ["context 2048"]
    assert in_words(whole, survey) == "Perplexity: Llama, WikiText2, context 2048"
    words = {"Perplexity": ("困惑度",), "{name}: {value}": ("{name}：{value}",), ", ": ("、",), "Context": ("上下文",)}
    assert in_words(whole, survey, Language("zh", words)) == "困惑度：Llama、WikiText2、上下文 2048"
    assert whole.name == "perplexity llama WikiText2 context 2048", "its address is the same in each language"
    assert ranks(part) == [(1, 1, "5.6"), (2, 2, "5.7"), (3, 3, "5.8"), (4, 4, "5.9")]
    assert len(whole.entries) == 6


def test_what_all_rows_share_makes_no_part() -> None:
    (board,) = made(one=table(*(row(name, "5", bits="4") for name in "ABC"))).ranked
    assert board.whole is None


def test_what_was_reserved_in_advance_has_no_rank() -> None:
    rows = row("GPTQ", "5.63"), row("AWQ", "5.60"), row("RTN", "7"), row("SPQR", "1") | {"reserved": ["perplexity"]}
    (board,) = made(one=table(*rows)).ranked
    assert ranks(board) == [(1, 1, "5.60"), (2, 2, "5.63"), (3, 3, "7"), (None, None, "1")]


def test_what_a_source_does_not_tell_is_unknown_to_others() -> None:
    untold = {"model": "llama", "text": "WikiText2"}
    rows = row("GPTQ", "5.63"), row("AWQ", "5.60"), row("RTN", "7")
    found = made(
        told=table(*rows),
        untold=table(*rows, source="two", setting=untold),
        again=table(row("QuIP", "5.8"), source="two", setting=untold),
        third=table(row("QuIP", "5.9"), source="three", setting=untold),
    )
    assert [sorted(board.tables) for board in found.ranked] == [["again", "untold"], ["told"]]
    joined, told = found.ranked
    assert joined.untold == ("context",)
    assert joined.name == "perplexity llama WikiText2 again"
    assert [(near.differences, len(near.other.results)) for near in found.near(told)] == [
        ((Difference("context", "2048", None),), 4),
        ((Difference("context", "2048", None),), 1),
    ]
    assert [near.differences for near in found.near(joined)] == [
        (Difference("context", None, "2048"),),
        (Difference("context", None, None),),
    ]
    assert [(each.reason, len(each.results)) for each in found.apart] == [("few", 1)]


def test_what_one_source_leaves_untold_in_two_places_is_no_difference_between_them() -> None:
    rows = row("GPTQ", "5.63"), row("AWQ", "5.60"), row("RTN", "7")
    untold = {"model": "llama", "text": "WikiText2"}
    found = made(one=table(*rows, setting=untold), two=table(*rows, setting=untold | {"text": "C4"}))
    assert [near.differences for near in found.near(found.ranked[0])] == [(Difference("text", "WikiText2", "C4"),)]


def test_what_a_value_implies_counts() -> None:
    setting = {"model": "long", "text": "WikiText2"}
    (board,) = made(one=table(row("A", "5"), row("B", "6"), row("C", "7"), setting=setting)).ranked
    assert board.setting == {"model": "long", "text": "WikiText2", "context": "4096"}


def test_two_rows_or_one_method_make_no_leaderboard() -> None:
    found = made(
        two=table(row("GPTQ", "5.6"), row("AWQ", "5.7"), row("RTN", "OOM")),
        one=table(
            row("GPTQ", "5", bits="2"), row("GPTQ", "6", bits="3"), row(None, "4"), setting=ALIKE | {"text": "C4"}
        ),
    )
    assert not found.ranked
    assert [(each.reason, len(each.results)) for each in found.apart] == [("few", 3), ("alone", 3)]


def test_what_a_table_does_not_compare_it_holds_apart() -> None:
    rows = [
        row(method, value, tuned=tuned) for method, value in zip("ABC", "567", strict=True) for tuned in ("yes", "no")
    ]
    boards = made(one=table(*rows)).ranked
    assert [board.setting["tuned"] for board in boards] == ["yes", "no"]
    assert [len(board.entries) for board in boards] == [3, 3]


def test_bounds_ranks_and_what_is_no_number() -> None:
    cells = ["5.47", "5.47", "<5.9", "5.8", "70.1±0.2", ">1e4", "OOM", "NaN"]
    (board,) = made(one=table(*(row(f"M{at}", cell) for at, cell in enumerate(cells)))).ranked
    assert ranks(board) == [
        (1, 2, "5.47"),
        (1, 2, "5.47"),
        (1, 4, "<5.9"),
        (3, 4, "5.8"),
        (5, 5, "70.1±0.2"),
        (6, 6, ">1e4"),
        (None, None, "OOM"),
        (None, None, "NaN"),
    ]


def test_a_measurement_that_two_tables_of_a_source_print_counts_once() -> None:
    found = made(
        one=table(row("A", "5.60", bits="4"), row("B", "5.7"), row("C", "5.8")),
        two=table(row("A", "5.6"), row("B", "5.7", bits="4"), row("C", "5.9")),
        far=table(row("A", "5.60", bits="4"), source="elsewhere"),
    )
    board, _ = found.ranked
    twice = {
        (each.result.table_id, each.result.row.label): [again.table_id for again in each.again]
        for each in board.entries
        if each.again
    }
    assert twice == {("one", "A 5.60"): ["two"], ("one", "B 5.7"): ["two"]}
    assert len(board.entries) == 5
    assert len(board.results) == 7


def _tables() -> st.SearchStrategy[dict[str, ResultTable]]:
    untold = {"model": "llama", "text": "WikiText2"}
    alike = st.sampled_from(
        [ALIKE, untold, ALIKE | {"text": "C4"}, {"model": "long", "text": "C4"}, {"context": "2048"}]
    )
    besides = st.sampled_from([{}, {}, {"bits": "3"}, {"bits": "4", "tuned": "no"}, {"tuned": "yes"}])
    setting = st.builds(operator.or_, alike, besides)
    rows = st.builds(
        lambda method, value, setting: row(method, value, **setting),
        st.sampled_from(["GPTQ", "AWQ", None]),
        st.sampled_from(["5.6", "6", "7", ">1e4", "OOM", "NaN"]),
        setting,
    )
    tables = st.builds(
        lambda rows, source, compares: table(*rows, source=source, setting={}, compares=compares),
        st.lists(rows, min_size=4, max_size=16),
        st.sampled_from(["one", "two"]),
        st.sampled_from([["method"], ["method", "bits"], ["bits", "tuned"]]),
    )
    return st.dictionaries(st.sampled_from(["a", "b", "c"]), tables, min_size=2)


@settings(max_examples=100)
@given(_tables())
def test_no_leaderboard_mixes_settings_and_no_row_is_lost(tables: dict[str, ResultTable]) -> None:
    survey = survey_of(**tables)
    found = leaderboards(survey)
    for board in found.ranked:
        told = [survey.setting_of(result) for result in board.results]
        for name in DEPENDS:
            assert len({each.get(name) for each in told}) == 1
            assert name in told[0] or len({source_of(result) for result in board.results}) == 1
        for table_id in board.tables:
            assert len({conditions(each.table, each.row) for each in board.results if each.table_id == table_id}) == 1
        numbers = [each for each in board.entries if each.rank]
        assert len(numbers) >= 3
        for entry in numbers:
            amount = amount_in(entry.result.row.values["perplexity"])
            assert amount is not None
            assert entry.rank is not None
            assert entry.last is not None
            assert entry.rank <= entry.last <= len(numbers)
        if board.whole is not None:
            ((name, value),) = board.setting.items() - board.whole.setting.items()
            assert {each.get(name) for each in told} == {value}
            assert {*board.results} < {*board.whole.results}
            assert board.whole in found.ranked
    wholes = [board for board in found.ranked if board.whole is None]
    stand = Counter((each.table_id, each.place) for group in (*wholes, *found.apart) for each in group.results)
    assert stand == Counter((each.table_id, each.place) for each in survey.results)
    assert len({board.name for board in found.ranked}) == len(found.ranked)
