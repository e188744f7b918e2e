"""The output folder: written beside the site, only where something changed, and swapped in at the end.

Two folders take turns. ``site/`` is what people see; ``.site/next/`` is the site before it, brought up to date by the
running build and exchanged with ``site/`` in one step when all is done. A build that fails or is killed has touched
only ``.site/``, which also holds what the engine reads and makes, and belongs to one build at a time. Each folder has a
manifest: for every file a tag (a digest of what it was made from) and its size, so that the next build writes only what
differs.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from livingsurvey.errors import OutputRefused
from livingsurvey.publish.file import content_tag
from livingsurvey.store.lock import held

MARKER = ".livingsurvey"
_CURRENT = "current"
_PAGE = "/index.html"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100

Entry = tuple[str, int]
"""The tag of a file in hexadecimal digits, and its size in bytes."""


@dataclass(slots=True)
class Tree:
    """A folder being brought up to date. Paths are relative, with forward slashes."""

    folder: str
    old: dict[str, Entry]
    live: str | None = None
    live_entries: dict[str, Entry] = field(default_factory=dict)
    new: dict[str, Entry] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def has(self, path: str, tag: bytes) -> bool:
        """Whether the file is there already, made from the same things; if so it is kept.

        A file that the folder lacks but the visible site has is linked from there.
        """
        name = tag.hex()
        entry = self.old.get(path)
        if entry is not None and entry[0] == name and _size(f"{self.folder}/{path}") == entry[1]:
            self.new[path] = entry
            return True
        entry = self.live_entries.get(path)
        if entry is not None and entry[0] == name and self._link(path, entry[1]):
            self.new[path] = entry
            return True
        return False

    def get(self, path: str, tag: bytes) -> bytes | None:
        """The content of the file, if :meth:`has` is true of it."""
        if self.new.get(path, ("",))[0] != tag.hex() and not self.has(path, tag):
            return None
        with open(f"{self.folder}/{path}", "rb") as file:
            return file.read()

    def put(self, path: str, content: bytes, tag: bytes | None = None) -> None:
        """Write a file unless it is there already. The tag defaults to that of the content."""
        if tag is None:
            tag = content_tag(content)
            if self.has(path, tag):
                return
        self.note(path, tag, write_file(f"{self.folder}/{path}", content, replaces=self.may_hold(path)))

    def note(self, path: str, tag: bytes, size: int) -> None:
        """Enter into the manifest a file that was written by another process."""
        self.new[path] = (tag.hex(), size)

    def may_hold(self, path: str) -> bool:
        """Whether another file may stand at this path."""
        return path in self.old or path in self.live_entries

    def remove_stale(self) -> None:
        """Remove the files that the last build of this folder made and this one did not."""
        for path in self.old.keys() - self.new.keys():
            target = f"{self.folder}/{path}"
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
            self._remove_empty(path)

    def changed(self) -> int:
        """How many files differ from the visible site's, or are not in it."""
        return sum(self.live_entries.get(path, ("", -1))[0] != tag for path, (tag, _) in self.new.items())

    def removed(self) -> int:
        """How many files of the visible site are no more."""
        return len(self.live_entries.keys() - self.new.keys())

    def _remove_empty(self, path: str) -> None:
        while "/" in path:
            path = path.rpartition("/")[0]
            try:
                os.rmdir(f"{self.folder}/{path}")
            except OSError:
                return

    def _link(self, path: str, size: int) -> bool:
        source, target = f"{self.live}/{path}", f"{self.folder}/{path}"
        if _size(source) != size:
            return False
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
            parent = os.path.dirname(target)
            if parent not in self._folders:
                os.makedirs(parent, exist_ok=True)
                self._folders.add(parent)
            os.link(source, target)
        except OSError:
            return False
        return True


def write_file(target: str, content: bytes, *, replaces: bool) -> int:
    """Write a file, in a new folder if need be, and return its size.

    One that stands in its place may share its inode with the visible site: it is replaced, never written into.
    """
    if replaces:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)
    elif target.endswith(_PAGE):  # pages have folders of their own
        with contextlib.suppress(OSError):
            os.mkdir(target.removesuffix(_PAGE))
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)
    return len(content)


def workshop(out: Path) -> Path:
    """The hidden folder beside a site in which it is made; it belongs to one build at a time."""
    return out.with_name(f".{out.name}")


