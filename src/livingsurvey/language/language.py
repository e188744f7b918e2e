"""A language that readers see: its words for ours, its dates and its lists.

English is what the program, its templates and a survey's records are written in. What they say in another language
stands in gettext's catalogues, which translators know: ``templates/languages/CODE.po`` for the words of the program,
``knowledge/languages/CODE.po`` for those of the survey. What neither has is shown in English.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, reduce
from gettext import c2py
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_interval, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from livingsurvey.errors import UsageError
from livingsurvey.language.markup import Message, says_the_same, translated
from livingsurvey.model import SurveyInfo
from livingsurvey.model.sentence import Sentence
from livingsurvey.store.layout import KNOWLEDGE
from livingsurvey.store.shipped import shipped

FOLDER = "languages"
"""Where catalogues are, below ``templates/`` and below ``knowledge/``."""

_LOCALES = {"en": "en-GB"}
"""Languages whose dates are those of another locale than the one that has their name: ours are ``10 May 2023``."""

Part = Literal["pages", "rules"]
"""Scripts that say a message: what only the rules of the form for new papers say is fetched with them alone."""

Forms = tuple[str, ...]
"""What a message is in a language: one text, or of a number of things as many as the language has plurals."""


class InLanguages(Protocol):
    """What a record says in English, and may say in other languages, each in a field of the language's code."""

    @property
    def en(self) -> str:
        """The English."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Each field with what it says."""


class Beside(NamedTuple):
    """A text and the code of the language that it is in, which is another than that of the page."""

    code: str
    text: str


