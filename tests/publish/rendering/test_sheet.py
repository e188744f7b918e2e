from __future__ import annotations

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.rendered import paper_page

from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(Survey.load(SMALL_SURVEY, cached=False))


def test_a_trail_goes_from_the_root_down_in_the_colour_of_the_root(sheet: Sheet) -> None:
    (key,) = [paper.key for paper in sheet.survey if paper.topics == ("data-selection",)][:1]
    trail = paper_page(sheet, key).partition('class="ls-trail ')[2]
    assert trail.startswith("ls-root-1")
    assert trail.index("topics/data-centric/") < trail.index("topics/data-selection/")
    assert sheet.view.root_number("weight-only-quantization") == 0


def test_a_page_depends_on_its_papers_only(sheet: Sheet) -> None:
    assert sheet.digests.of_topic("quantization") != sheet.digests.of_topic("data-selection")
    assert sheet.digests.of_topic("quantization") == Sheet(sheet.survey).digests.of_topic("quantization")
