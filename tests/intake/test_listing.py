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
    assert listing.unread == ()
    assert listing.introductions[("First Topic",)] == "Work that does the first thing."
    assert [(each.line, each.reason) for each in listing.left_out] == [
        (6, "it stands under “Contents”"),
        (9, "it stands under “News”"),
        (38, "its link leads to no paper"),
        (41, "it stands under “Citation”"),
    ]
    assert dict(listing.items) == {"left out": 3, "an entry": 4}


def test_years_and_venues_of_headings() -> None:
    listing = read_list(
        "# L\n## 2021\n- [A Paper Here](https://openreview.net/forum?id=abcdefghij), ICLR\n"
        "## NeurIPS 2022\n- [Another Paper](https://openreview.net/forum?id=abcdefghik)\n"
    )
    assert [(each.entry.venue, each.entry.year) for each in listing.entries] == [("ICLR", 2021), ("NeurIPS", 2022)]


@pytest.mark.parametrize(
    ("title", "section", "venue", "year"),
    [
        ("Awesome ICML 2024 Folding Collection", "Maps", "ICML", 2024),
        ("Folding at NeurIPS'23", "Maps", "NeurIPS", 2023),
        ("Folding at NeurIPS'23", "ICLR 2022 (orals)", "ICLR", 2022),
        ("Folding", "Accepted at 2024 CVPR", "CVPR", 2024),
        ("Folding", "FoldConf 2021", "FoldConf", 2021),
        ("Folding", "Papers of 2021", None, 2021),
        ("Awesome Folding 2024", "Maps", None, None),
        ("Awesome Folding Papers (2024)", "Maps", None, None),
    ],
)
def test_venues_and_years_among_the_words_of_headings(
    title: str, section: str, venue: str | None, year: int | None
) -> None:
    """The venue in a list's title is that of all its papers, under every section; a year alone is the list's own."""
    text = f"# {title}\n## {section}\n- [A Paper of Maps](https://openreview.net/forum?id=abcdefghij)\n"
    text += "# Others\n- [Another Paper](https://openreview.net/forum?id=abcdefghik) ICLR 2019\n"
    first, second = (each.entry for each in read_list(text).entries)
    assert (first.venue, first.year) == (venue, year)
    assert (second.venue, second.year) == ("ICLR", 2019)


def test_marks_that_nobody_sees_are_in_no_title() -> None:
    listing = read_list(
        "# L\n- **Few-\u00adShot Fold\u00ading\u200b.** ICML 2023. [paper](https://arxiv.org/abs/2301.00001)\n"
    )
    assert [each.entry.title for each in listing.entries] == ["Few-Shot Folding"]


def test_paragraphs_of_a_title_and_a_line_of_labelled_links_are_entries() -> None:
    """Each is one, and one without a link to a paper gives what it has to none of the others."""
    listing = read_list(
        "# L\n## Maps\nSome words on maps, and where to read them:\n<https://maps.example.org/book>\n\n"
        "Learning to Fold Maps with Networks ,\nPDF: <https://arxiv.org/abs/2301.00001>\n\n"
        "Unfolding of Maps by Machines ,\nProject: <https://github.com/a/unfolding>\n\n"
        "Big Maps and Little Paper for All of Us\nPaper: <https://arxiv.org/abs/2301.00002>, Code: <https://github.com/a/b>\n\n"
        "A long and winding sentence on maps that mentions\n[a paper](https://arxiv.org/abs/2301.00003) somewhere.\n"
    )
    assert [(each.entry.title, each.entry.code) for each in listing.entries] == [
        ("Learning to Fold Maps with Networks", None),
        ("Big Maps and Little Paper for All of Us", "https://github.com/a/b"),
    ]
    assert [each.line for each in listing.unread] == [9]
    assert [each.line for each in listing.left_out] == [3, 15]


