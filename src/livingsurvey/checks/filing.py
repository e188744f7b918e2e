"""What a paper says of its topics, its venue and the papers it cites must be names that the survey knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, Scope, is_readable, rule
from livingsurvey.checks.results import has_paper
from livingsurvey.model import Severity
from livingsurvey.model.nearest import did_you_mean, nearest
from livingsurvey.store.layout import VENUES
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

_YEAR = re.compile(r"(?:(?<![\s,’'])[\s,’']++)?(?:19|20)?[0-9]{2}$")


@rule("LS202", waivable=False, scope=Scope.RECORD)
def unknown_topic(survey: Survey) -> Iterator[Flaw]:
    """A paper is filed under a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    known, moved = survey.taxonomy.by_id, survey.taxonomy.moved
    for paper in survey:
        for place, topic in enumerate(paper.topics):
            if topic in known:
                continue
            file, path, heir = survey.files[paper.key], ("topics", place), moved.get(topic)
            if heir in known:
                change = None if heir in paper.topics else {path: heir}
                fix = f"Write  {heir}" if change else f"Delete it: '{heir}' is listed already."
                yield Flaw(file, path, f"the topic '{topic}' moved to '{heir}'", fix, change=change)
            else:
                match = nearest(topic, known)
                fix = f"Did you mean '{match}'?" if match else "Write an id from taxonomy.yaml."
                yield Flaw(file, path, f"unknown topic '{topic}'", fix)


@rule("LS203", waivable=False, scope=Scope.RECORD)
def unknown_venue(survey: Survey) -> Iterator[Flaw]:
    """A paper names a venue that venues.yaml does not have."""
    if not is_readable(survey, VENUES):
        return
    for name, places in _named_venues(survey).items():
        if survey.venue_named(name) is None:
            bare = _YEAR.sub("", name)
            match = survey.venue_named(bare) or survey.venue_named(nearest(bare or name, survey.by_spelling) or "")
            meant = f"Did you mean '{match.name}'? " if match else ""
            fix = f"{meant}Add a new venue to {VENUES} with its kind."
            for file, path in places:
                yield Flaw(file, path, f"unknown venue '{name}'", fix)


@rule("LS204", waivable=False, scope=Scope.RECORD)
def venue_alias(survey: Survey) -> Iterator[Flaw]:
    """A paper spells a venue differently from venues.yaml."""
    for name, places in _named_venues(survey).items():
        venue = survey.venue_named(name)
        if venue is not None and venue.name != name:
            for file, path in places:
                reason = f"'{name}' is another spelling of {venue.name}"
                yield Flaw(file, path, reason, f"Write  venue: {venue.name}", change={path: venue.name})


def _named_venues(survey: Survey) -> dict[str, list[tuple[str, Path]]]:
    """The names of venues in records, and the files and fields that they stand in."""
    places: defaultdict[str, list[tuple[str, Path]]] = defaultdict(list)
    for paper in survey:
        places[paper.venue].append((survey.files[paper.key], ("venue",)))
        if paper.claimed:
            places[paper.claimed.venue].append((survey.files[paper.key], ("claimed", "venue")))
    return places


@rule("LS207", Severity.WARNING, scope=Scope.RECORD)
def topic_above_others(survey: Survey) -> Iterator[Flaw]:
    """A paper is filed under a topic that has subtopics, but under none of them."""
    divided = {topic.id: topic for topic in survey.taxonomy.walk() if topic.topics}
    for paper in survey:
        for place, name in enumerate(paper.topics):
            topic = divided.get(name)
            if topic is not None and not any(part.id in paper.topics for part in topic.walk() if part is not topic):
                leaves = ", ".join(part.id for part in topic.walk() if not part.topics)
                fix = f"Write the one that fits: {leaves}."
                yield Flaw(survey.files[paper.key], ("topics", place), f"'{name}' has subtopics", fix)


@rule("LS208", Severity.WARNING, scope=Scope.RECORD)
def topic_and_its_part(survey: Survey) -> Iterator[Flaw]:
    """A paper is filed under a topic and under one of its subtopics, whose papers the topic shows anyway."""
    paths = survey.taxonomy.paths
    for paper in survey:
        if len(paper.topics) == 1:
            continue
        above = {topic.id: name for name in paper.topics for topic in paths.get(name, ())[:-1]}
        for place, name in enumerate(paper.topics):
            if name in above:
                kept = [topic for topic in paper.topics if topic not in above]
                reason = f"'{above[name]}' is a subtopic of '{name}'"
                fix = f"Write  topics: [{', '.join(kept)}]"
                yield Flaw(survey.files[paper.key], ("topics", place), reason, fix, change={("topics",): kept})


@rule("LS209", waivable=False)
def cites_unknown_paper(survey: Survey) -> Iterator[Flaw]:
    """A paper cites itself, or one that has no record."""
    retired = survey.info.retired
    for paper in survey:
        for place, key in enumerate(paper.cites.papers if paper.cites else ()):
            file, path = survey.files[paper.key], ("cites", "papers", place)
            if key == paper.key:
                yield Flaw(file, path, "a paper does not cite itself", "Delete it.")
            elif key in retired and not has_paper(survey, key):
                yield Flaw(file, path, f"'{key}' is retired", f"Write  {retired[key]}", change={path: retired[key]})
            elif not has_paper(survey, key):
                fix = f"Delete it, or write the key of a record.{did_you_mean(key, survey.papers)}"
                yield Flaw(file, path, f"no paper has the key '{key}'", fix)
