"""What two states of a survey's files mean to a reader: a paper re-filed, published or withdrawn, a topic renamed.

Old states may have another form than records have today, so only what is compared is read from them, and what cannot be
read is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.model import Change, ChangeKind
from livingsurvey.model.characters import seen
from livingsurvey.model.paper import KEY_PATTERN
from livingsurvey.model.record import LONGEST
from livingsurvey.store.history import Landing
from livingsurvey.store.yaml import parse

_RECORD = re.compile(rf"papers/[^/]+/(?P<key>{KEY_PATTERN[1:-1]})\.yaml")
_TAXONOMY = "taxonomy.yaml"

Blobs = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is compared of a record."""

    title: str
    topics: tuple[str, ...]
    venue: str
    year: str
    names: frozenset[str]
    """The ids of the work, and its title: two records that share one are of the same work."""


@dataclass(slots=True)
class _Topics:
    """What is compared of a taxonomy: title and parent by id, and where topics moved."""

    titles: dict[str, str] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def blobs(landing: Landing) -> Iterator[str]:
    """The blobs whose content :func:`changes` asks for."""
    records = _records(landing)
    some_went = any(after is None for _, after in records.values())
    for before, after in records.values():
        if before is not None or some_went:
            yield from filter(None, (before, after))
    for path, before, after in landing.files:
        if path == _TAXONOMY:
            yield from filter(None, (before, after))


def changes(landings: Iterable[Landing], contents: Blobs) -> Iterator[Change]:
    """What happened in each landing, oldest first; that a paper came in is told by its record alone.

    Args:
        landings: the main line of history, oldest first.
        contents: the content of its :func:`blobs`.
    """
    for landing in landings:
        before, after = _taxonomies(landing, contents)
        if before and after:
            yield from _of_topics(before, after, landing)
        yield from _of_papers(landing, contents, after.moved if after else {})


def _of_topics(before: _Topics, after: _Topics, landing: Landing) -> Iterator[Change]:
    for topic, title in after.titles.items():
        old = before.titles.get(topic)
        if old is None:
            yield _change(landing, "topic-added", topic, title, (), after.parents[topic])
            continue
        if old != title:
            yield _change(landing, "topic-renamed", topic, title, (old,), (title,))
        if before.parents[topic] != after.parents[topic]:
            yield _change(landing, "topic-moved", topic, title, before.parents[topic], after.parents[topic])
    for topic, title in before.titles.items():
        if topic not in after.titles:
            follower = after.moved.get(topic)
            yield _change(landing, "topic-removed", topic, title, (), (follower,) if follower else ())


def _of_papers(landing: Landing, contents: Blobs, moved: Mapping[str, str]) -> Iterator[Change]:
    went: dict[str, _Paper] = {}
    came: dict[str, _Paper] = {}
    for key, (before, after) in _records(landing).items():
        old, new = _paper(before, contents), _paper(after, contents)
        if old and new:
            yield from _compared(landing, key, old, new, moved)
        elif old and after is None:
            went[key] = old
        elif new:
            came[key] = new
    for key, old in went.items():
        follower = next((other for other, new in came.items() if new.names & old.names), None)
        if follower is None:
            yield _change(landing, "withdrawn", key, old.title, old.topics, ())
        else:
            yield _change(landing, "key", follower, came[follower].title, (key,), (follower,))
            yield from _compared(landing, follower, old, came[follower], moved)


def _compared(landing: Landing, key: str, old: _Paper, new: _Paper, moved: Mapping[str, str]) -> Iterator[Change]:
    """What became of one paper. That its topic took another id is no news of the paper."""
    if tuple(moved.get(topic, topic) for topic in old.topics) != new.topics:
        yield _change(landing, "refiled", key, new.title, old.topics, new.topics)
    if old.venue != new.venue:
        yield _change(landing, "venue", key, new.title, (old.venue, old.year), (new.venue, new.year))


def _change(
    landing: Landing, kind: ChangeKind, subject: str, title: str, before: tuple[str, ...], after: tuple[str, ...]
) -> Change:
    day = landing.time.date()
    return Change(day=day, kind=kind, subject=subject, title=title, before=before, after=after)


def _records(landing: Landing) -> dict[str, tuple[str | None, str | None]]:
    """The records that a landing touched by key, with the blobs before and after; a record in another folder stays."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for path, before, after in landing.files:
        match = _RECORD.fullmatch(path)
        if match:
            earlier = found.get(match["key"], (None, None))
            found[match["key"]] = earlier[0] or before, earlier[1] or after
    return found


def _taxonomies(landing: Landing, contents: Blobs) -> tuple[_Topics | None, _Topics | None]:
    for path, before, after in landing.files:
        if path == _TAXONOMY:
            return _topics(before, contents), _topics(after, contents)
    return None, None


def _paper(blob: str | None, contents: Blobs) -> _Paper | None:
    data = _mapping(blob, contents)
    title = _line(data.get("title"))
    if title is None:
        return None
    ids = data.get("ids")
    pairs = ids.items() if isinstance(ids, dict) else ()
    names = {f"{scheme}:{value}" for scheme, value in pairs} | {title.casefold()}
    venue, year = (_line(str(data.get(name, "?"))) or "?" for name in ("venue", "year"))
    return _Paper(title, tuple(_lines(data.get("topics"))), venue, year, frozenset(names))


def _topics(blob: str | None, contents: Blobs) -> _Topics | None:
    data = _mapping(blob, contents)
    if "topics" not in data:
        return None
    found = _Topics()
    _descend(data, (), found)
    moved = data.get("moved")
    for old, new in moved.items() if isinstance(moved, dict) else ():
        if isinstance(new, str):
            found.moved[str(old)] = new
    return found


def _descend(node: dict[str, Any], parent: tuple[str, ...], found: _Topics) -> None:
    topics = node.get("topics")
    for topic in topics if isinstance(topics, list) else ():
        name = _line(topic.get("id")) if isinstance(topic, dict) else None
        if name is None:
            continue
        title = topic.get("title")
        found.titles[name] = _line(title.get("en") if isinstance(title, dict) else title) or name
        found.parents[name] = parent
        _descend(topic, (name,), found)


def _mapping(blob: str | None, contents: Blobs) -> dict[str, Any]:
    try:
        data, _ = parse(contents[blob].decode()) if blob and blob in contents else ({}, ())
    except UnicodeDecodeError:
        return {}
    return data if isinstance(data, dict) else {}


def _line(value: Any) -> str | None:
    """Text as a change holds it, on one line; None where there is none."""
    if not isinstance(value, str):
        return None
    value = seen(value)
    line = value if value.isprintable() else "".join(sign if sign.isprintable() else " " for sign in value)
    return " ".join(line.split())[:LONGEST].strip() or None


def _lines(values: Any) -> list[str]:
    return [line for value in (values if isinstance(values, list) else ()) if (line := _line(value))]
