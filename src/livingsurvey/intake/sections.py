"""The headings above the entries of a list: which are topics, which stand over what is no part of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.intake.address_book import label_role
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.facts import Facts, venue_in
from livingsurvey.intake.markdown import Heading
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

Path = tuple[str, ...]
"""The headings above an entry, the outermost first."""

_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*\.?\)?|[IVX]+\.|[A-Z]\.)\s+(?=\S)|^[0-9]+\.(?=[^\W\d_])")
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_DECORATION = re.compile(r"^[^\w(（【《“\"∞$]+|[^\w)）】》\]”\"?!%+*#$]+$")
_COUNT = re.compile(r" ?(?:\( ?(?!(?:19|20)[0-9]{2} ?\))[0-9]* ?(?:papers?)? ?\)|\[ ?\]) ?$")
_FOLD = re.compile(r"(?:click|expand|show|view|more|abstract|details|toggle|toc|bibtex|展开|点击)", re.IGNORECASE)
_NEWS = re.compile(
    r"(?:(?:notes?|log|list)of)?(?:latest|recent|major|important|new|our|project|repo){0,2}(?:news|updates?)"
)
_NEARLY_ALL = 0.9
_YEAR = re.compile(r"(?<![\w.])(?:19|20)[0-9]{2}(?![\w.])|['’‘][0-9]{2}(?![0-9])")
_MOST_WORDS_OF_VENUE = 3


def heading_text(text: str) -> str:
    """A heading without symbols and numbers in front, and without the number of papers behind.

    >>> heading_text("🚀 2.1 Sparse Attention (12 papers)")
    'Sparse Attention'
    """
    text = _COUNT.sub("", " ".join(text.split()))
    bracketed = _IN_BRACKETS.fullmatch(text)
    text = bracketed[1] if bracketed else text
    text = _DECORATION.sub("", _COUNT.sub("", _DECORATION.sub("", text)))
    return _DECORATION.sub("", _NUMBER.sub("", text)).strip()


def names_an_aside(heading: str) -> bool:
    """Whether a section of this heading holds no papers of the list: contents, news, citation.

    >>> names_an_aside("Notes of Major Updates"), names_an_aside("Fake News")
    (True, False)
    """
    form = normal_form(heading)
    return form in vocabulary().asides | vocabulary().contents or _NEWS.fullmatch(form) is not None


def tells_news(text: str) -> bool:
    """Whether a text begins with a word for news: ``🎉 News: our survey has been released``."""
    label, colon, _ = text.partition(":")
    return bool(colon) and _NEWS.fullmatch(normal_form(label)) is not None


def said_by_heading(heading: str) -> Facts:
    """The year, or the venue and its year, that a heading names, alone or among other words.

    >>> said_by_heading("Awesome ICML 2024 Paper Collection").venue, said_by_heading("2023").year
    ('ICML', 2023)
    """
    year = _YEAR.search(heading)
    before, after = (heading[: year.start()].split(), heading[year.end() :].split()) if year else ([], [])
    for count in range(_MOST_WORDS_OF_VENUE, 0, -1):
        for words in (before[-count:], after[:count]):
            if len(words) == count and normal_form(" ".join(words)) in vocabulary().venues:
                return venue_in(f"{' '.join(words).strip(' ,:(-–—')} {year[0] if year else ''}")
    said = venue_in(heading)
    counts_papers = any(label_role(word) == "paper" for word in (said.venue or "").split())  # Papers of 2024
    return Facts(year=said.year) if counts_papers else said


def dated_by_headings(entry: Entry, path: Path, title: str | None) -> Entry:
    """An entry with the year, or venue and year, that the nearest heading above names and the entry does not.

    Args:
        entry: what the list says of a paper.
        path: the headings above it.
        title: that of the list, which counts for all entries; of what it says only a venue that is known does, since a
            year there is when the list was made.
    """
    if entry.year is not None:
        return entry
    for heading in (*reversed(path), title or ""):
        said = said_by_heading(heading)
        is_known = normal_form(said.venue or "") in vocabulary().venues
        if said.year is None or (heading == title and not is_known):
            continue
        if said.venue is None:
            return replace(entry, year=said.year)
        if entry.venue in (None, said.venue):
            return replace(entry, venue=said.venue, year=said.year)
    return entry


@dataclass(slots=True)
class Sections:
    """Where in a list one is: the headings passed, of which those that hold are :attr:`path`."""

    title: str | None = None
    below: Path = ()
    _stack: list[Heading] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The headings that hold here."""
        return (*(heading.text for heading in self._stack), *self.below)

    @property
    def aside(self) -> str | None:
        """The heading that stands over what is no part of the list; None where all are topics."""
        return next(filter(names_an_aside, self.path), None)

    def enter(self, heading: Heading, *, is_first: bool) -> None:
        """Pass a heading.

        Args:
            heading: the heading; one without a level is a fold's, or a line in bold.
            is_first: no entry stands above it, so one of the first level is the title of the list.
        """
        text = heading_text(heading.text)
        if heading.level == 0:
            is_fold = not text or _FOLD.match(text) or normal_form(text) in map(normal_form, self.path)
            self.below = () if is_fold else (text,)
            return
        self.leave(heading)
        if self._stack and normal_form(self._stack[-1].text) in vocabulary().contents:
            self._stack.pop()  # a table of contents has nothing below it, whatever the levels say
        if text:
            if heading.level == 1 and not self._stack and self.title is None and is_first:
                self.title = text
            self._stack.append(replace(heading, text=text))

    def leave(self, heading: Heading) -> None:
        """Pass a heading that is none, the title of a paper say: what stood under its level ends."""
        self.below = ()
        while self._stack and self._stack[-1].level >= heading.level:
            self._stack.pop()


def below_title(path: Path, title: str | None) -> Path:
    """A path without the title of the list, unless it is all there is."""
    return path[1:] if len(path) > 1 and path[0] == title else path


def below_shared(path: Path, shared: int) -> Path:
    """A path without the headings that nearly all entries share."""
    return path[shared:] or path[-1:]


def shared_headings(paths: Sequence[Path]) -> int:
    """How many headings nearly all entries have in common: the list's own title, and a heading such as *Papers*."""
    deep = [path for path in paths if len(path) > 1]
    if not deep or len(deep) < _NEARLY_ALL * len(paths):
        return 0
    least = min(map(len, deep)) - 1
    return next((n for n in range(least) if any(path[n] != deep[0][n] for path in deep)), least)
