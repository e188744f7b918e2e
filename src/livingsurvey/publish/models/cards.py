"""The models of the pictures that chats and social networks show beside a link: what each says, and of what page."""

from __future__ import annotations

from typing import Any

from livingsurvey.language import Language
from livingsurvey.model import Paper, Topic
from livingsurvey.publish.addresses import card_path, paper_path, topic_path
from livingsurvey.publish.content import colours, labels
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def papers_card(paper: Paper, published: Published) -> Model:
    """How the page of a paper names its picture, which is that of its topic where papers have none."""
    if not published.has_paper_cards:
        return topics_card(published.survey.topic(paper.topics[0]), published.language)
    says = (labels.shown_name(paper), paper.title, labels.short_authors(paper), f"{paper.venue} {paper.year}")
    return {"address": card_path(paper_path(paper.key)), "says": " · ".join(filter(None, says))}


def topics_card(topic: Topic, _: Language) -> Model:
    """How a page names the picture of a topic: where it is, and what it says, for those who do not see it."""
    definition = labels.first_sentence(_.said(topic.definition))
    says = _("{title}: {text}", title=_.said(topic.title), text=definition)
    return {"address": card_path(topic_path(topic.id)), "says": says}


def paper_card(paper: Paper, published: Published) -> Model:
    """What the picture of a paper says."""
    survey, topic = published.survey, published.survey.topic(paper.topics[0])
    return {
        "above": " · ".join(filter(None, (labels.shown_name(paper), topic.title.en))),
        "title": paper.title,
        "text": paper.summary.en or "" if paper.summary else "",
        "lines": [labels.short_authors(paper), f"{paper.venue} {paper.year} · {survey.info.title}"],
        "figures": [],
        "years": [],
        "span": [],
        "hue": _hue(published.root_number(topic.id)),
    }


def overview_card(topic: Topic | None, published: Published) -> Model:
    """What the picture of a topic says; without one, that of the survey. ``years`` are heights of bars, of 1."""
    survey = published.survey
    papers = tuple(survey) if topic is None else survey.papers_in(topic.id)
    topics = len(survey.taxonomy.by_id) if topic is None else sum(1 for _ in topic.walk()) - 1
    counts = [(len(papers), "paper"), (topics, "topic"), (sum(paper.has_code for paper in papers), "with code")]
    years = labels.years(papers, survey)
    return {
        "above": "A living survey" if topic is None else survey.info.title,
        "title": survey.info.title if topic is None else topic.title.en,
        "text": survey.info.description if topic is None else labels.first_sentence(topic.definition.en),
        "lines": [],
        "figures": [(f"{count:,}", _plural(count, word)) for count, word in counts if count],
        "years": [year.height for year in years],
        "span": [str(year.year) for year in (years[0], years[-1])] if years else [],
        "hue": _hue(published.root_number(topic.id)) if topic else _of_survey(published),
    }


def _of_survey(published: Published) -> str:
    """The survey's own colour, if it has one."""
    own = published.survey.info.colours
    return own.light[1:] if own else _hue(0)


def _hue(root: int) -> str:
    return colours.HUES[root % len(colours.HUES)]


def _plural(count: int, word: str) -> str:
    return word if count == 1 or " " in word else f"{word}s"
