"""``survey refresh``: what sources say of the papers, and a yes or a no to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import INTERRUPTED, loading
from livingsurvey.cli.app import UPKEEP, Format, command
from livingsurvey.cli.choice import OfTopic
from livingsurvey.cli.terminal import Progress, count_of, out, progress_bar, say

if TYPE_CHECKING:
    from livingsurvey.model.proposal import Proposal
    from livingsurvey.refresh.renewing import Told, Wanted
    from livingsurvey.refresh.standing import Standing
    from livingsurvey.survey import Survey

_MINUTES = 10


@command(
    UPKEEP,
    "survey refresh",
    "survey refresh --source openreview --source dblp --topic quantization",
    "survey refresh --dump ~/dumps --since 2026-01-01",
    "survey refresh --list",
    "survey refresh --accept 3f2a --accept 91c0",
    "survey refresh --all-certain",
    "survey refresh --reject 77ab --reason 'a workshop of the same name'",
)
def refresh(
    context: typer.Context,
    source: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Ask only this source; can be repeated.")
    ] = None,
    dump: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="Read this dump of a catalogue, or all in a folder, instead of asking; can be repeated.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Look up works in Parquet files on this engine: pyspark, or an address that Ibis knows.",
        ),
    ] = None,
    named_in: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A list of papers: new ones that it names come first; can be repeated.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="DAY",
            formats=["%Y-%m-%d"],
            help="Leave out papers that a source was asked about on this day or later, and new papers from before.",
        ),
    ] = None,
    topic: OfTopic = None,
    minutes: Annotated[
        float | None,
        typer.Option(metavar="NUMBER", min=0, max=24 * 60, help="How long to ask; by default 10.", show_default=False),
    ] = None,
    shown: Annotated[bool, typer.Option("--list", metavar="", help="Show the open proposals, and ask nobody.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Accept a proposal, named by 4 or more digits of its id; can be repeated."),
    ] = None,
    all_certain: Annotated[
        bool, typer.Option("--all-certain", metavar="", help="Accept all proposals that are certain.")
    ] = False,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="Reject a proposal; can be repeated.")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for --reject.")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Lines of text, JSON, or boxes for an issue.", show_default=False)
    ] = None,
) -> None:
    """Ask sources what is new about the papers, and decide what becomes of it.

    Answers become proposals, which --list shows again; no record changes. --accept and --all-certain write what was
    proposed into the records, with its source; --reject remembers that it is wrong. Papers that a source was not
    asked about for longest come first. A source that does not answer is named, and keeps nobody from asking the others.
    """
    asks = {"--source": source, "--dump": dump, "--engine": engine, "--named-in": named_in, "--since": since}
    _one_thing_at_once(
        {"--accept": accept, "--all-certain": all_certain, "--reject": reject, "--list": shown},
        only_when_asking=asks | {"--topic": topic, "--minutes": minutes},
        form=form,
        reason=reason,
    )
    if reject:
        _reject(context, reject, reason or "")
    elif accept or all_certain:
        _accept(context, accept)
    elif shown:
        _list(context, form)
    else:
        from livingsurvey.refresh.renewing import Wanted

        wanted = Wanted(
            dumps=tuple(dump or ()),
            engine=engine,
            lists=tuple(named_in or ()),
            topic=topic,
            since=since.date() if since else None,
            day=clock.today(),
            seconds=60 * (_MINUTES if minutes is None else minutes),
        )
        _ask(context, wanted, source, form)


def _one_thing_at_once(
    modes: Mapping[str, object], *, only_when_asking: Mapping[str, object], form: Format | None, reason: str | None
) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: two of them do not.
    """
    from livingsurvey.errors import UsageError

    chosen = [name for name, value in modes.items() if value]
    if len(chosen) > 1:
        raise UsageError(f"{chosen[0]} and {chosen[1]} do not go together; run one after the other")
    mode = next(iter(chosen), None)
    idle = [name for name, value in only_when_asking.items() if value not in (None, [], ())]
    idle += ["--format"] * (form is not None and mode != "--list")
    if mode and idle:
        raise UsageError(f"{idle[0]} has no effect with {mode}; leave one of them out")
    if only_when_asking["--engine"] and not only_when_asking["--dump"]:
        raise UsageError("--engine needs  --dump PATH, the Parquet files that it is to look in")
    if (mode == "--reject") != bool(reason):
        raise UsageError("write  --reject ID --reason TEXT: a rejection needs its reason, which is kept")


