"""Papers as a terminal or another program gets them."""

from __future__ import annotations

import io
import json
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from livingsurvey.cli.terminal import count_of
from livingsurvey.insight.search import Answer, Hit, Tier
from livingsurvey.model import Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.beside import Row, rows
from livingsurvey.publish.content.traits import compared, own
from livingsurvey.survey import Survey

if TYPE_CHECKING:
    from rich.console import RenderableType

_KEY_WIDTH = 32
_LABEL_WIDTH, _PAPER_WIDTH = 30, 50


def as_json(paper: Paper) -> str:
    """The record with its key, without what it leaves out."""
    return json.dumps(_record(paper), ensure_ascii=False, indent=2)


def list_as_json(papers: Sequence[Paper]) -> str:
    """A JSON list of records."""
    return json.dumps([_record(paper) for paper in papers], ensure_ascii=False, indent=2)


def _record(paper: Paper) -> dict[str, Any]:
    return paper.model_dump(mode="json", exclude_defaults=True)


def as_lines(papers: Sequence[Paper]) -> str:
    """``key  year venue  title``, one paper a line."""
    width = max((len(paper.key) for paper in papers), default=0)
    where = max((len(f"{paper.year} {paper.venue}") for paper in papers), default=0)
    return "".join(
        f"{paper.key:<{width}}  {f'{paper.year} {paper.venue}':<{where}}  {paper.title}\n" for paper in papers
    )


def beside(answer: Answer, survey: Survey) -> Iterator[str]:
    """What a search says besides the papers: topics and people that are meant, and what was forgiven."""
    for place, group in enumerate(answer.groups):
        for hit in group.hits if group.kind != "paper" else ():
            if hit.tier <= Tier.NAME or (place == 0 and hit is group.hits[0]):
                yield f"{hit.kind} {_called(hit, survey)}"
    for typed, taken, _ in answer.forgiven:
        yield f"also found: {', '.join(taken[:3])} for {typed}. Only {typed}: put it in double quotes"


def _called(hit: Hit, survey: Survey) -> str:
    if hit.kind == "topic":
        return f"{hit.title}: {count_of(len(survey.papers_in(hit.subject)), 'paper')}, --topic {hit.subject}"
    if hit.kind == "venue":
        return (
            f"{hit.title}: {count_of(len(survey.by_venue[hit.subject]), 'paper')}, --venue {shlex.quote(hit.subject)}"
        )
    return hit.title


def table(papers: Sequence[Paper]) -> RenderableType:
    """The same as columns of the terminal's width, with what each paper does below its title."""
    from rich.table import Table
    from rich.text import Text

    columns = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name, width in (("key", _KEY_WIDTH), ("year", None), ("venue", None)):
        columns.add_column(name, no_wrap=True, max_width=width)
    columns.add_column("title")
    for paper in papers:
        title = Text(paper.title)
        if paper.summary:
            title.append(f"\n{paper.summary.en}", "dim")
        columns.add_row(Text(paper.key, "cyan"), str(paper.year), Text(paper.venue, "green"), title)
    return columns


def side_by_side(papers: Sequence[Paper], survey: Survey) -> RenderableType:
    """Papers as columns of the terminal's width, what is said of them as rows."""
    from rich.table import Table
    from rich.text import Text

    columns = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, show_edge=False)
    columns.add_column("")
    for paper in papers:
        columns.add_column(Text(paper.key, "cyan"), ratio=1, overflow="fold")
    columns.add_row("Title", *(Text(paper.title, "bold") for paper in papers))
    if any(paper.name for paper in papers):
        columns.add_row("Name", *(Text(paper.name or "") for paper in papers))
    for row in rows(papers, survey):
        between = "\n" if row["group"] == "number" else "; "
        said = [between.join(cell["words"]) or ("–" if cell["applies"] else "") for cell in row["cells"]]
        columns.add_row(_head(row), *map(Text, said))
    return columns


