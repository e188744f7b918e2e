"""What a survey says of itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from livingsurvey.model.record import Prose, Record, Text, Url

Base = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/[^\s]*)?/$")]


class Work(Record):
    """The publication a survey continues."""

    title: Text
    authors: tuple[Text, ...]
    venue: Text
    year: int
    arxiv: Text | None = None
    url: Url


class SurveyInfo(Record):
    """The file survey.yaml: title, addresses, and the survey it continues."""

    title: Text = Field(description="what the site's header and the README say")
    description: Prose = Field(description="the survey in one sentence")
    site: Base | None = Field(None, description="address the site is published at, with a final slash")
    repository: Url | None = Field(None, description="repository that takes pull requests")
    branch: Text = Field("main", description="branch that pull requests go to")
    languages: tuple[Text, ...] = Field(("en",), description="languages that titles and search are in")
    after: Work | None = Field(None, description="the publication this survey continues")
