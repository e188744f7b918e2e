"""The form on the site and ``survey check`` say the same of a record: on ours, on examples and on what people spoil."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page
from tests.browser.form import files_of
from tests.checks.examples import EXAMPLES, GPTQ, RECORD, Example, lines, write_example
from tests.checks.mutations import AUTHORS, TITLES, Fields, mutated
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.checks import RULES, check
from livingsurvey.model import Finding, Paper
from livingsurvey.model.author import read as read_name
from livingsurvey.model.key import suggest_key
from livingsurvey.store.layout import KNOWLEDGE, TRAITS, VENUES
from livingsurvey.store.read import Contents, read
from livingsurvey.store.write import dump, dump_paper
from livingsurvey.store.yaml import parse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
JUDGED = """async ([files, cases]) => {
  const { judge } = await import("/assets/rules/check.js");
  const { findings } = judge(files);
  return cases.map(([key, record]) => findings(record, key));
}"""
NOT_SAID = {"LS111", "LS291", "LS292", "LS293"}
Said = tuple[str, str, str, str]
"""Severity, code, place and words of a finding."""


def theirs(scripts: Page, files: Mapping[str, Any], cases: Sequence[tuple[str, Fields]]) -> list[set[Said]]:
    """What the form says of each record."""
    found = scripts.evaluate(JUDGED, [files, cases])
    names = ("severity", "code", "path", "reason", "fix")
    return [{said(*(each.get(name, "") for name in names)) for each in of_one} for of_one in found]


def said(severity: str, code: str, path: Sequence[str | int], reason: str, fix: str) -> Said:
    """A finding as it is compared. Why a record cannot be read has codes and words of its own: its place counts.

    Browsers do not know the names of characters, and leave LaTeX in titles to whoever writes them.
    """
    if code.startswith("LS1"):
        return severity, "unreadable", str(path[0]) if path else "", ""
    words = reason if code == "LS266" else f"{reason}. {fix}"
    return severity, code, ".".join(map(str, path)), re.sub(r"(U\+[0-9A-F]{4,6}) [A-Z0-9 -]+", r"\1", words)


def ours(cases: Sequence[tuple[str, Fields]], root: Path, survey: Survey) -> list[set[Said]]:
    """What the program says of each record, read from a file and held against the rules without any other."""
    for key, record in cases:
        year = re.sub(r"\D*(\d{4}).*", r"\1", key)
        (root / "papers" / year).mkdir(parents=True, exist_ok=True)
        (root / f"papers/{year}/{key}.yaml").write_text(dump(record), encoding="utf-8")
    (root / KNOWLEDGE).mkdir(exist_ok=True)
    for name in ("survey.yaml", "taxonomy.yaml", VENUES, TRAITS):
        (root / name).write_bytes((survey.root / name).read_bytes())
    contents = read(root, cached=False)
    return [set(_of_one(key, contents, root, record)) for key, record in cases]


def _of_one(key: str, contents: Contents, root: Path, record: Fields) -> Iterator[Said]:
    name = f"/{key}.yaml"
    if key not in contents.papers:
        for finding in contents.findings:
            if finding.file.endswith(name):
                yield "error", "unreadable", field_at(finding, record), ""
        return
    alone = Survey(root, replace(contents, papers={key: contents.papers[key]}, files={key: contents.files[key]}))
    for rule in RULES:
        for flaw in rule.look(alone):
            if flaw.file.endswith(name) and rule.code not in NOT_SAID:
                yield said(rule.severity, rule.code, flaw.path, flaw.reason, flaw.fix)


def field_at(finding: Finding, record: Fields) -> str:
    """The field in whose lines a finding stands; none where it is about the record as a whole."""
    missing = re.match("'(.*)' is missing", finding.reason)
    if missing and missing[1] in Paper.model_fields:
        return missing[1]
    tops = [line.partition(":")[0] for line in dump(record).splitlines()[: finding.line] if re.match(r"\w+:", line)]
    return tops[-1] if tops else ""


def differences(cases: Sequence[tuple[str, Fields]], one: list[set[Said]], other: list[set[Said]]) -> list[Any]:
    return [
        (key, record, sorted(ours - theirs), sorted(theirs - ours))
        for (key, record), ours, theirs in zip(cases, one, other, strict=True)
        if ours != theirs and not (is_unreadable(ours) and is_unreadable(theirs) and ours < theirs)
    ]


def is_unreadable(found: set[Said]) -> bool:
    """Whether a record could not be read: the program reads in stages, and tells first what the first one finds."""
    return any("unreadable" in each for each in found)


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def records_of(survey: Survey) -> list[tuple[str, Fields]]:
    """The records of a survey as the form has them, by key."""
    found = []
    for paper in survey:
        data, problems = parse(dump_paper(paper))
        assert not problems
        found.append((paper.key, json.loads(json.dumps(data, default=str))))
    return found


def agreed(scripts: Page, survey: Survey, cases: Sequence[tuple[str, Fields]], root: Path) -> set[str]:
    """The codes of what both say of these records; they must say the same."""
    with time_machine.travel(NOW, tick=False):
        told = ours(cases, root, survey)
    assert differences(cases, told, theirs(scripts, files_of(survey), cases)) == []
    return {code for found in told for _, code, _, _ in found}


def spoiled(survey: Survey) -> list[tuple[str, Fields]]:
    """The records of a survey with some six hundred mistakes, each under a key of its own."""
    records = mutated([record for _, record in records_of(survey)], several=200)
    return [(f"doe2024x{number}", record) for number, record in enumerate(records)]


def test_of_records_both_say_the_same(scripts: Page, survey: Survey, tmp_path: Path) -> None:
    agreed(scripts, survey, records_of(survey), tmp_path)


def test_records_are_written_as_the_program_writes_them(scripts: Page, survey: Survey) -> None:
    """Of the fields that the form has."""
    script = """async (records) => {
      const { yamlOf } = await import("/assets/record.js");
      return records.map(yamlOf);
    }"""
    records = [record for _, record in records_of(survey)]
    none: Fields = {"also_titled": (), "aliases": (), "sources": {}, "conflicts": (), "claimed": None, "waive": {}}
    for record in records:
        record.get("links", {}).pop("reimplementations", None)
    written = scripts.evaluate(
        script, [{name: value for name, value in record.items() if value and name not in none} for record in records]
    )
    papers = [
        paper.model_copy(update={**none, "links": paper.links.model_copy(update={"reimplementations": ()})})
        for paper in survey
    ]
    both = zip(written, map(dump_paper, papers), strict=True)
    lines = [pair for each in both for pair in zip(*map(str.splitlines, each), strict=False)]
    assert [(theirs, ours) for theirs, ours in lines if theirs != ours] == []


def test_of_spoiled_records_both_say_the_same(scripts: Page, survey: Survey, tmp_path: Path) -> None:
    assert agreed(scripts, survey, spoiled(survey), tmp_path) >= COVERED - WITH_OTHERS


COVERED = {
    *("LS201", "LS202", "LS203", "LS204", "LS207", "LS208", "LS211", "LS212", "LS213", "LS214", "LS215", "LS216"),
    *("LS217", "LS218", "LS219", "LS221", "LS222", "LS223", "LS224", "LS231", "LS232", "LS233", "LS234", "LS235"),
    *(
        "LS250",
        "LS251",
        "LS252",
        "LS253",
        "LS254",
        "LS255",
        "LS256",
        "LS257",
        "LS258",
        "LS259",
        "LS261",
        "LS262",
        "LS263",
    ),
    *("LS263", "LS264", "LS265", "LS266", "LS267", "LS268", "LS269", "LS401", "LS402", "LS403", "LS404", "LS405"),
    *("LS406", "LS407", "LS408", "LS409", "LS411", "LS412", "LS413", "LS414", "LS415", "LS416", "LS417", "unreadable"),
    *("LS351", "LS352", "LS353", "LS354", "LS355", "LS356"),
}
"""What the form knows of: every rule on a single new record, and those that need what it has of others."""
WITH_OTHERS = {"LS201", "LS221", "LS222", "LS223", "LS250", "LS414"}
EXCUSED = {
    "LS118": "the form puts titles in quotes",
    "LS209": "the form has no field for what a paper cites",
    "LS225": "the form has no field for other titles and names",
    "LS236": "the form has no field for sources",
    "LS291": "the form writes no waivers", "LS292": "the form writes no waivers", "LS293": "the form writes no waivers",
}  # fmt: skip


NEW = {code: example for code, example in EXAMPLES.items() if example.record and not example.other}
NEW["LS414"] = Example({"added": "2024-01-01"}, EXAMPLES["LS414"].other)
"""Examples in which the record that comes later, as a new one does, is the one with the finding."""


@pytest.mark.parametrize("other", [{}, EXAMPLES["LS414"].other], ids=["", "with the same code"])
def test_of_the_examples_both_say_the_same(scripts: Page, tmp_path: Path, other: Mapping[str, str]) -> None:
    write_example(tmp_path, Example(other=other))
    (tmp_path / GPTQ).unlink()
    before = Survey.load(tmp_path)
    cases: list[tuple[str, Fields]] = []
    told: list[set[Said]] = []
    for code, example in NEW.items():
        data, problems = parse(lines(RECORD | example.record))
        if problems or code in EXCUSED or example.other != other:
            continue
        write_example(tmp_path, example)
        with time_machine.travel(NOW, tick=False):
            found = [each for each in check(Survey.load(tmp_path, strict=False, cached=False)) if each.file == GPTQ]
        cases.append(("frantar2022gptq", json.loads(json.dumps(data, default=str))))
        told.append({kind(each.severity, each.code) for each in found})
    found_there = theirs(scripts, files_of(before, neighbours=before), cases)
    assert differences(cases, told, [{kind(*each[:2]) for each in of_one} for of_one in found_there]) == []
    expected = {"LS414"} if other else COVERED - {"LS207", "LS352", "LS414"}
    assert {code for of_one in told for _, code, _, _ in of_one} >= expected


def kind(severity: str, code: str) -> Said:
    """A finding without its place and words."""
    return severity, "unreadable" if code.startswith("LS1") else code, "", ""


NAMES = [
    *(author for author in AUTHORS if isinstance(author, str) and author),
    *("Ludwig van Beethoven", "Jan van der Berg Jr.", "Puig i Cadafalch", "Santiago Ramón y Cajal", "de la Cruz"),
    *("J. de la Cruz y Mar", "Émile O'Neill Jr.", "Łukasz Kaiser", "Владимир Путятин", "김 민수", "Đặng Nhật Ýên"),
    *("{Ann} Doe", "Ann~Doe", "ann van doe", "X", "Qwen Team", "OpenAI", "The Big Company", "Jean d'Arc", "Müller"),
    *("Ali al-Amin", "Wei-Lin (Bob) Chiang", "Ann B. van"),
]  # fmt: skip


def test_names_have_the_same_parts_and_papers_the_same_keys(scripts: Page, survey: Survey) -> None:
    papers = [(paper.title, list(paper.authors[:1]), paper.first_appeared[0]) for paper in survey]
    papers += [(title or "x", [name], 2024) for title in TITLES for name in NAMES]
    script = """async ([files, names, papers]) => {
      const { judge } = await import("/assets/rules/check.js");
      const judged = judge(files);
      const key = ([title, authors, year]) => judged.suggest(title, authors[0], year);
      return [names.map(judged.names.read), papers.map(key)];
    }"""
    people = [*NAMES, *survey.by_author]
    parts, keys = scripts.evaluate(script, [files_of(survey), people, papers])
    assert {
        name: found
        for name, found in zip(people, parts, strict=True)
        if found != read_name(name).model_dump(exclude_none=True)
    } == {}
    expected = [suggest_key(*each) for each in papers]
    assert [each for each in zip(papers, keys, expected, strict=True) if each[1] != each[2]] == []


def test_every_rule_on_a_record_is_covered_or_excused() -> None:
    """A new rule about papers is one that the form has to know too."""
    known = {*COVERED, *EXCUSED}
    about_papers = {rule.code for rule in RULES if rule.code in known or re.match("LS(2[0-6]|35|4)", rule.code)}
    of_other_files = {"LS205", "LS206", *(f"LS24{number}" for number in range(1, 10)), "LS357", "LS358"}
    assert about_papers - of_other_files == known - {"unreadable", "LS118", "LS291"}
