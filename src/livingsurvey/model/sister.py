"""Other surveys of the field: what they are, how they order it, and how that maps to our topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from livingsurvey.model.address import Reference, Url
from livingsurvey.model.paper import MOST, MOST_AUTHORS, ArxivId, Day, Year
from livingsurvey.model.record import Prose, Record, Slug, Text

Relation = Literal["exact", "broader", "narrower", "related"]
"""What our topic is to another survey's node, as in the mapping properties of SKOS: ``broader`` says that the topic
holds more than the node, as ``skos:broadMatch`` does."""


class Match(Record):
    """One of our topics beside a node of another survey."""

    topic: Slug = Field(description="id of a topic of taxonomy.yaml")
    relation: Relation = Field(description="what the topic is to the node: exact, broader, narrower or related")
    note: Prose | None = Field(None, description="why, where the titles do not tell")


class Node(Record):
    """A part of another survey's order of the field. Its id is its address on the page of that survey."""

    id: Slug
    title: Text
    section: Text | None = Field(None, description="number of the section or name of the list it stands in")
    matches: Annotated[tuple[Match, ...], Field(max_length=MOST)] = Field(
        (), description="our topics that it maps to; none where we have nothing like it"
    )
    nodes: tuple[Node, ...] = Field((), description="the parts below")

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for child in self.nodes:
            yield from child.walk()


class SurveyVersion(Record):
    """A version of a survey that is known."""

    name: Text
    date: Day | None = None


class SisterSurvey(Record):
    """Another survey of the field."""

    id: Slug
    name: Text = Field(description="what it is called in tables: Wan et al.")
    title: Text
    authors: Annotated[tuple[Text, ...], Field(max_length=MOST_AUTHORS)] = ()
    year: Year
    venue: Text
    arxiv: ArxivId | None = None
    page: Url | None = Field(None, description="address of the published version")
    code: Url | None = Field(None, description="repository that belongs to it")
    versions: Annotated[tuple[SurveyVersion, ...], Field(max_length=MOST)] = ()
    licence: Url | None = Field(None, description="address of its licence, where a source states it")
    about: Prose = Field(description="what it covers, in our own words")
    tree: Literal["whole", "outline"] = Field(
        description="whether nodes hold all of its order of the field, or only what its abstract tells"
    )
    nodes: Annotated[tuple[Node, ...], Field(max_length=MOST)] = ()
    sources: dict[Text, Reference] = Field(default_factory=dict, description="field -> public reference")

    def walk(self) -> Iterator[Node]:
        """Every node, parents first."""
        for node in self.nodes:
            yield from node.walk()


class Candidate(Record):
    """A work that other surveys name and that is no record yet."""

    title: Text
    name: Text | None = Field(None, description="short name of the method or system")
    authors: Annotated[tuple[Text, ...], Field(max_length=MOST_AUTHORS)] = ()
    year: Year | None = None
    venue: Text | None = None
    arxiv: ArxivId | None = None
    date: Day | None = Field(None, description="day of its first version")
    topics: Annotated[tuple[Slug, ...], Field(max_length=MOST)] = Field((), description="where it would be filed")
    listed_by: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=MOST)] = Field(
        description="ids of the surveys that cite it or that it was listed beside"
    )
    note: Prose | None = Field(None, description="why it has no record, if not only because a fact is missing")
    source: Reference = Field(description="public reference these facts were taken from")

    @property
    def byline(self) -> str:
        """The authors as people read them."""
        return ", ".join(self.authors)


class SisterSurveys(Record):
    """The file surveys.yaml."""

    surveys: Annotated[tuple[SisterSurvey, ...], Field(max_length=MOST)] = ()
    candidates: Annotated[tuple[Candidate, ...], Field(max_length=5_000)] = ()
