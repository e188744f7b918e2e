"""The models of the pages that say what came, moved and went: of late, and in each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.model import Change
from livingsurvey.model.change import ChangeKind
from livingsurvey.publish.content import labels
from livingsurvey.publish.models.overview import standing
from livingsurvey.publish.published import LISTED_PAPERS, Months, Published

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


def changes_model(published: Published, _: str | None) -> Model:
    """The page of all changes: the latest months, and the way to each year."""
    shown: Months = []
    lines = 0
    for month, changes in published.timeline.months():
        if lines >= RECENT_CHANGES:
            break
        shown.append((month, changes))
        lines += len(changes)
    return {
        "state": standing(published),
        "has_feed": published.survey.info.site is not None,
        "years": [
            {"year": year, "changes": sum(len(changes) for _, changes in months)}
            for year, months in published.years_of_changes.items()
        ],
        "months": _months(shown, RECENT_CHANGES, published),
        "has_older": lines < len(published.timeline.changes),
    }


def change_model(year: int, months: Months, published: Published) -> Model:
    """The page of the changes of a year."""
    return {
        "survey": published.survey.info.title,
        "title": f"Changes in {year}",
        "year": year,
        "months": _months(months, LISTED_PAPERS, published),
    }


def _months(months: Months, most: int, published: Published) -> list[Model]:
    """The months of a page, of each group at most so many changes."""
    seen: set[str] = set()
    return [
        {
            "id": f"{first:%Y-%m}",
            "words": labels.long_month(first),
            "groups": [
                {
                    "id": group,
                    "total": len(those),
                    "changes": [_line(change, seen, published) for change in those[:most]],
                }
                for group, kinds in _GROUPS.items()
                if (those := _of_kinds(changes, kinds))
            ],
        }
        for first, changes in months
    ]


def _of_kinds(changes: Sequence[Change], kinds: Sequence[ChangeKind]) -> list[Change]:
    return [change for change in changes if change.kind in kinds]


def _line(change: Change, seen: set[str], published: Published) -> Model:
    """A change; ``is_first`` of a paper on its page keeps citation managers from being offered it twice."""
    paper = published.survey.papers.get(change.subject)
    is_first = change.subject not in seen
    seen.add(change.subject)
    return {
        "day": change.day.isoformat(),
        "day_words": labels.day_and_month(change.day),
        "kind": change.kind,
        "title": change.title,
        "paper": paper and published.listed(paper),
        "is_first": is_first,
        "topic": published.topic_named(change.subject) if change.kind.startswith("topic-") else None,
        "before": _told(change.kind, change.before, published),
        "after": _told(change.kind, change.after, published),
        "reason": published.survey.info.withdrawn.get(change.subject),
    }


def _told(kind: ChangeKind, words: Sequence[str], published: Published) -> str | list[dict[str, str | None]]:
    return [published.topic_named(topic) for topic in words] if kind in _BETWEEN_TOPICS else " ".join(words)
