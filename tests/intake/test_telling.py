"""What became of a list, as a person reads it at the terminal."""

from __future__ import annotations

import re
from collections import Counter

from livingsurvey.intake.audit import audit
from livingsurvey.intake.collection import collected
from livingsurvey.intake.doubt import HEADINGS, REMEDIES, UNRECORDED
from livingsurvey.intake.listing import read_list
from livingsurvey.intake.telling import told
from livingsurvey.model import Finding
from livingsurvey.model.audit import Kind

LIST = f"""\
# Socks
- [Folding](#folding)
- Ada Example keeps this list.

## Folding
- Folding Maps by Hand <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)
- Sorting of Socks <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)
- ~~Ironing <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00003)~~
- Mending at Sea <br> arXiv 2021 [[Paper]](https://arxiv.org/abs/2205.00005)
- Knitting, Warm <br> [[Paper]](https://example.org/knitting.pdf)
- [Sock Folder](https://github.com/ada/folder) folds
- Cold Water <br> ICML 2023 [[Paper]]()
- {"Washing " * 200}<br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00007)
- Dyeing of Wool <br> 2023 [[Paper]](https://example.org/dyeing.pdf)
- Dyeing of Silk <br> 2023 [[Paper]](https://example.org/silk.pdf)

## Again
- Mending at Sea <br> arXiv 2021 [[Paper]](https://arxiv.org/abs/2205.00005)
- Knitting, Warm <br> [[Paper]](https://example.org/knitting.pdf)
"""


def read(text: str) -> str:
    listing = read_list(text)
    return told(audit(listing, collected(listing.entries), "socks.md"))


def section(report: str, kind: Kind) -> list[str]:
    """The lines below a kind's heading."""
    found = [part for part in report.split("\n\n") if part.startswith(HEADINGS[kind])]
    return found[0].strip().split("\n")[1:] if found else []


def test_kinds_stand_below_headings_with_what_to_do_those_worth_most_first() -> None:
    report = read(LIST)
    headings = [part.split("\n")[0] for part in report.split("\n\n")]
    assert headings[0] == f"One id, two papers (1). To do: {REMEDIES[Kind.PAPERS_SHARE_ID]}."
    assert [heading.partition(" (")[0] for heading in headings] == [
        HEADINGS[kind]
        for kind in (
            Kind.PAPERS_SHARE_ID,
            Kind.YEAR_CONTRADICTS_ID,
            Kind.NO_ADDRESS,
            Kind.NO_YEAR,
            Kind.NO_VENUE,
            Kind.NOT_UNDERSTOOD,
            Kind.LEFT_OUT,
        )
    ]


def test_each_item_that_became_no_record_has_one_line() -> None:
    report = read(LIST)
    lines = Counter(
        int(re.match(r"socks\.md:(\d+): ", line)[1])  # type: ignore[index]
        for kind in UNRECORDED
        for line in section(report, kind)
    )
    assert lines == Counter([2, 3, 8, 10, 11, 13, 19])


def test_what_two_papers_share_is_told_with_the_other_line() -> None:
    assert section(read(LIST), Kind.PAPERS_SHARE_ID) == [
        (
            "socks.md:6: two papers have one id: "
            "“Folding Maps by Hand” and “Sorting of Socks” (arxiv:2301.00001; also line 7)"
        )
    ]


def test_a_mistake_of_several_entries_is_told_once() -> None:
    assert section(read(LIST), Kind.YEAR_CONTRADICTS_ID) == [
        "socks.md:9: the year 2021 is not that of its arXiv id, 2022: Mending at Sea (also line 18)"
    ]


def test_guesses_that_say_the_same_share_a_line_and_none_is_told_of_what_is_no_record() -> None:
    assert section(read(LIST), Kind.NO_VENUE) == [
        "socks.md:14: the list names no venue; no id or address tells it: Dyeing of Wool (also line 15)"
    ]


def test_long_texts_are_cut() -> None:
    (line,) = section(read(LIST), Kind.NOT_UNDERSTOOD)
    assert line.startswith("socks.md:13: its title has no end: Washing Washing")
    assert len(line) < 200


def test_a_list_steers_no_terminal() -> None:
    assert "\x1b" not in read(LIST + "- \x1b[2Jgone <br> [[Paper]](https://example.org/gone.pdf)\n")


def test_what_new_records_waive_comes_last() -> None:
    listing = read_list(LIST)
    waived = Finding("papers/2023/a.yaml", 1, 1, "LS201", "the id is in b.yaml too", "Delete one.")
    report = told(audit(listing, collected(listing.entries), "socks.md"), [waived])
    assert report.endswith("or leave the reason.\nwaived in papers/2023/a.yaml: LS201: the id is in b.yaml too\n")
