"""What people decide of papers that a file offers: main topic, further topics, in or out, and why."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livingsurvey.errors import UsageError
from livingsurvey.intake.offering import Offered
from livingsurvey.model import identify
from livingsurvey.model.title import normal_form

COLUMNS = ("id", "main", "further", "scope", "why")
"""What a file of decisions has, and the piles begin with."""
IN, OUT, DOUBT = "in", "out", "doubt"
"""Scopes: it belongs in the survey, it does not, somebody has looked and does not know."""
_UNDECIDED = frozenset({"", "?"})
_BETWEEN_TOPICS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody has decided of one paper.

    Attributes:
        file: the file that says so.
        line: the number of its line.
        id: what they call the paper: an id, bare or with its catalogue, or its title.
        topics: its topics, the main one first; empty where they leave those that it has.
        scope: ``in``, ``out`` or ``doubt``.
        why: their reason.
    """

    file: str
    line: int
    id: str
    topics: tuple[str, ...]
    scope: str
    why: str

    @property
    def place(self) -> str:
        """The file and the line, as messages name them."""
        return f"{self.file}:{self.line}"


class Decisions:
    """The decisions of all files, found by any name of a paper; of two on one paper the later counts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_name: dict[str, Decision] = {}
        self.replaced: list[tuple[Decision, Decision]] = []
        for decision in decisions:
            before = self._by_name.get(name := _name(decision.id))
            if before and (before.topics, before.scope) != (decision.topics, decision.scope):
                self.replaced.append((before, decision))
            self._by_name[name] = decision

    def of(self, offer: Offered) -> Decision | None:
        """What was decided of a paper."""
        return next((self._by_name[name] for name in _names(offer) if name in self._by_name), None)

    def without_paper(self, offers: Iterable[Offered]) -> list[Decision]:
        """The decisions of which no paper has the name."""
        names = {name for offer in offers for name in _names(offer)}
        return [decision for name, decision in self._by_name.items() if name not in names]


def read_decisions(file: str, text: str) -> Iterator[Decision]:
    """The decisions of a file, TSV or JSONL; rows in which the scope is empty decide nothing.

    Raises:
        UsageError: a row has no id, or its scope is none of the three.
    """
    for number, row in _rows(file, text):
        scope = row["scope"].strip().lower()
        if scope in _UNDECIDED:
            continue
        if scope not in (IN, OUT, DOUBT):
            raise UsageError(f"{file}:{number}: the scope is '{scope}'; write  in, out  or  doubt, or leave it empty")
        if not row["id"].strip():
            raise UsageError(f"{file}:{number}: there is no id; write one of the paper's, or its title")
        topics = tuple(dict.fromkeys(filter(None, _BETWEEN_TOPICS.split(f"{row['main']} {row['further']}"))))
        yield Decision(file, number, row["id"].strip(), topics, scope, row["why"].strip())


def _rows(file: str, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    if Path(file).suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, {name: _text(value) for name, value in _object(file, number, line).items()}
        return
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    columns: Sequence[str] = COLUMNS
    for number, row in enumerate(rows, 1):
        if number == 1 and row[:1] == ["id"]:
            columns = row
        elif any(row):
            yield number, dict.fromkeys(COLUMNS, "") | dict(zip(columns, row, strict=False))


def _object(file: str, number: int, line: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{file}:{number}: the line is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise UsageError(f"{file}:{number}: the line is not a JSON object")
    return dict.fromkeys(COLUMNS, "") | data


def _text(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _name(text: str) -> str:
    """An id as ids are compared, bare ones too; of a title its letters."""
    found = identify(text)
    if found:
        return found.folded
    scheme, colon, value = text.partition(":")
    if colon and scheme in ("openreview", "acl", "arxiv", "doi"):
        return f"{scheme}:{value.strip()}"
    return text if " " not in text else normal_form(text)


def _names(offer: Offered) -> Iterator[str]:
    """What a paper may be called in a decision, the surest first."""
    for identifier in offer.entry.ids:
        yield identifier.folded
        yield identifier.value
    for title in offer.entry.titles:
        yield normal_form(title) if " " in title else title
