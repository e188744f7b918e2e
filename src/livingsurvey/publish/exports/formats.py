"""The formats that a survey is exported in: one table for the command, the site and the data package."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from livingsurvey.errors import UnknownName
from livingsurvey.extensions import Export
from livingsurvey.extensions.loading import added
from livingsurvey.language import noted
from livingsurvey.model import Paper
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.publish.exports import figure
from livingsurvey.publish.exports.database import database
from livingsurvey.publish.exports.document import document
from livingsurvey.publish.exports.parquet import parquet
from livingsurvey.publish.exports.table import columns
from livingsurvey.publish.exports.texts import Texts
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file under ``data/``, what it is and is for, and how the papers become its content.

    With ``described`` the data package lists the file.
    """

    file: str
    title: str
    purpose: str
    media_type: str
    content: Callable[[Texts, Sequence[Paper]], bytes]
    binary: bool = False
    described: bool = True

    @property
    def address(self) -> str:
        """Where the file with all papers stands on the site."""
        return f"data/{self.file}"


def _references(ending: str) -> Callable[[Texts, Sequence[Paper]], bytes]:
    return lambda texts, papers: texts.file(ending, papers).encode()


def _marked(texts: Texts, papers: Sequence[Paper]) -> bytes:
    """CSV behind a byte order mark, without which Excel takes UTF-8 for the letters of its own country."""
    return codecs.BOM_UTF8 + texts.file("csv", papers).encode()


def _document(texts: Texts, papers: Sequence[Paper]) -> bytes:
    return document(texts.survey, _records(texts, papers)).encode()


def _database(texts: Texts, papers: Sequence[Paper]) -> bytes:
    return database(texts.survey, papers)


def _parquet(texts: Texts, papers: Sequence[Paper]) -> bytes:
    return parquet(_records(texts, papers), columns(texts.survey))


def _taxonomy(texts: Texts, papers: Sequence[Paper]) -> bytes:
    return texts.rendered("taxonomy.tex", figure.taxonomy_model(texts.survey, papers)).encode()


def _records(texts: Texts, papers: Sequence[Paper]) -> Iterable[str]:
    return (texts("json", paper) for paper in papers)


FORMATS = {
    "bibtex": Format(
        "papers.bib", "BibTeX", noted("LaTeX, with bibtex or biber"), "application/x-bibtex", _references("bib")
    ),
    "ris": Format(
        "papers.ris",
        "RIS",
        noted("EndNote, Mendeley, Zotero"),
        "application/x-research-info-systems",
        _references("ris"),
    ),
    "csl": Format(
        "papers.csl.json",
        "CSL-JSON",
        noted("Zotero, Pandoc, citation processors"),
        "application/vnd.citationstyles.csl+json",
        _references("csl.json"),
    ),
    "csv": Format("papers.csv", "CSV", noted("spreadsheets"), "text/csv", _references("csv")),
    "csv-excel": Format(
        "papers-excel.csv", noted("CSV for Excel"), noted("Excel: the same, marked as UTF-8"), "text/csv", _marked
    ),
    "json": Format(
        "papers.json",
        "JSON",
        noted("programs: papers, topics, venues and all else that the survey knows"),
        "application/json",
        _document,
    ),
    "sqlite": Format(
        "papers.sqlite",
        "SQLite",
        noted("SQL, Datasette: the same, with full-text search"),
        "application/vnd.sqlite3",
        _database,
        binary=True,
    ),
    "parquet": Format(
        "papers.parquet",
        "Parquet",
        noted("pandas, Polars, DuckDB, R"),
        "application/vnd.apache.parquet",
        _parquet,
        binary=True,
    ),
    "latex-taxonomy": Format(
        "taxonomy.tex",
        noted("LaTeX figures"),
        noted("the taxonomy in a paper, citing the BibTeX file"),
        "text/x-tex",
        _taxonomy,
    ),
    "latex-table": Format(
        "papers.tex",
        noted("LaTeX rows"),
        noted("a table in a paper, citing the BibTeX file"),
        "text/x-tex",
        _references("tex"),
    ),
    "markdown": Format(
        "papers.md", "Markdown", noted("notes, issues, README files"), "text/markdown", _references("md")
    ),
}
"""The program's formats by the names that ``survey export`` knows them by, in the order in which they are listed."""


def formats_of(survey: Survey) -> Mapping[str, Format]:
    """The program's formats, and behind them those that extensions add for a survey.

    Raises:
        BrokenExtension: an extension cannot be imported.
    """
    own = added(Export, survey, taken=[*FORMATS, *(form.file for form in FORMATS.values()), "datapackage.json"])
    return FORMATS | {each.name: _own(each) for each in own}


def _own(each: Export) -> Format:
    def content(texts: Texts, papers: Sequence[Paper]) -> bytes:
        return each.content(texts.survey, papers)

    return Format(each.file, each.title, each.purpose, each.media_type, content, each.binary, each.described)


def format_named(survey: Survey, name: str) -> Format:
    """The format of this name.

    Raises:
        UnknownName: there is none; the message names the nearest.
        BrokenExtension: an extension cannot be imported.
    """
    formats = FORMATS if name in FORMATS else formats_of(survey)
    if name not in formats:
        raise UnknownName(f"no format '{name}'.{did_you_mean(name, formats)} There are: {', '.join(formats)}")
    return formats[name]


def export(survey: Survey, name: str, papers: Sequence[Paper]) -> bytes:
    """The content of the file with these papers in the format of this name: what stands under ``data/``, for all.

    Raises:
        UnknownName: there is no such format.
        EnvironmentTrouble: this Python cannot write the format.
        BrokenExtension: an extension fails.
    """
    return format_named(survey, name).content(Texts(survey), papers)
