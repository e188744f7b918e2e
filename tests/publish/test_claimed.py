from __future__ import annotations

from pathlib import Path

from tests.publish.rendered import paper_page

from livingsurvey.checks import check
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.store.write import edit_file
from livingsurvey.survey import Survey

RECORD = "papers/2023/zhang2023h2o.yaml"
CLAIM = {"venue": "AAAI", "year": 2024, "source": "owner/list:README.md@0123456789ab#L7"}


def test_a_venue_that_one_list_names_is_shown_as_its_claim_and_the_record_stays_where_it_was(
    small_survey: Path,
) -> None:
    edit_file(small_survey / RECORD, {("claimed",): CLAIM})
    survey = Survey.load(small_survey)
    page = paper_page(Published(survey), "zhang2023h2o")
    address = "https://github.com/owner/list/blob/0123456789ab/README.md#L7"
    assert f'Claimed, not confirmed</dt><dd>AAAI 2024, says <a href="{address}">{CLAIM["source"]}</a>' in page
    twin = paper_model(survey["zhang2023h2o"], Published(survey))
    assert twin["claimed"] == CLAIM
    assert "AAAI" not in [version["venue"] for version in twin["versions"]]
    assert "Claimed" not in paper_page(Published(survey), "dettmers2022llmint8")


def test_a_claimed_venue_is_one_of_venues_yaml_in_its_spelling(small_survey: Path) -> None:
    edit_file(small_survey / RECORD, {("claimed",): CLAIM | {"venue": "Nowhere"}})
    (finding,) = check(Survey.load(small_survey, strict=False))
    assert (finding.code, finding.reason) == ("LS203", "unknown venue 'Nowhere'")
    edit_file(small_survey / RECORD, {("claimed",): CLAIM | {"venue": "aaai"}})
    (finding,) = check(Survey.load(small_survey, strict=False))
    assert (finding.code, finding.fix) == ("LS204", "Write  venue: AAAI")
