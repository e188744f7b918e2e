"""How a lineage is drawn: whatever it holds, no words hide others and nothing leaves the frame."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.insight.lineage import MOST, Lineage, Work
from livingsurvey.publish.content.lineage import Drawing, across, down, width_of

_MONTHS = st.tuples(st.integers(1995, 2030), st.integers(0, 12))
_WORDS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters=" -…@%"), min_size=1)
HEIGHT = 12.0


@st.composite
def lineages(draw: st.DrawFn) -> tuple[Lineage, dict[str, str]]:
    months = sorted(draw(st.lists(_MONTHS, min_size=1, max_size=MOST)))
    keys = [f"work{number}" for number in range(len(months))]
    names = [draw(st.sets(st.sampled_from(keys[:place]))) if place else set() for place in range(len(keys))]
    works = [
        Work(key, month, draw(st.booleans()), tuple(sorted(those)))
        for key, month, those in zip(keys, months, names, strict=True)
    ]
    tables = {"speed": tuple(keys[:: draw(st.integers(1, 5))])}
    papers = dict.fromkeys([*months, *draw(st.lists(_MONTHS, max_size=5))], draw(st.integers(1, 400)))
    return Lineage(tuple(works), tables, papers), {key: draw(_WORDS) for key in keys}


@given(lineages())
def test_no_label_hides_another_and_all_stands_in_the_frame(made: tuple[Lineage, dict[str, str]]) -> None:
    for drawing in (across(*made), down(*made)):
        boxes = [(min(each.left, each.x - 5), max(each.right, each.x + 5), each.y) for each in drawing.labels]
        for left, right, y in boxes:
            assert 0 <= left <= right <= drawing.width
            assert HEIGHT / 2 <= y <= drawing.foot - HEIGHT / 2
        for (left, right, y), (other_left, other_right, other_y) in combinations(boxes, 2):
            assert abs(y - other_y) >= HEIGHT or right < other_left or other_right < left
        for label in drawing.labels:
            assert width_of(label.words) <= label.right - label.left + 0.2, "there is room for its words"
        assert all(0 <= place <= drawing.width for place in crossed(drawing))


@given(lineages())
def test_time_goes_one_way_and_every_paper_has_its_month(made: tuple[Lineage, dict[str, str]]) -> None:
    lineage, _ = made
    drawing, narrow = across(*made), down(*made)
    assert [label.key for label in drawing.labels] == [work.key for work in lineage.works]
    for one, other in combinations(range(len(lineage.works)), 2):
        first, second = lineage.works[one].month, lineage.works[other].month
        assert narrow.labels[one].y < narrow.labels[other].y
        if first[0] < second[0] or (first[0] == second[0] and 0 < first[1] <= second[1]):
            assert drawing.labels[one].x <= drawing.labels[other].x
    assert sum(bar.papers for bar in drawing.bars) == sum(lineage.papers.values())
    years = [year for year in drawing.years if year.words]
    for one, other in pairwise(years):
        assert other.middle - one.middle >= 3.5 * (len(one.words) + len(other.words)) + 2


def test_a_long_title_is_cut_and_a_table_is_a_line_from_work_to_work() -> None:
    works = [Work(f"work{number}", (2020 + number, 3), False, ()) for number in range(4)]
    called = {work.key: "Towards an Account of Everything That Is Known about Sheep" for work in works}
    drawing = across(Lineage(tuple(works), {"speed": tuple(called)}, {(2020, 3): 1}), called)
    assert drawing.labels[0].words == "Towards an Account of Everyth…"
    assert [tie.kind for tie in drawing.ties] == ["measured"] * 3


def test_who_names_and_is_measured_beside_another_has_one_line() -> None:
    works = (Work("ovis", (2020, 3), True, ()), Work("aries", (2021, 0), False, ("ovis",)))
    lineage = Lineage(works, {"speed": ("ovis", "aries")}, {(2020, 3): 2, (2021, 0): 1})
    for draw in (across, down):
        assert [tie.kind for tie in draw(lineage, {"ovis": "Ovis", "aries": "Aries"}).ties] == ["names"]


def crossed(drawing: Drawing) -> list[float]:
    """Where the points of all lines stand from left to right; a curve stays between those that it is made of."""
    points = [re.findall(r"(-?[\d.]+) -?[\d.]+", tie.path) for tie in drawing.ties]
    return [float(x) for found in points for x in (found if drawing.bars else [found[0], found[-1]])]
