"""An identifier, or an address that holds one, as an entry."""

from __future__ import annotations

import re

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import Entry, from_addresses, tidy
from livingsurvey.model import identify
from livingsurvey.model.sentence import Sentence

_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::[0-9]+)?/\S*", re.IGNORECASE)


def from_identifier(text: str) -> Entry:
    """The entry of ``arxiv:2210.17323``, a DOI, an ACL or OpenReview id, or any address that leads to a paper.

    Raises:
        UsageError: the text is neither.
    """
    text = text.strip().strip("<>").strip()
    found = identify(text)
    if found is not None:
        return Entry(ids=(found,))
    if _ADDRESS.fullmatch(text):
        return from_addresses(paper=[tidy(text)])
    raise UsageError(
        Sentence(
            "'{text}' is not an id; write  arxiv:2210.17323  or  10.18653/v1/…  or  2023.acl-long.150"
            "  or  openreview:…  or the paper's address",
            text=text,
        )
    )
