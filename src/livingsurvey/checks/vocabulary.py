"""The survey's own words: every topic and every venue has one name, and no two share one."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.model import Topic
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey


@rule("LS205")
def same_topic_twice(survey: Survey) -> Iterator[Flaw]:
    """Two topics of the taxonomy have the same id."""
    first: dict[str, Topic] = {}
    for path, topic in _placed(survey.taxonomy.topics, ()):
        other = first.setdefault(topic.id, topic)
        if other is not topic:
            reason = f"the topic '{topic.id}' stands in the tree twice"
            fix = f"Give '{topic.title.en}' an id of its own; '{other.title.en}' has this one."
            yield Flaw("taxonomy.yaml", (*path, "id"), reason, fix)


def _placed(topics: tuple[Topic, ...], above: Path) -> Iterator[tuple[Path, Topic]]:
    for place, topic in enumerate(topics):
        path = (*above, "topics", place)
        yield path, topic
        yield from _placed(topic.topics, path)


@rule("LS206")
def same_venue_twice(survey: Survey) -> Iterator[Flaw]:
    """Two venues have the same name or alias."""
    owners: dict[str, int] = {}
    venues = survey.listed_venues
    for place, venue in enumerate(venues):
        names: list[tuple[Path, str]] = [(("name",), venue.name)]
        names += [(("aliases", number), alias) for number, alias in enumerate(venue.aliases)]
        for path, name in names:
            owner = owners.setdefault(name.casefold(), place)
            if owner != place:
                reason = f"'{name}' is already a spelling of {venues[owner].name}"
                fix = f"Keep it in one of the two: {venues[owner].name} or {venue.name}."
                if venues[owner].name == venue.name:
                    fix = "Join the two entries."
                yield Flaw("venues.yaml", ("venues", place, *path), reason, fix)
