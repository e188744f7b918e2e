"""A survey over time: what came, moved and went, and when anything changed last."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from livingsurvey.model import Change, Through
from livingsurvey.model.paper import year_of_key
from livingsurvey.store import changes as store
from livingsurvey.survey import Survey

_ORDER = (
    "topic-added", "topic-renamed", "topic-moved", "topic-removed", "added", "venue", "refiled", "key", "withdrawn"
)  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """What became of the papers and topics of a survey, newest first; the order of one day is always the same.

    ``later`` are all changes but additions. ``last_change`` is the newest of all, or the day of the last commit to the
    data where that is known to be newer.
    """

    survey: Survey = field(repr=False)
    later: tuple[Change, ...]
    last_change: dt.date | None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All changes, additions included."""
        return tuple(sorted([*_additions(self.survey), *self.later], key=_place))

    def months(self) -> Iterator[tuple[dt.date, tuple[Change, ...]]]:
        """The changes of each month that has some, newest first, with the first day of the month."""
        for month, changes in groupby(self.changes, key=lambda change: change.day.replace(day=1)):
            yield month, tuple(changes)

    def digest(self) -> bytes:
        """What tells two timelines of the same papers apart, in a few bytes."""
        return hashlib.blake2b(repr((self.last_change, list(self.later))).encode(), digest_size=16).digest()

    def of_papers(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each paper since it came, newest first, by its key; papers without any are left out."""
        found: dict[str, list[Change]] = {}
        for change in self.later:
            if not change.kind.startswith("topic-"):
                found.setdefault(change.subject, []).append(change)
        return {key: tuple(changes) for key, changes in found.items()}


def timeline(survey: Survey) -> Timeline:
    """What became of the papers and topics of a survey, as its records, its file of changes and git tell it.

    A day of addition is that of the record. What happened to a paper under an earlier key is told of its present one. A
    paper that came back was not withdrawn, and a venue that only has another name now is no other venue.
    """
    past = store.past(survey.root)
    followers = _followers(survey, past.changes)
    known = [change for old in past.changes if (change := _of_today(survey, old, followers)) is not None]
    later = tuple(sorted(dict.fromkeys(known), key=_place))
    return Timeline(survey, later, last_change(survey, past.through, later[:1]))


def last_change(survey: Survey, through: Through | None, newest: Iterable[Change] = ()) -> dt.date | None:
    """The newest day known of: of these changes, of the newest addition, of the last commit to the data."""
    days = [change.day for change in newest] + [paper.added for paper in survey.newest_added[:1]]
    return max([*days, *([through.day] if through else [])], default=None)


def _additions(survey: Survey) -> Iterator[Change]:
    for paper in survey:
        yield Change.model_construct(day=paper.added, kind="added", subject=paper.key, title=paper.title)


def _followers(survey: Survey, changes: Iterable[Change]) -> dict[str, str]:
    """Keys that were given up, each with the one that stands for the paper now."""
    direct = {change.before[0]: change.subject for change in changes if change.kind == "key" and change.before}
    direct |= survey.info.retired
    found: dict[str, str] = {}
    for old in direct:
        end, passed = old, set[str]()
        while end not in survey and end in direct and end not in passed:
            passed.add(end)
            end = direct[end]
        found[old] = end
    return found


def _of_today(survey: Survey, change: Change, followers: Mapping[str, str]) -> Change | None:
    """A change as it is told today; None where there is nothing to tell."""
    if change.kind.startswith("topic-"):
        return change
    key = followers.get(change.subject, change.subject)
    if (change.kind == "withdrawn") == (key in survey):
        return None
    if change.kind == "venue" and change.before[:1] and change.after[:1]:
        before, after = (survey.venue_named(names[0]) for names in (change.before, change.after))
        if before is not None and before == after:
            return None
    return change if key == change.subject else change.model_copy(update={"subject": key})


def _place(change: Change) -> tuple[int, int, int, str]:
    """Newest day first; of one day the topics first, then papers by the year of their key, newest first."""
    year = 0 if change.kind.startswith("topic-") or change.kind == "withdrawn" else -int(year_of_key(change.subject))
    return -change.day.toordinal(), _ORDER.index(change.kind), year, change.subject
