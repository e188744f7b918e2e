"""Made-up dumps in the true shape of each format: entries as plain data, and files of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from livingsurvey.dumps import formats
from livingsurvey.dumps.work import Fault, Work


def read(path: Path) -> tuple[list[Work], list[Fault]]:
    """The works of a file, and what could not be read."""
    found = [each for part in formats.parts(path) for each in part.works()]
    return [each for each in found if isinstance(each, Work)], [each for each in found if isinstance(each, Fault)]


def preprint(arxiv: str = "2611.00001", title: str = "Made-Up Paper", **said: Any) -> dict[str, Any]:
    """An entry of arXiv's snapshot."""
    return {
        "id": arxiv,
        "submitter": "Ada Example",
        "authors": "Ada Example and Ben O. Example",
        "title": title,
        "comments": None,
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.CL cs.LG",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "abstract": "  Made up.\n",
        "versions": [
            {"version": "v1", "created": "Mon, 2 Nov 2026 19:18:42 GMT"},
            {"version": "v2", "created": "Tue, 3 Nov 2026 09:00:00 GMT"},
        ],
        "update_date": "2026-11-04",
        "authors_parsed": [["Example", "Ada", ""], ["Example", "Ben O.", "Jr"]],
    } | said


def write_lines(path: Path, entries: Iterable[Any]) -> Path:
    """A file with an entry a line."""
    path.write_text("".join(f"{json.dumps(each)}\n" for each in entries), encoding="utf-8")
    return path


def submission(title: str = "Made-Up Paper", **said: Any) -> dict[str, Any]:
    """An entry of a paper list that was taken from OpenReview."""
    return {
        "id": "madeUp0001",
        "title": title,
        "track": "main",
        "status": "Poster",
        "keywords": "made up;examples",
        "author": "Ada Example;Ben O. Example",
        "authorids": "~Ada_Example1;~Ben_O._Example1",
        "aff": "Example University;",
        "site": "https://openreview.net/forum?id=madeUp0001",
        "rating": "6;8",
        "rating_avg": [7.0, 1.0],
        "gs_citation": -1,
    } | said


def write_list(path: Path, entries: Iterable[Any]) -> Path:
    """A paper list."""
    path.write_text(json.dumps(list(entries), indent=4), encoding="utf-8")
    return path


def write_collection(
    path: Path, papers: str, *, meta: str = "", collection: str = "2026.acl", volume: str = "long"
) -> Path:
    """A collection of the ACL Anthology with one volume."""
    meta = meta or (
        "<booktitle>Proceedings of the 64th Annual Meeting of the Association for Computational Linguistics"
        " (Volume 1: Long Papers)</booktitle><editor><first>Eve</first><last>Editor</last></editor>"
        "<year>2026</year><venue>acl</venue>"
    )
    text = f"""<?xml version='1.0' encoding='UTF-8'?>
<collection id="{collection}">
  <volume id="{volume}" ingest-date="2026-07-08" type="proceedings">
    <meta>{meta}</meta>
    <frontmatter><url hash="0">{collection}-{volume}.0</url></frontmatter>
    {papers}
  </volume>
  <event id="acl-2026">
    <meta><title>Made Up</title></meta>
    <colocated><volume-id>2026.made-1</volume-id></colocated>
  </event>
</collection>
"""
    path.write_text(text, encoding="utf-8")
    return path


def published(number: int = 1, title: str = "Made-Up Paper", more: str = "") -> str:
    """A paper of a collection."""
    return f"""<paper id="{number}">
      <title>{title}</title>
      <author id="ada-example"><first>Ada</first><last>Example</last><affiliation>Example</affiliation></author>
      <author>
        <first>Ben O.</first><last>Example</last>
        <variant script="hani"><first>一</first><last>例</last></variant>
      </author>
      <pages>1-9</pages>
      <abstract>Made up, <b>all</b> of it.</abstract>
      <url hash="00000000">2026.acl-long.{number}</url>
      <bibkey>example-example-2026-made</bibkey>
      <doi>10.5555/2026.ACL-long.{number}</doi>{more}
    </paper>"""


def write_dblp(path: Path, *records: str) -> Path:
    """A file of DBLP's, which has the letters of its DTD."""
    start = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp-2026-11-01.dtd">\n<dblp>\n'
    path.write_text(f"{start}{chr(10).join(records)}</dblp>\n", encoding="latin-1")
    return path


def recorded(title: str = "Made-Up Paper.", key: str = "conf/made/ExampleE26", more: str = "") -> str:
    """A record of DBLP's."""
    return f"""<inproceedings mdate="2026-11-02" key="{key}">
<author orcid="0000-0000-0000-0000">Ada Ex&auml;mple 0001</author>
<author>Ben O. Example</author>
<title>{title}</title><pages>1-9</pages><year>2026</year><booktitle>MADE (1)</booktitle>
<ee type="oa">https://doi.org/10.5555/X</ee><ee>https://openreview.net/forum?id=madeUp0001</ee>
<crossref>conf/made/2026</crossref><url>db/conf/made/made2026.html#ExampleE26</url>{more}
</inproceedings>"""


def cited(number: int = 1, title: str | None = "Made-Up Paper", **said: Any) -> dict[str, Any]:
    """A work of OpenAlex, with a few of its columns."""
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": "https://doi.org/10.5555/X",
        "title": title,
        "display_name": title,
        "publication_year": 2026,
        "publication_date": "2026-11-02",
        "type": "article",
        "authorships": [
            {"author_position": "first", "author": {"id": "https://openalex.org/A1", "display_name": "Ada Example"}},
            {"author_position": "last", "author": {"id": "https://openalex.org/A2", "display_name": "Ben  O. Example"}},
        ],
        "primary_location": {
            "landing_page_url": "https://doi.org/10.5555/X",
            "source": {"display_name": "Journal of Made-Up Research", "type": "journal"},
        },
        "locations": [],
        "cited_by_count": 3,
        "referenced_works": [],
    } | said


AT_ARXIV = {
    "landing_page_url": "http://arxiv.org/abs/2611.00001",
    "source": {"display_name": "arXiv (Cornell University)", "type": "repository"},
}
IN_A_REPOSITORY = {
    "landing_page_url": "https://example.org/1",
    "source": {"display_name": "Example Repository", "type": "repository"},
}


def write_parquet(path: Path, works: Iterable[Any]) -> Path:
    """A part of OpenAlex in Parquet."""
    pq.write_table(pa.Table.from_pylist([{**work, "referenced_works": [""]} for work in works]), path)
    return path
