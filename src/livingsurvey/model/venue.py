"""Where a version of a paper appeared."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from livingsurvey.model.address import Url
from livingsurvey.model.record import Record, Text

Kind = Literal["conference", "journal", "workshop", "preprint", "web"]


class Venue(Record):
    """One venue under one spelling. The short name is what records and lists say."""

    name: Text = Field(description="the one spelling records use: NeurIPS, Findings of ACL")
    full_name: Text | None = Field(None, description="the name in full, without year or ordinal")
    kind: Kind
    aliases: tuple[Text, ...] = Field((), description="other spellings, which checks map to name")
    part_of: Text | None = Field(None, description="name of the venue this workshop or series belongs to")
    source: Url | None = Field(None, description="page the full name was taken from")


class Venues(Record):
    """All venues of a survey."""

    venues: tuple[Venue, ...]
