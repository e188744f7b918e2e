"""What a survey says of itself over time: keys that were given up, papers that were taken out, what stays its own."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.model import Severity
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.survey import Survey

FILE = "survey.yaml"


@rule("LS281", waivable=False)
def given_up_but_there(survey: Survey) -> Iterator[Flaw]:
    """A key is listed as retired or withdrawn but still has a record, or is listed as both."""
    info = survey.info
    for field, keys in (("retired", info.retired), ("withdrawn", info.withdrawn)):
        for key in keys:
            if key in survey:
                reason = f"'{key}' is under  {field}:  and has a record, {survey.files[key]}"
                yield Flaw(FILE, (field, key), reason, "Delete this line, or the record.", on_key=True)
    for key in info.retired.keys() & info.withdrawn.keys():
        yield Flaw(FILE, ("withdrawn", key), f"'{key}' is under  retired:  too", "Delete one of the two.", on_key=True)


@rule("LS282", waivable=False)
def retired_to_nowhere(survey: Survey) -> Iterator[Flaw]:
    """A retired key leads to a key that has no record."""
    if any(finding.file.startswith("papers") for finding in survey.findings):
        return  # one of the records that could not be read may be that one
    for old, new in survey.info.retired.items():
        if new not in survey:
            fix = f"Name the key of a record.{did_you_mean(new, survey.papers)}"
            yield Flaw(FILE, ("retired", old), f"no record has the key '{new}'", fix)


@rule("LS283", Severity.WARNING, waivable=False)
def no_identity(survey: Survey) -> Iterator[Flaw]:
    """The survey has an address but no identity: if the address changes, every entry in its feeds becomes new."""
    info = survey.info
    if info.site is not None and info.identity is None:
        tag = info.tag_at(info.site)
        fix = f"Write  identity: {tag}  once, and keep it when the address changes."
        yield Flaw(FILE, ("site",), "ids in feeds are made of this address", fix, True, {("identity",): tag})
