"""What a paper says of its topics and its venue must be names that taxonomy.yaml and venues.yaml know."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, is_readable, rule
from livingsurvey.nearest import nearest
from livingsurvey.survey import Survey


@rule("LS202")
def unknown_topic(survey: Survey) -> Iterator[Flaw]:
    """A paper is filed under a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    known = survey.taxonomy.by_id
    for paper in survey:
        for place, topic in enumerate(paper.topics):
            if topic not in known:
                match = nearest(topic, known)
                fix = f"Did you mean '{match}'?" if match else "Write an id of taxonomy.yaml."
                yield Flaw(survey.files[paper.key], ("topics", place), f"unknown topic '{topic}'", fix)


@rule("LS203")
def unknown_venue(survey: Survey) -> Iterator[Flaw]:
    """A paper names a venue that venues.yaml does not have."""
    if not is_readable(survey, "venues.yaml"):
        return
    for name, papers in survey.by_venue.items():
        if survey.venue_named(name) is None:
            match = survey.venue_named(nearest(name, survey.by_spelling) or "")
            meant = f"Did you mean '{match.name}'? " if match else ""
            fix = f"{meant}A venue that is new goes into venues.yaml with its kind."
            for paper in papers:
                yield Flaw(survey.files[paper.key], ("venue",), f"unknown venue '{name}'", fix)


@rule("LS204")
def venue_alias(survey: Survey) -> Iterator[Flaw]:
    """A paper names a venue by another spelling than the one of venues.yaml."""
    for name, papers in survey.by_venue.items():
        venue = survey.venue_named(name)
        if venue is not None and venue.name != name:
            for paper in papers:
                reason = f"'{name}' is another spelling of {venue.name}"
                yield Flaw(survey.files[paper.key], ("venue",), reason, f"Write  venue: {venue.name}")
