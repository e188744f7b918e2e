"""What items below an entry say of it, in the forms that lists have."""

from __future__ import annotations

import pytest

from livingsurvey.intake.below import title_below
from livingsurvey.intake.listing import read_list

PAPER = "https://arxiv.org/abs/2301.0000"
NAMES = (
    "Ada Lind, Bo Roe, and Mo Li. *ICML*, 2021.",
    "Ada Lind and Bo Roe. *Folds, Maps and Their Applications*, 2022.",
    "MoLi, Ada Lind, and Bo Roe. *FOLD*, 2023.",
    "Ada Lind. arXiv, 2024.",
    "Bo Roe. *Folding Letters*, 2020.",
)


def test_names_and_a_venue_in_italics_below_titles() -> None:
    text = "".join(f"- A Map of Kind {n}.\n  [[pdf]]({PAPER}{n})\n  - {said}\n" for n, said in enumerate(NAMES))
    assert [
        (each.entry.authors, each.entry.venue, each.entry.year) for each in read_list(f"# L\n## T\n{text}").entries
    ] == [
        (("Ada Lind", "Bo Roe", "Mo Li"), "ICML", 2021),
        (("Ada Lind", "Bo Roe"), "Folds, Maps and Their Applications", 2022),
        (("MoLi", "Ada Lind", "Bo Roe"), "FOLD", 2023),
        (("Ada Lind",), "arXiv", 2024),
        (("Bo Roe",), "Folding Letters", 2020),
    ]


CHINESE = f"""\
# L
## 折叠
- [【关于 折叠】 那些你不知道的事](https://github.com/a/notes/tree/master/folds/)
  - 论文名称：《FoldNet: A Map of Folds》
  - 发表会议：icml2021
  - 论文地址：{PAPER}1
  - 源码地址：https://github.com/a/folds
  - 动机：地图折叠以后，打开的方法等，都不知道
- [【关于 展开】 那些你不知道的事](https://github.com/a/notes/tree/master/unfolds/)
  - 论文：Unfolding: What to Do with a Map
  - 会议：KDD 2022
  - 论文链接：{PAPER}2
"""


def test_labels_in_chinese_below_links_to_notes() -> None:
    found = [each.entry for each in read_list(CHINESE).entries]
    assert [(each.title, each.venue, each.year, each.authors) for each in found] == [
        ("FoldNet: A Map of Folds", "icml", 2021, ()),
        ("Unfolding: What to Do with a Map", "KDD", 2022, ()),
    ]
    assert [each.id_by_scheme for each in found] == [{"arxiv": "2301.00001"}, {"arxiv": "2301.00002"}]
    assert found[0].code == "https://github.com/a/folds"


@pytest.mark.parametrize(
    "text", ["论文：https://arxiv.org/abs/2301.00001", "论文：暂无", "Title", "标题", "Titles: many of them"]
)
def test_no_title(text: str) -> None:
    assert title_below(text) is None
