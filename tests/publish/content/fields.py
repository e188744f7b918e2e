"""Made-up fields for drawings: trees of any shape, with titles that people give their topics."""

from __future__ import annotations

from hypothesis import strategies as st

from livingsurvey.insight.field import Part
from livingsurvey.model import Topic
from livingsurvey.model.taxonomy import Title

TITLES = (
    "Pruning",
    "KV-Cache Optimization",
    "System-Level Pre-Training Efficiency Optimization",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "面向高效预训练的数据选择与多模态词元压缩",
    "Energy & Carbon <of> Training",
    "O",
)


def part(title: str, papers: int, parts: tuple[Part, ...] = (), percent: int = 0) -> Part:
    topic = Topic(id="topic", title=Title(en=title), definition="What is made up.")
    return Part(topic, papers, papers * percent // 100, 2024, tuple(sorted(parts, key=lambda part: -part.papers)))


def _above(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    """Parts that have others below, whose papers may be in several of these or in none."""

    def made(below: list[Part], title: str, counted: float) -> Part:
        most, together = max(each.papers for each in below), sum(each.papers for each in below)
        return part(title, most + round(counted * (together - most)), tuple(below))

    return st.builds(made, st.lists(parts, min_size=1, max_size=9), st.sampled_from(TITLES), st.floats(0, 1))


PARTS = st.recursive(
    st.builds(part, st.sampled_from(TITLES), st.integers(1, 400), percent=st.integers(0, 100)), _above, max_leaves=40
)
FIELDS = st.lists(PARTS, min_size=1, max_size=9).map(lambda parts: tuple(sorted(parts, key=lambda part: -part.papers)))
