"""Public lists of papers, and which of ours each of them names, under which heading."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

from pydantic import AfterValidator, Field

from livingsurvey.model.address import Url
from livingsurvey.model.paper import MOST, Day, Key
from livingsurvey.model.record import Record, Slug, Text, distinct

MOST_NAMED = 100_000


class ListSection(Record):
    """What a list names under one of its headings."""

    heading: Text = Field(description="its headings, the outer ones first, joined by ` > `; never two alike in a list")
    papers: Annotated[tuple[Key, ...], Field(min_length=1, max_length=MOST_NAMED)] = Field(
        description="keys of the papers that stand right under it"
    )


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
    sections: Annotated[tuple[ListSection, ...], Field(max_length=MOST)] = Field(
        (), description="what it names by its headings; a paper may stand under several"
    )
    papers: Annotated[tuple[Key, ...], Field(max_length=MOST_NAMED)] = Field(
        (), description="keys of the papers that it names outside of these sections"
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The keys of all papers that it names, each once."""
        return tuple(dict.fromkeys([*chain.from_iterable(each.papers for each in self.sections), *self.papers]))

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """The keys of papers that stand together: under each heading, or in the list if it has none."""
        return tuple(section.papers for section in self.sections) or (self.papers,)


class PublicLists(Record):
    """The file lists.yaml."""

    lists: Annotated[tuple[PublicList, ...], Field(max_length=MOST)] = ()
