"""What became of the papers and topics of a survey, and when."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from livingsurvey.model.paper import Day
from livingsurvey.model.record import Record, Text

ChangeKind = Literal[
    "added", "refiled", "venue", "key", "withdrawn", "topic-added", "topic-renamed", "topic-moved", "topic-removed"
]


class Change(Record):
    """One thing that happened to one paper or topic.

    What ``before`` and ``after`` hold depends on the kind: topic ids (``refiled``, ``topic-moved``, ``topic-removed``),
    venue and year (``venue``), the key (``key``), the title (``topic-renamed``).
    """

    day: Day = Field(description="day on which it reached the main branch; for an addition, that of the record")
    kind: ChangeKind
    subject: Text = Field(description="the paper's key, or the topic's id")
    title: Text = Field(description="what the paper or topic was called then")
    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


class Through(Record):
    """How far a list of changes goes: the last commit that it takes into account."""

    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")]
    time: Annotated[AwareDatetime, Field(strict=False)] = Field(description="when that commit was made, in UTC")

    @property
    def day(self) -> dt.date:
        """The day of that commit, in UTC."""
        return self.time.astimezone(dt.UTC).date()
