"""A folder becomes a survey; where it is one, it gets what it lacks."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from livingsurvey import schema
from livingsurvey.checks import check
from livingsurvey.errors import InvalidData
from livingsurvey.github import forms
from livingsurvey.intake.formats import read
from livingsurvey.intake.importing import Imported, import_list
from livingsurvey.model import Severity
from livingsurvey.publish.content.labels import first_sentence
from livingsurvey.publish.repository import readme
from livingsurvey.starting import files
from livingsurvey.starting.files import Answers
from livingsurvey.starting.updating import note
from livingsurvey.store.layout import is_passed_over
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

_SURVEY = "survey.yaml"
_LONGEST = 300
"""Characters of a list's own introduction that still are a description."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it.

    Attributes:
        written: the files that are new.
        kept: those that were there already, with another content, and stay as they are.
        imported: what became of the list that it was made from, if it was.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    imported: Imported | None = None


def is_survey(root: Path) -> bool:
    """Whether a folder is a survey already."""
    return (root / _SURVEY).is_file()


def start(
    root: Path, answers: Answers | None, today: dt.date, source: tuple[str, str] | None = None, *, gitlab: bool = False
) -> Made:
    """Make a folder a survey that checks and builds; where it is one, add what it lacks.

    Args:
        root: the folder; whatever it holds stays.
        answers: what the survey is called; None where it is a survey already, and says so itself.
        today: the day on which its papers were listed.
        source: the name and the text of a list that it is made from, instead of from examples.
        gitlab: whether it also gets what publishes it on GitLab.

    Raises:
        UsageError: the answers are none that a survey can have, or the list has no paper.
        InvalidData: what is there already is no survey without errors.
        OSError: a file could not be written; notes on the error say which were.
    """
    imported: Imported | None = None
    with tempfile.TemporaryDirectory() as scratch:
        draft = root
        if answers is not None:
            files.well_formed(answers)
            draft = Path(scratch, "survey")
            if source:
                imported = import_list(source[1], source[0], draft, today, title=answers.title)
                write_all(draft, files.settings(answers, today))
            else:
                write_all(draft, files.settings(answers, today) | files.examples(answers, today))
        survey = Survey.load(draft, strict=False)
        errors = [finding for finding in check(survey) if finding.severity is Severity.ERROR]
        if errors:
            raise InvalidData(errors)
        texts = _around(survey, gitlab=gitlab)
        if draft != root:
            texts = _texts(draft) | texts
    kept = tuple(sorted(name for name, text in texts.items() if answers and _differs(root / name, text)))
    lacking = {name: text for name, text in sorted(texts.items(), key=_comes_last) if not (root / name).exists()}
    written = write_all(root, lacking)
    note(root, {name: text for name, text in files.kept_by_the_program(gitlab=gitlab).items() if name in written})
    return Made(tuple(written), kept, imported)


def _comes_last(item: tuple[str, str]) -> bool:
    """survey.yaml after all others: what was begun and not finished is no survey, and can be begun again."""
    return item[0] == _SURVEY


def named_by(name: str, text: str, answers: Answers) -> Answers:
    """Answers with the title and the description of a list, where nobody gave others."""
    if answers.title and answers.description:
        return answers
    listing = read(name, text)
    said = first_sentence(listing.introductions.get((), ""))[:_LONGEST]
    return replace(
        answers, title=answers.title or listing.title or Path(name).stem, description=answers.description or said
    )


def _around(survey: Survey, *, gitlab: bool) -> dict[str, str]:
    """All files of a survey but its data."""
    info = survey.info
    answers = Answers(info.title, info.description, info.languages, info.repository, info.site)
    first = survey.taxonomy.topics[0].id
    texts = files.kept_by_people(answers, first) | files.kept_by_the_program(gitlab=gitlab)
    made = {file: readme.document(survey, file=file) for file in readme.files(survey)}
    return texts | schema.schemas(survey) | forms.forms(survey) | made


def _texts(root: Path) -> dict[str, str]:
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in paths}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in names.items()
        if not name.startswith("build/") and not is_passed_over(path.name)
    }


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") != text
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
