"""A last look before publishing: a survey does not lose many papers at once unless somebody says so."""

from __future__ import annotations

from pathlib import PurePosixPath

from livingsurvey.errors import TooManyGone
from livingsurvey.store.history import files_at
from livingsurvey.survey import Survey

MOST_GONE = 0.02
"""The share of its papers that a survey may lose from one publication to the next."""

_NAMED = 5


def refuse_sudden_drop(survey: Survey, published: str) -> None:
    """Do nothing, unless too many of the papers that were published are gone.

    Args:
        survey: what is about to be published.
        published: the branch, tag or commit that was published last.

    Raises:
        TooManyGone: more than :data:`MOST_GONE` of the papers at that revision are not in the survey.
        UsageError: there is no git, no repository, or no such revision.
    """
    files = files_at(survey.root, published, "papers")
    before = {PurePosixPath(name).stem for name in files if name.endswith(".yaml")}
    gone = sorted(before - survey.papers.keys())
    if len(gone) > MOST_GONE * len(before):
        named = ", ".join(gone[:_NAMED]) + (" and more" if len(gone) > _NAMED else "")
        raise TooManyGone(
            f"{len(gone)} of the {len(before)} papers at {published} have disappeared ({named}), more than "
            f"{MOST_GONE:.0%}; if that is intended, publish with --allow-drop"
        )