def test_repositories_below_a_paper_are_its_code() -> None:
    listing = read_list(
        "# L\n- [Folding of Maps](https://arxiv.org/abs/2301.00001) | [**ICML 2023**]\n"
        "  + [ada/folding](https://github.com/ada/folding) | [PyTorch]\n"
        "- [Unfolding](https://arxiv.org/abs/2301.00002) | [2023/01]\n"
        "  + [ada/all/unfold/](https://github.com/ada/all/tree/main/unfold) | [JAX]\n"
        "## Tools\n- [ada/tool](https://github.com/ada/tool) | [PyTorch]\n"
    )
    assert [each.entry.code for each in listing.entries] == [
        "https://github.com/ada/folding",
        "https://github.com/ada/all/tree/main/unfold",
    ]
    assert [each.line for each in listing.left_out] == [7]


def test_news_in_a_paragraph_are_no_papers() -> None:
    listing = read_list(
        "# L\n🎉 ***News: Our survey is out.***\n[A Survey of Maps](https://arxiv.org/abs/2301.00001)\n\n"
        "***Folding News: A Study*** [[paper]](https://arxiv.org/abs/2301.00002)\n"
    )
    assert [each.entry.title for each in listing.entries] == ["Folding News: A Study"]
    assert [each.line for each in listing.left_out] == [2]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Corresponding paper: **FoldKit: A Library of Folds.** [[paper]](URL)", "FoldKit: A Library of Folds"),
        ("Position Paper: Where to Fold [[paper]](URL)", "Position Paper: Where to Fold"),
    ],
)
def test_what_a_paper_is_called_in_front_of_its_title(text: str, title: str) -> None:
    listing = read_list(f"# L\n- {text.replace('URL', 'https://arxiv.org/abs/2301.00001')}\n")
    assert [each.entry.title for each in listing.entries] == [title]


def test_cells_that_list_papers_are_many_entries() -> None:
    """The first cell is their heading; a line that is no paper is told, and gives its address to none of the others."""
    listing = read_list(
        "# L\n| Kind | Papers |\n|---|---|\n"
        "| **Maps** (01) | - [Folding of Maps](https://arxiv.org/abs/2301.00001)<br>- [Unfolding of Maps](https://arxiv.org/"
        "abs/2301.00002) ICML 2023<br>- [A Folding Tool](https://github.com/a/b) |\n"
        "| Charts | [Charts](https://arxiv.org/abs/2301.00003) <br> [More Charts](https://arxiv.org/abs/2301.00004) |\n"
    )
    assert [(each.entry.title, each.entry.id_by_scheme["arxiv"], each.path[-1]) for each in listing.entries] == [
        ("Folding of Maps", "2301.00001", "Maps"),
        ("Unfolding of Maps", "2301.00002", "Maps"),
        ("Charts", "2301.00003", "Charts"),
        ("More Charts", "2301.00004", "Charts"),
    ]
    assert [entry.entry.code for entry in listing.entries] == [None] * 4
    assert [each.line for each in listing.unread] == [4]


@pytest.mark.parametrize(
    "heading", ["Latest News", "Recent Updates", "Notes of Major Updates", "Important New Updates"]
)
def test_news_are_no_papers(heading: str) -> None:
    news = "- A recent [survey](https://arxiv.org/abs/2301.00001) tells all of it, and more will be added.\n"
    listing = read_list(f"# L\n## {heading}\n{news}## Fake News\n- [A Paper](https://arxiv.org/abs/2301.00002)\n")
    assert [(each.entry.title, each.path[-1]) for each in listing.entries] == [("A Paper", "Fake News")]


def test_links_on_a_line_of_their_own_belong_to_the_entry_above() -> None:
    listing = read_list(
        "# L\n1. [**A Paper.**](https://arxiv.org/abs/2301.00001) *Ada Example, Max Moe.* Arxiv 2023.\n\n"
        "&nbsp;&nbsp; [![GitHub Repo stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)\n"
    )
    assert [each.entry.code for each in listing.entries] == ["https://github.com/a/b"]


