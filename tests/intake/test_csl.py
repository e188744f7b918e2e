"""CSL-JSON, as Zotero and others write it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.errors import UsageError
from livingsurvey.intake.csl import items_of, library_of_csl


def test_csl_as_zotero_writes_it() -> None:
    item = {
        "id": "a/1",
        "title": "Maps",
        "author": [
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Gemini Team"},
            {"given": "nobody"},
        ],
        "issued": {"date-parts": [["2025", 3]]},
        "container-title": "Proceedings of ICLR 2025",
        "DOI": "https://doi.org/10.1145/1.2",
        "page": "1-9",
        "note": "arXiv:2501.00001; oral",
    }
    (work,) = library_of_csl(json.dumps([item])).works
    entry = work.entry
    assert work.key == "a/1"
    assert entry.authors == ("Jan van der Berg", "Gemini Team")
    assert (entry.year, entry.month, entry.venue, entry.pages) == (2025, 3, "Proceedings of ICLR", "1–9")
    assert entry.id_by_scheme == {"arxiv": "2501.00001", "doi": "10.1145/1.2"}
    with pytest.raises(UsageError, match=r"CSL-JSON is a list of items"):
        library_of_csl("{}")


def test_a_preprint_of_zotero_is_on_arxiv() -> None:
    item = {
        "id": "http://zotero.example/1",
        "citation-key": "lindMaps2025",
        "type": "article",
        "title": "Maps <i>in vivo</i>,\n R<sub>1</sub>",
        "publisher": "arXiv",
        "number": "arXiv:2501.00001",
        "DOI": "10.48550/arXiv.2501.00001",
        "issued": {"raw": "2025-01-02"},
        "keyword": "folding, maps",
        "note": "Comment on arXiv:1901.00009",
        "abstract": "Made-up words.",
        "accessed": {"date-parts": [[2026, 1, 1]]},
    }
    (work,) = library_of_csl(json.dumps([item])).works
    assert (work.key, work.keywords) == ("lindMaps2025", ("folding", "maps"))
    assert (work.entry.venue, work.entry.year, work.entry.publisher) == ("arXiv", 2025, None)
    assert (work.entry.title, work.entry.id_by_scheme) == ("Maps in vivo, R₁", {"arxiv": "2501.00001"})
    (note,) = work.entry.notes
    assert note.startswith("left out, because records have no field for it: note = Comment on arXiv:1901.00009; ")
    assert "; abstract = Made-up words.; accessed = " in note


def test_items_have_their_lines_and_what_is_none_is_told() -> None:
    library = library_of_csl('\n[\n {"title": "A"},\n {"title":\n "B"}, 7,\n {}]\n')
    assert [(work.entry.title, work.line) for work in library.works] == [("A", 3), ("B", 4), (None, 6)]
    assert [(each.line, each.text) for each in library.unread] == [(5, "7")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[\n{"a": }]', "JSON, line 2: Expecting value"),
        ("[{}", "JSON, line 1: Expecting value"),
        ('[{"a": ' + "[" * 100_000, "too deep"),
    ],
)
def test_what_is_no_json_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(items_of(text, ""))


NAMES = [
    "id",
    "type",
    "title",
    "author",
    "issued",
    "DOI",
    "URL",
    "page",
    "note",
    "number",
    "keyword",
    "categories",
    "x",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "date-parts"]), inner),
    max_leaves=6,
)


@given(st.lists(VALUES | st.dictionaries(st.sampled_from(NAMES), VALUES), max_size=3))
def test_whatever_stands_in_an_item_it_is_read_or_told(items: list[object]) -> None:
    library = library_of_csl(json.dumps(items))
    assert len(library.works) + len(library.unread) == len(items)
