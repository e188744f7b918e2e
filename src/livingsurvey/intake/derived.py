"""What an id says of the version it names, without asking anybody."""

from __future__ import annotations

import re

from livingsurvey.checks.appearance import JOINT
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier

_ACL = re.compile(r"(?P<new>[0-9]{4})\.(?P<event>[a-z0-9_]+)-[a-z0-9]+\.[0-9]+|[A-Z](?P<old>[0-9]{2})-[0-9]{4}")
_ACL_VENUES = {
    "acl": "ACL", "emnlp": "EMNLP", "naacl": "NAACL", "eacl": "EACL", "tacl": "TACL", "conll": "CoNLL",
    "coling": "COLING", "lrec": "LREC",
}  # fmt: skip


def said_by_id(identifier: Identifier) -> Entry:
    """The year and, where the id tells it, the venue of the version that an id stands for.

    An arXiv id has the month of its first version, an ACL Anthology id the year and mostly the venue of its volume.
    """
    if identifier.scheme == "arxiv":
        digits = identifier.value.rpartition("/")[2]
        return Entry(venue="arXiv", year=(1900 if digits[0] == "9" else 2000) + int(digits[:2]))
    match = _ACL.fullmatch(identifier.value) if identifier.scheme == "acl" else None
    if match is None:
        return Entry()
    if match["old"]:
        return Entry(year=(1900 if match["old"] > "60" else 2000) + int(match["old"]))
    return Entry(venue=_acl_venue(match["event"], identifier.value), year=int(match["new"]))


def _acl_venue(event: str, acl_id: str) -> str | None:
    if event == "findings":
        volume = acl_id.partition("-")[2].partition(".")[0]
        return f"Findings of {volume.upper()}"
    return JOINT.get(f"{acl_id[:4]}.{event}") or _ACL_VENUES.get(event)
