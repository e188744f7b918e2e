"""The models of a topic's page, and of the page with the whole tree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby
from typing import Any, NotRequired
from urllib.parse import quote

from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.insight import alignment
from livingsurvey.language import Language
from livingsurvey.model import Paper, Taxonomy, Topic
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.listed import cited
from livingsurvey.publish.models.leaderboards import of_topic
from livingsurvey.publish.models.reading import start_model
from livingsurvey.publish.published import Published

Model = dict[str, Any]

SCHEMA_VERSION = 2
"""Of the twins of topics in JSON."""

ALL_ROWS = 40
"""Up to how many papers the page of a topic says everything that lists say of each, those of topics below included.
Of more it is an overview: of the topics below their newest, of its own papers the newest rows, and of others lines."""

ROWS, LINES = 10, 60
"""Of how many papers an overview has rows, and lines in folded years behind them; the rest is in Explore. With as many
the page and all that it loads stay below 100 kB, compressed."""

NEWEST_OF_PART = 2
"""How many papers the card of a subtopic names."""

_MARKS = {"zh": ("“", "”")}
"""What a border puts around a title in languages where nothing, as capitals do, tells it from words: 量化 is both."""


def topic_model(published: Published, topic_id: str | None) -> Model:
    """The page of a topic: its papers, what they are, and where it stands among others."""
    survey, _ = published.survey, published.language
    topic = survey.topic(topic_id or "")
    papers = survey.papers_in(topic.id)
    is_overview = len(papers) > ALL_ROWS
    own = survey.papers_in(topic.id, below=False) if is_overview and topic.topics else papers
    rows = own[:ROWS] if is_overview else own
    lines = own[len(rows) : len(rows) + LINES]
    years = labels.years(papers, survey)
    return {
        "id": topic.id,
        "border": linked_border(topic, _.code, survey.taxonomy),
        "total": len(papers),
        "own": len(own),
        "is_compared": topic.id in published.compared,
        "has_lineage": topic.id in published.lineages,
        "has_feed": survey.info.site is not None and published.has["feeds"],
        "years": [year._asdict() for year in years],
        "venues": [share._asdict() | {"query": quote(share.venue, safe="")} for share in labels.venue_mix(papers)],
        "below": [_part(child, [year.year for year in years], published) for child in topic.topics],
        "start": start_model(published, topic.id),
        "leaderboards": of_topic(topic.id, published),
        "papers": [published.listed(paper) for paper in rows],
        "folded": [
            {"year": year, "papers": [cited(paper, survey, _) for paper in those]}
            for year, those in groupby(lines, key=lambda paper: paper.year)
        ],
        "left": len(own) - len(rows) - len(lines),
        "add_at": published.new_record_url(topic.id),
        "correct_at": published.edit_url("taxonomy.yaml"),
        "can_contribute": published.has_page("contribute"),
        "elsewhere": [
            {
                "survey": sister.id,
                "name": sister.name,
                "part": part.id,
                "title": part.title,
                "relation": match.relation,
            }
            for sister, part, match in alignment.seen_in(topic.id, survey)
        ],
        "beside": [
            {"id": sister.id, "title": _.said(sister.title), "papers": published.count(sister.id)}
            for sister in published.sisters(topic.id)
        ],
    }


def linked_border(topic: Topic, language: str, taxonomy: Taxonomy) -> list[Model]:
    """What tells a topic from its neighbours, in pieces: those that are the title of another topic have its id."""
    if topic.border is None:
        return []
    language = language if dict(topic.border).get(language) else "en"
    marks = _MARKS.get(language, ("", ""))
    names = {other.title.in_language(language): other.id for other in taxonomy.walk() if other is not topic}
    pieces: list[Model] = [{"text": topic.border.in_language(language), "topic": None}]
    for name in sorted(names, key=len, reverse=True):
        named = {"text": name, "topic": names[name]}
        parts = (([piece] if piece["topic"] else _divided(piece["text"], named, *marks)) for piece in pieces)
        pieces = [*chain.from_iterable(parts)]
    return pieces


def _divided(text: str, named: Model, before: str, after: str) -> list[Model]:
    """The pieces that a name between two marks divides a text into, with the name between each two of them."""
    parts = text.replace(f"{before}{named['text']}{after}", f"{before}\0{after}").split("\0")
    between, *others = ({"text": piece, "topic": None} for piece in parts)
    pieces = [between, *(each for other in others for each in (named, other))]
    return [piece for piece in pieces if piece["text"]]


def _part(topic: Topic, years: Sequence[int], published: Published) -> Model:
    """A subtopic as the page of the topic above shows it; ``trend`` has a bar for each of that topic's years."""
    papers, _ = published.survey.papers_in(topic.id), published.language
    heights = {year.year: year for year in labels.years(papers, published.survey)}
    return {
        "id": topic.id,
        "title": _.said(topic.title),
        "says": labels.first_sentence(_.said(topic.definition)),
        "papers": len(papers),
        "topics": len(topic.topics),
        "trend": [
            {"year": year, "papers": heights[year].papers, "height": heights[year].height}
            if year in heights
            else {"year": year, "papers": 0, "height": 0}
            for year in years
        ],
        "newest": [_newest(paper) for paper in papers[:NEWEST_OF_PART]],
    }


