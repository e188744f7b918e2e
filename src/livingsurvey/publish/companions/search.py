"""Papers in the search index of Material for MkDocs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from livingsurvey.model import Paper
from livingsurvey.publish.addresses import (
    KINDS,
    author_path,
    framework_path,
    mould_path,
    paper_path,
    result_path,
    venue_path,
)
from livingsurvey.publish.companions.segment import Segmenter
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey


def extended(index: bytes, published: Published, *, names_only: bool) -> bytes:
    """The engine's index with an entry for each paper, author and venue that has a page.

    Args:
        index: the engine's search_index.json.
        published: the survey being published.
        names_only: leave out authors and papers' topics, as a large survey must: it is the reader's browser that
            builds the index.
    """
    content = json.loads(index)
    moulds = tuple(mould_path(kind) for kind in KINDS)
    docs = [entry for entry in content["docs"] if not entry["location"].startswith(moulds)]
    segmented = Segmenter(published.survey.root)
    topics = _topic_words(published.survey, segmented)
    docs += [_entry(paper, topics, segmented, names_only=names_only) for paper in published.survey.papers.values()]
    docs += _venue_entries(published)
    docs += [_named(framework_path(each.id), each.name, "Framework") for each in published.survey.frameworks]
    docs += [_named(result_path(name), table.title, "Results") for name, table in published.survey.tables.items()]
    if not names_only:
        docs += [_named(author_path(slug), name, "Author") for name, slug in published.authors.items()]
    segmented.save()
    content["docs"] = docs
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(paper: Paper, topics: dict[str, str], segmented: Segmenter, *, names_only: bool) -> dict[str, str]:
    title = paper.title if paper.name is None or paper.name in paper.title else f"{paper.name} · {paper.title}"
    words = [*paper.also_titled, *(value for _, value in paper.ids.items()), paper.key]
    if not names_only:
        words = [", ".join(paper.authors), f"{paper.venue} {paper.year}", *words]
        words += [topics[topic] for topic in paper.topics]
    text = " · ".join(filter(None, words))
    # The theme puts an entry into its page as HTML.
    return {
        "location": paper_path(paper.key),
        "title": escape(segmented(title), quote=False),
        "text": escape(text, quote=False),
    }


def _venue_entries(published: Published) -> Iterator[dict[str, str]]:
    for name, slug in published.venues.items():
        venue = published.survey.venues.get(name)
        spellings = [venue.full_name, *venue.aliases] if venue else []
        yield _named(venue_path(slug), name, " · ".join(filter(None, ["Venue", *spellings])))


def _named(location: str, name: str, text: str) -> dict[str, str]:
    return {"location": location, "title": escape(name, quote=False), "text": escape(text, quote=False)}


def _topic_words(survey: Survey, segmented: Segmenter) -> dict[str, str]:
    """What each topic is called, and those above it, as words a reader may type to find its papers.

    The aliases of those above are left to their own pages, which come first for them and list the papers.
    """
    return {
        topic.id: " · ".join(
            map(segmented, (*topic.names, *(title for each in reversed(above) for title in each.titles)))
        )
        for *above, topic in survey.taxonomy.paths.values()
    }
