"""What a machine does on GitHub: reports on pull requests, answers to issues, the steps of the workflows."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import out, say


class Format(enum.StrEnum):
    """How a report is written."""

    MARKDOWN = "markdown"
    JSON = "json"


@command(
    UPKEEP,
    "survey report --base origin/main",
    "survey report --base origin/main --format json > report.json",
    "survey report --from report.json",
)
def report(
    context: typer.Context,
    base: Annotated[
        str | None, typer.Option(metavar="REVISION", help="Compare with this branch, tag or commit.")
    ] = None,
    saved: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Show a report that was made with --format json.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="The format.")] = Format.MARKDOWN,
    newcomer: Annotated[
        bool, typer.Option("--newcomer", metavar="", help="Add a welcome for a first contribution.")
    ] = False,
    run_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The run that holds the built site, for readers who want to see it."),
    ] = None,
) -> None:
    """Report what a branch changes: findings, new and changed records, lines of the README.

    Text from records is escaped, so it mentions nobody and stays text. The Markdown fits into a comment on GitHub.
    """
    from livingsurvey.errors import UsageError
    from livingsurvey.github.comment import rendered
    from livingsurvey.github.report import PullRequest, report_on

    if (base is None) == (saved is None):
        raise UsageError("name what to compare with, --base REVISION, or a report, --from FILE")
    survey = loading.everything(context)
    made = PullRequest.read(saved) if saved else report_on(survey, base or "")
    if form is Format.JSON:
        out(made.model_dump_json(indent=2, exclude_defaults=True))
        return
    contribute_url = f"{survey.info.site}contribute/" if survey.info.site else None
    out(rendered(survey.root, "report", report=made, newcomer=newcomer, run_url=run_url, contribute_url=contribute_url))


@command(
    UPKEEP,
    "survey issue issue.json",
    "survey issue issue.json --comments comments.jsonl --look-up --write",
)
def issue(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The issue, as JSON from GitHub's API.")],
    comments: Annotated[Path | None, typer.Option(metavar="FILE", help="Its comments, as JSON, one per line.")] = None,
    look_up: Annotated[
        bool, typer.Option("--look-up", metavar="", help="Ask arXiv and Crossref for titles and authors.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", metavar="", help="Write the records that are complete.")] = False,
    accepted: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="TIME",
            formats=["%Y-%m-%dT%H:%M:%S%z"],
            help="When the answer was accepted: write only what the bot's comment in COMMENTS showed at that time.",
        ),
    ] = None,
    pull: Annotated[
        str | None, typer.Option(metavar="URL", help="Say that the records are in this pull request.")
    ] = None,
    merged: Annotated[bool, typer.Option("--merged", metavar="", help="Say that the records are merged.")] = False,
) -> None:
    """Answer an issue made with the form for new papers, as a comment in Markdown.

    The answer says what was understood and what is a duplicate, and shows the records and what they lack, in the
    language of the form. An issue that was not made with the form gets no answer.
    """
    from livingsurvey.github import issue as issues
    from livingsurvey.github.comment import rendered
    from livingsurvey.language import languages_of
    from livingsurvey.store.write import told_apart

    asked = issues.read_issue(file)
    said = issues.read_comments(comments) if comments else []
    with loading.alone(context, when=write):
        survey = loading.everything(context)
        language = asked.language(languages_of(survey.info, survey.root))
        if language is None:
            say("the form for new papers did not make this issue")
            return
        answer = issues.answer(asked, said, survey, language, added=clock.today(), online=look_up)
        if accepted and not issues.stood_there(answer, said, accepted):
            answer, write = issues.changed_since(answer), False
        new = {draft.file: draft for draft in answer.new if write}
        written: list[str] = []
        with told_apart(new, written):
            for name, draft in new.items():
                draft.write(survey.root)
                written.append(name)
                say(f"{name} is written")
    topic = next(iter(survey.taxonomy.by_id), "topic-id")
    state = {"pull": pull, "merged": merged, "example_topic": topic}
    out(rendered(survey.root, "issue", language, answer=answer, **state))


@command(
    UPKEEP,
    "survey proposals build/github",
    'survey proposals build/github --event "$GITHUB_EVENT_PATH"',
)
def proposals(
    context: typer.Context,
    state: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="What the step start-refresh found out; what is to be said is written there."
        ),
    ],
    event: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The comment that decides, as JSON from GitHub: /accept or /reject REASON."),
    ] = None,
) -> None:
    """Decide on proposals in a run on GitHub: accept those that are certain, or those that a comment decides on.

    Asks no source. Writes records, and into FOLDER what goes to GitHub: message.txt for the commit, pull.md and
    title.txt for the pull request, issue.md with boxes for what is left, answer.md for the comment.
    """
    from livingsurvey.github import weekly
    from livingsurvey.github.comment import rendered
    from livingsurvey.github.issue import read_event
    from livingsurvey.github.proposals import in_boxes, row
    from livingsurvey.store.write import write_all

    branch = weekly.Branch.read(state)
    decision = weekly.command_in(read_event(event), branch) if event else None
    if event and not decision:
        say("the comment decides nothing, or was answered")
        return
    with loading.alone(context):
        outcome = weekly.decide(loading.everything(context), branch, decision, clock.today())
    survey = loading.everything(context)
    root, asked = survey.root, [row(each, survey, is_ticked=each.id in outcome.ticked) for each in outcome.asked]
    pulled = [row(each, survey) for each in outcome.pulled]
    issue = rendered(root, "proposals", boxes=in_boxes(asked), total=len(asked)) if asked else ""
    write_all(
        state,
        {
            "message.txt": weekly.message(outcome),
            "title.txt": weekly.title(outcome),
            "pull.md": rendered(root, "pull", outcome=outcome, pulled=pulled),
            "issue.md": issue,
            "answer.md": rendered(root, "answer", outcome=outcome) if decision else "",
        },
    )
    for refusal in outcome.refused:
        say(f"survey: warning: {refusal.reason}")
    say(f"{len(outcome.accepted):,} accepted, {len(outcome.rejected):,} rejected, {len(asked):,} to ask")


@command(
    UPKEEP,
    "survey step --list",
    "survey step keep-comment 12 build/issue/comment.md",
)
def step(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The step; --list shows all.", show_default=False)
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="What the step works on.", show_default=False)
    ] = None,
    listed: Annotated[bool, typer.Option("--list", metavar="", help="List the steps, and what each does.")] = False,
) -> None:
    """Run a step of the workflows: what they do on GitHub, in a script that this program brings along.

    Workflows stay short that way and the same in every survey. A step needs bash, git and GitHub's command gh, and the
    variables that the workflow sets. The exit code is that of the step.
    """
    import subprocess

    from livingsurvey.errors import EnvironmentTrouble, UnknownName
    from livingsurvey.github import steps

    if listed or name is None:
        out("".join(f"{each:<24} {told}\n" for each, told in steps.purposes().items()))
        return
    path = steps.script(name)
    if path is None:
        raise UnknownName(f"no step is called '{name}'; survey step --list shows them")
    try:
        code = subprocess.run(["bash", path, *(values or ())], check=False).returncode  # noqa: S603, S607
    except FileNotFoundError as error:
        raise EnvironmentTrouble("there is no bash here; steps run on GitHub's machines, and where bash is") from error
    if code:
        raise typer.Exit(code)
