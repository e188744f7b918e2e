"""The survey's own fields: what they may be called, and whether records have those that they must."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Ids, Links, OwnField, Paper
from livingsurvey.store.layout import FIELDS
from livingsurvey.survey import Survey

TAKEN = frozenset({*Paper.model_fields, *Ids.model_fields, *Links.model_fields, "fields", "url", "version"})
"""What records and the tables of exports call their own."""

_EXAMPLES = {"number": "1", "yes-no": "true", "date": "2026-01-31", "address": '"https://example.org/page"'}


@rule("LS381", waivable=False)
def name_that_is_taken(survey: Survey) -> Iterator[Flaw]:
    """An own field is called like something that every record or every export has."""
    for place, field in enumerate(survey.listed_fields):
        if field.id in TAKEN:
            reason = f"'{field.id}' is what records or exports call something else"
            yield Flaw(FIELDS, ("fields", place, "id"), reason, f"Choose another id, such as  our-{field.id}")


@rule("LS382", scope=Scope.RECORD)
def missing_field(survey: Survey) -> Iterator[Flaw]:
    """A record lacks an own field that every record must have."""
    for paper in survey:
        for field in survey.fields_of(paper.topics):
            if field.required and field.id not in paper.fields:
                fix = f"Add a line  {line_of(field)}"
                yield Flaw(survey.files[paper.key], (), f"'{field.id}' is missing", fix)


def line_of(field: OwnField) -> str:
    """A line that shows the form of an own field in a record."""
    example = next(iter(field.values), _EXAMPLES.get(field.kind, '"…"'))
    return f"{field.id}: {f'[{example}]' if field.takes_several else example}"
