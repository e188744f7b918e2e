"""Characters in a file that nobody sees: in values, keys and comments, of a record that can be read and of one not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from livingsurvey.model import Finding, Repair
from livingsurvey.model.characters import described, seen, unseen

MOST = 100
"""How many lines of one file are told."""

_LONGEST_SHOWN = 300


def hidden(name: str, content: bytes) -> Iterator[Finding]:
    """A finding for each line that holds such characters, at the first of them.

    Args:
        name: the file's name as findings show it.
        content: the file's bytes; of one that is no UTF-8 nothing is told.
    """
    if content.isascii():
        return
    try:
        text = content.decode().removeprefix("\ufeff")  # at the beginning it has a finding of its own
    except UnicodeDecodeError:
        return
    found = ((number, line, list(unseen(line))) for number, line in enumerate(text.split("\n"), 1))
    for number, line, places in islice((each for each in found if each[2]), MOST):
        names = ", ".join(dict.fromkeys(described(character) for _, character in places))
        many = f" at {len(places)} places of this line" if len(places) > 1 else ""
        rest = seen(line).strip()
        fix = f"Write  {rest}" if 0 < len(rest) <= _LONGEST_SHOWN else "Delete it."
        column = places[0][0] + 1
        yield Finding(
            name, number, column, "LS115", f"invisible character: {names}{many}", fix, repair=Repair(seen=True)
        )
