"""Writing records: canonical text, edits that touch one line, and files replaced in one step."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from livingsurvey.errors import UsageError
from livingsurvey.model import Ids, Paper
from livingsurvey.model.declared import Value
from livingsurvey.store import paper
from livingsurvey.store.hidden import hidden
from livingsurvey.store.read import _paper_json
from livingsurvey.store.write import (
    PAPER_HEADER,
    _complete,
    create,
    dump,
    dump_paper,
    edit,
    edit_file,
    edit_paper,
    is_temporary,
    move,
    remove_leftovers,
    write_all,
    write_bytes,
    write_text,
)
from livingsurvey.store.yaml import parse
from strategies import TROUBLE, lines, papers, slugs, values

GPTQ = """\
# yaml-language-server: $schema=../../schema/paper.schema.json
name: GPTQ
title: "OPTQ: Accurate Quantization"  # as published
authors: [Elias Frantar,   Dan Alistarh]
year: 2023
venue: ICLR

# where it can be found
ids:
    arxiv: "2210.17323"   # v1 in October
    openreview: tcbBPnfwxS
links: {code: "https://github.com/IST-DASLab/gptq"}
topics:
- weight-only-quantization # main
- quantization
added: 2023-05-10
"""


def read_back(written: Paper) -> Paper:
    record, findings = _paper_json((f"papers/2023/{written.key}.yaml", dump_paper(written).encode()))
    assert findings == []
    assert record is not None
    return paper.of(written.key, record, {})


@given(papers)
def test_a_record_read_back_is_the_record(paper: Paper) -> None:
    assert read_back(paper) == paper


@given(papers, st.dictionaries(slugs.map("own-{}".format), values, max_size=3))
def test_own_fields_are_read_back_and_stand_behind_the_traits(made: Paper, own: dict[str, Value]) -> None:
    written = Paper.model_validate({**made.model_dump(), **own})
    text = dump_paper(written)
    record, findings = _paper_json((f"papers/2023/{made.key}.yaml", text.encode()))
    assert (findings, record is None) == ([], False)
    assert paper.of(made.key, record or b"", dict.fromkeys(own)) == written
    keys = [line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()]
    behind = keys.index("read" if made.read else "added")
    assert keys[behind - len(own) : behind] == list(own)


@given(papers)
def test_writing_is_stable(paper: Paper) -> None:
    assert dump_paper(read_back(paper)) == dump_paper(paper)


@pytest.mark.parametrize("text", TROUBLE)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    written = dump({"venue": text, "authors": [text, text + "."], "title": text})
    assert parse(written) == ({"venue": text, "authors": [text, text + "."], "title": text}, [])


def test_a_record_reads_nicely() -> None:
    paper = Paper(
        key="frantar2022gptq",
        title="GPTQ: Accurate Quantization",
        authors=("Elias Frantar", 'Zhangyang "Atlas" Wang'),
        year=2023,
        venue="ICLR",
        ids=Ids(arxiv="2210.17323"),
        topics=("weight-only-quantization",),
        added=dt.date(2023, 5, 10),
    )
    assert dump_paper(paper) == PAPER_HEADER + (
        'title: "GPTQ: Accurate Quantization"\n'
        "authors:\n"
        "  - Elias Frantar\n"
        '  - Zhangyang "Atlas" Wang\n'
        "year: 2023\n"
        "venue: ICLR\n"
        "ids:\n"
        '  arxiv: "2210.17323"\n'
        "topics:\n"
        "  - weight-only-quantization\n"
        "added: 2023-05-10\n"
    )


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    assert before.count("\n") == after.count("\n")
    return [pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("year",), 2024, "year: 2024"),
        (("venue",), "NeurIPS", "venue: NeurIPS"),
        (("ids", "arxiv"), "2210.17324", '    arxiv: "2210.17324"   # v1 in October'),
        (("added",), dt.date(2024, 2, 29), "added: 2024-02-29"),
    ],
)
def test_an_edit_changes_its_line_only(path: tuple[str, ...], value: Any, line: str) -> None:
    assert [after for _, after in changed_lines(GPTQ, edit(GPTQ, {path: value}))] == [line]


def test_an_edit_keeps_the_comment_on_its_line() -> None:
    edited = edit(GPTQ, {("title",): 'A: "B"'})
    assert edited.splitlines()[2].endswith("# as published")
    data, _ = parse(edited)
    assert isinstance(data, dict)
    assert data["title"] == 'A: "B"'


def test_an_item_of_a_list_can_be_changed() -> None:
    edited = edit(GPTQ, {("topics", 0): "data-selection"})
    assert [after for _, after in changed_lines(GPTQ, edited)] == ["- data-selection # main"]


def test_a_key_can_be_added() -> None:
    edited = edit(GPTQ, {("ids", "doi"): "10.1000/x"})
    assert set(GPTQ.splitlines()) <= set(edited.splitlines())
    data, _ = parse(edited)
    assert isinstance(data, dict)
    assert data["ids"] == {"arxiv": "2210.17323", "openreview": "tcbBPnfwxS", "doi": "10.1000/x"}


def test_a_new_field_of_a_record_goes_where_a_new_record_has_it_and_looks_as_there() -> None:
    text = (
        'title: "A"\nids:\n  arxiv: "2210.17323"\n  openreview: "tcbBPnfwxS"\n'
        "# of these\ntopics:\n  - a\nadded: 2024-01-01\n"
    )
    changes: dict[tuple[str, ...], Any] = {
        ("also_titled",): ["B", "2024-01-02"],
        ("ids", "doi"): "10.1/x",
        ("links", "code"): "https://example.org/a",
        ("links", "archived"): "2024-01-02",
        ("cites",): {"papers": ["a2024b"], "date": "2024-01-02", "source": "https://example.org/"},
    }
    assert edit_paper(text, changes) == (
        'title: "A"\nalso_titled:\n  - "B"\n  - "2024-01-02"\nids:\n  arxiv: "2210.17323"\n  doi: "10.1/x"\n'
        '  openreview: "tcbBPnfwxS"\nlinks:\n  code: https://example.org/a\n  archived: 2024-01-02\n'
        "# of these\ntopics:\n  - a\nadded: 2024-01-01\ncites:\n  papers:\n    - a2024b\n  date: 2024-01-02\n"
        "  source: https://example.org/\n"
    )


def test_a_key_can_be_added_below_one_that_is_not_there() -> None:
    edited = edit(GPTQ, {("sources", "venue"): "https://openreview.net/forum?id=tcbBPnfwxS"})
    assert edited == GPTQ + "sources:\n  venue: https://openreview.net/forum?id=tcbBPnfwxS\n"


def test_a_key_can_be_removed() -> None:
    edited = edit(GPTQ, {("name",): None})
    assert edited == GPTQ.replace("name: GPTQ\n", "")


def test_many_changes_at_once() -> None:
    edited = edit(GPTQ, {("year",): 2024, ("venue",): "ICML", ("name",): None})
    assert edited == GPTQ.replace("name: GPTQ\n", "").replace("2023\n", "2024\n", 1).replace("ICLR", "ICML")


@given(lines, st.sampled_from([("title",), ("venue",), ("name",), ("ids", "openreview"), ("topics", 1)]))
@example("no", ("venue",))
def test_any_text_can_be_written_anywhere(text: str, path: tuple[str | int, ...]) -> None:
    edited = edit(GPTQ, {path: text})
    expected, _ = parse(GPTQ)
    holder: Any = expected
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = text
    assert parse(edited) == (expected, [])
    assert len(changed_lines(GPTQ, edited)) <= 1


def test_a_list_keeps_its_layout_and_its_comments() -> None:
    edited = edit(GPTQ, {("topics",): ("weight-only-quantization", "data-selection", "distillation")})
    assert edited == GPTQ.replace("- quantization\n", "- data-selection\n- distillation\n")
    assert edit(GPTQ, {("topics",): ["weight-only-quantization"]}) == GPTQ.replace("- quantization\n", "")
    shorter = edit(GPTQ, {("authors",): ["Elias Frantar", "Saleh Ashkboos"]})
    assert shorter == GPTQ.replace("Dan Alistarh", "Saleh Ashkboos")


def test_text_that_is_not_ascii_stays_readable() -> None:
    edited = edit(GPTQ, {("title",): "∞-former: 数据 & Ö"})
    assert "∞-former: 数据 & Ö" in edited


@pytest.mark.parametrize(
    "path", [("links", "code", "deep"), ("year", "month"), ("topics", 7), ("topics", "a"), ("topics", 0, "a")]
)
def test_a_path_that_leads_nowhere_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises(UsageError, match=r"there is no place for .*; edit it by hand"):
        edit(GPTQ, {path: "x"})


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "frantar2022gptq.yaml"
    path.write_bytes(b"year: 2023\r\nvenue: ICLR\r\n")
    edit_file(path, {("venue",): "ICML"})
    assert path.read_bytes() == b"year: 2023\r\nvenue: ICML\r\n"


def test_emoji_stay_beside_their_joiners() -> None:
    title = "Widgets: \U0001f469\u200d\U0001f4bb at work"
    written = dump({"title": title})
    assert written == f'title: "{title}"\n'
    assert list(hidden("x.yaml", written.encode())) == []


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "a: 1\na: 2\n", "# only a comment\n"])
def test_what_is_no_mapping_is_not_edited(text: str) -> None:
    with pytest.raises(UsageError, match="valid YAML"):
        edit(text, {("a",): 1})


def test_editing_a_file_says_whether_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "frantar2022gptq.yaml"
    path.write_text(GPTQ, encoding="utf-8")
    assert edit_file(path, {("year",): 2024})
    assert not edit_file(path, {("year",): 2024})
    assert path.read_text(encoding="utf-8") == GPTQ.replace("year: 2023", "year: 2024")


def test_a_file_is_written_only_when_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    assert write_text(path, "# Ö 数\n")
    before = path.stat().st_ino
    assert not write_text(path, "# Ö 数\n")
    assert path.stat().st_ino == before
    assert write_text(path, "# other\n")
    assert path.read_bytes() == b"# other\n"


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "run"
    path.write_text("a", encoding="utf-8")
    path.chmod(0o750)
    write_bytes(path, b"b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750


def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_bytes(tmp_path / "new", b"x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_bytes(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]
    assert path.read_text(encoding="utf-8") == "old"


# --- new files -------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems that give a file two names, and one that does not, as on a memory card."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("file_system")
def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "papers/2022/frantar2022gptq.yaml"
    create(path, b"the first")
    with pytest.raises(FileExistsError):
        create(path, b"the second")
    assert path.read_bytes() == b"the first"
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.usefixtures("file_system")
def test_of_many_writers_of_one_file_one_succeeds(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> int | None:
        start.wait()
        try:
            create(tmp_path / "doe2024one.yaml", b"%d" % number * 100_000)
        except FileExistsError:
            return None
        return number

    with ThreadPoolExecutor(8) as writers:
        (written,) = [number for number in writers.map(write, range(8)) if number is not None]
    assert (tmp_path / "doe2024one.yaml").read_bytes() == b"%d" % written * 100_000


def test_a_new_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*doe2024one\.yaml'"):
        create(tmp_path / "doe2024one.yaml", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("file_system")
def test_a_file_is_moved_unless_another_has_the_name(tmp_path: Path) -> None:
    path, target = tmp_path / "a.yml", tmp_path / "deeper/a.yaml"
    path.write_bytes(b"mine")
    assert move(path, target)
    assert (path.exists(), target.read_bytes()) == (False, b"mine")
    path.write_bytes(b"another")
    assert not move(path, target)
    assert (path.read_bytes(), target.read_bytes()) == (b"another", b"mine")


def test_a_move_that_was_interrupted_is_completed(tmp_path: Path) -> None:
    path, target = tmp_path / "a.yml", tmp_path / "a.yaml"
    path.write_bytes(b"mine")
    os.link(path, target)
    assert move(path, target)
    assert (path.exists(), target.read_bytes()) == (False, b"mine")


def test_what_was_written_before_the_disk_was_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_all(tmp_path, {"schema/a": "1", "schema/b": "2", "schema/c": "3"})
    assert caught.value.__notes__ == ["schema/a is written", "schema/b is not written", "schema/c is not written"]
    monkeypatch.undo()
    assert write_all(tmp_path, {"schema/a": "1", "schema/b": "2", "schema/c": "3"}) == ["schema/b", "schema/c"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey/schema").symlink_to("../elsewhere")
    with pytest.raises(UsageError, match="schema is a symbolic link; replace it with the folder itself"):
        write_all(tmp_path / "survey", {"schema/deeper/a": "1"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_a_killed_writer_left_is_known_and_nothing_else(tmp_path: Path) -> None:
    with _complete(tmp_path / f"{'long' * 60}.yaml", b"x") as temporary:
        left = Path(shutil.copy(temporary, temporary.with_name(temporary.name.replace("long", "left", 1))))
    assert list(tmp_path.iterdir()) == [left]
    assert is_temporary(left.name)
    others = {".gitkeep", ".frantar2022gptq.yaml.swp", ".a.original", "a.abcdefgh.tmp", "doe2024one.yaml"}
    for name in others:
        (tmp_path / name).touch()
    remove_leftovers(tmp_path, tmp_path / "no such folder")
    assert {path.name for path in tmp_path.iterdir()} == others
