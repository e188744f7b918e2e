"""The models of the pages that say what came, moved and went: of late, and in each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.model import Change
from livingsurvey.model.change import ChangeKind
from livingsurvey.publish.content import labels
from livingsurvey.publish.models.overview import standing
from livingsurvey.publish.rendering.view import LISTED_PAPERS, Months, View

Model = dict[str, Any]

RECENT_CHANGES = 60
"""How many changes the page of all changes shows at least, in whole months; older ones stand on pages by year."""

_GROUPS: dict[str, tuple[ChangeKind, ...]] = {
    "topics": ("topic-added", "topic-renamed", "topic-moved", "topic-removed"),
    "withdrawn": ("withdrawn",),
    "venue": ("venue",),
    "refiled": ("refiled",),
    "key": ("key",),
    "added": ("added",),
}
"""What stands together in a month: the papers that came last, for of them there may be very many."""

_BETWEEN_TOPICS: frozenset[ChangeKind] = frozenset(
    ("refiled", "withdrawn", "topic-added", "topic-moved", "topic-removed")
)
"""The kinds of changes that name topics."""


def changes_model(view: View, _: str | None) -> Model:
    """The page of all changes: the latest months, and the way to each year."""
    shown: Months = []
    lines = 0
    for month, changes in view.timeline.months():
        if lines >= RECENT_CHANGES:
            break
        shown.append((month, changes))
        lines += len(changes)
    return {
        "state": standing(view),
        "has_feed": view.survey.info.site is not None,
        "years": [
            {"year": year, "changes": sum(len(changes) for _, changes in months)}
            for year, months in view.years_of_changes.items()
        ],
        "months": _months(shown, RECENT_CHANGES, view),
        "has_older": lines < len(view.timeline.changes),
    }


def change_model(year: int, months: Months, view: View) -> Model:
    """The page of the changes of a year."""
    return {
        "survey": view.survey.info.title,
        "title": f"Changes in {year}",
        "year": year,
        "months": _months(months, LISTED_PAPERS, view),
    }


def _months(months: Months, most: int, view: View) -> list[Model]:
    """The months of a page, of each group at most so many changes."""
    seen: set[str] = set()
    return [
        {
            "id": f"{first:%Y-%m}",
            "words": labels.long_month(first),
            "groups": [
                {"id": group, "total": len(those), "changes": [_line(change, seen, view) for change in those[:most]]}
                for group, kinds in _GROUPS.items()
                if (those := _of_kinds(changes, kinds))
            ],
        }
        for first, changes in months
    ]


def _of_kinds(changes: Sequence[Change], kinds: Sequence[ChangeKind]) -> list[Change]:
    return [change for change in changes if change.kind in kinds]


def _line(change: Change, seen: set[str], view: View) -> Model:
    """A change; ``is_first`` of a paper on its page keeps citation managers from being offered it twice."""
    paper = view.survey.papers.get(change.subject)
    is_first = change.subject not in seen
    seen.add(change.subject)
    return {
        "day": change.day.isoformat(),
        "day_words": labels.day_and_month(change.day),
        "kind": change.kind,
        "title": change.title,
        "paper": paper and view.listed(paper),
        "is_first": is_first,
        "topic": view.topic_named(change.subject) if change.kind.startswith("topic-") else None,
        "before": _told(change.kind, change.before, view),
        "after": _told(change.kind, change.after, view),
        "reason": view.survey.info.withdrawn.get(change.subject),
    }


def _told(kind: ChangeKind, words: Sequence[str], view: View) -> str | list[dict[str, str | None]]:
    return [view.topic_named(topic) for topic in words] if kind in _BETWEEN_TOPICS else " ".join(words)
