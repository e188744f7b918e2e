"""A paper as other tools cite it: COinS, the tags that Google Scholar and Zotero read, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from livingsurvey.model import Author, Group, Paper
from livingsurvey.model.imprint import first_and_last
from livingsurvey.publish import addresses
from livingsurvey.survey import Survey

Tag = tuple[str, str]

_LOOKS_LIKE_TWO = re.compile(r"[^, ]* [^,]*, [^, ]* ")
_OPENURL = "ctx_ver=Z39.88-2004"
_UNPUBLISHED = {"preprint": "preprint", "web": "webpage"}
"""Zotero's types of what appeared neither in proceedings nor in a journal, by the kind of its venue."""
_PROCEEDINGS = "book", "rft.genre", "proceeding", "rft.atitle", "rft.btitle"
_CONTEXTS = {
    "journal": ("journal", "rft.genre", "article", "rft.atitle", "rft.jtitle"),
    "preprint": ("dc", "rft.type", _UNPUBLISHED["preprint"], "rft.title", "rft.publisher"),
    "web": ("dc", "rft.type", _UNPUBLISHED["web"], "rft.title", "rft.source"),
}
"""By kind of venue: the OpenURL format, what tells the type and how, and the names of the title and of the venue."""


def kind(paper: Paper, survey: Survey) -> str:
    """The kind of venue a paper appeared at; one that venues.yaml does not know is taken for a conference."""
    venue = survey.venue(paper)
    return venue.kind if venue else "conference"


def container(paper: Paper, survey: Survey) -> str:
    """What a paper is cited as a part of: the venue's name in full, where it is known."""
    venue = survey.venue(paper)
    return (venue.full_name or venue.name) if venue else paper.venue


def cited_url(paper: Paper, survey: Survey) -> str | None:
    """The address in a citation: the published version, else the preprint; None where nothing leads to the paper."""
    return addresses.published_version(paper, survey) or addresses.readable_version(paper, survey)


def scholar_tags(paper: Paper, survey: Survey) -> list[Tag]:
    """Highwire Press tags, as (name, content): one author a tag, one container tag.

    Without a conference or journal Zotero would take the paper for a journal article, so a tag of Dublin Core says what
    it is. Its item has the address of ``citation_public_url``, before that of the page, and has the arXiv id of a
    preprint as the number of a report, which it calls an archive id.
    """
    appeared, where = kind(paper, survey), container(paper, survey)
    tags = [("citation_title", paper.title)]
    tags += [("citation_author", name) for name in _tagged_names(paper)]
    tags.append(("citation_publication_date", f"{paper.year}/{paper.month:02}" if paper.month else str(paper.year)))
    if appeared in _UNPUBLISHED:
        tags.append(("citation_publisher" if appeared == "preprint" else "DC.source", where))
        tags.append(("DC.type", _UNPUBLISHED[appeared]))
    else:
        tags.append(("citation_journal_title" if appeared == "journal" else "citation_conference_title", where))
        if paper.publisher:
            tags.append(("citation_publisher", paper.publisher))
    ends = first_and_last(paper.pages) if paper.pages else None
    numbered = {
        "volume": paper.volume,
        "issue": paper.number,
        "firstpage": ends and ends[0],
        "lastpage": ends and ends[1],
    }
    tags += [(f"citation_{name}", value) for name, value in numbered.items() if value]
    if paper.ids.arxiv:
        tags.append(("citation_arxiv_id", paper.ids.arxiv))
        if appeared == "preprint":
            tags.append(("citation_technical_report_number", f"arXiv:{paper.ids.arxiv}"))
    doi = _doi(paper, survey)
    if doi:
        tags.append(("citation_doi", doi))
    own = addresses.readable_version(paper, survey)
    tags += [("citation_public_url", own), ("citation_abstract_html_url", own)] if own else []
    pdf = addresses.pdf(paper)
    if pdf:
        tags.append(("citation_pdf_url", pdf))
    return tags


def _tagged_names(paper: Paper) -> Iterator[str]:
    """Authors with the family name first, and groups as they are.

    Where a page has one tag alone, Zotero takes "Two Words, Two Words" for two people; given name first, it does not.
    """
    for author in paper.authors:
        name = author.name.family_first
        yield author if len(paper.authors) == 1 and _LOOKS_LIKE_TWO.match(name) else name


