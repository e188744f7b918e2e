"""Verdicts on the rows of the made-up table for the made-up questions."""

from __future__ import annotations

import json

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight.choosing import Verdict, answers, nearest, set_aside, verdict, verdicts
from livingsurvey.model import Metric, Question, Result, Setting
from livingsurvey.model.result import Row


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def question(survey: Survey, question_id: str) -> Question:
    assert survey.choosing is not None
    return next(each for each in survey.choosing.questions if each.id == question_id)


def offered(question: Question, survey: Survey) -> list[tuple[str, str]]:
    return [(answer.id, answer.label) for answer in answers(question, survey)]


@pytest.mark.parametrize(
    ("question_id", "expected"),
    [
        ("hardware", [("cpu", "CPU")]),
        ("engine", [("deepspeed", "DeepSpeed"), ("small-engine", "Small | Engine")]),
        ("memory", [("3", "at most 3 GB"), ("3.6", "at most 3.6 GB"), ("16", "at most 16 GB")]),
        ("accuracy", [("60", "at least 60 %")]),
        ("training", [("never", "Never")]),
    ],
)
def test_answers(survey: Survey, question_id: str, expected: list[tuple[str, str]]) -> None:
    assert offered(question(survey, question_id), survey) == expected


@pytest.mark.parametrize(
    ("question_id", "answer", "fits"),
    [
        ("hardware", "cpu", "yyyyu"),
        ("engine", "deepspeed", "nnnny"),
        ("memory", "3.6", "nyyny"),
        ("accuracy", "60", "ynuny"),
        ("training", "never", "yyyun"),
    ],
)
def test_verdicts(survey: Survey, question_id: str, answer: str, fits: str) -> None:
    asked = question(survey, question_id)
    assert "".join(verdict(asked, answer, result, survey).fit[0] for result in survey.results) == fits


def test_a_verdict_says_why(survey: Survey) -> None:
    baseline, quantized, not_a_number, rounded, tuned = survey.results
    training, memory = question(survey, "training"), question(survey, "memory")
    assert verdict(training, "never", baseline, survey) == Verdict("yes", "Bits: 16 bit")
    assert verdict(training, "never", quantized, survey) == Verdict("yes", "Quantization")
    assert verdict(training, "never", tuned, survey) == Verdict("no", "Fine-tuned: yes")
    assert verdict(training, "never", rounded, survey) == Verdict("unknown")
    assert verdict(memory, "3", rounded, survey) == Verdict("no", "3.70 GB")
    assert verdict(question(survey, "accuracy"), "60", not_a_number, survey) == Verdict("unknown")
    assert verdict(question(survey, "engine"), "deepspeed", baseline, survey) == Verdict("no", "Small | Engine")


def asked(**fields: object) -> Question:
    return Question.model_validate_json(json.dumps({"id": "asked", "name": "Asked", "question": "What?"} | fields))


def changed(survey: Survey, metrics: tuple[Metric, ...] = (), **fields: object) -> tuple[Survey, Result]:
    """The survey with other metrics, and the first row of its table with other fields."""
    table = survey.tables["small-models"]
    row = Row.model_validate_json(json.dumps(table.rows[0].model_dump(mode="json") | fields))
    other = Survey.load(SMALL_SURVEY, cached=False)
    other.metrics = {**survey.metrics, **{metric.id: metric for metric in metrics}}
    return other, Result("small-models", table.model_copy(update={"rows": (row,)}), 0)


def test_the_values_of_a_setting_are_answers(survey: Survey) -> None:
    bits, card = asked(setting="bits"), asked(setting="card")
    assert offered(bits, survey) == [("2", "2 bit"), ("4", "4 bit"), ("16", "16 bit")]
    assert offered(card, survey) == [("tiny", "Tiny <card>")]
    assert verdict(card, "tiny", survey.results[0], survey) == Verdict("yes", "Tiny <card>")
    assert verdict(bits, "4", survey.results[0], survey) == Verdict("no", "16 bit")
    assert verdict(asked(setting="fine-tuned"), "yes", survey.results[0], survey) == Verdict("unknown")


