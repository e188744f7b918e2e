"""A paper as other tools cite it: BibTeX, COinS, the tags that Google Scholar and Zotero read, JSON-LD."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat
from pylatexenc.latexencode import UnicodeToLatexEncoder

from livingsurvey.model import Paper
from livingsurvey.publish import addresses
from livingsurvey.survey import Survey

Tag = tuple[str, str]

_LATEX = UnicodeToLatexEncoder(
    replacement_latex_protection="braces-all", unknown_char_policy="keep", unknown_char_warning=False
)
_NEEDS_ENCODING = re.compile(r"[^\x20-\x7e]|[\\{}$&%#_^~]")
_PLUS = {number: quote_plus(chr(number)) for number in range(128)}
_OPENURL = "ctx_ver=Z39.88-2004"
_BIBTEX = BibtexFormat()
_BIBTEX.indent = "  "
_BIBTEX.value_column = len("archiveprefix = ")
_BIBTEX.trailing_comma = True
_BIBTEX.block_separator = "\n"


def bibtex(paper: Paper, survey: Survey) -> str:
    """The BibTeX entry of a paper, ending in a line break: the published version, with ``eprint`` fields of arXiv.

    The text is plain ASCII wherever LaTeX has a command for a character, and capitals that a style would lower are
    protected by braces.
    """
    venue = survey.venue(paper)
    url = addresses.published_version(paper, survey)
    kind = venue.kind if venue else "conference"
    container = latex((venue.full_name or venue.name) if venue else paper.venue)
    fields: list[tuple[str, str | None]] = [
        ("title", _title(paper.title)),
        ("author", " and ".join(_author(name) for name in paper.authors) or None),
        ("year", str(paper.year)),
    ]
    if kind in ("conference", "workshop"):
        fields.append(("booktitle", container))
    elif kind == "journal":
        fields.append(("journal", container))
    elif kind == "web":
        fields.append(("howpublished", container))
    if paper.ids.arxiv:
        fields += [("eprint", paper.ids.arxiv), ("archiveprefix", "arXiv")]
    if paper.ids.doi:
        fields.append(("doi", latex(paper.ids.doi)))
    address = url or (addresses.arxiv_url(paper.ids.arxiv) if paper.ids.arxiv else paper.links.page or paper.links.pdf)
    fields.append(("url", address and address.replace("%", r"\%").replace("#", r"\#")))
    entry_type = {"journal": "article", "preprint": "misc", "web": "misc"}.get(kind, "inproceedings")
    entry = Entry(entry_type, paper.key, [Field(name, f"{{{value}}}") for name, value in fields if value])
    return write_string(Library([entry]), bibtex_format=_BIBTEX, unparse_stack=[])


@lru_cache(maxsize=16384)
def latex(text: str) -> str:
    """Plain text as LaTeX reads it: accents as commands, special characters escaped."""
    if not _NEEDS_ENCODING.search(text):
        return text
    encoded: str = _LATEX.unicode_to_latex(text)
    return encoded


def _title(title: str) -> str:
    """The title with braces around words whose capitals a style must not lower, the one after a colon included."""
    words = title.split()
    return " ".join(
        f"{{{latex(word)}}}" if _must_keep_case(word) or (previous.endswith(":") and word[0].isupper()) else latex(word)
        for previous, word in zip(["", *words], words, strict=False)
    )


def _must_keep_case(word: str) -> bool:
    """Whether lowering this word would change more than its first letter: GPTQ, LLaMA, LLM.int8(), W4A8, K."""
    return word[1:] != word[1:].lower() or (len(word) == 1 and word.isupper() and word != "A")


def _author(name: str) -> str:
    """A name for BibTeX; an organisation of one word, or one with ' and ' in it, is kept whole by braces."""
    encoded = latex(name)
    return f"{{{encoded}}}" if " " not in name or " and " in name else encoded


def scholar_tags(paper: Paper, survey: Survey) -> list[Tag]:
    """Highwire Press tags, as (name, content): one author a tag, one container tag."""
    venue = survey.venue(paper)
    kind = venue.kind if venue else "conference"
    container = (venue.full_name or venue.name) if venue else paper.venue
    tags = [("citation_title", paper.title)]
    tags += [("citation_author", author) for author in paper.authors]
    tags.append(("citation_publication_date", str(paper.year)))
    if kind == "journal":
        tags.append(("citation_journal_title", container))
    elif kind in ("conference", "workshop"):
        tags.append(("citation_conference_title", container))
    else:
        tags.append(("citation_publisher", container))
    if paper.ids.arxiv:
        tags.append(("citation_arxiv_id", paper.ids.arxiv))
    if paper.ids.doi:
        tags.append(("citation_doi", paper.ids.doi))
    pdf = addresses.pdf(paper)
    if pdf:
        tags.append(("citation_pdf_url", pdf))
    return tags


def linked_data(paper: Paper, survey: Survey) -> dict[str, Any]:
    """The paper as schema.org describes a scholarly article."""
    venue = survey.venue(paper)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": paper.title,
        "headline": paper.title,
        "author": [{"@type": "Person", "name": author} for author in paper.authors],
        "datePublished": str(paper.year),
        "url": addresses.readable_version(paper, survey),
        "isPartOf": {"@type": "PublicationVolume", "name": (venue.full_name or venue.name) if venue else paper.venue},
    }
    same_as = [addresses.arxiv_url(paper.ids.arxiv)] if paper.ids.arxiv else []
    if paper.ids.doi:
        same_as.append(addresses.doi_url(paper.ids.doi))
        described["identifier"] = f"doi:{paper.ids.doi}"
    if same_as:
        described["sameAs"] = same_as
    if paper.also_titled:
        described["alternateName"] = list(paper.also_titled)
    return described


def coins(paper: Paper, survey: Survey) -> str:
    """The paper as an OpenURL context object: the ``title`` of a COinS span, not yet escaped for HTML.

    Zotero takes an entry for a conference paper only where it is in the format for books, as its own exports are.
    """
    venue = survey.venue(paper)
    kind = venue.kind if venue else "conference"
    container = (venue.full_name or venue.name) if venue else paper.venue
    in_proceedings = kind in ("conference", "workshop")
    pairs = [
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'book' if in_proceedings else 'journal'}"),
        ("rft.genre", {"journal": "article", "preprint": "preprint", "web": "document"}.get(kind, "proceeding")),
        ("rft.atitle", paper.title),
        ("rft.btitle" if in_proceedings else "rft.jtitle", container),
        ("rft.date", str(paper.year)),
        *(("rft.au", author) for author in paper.authors),
        ("rft_id", addresses.readable_version(paper, survey)),
    ]
    if paper.ids.doi:
        pairs.append(("rft_id", f"info:doi/{paper.ids.doi}"))
    names, values = zip(*pairs, strict=True)
    quoted = quote_plus("\n".join(values)).split("%0A")  # one call: the list of all papers asks for 10,000 of these
    return "&".join([_OPENURL, *map("{}={}".format, names, quoted)])
