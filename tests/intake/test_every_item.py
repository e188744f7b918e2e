"""Every item of a list becomes something that is told, whatever stands in it, and no list takes more than it may."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.intake.test_grammar import LAYOUTS, truths

from livingsurvey.errors import UsageError
from livingsurvey.intake import formats
from livingsurvey.intake.grouping import LEFT_OUT, UNREAD
from livingsurvey.intake.listing import Listing, read_list
from livingsurvey.intake.rendered import DEEPEST, LONGEST

LISTS = Path(__file__).parents[1] / "data" / "lists"
URL = "https://arxiv.org/abs/2401.00001"
MARKDOWN = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000}).enable("table").disable("inline")


def items(text: str) -> int:
    """How many items and rows a document has, by what the parser of Markdown says of it alone."""
    count, is_below = 0, False
    for token in MARKDOWN.parse(text):
        is_below = token.type == "tbody_open" or (is_below and token.type != "tbody_close")
        count += token.type == "list_item_open" or (is_below and token.type == "tr_open")
    return count


def all_told(text: str) -> Listing:
    """A list as it was read, every item of which became something, and every loss of which has its line."""
    listing = read_list(text)
    assert sum(listing.items.values()) == items(text)
    lost = listing.items.get(LEFT_OUT, 0) + listing.items.get(UNREAD, 0)
    assert lost <= len(listing.left_out) + len(listing.unread)
    return listing


NOISE = (
    *(f"- {each}" for each in ("", "<br>", "![x](https://a.org/x.png)", "&nbsp;", "\u200b", "---", "`code`", "$x$")),
    *(
        f"- {each}"
        for each in ("Word", "[ ] to do", "# Heading", "Folding Maps (None)", "[Folding Maps]()", "[Maps](#a)")
    ),
    *(
        f"{each} [Folding Maps of Paper]({URL})"
        for each in ("-", "1.", "+", "10)", "  -", "    -", "\t-", "> -", "- [x]")
    ),
    f"- ~~[Folding Maps of Paper]({URL})~~",
    f"- [Folding Maps of Paper]({URL})<br>[Washing Maps of Cloth]({URL})",
    "- Folding Maps of Paper, ICML 2023",
    f"- Max Moe, Lea Loe. ICML 2023 [pdf]({URL})",
    f"- [![Maps](https://img.shields.io/badge/a-b-c)]({URL})",
    "- [code](https://github.com/a/b)",
    "- " + f"[a]({URL}) " * 300,
    "- ```\n  code\n  ```",
    f"- <div>\n\n  - [Folding Maps of Paper]({URL})\n\n  </div>",
    f"  <details><summary>More</summary>\n\n  - [Folding Maps of Paper]({URL})\n\n  </details>\n",
    "  - Max Moe, Lea Loe. ICML 2023",
    "    - many words about this paper, which are a sentence and no entry",
    f"10. **Folding Maps**\n   *Max Moe, Lea Loe* [pdf]({URL})",
    "- **Venue:** ICML 2023",
    f"  - [Paper]({URL})",
    "  > - said by others",
    "> | a | b |\n> |---|---|\n> | x | y |",
    f"  | a | b |\n  |---|---|\n  | [Maps]({URL}) | c |",
    "| Title | Venue |\n|---|---|",
    f"| [Folding Maps of Paper]({URL}) | ICML 2023 |",
    "| | |",
    "| a |\n|---|\n| x |",
    "",
    "**Folding Maps of Paper**",
    f"Words about [maps]({URL}) that go on, say nothing of a title, and end",
    "Authors: Max Moe, Lea Loe",
    *("## Maps", "## Contents", "## News", "***", "<div>", "</div>", "<center>\n", "</details>\n", "<ul>", "<table>"),
    *("<sup>", "<details><summary>More</summary>\n", "![](https://a.org/x.png)", "<!-- - [Maps](#a) -->"),
)


@given(st.lists(st.sampled_from(NOISE), max_size=14).map("\n".join))
def test_every_item_is_told(text: str) -> None:
    all_told(text)


@given(st.integers(0, 999), st.sampled_from(sorted(LAYOUTS)), st.lists(st.sampled_from(NOISE), max_size=6))
def test_every_item_among_entries_is_told(seed: int, layout: str, noise: list[str]) -> None:
    head, written = LAYOUTS[layout]
    draw = random.Random(seed)
    entries = [written(truth) for truth in truths(draw, 0)]
    for each in noise:
        entries.insert(draw.randint(0, len(entries)), f"{each}\n")
    all_told(head + "".join(entries))


def test_every_item_of_real_shapes_is_told() -> None:
    for path in LISTS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        in_html = len(re.findall(r"<tr>\s*<td|<li>", text))
        assert sum(read_list(text).items.values()) == items(text) + in_html


def test_a_quotation_and_what_is_folded_inside_an_item_are_told() -> None:
    folded = f"  <details><summary>More</summary>\n\n  - [Washing Maps of Cloth]({URL}) ICML 2023\n\n  </details>\n"
    listing = all_told(f"# Maps\n- [Folding Maps]({URL}) ICML 2023\n{folded}\n> - [Maps of Others]({URL})\n")
    assert [(each.line, each.entry.title) for each in listing.entries] == [
        (2, "Folding Maps"),
        (5, "Washing Maps of Cloth"),
    ]
    assert [(each.line, each.reason) for each in listing.left_out] == [(9, "it stands in a quotation")]


def nested(depth: int) -> str:
    lists = "".join(f"{'  ' * level}- Maps of level {level}\n" for level in range(depth))
    return f"# Maps\n{lists}{'  ' * depth}- [Folding Maps]({URL}) ICML 2023\n"


@pytest.mark.parametrize("depth", [1, 10, 12, 50, DEEPEST - 1])
def test_what_is_nested_deep_is_read(depth: int) -> None:
    listing = all_told(nested(depth))
    assert [(each.entry.title, each.line) for each in listing.entries] == [("Folding Maps", depth + 2)]


@pytest.mark.parametrize(
    "text", [f"# A\n\n{open_ * 6000}x" for open_ in ("- ", "> ", "1. ", "<div>", "<ul>", "<ul><li>")]
)
def test_what_is_nested_without_end_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(UsageError, match="line 3: lists or elements stand in each other more than 100 deep"):
        read_list(text)
    with pytest.raises(UsageError, match="line 102: lists or elements"):
        read_list(nested(DEEPEST + 1))


@pytest.mark.parametrize(
    "text", ["[", "![", "`", "*_", "<", "|", '"', "$", "7", ",", "Ada Lind, ", "[a](", "&amp;", "a_"]
)
def test_a_line_without_end_is_told_and_nothing_in_it_is_read(text: str) -> None:
    listing = all_told(f"# Maps\n- [Folding Maps]({URL}) ICML 2023\n- [Maps]({URL}) {text * LONGEST}\n")
    assert [each.entry.title for each in listing.entries] == ["Folding Maps"]
    assert [each.line for each in (*listing.unread, *listing.left_out)] == [3]


def test_a_paragraph_without_end_is_read_line_by_line() -> None:
    lines = "".join(f"[Folding Maps of Kind {number}]({URL[:-3]}{number:03}) ICML 2023\n" for number in range(400))
    assert len(lines) > LONGEST
    assert len(read_list(f"# Maps\n{lines}").entries) == 400


def test_a_list_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST_LIST", 50)
    with pytest.raises(UsageError, match=r"list.md has 51 characters, and at most 50 are read; divide it"):
        formats.read("list.md", "a" * 51)
    monkeypatch.setattr(formats, "MOST_LINES", 10)
    with pytest.raises(UsageError, match=r"list.html has 11 lines, and at most 10 are read; divide it"):
        formats.read("list.html", "\n" * 11)


def test_papers_below_a_project_are_read_and_a_long_item_above_them_is_told() -> None:
    below = f"  - [Folding Maps of Paper]({URL}) ICML 2023\n  - [Washing Maps of Cloth]({URL[:-1]}2) ICML 2023\n"
    for above, unread in (("[Maps](https://github.com/a/b)", []), (f"{'maps ' * 70}[x]({URL[:-1]}3)", [2])):
        listing = all_told(f"# Maps\n- {above}\n{below}")
        assert [each.entry.title for each in listing.entries] == ["Folding Maps of Paper", "Washing Maps of Cloth"]
        assert [each.line for each in listing.unread] == unread


def test_many_definitions_of_links_and_cells_over_many_rows_are_read() -> None:
    definitions = "".join(f"[r{number}]: {URL[:-3]}{number:03}\n" for number in range(300))
    listing = all_told(f"# Maps\n- [Folding Maps of Paper][r299] ICML 2023\n\n{definitions}")
    assert [each.entry.id_by_scheme for each in listing.entries] == [{"arxiv": "2401.00299"}]
    cells = '<td rowspan="999999999">x</td>' * 500
    rows = f"<tr><td><a href='{URL}'>Folding Maps of Paper</a></td></tr>\n" * 300
    read = read_list(f"# Maps\n<table>\n<tr><th>Title</th></tr>\n<tr>{cells}</tr>\n{rows}</table>\n", is_html=True)
    assert sum(read.items.values()) == 301
