"""Dates beside entries: with a month at least, or the number of one as in arXiv's ids."""

from __future__ import annotations

import pytest

from livingsurvey.intake.dates import year_of_date, year_of_number
from livingsurvey.intake.facts import Facts, facts_in, venue_in


@pytest.mark.parametrize("text", ["2023.05", "[2023-05-12]", "18 Aug 2023", "Nov 23", "2023年5月"])
def test_a_date_has_a_month(text: str) -> None:
    assert year_of_date(text) == 2023


@pytest.mark.parametrize(
    ("text", "year"), [("2108", 2021), ("[0712]", 2007), ("2010", None), ("1905", None), ("2113", None)]
)
def test_a_number_of_a_month_is_no_year(text: str, year: int | None) -> None:
    assert year_of_number(text) == year


@pytest.mark.parametrize("text", ["arXiv 2023,08", "arXiv 2023.08", "arXiv 23.8", "arXiv 2308", "arXiv 2023,08,12"])
def test_the_month_of_a_preprint_is_in_no_venue(text: str) -> None:
    assert venue_in(text) == Facts("arXiv", date_year=2023)


def test_the_month_of_a_preprint_is_no_year_of_a_conference() -> None:
    assert venue_in("NeurIPS 2108").date_year is None


@pytest.mark.parametrize(
    "text", ["Submitted to FoldConf 2023", "submitted to ICML in 2023", "Under review at ICRA 2023"]
)
def test_what_is_submitted_has_not_appeared_there(text: str) -> None:
    assert facts_in(text) == Facts("Preprint", date_year=2023)


def test_a_talk_in_brackets_within_those_of_the_venue_hides_no_names() -> None:
    said = facts_in("Ada Lind, Bo Roe, Mei Li (ECCV 2018 (Oral))")
    assert (said.venue, said.year, said.authors) == ("ECCV", 2018, ("Ada Lind", "Bo Roe", "Mei Li"))


@pytest.mark.parametrize("text", ["来源：ICML 2023", "出处: ICML 2023"])
def test_a_label_in_chinese_says_where_it_appeared(text: str) -> None:
    assert facts_in(text) == Facts("ICML", 2023)


def test_a_journal_with_a_hyphen_is_no_name_among_names() -> None:
    said = facts_in("Ada Lind, Bo Roe, Mei Li, T-ITS 2017")
    assert (said.venue, said.authors) == ("T-ITS", ("Ada Lind", "Bo Roe", "Mei Li"))