def _doi(paper: Paper, survey: Survey) -> str | None:
    """The DOI of a paper; that of a preprint on arXiv is known by its id, and all that an item of a list keeps of it.

    https://info.arxiv.org/help/doi.html
    """
    is_preprint = paper.ids.doi is None and paper.ids.arxiv is not None and survey.is_preprint(paper)
    return f"10.48550/arXiv.{paper.ids.arxiv}" if is_preprint else paper.ids.doi


def linked_data(paper: Paper, survey: Survey) -> dict[str, Any]:
    """The paper as schema.org describes a scholarly article."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": paper.title,
        "headline": paper.title,
        "author": [_linked_author(author) for author in paper.authors],
        "datePublished": _date(paper),
        "isPartOf": _linked_container(paper, survey),
    }
    if url := addresses.readable_version(paper, survey):
        described["url"] = url
    if paper.summary:
        described["description"] = paper.summary.en
    if paper.pages:
        described["pagination"] = paper.pages
    if paper.publisher:
        described["publisher"] = {"@type": "Organization", "name": paper.publisher}
    same_as = [addresses.arxiv_url(paper.ids.arxiv)] if paper.ids.arxiv else []
    if paper.ids.doi:
        same_as.append(addresses.doi_url(paper.ids.doi))
        described["identifier"] = f"doi:{paper.ids.doi}"
    if same_as:
        described["sameAs"] = same_as
    if paper.also_titled:
        described["alternateName"] = list(paper.also_titled)
    return described


def _date(paper: Paper) -> str:
    """The month, or the year where no more is known, as ISO 8601 has it."""
    return f"{paper.year}-{paper.month:02}" if paper.month else str(paper.year)


def _linked_container(paper: Paper, survey: Survey) -> dict[str, Any]:
    volume = {"@type": "PublicationVolume", "name": container(paper, survey)}
    volume |= {"volumeNumber": paper.volume} if paper.volume else {}
    return {"@type": "PublicationIssue", "issueNumber": paper.number, "isPartOf": volume} if paper.number else volume


def _linked_author(author: Author) -> dict[str, str]:
    name = author.name
    if isinstance(name, Group):
        return {"@type": "Organization", "name": author}
    parts = {
        "givenName": name.given,
        "familyName": name.surname if name.given else None,
        "honorificSuffix": name.suffix,
    }
    return {"@type": "Person", "name": author} | {term: part for term, part in parts.items() if part}


def coins(paper: Paper, survey: Survey) -> str:
    """The paper as an OpenURL context object: the ``title`` of a COinS span, not yet escaped for HTML.

    Zotero knows the type of an item by the format, and these are the formats of its own exports: that of books for a
    paper in proceedings, and Dublin Core with the name of Zotero's type for what no journal and no book holds.
    """
    layout, typed, kind_of_item, titled, contained = _CONTEXTS.get(kind(paper, survey), _PROCEEDINGS)
    said = [
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{layout}"),
        (typed, kind_of_item),
        (titled, paper.title),
        (contained, container(paper, survey)),
        ("rft.date", _date(paper)),
        *_openurl_names(paper),
    ]
    if url := addresses.readable_version(paper, survey):
        said.append(("rft_id", url))
    pages = paper.pages and paper.pages.replace("–", "-")
    numbered = {"volume": paper.volume, "issue": paper.number, "pages": pages}
    if layout != "dc":
        numbered["pub"] = paper.publisher
    said += [(f"rft.{name}", value) for name, value in numbered.items() if value]
    doi = _doi(paper, survey)
    if doi:
        said.append(("rft_id", f"info:doi/{doi}"))
    return "&".join([_OPENURL, *(f"{name}={_quoted(value)}" for name, value in said)])


_quoted = lru_cache(maxsize=2**16)(quote_plus)  # most authors and all venues have several papers


def _openurl_names(paper: Paper) -> Iterator[Tag]:
    """Authors as OpenURL has them: the first by its parts or as a group, the others whole.

    Of a later group in ``au`` Zotero would take the last word for a family name, and it puts each ``aucorp`` before all
    people. So later groups are family names without a given one, which it leaves in their place.
    """
    for place, author in enumerate(paper.authors):
        name = author.name
        if isinstance(name, Group):
            yield "rft.aulast" if place else "rft.aucorp", name.group
        elif place:
            yield "rft.au", name.family_first
        else:
            parts = {"rft.aulast": name.surname, "rft.aufirst": name.given, "rft.ausuffix": name.suffix}
            yield from ((key, part) for key, part in parts.items() if part)