def test_a_number_that_a_setting_implies_keeps_a_limit(survey: Survey) -> None:
    memory = asked(setting="card-memory", limits=[16, 24])
    assert offered(memory, survey) == [("16", "at most 16 GB"), ("24", "at most 24 GB")]
    told = "Memory of the card: 24 GB"
    assert [verdict(memory, limit, survey.results[0], survey) for limit in ("16", "24")] == [
        Verdict("no", told),
        Verdict("yes", told),
    ]


def test_where_it_ran_on_more_the_measured_memory_decides(survey: Survey) -> None:
    memory = asked(setting="card-memory", metric="memory", limits=[3, 16, 24])
    verdicts = [verdict(memory, limit, survey.results[0], survey) for limit in ("3", "16", "24")]
    assert verdicts == [
        Verdict("no", "12.50 GB"),
        Verdict("yes", "12.50 GB"),
        Verdict("yes", "Memory of the card: 24 GB"),
    ]


def test_reserved_memory_is_not_needed_memory(survey: Survey) -> None:
    survey, result = changed(survey, values={"memory": "34.55"}, reserved=["memory"])
    memory = asked(metric="memory", limits=[16, 40])
    assert verdict(memory, "16", result, survey) == Verdict("unknown", "34.55 GB, reserved in advance")
    assert verdict(memory, "40", result, survey) == Verdict("yes", "34.55 GB")


def test_what_is_reserved_was_measured(survey: Survey) -> None:
    with pytest.raises(ValueError, match="'memory' is reserved and has no value in this row"):
        changed(survey, values={"speed": "1"}, reserved=["memory"])


@pytest.mark.parametrize(
    ("unit", "cell", "expected"),
    [
        ("MB", "3,000", Verdict("yes", "3,000 MB")),
        ("MiB", "3000", Verdict("no", "3000 MiB")),
        ("GiB", "2.79", Verdict("yes", "2.79 GiB")),
        ("B", "3e9", Verdict("yes", "3e9 B")),
        ("words", "1", Verdict("unknown")),
    ],
)
def test_units_of_one_quantity_are_converted(survey: Survey, unit: str, cell: str, expected: Verdict) -> None:
    memory = survey.metrics["memory"].model_copy(update={"quantity": "memory"})
    other = memory.model_copy(update={"id": "other", "unit": unit})
    survey, result = changed(survey, (memory, other), values={"other": cell})
    assert verdict(asked(metric="memory", limits=[3]), "3", result, survey) == expected


@pytest.mark.parametrize(
    ("sign", "fits"),
    [({"below": {"bits": 16}}, "uyyyy"), ({"above": {"bits": 4}}, "yuuuu"), ({"above": {"card-memory": 24}}, "uuuuu")],
)
def test_a_sign_is_a_number_below_or_above(survey: Survey, sign: dict[str, object], fits: str) -> None:
    fewer = asked(options=[{"id": "fewer", "label": "Fewer", "fits": [sign]}])
    assert "".join(verdict(fewer, "fewer", result, survey).fit[0] for result in survey.results) == fits


@pytest.mark.parametrize(
    "fields", [{}, {"limits": [1]}, {"metric": "memory"}, {"setting": "bits", "frameworks": "measured"}]
)
def test_a_question_has_one_kind_of_answers(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a question has one of capabilities"):
        asked(**fields)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3", Verdict("yes", "3 GB")),
        ("<3", Verdict("yes", "<3 GB")),
        (">3", Verdict("no", ">3 GB")),
        ("≥3", Verdict("unknown", "≥3 GB")),
        ("2–4", Verdict("unknown", "2–4 GB")),
        ("2,900.0", Verdict("no", "2,900.0 GB")),
        ("OOM", Verdict("unknown")),
    ],
)
def test_a_bound_keeps_a_limit_only_where_it_says_so(survey: Survey, cell: str, expected: Verdict) -> None:
    table = survey.tables["small-models"]
    row = table.rows[0].model_copy(update={"values": {"memory": cell}})
    result = Result("small-models", table.model_copy(update={"rows": (row,)}), 0)
    assert verdict(question(survey, "memory"), "3", result, survey) == expected


