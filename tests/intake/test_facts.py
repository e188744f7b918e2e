"""What stands beside titles: rows of dates, venues and names."""

from __future__ import annotations

import pytest

from livingsurvey.intake.facts import Facts, facts_in

ADA = Facts(authors=("Ada Lind",), first_author="Ada Lind", and_others=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(2023), arxiv, Lind, Ada, et al.", ADA | Facts("arxiv", 2023)),
        (", ICML'23, Lind, Ada, et al.", ADA | Facts("ICML", 2023)),
        ("(2021), ICML 2021, Lind, Ada, et al.", ADA | Facts("ICML", 2021)),
        ("(2023), FoldConf/Maps '24, Lind, Ada, et al.", ADA | Facts("FoldConf/Maps", 2024)),
        ("(2023), J. of Folds, Lind, Ada, et al.", ADA | Facts("J. of Folds", 2023)),
        ("2023-04, EMNLP 23, ", Facts("EMNLP", 2023, 2023)),
        ("2023-04, USENIX Security 24, jailbreak", Facts("USENIX Security", 2024, 2023)),
        ("2024-02, ACL 24 (findings)", Facts("ACL (findings)", 2024, 2024)),
        ("[2023-06] [ICSE 2024] [", Facts("ICSE", 2024, 2023)),
        ("[2024-10] [EMNLP 2025 Findings] [", Facts("EMNLP Findings", 2025, 2024)),
        ("(2023)", Facts(None, 2023)),
        ("2022-TKDE, CCF-A", Facts("TKDE", 2022)),
        ("2023-AAAI 2023, CCF-A", Facts("AAAI", 2023)),
        ("ICML 2023 (CORE A*)", Facts("ICML", 2023)),
        ("2024-arXiv, None", Facts("arXiv", 2024)),
        ("ICML, 2023", Facts("ICML", 2023)),
        ("(2023), four kinds of folds", Facts(None, 2023)),
    ],
)
def test_fields_in_a_row_are_read_one_by_one(text: str, said: Facts) -> None:
    assert facts_in(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "折叠的地图，展开的方法，等",
        "Map Encoder层：使用 Map，折叠 Folds 层使用",
        "设备用例。地图可以折叠, 方法可以展开",
    ],
)
def test_chinese_sentences_are_no_names(text: str) -> None:
    assert not facts_in(text, emphasised=True).authors


def test_chinese_names_are_names() -> None:
    assert facts_in("作者：李小明，欧阳一").authors == ("李小明", "欧阳一")


@pytest.mark.parametrize("text", ["Maps, which are folded", "Science, Folded, and Other Stories"])
def test_a_row_has_a_date_or_names(text: str) -> None:
    assert not facts_in(text)
