"""A library of references: works with what their owner files them under, whatever program wrote them down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from livingsurvey.intake.doubt import LeftOut
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.listing import Listed, Listing, Unread
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.sections import Path
from livingsurvey.model.characters import seen
from livingsurvey.model.title import normal_form
from livingsurvey.sources.answer import spoken

_SIGN_OF_ARXIV = re.compile(
    r"https?://arxiv\.org/\S+|10\.48550/|arxiv|preprint|corr|abs(?:/[0-9]{4}\.[0-9]+)?|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|(?<![a-z-])[a-z-]+/[0-9]{7}"
    r"|\[[a-z.-]+\]|\W",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_A-Z]{4})\.$")
_CATALOGUES = {
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "jstor": "https://www.jstor.org/stable/{}",
    "hal": "https://hal.science/{}",
    "hdl": "https://hdl.handle.net/{}",
}
"""Catalogues by the words of BibLaTeX and Zotero, with the addresses of their pages."""
_NUMBER = re.compile(r"[A-Za-z0-9./_-]{1,60}")
Headings = Mapping[tuple[str, ...], list[Path]]
"""What groups and keywords become, by the normal forms of their parts."""
_LEAST, _PART = 3, 0.01
"""So many works, and so great a part of all, have a keyword that is a topic: most keywords tell papers apart.

A topic has three papers. With two, public libraries of fewer than 300 works had up to 47 topics, for 37 works. In
larger ones the part decides: 37 topics at most, which hold 60 to 75 % of the works that have keywords.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of a library.

    Attributes:
        entry: what is said of it.
        line: where it begins in the file.
        key: what the file calls it; may be empty.
        groups: the folders it was put into, each with those above it.
        keywords: what else it is filed under.
        kind: the kind of its venue, where the type of the reference tells it.
    """

    entry: Entry
    line: int
    key: str = ""
    groups: tuple[Path, ...] = ()
    keywords: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """The works of a file in their order, what could not be read, and what is no work."""

    works: Sequence[Work]
    unread: Sequence[Unread] = ()
    left_out: Sequence[Unread] = ()


def words_of(text: str) -> tuple[str, ...]:
    """The keywords of a text: parted by semicolons, or else by commas.

    >>> words_of("large models; pruning, sparsity")
    ('large models', 'pruning, sparsity')
    """
    parted = text.split(";") if ";" in text else text.split(",")
    return tuple(dict.fromkeys(word for each in parted if (word := " ".join(each.split()))))


def titled(text: str) -> str | None:
    """A title in one line, with what programs write in HTML or LaTeX as text, without the full stop of a database.

    >>> titled("Maps of R<sub>1</sub>  in One Line")
    'Maps of R₁ in One Line'
    """
    return _FULL_STOP.sub("", " ".join(seen(spoken(text)).split())) or None


def filed(library: Library, mapped: Mapped, *, by_all: bool) -> Listing:
    """A library as a list: the works stand under the groups, or else the keywords, that they have.

    Args:
        library: the works.
        mapped: where it names topics, they alone are headings, and groups and keywords are what it maps.
        by_all: whether all keywords are headings, or those alone that many works have.
    """
    headings = _mapped(mapped) if mapped.topics else _common(library.works, by_all=by_all)
    entries = []
    for work in library.works:
        paths, unused = _standing(work, headings, is_mapped=bool(mapped.topics))
        note = (f"left out, because no topic is made of it: {'; '.join(unused)}",) if unused else ()
        first, *more = dict.fromkeys(paths or [()])
        entry = replace(work.entry, notes=(*_renamed(work.entry.notes, mapped), *note))
        if entry.title:
            entries.append(Listed(entry, work.line, first, key=work.key, also=tuple(more)))
    untitled = [Unread(work.line, work.key, "it has no title") for work in library.works if not work.entry.title]
    return Listing(
        title=None,
        entries=tuple(entries),
        unread=(*library.unread, *untitled),
        left_out=tuple(library.left_out),
        introductions={},
        kinds=_kinds(library.works),
        items={
            "entries": len(entries),
            "unread": len(library.unread) + len(untitled),
            "left out": len(library.left_out),
        },
    )


def _renamed(notes: Sequence[str], mapped: Mapped) -> Iterator[str]:
    """The notes, with the fields of the library called as the survey's own are, where the mapping names them."""
    names = {theirs: ours for ours, theirs in mapped.fields.items()}
    for note in notes:
        if isinstance(note, LeftOut):
            yield from LeftOut.of({names.get(name, name): value for name, value in note.fields.items()})
        else:
            yield note


