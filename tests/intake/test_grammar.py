"""Made-up lists of every form that a small grammar has, whose truth is known: hardly an entry is read wrong."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from livingsurvey.intake.listing import read_list

ENTRIES = 7
VENUES = ("ICML", "NeurIPS", "ICLR", "CVPR", "VLDB", "KDD", "FoldConf")
GIVEN, FAMILY = (
    ("Ada", "Bo", "Jean-Luc", "Özge", "Mei", "J. R."),
    ("Lind", "van der Berg", "Örnek", "Li", "O'Neil", "Poe"),
)
FIRST = (
    "Folding",
    "Towards",
    "MapNet:",
    "On the Use of",
    "Learning to Fold",
    "Sparse",
    "LoM-2:",
    "A Survey of",
    "Are We",
)
REST = ("Big Maps with Little Paper", "Maps in 4-bit", "Efficient Atlases for the Wild", "Maps, Charts and Globes")
LAST = ("at Scale", "without Tears", "via Creasing", "Is All You Need", "(and Back)", "under Noise?", "", "")


@dataclass(frozen=True)
class Truth:
    """What a made-up entry says."""

    title: str
    authors: tuple[str, ...]
    venue: str
    year: int
    arxiv: str
    code: str


def truths(draw: random.Random, start: int) -> list[Truth]:
    found: dict[str, Truth] = {}
    while len(found) < ENTRIES:
        number = start + len(found)
        title = " ".join(filter(None, (draw.choice(FIRST), draw.choice(REST), draw.choice(LAST))))
        people = draw.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], draw.randint(2, 5))
        year = draw.randint(2015, 2025)
        found[title] = Truth(
            title,
            tuple(people),
            draw.choice(VENUES),
            year,
            f"{year - 2000}01.{number:05}",
            f"https://github.com/owner/name{number}",
        )
    return list(found.values())


Written = Callable[[Truth], str]
TITLES: dict[str, Written] = {
    "linked": lambda t: f"[{t.title}]({url(t)})",
    "linked and bold": lambda t: f"[**{t.title}**]({url(t)})",
    "bold": lambda t: f"**{t.title}**",
    "plain": lambda t: t.title,
    "HTML": lambda t: f'<a href="{url(t)}">{t.title}</a>',
}
BEFORE: dict[str, Written] = {
    "nothing": lambda _: "",
    "tag": lambda t: f"[{t.venue}'{t.year % 100:02}] ",
    "tag in bold": lambda t: f"**[{t.venue} {t.year}]** ",
    "round tag": lambda t: f"({t.venue} {t.year}) ",
    "linked tag": lambda t: f"[[{t.venue} {t.year}]({url(t)})] ",
    "bar": lambda t: f"{t.venue} {t.year} | ",
}
BEHIND: dict[str, Written] = {
    "nothing": lambda _: "",
    "round": lambda t: f" ({t.venue} {t.year})",
    "sentence": lambda t: f". {t.venue} {t.year}.",
    "line": lambda t: f" <br> {t.venue} {t.year}",
    "institution": lambda t: f" | {t.venue}, {t.year} (*{('Fold Labs', 'University of Maps, Oz', '?')[t.year % 3]}*)",
    "code": lambda t: f" `{t.venue} {t.year}`",
    "in": lambda t: f", in *{t.venue}* {t.year}.",
    "date and tag": lambda t: f" [{t.year - 1}-06] [{t.venue} {t.year}]",
    "date, venue": lambda t: f", {t.year - 1}-04, {t.venue}'{t.year % 100:02}, ",
    "badge": lambda t: f" ![](https://img.shields.io/badge/{t.venue}-{t.year}-blue)",
}
AUTHORS: dict[str, Written] = {
    "nobody": lambda _: "",
    "in italics": lambda t: f" *{', '.join(t.authors)}*",
    "on a line": lambda t: f"<br>{', '.join(t.authors)}",
    "turned": lambda t: f"<br>{turned(t)}",
}
LABELS = ("Paper", "pdf", "arXiv", "论文", "link to paper")
"""What links are called; of the last, no word is known before the list is seen."""


def url(truth: Truth) -> str:
    return f"https://arxiv.org/abs/{truth.arxiv}"


def turned(truth: Truth) -> str:
    """The authors, family name first."""
    return " and ".join(", ".join(reversed(name.rsplit(" ", 1))) for name in truth.authors)


def lines_of(number: int, title: str, before: str, behind: str, authors: str, truth: list[Truth]) -> list[str]:
    """The entries of a list in one of the forms, a line each."""
    label, mark = LABELS[number % len(LABELS)], ("- ", "1. ", "* ")[number % 3]
    is_linked = title in ("linked", "linked and bold", "HTML") or before == "linked tag"
    lines = []
    for entry in truth:
        said = BEFORE[before](entry) + TITLES[title](entry) + AUTHORS[authors](entry) + BEHIND[behind](entry)
        paper = "" if is_linked else f" [[{label}]({url(entry)})]"
        lines.append(f"{mark}{said}{paper} [[Code]({entry.code})]\n")
    return lines


LAYOUTS: dict[str, tuple[str, Written]] = {
    "table": (
        "| Title | Venue | Year | Authors | Paper | Code |\n|---|---|---|---|---|---|\n",
        lambda t: (
            f"| {t.title} | {t.venue} | {t.year} | {', '.join(t.authors)} | [link]({url(t)}) | [repo]({t.code}) |\n"
        ),
    ),
    "table in Chinese": (
        "| 标题 | 会议 | 年份 | 作者 | 代码 |\n|---|---|---|---|---|\n",
        lambda t: f"| [{t.title}]({url(t)}) | {t.venue} | {t.year} | {'，'.join(t.authors)} | [代码]({t.code}) |\n",
    ),
    "items inside": (
        "",
        lambda t: (
            f"- **{t.title}**\n  - Authors: {', '.join(t.authors)}\n  - Venue: {t.venue} {t.year}\n"
            f"  - Paper: {url(t)}\n  - Code: {t.code}\n"
        ),
    ),
    "paragraphs": (
        "",
        lambda t: (
            f"**{t.title}** [[Paper]({url(t)})] [[Code]({t.code})]\n\n**Venue:** {t.venue} {t.year}\n\n"
            f"**Authors:** {', '.join(t.authors)}.\n\n"
        ),
    ),
    "lines of one paragraph": (
        "",
        lambda t: (
            f"**{t.title}** \\\n*{', '.join(t.authors)}* \\\n{t.venue} {t.year}. [[Paper]({url(t)})] "
            f"[[Code]({t.code})]\n\n"
        ),
    ),
    "several in a cell": (
        "| Kind | Papers |\n|---|---|\n",
        lambda t: (
            f"| Folding | - [{t.title}]({url(t)}), {', '.join(t.authors)}, {t.venue} {t.year}, [code]({t.code})"
            f"<br>- [{t.title}, again]({url(t)}9) |\n"
        ),
    ),
    "venue and year apart": (
        "",
        lambda t: (
            f"1. **{t.title}**, *{', '.join(t.authors)}*, **{t.venue}**, {t.year}. [[paper]({url(t)})]"
            f"[[code]({t.code})]\n"
        ),
    ),
    "names and venue inside": (
        "",
        lambda t: (
            f"- {t.title}.\n  - {', '.join(t.authors[:-1])}, and {t.authors[-1]}. *{t.venue} {t.year}*. "
            f"[[pdf]]({url(t)}) [[code]]({t.code})\n"
        ),
    ),
    "paragraphs of three lines": (
        "",
        lambda t: f"{t.title} ({t.venue} {t.year})\n{', '.join(t.authors)}\nPaper: <{url(t)}>, Code: <{t.code}>\n\n",
    ),
    "paragraphs of an item": (
        "",
        lambda t: (
            f"- **{t.title}**&nbsp;\n\n  {t.venue} {t.year}\n\n  _{', '.join(t.authors)}_\n\n"
            f"  [[Paper PDF]]({url(t)})&nbsp; [[Code]]({t.code})\n\n"
        ),
    ),
    "numbered, indented by three": (
        "",
        lambda t: (
            f"10. **{t.title}.**\n   *\t{', '.join(t.authors)}.* {t.venue} {t.year}. [[pdf]({url(t)})], "
            f"[[code]({t.code})]\n\n"
        ),
    ),
    "a row behind the title": (
        "",
        lambda t: f"- **{t.title}** ({t.year}), {t.venue}, {turned(t)} [[pdf]]({url(t)}) [[code]]({t.code})\n",
    ),
    "names and venue in an item below": (
        "",
        lambda t: (
            f"- {t.title}.\n  [[pdf]]({url(t)})\n  [[code]]({t.code})\n"
            f"  - {', '.join(t.authors)}. *{t.venue}*, {t.year}.\n"
        ),
    ),
    "table whose columns have other names": (
        "| Technique | Paper Title | Data | J/C | Year | Authors | Code |\n|---|---|---|---|---|---|---|\n",
        lambda t: (
            f"| Folds | {t.title} [[pdf]]({url(t)}) | [Folds](https://f.org) | {t.venue} | {t.year} | "
            f"{', '.join(t.authors)} | [repo]({t.code}) |\n"
        ),
    ),
    "under headings": (
        "",
        lambda t: f"### {t.venue} {t.year}\n- [{t.title}]({url(t)}), {', '.join(t.authors)} [[code]({t.code})]\n",
    ),
    "tags in code above the title": (
        "",
        lambda t: (
            f"- `【{t.year}-06】-【Net】-【Fold Labs, Oz】`\n  - **{t.title}**\n"
            f"  - **Author(s):** {', '.join(t.authors)}\n  - 来源：{t.venue} {t.year}\n"
            f"  - [Paper]({url(t)}) / [Code]({t.code})\n"
        ),
    ),
    "two names or more behind a comma": (
        "",
        lambda t: (
            f"- {t.title}, {', '.join(t.authors)} ({t.venue} {t.year} (Oral)) [[pdf]({url(t)})] [[code]({t.code})]\n"
        ),
    ),
    "nested": (
        "- Maps\n",
        lambda t: f"  - ({t.venue} {t.year}) [{t.title}]({url(t)}). *{', '.join(t.authors)}* [code]({t.code})\n",
    ),
}


def wrong(form: str, truth: list[Truth], text: str, *, named: bool = True) -> list[str]:
    """The entries that were not read as they were meant."""
    found = {listed.entry.title: listed.entry for listed in read_list(f"# Maps\n## Folding\n{text}").entries}
    told = []
    for entry in truth:
        read = found.get(entry.title)
        said = read and (read.venue, read.year, read.authors, read.code, read.id_by_scheme.get("arxiv"))
        meant = (entry.venue, entry.year, entry.authors if named else (), entry.code, entry.arxiv)
        if said != meant:
            told.append(f"{form}: {entry}\n  {read or list(found)}")
    return told


def test_nearly_all_entries_of_made_up_lists_are_right() -> None:
    draw = random.Random(21)
    told: list[str] = []
    count = 0
    for number, form in enumerate(itertools.product(TITLES, BEFORE, BEHIND, AUTHORS)):
        title, before, behind, authors = form
        if (before == "nothing") == (behind == "nothing"):
            continue
        truth = truths(draw, number * ENTRIES)
        lines = lines_of(number, title, before, behind, authors, truth)
        told += wrong(", ".join(form), truth, "".join(lines), named=authors != "nobody")
        count += ENTRIES
    assert count > 1000
    assert len(told) <= count / 100, f"{len(told)} of {count}\n" + "\n".join(told[:40])


def test_nearly_all_entries_of_made_up_layouts_are_right() -> None:
    draw = random.Random(22)
    told: list[str] = []
    for number, (form, (head, written)) in enumerate(LAYOUTS.items()):
        for again in range(6):
            truth = truths(draw, (6 * number + again) * ENTRIES)
            told += wrong(form, truth, head + "".join(map(written, truth)))
    count = 6 * ENTRIES * len(LAYOUTS)
    assert len(told) <= count / 100, f"{len(told)} of {count}\n" + "\n".join(told[:40])
