"""A survey grows by the papers of a file: each is accepted, left for a person to decide, or refused, and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.checks import check
from livingsurvey.errors import UsageError
from livingsurvey.intake.batch import Batch
from livingsurvey.intake.decisions import DOUBT, OUT, Decision, Decisions
from livingsurvey.intake.drafting import Draft
from livingsurvey.intake.duplicates import Duplicate
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.likeliest import Likeliest, Likely
from livingsurvey.intake.offering import SOURCED, Offered
from livingsurvey.intake.venues import standard_venue
from livingsurvey.model import Finding, Paper, Severity, Taxonomy
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.title import name_in_title, normal_form
from livingsurvey.store.layout import VENUES
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Before:
    """A paper that an earlier run accepted: the key of its record, and the topics it was written with."""

    key: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A paper whose record is written: by this run from its ``draft``, or by an earlier one.

    ``topics`` are those that the command files it under; ``refiled`` says that an earlier run wrote others.
    """

    offer: Offered
    key: str
    file: str
    topics: tuple[str, ...]
    decision: Decision | None
    draft: Draft | None = None
    refiled: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A paper that waits for a person: why, and where it most likely belongs."""

    offer: Offered
    topics: tuple[str, ...]
    decision: Decision | None
    doubts: tuple[str, ...]
    likeliest: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that is not taken, why, and the file of the record that it is a duplicate of."""

    offer: Offered
    why: str
    record: str = ""
    decision: Decision | None = None


@dataclass(slots=True)
class Piles:
    """What became of the papers of a file, each in one pile."""

    accepted: list[Accepted] = field(default_factory=list)
    to_decide: list[Undecided] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def sort_out(
    survey: Survey,
    offers: Iterable[Offered],
    decisions: Decisions,
    before: Mapping[str, Before],
    added: dt.date,
) -> Piles:
    """Hold each paper against the survey, those accepted before it, and what people have decided. Writes nothing.

    Args:
        survey: the survey, loaded with ``strict=False``.
        offers: the papers in their order.
        decisions: what people have decided.
        before: by the name of a paper, what earlier runs have accepted.
        added: the day that stands in new records.
    """
    sorting = _Sorting(survey, decisions, before, Batch(survey, added))
    piles = Piles()
    for offer in offers:
        made = sorting.pile_of(offer)
        pile: list[Accepted] | list[Undecided] | list[Refused] = (
            piles.accepted
            if isinstance(made, Accepted)
            else piles.to_decide
            if isinstance(made, Undecided)
            else piles.refused
        )
        pile.append(made)  # type: ignore[arg-type]
    _check(survey, piles)
    return piles


