"""The rules of ``survey check``: what a rule is, and the table that holds them all.

A rule is a generator function over the survey, under its code and with one sentence that says what it holds against
the data. It yields what is wrong, in file and path; line, column, code and severity are added here::

    @rule("LS202", scope=Scope.RECORD)
    def unknown_topic(survey: Survey) -> Iterator[Flaw]:
        \"\"\"A paper is filed under a topic that taxonomy.yaml does not have.\"\"\"
        for paper in survey:
            for place, topic in enumerate(paper.topics):
                if topic not in survey.taxonomy.by_id:
                    yield Flaw(survey.files[paper.key], ("topics", place), f"unknown topic '{topic}'", "…")

A module of rules is one family; :mod:`livingsurvey.checks` imports each of them once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from yaml import Node

from livingsurvey.extensions import Flaw as Flaw
from livingsurvey.extensions import Rule as Rule
from livingsurvey.extensions import Scope as Scope
from livingsurvey.extensions.kinds import Look
from livingsurvey.extensions.loading import added
from livingsurvey.model import Finding, Severity
from livingsurvey.store import yaml
from livingsurvey.store.layout import today
from livingsurvey.survey import Survey

RULES: list[Rule] = []
"""The program's own rules."""


def rules_of(survey: Survey) -> tuple[Rule, ...]:
    """The program's rules, and those that extensions add for a survey.

    Raises:
        BrokenExtension: an extension cannot be imported.
    """
    return (*RULES, *added(Rule, survey))


def rule(
    code: str,
    severity: Severity = Severity.ERROR,
    *,
    waivable: bool | None = None,
    scope: Scope = Scope.SURVEY,
) -> Callable[[Look], Look]:
    """Enter a function into the table of rules. Its docstring's first line is the rule's sentence.

    Args:
        code: the rule's own code.
        severity: how bad a breach is.
        waivable: whether a record can be an exception; by default it can, unless the rule is about a file's form.
        scope: what it looks at; what is said of a smaller one than is true is not looked at again when it should be.
    """

    def enter(look: Look) -> Look:
        sentence = (look.__doc__ or "").partition("\n")[0]
        excusable = not code.startswith("LS1") if waivable is None else waivable
        RULES.append(Rule(code, severity, sentence, look, excusable, scope))
        return look

    return enter


def apply(rules: Iterable[Rule], survey: Survey) -> Iterator[Finding]:
    """What the rules find, each with its line and column; files are read only where something is wrong."""

    @lru_cache(maxsize=64)
    def tree_of(file: str) -> Node | None:
        try:
            return yaml.compose(Path(survey.root, file).read_text(encoding="utf-8"))[0]
        except (OSError, UnicodeDecodeError):
            return None

    for each in rules:
        for flaw in each.look(survey):
            tree = tree_of(flaw.file) if flaw.path else None
            line, column = yaml.place_in(tree, flaw.path, key=flaw.on_key) if tree else (1, 1)
            fix = f"{flaw.fix.removesuffix('.')}. See {each.docs}" if each.docs else flaw.fix
            yield Finding(flaw.file, line, column, each.code, flaw.reason, fix, each.severity, flaw.repair)


def is_readable(survey: Survey, file: str) -> bool:
    """Whether a file of the survey became records; where it did not, rules that compare with it have nothing to say."""
    return not any(today(finding.file) == file for finding in survey.findings)
