"""The three piles of an import as files, and the records of what is accepted.

All are TSV with a head that begins with the columns of decisions. What somebody writes into ``scope`` of
``to-decide.tsv`` and ``refused.tsv`` is a decision; by what stands in ``accepted.tsv``, and by the ``out`` of
``refused.tsv``, the next run knows what this one did. Nothing is remembered elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from livingsurvey.intake.decisions import COLUMNS, OUT, Decision, read_decisions
from livingsurvey.intake.growing import Accepted, Before, Piles, Refused, Undecided
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import edit_file, told_apart, write_all
from livingsurvey.survey import Survey

ACCEPTED, TO_DECIDE, REFUSED = "accepted.tsv", "to-decide.tsv", "refused.tsv"


def accepted_before(folder: Path) -> dict[str, Before]:
    """By the names of papers, what the pile in a folder says that an earlier run has accepted."""
    path = folder / ACCEPTED
    if not path.is_file():
        return {}
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    found = (dict(zip(head, row, strict=False)) for row in rows)
    return {
        row["id"]: Before(Path(row["file"]).stem, (row["main"], *row["further"].split()))
        for row in found
        if row["file"]
    }


def decided_before(folder: Path) -> tuple[list[Decision], list[Decision]]:
    """What the piles in a folder say was decided: by what earlier runs were told, and by edits of the piles since."""
    told: list[Decision] = []
    edits: list[Decision] = []
    for name in (REFUSED, TO_DECIDE):
        path = folder / name
        for decision in read_decisions(str(path), path.read_text(encoding="utf-8")) if path.is_file() else ():
            (told if (name, decision.scope) == (REFUSED, OUT) else edits).append(decision)
    return told, edits


def write(survey: Survey, piles: Piles, folder: Path) -> None:
    """Write what is re-filed, the piles, and the new records, each file whole or not at all.

    A run that is killed is completed by the next: the piles name the records that were to be written.

    Raises:
        UsageError: a record has just been written by somebody else.
        OSError: the machine refused; notes name the files that were written, and those that were not.
    """
    refiled = [each for each in piles.accepted if each.refiled]
    new = {each.file: each.draft for each in piles.accepted if each.draft}
    written: list[str] = []
    with told_apart([*(each.file for each in refiled), *new], written):
        for each in refiled:
            edit_file(place_of(survey.root, each.file), {("topics",): list(each.topics)})
            written.append(each.file)
        folder.mkdir(parents=True, exist_ok=True)
        write_all(
            folder,
            {
                ACCEPTED: _table((*COLUMNS, "file", "title", "place", "notes"), map(_accepted, piles.accepted)),
                TO_DECIDE: _table((*COLUMNS, "likeliest", "doubt", "title", "place"), map(_undecided, piles.to_decide)),
                REFUSED: _table((*COLUMNS, "reason", "record", "title", "place"), map(_refused, piles.refused)),
            },
        )
        for file, draft in new.items():
            draft.write(survey.root)
            written.append(file)


def _accepted(each: Accepted) -> Sequence[str]:
    main, *further = each.topics
    why = each.decision.why if each.decision else ""
    offer = each.offer
    title = offer.entry.title or ""
    return offer.id, main, " ".join(further), "in", why, each.file, title, offer.place, "; ".join(each.notes)


def _undecided(each: Undecided) -> Sequence[str]:
    offer, decision = each.offer, each.decision
    main, *further = each.topics or tuple(likely.topic for likely in each.likeliest[:1]) or ("",)
    edited = decision is not None and Path(decision.file).name in (TO_DECIDE, REFUSED)
    scope, why = decision.scope if decision and edited else "", decision.why if decision else ""
    row = (offer.id, main, " ".join(further), scope, why, "; ".join(map(str, each.likeliest)), "; ".join(each.doubts))
    return *row, offer.entry.title or "", offer.place


def _refused(each: Refused) -> Sequence[str]:
    scope, why = (each.decision.scope, each.decision.why) if each.decision else ("", "")
    return each.offer.id, "", "", scope, why, each.why, each.record, each.offer.entry.title or "", each.offer.place


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in (head, *rows))
