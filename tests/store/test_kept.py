"""store/kept.py"""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field

from livingsurvey.errors import UsageError
from livingsurvey.model.record import Record
from livingsurvey.store import kept


class Tally(Record):
    """Something that a run leaves for the next."""

    seen: dict[str, int] = Field(default_factory=dict)


def test_what_a_run_leaves_the_next_one_finds(tmp_path: Path) -> None:
    file, tally = tmp_path / "build" / "tally.json", Tally(seen={"Ö 数": 2})
    assert kept.read(file, Tally, "a tally") == Tally()
    assert kept.write(file, tally)
    assert not kept.write(file, tally)
    assert kept.read(file, Tally, "a tally") == tally


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"seen": {"a": "two"}}', b'{"other": 1}', b"\xff"])
def test_a_file_of_something_else_is_told_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tally.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"tally\.json is not a tally; delete it$"):
        kept.read(file, Tally, "a tally; delete it")
