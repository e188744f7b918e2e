"""The engine's configuration: ``mkdocs.yml`` as people wrote it, with what is known of the survey filled in."""

from __future__ import annotations

import html
from collections.abc import Container
from typing import Any

import yaml

from livingsurvey.errors import UsageError
from livingsurvey.model import Topic
from livingsurvey.publish.content.labels import long_date
from livingsurvey.resources import shipped
from livingsurvey.survey import Survey

ENGINE_OUTPUT = "engine"
"""Where the engine puts its pages, in the folder that it builds."""

PLUGIN = "livingsurvey"


def configuration(survey: Survey, site_url: str | None, files: Container[str]) -> bytes:
    """The engine's mkdocs.yml: the survey's own or the shipped one, with names, addresses and navigation filled in.

    Args:
        survey: what to publish.
        site_url: the address the site will have, when known.
        files: the names of the files in the engine's folder; hand-written pages among them get into the navigation.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read.
    """
    own = survey.root / "mkdocs.yml"
    source = own if own.is_file() else shipped("mkdocs.yml")
    try:
        settings = yaml.compose(source.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise UsageError(f"{source} is not YAML: {error}") from error
    if not isinstance(settings, yaml.MappingNode):
        raise UsageError(f"{source} must be lines of  key: value")
    _drop_plugin(settings)
    changes: dict[str, Any] = {
        "site_name": survey.info.title,
        "site_description": html.escape(" ".join(survey.info.description.split())),  # the theme does not escape it
        "docs_dir": "docs",
        "site_dir": ENGINE_OUTPUT,
        "nav": _navigation(survey, files),
    }
    if site_url:
        changes["site_url"] = site_url
    if survey.info.repository:
        changes["repo_url"] = survey.info.repository
        changes["edit_uri"] = ""
    for key, value in changes.items():
        _set(settings, key, value)
    _announce(settings, survey)
    theme = _get(settings, "theme")
    if isinstance(theme, yaml.MappingNode):
        _set(theme, "custom_dir", "theme")
    text: str = yaml.serialize(settings, allow_unicode=True)
    return text.encode()


def _announce(settings: yaml.MappingNode, survey: Survey) -> None:
    """Tell the theme that the survey is frozen: each page says so at its top."""
    frozen = survey.info.frozen
    if frozen is None:
        return
    if not isinstance(_get(settings, "extra"), yaml.MappingNode):
        _set(settings, "extra", {})
    extra = _get(settings, "extra")
    told = {"since": frozen.since.isoformat(), "day": long_date(frozen.since), "reason": frozen.reason}
    if isinstance(extra, yaml.MappingNode):
        _set(extra, "frozen", told)


def _navigation(survey: Survey, files: Container[str]) -> list[Any]:
    def branch(topic: Topic) -> dict[str, Any]:
        page = f"topics/{topic.id}.md"
        return {topic.title.en: [page, *map(branch, topic.topics)] if topic.topics else page}

    navigation: list[Any] = [
        {"Home": "index.md"},
        {"Explore": "explore.md"},
        {"Topics": ["topics/index.md", *map(branch, survey.taxonomy.topics)]},
        {
            "All papers": [
                "papers/index.md",
                {"Authors": "authors/index.md"},
                {"Venues": "venues/index.md"},
                {"Downloads": "downloads.md"},
            ]
        },
        *([{"Results": "results/index.md"}] if survey.tables else []),
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


def _get(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _set(mapping: yaml.MappingNode, key: str, value: Any) -> None:
    node = yaml.compose(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
    kept = [(name, old) for name, old in mapping.value if name.value != key]
    mapping.value = [*kept, (yaml.ScalarNode("tag:yaml.org,2002:str", key), node)]


def _drop_plugin(settings: yaml.MappingNode) -> None:
    plugins = _get(settings, "plugins")
    if isinstance(plugins, yaml.SequenceNode):
        plugins.value = [plugin for plugin in plugins.value if _plugin_name(plugin) != PLUGIN]


def _plugin_name(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode) and node.value:
        return str(node.value[0][0].value)
    return str(node.value)
