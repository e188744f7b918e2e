"""Files of BibTeX, read as BibTeX reads them: braces, quotes, strings and what is put together of them.

What the values mean is not known here: they are LaTeX still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import Literal, PybtexSyntaxError, Token
from pybtex.utils import CaseInsensitiveDict

from livingsurvey.errors import UsageError

_WITHOUT_KEY = re.compile(r"(?P<begin>@[A-Za-z]+\s*[{(])(?=\s*,)")
_NO_KEY = "nokey"
_NOT_ENTRIES = frozenset({"string", "preamble", "comment"})
_BEGIN = re.compile(r"^[ \t]*@[ \t]*(?P<kind>[A-Za-z]+)\s*[{(]", re.MULTILINE)
_LONGEST = 100_000
"""Characters from one entry to the next; no paper has more, its abstract and its notes included."""
_MOST_ENTRIES = 100_000
_MOST_PARENTS = 10
"""Entries that one inherits from; a paper has a volume, and that a series."""
_PARENTS = ("crossref", "xdata")
_OWN = frozenset({*_PARENTS, "title", "subtitle", "author", "doi", "url", "pages", "keywords", "groups", "abstract"})
"""Fields that are of a volume, or of one paper in it, and never of both."""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry: its key, empty where it has none, and its fields by their names in small letters, each once.

    ``kind`` is its type in small letters, ``line`` that of its @.
    """

    key: str
    fields: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())
    kind: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """An entry that cannot be read: the line of its @, what it begins with, the line where reading ends, and why."""

    line: int
    text: str
    ends: int
    reason: str


def bib_entries(text: str) -> list[BibEntry]:
    """The entries of a BibTeX file in their order.

    Raises:
        UsageError: the text holds no entry, or one that cannot be read; the message names its line.
    """
    found: list[BibEntry] = []
    for each in bib_file(text):
        if isinstance(each, BrokenEntry):
            raise UsageError(f"BibTeX, line {each.ends}: {each.reason}")
        found.append(each)
    if not found:
        raise UsageError("there is no BibTeX entry; it begins with  @article{key,")
    return found


def bib_file(text: str) -> Iterator[BibEntry | BrokenEntry]:
    """The entries of a BibTeX file in their order, and between them those that cannot be read.

    An entry ends at the latest where the next line begins with one, so a missing brace costs one entry and no more.

    Raises:
        UsageError: they are more than any library has.
    """
    text = _WITHOUT_KEY.sub(rf"\g<begin>{_NO_KEY}", text.replace("\r\n", "\n"))
    strings = CaseInsensitiveDict(month_names)
    starts = [match.start() for match in _BEGIN.finditer(text)]
    if len(starts) > _MOST_ENTRIES:
        raise UsageError(f"BibTeX: {len(starts):,} entries are more than {_MOST_ENTRIES:,}; divide the file")
    line = 1
    for start, end in pairwise([0, *starts, len(text)] if starts[:1] != [0] else [*starts, len(text)]):
        part = text[start:end]
        yield from _part(part, line, strings)
        line += part.count("\n")


def inherited(entries: Iterable[BibEntry]) -> list[BibEntry]:
    """The entries with what those say that they refer to by ``crossref`` or ``xdata``, as BibTeX and biblatex inherit.

    What stands in an entry itself goes first. The title of a volume is the ``booktitle`` of its papers.
    """
    entries = list(entries)
    by_key = {entry.key.casefold(): entry for entry in entries if entry.key}
    return [_inherited(entry, by_key) for entry in entries]


def referred_to(entries: Iterable[BibEntry]) -> frozenset[str]:
    """The keys, in small letters, of the entries that others refer to: volumes, and what several share."""
    return frozenset(key for entry in entries for key in _parents(entry))


def _parents(entry: BibEntry) -> list[str]:
    named = (entry.fields.get(name, "") for name in _PARENTS)
    return [key for value in named for each in value.split(",") if (key := each.strip().casefold())]


