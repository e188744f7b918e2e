"""What can be wrong with an entry of a list: each kind with a name for programs and the way to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Self

from livingsurvey.model.audit import Kind
from livingsurvey.model.sentence import Sentence

_LONGEST_TOLD = 80

HEADINGS = {
    Kind.PAPERS_SHARE_ID: "One id, two papers",
    Kind.PAPERS_SHARE_ADDRESS: "One address, two papers",
    Kind.TWO_TITLES: "One paper, two titles",
    Kind.TWO_IDS: "One paper, two arXiv ids",
    Kind.YEAR_CONTRADICTS_ID: "The year is not that of the id",
    Kind.LISTED_TWICE: "Listed twice under one heading",
    Kind.NO_ADDRESS: "No link to the paper",
    Kind.BROKEN_ADDRESS: "A broken link",
    Kind.AUTHOR_TWICE: "An author named twice",
    Kind.NO_YEAR: "No year",
    Kind.BAD_VALUE: "A value that cannot be right",
    Kind.YEAR_GUESSED: "No year of its own",
    Kind.NO_VENUE: "No venue",
    Kind.OTHER: "Also",
    Kind.NO_FIELD: "No field for it",
    Kind.NOT_UNDERSTOOD: "Not recognised as papers",
    Kind.LEFT_OUT: "Left out: no papers of the list",
}
"""What a kind is called above its mistakes."""

REMEDIES = {
    Kind.PAPERS_SHARE_ID: "open the address and correct the other paper's id; if both are one paper, use one title",
    Kind.PAPERS_SHARE_ADDRESS: "open the address and correct it at the other paper",
    Kind.TWO_TITLES: "open the address and write its title in each of the lines, or correct the address of one",
    Kind.TWO_IDS: "open both addresses and keep the one that leads to this paper",
    Kind.YEAR_CONTRADICTS_ID: "write the year of the id, name where the paper appeared in the other, or correct the id",
    Kind.LISTED_TWICE: "keep one of the lines",
    Kind.NO_ADDRESS: "add a link to the paper",
    Kind.BROKEN_ADDRESS: "write the whole address, as in https://arxiv.org/abs/2210.17323",
    Kind.AUTHOR_TWICE: "remove the name where it stands a second time, or tell the two people apart",
    Kind.NO_YEAR: "add the year and where it appeared, unless it is no paper",
    Kind.BAD_VALUE: "correct what is named there",
    Kind.YEAR_GUESSED: "add the year in which it appeared there",
    Kind.NO_VENUE: "add where it appeared",
    Kind.OTHER: "look at the line",
    Kind.NO_FIELD: "nothing: records have no field for it",
    Kind.NOT_UNDERSTOOD: "if it is a paper, write it in the form of the others: a title, and a link to the paper",
    Kind.LEFT_OUT: "nothing, unless it is a paper; then give it a title and a link to the paper",
}
"""What to write instead, without a full stop."""


GUESSES = frozenset({Kind.YEAR_GUESSED, Kind.NO_VENUE})
"""What was filled in for want of better, and is of no interest where no record comes of it."""
UNRECORDED = frozenset({Kind.NO_YEAR, Kind.BAD_VALUE, Kind.NOT_UNDERSTOOD, Kind.LEFT_OUT})
"""Why an item became no record: each of its lines is told for itself."""


class Doubt(Sentence):
    """A note on an entry that says of which kind it is.

    >>> Doubt(Kind.NO_YEAR, "no year").kind.value
    'no-year'
    """

    kind: Kind

    def __new__(cls, kind: Kind, said: str, /) -> Self:
        """A note of a kind; of a sentence, it keeps the message and the values."""
        sentence = said if isinstance(said, Sentence) else Sentence(said)
        made = super().__new__(cls, sentence.message, **sentence.values)
        assert isinstance(made, cls)
        made.kind = kind
        return made


class LeftOut(Doubt):
    """A note on fields of a reference that no field of every record holds, with what they say: a survey's own may.

    What is longer than a field of a record ends in ``…``.
    """

    fields: Mapping[str, str]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> tuple[LeftOut, ...]:
        """The note on some fields; none where there are none."""
        if not fields:
            return ()
        lost = "; ".join(f"{name} = {shorten(value, _LONGEST_TOLD, placeholder='…')}" for name, value in fields.items())
        made = cls(Kind.NO_FIELD, f"left out, because records have no field for it: {lost}")
        made.fields = fields
        return (made,)
