"""Pieces: what is made once for each paper is kept from build to build."""

from __future__ import annotations

from pathlib import Path

from livingsurvey import Survey
from livingsurvey.publish.rendering.pieces import CACHE
from livingsurvey.publish.site.build import build


def test_a_build_that_uses_no_piece_keeps_them_all(own_built_survey: Path) -> None:
    kept = (own_built_survey / CACHE).read_bytes()
    build(Survey.load(own_built_survey))
    assert (own_built_survey / CACHE).read_bytes() == kept
