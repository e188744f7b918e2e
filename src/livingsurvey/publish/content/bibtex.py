"""A paper as an entry of BibTeX, for classic styles, for biblatex, and for the reference managers that read it."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.latex.encode import encode, encode_doi, encode_url, needs
from livingsurvey.model import Paper
from livingsurvey.model.imprint import MONTHS
from livingsurvey.publish.content.citation import cited_url, container, kind
from livingsurvey.publish.content.names import bibtex_names
from livingsurvey.survey import Survey

_NAMES_ARE_WIDE = len("archiveprefix")


def bibtex(paper: Paper, survey: Survey) -> str:
    """The BibTeX entry of a paper, ending in a line break: the published version, with the fields of its arXiv id.

    Text is LaTeX that needs no package, and capitals that a style would lower are protected by braces; where a letter
    or symbol needs something after all, the field ``needs``, which nothing prints, says what. Styles sort and label a
    work without authors by its ``key``.
    """
    named = (paper.volume, paper.number, paper.pages, paper.publisher, paper.note)
    printed = [paper.title, *paper.authors, paper.venue, container(paper, survey), *filter(None, named)]
    wanted = dict.fromkeys(need for text in printed if not text.isascii() for need in needs(text))
    fields = [*_description(paper, survey), ("needs", ", ".join(wanted))]
    written = ((name, value if name == "month" else f"{{{value}}}") for name, value in fields if value)
    lines = [f"  {name:{_NAMES_ARE_WIDE}} = {value},\n" for name, value in written]
    return f"@{_type(paper, survey)}{{{paper.key},\n{''.join(lines)}}}\n"


def _type(paper: Paper, survey: Survey) -> str:
    """A preprint is ``unpublished``, which Zotero and JabRef tell from web pages, unless nobody signed it."""
    unpublished = "unpublished" if paper.authors else "misc"
    types = {"journal": "article", "preprint": unpublished, "web": "misc"}
    return types.get(kind(paper, survey), "inproceedings")


def _description(paper: Paper, survey: Survey) -> Iterator[tuple[str, str]]:
    yield "title", _title(paper.title)
    yield "author", bibtex_names(paper.authors, encode, and_others=paper.and_others)
    yield "key", "" if paper.authors else encode(paper.venue)
    yield "year", str(paper.year)
    yield from _place(paper, survey)
    yield from _imprint(paper)
    if paper.ids.arxiv:
        # biblatex and Zotero know the archive by the first name, classic styles and arXiv's own entries by the second.
        yield from (("eprint", paper.ids.arxiv), ("eprinttype", "arXiv"), ("archiveprefix", "arXiv"))
    yield "doi", encode_doi(paper.ids.doi or "")
    yield "url", encode_url(cited_url(paper, survey) or "")


def _place(paper: Paper, survey: Survey) -> Iterator[tuple[str, str]]:
    """Where a paper appeared, in the field that styles print, and what else is to say of it."""
    appeared, where, note = kind(paper, survey), container(paper, survey), encode(paper.note or "")
    if appeared == "journal":
        yield "journal", encode(where)
    elif appeared == "web":
        yield "howpublished", encode(where)
    elif appeared == "preprint":
        on_arxiv = where == "arXiv" and paper.ids.arxiv
        place = f"arXiv:{paper.ids.arxiv}" if on_arxiv else encode(where)
        yield "type", "Preprint"
        if paper.authors:
            note = f"{place}. {note}" if note else place
        else:
            yield "howpublished", place
        yield "options", "eprint=false" if on_arxiv else ""  # of biblatex, which would print the id once more
    else:
        yield "booktitle", encode(where)
    yield "note", note


def _imprint(paper: Paper) -> Iterator[tuple[str, str]]:
    """When and where in its venue a version appeared; the month by the name that every style knows."""
    yield "month", MONTHS[paper.month - 1][:3].lower() if paper.month else ""
    yield "volume", encode(paper.volume or "")
    yield "number", encode(paper.number or "")
    yield "pages", "--".join(map(encode, (paper.pages or "").split("–")))
    yield "publisher", encode(paper.publisher or "")


def _title(title: str) -> str:
    """The title with braces around words whose capitals a style must not lower, the one after a colon included."""
    words = title.split(" ")
    return " ".join(
        [
            f"{{{encode(word)}}}" if _must_keep_case(word, before) else encode(word)
            for before, word in zip(["", *words], words, strict=False)
        ]
    )


def _must_keep_case(word: str, before: str) -> bool:
    """Whether lowering this word would change more than its first letter (GPTQ, LLM.int8(), W4A8, K), or a heading."""
    if word.islower():
        return False
    is_symbol = len(word) == 1 and word.isupper() and word != "A"
    return is_symbol or word[1:] != word[1:].lower() or (before.endswith(":") and word[:1].isupper())
