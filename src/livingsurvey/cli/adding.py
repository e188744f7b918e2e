"""``survey add``: from what somebody has of a paper to its record."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.app import ADDING, command
from livingsurvey.cli.terminal import is_watched, out, progress_bar, say, show

if TYPE_CHECKING:
    from livingsurvey.errors import SurveyError
    from livingsurvey.intake import Draft, Duplicate, Entry
    from livingsurvey.sources.version import Version
    from livingsurvey.survey import Survey

    _Wanted = tuple[Entry, Sequence[str]]


@command(
    ADDING,
    "survey add arxiv:2210.17323 --topic weight-only-quantization",
    "survey add https://aclanthology.org/2023.acl-long.150/ --topic fine-tuning --code https://github.com/owner/name",
    "survey add --bibtex references.bib --topic fine-tuning",
    "survey add --line 'A Title, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2401.00001)]' --topic fine-tuning",
)
def add(
    context: typer.Context,
    identifiers: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="arXiv, DOI, ACL or OpenReview ids, or addresses that contain one."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A topic, the main one first; can be repeated."),
    ] = None,
    code: Annotated[str | None, typer.Option(metavar="URL", help="The authors' code.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title, compared with the catalogues.")] = None,
    bibtex: Annotated[str | None, typer.Option(metavar="FILE", help="BibTeX entries; - reads standard input.")] = None,
    line: Annotated[str | None, typer.Option(metavar="TEXT", help="A line of a list of papers, in Markdown.")] = None,
    form: Annotated[
        str | None, typer.Option(metavar="FILE", help="An issue form's body; - reads standard input.")
    ] = None,
    ask: Annotated[
        bool | None,
        typer.Option(
            "--look-up/--offline",
            metavar="",
            help="Require answers from arXiv and Crossref, or do not ask them. By default they are asked and may fail.",
            show_default=False,
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", metavar="", help="Replace the record of the same paper, if it was here before."),
    ] = False,
) -> None:
    """Add papers to the survey.

    Each becomes one new file, shown with what it still lacks. A paper that is already in the survey is named
    instead, with the line that files it under another topic, and the exit code is 1. What no source says stays out
    of the record: nothing is guessed. Catalogues only fill in what is absent, and the network is never required.
    """
    wanted = [
        (replace(entry, code=code or entry.code, title=title or entry.title), topics)
        for entry, topics in _entries(context, identifiers or [], bibtex, line, form, topic or [])
    ]
    said = _asked(context, wanted, ask, overwrite=overwrite)
    with loading.alone(context):
        failed = _written(loading.everything(context), wanted, said, overwrite=overwrite)
    if failed:
        raise typer.Exit(max(failed))


def _asked(
    context: typer.Context, wanted: Sequence[_Wanted], ask: bool | None, *, overwrite: bool
) -> list[Sequence[Version] | SurveyError]:
    """What catalogues say of each paper, or why it cannot be added; nobody else has to wait for their answers."""
    from livingsurvey.errors import SurveyError
    from livingsurvey.intake import Batch

    if ask is False:
        return [() for _ in wanted]
    survey = loading.everything(context)
    batch, asking = Batch(survey, clock.today()), _Asking(survey.root, insists=ask is True)
    said: list[Sequence[Version] | SurveyError] = []
    with progress_bar() as progress:
        for done, (entry, topics) in enumerate(wanted, 1):
            try:
                known = batch.draft(entry, topics).is_known
                said.append(() if known and not overwrite else asking.versions(entry))
            except SurveyError as error:
                said.append(error)
            if progress:
                progress("catalogues", done, len(wanted))
    return said


class _Asking:
    """Asking catalogues: one that does not answer is not asked again."""

    def __init__(self, root: Path, *, insists: bool) -> None:
        self._root = root
        self._insists = insists
        self._silent: set[str] = set()

    def versions(self, entry: Entry) -> Sequence[Version]:
        """What catalogues say of a paper; those that give no answer to use are named.

        Raises:
            UpstreamTrouble: one gives none, and whoever asks insists.
        """
        says_all = entry.title and entry.authors and not entry.and_others and entry.venue
        if says_all and not self._insists:
            return ()
        from livingsurvey.errors import BadAnswer
        from livingsurvey.intake import look_up

        answers = look_up(entry, self._root, without=self._silent)
        for trouble in answers.troubles:
            if self._insists:
                raise trouble
            say(f"survey: warning: {trouble}")
            if not isinstance(trouble, BadAnswer):
                self._silent.add(trouble.service)
        return answers.versions


def _entries(
    context: typer.Context,
    identifiers: Sequence[str],
    bibtex: str | None,
    line: str | None,
    form: str | None,
    topics: Sequence[str],
) -> list[tuple[Entry, Sequence[str]]]:
    """What to add, from the one way in that was chosen, each with its topics."""
    from livingsurvey import intake  # a way that is not gone is not imported
    from livingsurvey.errors import UsageError

    ways = [bool(identifiers), bibtex is not None, line is not None, form is not None]
    if sum(ways) != 1:
        raise UsageError("name what to add in exactly one way: identifiers, --bibtex, --line or --form")
    if line is not None:
        return [(intake.from_line(line), topics)]
    if bibtex is not None:
        return [(entry, topics) for entry in intake.from_bibtex(text_of(bibtex))]
    if form is None:
        return [(intake.from_identifier(text), topics) for text in dict.fromkeys(identifiers)]
    from livingsurvey.github.issue import with_answers
    from livingsurvey.language import languages_of

    survey, body = loading.everything(context), text_of(form)
    languages = languages_of(survey.info, survey.root)
    asked_in = intake.language_of_form(body, languages) or languages[0]
    filled = intake.from_form(body, asked_in, survey.fields_in("form"))
    entries = [with_answers(intake.from_identifier(text), filled, clock.today()) for text in filled.identifiers]
    return [(entry, topics or filled.topics) for entry in entries]


def _written(
    survey: Survey,
    wanted: Sequence[_Wanted],
    said: Sequence[Sequence[Version] | SurveyError],
    *,
    overwrite: bool,
) -> list[int]:
    """Write the records, one after the other; gives the exit codes of those that were not written.

    Raises:
        SurveyError: the only one was not.
        OSError: the machine refused; notes name the papers that were not written.
    """
    from livingsurvey.errors import SurveyError
    from livingsurvey.intake import Batch

    batch = Batch(survey, clock.today())
    failed: list[int] = []
    for place, ((entry, topics), answer) in enumerate(zip(wanted, said, strict=True)):
        try:
            if isinstance(answer, SurveyError):
                raise answer
            failed += _added(batch.draft(entry, topics, versions=answer), survey, overwrite=overwrite)
        except SurveyError as error:
            if len(wanted) == 1:
                raise
            say(f"survey: error: {error}")
            failed.append(error.exit_code)
        except OSError as error:
            for left, _ in wanted[place:]:
                error.add_note(f"not written: {_name(left)}")
            raise
    return failed


def _added(made: Draft, survey: Survey, *, overwrite: bool) -> list[int]:
    """Write one record; gives the exit code when it was not written, or nothing."""
    known = [duplicate for duplicate in made.duplicates if duplicate.certain]
    if len(known) == 1 and overwrite:
        _show(made.overwrite(survey.root, known[0].paper), survey, done="replaced")
    elif known:
        return _known(known)
    else:
        made.write(survey.root)
        _show(made, survey, done="written")
    return []


def _name(entry: Entry) -> str:
    """What a person knows an entry by."""
    return entry.title or next((f"{scheme}:{value}" for scheme, value in entry.ids), entry.page or "a paper")


def _known(known: Sequence[Duplicate]) -> list[int]:
    for duplicate in known:
        paper = "is this paper" if duplicate.paper.is_readable else "may be this paper"
        say(f"survey: error: {duplicate.file} {paper}: {duplicate.reason}; {duplicate.advice}")
    return [1]


def _show(made: Draft, survey: Survey, *, done: str) -> None:
    """The card of the new record, or its file while it is not complete; then what is left to do."""
    from livingsurvey.cli import papers

    if made.is_complete:
        alone = made.alone(survey)
        paper = made.paper()
        if is_watched():
            show(papers.card(paper, alone))
        else:
            out(papers.as_text(paper, alone))
    else:
        out(made.text())
    say(f"{made.file} {done}")
    for line in made.missing.values():
        say(f"  missing: add  {line}")
    for note in made.notes:
        say(f"  note: {note}")
    for duplicate in made.duplicates:
        if not duplicate.certain:
            say(f"  compare {duplicate.file}: {duplicate.reason}")
    for finding in made.findings(survey):
        say(f"  {finding}")


def text_of(name: str) -> str:
    """What a file, or standard input, says."""
    from livingsurvey.errors import UsageError

    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise UsageError(f"{name} is a folder; name a file in it") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8; save it with UTF-8 encoding") from error
