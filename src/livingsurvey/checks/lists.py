"""Public lists: each is there once, with each heading once, and names papers that there are, each once."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.checks.results import has_paper
from livingsurvey.model import PublicList
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.layout import LISTS
from livingsurvey.survey import Survey


@rule("LS361", waivable=False)
def list_of_unknown_paper(survey: Survey) -> Iterator[Flaw]:
    """A public list names a paper that has no record."""
    retired = survey.info.retired
    for place, each in enumerate(survey.lists):
        for where, key in _named(each):
            path = ("lists", place, *where)
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
    """Two public lists have the same id or the same repository."""
    seen: set[str] = set()
    for place, each in enumerate(survey.lists):
        for field, value in (("id", each.id), ("url", each.url)):
            folded = value.casefold().removesuffix("/")
            if folded in seen:
                reason = f"another list has the {'id' if field == 'id' else 'address'} '{value}'"
                yield Flaw(LISTS, ("lists", place, field), reason, "Merge the two, or give this one its own.")
            seen.add(folded)


@rule("LS363", waivable=False)
def named_twice(survey: Survey) -> Iterator[Flaw]:
    """A public list names a paper twice under one heading, or both under a heading and outside of any."""
    for place, each in enumerate(survey.lists):
        seen: set[tuple[object, ...]] = set()
        under_a_heading = {key for section in each.sections for key in section.papers}
        for (*section, number), key in _named(each):
            outside = section == ["papers"]
            if (*section, key) in seen or (outside and key in under_a_heading):
                where = "in this list" if outside else "under this heading"
                reason, path = f"'{key}' is already {where}", ("lists", place, *section, number)
                yield Flaw(LISTS, path, reason, "Delete the line.", change={path: None})
            seen.add((*section, key))


@rule("LS364", waivable=False)
def heading_twice(survey: Survey) -> Iterator[Flaw]:
    """Two sections of a public list have the same heading."""
    for place, each in enumerate(survey.lists):
        seen: set[str] = set()
        for number, section in enumerate(each.sections):
            if section.heading in seen:
                path = ("lists", place, "sections", number, "heading")
                fix = "Merge the two, or write the heading above in front, as in  Inference > Caches"
                yield Flaw(LISTS, path, f"another section of this list has the heading '{section.heading}'", fix)
            seen.add(section.heading)


def _named(each: PublicList) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The papers that a list names, and where in its record each stands."""
    for place, section in enumerate(each.sections):
        for number, key in enumerate(section.papers):
            yield ("sections", place, "papers", number), key
    for number, key in enumerate(each.papers):
        yield ("papers", number), key
