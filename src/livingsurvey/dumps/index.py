"""The index of all dumps: one DuckDB file under build/, in which the works that may be a paper's are looked up.

Dumps of any size go in and come out in batches, and DuckDB keeps to a limit of memory: what does not fit into it is put
beside the index while it works.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from livingsurvey.dumps import formats, queries, tables
from livingsurvey.dumps.work import Fault, Work
from livingsurvey.errors import Busy, EnvironmentTrouble, UsageError
from livingsurvey.model import Paper
from livingsurvey.sources.version import Version

if TYPE_CHECKING:
    import datetime as dt

    from duckdb import DuckDBPyConnection

PLACE = Path("build", "dumps.duckdb")
"""The index of a survey, relative to its folder."""

MEMORY = "250MB"
"""What DuckDB may take."""
_WORD = re.compile(r"[^\W_]+")
_BATCH = 20_000
"""Works that go into the index at once."""

Progress = Callable[[Path, int], None]
"""Told which file is being read, and how many of its works are in."""


class _State(NamedTuple):
    """By what a file is known to be the one that was read.

    Its content would be surer, but reading 5 GB to learn that they are the same takes as long as everything else.
    """

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Added:
    """What came of reading dumps.

    Attributes:
        read: files that were new or had changed.
        unchanged: files that are in the index as they are.
        works: works that came in.
        trouble: what could not be read, one line a file.
    """

    read: int
    unchanged: int
    works: int
    trouble: tuple[str, ...]


class Index:
    """All dumps of a survey, behind one connection, which nobody else can have meanwhile: use it in a ``with``."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, root: Path, *, memory: str = MEMORY) -> Self:
        """The index of a survey; an empty one where there is none yet, or where it is of another program.

        Raises:
            Busy: another command has it.
            EnvironmentTrouble: DuckDB is not installed, or the file is damaged.
        """
        try:
            import duckdb
        except ImportError as error:
            raise EnvironmentTrouble("dumps need DuckDB; run  pip install 'livingsurvey[dumps]'") from error
        place = root / PLACE
        place.parent.mkdir(exist_ok=True)
        try:
            connection = duckdb.connect(place, config={"memory_limit": memory, "temp_directory": f"{place}.tmp"})
            connection.execute("SET preserve_insertion_order = false")
            _prepare(connection)
        except duckdb.Error as error:
            if "lock" in str(error):
                raise Busy(f"another command has {PLACE}; wait until it is done, or end it, and run again") from error
            reason = str(error).splitlines()[0]
            raise EnvironmentTrouble(f"{PLACE} is damaged; delete it to have all dumps read ({reason})") from error
        return cls(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import duckdb

        self._connection.close()
        if isinstance(error, duckdb.IOException):
            reason = str(error).splitlines()[0]
            raise EnvironmentTrouble(f"{PLACE} cannot be written or read; free some space ({reason})") from error

    def add(self, path: Path, progress: Progress = lambda path, works: None) -> Added:
        """Read a dump, or all dumps in a folder and below it; what is unchanged since it was read is not read again.

        A file goes in whole or not at all, in place of what it was before. Files of the folder that are gone are taken
        out.

        Raises:
            UsageError: there is nothing, or nothing that is a dump.
        """
        if not path.exists():
            raise UsageError(f"{path} is not there; give a dump, or a folder of dumps")
        folder = path.resolve()
        files = sorted(_files(folder)) if folder.is_dir() else [folder]
        before = self._known(folder)
        read = unchanged = works = 0
        trouble = []
        for file in files:
            try:
                if file.is_fifo():
                    continue  # nobody may ever write into it
                state = _state(file)
                if before.pop(str(file), None) == state:
                    unchanged += 1
                    continue
                parts = formats.parts(file)
            except OSError as error:
                trouble.append(f"{file}: {error.strerror}")
                continue
            if parts:
                count, faults = self._replace(file, state, parts, progress)
                read, works, trouble = read + 1, works + count, trouble + faults
        self._forget(before)
        if not read and not unchanged and not trouble:
            raise UsageError(f"{path} is no dump that can be read; these can: {formats.known()}")
        return Added(read, unchanged, works, tuple(trouble))

    def candidates(self, papers: Iterable[Paper]) -> Iterator[tuple[str, Version]]:
        """Key of a paper and a version that may be of it, for each that has something telling in common with it.

        These are an id, a title, the short name and the first author, or the first and the last author within some
        years; at most :data:`.queries.MOST` of one dump for one paper, those that tell most first.
        """
        cursor = self._connection.cursor()
        cursor.register("batch", tables.papers_table(papers))
        cursor.execute("CREATE TEMP TABLE papers AS FROM batch")
        for key, *row in _rows(cursor.execute(queries.CANDIDATES)):
            yield key, tables.version(row)

    def write_works(self, folder: Path) -> None:
        """Write all works as Parquet, for another engine; what is in the folder is replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        works = self._connection.cursor().from_query("FROM works")
        works.write_parquet(str(folder / "works.parquet"), compression="zstd")

    def newer(self, since: dt.date, categories: Sequence[str] = (), words: Sequence[str] = ()) -> Iterator[Version]:
        """Works that dumps have since a day, newest first; of those that tell no day, from that day's year on.

        Args:
            since: the first day.
            categories: of arXiv; a work of one of them, or of a dump that has none. All where none is given.
            words: beginnings of words, or of several together, one of which the title must have: ``quantiz``, ``kv
                cache``. All where none is given.
        """
        beginnings = [f" {' '.join(_WORD.findall(each.lower()))}" for each in words]
        values = {"since": since, "categories": list(categories), "beginnings": beginnings}
        yield from map(tables.version, _rows(self._connection.cursor().execute(queries.NEWER, values)))

    def _known(self, folder: Path) -> dict[str, _State]:
        """The files of a folder that were read, as they were then."""
        rows = self._connection.execute(
            "SELECT path, size, modified FROM dumps WHERE path = $1 OR starts_with(path, $1 || '/')", [str(folder)]
        )
        return {path: _State(size, modified) for path, size, modified in rows.fetchall()}

    def _replace(
        self, file: Path, state: _State, parts: Iterable[formats.Part], progress: Progress
    ) -> tuple[int, list[str]]:
        """Put the works of a file in place of those it had; how many they are, and what could not be read."""
        faults = _Faults()
        works = faults.out_of(part.works() for part in parts)
        count = 0
        self._connection.begin()
        try:
            self._delete(str(file))
            while batch := list(islice(works, _BATCH)):
                self._connection.register("batch", tables.works_table(batch))
                self._connection.execute(queries.INSERT, [str(file)])
                count += len(batch)
                progress(file, count)
            self._connection.execute("INSERT INTO dumps VALUES (?, ?, ?)", [str(file), *state])
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()
        return count, faults.told(file, count)

    def _forget(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._delete(path)

    def _delete(self, path: str) -> None:
        for table, column in (("works", "dump"), ("dumps", "path")):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [path])  # noqa: S608  # of two names


class _Faults:
    """Counts what could not be read while the rest goes by."""

    def __init__(self) -> None:
        self._count = 0
        self._first: Fault | None = None

    def out_of(self, runs: Iterable[Iterable[Work | Fault]]) -> Iterator[Work]:
        for run in runs:
            for each in run:
                if isinstance(each, Work):
                    yield each
                else:
                    self._count += 1
                    self._first = self._first or each

    def told(self, file: Path, works: int) -> list[str]:
        if self._first is None:
            return []
        place, said = self._first
        others = f", and {self._count - 1:,} more" if self._count > 1 else ""
        return [f"{file}: {place} could not be read{others}; works that could: {works:,} ({said})"]


def _prepare(connection: DuckDBPyConnection) -> None:
    """Make the tables, if they are not there in the shape of today."""
    shape = hashlib.sha256((queries.WORKS + queries.INSERT).encode()).hexdigest()
    known = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'works'").fetchall()
    if known != [(shape,)]:
        connection.execute("DROP TABLE IF EXISTS works; DROP TABLE IF EXISTS dumps; DROP SEQUENCE IF EXISTS work")
        connection.execute(f"{queries.WORKS} COMMENT ON TABLE works IS '{shape}'")


def _rows(answer: DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    while rows := answer.fetchmany(_BATCH):
        yield from rows


def _files(folder: Path) -> Iterator[Path]:
    """All files of a folder and below it, but for what is hidden: a clone keeps its history there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _state(file: Path) -> _State:
    state = file.stat()
    return _State(state.st_size, state.st_mtime_ns)
