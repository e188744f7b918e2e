"""A single line of a list, as people used to submit papers."""

from __future__ import annotations

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.markdown import pieces_of
from livingsurvey.intake.recognition import recognise


def from_line(text: str) -> Entry:
    """The paper of a line such as ``Title, <ins>Venue, Year</ins> [[pdf](…)] [[code](…)]``, in this form or another.

    Raises:
        UsageError: it has no title, or nothing in it leads to a paper.
    """
    entry = recognise(pieces_of(text))
    if entry is None:
        raise UsageError(
            "the line names no paper; write  Title, <ins>Venue, Year</ins> [[pdf](https://…)] [[code](https://…)]"
        )
    return entry
