"""The answer to an issue that the form *Add papers* made: what was understood, and the records it would become.

Each answer names the digest of what it was made from. A maintainer who sets the label accepts the answer that stands
there: where the issue or its topics have changed since, nothing is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Annotated

import pydantic_core
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from livingsurvey.errors import SurveyError, UsageError
from livingsurvey.github.report import line
from livingsurvey.intake import Batch, Draft, Entry, Form, from_form, from_identifier, language_of_form, look_up
from livingsurvey.intake.doubt import LeftOut
from livingsurvey.intake.entry import from_addresses
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import paper as record
from livingsurvey.model.characters import seen
from livingsurvey.model.nearest import nearest
from livingsurvey.model.sentence import Sentence
from livingsurvey.model.trait import Summary
from livingsurvey.publish.addresses import acl_url, arxiv_url, doi_url, openreview_url, paper_path
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

LARGEST = 20_000_000
"""Bytes that an issue with all its comments may have."""

MOST_TOPICS = 10
"""Topics that are looked at; nobody files a paper under more."""

BOT = "github-actions[bot]"
MARKER = "<!-- survey:issue -->"
"""Who keeps our answers, and their first line, by which the step keep-comment finds them again."""

_PAGES = {"arxiv": arxiv_url, "openreview": openreview_url, "acl": acl_url, "doi": doi_url}
"""Where the paper of an id is read."""

_FIRST_HAN = "\u2e80"
"""Chinese and its punctuation come from here on, as do Japanese and Korean."""

_REFILE = re.compile(r"^/topic[ \t]+(?P<topics>[^\n]+)$", re.MULTILINE)
_OF_THE_PROJECT = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})


class _Said(BaseModel):
    """What GitHub's API tells; all else that it tells is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Account(_Said):
    """Who said something. Accounts that a company manages have an underscore in their name."""

    login: Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]+(\[bot\])?$")]


class Comment(_Said):
    """A comment on an issue; of an account that was deleted, nothing is known."""

    id: Annotated[int, Field(ge=0)] = 0
    user: Account | None = None
    body: str | None = None
    author_association: str = "NONE"
    updated_at: AwareDatetime | None = None

    @property
    def is_ours(self) -> bool:
        """Whether it is the answer that this program keeps on the issue."""
        return self.user is not None and self.user.login == BOT and (self.body or "").startswith(MARKER)

    @property
    def is_of_the_project(self) -> bool:
        """Whether somebody of the project wrote it."""
        return self.author_association in _OF_THE_PROJECT


class Issue(_Said):
    """An issue as ``GET /repos/{owner}/{repo}/issues/{number}`` gives it."""

    number: Annotated[int, Field(ge=1)]
    user: Account | None = None
    body: str | None = None

    def language(self, languages: Iterable[Language]) -> Language | None:
        """The language of the form for new papers that made it; None where none did."""
        return language_of_form(self.body or "", languages)


class Event(_Said):
    """A new comment, as GitHub tells a workflow of it: with the issue as it was when the comment was written."""

    issue: Issue
    comment: Comment


@dataclass(frozen=True, slots=True)
class Reading:
    """One identifier of a form: the draft it became, and what kept it from becoming one or from being complete.

    ``page`` is the page of the paper on the site, where the survey has a site: the new one, or that which is there. It
    is in the language of the form.
    """

    identifier: str
    draft: Draft | None = None
    trouble: str | None = None
    page: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether a record can be written: complete, and no record of the survey is of the same paper."""
        return self.draft is not None and self.draft.is_complete and not self.draft.is_known


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say to an issue, in the language of its form."""

    topics: tuple[str, ...]
    readings: tuple[Reading, ...]
    form: Form | None = None
    trouble: tuple[str, ...] = ()
    digest: str = ""
    language: Language = ENGLISH

    @property
    def new(self) -> tuple[Draft, ...]:
        """The drafts that can become records."""
        return tuple(reading.draft for reading in self.readings if reading.draft and reading.is_new)


