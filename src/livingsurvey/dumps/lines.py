"""Lines of a file that may be of any size, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

LONGEST_LINE = 4_000_000
"""Bytes of one line: an entry with five thousand authors has less than one million."""


def numbered(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Place and content of each line that is not empty, lines counted from 1.

    Of one that is too long the beginning is given, which is no JSON; the rest of it is passed over.
    """
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield f"line {number}", line
