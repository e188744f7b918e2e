"""What can be wrong with an entry of a list: each kind with a name for programs and the way to put it right."""

from __future__ import annotations

import enum

from livingsurvey.model.sentence import Sentence


class Kind(enum.StrEnum):
    """What is wrong, what is worth most to a list's keeper first. The values stand in JSON and do not change."""

    PAPERS_SHARE_ID = "papers-share-id"
    TWO_TITLES = "two-titles"
    TWO_IDS = "two-ids"
    YEAR_CONTRADICTS_ID = "year-contradicts-id"
    LISTED_TWICE = "listed-twice"
    NO_ADDRESS = "no-address"
    BROKEN_ADDRESS = "broken-address"
    AUTHOR_TWICE = "author-twice"
    NO_YEAR = "no-year"
    YEAR_GUESSED = "year-guessed"
    NO_VENUE = "no-venue"
    OTHER = "other"
    NO_FIELD = "no-field"
    NOT_UNDERSTOOD = "not-understood"
    LEFT_OUT = "left-out"


REMEDIES = {
    Kind.PAPERS_SHARE_ID: "open the address and correct the other paper's id; if both are one paper, use one title",
    Kind.TWO_TITLES: "open the address and write its title in each of the lines, or correct the address of one",
    Kind.TWO_IDS: "open both addresses and keep the one that leads to this paper",
    Kind.YEAR_CONTRADICTS_ID: "write the year of the id, name where the paper appeared in the other, or correct the id",
    Kind.LISTED_TWICE: "keep one of the lines",
    Kind.NO_ADDRESS: "add a link to the paper",
    Kind.BROKEN_ADDRESS: "write the whole address, as in https://arxiv.org/abs/2210.17323",
    Kind.AUTHOR_TWICE: "remove the name where it stands a second time, or tell the two people apart",
    Kind.NO_YEAR: "add the year and where it appeared, unless it is no paper",
    Kind.YEAR_GUESSED: "add the year in which it appeared there",
    Kind.NO_VENUE: "add where it appeared",
    Kind.OTHER: "look at the line",
    Kind.NO_FIELD: "nothing: records have no field for it",
    Kind.NOT_UNDERSTOOD: "if it is a paper, write it in the form of the others: a title, and a link to the paper",
    Kind.LEFT_OUT: "nothing, unless it is a paper; then give it a title and a link to the paper",
}
"""What to write instead, without a full stop."""


class Doubt(Sentence):
    """A note on an entry that says of which kind it is.

    >>> Doubt(Kind.NO_YEAR, "no year").kind.value
    'no-year'
    """

    kind: Kind

    def __new__(cls, kind: Kind, said: str, /) -> Doubt:
        """A note of a kind; of a sentence, it keeps the message and the values."""
        sentence = said if isinstance(said, Sentence) else Sentence(said)
        made = super().__new__(cls, sentence.message, **sentence.values)
        assert isinstance(made, Doubt)
        made.kind = kind
        return made