LABELS = """\
# L
## 检测
**First Paper: In Bold**

- CVPR 2020 Oral

- 论文下载链接：https://arxiv.org/abs/2301.00001
- 代码（即将开源）：https://git.example.org/a

Second Paper: In Plain Words

- 论文：https://github.com/a/b/blob/master/paper/1.pdf
- 主页：https://b.example.org/
- Demo视频：https://video.example.org/1

**A Paper That Is Nowhere**

- 论文：暂无
- 代码：https://github.com/a/c

**Fourth Paper: Again in Bold**

论文：https://arxiv.org/abs/2301.00004

代码：https://github.com/a/d
"""


def test_a_title_with_labels_and_addresses_below() -> None:
    listing = read_list(LABELS)
    assert {listed.path for listed in listing.entries} == {("检测",)}
    found = [listed.entry for listed in listing.entries]
    assert [(each.title, each.code, each.project, each.pdf) for each in found] == [
        ("First Paper: In Bold", "https://git.example.org/a", None, None),
        (
            "Second Paper: In Plain Words",
            None,
            "https://b.example.org/",
            "https://github.com/a/b/blob/master/paper/1.pdf",
        ),
        ("Fourth Paper: Again in Bold", "https://github.com/a/d", None, None),
    ]
    assert (found[0].venue, found[0].year) == ("CVPR", 2020)
    assert [(each.line, "Nowhere" in each.text) for each in listing.unread] == [(16, True)]


def test_one_line_summaries_are_no_part_of_titles() -> None:
    """Papers may be files beside the list, which have no address of their own."""
    listing = read_list(
        "# L\n## T\n"
        "- [Access Paths of a Map](papers/a.pdf) (1979): The basics of folding. It is plain how maps are folded.\n"
        "- [Maps and How to Fold Them Twice](https://arxiv.org/abs/2301.00001): Everybody has to read this, and then to"
        " think of what may come after all of the maps\n"
        "- [MapNet](https://arxiv.org/abs/2301.00002): A Network of Folded Maps\n"
        "- [Notes](notes/a.pdf): words\n"
    )
    assert [(each.entry.title, each.entry.year) for each in listing.entries] == [
        ("Access Paths of a Map", 1979),
        ("Maps and How to Fold Them Twice", None),
        ("MapNet: A Network of Folded Maps", None),
    ]


def test_rows_that_say_where_and_when_are_papers_wherever_they_are() -> None:
    listing = read_list(
        "# L\n## T\n| Title | Team | Venue and Year |\n|---|---|---|\n| Folding Many Maps | Lab | ICML 2020 |\n"
        "| Soon | | |\n"
    )
    assert [(each.entry.title, each.entry.venue, each.entry.year) for each in listing.entries] == [
        ("Folding Many Maps", "ICML", 2020)
    ]


def test_notes_below_a_linked_line_are_no_prose() -> None:
    listing = read_list(
        "# L\n## T\n[Folding Maps at the Edge](https://arxiv.org/abs/2301.00001)\nHighlight: many maps, and a way to"
        " fold them that is not the same as all of those before\nResearcher: a student of somebody\n\n"
        "[Maps](https://arxiv.org/abs/2301.00002) are folded by many people in many ways that we can not tell\nhere.\n"
    )
    assert [each.entry.title for each in listing.entries] == ["Folding Maps at the Edge"]
    assert [each.line for each in listing.left_out] == [7]


HEADINGS = """\
# L
## Folding
### A Map of Kind 1 (ICML 2021)
* ![](image/note.png)[Reading Note](https://notes.example.org/1)
* ![](image/pdf.png)[Paper](https://arxiv.org/abs/2301.00001)

**Abstract:** Maps are folded in this work, and unfolded in another one that we do not tell of here.

### A Map That Has No Links (KDD 2020)

**Abstract:** It has none.

### A Map of Kind 2 (2021)
* [Reading Note](https://notes.example.org/2)

* [Paper](./papers/2.pdf)

### A Map of Kind 3 (FoldConf 2022)
* [Reading Note](https://notes.example.org/3) [Paper](https://arxiv.org/abs/2301.00003)
* [Code](https://github.com/a/c)
## Unfolding (2 papers)
### A Map of Kind 4 (2020)
* [Paper](https://arxiv.org/abs/2301.00004)
"""


