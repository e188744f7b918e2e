"""The shipped tables have the numbers of their sources, and their pages too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.publish.rendered import paper_page
from tests.publish.test_results import numbers_are_as_written, written

from livingsurvey.publish.published import Published
from livingsurvey.store.layout import RESULTS
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
TABLES = sorted(path.stem for path in (ROOT / RESULTS).glob("*.yaml"))


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(ROOT))


@pytest.mark.parametrize("table_id", TABLES)
def test_every_number_is_on_the_page_as_it_is_in_the_file(published: Published, table_id: str) -> None:
    numbers_are_as_written(published, table_id)


def test_all_numbers_are_there() -> None:
    cells = Counter(
        cell if cell in ("-", "NaN", "OOM", "CUDA OOM", "N/A") else "number"
        for table in TABLES
        for row in written(ROOT, table)
        for name, cell in row.items()
        if name != "label"
    )
    assert cells == {"number": 3095, "NaN": 2, "-": 25, "OOM": 22, "CUDA OOM": 2, "N/A": 7}


def test_a_method_that_came_to_no_number_says_so(published: Published) -> None:
    assert ">NaN</a> <small>no number</small>" in paper_page(published, "frantar2022gptq")
