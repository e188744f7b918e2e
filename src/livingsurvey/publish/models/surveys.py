"""The models of the pages of other surveys: all beside each other, one with our papers in its order, and candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from livingsurvey.insight import alignment
from livingsurvey.insight.alignment import Held
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Candidate, Node, SisterSurvey, Topic
from livingsurvey.publish.addresses import arxiv_url
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import SURVEYS

Model = dict[str, Any]

LISTED_IN_NODE = 50
"""How many papers a node of another survey lists; beyond them it leads to the topic."""

_MOSTLY = 0.8
"""The share of topics of which one answer makes a column of a table into a sentence with its exceptions."""


def surveys_model(published: Published, subject: str | None) -> Model:
    """The other surveys, how much of each of our topics each covers, and what each leaves out."""
    survey = published.survey
    covers = {sister.id: alignment.coverage(sister, survey) for sister in survey.surveys.values()}
    mostly = {sister: answer for sister, cover in covers.items() if (answer := _mostly(cover)) is not None}
    return {
        "total": len(survey.taxonomy.by_id),
        "surveys": [
            {
                "id": sister.id,
                "name": sister.name,
                "shown_name": sister.name if sister.name not in sister.title else None,
                "title": sister.title,
                "venue": sister.venue,
                "year": sister.year,
                "tree": sister.tree,
                "places": sum(answer in ("whole", "part") for answer in covers[sister.id].values()),
                "mostly": mostly.get(sister.id),
                "exceptions": _exceptions(covers[sister.id], mostly.get(sister.id), published),
                "left_out": _left_out(sister, published),
                "without_topic": [
                    {"id": node.id, "title": node.title} for node in alignment.without_topic(sister.nodes)
                ],
            }
            for sister in survey.surveys.values()
        ],
        "candidates": len(survey.candidates),
        "topics": [
            _topic(topic, published)
            | {
                "depth": len(survey.taxonomy.paths[topic.id]) - 1,
                "covers": [cover[topic.id] for sister, cover in covers.items() if sister not in mostly],
            }
            for topic in survey.taxonomy.walk()
        ],
        "edit_at": published.edit_url(SURVEYS),
    }


def _mostly(cover: Mapping[str, str]) -> str | None:
    """The answer that nearly all topics have; None where no answer is that common."""
    ((answer, topics),) = Counter(cover.values()).most_common(1) or [("", 0)]
    return answer if topics and topics >= _MOSTLY * len(cover) else None


def _exceptions(cover: Mapping[str, str], mostly: str | None, published: Published) -> list[Model]:
    """The topics with another answer than nearly all, by that answer; none where no answer is that common."""
    by_id = published.survey.taxonomy.by_id
    others = {answer: [topic for topic in cover if cover[topic] == answer] for answer in cover.values()}
    return [
        {"answer": answer, "topics": [_topic(by_id[topic], published) for topic in topics]}
        for answer, topics in others.items()
        if mostly is not None and answer != mostly
    ]


def survey_model(published: Published, survey_id: str | None) -> Model:
    """The page of another survey: our papers in its order, and what is known of it."""
    survey = published.survey
    sister = survey.surveys[survey_id or ""]
    _ = published.language
    held = alignment.held(sister, survey)
    return {
        "id": sister.id,
        "authors": list(sister.authors),
        "venue": sister.venue,
        "year": sister.year,
        "page": sister.page,
        "code": sister.code,
        "arxiv": sister.arxiv,
        "arxiv_url": sister.arxiv and arxiv_url(sister.arxiv),
        "licence": sister.licence,
        "licence_name": sister.licence and sister.licence.split("//")[1].rstrip("/"),
        "versions": [
            {
                "name": _(version.name),
                "date": version.date and version.date.isoformat(),
                "date_words": version.date and _.day(version.date),
            }
            for version in sister.versions
        ],
        "tree": sister.tree,
        "total": len(survey),
        "papers": alignment.papers_through(sister, survey),
        "nodes": [_node(node, held, published) for node in sister.nodes],
        "left_out": _left_out(sister, published),
        "evidence": [each._asdict() for each in labels.evidence(sister, _)],
        "edit_at": published.edit_url(SURVEYS),
    }


def candidates_model(published: Published, subject: str | None) -> Model:
    """The works that other surveys name and that are no records yet."""
    survey = published.survey
    return {
        "candidates": [_candidate(candidate, published) for candidate in survey.candidates],
        "edit_at": published.edit_url(SURVEYS),
        "can_contribute": published.has_page("contribute"),
    }


def missing(candidate: Candidate, _: Language = ENGLISH) -> list[str]:
    """What a candidate lacks to be a record: the fields that one must have, and an address. A date tells the year."""
    told = {"year"} if candidate.date else set()
    needed = {"authors": _("authors"), "year": _("year"), "venue": _("venue"), "topics": _("topics")}
    fields = [name for field, name in needed.items() if field not in told and not getattr(candidate, field)]
    return fields if candidate.arxiv else [*fields, _("an id or address")]


def _candidate(candidate: Candidate, published: Published) -> Model:
    survey, _ = published.survey, published.language
    return {
        "title": candidate.title,
        "shown_name": candidate.name if candidate.name and candidate.name not in candidate.title else None,
        "arxiv_url": candidate.arxiv and arxiv_url(candidate.arxiv),
        "short_authors": labels.short_authors(candidate, _),
        "venue": candidate.venue,
        "year": candidate.year,
        "date_words": candidate.date and _.day(candidate.date),
        "listed_by": [{"id": each, "name": survey.surveys[each].name} for each in candidate.listed_by],
        "url": labels.source_url(candidate.source),
        "topics": [{"id": topic, "title": _.said(survey.taxonomy.by_id[topic].title)} for topic in candidate.topics],
        "missing": missing(candidate, _),
        "note": candidate.note and _(candidate.note),
    }


def _node(node: Node, held: Mapping[str, Held], published: Published) -> Model:
    """A part of another survey's order, with the newest of the papers that no part below it holds."""
    _ = published.language
    papers, own = held[node.id]
    by_id = published.survey.taxonomy.by_id
    return {
        "id": node.id,
        "title": node.title,
        "section": node.section,
        "papers": papers,
        "matches": [
            {
                "relation": match.relation,
                "topic": _topic(by_id[match.topic], published),
                "note": match.note and _(match.note),
            }
            for match in node.matches
        ],
        "own": len(own),
        "listed": [published.listed(paper) for paper in own[:LISTED_IN_NODE]],
        "nodes": [_node(child, held, published) for child in node.nodes],
    }


def _left_out(sister: SisterSurvey, published: Published) -> list[Model]:
    """The topics that another survey has no place for."""
    by_id = published.survey.taxonomy.by_id
    return [_topic(by_id[topic], published) for topic in alignment.left_out(sister, published.survey)]


def _topic(topic: Topic, published: Published) -> Model:
    return {"id": topic.id, "title": published.language.said(topic.title), "papers": published.count(topic.id)}
