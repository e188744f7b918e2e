"""Records as people spoil them: each kind of mistake, made in records of the survey, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Fields = dict[str, Any]
Mutation = Callable[[Fields, random.Random], None]

_VALUES: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parents[1] / "data/spoiled.yaml").read_text("utf-8"))
TITLES, AUTHORS = [*_VALUES["titles"], "W" * 2_001], _VALUES["authors"]


def _set(field: str, value: Any) -> Mutation:
    def change(record: Fields, _: random.Random) -> None:
        record[field] = value

    return change


def _dropped(field: str) -> Mutation:
    def change(record: Fields, _: random.Random) -> None:
        record.pop(field, None)

    return change


def _linked(field: str, url: Any) -> Mutation:
    def change(record: Fields, _: random.Random) -> None:
        record["links"] = {**record.get("links", {}), field: url}

    return change


def _one_author(author: Any) -> Mutation:
    def change(record: Fields, chance: random.Random) -> None:
        authors = list(record.get("authors", []))[:6]
        authors.insert(chance.randint(0, len(authors)), author)
        record["authors"] = authors

    return change


def _year_beside(record: Fields, chance: random.Random) -> None:
    record["year"] += chance.choice((-1, 1, 5))


def _author_twice(record: Fields, chance: random.Random) -> None:
    authors = record.get("authors", ["Ann Doe"])
    twice = chance.choice(authors)
    record["authors"] = [*authors, twice if chance.random() < 0.5 else str(twice).replace("a", "á")]


def _author_spelled_twice(record: Fields, _: random.Random) -> None:
    record["authors"] = ["Ann-Lee Doe", *record.get("authors", [])[:3], "Annlee Doe"]


def _topic_twice(record: Fields, _: random.Random) -> None:
    record["topics"] = [*record["topics"], record["topics"][0]]


def _at_acl(venue: str, year: int, acl: str) -> Mutation:
    def change(record: Fields, _: random.Random) -> None:
        record.update(venue=venue, year=year, ids={"acl": acl})

    return change


def _said(trait: str, value: Any) -> Mutation:
    def change(record: Fields, _: random.Random) -> None:
        others = record.get("traits")
        record["traits"] = {**(others if isinstance(others, dict) else {}), trait: value}
        record.setdefault("read", [{"source": "a list", "date": "2024-01-30"}])

    return change


def _swapped(record: Fields, _: random.Random) -> None:
    record["title"], record["venue"] = record["venue"], record["title"]


def _same_link_twice(record: Fields, _: random.Random) -> None:
    record["links"] = {"code": "https://github.com/Doe/Thing", "project": "https://github.com/doe/thing/"}


def _unknown_field(record: Fields, _: random.Random) -> None:
    record["autors"] = ["Ann Doe"]


def _several(record: Fields, chance: random.Random) -> None:
    for mutation in chance.sample(MUTATIONS[:-1], 3):
        mutation(record, chance)


MUTATIONS: list[Mutation] = [
    *(_set("title", title) for title in TITLES),
    *(_one_author(author) for author in AUTHORS),
    *(_linked(field, url) for url in _VALUES["addresses"] for field in ("code", "page", "project", "pdf")),
    *(_set("ids", ids) for ids in _VALUES["ids"]),
    *(_set("venue", venue) for venue in _VALUES["venues"]),
    *(_set("claimed", {"venue": venue, "year": 2026, "source": "a list"}) for venue in _VALUES["venues"][:8]),
    _set("claimed", {"venue": "ICLR"}),
    *(_set("year", year) for year in _VALUES["years"]),
    *(_set("added", day) for day in _VALUES["days"]),
    *(_set("topics", topics) for topics in _VALUES["topics"]),
    *(_set("name", name) for name in _VALUES["names"]),
    *(_at_acl("ACL", 2023, acl) for acl in ("2022.acl-long.5", "2023.findings-acl.5", "2023.acl-demo.5", "P19-1001")),
    *(_set(field, text) for field in ("publisher", "note") for text in ("A  &amp; B", "Ｂ", "x_{1}")),
    lambda record, _: record.update(venue="arXiv", ids={"openreview": "tcbBPnfwxS"}),
    lambda record, _: record.update(venue="arXiv", ids={"arxiv": "2401.00099", "doi": "10.1145/3600006.3613165"}),
    *(_set("summary", summary) for summary in _VALUES["summaries"]),
    *(_set("traits", traits) for traits in _VALUES["traits"]),
    *(_said(trait, value) for value in _VALUES["values"] for trait in ("training", "weight-bits", "exact", "wieght")),
    *(_said("granularity", value) for value in ("per-group", "per-grup", ["per-group"], True, 128)),
    *(_set("read", reading) for reading in _VALUES["readings"]),
    *map(_dropped, ("title", "authors", "year", "venue", "ids", "links", "topics", "added", "read")),
    *(_year_beside, _author_twice, _author_spelled_twice, _topic_twice, _swapped, _same_link_twice, _unknown_field),
    _linked("reimplementations", ["https://github.com/Doe/Thing.git", "https://github.com/Doe/Thing"]),
    _linked("reimplementations", ["x"]),
    _several,
]  # fmt: skip


def mutated(records: Sequence[Fields], *, several: int) -> Iterator[Fields]:
    """Every mistake once, in one record after another, and three at a time in as many records as ``several`` says."""
    chance = random.Random(20260102)
    for number, mutation in enumerate([*MUTATIONS[:-1], *[MUTATIONS[-1]] * several]):
        record = deepcopy(records[number * 7 % len(records)])
        mutation(record, chance)
        yield record
