"""What catalogues on the network say of a paper, held against what is known of it already."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from livingsurvey.checks.resemblance import ALIKE
from livingsurvey.errors import Contradiction, UnknownName, UpstreamTrouble
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier
from livingsurvey.model.sentence import Sentence
from livingsurvey.model.title import normal_form
from livingsurvey.sources.version import Version

_NAME_BEFORE_COLON = re.compile(r"^[^:]{1,40}:\s*")


@dataclass(frozen=True, slots=True)
class Answers:
    """What catalogues say of a paper, and which of them could not be understood, or reached."""

    versions: tuple[Version, ...] = ()
    troubles: tuple[UpstreamTrouble, ...] = ()


def look_up(entry: Entry, root: Path | None = None, *, without: Container[str] = ()) -> Answers:
    """What arXiv and Crossref say of the paper with the entry's ids; nothing where no id is theirs.

    Crossref is asked for a DOI, and for ACL Anthology papers by the DOI that the Anthology gives them. What is wrong
    with one catalogue keeps nobody from asking the other.

    Args:
        entry: what is known of the paper.
        root: the survey's folder, whose ``build/`` keeps answers for the rest of the day.
        without: the names of catalogues that are not asked.

    Raises:
        Contradiction: a catalogue has another title under that id.
        UnknownName: a catalogue does not know the id.
    """
    from livingsurvey.sources import arxiv, crossref  # where nothing is asked, their libraries are not imported

    versions: list[Version] = []
    troubles: list[UpstreamTrouble] = []
    for service, ask in ((crossref.SERVICE, _crossref), (arxiv.SERVICE, _arxiv)):
        try:
            found = ask(entry, root) if service not in without else None
        except UpstreamTrouble as trouble:
            troubles.append(trouble)
            continue
        if found:
            _compare(entry, found)
            versions.append(found)
    return Answers(tuple(versions), tuple(troubles))


def _crossref(entry: Entry, root: Path | None) -> Version | None:
    from livingsurvey.sources import crossref

    ids = entry.id_by_scheme
    if "doi" not in ids:
        return crossref.look_up(f"10.18653/v1/{ids['acl']}", root) if "acl" in ids else None
    found = crossref.look_up(ids["doi"], root)
    if found is None:
        raise UnknownName(Sentence("Crossref has no DOI {doi}; check it", doi=ids["doi"]))
    return found


def _arxiv(entry: Entry, root: Path | None) -> Version | None:
    from livingsurvey.sources import arxiv

    name = entry.id_by_scheme.get("arxiv")
    if name is None:
        return None
    found = arxiv.look_up([name], root).get(name)
    if found is None:
        raise UnknownName(Sentence("arXiv has no paper {id}; check the id", id=name))
    return found


def said_by(version: Version) -> Entry:
    """A version as an entry."""
    return Entry(
        title=version.title,
        authors=tuple(dict.fromkeys(filter(None, version.authors))),
        and_others=version.and_others,
        venue=version.venue,
        year=version.year,
        ids=_published(version.ids),
    )


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles can be one paper's: nearly the same letters, a name before the colon left out or not."""
    for first in (one, _NAME_BEFORE_COLON.sub("", one)):
        for second in (other, _NAME_BEFORE_COLON.sub("", other)):
            if fuzz.ratio(normal_form(first), normal_form(second)) >= ALIKE:
                return True
    return False


def _compare(entry: Entry, version: Version) -> None:
    if entry.title and version.title and not is_same_title(entry.title, version.title):
        where = version.reference.removeprefix("https://")
        raise Contradiction(
            Sentence(
                "{address} is “{title}”, not “{given}”; correct the id or the title",
                address=where,
                title=version.title,
                given=entry.title,
            )
        )


def _published(ids: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Ids without arXiv's own DOIs: the record has the arXiv id."""
    return tuple(each for each in ids if not each.value.lower().startswith("10.48550/arxiv."))
