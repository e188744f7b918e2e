"""Searches for new papers: each is of a topic that there is, one for each topic, and has each phrase once."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, is_readable, rule
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.title import normal_form
from livingsurvey.store.layout import REFRESHING
from livingsurvey.survey import Survey


@rule("LS371", waivable=False)
def query_of_no_topic(survey: Survey) -> Iterator[Flaw]:
    """A saved query is of a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    known, moved = survey.taxonomy.by_id, survey.taxonomy.moved
    for place, query in enumerate(survey.refreshing.queries):
        path, topic = ("queries", place, "topic"), query.topic
        heir = moved.get(topic)
        if topic in known:
            continue
        if heir in known:
            reason = f"the topic '{topic}' moved to '{heir}'"
            yield Flaw(REFRESHING, path, reason, f"Write  {heir}", change={path: heir})
        else:
            fix = f"Write an id from taxonomy.yaml.{did_you_mean(topic, known)}"
            yield Flaw(REFRESHING, path, f"unknown topic '{topic}'", fix)


@rule("LS372", waivable=False)
def query_twice(survey: Survey) -> Iterator[Flaw]:
    """Two saved queries are of the same topic."""
    seen: set[str] = set()
    for place, query in enumerate(survey.refreshing.queries):
        if query.topic in seen:
            reason = f"another query is of the topic '{query.topic}'"
            yield Flaw(REFRESHING, ("queries", place, "topic"), reason, "Merge the two.")
        seen.add(query.topic)


@rule("LS373", waivable=False)
def phrase_twice(survey: Survey) -> Iterator[Flaw]:
    """A saved query has a phrase twice, but for case, spaces and hyphens."""
    for place, query in enumerate(survey.refreshing.queries):
        first: dict[str, str] = {}
        for number, phrase in enumerate(query.words):
            same = first.setdefault(normal_form(phrase), phrase)
            if same != phrase:
                path = ("queries", place, "words", number)
                yield Flaw(REFRESHING, path, f"'{phrase}' finds what '{same}' finds", "Delete it.", change={path: None})
