"""What comments of preprints say, and what they do not say."""

from __future__ import annotations

import pytest

from livingsurvey.sources.comment import LONGEST_CLAIM, acceptance, code

ACCEPTED = [
    "Accepted at ICML 2024",
    "12 pages. Accepted to Findings of EMNLP 2023",
    "Published as a conference paper at ICLR 2023",
    "To appear in NAACL 2024",
    "NeurIPS 2023 spotlight",
    "ICLR'24",
    "EMNLP 2023 (Findings), 12 pages",
    "In ACL-IJCNLP 2021",
    "10 pages, AAAI 2024 camera ready",
    "Interspeech 2023",
]
NOT_ACCEPTED = [
    "",
    "12 pages, 5 figures",
    "v2, May 2023",
    "Submitted to ICLR 2024",
    "Preprint. Under review.",
    "Under anonymous review at NeurIPS 2024",
    "Rejected from ICML 2023",
    "Submitted to, and not accepted at, ICML 2023",
    "Extended version of the ACL 2023 paper",
    "Code for the BabyLM 2023 challenge",
    "This paper has been withdrawn; it appeared in ACL 2023",
]


@pytest.mark.parametrize("comment", ACCEPTED)
def test_who_was_accepted_says_so(comment: str) -> None:
    assert acceptance(comment) == comment


@pytest.mark.parametrize("comment", NOT_ACCEPTED)
def test_who_was_not_accepted_is_not_taken_to_be(comment: str) -> None:
    assert acceptance(comment) is None


def test_the_published_version_goes_before_the_comment() -> None:
    assert acceptance("Submitted to ICLR 2024", "JMLR 25\n (2024) 1-9") == "JMLR 25 (2024) 1-9"


def test_a_claim_is_not_long() -> None:
    said = acceptance("Accepted at ICML 2024. " + "Thanks to all. " * 100)
    assert said is not None
    assert said.startswith("Accepted at ICML 2024.")
    assert len(said) <= LONGEST_CLAIM


@pytest.mark.parametrize(
    ("comment", "address"),
    [
        ("ICML 2024. Code: https://github.com/example/made-up.", "https://github.com/example/made-up"),
        ("Code is available at http://www.github.com/example/made-up.git", "https://github.com/example/made-up"),
        ("Our code and models can be found here: github.com/example/a_b", "https://github.com/example/a_b"),
        (r"The code is available at \url{https://github.com/example/a}", "https://github.com/example/a"),
        ("Source code (https://gitlab.com/example/group/a)", "https://gitlab.com/example/group/a"),
        ("code: https://huggingface.co/example/a", "https://huggingface.co/example/a"),
        ("Code: https://github.com/example/a/tree/main/b, https://github.com/example/a/tree/main/b.",
         "https://github.com/example/a/tree/main/b"),
        ("https://github.com/example/a", None),
        ("Project page: https://github.com/example/a", None),
        ("Code based on https://github.com/example/a", None),
        ("Code is not at https://github.com/example/a", None),
        ("Code: https://github.com/example/a, data: https://github.com/example/b", None),
        ("Code and data: https://huggingface.co/datasets/example/a", None),
        ("Code: https://github.com/example", None),
        ("Code: https://example.github.com.evil.example/a/b", None),
        ("Code: https://evil.example/github.com/a/b", None),
    ],
)  # fmt: skip
def test_the_address_of_the_code_is_what_is_called_so(comment: str, address: str | None) -> None:
    assert code(comment) == address
