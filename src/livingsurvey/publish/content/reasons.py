"""Why two papers are related, in the words that readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from livingsurvey.insight.related import Reason
from livingsurvey.model import Trait
from livingsurvey.model.title import name_in_title
from livingsurvey.model.trait import shown
from livingsurvey.survey import Survey

AUTHORS = 2
"""How many authors in common are named; of more the number is said."""

TRAITS = 2
"""How many values of traits are told, the rarest."""


def why(reason: Reason, survey: Survey) -> str:
    """What two papers share: ``also by Ada and Ben``, ``named together by 6 lists``."""
    return _SAID[reason.kind](reason.shared, survey)


def _tables(tables: Iterable[str], survey: Survey) -> str:
    return f"compared in {' and '.join(sorted(survey.tables[table].source.part for table in tables))}"


def _topics(topics: Iterable[str], survey: Survey) -> str:
    return f"shares {' and '.join(survey.taxonomy.by_id[topic].title.en for topic in topics)}"


def _section(topics: tuple[str, ...], survey: Survey) -> str:
    return f"both in {survey.taxonomy.by_id[topics[0]].title.en}"


def _authors(authors: tuple[str, ...], _: Survey) -> str:
    return f"{len(authors)} authors in common" if len(authors) > AUTHORS else f"also by {' and '.join(authors)}"


def _lists(lists: tuple[str, ...], _: Survey) -> str:
    return f"named together by {len(lists)} lists" if len(lists) > 1 else "named together by a list"


def _names(keys: tuple[str, ...], survey: Survey) -> str:
    paper = survey.papers[keys[0]]
    return f"both name {paper.name or name_in_title(paper.title) or paper.title}"


def _traits(values: tuple[str, ...], survey: Survey) -> str:
    held: dict[str, list[str]] = {}
    for value in values[:TRAITS]:
        name, _, said = value.partition("=")
        held.setdefault(name, []).append(said)
    return f"alike in {' and '.join(_trait(name, said, survey.traits.get(name)) for name, said in held.items())}"


def _trait(name: str, values: list[str], trait: Trait | None) -> str:
    """A trait and what both say of it: ``what is done to the cache (evict, merge)``."""
    if trait is None:
        return f"{name} ({', '.join(values)})"
    title = trait.name.en
    lowered = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    return f"{lowered} ({shown(trait, tuple({'true': True, 'false': False}.get(each, each) for each in values))})"


_SAID: Mapping[str, Callable[[Any, Survey], str]] = {
    "named": lambda *_: "named by this paper",
    "names": lambda *_: "names this paper",
    "name": _names,
    "table": _tables,
    "topic": _topics,
    "section": _section,
    "traits": _traits,
    "authors": _authors,
    "title": lambda *_: "similar title",
    "summary": lambda *_: "similar summary",
    "lists": _lists,
}
