"""Whole lists: headings, lines, tables, folds, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.intake.listing import heading_text, read_list

LISTS = Path(__file__).parents[1] / "data" / "lists"


def test_every_entry_of_many_shapes_is_understood() -> None:
    for name, number, unread in (("bullets.md", 27, []), ("mixed.md", 29, ["FactsOne, Two Sets"])):
        listing = read_list((LISTS / name).read_text(encoding="utf-8"))
        assert len(listing.entries) == number
        assert [each.text for each in listing.unread] == unread
        assert all(len((listed.entry.title or "").split()) >= 2 for listed in listing.entries)
        numbers = [listed.entry.id_by_scheme.get("arxiv") for listed in listing.entries]
        assert len(set(numbers) - {None}) == sum(number is not None for number in numbers)


LIST = """\
# 🚀 Awesome Things [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

Some words about it.

## Contents
- [Papers](#papers)

## News
- [2024/01] Our survey is on [arXiv](https://arxiv.org/abs/2401.99999).

## Papers

### 1. First Topic (2)
Work that does the first thing.

- Bullet One <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)

**A Part in Bold**
- Bullet Two <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00002)

### 2. Second Topic ([back](#contents))
<details><summary>Older ones</summary>

| Date | Title | Venue | Code |
|---|---|---|---|
| 2023.05 | [A Row of a Table](https://arxiv.org/abs/2305.00003) | ICLR | [x](https://github.com/a/b) |

</details>

<table>
<tr><th>Title</th><th>Venue</th></tr>
<tr>
  <td><a href="https://arxiv.org/abs/2305.00004">A Row in HTML</a></td>
  <td>ACL 2023</td>
</tr>
</table>

- [A Tool](https://github.com/a/tool) does things.

## Citation
See [the paper](https://arxiv.org/abs/2401.99999), ICML 2024.
"""


def test_a_list_with_everything_around_it() -> None:
    listing = read_list(LIST)
    assert listing.title == "Awesome Things"
    assert [(listed.line, listed.path, listed.entry.title) for listed in listing.entries] == [
        (16, ("First Topic",), "Bullet One"),
        (19, ("First Topic", "A Part in Bold"), "Bullet Two"),
        (26, ("Second Topic", "Older ones"), "A Row of a Table"),
        (32, ("Second Topic",), "A Row in HTML"),
    ]
    assert [(unread.line, unread.text) for unread in listing.unread] == [(38, "A Tool does things.")]
    assert listing.introductions[("First Topic",)] == "Work that does the first thing."
    assert listing.aside == 3


def test_years_and_venues_of_headings() -> None:
    listing = read_list(
        "# L\n## 2021\n- [A Paper Here](https://openreview.net/forum?id=abcdefghij), ICLR\n"
        "## NeurIPS 2022\n- [Another Paper](https://openreview.net/forum?id=abcdefghik)\n"
    )
    assert [(each.entry.venue, each.entry.year) for each in listing.entries] == [("ICLR", 2021), ("NeurIPS", 2022)]


def test_links_on_a_line_of_their_own_belong_to_the_entry_above() -> None:
    listing = read_list(
        "# L\n1. [**A Paper.**](https://arxiv.org/abs/2301.00001) *Ada Example, Max Moe.* Arxiv 2023.\n\n"
        "&nbsp;&nbsp; [![GitHub Repo stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)\n"
    )
    assert [each.entry.code for each in listing.entries] == ["https://github.com/a/b"]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("📖LLM Inference/Serving", "LLM Inference/Serving"),
        ("2.1.3 Sparse Attention", "Sparse Attention"),
        ("2023", "2023"),
        ("Pruning (12 papers)", "Pruning"),
        ("3D Vision", "3D Vision"),
        ("C++", "C++"),
        ("🔥🔥", ""),
    ],
)
def test_headings_without_decoration(heading: str, text: str) -> None:
    assert heading_text(heading) == text


@given(st.text("#-*|[]()<>/ \n`aB1.:", max_size=300))
def test_no_document_breaks_the_reading(text: str) -> None:
    listing = read_list(text)
    assert all(1 <= listed.line <= text.count("\n") + 1 for listed in listing.entries)
