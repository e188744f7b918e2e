"""What a run on GitHub does with proposals: what goes into the pull request and into the issue, and what is answered.

The memory is git's. Each commit of the branch names what it accepts and rejects (:func:`message`), and GitHub keeps the
commits of all pull requests: what was in one is not asked again, whether it was merged, taken back or closed. What the
branch accepts is in these lines as data, so that it can be made again where a change of the main branch has undone it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

from livingsurvey.github.issue import BOT, Comment, Event, Issue, read_comments, read_issue
from livingsurvey.github.proposals import Asked, in_issue, read, written
from livingsurvey.github.report import line
from livingsurvey.model.characters import seen
from livingsurvey.model.proposal import WORTH, Certainty, Proposal
from livingsurvey.refresh import asking
from livingsurvey.refresh.deciding import Refusal, accept, reject
from livingsurvey.refresh.rejected import Rejection, Rejections
from livingsurvey.refresh.standing import Standing, as_json, is_open, value_at
from livingsurvey.store.history import as_it_was
from livingsurvey.survey import Survey

MOST_IN_PULL = 100
"""Proposals that a run puts into the pull request: more than that nobody reads."""

ANSWERED = "<!-- survey:answered "
"""How an answer begins; the ids of the comments follow that it answers."""

_YES, _NO = "Accepted:", "Rejected:"
_OVERRULED = "another proposal for the same field was accepted"

Verb = Literal["accept", "reject"]
Trouble = Literal["mixed", "no box", "no reason"]


@dataclass(frozen=True, slots=True)
class Branch:
    """What the branch and GitHub know when a run begins: the files of the step start-refresh.

    Attributes:
        issue: the issue with boxes, where there is one.
        comments: what was said to it.
        past: what was accepted or rejected in any pull request of the branch, or by a commit of the main branch.
        past_ids: the same by their ids, which outlive every change of what a proposal holds.
        carried: what the commits of the open pull request accept.
        rejected: ids of what they reject.
        before: the branch's last commit before the main branch was merged into it; None where it begins anew.
    """

    issue: Issue | None = None
    comments: Sequence[Comment] = ()
    past: Rejections = Rejections()  # noqa: RUF009 - it is frozen
    past_ids: frozenset[str] = frozenset()
    carried: tuple[Proposal, ...] = ()
    rejected: frozenset[str] = frozenset()
    before: str | None = None

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The state in a folder; what has no file is not there.

        Raises:
            UsageError: a file holds something else.
        """
        issue, comments = folder / "issue.json", folder / "comments.jsonl"
        past, carried = _Decisions.read(folder / "past.txt"), _Decisions.read(folder / "carried.txt")
        known = (*past.accepted, *past.rejected)
        return cls(
            issue=read_issue(issue) if issue.exists() else None,
            comments=read_comments(comments) if comments.exists() else (),
            past=Rejections(tuple(Rejection.of(each, "decided before", dt.date.min) for each in known)),
            past_ids=past.ids,
            carried=carried.accepted,
            rejected=frozenset(each.id for each in carried.rejected),
            before=_text(folder / "before.txt").strip() or None,
        )

    def is_past(self, proposal: Proposal) -> bool:
        """Whether the same was decided before, whoever says it now."""
        return proposal.id in self.past_ids or self.past.have(proposal)


@dataclass(frozen=True, slots=True)
class _Decisions:
    """What messages of commits say: each decision once."""

    accepted: tuple[Proposal, ...]
    rejected: tuple[Proposal, ...]
    ids: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> Self:
        lines = [each.split(" ", 2) for each in _text(file).splitlines()]
        said = {verb: [each[2] for each in lines if each[0] == verb and len(each) > 2] for verb in (_YES, _NO)}
        accepted, rejected = (tuple({each.id: each for each in read(said[verb])}.values()) for verb in (_YES, _NO))
        return cls(accepted, rejected, frozenset(each[1] for each in lines if len(each) > 1))


