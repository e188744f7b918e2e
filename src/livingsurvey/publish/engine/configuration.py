"""The engine's configuration: ``mkdocs.yml`` as people wrote it, with what is known of the survey filled in."""

from __future__ import annotations

import html
from collections.abc import Container, Iterator
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


def configuration(survey: Survey, site_url: str | None, files: Container[str]) -> bytes:
    """The engine's mkdocs.yml: the survey's own or the shipped one, with names, addresses and navigation filled in.

    Args:
        survey: what to publish.
        site_url: the address the site will have, when known.
        files: the names of the files in the engine's folder; hand-written pages among them get into the navigation.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read, or asks for what cannot be.
    """
    source = settings_of(survey)
    settings = read_settings(source)
    navigation = _navigation(survey, files)
    changes: dict[str, Any] = {
        "site_name": survey.info.title,
        "site_description": html.escape(" ".join(survey.info.description.split())),  # the theme does not escape it
        "docs_dir": "docs",
        "site_dir": ENGINE_OUTPUT,
        "nav": [*navigation, *_own_entries(source, get(settings, "nav"), navigation, files)],
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
    def branch(topic: Topic) -> dict[str, Any]:
        page = f"topics/{topic.id}.md"
        return {topic.title.en: [page, *map(branch, topic.topics)] if topic.topics else page}

    navigation: list[Any] = [
        {"Home": "index.md"},
        {"Explore": ["explore.md", {"Compare": "compare.md"}]},
        {"Topics": ["topics/index.md", *map(branch, survey.taxonomy.topics)]},
        {
            "All papers": [
                "papers/index.md",
                {"Authors": "authors/index.md"},
                {"Venues": "venues/index.md"},
                {"Downloads": "downloads.md"},
            ]
        },
        *([{"Results": _results(survey)}] if survey.tables else []),
        *([{"Choose": "choose.md"}] if survey.choosing and survey.tables else []),
        {"Frameworks": "frameworks/index.md"},
        {"Changes": ["changes/index.md", {"Trends": "trends.md"}]},
    ]
    if survey.surveys:
        others = [{sister.name: f"surveys/{sister.id}.md"} for sister in survey.surveys.values()]
        navigation.append({"Surveys": ["surveys/index.md", *others, {"Candidates": "surveys/candidates.md"}]})
    prose = {"Contribute": "contribute.md", "About": "about.md"}
    navigation += [{title: page} for title, page in prose.items() if f"docs/{page}" in files]
    return navigation


def _results(survey: Survey) -> str | list[Any]:
    page = "results/index.md"
    return [page, {"Leaderboards": "leaderboards/index.md"}] if survey.has_leaderboards else page


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
