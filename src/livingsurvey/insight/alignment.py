"""Our papers through another survey's eyes: what follows from how its nodes map to our topics.

A node surely holds the papers of the topics that are exact or narrower. Of a broader topic it holds some, and nobody
can tell which; a related topic tells nothing of papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from livingsurvey.model import Match, Node, Paper, SisterSurvey
from livingsurvey.survey import Survey

Cover = Literal["whole", "part", "related", "no", "unknown"]
"""How much of a topic another survey covers. Unknown is not no: only an outline of that survey was read."""

_WITHIN = ("exact", "narrower")


class Held(NamedTuple):
    """The papers that a node surely holds, newest first: how many with the nodes below it, and which of its own."""

    papers: int
    own: Sequence[Paper]


def held(sister: SisterSurvey, survey: Survey) -> Mapping[str, Held]:
    """The papers of each node of another survey, by the node's id. What a node below holds is not a node's own."""
    found: dict[str, Held] = {}

    def hold(node: Node) -> set[str]:
        below = set().union(*(hold(child) for child in node.nodes))
        own = {paper.key for topic in _topics(node, survey) for paper in survey.papers_in(topic)} - below
        found[node.id] = Held(len(below) + len(own), _in_order(own, survey))
        return below | own

    for node in sister.nodes:
        hold(node)
    return found


def papers_through(sister: SisterSurvey, survey: Survey) -> int:
    """How many papers any node of another survey surely holds."""
    topics = {topic for node in sister.walk() for topic in _topics(node, survey)}
    paths = survey.taxonomy.paths
    highest = (topic for topic in topics if topics.isdisjoint(node.id for node in paths[topic][:-1]))
    return len({paper.key for topic in highest for paper in survey.papers_in(topic)})


def coverage(sister: SisterSurvey, survey: Survey) -> Mapping[str, Cover]:
    """How much of each topic another survey covers, by the topic's id.

    A topic is covered whole when it or one above it is exact or narrower, in part when it is broader or when something
    below it is covered.
    """
    taxonomy = survey.taxonomy
    matches = list(_matches(sister, survey))
    within = {match.topic for match in matches if match.relation in _WITHIN}
    broader = {match.topic for match in matches if match.relation == "broader"}
    related = {match.topic for match in matches if match.relation == "related"}
    met = {node.id for topic in within | broader for node in taxonomy.paths[topic]}
    otherwise: Cover = "no" if sister.tree == "whole" else "unknown"

    def cover(topic: str) -> Cover:
        if any(node.id in within for node in taxonomy.paths[topic]):
            return "whole"
        if topic in met:
            return "part"
        return "related" if topic in related else otherwise

    return {topic: cover(topic) for topic in taxonomy.by_id}


def left_out(sister: SisterSurvey, survey: Survey) -> list[str]:
    """The topics that another survey leaves out, of a topic and those below it only the topic."""
    covers, paths = coverage(sister, survey), survey.taxonomy.paths
    out = {topic for topic, cover in covers.items() if cover == "no" and not _below(topic, covers, survey)}
    return [topic for topic in covers if topic in out and not any(node.id in out for node in paths[topic][:-1])]


def without_topic(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes that map to no topic, nor does any below them; of a node and those below it only the node."""
    for node in nodes:
        if not any(part.matches for part in node.walk()):
            yield node
        elif not node.matches:
            yield from without_topic(node.nodes)


def seen_in(topic: str, survey: Survey) -> list[tuple[SisterSurvey, Node, Match]]:
    """Where other surveys treat of a topic: their nodes that map to it, in the order of the file."""
    return [
        (sister, node, match)
        for sister in survey.surveys.values()
        for node in sister.walk()
        for match in node.matches
        if match.topic == topic
    ]


def _in_order(keys: Iterable[str], survey: Survey) -> list[Paper]:
    return [survey.papers[key] for key in sorted(keys, key=survey.places.__getitem__)]


def _below(topic: str, covers: Mapping[str, Cover], survey: Survey) -> bool:
    """Whether anything below a topic is covered, or looked at."""
    return any(covers[node.id] != "no" for node in survey.taxonomy.by_id[topic].walk())


def _topics(node: Node, survey: Survey) -> Iterator[str]:
    for match in node.matches:
        if match.relation in _WITHIN and match.topic in survey.taxonomy.by_id:
            yield match.topic


def _matches(sister: SisterSurvey, survey: Survey) -> Iterator[Match]:
    """The matches with topics that there are; the others are findings."""
    for node in sister.walk():
        yield from (match for match in node.matches if match.topic in survey.taxonomy.by_id)
