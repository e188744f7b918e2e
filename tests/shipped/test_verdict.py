"""The form on the site and ``survey check`` say the same of every shipped record, and of what people spoil in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser import test_verdict as verdict

from livingsurvey.survey import Survey

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(ROOT)


def test_of_records_both_say_the_same(scripts: Page, survey: Survey, tmp_path: Path) -> None:
    verdict.agreed(scripts, survey, verdict.records_of(survey), tmp_path)


def test_records_are_written_as_the_program_writes_them(scripts: Page, survey: Survey) -> None:
    verdict.test_records_are_written_as_the_program_writes_them(scripts, survey)


def test_of_spoiled_records_both_say_the_same(scripts: Page, survey: Survey, tmp_path: Path) -> None:
    verdict.agreed(scripts, survey, verdict.spoiled(survey), tmp_path)


def test_names_have_the_same_parts_and_papers_the_same_keys(scripts: Page, survey: Survey) -> None:
    verdict.test_names_have_the_same_parts_and_papers_the_same_keys(scripts, survey)
