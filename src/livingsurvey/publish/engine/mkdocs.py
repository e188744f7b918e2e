"""The second step: MkDocs with its Material theme turns ``docs/`` into pages. The only module that runs MkDocs."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from subprocess import DEVNULL, PIPE

from livingsurvey.errors import EnvironmentTrouble, SurveyError, UsageError
from livingsurvey.publish.engine.prepare import Prepared
from livingsurvey.publish.engine.settings import line_of
from livingsurvey.store.write import write_text

_SETTING = re.compile("[Cc]onfig(?:uration)? (?:value|name|option)?:? ?'([a-z_]+)'")


class EngineFailed(UsageError):
    """MkDocs could not build the pages; the message is its own."""


def run(prepared: Prepared) -> bool:
    """Build the pages into ``prepared.output`` unless they are there, made from the same input. Returns whether it ran.

    Raises:
        EngineFailed: MkDocs refused a page or the configuration.
        EnvironmentTrouble: MkDocs or its theme is not installed properly.
    """
    if _is_done(prepared):
        return False
    _stamp(prepared).unlink(missing_ok=True)
    _build(prepared.config, prepared.settings)  # which empties the folder of all
    build_others(prepared)
    write_text(_stamp(prepared), prepared.digest)
    return True


def build_others(prepared: Prepared) -> None:
    """Build the pages of the languages besides the survey's first, each into its folder of ``prepared.output``.

    Raises:
        EngineFailed: MkDocs refused a page or the configuration.
    """
    for config in prepared.others:
        _build(config, prepared.settings)


def _is_done(prepared: Prepared) -> bool:
    stamp = _stamp(prepared)
    return stamp.is_file() and stamp.read_bytes() == prepared.digest.encode() and prepared.output.is_dir()


def _stamp(prepared: Prepared) -> Path:
    return prepared.folder / f"{prepared.output.name}.digest"


def _build(config_file: Path, source: Path) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException
    except ImportError as error:
        raise EnvironmentTrouble(f"the site needs MkDocs: {error}; install livingsurvey again") from error
    log = _Warnings()
    logging.getLogger("mkdocs").addHandler(log)
    try:
        config = load_config(str(config_file))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        reason = "; ".join(log.messages) or str(error)
        raise EngineFailed(f"{_place(source, reason)}MkDocs could not build the site: {reason}") from error
    except Exception as error:  # a hook, plugin or extension that the settings name
        reason = "; ".join([*log.messages, " ".join(f"{type(error).__name__}: {error}".split())])
        raise EngineFailed(
            f"{source}: something that it refers to failed while MkDocs built the site: {reason}"
        ) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(log)


def _place(source: Path, reason: str) -> str:
    """Where the setting that MkDocs speaks of stands in the survey's own file, to begin a message with."""
    key = _SETTING.search(reason)
    line = line_of(source, key[1]) if key else None
    return f"{source}:{line}: " if line else ""


class _Warnings(logging.Handler):
    """Keeps the engine's errors for our own message."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = (line for line in record.getMessage().splitlines() if not line.startswith(" "))  # those are a traceback
        self.messages.append(" ".join(" ".join(said).split()))


class Work:
    """The engine at work on prose, in a process of its own that ends with this one."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        arguments = (prepared.folder, prepared.digest, prepared.settings)
        command = [sys.executable, "-P", "-m", __name__, *map(str, arguments)]
        self._process: subprocess.Popen[str] = subprocess.Popen(  # noqa: S603 - this program
            command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, encoding="utf-8"
        )

    def wait(self) -> None:
        """Wait until the pages are made.

        Raises:
            EngineFailed: MkDocs refused a page or the configuration.
        """
        said = self._process.stderr.read() if self._process.stderr else ""
        if self._process.wait():
            raise EngineFailed(said.strip() or "MkDocs was stopped before it finished")

    def stop(self) -> None:
        """End it, whether it is done or not."""
        self._process.kill()
        self._process.wait()


def start(prepared: Prepared) -> Work | None:
    """Begin what :func:`run` does; None where there is nothing to do."""
    return None if _is_done(prepared) else Work(prepared)


def _end_with_who_asked() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_who_asked, daemon=True).start()
    try:
        run(Prepared(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
    except SurveyError as error:
        sys.exit(str(error))
