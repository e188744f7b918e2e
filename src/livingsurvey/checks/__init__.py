"""Rules over a whole survey: what is wrong with it, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Collection

from livingsurvey.checks import addresses as addresses
from livingsurvey.checks import appearance as appearance
from livingsurvey.checks import authors as authors
from livingsurvey.checks import characters as characters
from livingsurvey.checks import choosing as choosing
from livingsurvey.checks import dates as dates
from livingsurvey.checks import fields as fields
from livingsurvey.checks import filing as filing
from livingsurvey.checks import frameworks as frameworks
from livingsurvey.checks import identity as identity
from livingsurvey.checks import links as links
from livingsurvey.checks import lists as lists
from livingsurvey.checks import numbers as numbers
from livingsurvey.checks import refreshing as refreshing
from livingsurvey.checks import resemblance as resemblance
from livingsurvey.checks import results as results
from livingsurvey.checks import site as site
from livingsurvey.checks import standing as standing
from livingsurvey.checks import surveys as surveys
from livingsurvey.checks import taxonomy as taxonomy
from livingsurvey.checks import titles as titles
from livingsurvey.checks import traits as traits
from livingsurvey.checks import vocabulary as vocabulary
from livingsurvey.checks.codes import UNUSED_WAIVER
from livingsurvey.checks.registry import RULES, Flaw, Rule, Scope, apply, rule, rules_of
from livingsurvey.checks.unchanged import what_is_wrong
from livingsurvey.checks.waivers import left_after_waivers
from livingsurvey.model import Finding
from livingsurvey.survey import Survey

__all__ = ["RULES", "Flaw", "Rule", "apply", "check", "check_records", "rule"]


def check(survey: Survey, *, cached: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong in a survey loaded with ``strict=False``, by file, line and column.

    That is what reading its files found (YAML and schema), and what the rules find in the records that could be read
    and do not waive it.

    Args:
        survey: the survey; with ``cached`` as it was read from its folder.
        cached: do not look again at what was right before; use and renew what is known of it under ``build/``.
    """
    rules = rules_of(survey)
    found = what_is_wrong(rules, survey) if cached else apply(rules, survey)
    return tuple(sorted(left_after_waivers({*survey.findings, *found}, survey)))


def check_records(survey: Survey, files: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What :func:`check` finds as long as it looks at each record by itself: that is soon done.

    Args:
        survey: the survey as it was read from its folder with ``strict=False``.
        files: the names of the files of records to look at; by default all that were not right before. What could not
            be read of any file is told in either case.
    """
    rules = [rule for rule in rules_of(survey) if rule.scope is Scope.RECORD]
    if files is None:
        some, found = survey, what_is_wrong(rules, survey)
    else:
        some = survey.with_only({file: survey[key] for key, file in survey.files.items() if file in files})
        found = apply(rules, some)
    left = left_after_waivers(found, some)
    return tuple(sorted({*survey.findings, *(each for each in left if each.code != UNUSED_WAIVER.name)}))
