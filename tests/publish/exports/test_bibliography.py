"""The same papers in every format, read back by the libraries and programs that others read them with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import LowLevelParser
from pydantic import ValidationError
from tests.conftest import SMALL_SURVEY
from tests.publish.exports import latex
from tests.publish.exports.readers import survey_of
from tests.strategies import papers

from livingsurvey.model import Ids, Paper
from livingsurvey.publish.content import citation
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.exports import csl, ris, spreadsheet
from livingsurvey.publish.exports.bibliography import FORMS, form
from livingsurvey.publish.exports.texts import Texts
from livingsurvey.survey import Survey

RECORDS = {
    "bib": bibtex,
    "ris": ris.record,
    "csl.json": csl.record,
    "csv": spreadsheet.row,
    "tex": spreadsheet.table_row,
}


_SMALL = Survey.load(SMALL_SURVEY, cached=False)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(_SMALL)


def written(ending: str, found: Sequence[Paper]) -> str:
    return form(ending, _SMALL).file(RECORDS[ending](paper, _SMALL) for paper in found)


def cells(found: Sequence[Paper]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", found)), strict=True))


def plain(cell: str) -> str:
    """A cell of CSV without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if re.match(r"''*[=+\-@]", cell) else cell


several = st.lists(papers, min_size=1, max_size=4, unique_by=lambda paper: paper.key)


@given(several)
def test_every_format_has_the_same_papers_in_the_same_order(found: list[Paper]) -> None:
    keys = [paper.key for paper in found]
    assert [key for _, (key, _) in LowLevelParser(written("bib", found))] == keys
    assert [entry["id"] for entry in rispy.loads(written("ris", found))] == keys
    assert [item["id"] for item in json.loads(written("csl.json", found))] == keys
    assert [row["key"] for row in cells(found)] == keys
    assert re.findall(r"^\\cite\{(\w+)\} & ", written("tex", found), re.MULTILINE) == keys


@given(several)
def test_titles_and_authors_come_back_as_they_are(found: list[Paper]) -> None:
    items, rows = json.loads(written("csl.json", found)), cells(found)
    for paper, entry, item, row in zip(found, rispy.loads(written("ris", found)), items, rows, strict=True):
        assert entry["title"] == item["title"] == plain(row["title"]) == paper.title
        assert plain(row["authors"]) == "; ".join(paper.authors)
        assert len(entry.get("authors", [])) == len(item.get("author", [])) == len(paper.authors)
        said = ["".join(name.values()) for name in item.get("author", [])]
        assert [sorted("".join(name.split())) for name in said] == [
            sorted("".join(author.name.spoken.split())) for author in paper.authors
        ]


@given(several)
def test_no_cell_is_a_formula_and_every_row_is_a_line(found: list[Paper]) -> None:
    assert not [cell for row in cells(found) for cell in row.values() if cell.startswith(tuple("=+-@＝＋－＠"))]
    assert written("csv", found).count("\n") == len(found) + 1
    rows = [line for line in written("tex", found).splitlines() if not line.startswith("%")]
    assert len(rows) == len(found)
    for row in rows:
        assert row.count(" & ") == len(spreadsheet.TABLE_COLUMNS) - 1


@given(papers)
def test_what_is_not_ascii_in_bibtex_needs_another_engine(paper: Paper) -> None:
    entry = bibtex(paper, _SMALL)
    assert entry.isascii() == ("XeLaTeX or LuaLaTeX" not in entry)


@pytest.mark.parametrize("title", ["two\nlines", "two\r\nlines", "a\u2028b", "tab\there"])
def test_a_record_cannot_bring_a_line_break_along(title: str) -> None:
    paper = _SMALL["frantar2022gptq"]
    with pytest.raises(ValidationError):
        Paper.model_validate(paper.model_dump() | {"title": title})


def test_references_say_where_in_its_venue_a_version_appeared() -> None:
    imprint = {
        "month": 5,
        "volume": "113",
        "number": "2",
        "pages": "435-447",
        "publisher": "Example & Sons",
        "note": "Oral",
    }
    paper = Paper.model_validate(_SMALL["frantar2022gptq"].model_dump() | imprint)
    item = csl.item(paper, _SMALL)
    assert (item["issued"], item["volume"], item["issue"]) == ({"date-parts": [[2023, 5]]}, "113", "2")
    assert (item["page"], item["publisher"], item["note"]) == ("435-447", "Example & Sons", "arXiv:2210.17323; Oral")
    (entry,) = rispy.loads(ris.record(paper, _SMALL))
    assert (entry["volume"], entry["number"], entry["start_page"], entry["end_page"]) == ("113", "2", "435", "447")
    assert (entry["date"], entry["publisher"], entry["notes"]) == ("2023/05//", "Example & Sons", ["Oral"])
    (row,) = cells([paper])
    assert [row[name] for name in imprint] == ["5", "113", "2", "435–447", "Example & Sons", "Oral"]


