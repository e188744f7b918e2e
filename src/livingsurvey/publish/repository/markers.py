"""Text files of which a part is generated: it stands between two comments, all around it is written by hand.

The comments stand on lines of their own, ``<!-- survey:begin NAME … -->`` and ``<!-- survey:end NAME -->``. The list in
README.md has no name.
"""

from __future__ import annotations

import re
from pathlib import Path

from livingsurvey.errors import UsageError


def text_of(path: Path) -> str:
    """What a file says.

    Raises:
        UsageError: it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8; save it with UTF-8 encoding") from error


def place_in(text: str, file: str, part: str, name: str = "") -> tuple[int, int]:
    """Where the generated part of a text begins and ends.

    Args:
        text: the whole file.
        file: its name, and ``part`` that of what is generated, for the message.
        part: what is generated, with its article: ``the list``.
        name: the name in the markers, where they have one.

    Raises:
        UsageError: the two markers are not there once each and in order.
    """
    named = f" {name}" if name else ""
    begins = list(re.finditer(rf"^<!-- survey:begin{named}\b.*-->$\n?", text, re.MULTILINE))
    ends = list(re.finditer(rf"^<!-- survey:end{named}\b.*-->$", text, re.MULTILINE))
    if len(begins) == len(ends) == 1 and begins[0].end() <= ends[0].start():
        return begins[0].end(), ends[0].start()
    found = ", ".join(
        f"'{match[0].strip()}' in line {text.count(chr(10), 0, match.start()) + 1}"
        for match in sorted([*begins, *ends], key=lambda match: match.start())
    )
    raise UsageError(
        f"{file} has no place for {part}: it needs one line '<!-- survey:begin{named} -->' and below it one line "
        f"'<!-- survey:end{named} -->', and has {found or 'neither'}"
    )
