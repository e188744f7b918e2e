from __future__ import annotations

from typing import Any

import pytest
from tests.checks.made import VENUES, flaws, survey

from livingsurvey.checks import Flaw


def of_venues(code: str, **venue: Any) -> list[Flaw]:
    """What a rule says of the venues and one more."""
    return flaws(code, survey(venues=(*VENUES, {"kind": "workshop"} | venue)))


def test_a_part_of_an_unknown_venue() -> None:
    (flaw,) = of_venues("LS271", name="ACL SRW", part_of="ACM")
    assert (flaw.path, flaw.reason) == (("venues", len(VENUES), "part_of"), "unknown venue 'ACM'")
    assert flaw.fix.startswith("Did you mean 'ACL'?")


def test_a_part_of_a_venue_by_its_alias() -> None:
    (flaw,) = of_venues("LS271", name="NIPS ENLSP", part_of="NIPS")
    assert flaw.change == {("venues", len(VENUES), "part_of"): "NeurIPS"}
    assert not of_venues("LS271", name="NIPS ENLSP", part_of="NeurIPS")
    assert not of_venues("LS271", name="NIPS ENLSP")


@pytest.mark.parametrize(
    ("aliases", "kept"), [(("ES-FoMO", "FoMO"), ["FoMO"]), (("FoMO", "FoMO"), ["FoMO"]), (("ES-FoMO",), None)]
)
def test_an_alias_that_says_nothing_new(aliases: tuple[str, ...], kept: list[str] | None) -> None:
    (flaw,) = of_venues("LS272", name="ES-FoMO", aliases=aliases)
    assert flaw.change == {("venues", len(VENUES), "aliases"): kept}


def test_an_alias_in_other_capitals() -> None:
    assert not of_venues("LS272", name="ES-FoMO", aliases=("es-fomo", "FoMO"))


def test_a_venue_that_is_part_of_itself() -> None:
    (flaw,) = of_venues("LS273", name="ICML", part_of="ICML")
    assert flaw.reason == "ICML is part of itself"
    circle = tuple({"name": name, "kind": "workshop", "part_of": other} for name, other in ("AB", "BC", "CA"))
    assert flaws("LS273", survey(venues=circle))[0].reason == "A is part of itself through B"
    assert len(flaws("LS273", survey(venues=(*circle, {"name": "D", "kind": "workshop", "part_of": "A"})))) == 3


def test_kinds_that_do_not_go_together() -> None:
    (flaw,) = of_venues("LS274", name="arXiv Journal", kind="journal", part_of="arXiv")
    assert flaw.reason == "arXiv Journal is a journal, and part of arXiv, a preprint"
    assert not of_venues("LS274", name="ACL SRW", part_of="ACL")
    assert not of_venues("LS274", name="arXiv overlay", kind="preprint", part_of="arXiv")
