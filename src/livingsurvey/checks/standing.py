"""What a survey says of its own past: keys that were given up, and papers that were taken out."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.nearest import did_you_mean
from livingsurvey.survey import Survey

FILE = "survey.yaml"


@rule("LS281", waivable=False)
def given_up_but_there(survey: Survey) -> Iterator[Flaw]:
    """A key is said to be retired or its paper withdrawn, and there is a record of that key, or both are said."""
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
    """A retired key leads to one that has no record."""
    if any(finding.file.startswith("papers") for finding in survey.findings):
        return  # one of the records that could not be read may be that one
    for old, new in survey.info.retired.items():
        if new not in survey:
            fix = f"Name the key of a record.{did_you_mean(new, survey.papers)}"
            yield Flaw(FILE, ("retired", old), f"no record has the key '{new}'", fix)
