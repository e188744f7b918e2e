"""Made-up dumps in the true shape of each format: entries as plain data, and files of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
