"""The survey's own words: every topic and every venue has one name, and no two share one."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.model import Severity, Taxonomy, Topic, Venue
from livingsurvey.model.nearest import nearest
from livingsurvey.store.layout import VENUES
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey


@rule("LS205", waivable=False)
def same_topic_twice(survey: Survey) -> Iterator[Flaw]:
    """Two topics of the taxonomy have the same id."""
    first: dict[str, Topic] = {}
    for path, topic in topics_in(survey.taxonomy):
        other = first.setdefault(topic.id, topic)
        if other is not topic:
            reason = f"the topic '{topic.id}' is in the tree twice"
            fix = f"Give '{topic.title.en}' its own id; '{other.title.en}' has this one."
            yield Flaw("taxonomy.yaml", (*path, "id"), reason, fix)


def topics_in(node: Taxonomy | Topic, above: Path = ()) -> Iterator[tuple[Path, Topic]]:
    """Every topic below a node with its path in taxonomy.yaml, parents first."""
    for place, topic in enumerate(node.topics):
        path = (*above, "topics", place)
        yield path, topic
        yield from topics_in(topic, path)


@rule("LS206", waivable=False)
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
                    fix = "Merge the two entries."
                yield Flaw(VENUES, ("venues", place, *path), reason, fix)


@rule("LS271", waivable=False)
def unknown_parent(survey: Survey) -> Iterator[Flaw]:
    """A venue is part of one that venues.yaml does not have under this name."""
    for place, venue in enumerate(survey.listed_venues):
        if venue.part_of is None or venue.part_of in survey.venues:
            continue
        path: Path = ("venues", place, "part_of")
        parent = survey.venue_named(venue.part_of)
        if parent is not None:
            reason = f"'{venue.part_of}' is another spelling of {parent.name}"
            yield Flaw(VENUES, path, reason, f"Write  part_of: {parent.name}", change={path: parent.name})
        else:
            near = survey.venue_named(nearest(venue.part_of, survey.by_spelling) or "")
            meant = f"Did you mean '{near.name}'? " if near else ""
            fix = f"{meant}Add an entry for a new venue."
            yield Flaw(VENUES, path, f"unknown venue '{venue.part_of}'", fix)


@rule("LS272", waivable=False)
def alias_of_itself(survey: Survey) -> Iterator[Flaw]:
    """A venue's alias is its own name, or is listed twice."""
    for number, venue in enumerate(survey.listed_venues):
        for place, alias in enumerate(venue.aliases):
            if alias == venue.name or alias in venue.aliases[:place]:
                kept = [other for other in dict.fromkeys(venue.aliases) if other != venue.name]
                path: Path = ("venues", number, "aliases")
                reason = f"'{alias}' is a spelling of {venue.name} already"
                yield Flaw(VENUES, (*path, place), reason, "Delete it.", change={path: kept or None})


@rule("LS273", waivable=False)
def part_of_itself(survey: Survey) -> Iterator[Flaw]:
    """A venue is part of itself, directly or through others."""
    for place, venue in enumerate(survey.listed_venues):
        parents = _parents(venue, survey)
        if venue.name in parents:
            reason = f"{venue.name} is part of itself" + (f" through {parents[0]}" if parents[0] != venue.name else "")
            yield Flaw(VENUES, ("venues", place, "part_of"), reason, "Name the venue that the others belong to.")


@rule("LS274", Severity.WARNING, waivable=False)
def part_of_another_kind(survey: Survey) -> Iterator[Flaw]:
    """A reviewed venue is part of a preprint server or web site, or the reverse."""
    unreviewed = {"preprint", "web"}
    for place, venue in enumerate(survey.listed_venues):
        parent = survey.venues.get(venue.part_of or "")
        if parent is not None and (venue.kind in unreviewed) != (parent.kind in unreviewed):
            reason = f"{venue.name} is a {venue.kind}, and part of {parent.name}, a {parent.kind}"
            yield Flaw(VENUES, ("venues", place, "kind"), reason, "Correct the kind of one of the two.")


def _parents(venue: Venue, survey: Survey) -> list[str]:
    """What a venue is part of, nearest first; ends where a name comes back."""
    names: list[str] = []
    current: Venue | None = venue
    while current is not None and current.part_of is not None and current.part_of not in names:
        names.append(current.part_of)
        current = survey.venues.get(current.part_of)
    return names
