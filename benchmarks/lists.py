"""``survey import --out``: how much of lists of papers is read right, field by field, and how fast.

python -m benchmarks.lists FOLDER

The folder has lists, ``NAME.md``, each with its truth beside it, ``NAME.truth.jsonl``: an object a line with ``line``
and ``title`` and, where the list says them, ``year``, ``venue``, ``authors``, ``ids`` (scheme: id), ``code`` and
``path`` (headings). None are shipped: lists belong to those who keep them. Entries are what the list was read as,
before anything is left out of the survey.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import table
from livingsurvey.checks.addresses import repository
from livingsurvey.intake.collection import Collected, collected
from livingsurvey.intake.listing import read_list
from livingsurvey.intake.sections import heading_text
from livingsurvey.intake.venues import known_venues, standard_venue
from livingsurvey.model.address import with_one_scheme
from livingsurvey.model.title import normal_form

FIELDS = ("found", "year", "venue", "authors", "id", "code", "topic", "all")
_CUT = re.compile(r"et\.? al|others|hidden")
_NUMBER = re.compile(r"(?:19|20)[0-9]{2}|['’][0-9]{2}\b")


def main() -> None:
    """Read and compare, and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder: Path = arguments.parse_args().folder
    rows: list[list[object]] = []
    for file in sorted(folder.glob("*.md")):
        truths = [json.loads(line) for line in file.with_suffix(".truth.jsonl").read_text("utf-8").splitlines()]
        begun = time.process_time()
        papers = collected(read_list(file.read_text(encoding="utf-8")).entries)
        seconds = time.process_time() - begun
        right, said = _compared(truths, papers)
        shares = [f"{right[name] / said[name]:.1%}" if said[name] else "" for name in FIELDS]
        rows.append([file.stem, len(truths), *shares, f"{seconds:.1f}"])
    print(table(["list", "entries", *FIELDS, "CPU s"], rows))


def _compared(truths: list[dict[str, Any]], papers: list[Collected]) -> tuple[Counter[str], Counter[str]]:
    """For each field, how many entries are right, and how many say it."""
    by_title = {normal_form(title): each for each in papers for title in (each.entry.title, *each.also_titled) if title}
    by_id = {folded.folded: each for each in papers for folded in each.entry.ids}
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for truth in truths:
        paper = by_title.get(normal_form(truth["title"])) or next(
            (
                by_id[key]
                for scheme, value in truth.get("ids", {}).items()
                if (key := f"{scheme}:{value}".lower()) in by_id
            ),
            None,
        )
        verdicts = {"found": paper is not None} | (dict(_fields(truth, paper)) if paper else {})
        verdicts["all"] = all(verdicts.values())
        for name, is_right in verdicts.items():
            said[name] += 1
            right[name] += is_right
    return right, said


def _fields(truth: dict[str, Any], paper: Collected) -> Iterator[tuple[str, bool]]:
    """Whether each field that the truth has is what was read."""
    entry = paper.entry
    if truth.get("year"):
        arxiv = entry.id_by_scheme.get("arxiv", "")
        yield "year", entry.year == truth["year"] or (entry.venue == "arXiv" and arxiv[:2] == str(entry.year)[2:])
    if truth.get("venue"):
        one, other = _venue(entry.venue or ""), _venue(truth["venue"])
        yield "venue", bool(one) and (one in other or other in one)
    names = truth.get("authors")
    if names and not _CUT.search(" ".join(names)):
        yield "authors", [_letters(name) for name in entry.authors] == [_letters(name) for name in names]
    if truth.get("ids"):
        yield (
            "id",
            all(entry.id_by_scheme.get(scheme, "").lower() == value.lower() for scheme, value in truth["ids"].items()),
        )
    if truth.get("code"):
        codes = (entry.code, entry.project, entry.page, *entry.reimplementations)
        code = with_one_scheme(truth["code"])
        yield "code", repository(code).lower() in {repository(each).lower() for each in codes if each}
    if truth.get("path"):
        heading = normal_form(heading_text(truth["path"][-1]))
        yield "topic", heading in {normal_form(path[-1]) for path in paper.paths if path}


def _venue(name: str) -> str:
    return normal_form(standard_venue(_NUMBER.sub("", name).strip(" ,-"), known_venues()))


def _letters(name: str) -> list[str]:
    """The letters of a name, in whatever order its parts stand."""
    return sorted(normal_form(name))


if __name__ == "__main__":
    main()
