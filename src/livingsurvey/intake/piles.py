"""The three piles of an import as files, and the records of what is accepted.

All are TSV with a head. ``to-decide.tsv`` begins with the columns of decisions, so that it becomes one when somebody
writes  in  or  out  into it; so does ``accepted.tsv``, by which the next run knows what this one has written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from livingsurvey.intake.decisions import COLUMNS
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
                REFUSED: _table(("id", "why", "record", "title", "place"), map(_refused, piles.refused)),
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
    topics = each.topics or tuple(likely.topic for likely in each.likeliest[:1])
    scope, why = ("in", each.decision.why) if each.decision else ("", "")
    likeliest = "; ".join(map(str, each.likeliest))
    offer = each.offer
    row = (offer.id, "".join(topics[:1]), " ".join(topics[1:]), scope, why, likeliest, "; ".join(each.doubts))
    return *row, offer.entry.title or "", offer.place


def _refused(each: Refused) -> Sequence[str]:
    return each.offer.id, each.why, each.record, each.offer.entry.title or "", each.offer.place


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in (head, *rows))