def read_issue(path: Path) -> Issue:
    """An issue from a file with the API's JSON.

    Raises:
        UsageError: the file holds no issue.
    """
    try:
        return Issue.model_validate_json(_content(path))
    except ValidationError as error:
        raise UsageError(f"{path} contains no issue; get it with  gh api repos/OWNER/NAME/issues/NUMBER") from error


def read_event(path: Path) -> Event:
    """What started a workflow, from the file that GitHub gives it.

    Raises:
        UsageError: the file holds no comment on an issue.
    """
    try:
        return Event.model_validate_json(_content(path))
    except ValidationError as error:
        raise UsageError(f"{path} contains no comment on an issue; name the file in $GITHUB_EVENT_PATH") from error


def read_comments(path: Path) -> list[Comment]:
    """The comments on an issue, oldest first, from a file with the JSON of one a line.

    Raises:
        UsageError: a line holds no comment.
    """
    try:
        return [Comment.model_validate_json(line) for line in _content(path).splitlines() if line.strip()]
    except ValidationError as error:
        raise UsageError(f"{path} must contain one comment per line, as JSON") from error


def answer(
    issue: Issue,
    comments: Iterable[Comment],
    survey: Survey,
    language: Language = ENGLISH,
    *,
    added: dt.date,
    online: bool = False,
) -> Answer:
    """What the form says, held against the survey.

    Args:
        issue: an issue that the form made.
        comments: what was said to it; the last ``/topic`` of its author or of somebody of the project counts.
        survey: the survey, loaded with ``strict=False``.
        language: the language of the form.
        added: the day that stands in new records.
        online: ask arXiv and Crossref for what the identifiers do not tell.
    """
    refiled = _refiled(issue, comments)
    digest = _digest(issue, refiled)
    try:
        form = from_form(issue.body or "", language, survey.fields_in("form"))
    except UsageError as error:
        return Answer((), (), trouble=(str(error),), digest=digest, language=language)
    asked = refiled or form.topics
    topics = tuple(topic for topic in asked[:MOST_TOPICS] if topic in survey.taxonomy.by_id)
    trouble = [_no_topic(topic, survey) for topic in asked[:MOST_TOPICS] if topic not in topics]
    if len(asked) > MOST_TOPICS:
        many = f"{len(asked):,}"
        trouble.append(Sentence("{n} topics are named; only the first {most} count.", n=many, most=MOST_TOPICS))
    pages = f"{survey.info.site}{language.prefix}" if survey.info.site else None
    readings = tuple(_readings(form, survey, topics, added, pages, online=online))
    return Answer(topics, readings, form, tuple(trouble), digest, language)


def stood_there(answer: Answer, comments: Iterable[Comment], when: dt.datetime) -> bool:
    """Whether an answer is the one that could be read on the issue at a time.

    Args:
        answer: what is to be accepted.
        comments: what stands on the issue now, our own answer among it.
        when: the time at which somebody accepted.
    """
    named = f"{MARKER}\n<!-- read {answer.digest} -->\n"
    return any(
        comment.is_ours
        and (comment.body or "").replace("\r\n", "\n").startswith(named)
        and comment.updated_at is not None
        and comment.updated_at <= when
        for comment in comments
    )


def changed_since(answer: Answer) -> Answer:
    """An answer of which nothing is written, since it is not what was accepted."""
    said = Sentence("The issue has changed since the label was set. Please check it and set the label again.")
    return replace(answer, trouble=(said, *answer.trouble))


def _no_topic(topic: str, survey: Survey) -> Sentence:
    meant = nearest(topic, survey.taxonomy.by_id)
    if meant is None:
        return Sentence("There is no topic '{topic}'.", topic=line(topic))
    return Sentence("There is no topic '{topic}'. Did you mean '{meant}'?", topic=line(topic), meant=meant)


