"""The index: what goes in, when it is read again, and which works may be a paper's. All dumps are made up."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.dumps.made import preprint, submission, write_lines, write_list
from tests.sources.papers import paper

from livingsurvey.dumps.index import PLACE, Index
from livingsurvey.dumps.queries import MOST
from livingsurvey.errors import Busy, EnvironmentTrouble, UsageError
from livingsurvey.model import Author, Identifier, Paper
from livingsurvey.sources.version import Version

TITLE = "Widget: Made-Up Compression of Examples"
ADA_AND_BEN = ("Ada Example", "Ben O. Example")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder with two dumps, and with what stands beside dumps."""
    folder = tmp_path / "dumps"
    (folder / ".git").mkdir(parents=True)
    write_lines(folder / "snapshot.json", [preprint(title=TITLE), preprint("2611.00002", "Another Made-Up Paper")])
    write_list(folder / "iclr2026.json", [submission(TITLE)])
    write_list(folder / ".git" / "iclr2025.json", [submission()])
    (folder / "README.md").write_text("made up", encoding="utf-8")
    return folder


def found(index: Index, *papers: Paper) -> list[Version]:
    return [version for _, version in index.candidates(papers)]


def test_a_folder_is_read_once(index: Index, dumps: Path) -> None:
    first, second = index.add(dumps), index.add(dumps)
    assert (first.read, first.works, first.unchanged, first.trouble) == (2, 3, 0, ())
    assert (second.read, second.works, second.unchanged) == (0, 0, 2)
    assert len(found(index, paper(TITLE))) == 2


def test_a_changed_file_replaces_what_it_said_and_one_that_is_gone_takes_it_along(index: Index, dumps: Path) -> None:
    index.add(dumps)
    write_lines(dumps / "snapshot.json", [preprint(title="Now It Is Called So")])
    os.utime(dumps / "snapshot.json", ns=(1, 1))
    (dumps / "iclr2026.json").unlink()
    again = index.add(dumps)
    assert (again.read, again.works) == (1, 1)
    assert found(index, paper(TITLE, authors=("Somebody Else",))) == []
    assert [each.title for each in found(index, paper("Now it is called so"))] == ["Now It Is Called So"]


def test_an_interrupted_reading_leaves_the_last_state(index: Index, dumps: Path) -> None:
    index.add(dumps)
    write_lines(dumps / "snapshot.json", [preprint(title="Now It Is Called So")])

    def interrupt(path: Path, works: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.add(dumps, interrupt)
    assert len(found(index, paper(TITLE))) == 2
    assert index.add(dumps).read == 1


def test_what_cannot_be_read_is_told_in_one_line_a_file(index: Index, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "snapshot.json", [preprint(), preprint(title=None), preprint(title=7), preprint()])
    (line,) = index.add(path).trouble
    fault = "title: Input should be a valid string"
    assert line == f"{path}: line 2 could not be read, and 1 more; works that could: 2 ({fault})"


@pytest.mark.parametrize("content", [b"", b"# Made up", b"%PDF-1.4", b"\x1f\x8b\x00", b"[]", b"{}", b"PK\x03\x04 none"])
def test_what_is_no_dump_is_no_dump(index: Index, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iclr2026.json").write_bytes(content)
    with pytest.raises(UsageError, match=r"is no dump that can be read; these can: .*arXiv"):
        index.add(tmp_path / "iclr2026.json")
    with pytest.raises(UsageError, match="is not there"):
        index.add(tmp_path / "nowhere")


def test_nobody_waits_for_a_pipe(index: Index, dumps: Path) -> None:
    os.mkfifo(dumps / "pipe.json")
    assert not index.add(dumps).trouble
    with pytest.raises(UsageError, match="is no dump that can be read"):
        index.add(dumps / "pipe.json")


def test_two_commands_at_once(index: Index, tmp_path: Path) -> None:
    other = f"from pathlib import Path; from livingsurvey.dumps.index import Index; Index.open(Path({str(tmp_path)!r}))"
    tried = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
    assert f"{Busy.__name__}: another command has build/dumps.duckdb" in tried.stderr


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / PLACE).write_bytes(b"made up" * 10_000)
    with pytest.raises(EnvironmentTrouble, match="delete it to have all dumps read"):
        Index.open(tmp_path)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="No space left on device"), Index.open(tmp_path):
        raise duckdb.IOException("Could not write file: No space left on device\n")


def test_without_duckdb_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EnvironmentTrouble, match=r"pip install 'livingsurvey\[dumps\]'"):
        Index.open(tmp_path)


