"""How a survey is searched: what weighs how much, which words say the same, which tell nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from livingsurvey.model.paper import MOST
from livingsurvey.model.record import Record, Text

Weight = Annotated[int, Field(ge=1, le=15)]
Word = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S+$")]
Synonyms = Annotated[tuple[Text, ...], Field(min_length=2, max_length=MOST)]


class Weights(Record):
    """How much a word counts by where it stands, 1 to 15."""

    name: Weight = Field(12, description="in what a paper or page is called")
    short_title: Weight = Field(9, description="in a title, before its colon")
    alias: Weight = Field(8, description="in another name")
    title: Weight = Field(6, description="in a title of eight words; in a shorter one it counts more")
    author: Weight = Field(5, description="in the name of an author")
    also_titled: Weight = Field(4, description="in the title of another version")
    topic: Weight = Field(3, description="in what a topic of the paper, or one above it, is called")
    venue: Weight = Field(3, description="in the name of the venue")
    field: Weight = Field(4, description="in one of the survey's own fields")
    year: Weight = Field(3, description="the year")


class Searching(Record):
    """The file search.yaml. What it leaves out stays as it is for every survey."""

    weights: Weights = Field(default_factory=Weights, description="how much a word counts by where it stands")
    ignored: Annotated[tuple[Word, ...], Field(max_length=500)] = Field(
        (
            *("a", "about", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how"),
            *("in", "into", "is", "it", "its", "of", "on", "or", "paper", "papers", "s", "that", "the", "their"),
            *("this", "to", "toward", "towards", "versus", "via", "vs", "what", "when", "where", "which", "why"),
            *("with", "without", "you", "论文"),
        ),
        description="words that need not occur, unless there is no other",
    )
    endings: Annotated[tuple[tuple[str, str], ...], Field(max_length=100)] = Field(
        (
            ("s", ""),
            ("es", ""),
            ("ies", "y"),
            ("isation", "ization"),
            ("isations", "izations"),
            ("ise", "ize"),
            ("ised", "ized"),
            ("iser", "izer"),
            ("isers", "izers"),
            ("ising", "izing"),
            ("yse", "yze"),
            ("ysed", "yzed"),
            ("ysing", "yzing"),
            ("our", "or"),
            ("ours", "ors"),
            ("oural", "oral"),
            ("elling", "eling"),
            ("elled", "eled"),
            ("eller", "eler"),
            ("ogue", "og"),
            ("ogues", "ogs"),
            ("tre", "ter"),
            ("ence", "ense"),
        ),
        description="pairs of endings that make no other word: plural, British and American spelling",
    )
    synonyms: Annotated[tuple[Synonyms, ...], Field(max_length=500)] = Field(
        (), description="groups of synonyms: [4-bit, int4, W4A16]"
    )
