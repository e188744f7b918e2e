"""Which works public lists on disk name: who is named often is worth a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from livingsurvey.errors import UsageError
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.offering import offered_by
from livingsurvey.model import Taxonomy
from livingsurvey.model.title import normal_form


def listed_in(files: Iterable[Path], taxonomy: Taxonomy) -> Mapping[str, Sequence[str]]:
    """Ids and titles, as they are compared, each with the names of the lists that have it.

    Args:
        files: lists in Markdown, BibTeX or CSL-JSON. A list is called by its folder and its file, since most are called
            README.md.
        taxonomy: the topics of the survey.

    Raises:
        UsageError: a file is not there, is no text, or is no list.
    """
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read as text in UTF-8; give a list as --named-in FILE") from error
        called = f"{file.resolve().parent.name}/{file.name}"
        for offer in offered_by(file, text, taxonomy, Mapped(), called):
            names = (*(each.folded for each in offer.entry.ids), *map(normal_form, offer.entry.titles))
            for name in filter(None, () if offer.faults else names):
                named[name][called] = None
    return {name: tuple(lists) for name, lists in named.items()}
