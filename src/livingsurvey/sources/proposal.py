"""What a catalogue says of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model import Identifier


@dataclass(frozen=True, slots=True)
class Proposal:
    """The facts of one answer; what the catalogue does not say is None or empty.

    Attributes:
        service: the catalogue's name: ``arXiv``.
        reference: the public page that says the same.
        title: the title in one line, markup left out.
        authors: all authors in order, given name first.
        venue: where the version appeared, as the catalogue spells it.
        year: year of that version.
        ids: the paper's ids, in this catalogue and in others it names.
    """

    service: str
    reference: str
    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    ids: tuple[Identifier, ...] = ()
