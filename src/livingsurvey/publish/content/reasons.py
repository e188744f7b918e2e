"""Why two papers are related, in the words that readers see."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from livingsurvey.insight.related import Reason
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Trait
from livingsurvey.model.title import name_in_title
from livingsurvey.publish.content.traits import shown
from livingsurvey.survey import Survey

AUTHORS = 2
"""How many authors in common are named; of more the number is said."""

TRAITS = 2
"""How many values of traits are told, the rarest."""

Shared = tuple[str, ...]


def why(reason: Reason, survey: Survey, _: Language = ENGLISH) -> str:
    """What two papers share: ``also by Ada and Ben``, ``named together by 6 lists``."""
    return _SAID[reason.kind](reason.shared, survey, _)


def _tables(tables: Shared, survey: Survey, _: Language) -> str:
    parts = sorted(survey.tables[table].source.part for table in tables)
    return _("compared in {tables}", tables=_.all_of(map(_, parts)))


def _topics(topics: Shared, survey: Survey, _: Language) -> str:
    return _("shares {topics}", topics=_.all_of(_.said(survey.taxonomy.by_id[topic].title) for topic in topics))


def _section(topics: Shared, survey: Survey, _: Language) -> str:
    return _("both in {topic}", topic=_.said(survey.taxonomy.by_id[topics[0]].title))


def _authors(authors: Shared, __: Survey, _: Language) -> str:
    if len(authors) > AUTHORS:
        return _.many("{n} author in common", "{n} authors in common", len(authors))
    return _("also by {authors}", authors=_.all_of(authors))


def _lists(lists: Shared, __: Survey, _: Language) -> str:
    return _.many("named together by a list", "named together by {n} lists", len(lists))


def _names(keys: Shared, survey: Survey, _: Language) -> str:
    paper = survey.papers[keys[0]]
    return _("both name {paper}", paper=paper.name or name_in_title(paper.title) or paper.title)


def _traits(values: Shared, survey: Survey, _: Language) -> str:
    held: dict[str, list[str]] = {}
    for value in values[:TRAITS]:
        name, __, said = value.partition("=")
        held.setdefault(name, []).append(said)
    traits = (_trait(name, said, survey.traits.get(name), _) for name, said in held.items())
    return _("alike in {traits}", traits=_.all_of(traits))


def _trait(name: str, values: list[str], trait: Trait | None, _: Language) -> str:
    """A trait and what both say of it: ``what is done to the cache (evict, merge)``."""
    if trait is None:
        return _("{trait} ({values})", trait=name, values=_.listed(values))
    said = shown(trait, tuple({"true": True, "false": False}.get(each, each) for each in values), _)
    return _("{trait} ({values})", trait=_.within(_.said(trait.name)), values=said)


_SAID: Mapping[str, Callable[[Shared, Survey, Language], str]] = {
    "named": lambda __, ___, _: _("named by this paper"),
    "names": lambda __, ___, _: _("names this paper"),
    "name": _names,
    "table": _tables,
    "topic": _topics,
    "section": _section,
    "traits": _traits,
    "authors": _authors,
    "title": lambda __, ___, _: _("similar title"),
    "summary": lambda __, ___, _: _("similar summary"),
    "lists": _lists,
}
