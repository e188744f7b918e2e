"""What was right is not looked at again, and nothing is told otherwise than if it were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from tests.checks.examples import EXAMPLES, GPTQ, LIMA, Example, write_example
from tests.checks.made import paper, survey
from tests.checks.test_growth import with_common_ids, with_common_titles

from livingsurvey import Survey
from livingsurvey.checks import RULES, Flaw, Rule, check, check_records, unchanged
from livingsurvey.checks.registry import Scope
from livingsurvey.checks.unchanged import RIGHT, what_is_wrong
from livingsurvey.model import Severity


def told(root: Path) -> list[str]:
    """The codes of what a check finds that does not look at everything, which are those of one that does."""
    found = Survey.load(root, strict=False)
    (once, again), whole = (check(found, cached=True) for _ in range(2)), check(found)
    assert once == again == whole
    return [finding.code for finding in whole]


def write(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_nothing_is_overlooked_that_was_right_before(tmp_path: Path, code: str) -> None:
    if not EXAMPLES[code].released:
        write_example(tmp_path, Example())
        assert told(tmp_path) == []
        (tmp_path / GPTQ).unlink()
    write_example(tmp_path, EXAMPLES[code])
    assert code in told(tmp_path)


def test_only_what_has_changed_and_what_is_wrong_is_looked_at(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(some: Survey) -> Iterator[Flaw]:
        seen.extend(some.files.values())
        yield from (Flaw(some.files[each.key], (), "old", "Renew it.") for each in some if each.added.year < 2023)

    def looked_at() -> list[str]:
        seen.clear()
        rules = [Rule("LS998", Severity.ERROR, "X.", look, scope=scope) for scope in (Scope.RECORD, Scope.SURVEY)]
        list(what_is_wrong(rules, Survey.load(tmp_path)))
        return seen

    write_example(tmp_path, Example())
    assert looked_at() == [GPTQ, LIMA, GPTQ, LIMA]
    assert looked_at() == []
    write(tmp_path, LIMA, "added: 2023", "added: 2022")
    assert looked_at() == [LIMA, GPTQ, LIMA]
    assert looked_at() == [LIMA, GPTQ, LIMA]
    write(tmp_path, LIMA, "added: 2022", "added: 2023")
    assert looked_at() == [LIMA, GPTQ, LIMA]
    write(tmp_path, "knowledge/venues.yaml", "name: ACL\n", "name: ACL\n    aliases: [Annual Meeting]\n")
    assert looked_at() == [GPTQ, LIMA, GPTQ, LIMA]


def test_many_records_are_shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_BATCH", 1)
    monkeypatch.setattr(unchanged, "_PARALLEL_FROM", 2)
    write_example(
        tmp_path, Example({"venue": "ICRL"}, {"venue": "ACM", "title": '"LIMA : Less Is More for Alignment"'})
    )
    assert told(tmp_path) == ["LS203", "LS261", "LS203"]


def test_a_rule_on_records_finds_in_each_what_it_finds_in_it_among_others() -> None:
    made = [(word, alike) for word in ("aa", "ab") for alike in (with_common_ids, with_common_titles)]
    records = [paper(key=f"frantar2022{word}{alike.__name__[-3:]}", **alike(word)) for word, alike in made]
    whole = survey(*records)
    parts = [whole.with_only({whole.files[record.key]: record}) for record in records]
    for rule in [rule for rule in RULES if rule.scope is Scope.RECORD]:
        alone = [flaw for part in parts for flaw in rule.look(part)]
        assert sorted(map(repr, alone)) == sorted(map(repr, rule.look(whole))), rule.code


def test_a_day_that_has_come_may_not_have_come_on_another_machine(tmp_path: Path) -> None:
    write_example(tmp_path, Example({"added": "2031-05-01"}))
    with time_machine.travel(dt.datetime(2032, 1, 1, tzinfo=dt.UTC)):
        assert told(tmp_path) == []
    with time_machine.travel(dt.datetime(2031, 1, 1, tzinfo=dt.UTC)):
        assert told(tmp_path) == ["LS214"]


def test_what_is_kept_and_is_not_ours_is_not_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_example(tmp_path, Example({"venue": "ICRL"}))
    for content in (b"everything is right", b""):
        (tmp_path / RIGHT).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / RIGHT).write_bytes(content)
        assert told(tmp_path) == ["LS203"]
    assert (
        caplog.messages == [f"{tmp_path / RIGHT} is damaged or from another program; it is discarded and rebuilt"] * 2
    )


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.scope is Scope.RECORD])
def test_of_some_records_those_rules_are_asked_that_look_at_each_by_itself(tmp_path: Path, code: str) -> None:
    write_example(tmp_path, EXAMPLES[code])
    found = Survey.load(tmp_path, strict=False)
    alone = {rule.code for rule in RULES if rule.scope is Scope.RECORD} | {finding.code for finding in found.findings}
    by_file = {file: check_records(found, {file}) for file in found.files.values()}
    for file, findings in by_file.items():
        expected = [each for each in check(found) if each.file == file and each.code in alone]
        assert [each for each in findings if each.file == file] == expected
    assert code in {finding.code for findings in by_file.values() for finding in findings}
    assert {each for each in check_records(found) if each.code in alone} >= set().union(*by_file.values())


def test_what_rules_on_records_had_nothing_against_does_not_displace_what_others_had(tmp_path: Path) -> None:
    write_example(tmp_path, Example())
    assert told(tmp_path) == []
    kept = (tmp_path / RIGHT).read_bytes()
    assert check_records(Survey.load(tmp_path)) == ()
    assert (tmp_path / RIGHT).read_bytes() == kept
