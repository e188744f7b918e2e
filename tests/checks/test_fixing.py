"""survey check --fix: the finding is gone, a second time changes nothing, and no other line is touched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.examples import EXAMPLES, GPTQ, LIMA, RECORD, SHARED, Example, write_example
from tests.checks.page import example_of

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import Fixed, fix
from livingsurvey.model import Finding
from livingsurvey.store import write
from livingsurvey.store.yaml import parse

FIXABLE = [code for code in EXAMPLES if example_of(code).repair is not None]


def fixed(root: Path) -> Fixed:
    return fix(Survey.load(root, strict=False, cached=False))


def texts(root: Path) -> dict[str, str]:
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_relative_to(root / "build")]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in files}


def change(root: Path, old: str, new: str, file: str = GPTQ) -> None:
    text = (root / file).read_bytes().decode()
    assert old in text
    (root / file).write_bytes(text.replace(old, new, 1).encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The right survey of two records."""
    write_example(tmp_path, Example())
    return tmp_path


def test_what_can_be_fixed() -> None:
    assert {"LS101", "LS102", "LS105", "LS108", "LS110", "LS111", "LS112", "LS204", "LS208", "LS291"} <= set(FIXABLE)
    assert {"LS103", "LS106", "LS201", "LS202", "LS203", "LS221", "LS222", "LS292", "LS601"}.isdisjoint(FIXABLE)
    assert len(FIXABLE) >= 30


# --- every rule that fixes, in records of any layout ------------------------------------------------------------------


@st.composite
def layouts(draw: st.DrawFn) -> Callable[[str], str]:
    """A way to lay out a record: its lines in another order, with comments and empty lines between and behind them."""
    order = draw(st.permutations(range(20)))
    between = draw(
        st.lists(st.sampled_from(["", "# Ö: a comment, 数", "#", "   # indented"]), min_size=20, max_size=20)
    )
    behind = draw(st.lists(st.sampled_from(["", "  # kept"]), min_size=20, max_size=20))
    end = draw(st.sampled_from(["\n", "\r\n"]))

    def lay_out(text: str) -> str:
        rows = text.splitlines()
        placed = sorted(enumerate(rows), key=lambda row: order[row[0] % 20])
        laid = [line for place, row in placed for line in (between[place % 20], _with_comment(row, behind[place % 20]))]
        return end.join([*laid, ""])

    return lay_out


def _with_comment(row: str, comment: str) -> str:
    """Only lines that are right get one: in a text that is no YAML yet nobody knows what is a comment."""
    name, _, value = row.partition(": ")
    return row + comment if RECORD.get(name) == value else row


