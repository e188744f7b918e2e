"""The sheet that Zotero exports; made-up works in its form."""

from __future__ import annotations

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.intake.formats import read

HEAD = (
    "Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Url,Date,Pages,Volume,Publisher,"
    "Manual Tags,Automatic Tags"
)


def test_a_row_is_a_work_though_a_cell_of_it_has_many_lines() -> None:
    first = (
        'AB12,journalArticle,2024,"van Dam, Ada; Wu, Yi; Map Collaboration","Folding ""Maps"",\nat Once",'
        "Journal of Widgets,10.9999/maps,https://maps.example/1,2024-05-03,1-9,3,,folding; hills,rivers"
    )
    second = "CD34,preprint,2023,,Rivers in Rows,,,https://rivers.example/2,2023,,,bioRxiv,,"
    one, two = read("library.csv", f"{HEAD},Language\n{first},en\n{second},\n").entries
    assert (one.line, two.line, one.key) == (2, 4, "AB12")
    assert one.entry.title == 'Folding "Maps", at Once'
    assert list(one.entry.authors) == ["Ada van Dam", "Yi Wu", "Map Collaboration"]
    assert (one.entry.year, one.entry.month, one.entry.venue) == (2024, 5, "Journal of Widgets")
    assert (one.entry.pages, one.entry.volume) == ("1–9", "3")
    assert one.entry.id_by_scheme == {"doi": "10.9999/maps"}
    assert one.entry.notes == (
        "left out, because records have no field for it: Language = en",
        "left out, because no topic is made of it: folding; hills; rivers",
    )
    assert (two.entry.venue, two.entry.publisher, two.entry.page) == ("bioRxiv", None, "https://rivers.example/2")


def test_a_row_with_too_many_cells_costs_itself_and_a_sheet_that_breaks_off_is_told() -> None:
    listing = read("library.csv", f"{HEAD}\nAB12{',x' * 14}\nCD34,book,2020,,Maps,,,,,,,,,\n")
    assert [(each.line, each.text, each.reason) for each in listing.unread] == [
        (2, "AB12", "it has more cells than the sheet has columns")
    ]
    assert [(each.line, each.entry.title) for each in listing.entries] == [(3, "Maps")]
    with pytest.raises(UsageError, match="has not the columns of Zotero's CSV"):
        read("library.csv", "")
