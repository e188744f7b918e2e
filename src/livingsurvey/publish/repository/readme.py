"""README.md, and README.zh.md and such: the part between two markers is generated, all around it is written by hand.

README.md lists all papers, in the survey's first language. In each other language there is a shorter one, which says
what every topic is and shows its newest papers.

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
from livingsurvey.language import Language, languages_of
from livingsurvey.model import Topic
from livingsurvey.publish.addresses import readable_version, topic_path
from livingsurvey.publish.content.labels import first_sentence
from livingsurvey.publish.rendering.github_markdown import Anchors, headings
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.publish.repository.markers import place_in, text_of
from livingsurvey.store import changes
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

FILE = "README.md"
README_BUDGET = 400_000
"""Bytes a README may have. GitHub shows no more than 512,000 of them, and says nothing of what it leaves out."""
NEWEST = 3
"""Papers of a topic that are shown in another language than the survey's first."""

_TOP_LEVEL, _DEEPEST_LEVEL = 2, 6
_PAPERS = re.compile(r"(?<=<!-- survey:papers -->).*?(?=<!-- /survey:papers -->)")


@dataclass(frozen=True, slots=True)
class Section:
    """A topic as the list shows it."""

    topic: Topic
    title: str
    says: str
    """The first sentence of its definition."""
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


def write(survey: Survey, budget: int = README_BUDGET) -> list[str]:
    """Bring the survey's READMEs up to date; where there is none, make one. Returns the files that changed.

    Raises:
        UsageError: the markers are not there once each and in order, ``budget`` is too small for any list, or a
            template of the survey is wrong.
    """
    return write_all(survey.root, _documents(survey, budget))


def outdated(survey: Survey, budget: int = README_BUDGET) -> list[str]:
    """The files that :func:`write` would change. Raises what :func:`write` raises."""
    there = {file: survey.root / file for file in files(survey)}
    made = _documents(survey, budget)
    return [file for file, path in there.items() if not path.exists() or text_of(path) != made[file]]


def files(survey: Survey) -> dict[str, Language]:
    """The READMEs of a survey with their languages: ``README.md``, ``README.zh.md``."""
    languages = languages_of(survey.info, survey.root)
    return {f"README.{language.code}.md" if language.prefix else FILE: language for language in languages}


def _documents(survey: Survey, budget: int) -> dict[str, str]:
    return {file: document(survey, budget, file) for file in files(survey)}


def document(survey: Survey, budget: int = README_BUDGET, file: str = FILE) -> str:
    """A whole README: what is written by hand, with the list and the number of papers filled in.

    Args:
        survey: the survey; its ``root`` holds the README.
        budget: the most bytes that the README may have.
        file: which one.

    Raises:
        UsageError: for the reasons that :func:`write` gives.
    """
    path = survey.root / file
    language = files(survey)[file]
    with template_trouble():
        text = text_of(path) if path.exists() else _first_text(survey, language)
        begin, end = place_in(text, file, "the list")
        counted = count(survey).counted(survey.info.preprints)
        before, after = (_PAPERS.sub(language.number(counted), part) for part in (text[:begin], text[end:]))
        return before + render(survey, before, budget - len((before + after).encode()), language) + after


def render(survey: Survey, before: str = "", budget: int = README_BUDGET, language: Language | None = None) -> str:
    """The generated part: counts, contents, every topic with its papers, frameworks.

    All of it comes from files, the day of the last change from changes.jsonl: a commit alone does not make it stale.

    Args:
        survey: the survey.
        before: the Markdown above, whose headings have their anchors first.
        budget: the most bytes that the part may have. Where the whole list has more, every topic shows the same
            number of its newest papers, as many as fit.
        language: the language; by default the survey's first. In any other the list is short.

    Raises:
        UsageError: not even the topics fit.
    """
    survey, language = survey.shown, language or languages_of(survey.info, survey.root)[0]
    sections = _sections(survey, language)
    template = environment(survey.root, language).get_template("readme/list.md.j2")
    taken = list(headings(before))
    state = _state(survey, language)

    def listing(newest: int | None) -> str:
        told = {"newest": newest, "chosen": newest is not None and newest == chosen}
        return template.render(survey=survey, sections=sections, anchor=Anchors(taken), **told, **state)

    chosen = NEWEST if language.prefix else survey.info.readme.newest
    whole = listing(chosen)
    if len(whole.encode()) <= budget:
        return whole
    longest = max(len(section.entries) for section in sections)
    fitting = bisect.bisect_right(range(longest), budget, key=lambda newest: len(listing(newest).encode())) - 1
    if fitting < 0:
        raise UsageError(f"{FILE} has no room for the list within its size limit; shorten the text around the markers")
    return listing(fitting)


def _state(survey: Survey, language: Language) -> dict[str, object]:
    """What the list says of the whole survey."""
    _ = language
    figures = count(survey)
    through = changes.written(survey.root).through
    years = [_("{year} ({n})", year=year, n=_.number(n)) for year, n in figures.by_year.items()]
    return {
        "figures": figures,
        "added": survey.newest_added and _.day(survey.newest_added[0].added),
        "changed": through and _.day(through.day),
        "years": _.listed(years),
        "site": survey.info.site and survey.info.site + _.prefix,
        "brief": bool(_.prefix),
        "wanted": survey.info.readme,
        "counted": figures.counted(survey.info.preprints),
    }


def _sections(survey: Survey, language: Language) -> list[Section]:
    template = environment(survey.root, language).get_template("readme/entries.md.j2")
    lines = template.render(papers=survey, address=lambda paper: readable_version(paper, survey)).split("\n")
    entries = dict(zip(survey.papers, lines, strict=False))
    site = survey.info.site
    return [
        Section(
            topic=topic,
            title=language.said(topic.title),
            says=first_sentence(language.said(topic.definition)),
            depth=len(survey.path(topic.id)) - 1,
            entries=[entries[paper.key] for paper in survey.papers_in(topic.id, below=False)],
            total=len(survey.papers_in(topic.id)),
            page=site + language.prefix + topic_path(topic.id) if site else None,
        )
        for topic in survey.taxonomy.walk()
    ]


def _first_text(survey: Survey, language: Language) -> str:
    return environment(survey.root, language).get_template("readme/README.md.j2").render(survey=survey)
