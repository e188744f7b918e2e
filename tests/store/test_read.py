"""Reading a survey's folder: what becomes a record, what a finding, and that nothing vanishes silently."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import MADE, SMALL_SURVEY

from livingsurvey.errors import NotASurvey
from livingsurvey.model import Finding
from livingsurvey.store import cache
from livingsurvey.store import read as reading
from livingsurvey.store.layout import VENUES
from livingsurvey.store.read import CACHE, MAX_PAPER_BYTES, find_root, read

GPTQ = Path("papers", "2022", "frantar2022gptq.yaml")


def codes(root: Path) -> list[tuple[str, str]]:
    return [(finding.file, finding.code) for finding in read(root, cached=False).findings]


def test_the_made_up_survey_is_right(small_survey: Path) -> None:
    contents = read(small_survey)
    assert contents.findings == ()
    assert len(contents.papers) == 8
    assert contents.files["frantar2022gptq"] == GPTQ.as_posix()
    assert contents.papers["zhang2023h2o"].authors[10] == 'Zhangyang "Atlas" Wang'
    assert contents.papers["example2024bold"].title.startswith(
        'Why <b>bold</b> & "quoted" *stars* | pipes, $O(n\\log n)$'
    )


def test_the_root_is_found_from_below(small_survey: Path) -> None:
    assert find_root(small_survey / "papers" / "2022") == small_survey.resolve()


def test_a_folder_that_is_no_survey(tmp_path: Path) -> None:
    with pytest.raises(NotASurvey, match=r"no survey in .*; use --root FOLDER"):
        find_root(tmp_path)
    with pytest.raises(NotASurvey, match="is not a folder"):
        find_root(tmp_path / "absent")


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (lambda root: (root / "taxonomy.yaml").unlink(), [("taxonomy.yaml", "LS114")]),
        (lambda root: (root / "knowledge/venues.yaml").unlink(), [("knowledge/venues.yaml", "LS114")]),
        (lambda root: (root / "knowledge/frameworks.yaml").unlink(), []),
        (lambda root: shutil.rmtree(root / "papers"), [("papers", "LS114")]),
        (lambda root: (root / "survey.yaml").write_text("title: A\n"), [("survey.yaml", "LS106")]),
        (lambda root: (root / "survey.yaml").write_text("- a\n"), [("survey.yaml", "LS105")]),
        (lambda root: (root / GPTQ).write_text("{}\n"), [(GPTQ.as_posix(), "LS106")] * 5),
        (lambda root: (root / GPTQ).write_text("title: [\n"), [(GPTQ.as_posix(), "LS101")]),
        (lambda root: (root / GPTQ).write_bytes(b"title: \xff\n"), [(GPTQ.as_posix(), "LS110")]),
        (lambda root: (root / GPTQ).write_bytes(b"\xef\xbb\xbftitle: A\n"), [(GPTQ.as_posix(), "LS110")]),
        (
            lambda root: (root / GPTQ).write_text("#" * (MAX_PAPER_BYTES + 1), encoding="utf-8"),
            [(GPTQ.as_posix(), "LS113")],
        ),
        (
            lambda root: (root / GPTQ).rename(root / GPTQ.with_suffix(".yml")),
            [("papers/2022/frantar2022gptq.yml", "LS112")],
        ),
        (lambda root: (root / GPTQ).rename(root / GPTQ.with_suffix("")), [("papers/2022/frantar2022gptq", "LS112")]),
        (lambda root: (root / GPTQ).rename(root / "papers/2022/GPTQ.yaml"), [("papers/2022/GPTQ.yaml", "LS111")]),
        (
            lambda root: (root / GPTQ).rename(root / "papers/2022/a2022b\n.yaml"),
            [("papers/2022/a2022b\n.yaml", "LS111")],
        ),
        (lambda root: (root / "papers/note.txt").write_text("x"), [("papers/note.txt", "LS112")]),
        (lambda root: (root / "papers/2022/deeper").mkdir(), [("papers/2022/deeper", "LS112")]),
        (lambda root: (root / "papers/.gitkeep").write_text(""), []),
        (lambda root: (root / "papers/2022/.li2022x.yaml.ab12_xyz.tmp").write_text("title: Half a t"), []),
        (lambda root: (root / "knowledge/results/.table.yaml.ab12_xyz.tmp").write_text("title: Half a t"), []),
        (
            lambda root: shutil.copy(root / GPTQ, root / "papers/2023/frantar2022gptq.yaml"),
            [("papers/2023/frantar2022gptq.yaml", "LS111")],
        ),
    ],
)
def test_what_is_wrong_is_found(
    small_survey: Path, break_it: Callable[[Path], Any], expected: list[tuple[str, str]]
) -> None:
    break_it(small_survey)
    assert codes(small_survey) == expected


def test_the_place_of_a_byte_that_is_not_utf_8(small_survey: Path) -> None:
    (small_survey / GPTQ).write_bytes("title: Ö\nvenue: \xe9\n".encode("latin-1"))
    (finding,) = read(small_survey, cached=False).findings
    assert finding.place == "papers/2022/frantar2022gptq.yaml:1:8"


def test_a_wrong_record_does_not_hide_the_others(small_survey: Path) -> None:
    (small_survey / GPTQ).write_text("title: [\n", encoding="utf-8")
    (small_survey / "knowledge/venues.yaml").write_text("venues: 1\n", encoding="utf-8")
    contents = read(small_survey, cached=False)
    assert len(contents.papers) == 7
    assert {finding.file for finding in contents.findings} == {GPTQ.as_posix(), "knowledge/venues.yaml"}


def test_a_key_in_the_file_never_replaces_the_name_of_the_file(small_survey: Path) -> None:
    path = small_survey / GPTQ
    path.write_text(path.read_text(encoding="utf-8") + "key: other2020paper\n", encoding="utf-8")
    contents = read(small_survey, cached=False)
    assert [(finding.line, finding.code) for finding in contents.findings] == [(26, "LS104")]
    assert "other2020paper" not in {paper.key for paper in contents.papers.values()}


def refuse(*names: str) -> Callable[..., Any]:
    """``os.open`` of a system that denies some files."""
    original = os.open

    def opened(path: Any, *arguments: Any, **more: Any) -> int:
        if Path(path).name in names:
            raise PermissionError(13, "Permission denied", path)
        return original(path, *arguments, **more)

    return opened


def test_files_that_cannot_be_read_are_findings(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", refuse(GPTQ.name, "frameworks.yaml"))
    assert codes(small_survey) == [("knowledge/frameworks.yaml", "LS114"), (GPTQ.as_posix(), "LS114")]


def test_a_folder_that_cannot_be_read_is_a_finding(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path).name == "2022":
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (finding,) = read(small_survey, cached=False).findings
    assert (finding.file, finding.code) == ("papers/2022", "LS114")
    assert "Permission denied" in finding.reason


# --- the cache -------------------------------------------------------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed rather than taken from the cache."""
    names: list[str] = []
    original = reading.to_mapping

    def watched(name: str, *content: Any, **limit: Any) -> tuple[dict[str, Any] | None, list[Finding]]:
        names.append(name)
        return original(name, *content, **limit)

    monkeypatch.setattr(reading, "to_mapping", watched)
    return names


