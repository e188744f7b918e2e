from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.insight.ageing import measured, newest_day, said, years_between
from livingsurvey.survey import Survey


@pytest.mark.parametrize(
    ("day", "later", "years"),
    [
        ("2024-03-01", "2025-02-28", 0),
        ("2024-03-01", "2025-03-01", 1),
        ("2024-02-29", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 1),
        ("2020-12-31", "2026-01-01", 5),
        ("2026-01-01", "2026-01-01", 0),
    ],
)
def test_ages_are_whole_years(day: str, later: str, years: int) -> None:
    assert years_between(dt.date.fromisoformat(day), dt.date.fromisoformat(later)) == years


def test_the_newest_day_is_one_of_the_records_whatever_kind_they_are(small_survey: Path) -> None:
    before = newest_day(Survey.load(small_survey))
    for file, line in {
        "knowledge/frameworks.yaml": "        date: 2022-06-30",
        "papers/2022/frantar2022gptq.yaml": next(
            line
            for line in (small_survey / "papers/2022/frantar2022gptq.yaml").read_text(encoding="utf-8").splitlines()
            if line.startswith("added: ")
        ),
    }.items():
        path = small_survey / file
        text = path.read_text(encoding="utf-8")
        newer = line.partition(":")[0] + ": 2031-05-06"
        path.write_text(text.replace(line, newer, 1), encoding="utf-8")
        assert newest_day(Survey.load(small_survey)) == dt.date(2031, 5, 6) > before, file
        path.write_text(text, encoding="utf-8")


def test_statements_are_counted_by_year_and_those_of_no_known_day_last() -> None:
    assert asdict(said(Survey.load(SMALL_SURVEY, cached=False))) == {
        "statements": 4,
        "answers": 8,
        "known": 6,
        "cells": 8,
        "by_year": {2024: (1, 3), 2022: (1, 2), 2021: (1, 2), None: (1, 1)},
    }


def test_rows_are_counted_by_who_measured_them_and_by_the_year_of_their_lines(small_survey: Path) -> None:
    path = small_survey / "knowledge/results/small-models.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    line: 12", "    line: 12\n    last_changed: 2022-07-01"), encoding="utf-8")
    day = dt.date(2024, 1, 31)
    assert asdict(measured(Survey.load(small_survey, cached=False))) == {
        "tables": 1,
        "rows": 5,
        "numbers": 13,
        "read": (day, day),
        "by_grade": {"own": 4, "rival": 1},
        "by_year": {2023: (1, 4), 2022: (1, 1)},
    }
