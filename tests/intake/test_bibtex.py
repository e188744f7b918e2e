from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis.strategies import lists
from tests.conftest import SMALL_SURVEY
from tests.strategies import papers

from livingsurvey.intake import from_bibtex
from livingsurvey.intake.bibtex import library_of_bibtex
from livingsurvey.model import Identifier, Paper
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)


def test_the_text_of_an_entry_is_whole() -> None:
    (entry,) = from_bibtex(
        r"""@article{a, title={Gizmos & Gears at M&M: a 75% Lighter Design for~$9, H<sub>2</sub>O $\to$ {\o}l},
        author={Doe, Ann}, journal={Computing in Science \& Engineering}, year=2023, volume={$\alpha$},
        doi={10.1007/978-3-030\_7}, url={https://link.example.org/a%20b?x=1&y=2#z~w}, note={See \foo{x}}}"""
    )
    assert entry.title == "Gizmos & Gears at M&M: a 75% Lighter Design for $9, H₂O → øl"
    assert (entry.venue, entry.volume) == ("Computing in Science & Engineering", "α")
    assert entry.id_by_scheme == {"doi": "10.1007/978-3-030_7"}
    assert entry.page == "https://link.example.org/a%20b?x=1&y=2#z~w"
    assert entry.note == r"See \foo{x}"
    assert entry.notes == (r"note: \foo{x} is LaTeX that is not supported here; it is kept as it is",)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ('month = jul # "~4", year = 2023', {"month": 7, "year": 2023}),
        ("year = {c2021}", {"year": 2021}),
        ("date = {2022-03-01/2022-03-05}", {"year": 2022, "month": 3}),
        ("eid = {061102}", {"pages": "061102"}),
        ("articleno = {12}, numpages = {20}", {"pages": "12"}),
        ("pages = {pp. 3--4}, articleno = {12}", {"pages": "3–4"}),
        ("url = {https://a.example/x https://b.example/y}", {"page": "https://a.example/x"}),
        ("url = {https://a.example/$\\sim$x?a=1&amp;b=2}", {"page": "https://a.example/~x?a=1&b=2"}),
        (
            "booktitle = {The Conference on Gadgets, {CG} 2023, Kigali}",
            {"venue": "Conference on Gadgets (CG)"},
        ),
        ("title = {Gizmos}, subtitle = {A Cultural History}", {"title": "Gizmos: A Cultural History"}),
        ("journaltitle = {Widgets}, journalsubtitle = {Letters}", {"venue": "Widgets: Letters"}),
        (r"journal = {\mnras}", {"venue": "Monthly Notices of the Royal Astronomical Society"}),
        ("journal = {J.~Widgets Sci.}", {"venue": "J. Widgets Sci."}),
        ("journal = {https://gizmos.example/wiki}", {"venue": None, "page": "https://gizmos.example/wiki"}),
        ("howpublished = {The Gizmo Blog}", {"venue": "The Gizmo Blog"}),
        (
            r"howpublished = {Gizmo Forum, \url{https://forum.example/7}}",
            {"venue": "Gizmo Forum", "page": "https://forum.example/7"},
        ),
        ("howpublished = {Available online}, organization = {Gizmo Labs}", {"venue": "Gizmo Labs"}),
        (r"note = {see \url{https://gizmos.example/9}}", {"page": "https://gizmos.example/9"}),
        ("pmid = {1234567}", {"page": "https://pubmed.ncbi.nlm.nih.gov/1234567/"}),
        ("eprint = {10000001}, eprinttype = {jstor}", {"page": "https://www.jstor.org/stable/10000001", "notes": ()}),
        ("pages = {--}", {"pages": None}),
        ("eid = {38}, pages = {38}", {"pages": "38", "notes": ()}),
        ("url = {https://doi.acm.org/10.9999/7}", {"ids": (Identifier("doi", "10.9999/7"),), "page": None}),
        ("url = {https://doi.org/10.9999/7%5C_8}", {"ids": (Identifier("doi", "10.9999/7_8"),)}),
    ],
)
def test_fields_as_exporters_write_them(fields: str, said: dict[str, object]) -> None:
    title = "" if fields.startswith("title") else "title={Gizmos}, "
    (entry,) = from_bibtex(f"@misc{{a, {title}{fields}}}")
    assert {name: getattr(entry, name) for name in said} == said


def test_where_and_when_a_conference_was_is_told() -> None:
    (entry,) = from_bibtex(
        "@inproceedings{a, title={Gizmos}, "
        "booktitle={Proceedings of the 9th Conference on Gadgets, {CG} 2023, Kigali, Rwanda, May 2-4, 2023}}"
    )
    assert (entry.venue, entry.year) == ("Conference on Gadgets (CG)", 2023)
    assert entry.notes == ("left out, because records have no field for it: place = Kigali, Rwanda, May 2-4, 2023",)


def test_what_a_month_says_of_days_is_told() -> None:
    (entry,) = from_bibtex("@misc{a, title={Gizmos}, year=2023, month = {July 4--8}}")
    assert entry.notes == ("left out, because records have no field for it: month = July 4–8",)


@pytest.mark.parametrize("field", ["eprint = {2301.00050 [cs]}", "number = {arXiv:2301.00050}"])
def test_an_arxiv_id_has_company(field: str) -> None:
    (entry,) = from_bibtex(f"@misc{{a, title={{Gizmos}}, {field}, doi={{10.48550/ARXIV.2301.00050}}}}")
    assert (entry.id_by_scheme, entry.venue, entry.notes) == ({"arxiv": "2301.00050"}, "arXiv", ())


@given(papers)
def test_an_entry_that_went_out_comes_back(paper: Paper) -> None:
    (entry,) = from_bibtex(bibtex(paper, _SMALL))
    usual = " ".join(filter(None, paper.title.split(" ")))
    assert entry.title is not None
    assert entry.title == normalize("NFC", usual)
    assert (entry.year, entry.id_by_scheme.get("doi")) == (paper.year, paper.ids.doi)
    if paper.ids.arxiv:
        assert entry.id_by_scheme["arxiv"] == paper.ids.arxiv


@given(lists(papers, min_size=2, max_size=3, unique_by=lambda paper: paper.title.casefold()))
def test_a_library_that_went_out_comes_back(written: list[Paper]) -> None:
    text = "\n".join(bibtex(paper, _SMALL) for paper in written)
    library = library_of_bibtex(text)
    assert (library.unread, library.left_out) == ([], [])
    for paper, work in zip(written, library.works, strict=True):
        assert work.key == paper.key
        assert work.entry.title == normalize("NFC", " ".join(filter(None, paper.title.split(" "))))
        assert (work.entry.year, work.entry.month) == (paper.year, paper.month)
        assert work.entry.id_by_scheme.get("arxiv") == paper.ids.arxiv
