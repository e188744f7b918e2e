"""Which dump a file is, by what it holds and not by its name; packed ones are unpacked while they are read."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, cast

from livingsurvey.dumps import acl_anthology, arxiv_snapshot, dblp_xml, openalex, paperlists
from livingsurvey.dumps.work import Fault, Work

_HEAD = 64_000
"""Bytes by which a format is told."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_DAMAGED = (EOFError, OSError, UnicodeError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What readers of packed files raise over one that is damaged, cut off, or encrypted."""


class Format(Protocol):
    """A module that reads one kind of dump.

    Attributes:
        WHAT: what the dump is called in messages.
    """

    WHAT: str

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins so is one."""

    def works(self, file: BinaryIO, name: str) -> Iterator[Work | Fault]:
        """The works of a file, one at a time; over a damaged file it may raise, after what it read so far."""


FORMATS = cast("tuple[Format, ...]", (paperlists, acl_anthology, arxiv_snapshot, dblp_xml, openalex))


class Part(NamedTuple):
    """A file, or one inside a ZIP file, that is a dump."""

    name: str
    format: Format
    open: Callable[[], BinaryIO]

    def works(self) -> Iterator[Work | Fault]:
        """Its works; where it is damaged, those before, and a fault."""
        try:
            with self.open() as file:
                yield from self.format.works(file, self.name)
        except _DAMAGED as error:
            yield Fault("the end", f"damaged or cut off: {error}")


def parts(path: Path) -> tuple[Part, ...]:
    """The dumps that a file is or holds; none where it is something else.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        packed = file.read(4)
    opened: dict[str, Callable[[], BinaryIO]]
    if packed == _ZIP:
        opened = {name: partial(_member, path, name) for name in _names(path)}
    elif packed.startswith(_GZIP):
        opened = {path.name.removesuffix(".gz"): partial(_unpacked, path)}
    else:
        opened = {path.name: partial(_plain, path)}
    return tuple(Part(name, kind, start) for name, start in opened.items() if (kind := _format(start)))


def known() -> str:
    """The dumps that can be read, as messages list them."""
    return ", ".join(each.WHAT for each in FORMATS)


def _plain(path: Path) -> BinaryIO:
    return path.open("rb")


def _unpacked(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path))


def _names(path: Path) -> list[str]:
    """The files inside a ZIP file; none where it is damaged or cut off: what is in it stands at its end."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [member.filename for member in archive.infolist() if not member.is_dir()]
    except zipfile.BadZipFile:
        return []


def _member(path: Path, name: str) -> BinaryIO:
    with zipfile.ZipFile(path) as archive:
        return cast("BinaryIO", archive.open(name))


def _format(start: Callable[[], BinaryIO]) -> Format | None:
    try:
        with start() as file:
            head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    except _DAMAGED:
        return None
    return next((each for each in FORMATS if each.recognises(head)), None)
