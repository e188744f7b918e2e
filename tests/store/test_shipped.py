from __future__ import annotations

import pytest

from livingsurvey.store.shipped import shipped


@pytest.mark.parametrize(("name", "inside"), [("templates", "readme/list.md.j2"), ("mkdocs.yml", "")])
def test_what_ships_is_found_in_a_checkout(name: str, inside: str) -> None:
    assert (shipped(name) / inside).exists()


def test_what_does_not_ship_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.yml is not part of this installation"):
        shipped("nothing.yml")
