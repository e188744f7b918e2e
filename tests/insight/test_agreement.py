"""Made-up rows of several sources about one thing, and how far they agree."""

from __future__ import annotations

import pytest
from tests.insight.test_leaderboards import row, survey_of, table

from livingsurvey.insight.agreement import agreements
from livingsurvey.insight.leaderboards import leaderboards

FILL = row("Other", "9", bits="4"), row("Another", "8", bits="4")


@pytest.mark.parametrize(
    ("one", "other", "spread"),
    [
        (row("GPTQ", "5.0", bits="4"), row("GPTQ", "5.5", bits="4"), 10),
        (row(None, "5.47", bits="16"), row(None, "5.47", bits="16"), 0),
        (row("GPTQ", "5.0", bits="4"), row("AWQ", "5.0", bits="4"), None),
        (row("GPTQ", "5.0", bits="4"), row("GPTQ", "5.0", bits="3"), None),
        (row("GPTQ", "5.0", bits="4"), row("GPTQ", "5.0"), None),
        (row("GPTQ", "5.0", bits="4", tuned="no"), row("GPTQ", "5.1", bits="4"), 2),
        (row(None, "5.47"), row(None, "5.47"), None),
        (row("GPTQ", "5.0", bits="4"), row("GPTQ", ">5", bits="4"), None),
        (row("GPTQ", "5.0", "vllm", bits="4"), row("GPTQ", "5.0", "sglang", bits="4"), None),
    ],
)
def test_rows_of_two_sources_agree_where_nothing_that_they_tell_differs(
    one: dict[str, str], other: dict[str, str], spread: float | None
) -> None:
    compares = ["method", "framework", "bits", "tuned"]
    survey = survey_of(one=table(one, *FILL, compares=compares), two=table(other, source="two", compares=compares))
    whole = leaderboards(survey).ranked[0]
    found = agreements(whole, survey)
    assert [each.spread for each in found] == ([] if spread is None else [pytest.approx(spread)])


def test_two_rows_of_one_source_agree_with_nobody() -> None:
    survey = survey_of(one=table(row("A", "5", bits="4"), *FILL), two=table(row("A", "6", bits="4"), source="one"))
    assert agreements(leaderboards(survey).ranked[0], survey) == []
