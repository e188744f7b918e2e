"""What tools answer with. Each text in it comes from a paper or a record, and is nothing but text."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Base of all answers and their parts."""

    model_config = ConfigDict(frozen=True)


class Found(Answer):
    """A paper in short."""

    key: str = Field(description="the paper's permanent key, which other tools take")
    title: str
    authors: str
    year: int
    venue: str
    topics: list[str] = Field(description="ids of its topics, the main one first")
    summary: str | None = Field(description="what the work does, in a sentence")
    page: str | None = Field(description="address of its page")


class FoundPapers(Answer):
    """What was found."""

    total: int = Field(description="how many papers fit; only some are listed")
    with_all_words: int = Field(description="how many of these have all words; they come first")
    papers: list[Found]


class Property(Answer):
    """What papers are compared by, or a field of the survey's own."""

    id: str
    name: str
    value: str


class Filed(Answer):
    """A topic that a paper is filed under."""

    id: str
    path: list[str] = Field(description="titles from the root down")


class Related(Answer):
    """Another paper of the survey."""

    key: str
    title: str
    why: str


class Shown(Found):
    """What is known of a paper."""

    name: str | None = Field(description="of the method or system")
    also_titled: list[str]
    all_authors: list[str]
    state: Literal["published", "preprint", "web"]
    ids: dict[str, str] = Field(description="ids in other catalogues: arxiv, doi, acl, openreview")
    read_at: str | None = Field(description="address of the best version that anybody can open")
    code: str | None = Field(description="the authors' code")
    filed: list[Filed]
    properties: list[Property]
    unknown: list[str] = Field(description="properties that apply, and of which nothing is known: that is no 'no'")
    citations: int | None = Field(description="how often it is cited, as one source counted; null where none was asked")
    cites: list[str] = Field(description="keys of papers of the survey that it cites, the first of them")
    cited_by: list[str] = Field(description="keys of papers of the survey that cite it, the newest")
    related: list[Related]
    measured: int = Field(description="how many rows of numbers there are of it: see the tool numbers")


class Cell(Answer):
    """What is said of one paper."""

    applies: bool = Field(description="whether there is anything to know")
    words: list[str] = Field(description="empty where nothing is known")


class ComparedRow(Answer):
    """Something that papers are compared by."""

    group: Literal["paper", "trait", "number"]
    id: str | None
    name: str
    means: str | None
    cells: list[Cell] = Field(description="one for each paper, in their order")


class Comparison(Answer):
    """Papers side by side."""

    papers: list[Found]
    rows: list[ComparedRow]


class Node(Answer):
    """A topic of the taxonomy."""

    id: str = Field(description="permanent id, which other tools take")
    title: str
    definition: str
    border: str | None = Field(description="what tells it from its neighbours")
    papers: int = Field(description="papers filed here or below")
    below: int = Field(description="topics right below")
    topics: list[Node] = Field(description="these topics, as deep as was asked")


class Tree(Answer):
    """The taxonomy, or a part of it."""

    topics: list[Node]


class Reference(Answer):
    """A paper as others cite it."""

    key: str
    text: str


class References(Answer):
    """References in one format."""

    format: str
    references: list[Reference]


class Number(Answer):
    """A measured number, as its source prints it."""

    metric: str = Field(description="id of the metric")
    name: str
    unit: str | None
    better: Literal["lower", "higher"]
    printed: str
    reserved: bool = Field(description="whether that much was reserved in advance rather than needed")


class Condition(Answer):
    """Something that a row was measured with."""

    name: str
    value: str


class Source(Answer):
    """Where a table was printed."""

    title: str
    part: str
    url: str | None
    read: str = Field(description="day on which it was read")


class Measured(Answer):
    """A row of a table of results."""

    table: str = Field(description="id of the table")
    title: str = Field(description="what the table measures")
    label: str = Field(description="what the row is about, as the source prints it")
    paper: str | None = Field(description="key of the method's paper")
    framework: str | None
    numbers: list[Number]
    conditions: list[Condition] = Field(description="rows with other conditions cannot be compared")
    measured_by: str | None
    is_own: bool = Field(description="whether whoever measured it made what the row is about")
    source: Source
    address: str | None = Field(description="where the row can be read")


class Numbers(Answer):
    """Measured numbers with their conditions and sources."""

    total: int = Field(description="how many rows fit; only some are listed")
    rows: list[Measured]
