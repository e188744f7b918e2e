"""The models of the pages that say what came, moved and went: of late, and in each year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from livingsurvey.language import Language
from livingsurvey.model import Change
from livingsurvey.model.change import ChangeKind
from livingsurvey.publish.models.overview import standing
from livingsurvey.publish.published import LISTED_PAPERS, Months, Published

Model = dict[str, Any]

RECENT_CHANGES = 60
"""How many changes the page of news shows at least, in whole months; older ones stand on pages by year."""

WEEKLY = 30
"""How many papers a month may add and be told as one; the weeks of one with more stand apart."""

REMEMBERED_DAYS = 200
"""Of how many of the latest days with changes a browser is told how many there were."""

_OTHERS: dict[str, tuple[ChangeKind, ...]] = {
    "withdrawn": ("withdrawn",),
    "venue": ("venue",),
    "refiled": ("refiled",),
    "topics": ("topic-added", "topic-renamed", "topic-moved", "topic-removed"),
    "key": ("key",),
}
"""What stands together below the papers that were added, folded."""

_BETWEEN_TOPICS: frozenset[ChangeKind] = frozenset(
    ("refiled", "withdrawn", "topic-added", "topic-moved", "topic-removed")
)
"""The kinds of changes that name topics."""


def changes_model(published: Published, _: str | None) -> Model:
    """The page of news: the latest months, the way to each year, and how much there was on each day."""
    shown: Months = []
    lines = 0
    for month, changes in published.timeline.months():
        if lines >= RECENT_CHANGES:
            break
        shown.append((month, changes))
        lines += len(changes)
    return {
        "state": standing(published),
        "has_feed": published.survey.info.site is not None and published.has["feeds"],
        "years": [
            {"year": year, "changes": sum(len(changes) for _, changes in months)}
            for year, months in published.years_of_changes.items()
        ],
        "periods": _periods(shown, RECENT_CHANGES, published),
        "has_older": lines < len(published.timeline.changes),
        "days": dict(islice(_days(published), REMEMBERED_DAYS)),
    }


def change_model(year: int, months: Months, published: Published) -> Model:
    """The page of the changes of a year."""
    _ = published.language
    return {
        "survey": _(published.survey.info.title),
        "title": _("Changes in {year}", year=year),
        "year": year,
        "periods": _periods(months, LISTED_PAPERS, published),
    }


def _days(published: Published) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each day with changes, newest first: how many papers were added, and how many other changes there were."""
    for day, changes in groupby(published.timeline.changes, key=lambda change: change.day):
        kinds = [change.kind for change in changes]
        added = kinds.count("added")
        yield day.isoformat(), (added, len(kinds) - added)


def _periods(months: Months, most: int, published: Published) -> list[Model]:
    """The months of a page, those with many new papers week by week; of each at most so many additions are named."""
    seen: set[str] = set()
    return [
        {
            "id": period_id,
            "words": words,
            "added": len(added),
            "topics": _by_topic(added, most, seen, published),
            "others": [
                {"id": group, "total": len(those), "changes": [_line(each, seen, published) for each in those[:most]]}
                for group, kinds in _OTHERS.items()
                if (those := _of_kinds(changes, kinds))
            ],
        }
        for month, of_month in months
        for period_id, words, changes in _weeks(month, of_month, published.language)
        for added in [_of_kinds(changes, ("added",))]
    ]


def _weeks(
    month: dt.date, changes: Sequence[Change], language: Language
) -> Iterator[tuple[str, str, Sequence[Change]]]:
    """A month, or its weeks from Monday to Sunday: an id, what it is called, and what happened in it."""
    if len(_of_kinds(changes, ("added",))) <= WEEKLY:
        yield f"{month:%Y-%m}", language.month(month), changes
        return
    for monday, of_week in groupby(changes, key=lambda change: change.day - dt.timedelta(change.day.weekday())):
        first = max(monday, month)
        last = min(monday + dt.timedelta(6), (month + dt.timedelta(31)).replace(day=1) - dt.timedelta(1))
        yield first.isoformat(), language.days(first, last), tuple(of_week)


def _by_topic(added: Sequence[Change], most: int, seen: set[str], published: Published) -> list[Model]:
    """Additions by the part of the tree that each is filed in, its main topic counting; of many only the newest."""
    paths = published.survey.taxonomy.paths
    groups: dict[str, list[Change]] = {}
    for change in added:
        *_, part = paths[published.survey.papers[change.subject].topics[0]][:2]
        groups.setdefault(part.id, []).append(change)
    shown = most if len(added) <= most else max(2, most // len(groups))
    return [
        {
            "topic": published.topic_named(topic),
            "total": len(groups[topic]),
            "changes": [_line(change, seen, published) for change in groups[topic][:shown]],
        }
        for topic in paths
        if topic in groups
    ]


def _of_kinds(changes: Sequence[Change], kinds: Sequence[ChangeKind]) -> list[Change]:
    return [change for change in changes if change.kind in kinds]


def _line(change: Change, seen: set[str], published: Published) -> Model:
    """A change; ``is_first`` of a paper on its page keeps citation managers from being offered it twice."""
    paper = published.survey.papers.get(change.subject)
    why = published.survey.info.withdrawn.get(change.subject)
    is_first = change.subject not in seen
    seen.add(change.subject)
    return {
        "day": change.day.isoformat(),
        "day_words": published.language.day_of_year(change.day),
        "kind": change.kind,
        "title": change.title,
        "paper": paper and published.listed(paper),
        "is_first": is_first,
        "topic": published.topic_named(change.subject) if change.kind.startswith("topic-") else None,
        "before": _told(change.kind, change.before, published),
        "after": _told(change.kind, change.after, published),
        "reason": why and published.language(why),
    }


def _told(kind: ChangeKind, words: Sequence[str], published: Published) -> str | list[dict[str, str | None]]:
    return [published.topic_named(topic) for topic in words] if kind in _BETWEEN_TOPICS else " ".join(words)
