"""Files of BibTeX, read as BibTeX reads them: braces, quotes, strings and what is put together of them.

What the values mean is not known here: they are LaTeX still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from livingsurvey.errors import UsageError

_WITHOUT_KEY = re.compile(r"(?P<begin>@[A-Za-z]+\s*[{(])(?=\s*,)")
_NO_KEY = "nokey"
_NOT_ENTRIES = frozenset({"string", "preamble"})


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry: its key, empty where it has none, and its fields by their names in small letters, each once."""

    key: str
    fields: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())


def bib_entries(text: str) -> list[BibEntry]:
    """The entries of a BibTeX file in their order.

    Raises:
        UsageError: the text holds no entry, or one that cannot be read; the message names its line.
    """
    parser = _Parser(_WITHOUT_KEY.sub(rf"\g<begin>{_NO_KEY}", text.replace("\r\n", "\n")))
    try:
        found = list(parser.entries())
    except PybtexSyntaxError as error:
        reason = str(error.args[0] if error.args else error)
        raise UsageError(
            f"BibTeX, line {error.lineno}: this entry cannot be read ({reason}); check for a missing brace or comma"
        ) from error
    if not found:
        raise UsageError("there is no BibTeX entry; it begins with  @article{key,")
    return found


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which passes over an address with an @ between entries, and names strings nobody defined."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self._undefined: list[str] = []

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if self.current_entry_key is not None or self.current_field_name is not None:
            raise error

    def substitute_macro(self, name: str) -> str:
        if name not in self.macros:
            self._undefined.append(name)
        return str(self.macros.get(name, name))

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
            yield BibEntry("" if key == _NO_KEY else key, fields, tuple(notes))
