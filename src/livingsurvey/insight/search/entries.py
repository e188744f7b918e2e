"""What of a survey can be found, papers, topics, people, tables and so on, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from livingsurvey.insight.leaderboards import in_words, leaderboards
from livingsurvey.insight.search.words import compact, words
from livingsurvey.language import ENGLISH, languages_of
from livingsurvey.model import Author, Framework, Paper, Topic, Weights
from livingsurvey.model.declared import singles
from livingsurvey.survey import Survey

Kind = Literal["paper", "topic", "author", "framework", "venue", "table", "leaderboard"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds in the order in which they are shown where they answer equally well."""

PAPERS_OF_AN_AUTHOR = 3
"""How many papers an author must have to get a page; Explore shows those of the others."""

LONGEST_NAME = 45
"""Letters of a title that are a name: all of a short one, and of a long one what people begin to type."""

_NAME, _TITLE, _ALIAS, _SHORT = 9, 8, 7, 6
"""How surely something is meant that is called exactly so; between equals, a topic comes before a paper."""

_FIRST = 2
"""How much more an author counts who stands first: a paper is cited by that name."""


_WORDS = frozenset({"text", "id", "choice", "several"})
"""The kinds of own fields whose values are words."""


class Said(NamedTuple):
    """Words of an entry, and how much each counts."""

    text: str
    weight: int


class Entry(NamedTuple):
    """One thing that can be found.

    Attributes:
        kind: what it is.
        subject: its key, its id or its name, by its kind.
        title: what it is called.
        names: what finds it for sure, compact, and how surely.
        said: the words that find it.
        people: the names of people that find it.
        ids: its ids in the form in which they are compared.
    """

    kind: Kind
    subject: str
    title: str
    names: dict[str, int]
    said: tuple[Said, ...] = ()
    people: tuple[Said, ...] = ()
    ids: tuple[str, ...] = ()


def entries(survey: Survey) -> list[Entry]:
    """Everything that can be found, papers first and newest first; words of their topics are left to the index."""
    weights = survey.searching.weights
    run_by = {framework.paper: framework for framework in survey.frameworks if framework.paper}
    found = [_paper(paper, run_by.get(paper.key), survey) for paper in survey]
    found += [_topic(topic, weights) for topic in survey.taxonomy.walk()]
    found += [_author(author, weights) for author in authors(survey)]
    found += [_framework(framework, weights) for framework in survey.frameworks]
    found += [_venue(survey, name, weights) for name in survey.by_venue if survey.info.features.venues]
    languages = (ENGLISH, *languages_of(survey.info, survey.root))
    for name, table in survey.tables.items():
        found.append(_titled("table", name, [language(table.title) for language in languages], weights))
    for board in leaderboards(survey).ranked:
        titles = [in_words(board, survey, language) for language in languages]
        found.append(_titled("leaderboard", board.name, titles, weights))
    return found


def authors(survey: Survey) -> list[Author]:
    """The authors who have a page."""
    if not survey.info.features.authors:
        return []
    return [author for author, papers in survey.by_author.items() if len(papers) >= PAPERS_OF_AN_AUTHOR]


def spelled(author: str) -> dict[str, int]:
    """What finds a person, and how surely: the name, and less so the name without initials."""
    whole = words(author)
    long = [word for word in whole if len(word) > 1]
    return {"".join(long): _SHORT, "".join(whole): _ALIAS}


def _paper(paper: Paper, framework: Framework | None, survey: Survey) -> Entry:
    weights = survey.searching.weights
    said = [Said(paper.title, _of_title(paper.title, weights.title)), Said(str(paper.year), weights.year)]
    said.append(Said(str(paper.first_appeared[0]), 1))
    said += [_named(paper.venue, weights.venue), Said(f"{paper.venue}-{paper.year}", weights.venue)]
    names: dict[str, int] = {}
    for title in (paper.title, *paper.also_titled):
        short, colon, _ = title.partition(":")
        if colon:
            said.append(Said(short, weights.short_title))
            _call(names, short, _SHORT)
        _call(names, title, _TITLE if title == paper.title else _SHORT)
    said += [Said(title, weights.also_titled) for title in paper.also_titled]
    for alias in (*paper.aliases, *([framework.name] if framework else [])):
        said.append(Said(alias, weights.alias))
        _call(names, alias, _SHORT)
    said += [Said(text, weights.field) for text in _of_fields(paper, survey)]
    if paper.name:
        said.append(_named(paper.name, weights.name))
        names[compact(paper.name)] = _NAME
    ids = (f"key:{paper.key}", *paper.ids.folded)
    people = tuple(Said(author, weights.author + _FIRST * (not place)) for place, author in enumerate(paper.authors))
    return Entry("paper", paper.key, paper.title, _real(names), tuple(said), people, ids)


def _of_fields(paper: Paper, survey: Survey) -> Iterator[str]:
    """The texts of the survey's own fields, and of choices the names in each language."""
    for name, value in paper.fields.items():
        field = survey.fields.get(name)
        for text in singles(value) if field and field.kind in _WORDS else ():
            choice = field.values.get(str(text)) if field else None
            yield from (each for each in (choice.name.en, choice.name.zh) if each) if choice else (str(text),)


def _topic(topic: Topic, weights: Weights) -> Entry:
    names = {compact(name): _ALIAS for name in topic.names} | {compact(title): _TITLE for title in topic.titles}
    titles, aliases = topic.titles, topic.names[len(topic.titles) :]
    said = [_named(title, weights.name) for title in titles] + [_named(alias, weights.alias) for alias in aliases]
    return Entry("topic", topic.id, topic.title.en, _real(names), tuple(said))


def _author(author: Author, weights: Weights) -> Entry:
    return Entry("author", author, author, _real(spelled(author)), people=_said(author, weights.name))


def _framework(framework: Framework, weights: Weights) -> Entry:
    name = framework.name
    return Entry("framework", framework.id, name, _real({compact(name): _ALIAS}), _said(name, weights.name))


def _venue(survey: Survey, name: str, weights: Weights) -> Entry:
    venue = survey.venues.get(name)
    others = [each for each in (venue.full_name, *venue.aliases) if each] if venue else []
    names = {compact(other): _SHORT for other in others} | {compact(name): _ALIAS}
    said = (_named(name, weights.name), *(_named(other, weights.alias) for other in others))
    return Entry("venue", name, name, _real(names), said)


def _titled(kind: Kind, subject: str, titles: list[str], weights: Weights) -> Entry:
    """What has a title in each language, the English first."""
    names = {compact(title): _ALIAS for title in titles}
    said = tuple(Said(title, weights.title) for title in dict.fromkeys(titles))
    return Entry(kind, subject, titles[0], _real(names), said)


def _said(text: str, weight: int) -> tuple[Said, ...]:
    return (Said(text, weight),)


def _named(name: str, weight: int) -> Said:
    """A name; its word counts more where it is all of it: ACL is not Findings of ACL."""
    return Said(name, min(15, weight + (len(words(name)) == 1)))


def _of_title(title: str, weight: int) -> int:
    """What a word of a title counts: more in a short one."""
    return max(1, min(15, weight * (24 - min(len(words(title)), 16)) // 16))


def _call(names: dict[str, int], text: str, surely: int) -> None:
    name = compact(text)[:LONGEST_NAME]
    names[name] = max(surely, names.get(name, 0))


def _real(names: dict[str, int]) -> dict[str, int]:
    return {name: surely for name, surely in names.items() if name}
