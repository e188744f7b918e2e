from __future__ import annotations

import pytest
from hypothesis import given
from tests.strategies import lines

from livingsurvey.publish.content.names import person


@pytest.mark.parametrize(
    ("name", "family_first"),
    [
        ("Elias Frantar", "Frantar, Elias"),
        ("Diego de las Casas", "de las Casas, Diego"),
        ("Vincent Y Zhao", "Zhao, Vincent Y"),
        ("Jared Davis Jr.", "Davis, Jared, Jr."),
        ('Zhangyang "Atlas" Wang', 'Wang, Zhangyang "Atlas"'),
        ("van Gogh", "Gogh, van"),
    ],
)
def test_the_family_name_comes_first(name: str, family_first: str) -> None:
    parts = person(name)
    assert parts is not None
    assert parts.family_first == family_first


@pytest.mark.parametrize("name", ["DeepSeek-AI", "bloc97", "Gemma Team", "Barnes and Noble Research", "Li, Fei-Fei"])
def test_an_organisation_is_not_divided(name: str) -> None:
    assert person(name) is None


@given(lines)
def test_no_word_of_a_name_is_lost(name: str) -> None:
    parts = person(name)
    if parts is not None:
        words = f"{parts.given} {parts.particle} {parts.family} {parts.suffix}".split()
        assert words == name.split()
