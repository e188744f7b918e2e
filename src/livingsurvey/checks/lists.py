"""Public lists: each is there once, and names papers that there are, each once."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.checks.results import has_paper
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.layout import LISTS
from livingsurvey.survey import Survey


@rule("LS361", waivable=False)
def list_of_unknown_paper(survey: Survey) -> Iterator[Flaw]:
    """A public list is said to name a paper that has no record."""
    retired = survey.info.retired
    for place, each in enumerate(survey.lists):
        for number, key in enumerate(each.papers):
            path = ("lists", place, "papers", number)
            if has_paper(survey, key):
                continue
            if key in retired:
                fix = f"Write  {retired[key]}"
                yield Flaw(LISTS, path, f"'{key}' is retired", fix, change={path: retired[key]})
            else:
                fix = f"Delete the line, or write the key of a record.{did_you_mean(key, survey.papers)}"
                yield Flaw(LISTS, path, f"no paper has the key '{key}'", fix)


@rule("LS362", waivable=False)
def list_twice(survey: Survey) -> Iterator[Flaw]:
    """Two public lists have the same id, or are of the same repository."""
    seen: set[str] = set()
    for place, each in enumerate(survey.lists):
        for field, value in (("id", each.id), ("url", each.url)):
            folded = value.casefold().removesuffix("/")
            if folded in seen:
                reason = f"another list has the {'id' if field == 'id' else 'address'} '{value}'"
                yield Flaw(LISTS, ("lists", place, field), reason, "Join the two, or give this one its own.")
            seen.add(folded)


@rule("LS363", waivable=False)
def named_twice(survey: Survey) -> Iterator[Flaw]:
    """A public list is said to name a paper twice."""
    for place, each in enumerate(survey.lists):
        seen: set[str] = set()
        for number, key in enumerate(each.papers):
            if key in seen:
                reason, fix = f"'{key}' stands in this list already", "Delete the line."
                yield Flaw(LISTS, ("lists", place, "papers", number), reason, fix)
            seen.add(key)
