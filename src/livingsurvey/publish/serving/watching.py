"""Which files of a survey change while it is served: the system tells, and nothing is looked through for it."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from livingsurvey.store.layout import EXTENSIONS, HISTORY, KNOWLEDGE, is_passed_over
from livingsurvey.store.shipped import shipped

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

FOLDERS = ("papers", KNOWLEDGE, HISTORY, "docs", "templates", EXTENSIONS)
"""The folders that the site is made from; they may come and go."""

_ENDINGS = (".yaml", ".yml", ".py")
"""How the files at the top end that the site is made from: records, settings of the engine, its hooks."""

_CHANGES: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent),
    *(events.FileAttribEvent, events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]
"""What the system is asked to tell; that a file is read, for one, is nothing new."""


@contextlib.contextmanager
def watching(root: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Tell the name of each file that changes in the survey until the block ends, from another thread.

    Args:
        root: the survey's folder.
        tell: given names relative to the folder; that of a folder that came, went or moved ends with a slash, and
            what stands elsewhere has its whole path.
    """
    logging.getLogger("watchdog").setLevel(logging.ERROR)
    try:
        observer = Observer()
        _watch(observer, root, tell)
        observer.start()
    except OSError:  # the system watches no more files than it was told to
        observer = PollingObserver()
        _watch(observer, root, tell)
        observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def changed_since(root: Path, moment: int) -> Iterator[str]:
    """The names of the files that were written after a moment, which is a file's time in nanoseconds.

    For what happened before anybody watched.
    """
    for place in watched(root):
        walked = ((folder, name) for folder, _, names in os.walk(place) for name in names)
        for folder, name in walked if place.is_dir() else [(str(root), place.name)]:
            with contextlib.suppress(OSError):
                if os.stat(f"{folder}/{name}").st_mtime_ns > moment:  # noqa: PTH116 - of most, no Path is wanted
                    yield _name(root, f"{folder}/{name}")


def watched(root: Path) -> Iterator[Path]:
    """The files and folders that the site is made from, as far as they are there."""
    yield from (folder for folder in (root / name for name in FOLDERS) if folder.is_dir())
    yield from sorted(path for path in root.iterdir() if path.suffix in _ENDINGS)
    if shipped("templates") != root / "templates":
        yield shipped("templates")


def _watch(observer: BaseObserver, root: Path, tell: Callable[[str], None]) -> None:
    top = _Top(observer, root, tell)
    observer.schedule(top, str(root), event_filter=_CHANGES)
    for name in FOLDERS:
        top.look_into(name)
    if shipped("templates") != root / "templates":
        observer.schedule(_Folder(root, tell), str(shipped("templates")), recursive=True, event_filter=_CHANGES)


def _name(root: Path, path: str) -> str:
    """A path relative to the survey's folder, where it is in there."""
    with contextlib.suppress(ValueError):
        return Path(path).relative_to(root).as_posix()
    return path


class _Folder(events.FileSystemEventHandler):
    """Tells what changes in a folder, at any depth."""

    def __init__(self, root: Path, tell: Callable[[str], None]) -> None:
        self._root = root
        self._tell = tell

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for path in filter(None, (event.src_path, event.dest_path)):
            name = _name(self._root, str(path))
            if not is_passed_over(Path(name).name):
                self._tell(f"{name}/" if event.is_directory else name)


class _Top(_Folder):
    """Tells what changes in the survey's folder itself, and begins to watch a folder that comes."""

    def __init__(self, observer: BaseObserver, root: Path, tell: Callable[[str], None]) -> None:
        super().__init__(root, tell)
        self._observer = observer
        self._watches: dict[str, ObservedWatch] = {}

    def look_into(self, name: str) -> None:
        """Watch a folder from now on; one that was watched under the name is another."""
        if name in self._watches:
            self._observer.unschedule(self._watches.pop(name))
        if (self._root / name).is_dir():
            folder, path = _Folder(self._root, self._tell), str(self._root / name)
            self._watches[name] = self._observer.schedule(folder, path, recursive=True, event_filter=_CHANGES)

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        names = {_name(self._root, str(path)) for path in filter(None, (event.src_path, event.dest_path))}
        if event.is_directory:
            for name in names.intersection(FOLDERS):
                self.look_into(name)
                self._tell(f"{name}/")
        else:
            for name in names:
                if name.endswith(_ENDINGS):
                    self._tell(name)