@pytest.mark.parametrize("code", FIXABLE)
@settings(max_examples=6)
@given(layouts())
def test_a_finding_that_can_be_fixed_is_gone_and_nothing_else_is_touched(
    code: str, lay_out: Callable[[str], str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        example = EXAMPLES[code]
        write_example(root, example)
        broken = root / example.file
        text = broken.read_text(encoding="utf-8")
        # A byte order mark is one only where the file begins.
        text = "\ufeff" + lay_out(text[1:]) if text.startswith("\ufeff") else lay_out(text.replace("\ufeff", ""))
        broken.write_bytes(text.encode())
        found = [finding for finding in check(Survey.load(root, strict=False, cached=False)) if finding.code == code]
        assert found
        assert all(finding.repair for finding in found)
        before = texts(root)

        result = fixed(root)

        assert code not in {finding.code for finding in result.left}
        assert {finding.code for finding in result.gone} >= {code}
        assert result.left == check(Survey.load(root, strict=False, cached=False))
        after = texts(root)
        _assert_only_what_was_wrong_differs(before, after, {finding.file for finding in result.gone})
        again = fixed(root)
        assert again.gone == ()
        assert texts(root) == after


def _assert_only_what_was_wrong_differs(before: dict[str, str], after: dict[str, str], broken: set[str]) -> None:
    assert {name: text for name, text in before.items() if name not in broken}.items() <= after.items()
    for name in broken:
        (new,) = [text for other, text in after.items() if other == name or other not in before]
        data: Any = parse(new)[0]
        kept = iter(new.splitlines())
        for line in before[name].splitlines():
            field = line.partition(":")[0].lstrip("\ufeff")
            same = line.strip() and (line.lstrip()[0] == "#" or parse(line)[0] == {field: data.get(field)})
            if same and name in (GPTQ, LIMA):
                assert line.lstrip("\ufeff") in kept, f"{line!r} is gone, or is elsewhere:\n{new}"
        if name in SHARED:
            gone = [line for line in before[name].splitlines() if line not in new.splitlines()]
            assert len(gone) <= 1


# --- texts that are no YAML yet ---------------------------------------------------------------------------------------


def test_all_mistakes_of_a_text_are_mended_at_once(root: Path) -> None:
    change(root, RECORD["title"], 'GPTQ: Accurate "Quantization"')
    change(root, "venue: ICLR", "venue: @ICLR")
    change(root, "name: GPTQ", "name: GPTQ: 4 bits")
    result = fixed(root)
    text = (root / GPTQ).read_text(encoding="utf-8")
    assert 'name: "GPTQ: 4 bits"\ntitle: "GPTQ: Accurate \\"Quantization\\""\n' in text
    assert 'venue: "@ICLR"\n' in text
    assert [finding.code for finding in result.gone] == ["LS101"] * 3
    assert [finding.code for finding in result.left] == ["LS203"]


def test_tabs_become_the_spaces_that_fit(root: Path) -> None:
    change(root, "links: {code: ", "links:\n\tcode: ")
    change(root, 'gptq"}', 'gptq"')
    change(root, "topics: [quantization]", "topics:\n\t- quantization\n\t# why\n")
    assert fixed(root).left == ()
    text = (root / GPTQ).read_text(encoding="utf-8")
    assert 'links:\n  code: "https://github.com/IST-DASLab/gptq"\ntopics:\n  - quantization\n  # why\n' in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh]", "\n- Elias Frantar\n\t- Dan Alistarh"),
        ("topics: [quantization]", "topics:\n    - quantization\n\t- data-selection"),
        (RECORD["title"], "GPTQ: Accurate: yes  # as published"),
        (RECORD["title"], "GPTQ: Accurate\n  Quantization: yes"),
        (RECORD["title"], "'GPTQ: Accurate: yes"),
        ('{code: "https://github.com/IST-DASLab/gptq"}', "{code: a: b}"),
        ("venue: ICLR", " venue: ICLR"),
        ("venue: ICLR", "venue: |ICLR"),
        ("year: 2023", "year 2023"),
    ],
)
def test_what_could_mean_several_things_is_left_to_a_person(root: Path, old: str, new: str) -> None:
    change(root, old, new)
    before = texts(root)
    result = fixed(root)
    assert result.gone == ()
    assert result.left != ()
    assert texts(root) == before


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"2210.17323"', "https://arxiv.org/pdf/2210.17323v1", 'ids: {arxiv: "2210.17323", openreview: tcbBPnfwxS}'),
        ('"2210.17323"', '" 2210.17323 "', 'ids: {arxiv: "2210.17323", openreview: tcbBPnfwxS}'),
        ("year: 2023", "year: 2023.0", "year: 2023"),
        ("[quantization]", "quantization", "topics: [quantization]"),
        ("[quantization]", "[quantization, quantization, quantization]", "topics: [quantization]"),
        ("2023-05-10", "2023/5/10", "added: 2023-05-10"),
        ("name: GPTQ", "name: [GPTQ]", "name: GPTQ"),
        ("name: GPTQ", "name: 007", 'name: "007"'),
        ("name: GPTQ", "name: true", 'name: "true"'),
        ("venue: ICLR", 'venue: "\u00a0ICLR "', 'venue: "ICLR"'),
    ],
)
def test_a_value_that_can_mean_one_thing_only(root: Path, old: str, new: str, line: str) -> None:
    change(root, old, new)
    assert fixed(root).left == ()
    written: Any = parse((root / GPTQ).read_text(encoding="utf-8"))[0]
    (field, value), *_ = parse(line)[0].items()  # type: ignore[union-attr]
    assert written[field] == value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh]", "Elias Frantar, Dan Alistarh"),
        ("[Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh]", "Elias Frantar and Dan Alistarh"),
        ("name: GPTQ", "name: [GPTQ, OPTQ]"),
        ("2023-05-10", "05/10/2023"),
        ("year: 2023", 'year: "2023?"'),
        ('"2210.17323"', '"10.1609/aaai.v35i16.17664"'),
        ("name: GPTQ", "nome: GPTQ"),
        ("name: GPTQ", "key: other2020paper"),
    ],
)
def test_a_value_that_can_mean_several_is_left(root: Path, old: str, new: str) -> None:
    change(root, old, new)
    before = texts(root)
    assert fixed(root).gone == ()
    assert texts(root) == before