def test_an_unchanged_file_is_parsed_once(small_survey: Path, parsed: list[str]) -> None:
    first = read(small_survey)
    assert {*first.files.values(), "taxonomy.yaml", VENUES} < set(parsed)
    parsed.clear()
    assert read(small_survey) == first
    assert parsed == []


def test_who_reads_the_papers_later_parses_nothing_twice(small_survey: Path, parsed: list[str]) -> None:
    whole = read(small_survey)
    parsed.clear()
    first = read(small_survey, papers=False)
    assert (read(small_survey, before=first), read(small_survey)) == (whole, whole)
    assert parsed == []


def test_a_changed_file_is_parsed_again(small_survey: Path, parsed: list[str]) -> None:
    read(small_survey)
    parsed.clear()
    path = small_survey / GPTQ
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2023", "year: 2024"), encoding="utf-8")
    assert read(small_survey).papers["frantar2022gptq"].year == 2024
    assert parsed == [GPTQ.as_posix()]


def test_without_the_cache_nothing_is_written(small_survey: Path) -> None:
    read(small_survey, cached=False)
    assert not (small_survey / "build").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:10],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
        lambda content: b"livingsurvey record cache\n" + b"another version!" + content[42:],
        lambda content: os.urandom(5000),
    ],
)
def test_a_damaged_or_foreign_cache_is_not_used(
    small_survey: Path, parsed: list[str], damage: Callable[[bytes], bytes]
) -> None:
    first = read(small_survey)
    path = small_survey / CACHE
    path.write_bytes(damage(path.read_bytes()))
    once = parsed.copy()
    parsed.clear()
    assert read(small_survey) == first
    assert parsed == once


