"""What catalogues on the network say of a paper, held against what is known of it already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz

from livingsurvey.checks.resemblance import ALIKE
from livingsurvey.errors import Contradiction, UnknownName
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier
from livingsurvey.model.title import normal_form
from livingsurvey.sources.proposal import Proposal

_NAME_BEFORE_COLON = re.compile(r"^[^:]{1,40}:\s*")


def look_up(entry: Entry, root: Path | None = None) -> tuple[Proposal, ...]:
    """What arXiv and Crossref say of the paper with the entry's ids; nothing where no id is theirs.

    Crossref is asked for a DOI, and for ACL Anthology papers by the DOI that the Anthology gives them.

    Args:
        entry: what is known of the paper.
        root: the survey's folder, whose ``build/`` keeps answers for a day.

    Raises:
        Contradiction: a catalogue has another title under that id.
        UnknownName: a catalogue does not know the id.
        UpstreamTrouble: a catalogue does not answer, or not with what was asked.
    """
    from livingsurvey.sources import arxiv, crossref  # where nothing is asked, their libraries are not imported

    ids = entry.id_by_scheme
    proposals: list[Proposal] = []
    if "doi" in ids or "acl" in ids:
        found = crossref.look_up(ids.get("doi") or f"10.18653/v1/{ids['acl']}", root)
        if found is None and "doi" in ids:
            raise UnknownName(f"Crossref has no DOI {ids['doi']}; check it")
        proposals += [found] if found else []
    if "arxiv" in ids:
        answer = arxiv.look_up([ids["arxiv"]], root).get(ids["arxiv"])
        if answer is None:
            raise UnknownName(f"arXiv has no paper {ids['arxiv']}; check the id")
        proposals.append(answer)
    for proposal in proposals:
        _compare(entry, proposal)
    return tuple(proposals)


def said_by(proposal: Proposal) -> Entry:
    """A proposal as an entry."""
    return Entry(
        title=proposal.title,
        authors=tuple(dict.fromkeys(filter(None, proposal.authors))),
        venue=proposal.venue,
        year=proposal.year,
        ids=_published(proposal.ids),
    )


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles can be one paper's: nearly the same letters, a name before the colon left out or not."""
    for first in (one, _NAME_BEFORE_COLON.sub("", one)):
        for second in (other, _NAME_BEFORE_COLON.sub("", other)):
            if fuzz.ratio(normal_form(first), normal_form(second)) >= ALIKE:
                return True
    return False


def _compare(entry: Entry, proposal: Proposal) -> None:
    if entry.title and not is_same_title(entry.title, proposal.title):
        where = proposal.reference.removeprefix("https://")
        raise Contradiction(f"{where} is “{proposal.title}”, not “{entry.title}”; correct the id or the title")


def _published(ids: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Ids without arXiv's own DOIs: the record has the arXiv id."""
    return tuple(each for each in ids if not each.value.lower().startswith("10.48550/arxiv."))
