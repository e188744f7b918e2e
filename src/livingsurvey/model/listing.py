"""Public lists of papers, and which of ours each of them names."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from livingsurvey.model.address import Url
from livingsurvey.model.paper import MOST, Day, Key
from livingsurvey.model.record import Record, Slug, Text, distinct

MOST_NAMED = 100_000


class PublicList(Record):
    """A list that somebody keeps in a public repository, as it was on the day it was read."""

    id: Slug = Field(description="permanent slug")
    name: Text = Field(description="what it is called on pages: the owner and name of its repository")
    url: Url = Field(description="address of its repository")
    files: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST), AfterValidator(distinct)] = Field(
        description="the files that were read, in the repository"
    )
    commit: Annotated[Text, Field(pattern=r"^[0-9a-f]{40}$")] = Field(description="the commit that was read, in full")
    date: Day = Field(description="day of that commit: what is newer cannot be named")
    read: Day = Field(description="day on which it was read")
    papers: Annotated[tuple[Key, ...], Field(max_length=MOST_NAMED)] = Field(
        description="keys of the papers that it names"
    )


class PublicLists(Record):
    """The file lists.yaml."""

    lists: Annotated[tuple[PublicList, ...], Field(max_length=MOST)] = ()