def test_headings_above_links_of_papers_are_their_titles() -> None:
    listing = read_list(HEADINGS)
    found = [(each.path, each.entry.title, each.entry.venue, each.entry.year) for each in listing.entries]
    assert found == [
        (("Folding",), "A Map of Kind 1", "ICML", 2021),
        (("Folding",), "A Map of Kind 2", None, 2021),
        (("Folding",), "A Map of Kind 3", "FoldConf", 2022),
        (("Unfolding",), "A Map of Kind 4", None, 2020),
    ]
    assert not any(each.entry.page for each in listing.entries)
    assert not listing.unread


def test_what_stands_below_an_entry_is_said_of_it() -> None:
    listing = read_list(
        "# L\n## T\n- [One Paper Here](https://arxiv.org/abs/2301.00001)\n"
        "  - Ada Example, Max Moe, and Özge Örnek. ICML, 2023.\n"
        "- [Another Paper](https://arxiv.org/abs/2301.00002)\n  - Keywords: Graph Networks, Deep Sets\n  - KDD 2023\n"
        "  - Code: [official](https://b.example.org/)\n"
    )
    one, other = (listed.entry for listed in listing.entries)
    assert (one.authors, one.venue, one.year) == (("Ada Example", "Max Moe", "Özge Örnek"), "ICML", 2023)
    assert (other.authors, other.venue, other.year) == ((), "KDD", 2023)
    assert other.code == "https://b.example.org/"


def test_a_column_of_papers_beside_one_of_names() -> None:
    listing = read_list(
        "# L\n## T\n| Name | Paper | Year |\n|---|---|---|\n"
        "| Foo | [A Title About Foo](https://arxiv.org/abs/2301.00001) | 2023 |\n"
        "|  | [A Title of No Name](https://arxiv.org/abs/2301.00002) | 2023 |\n"
        "\n| Method | Year |\n|---|---|\n| [Tool](https://tool.example.org) | 2023 |\n"
    )
    assert [listed.entry.title for listed in listing.entries] == ["A Title About Foo", "A Title of No Name"]
    assert [each.line for each in listing.unread] == [10]


def test_an_address_of_another_paper_does_not_get_lost() -> None:
    listing = read_list(
        "# L\n## A\n[One\nPaper Here](https://arxiv.org/abs/2301.00001)\n"
        "## B\n[https://arxiv.org/abs/2301.00002](https://arxiv.org/abs/2301.00002)\n"
    )
    assert [(listed.line, listed.entry.title) for listed in listing.entries] == [(3, "One Paper Here")]
    assert [each.line for each in listing.unread] == [6]