@dataclass(frozen=True, slots=True)
class Command:
    """A comment that decides: what it says of the boxes that were ticked when it was written.

    Attributes:
        verb: yes or no.
        reason: why not.
        ticked: the ids with a tick.
        answers: the comments that are answered with it.
        login: who wrote it.
        trouble: why nothing is done: several comments say different things, no box is ticked, a rejection says not why.
    """

    verb: Verb
    reason: str
    ticked: frozenset[str]
    answers: tuple[int, ...]
    login: str
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, and what there is to say now.

    Attributes:
        command: the comment that it answers; None in the run of the week.
        accepted: what it has put into records.
        rejected: what does not come back, with what was overruled.
        refused: what could not be put into records, each with why.
        undone: the part of it that the branch had before.
        unknown: ids that were ticked and are of nothing that can still be decided.
        pulled: all that the pull request brings, what is worth most first.
        overtaken: what the pull request brought until somebody wrote something else there.
        rejected_in_pull: how many rejections it brings.
        asked: what is left to ask.
        held_back: how many certain ones wait until the pull request is merged.
        ticked: ids whose boxes stay ticked.
    """

    command: Command | None = None
    accepted: tuple[Proposal, ...] = ()
    rejected: tuple[Proposal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    undone: tuple[Refusal, ...] = ()
    unknown: tuple[str, ...] = ()
    pulled: tuple[Proposal, ...] = ()
    overtaken: tuple[Proposal, ...] = ()
    rejected_in_pull: int = 0
    asked: tuple[Proposal, ...] = ()
    held_back: int = 0
    ticked: frozenset[str] = frozenset()


def command_in(event: Event, branch: Branch) -> Command | None:
    """What a comment decides; None where it decides nothing, or was answered.

    GitHub lets one run wait at most: where several commands come at once, some never run. If they say the same, one
    answer is enough; if not, nothing is done, since the boxes no longer tell which command they were ticked for.
    """
    verb, reason = _said(event.comment)
    answered = {number for comment in branch.comments for number in _answered(comment)}
    if verb is None or not event.comment.is_of_the_project or event.comment.id in answered:
        return None
    waiting = {
        comment.id: _said(comment)
        for comment in (*branch.comments, event.comment)
        if comment.is_of_the_project and comment.id not in answered and _said(comment)[0]
    }
    ticked = in_issue(event.issue).ticked & in_issue(branch.issue).ticked
    trouble: Trouble | None = None
    if len({*waiting.values()}) > 1:
        trouble = "mixed"
    elif not ticked:
        trouble = "no box"
    elif verb == "reject" and not reason:
        trouble = "no reason"
    login = event.comment.user.login if event.comment.user else ""
    return Command(verb, reason, ticked, tuple(sorted(waiting)), login, trouble)


def decide(survey: Survey, branch: Branch, command: Command | None, day: dt.date) -> Outcome:
    """Put into records what is certain, or what was ticked; and tell what is left.

    Args:
        survey: the survey as the branch has it, loaded with ``strict=False``; nobody else writes to it meanwhile.
        branch: what is known of the branch.
        command: what somebody has decided; None for the run of the week.
        day: today.

    Raises:
        UsageError: a file of ``build/refresh/`` holds something else, or the reason of a rejection is no line of text.
        InvalidData: history/rejected.jsonl is broken.
    """
    root, asked = survey.root, in_issue(branch.issue)
    standing = Standing.read(root)
    waiting = tuple(each for each in _open(survey, standing, asked) if not branch.is_past(each))
    own = {each.id for each in standing.proposals}
    certain = tuple(each for each in waiting if each.certainty is Certainty.CERTAIN and each.id in own)
    ticked = command.ticked if command and not command.trouble else frozenset()
    chosen = tuple(each for each in asked.proposals.values() if each.id in ticked and not branch.is_past(each))
    yes, no = (chosen, ()) if command and command.verb == "accept" else ((), chosen)
    if command is None:
        yes = certain[: max(MOST_IN_PULL - len(branch.carried), 0)]

    again = _undone(survey, branch)
    decided = accept(survey, (*again, *yes), day)
    overruled = tuple(each for each in waiting if _is_overruled(each, decided.accepted))
    for proposals, reason in ((no, command.reason if command else ""), (overruled, _OVERRULED)):
        if proposals:
            reject(root, proposals, reason, day)

    after = Survey.load(root, strict=False)
    settled = {each.id for each in (*decided.accepted, *no, *overruled)}
    left = [each for each in waiting if each.id not in settled and is_open(each, after)]
    why = {each.id: refusal.reason for refusal in decided.refused for each in refusal.proposals}
    held = {each.id for each in certain} - why.keys() - asked.proposals.keys()
    to_ask = [each for each in left if each.id not in held]
    brought = {each.id: each for each in (*branch.carried, *decided.accepted) if not is_open(each, after)}
    brought = dict(sorted(brought.items(), key=lambda item: (WORTH.index(item[1].kind), item[1].key)))
    return Outcome(
        command=command,
        accepted=decided.accepted,
        rejected=(*no, *overruled),
        refused=decided.refused,
        undone=tuple(each for each in decided.refused if any(proposal in again for proposal in each.proposals)),
        unknown=tuple(sorted(ticked - {each.id for each in chosen})),
        pulled=tuple(each for each in brought.values() if _is_said(each, after)),
        overtaken=tuple(each for each in brought.values() if not _is_said(each, after)),
        rejected_in_pull=len(branch.rejected.union(each.id for each in (*no, *overruled))),
        asked=tuple(_with_reason(each, why[each.id]) if each.id in why else each for each in to_ask),
        held_back=len(left) - len(to_ask) if len(brought) >= MOST_IN_PULL else 0,
        ticked=asked.ticked - ticked,
    )


def title(outcome: Outcome) -> str:
    """The title of the pull request."""
    if outcome.rejected_in_pull and not outcome.pulled:
        return f"Reject {_count(outcome.rejected_in_pull, 'proposal')}"
    return f"Refresh {_count(len({each.key for each in outcome.pulled}), 'record')} from what sources say"


def message(outcome: Outcome) -> str:
    """The message of the commit with what a run has decided; empty where it has decided nothing.

    Its last lines are what later runs know of it: the proposals, as data.
    """
    accepted, rejected, command = outcome.accepted, outcome.rejected, outcome.command
    if not accepted and not rejected:
        return ""
    verb, some = ("Accept", accepted) if accepted else ("Reject", rejected)
    subject = f"{verb} {_count(len(some), 'proposal')}"
    told = [f"{each.key}: {', '.join(each.said)}" for each in accepted if each.kind != "paper"]
    told += [f"{each.key}: new" for each in accepted if each.kind == "paper"]
    lines = [f"{_YES} {each.id} {written(each)}" for each in accepted]
    lines += [f"{_NO} {each.id} {written(each)}" for each in rejected]
    if command and command.login:
        lines.append(f"Decided-by: {command.login}")
    return "\n\n".join("\n".join(part) for part in ([subject], told, lines) if part) + "\n"


def _open(survey: Survey, standing: Standing, asked: Asked) -> tuple[Proposal, ...]:
    """What nobody has decided: what sources have said, and what the issue has from sources that were not asked since.

    GitHub may forget what runs keep for each other, and the issue remembers.
    """
    heard = {source: frozenset(days) for source, days in asking.Asked.read(survey.root).days.items()}
    known = Standing(tuple(asked.proposals.values())).renewed(standing.proposals, heard)
    return known.still_open(survey, Rejections.read(survey.root)).proposals


def _undone(survey: Survey, branch: Branch) -> tuple[Proposal, ...]:
    """What the branch had accepted until the main branch was merged into it: the record says again what it said before.

    What the branch itself no longer had was taken back by somebody, and stays so.
    """
    undone = tuple(each for each in branch.carried if is_open(each, survey))
    if not undone or branch.before is None:
        return ()
    with as_it_was(survey.root, branch.before) as folder:
        before = Survey.load(folder, strict=False, cached=False)
        return tuple(each for each in undone if not is_open(each, before))


def _is_said(proposal: Proposal, survey: Survey) -> bool:
    """Whether a record says what was proposed; a new paper has become one."""
    if proposal.kind == "paper":
        return True
    paper = survey.papers.get(proposal.key)
    record = paper.model_dump(mode="json", exclude_defaults=True) if paper else {}
    return all((value_at(record, place) or None) == (said or None) for place, said in as_json(proposal.said).items())


def _is_overruled(proposal: Proposal, accepted: Iterable[Proposal]) -> bool:
    """Whether something else was just accepted for the same place of the same record; new papers have none yet."""
    return proposal.kind != "paper" and any(
        proposal.key == other.key and proposal.said.get(place, value) != value
        for other in accepted
        for place, value in other.said.items()
    )


def _with_reason(proposal: Proposal, reason: str) -> Proposal:
    return proposal.model_copy(update={"reasons": (*proposal.reasons, line(f"not possible so far: {reason}"))})


def _said(comment: Comment) -> tuple[Verb | None, str]:
    """The command that a comment begins with, and the rest of it in one line."""
    first, _, rest = " ".join(seen(comment.body or "").split()).partition(" ")
    return next((verb for verb in get_args(Verb) if first == f"/{verb}"), None), line(rest)


def _answered(comment: Comment) -> Iterable[int]:
    """The comments that one of ours answers."""
    body = comment.body or ""
    if comment.user is None or comment.user.login != BOT or not body.startswith(ANSWERED):
        return ()
    ids = body.removeprefix(ANSWERED).partition(" -->")[0].split(" ")
    return (int(each) for each in ids if each.isdecimal() and each.isascii())


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"
