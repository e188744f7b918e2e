"""What a source says of one version of a paper: of the preprint, or of what was published."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model import Identifier


@dataclass(frozen=True, slots=True)
class Version:
    """The facts of one answer; what the source does not say is None or empty.

    Attributes:
        service: the source's name: ``arXiv``.
        reference: the public page that says the same.
        title: the title in one line, markup left out.
        authors: all authors in order, given name first; with ``and_others`` the first of more.
        and_others: whether the source cuts the list of authors short.
        venue: where the version appeared, as the source spells it; the preprint server for a preprint.
        year: year of that version.
        accepted: where the authors say that it will appear, in their words: *Accepted at NeurIPS 2024*. It is a claim
            of the preprint's and no fact of the version.
        ids: the paper's ids, in this source and in others it names.
        code: the authors' code.
        has_moved: whether ``code`` is where the host of the record's code redirects to.
        is_archived: whether the repository of the code is archived; None where the source does not look.
        citations: how often the source knows the paper to be cited.
        cites: ids of the works that it cites, those of the survey or not; of ``openalex``, whose ids no record has, it
            is an id of another version that the same source told.
    """

    service: str
    reference: str
    title: str
    authors: tuple[str, ...] = ()
    and_others: bool = False
    venue: str | None = None
    year: int | None = None
    accepted: str | None = None
    ids: tuple[Identifier, ...] = ()
    code: str | None = None
    has_moved: bool = False
    is_archived: bool | None = None
    citations: int | None = None
    cites: tuple[Identifier, ...] = ()
