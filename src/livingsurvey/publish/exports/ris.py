"""A paper as RIS, the format that reference managers exchange.

The tags are those that EndNote, Mendeley and Zotero read alike: ``T2`` for where a paper appeared, ``ID`` for its key.
RIS has no preprints. A manuscript (``MANSCPT``) of the type "Preprint" in an archive is what EndNote and Zotero both
know; ``UNPB`` becomes a journal article in Zotero, and so does every type that it does not know.
"""

from __future__ import annotations

from livingsurvey.model import Paper
from livingsurvey.model.imprint import first_and_last
from livingsurvey.publish.content import citation
from livingsurvey.survey import Survey

_TYPES = {"journal": "JOUR", "preprint": "MANSCPT", "web": "ELEC"}


def record(paper: Paper, survey: Survey) -> str:
    """The record of a paper, from its ``TY`` line to its ``ER`` line."""
    kind = citation.kind(paper, survey)
    lines = [("TY", _TYPES.get(kind, "CPAPER")), ("ID", paper.key), ("TI", paper.title)]
    lines += [("AU", author.name.family_first) for author in paper.authors]
    where = citation.container(paper, survey)
    lines += [("PY", str(paper.year)), ("PB" if kind == "preprint" else "T2", where)]
    if kind == "preprint":
        lines += [("M3", "Preprint"), ("DB", where)]
    lines += _imprint(paper, has_publisher=kind == "preprint")
    if paper.ids.doi:
        lines.append(("DO", paper.ids.doi))
    if paper.ids.arxiv:
        lines.append(("AN", f"arXiv:{paper.ids.arxiv}"))
    if url := citation.cited_url(paper, survey):
        lines.append(("UR", url))
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def _imprint(paper: Paper, *, has_publisher: bool) -> list[tuple[str, str]]:
    ends = first_and_last(paper.pages) if paper.pages else None
    first, last = ends or (paper.pages, None)
    said = {
        "DA": paper.month and f"{paper.year}/{paper.month:02}//",
        "VL": paper.volume,
        "IS": paper.number,
        "SP": first,
        "EP": last if last != first else None,
        "PB": None if has_publisher else paper.publisher,
        "N1": paper.note,
    }
    return [(tag, value) for tag, value in said.items() if value]