class _Sorting:
    def __init__(self, survey: Survey, decisions: Decisions, before: Mapping[str, Before], batch: Batch) -> None:
        self._survey = survey
        self._decisions = decisions
        self._before = before
        self._batch = batch
        self._standing: set[str] = set()
        self._likeliest = Likeliest(survey)
        self._names = {normal_form(paper.name) for paper in survey if paper.name}

    def pile_of(self, offer: Offered) -> Accepted | Undecided | Refused:
        decision = self._decisions.of(offer)
        standing = self._stands(offer, decision)
        if standing:
            return standing
        if decision and decision.scope == OUT:
            return Refused(offer, f"decided out: {decision.why or 'no reason given'}", decision=decision)
        if offer.faults:
            return Refused(offer, "; ".join(offer.faults))
        offer = replace(offer, entry=self._named(_in_standard(offer, self._survey)))
        topics = decision.topics if decision and decision.topics else offer.topics
        known = tuple(topic for topic in topics if topic in self._survey.taxonomy.by_id)
        made = self._batch.draft(offer.entry, known, hold=False)
        same = [each for each in made.duplicates if each.match != "alike" and not _is_told_apart(each, decision)]
        if same:
            return Refused(offer, f"{same[0].file} is this paper: {same[0].reason}", same[0].file)
        lacking = [line for name, line in made.missing.items() if name != "topics"]
        lacking += [f"sources: {{{name}: …}}" for name in SOURCED if name not in offer.entry.sources]
        if lacking:
            return Refused(offer, f"missing: {'; '.join(lacking)}")
        try:
            made.paper() if known else None
        except UsageError as error:
            return Refused(offer, str(error))
        doubts = [*self._doubts(offer, topics, decision), *_resembling(made, decision)]
        if doubts:
            return Undecided(offer, known, decision, tuple(doubts), self._likeliest.topics(offer.entry.title or ""))
        self._batch.hold(made)
        self._names.add(normal_form(offer.entry.name or ""))
        return Accepted(offer, made.key, made.file, known, decision, made, notes=made.notes)

    def _named(self, entry: Entry) -> Entry:
        """The entry with the name that its title begins with, unless another paper has it: then a person names both."""
        name = entry.name or name_in_title(entry.title or "")
        if name is None or (entry.name is None and normal_form(name) in self._names):
            return entry
        return replace(entry, name=name)

    def _stands(self, offer: Offered, decision: Decision | None) -> Accepted | None:
        """What an earlier run has accepted, while its record is there; later decisions on its topics are followed."""
        before = self._before.get(offer.id)
        paper = self._survey.papers.get(before.key) if before else None
        if before is None or paper is None or paper.key in self._standing:
            return None
        self._standing.add(paper.key)
        file = self._survey.files[paper.key]
        topics, refiled, notes = before.topics, False, list[str]()
        if decision and decision.scope == OUT:
            notes = [f"ruled out since ({decision.place}); delete the record, or change the decision"]
        elif decision and decision.topics and decision.topics not in (before.topics, paper.topics):
            unknown = [each for each in decision.topics if each not in self._survey.taxonomy.by_id]
            if unknown:
                notes = [f"there is no topic '{unknown[0]}' ({decision.place})"]
            elif paper.topics == before.topics:
                topics, refiled = decision.topics, True
            else:
                notes = [f"re-filed by hand since; {decision.place} would file it under {' '.join(decision.topics)}"]
        return Accepted(offer, paper.key, file, topics, decision, refiled=refiled, notes=tuple(notes))

    def _doubts(self, offer: Offered, topics: Sequence[str], decision: Decision | None) -> Iterable[str]:
        taxonomy = self._survey.taxonomy
        for topic in topics:
            if topic not in taxonomy.by_id:
                heir = taxonomy.moved.get(topic)
                meant = f" It moved to '{heir}'." if heir else did_you_mean(topic, taxonomy.by_id)
                yield f"there is no topic '{topic}'.{meant}"
        if not topics and (decision or not offer.doubts):
            yield "no topic is named"
        if decision is None:
            yield from offer.doubts
            yield from _above_others(topics, taxonomy)
        elif decision.scope == DOUBT:
            yield f"{decision.place}: {decision.why or 'in doubt'}"
        claimed = offer.entry.claimed
        for venue in (offer.entry.venue, claimed.venue if claimed else None):
            if venue and self._survey.venue_named(venue) is None:
                yield f"{VENUES} has no venue '{venue}'; add it with its kind"


def _above_others(topics: Sequence[str], taxonomy: Taxonomy) -> Iterable[str]:
    """That a paper stands above the topics that tell more, as a person may want it to."""
    for name in topics:
        topic = taxonomy.by_id.get(name)
        below = [part.id for part in topic.walk()][1:] if topic else []
        if below and not set(below) & set(topics):
            yield f"'{name}' has subtopics"


def _in_standard(offer: Offered, survey: Survey) -> Entry:
    """The entry with a claimed venue in the spelling of the survey."""
    entry, claimed = offer.entry, offer.entry.claimed
    if claimed is None:
        return entry
    name = standard_venue(claimed.venue, survey.listed_venues)
    return replace(entry, claimed=claimed.model_copy(update={"venue": name}))


def _resembling(made: Draft, decision: Decision | None) -> Iterable[str]:
    for each in made.duplicates:
        if not _is_told_apart(each, decision):
            yield f"compare {each.file}: {each.reason}; if it is another paper, write  not {each.paper.key}  under why"


def _is_told_apart(duplicate: Duplicate, decision: Decision | None) -> bool:
    """Whether somebody has written that it is another paper."""
    return decision is not None and f"not {duplicate.paper.key}" in decision.why and not duplicate.certain


def _check(survey: Survey, piles: Piles) -> None:
    """Refuse new records that have errors beside those of the survey; note what else the checks find."""
    new = {each.file: each for each in piles.accepted if each.draft}
    papers: dict[str, Paper] = {survey.files[paper.key]: paper for paper in survey}
    papers |= {file: each.draft.paper() for file, each in new.items() if each.draft}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in check(survey.with_only(papers)) if new else ():
        if finding.file in new:
            found[finding.file].append(finding)
    kept: list[Accepted] = []
    for each in piles.accepted:
        findings = found.get(each.file, ())
        errors = [f"{one.code}: {one.reason}. {one.fix}" for one in findings if one.severity is Severity.ERROR]
        if errors:
            piles.refused.append(Refused(each.offer, "; ".join(errors)))
        else:
            told = tuple(f"{one.code}: {one.reason}" for one in findings)
            kept.append(replace(each, notes=(*each.notes, *told)))
    piles.accepted[:] = kept
