"""What a survey says of itself."""

from __future__ import annotations

from pydantic import Field

from livingsurvey.model.address import Base, Url
from livingsurvey.model.paper import ArxivId, Day, Key
from livingsurvey.model.record import Prose, Record, Text


class Work(Record):
    """The publication a survey continues."""

    title: Text
    authors: tuple[Text, ...]
    venue: Text
    year: int
    arxiv: ArxivId | None = None
    url: Url


class Frozen(Record):
    """Why nobody keeps a survey current any more, and since when."""

    since: Day = Field(description="day on which the survey was frozen")
    reason: Text = Field(description="why, and where to look instead")


class SurveyInfo(Record):
    """The file survey.yaml: title, addresses, and the survey it continues."""

    title: Text = Field(description="what the site's header and the README say")
    description: Prose = Field(description="the survey in one sentence")
    site: Base | None = Field(None, description="address the site is published at, with a final slash")
    repository: Url | None = Field(None, description="repository that takes pull requests")
    licence: Text | None = Field(None, description="SPDX id of the licence of the facts, such as CC0-1.0")
    branch: Text = Field("main", description="branch that pull requests go to")
    languages: tuple[Text, ...] = Field(("en",), description="languages that titles and search are in")
    after: Work | None = Field(None, description="the publication this survey continues")
    frozen: Frozen | None = Field(None, description="that the survey is kept current no longer; shown on every page")
    retired: dict[Key, Key] = Field(
        default_factory=dict, description="key that was given up -> key of the record that took its place"
    )
    withdrawn: dict[Key, Text] = Field(
        default_factory=dict, description="key of a paper that was taken out -> why; its address says so"
    )
