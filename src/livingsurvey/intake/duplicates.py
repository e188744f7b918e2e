"""Whether a survey has a paper already, and how to file it under one more topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from livingsurvey.checks.resemblance import ALIKE
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Paper
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that is, or may be, of the same paper.

    ``certain`` means that an id or the title is the same; otherwise the titles only resemble each other, and a person
    decides. ``reason`` says which, ``advice`` what to write where.
    """

    paper: Paper
    file: str
    reason: str
    advice: str
    certain: bool


def duplicates(entry: Entry, survey: Survey, topics: Sequence[str] = ()) -> tuple[Duplicate, ...]:
    """The records that may be of the paper an entry tells of; certain ones first, each once.

    Args:
        entry: the new paper.
        survey: where to look.
        topics: the topics it was to be filed under.
    """
    found: dict[str, Duplicate] = {}

    def add(paper: Paper, reason: str, *, certain: bool = True) -> None:
        advice = _advice(paper, survey, topics)
        found.setdefault(paper.key, Duplicate(paper, survey.files[paper.key], reason, advice, certain))

    for identifier in entry.ids:
        for paper in survey.by_id.get(identifier.folded, ()):
            add(paper, f"it has the id {identifier.scheme}:{identifier.value}")
    if entry.title:
        form = normal_form(entry.title)
        titled = [(normal_form(title), paper) for paper in survey for title in (paper.title, *paper.also_titled)]
        for other, paper in titled:
            if form and other == form:
                add(paper, f"it has the title “{paper.title}”")
        forms = [other for other, _ in titled]
        for _, score, place in process.extract(form, forms, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3):
            add(titled[place][1], f"its title is nearly ({score:.0f} %) the same", certain=False)
    return tuple(found.values())


def _advice(paper: Paper, survey: Survey, topics: Sequence[str]) -> str:
    file = survey.files[paper.key]
    new = [topic for topic in topics if topic not in paper.topics]
    if not new:
        return f"edit {file}" if not topics else f"{file} has {'these topics' if len(topics) > 1 else 'this topic'}"
    return f"write  topics: [{', '.join((*paper.topics, *new))}]  in {file}"
