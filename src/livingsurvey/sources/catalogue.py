"""What every live source can do: say what it knows of papers, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from livingsurvey.model import Paper, Person
from livingsurvey.sources.version import Version

PREPRINTS = "arXiv"
"""The venue of a record that stands at its preprint there; preprints elsewhere have DOIs, which Crossref follows."""


def may_have_appeared(paper: Paper) -> bool:
    """Whether a search for the title may tell more than the ids of a paper do.

    It stands at arXiv, or has no id in a catalogue of what was published.
    """
    return paper.venue == PREPRINTS or not (paper.ids.doi or paper.ids.acl or paper.ids.openreview)


def first_family_name(paper: Paper) -> str:
    """The first author's family name, by which a search for a title is narrowed; empty where it is a group's."""
    first = paper.authors[0].name if paper.authors else None
    return first.family if isinstance(first, Person) else ""


class Catalogue(Protocol):
    """A module of this package that ``survey refresh`` can ask.

    Attributes:
        SERVICE: its name as people know it: ``Semantic Scholar``.
        AT_ONCE: how many papers one question can be about.
        PAUSE: seconds between two questions that the service asks for; the module hands it to ``http.ask``, which
            waits, and only where it has no answer of that day.
    """

    SERVICE: str
    AT_ONCE: int
    PAUSE: float

    def knows(self, paper: Paper) -> bool:
        """Whether the source can be asked for a paper: it has an id, or an address, that the source understands."""

    def about(self, papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
        """What the source knows of papers, at most ``AT_ONCE``, in one question; of those it does not know, nothing.

        An answer may be of another paper (a search by title finds what is alike): whoever asks holds them against the
        papers.

        Raises:
            UpstreamTrouble: the source does not answer, or not with what was asked.
        """
