"""Where a record says what, and the changes and sentences that put something else there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.checks.registry import Flaw
from livingsurvey.model import Paper
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

Change = dict[Path, Any]

_ONE_TEXT = ("name", "volume", "number", "pages", "publisher", "note")
_PAGE, _PDF, _CODE, _PROJECT = (("links", field) for field in ("page", "pdf", "code", "project"))


def titles(paper: Paper) -> Iterator[tuple[Path, str]]:
    """The title and the other titles, each with its path."""
    yield ("title",), paper.title
    for place, title in enumerate(paper.also_titled):
        yield ("also_titled", place), title


def texts_with(survey: Survey, sign: re.Pattern[str]) -> Iterator[tuple[Paper, Path, str]]:
    """The texts of all records in which a pattern is found; a record without it costs one search."""
    for paper in survey:
        lines = filter(None, (paper.name, paper.volume, paper.number, paper.pages, paper.publisher, paper.note))
        if sign.search("\n".join((paper.title, *paper.also_titled, *paper.aliases, *lines, *paper.authors))):
            for path, text in texts(paper):
                if sign.search(text):
                    yield paper, path, text


def texts(paper: Paper) -> Iterator[tuple[Path, str]]:
    """All that people read in a record: titles, names, authors or their parts, lines of text, each with its path."""
    yield from titles(paper)
    for place, alias in enumerate(paper.aliases):
        yield ("aliases", place), alias
    for field in _ONE_TEXT:
        text = getattr(paper, field)
        if text is not None:
            yield (field,), text
    for place, author in enumerate(paper.authors):
        said = author.record
        parts = {(): said} if isinstance(said, str) else {(part,): text for part, text in said.items()}
        yield from ((("authors", place, *part), text) for part, text in parts.items())


def links(paper: Paper) -> list[tuple[Path, str]]:
    """Every link, each with its path."""
    own = paper.links
    found: list[tuple[Path, str]] = []  # step by step: every rule on links asks this of every record
    if own.page is not None:
        found.append((_PAGE, own.page))
    if own.pdf is not None:
        found.append((_PDF, own.pdf))
    if own.code is not None:
        found.append((_CODE, own.code))
    if own.project is not None:
        found.append((_PROJECT, own.project))
    found += [(("links", "reimplementations", place), url) for place, url in enumerate(own.reimplementations)]
    return found


def instead(path: Path, value: Any) -> str:
    """The sentence that says what to write at a path."""
    said = json.dumps(value, ensure_ascii=False)
    return f"Write  {said}" if isinstance(path[-1], int) else f"Write  {path[-1]}: {said}"


def replacement(file: str, paper: Paper, path: Path, value: str, reason: str) -> Flaw:
    """A flaw whose fix is certain: another text at this path.

    Where the list that the text stands in has the new one already, a person has to look.
    """
    siblings = getattr(paper, str(path[0])) if path[0] in ("authors", "also_titled", "aliases") else ()
    if value in siblings:
        return Flaw(file, path, reason, f"Delete this line: {json.dumps(value, ensure_ascii=False)} is listed already.")
    return Flaw(file, path, reason, instead(path, value), change={path: value})


def without(paper: Paper, path: Path) -> Change:
    """The change that removes a link, with all that would be left empty."""
    if len(path) == 3 and len(paper.links.reimplementations) == 1:
        path = path[:2]
    whole = len(path) == 2 and len({place[:2] for place, _ in links(paper)}) == 1
    return {path[:1] if whole else path: None}


def may_go(paper: Paper, path: Path) -> bool:
    """Whether the record still leads to the paper without this link."""
    ways = {("links", field) for field in ("page", "pdf") if getattr(paper.links, field)}
    return bool(paper.ids.items()) or path not in ways or len(ways) > 1