def test_names_keep_their_parts() -> None:
    authors = (
        "Q. T. Brook Jr.",
        "Jan van der Berg",
        "Gradient Team, Example",
        {"family": "李", "given": "明"},
        "bloc97",
    )
    paper = Paper.model_validate(_SMALL["frantar2022gptq"].model_dump() | {"authors": authors})
    assert csl.item(paper, _SMALL)["author"] == [
        {"given": "Q. T.", "family": "Brook", "suffix": "Jr."},
        {"given": "Jan", "non-dropping-particle": "van der", "family": "Berg"},
        {"literal": "Gradient Team, Example"},
        {"given": "明", "family": "李"},
        {"literal": "bloc97"},
    ]
    (entry,) = rispy.loads(ris.record(paper, _SMALL))
    assert entry["authors"] == ["Brook, Q. T., Jr.", "van der Berg, Jan", "Gradient Team, Example", "李, 明", "bloc97"]


@pytest.mark.parametrize(
    ("key", "ris_type", "csl_type", "where"),
    [
        ("zhang2023h2o", "CPAPER", "paper-conference", "container-title"),
        ("chen2023maybe", "MANSCPT", "article", "publisher"),
        ("example2024bold", "ELEC", "webpage", "container-title"),
    ],
)
def test_each_kind_of_work_has_its_type(key: str, ris_type: str, csl_type: str, where: str) -> None:
    paper = _SMALL[key]
    item = csl.item(paper, _SMALL)
    assert (item["type"], item[where]) == (csl_type, citation.container(paper, _SMALL))
    (entry,) = rispy.loads(ris.record(paper, _SMALL))
    assert entry["type_of_reference"] == ris_type


def test_a_journal_article() -> None:
    update = {"venue": "Journal of Examples", "ids": Ids(doi="10.5555/12345678")}
    paper = _SMALL["frantar2022gptq"].model_copy(update=update)
    survey = survey_of(_SMALL, [paper])
    item = csl.item(paper, survey)
    (entry,) = rispy.loads(ris.record(paper, survey))
    assert (item["type"], entry["type_of_reference"]) == ("article-journal", "JOUR")
    assert item["container-title"] == entry["secondary_title"] == citation.container(paper, survey)
    assert item["DOI"] == entry["doi"] == paper.ids.doi
    assert entry["year"] == str(item["issued"]["date-parts"][0][0]) == str(paper.year)


def test_all_files_stand_beside_the_site(built_survey: Path, texts: Texts) -> None:
    found = _SMALL.papers.values()
    for ending in FORMS:
        text = (built_survey / "site" / "data" / f"papers.{ending}").read_text(encoding="utf-8")
        assert text == texts.file(ending, found)
    topic = built_survey / "site" / "topics" / "quantization" / "quantization.csv"
    assert len(topic.read_text(encoding="utf-8").splitlines()) == len(_SMALL.papers_in("quantization")) + 1


def test_a_list_in_markdown_ends_each_line_with_the_key(texts: Texts) -> None:
    text = texts.file("md", _SMALL.papers.values())
    assert re.findall(r"<!-- (\w+) -->$", text, re.MULTILINE) == list(_SMALL.papers)
    assert all(line.startswith("- [") for line in text.splitlines())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the references of the made-up survey and of hostile papers."""
    latex.needs_latex()
    folder = tmp_path_factory.mktemp("latex")
    assert latex.references(_SMALL, folder) > len(_SMALL)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("style", ["plain", "plainnat"])
def test_bibtex_and_latex_take_the_file_as_it_is(folder: Path, style: str) -> None:
    text = (folder / "papers.bib").read_text(encoding="utf-8")
    assert latex.bibtex_sets(folder, style) == len(re.findall("^@", text, re.MULTILINE))


@pytest.mark.slow
def test_biber_and_biblatex_take_the_file_as_it_is(folder: Path) -> None:
    latex.biber_sets(folder)


@pytest.mark.slow
def test_latex_sets_the_table(folder: Path) -> None:
    latex.latex_sets_the_table(folder)