def poison(root: Path, text: bytes, file: str = GPTQ.as_posix()) -> None:
    """Write a cache that is well made in every way, but for what it says of one file."""
    read(root)
    fingerprint = reading._fingerprint()
    records = cache.load(root / CACHE, fingerprint)
    records[cache.digest((root / file).read_bytes())] = text
    cache.save(root / CACHE, fingerprint, records)


@pytest.mark.parametrize("text", [b"", b"{}", b"[", b'{"title": 1}', b'{"key":"x","title":"y"}', b"\xff\xff", b"null"])
@pytest.mark.parametrize("file", [GPTQ.as_posix(), "taxonomy.yaml"])
def test_what_is_poisoned_is_read_from_its_file(small_survey: Path, parsed: list[str], text: bytes, file: str) -> None:
    first = read(small_survey)
    poison(small_survey, text, file)
    parsed.clear()
    assert read(small_survey) == first
    assert parsed == [file]
    parsed.clear()
    assert read(small_survey) == first
    assert parsed == []


def test_a_poisoned_record_cannot_take_another_key(small_survey: Path) -> None:
    first = read(small_survey)
    fingerprint = reading._fingerprint()
    record = cache.load(small_survey / CACHE, fingerprint)[cache.digest((small_survey / GPTQ).read_bytes())]
    poison(small_survey, b'{"key":"other2020paper",' + record[1:])
    assert read(small_survey) == first


def test_lengths_that_lie_are_a_damaged_cache(tmp_path: Path) -> None:
    fingerprint = b"f" * 16
    body = b"d" * 16 + b"\xff"
    (tmp_path / "records").write_bytes(b"livingsurvey record cache\n" + fingerprint + cache.digest(body) + body)
    assert cache.load(tmp_path / "records", fingerprint) == {}


def test_a_cache_that_cannot_be_written_is_no_error(small_survey: Path) -> None:
    (small_survey / "build").write_text("a file where the folder should be", encoding="utf-8")
    assert len(read(small_survey).papers) == 8


def test_a_cache_that_cannot_be_read_is_no_error(small_survey: Path) -> None:
    (small_survey / CACHE).mkdir(parents=True)
    assert len(read(small_survey).papers) == 8


# --- symbolic links --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("papers/2022/li2022x.yaml", "nowhere.yaml", "to 'nowhere.yaml', which does not exist"),
        ("papers/2022/li2022x.yaml", "li2022x.yaml", "to 'li2022x.yaml', which forms a loop"),
        ("papers/2022/li2022x.yaml", "/etc/hosts", "to '/etc/hosts', outside the survey: on any other machine"),
        ("papers/2022/li2022x.yaml", "frantar2022gptq.yaml", "where it would be read twice"),
        ("papers/2022/li2022x.yaml", "../\x1b[2J\n::error::x", r"to '../\x1b[2J\n::error::x', which does not exist"),
        ("papers/2021x", "../../elsewhere", "to '../../elsewhere', which does not exist"),
        ("knowledge/results/other.yaml", "/etc/hosts", "outside the survey"),
        ("knowledge/choose.yaml", "/etc/hosts", "outside the survey"),
        ("docs/more.md", "/etc/hosts", "outside the survey"),
        ("docs/more.md", "more.md", "forms a loop"),
        ("templates", "/etc", "outside the survey"),
    ],
)
def test_a_symbolic_link_is_a_finding_and_is_not_followed(
    small_survey: Path, name: str, target: str, said: str
) -> None:
    link = small_survey / name
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    contents = read(small_survey)
    (finding,) = contents.findings
    assert (finding.file, finding.code) == (name, "LS116")
    assert said in finding.reason
    assert "itself, or delete it." in finding.fix
    assert len(contents.papers) == 8


