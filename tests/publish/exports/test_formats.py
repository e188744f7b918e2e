"""One record set: every format has the same papers, whatever is in their titles."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY
from tests.publish.exports.readers import READERS, survey_of, typed
from tests.strategies import papers

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.publish.content.citation import cited_url
from livingsurvey.publish.exports import table
from livingsurvey.publish.exports.formats import FORMATS, export
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

TABLES = ("csv", "json", "sqlite", "parquet")
_SMALL = Survey.load(SMALL_SURVEY, cached=False)
several = st.lists(papers, min_size=1, max_size=4, unique_by=lambda paper: paper.key)


def read(survey: Survey, name: str) -> list[dict[str, object]]:
    return READERS[name](export(survey, name, tuple(survey)))


def test_there_is_a_reader_for_every_format_with_records() -> None:
    assert set(READERS) == set(FORMATS) - {"latex-taxonomy"}


@given(several)
def test_tables_come_back_value_by_value(found: list[Paper]) -> None:
    survey = survey_of(_SMALL, found)
    expected = [table.row(paper, survey) for paper in survey]
    for name in ("json", "sqlite", "parquet"):
        assert [typed(record) for record in read(survey, name)] == expected, name
    flat = [["" if value is None else str(value) for value in table.flat(paper, survey)] for paper in survey]
    assert [[record[column.name] or "" for column in table.COLUMNS] for record in read(survey, "csv")] == flat


def usual(text: str) -> str:
    """A text as LaTeX gives it back: letters and accents in one, and one space in a row."""
    return unicodedata.normalize("NFC", " ".join(filter(None, text.split(" "))))


@given(several)
def test_references_say_the_same(found: list[Paper]) -> None:
    survey = survey_of(_SMALL, found)
    for name, titled in (("ris", str), ("csl", str), ("bibtex", usual), ("markdown", str)):
        records = read(survey, name)
        assert [record["key"] for record in records] == list(survey.papers), name
        for paper, record in zip(survey, records, strict=True):
            if name != "markdown":
                assert int(str(record["year"])) == paper.year
            said = titled(str(record["title"]))
            is_linked = name != "markdown" or record["href"]
            assert said == titled(paper.title) if is_linked else said.startswith(titled(paper.title)), name


def test_the_whole_survey_record_by_record() -> None:
    formats_agree(_SMALL)


def formats_agree(survey: Survey) -> None:
    """Every format has every field of every paper of a survey."""
    content = {name: READERS[name](export(survey, name, tuple(survey))) for name in READERS}
    keys = list(survey.papers)
    assert {name: [record["key"] for record in records] for name, records in content.items()} == dict.fromkeys(
        content, keys
    )
    expected = [table.row(paper, survey) for paper in survey]
    for name in ("json", "sqlite", "parquet"):
        assert [typed(record) for record in content[name]] == expected
    for at, paper in enumerate(survey):
        url = cited_url(paper, survey)
        bib, ris, csl, cells = (content[name][at] for name in ("bibtex", "ris", "csl", "csv"))
        line = content["markdown"][at]["title"]
        assert bib["title"] == ris["title"] == csl["title"] == cells["title"] == paper.title
        assert line == paper.title if url else line.startswith(paper.title)
        assert int(bib["year"]) == int(ris["year"]) == csl["year"] == int(cells["year"]) == paper.year
        assert ris.get("doi") == csl["doi"] == cells["doi"] == paper.ids.doi
        assert bib.get("eprint") == ris["arxiv"] == cells["arxiv"] == paper.ids.arxiv
        assert ris.get("urls", []) == ([url] if url else [])
        assert csl["url"] == cells["url"] == url
        assert len(ris.get("authors", ())) == csl["authors"] == len(paper.authors)
        assert cells["authors"] == ("; ".join(paper.authors) or None)
        named = bib.get("author", "").removesuffix(" and others" if paper.and_others else "").replace(" and ", "")
        assert sorted(filter(str.isalnum, named)) == sorted(filter(str.isalnum, "".join(paper.authors)))


def test_a_paper_that_nothing_leads_to_has_no_address_in_any_format() -> None:
    bare = _SMALL["frantar2022gptq"].model_copy(update={"ids": Ids(), "links": Links()})
    survey = survey_of(_SMALL, [bare])
    formats_agree(survey)
    for name, sign in (("bibtex", b"url"), ("ris", b"UR  -"), ("csl", b"URL"), ("markdown", b"](")):
        assert sign not in export(survey, name, (bare,)), name


def test_a_selection_has_its_papers_only() -> None:
    chosen = _SMALL.papers_in("quantization")
    for name, reader in READERS.items():
        assert [record["key"] for record in reader(export(_SMALL, name, chosen))] == [paper.key for paper in chosen]


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_on_the_site_is_what_the_command_writes(name: str, built_survey: Path) -> None:
    file = built_survey / "site" / "data" / FORMATS[name].file
    assert file.read_bytes() == export(_SMALL, name, tuple(_SMALL))


@pytest.mark.parametrize("name", FORMATS)
def test_no_papers_at_all(name: str) -> None:
    content = export(_SMALL, name, ())
    if name in READERS:
        assert READERS[name](content) == []


def test_the_documentation_names_every_file_and_every_column() -> None:
    text = (shipped("templates").parent / "docs" / "exports.md").read_text(encoding="utf-8")
    files = re.findall(r"^\| `([\w-]+)` \| `data/([\w.-]+)` \|", text, re.MULTILINE)
    assert files == [(name, form.file) for name, form in FORMATS.items()]
    columns = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+?) \|$", text, re.MULTILINE)
    assert columns == [(each.name, each.type, each.description) for each in table.COLUMNS]
    assert f"version {table.SCHEMA_VERSION}" in text
