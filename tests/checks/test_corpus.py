"""Every kind of mistake of the list before: caught, impossible, or beyond what files show."""

from __future__ import annotations

import pytest
from tests.checks.corpus import CLASSES, MISTAKES, Caught, Missed, found_in

from livingsurvey.store.layout import KNOWLEDGE

CAUGHT = {kind: verdict for kind, verdict in CLASSES.items() if isinstance(verdict, Caught)}


@pytest.mark.parametrize("kind", CAUGHT)
def test_a_mistake_of_the_list_before_is_caught(kind: str) -> None:
    assert sorted(found_in(kind)) == sorted(CAUGHT[kind].codes)


def test_every_kind_has_its_verdict_and_every_record_its_kind() -> None:
    assert len(CLASSES) == 55
    assert {path.name for path in MISTAKES.iterdir() if path.is_dir()} - {KNOWLEDGE} == set(CAUGHT)
    assert all(verdict.why for verdict in CLASSES.values() if isinstance(verdict, Missed))


def test_most_kinds_are_caught_and_the_others_are_mostly_impossible() -> None:
    open_kinds = [kind for kind, verdict in CLASSES.items() if isinstance(verdict, Missed) and not verdict.impossible]
    assert open_kinds == ["misfiled", "title_differs_from_source", "title_typo_in_source"]
    assert len(CAUGHT) == 39
