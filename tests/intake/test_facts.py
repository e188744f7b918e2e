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
        ("ICML, 2023", Facts("ICML", 2023)),
        ("(2023), four kinds of folds", Facts(None, 2023)),
    ],
)
def test_fields_in_a_row_are_read_one_by_one(text: str, said: Facts) -> None:
    assert facts_in(text) == said


@pytest.mark.parametrize("text", ["Maps, which are folded", "Science, Folded, and Other Stories"])
def test_a_row_has_a_date_or_names(text: str) -> None:
    assert not facts_in(text)
