"""Ways in: from what somebody sends, in any form, to the draft of a record.

Every way has two steps. A reader turns the text into entries, each of them what it says of one paper:
:func:`from_identifier`, :func:`from_bibtex`, :func:`from_line`; :func:`from_form` reads an issue form, whose
identifiers go on to :func:`from_identifier`. Then a :class:`Batch` holds entry after entry against the survey and those
before it: the record it would become, what is missing, who said what, and which records are of the same paper. In
between, :func:`look_up` asks catalogues on the network, where that is wanted::

    entry = from_identifier("arxiv:2210.17323")
    made = Batch(survey, today).draft(entry, ["weight-only-quantization"], proposals=look_up(entry).proposals)
    if not made.is_known:
        made.write(survey.root)

:func:`import_list` makes a survey of a whole list. What a file of many papers offers to a survey that there is
(:mod:`.offering`), and what people decide of it (:mod:`.decisions`), goes through :func:`.growing.sort_out` into three
piles (:mod:`.piles`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livingsurvey.intake.batch import Batch
    from livingsurvey.intake.bibtex import from_bibtex
    from livingsurvey.intake.drafting import Draft, draft
    from livingsurvey.intake.duplicates import Duplicate
    from livingsurvey.intake.entry import Entry
    from livingsurvey.intake.form import Form, from_form, language_of_form
    from livingsurvey.intake.identifiers import from_identifier
    from livingsurvey.intake.importing import Imported, import_list
    from livingsurvey.intake.line import from_line
    from livingsurvey.intake.lookup import look_up

__all__ = [
    "Batch",
    "Draft",
    "Duplicate",
    "Entry",
    "Form",
    "Imported",
    "draft",
    "from_bibtex",
    "from_form",
    "from_identifier",
    "from_line",
    "import_list",
    "language_of_form",
    "look_up",
]

_MODULES = {
    "Batch": "batch",
    "Draft": "drafting",
    "Duplicate": "duplicates",
    "Entry": "entry",
    "Form": "form",
    "Imported": "importing",
    "draft": "drafting",
    "from_bibtex": "bibtex",
    "from_form": "form",
    "from_identifier": "identifiers",
    "from_line": "line",
    "import_list": "importing",
    "language_of_form": "form",
    "look_up": "lookup",
}


def __getattr__(name: str) -> Any:
    """A name of this package, imported when first asked for: who adds an id does not wait for the BibTeX parser."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
