"""BibTeX entries, as publishers, arXiv, DBLP and people write them."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry as BibEntry
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from livingsurvey.errors import UsageError
from livingsurvey.intake.byline import byline
from livingsurvey.intake.entry import Entry, from_addresses
from livingsurvey.intake.venues import venue_and_year
from livingsurvey.model import Identifier, identify

_ARXIV_NUMBER = re.compile(
    r"arxiv[:.\s/]*(?:preprint\s+)?(?:arxiv[:.\s]*)?(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})", re.IGNORECASE
)
_CONTEXT = get_default_latex_context_db()
_CONTEXT.add_context_category("addresses", prepend=True, macros=[MacroTextSpec("url", "%s")])
_LATEX = LatexNodes2Text(math_mode="text", latex_context=_CONTEXT)
_BRACES = re.compile(r"[{}]")
_REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^\s{}\\]+")
_VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution")


def from_bibtex(text: str) -> list[Entry]:
    """The entries of a BibTeX or BibLaTeX file, LaTeX accents and braces decoded.

    Raises:
        UsageError: the text holds no entry, or one that cannot be read; the message names its line.
    """
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what fails is raised below, with its line
    library = parse_string(text)
    for failed in library.failed_blocks:
        line = (failed.start_line or 0) + 1
        reason = str(failed.error).strip().partition("\n")[0] or "it does not end"
        raise UsageError(
            f"BibTeX, line {line}: this entry cannot be read ({reason}); look for a missing brace or comma"
        )
    if not library.entries:
        raise UsageError("there is no BibTeX entry; it begins with  @article{key,")
    return [_entry(each) for each in library.entries]


def _entry(entry: BibEntry) -> Entry:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    text = {name: " ".join(_decoded(value).split()) for name, value in fields.items()}
    who = byline(fields.get("author", ""), fields.get("collaboration", ""), _decoded)
    said = venue_and_year(next((text[name] for name in _VENUE_FIELDS if text.get(name)), ""))
    arxiv = _arxiv(text)
    is_preprint = arxiv is not None and (said.venue is None or "arxiv" in said.venue.lower() or said.venue == "CoRR")
    year = (text.get("year") or text.get("date") or "")[:4]
    repository = _REPOSITORY.search(f"{fields.get('url', '')} {fields.get('code', '')} {fields.get('note', '')}")
    links = from_addresses(
        paper=[text["url"]] if text.get("url", "").startswith("http") else [],
        code=[repository[0]] if repository and repository[0] != text.get("url") else [],
    )
    own = Entry(
        title=text.get("title") or None,
        authors=who.authors,
        and_others=who.and_others,
        first_author=who.authors[0] if who.authors else None,
        venue="arXiv" if is_preprint else said.venue,
        year=int(year) if year.isdigit() else said.year,
        ids=tuple(filter(None, (_doi(text), arxiv, _openreview_or_acl(entry.key)))),
        notes=who.notes,
    )
    return replace(own, ids=own.ids).filled_from(links)


def _decoded(value: str) -> str:
    return _BRACES.sub("", _LATEX.latex_to_text(value))


def _arxiv(text: Mapping[str, str]) -> Identifier | None:
    eprint = text.get("eprint", "")
    archive = text.get("archiveprefix", text.get("eprinttype", "arxiv")).lower()
    found = identify(eprint) if eprint and archive == "arxiv" else None
    if found is not None and found.scheme == "arxiv":
        return found
    for name in ("journal", "journaltitle", "volume", "note", "howpublished", "booktitle", "doi"):
        match = _ARXIV_NUMBER.search(text.get(name, ""))
        if match:
            return Identifier("arxiv", match["id"])
    return None


def _doi(text: Mapping[str, str]) -> Identifier | None:
    found = identify(text["doi"]) if text.get("doi") else None
    return found if found is not None and found.scheme == "doi" else None


def _openreview_or_acl(key: str) -> Identifier | None:
    """The id that OpenReview's and DBLP's keys do not hold, and old ACL Anthology ones do."""
    found = identify(key)
    return found if found is not None and found.scheme == "acl" else None
