"""Frameworks: what is said of them is said of capabilities that are listed, and nobody contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.checks.results import has_paper, suggestion
from livingsurvey.model import Framework
from livingsurvey.model.framework import ANSWERS
from livingsurvey.store.layout import FRAMEWORKS
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

FILE = FRAMEWORKS


@rule("LS321", waivable=False)
def unknown_capability(survey: Survey) -> Iterator[Flaw]:
    """A statement about a framework names a capability that no group lists."""
    for number, framework in enumerate(survey.frameworks):
        for path, capability, _ in _said(framework):
            if capability not in survey.capabilities:
                fix = suggestion(capability, survey.capabilities, "Add the capability to a group.")
                yield Flaw(FILE, ("frameworks", number, *path), f"unknown capability '{capability}'", fix)


@rule("LS322", waivable=False)
def contradiction(survey: Survey) -> Iterator[Flaw]:
    """Statements disagree about a capability of a framework."""
    for number, framework in enumerate(survey.frameworks):
        first: dict[str, str] = {}
        for path, capability, answer in _said(framework):
            before = first.setdefault(capability, answer)
            if before != answer:
                reason = f"{framework.name}: {capability} is '{before}' and '{answer}'"
                fix = "Keep what the newer or better source says."
                yield Flaw(FILE, ("frameworks", number, *path), reason, fix)


def _said(framework: Framework) -> Iterator[tuple[Path, str, str]]:
    """Every capability that a statement names: its path below the framework, its id, and the answer."""
    for place, statement in enumerate(framework.statements):
        for field, answer in ANSWERS.items():
            for at, capability in enumerate(getattr(statement, field)):
                yield ("statements", place, field, at), capability, answer


@rule("LS325", waivable=False)
def partial_without_note(survey: Survey) -> Iterator[Flaw]:
    """A framework has a capability in part, but no note says why."""
    for number, framework in enumerate(survey.frameworks):
        for place, statement in enumerate(framework.statements):
            for at, capability in enumerate(statement.partial):
                if capability not in statement.notes:
                    path = ("frameworks", number, "statements", place, "partial", at)
                    fix = f'Add  notes: {{{capability}: "what is missing, in a few words"}}'
                    yield Flaw(FILE, path, f"no note says why {framework.name} has '{capability}' in part", fix)


@rule("LS326", waivable=False)
def note_on_nothing(survey: Survey) -> Iterator[Flaw]:
    """A note is about a capability that its statement does not name."""
    for number, framework in enumerate(survey.frameworks):
        for place, statement in enumerate(framework.statements):
            named = [capability for _, abilities in statement.answers() for capability in abilities]
            for capability in statement.notes:
                if capability not in named:
                    fix = suggestion(capability, named, "Name it under has, partial or lacks, or delete the note.")
                    path = ("frameworks", number, "statements", place, "notes", capability)
                    yield Flaw(FILE, path, f"a note is about '{capability}', which the statement does not name", fix)


@rule("LS323", waivable=False)
def same_id_twice(survey: Survey) -> Iterator[Flaw]:
    """Two frameworks, two groups, or two capabilities have the same id."""
    groups = survey.capability_groups
    yield from _twice((("frameworks", place), each.id) for place, each in enumerate(survey.frameworks))
    yield from _twice((("groups", place), group.id) for place, group in enumerate(groups))
    yield from _twice(
        (("groups", place, "capabilities", at), capability.id)
        for place, group in enumerate(groups)
        for at, capability in enumerate(group.capabilities)
    )


def _twice(named: Iterable[tuple[Path, str]]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield Flaw(FILE, (*path, "id"), f"the id '{name}' is taken", "Choose another id, or merge the two entries.")
        seen.add(name)


@rule("LS324", waivable=False)
def unknown_paper_of_framework(survey: Survey) -> Iterator[Flaw]:
    """A framework names a paper that the survey does not have."""
    for number, framework in enumerate(survey.frameworks):
        key = framework.paper
        if key is not None and not has_paper(survey, key):
            fix = suggestion(key, survey.papers, "Delete the line until the paper has a record.")
            yield Flaw(FILE, ("frameworks", number, "paper"), f"no paper '{key}'", fix)
