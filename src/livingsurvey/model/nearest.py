"""The known name that a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 60
"""Per cent of letters in common, above which a name may be meant."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The member of ``known`` closest to ``name``, compared without case; None when nothing is close."""
    from rapidfuzz import fuzz, process  # only who names something wrong waits for it

    by_folded = {candidate.casefold(): candidate for candidate in known}
    alike = process.extract_iter(name.casefold(), by_folded.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    match = max(alike, key=lambda found: (found[1], found[0]), default=None)  # of two as near, always the same
    return by_folded[match[0]] if match else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`` Did you mean 'x'?`` with its leading space, or nothing."""
    match = nearest(name, known)
    return f" Did you mean '{match}'?" if match else ""