@pytest.mark.parametrize(
    "asked",
    [
        paper("Another Title", ("Somebody Else",), arxiv="2611.00001"),
        paper("widget – made-up compression of examples", ()),
        paper("Widget: The Same under Another Title", ("A. Example", "Somebody Else")),
        paper("Another Title", ("Ada Maria Example", "B. Example")),
        paper("Another Title", (), arxiv="2610.00001").model_copy(update={"also_titled": (TITLE,)}),
    ],
    ids=["id", "title", "short name and first author", "first and last author", "another title"],
)
def test_a_work_that_has_something_telling_in_common_may_be_the_paper_s(
    index: Index, tmp_path: Path, asked: Paper
) -> None:
    entries = [preprint(title=TITLE), preprint("2611.00002", authors_parsed=[["Nobody", "Zoe", ""]])]
    index.add(write_lines(tmp_path / "snapshot.json", entries))
    assert list(index.candidates([asked, paper("Nothing Like It", ("Somebody Else",))])) == [
        (
            "example2026made",
            Version(
                service="arXiv",
                reference="https://arxiv.org/abs/2611.00001",
                title=TITLE,
                authors=("Ada Example", "Ben O. Example Jr"),
                venue="arXiv",
                year=2026,
                ids=(Identifier("arxiv", "2611.00001"),),
            ),
        )
    ]


def test_what_has_less_in_common_is_another_s(index: Index, tmp_path: Path) -> None:
    old = [{"created": "Mon, 2 Nov 2020 19:18:42 GMT"}]
    index.add(write_lines(tmp_path / "snapshot.json", [preprint("2011.00001", versions=old)]))
    assert found(index, paper("Widget: A Title", ADA_AND_BEN)) == []
    assert found(index, paper("?!", ())) == []
    assert found(index) == []
    alone = paper("Another Title", ("Ada Example",)).model_copy(update={"year": 2020})
    assert found(index, alone) == []
    cut = alone.model_copy(update={"authors": tuple(map(Author, ADA_AND_BEN)), "and_others": True})
    assert found(index, cut) == []


def test_a_name_that_a_thousand_have_gives_a_bounded_number(index: Index, tmp_path: Path) -> None:
    entries = [preprint(f"2611.{place:05}", f"{'x' * place} Made-Up") for place in range(3 * MOST)]
    index.add(write_lines(tmp_path / "snapshot.json", entries))
    nearest = found(index, paper("xx Made-Upp", ("A. Example", "B. Example")))
    assert len(nearest) == MOST
    assert nearest[0].title == "xx Made-Up"


def test_newer_works_are_told_by_day_category_and_beginnings_of_words(index: Index, tmp_path: Path) -> None:
    july = [{"created": "Wed, 1 Jul 2026 00:00:00 GMT"}]
    entries = [
        preprint("2611.00001", "Quantized Widgets"),
        preprint("2611.00002", "A KV-Cache of Widgets"),
        preprint("2611.00003", "Widgets of Quantum Fields", categories="hep-th"),
        preprint("2611.00004", "Widgets"),
        preprint("2607.00001", "Quantized Before", versions=july),
    ]
    index.add(write_lines(tmp_path / "snapshot.json", entries))
    index.add(
        write_list(tmp_path / "iclr2026.json", [submission("Quantizing It"), submission("Quantized", status="Reject")])
    )

    def titles(
        *words: str, since: dt.date = dt.date(2026, 11, 1), categories: tuple[str, ...] = ("cs.LG",)
    ) -> list[str]:
        return [version.title for version in index.newer(since, categories, words)]

    assert titles("quantiz", "kv cache") == ["Quantized Widgets", "A KV-Cache of Widgets", "Quantizing It"]
    assert titles("antiz") == []
    assert titles("'; DROP TABLE works; --") == []
    assert titles(categories=("hep-th",)) == ["Widgets of Quantum Fields", "Quantizing It"]
    assert len(titles(categories=())) == 5
    assert titles("quantiz", since=dt.date(2026, 6, 1))[-1:] == ["Quantizing It"]
    assert len(titles("quantiz", since=dt.date(2026, 6, 1))) == 3
    assert titles(since=dt.date(2027, 1, 1)) == []


def test_all_works_go_to_another_engine_as_parquet(tmp_path: Path, dumps: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add(dumps)
    with Index.open(tmp_path) as index:
        index.write_works(tmp_path / "works")
    written = pq.read_table(tmp_path / "works")
    assert (written.num_rows, "title_form" in written.column_names) == (3, True)


def test_a_name_with_quotes_is_a_name(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "it's; DROP TABLE works"
    folder.mkdir()
    write_lines(folder / 'snap"shot.json', [preprint(title=TITLE)])
    assert index.add(folder).read == 1
    assert index.add(folder).unchanged == 1
    assert len(found(index, paper(TITLE))) == 1
