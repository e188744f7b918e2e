"""``survey import``: a file of many papers becomes a survey of its own, or goes into one that there is."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.adding import text_of
from livingsurvey.cli.app import ADDING, command
from livingsurvey.cli.terminal import count_of, out, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from livingsurvey.intake.growing import Piles
    from livingsurvey.intake.mapping import Mapped
    from livingsurvey.intake.offering import Offered


class Format(enum.StrEnum):
    """How it is told what became of a list."""

    TEXT = "text"
    JSON = "json"


@command(
    ADDING,
    "survey import awesome-list/README.md --out my-survey",
    "survey import awesome-list/README.md --explain 42",
    "survey import awesome-list/README.md --audit --source owner/name:README.md@0123abc > issue.md",
    "survey import awesome-list/README.md --format json > list.json",
    "survey import library.bib --out my-survey --fields topics.yaml",
    "survey import papers.jsonl --into . --fields fields.yaml",
    "survey import papers.jsonl --into . --fields fields.yaml --decisions decided.tsv",
    "survey import references.bib --into . --source owner/name:references.bib@0123abc",
    name="import",
)
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Markdown, HTML, Org, reST, BibTeX, RIS, CSL-JSON, Zotero, PubMed, OpenReview, JSONL."
        ),
    ],
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Turn a list into a survey, in a new folder.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Add the papers to the survey in this folder.")
    ] = None,
    fields: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What the file calls topics, and what the fields of JSONL mean, in YAML."),
    ] = None,
    decisions: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="With --into: decisions made by people, TSV or JSONL; can be repeated."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="With --into: where the file comes from, for papers that name no source. With --audit: for links.",
        ),
    ] = None,
    piles: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="With --into: the folder for the piles; by default build/import/NAME."),
    ] = None,
    explain: Annotated[
        int | None, typer.Option(metavar="LINE", min=1, help="Tell how this line of a list is read; write nothing.")
    ] = None,
    audited: Annotated[
        bool,
        typer.Option(
            "--audit", metavar="", help="Write what is wrong in a list as an issue for its keeper, no survey."
        ),
    ] = False,
    form: Annotated[
        Format, typer.Option("--format", help="The format of what is told about a list; json needs no --out.")
    ] = Format.TEXT,
) -> None:
    """Import a file of many papers.

    With --out, a list of papers becomes a survey: headings become topics, entries become records, whatever
    the list's form: bullets, numbered items, paragraphs, tables, folds. A list is read as a whole first: what its
    entries share tells what a word in one of them is. Each item that becomes no record is written with its line and
    the reason, and so is what the list says that cannot be right; the new survey passes its checks. --explain LINE
    tells how a line is read. --format json tells all of it for programs. --audit writes no survey, but what is wrong
    with the list as an issue for its keeper: Markdown that fits into one on GitHub, and whose text mentions nobody.
    Libraries of references (BibTeX, RIS, CSL-JSON, Zotero's CSV, PubMed, OpenReview) have topics by their groups, or by
    keywords that many entries share, or by  topics  in the file of --fields.

    With --into, each paper ends in one of three piles, which are files: accepted.tsv (its record is written),
    to-decide.tsv (its topic or scope is doubtful), refused.tsv (a duplicate, a fault, something missing). Write  in  or
    out  into to-decide.tsv, or name files of decisions, and run the command again: it takes up what was decided and
    does nothing twice. Nobody on the network is asked.
    """
    from livingsurvey.errors import UsageError

    if explain is not None:
        from livingsurvey.intake.explaining import explained
        from livingsurvey.intake.formats import read

        text = text_of(str(file))
        out(explained(read(file.name, text), text, explain))
        return
    if (audited or form is Format.JSON) and (into or (audited and folder) or decisions or piles):
        raise UsageError("--audit and --format json are about a list by itself; of the rest, JSON goes with --out only")
    if audited or (form is Format.JSON and folder is None):
        _audit(file, fields, source, form)
        return
    if (folder is None) == (into is None):
        raise UsageError(
            "write  --out FOLDER  for a new survey,  --into FOLDER  for one there is, or look with  --audit"
        )
    if into is not None:
        context.obj = into
        with loading.alone(context):
            _into(context, file, fields, decisions or [], source, piles)
    elif decisions or (source and form is Format.TEXT) or piles:
        raise UsageError("--decisions, --source and --piles require --into")
    elif folder is not None:
        _new(file, folder, fields, source, form)


def _audit(file: Path, fields: Path | None, source: str | None, form: Format) -> None:
    """Tell what is wrong in a list, to its keeper or to a program; write nothing."""
    from livingsurvey.intake.audit import audit
    from livingsurvey.intake.collection import collected
    from livingsurvey.intake.formats import read

    listing = read(file.name, text_of(str(file)), _mapped(fields))
    made = audit(listing, collected(listing.entries), str(file), source)
    if form is Format.JSON:
        out(made.model_dump_json(indent=2, exclude_none=True))
    else:
        from livingsurvey.github.audit import issue

        out(issue(made))


def _new(listing: Path, folder: Path, fields: Path | None, source: str | None, form: Format) -> None:
    from livingsurvey.intake import import_list
    from livingsurvey.intake.audit import audit
    from livingsurvey.intake.telling import told, waiver

    imported = import_list(text_of(str(listing)), listing.name, folder, clock.today(), _mapped(fields))
    made = audit(imported.listing, imported.found, str(listing), source)
    if form is Format.JSON:
        out(made.model_dump_json(indent=2, exclude_none=True))
        for finding in imported.waived:
            say(waiver(finding))
    else:
        out(told(made, imported.waived))
    read = imported.listing
    entries = count_of(len(read.entries), "entry").replace("entrys", "entries")
    left, unread = len(read.left_out), count_of(len(read.unread), "line")
    say(f"{entries} understood, {left:,} left out, {unread} not understood")
    say(f"{count_of(imported.papers, 'paper')} on {count_of(imported.topics, 'topic')} written to {folder}")


def _mapped(fields: Path | None, own: Collection[str] = ()) -> Mapped:
    from livingsurvey.intake.mapping import Mapped

    return Mapped.load(fields, text_of(str(fields)), own) if fields else Mapped()


def _into(
    context: typer.Context,
    file: Path,
    fields: Path | None,
    decided: Sequence[Path],
    source: str | None,
    piles: Path | None,
) -> None:
    from livingsurvey.intake import piles as files
    from livingsurvey.intake.decisions import Decisions, read_decisions
    from livingsurvey.intake.growing import sort_out
    from livingsurvey.intake.offering import offered_by

    survey = loading.everything(context)
    offers = offered_by(file, text_of(str(file)), survey.taxonomy, _mapped(fields, survey.fields), source)
    folder = piles or survey.root / "build" / "import" / file.stem
    told, edits = files.decided_before(folder)
    given = (each for path in decided for each in read_decisions(str(path), text_of(str(path))))
    decisions = Decisions([*told, *given, *edits])
    for earlier, later in decisions.replaced:
        say(f"{later.place}: differs from {earlier.place} and overrides it")
    for decision in decisions.without_paper(offers):
        say(f"{decision.place}: {file.name} has no paper '{decision.id}'")
    sorted_out = sort_out(survey, offers, decisions, files.accepted_before(folder), clock.today())
    files.write(survey, sorted_out, folder)
    _tell(sorted_out, offers, folder)


def _tell(piles: Piles, offers: Sequence[Offered], folder: Path) -> None:
    """How many papers went where."""
    new = sum(each.draft is not None for each in piles.accepted)
    refiled = sum(each.refiled for each in piles.accepted)
    out(
        f"{len(piles.accepted):6,} accepted, {new:,} of them new, {refiled:,} re-filed: {folder}/accepted.tsv\n"
        f"{len(piles.to_decide):6,} to decide: {folder}/to-decide.tsv\n"
        f"{len(piles.refused):6,} refused: {folder}/refused.tsv\n"
        f"{len(offers):6,} in all"
    )