def _readings(
    form: Form, survey: Survey, topics: Sequence[str], added: dt.date, pages: str | None, *, online: bool
) -> Iterator[Reading]:
    batch = Batch(survey, added)
    for identifier in form.identifiers:
        try:
            entry = from_identifier(identifier)
        except UsageError as error:
            yield Reading(identifier, trouble=str(error))
            continue
        entry = with_answers(entry, form, added)
        versions, trouble = _versions(entry, survey) if online else ((), None)
        made = batch.draft(entry, topics, origin="the form", versions=versions)
        key = next((each.paper.key for each in made.duplicates if each.certain), made.key)
        yield Reading(identifier, made, trouble, pages and pages + paper_path(key))


def with_answers(entry: Entry, form: Form, day: dt.date) -> Entry:
    """An entry with what the form says of its only paper: the code, and what it does, for which the paper was read.

    A summary that is none, or of one of several papers, is passed over, with a note. What stands in fields of the
    survey's own is noted, so that the draft takes it.
    """
    if len(form.identifiers) == 1 and form.code:
        entry = entry.filled_from(from_addresses(code=[form.code]))
    if form.fields and len(form.identifiers) > 1:
        names = ", ".join(form.fields)
        unclear = Sentence("What is said of {names} is left out: the form names several papers.", names=names)
        entry = replace(entry, notes=(*entry.notes, unclear))
    else:
        entry = replace(entry, notes=(*entry.notes, *LeftOut.of(form.fields)))
    if form.summary is None:
        return entry
    if len(form.identifiers) > 1:
        several = Sentence("The summary is left out: the form names several papers.")
        return replace(entry, notes=(*entry.notes, several))
    if _is_chinese(form.summary):
        foreign = Sentence("The summary is left out: that of a record is in English.")
        return replace(entry, notes=(*entry.notes, foreign))
    try:
        known = entry.ids[0] if entry.ids else None
        source = _PAGES[known.scheme](known.value) if known else entry.page or entry.pdf
        summary = Summary(en=seen(form.summary))
        read = record.Reading(source=source or "", date=day)
    except ValidationError:
        lines = Sentence("The summary is left out: it is not one line of text.")
        return replace(entry, notes=(*entry.notes, lines))
    return replace(entry, summary=summary, read=(read,))


def _is_chinese(text: str) -> bool:
    """Whether a sentence is in Chinese; one in English may have a Chinese name in it."""
    return 5 * sum(character >= _FIRST_HAN for character in text) > len(text)


def _versions(entry: Entry, survey: Survey) -> tuple[tuple[Version, ...], str | None]:
    """What catalogues say, and why some say nothing."""
    try:
        answers = look_up(entry, survey.root)
    except SurveyError as error:
        return (), str(error)
    said = map(str, answers.troubles)
    return answers.versions, reduce(_and, said) if answers.troubles else None


def _and(one: str, other: str) -> str:
    return Sentence("{one}; {other}", one=one, other=other)


def _refiled(issue: Issue, comments: Iterable[Comment]) -> tuple[str, ...]:
    """The topics of the last ``/topic`` by somebody whose word counts."""
    topics: tuple[str, ...] = ()
    for comment in comments:
        if comment.user is None or comment.is_ours:
            continue
        if comment.user == issue.user or comment.is_of_the_project:
            for match in _REFILE.finditer((comment.body or "").replace("\r\n", "\n")):
                topics = tuple(dict.fromkeys(re.split(r"[\s,]+", match["topics"].strip())))
    return topics


def _digest(issue: Issue, refiled: Sequence[str]) -> str:
    """What tells whether an issue and what was decided on its topics are as they were."""
    said = pydantic_core.to_json([(issue.body or "").replace("\r\n", "\n"), refiled])
    return hashlib.sha256(said).hexdigest()


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UsageError(f"{path} is too large for an issue with its comments")
    return content