def test_a_row_that_is_not_closed_has_its_line() -> None:
    rows = [f"<tr>\n<td><a href='https://arxiv.org/abs/2301.0000{n}'>Paper Number {n}</a></td>\n" for n in range(2)]
    assert [each.line for each in read_list(f"# L\n\n<table>\n{rows[0]}{rows[1]}</table>\n").entries] == [4, 6]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## All of It\n## One\n- [A Paper](https://arxiv.org/abs/2301.00001)\n", "All of It"),
        (
            "## One\n- [A Paper](https://arxiv.org/abs/2301.00001)\n## Two\n- [B Paper](https://arxiv.org/abs/2301.00002)\n",
            None,
        ),
        ("## Contents\n## One\n- [A Paper](https://arxiv.org/abs/2301.00001)\n", None),
    ],
)
def test_the_title_of_a_list_without_a_first_heading(text: str, title: str | None) -> None:
    assert read_list(text).title == title


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("📖LLM Inference/Serving", "LLM Inference/Serving"),
        ("2.1.3 Sparse Attention", "Sparse Attention"),
        ("2023", "2023"),
        ("Pruning (12 papers)", "Pruning"),
        ("Pruning (12)", "Pruning"),
        ("Pruning (2021)", "Pruning (2021)"),
        ("3D Vision", "3D Vision"),
        ("3.综述", "综述"),
        ("2.5D Vision", "2.5D Vision"),
        ("C++", "C++"),
        ("🔥🔥", ""),
        ("1.) Maps", "Maps"),
        ("2) Charts", "Charts"),
        ("[Papers]", "Papers"),
        ("[Papers](3)", "Papers"),
    ],
)
def test_headings_without_decoration(heading: str, text: str) -> None:
    assert heading_text(heading) == text


@given(st.text("#-*|[]()<>/ \n`aB1.:", max_size=300))
def test_no_document_breaks_the_reading(text: str) -> None:
    listing = read_list(text)
    assert all(1 <= listed.line <= text.count("\n") + 1 for listed in listing.entries)


@pytest.mark.parametrize("between", ["; ", " and ", ", ICML 2021; ", ", ICML 2021, ", " & "])
def test_two_papers_on_a_line_are_two(between: str) -> None:
    first, second = (
        "[A First of Two Papers](https://arxiv.org/abs/2301.00001)",
        "[The Second of Them](https://arxiv.org/abs/2301.00002)",
    )
    found = [listed.entry for listed in read_list(f"# Maps\n- {first}{between}{second}, ICLR 2022\n").entries]
    assert [each.title for each in found] == ["A First of Two Papers", "The Second of Them"]
    assert [each.id_by_scheme["arxiv"] for each in found] == ["2301.00001", "2301.00002"]
    assert (found[1].venue, found[1].year) == ("ICLR", 2022)


def test_a_paper_that_another_one_mentions_is_no_entry() -> None:
    first, second = (
        "[A First of Two Papers](https://arxiv.org/abs/2301.00001)",
        "[The Second of Them](https://arxiv.org/abs/2301.00002)",
    )
    (found,) = read_list(f"# Maps\n- {first}, ICML 2021, which extends {second}\n").entries
    assert found.entry.title == "A First of Two Papers"


@pytest.mark.parametrize("said", ["[Coming soon](https://sosp.org)", "Coming soon!", "[TBA](https://sosp.org/tba)"])
def test_a_title_that_is_still_to_come_is_none(said: str) -> None:
    listing = read_list(
        f"# Maps\n- [SOSP 2023] [A Map of Folds](https://arxiv.org/abs/2301.00001)\n- [SOSP 2024] {said}\n"
    )
    assert [listed.entry.title for listed in listing.entries] == ["A Map of Folds"]
    assert len([*listing.unread, *listing.left_out]) == 1


def test_a_row_of_a_leaderboard_is_no_paper_called_as_its_venue() -> None:
    rows = "".join(f"| {n} | [Net{n}](https://arxiv.org/abs/2301.0000{n}) | 9{n}.1 | ICML 2021 |\n" for n in range(3))
    assert not read_list(f"# Maps\n| Rank | Model | Score | Paper |\n|---|---|---|---|\n{rows}").entries


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("**What Is a Map?** A Study of Folded Paper", "What Is a Map? A Study of Folded Paper"),
        ("**MAP-ED<sup>2</sup>:** A Study of Folded Paper", "MAP-ED2: A Study of Folded Paper"),
        ('**Map 7** : "Map 7B"', "Map 7B"),
    ],
)
def test_a_title_that_begins_in_bold_goes_on(line: str, title: str) -> None:
    (found,) = read_list(f"# Maps\n- {line} [[paper](https://arxiv.org/abs/2301.00001)]\n").entries
    assert found.entry.title == title
