"""The headings above the entries of a list: which are topics, which stand over what is no part of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.intake.markdown import Heading
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

Path = tuple[str, ...]
"""The headings above an entry, the outermost first."""

_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.|[A-Z]\.)\s+(?=\S)|^[0-9]+\.(?=[^\W\d_])")
_DECORATION = re.compile(r"^[^\w(“\"∞$]+|[^\w)\]”\"?!%+*#$]+$")
_COUNT = re.compile(r" ?(?:\( ?[0-9]* ?(?:papers?)? ?\)|\[ ?\]) ?$")
_FOLD = re.compile(r"(?:click|expand|show|view|more|abstract|details|toc|bibtex|展开|点击)", re.IGNORECASE)
_NEARLY_ALL = 0.9


def heading_text(text: str) -> str:
    """A heading without symbols and numbers in front, and without the number of papers behind.

    >>> heading_text("🚀 2.1 Sparse Attention (12 papers)")
    'Sparse Attention'
    """
    text = _COUNT.sub("", " ".join(text.split()))
    text = _DECORATION.sub("", _COUNT.sub("", _DECORATION.sub("", text)))
    return _DECORATION.sub("", _NUMBER.sub("", text)).strip()


def names_an_aside(heading: str) -> bool:
    """Whether a section of this heading holds no papers of the list: contents, news, citation."""
    return normal_form(heading) in vocabulary().asides | vocabulary().contents


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
        self.below = ()
        while self._stack and self._stack[-1].level >= heading.level:
            self._stack.pop()
        if self._stack and normal_form(self._stack[-1].text) in vocabulary().contents:
            self._stack.pop()  # a table of contents has nothing below it, whatever the levels say
        if text:
            if heading.level == 1 and not self._stack and self.title is None and is_first:
                self.title = text
            self._stack.append(replace(heading, text=text))


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
