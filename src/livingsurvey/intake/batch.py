"""What one command adds: every draft is held against the survey and against those that came before it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from livingsurvey.intake.drafting import Draft, draft
from livingsurvey.intake.duplicates import Holdings
from livingsurvey.intake.entry import Entry
from livingsurvey.sources.version import Version
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
        self._papers = Holdings.of(survey)
        # Files that are no records yet, names that differ in case, and keys that were given up are taken, too.
        there = (name for _, folders, files in os.walk(survey.root / "papers") for name in (*folders, *files))
        names = (name.partition(".")[0].casefold() for name in there)
        self._taken = {*survey.papers, *survey.info.retired, *survey.info.withdrawn, *names}

    def draft(
        self,
        entry: Entry,
        topics: Sequence[str],
        *,
        origin: str = "given",
        versions: Sequence[Version] = (),
        hold: bool = True,
    ) -> Draft:
        """The draft of a paper; arguments and errors as in :func:`.draft`.

        With ``hold``, later drafts are held against it, unless the survey has the paper.
        """
        made = draft(
            entry,
            self._survey,
            topics=topics,
            added=self._added,
            origin=origin,
            versions=versions,
            papers=self._papers,
            taken=self._taken,
        )
        if hold and not made.is_known:
            self.hold(made)
        return made

    def hold(self, made: Draft) -> None:
        """Hold later drafts against this one, which is going to be written."""
        self._papers.add(made.holding)
        self._taken.add(made.key)
