"""Two states of a survey side by side: which records are new, changed or gone, and what that does to the README."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from livingsurvey.checks.places import titles
from livingsurvey.errors import UsageError
from livingsurvey.github import forms
from livingsurvey.model import Paper
from livingsurvey.model.title import normal_form
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.repository import coverage, readme
from livingsurvey.publish.repository.markers import place_in, text_of
from livingsurvey.schema import FOLDER as SCHEMAS
from livingsurvey.survey import Survey

NEIGHBOURS = 3
LEAST_LIKENESS = 55
"""Per cent of letters in common, below which two titles do not even look related."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record before and after, as text; None where it was not there."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An existing record with a title like another's; ``likeness`` is per cent of letters in common."""

    key: str
    title: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A record before and after; None where it was not there."""

    before: Paper | None
    after: Paper | None

    @property
    def changes(self) -> list[FieldChange]:
        """The fields that differ, those of ids and links one by one."""
        old, new = (_fields(paper) if paper else {} for paper in (self.before, self.after))
        return [
            FieldChange(name, old.get(name), new.get(name))
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        ]


def changed_records(base: Survey, head: Survey) -> list[Pair]:
    """The records that differ: new ones first, then changed, then those that are gone, each by key."""
    new = [Pair(None, head[key]) for key in sorted(head.papers.keys() - base.papers.keys())]
    both = sorted(head.papers.keys() & base.papers.keys())
    changed = [Pair(base[key], head[key]) for key in both if head.digests[key] != base.digests[key]]
    unreadable = {finding.file for finding in head.findings}
    gone = [
        Pair(base[key], None)
        for key in sorted(base.papers.keys() - head.papers.keys())
        if base.files[key] not in unreadable
    ]
    return [*new, *changed, *gone]


def nearest_records(paper: Paper, survey: Survey) -> list[Neighbour]:
    """The records of a survey whose titles are most like this paper's, the likest first."""
    forms: list[str] = []
    owners: list[Paper] = []
    for other in survey:
        if other.key != paper.key:
            for _, title in titles(other):
                forms.append(normal_form(title))
                owners.append(other)
    found: dict[str, Neighbour] = {}
    for _, title in titles(paper):
        matches = process.extract(
            normal_form(title), forms, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=2 * NEIGHBOURS
        )
        for _, likeness, place in matches:
            other = owners[place]
            if other.key not in found or found[other.key].likeness < likeness:
                found[other.key] = Neighbour(other.key, other.title, round(likeness))
    return sorted(found.values(), key=lambda near: (-near.likeness, near.key))[:NEIGHBOURS]


def readme_lines(base: Survey, head: Survey) -> list[str]:
    """Entries that the list in the README loses, each after ``-``, and gains, after ``+``; in the order of the list.

    Raises:
        UsageError: the list cannot be made.
    """
    with template_trouble():
        old, new = (readme.render(survey).splitlines() for survey in (base, head))
    return [*_only(old, new, "-"), *_only(new, old, "+")]


def edited_by_hand(base: Survey, head: Survey) -> list[str]:
    """The generated files, or files with a generated part, in which that part differs from the state before."""
    readmes = sorted(path.name for path in head.root.glob("README*.md"))
    figures = sorted(path.relative_to(head.root).as_posix() for path in head.root.glob("docs/**/data.md"))
    marked = dict.fromkeys(readmes, "") | dict.fromkeys(figures, coverage.PART)
    edited = [file for file, name in marked.items() if _part(base.root, file, name) != _part(head.root, file, name)]
    for folder, ending in ((SCHEMAS, "json"), (forms.FOLDER, "yml")):
        for path in sorted((head.root / folder).glob(f"*.{ending}")):
            name = path.relative_to(head.root).as_posix()
            before = base.root / name
            if before.is_file() and before.read_bytes() != path.read_bytes():
                edited.append(name)
    return edited


def as_text(value: Any) -> str:
    """A value of a record in words: lists with commas, mappings with semicolons."""
    if isinstance(value, list | tuple):
        return ", ".join(map(as_text, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {as_text(item)}" for name, item in value.items())
    return str(value)


def _fields(paper: Paper) -> dict[str, str]:
    values = paper.model_dump(mode="json", exclude={"key"}, exclude_defaults=True)
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": as_text(item) for inner, item in value.items()}
        else:
            found[name] = as_text(value)
    return found


def _only(lines: list[str], others: list[str], sign: str) -> Iterator[str]:
    """The entries that stand in ``lines`` more often than in ``others``; a link at the start is the contents'."""
    surplus = Counter(line for line in lines if line.startswith("- ") and not line.startswith("- ["))
    surplus.subtract(others)
    for line in lines:
        if surplus[line] > 0:
            surplus[line] -= 1
            yield f"{sign} {line.removeprefix('- ')}"


def _part(root: Path, file: str, name: str) -> str | None:
    """The generated part of a file; None where there is none."""
    with contextlib.suppress(UsageError, OSError):
        text = text_of(root / file)
        begin, end = place_in(text, file, "it", name)
        return text[begin:end]
    return None
