"""Searching a survey in memory: every word must occur somewhere in what is said of a paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from livingsurvey.model import Paper, identify
from livingsurvey.survey import Survey

_ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)


def fold(text: str) -> str:
    """Text as it is compared in a search: without case, accents, or the difference between kinds of quotes and dashes.

    >>> fold("Nyströmformer – Łańcucki’s")
    "nystromformer - lancucki's"
    """
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)


def find(
    survey: Survey,
    words: Sequence[str] = (),
    *,
    topic: str | None = None,
    years: Collection[int] | None = None,
    venue: str | None = None,
) -> tuple[Paper, ...]:
    """The papers in which every word occurs, those called so first, each group newest first.

    Words are looked for in names, titles (all of them), authors, ids, venues and what the paper's topics and those
    above them are called in every language; an id may carry a version or be an address. A word with spaces in it must
    occur as it stands.

    Args:
        survey: where to search.
        words: what to look for; none means every paper.
        topic: only papers of this topic or one below it.
        years: only papers of these years.
        venue: only papers of the venue with this name or alias.

    Raises:
        UnknownName: the topic or the venue does not exist; the message names the nearest.
    """
    papers: Sequence[Paper] = tuple(survey) if topic is None else survey.papers_in(topic)
    wanted_venue = None if venue is None else survey.known_venue(venue).name
    wanted = [needle for word in words if (needle := _needle(word))]
    topics = _topic_names(survey) if wanted else {}
    found = [
        paper
        for paper in papers
        if (years is None or paper.year in years)
        and (wanted_venue is None or paper.venue == wanted_venue)
        and (not wanted or _occur(wanted, _said_of(paper, topics)))
    ]
    whole = " ".join(wanted)
    return tuple(sorted(found, key=lambda paper: _distance(fold(paper.name or ""), whole, wanted)))


def _occur(needles: Sequence[str], text: str) -> bool:
    return all(needle in text for needle in needles)


def _needle(word: str) -> str:
    identified = identify(word)
    return fold(identified.value if identified else " ".join(word.split()))


def _topic_names(survey: Survey) -> dict[str, str]:
    """What each topic and those above it are called, in every language, one name a line."""
    paths = survey.taxonomy.paths.items()
    return {name: fold("\n".join(called for topic in path for called in topic.names)) for name, path in paths}


def _said_of(paper: Paper, topics: dict[str, str]) -> str:
    """All that is searched of a paper, one value a line so that no word is found across two of them."""
    values = [paper.name or "", paper.key, paper.title, paper.venue, *paper.also_titled, *paper.authors]
    values += [value for _, value in paper.ids.items()]
    return "\n".join([fold("\n".join(values)), *(topics.get(topic, "") for topic in paper.topics)])


def _distance(name: str, whole: str, needles: Sequence[str]) -> int:
    """0 for the paper that is called exactly this, 1 where the name holds every word, 2 for the rest."""
    if not name or not needles:
        return 2
    return 0 if name == whole else 1 if _occur(needles, name) else 2
