"""A survey served in a thread, for tests that edit it and look."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
import urllib.request
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import PATIENCE

from livingsurvey.model import Finding
from livingsurvey.publish.serving import serve as serving
from livingsurvey.publish.serving.server import NEWS
from livingsurvey.survey import Survey


class Told(NamedTuple):
    """What a teller was told, and the files that it is about."""

    what: str
    files: frozenset[str] = frozenset()


class Listener:
    """A teller that writes down what it is told."""

    def __init__(self) -> None:
        self.told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self.url = ""

    def ready(self, url: str) -> None:
        self.url = url
        self.told.put(Told("ready"))

    def shown(self, survey: Survey, changed: Collection[str]) -> None:
        self.told.put(Told("shown", frozenset(changed)))

    def failed(self, error: Exception, findings: Collection[Finding]) -> None:
        self.told.put(Told("failed", frozenset(finding.file for finding in findings)))

    def found(self, errors: Collection[Finding]) -> None:
        self.told.put(Told("found", frozenset(error.file for error in errors)))

    def next(self) -> Told:
        return self.told.get(timeout=PATIENCE)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def trouble(self) -> list[str]:
        """What browsers are told to be wrong."""
        with urllib.request.urlopen(f"{self.url}{NEWS.removeprefix('/')}", timeout=PATIENCE) as answer:
            return list(json.loads(answer.readline().removeprefix(b"data: "))["trouble"])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(root: Path) -> Iterator[Listener]:
    """A survey served until the block ends."""
    listener, stopped = Listener(), threading.Event()
    options = {"port": free_port(), "teller": listener, "stopped": stopped}
    thread = threading.Thread(target=serving.serve, args=(root,), kwargs=options, daemon=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "_BREATH", 0.05)
        thread.start()
        try:
            assert [listener.next().what for _ in range(2)] == ["shown", "ready"]
            yield listener
        finally:
            stopped.set()
            thread.join(timeout=PATIENCE)


def edited(root: Path, old: str, new: str, name: str) -> None:
    """Write other words into a file of a survey."""
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    saved(root / name, text.replace(old, new))


def saved(file: Path, text: str) -> None:
    """Write a file as editors do, so that nobody finds it empty."""
    beside = file.with_name(f"{file.name}~")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
