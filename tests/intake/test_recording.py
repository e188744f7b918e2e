"""Why a paper of a list can be no record, in words for the list's keeper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from livingsurvey.intake.collection import Collected
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.recording import lacking, record
from livingsurvey.model import Identifier
from livingsurvey.model.audit import Kind

MAPS = Entry(title="Folding Maps", year=2023, venue="ICML", page="https://example.org/maps")


def test_a_record_has_what_is_known_and_nothing_else() -> None:
    made = record(Collected(MAPS), ["folding", "folding"], dt.date(2026, 1, 31))
    assert made == {
        "title": "Folding Maps",
        "year": 2023,
        "venue": "ICML",
        "links": {"page": "https://example.org/maps"},
        "topics": ["folding"],
        "added": dt.date(2026, 1, 31),
    }
    assert lacking(Collected(MAPS)) is None
    assert lacking(Collected(replace(MAPS, page=None))) is None


@pytest.mark.parametrize(
    ("said", "kind", "why"),
    [
        ({"year": None}, Kind.NO_YEAR, "no year, and no id that shows it"),
        ({"year": 3000}, Kind.BAD_VALUE, "'year' is 3000; it must be at most 2100"),
        ({"title": "Maps " * 500 + "end"}, Kind.BAD_VALUE, "'title' is too long for this field"),
        (
            {"authors": tuple(f"Ada Example {n}" for n in range(6000))},
            Kind.BAD_VALUE,
            "'authors' is too long for this field",
        ),
        (
            {"ids": (Identifier("doi", "10.1 a"),)},
            Kind.BAD_VALUE,
            "ids.doi: '10.1 a' is not a DOI without https://doi.org/",
        ),
    ],
)
def test_what_a_record_cannot_have_is_told_in_plain_words(said: dict[str, object], kind: Kind, why: str) -> None:
    found = lacking(Collected(replace(MAPS, **said)))  # type: ignore[arg-type]
    assert found is not None
    assert (found.kind, found) == (kind, why)
