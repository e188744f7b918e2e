"""The engine's configuration: ``mkdocs.yml`` as people wrote it, with what is known of the survey filled in."""

from __future__ import annotations

import html
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from livingsurvey.model import Topic
from livingsurvey.model.address import is_address
from livingsurvey.publish.content.labels import long_date
from livingsurvey.publish.engine.settings import get, plain, put, read_settings
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

ENGINE_OUTPUT = "engine"
"""Where the engine puts its pages, in the folder that it builds."""


DOCUMENTATION = "documentation.md"
"""The page that lists the hand-written pages which have no place of their own."""


def configuration(survey: Survey, site_url: str | None, files: Container[str], prose: Sequence[str] = ()) -> bytes:
    """The engine's mkdocs.yml: the survey's own or the shipped one, with names, addresses and navigation filled in.

    Args:
        survey: what to publish.
        site_url: the address the site will have, when known.
        files: the names of the files in the engine's folder; only what is among them gets into the navigation.
        prose: the hand-written pages, relative to ``docs/``; those that have no place of their own are documentation.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read, or asks for what cannot be.
    """
    source = settings_of(survey)
    settings = read_settings(source)
    navigation = _navigation(survey, files)
    own = _own_entries(source, get(settings, "nav"), navigation, files)
    named = {*_targets(navigation), *_targets(own)}
    documentation = [DOCUMENTATION, *(page for page in prose if page not in named)]
    navigation[-1]["About"].append({"Documentation": documentation if documentation[1:] else DOCUMENTATION})
    changes: dict[str, Any] = {
        "site_name": survey.info.title,
        "site_description": html.escape(" ".join(survey.info.description.split())),  # the theme does not escape it
        "docs_dir": "docs",
        "site_dir": ENGINE_OUTPUT,
        "nav": [*navigation, *own],
    }
    if site_url:
        changes["site_url"] = site_url
    if survey.info.repository:
        changes["repo_url"] = survey.info.repository
        changes["edit_uri"] = ""
    for key, value in changes.items():
        put(settings, key, value)
    _announce(settings, survey)
    theme = get(settings, "theme")
    if isinstance(theme, yaml.MappingNode):
        put(theme, "custom_dir", "theme")
    text: str = yaml.serialize(settings, allow_unicode=True)
    return text.encode()


def settings_of(survey: Survey) -> Path:
    """The survey's own mkdocs.yml, or the shipped one."""
    own = survey.root / "mkdocs.yml"
    return own if own.is_file() else shipped("mkdocs.yml")


def _announce(settings: yaml.MappingNode, survey: Survey) -> None:
    """Tell the theme that the survey is frozen: each page says so at its top."""
    frozen = survey.info.frozen
    if frozen is None:
        return
    if not isinstance(get(settings, "extra"), yaml.MappingNode):
        put(settings, "extra", {})
    extra = get(settings, "extra")
    told = {"since": frozen.since.isoformat(), "day": long_date(frozen.since), "reason": frozen.reason}
    if isinstance(extra, yaml.MappingNode):
        put(extra, "frozen", told)


def _navigation(survey: Survey, files: Container[str]) -> list[Any]:
    """The home page, and the places of the site, each with its pages."""

    def branch(topic: Topic) -> dict[str, Any]:
        page = f"topics/{topic.id}.md"
        return {topic.title.en: [page, *map(branch, topic.topics)] if topic.topics else page}

    def written(title: str, page: str) -> list[Any]:
        return [{title: page}] if f"docs/{page}" in files else []

    sisters = [{sister.name: f"surveys/{sister.id}.md"} for sister in survey.surveys.values()]
    places: dict[str, list[Any]] = {
        "Explore": [{"Search and filter": "explore.md"}, {"All papers": "papers/index.md"}],
        "Topics": [{"All topics": "topics/index.md"}, {"Map": "map.md"}, *map(branch, survey.taxonomy.topics)],
        "Compare": [
            *written("Results", "results/index.md"),
            *written("Leaderboards", "leaderboards/index.md"),
            *written("Choose", "choose.md"),
            {"Frameworks": "frameworks/index.md"},
            {"Papers side by side": "compare.md"},
        ],
        "News": [{"What is new": "changes/index.md"}, {"Trends": "trends.md"}, *written("Feeds", "feeds.md")],
        "Contribute": [
            *written("Add or correct papers", "contribute.md"),
            *written("Candidate papers", "surveys/candidates.md"),
        ],
        "About": [
            *written("About this survey", "about.md"),
            *([{"Other surveys": ["surveys/index.md", *sisters]}] if sisters else []),
            *written("Data", "data.md"),
            {"Downloads": "downloads.md"},
            {"Authors": "authors/index.md"},
            {"Venues": "venues/index.md"},
        ],
    }
    return [{"Home": "index.md"}, *({place: pages} for place, pages in places.items() if pages)]


def _own_entries(source: Path, nav: yaml.Node | None, navigation: list[Any], files: Container[str]) -> list[Any]:
    """What a survey's own navigation has besides: entries of pages that are there, and addresses elsewhere."""
    taken = set(_targets(navigation))
    entries = plain(source, nav) if nav is not None else None
    return [
        entry
        for entry in (entries if isinstance(entries, list) else [])
        if (targets := list(_targets(entry)))
        and all(target not in taken and (f"docs/{target}" in files or is_address(target)) for target in targets)
    ]


def _targets(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict | list):
        for inner in entry.values() if isinstance(entry, dict) else entry:
            yield from _targets(inner)
    else:
        yield str(entry)
