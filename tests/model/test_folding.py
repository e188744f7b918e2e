"""Text as it is compared."""

from __future__ import annotations

import pytest

from livingsurvey.model.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GPTQ", "gptq"),
        ("Nyströmformer", "nystromformer"),
        ("Łańcucki", "lancucki"),
        ("O’Horo “Think”", 'o\'horo "think"'),
        ("Chain–of—Thought", "chain-of-thought"),
        ("STRAẞE", "strasse"),
        ("Ωmega", "ωmega"),
        ("量化", "量化"),
        ("ＬＬＭ", "llm"),
        ("ﬁne-tuning", "fine-tuning"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
