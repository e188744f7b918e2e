"""RIS, as reference managers and publishers write it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.intake.ris import library_of_ris
from livingsurvey.model import Author

FILE = """\
TY  - CPAPER
ID  - lind2025maps
TI  - Folding Maps: 数 Times "Over"
AU  - van der Berg, Jan
AU  - Example, Ada, Jr.
AU  - Made-up Team
T2  - Proceedings of the International Conference on Learning Representations
PY  - 2025/03//
SP  - 1
EP  - 9
DO  - https://doi.org/10.9999/maps
KW  - folding; maps
KW  - hills
AB  - More on arXiv:1901.00009
in two lines.
UR  - https://openreview.net/forum?id=abcdefghij
UR  - file:///maps.pdf
ER  -

TY  - JOUR
T1  - Hills
A1  - Wu, Yi
JO  - Journal of Widgets
Y1  - 2024
TY  - UNPB
TI  - Rivers
AN  - arXiv:2501.00001
PB  - arXiv
Y1  - 2025
ER  -
"""


def test_a_file_is_read_with_its_lines_and_what_does_not_end_is_told() -> None:
    library = library_of_ris(FILE.replace("\n", "\r\n"))
    maps, rivers = library.works
    assert (maps.line, maps.key, maps.kind, maps.keywords) == (
        1,
        "lind2025maps",
        None,
        ("folding", "maps", "hills"),
    )
    entry = maps.entry
    assert entry.title == 'Folding Maps: 数 Times "Over"'
    assert entry.authors == ("Jan van der Berg", "Ada Example Jr.", "Made-up Team")
    assert all(isinstance(author, Author) for author in entry.authors)
    assert (entry.year, entry.month, entry.pages) == (2025, 3, "1–9")
    assert entry.id_by_scheme == {"doi": "10.9999/maps", "openreview": "abcdefghij"}
    (note,) = entry.notes
    assert note.endswith("field for it: abstract = More on arXiv:1901.00009 in two lines.; urls = file:///maps.pdf")
    assert (rivers.line, rivers.entry.venue, rivers.entry.year) == (25, "arXiv", 2025)
    assert rivers.entry.id_by_scheme == {"arxiv": "2501.00001"}
    assert rivers.entry.notes == ()
    assert [(each.line, each.reason) for each in library.unread] == [
        (20, "this reference does not end; write  ER  -  behind its last line")
    ]


def test_a_reference_without_an_end_to_its_lines_is_not_put_together() -> None:
    (unread,) = library_of_ris("TY  - JOUR\nTI  - x\n" + "y\n" * 100_000 + "ER  - \n").unread
    assert unread.reason == "this reference is longer than 100,000 characters"


@given(
    st.lists(
        st.sampled_from(["TY  - JOUR", "TI  - x", "AU  - a", "ER  - ", "KW  - ", "ZZ  - z", "UR  - h;h", "PY  - 2"])
    )
)
def test_any_order_of_tags_is_read_or_told(tags: list[str]) -> None:
    text = "\n".join(line for tag in tags for line in (tag, "more"))
    library = library_of_ris(text)
    assert len(library.works) + len(library.unread) == tags.count("TY  - JOUR")


def test_databases_have_their_own_places() -> None:
    places = "JO  - J. Widgets\nJF  - Journal of Widgets\nL3  - 10.9999/maps"
    text = f"TY  - JOUR\nT1  - Folding maps of rivers.\n{places}\nER  -\n"
    (work,) = library_of_ris(text).works
    assert (work.entry.title, work.entry.venue) == ("Folding maps of rivers", "Journal of Widgets")
    assert work.entry.id_by_scheme == {"doi": "10.9999/maps"}
    assert work.entry.notes == ("left out, because records have no field for it: journal_name = J. Widgets",)


def test_the_doi_of_a_preprint_is_its_arxiv_id() -> None:
    (work,) = library_of_ris("TY  - JOUR\nT1  - Maps\nDO  - 10.48550/arXiv.2501.00001\nER  -\n").works
    assert (work.entry.id_by_scheme, work.entry.venue) == ({"arxiv": "2501.00001"}, "arXiv")
