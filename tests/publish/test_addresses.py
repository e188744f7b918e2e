from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.model import Ids, Links, Paper, SurveyInfo
from livingsurvey.publish import addresses
from livingsurvey.survey import Survey

ARXIV = "https://arxiv.org/abs/2210.17323"
FORUM = "https://openreview.net/forum?id=tcbBPnfwxS"
PAGE = "https://proceedings.mlr.press/v202/frantar23a.html"
PAYWALL = "https://www.sciencedirect.com/science/article/pii/S0000"
DOI = "https://doi.org/10.1145/3579371.3589038"
ACL = "https://aclanthology.org/2023.acl-long.830/"
PDF = "https://example.org/paper.pdf"

IDS = Ids(arxiv="2210.17323", doi="10.1145/3579371.3589038", acl="2023.acl-long.830", openreview="tcbBPnfwxS")


def paper(venue: str, *names: str, **links: Any) -> Paper:
    ids = Ids(**{name: getattr(IDS, name) for name in names})
    return Paper(
        key="frantar2022gptq",
        title="GPTQ",
        year=2023,
        venue=venue,
        ids=ids,
        links=Links(**links),
        topics=("quantization",),
        added=dt.date(2023, 1, 1),
    )


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(Path(__file__).parents[1] / "data" / "survey", cached=False)


@pytest.mark.parametrize(
    ("readable", "published", "found"),
    [
        (ACL, ACL, paper("ICLR", "acl", "arxiv", "doi", "openreview", page=PAGE)),
        (PAGE, PAGE, paper("ICLR", "arxiv", "doi", "openreview", page=PAGE)),
        (FORUM, DOI, paper("ICLR", "arxiv", "doi", "openreview")),
        (FORUM, FORUM, paper("ICLR", "arxiv", "openreview")),
        (ARXIV, DOI, paper("ICLR", "arxiv", "doi")),
        (ARXIV, PAYWALL, paper("ICLR", "arxiv", "doi", page=PAYWALL)),
        (FORUM, PAYWALL, paper("ICLR", "arxiv", "openreview", page=PAYWALL)),
        (ARXIV, None, paper("ICLR", "arxiv")),
        (PDF, PAYWALL, paper("ICLR", "doi", page=PAYWALL, pdf=PDF)),
        (PAYWALL, PAYWALL, paper("ICLR", "doi", page=PAYWALL)),
        (DOI, DOI, paper("ICLR", "doi")),
        (PDF, None, paper("ICLR", pdf=PDF)),
        (ARXIV, None, paper("arXiv", "arxiv", "openreview", page=PAGE)),
        (FORUM, None, paper("arXiv", "openreview")),
        (PAGE, None, paper("arXiv", page=PAGE, pdf=PDF)),
        (PAGE, PAGE, paper("Example Blog", page=PAGE)),
        (FORUM, FORUM, paper("A venue nobody knows yet", "arxiv", "openreview")),
    ],
)
def test_versions(readable: str, published: str | None, found: Paper, survey: Survey) -> None:
    assert addresses.readable_version(found, survey) == readable
    assert addresses.published_version(found, survey) == published


@given(
    st.sets(st.sampled_from(["arxiv", "doi", "acl", "openreview"])),
    st.sets(st.sampled_from([("page", PAGE), ("page", PAYWALL), ("pdf", PDF)])),
    st.sampled_from(["ICLR", "arXiv", "Example Blog", "Unknown"]),
)
def test_every_paper_that_something_leads_to_has_a_version_to_read(
    ids: set[str], links: set[tuple[str, str]], venue: str
) -> None:
    survey = Survey.load(Path(__file__).parents[1] / "data" / "survey", cached=False)
    found = paper(venue, *ids, **dict(sorted(links)))
    url = addresses.readable_version(found, survey)
    assert (url is not None and url.startswith("https://")) == found.can_be_opened == bool(ids or links)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://aclanthology.org/2023.acl-long.830.pdf", paper("ACL", "acl", "arxiv", "openreview")),
        ("https://arxiv.org/pdf/2210.17323", paper("ICLR", "arxiv", "openreview", pdf=PDF)),
        ("https://openreview.net/pdf?id=tcbBPnfwxS", paper("ICLR", "openreview", "doi")),
        (PDF, paper("ICLR", "doi", pdf=PDF)),
        (None, paper("ICLR", "doi", page=PAGE)),
    ],
)
def test_pdf(address: str | None, found: Paper) -> None:
    assert addresses.pdf(found) == address


def test_a_doi_with_characters_no_address_holds() -> None:
    assert addresses.doi_url("10.1002/(SICI)1097<1::AID#3>3.0.CO;2-A") == (
        "https://doi.org/10.1002/(SICI)1097%3C1::AID%233%3E3.0.CO;2-A"
    )


@pytest.mark.parametrize(
    ("closed", "url"),
    [
        (True, "https://ieeexplore.ieee.org/document/1"),
        (True, "https://DL.ACM.org/doi/10.1145/1"),
        (True, "https://www.sciencedirect.com/science/article/pii/1"),
        (False, "https://proceedings.mlr.press/v202/"),
        (False, "https://notdl.acm.org.example.org/"),
    ],
)
def test_paywalls(closed: bool, url: str) -> None:
    assert addresses.is_paywalled(url) is closed


def test_addresses_of_the_site_work_below_any_path() -> None:
    assert addresses.paper_path("frantar2022gptq") == "papers/frantar2022gptq/"
    assert addresses.topic_path("quantization") == "topics/quantization/"
    assert addresses.author_path("christopher-re") == "authors/christopher-re/"
    assert addresses.venue_path("iclr") == "venues/iclr/"
    assert addresses.arxiv_redirect_path("cs/0112017") == "arxiv/cs/0112017/"


@pytest.mark.parametrize("repository", [None, "https://gitlab.com/example/survey"])
def test_only_github_has_forms_to_edit(repository: str | None) -> None:
    info = SurveyInfo(title="T", description="D", repository=repository)
    assert addresses.editing_url(info) is None
    assert addresses.new_record_url(info, "title: T") is None


def test_a_new_record_opens_with_its_content() -> None:
    info = SurveyInfo(title="T", description="D", repository="https://github.com/example/survey.git", branch="a b")
    address = addresses.new_record_url(info, 'title: "A & B"\n')
    assert address == (
        "https://github.com/example/survey/new/a%20b"
        "?filename=papers%2FYEAR%2FsurnameYEARword.yaml&value=title%3A%20%22A%20%26%20B%22%0A"
    )
