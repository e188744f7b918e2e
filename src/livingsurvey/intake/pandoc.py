"""Org and reStructuredText: what this program does not read becomes HTML, where pandoc is installed."""

from __future__ import annotations

import shutil
import subprocess

from livingsurvey.errors import UsageError

_SECONDS = 60
_MEMORY = ("+RTS", "-M1G", "-RTS")


def html_of(name: str, text: str, kind: str) -> str:
    """A document as HTML. pandoc gets the text alone and may open no other file, whatever the document includes.

    Args:
        name: the file's name, for messages.
        text: the document.
        kind: its format by pandoc's name.

    Raises:
        UsageError: pandoc is not installed, takes too long, or cannot read it.
    """
    program = shutil.which("pandoc")
    by_hand = f"pandoc --from={kind} --to=gfm {name} --output=list.md"
    if program is None:
        raise UsageError(f"{name} is read with pandoc 2.15 or later, which is not installed; elsewhere:  {by_hand}")
    command = [program, "--sandbox", f"--from={kind}", "--to=html", "--wrap=preserve", *_MEMORY]
    try:
        done = subprocess.run(  # noqa: S603  (its own words, and the text as input)
            command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"pandoc has not read {name} after {_SECONDS} seconds; divide the file") from error
    if done.returncode:
        said = " ".join(done.stderr.split())[:300] or f"exit code {done.returncode}"
        raise UsageError(f"pandoc cannot read {name}: {said}; elsewhere:  {by_hand}")
    return done.stdout
