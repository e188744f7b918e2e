"""What is kept between runs is data: it is never run, and what is not ours is thrown away with a word."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest

import livingsurvey
from livingsurvey.store import cache

SOURCES = sorted(Path(livingsurvey.__file__).parent.rglob("*.py"))
RUNNABLE = {"pickle", "marshal", "shelve", "dbm", "dill", "joblib", "copyreg", "requests_cache", "diskcache"}
FINGERPRINT = b"f" * 16


def runs_data(code: ast.AST) -> set[str]:
    """The names by which a module could turn bytes from a file into running code."""
    found = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names} & RUNNABLE
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").partition(".")[0]} & RUNNABLE
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {node.func.id} & {"eval", "exec", "compile", "__import__"}
        elif isinstance(node, ast.keyword):
            found |= {node.arg or ""} & {"bytecode_cache", "allow_pickle"}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_that_is_kept_can_be_run(path: Path) -> None:
    assert runs_data(ast.parse(path.read_text(encoding="utf-8"))) == set()


def test_the_sweep_sees_what_it_looks_for() -> None:
    code = "import pickle\nfrom marshal import loads\neval(x)\nEnvironment(bytecode_cache=y)"
    assert runs_data(ast.parse(code)) == {"pickle", "marshal", "eval", "bytecode_cache"}


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("a pickle was run",)


FOREIGN = {
    "empty": b"",
    "a pickle": pickle.dumps(Bomb()),
    "a database": b"SQLite format 3\0" + bytes(84),
    "half a header": b"livingsurvey rec",
    "a header alone": b"livingsurvey record cache\n" + FINGERPRINT,
    "another digest": b"livingsurvey record cache\n" + FINGERPRINT + bytes(16) + b"x",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_ours_is_thrown_away_with_one_line(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "kept"
    path.write_bytes(content)
    assert cache.load(path, FINGERPRINT) == {}
    (said,) = caplog.messages
    assert said == f"{path} is damaged or from another program; it is discarded and rebuilt"
    cache.save(path, FINGERPRINT, {b"n" * 16: b"text"})
    assert cache.load(path, FINGERPRINT) == {b"n" * 16: b"text"}
    assert len(caplog.messages) == 1


def test_a_folder_in_its_place_is_told_and_nothing_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert cache.load(tmp_path, FINGERPRINT) == {}
    cache.save(tmp_path, FINGERPRINT, {b"n" * 16: b"text"})
    assert caplog.messages == [f"{tmp_path} cannot be read (Is a directory) and is ignored"]


def test_none_there_and_one_of_another_version_are_nothing_to_tell(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert cache.load(tmp_path / "kept", FINGERPRINT) == {}
    cache.save(tmp_path / "kept", FINGERPRINT, {b"n" * 16: b"text"})
    assert cache.load(tmp_path / "kept", b"g" * 16) == {}
    assert caplog.messages == []


def test_folders_beside_the_sources_make_nothing() -> None:
    assert cache.made_by("latex/*", "*") == cache.made_by("latex/*.*", "*.*")