def test_many_findings_of_one_record_are_fixed_together(root: Path) -> None:
    change(root, "year: 2023", 'year: "2023"')
    change(root, '"2210.17323"', "2210.17323")
    change(root, "venue: ICLR", "venue: nips")
    change(root, "[quantization]", "[models, quantization, quantization]")
    change(root, "IST-DASLab/gptq", "IST-DASLab/gptq.git?utm_source=x")
    result = fixed(root)
    assert result.left == ()
    assert {finding.code for finding in result.gone} >= {"LS105", "LS102", "LS108", "LS204", "LS208", "LS406"}


def test_a_comment_stays_on_the_line_that_is_fixed(root: Path) -> None:
    change(root, "venue: ICLR", "venue: NIPS   # the year after")
    assert fixed(root).left == ()
    assert "venue: NeurIPS   # the year after\n" in (root / GPTQ).read_text(encoding="utf-8")


def test_shared_files_are_fixed_too(root: Path) -> None:
    change(root, "moved:\n", "moved:\n  pruning: data-pruning\n", "taxonomy.yaml")
    assert fixed(root).left == ()
    assert "  pruning: data-selection\n  data-pruning: data-selection\n" in texts(root)["taxonomy.yaml"]


def test_a_layout_that_cannot_be_edited_keeps_no_other_fix_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = write.edit

    def edit(text: str, changes: Any) -> str:
        if ("venue",) in changes:
            raise write.UsageError("this file's layout does not allow the change to venue; edit it by hand")
        return original(text, changes)

    monkeypatch.setattr("livingsurvey.checks.fixing.edit", edit)
    change(root, "venue: ICLR", "venue: NIPS")
    change(root, "[quantization]", "[models, quantization]")
    result = fixed(root)
    assert [finding.code for finding in result.gone] == ["LS208"]
    assert [finding.code for finding in result.left] == ["LS204"]


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_record_moves_to_its_year(root: Path) -> None:
    (root / "papers/2024").mkdir()
    (root / GPTQ).rename(root / "papers/2024/frantar2022gptq.yaml")
    change(root, "venue: ICLR", "venue: NIPS", "papers/2024/frantar2022gptq.yaml")
    result = fixed(root)
    assert result.left == ()
    assert [finding.code for finding in result.gone] == ["LS204", "LS111"]
    assert "venue: NeurIPS" in (root / GPTQ).read_text(encoding="utf-8")
    assert not (root / "papers/2024/frantar2022gptq.yaml").exists()


def test_no_file_is_replaced_by_another(root: Path) -> None:
    (root / "papers/2022/frantar2022gptq.yml").write_text("title: other\n", encoding="utf-8")
    before = texts(root)
    result = fixed(root)
    assert result.gone == ()
    assert [finding.code for finding in result.left] == ["LS112"]
    assert texts(root) == before


# --- the whole --------------------------------------------------------------------------------------------------------


def test_nothing_wrong_nothing_done(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.yaml")}
    result = fixed(root)
    assert (result.gone, result.left) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.yaml")} == before


def test_only_what_is_meant_is_fixed(root: Path) -> None:
    change(root, "venue: ICLR", "venue: NIPS")
    change(root, "venue: NeurIPS", "venue: NIPS", LIMA)

    def is_meant(finding: Finding) -> bool:
        return finding.file == LIMA

    result = fix(Survey.load(root, strict=False), is_meant)
    assert [finding.file for finding in result.gone] == [LIMA]
    assert [finding.file for finding in result.left] == [GPTQ]


def test_a_write_that_fails_leaves_the_file_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root, "venue: ICLR", "venue: NIPS")
    before = texts(root)

    def replace(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="No space left"):
        fixed(root)
    assert texts(root) == before


def test_of_many_files_it_is_told_which_were_written_before_the_disk_was_full(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(root, "venue: ICLR", "venue: NIPS")
    change(root, "venue: NeurIPS", "venue: NIPS", LIMA)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name in LIMA:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left") as caught:
        fixed(root)
    assert caught.value.__notes__ == [f"{GPTQ} is written", f"{LIMA} is not written"]
    monkeypatch.undo()
    assert [finding.file for finding in fixed(root).gone] == [LIMA]
