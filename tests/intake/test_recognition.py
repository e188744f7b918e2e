"""Entries in the forms that lists have, well written and not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.errors import UsageError
from livingsurvey.intake import Entry, from_line
from livingsurvey.intake.doubt import Doubt
from livingsurvey.intake.markdown import pieces_of
from livingsurvey.intake.recognition import recognise
from livingsurvey.model.audit import Kind

PAPER = "https://arxiv.org/abs/2401.00001"
CODE = "https://github.com/owner/name"


def entry(line: str) -> Entry:
    found = recognise(pieces_of(line))
    assert found is not None, line
    return found


MALFORMED = {
    "as asked for": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code](CODE)]",
    "brackets the other way": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code]](CODE)",
    "broken closing tag": "- A Title: With More, <ins>ICLR, 2024/ins> [[Paper](PAPER)] [[Code](CODE)]",
    "no closing tag": "- A Title: With More, <ins>ICLR, 2024 [[Paper](PAPER)] [[Code](CODE)]",
    "no comma after the title": "- A Title: With More <ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code](CODE)]",
    "full-width comma": "- A Title: With More，<ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code](CODE)]",
    "no comma in the tag": "- A Title: With More, <ins>ICLR 2024</ins> [[Paper](PAPER)] [[Code](CODE)]",
    "no space after the tag": "- A Title: With More, <ins>ICLR, 2024</ins>[[Paper](PAPER)][[Code](CODE)]",
    "comma after the tag": "- A Title: With More, <ins>ICLR, 2024</ins>, [[Paper](PAPER)], [[Code](CODE)]",
    "spaces": "   -  A Title: With More,  <ins>\u00a0ICLR, 2024 </ins>  [[Paper](PAPER )]  [[Code](CODE)]  ",
    "PDF of a version": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PDFv2.pdf)] [[Code](CODE)]",
    "HTML form": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](HTMLv1)] [[Code](CODE)]",
    "version cut off": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PAPERv)] [[Code](CODE)]",
    "DOI of arXiv": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](DOI)] [[Code](CODE)]",
    "other host": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](HOST)] [[Code](CODE)]",
    "aggregator": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](AGGREGATOR)] [[Code](CODE)]",
    "link in a link": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper]([https://a.b/c](PAPER))] [[Code](CODE)]",
    "address twice": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code](CODECODE)]",
    "tracked": "- A Title: With More, <ins>ICLR, 2024</ins> [[Paper](PAPER)] [[Code](CODE?utm_source=somewhere)]",
}
ADDRESSES = {
    "PDF": "https://arxiv.org/pdf/2401.00001",
    "HTML": "https://arxiv.org/html/2401.00001",
    "DOI": "https://doi.org/10.48550/arXiv.2401.00001",
    "HOST": "https://www.arxiv.org/abs/2401.00001",
    "AGGREGATOR": "https://huggingface.co/papers/2401.00001",
    "PAPER": PAPER,
    "CODE": CODE,
}


def filled(line: str) -> str:
    """The line with addresses where their names stand."""
    return re.sub("|".join(ADDRESSES), lambda name: ADDRESSES[name[0]], line)


@pytest.mark.parametrize("line", MALFORMED.values(), ids=MALFORMED)
def test_the_submission_format_however_it_is_broken(line: str) -> None:
    found = entry(filled(line))
    assert found.title == "A Title: With More"
    assert (found.venue, found.year) == ("ICLR", 2024)
    assert found.id_by_scheme == {"arxiv": "2401.00001"}
    assert found.code == CODE
    assert found.page is None


def test_what_a_tag_does_not_say_is_absent() -> None:
    found = entry(f"- T One, 2024</ins> [[Paper]({PAPER})]")
    assert (found.title, found.venue, found.year) == ("T One", None, 2024)
    assert entry(f"- T One, <ins>arXiv, ICML</ins> [[Paper]({PAPER})]").year is None


def test_a_paper_given_as_code_is_no_code() -> None:
    assert (
        entry(f"- T One, <ins>ICML, 2023</ins> [[Paper]({PAPER})] [[Code](https://arxiv.org/abs/2305.04320)]").code
        is None
    )


def test_code_by_others_is_not_the_authors() -> None:
    found = entry(f"- T One, <ins>ICML, 2023</ins> [[Paper]({PAPER})] [[Code, third party]({CODE})]")
    assert (found.code, found.reimplementations) == (None, (CODE,))


FORMS = {
    "line break": "- A Title: With More <br> NeurIPS 2023 [[Paper]](PAPER) [[Code (Some® Tool)]](CODE)",
    "bold": "1. **A Title: With More.** NeurIPS 2023. ![](https://img.shields.io/badge/Analysis-green)\n\n"
    "   *Ada Example, Özge Örnek.* [[pdf](PAPER)], [[project](CODE)], 2023.6",
    "linked and bold": "1. [**A Title: With More.**](PAPER) *Ada Example, Özge Örnek.* NeurIPS 2023. [code](CODE)",
    "code span": "1. **A Title: With More** `NeurIPS 2023`\n\n    *Ada Example.* [[Paper](PAPER)] [[Code](CODE)]",
    "venue in front": "- (NeurIPS 2023) A Title: With More [[paper](PAPER)] [[code](CODE)]",
    "venue in bold in front": "- **[NeurIPS'23]** [A Title: With More](PAPER) [[code](CODE)]",
    "bars": "- NeurIPS 2023 | [A Title: With More](PAPER) | [code](CODE)",
    "name linked": "- [A Title](PAPER): With More | NeurIPS' 23 [[code]](CODE)",
    "name linked with its colon": "- [A Title:](PAPER) With More | NeurIPS 23 [[code]](CODE)",
    "date and et al.": "- [2023/05] **A Title: With More.** *Ada Example (A University) et al. NeurIPS 2023.* "
    "[[paper](PAPER)] [[code](CODE)]",
    "four lines": "**A Title: With More** \\\n*Ada Example<sup>1</sup>, Özge Örnek* \\\nNeurIPS 2023. [[Paper](PAPER)] "
    "[[Github](CODE)] \\\n5 Jun 2023",
    "badges": "- A Title: With More [![](https://img.shields.io/badge/NeurIPS-2023-blue)]() "
    "[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-b31b1b.svg)](PAPER) "
    "![](https://img.shields.io/github/stars/owner/name?style=social)",
    "emoji and tag": "- 🔥[**Short**] A Title: With More(@Somewhere etc) [[pdf](PAPER)] [[name]](CODE) NeurIPS 2023",
    "HTML": '- <a href="PAPER">A Title: With More</a>, <b>NeurIPS 2023</b> <a href="CODE">code</a>',
    "names in front": "- Ada Example, Özge Örnek, Max Moe. **A Title: With More.** *NeurIPS 2023.* [[paper]](PAPER) "
    "[[code]](CODE)",
    "venue in the label": "**A Title: With More** \\\n[[NeurIPS 2023](PAPER)] [[Code](CODE)]",
    "venue in the link": "- [[NeurIPS 2023] A Title: With More](PAPER) ([code](CODE))",
    "quoted behind a name": '- **Name**: "A Title: With More", *NeurIPS, 2023*. [[Paper](PAPER)] [[Code](CODE)]',
    "institution behind the year": '* **Name**: "A Title: With More", NeurIPS, 2023 (*Example Labs*). [[Paper](PAPER)]'
    "[[PyTorch](CODE)]",
    "who knows where behind the year": '* **?**: "A Title: With More", NeurIPS, 2023 (*?*). [[Paper](PAPER)]'
    "[[Code](CODE)]",
    "quoted over two lines": '- **Name** "A Title:\n  With More" *NeurIPS 2023*. [[Paper](PAPER)] [[Code](CODE)]',
    "quoted behind an underlined name": '1. <u>Name</u>: **"A Title: With More"**. *Ada Example et al.* NeurIPS 2023. '
    "[[Paper](PAPER)] [[Code](CODE)]",
    "reference": "- [Example, A., Örnek, Ö., & Moe, M. (2023, April). A Title: With More. In *NeurIPS*.](PAPER) "
    "[code](CODE)",
    "addresses behind their labels": "- A Title: With More, NeurIPS 2023. Paper: PAPER Code: CODE",
    "names below": "- [A Title: With More](PAPER) [[code](CODE)]\n  - Ada Example and Max Moe. NeurIPS, 2023.",
    "badge for the address": "- [A Title: With More](PAPER) (NeurIPS, 2023)\n  "
    "[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](PAPER) [code](CODE)",
    "date and venue in front": "- 20231110 NeurIPS-23 [A Title: With More](PAPER) [code](CODE)",
    "venue in brackets without a space": "- **[Name]** A Title: With More(**NeurIPS 2023**) [[paper](PAPER)]"
    "[[code](CODE)]",
    "year and venue in bold": "<b>A Title: With More (2023 NeurIPS)</b> [[Paper]](PAPER) [[Code]](CODE)",
    "lines inside": "- **A Title: With More**\n  - NeurIPS 2023\n  - [Paper](PAPER) | [Code](CODE)",
}


@pytest.mark.parametrize("line", FORMS.values(), ids=FORMS)
def test_other_forms(line: str) -> None:
    found = from_line(filled(line))
    assert found.title == "A Title: With More"
    assert (found.venue, found.year) == ("NeurIPS", 2023)
    assert found.id_by_scheme == {"arxiv": "2401.00001"}
    assert found.code == CODE


@pytest.mark.parametrize(
    "title",
    [
        'Why "Should I Trust You" Matters',
        '"Nobody Wants to Do It": Work on Data',
        'CAMEL: Agents for "Mind" Exploration',
    ],
)
def test_quotation_marks_inside_a_title_stay(title: str) -> None:
    assert entry(f"- **{title}**, ICML 2023 [[pdf]({PAPER})]").title == title


def test_a_scheme_that_stands_there_twice_is_told_and_the_paper_is_found() -> None:
    found = entry(f"- [A Title of It](https://{PAPER}), ICML 2023 [[code](https://https//github.com/ada/folds)]")
    assert found.title == "A Title of It"
    assert found.code == "https://github.com/ada/folds"
    assert found.notes[0] == f"“https://{PAPER}” is read as {PAPER}"
    assert {note.kind for note in found.notes if isinstance(note, Doubt)} == {Kind.BROKEN_ADDRESS}


def test_a_month_is_no_part_of_a_venue() -> None:
    found = entry(f'- **Name**: "A Title of It", *ICML, Feb 2023*. [[Paper]({PAPER})]')
    assert (found.venue, found.year, len(found.notes)) == ("ICML", 2023, 1)


@pytest.mark.parametrize(
    ("said", "names", "go_on"),
    [("Ada B. Example.", ("Ada B. Example",), False), ("Ada Lind et al.", ("Ada Lind",), True)],
)
def test_names_behind_a_year_are_no_venue(said: str, names: tuple[str, ...], go_on: bool) -> None:
    found = entry(f"- **A Title Here**(1986), {said} [[pdf]({PAPER})]")
    assert (found.title, found.venue, found.year) == ("A Title Here", None, 1986)
    assert (found.authors, found.and_others) == (names, go_on)


@pytest.mark.parametrize(
    ("said", "venue", "year"),
    [
        ("ICML, 2023 (Example Labs)", "ICML", 2023),
        ("arXiv, 2023 (University of Maps, Oz)", "arXiv", 2023),
        ("CVPR, 2023. (University of Maps (UoM))", "CVPR", 2023),
        ("ICML 2023 (Workshop)", "ICML (Workshop)", 2023),
        ("NeurIPS 2023 (Datasets and Maps)", "NeurIPS (Datasets and Maps)", 2023),
        ("IROS 2023 (with RA-L)", "IROS (with RA-L)", 2023),
        ("CVPR 23 Oral", "CVPR", 2023),
        ("Example, A., & Lind, B. C. (ECCV 2018 (Oral))", "ECCV", 2018),
        ("CVPR 23 Findings", "CVPR Findings", 2023),
        ("arXiv 23.8", "arXiv", 2023),
        ("arXiv 2022, ICML 2023", "ICML", 2023),
        ("ICML 2023; arXiv 2022", "ICML", 2023),
    ],
)
def test_what_stands_beside_a_venue(said: str, venue: str, year: int) -> None:
    found = entry(f"- **MapNet**: A Title of It. `{said}` [[Paper]({PAPER})]")
    assert (found.title, found.venue, found.year) == ("MapNet: A Title of It", venue, year)


@pytest.mark.parametrize(
    ("said", "names", "go_on"),
    [
        ("Lind, A. B., Poe, J., & Örnek, Ö.", ("A. B. Lind", "J. Poe", "Ö. Örnek"), False),
        ("Lind, A., Poe, J. R., ... & Moe, M.", ("A. Lind", "J. R. Poe"), True),
        ("Lind, A.", ("A. Lind",), False),
        ("Lind A., Poe J.", ("A. Lind", "J. Poe"), False),
    ],
)
def test_names_as_references_have_them(said: str, names: tuple[str, ...], go_on: bool) -> None:
    found = entry(f"* [A Title of It]({PAPER}) - {said} (ICML 2023) [[code]]({CODE})")
    assert (found.authors, found.and_others, found.venue, found.year) == (names, go_on, "ICML", 2023)


@pytest.mark.parametrize("said", ["ICML 2023", "IEEE TFOLD 2023"])
def test_a_venue_behind_the_last_name_is_none_of_it(said: str) -> None:
    found = entry(f"- [A Title of It]({PAPER}) <br> Ada Lind, Bo Poe, Max Moe {said}")
    assert (found.authors, found.year) == (("Ada Lind", "Bo Poe", "Max Moe"), 2023)
    assert found.venue == said.removesuffix(" 2023")


def test_a_raised_number_in_a_name_is_of_it_and_one_behind_a_person_is_not() -> None:
    found = entry(f'- **S<sup>2</sup>-Fold**: "S<sup>2</sup>-Fold: A Title", ICML, 2023. [[Paper]({PAPER})]')
    assert found.title == "S2-Fold: A Title"
    assert entry(f"- **A Title of It** <br> *Ada Lind<sup>1</sup>, Bo Poe<sup>2</sup>* [[Paper]({PAPER})]").authors == (
        "Ada Lind",
        "Bo Poe",
    )


@pytest.mark.parametrize(
    "names",
    [
        "*[Ada Lind](https://ada.example.org), Bo Poe, Max Moe.*",
        "*Ada Lind, [Bo Poe](https://bo.example.org), Max Moe.*",
        "*[Ada Lind](https://ada.example.org), [Bo Poe](https://bo.example.org), Max Moe.*",
    ],
)
def test_names_that_link_to_pages_of_people(names: str) -> None:
    found = entry(f"**A Title of It.**<br>\n{names}<br>\nICML 2023. [[PDF]({PAPER})] [[Code]({CODE})]")
    assert (found.title, found.authors) == ("A Title of It", ("Ada Lind", "Bo Poe", "Max Moe"))
    assert (found.venue, found.year, found.page, found.code) == ("ICML", 2023, None, CODE)


def test_where_people_work_is_no_venue() -> None:
    below = "\n  - Ada Lind, Bo Poe\n  - Publisher: University of Maps, Fold Labs"
    assert from_line(f"- [A Title of It]({PAPER}){below}").venue is None
    assert from_line(f"- [A Title of It]({PAPER})\n  - Publisher: Proceedings of the Academy of Maps").venue is not None


def test_a_date_below_is_that_of_the_entry() -> None:
    found = from_line(
        f"- [A Title of It]({PAPER})\n  - Ada Lind, Bo Poe\n  - Publish Date: 2023.05.23\n  - Task: Folding"
    )
    assert (found.year, found.authors, found.venue) == (2023, ("Ada Lind", "Bo Poe"), None)


def test_a_video_is_no_paper() -> None:
    with pytest.raises(UsageError):
        from_line(
            '- **Name**: "A Title of It", *ICML, 2023*. [[Paper](soon)] [[Website](https://www.youtube.com/watch?v=1)]'
        )


def test_a_list_of_authors_that_is_cut_short_goes_on() -> None:
    whole = entry(f"1. **A Title Here.** *Ada Example, Özge Örnek and Jan van der Berg.* [[pdf]({PAPER})]")
    assert whole.authors == ("Ada Example", "Özge Örnek", "Jan van der Berg")
    short = entry(f"1. **A Title Here.** *Ada Example et al.* [[pdf]({PAPER})]")
    assert (short.authors, short.and_others, short.first_author) == (("Ada Example",), True, "Ada Example")
    assert entry(f"1. **A Title Here.** *Anonymous* [[pdf]({PAPER})]").authors == ()
    assert entry(f"1. **A Title Here.** *Example, Ada, Özge Örnek* [[pdf]({PAPER})]").authors == ()


def test_the_year_of_a_date_is_used_with_a_word_on_it() -> None:
    found = entry(f"- **A Title Here.** *CVPR* [[pdf]({PAPER})], 2023.6")
    assert (found.venue, found.year) == ("CVPR", 2023)
    assert found.notes == ("the year is that of the entry's date; CVPR may be of another",)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "just words",
        "- [A Tool](https://github.com/a/b) - does things",
        "- [Contents](#contents)",
        f"[Paper]({PAPER})",
    ],
)
def test_what_names_no_paper(line: str) -> None:
    with pytest.raises(UsageError, match="the line names no paper"):
        from_line(line)


@given(st.text(max_size=200) | st.text("[]()<>*_`|!#-: \nabAB.,/\"'&;", max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    recognise(pieces_of(f"- {text} [[Paper]({PAPER})]"))
    recognise(pieces_of(text))


@pytest.mark.parametrize(
    ("line", "title", "venue"),
    [
        ("**MapNet** A Network of Maps and Globes. [paper](PAPER)", "MapNet: A Network of Maps and Globes", None),
        ("**MapNet-1**. Folded Networks of Maps, 2020. [paper](PAPER)", "MapNet-1: Folded Networks of Maps", None),
        ("**Folding Maps** Ada Lind, Bo Roe. ICML 2020. [paper](PAPER)", "Folding Maps", "ICML"),
        ("**3. Folding Many Maps** [paper](PAPER)", "Folding Many Maps", None),
        ("**3D Maps** [paper]((PAPER))", "3D Maps", None),
    ],
)
def test_titles_behind_names_and_numbers(line: str, title: str, venue: str | None) -> None:
    found = entry(f"- {line.replace('PAPER', PAPER)}")
    assert (found.title, found.venue, found.id_by_scheme) == (title, venue, {"arxiv": "2401.00001"})


def test_a_chinese_title_that_mentions_models_is_no_label() -> None:
    assert entry(f"- [大语言模型量化方法综述]({PAPER}) 2023").title == "大语言模型量化方法综述"
    assert entry(f"- 折叠地图的方法研究, ICML 2023 [论文下载链接]({PAPER})").title == "折叠地图的方法研究"
