"""Other surveys: each of their nodes maps to topics that there are, in one way; candidates are no records yet."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, is_readable, rule
from livingsurvey.model import Identifier, Node, Severity, SisterSurvey
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.title import normal_form
from livingsurvey.store.layout import SURVEYS
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

FILE = SURVEYS


@rule("LS341", waivable=False)
def unknown_topic(survey: Survey) -> Iterator[Flaw]:
    """A node of another survey, or a candidate, is mapped to a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    known, moved = survey.taxonomy.by_id, survey.taxonomy.moved
    for path, topic in _topics(survey):
        if topic in known:
            continue
        heir = moved.get(topic)
        if heir in known:
            yield Flaw(FILE, path, f"the topic '{topic}' moved to '{heir}'", f"Write  {heir}", change={path: heir})
        else:
            fix = f"Write an id from taxonomy.yaml.{did_you_mean(topic, known)}"
            yield Flaw(FILE, path, f"unknown topic '{topic}'", fix)


@rule("LS342", waivable=False)
def exact_twice(survey: Survey) -> Iterator[Flaw]:
    """A node matches two topics exactly, or a topic matches two nodes of one survey exactly."""
    for place, sister in enumerate(survey.listed_surveys):
        first: dict[str, Node] = {}
        for path, node in _nodes(place, sister):
            exact = [(number, match.topic) for number, match in enumerate(node.matches) if match.relation == "exact"]
            for number, topic in exact:
                other = first.setdefault(topic, node)
                if number != exact[0][0]:
                    reason = f"'{node.id}' is exactly '{exact[0][1]}' already"
                elif other is not node:
                    reason = f"the topic '{topic}' is exactly '{other.id}' already"
                else:
                    continue
                fix = "Keep one of the two as exact; the other is broader, narrower or related."
                yield Flaw(FILE, (*path, "matches", number, "relation"), reason, fix)


@rule("LS343", waivable=False)
def matched_twice(survey: Survey) -> Iterator[Flaw]:
    """A node is mapped to the same topic twice."""
    for place, sister in enumerate(survey.listed_surveys):
        for path, node in _nodes(place, sister):
            seen: set[str] = set()
            for number, match in enumerate(node.matches):
                if match.topic in seen:
                    reason = f"'{node.id}' is mapped to '{match.topic}' twice"
                    yield Flaw(FILE, (*path, "matches", number, "topic"), reason, "Keep the relation that is true.")
                seen.add(match.topic)


@rule("LS344", waivable=False)
def same_id_twice(survey: Survey) -> Iterator[Flaw]:
    """Two surveys, or two nodes of one survey, have the same id."""
    surveys: set[str] = set()
    for place, sister in enumerate(survey.listed_surveys):
        if sister.id in surveys:
            yield Flaw(FILE, ("surveys", place, "id"), f"the id '{sister.id}' is taken", "Choose another id.")
        surveys.add(sister.id)
        nodes: set[str] = set()
        for path, node in _nodes(place, sister):
            if node.id in nodes:
                reason = f"the id '{node.id}' is taken by another node of this survey"
                yield Flaw(FILE, (*path, "id"), reason, "Choose another id.")
            nodes.add(node.id)


@rule("LS345", Severity.WARNING, waivable=False)
def turned_round(survey: Survey) -> Iterator[Flaw]:
    """A node matches a topic exactly, but the node above it matches a topic further down."""
    paths = survey.taxonomy.paths
    for place, sister in enumerate(survey.listed_surveys):
        exact: dict[Path, str] = {}
        for path, node in _nodes(place, sister):
            for number, match in enumerate(node.matches):
                if match.relation != "exact" or match.topic not in paths:
                    continue
                exact[path] = match.topic
                upper = next((exact[path[:end]] for end in range(len(path) - 2, 2, -2) if path[:end] in exact), None)
                if upper is not None and match.topic in {topic.id for topic in paths[upper][:-1]}:
                    reason = f"'{match.topic}' is above '{upper}', which a node above '{node.id}' is"
                    fix = "One of the two is not an exact match."
                    yield Flaw(FILE, (*path, "matches", number, "topic"), reason, fix)


@rule("LS346", waivable=False)
def candidate_is_there(survey: Survey) -> Iterator[Flaw]:
    """A candidate is already a record or one of the surveys."""
    sisters = {normal_form(sister.title): sister.id for sister in survey.listed_surveys}
    numbers = {sister.arxiv: sister.id for sister in survey.listed_surveys if sister.arxiv}
    for place, candidate in enumerate(survey.candidates):
        by_id = survey.by_id.get(Identifier("arxiv", candidate.arxiv).folded, ()) if candidate.arxiv else ()
        form = normal_form(candidate.title)
        titled = survey.by_title.get(form, ())
        sister = numbers.get(candidate.arxiv or "") or sisters.get(form)
        there = by_id[0].key if by_id else sister or (titled[-1].key if titled else None)
        if there:
            reason = f"the candidate '{candidate.title}' is already here: {there}"
            yield Flaw(FILE, ("candidates", place, "title"), reason, "Delete the candidate.")


@rule("LS347", waivable=False)
def candidate_twice(survey: Survey) -> Iterator[Flaw]:
    """A work is listed twice as a candidate."""
    seen: set[str] = set()
    for place, candidate in enumerate(survey.candidates):
        names = {normal_form(candidate.title), candidate.arxiv or ""} - {""}
        if names & seen:
            reason, fix = f"the candidate '{candidate.title}' is listed twice", "Merge the two."
            yield Flaw(FILE, ("candidates", place, "title"), reason, fix)
        seen |= names


@rule("LS348", waivable=False)
def unknown_survey(survey: Survey) -> Iterator[Flaw]:
    """A candidate is listed by a survey that surveys.yaml does not have."""
    for place, candidate in enumerate(survey.candidates):
        for number, listed_by in enumerate(candidate.listed_by):
            if listed_by not in survey.surveys:
                fix = f"Write the id of a survey in this file.{did_you_mean(listed_by, survey.surveys)}"
                yield Flaw(FILE, ("candidates", place, "listed_by", number), f"unknown survey '{listed_by}'", fix)


def _nodes(place: int, sister: SisterSurvey) -> Iterator[tuple[Path, Node]]:
    """Every node of the survey at this place of the file, with its path, parents first."""

    def below(nodes: tuple[Node, ...], above: Path) -> Iterator[tuple[Path, Node]]:
        for number, node in enumerate(nodes):
            path = (*above, "nodes", number)
            yield path, node
            yield from below(node.nodes, path)

    return below(sister.nodes, ("surveys", place))


def _topics(survey: Survey) -> Iterator[tuple[Path, str]]:
    for place, sister in enumerate(survey.listed_surveys):
        for path, node in _nodes(place, sister):
            for number, match in enumerate(node.matches):
                yield (*path, "matches", number, "topic"), match.topic
    for place, candidate in enumerate(survey.candidates):
        for number, topic in enumerate(candidate.topics):
            yield ("candidates", place, "topics", number), topic
