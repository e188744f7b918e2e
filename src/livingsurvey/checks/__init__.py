"""Rules over a whole survey: what is wrong with it, where, and what to write instead."""

from __future__ import annotations

from livingsurvey.checks import filing as filing
from livingsurvey.checks import identity as identity
from livingsurvey.checks import vocabulary as vocabulary
from livingsurvey.checks.registry import RULES, Flaw, Rule, apply, rule
from livingsurvey.model import Finding
from livingsurvey.survey import Survey

__all__ = ["RULES", "Flaw", "Rule", "apply", "check", "rule"]


def check(survey: Survey) -> tuple[Finding, ...]:
    """Everything that is wrong in a survey loaded with ``strict=False``, by file, line and column.

    That is what reading its files found (YAML and schema) and what the rules find in the records that could be read.
    """
    return tuple(sorted({*survey.findings, *apply(RULES, survey)}))
