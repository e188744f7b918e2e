"""A proposal: what sources say a field of a record should be, until somebody says yes or no."""

from __future__ import annotations

import enum
import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from livingsurvey.model.address import Url
from livingsurvey.model.paper import Day, Key
from livingsurvey.model.record import Record, Text

ProposalId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{10}$")]
Kind = Literal["venue", "title", "authors", "id", "code", "claim", "archived", "citations", "references", "paper"]
"""What a proposal is about. ``paper`` is a new one; the others are fields of a record that stands."""

WORTH: tuple[Kind, ...] = (
    *("venue", "id", "code", "authors", "title", "paper", "claim", "archived", "references", "citations"),
)
"""The kinds, those first that help readers most."""


class Certainty(enum.StrEnum):
    """How sure it is that a source speaks of this paper and says what the field should be."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"

    @property
    def doubt(self) -> int:
        """0 for what is certain, and more for what is less sure."""
        return list(Certainty).index(self)


class Telling(Record):
    """One source that says so.

    Attributes:
        source: its name: ``OpenReview``.
        reference: the public page that says it.
        day: when it was read.
    """

    source: Text
    reference: Url
    day: Day


class Proposal(Record):
    """One change to one record, or one new record.

    Attributes:
        key: the paper; of a new one the key that it would get.
        kind: what the change is about.
        now: the values of the record's places that would change, by place (``venue``, ``ids.openreview``); what the
            record does not have is not there.
        said: the values that these places would get; None takes a value away. Of a new paper all fields of its record.
        certainty: how sure it is.
        reasons: why the source is taken to speak of this paper, and what speaks against it, each a short sentence.
        told: who says so.
    """

    key: Key
    kind: Kind
    now: dict[Text, Any] = Field(default_factory=dict)
    said: dict[Text, Any]
    certainty: Certainty
    reasons: tuple[Text, ...] = ()
    told: Annotated[tuple[Telling, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """Ten hexadecimal digits that stay the same while the same is said of the same paper, whoever says it."""
        said = json.dumps([self.key, self.kind, self.said], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:10]

    @property
    def changes(self) -> tuple[tuple[str, Any, Any], ...]:
        """Place, value now and value said, of the places whose value would be another; None is no value."""
        pairs = ((place, self.now.get(place), said) for place, said in self.said.items())
        return tuple((place, now, said) for place, now, said in pairs if now != said)
