"""The models of what programs ask a site for: where its pages are, and what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.publish.content import labels
from livingsurvey.publish.exports.formats import formats_of
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def sitemap_model(site: str, pages: Sequence[str]) -> Model:
    """A sitemap, or the index of several: addresses below that of the site, which ends with a slash."""
    return {"site": site, "pages": pages}


def robots_model(site: str) -> Model:
    """``robots.txt``; the address of the site is empty where it is not known."""
    return {"site": site}


def llms_model(published: Published, site: str) -> Model:
    """``llms.txt``: what the survey is, its topics, and the files with all papers."""
    survey = published.survey
    return {
        "site": site,
        "title": survey.info.title,
        "description": survey.info.description,
        "papers": len(survey),
        "has_markdown": published.has_markdown,
        "topics": [
            {
                "id": topic.id,
                "title": topic.title.en,
                "says": labels.first_sentence(topic.definition.en),
                "papers": published.count(topic.id),
            }
            for topic in survey.taxonomy.walk()
        ],
        "formats": [
            {"title": form.title, "purpose": form.purpose, "address": form.address}
            for form in formats_of(survey).values()
        ],
    }