CARDS = """{"id": "card", "name": "Card", "definition": "What it ran on.", "values": {
    "ram": {"name": "Ram", "family": "Sheep", "may_be": ["ram-8", "ram-16"]},
    "ram-8": {"name": "Ram, 8 GB", "family": "Sheep", "implies": {"card-memory": "8"}},
    "tiny": {"name": "Tiny <card>", "family": "Goats", "implies": {"card-memory": "24"}},
    "kid": {"name": "Kid", "family": "Goats", "implies": {"card-memory": "4"}},
    "ram-16": {"name": "Ram, 16 GB", "family": "Sheep", "implies": {"card-memory": "16"}}
}}"""


def on(survey: Survey, *cards: str) -> tuple[Survey, list[Result]]:
    """The survey with rows that ran on these cards, and no others."""
    table = survey.tables["small-models"]
    rows = tuple(table.rows[0].model_copy(update={"label": card, "setting": {"card": card}}) for card in cards)
    setting = {name: value for name, value in table.setting.items() if name != "card"}
    changed = table.model_copy(update={"rows": rows, "setting": setting})
    other = Survey.load(SMALL_SURVEY, cached=False)
    other.settings = {**survey.settings, "card": Setting.model_validate_json(CARDS)}
    other.tables = {"small-models": changed}
    return other, [Result("small-models", changed, place) for place in range(len(rows))]


@pytest.mark.parametrize(
    ("answer", "fits"), [("ram", "yyyn"), ("ram-8", "uynn"), ("ram-16", "unyn"), ("tiny", "nnny"), ("kid", "nnnn")]
)
def test_a_card_that_is_told_in_part_may_be_any_of_its_kind(survey: Survey, answer: str, fits: str) -> None:
    survey, rows = on(survey, "ram", "ram-8", "ram-16", "tiny")
    assert "".join(verdict(asked(setting="card"), answer, row, survey).fit[0] for row in rows) == fits


def test_a_card_without_rows_can_be_asked_for_and_its_nearest_are_of_its_family(survey: Survey) -> None:
    survey, _ = on(survey, "ram-8", "ram-16", "tiny")
    card = asked(setting="card")
    assert [each.id for each in answers(card, survey) if not each.is_measured] == ["ram", "kid"]
    assert nearest(card, survey)["kid"] == ["tiny", "ram-8", "ram-16"], "the family first, then by memory"
    assert nearest(card, survey)["ram-8"] == ["ram-16", "tiny"]


def test_the_nearest_number_is_nearest_in_size(survey: Survey) -> None:
    assert nearest(question(survey, "memory"), survey)["3.6"] == ["3", "16"]
    assert nearest(question(survey, "engine"), survey) == {}, "nobody knows which engines are alike"


def test_sixteen_bits_do_not_fit_fewer_and_stay_as_a_baseline(survey: Survey) -> None:
    bits = asked(setting="bits", baseline=[{"setting": {"bits": "16"}}])
    assert [verdict(bits, "4", result, survey).fit for result in survey.results] == [
        *("baseline", "yes", "no", "yes", "yes")
    ]
    assert verdict(bits, "16", survey.results[0], survey).fit == "yes"
    fewer = {"id": "fewer", "label": "Fewer", "fits": [{"below": {"bits": 16}}], "fails": [{"setting": {"bits": "16"}}]}
    option = asked(options=[{**fewer, "baseline": [{"setting": {"bits": "16"}}]}])
    assert verdict(option, "fewer", survey.results[0], survey) == Verdict("baseline", "Bits: 16 bit")


def test_what_a_number_does_not_depend_on_is_set_aside(survey: Survey) -> None:
    assert set_aside(asked(setting="bits", depends="bits"), survey) == ["accuracy"]
    assert set_aside(asked(setting="card", depends="card"), survey) == [], (
        "accuracy depends on it, of others none tells"
    )
    assert set_aside(asked(setting="bits"), survey) == []


def test_all_verdicts_at_once_are_those_of_each_row(survey: Survey) -> None:
    assert survey.choosing is not None
    for each in survey.choosing.questions:
        found = verdicts(each, survey.results, survey)
        alone = [
            tuple(verdict(each, answer.id, result, survey) for answer in answers(each, survey))
            for result in survey.results
        ]
        assert found == alone
