"""Comparisons read back from their pages and files: what each says of a paper, by its key and the id of a trait.

A cell is a tuple of numbers or words, None where the value is not known, and empty where there is nothing to know.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from lxml import html

from livingsurvey.latex.decode import decode
from livingsurvey.model import Paper, Trait
from livingsurvey.model.declared import Single, singles
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.survey import Survey

Cell = tuple[str | float, ...] | None
Table = dict[str, dict[str, Cell]]


def files(survey: Survey) -> dict[str, str]:
    """The pages and files of all comparisons of a survey by their addresses, without the engine's frame around them."""
    stamps = Stamps(Published(survey), {"comparison": "<!-- slot comparison -->"})
    return {file.address: file.content().decode() for file in stamps.files("comparison")}


def recorded(survey: Survey, papers: Iterable[Paper], traits: Sequence[Trait]) -> Table:
    """What the records say."""
    applying = {
        paper.key: {trait.id for topic in paper.topics for trait in survey.traits_of(topic)} for paper in papers
    }

    def cell(paper: Paper, trait: Trait) -> Cell:
        if trait.id not in paper.traits:
            return None if trait.id in applying[paper.key] else ()
        return tuple(_read(trait, value) for value in singles(paper.traits[trait.id]))

    return {paper.key: {trait.id: cell(paper, trait) for trait in traits} for paper in papers}


def _read(trait: Trait, value: Single) -> str | float:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return trait.values[value].name.en if isinstance(value, str) else float(value)


def in_page(page: str, traits: Sequence[Trait]) -> Table:
    """What the table of a page says."""
    (table,) = html.fromstring(page).xpath("//table")
    ids = [head.get("data-trait") for head in table.xpath("./thead/tr/th")]
    assert [each for each in ids if each] == [trait.id for trait in traits]

    def cell(element: html.HtmlElement, trait: Trait) -> Cell:
        if element.xpath("./*[@aria-labelledby]"):
            return None
        text = element.text_content().strip()
        return (
            _numbers(text) if trait.kind == "number" else tuple(each.text_content() for each in element.xpath("./span"))
        )

    return {
        row.get("data-key"): {trait.id: cell(row.xpath("./*")[ids.index(trait.id)], trait) for trait in traits}
        for row in table.xpath("./tbody/tr")
    }


def in_latex(text: str, traits: Sequence[Trait]) -> Table:
    """What a LaTeX file says, one paper a line."""

    def cell(written: str, trait: Trait) -> Cell:
        if written == "--":
            return None
        return (
            _numbers(written) if trait.kind == "number" else tuple(decode(written).text.split("; ")) if written else ()
        )

    found: Table = {}
    for line in text.splitlines():
        cited = re.search(r"\\cite\{(\w+)\}", line)
        if cited:
            cells = line.removesuffix(r" \\").split(" & ")[2:]
            found[cited[1]] = {trait.id: cell(each, trait) for each, trait in zip(cells, traits, strict=True)}
    return found


def in_csv(text: str, traits: Sequence[Trait]) -> Table:
    """What a CSV file says; an empty cell is one whose value is not known, for whichever reason."""
    readers: dict[str, Callable[[str], str | float]] = {
        "number": float,
        "yes-no": {"true": "yes", "false": "no"}.__getitem__,
    }

    def cell(written: str, trait: Trait) -> Cell:
        read = readers.get(trait.kind, lambda value: trait.values[value].name.en)
        return tuple(map(read, written.split("; "))) if written else None

    rows = list(csv.DictReader(io.StringIO(text)))
    return {row["key"]: {trait.id: cell(row[trait.id], trait) for trait in traits} for row in rows}


def _numbers(text: str) -> Cell:
    return tuple(float(each.replace(",", "")) for each in text.split(", ")) if text else ()
