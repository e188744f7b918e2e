"""What the items below an entry say of it: its title, who wrote it, where it appeared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from livingsurvey.intake.facts import Facts, facts_in, labelled, venue_in
from livingsurvey.intake.markdown import Piece, plain
from livingsurvey.intake.names import is_name
from livingsurvey.intake.recognition import segments
from livingsurvey.intake.shared_form import Part, SharedForm
from livingsurvey.intake.spans import spans_of
from livingsurvey.intake.titles import clean

_FIRST, _OTHER = "in the first item below", "in an item below"
_PREFIX = re.compile(
    r"(?:by|in|published (?:in|at)|accepted (?:to|by|at)|to appear (?:in|at))\s+(?=[A-Z])", re.IGNORECASE
)
_LABEL = re.compile(r"(?P<said>[^,.]{1,24})[:：;]")
_TITLE = re.compile(
    r"(?:(?:paper )?title|(?:论文)?(?:名称|标题|题目)|论文名?)\s*[:：]\s*[《“\"]?(?P<title>[^《》]{8,})", re.IGNORECASE
)


def title_below(text: str) -> str | None:
    """The title that an item below an entry gives it by a label; an address is none.

    >>> title_below("论文名称：《A Map of Folds》"), title_below("Idea: to fold them")
    ('A Map of Folds', None)
    """
    match = _TITLE.match(text)
    return None if match is None or "://" in match["title"] else clean(match["title"])


def parts_below(pieces: Sequence[Piece], form: SharedForm, *, is_first: bool) -> tuple[Part, ...]:
    """What an item says of the entry above it, part by part: names, if it is the first, and the venue.

    Args:
        pieces: the content of the item.
        form: what the entries of the list share.
        is_first: nothing stands between the entry and the item.
    """
    text, place = plain(pieces), _FIRST if is_first else _OTHER
    if not is_first or _LABEL.match(text) or _PREFIX.match(text):
        said = said_below(text, is_first=is_first)
        return (Part(place, text, said),) if said else ()
    parts = []
    for _, part, trusted, emphasised in segments(spans_of(pieces, form.labels)):
        where = f"in italics {place}" if emphasised else place
        parts.append(Part(where, part, facts_in(part, trusted=trusted, holds=form.holds.get(where))))
    return tuple(part for part in parts if part.facts)


def said_below(text: str, *, is_first: bool) -> Facts:
    """What a text below an entry says of it: names, if it is the first, with or without the venue; or a venue alone.

    What begins with a label (``Keywords: …``) is taken for what that says, and for nothing if it is not known.
    """
    known = labelled(text) is not None or bool(_PREFIX.match(text))
    label = _LABEL.match(text)
    if label and not known and not is_name(label["said"]):
        return Facts()
    said = facts_in(text, emphasised=False) if is_first or known else venue_in(text)
    return said if said.venue or said.first_author or known else Facts()