def _inherited(entry: BibEntry, by_key: Mapping[str, BibEntry]) -> BibEntry:
    fields, notes = dict(entry.fields), list(entry.notes)
    seen, waiting = {entry.key.casefold()}, _parents(entry)
    while waiting:
        key = waiting.pop(0)
        parent = by_key.get(key)
        if key in seen or len(seen) > _MOST_PARENTS:
            continue
        seen.add(key)
        if parent is None:
            notes.append(f"it refers to {key}, which the file does not have")
            continue
        waiting += _parents(parent)
        title = parent.fields.get("booktitle") or parent.fields.get("title")
        if title and parent.kind != "xdata":
            fields.setdefault("booktitle", title)
        for name, value in parent.fields.items():
            if name not in _OWN or parent.kind == "xdata":
                fields.setdefault(name, value)
    own = {name: value for name, value in fields.items() if name not in _PARENTS}
    return replace(entry, fields=own, notes=tuple(notes))


def _part(part: str, line: int, strings: MutableMapping[str, str]) -> Iterator[BibEntry | BrokenEntry]:
    """What stands from the beginning of one entry to that of the next; on one line there may be more."""
    begin = _BEGIN.match(part)
    kind = begin["kind"].lower() if begin else ""
    first = part.strip().partition("\n")[0][:200]
    if begin and len(part) > _LONGEST and kind not in _NOT_ENTRIES:
        yield BrokenEntry(line, first, line, f"this entry is longer than {_LONGEST:,} characters")
        return
    if kind == "comment":
        return
    count = 0
    try:
        for entry in _Parser(part[:_LONGEST], strings).entries():
            count += 1
            yield replace(entry, line=line + entry.line)
    except PybtexSyntaxError as error:
        reason = str(error.args[0] if error.args else error)
        ends = line + (error.lineno or 1) - 1
        told = f"this entry cannot be read ({reason}); check for a missing brace or comma"
        yield BrokenEntry(line, first, ends, told)
        return
    if begin and not count and kind not in _NOT_ENTRIES:
        yield BrokenEntry(line, first, line, "this entry has no key; write  @article{key,")


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which passes over an address with an @ between entries, and names strings nobody defined."""

    pos: int = 0

    def __init__(self, text: str, strings: MutableMapping[str, str]) -> None:
        super().__init__(text, macros=strings)
        self._undefined: list[str] = []
        self._expanded = 0

    def skip_to(self, patterns: Sequence[Literal]) -> Token | None:
        """The text as far as the first of some signs, in one search: pybtex makes one for each, to the text's end."""
        by_sign = {each.description[1:-1]: each for each in patterns}
        match = re.compile(f"[{re.escape(''.join(by_sign))}]").search(self.text, self.pos)
        if match is None:
            return None
        value, self.pos = self.text[self.pos : match.end()], match.end()
        self.update_lineno(value)
        return Token(value, by_sign[match[0]])

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if self.current_entry_key is not None or self.current_field_name is not None:
            raise error

    def substitute_macro(self, name: str) -> str:
        if name not in self.macros:
            self._undefined.append(name)
        value = str(self.macros.get(name, name))
        self._expanded += len(value)
        if self._expanded > _LONGEST:
            raise PybtexSyntaxError(f"its strings are longer than {_LONGEST:,} characters", self)
        return value

    def entries(self) -> Iterator[BibEntry]:
        """The entries, without strings and preambles."""
        for kind, (key, *rest) in self:
            if kind.lower() in _NOT_ENTRIES or key is None:
                continue
            notes = [f"{name} is an undefined string; it is kept as it is" for name in self._undefined]
            self._undefined.clear()
            fields: dict[str, str] = {}
            for name, parts in rest[0]:
                value = "".join(parts)
                if fields.setdefault(name.lower(), value) != value:
                    notes.append(f"{name} is there twice; the first was used, not {value}")
            line = self.text.count("\n", 0, self.command_start)
            yield BibEntry("" if key == _NO_KEY else key, fields, tuple(notes), kind.lower(), line)