def test_a_folder_of_records_that_is_a_link_is_told_as_such(small_survey: Path) -> None:
    (small_survey / "papers").rename(small_survey / "moved")
    (small_survey / "papers").symlink_to("moved")
    contents = read(small_survey)
    (finding,) = contents.findings
    assert (finding.file, finding.code) == ("papers", "LS116")
    assert finding.fix == "Replace the link with the folder itself, or delete it."
    assert contents.papers == {}


def test_prose_may_stand_elsewhere_in_the_survey(small_survey: Path) -> None:
    (small_survey / "HISTORY.md").write_text("# History\n", encoding="utf-8")
    (small_survey / "docs").mkdir(exist_ok=True)
    (small_survey / "docs/history.md").symlink_to("../HISTORY.md")
    assert codes(small_survey) == []


# --- many files ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def large_survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey of 1,200 records, a dozen of them wrong, so that it is read by several processes."""
    root = Path(shutil.copytree(SMALL_SURVEY, tmp_path_factory.mktemp("large") / "survey", ignore=MADE))
    record = (root / GPTQ).read_text(encoding="utf-8")
    folder = root / "papers" / "2020"
    folder.mkdir()
    for number in range(1200):
        text = record.replace("2210.17323", f"2001.{number:05}").replace("tcbBPnfwxS", f"forum{number:05}")
        if number % 100 == 7:
            text = text.replace("year: 2023", 'year: "2023"' if number % 200 == 7 else "year: [")
        (folder / f"frantar2020n{number}.yaml").write_text(text, encoding="utf-8")
    return root


_TWICE = """
import sys
from pathlib import Path
from concurrent import futures
from livingsurvey.executors import processes
from livingsurvey.store.read import read

pools = []
class Pool(futures.ProcessPoolExecutor):
    def __init__(self, *arguments, **more):
        pools.append(arguments)
        super().__init__(*arguments, **more)

futures.ProcessPoolExecutor = Pool
processes._processors = lambda: 2
together = read(Path(sys.argv[1]), cached=False)
processes._processors = lambda: 1
alone = read(Path(sys.argv[1]), cached=False)
print(len(pools), together == alone, list(together.papers) == list(alone.papers), len(together.papers))
print(*sorted(finding.code for finding in together.findings))
"""


