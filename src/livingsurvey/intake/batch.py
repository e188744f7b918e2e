"""What one command adds: every draft is held against the survey and against those that came before it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from livingsurvey.intake.drafting import Draft, draft
from livingsurvey.intake.duplicates import holdings
from livingsurvey.intake.entry import Entry
from livingsurvey.sources.proposal import Proposal
from livingsurvey.survey import Survey


class Batch:
    """Makes drafts of which no two have one key, and no two are of one paper without saying so.

    Args:
        survey: where they go, loaded with ``strict=False``. Who is going to write them keeps others from writing to it
            from before it is loaded; see :mod:`livingsurvey.store.lock`.
        added: the day that stands in the records.
    """

    def __init__(self, survey: Survey, added: dt.date) -> None:
        self._survey = survey
        self._added = added
        self._papers = holdings(survey)
        # Files that are no records yet, names that differ in case, and keys that were given up are taken, too.
        there = (name for _, folders, files in os.walk(survey.root / "papers") for name in (*folders, *files))
        names = (name.partition(".")[0].casefold() for name in there)
        self._taken = {*survey.papers, *survey.info.retired, *survey.info.withdrawn, *names}

    def draft(
        self, entry: Entry, topics: Sequence[str], *, origin: str = "given", proposals: Sequence[Proposal] = ()
    ) -> Draft:
        """The draft of a paper; arguments and errors as in :func:`.draft`."""
        made = draft(
            entry,
            self._survey,
            topics=topics,
            added=self._added,
            origin=origin,
            proposals=proposals,
            papers=self._papers,
            taken=self._taken,
        )
        if not made.is_known:
            self._papers.append(made.holding)
            self._taken.add(made.key)
        return made
