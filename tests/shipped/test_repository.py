"""What stands in this repository beside the records: its list, its forms, its past, and the examples of its pages."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.publish.exports.test_database import documented_queries
from tests.test_docs import code_blocks, section

from livingsurvey.checks import check
from livingsurvey.github import forms
from livingsurvey.insight.timeline import timeline
from livingsurvey.intake import import_list
from livingsurvey.intake.listing import read_list
from livingsurvey.model import Severity
from livingsurvey.publish.exports.database import database
from livingsurvey.publish.repository import permanent, readme
from livingsurvey.store import changes
from livingsurvey.store.layout import KNOWLEDGE, TRAITS, VENUES
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 1, 31)


def test_the_forms_are_those_of_the_survey() -> None:
    assert list(forms.outdated(Survey.load(ROOT))) == []


def test_no_address_is_lost() -> None:
    assert (ROOT / permanent.FILE).is_file()
    assert permanent.lost(Survey.load(ROOT)) == []


def test_the_repository_does_not_claim_that_all_papers_came_on_one_day() -> None:
    additions = [change.day for change in timeline(Survey.load(ROOT)).changes if change.kind == "added"]
    assert len(set(additions)) > 100
    assert changes.written(ROOT).through is not None


def entries(text: str) -> Counter[tuple[tuple[str, ...], str]]:
    """The lines of a README's list, each with the headings above it."""
    rows = text.split("\n")
    found = [(listed.path, rows[listed.line - 1]) for listed in read_list(text).entries]
    return Counter((path, row) for path, row in found if "<ins>" in row)


def test_the_list_comes_back(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    imported = import_list(text, "README", tmp_path / "new", TODAY)
    assert imported.waived == ()
    assert imported.papers == len(imported.found)
    again = readme.document(Survey.load(tmp_path / "new"), 10**6)
    assert entries(again) == entries(text)
    assert entries(text).total() == sum(1 for line in text.split("\n") if line.startswith("- ") and "<ins>" in line)


def test_example_records_pass_all_checks(tmp_path: Path) -> None:
    contributing = ROOT / "CONTRIBUTING.md"
    example = "".join(code_blocks(section(contributing, "## The record")))
    (address,) = re.findall(
        r"https://github\.com/\S+/new/\S+?value=\S+(?=\))", contributing.read_text(encoding="utf-8")
    )
    prefilled = parse_qs(urlsplit(address).query)
    (tmp_path / KNOWLEDGE).mkdir()
    for name in ("survey.yaml", "taxonomy.yaml", VENUES, TRAITS):
        shutil.copy(ROOT / name, tmp_path / name)
    for file, text in (
        ("papers/2022/frantar2022gptq.yaml", example),
        (prefilled["filename"][0], prefilled["value"][0]),
    ):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    survey = Survey.load(tmp_path, strict=False)
    assert [finding for finding in check(survey) if finding.severity is Severity.ERROR] == []
    assert len(survey) == 2
    assert address.startswith(f"{survey.info.repository}/new/{survey.info.branch}?")


def test_the_documented_queries_find_something() -> None:
    survey = Survey.load(ROOT)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(survey, tuple(survey)))
        for query in documented_queries():
            assert connection.execute(query).fetchall(), query
