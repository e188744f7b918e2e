from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from tests.checks.made import flaws, paper, told


def test_published_before_the_preprint() -> None:
    (flaw,) = flaws("LS212", paper(year=2021))
    assert (flaw.path, flaw.reason) == (("year",), "ICLR 2021 is before arXiv 2210.17323, which is of 2022")


@pytest.mark.parametrize(
    ("venue", "year"), [("ICLR", 2022), ("ICLR", 2024), ("arXiv", 2021), ("Example Blog", 2021), ("Unknown", 2021)]
)
def test_published_in_its_time(venue: str, year: int) -> None:
    assert not flaws("LS212", paper(venue=venue, year=year))


def test_published_without_a_preprint() -> None:
    assert not flaws("LS212", paper(year=2021, ids={"openreview": "tcbBPnfwxS"}))


@pytest.mark.parametrize(
    ("year", "fix"),
    [
        (2021, "Write  year: 2022."),
        (2023, "Write  year: 2022, or name the venue that published it in 2023."),
    ],
)
def test_a_preprint_with_another_year(year: int, fix: str) -> None:
    assert told("LS213", paper(venue="arXiv", year=year)) == fix


def test_a_preprint_of_its_year() -> None:
    assert not flaws("LS213", paper(venue="arXiv", year=2022))
    assert not flaws("LS213", paper(venue="arXiv", year=1997, ids={"arxiv": "cmp-lg/9701001"}))
    assert not flaws("LS213", paper(venue="arXiv", year=2021, ids={"openreview": "tcbBPnfwxS"}))


@time_machine.travel("2024-02-29T09:59:59Z", tick=False)
def test_added_in_the_future() -> None:
    assert told("LS214", paper(added=dt.date(2024, 3, 1))) == "Write the day on which the paper was first listed."
    assert not flaws("LS214", paper(added=dt.date(2024, 2, 29)))
    read = [{"source": "a list", "date": day} for day in ("2024-02-29", "2024-03-01")]
    (flaw,) = flaws("LS214", paper(read=read))
    assert (flaw.path, flaw.fix) == (("read", 1, "date"), "Write the day on which it was read.")


@time_machine.travel("2024-02-29T09:59:59Z", tick=False)
@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), dt.date(2024, 3, 1)])
def test_a_source_asked_in_the_future(day: dt.date) -> None:
    said = {"date": day, "source": "https://openalex.org/W1"}
    record = paper(
        links={"code": "https://github.com/IST-DASLab/gptq", "archived": day},
        citations=said | {"count": 3},
        cites=said | {"papers": ("zhou2023lima",)},
    )
    paths = [("links", "archived"), ("citations", "date"), ("cites", "date")]
    assert [flaw.path for flaw in flaws("LS214", record)] == (paths if day.month == 3 else [])


@time_machine.travel("2024-02-29T10:00:00Z", tick=False)
def test_added_where_tomorrow_has_begun() -> None:
    assert not flaws("LS214", paper(added=dt.date(2024, 3, 1)))


def test_added_before_the_arxiv_month() -> None:
    (flaw,) = flaws("LS215", paper(added=dt.date(2022, 9, 30)))
    assert flaw.reason == "2022-09-30 is before 2022-10, the month of arXiv 2210.17323"
    assert not flaws("LS215", paper(added=dt.date(2022, 10, 1)))
    assert not flaws("LS215", paper(added=dt.date(2022, 9, 30), ids={"openreview": "tcbBPnfwxS"}))
