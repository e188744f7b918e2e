"""What was looked at before and found right is not looked at again, as long as it is the same.

Kept are digests of what rules looked at and had nothing against, and nothing else: of each record with its file's name
and the vocabulary, and of everything that files say, for each rule that looks at it as a whole. So what has changed is
looked at, what has findings is looked at each time, and what is said of it never comes from a cache.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pydantic_core

from livingsurvey.checks.registry import Rule, Scope, apply
from livingsurvey.executors.processes import in_batches
from livingsurvey.extensions.loading import code
from livingsurvey.model import Finding
from livingsurvey.store import cache
from livingsurvey.survey import Survey

RIGHT = Path("build", "cache", "checked")
_BATCH, _PARALLEL_FROM = 2_500, 20_000
_SOURCES = ("checks/*.py", "extensions/*.py", "latex/*", "model/*.py", "store/*.py", "clock.py", "survey.py")


def what_is_wrong(rules: Sequence[Rule], survey: Survey) -> Iterator[Finding]:
    """What :func:`~livingsurvey.checks.registry.apply` finds, in another order.

    Args:
        rules: the rules to apply; those that looked at the same before, and found nothing, are not asked again.
        survey: a survey as it was read from its files.
    """
    path, fingerprint = survey.root / RIGHT, cache.digest(cache.made_by(*_SOURCES) + code(survey))
    known = cache.load(path, fingerprint)
    right: dict[bytes, bytes] = {}

    records = _records(survey)
    new = [(file, survey[key]) for key, file in survey.files.items() if records[file] not in known]
    alone = _of(rules, Scope.RECORD)
    looked_at = in_batches(
        lambda some: list(apply(alone, survey.with_only(dict(some)))), new, size=_BATCH, parallel_from=_PARALLEL_FROM
    )
    found = list(chain.from_iterable(looked_at))
    wrong = {finding.file for finding in found}
    right |= {name: b"" for file, name in records.items() if file not in wrong}

    everything = _everything(survey, records.values())
    for rule in _of(rules, Scope.SURVEY):
        name = cache.digest(everything + rule.code.encode())
        flaws = [] if name in known else list(apply([rule], survey))
        found += flaws
        right |= {} if flaws else {name: b""}

    if not _of(rules, Scope.SURVEY):
        right |= known  # for those who ask these rules
    if right.keys() != known.keys():
        cache.save(path, fingerprint, right)
    yield from found
    yield from apply(_of(rules, Scope.WORLD), survey)


def _of(rules: Sequence[Rule], scope: Scope) -> list[Rule]:
    return [rule for rule in rules if rule.scope is scope]


def _records(survey: Survey) -> dict[str, bytes]:
    """By file, the digest of all that rules on single records can see."""
    files = {finding.file for finding in survey.findings if not finding.file.startswith("papers")}
    said = [survey.info, survey.taxonomy, survey.listed_venues, survey.listed_traits, survey.listed_fields]
    shared = _digest(said, files)
    digests = survey.digests
    return {file: cache.digest(shared + digests[key] + file.encode()) for key, file in survey.files.items()}


def _everything(survey: Survey, records: Iterable[bytes]) -> bytes:
    """The digest of all that the survey's files say."""
    groups, frameworks, metrics = survey.capability_groups, survey.frameworks, survey.listed_metrics
    surveys, candidates, tables = survey.listed_surveys, survey.candidates, dict(survey.tables)
    shared = [groups, frameworks, metrics, surveys, candidates, tables, survey.choosing, survey.searching]
    shared += [survey.lists, survey.refreshing]
    return cache.digest(b"".join([_digest(shared, {finding.file for finding in survey.findings}), *records]))


def _digest(said: Sequence[Any], unread: Collection[str]) -> bytes:
    """The digest of what files say, and of which files there are that could not be read."""
    names = repr(sorted(unread)).encode("utf-8", "backslashreplace")
    return cache.digest(pydantic_core.to_json(said) + names)