def _newest(paper: Paper) -> Model:
    return {"key": paper.key, "called": labels.called(paper), "title": paper.title, "year": paper.year}


def twin_model(published: Published, topic_id: str) -> Model:
    """The page of a topic for programs, in Markdown, with all its papers."""
    topic = published.survey.topic(topic_id)
    *above, _ = published.survey.taxonomy.paths[topic_id]
    texts = [text for text in (topic.definition, topic.border) if text]
    return {
        "title": topic.title.en,
        "title_zh": topic.title.zh,
        "aliases": [*topic.aliases.en, *topic.aliases.zh],
        "said": list(filter(None, (dict(text)[code] for code in ("en", "zh") for text in texts))),
        "path": [{"id": node.id, "title": node.title.en} for node in above],
        "topics": [
            {"id": child.id, "title": child.title.en, "papers": published.count(child.id)} for child in topic.topics
        ],
        "has_markdown": published.has_markdown,
        "start": start_model(published, topic_id),
        "papers": [published.listed(paper) for paper in published.survey.papers_in(topic_id)],
    }


TOLD = frozenset({"id", "title", "aliases", "definition", "border"})
"""What a topic's twin says of the topic itself."""


class Below(TypedDict):
    """A topic below, and how many papers it and the topics below it have."""

    id: str
    papers: int


@with_config(use_attribute_docstrings=True)
class TopicFiled(TypedDict):
    """Where a topic stands in the tree, and what is filed there."""

    path: list[str]
    """ids from the root down to this topic"""
    topics: list[Below]
    start: NotRequired[list[Model]]
    """what to read first, and who names it"""
    papers: list[Any]
    """records of its papers and of those below it, newest first, without what they leave out"""


def records_model(published: Published, topic_id: str) -> Model:
    """The twin of a topic in JSON: where it stands in the tree, and the records of its papers and of those below it."""
    survey = published.survey
    topic = survey.topic(topic_id)
    filed: TopicFiled = {
        "path": [node.id for node in survey.path(topic_id)],
        "topics": [{"id": child.id, "papers": published.count(child.id)} for child in topic.topics],
        "papers": [published.record(paper) for paper in survey.papers_in(topic_id)],
    }
    if reading := published.reading.start(topic_id):
        filed["start"] = [pick._asdict() for pick in reading.picks]
    return {"schema_version": SCHEMA_VERSION, **topic.model_dump(include=set(TOLD), exclude_none=True), **filed}


def beside(topic: Topic, language: Language) -> Model | None:
    """The title of a topic in another language than that of the page, with that language's code."""
    other = language.beside(topic.title)
    return other and other._asdict()


def tree_model(published: Published, _: str | None) -> Model:
    """All topics as they hang, with what belongs to each."""
    taxonomy = published.survey.taxonomy
    return {"total": len(taxonomy.by_id), "topics": [_branch(root, published) for root in taxonomy.topics]}


def _branch(topic: Topic, published: Published) -> Model:
    _ = published.language
    return {
        "id": topic.id,
        "title": _.said(topic.title),
        "beside": beside(topic, _),
        "definition": _.said(topic.definition),
        "papers": published.count(topic.id),
        "topics": [_branch(child, published) for child in topic.topics],
    }