def _kinds(works: Sequence[Work]) -> dict[str, str]:
    """The kinds of venues, by their normal forms; what one reference takes for a page may be a journal to another."""
    told = [(normal_form(work.entry.venue), work.kind) for work in works if work.entry.venue and work.kind]
    return dict(sorted(told, key=lambda each: each[1] != "web"))


def _standing(work: Work, headings: Headings, *, is_mapped: bool) -> tuple[list[Path], list[str]]:
    """The headings that a work stands under, and those of its groups and keywords that stand for none."""
    groups = {group: headings.get(_form(group), [] if is_mapped else [group]) for group in work.groups}
    paths = [path for found in groups.values() for path in found]
    has_all = bool(paths) and not is_mapped
    words = {word: [] if has_all else headings.get(_form(_path(word)), []) for word in work.keywords}
    unused = [" > ".join(group) for group, found in groups.items() if not found]
    unused += [word for word, found in words.items() if not found]
    paths += [path for found in words.values() for path in found]
    return [path for path in paths if not any(_is_below(other, path) for other in paths)], unused


def _is_below(path: Path, above: Path) -> bool:
    return len(path) > len(above) and path[: len(above)] == above


def page_in(catalogue: str, number: str) -> str | None:
    """The page of a work in a catalogue that libraries name by a word; None where it has none, or the number is none.

    >>> page_in("JSTOR", "10000001"), page_in("pubmed", "a number")
    ('https://www.jstor.org/stable/10000001', None)
    """
    form = _CATALOGUES.get(catalogue.casefold())
    return form.format(number) if form and _NUMBER.fullmatch(number) else None


def left_out(fields: Mapping[str, str], used: Collection[str]) -> tuple[LeftOut, ...]:
    """A note on what a record has no field for, or has not in this form; what repeats another field is not lost."""
    held = {fields[name] for name in used if name in fields}
    return LeftOut.of(
        {
            name: value
            for name, value in fields.items()
            if value and name not in used and value not in held and not only_arxiv(value)
        }
    )


def only_arxiv(text: str) -> bool:
    """Whether a text says no more than that a paper is on arXiv, and under which number."""
    return not _SIGN_OF_ARXIV.sub("", text)


def _path(word: str) -> Path:
    """The headings of a keyword; JabRef writes those below others as ``Above > Below``."""
    return tuple(part for each in word.split(" > ") if (part := each.strip())) or (word,)


def _form(path: Path) -> tuple[str, ...]:
    return tuple(map(normal_form, path))


def _mapped(mapped: Mapped) -> Headings:
    """What a mapping makes of the names of groups and keywords: headings that read as the topics' ids do."""
    return {
        _form(_path(name)): [(topic.replace("-", " ").capitalize(),) for topic in topics]
        for name, topics in mapped.topics.items()
    }


def _common(works: Sequence[Work], *, by_all: bool) -> Headings:
    """The keywords that are headings, in the spelling that most works have; numbers of a thesaurus are none."""
    spellings: dict[tuple[str, ...], Counter[Path]] = {}
    for path in _keywords(works):
        spellings.setdefault(_form(path), Counter())[path] += 1
    least = 1 if by_all else max(_LEAST, _PART * len(works))
    return {
        form: [counted.most_common(1)[0][0]]
        for form, counted in spellings.items()
        if any(map(str.isalpha, "".join(form))) and counted.total() >= least
    }


def _keywords(works: Sequence[Work]) -> Iterator[Path]:
    for work in works:
        yield from (_path(word) for word in work.keywords)
