"""README.md: the part between two markers is generated, all around it is written by hand.

The markers are comments on lines of their own, ``<!-- survey:begin -->`` and ``<!-- survey:end -->``. Anywhere outside
them ``<!-- survey:papers -->…<!-- /survey:papers -->`` holds the number of papers.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from livingsurvey.errors import UsageError
from livingsurvey.insight.statistics import count
from livingsurvey.model import Topic
from livingsurvey.publish.addresses import readable_version, topic_path
from livingsurvey.publish.rendering.github_markdown import Anchors, headings
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.publish.repository.markers import place_in, text_of
from livingsurvey.store import changes
from livingsurvey.store.write import write_text
from livingsurvey.survey import Survey

FILE = "README.md"
README_BUDGET = 400_000
"""Bytes a README may have. GitHub shows no more than 512,000 of them, and says nothing of what it leaves out."""

_TOP_LEVEL, _DEEPEST_LEVEL = 2, 6
_PAPERS = re.compile(r"(?<=<!-- survey:papers -->).*?(?=<!-- /survey:papers -->)")


@dataclass(frozen=True, slots=True)
class Section:
    """A topic as the list shows it."""

    topic: Topic
    depth: int
    entries: Sequence[str]
    """One line of Markdown for each paper filed directly under the topic, newest first."""
    total: int
    """Papers filed under the topic or below it."""
    page: str | None
    """Address of the topic's page on the site."""

    @property
    def level(self) -> int | None:
        """The level of the topic's heading; None where the tree is deeper than Markdown's headings."""
        level = self.depth + _TOP_LEVEL
        return level if level <= _DEEPEST_LEVEL else None


def write(survey: Survey, budget: int = README_BUDGET) -> bool:
    """Bring the survey's README.md up to date; where there is none, make one. Returns whether it changed.

    Raises:
        UsageError: the markers are not there once each and in order, ``budget`` is too small for any list, or a
            template of the survey is wrong.
    """
    return write_text(survey.root / FILE, document(survey, budget))


def is_current(survey: Survey, budget: int = README_BUDGET) -> bool:
    """Whether :func:`write` would leave README.md as it is. Raises what :func:`write` raises."""
    path = survey.root / FILE
    return path.exists() and text_of(path) == document(survey, budget)


def document(survey: Survey, budget: int = README_BUDGET) -> str:
    """The whole README: what is written by hand, with the list and the number of papers filled in.

    Args:
        survey: the survey; its ``root`` holds the README.
        budget: the most bytes that the README may have.

    Raises:
        UsageError: for the reasons that :func:`write` gives.
    """
    path = survey.root / FILE
    with template_trouble():
        text = text_of(path) if path.exists() else _first_text(survey)
        begin, end = place_in(text, FILE, "the list")
        before, after = (_PAPERS.sub(str(len(survey)), part) for part in (text[:begin], text[end:]))
        return before + render(survey, before, budget - len((before + after).encode())) + after


def render(survey: Survey, before: str = "", budget: int = README_BUDGET) -> str:
    """The generated part: counts, contents, every topic with its papers, frameworks.

    All of it comes from files, the day of the last change from changes.jsonl: a commit alone does not make it stale.

    Args:
        survey: the survey.
        before: the Markdown above, whose headings have their anchors first.
        budget: the most bytes that the part may have. Where the whole list has more, every topic shows the same
            number of its newest papers, as many as fit.

    Raises:
        UsageError: not even the topics fit.
    """
    sections = _sections(survey)
    template = environment(survey.root).get_template("readme/list.md.j2")
    taken = list(headings(before))
    through = changes.written(survey.root).through
    state = {"figures": count(survey), "last_change": through.day if through else None}

    def listing(newest: int | None) -> str:
        return template.render(survey=survey, sections=sections, newest=newest, anchor=Anchors(taken), **state)

    whole = listing(None)
    if len(whole.encode()) <= budget:
        return whole
    longest = max(len(section.entries) for section in sections)
    fitting = bisect.bisect_right(range(longest), budget, key=lambda newest: len(listing(newest).encode())) - 1
    if fitting < 0:
        raise UsageError(f"{FILE} has no room for the list within its size limit; shorten the text around the markers")
    return listing(fitting)


def _sections(survey: Survey) -> list[Section]:
    template = environment(survey.root).get_template("readme/entries.md.j2")
    lines = template.render(papers=survey, address=lambda paper: readable_version(paper, survey)).split("\n")
    entries = dict(zip(survey.papers, lines, strict=False))
    site = survey.info.site
    return [
        Section(
            topic=topic,
            depth=len(survey.path(topic.id)) - 1,
            entries=[entries[paper.key] for paper in survey.papers_in(topic.id, below=False)],
            total=len(survey.papers_in(topic.id)),
            page=site + topic_path(topic.id) if site else None,
        )
        for topic in survey.taxonomy.walk()
    ]


def _first_text(survey: Survey) -> str:
    return environment(survey.root).get_template("readme/README.md.j2").render(survey=survey)
