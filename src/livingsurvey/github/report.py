"""What a pull request does to a survey, as data.

The report is made where foreign code may run and nothing can be written, and shown where comments can be written and no
foreign code runs. What passes between the two is this JSON: strictly read, and escaped only when it is shown
(:mod:`.comment`), so that nothing in it can be more than text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError

from livingsurvey.checks import check
from livingsurvey.checks.report import Count, Reported, report
from livingsurvey.errors import UsageError
from livingsurvey.github.comparison import Pair, changed_records, edited_by_hand, nearest_records, readme_lines
from livingsurvey.model import Severity
from livingsurvey.model.address import Url
from livingsurvey.model.paper import Key
from livingsurvey.model.record import Record
from livingsurvey.publish.addresses import paper_path
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.traits import own, shown
from livingsurvey.store.history import as_it_was, changed_files, parting
from livingsurvey.survey import Survey

SCHEMA_VERSION: Literal[1] = 1
"""Raised when a program that reads the JSON would have to change."""

LARGEST = 25_000_000
"""Bytes that a report may have; one that is full to every limit below stays under it."""

LONGEST_LINE, MOST_RECORDS, MOST_IN_A_RECORD, MOST_FINDINGS, MOST_LINES = 600, 100, 12, 200, 200
"""Where a report stops: characters of a line, records, links or topics of one, findings, lines of the README."""

Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")]
"""One line of text that steers no terminal."""


class Change(Record):
    """A field before and after; absent where it was not there."""

    field: Line
    before: Line | None = None
    after: Line | None = None


class Near(Record):
    """An existing record with a title like the new one's."""

    key: Key
    title: Line
    likeness: Annotated[int, Field(ge=0, le=100)] = Field(description="per cent of letters in common")


class Way(Record):
    """A link of a record."""

    label: Line
    url: Url


class Card(Record):
    """A record that the pull request adds, changes or removes."""

    file: Line
    key: Key
    state: Literal["new", "changed", "gone"]
    title: Line
    authors: Line
    venue: Line
    year: int
    topics: tuple[Line, ...] = Field(description="the path of each topic from the root")
    summary: Line | None = Field(None, description="what the work does, in English")
    traits: tuple[Line, ...] = Field((), description="what papers are compared by, and own fields, each with its value")
    ways: tuple[Way, ...] = ()
    page: Url | None = Field(None, description="where the paper's page will be")
    changes: tuple[Change, ...] = ()
    nearest: tuple[Near, ...] = ()


class PullRequest(Record):
    """What 'survey report --format json' writes."""

    schema_version: Literal[1] = SCHEMA_VERSION
    papers_before: Count
    papers_after: Count
    errors: Count = Field(description="how many findings are errors")
    warnings: Count = Field(description="how many findings are warnings, in changed files")
    findings: tuple[Reported, ...] = Field(description="all errors, and the warnings about changed files")
    records: Count = Field(description="how many records are new, changed or gone")
    cards: tuple[Card, ...] = Field(description="these records, up to a hundred")
    readme: tuple[Line, ...] = Field(description="lines that the README's list loses (-) and gains (+)")
    generated: tuple[Line, ...] = Field(description="generated files that were edited by hand")

    @classmethod
    def read(cls, path: Path) -> Self:
        """A report from its file.

        Raises:
            UsageError: the file is none, or larger than any.
        """
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UsageError(f"{path} is too large for a report; make it with  survey report --format json")
        try:
            return cls.model_validate_json(content)
        except ValidationError as error:
            raise UsageError(f"{path} is not a report; make it with  survey report --format json") from error


def report_on(head: Survey, revision: str) -> PullRequest:
    """What the current state of a survey is, compared with that at which it and a revision parted.

    Args:
        head: the survey, loaded with ``strict=False``.
        revision: a branch, tag or commit.

    Raises:
        UsageError: there is no git, no such revision, or no survey at it.
    """
    changed = changed_files(head.root, revision)
    findings = [each for each in check(head) if each.severity is Severity.ERROR or each.file in changed]
    readable = not any(each.severity is Severity.ERROR for each in findings)
    with as_it_was(head.root, parting(head.root, revision)) as folder:
        base = Survey.load(folder, strict=False, cached=False)
        pairs = changed_records(base, head)
        counted = report(findings)
        return PullRequest(
            papers_before=len(base),
            papers_after=len(head),
            errors=counted.errors,
            warnings=counted.warnings,
            findings=tuple(map(_in_short, counted.findings[:MOST_FINDINGS])),
            records=len(pairs),
            cards=tuple(_card(pair, base, head) for pair in pairs[:MOST_RECORDS]),
            readme=tuple(map(line, readme_lines(base, head)[:MOST_LINES])) if readable else (),
            generated=tuple(map(line, edited_by_hand(base, head))),
        )


def line(text: str) -> str:
    """A text on one line and within its length."""
    flat = "".join(character if character.isprintable() else " " for character in text)
    return flat if len(flat) <= LONGEST_LINE else f"{flat[: LONGEST_LINE - 1]}…"


def _in_short(finding: Reported) -> Reported:
    return finding.model_copy(update={name: line(getattr(finding, name)) for name in ("file", "reason", "fix")})


def _card(pair: Pair, base: Survey, head: Survey) -> Card:
    survey = head if pair.after else base
    paper = pair.after or pair.before
    assert paper is not None
    topics = paper.topics[:MOST_IN_A_RECORD]
    paths = [survey.taxonomy.paths.get(topic) for topic in topics]
    ways = labels.ways(paper, survey) if pair.after else []
    site = survey.info.site
    return Card(
        file=line(survey.files[paper.key]),
        key=paper.key,
        state="changed" if pair.before and pair.after else "new" if pair.after else "gone",
        title=line(paper.title),
        authors=line(labels.short_authors(paper)),
        venue=line(paper.venue),
        year=paper.year,
        topics=tuple(
            line(" › ".join(node.title.en for node in path) if path else topic)
            for topic, path in zip(topics, paths, strict=True)
        ),
        summary=_line_of(paper.summary.en) if paper.summary else None,
        traits=tuple(
            line(f"{survey.traits[name].name.en}: {shown(survey.traits[name], value)}")
            for name, value in paper.traits.items()
            if name in survey.traits
        )
        + tuple(line(f"{field['name']}: {field['words']}") for field in own(paper, survey, "paper")),
        ways=tuple(Way(label=way.label, url=way.url) for way in ways[:MOST_IN_A_RECORD]),
        page=site + paper_path(paper.key) if site and pair.after else None,
        changes=tuple(
            Change(field=line(each.field), before=_line_of(each.before), after=_line_of(each.after))
            for each in (pair.changes if pair.before and pair.after else ())
        ),
        nearest=tuple(
            Near(key=near.key, title=line(near.title), likeness=near.likeness)
            for near in (nearest_records(paper, base) if pair.after and not pair.before else ())
        ),
    )


def _line_of(text: str | None) -> str | None:
    return None if text is None else line(text)
