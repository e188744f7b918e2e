"""The messages of a program and of a survey, and the catalogues with what they are in other languages.

A catalogue is gettext's: each message with where it is used, what it is in the language, and what translators note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from livingsurvey.language.language import FOLDER, locale_of, parsed
from livingsurvey.language.markup import Message, messages, says_the_same
from livingsurvey.language.records import survey_messages
from livingsurvey.store.layout import KNOWLEDGE
from livingsurvey.store.shipped import shipped
from livingsurvey.store.write import write_bytes
from livingsurvey.survey import Survey

PROGRAM, SURVEY = "templates", KNOWLEDGE
"""The folders with the catalogues of the program's words and of the survey's."""

Used = dict[Message, set[str]]
"""Messages, and the files that have each."""

_KEYWORDS = {"_": None, "many": (1, 2), "Sentence": None, "noted": None}
_OPTIONS = {"encoding": "utf-8", "parse_template_string": True}
_WIDTH = 120
_HEADER = """msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


class State(NamedTuple):
    """How a catalogue stands: what it lacks, what nobody says any more, and what would say something else."""

    missing: tuple[str, ...]
    unused: tuple[str, ...]
    wrong: tuple[str, ...]


def program_messages() -> Used:
    """The messages of the program: of its templates, of the scripts of the site, and of its Python."""
    used: Used = {}
    templates, package = shipped("templates"), Path(__file__).parents[1]
    for path in sorted([*templates.rglob("*.j2"), *templates.joinpath("theme").rglob("*.html")]):
        for message in messages(path.read_text(encoding="utf-8")):
            used.setdefault(message, set()).add(f"templates/{path.relative_to(templates).as_posix()}")
    scripts = (path for path in sorted(templates.joinpath("assets").rglob("*.js")) if "vendor" not in path.parts)
    for path in scripts:
        for message in _in_code(path, "javascript"):
            used.setdefault(message, set()).add(f"templates/{path.relative_to(templates).as_posix()}")
    for path in sorted(package.rglob("*.py")):
        for message in _in_code(path, "python"):
            used.setdefault(message, set()).add(f"{package.name}/{path.relative_to(package).as_posix()}")
    return used


def _in_code(path: Path, language: str) -> Iterator[Message]:
    with path.open("rb") as file:
        for _, said, _, _ in extract(language, file, keywords=_KEYWORDS, options=_OPTIONS):
            names = said if isinstance(said, tuple) else (said,)
            if names[0]:
                yield Message(*names)


class Catalogue(NamedTuple):
    """A file with messages in a language: those that want a translation, and those that may do without."""

    path: Path
    code: str
    used: Used
    names: Used


def catalogues(survey: Survey, code: str) -> list[Catalogue]:
    """The catalogues that a survey keeps of a language: of its own words, and of the program's unless that has them."""
    words = survey_messages(survey)
    own = Catalogue(catalogue_path(survey.root, SURVEY, code), code, words.sentences, words.names)
    shipped_one, there = shipped("templates") / FOLDER / f"{code}.po", catalogue_path(survey.root, PROGRAM, code)
    if shipped_one.is_file() and shipped_one.resolve() != there.resolve():
        return [own]
    return [Catalogue(there, code, program_messages(), {}), own]


def catalogue_path(root: Path, part: str, code: str) -> Path:
    """Where the words of the program, or of the survey in ``root``, stand in a language."""
    return root / part / FOLDER / f"{code}.po"


def state(catalogue: Catalogue) -> State:
    """How a catalogue stands to the messages it is for."""
    known = _known(catalogue.path)
    said = {message: entry.forms for message, entry in known.items() if entry.is_said}
    missing = tuple(sorted(message.one for message in catalogue.used.keys() - said.keys()))
    unused = tuple(sorted(message.one for message in known.keys() - catalogue.used.keys() - catalogue.names.keys()))
    wrong = tuple(sorted(message.one for message, forms in said.items() if not says_the_same(message, forms)))
    return State(missing, unused, wrong)


def update(catalogue: Catalogue, also: Mapping[str, str] | None = None) -> State:
    """Write a catalogue with exactly the messages it is for; what is known of them is kept, names without it left out.

    Args:
        catalogue: what to write; the file need not be there yet.
        also: further translations, by the English text (that for one thing), which go before those there.

    Raises:
        UsageError: what is there cannot be read.
    """
    path, code, used, names = catalogue
    known = _known(path)
    written = Catalog(locale=locale_of(code), fuzzy=False)
    for message in sorted({*used, *names}, key=lambda message: (message.one, message.many or "")):
        entry = known.get(message, _Entry())
        if also and message.one in also:
            entry = _Entry((also[message.one],), notes=entry.notes)
        if message in names and not all(entry.forms):
            continue
        forms = entry.forms
        id_ = (message.one, message.many) if message.many else message.one
        string = (forms * written.num_plurals)[: written.num_plurals] if message.many else forms[0]
        files = used.get(message) or names[message]
        flags = ("fuzzy",) if entry.is_doubtful else ()
        places = [(file, 0) for file in sorted(files)]
        written.add(id_, string, locations=places, flags=flags, user_comments=entry.notes)
    out = BytesIO()
    write_po(out, written, width=_WIDTH, omit_header=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, _HEADER.format(code=code, plurals=written.plural_forms).encode() + out.getvalue())
    return state(catalogue)


class _Entry(NamedTuple):
    """What a catalogue has of a message: its translation, whether a translator doubts it, and what they note."""

    forms: tuple[str, ...] = ("",)
    is_doubtful: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_said(self) -> bool:
        return all(self.forms) and not self.is_doubtful


def _known(path: Path) -> dict[Message, _Entry]:
    if not path.is_file():
        return {}
    return {
        Message(*_forms(message.id)): _Entry(_forms(message.string), message.fuzzy, tuple(message.user_comments))
        for message in parsed(path, path.read_bytes())
        if message.id
    }


def _forms(said: str | Iterable[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ("",))
