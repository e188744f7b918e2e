"""A list's mistakes as an issue for its keeper, of lists that mean harm included."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from tests.github.test_report import HOSTILE

from livingsurvey.errors import UsageError
from livingsurvey.github.audit import issue
from livingsurvey.github.comment import LONGEST_COMMENT
from livingsurvey.intake import formats
from livingsurvey.intake.audit import audit
from livingsurvey.intake.collection import collected
from livingsurvey.intake.doubt import REMEDIES
from livingsurvey.intake.listing import read_list
from livingsurvey.model.audit import Audit, Found, Kind

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SOURCE = "ada/socks:README.md@0123abcd"
LIST = """\
# Socks
## Folding
- Folding Maps by Hand, ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)
- Sorting of Socks, ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)
- Efficient Washing of Shirts, ICLR 2024 [[Paper]](https://arxiv.org/abs/2302.00002)
- Efficient Washing of Skirts, ICLR 2024 [[Paper]](https://arxiv.org/abs/2302.00002)
- Ironing, ICLR 2024 [[Paper]](https://arxiv.org/abs/2303.00003)
- Ironing, ICLR 2024 [[Paper]](https://arxiv.org/abs/2304.00004)
- Mending, arXiv 2024 [[Paper]](https://arxiv.org/abs/2205.00005)
- Knitting, CVPR 2021 [[Paper]]()
"""


def read(text: str, source: str | None = None) -> Audit:
    listing = read_list(text)
    return audit(listing, collected(listing.entries), "socks.md", source)


def headings(markdown: str) -> list[str]:
    return re.findall(r"^### (.*)", markdown, re.MULTILINE)


def test_numbers_come_first_then_what_is_worth_most_and_last_what_is_perhaps_no_paper() -> None:
    told = issue(read(LIST))
    assert told.index("| entries | ") < told.index("### ")
    assert headings(told) == [
        "One id, two papers",
        "One paper, two titles",
        "One paper, two arXiv ids",
        "The year is not that of the id",
        "Listed twice under one heading",
        "Not recognised as papers",
    ]


def test_a_mistake_has_its_lines_what_is_wrong_and_what_to_do() -> None:
    told = issue(read(LIST, SOURCE))
    shown = "https://github.com/ada/socks/blob/0123abcd/README.md?plain=1#L"
    what = "two papers have one id: “Folding Maps by Hand” and “Sorting of Socks”"
    way = "[arxiv 2301.00001](https://arxiv.org/abs/2301.00001)"
    assert f"- [Line 3]({shown}3), [line 4]({shown}4): {what} ({way})\n" in told
    assert "Open both addresses and keep the one that leads to this paper." in told
    assert "([arxiv 2303.00003](https://arxiv.org/abs/2303.00003), [arxiv 2304.00004]" in told


def test_each_kind_has_its_heading() -> None:
    told = tuple(Found(kind=kind, line=1, lines=(1,), what="it", remedy=REMEDIES[kind]) for kind in Kind)
    shown = issue(read(LIST).model_copy(update={"findings": told}))
    assert (
        len(set(headings(shown))) == len(Kind) - 3
    )  # no venue is part of no year; what is left out, and what has no field, is no mistake


def test_lines_are_no_links_where_nobody_knows_the_address() -> None:
    assert "- Line 3, line 4: two papers have one id: " in issue(read(LIST))
    assert "- Line 3, line 4: two papers" in issue(read(LIST, "https://example.org/socks"))
    assert "read [it](https://example.org/socks) from end" in issue(read(LIST, "https://example.org/socks"))
    repository = "https://github.com/ada/socks"
    assert f"[Line 3]({repository}/blob/HEAD/socks.md?plain=1#L3)" in issue(read(LIST, f"{repository}/"))
    with pytest.raises(UsageError, match="leads nowhere; write  owner/name:path@commit"):
        issue(read(LIST, "socks"))


def test_what_most_entries_lack_is_the_lists_style() -> None:
    entry = "- [Paper Number {0}](https://example.org/{0}.pdf) 2023\n"
    told = issue(read("# L\n## T\n" + "".join(entry.format(number) for number in range(9))))
    assert "9 of the entries have no venue. That seems to be the way of this list" in told
    assert headings(told) == []


def test_an_entry_without_year_and_venue_is_told_once() -> None:
    years = "".join(
        f"- Folding of Socks {n}, ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.0000{n})\n" for n in range(9)
    )
    told = issue(read(f"# L\n## T\n{years}- A Dateless Paper [[Paper]](https://example.org/paper.pdf)\n"))
    assert headings(told) == ["No year"]
    assert "- Line 12: no year, and no id that shows it: A Dateless Paper\n" in told


def test_a_text_that_is_no_list_makes_no_issue() -> None:
    with pytest.raises(UsageError, match=r"no line of socks\.md is a paper"):
        issue(read("# Socks\n\nwords\n"))


def test_a_list_without_mistakes_is_told_so() -> None:
    told = issue(read("# L\n## T\n- A Paper, ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.00001)\n"))
    assert "from end to end. Nothing was found that needs a correction." in told
    assert "other items" not in told


def test_items_that_are_no_papers_are_counted_and_not_shown() -> None:
    told = issue(read(LIST + "- [Sock Folder](https://github.com/ada/folder) folds\n"))
    assert "| other items, such as contents, remarks and software | 1 |" in told
    assert "Sock Folder" not in told


def test_what_a_library_says_of_its_owners_disk_goes_to_nobody() -> None:
    fields = "title={Folding Maps}, author={Ada Example}, year=2023, eprint={2301.00001}, file={/home/ada/a.pdf}"
    listing = formats.read("refs.bib", f"@article{{a, {fields}}}\n")
    said = audit(listing, collected(listing.entries), "refs.bib", None)
    assert [found.kind for found in said.findings if "/home/ada" in found.what] == [Kind.NO_FIELD]
    assert "/home/ada" not in issue(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_list_calls_nobody_and_makes_no_markup(text: str) -> None:
    told = Found(kind=Kind.TWO_IDS, line=1, lines=(1,), what=text, remedy="look", ids=("doi:10.1000/a(b)<c>[d]",))
    html = MARKDOWN.render(issue(read(LIST).model_copy(update={"findings": (told,)})))
    assert not re.search(r"<(?:script|img|/details|code|pre|h1)\b", html, re.IGNORECASE)
    assert re.findall(r'href="([^"]*)"', html) == ["https://doi.org/10.1000/a%28b%29%3Cc%3E%5Bd%5D"]
    assert not re.search(r"[@#](?=\w)|<!--", html)
    assert len(html) < 3000


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_hostile_titles_and_headings_stay_text(text: str) -> None:
    flat = text.replace("\n", " ")
    lines = [
        f"- {n} {flat} <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)\n" for n in ("One", "Two", "One")
    ]
    html = MARKDOWN.render(issue(read(f"{LIST}## {flat}\n{''.join(lines)}")))
    assert not re.search(r"<(?:script|img|/details|code|pre|h1)\b", html, re.IGNORECASE)
    assert not re.search(r"[@#](?=\w)|<!--", html)


def test_the_longest_issue_fits_and_says_how_much_more_there_is() -> None:
    entry = "- {0} Paper of Socks and Shirts {1}, arXiv 2019 [[Paper]](https://arxiv.org/abs/2301.{0:05})\n"
    told = issue(read("# L\n## T\n" + "".join(entry.format(number, "数" * 90) for number in range(900)), SOURCE))
    assert len(told.encode()) <= LONGEST_COMMENT
    shown = told.count("\n- [Line ")
    assert shown > 50
    assert f"\n… and {900 - shown} more.\n" in told