def test_many_processes_read_what_one_reads(large_survey: Path) -> None:
    """In a process of its own: a test runner's threads would keep it from forking."""
    ran = subprocess.run(
        [sys.executable, "-c", _TWICE, large_survey], capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.splitlines() == ["1 True True 1196", " ".join(["LS101"] * 6 + ["LS105"] * 6)]


def test_progress_tells_of_what_is_parsed(large_survey: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read(large_survey, cached=False, progress=lambda *step: told.append(step))
    assert told[0] == ("records", 1, 1208)
    assert told[-1] == ("records", 1208, 1208)


def table(root: Path) -> Path:
    return root / "knowledge/results" / "small-models.yaml"


def test_cells_of_results_are_kept_as_printed(small_survey: Path) -> None:
    rows = read(small_survey).tables["small-models"].rows
    assert [row.values["speed"] for row in rows] == ["30.90", "45.2", "44", "-", "46"]
    assert rows[2].values["accuracy"] == "NaN"
    assert rows[3].label == "Round & <nearest>"


def test_a_number_without_quotes_would_lose_its_zero_and_is_refused(small_survey: Path) -> None:
    text = table(small_survey).read_text(encoding="utf-8")
    table(small_survey).write_text(text.replace('"30.90"', "30.90"), encoding="utf-8")
    contents = read(small_survey)
    (finding,) = contents.findings
    line = text[: text.index('"30.90"')].count("\n") + 1
    assert (finding.code, finding.line, finding.fix) == ("LS102", line, 'Write  speed: "30.90"')
    assert contents.tables == {}


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ('"30.90"', "30.90", 'Write  speed: "30.90"'),
        ("method: GPTQ\n", "metod: GPTQ\n", "Did you mean 'method'? Rename it, or delete the line."),
        ("  part: Table 7\n", "", "Add a line  part: Table 2"),
        ("rows:\n", "rows: []\nnotes:\n", "Did you mean 'note'? Rename it, or delete the line."),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_fix(small_survey: Path, old: str, new: str, fix: str) -> None:
    text = table(small_survey).read_text(encoding="utf-8")
    assert old in text
    table(small_survey).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert fix in [finding.fix for finding in read(small_survey).findings]


def test_what_is_no_table_does_not_vanish_silently(small_survey: Path) -> None:
    (small_survey / "knowledge/results" / "Table 2.yaml").write_text("title: X\n", encoding="utf-8")
    (small_survey / "knowledge/results" / "notes.txt").write_text("X\n", encoding="utf-8")
    assert codes(small_survey) == [
        ("knowledge/results/Table 2.yaml", "LS112"),
        ("knowledge/results/notes.txt", "LS112"),
    ]


EDITS: dict[str, Callable[[Path], list[str]]] = {
    "nothing": lambda root: [],
    "a title": lambda root: [written(root, GPTQ, "OPTQ", "OPTQ, again")],
    "an error": lambda root: [written(root, GPTQ, "topics:", "topicz:")],
    "a file that is gone": lambda root: [removed(root, GPTQ)],
    "a file in another folder": lambda root: moved(root, GPTQ, "papers/2023/frantar2022gptq.yaml"),
    "a key that is none": lambda root: moved(root, GPTQ, "papers/2022/GPTQ.yaml"),
    "a file that is no record": lambda root: [written(root, "papers/2022/note.txt", "", "")],
    "a topic": lambda root: [written(root, "taxonomy.yaml", "Quantization", "Few bits")],
    "a cell": lambda root: [written(root, "knowledge/results/small-models.yaml", "59.5", "59.4")],
    "a table that is none": lambda root: [written(root, "knowledge/results/small-models.yaml", "rows:", "rowz:")],
    "no venues": lambda root: [removed(root, "knowledge/venues.yaml")],
}
"""What somebody may do to a survey, each with the files that it touches."""


def written(root: Path, name: str | Path, old: str, new: str) -> str:
    text = (root / name).read_text(encoding="utf-8") if old else ""
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return Path(name).as_posix()


def removed(root: Path, name: str | Path) -> str:
    (root / name).unlink()
    return Path(name).as_posix()


def moved(root: Path, name: str | Path, to: str) -> list[str]:
    (root / name).rename(root / to)
    return [Path(name).as_posix(), to]


@pytest.mark.parametrize("edit", EDITS)
def test_what_changed_is_read_again_and_the_rest_is_kept(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    before = read(small_survey, cached=False)
    opened: list[str] = []
    content = reading._content
    monkeypatch.setattr(reading, "_content", lambda path, limit: opened.append(path) or content(path, limit))
    changed = EDITS[edit](small_survey)
    once = read(small_survey, before=before, changed=changed)
    there = {f"{small_survey}/{name}" for name in changed if (small_survey / name).is_file()}
    assert {path for path in opened if Path(path).is_file()} <= there
    assert once == read(small_survey, cached=False)
    mended = shutil.copytree(SMALL_SURVEY, small_survey, dirs_exist_ok=True, ignore=MADE)
    for name in changed:
        if not (SMALL_SURVEY / name).exists():
            (mended / name).unlink()
    assert read(small_survey, before=once, changed=changed) == before


@pytest.mark.parametrize(
    "name",
    [".frantar2022gptq.yaml.swp", "frantar2022gptq.yaml~", "#frantar2022gptq.yaml#", "4913", "a.yaml___jb_tmp___"],
)
def test_what_an_editor_keeps_beside_a_file_is_passed_over(small_survey: Path, name: str) -> None:
    for folder in ("papers/2022", "knowledge", "knowledge/results"):
        (small_survey / folder / name).write_text("title: [", encoding="utf-8")
    (small_survey / "papers/2022/.#frantar2022gptq.yaml").symlink_to("me@desk.1234")
    assert read(small_survey, cached=False).findings == ()
