"""A paper as CSL-JSON, which Zotero, Pandoc and every processor of the Citation Style Language read."""

from __future__ import annotations

from typing import Any

import pydantic_core

from livingsurvey.model import Group, Name, Paper
from livingsurvey.publish.content import citation
from livingsurvey.survey import Survey

_TYPES = {"journal": "article-journal", "preprint": "article", "web": "webpage"}
_PARTS = {
    "given": "given",
    "particle": "non-dropping-particle",
    "family": "family",
    "suffix": "suffix",
}


def record(paper: Paper, survey: Survey) -> str:
    """The item of a paper as JSON on one line; it begins with its ``id``."""
    return pydantic_core.to_json(item(paper, survey)).decode()


def item(paper: Paper, survey: Survey) -> dict[str, Any]:
    """The item of a paper. An arXiv id is the number of a preprint, and a note on a published paper."""
    kind = citation.kind(paper, survey)
    container = citation.container(paper, survey)
    described: dict[str, Any] = {
        "id": paper.key,
        "type": _TYPES.get(kind, "paper-conference"),
        "title": paper.title,
        "author": [_name(author.name) for author in paper.authors],
        "issued": {"date-parts": [[paper.year, paper.month] if paper.month else [paper.year]]},
        "publisher" if kind == "preprint" else "container-title": container,
    }
    if url := citation.cited_url(paper, survey):
        described["URL"] = url
    if not paper.authors:
        del described["author"]
    if paper.ids.doi:
        described["DOI"] = paper.ids.doi
    pages = paper.pages and paper.pages.replace("–", "-")  # by which processors know a range
    imprint = {"volume": paper.volume, "issue": paper.number, "page": pages, "publisher": paper.publisher}
    described |= {term: value for term, value in imprint.items() if value and term not in described}
    notes = [paper.note] if paper.note else []
    if paper.ids.arxiv and kind == "preprint":
        described["number"] = f"arXiv:{paper.ids.arxiv}"
    elif paper.ids.arxiv:
        notes.insert(0, f"arXiv:{paper.ids.arxiv}")
    if notes:
        described["note"] = "; ".join(notes)
    return described


def _name(name: Name) -> dict[str, str]:
    if isinstance(name, Group) or name.given is None:
        return {"literal": name.spoken}
    return {term: value for field, term in _PARTS.items() if (value := getattr(name, field))}