def _ask(context: typer.Context, wanted: Wanted, names: Sequence[str] | None, form: Format | None) -> None:
    """Ask sources, and write what they propose beside what stands."""
    from livingsurvey.extensions import Source
    from livingsurvey.extensions.loading import added
    from livingsurvey.refresh.asking import Asked
    from livingsurvey.refresh.proposing import wrong_ids
    from livingsurvey.refresh.rejected import Rejections
    from livingsurvey.refresh.renewing import after, hear
    from livingsurvey.refresh.standing import Standing
    from livingsurvey.sources import live

    survey = loading.what_can_be_read(context)
    own = added(Source, survey, [*map(str.casefold, live.MODULES), *live.MODULES.values()])
    every = [*(survey.refreshing.sources or live.MODULES), *(each.name for each in own)]
    chosen = names or (() if wanted.dumps else every)
    catalogues = {each.SERVICE: each for each in (live.catalogue(name, own) for name in chosen)}
    wanted = replace(wanted, catalogues=tuple(catalogues.values()))
    for memory in (Standing, Rejections):
        memory.read(survey.root)  # what is broken is told before anybody waits for answers
    with progress_bar() as progress:
        reading = _reading(progress)
        told = hear(survey, wanted, Asked.read(survey.root), progress=progress, reading=reading)
    with loading.alone(context):
        survey = loading.everything(context)
        standing = after(survey, wanted, told)
        standing.write(survey.root)
        Asked.read(survey.root).after(told.heard, wanted.day).write(survey.root)
    _tell(told)
    for line in wrong_ids(survey, told.heard.found):
        say(f"survey: warning: {line}")
    _show(standing, survey, form)
    if told.heard.stopped:
        raise typer.Exit(INTERRUPTED)


def _reading(progress: Progress | None) -> Callable[[Path, int], None]:
    """What is told which dump is being read."""
    return lambda path, works: progress(path.name, works, 0) if progress else None


def _tell(told: Told) -> None:
    """What went wrong with sources and dumps, one line each, and for whom there was no time."""
    heard = told.heard
    for trouble in (*told.unread, *heard.troubles.values()):
        say(f"survey: warning: {trouble}")
    for name, number in heard.left.items():
        if name not in heard.troubles:
            say(f"{name} was not asked about {count_of(number, 'paper')} more: the next run begins with them")
    if told.left:
        say(f"{count_of(told.left, 'question')} about new papers had no answer: the next run asks again")
    if heard.troubles and not (heard.answered or heard.found or told.answers.found):
        say("no source has answered; nothing was changed")


def _list(context: typer.Context, form: Format | None) -> None:
    """Show the proposals that are open still."""
    from livingsurvey.refresh.rejected import Rejections
    from livingsurvey.refresh.standing import Standing

    survey = loading.what_can_be_read(context)
    _show(Standing.read(survey.root).still_open(survey, Rejections.read(survey.root)), survey, form)


def _show(standing: Standing, survey: Survey, form: Format | None) -> None:
    from livingsurvey.cli import proposals as shown

    if form is Format.JSON:
        out(shown.as_json(standing.proposals))
    elif form is Format.MARKDOWN:
        out(shown.as_markdown(standing.proposals, survey))
    else:
        out(shown.as_text(standing.proposals))
    say(shown.summary(standing.proposals))
    if standing.proposals and form in (None, Format.TEXT):
        say(f"next: {shown.next_command(standing.proposals)}")


def _accept(context: typer.Context, names: Sequence[str] | None) -> None:
    """Carry out the named proposals, or all that are certain."""
    from livingsurvey.model.proposal import Certainty
    from livingsurvey.refresh import deciding
    from livingsurvey.refresh.rejected import Rejections
    from livingsurvey.refresh.standing import Standing

    with loading.alone(context):
        survey = loading.everything(context)
        standing, rejections = Standing.read(survey.root), Rejections.read(survey.root)
        certain = (each for each in standing.proposals if each.certainty is Certainty.CERTAIN)
        meant = _named(standing, names) if names else [each for each in certain if not rejections.have(each)]
        decided = deciding.accept(survey, meant, clock.today())
        left = standing.without(decided.accepted)
        if decided.accepted:
            left = left.still_open(loading.everything(context), rejections)
            left.write(survey.root)
    for file, proposals in decided.written.items():
        say(f"{file} is written: {', '.join(place for each in proposals for place in each.said)}")
    for refusal in decided.refused:
        say(f"survey: error: {refusal.reason}")
    say(f"{count_of(len(decided.accepted), 'proposal')} accepted, {len(left.proposals):,} open")
    if decided.refused:
        raise typer.Exit(1)


def _reject(context: typer.Context, names: Sequence[str], reason: str) -> None:
    from livingsurvey.refresh import deciding
    from livingsurvey.refresh.standing import Standing
    from livingsurvey.store.layout import REJECTED
    from livingsurvey.store.read import find_root

    root = find_root(loading.folder(context))
    with loading.alone(context):
        standing = Standing.read(root)
        meant = _named(standing, names)
        deciding.reject(root, meant, reason, clock.today())
        left = standing.without(meant)
        left.write(root)
    say(f"{count_of(len(meant), 'proposal')} rejected, {len(left.proposals):,} open; {REJECTED} remembers it")


def _named(standing: Standing, names: Sequence[str]) -> list[Proposal]:
    return list({each.id: each for each in map(standing.named, names)}.values())
