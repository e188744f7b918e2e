"""The tree of topics: every leaf has papers, every address still leads somewhere, every text is in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, Scope, is_readable, rule
from livingsurvey.checks.vocabulary import topics_in
from livingsurvey.model import Severity, Title, Topic
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.record import Translated
from livingsurvey.model.title import normal_form
from livingsurvey.store import history
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

FILE = "taxonomy.yaml"
_APART = re.compile(r"[\u3400-\u9fff，。；：、（）“”]\s+[\u3400-\u9fff，。；：、（）“”]")


@rule("LS241", Severity.WARNING, waivable=False)
def empty_leaf(survey: Survey) -> Iterator[Flaw]:
    """A topic without subtopics has no paper."""
    if any(finding.file.startswith("papers") for finding in survey.findings):
        return  # one of the records that could not be read may be its paper
    for path, topic in topics_in(survey.taxonomy):
        if not topic.topics and topic.id not in survey.by_topic:
            fix = "File a paper under it, or merge it with a sibling and say so under  moved:"
            yield Flaw(FILE, (*path, "id"), f"no paper is filed under '{topic.id}'", fix)


@rule("LS242", waivable=False)
def moved_but_there(survey: Survey) -> Iterator[Flaw]:
    """A topic is listed as moved, but is still in the tree."""
    for old, new in survey.taxonomy.moved.items():
        if old in survey.taxonomy.by_id:
            fix = f"Delete this line, or the topic '{old}'."
            yield Flaw(FILE, ("moved", old), f"'{old}' moved to '{new}' and is still in the tree", fix, on_key=True)


@rule("LS243", waivable=False)
def moved_nowhere(survey: Survey) -> Iterator[Flaw]:
    """A topic moved to one that does not exist or has itself moved."""
    known, moved = survey.taxonomy.by_id, survey.taxonomy.moved
    for old, new in moved.items():
        if new in known:
            continue
        end, passed = new, {old}
        while end in moved and end not in passed:
            passed.add(end)
            end = moved[end]
        if end in known:
            path: Path = ("moved", old)
            yield Flaw(FILE, path, f"'{new}' has itself moved", f"Write  {old}: {end}", change={path: end})
        else:
            reason = "its redirects form a loop" if end in passed else f"there is no topic '{end}'"
            yield Flaw(FILE, ("moved", old), reason, f"Name a topic in the tree.{did_you_mean(end, known)}")


@rule("LS244", waivable=False, scope=Scope.WORLD)
def vanished(survey: Survey) -> Iterator[Flaw]:
    """A topic of the last release is gone, and its address does not redirect."""
    if not is_readable(survey, FILE):
        return
    known = survey.taxonomy.by_id
    for old in sorted(history.released_topics(survey.root) - known.keys() - survey.taxonomy.moved.keys()):
        fix = f"Write  {old}: …  under  moved:  with the topic that took its place.{did_you_mean(old, known)}"
        yield Flaw(FILE, ("moved",), f"the topic '{old}' of the last release is gone", fix)


@rule("LS245", waivable=False)
def same_sibling_title(survey: Survey) -> Iterator[Flaw]:
    """Two sibling topics have the same title."""
    first: dict[tuple[Path, str, str], Topic] = {}
    for path, topic in topics_in(survey.taxonomy):
        for language in ("en", "zh"):
            title = getattr(topic.title, language)
            if title is None:
                continue
            other = first.setdefault((path[:-1], language, title.casefold()), topic)
            if other is not topic:
                reason = f"'{title}' is the title of '{other.id}' too"
                fix = "Give one of the two a distinct title."
                yield Flaw(FILE, (*path, "title", language), reason, fix)


@rule("LS246", waivable=False)
def alias_of_two(survey: Survey) -> Iterator[Flaw]:
    """A topic's alias is already a name of this or another topic, apart from case, spaces and hyphens."""
    owners: dict[str, Topic] = {}
    for topic in survey.taxonomy.walk():
        for title in topic.titles:
            owners.setdefault(_form(title), topic)
    for path, topic, alias in _aliases(survey):
        owner = owners.get(_form(alias))
        owners.setdefault(_form(alias), topic)
        if owner is not None:
            fix = "Delete it." if owner is topic else "Keep it where readers would look for it."
            yield Flaw(FILE, path, f"'{alias}' is a name of '{owner.id}' already", fix)


@rule("LS247", Severity.WARNING, waivable=False)
def alias_of_a_paper(survey: Survey) -> Iterator[Flaw]:
    """A topic's alias is the title or the method name of a paper, so a search for it leads to that paper."""
    called = {_form(name): paper for paper in survey for name in (paper.title, paper.name, *paper.aliases) if name}
    for path, _, alias in _aliases(survey):
        paper = called.get(_form(alias))
        if paper is not None:
            reason = f"'{alias}' is what {survey.files[paper.key]} is called"
            yield Flaw(FILE, path, reason, f"Name the family, as in  {alias} variants")


@rule("LS248", Severity.WARNING, waivable=False)
def untranslated(survey: Survey) -> Iterator[Flaw]:
    """A topic has no title, definition or border in one of the survey's languages."""
    languages = [language for language in survey.info.languages if language in Title.model_fields]
    for path, topic in topics_in(survey.taxonomy):
        texts = _texts(topic)
        for language in languages:
            absent = [field for field, text in texts.items() if dict(text)[language] is None]
            if absent:
                reason = f"'{topic.id}' has no {' and no '.join(absent)} in '{language}', a language of the survey"
                yield Flaw(FILE, (*path, absent[0]), reason, f"Write  {absent[0]}: {{en: …, {language}: …}}")


@rule("LS249", Severity.WARNING, waivable=False)
def spaced_chinese(survey: Survey) -> Iterator[Flaw]:
    """A Chinese text of a topic has a space between two characters; a line break in folded text is one."""
    for path, topic in topics_in(survey.taxonomy):
        for field, text in _texts(topic).items():
            if apart := _APART.search(text.zh or ""):
                reason = f"'{apart[0]}' has a space, which Chinese does not have"
                yield Flaw(FILE, (*path, field, "zh"), reason, "Write the text without it, on one line.")


def _texts(topic: Topic) -> dict[str, Translated]:
    """What is said of a topic, by field."""
    texts = {"title": topic.title, "definition": topic.definition, "border": topic.border}
    return {field: text for field, text in texts.items() if text is not None}


def _form(name: str) -> str:
    """A name as search compares it; one without letters and digits as it is."""
    return normal_form(name) or name


def _aliases(survey: Survey) -> Iterator[tuple[Path, Topic, str]]:
    """The aliases of all topics, each with its place."""
    for path, topic in topics_in(survey.taxonomy):
        for language in ("en", "zh"):
            for place, alias in enumerate(getattr(topic.aliases, language)):
                yield (*path, "aliases", language, place), topic, alias