def locale_of(code: str) -> Locale:
    """The habits of a language.

    Raises:
        UsageError: no language has this code.
    """
    try:
        return Locale.parse(_LOCALES.get(code, code), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise UsageError(f"'{code}' is no language's code; write one such as 'fr' or 'pt-BR'") from error


class Language:
    """A language of the site: calling it gives its text for an English one.

    Args:
        code: its code, such as ``zh``.
        words: the forms of each message by its English text (of a number of things: by that of one).
        data: those of texts of the survey's records: as they are data, they are put into no template.
        plural: which form a number takes, as catalogues write it: in C.
        prefix: the folder of its pages on the site, with a slash; empty for the survey's first language.
        scripted: the messages that scripts of the site say, each with the part of them that says it.

    >>> ENGLISH("{n} of {all}", n=1, all=2), ENGLISH.many("{n} paper", "{n} papers", 2)
    ('1 of 2', '2 papers')
    """

    def __init__(
        self,
        code: str,
        words: dict[str, Forms],
        plural: str = "n != 1",
        prefix: str = "",
        scripted: Mapping[str, Part] = MappingProxyType({}),
        data: Mapping[str, Forms] = MappingProxyType({}),
    ) -> None:
        self.code = code
        self.prefix = prefix
        self.words = words
        self.data = data
        self.scripted = scripted
        self.plural = plural
        self._plural = c2py(plural)
        self._locale = locale_of(code)

    def __call__(self, text: str, /, **values: object) -> str:
        """A text in this language, with values in its places; a :class:`.Sentence` is said again with its own."""
        if isinstance(text, Sentence):
            again = {name: self(v) if isinstance(v, Sentence) else v for name, v in text.values.items()}
            return self(text.message, **again)
        if values:
            return self.words.get(text, (text,))[0].format_map(values)
        return (self.data.get(text) or self.words.get(text, (text,)))[0]

    def many(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A text on ``n`` things, which its places call ``{n}``: its form for one thing, or for that many."""
        return self.of(n, self.words.get(one) or (one, many)).format_map({"n": self.number(n), **values})

    def of(self, n: int, forms: Forms) -> str:
        """The form of a message for a number of things."""
        return forms[min(self.form(n), len(forms) - 1)]

    def form(self, n: int) -> int:
        """Which form a message takes for a number of things, from 0."""
        return int(self._plural(n))

    def said(self, texts: InLanguages) -> str:
        """What a record says in this language, else the translation of its English."""
        return getattr(texts, self.code, None) or self(texts.en)

    def borrowed(self, texts: InLanguages) -> str | None:
        """The code of the language that :meth:`said` borrows a text from; None where it is said in this one."""
        is_said = getattr(texts, self.code, None) or texts.en in self.data or texts.en in self.words
        return None if is_said else "en"

    def beside(self, texts: InLanguages) -> Beside | None:
        """What a record says in another language: in English, and beside English in the first other that it has."""
        others = (Beside(code, text) for code, text in texts if text and code != self.code and text != self.said(texts))
        return next(others, None)

    def template(self, source: str) -> str:
        """A template in this language: see :func:`livingsurvey.language.markup.translated`."""
        return translated(source, self.words, many=self._has_other_plurals)

    def within(self, name: str) -> str:
        """A name as it stands within a sentence, where English ones begin with a small letter: ``context``, ``KV``."""
        is_word = self.code == "en" and name[1:2].islower()
        return name[:1].lower() + name[1:] if is_word else self(name)

    @property
    def name(self) -> str:
        """What the language calls itself: ``English``, ``中文``."""
        return (self._locale.language_name or self.code).capitalize()

    @cached_property
    def digest(self) -> bytes:
        """A digest of all that the language says, for what is made of words that no model has."""
        return hashlib.blake2b(repr((self.code, self.words, dict(self.data))).encode(), digest_size=16).digest()

    @property
    def comma(self) -> str:
        """What stands between the members of a list."""
        return self(", ")

    def listed(self, members: Iterable[str]) -> str:
        """Words one after the other."""
        return self.comma.join(members)

    def all_of(self, members: Iterable[str]) -> str:
        """Words with an *and* between each two: ``Ada and Ben``, ``Ada、Ben``."""
        _ = self
        return _joined(members, lambda before, after: _("{before} and {after}", before=before, after=after))

    def clauses(self, parts: Iterable[str]) -> str:
        """Parts of a sentence one after the other, whose comma is not that of a list in every language."""
        _ = self
        return _joined(parts, lambda before, after: _("{before}, {after}", before=before, after=after))

    @staticmethod
    def number(n: int) -> str:
        """A count as readers take it in: ``2,452``."""
        return f"{n:,}"

    def day(self, day: dt.date) -> str:
        """A day as prose says it: ``10 May 2023``, ``2023年5月10日``."""
        return _day(self._locale, "yMMMMd", day)

    def month(self, day: dt.date) -> str:
        """The month of a day as headings say it: ``May 2023``, ``2023年5月``."""
        return _day(self._locale, "yMMMM", day)

    def day_of_year(self, day: dt.date) -> str:
        """A day where the year is known: ``10 May``, ``5月10日``."""
        return _day(self._locale, "MMMd", day)

    def month_and_year(self, day: dt.date) -> str:
        """The month of a day where there is little room: ``Oct 2023``, ``2023年10月``."""
        return _day(self._locale, "yMMM", day)

    def month_of_year(self, day: dt.date) -> str:
        """The month of a day where there is little room and the year is known: ``Oct``, ``10月``."""
        return _day(self._locale, "MMM", day)

    def days(self, first: dt.date, last: dt.date) -> str:
        """Days of one month as headings say them: ``4–10 May 2023``, or ``10 May 2023``."""
        if first == last:
            return self.day(last)
        return format_interval(first, last, "yMMMd", locale=self._locale).replace("\u2009", "")  # thin spaces

    @cached_property
    def _has_other_plurals(self) -> bool:
        """Whether numbers take other forms than in English."""
        return [self.form(n) for n in range(200)] != [int(n != 1) for n in range(200)]


ENGLISH = Language("en", {})
"""What everything is written in."""


def _joined(parts: Iterable[str], join: Callable[[str, str], str]) -> str:
    first, *others = (*parts,) or ("",)
    return reduce(join, others, first)


def noted(text: str) -> str:
    """A text as it is, which catalogues have as a message: who shows it says it in the language of a page."""
    return text


@lru_cache(maxsize=5_000)
def _day(locale: Locale, skeleton: str, day: dt.date) -> str:
    return format_skeleton(skeleton, day, locale=locale)


def languages_of(info: SurveyInfo, root: Path) -> tuple[Language, ...]:
    """The languages of a survey's site, the one at its root first.

    Raises:
        UsageError: a catalogue is missing or cannot be read.
    """
    first, *others = info.languages
    return language_of(first, root), *(language_of(code, root, prefix=f"{code}/") for code in others)


def translated_into(root: Path) -> set[str]:
    """The codes of the languages that the program, or the survey in ``root``, has a catalogue of."""
    folders = (root / KNOWLEDGE, root / "templates", shipped("templates"))
    return {path.stem for folder in folders for path in (folder / FOLDER).glob("*.po")}


def language_of(code: str, root: Path, prefix: str = "") -> Language:
    """A language with its words: those of the survey in ``root``, and those of the program.

    Raises:
        UsageError: there is no such language, no catalogue of it, or one cannot be read.
    """
    folders = (root / KNOWLEDGE, shipped("templates"), root / "templates")
    own, *ours = (folder / FOLDER / f"{code}.po" for folder in folders)
    files = [path for path in (own, *ours) if path.is_file()]
    if code == "en" and not files:
        return Language(code, {}, prefix=prefix)
    if not files:
        fix = f"write templates/{FOLDER}/{code}.po ('survey translations {code}' begins it) or take '{code}' away"
        raise UsageError(f"survey.yaml: languages: there are no words in '{code}'; {fix}")
    words: dict[str, Forms] = {}
    scripted: dict[str, Part] = {}
    data: dict[str, Forms] = {}
    plural = "0"
    for path in files:
        plural, forms, by_scripts = _read(path, path.read_bytes(), is_data=path == own)
        (data if path == own else words).update(forms)
        scripted |= by_scripts
    return Language(code, words, plural, prefix, scripted, data)


def parsed(path: Path, content: bytes) -> Catalog:
    """A catalogue, read strictly: what is passed over would be lost when it is written again.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        catalogue = read_po(BytesIO(content), locale=locale_of(path.stem), abort_invalid=True)
        c2py(catalogue.plural_expr)
    except (PoFileError, LookupError, ValueError) as error:
        raise UsageError(f"{path}: {error}; correct the line, or restore the file") from error
    return catalogue


@lru_cache(maxsize=8)
def _read(path: Path, content: bytes, *, is_data: bool) -> tuple[str, dict[str, Forms], dict[str, Part]]:
    """The plural of a catalogue, its words, and those that scripts say.

    Left out is what is doubtful or not translated, and what is wrong where markup and values are put into it.
    """
    catalogue = parsed(path, content)
    messages = [message for message in catalogue if message.id and not message.fuzzy]
    said = {Message(*_forms(message.id)): _forms(message.string) for message in messages}
    words = {
        message.one: forms
        for message, forms in said.items()
        if all(forms) and (is_data or says_the_same(message, forms))
    }
    scripts = {_forms(m.id)[0]: [file for file, _ in m.locations if file.endswith(".js")] for m in messages}
    scripted = {one: _part(files) for one, files in scripts.items() if files}
    return catalogue.plural_expr, words, scripted


def _part(scripts: Iterable[str]) -> Part:
    return "rules" if all("/rules/" in script for script in scripts) else "pages"


def _forms(said: Any) -> Forms:
    return tuple(said) if isinstance(said, tuple | list) else (said,)
