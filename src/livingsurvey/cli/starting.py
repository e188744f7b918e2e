"""``survey init``: a survey of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.adding import text_of
from livingsurvey.cli.app import STARTING, command
from livingsurvey.cli.terminal import count_of, out, say

if TYPE_CHECKING:
    from livingsurvey.starting import Answers, Made

_SHOWN = 12
"""Files that are named one by one."""


@command(
    STARTING,
    "survey init molecules",
    'survey init molecules --title "Graph neural networks for molecules" --language en,zh',
    "survey init my-survey --from awesome-list/README.md",
    "survey init --update",
)
def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where; by default here.", show_default=False)
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A list of papers or a library (.md, .bib, .ris …) to begin with."),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What the survey is called.")] = None,
    description: Annotated[str | None, typer.Option(metavar="TEXT", help="What it is about, in a sentence.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODES", help="The languages of the site, the first at its top: en,zh.")
    ] = None,
    repository: Annotated[
        str | None, typer.Option(metavar="URL", help="The repository that will take pull requests.")
    ] = None,
    site: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of the site; by default that of GitHub Pages.")
    ] = None,
    gitlab: Annotated[
        bool, typer.Option("--gitlab", metavar="", help="Also write what publishes the site on GitLab Pages.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", metavar="", help="Bring the program's files in a survey to this version.")
    ] = False,
) -> None:
    """Start a survey of your own: a folder that checks, builds and publishes itself on GitHub.

    It begins with three example papers, or with those of --from. At a terminal you are asked five questions, or those
    that no option answers. In a folder with other files, these stay as they are; in a survey, what it lacks is added.

    --update brings the workflows to the version that is installed, and shows what is different. A file that you have
    changed is not touched.
    """
    from livingsurvey.errors import UsageError
    from livingsurvey.starting import making
    from livingsurvey.store.lock import writing

    root = folder or context.obj
    told = [title, description, language, repository, site, source]
    if update:
        if any(told) or gitlab:
            raise UsageError("--update takes no other option but the folder")
        context.obj = root
        with loading.alone(context):
            _update(loading.everything(context).root)
        return
    answers = None
    if not making.is_survey(root):
        answers = _answers(root, source, title, description, language, repository, site)
    elif any(told):
        raise UsageError(f"{root} is a survey already; change its survey.yaml, or name another folder")
    text = (source.name, text_of(str(source))) if source else None
    root.mkdir(parents=True, exist_ok=True)
    with writing(root, "survey init", loading.told_to_wait):
        made = making.start(root, answers, clock.today(), text, gitlab=gitlab)
    _tell(root, made, answers)


def _answers(
    root: Path,
    source: Path | None,
    title: str | None,
    description: str | None,
    language: str | None,
    repository: str | None,
    site: str | None,
) -> Answers:
    """What no option says is asked at a terminal, and elsewhere left to what is usual."""
    from livingsurvey.starting import Answers
    from livingsurvey.starting.making import named_by

    usual = root.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "A living survey"
    known = Answers(title or "", description or "", repository=repository, site=site)
    if source:
        known = named_by(source.name, text_of(str(source)), known)

    def asked(question: str, given: str | None, otherwise: str) -> str:
        if given is not None or not sys.stdin.isatty():
            return given if given is not None else otherwise
        answer: str = typer.prompt(question, default=otherwise, show_default=bool(otherwise), err=True)
        return answer.strip()

    name = asked("What is the survey called?", title, known.title or usual)
    about = asked("What is it about, in a sentence?", description, known.description or f"Papers on {name}.")
    codes = asked("In which languages can it be read?", language, "en")
    where = asked("Where is its repository, such as https://github.com/you/your-survey?", repository, "") or None
    so_far = Answers(name, about, tuple(code.strip() for code in codes.split(",")), where, site)
    address = asked("Where will its site be?", site, so_far.address or "") or None
    return Answers(name, about, so_far.languages, where, address)


def _tell(root: Path, made: Made, answers: Answers | None) -> None:
    for name in made.written[:_SHOWN]:
        say(f"{root / name} written")
    if made.written[_SHOWN:]:
        say(f"and {count_of(len(made.written) - _SHOWN, 'more file')}")
    for name in made.kept:
        say(f"{root / name} was there, and stays as it is")
    if made.imported:
        read, papers = made.imported.listing, count_of(made.imported.papers, "paper")
        left = len(made.imported.found) - made.imported.papers + len(read.left_out) + len(read.unread)
        say(f"{papers} on {count_of(made.imported.topics, 'topic')} imported; {left:,} of the list left out")
        say("survey import FILE --audit  tells of each why, and what is doubtful in the others")
    if answers is None:
        say("nothing is missing here" if not made.written else "what was missing is there now")
        return
    here = "" if root.resolve() == Path.cwd().resolve() else f"cd {root}\n"
    out(f"{here}survey check\nsurvey serve")


def _update(root: Path) -> None:
    from livingsurvey.starting import Fate, update

    outcome = update(root)
    for each in outcome:
        say(f"{each.path}: {each.fate}{_REMEDIES.get(each.fate, '')}")
        if each.difference:
            out(each.difference)
    if not outcome:
        say("the program's files were up to date")
    elif any(each.fate is Fate.CHANGED for each in outcome):
        raise typer.Exit(1)


_REMEDIES = {
    "changed here": ", and not touched. To take the new one, delete the file and run again; to keep both, take over "
    "by hand what the lines above the file's end show",
    "removed here": "; to have it back, run  survey init",
}