@contextlib.contextmanager
def reserved(out: Path, command: str, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Keep every other build away from ``out`` and its workshop. The survey is to be loaded inside.

    Of two builds, the second so publishes what is newer, and no file of the first.

    Args:
        out: where the site goes, as an absolute path.
        command: what is being run, as others are told.
        on_wait: told in a sentence that another build is waited for.

    Raises:
        OutputRefused: ``out`` holds something that was not made here.
        Busy: another build goes on for too long.
    """
    _refuse_strangers(out)
    with alone_in(workshop(out), command, on_wait):
        yield


@contextlib.contextmanager
def alone_in(folder: Path, command: str, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Keep every other build away from a folder in which sites are made, and the folder from being committed."""
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / "lock", command, on_wait):
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        yield


@contextlib.contextmanager
def swapped_in(out: Path) -> Iterator[Tree]:
    """A tree that becomes ``out`` when the block ends well, and leaves ``out`` alone when it does not.

    Raises:
        OutputRefused: ``out`` holds something that was not made here.
    """
    _refuse_strangers(out)
    following = workshop(out) / "next"
    following.mkdir(parents=True, exist_ok=True)
    state = workshop(out) / "manifests"
    state.mkdir(exist_ok=True)
    tree = Tree(str(following), _manifest(following, state), str(out), _manifest(out, state))
    with contextlib.suppress(FileNotFoundError):
        (following / MARKER).unlink()
    yield tree
    tree.remove_stale()
    name = _save_manifest(state, tree.new)
    (following / MARKER).write_text(f"{name}\n", encoding="ascii")
    _exchange(following, out)
    _forget_others(state, following, out)


def current(out: Path, made_from: bytes) -> dict[str, Entry] | None:
    """The files of ``out``, where they are whole and were made from these things; None where they must be looked at."""
    state = workshop(out) / "manifests"
    try:
        name = (out / MARKER).read_text(encoding="ascii").strip()
        if (workshop(out) / _CURRENT).read_text(encoding="ascii") != f"{name} {made_from.hex()}\n":
            return None
    except (OSError, ValueError):
        return None
    files = _manifest(out, state)
    return files if all(_size(f"{out}/{path}") == size for path, (_, size) in files.items()) else None


def note_current(out: Path, made_from: bytes) -> None:
    """Remember what the whole of ``out`` was made from."""
    name = (out / MARKER).read_text(encoding="ascii").strip()
    (workshop(out) / _CURRENT).write_text(f"{name} {made_from.hex()}\n", encoding="ascii")


@contextlib.contextmanager
def in_place(folder: Path) -> Iterator[Tree]:
    """A tree over a folder that somebody else has just made and will show: nothing is swapped, nothing removed."""
    yield Tree(str(folder), dict.fromkeys(_files(str(folder), ""), ("", -1)))
    (folder / MARKER).write_text("-\n", encoding="ascii")


def _refuse_strangers(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise OutputRefused(f"{out} is not a folder; choose another with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise OutputRefused(
            f"{out} holds files that 'survey build' did not make; empty it or choose another with --out"
        )


def _manifest(folder: Path, state: Path) -> dict[str, Entry]:
    """The files of a folder: from its manifest, or, where none fits, as found, with a tag nothing matches."""
    with contextlib.suppress(OSError, ValueError):
        name = (folder / MARKER).read_text(encoding="ascii").strip()
        content = (state / name).read_bytes()
        if name and content_tag(content).hex() == name:
            return dict(_entries(content))
    return dict.fromkeys(_files(str(folder), ""), ("", -1))


def _files(folder: str, prefix: str) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.name != MARKER:
                yield f"{prefix}{entry.name}"


def _entries(content: bytes) -> Iterator[tuple[str, Entry]]:
    for line in content.decode().splitlines():
        tag, size, path = line.split(" ", 2)
        yield path, (tag, int(size))


def _save_manifest(state: Path, entries: dict[str, Entry]) -> str:
    lines = [f"{tag} {size} {path}\n" for path, (tag, size) in sorted(entries.items())]
    content = "".join(lines).encode()
    name = content_tag(content).hex()
    (state / name).write_bytes(content)
    return name


def _forget_others(state: Path, *folders: Path) -> None:
    used = {(folder / MARKER).read_text(encoding="ascii").strip() for folder in folders if (folder / MARKER).is_file()}
    for manifest in state.iterdir():
        if manifest.name not in used:
            manifest.unlink()


def _exchange(following: Path, out: Path) -> None:
    if not out.exists():
        following.rename(out)
        return
    if _exchange_at_once(following, out):
        return
    retired = following.with_name("retired")
    shutil.rmtree(retired, ignore_errors=True)
    out.rename(retired)
    following.rename(out)
    retired.rename(following)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Linux can exchange two folders in one step; elsewhere there is a moment between two renames."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1
