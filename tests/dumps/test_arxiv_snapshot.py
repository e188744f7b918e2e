"""arXiv's snapshot: its lines, and what stands in them that is no such line. All entries are made up."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dumps.made import preprint, read, write_lines

from livingsurvey.dumps import lines
from livingsurvey.dumps.work import Work


def test_a_line_is_a_preprint_of_the_year_of_its_first_version(tmp_path: Path) -> None:
    said = {
        "comments": "9 pages. Accepted at MADEUP 2026; code: https://github.com/example/made-up",
        "doi": "10.5555/x",
    }
    works, faults = read(write_lines(tmp_path / "snapshot.json", [preprint(**said)]))
    assert works == [
        Work(
            source="arXiv",
            reference="https://arxiv.org/abs/2611.00001",
            title="Made-Up Paper",
            authors=("Ada Example", "Ben O. Example Jr"),
            venue="arXiv",
            year=2026,
            accepted="9 pages. Accepted at MADEUP 2026; code: https://github.com/example/made-up",
            arxiv="2611.00001",
            doi="10.5555/x",
            code="https://github.com/example/made-up",
            categories=("cs.CL", "cs.LG"),
            day=dt.date(2026, 11, 2),
        )
    ]
    assert not faults


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"title": "A Title\n  on Two  Lines"}, "title", "A Title on Two Lines"),
        ({"title": "Schr\\\"odinger's $O(n^2)$"}, "title", "Schrödinger's O(n²)"),
        ({"title": "What costs $5 and $6?"}, "title", "What costs $5 and $6?"),
        (
            {"authors_parsed": [['M\\"uster', "C.", ""], ["Made-Up Team", "", ""]]},
            "authors",
            ("C. Müster", "Made-Up Team"),
        ),
        ({"authors_parsed": [["Example", "Ada", "", "Example University"]]}, "authors", ("Ada Example",)),
        ({"authors_parsed": []}, "authors", ()),
        ({"journal-ref": "J. Made-Up Res. 3 (2026)"}, "accepted", "J. Made-Up Res. 3 (2026)"),
        ({"comments": "12 pages"}, "accepted", None),
        ({"comments": 12}, "accepted", None),
        ({"doi": "10.48550/arXiv.2611.00001"}, "doi", None),
        ({"doi": "10.5555/x 10.5555/y"}, "doi", None),
        ({"id": "math/0309136"}, "reference", "https://arxiv.org/abs/math/0309136"),
    ],
)
def test_what_is_odd_in_a_line(tmp_path: Path, said: dict[str, Any], field: str, value: object) -> None:
    (work,), _ = read(write_lines(tmp_path / "snapshot.json", [preprint(**said)]))
    assert getattr(work, field) == value


BROKEN = [
    b"{not JSON",
    b"[1, 2]",
    b"null",
    json.dumps(preprint(title=None)).encode(),
    json.dumps(preprint(title=["a"])).encode(),
    json.dumps(preprint(title=" ")).encode(),
    json.dumps(preprint(title="x" * 1_000_000)).encode(),
    json.dumps(preprint(title="\x1b]0;steered\x07")).encode(),
    json.dumps(preprint(authors_parsed=[["\x1b[2J", "Ada", ""]])).encode(),
    json.dumps(preprint(authors_parsed="Ada")).encode(),
    json.dumps(preprint(arxiv="../../etc")).encode(),
    json.dumps(preprint(versions=[])).encode(),
    json.dumps(preprint(versions=[{"created": "yesterday"}])).encode(),
    json.dumps(preprint()).encode()[:-40],
    b'{"id": "2611.00001", "title": "\xff\xfe"}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_line_loses_nothing_but_itself(tmp_path: Path, line: bytes) -> None:
    whole = json.dumps(preprint()).encode()
    (tmp_path / "snapshot.json").write_bytes(b"\n".join((whole, line, b"", whole)))
    works, ((place, said),) = read(tmp_path / "snapshot.json")
    assert len(works) == 2
    assert place == "line 2"
    assert said.isprintable()
    assert len(said) < 300


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(preprint())), JSON, max_size=4))
def test_whatever_stands_in_a_field_is_a_work_that_can_be_kept_or_a_fault(said: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        works, faults = read(write_lines(Path(folder, "snapshot.json"), [preprint(), preprint(**said)]))
    assert len(works) + len(faults) == 2
    for work in works:
        assert "\n" not in work.title
        assert 0 < len(work.title) <= 2_000
        assert all(name.isprintable() or not name.isascii() for name in work.authors)


def test_a_line_of_any_length_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 4_000)
    long = json.dumps(preprint(abstract="x" * 100_000)).encode()
    (tmp_path / "snapshot.json").write_bytes(
        b"\n".join((json.dumps(preprint()).encode(), long, json.dumps(preprint()).encode()))
    )
    works, faults = read(tmp_path / "snapshot.json")
    assert (len(works), [fault.place for fault in faults]) == (2, ["line 2"])


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    plain = write_lines(tmp_path / "snapshot.json", [preprint(f"2611.0000{place}") for place in range(3)])
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("read me.txt", "made up")
        archive.write(plain, "folder/arxiv-metadata-oai-snapshot.json")
    (tmp_path / "no name").write_bytes(gzip.compress(plain.read_bytes()))
    assert read(tmp_path / "archive.zip") == read(tmp_path / "no name") == read(plain)


def test_what_stands_before_the_end_of_a_cut_file_is_read(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(json.dumps(preprint(f"2611.{place:05}")).encode() + b"\n" for place in range(5_000)))
    (tmp_path / "snapshot.json.gz").write_bytes(whole[: len(whole) // 2])
    works, faults = read(tmp_path / "snapshot.json.gz")
    assert works
    assert works[0].arxiv == "2611.00000"
    assert [fault.place for fault in faults] == ["the end"]
