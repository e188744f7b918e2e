"""Files of references: many papers in one of the formats that other programs read.

Each is made of one record a paper, made once, so that the page of a selection can pick them out of the whole file. What
separates the records is part of the contract with ``templates/assets/exports.js``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.publish.exports import spreadsheet
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is put together from records: what stands before, between and after them."""

    head: str = ""
    between: str = ""
    tail: str = ""

    def file(self, records: Iterable[str]) -> str:
        """The content of a file with these records."""
        return self.head + self.between.join(records) + self.tail


def form(ending: str, survey: Survey) -> Form:
    """The format of files with this ending: its lines of CSV stand below the names of the survey's columns."""
    return Form(head=spreadsheet.header(survey)) if ending == "csv" else FORMS[ending]


FORMS = {
    "bib": Form(between="\n"),
    "ris": Form(between="\n"),
    "csl.json": Form(head="[\n", between=",\n", tail="\n]\n"),
    "csv": Form(),
    "md": Form(),
    "tex": Form(head=spreadsheet.TABLE_HEAD),
}
"""The formats by the ending of their files; a piece of the same name is the record of a paper."""
