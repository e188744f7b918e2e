"""Lists are read by venues that the program knows: here by those of tests/data/, whatever survey ships."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.intake import address_book, venues, vocabulary


@pytest.fixture(scope="module", autouse=True)
def _venues_that_are_known() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(venues, "shipped", lambda _: SMALL_SURVEY.with_name("venues.yaml"))
        _forget()
        yield
    _forget()


def _forget() -> None:
    venues.known_venues.cache_clear()
    vocabulary.vocabulary.cache_clear()
    address_book.label_role.cache_clear()
    address_book.leads_to_paper.cache_clear()