def side_by_side_as_text(papers: Sequence[Paper], survey: Survey) -> str:
    """The same as plain text, as wide as these papers need it."""
    from rich.console import Console

    written = io.StringIO()
    width = _LABEL_WIDTH + _PAPER_WIDTH * len(papers)
    Console(file=written, width=width, color_system=None, legacy_windows=False).print(side_by_side(papers, survey))
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().rstrip().splitlines())


def _head(row: Row) -> str:
    return f"{row['name']}\n{row['id']}" if row["group"] == "number" else row["name"]


def beside_as_json(papers: Sequence[Paper], survey: Survey) -> str:
    """A JSON object: the keys of the ``papers``, and the ``rows`` of :mod:`livingsurvey.publish.content.beside`."""
    said = {"papers": [paper.key for paper in papers], "rows": rows(papers, survey)}
    return json.dumps(said, ensure_ascii=False, indent=2)


def as_text(paper: Paper, survey: Survey) -> str:
    """What there is to say of a paper, a line for each thing."""
    fields = list(_fields(paper, survey))
    width = max(len(label) for label, _ in fields)
    lines = [paper.title, *_byline(paper), "", *_summary(paper)]
    return "\n".join([*lines, *(f"{label:<{width}}  {value}" for label, value in fields), ""])


def card(paper: Paper, survey: Survey) -> RenderableType:
    """The same in colour, wrapped to the terminal's width."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column(overflow="fold")
    for label, value in _fields(paper, survey):
        fields.add_row(label, Text(value, "link " + value if value.startswith("http") else ""))
    heading = [Text(paper.title, "bold"), *map(Text, (*_byline(paper), "", *_summary(paper)))]
    return Padding(Group(*heading, fields), (1, 2))


def _byline(paper: Paper) -> Iterator[str]:
    if paper.authors:
        yield paper.byline
    yield f"{paper.venue} {paper.year}"


def _summary(paper: Paper) -> Iterator[str]:
    if paper.summary:
        yield from (paper.summary.en, "")


def _citations(paper: Paper, survey: Survey) -> Iterator[tuple[str, str]]:
    if known := paper.citations:
        yield "citations", f"{known.count:,} ({labels.catalogue_name(known.source)}, {known.date})"
    if paper.cites:
        yield "cites", ", ".join(paper.cites.papers)
    if others := survey.cited_by.get(paper.key):
        yield "cited by", ", ".join(other.key for other in others)


def _fields(paper: Paper, survey: Survey) -> Iterator[tuple[str, str]]:
    ids, links = paper.ids, paper.links
    yield "key", paper.key
    if paper.name:
        yield "name", paper.name
    for alias in paper.aliases:
        yield "alias", alias
    for title in paper.also_titled:
        yield "also titled", title
    for topic in paper.topics:
        path = survey.taxonomy.paths.get(topic, ())
        yield "topic", " › ".join(node.title.en for node in path) or topic
    if appeared := labels.appeared(paper):
        yield "appeared", appeared
    if paper.note:
        yield "note", paper.note
    yield from ((field["id"], field["words"]) for field in own(paper, survey, "paper"))
    known = compared(paper, survey)
    yield from (("compared", f"{trait['name']}: {trait['words']}") for trait in known["known"])
    if known["known"] and known["unknown"]:
        yield "unknown", ", ".join(trait["name"] for trait in known["unknown"])
    if url := addresses.readable_version(paper, survey):
        yield "read", url
    places = [
        ("arXiv", ids.arxiv and addresses.arxiv_url(ids.arxiv)),
        ("ACL", ids.acl and addresses.acl_url(ids.acl)),
        ("OpenReview", ids.openreview and addresses.openreview_url(ids.openreview)),
        ("DOI", ids.doi and addresses.doi_url(ids.doi)),
        ("page", links.page),
        ("PDF", addresses.pdf(paper)),
        (f"code (archived {links.archived})" if links.archived else "code", links.code),
        *(("code by others", url) for url in links.reimplementations),
        ("project", links.project),
    ]
    yield from ((label, url) for label, url in places if url)
    yield from _citations(paper, survey)
    yield "added", paper.added.isoformat()
    yield "file", survey.files[paper.key]
