"""What ``survey refresh`` asks by itself: which sources, and the searches for new papers of a topic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from livingsurvey.model.paper import MOST
from livingsurvey.model.record import Record, Slug, distinct

Source = Literal["arXiv", "Crossref", "OpenReview", "DBLP", "ACL Anthology", "OpenAlex", "Semantic Scholar", "GitHub"]
"""A live source by the name that people know it by."""

Category = Annotated[
    str, StringConstraints(max_length=40, pattern=r"^[a-z]+(-[a-z]+)?(\.([A-Z]{2}|[a-z]+(-[a-z]+)*))?$")
]
"""A category of arXiv's: ``cs.CL``, ``stat.ML``, ``quant-ph``, ``cond-mat.dis-nn``."""

Phrase = Annotated[str, StringConstraints(max_length=80, pattern=r"^[A-Za-z0-9]+([ .-][A-Za-z0-9]+)*$")]
"""Words that follow each other: it goes into the questions of services, so it holds no sign of theirs."""


class SavedQuery(Record):
    """A search for new papers of a topic."""

    topic: Slug = Field(description="id of the topic that what it finds most likely belongs to, or to one below it")
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=MOST), AfterValidator(distinct)] = Field(
        ("cs.CL", "cs.LG"), description="categories of arXiv, of which a paper is in one"
    )
    words: Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=MOST), AfterValidator(distinct)] = Field(
        description="phrases, of which a paper has one; case and hyphens do not matter"
    )


class Refreshing(Record):
    """The file refresh.yaml."""

    sources: Annotated[tuple[Source, ...], Field(max_length=MOST), AfterValidator(distinct)] = Field(
        (), description="the sources that are asked when nobody names any; all if left out"
    )
    queries: Annotated[tuple[SavedQuery, ...], Field(max_length=MOST)] = Field(
        (), description="searches for new papers, at most one for each topic"
    )
    most: Annotated[int, Field(ge=1, le=MOST)] = Field(
        20, description="how many new papers are open at a time, the likeliest"
    )
