"""What public lists name: a work that several people keep on their lists is worth a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from livingsurvey.errors import UsageError
from livingsurvey.model import PublicList
from livingsurvey.model.finding import visible
from livingsurvey.model.folding import fold
from livingsurvey.refresh.queries import Answers
from livingsurvey.sources.version import Version

_SHORTEST = 16
"""Letters of a title below which it may stand in a list as a part of something else."""


class Lists:
    """Lists by what they are called, as texts: whatever its format, a list has the id or the title of what it names."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._texts = [(called, text.casefold(), _letters(text)) for called, text in texts]

    def naming(self, version: Version) -> tuple[str, ...]:
        """The names of the lists that name a work."""
        ids = [each.value.casefold() for each in version.ids]
        title = _letters(version.title)
        found = (
            called
            for called, text, letters in self._texts
            if any(each in text for each in ids) or (len(title) >= _SHORTEST and title in letters)
        )
        return tuple(dict.fromkeys(found))


def _letters(text: str) -> str:
    """A title as it is compared with a whole list, or a whole list: marks around it may be in the midst of it, too."""
    return "".join(filter(str.isalnum, fold(text)))


def on_disk(files: Iterable[Path]) -> Answers:
    """The lists in files. A list is called by its folder and its file, since most are called README.md.

    Raises:
        UsageError: a file is not there, or is no text.
    """
    lists = []
    for file in files:
        try:
            called = visible(f"{file.resolve().parent.name}/{file.name}")
            lists.append((called, file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read as text in UTF-8; give a list as --named-in FILE") from error
    return Answers(lists=tuple(lists))


def questions(lists: Sequence[PublicList], root: Path) -> list[Callable[[], Answers]]:
    """What to ask GitHub for the lists of a survey as they are today, a question for each file."""
    return [partial(_today, each, file, root) for each in lists for file in each.files]


def _today(public: PublicList, file: str, root: Path) -> Answers:
    from livingsurvey.sources import github

    text = github.text_of(public.url, file, root)
    return Answers(lists=((public.name, text),) if text else ())
