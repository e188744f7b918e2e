"""A list is seen as a whole first: what its entries share tells what a word in one of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.explaining import explained
from livingsurvey.intake.listing import read_list

LISTS = Path(__file__).parents[1] / "data" / "lists"
ARXIV = "https://arxiv.org/abs/2501.0001"


def entries(text: str) -> list[Entry]:
    return [listed.entry for listed in read_list(f"# L\n## T\n{text}").entries]


def titles(text: str) -> list[str | None]:
    return [entry.title for entry in entries(text)]


# --- what repeats is a label or a venue ------------------------------------------------------------------------------


def test_the_venue_is_what_is_linked() -> None:
    found = entries(
        "### 2025\n"
        "- [[ICML](https://openreview.net/forum?id=AbCdEfGh12)] FoldNet: Training Small Maps [[code](https://github.com/a/f)]\n"
        "- [[ACM MM](https://dl.acm.org/doi/10.1145/3746027.1111111)] Maps in Motion: A First Look\n"
        "- [[ACM MM](https://dl.acm.org/doi/10.1145/3746027.2222222)] MapDiff: Diffusion of Maps\n"
        "- [[Journal of Odd Maps](https://journal.example.org/1)] Odd Maps and How to Fold Them\n"
    )
    assert [(each.title, each.venue, each.year) for each in found] == [
        ("FoldNet: Training Small Maps", "ICML", 2025),
        ("Maps in Motion: A First Look", "ACM MM", 2025),
        ("MapDiff: Diffusion of Maps", "ACM MM", 2025),
        ("Odd Maps and How to Fold Them", "Journal of Odd Maps", 2025),
    ]
    assert (found[0].code, found[3].page) == ("https://github.com/a/f", "https://journal.example.org/1")


@pytest.mark.parametrize("label", ["link to paper", "Read it here", "原文链接", "proceedings version"])
def test_a_text_that_leads_to_many_papers_is_a_label(label: str) -> None:
    rows = [f"- Folding Map Number {n} (OSDI'22) [{label}](https://www.usenix.org/m{n}.pdf)\n" for n in range(4)]
    assert titles("".join(rows)) == [f"Folding Map Number {n}" for n in range(4)]
    assert {(each.venue, each.year) for each in entries("".join(rows))} == {("OSDI", 2022)}


@pytest.mark.parametrize("words", ["![](https://img.shields.io/badge/Folds--1k-green)", "Folds-1k", "Atlas of 2019"])
def test_what_many_entries_link_by_the_same_words_is_none_of_the_papers(words: str) -> None:
    data = f"[{words}](https://aclanthology.org/2021.naacl-main.105)"
    text = "".join(f"- (2022-ICML, CCF-A) **M{n}**: A Map of Kind {n} [[paper]({ARXIV}{n})] {data}\n" for n in range(4))
    text += f"- [Atlas of 2019]({ARXIV}9) [[code](https://github.com/owner/{words.partition(' ')[0][:3]})]\n"
    entries = read_list(f"# L\n## T\n{text}").entries
    assert [tuple(each.entry.id_by_scheme) for each in entries] == [("arxiv",)] * 5
    assert [each.entry.venue for each in entries] == ["ICML"] * 4 + [None]


def test_a_title_with_two_addresses_is_a_title() -> None:
    twice = (
        f"- [Folding Big Maps Fast]({ARXIV}1)\n- [Folding Big Maps Fast](https://openreview.net/forum?id=AbCdEfGh12)\n"
    )
    assert titles(twice) == ["Folding Big Maps Fast"] * 2


@pytest.mark.parametrize("tag", ["SP: WPT", "MM", "FAST: Fold", "DATE"])
def test_short_names_before_titles_are_no_venues(tag: str) -> None:
    others = "".join(f"- [**Name{n}**] A Map of Kind {n} [[pdf]({ARXIV}{n})]\n" for n in range(6))
    last = entries(f"{others}- [**{tag}**] A Map of Another Kind [[pdf]({ARXIV}9)]\n")[-1]
    assert last.title == "A Map of Another Kind"
    assert last.venue is None or tag in ("MM", "DATE")  # that are venues, whatever stands around them


def test_a_survey_is_no_venue() -> None:
    rows = "".join(f"- [VLDB'2{n}] [A Store of Maps {n}]({ARXIV}{n})\n" for n in range(4))
    last = entries(f"{rows}- [Survey] [ICML'23] [Maps: A Survey]({ARXIV}9)\n")[-1]
    assert (last.venue, last.year) == ("ICML", 2023)


@pytest.mark.parametrize(
    ("written", "title", "venue", "year"),
    [
        ("2017-CVPR - A Map of Another Kind", "A Map of Another Kind", "CVPR", 2017),
        ("2019-TFold - A Map of Another Kind", "A Map of Another Kind", "TFold", 2019),
        ("2014 - A Map of Another Kind", "A Map of Another Kind", None, 2014),
        ("Serverless Maps - Are We There Yet?", "Serverless Maps - Are We There Yet?", None, None),
        ("A Map of Another Kind, (Lind et al., _CVPR 2024_)", "A Map of Another Kind", "CVPR", 2024),
        ("A Map of Another Kind (Lind et al.)", "A Map of Another Kind", None, None),
        ("(*ICML 2023.08*) A Map of Another Kind", "A Map of Another Kind", "ICML", 2023),
        ("ICML 2023: A Map of Another Kind", "A Map of Another Kind", "ICML", 2023),
        ("ACM MM 2023: A Map of Another Kind", "A Map of Another Kind", "ACM MM", 2023),
        ("DATE: A Map of Another Kind", "DATE: A Map of Another Kind", None, None),
        ("A Map of Another Kind, IEEE SII 2022.", "A Map of Another Kind", "IEEE SII", 2022),
    ],
)
def test_what_stands_before_a_dash_and_behind_a_comma(written: str, title: str, venue: str | None, year: int) -> None:
    (found,) = entries(f"- {written} [[Paper]({ARXIV}1)]\n")
    assert (found.title, found.venue, found.year) == (title, venue, year)


def test_a_date_that_ends_a_linked_title_is_no_part_of_it() -> None:
    (found,) = entries(f"- [Folding Maps in Public. 2020-04-19]({ARXIV}1)\n")
    assert (found.title, found.venue, found.year) == ("Folding Maps in Public", None, 2020)


# --- names look like names in most entries ---------------------------------------------------------------------------

NAMES = {
    "one author": ("Wu Na", ("Wu Na",)),
    "one author turned": ("Na, Wu", ("Wu Na",)),
    "turned": (
        "Lind, Ora and Roe, Bo Q. and van Poe, Anna",
        ("Ora Lind", "Bo Q. Roe", "Anna van Poe"),
    ),
    "a letter lost": ("G`omez, Jos'e and Lind, Ora", ("Jos'e Gòmez", "Ora Lind")),
    "accents in front of their letters": ("S´ebastien Li` o, Ora Veliˇc", ("Sébastien Liò", "Ora Velič")),
    "accents of TeX": (r"Cl{\'e}ment Li, Andr{\'e} Roe, Ora Lind", ("Clément Li", "André Roe", "Ora Lind")),
    "one in lower case": ("Ora Lind, Bo Roe, Mei Poe, Yu li", ("Ora Lind", "Bo Roe", "Mei Poe", "Yu li")),
    "and without a space": ("A. Lind, B. Roe, andQ. V. Poe", ("A. Lind", "B. Roe", "Q. V. Poe")),
    "no spaces at all": ("OraLind, Bo B.Roe, Anna-MariePoe", ("OraLind", "Bo B.Roe", "Anna-MariePoe")),
    "a team": ("Ora Lind, Gradient Team, Bo Roe", ("Ora Lind", "Gradient Team", "Bo Roe")),
    "one word": ("Ora Lind, Teknium, Bo Roe", ("Ora Lind", "Teknium", "Bo Roe")),
    "initials behind": ("Lind O, Roe BQ, Poe A", ("O Lind", "BQ Roe", "A Poe")),
    "semicolons": ("Ora Lind; Bo Roe, Ann Poe", ("Ora Lind", "Bo Roe", "Ann Poe")),
    "numbers": ("Ora Lind1,2, Bo Roe1*, Ann Poe†", ("Ora Lind", "Bo Roe", "Ann Poe")),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_what_stands_where_names_do_is_names(text: str, names: tuple[str, ...]) -> None:
    rows = "".join(f"- **A Map of Kind {n}** [[arXiv]({ARXIV}{n})]  \n  Una Aard, Bo Lind\n" for n in range(3))
    last = entries(f"{rows}- **A Map of Another Kind** [[arXiv]({ARXIV}9)]  \n  {text}\n")[-1]
    assert (last.authors, last.and_others, last.venue) == (names, False, None)


def test_a_list_of_names_that_is_cut_short_goes_on() -> None:
    rows = f"- [A Map of One Kind]({ARXIV}1): 2023<br/>&emsp;Lind, Ora and Roe, Bo... 3 hidden ... Poe, Ann<br/>\n"
    (found,) = entries(rows)
    assert (found.authors, found.and_others, found.year) == (("Ora Lind", "Bo Roe"), True, 2023)


def test_names_that_link_to_pages_of_people_are_names() -> None:
    (found,) = entries(
        "- **A Map of One Kind.**<br>*[Ora Lind](https://o.example.org/), [Bo Roe](https://b.example.org/), "
        f"Ann Poe.*<br>ICML 2023. [[PDF]({ARXIV}1)]\n"
    )
    assert (found.title, found.authors) == ("A Map of One Kind", ("Ora Lind", "Bo Roe", "Ann Poe"))
    assert (found.venue, found.year, found.project) == ("ICML", 2023, None)


def test_a_title_of_two_words_is_no_page_of_somebody() -> None:
    assert titles(f"- [Fold Anything]({ARXIV}1), [Cut Anything]({ARXIV}2)\n")[:1] == ["Fold Anything"]


def test_an_unknown_venue_before_a_colon_is_one_where_most_entries_have_venues_there() -> None:
    rows = "".join(f"- ICML 202{n}: A Map of Kind {n} [[Paper]({ARXIV}{n})]\n" for n in range(4))
    last = entries(f"{rows}- TFold 2024: A Map of Another Kind [[Paper]({ARXIV}9)]\n")[-1]
    assert (last.title, last.venue, last.year) == ("A Map of Another Kind", "TFold", 2024)


def test_two_people_of_one_name_stay_two_and_are_told() -> None:
    (found,) = entries(f"- [**A Map of One Kind.**]({ARXIV}1) _Wei Wang, Bo Roe, Wei Wang._ ICML 2023.\n")
    assert found.authors == ("Wei Wang", "Bo Roe", "Wei Wang")
    assert found.notes == ("Wei Wang is in the list of authors 2 times",)


def test_a_lone_author_is_no_venue() -> None:
    (found,) = entries(f"- [Solo Maps]({ARXIV}1) Ann Doe, 2023\n")
    assert (found.venue, found.year, found.authors) == (None, 2023, ("Ann Doe",))


def test_a_venue_that_looks_like_a_name_is_a_venue() -> None:
    (found,) = entries(f"- Odd Maps, Pattern Recognition 2020 [[pdf]({ARXIV}1)]\n")
    assert (found.title, found.venue, found.year) == ("Odd Maps", "Pattern Recognition", 2020)


# --- what belongs together -------------------------------------------------------------------------------------------


def test_a_heading_above_linked_titles_is_a_heading() -> None:
    listing = read_list(
        f"# L\n## Storage\n- [VLDB'25] [A Store of Maps]({ARXIV}1)\n\n## Scheduling\n"
        f"- [arxiv'25] [A Scheduler of Maps]({ARXIV}2)\n- [OSDI'25] [Fair Queues of Maps]({ARXIV}3)\n"
    )
    assert [(each.path, each.entry.title) for each in listing.entries] == [
        (("Storage",), "A Store of Maps"),
        (("Scheduling",), "A Scheduler of Maps"),
        (("Scheduling",), "Fair Queues of Maps"),
    ]


@pytest.mark.parametrize("number", ["1.", "10.", "-"])
def test_names_and_links_in_an_item_of_their_own(number: str) -> None:
    """Behind ``10.`` a continuation that is indented by three begins a list of its own."""
    text = f"{number} **Choosing Maps Actively.**\n   *\tMax Moe, Lea Loe.* [[pdf]({ARXIV}1)], 2022.5\n"
    (found,) = entries(text)
    assert (found.title, found.authors, found.year) == ("Choosing Maps Actively", ("Max Moe", "Lea Loe"), 2022)


@pytest.mark.parametrize("venue", ["TACL", "IEEE TFold", "FoldConf", "IEEE Transactions on Folding and Maps"])
def test_a_venue_in_an_item_of_its_own_is_no_title(venue: str) -> None:
    (found,) = entries(
        f"- A Map of Another Kind.\n  - *{venue} 2020* [[paper]({ARXIV}1)] [[code](https://github.com/a/m)]\n"
    )
    assert (found.title, found.venue, found.year) == ("A Map of Another Kind", venue, 2020)


def test_a_name_before_a_linked_title_is_not_said_twice() -> None:
    assert titles(f"- MapNet: [MapNet: Folding Maps]({ARXIV}1)\n") == ["MapNet: Folding Maps"]


@pytest.mark.parametrize("address", ["https://github.com/a/notes", "https://huggingface.co/datasets/a/notes"])
def test_what_has_authors_and_a_year_is_an_entry_wherever_it_can_be_read(address: str) -> None:
    (found,) = entries(f"- [Foldus]({address}): 2023<br/>Ora Lind and Bo Roe<br/>\n")
    assert (found.title, found.page, found.code, found.year) == ("Foldus", address, None, 2023)
    assert entries(f"- [Foldus]({address}) are a tool\n") == []


def test_venue_and_names_in_paragraphs_of_their_own() -> None:
    inside = (
        "- **MapFormer: Folding Maps**&nbsp;\n\n  Neural Information Processing Systems\n\n"
        "  _Ora Lind, Bo Roe_ (2022)\n\n"
        f"  [[Paper PDF]]({ARXIV}1)&nbsp; [[Code]](https://github.com/a/m)\n"
    )
    below = (
        "**1. MapBench: Measuring Maps** [[Paper](https://proceedings.mlr.press/v1/a.html)]\n\n"
        "**Venue:** Visual Maps 2024\n\n**Authors:** Ora Lind, Bo Roe.\n\n![fig](./a.png)\n"
    )
    (first,), (second,) = entries(inside), entries(below)
    assert (first.title, first.authors, first.year) == ("MapFormer: Folding Maps", ("Ora Lind", "Bo Roe"), 2022)
    assert (second.title, second.authors) == ("MapBench: Measuring Maps", ("Ora Lind", "Bo Roe"))
    assert (second.venue, second.year) == ("Visual Maps", 2024)


def test_links_above_a_list_are_no_papers() -> None:
    listing = read_list(
        f'<div align="center">\n\n# Maps\n\n<a href="{ARXIV}9">📝 Our Survey</a> |\n<a href="https://example.org">Site</a>\n\n'
        f"</div>\n\n## Papers\n\n- [**A Store of Maps.**]({ARXIV}1) _Ora Lind, Bo Roe._ Arxiv 2025.\n"
    )
    assert [each.entry.title for each in listing.entries] == ["A Store of Maps"]
    assert [each.reason for each in listing.left_out] == ["a text, or a row of links"]


def test_mathematics_in_headings_and_titles_stays() -> None:
    listing = read_list(
        f"# L\n### $W\\rightarrow q\\bar{{q}}$\n* [RICH 2019]({ARXIV}1) (2020)\n## B\n* [B C]({ARXIV}2)\n"
    )
    first = listing.entries[0]
    assert (first.path, first.entry.title, first.entry.venue) == (("$W\\rightarrow q\\bar{q}$",), "RICH 2019", None)


# --- nothing goes without a word -------------------------------------------------------------------------------------

NOWHERE = (
    "- [VLDB'25] [A Store of Maps](https://arxiv.org/abs/2501.00011)\n"
    "- [VLDB'24] [A Shop of Maps](https://arxiv.org/abs/2401.00011)\n"
    "- [VLDB'22] KeepMap: Durable Maps in Practice\n"
    "- [Gone but not Forgotten: Lost Maps](None): 1997<br/>&emsp;Doe, Jane and Roe, Bo\n"
    "- [Gone for Good](): 1998<br/>&emsp;Doe, Jane and Roe, Bo\n"
    "- ~~[Struck Maps](https://arxiv.org/abs/2501.00012) (2025)~~\n"
    "- see the others\n"
)


def test_entries_that_lead_nowhere_are_entries_where_they_have_the_form_of_the_list() -> None:
    listing = read_list(f"# L\n## T\n{NOWHERE}")
    found = [(each.entry.title, each.entry.venue, each.entry.year) for each in listing.entries[2:]]
    assert found == [
        ("KeepMap: Durable Maps in Practice", "VLDB", 2022),
        ("Gone but not Forgotten: Lost Maps", None, 1997),
        ("Gone for Good", None, 1998),
    ]
    assert [(each.line, each.reason) for each in listing.left_out] == [
        (8, "it is struck out"),
        (9, "nothing leads to the paper"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- TODO",
        "- Folding Maps",
        "- We were invited to speak about maps at ICML 2023",
        "- Our tutorial at ICML 2023 was great fun",
        "- [2.1 Scheduling](#scheduling)",
        "- FoldConf 2023",
        "- the set of 2,023 maps",
    ],
)
@pytest.mark.parametrize(
    "entry", ["- [VLDB'2{0}] [A Store of {0} Maps]({1}{0})\n", "- [A Store of {0} Maps]({1}{0}), ICML 202{0}\n"]
)
def test_what_says_no_paper_is_none_whatever_else_the_list_has(line: str, entry: str) -> None:
    entries = "".join(entry.format(number, ARXIV) for number in range(1, 6))
    listing = read_list(f"# L\n## T\n{entries}{line}\n")
    assert [each.line for each in listing.entries] == [3, 4, 5, 6, 7]


def test_a_sentence_that_says_where_and_when_is_no_entry_where_others_say_it_in_a_tag() -> None:
    entries = "".join(f"- [VLDB'2{number}] [A Store of {number} Maps]({ARXIV}{number})\n" for number in range(1, 6))
    listing = read_list(f"# L\n## T\n{entries}- We presented a talk, ICML 2023\n- [SOSP'19] Maps of Old\n")
    assert [each.line for each in listing.entries] == [3, 4, 5, 6, 7, 9]


def test_a_title_has_no_part_that_leads_to_another_place_of_the_list() -> None:
    lines = "- [VLDB'22] Durable Maps [also in [2.1](#scheduling)]\n- [VLDB'23] Small Maps ([see above](#t), twice)\n"
    listing = read_list(f"# L\n## T\n{NOWHERE}{lines}")
    assert [each.entry.title for each in listing.entries[-2:-1]] == ["Durable Maps"]


def test_a_text_that_does_not_end_is_no_title() -> None:
    listing = read_list(
        f"# L\n| Paper | Links |\n|---|---|\n| 1) Maps {'are folded and ' * 30} | [Paper]({ARXIV}1) |\n"
    )
    assert [each.reason for each in listing.unread] == ["its title has no end"]


# --- why -------------------------------------------------------------------------------------------------------------


def test_a_line_is_explained_by_the_form_of_its_list() -> None:
    more = "".join(f"- [ICML'2{n}] [A Map of Kind {n}]({ARXIV}{n})\n" for n in range(4))
    text = f"# L\n## T\n{NOWHERE}{more}"
    listing = read_list(text)
    assert explained(listing, text, 3).splitlines() == [
        "The list: the title of an entry is the text of a link; in the tag before the title stands where it appeared.",
        "Line 3 is an entry under “T”.",
        "  Its title is the text of a link: A Store of Maps",
        "  In the tag before the title: “VLDB'25” says venue VLDB, year 2025.",
        "  An address has its id: arxiv 2501.00011",
        "  It has the form of the list.",
    ]
    assert "its title is plain text, and most are the text of a link" in explained(listing, text, 5)
    assert "Line 8 is no entry: it is struck out." in explained(listing, text, 8)


def test_a_line_that_is_no_entry_is_told_what_it_is() -> None:
    text = (
        "# L\n\nWords.\n\n## 2023\n"
        f"- [A Map of Rivers]({ARXIV}1), Una Aard,\n  Bo Lind, ICML\n\n"
        "- [A Map of Hills](https://example.org/hills.pdf)\n\n## Later\n- [A Map of Clouds](https://example.org/c.pdf)\n"
    )
    listing = read_list(text)
    told = {line: explained(listing, text, line).splitlines()[1:] for line in range(1, 13)}
    assert told[1] == ["Line 1 is a heading."]
    assert told[2] == ["Line 2 is empty."]
    assert told[3] == ["Line 3 is no entry, and stands above the first one, in line 6."]
    assert told[7][0] == "Line 7 stands below line 6, which is an entry under “2023”."
    assert "  Its year is that of the heading “2023”: 2023" in told[9]
    assert "  It becomes no record: no year, and no id that shows it." in told[12]
    with pytest.raises(UsageError, match="there is no line 13: the last one is line 12"):
        explained(listing, text, 13)


BEHIND = {
    "a word that could be a name": ("Procedia Folding, 2018", "Procedia Folding", 2018),
    "many words": ("Charts and Globes in Applied Mapping, 2020", "Charts and Globes in Applied Mapping", 2020),
    "in bold, its year not": ("**FoldSys**, 2021", "FoldSys", 2021),
    "an arXiv id": ("arXiv:2101.00009 [cs, math], 2021", "arXiv", 2021),
    "a label without its link": ("Map Magazine 2020 [paper]", "Map Magazine", 2020),
    "a conference in lower case": (
        "International conference on folding and unfolding of maps in constrained spaces for travellers, 2017",
        "International conference on folding and unfolding of maps in constrained spaces for travellers",
        2017,
    ),
}


@pytest.mark.parametrize(("text", "venue", "year"), BEHIND.values(), ids=BEHIND)
def test_what_stands_with_a_year_where_venues_do_is_one(text: str, venue: str, year: int) -> None:
    """A text with a year behind a title, where most entries have their venue, names no people."""
    rows = "".join(
        f"- **A Map of Kind {n}**, *Una Aard, Bo Lind*, ICML, 202{n} [[paper]({ARXIV}{n})]\n" for n in range(3)
    )
    last = entries(f"{rows}- **A Map of Another Kind**, *Ora Lind, Bo Roe*, {text} [[paper]({ARXIV}9)]\n")[-1]
    assert (last.venue, last.year, last.authors) == (venue, year, ("Ora Lind", "Bo Roe"))


def test_names_in_front_of_a_venue_are_no_part_of_it() -> None:
    rows = "".join(
        f"- **A Map of Kind {n}**, *Una Aard, Bo Lind*, Journal of Maps, 202{n} [[paper]({ARXIV}{n})]\n"
        for n in range(3)
    )
    last = entries(
        f"{rows}- **A Map of Another Kind**, * Ora Lind , Bo Roe*, Journal of Maps, 2022 [[paper]({ARXIV}9)]\n"
    )
    assert (last[-1].venue, last[-1].year, last[-1].authors) == ("Journal of Maps", 2022, ("Ora Lind", "Bo Roe"))


def test_code_of_several_papers_is_theirs_where_a_word_says_so() -> None:
    """An address that a table of the list has as its own text is no name of something else."""
    rows = "".join(
        f"- Folding Maps of Kind {n} [[pdf]({ARXIV}{n})] [[code](https://github.com/a/b)]\n" for n in range(4)
    )
    table = "| Name | Code |\n|---|---|\n" + "| Fold | <https://github.com/a/b> |\n" * 4
    assert [entry.code for entry in entries(f"{rows}\n{table}")[:4]] == ["https://github.com/a/b"] * 4


def test_one_name_below_an_entry_is_its_author_where_names_stand_below_most() -> None:
    text = "".join(
        f"- [{title}]({ARXIV}{n})\n  - {names}\n  - Keyword: maps, paper\n"
        for n, (title, names) in enumerate(
            [
                ("Folding Big Maps", "Ada Lind, Bo Poe"),
                ("Unfolding Small Maps", "Max Moe, Lea Loe, Jo Roe"),
                ("Maps for the Wild", "Lea Loe, Ada Lind"),
                ("Charts by Hand", "Jo Roe"),
            ]
        )
    )
    assert [listed.entry.authors for listed in read_list(text).entries][-1] == ("Jo Roe",)


def test_what_an_entry_links_below_a_label_is_no_paper() -> None:
    text = (
        f"- [Folding Big Maps]({ARXIV}1)\n  - Ada Lind, Bo Poe\n"
        "  - Datasets: [AtlasOne](https://atlas.example.org/one), [AtlasTwo](https://atlas.example.org/two)\n"
        f"- [Unfolding Small Maps]({ARXIV}2)\n  - Max Moe, Lea Loe\n"
    )
    assert [listed.entry.title for listed in read_list(text).entries] == ["Folding Big Maps", "Unfolding Small Maps"]


def test_words_in_bold_at_the_beginning_of_a_plain_title_are_of_it() -> None:
    said = [
        "Folding **Big Maps** at Scale",
        "A **Fold** of One's Own",
        "Learning to Fold **Charts**",
        "Are Maps **Enough**?",
        "**Maps** for the Wild",
        "**Big** **Charts** by Hand",
    ]
    text = "".join(f"- (arXiv 2024.{n}) {title}, [[Paper]]({ARXIV}{n})\n" for n, title in enumerate(said, 1))
    assert [listed.entry.title for listed in read_list(text).entries] == [title.replace("**", "") for title in said]


def test_a_tag_behind_a_plain_title_is_none_of_it() -> None:
    text = "".join(
        f"- [[CVPR]({ARXIV}{n})] {title}. [__`fold.`__] :fire:\n"
        for n, title in enumerate(["Folding Big Maps", "Unfolding Small Maps", "Charts by Hand"])
    )
    assert [listed.entry.title for listed in read_list(text).entries] == [
        "Folding Big Maps",
        "Unfolding Small Maps",
        "Charts by Hand",
    ]


def test_a_note_between_a_title_and_its_links_ends_no_entry() -> None:
    text = (
        "## Maps\n### Folding Big Maps\n- intro: the first that folds more than one map at once\n"
        f"- arXiv: {ARXIV}1\n- github: https://github.com/owner/name\n\n"
        f"**Unfolding Small Maps**\n\n- intro: FoldConf 2019\n- keywords: hands, paper\n- arXiv: {ARXIV}2\n"
    )
    found = read_list(text)
    assert [(listed.entry.title, listed.path) for listed in found.entries] == [
        ("Folding Big Maps", ("Maps",)),
        ("Unfolding Small Maps", ("Maps",)),
    ]
    assert found.unread == ()


def test_a_paper_that_others_mention_is_that_of_the_entry_that_links_nothing_else() -> None:
    mentions = "".join(
        f"- Kind {n} of folds\n  - Used in [MapNet]({ARXIV}1) and [Folds](https://f.org/{n})\n" for n in range(4)
    )
    rows = f"- **[2025] Folding Big Maps** [[paper(MapNet)]({ARXIV}1)]\n- **[2024] Small Maps** [[paper]({ARXIV}2)]\n"
    text = f"{rows}{mentions}"
    assert titles(text)[:2] == ["Folding Big Maps", "Small Maps"]


def test_the_first_of_many_authors_is_no_part_of_the_venue() -> None:
    rows = "".join(f"- [Maps of Kind {n}]({ARXIV}{n}), Lind et al., ICML 202{n}\n" for n in range(4))
    assert {entry.venue for entry in entries(rows)} == {"ICML"}


@pytest.mark.parametrize(
    "names", ["Ora Lind, Teknium, Bo Roe", "The Gradient Team", "Ora Lind", "Gradient Team, Bo Roe"]
)
def test_odd_names_in_front_of_a_known_venue_are_no_part_of_it(names: str) -> None:
    rows = "".join(f"- **A Map of Kind {n}**, Una Aard, Bo Lind, ICML 202{n} [[paper]({ARXIV}{n})]\n" for n in range(4))
    last = entries(f"{rows}- **A Map of Another Kind**, {names}, NeurIPS 2021 [[paper]({ARXIV}9)]\n")[-1]
    assert (last.title, last.venue, last.year) == ("A Map of Another Kind", "NeurIPS", 2021)
    assert last.authors == (() if names == "The Gradient Team" else tuple(names.split(", ")))


def test_teams_among_names_do_not_make_them_other_than_names() -> None:
    names = "Roe, Bo and Lind, Ora Q. and van Poe, Anna and Gradient Team and Teknium"
    (found,) = entries(f"- [A Map of One Kind]({ARXIV}1): 2023<br/>&emsp;{names}<br/>\n")
    assert found.authors == ("Bo Roe", "Ora Q. Lind", "Anna van Poe", "Gradient Team", "Teknium")


@pytest.mark.parametrize("mark", [":", " :", "：", ":**"])
def test_a_colon_behind_a_title_is_none_of_it(mark: str) -> None:
    marks = "**" if mark.endswith("**") else ""
    assert titles(f"- {marks}Folding Big Maps Fast{mark}\n  [Paper]({ARXIV}1)\n") == ["Folding Big Maps Fast"]


# --- what most entries have settles what stands behind a title, and that nothing has an address ---------------------


NAMES = (
    "Ada Lind, Bo Roe, Mei Li",
    "Mo Li, Bo Roe",
    "Zoe Roe, Ada Lind, Jo Lu",
    "Jan van der Berg, Ada Lind, J. R. Poe",
)
CALLED = (
    "Folding Big Maps with Care",
    "Towards Atlases",
    "Sparse Charts and Small Globes",
    "MapNet: Maps and Globes at Scale",
)


@pytest.mark.parametrize(
    "written", ["- {}, {}, FoldConf 2023. [[pdf]({}{})]\n", "- {}, {} (ECCV 2018 (Oral)) [[pdf]({}{})]\n"]
)
def test_two_names_behind_a_comma_are_names_where_others_have_more(written: str) -> None:
    found = entries("".join(written.format(CALLED[n], NAMES[n], ARXIV, n) for n in range(4)))
    assert [each.title for each in found] == [*CALLED]
    assert [", ".join(each.authors) for each in found] == [*NAMES]


def test_two_and_two_words_behind_a_comma_stay_in_a_title_where_no_entry_has_names_there() -> None:
    assert titles(f"- Virtual Globes, Fine Atlases, Odd Charts, ICML 2023 [[pdf]({ARXIV}1)]\n") == [
        "Virtual Globes, Fine Atlases, Odd Charts"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "- **{}**. {}. FoldConf 2023.\n",
        "- **{}**<br>{}<br>*ICML 2023*\n",
        "1. {}, {}, ICML 2023\n",
        "- **{}** (ICML 2023)\n",
    ],
)
def test_entries_of_a_list_without_any_address_are_papers_if_they_are_alike(written: str) -> None:
    found = entries("".join(written.format(*each) for each in zip(CALLED, NAMES, strict=True)))
    assert [each.title for each in found] == [*CALLED]
    assert all(each.year == 2023 and each.venue for each in found)


def test_steps_that_mention_a_conference_are_no_papers() -> None:
    assert not entries("- Take some paper.\n- Fold it as they did at ICML 2023.\n- Unfold it.\n- Look at it (2020).\n")


@pytest.mark.parametrize("written", ["- [{} {}]({}{})\n", "- **{} {}** [[paper]({}{})]\n"])
def test_a_year_behind_most_titles_is_in_none_of_them(written: str) -> None:
    found = entries("".join(written.format(CALLED[n], 2016 + n, ARXIV, n) for n in range(4)))
    assert [(each.title, each.year) for each in found] == [(CALLED[n], 2016 + n) for n in range(4)]


def test_a_year_behind_one_title_is_part_of_it() -> None:
    lines = [f"- [{called}]({ARXIV}{n})\n" for n, called in enumerate([*CALLED, "A Corpus of the Elections in 2016"])]
    assert titles("".join(lines))[-1] == "A Corpus of the Elections in 2016"


def test_tags_in_a_row_stand_above_the_title() -> None:
    (found,) = entries(
        "- `【2025-06】-【FoldNet】-【Fold Labs & University of Maps, Oz, Department of Folding】-【Type: Model】`\n"
        "  - **FoldNet: Folding Big Maps**\n  - **Author(s):** Ada Lind, Bo Roe\n"
        f"  - [![stars](https://img.shields.io/github/stars/a/f)](https://github.com/a/f)\n  - [Paper]({ARXIV}1)\n"
    )
    assert (found.title, found.authors, found.year) == ("FoldNet: Folding Big Maps", ("Ada Lind", "Bo Roe"), 2025)
    assert found.code == "https://github.com/a/f"


@pytest.mark.parametrize("place", ["Google", "Fold Labs", "MIT"])
def test_an_institution_between_title_and_venue_is_in_neither(place: str) -> None:
    (found,) = entries(f"- Exploring N-gram Maps. {place}. ACL 2019. [[pdf]({ARXIV}1)]\n")
    assert (found.title, found.venue, found.year) == ("Exploring N-gram Maps", "ACL", 2019)


@pytest.mark.parametrize(
    "line", ["- Folds of Maps [ICML 2023, [Paper]({0}1)\n", "- Folds of Maps (ICML 2023, [Paper]({0}1)\n"]
)
def test_a_bracket_that_never_closes_is_in_no_title(line: str) -> None:
    (found,) = entries(line.format(ARXIV))
    assert (found.title, found.venue, found.year) == ("Folds of Maps", "ICML", 2023)


@pytest.mark.parametrize("label", ["research paper", "original article", "this paper", "Journal publication"])
def test_what_a_paper_is_called_in_a_sentence_is_no_title(label: str) -> None:
    last = f"- Charts of all kinds (e.g., [{label}]({ARXIV}9))\n"
    rows = f"- [Folding Big Maps Fast]({ARXIV}1)\n- [Folding Small Maps]({ARXIV}2)\n"
    assert titles(rows + last) == ["Folding Big Maps Fast", "Folding Small Maps"]
