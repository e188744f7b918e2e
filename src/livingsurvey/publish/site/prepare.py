"""The first of three steps: plain Markdown and assets for the engine, in ``build/``.

What is written here depends on the survey's prose, its taxonomy and the templates, never on the papers: wherever
papers or counts belong there is a slot, an HTML comment ``<!-- slot NAME -->`` that :mod:`.finish` fills. So the
engine's work is the same for ten papers and for a hundred thousand, and is skipped when nothing it reads has changed.

``build/`` is a complete project of its own: any engine that reads mkdocs.yml can build it.
"""

from __future__ import annotations

import hashlib
import html
import importlib.metadata
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml

from livingsurvey.errors import UsageError
from livingsurvey.model import Topic
from livingsurvey.publish.addresses import KINDS, MOULD, topic_path
from livingsurvey.publish.content.labels import long_date
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.resources import shipped
from livingsurvey.store.write import write_bytes
from livingsurvey.survey import Survey

BUILD = Path("build")
ENGINE_OUTPUT = "engine"
PLUGIN = "livingsurvey"

Files = dict[str, bytes]

_PAGES = {
    "index.md": "home",
    "explore.md": "explore",
    "papers/index.md": "papers",
    "authors/index.md": "authors",
    "venues/index.md": "venues",
    "topics/index.md": "topics",
    "frameworks/index.md": "frameworks",
    "downloads.md": "downloads",
    "changes/index.md": "changes",
    "trends.md": "trends",
}
"""The pages that every survey has, each with its template."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine is to build, and a digest of all it depends on."""

    folder: Path
    digest: str

    @property
    def config(self) -> Path:
        """The engine's configuration file."""
        return self.folder / "mkdocs.yml"

    @property
    def output(self) -> Path:
        """Where the engine puts its pages."""
        return self.folder / ENGINE_OUTPUT


def prepare(survey: Survey, *, site_url: str | None = None) -> Prepared:
    """Write ``build/docs``, ``build/theme`` and ``build/mkdocs.yml``; only files that differ are touched.

    Args:
        survey: what to publish.
        site_url: the address the site will have; defaults to the survey's own.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read.
    """
    folder = survey.root / BUILD
    pages = _pages(survey)
    files: Files = {f"docs/{path}": content for path, content in (_prose(survey.root) | pages).items()}
    for path, content in _merged(survey.root, "assets").items():
        files[f"docs/assets/{path}"] = content
    for path, content in _merged(survey.root, "theme").items():
        files[f"theme/{path}"] = content
    files["mkdocs.yml"] = _configuration(survey, site_url or survey.info.site, files)
    _synchronise(folder, files)
    return Prepared(folder, _digest(files))


def page_sources(survey: Survey) -> list[str]:
    """The Markdown files of the site's pages, relative to its top: ours and the hand-written ones, without topics."""
    prose = (path for path in (survey.root / "docs").rglob("*.md") if not path.name.startswith("."))
    return [*_pages_of(survey), *(path.relative_to(survey.root / "docs").as_posix() for path in prose)]


def _pages_of(survey: Survey) -> dict[str, str]:
    """The pages of a survey, each with its template."""
    pages = dict(_PAGES)
    if survey.tables:
        pages["results/index.md"] = "results"
    if survey.tables and survey.choosing:
        pages["choose.md"] = "choose"
    if survey.surveys:
        pages |= {"surveys/index.md": "surveys", "surveys/candidates.md": "candidates"}
    return pages | {f"surveys/{sister}.md": "survey" for sister in survey.surveys}


def _kinds(survey: Survey) -> list[str]:
    """The kinds of pages that are stamped, where the survey has any."""
    return [kind for kind in KINDS if kind != "result" or survey.tables]


def _pages(survey: Survey) -> Files:
    templates = environment(survey.root)
    pages = _pages_of(survey) | {f"{kind}s/{MOULD}.md": f"{kind}-{MOULD}" for kind in _kinds(survey)}
    files = {
        path: _render(templates, name, survey, sister=survey.surveys.get(path[len("surveys/") : -len(".md")]))
        for path, name in pages.items()
    }
    for topic in survey.taxonomy.walk():
        files[f"topics/{topic.id}.md"] = _render(templates, "topic", survey, topic=topic)
    return files


def _render(templates: jinja2.Environment, name: str, survey: Survey, **context: Any) -> bytes:
    template = templates.get_template(f"pages/{name}.md.j2")
    return template.render(info=survey.info, taxonomy=survey.taxonomy, **context).encode()


def _prose(root: Path) -> Files:
    """The hand-written pages: the survey's docs/ folder as it is."""
    return _files_below(root / "docs")


def _merged(root: Path, part: str) -> Files:
    """Shipped files of templates/<part>/, those of the survey's own templates/ in their place."""
    return _files_below(shipped("templates") / part) | _files_below(root / "templates" / part)


def _files_below(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _configuration(survey: Survey, site_url: str | None, files: Files) -> bytes:
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


def _navigation(survey: Survey, files: Files) -> list[Any]:
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


def _synchronise(folder: Path, files: Files) -> None:
    """Make ``docs/`` and ``theme/`` hold exactly these files, leaving equal ones untouched."""
    for part in ("docs", "theme"):
        for path in (folder / part).rglob("*"):
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, content)


def _digest(files: Files) -> str:
    """Everything the engine's output depends on: its input, and the versions of the engine and its theme."""
    digest = hashlib.blake2b(digest_size=16)
    for package in ("livingsurvey", "mkdocs", "mkdocs-material", "pymdown-extensions", "jieba"):
        digest.update(f"{package}=={importlib.metadata.version(package)}\n".encode())
    for name, content in sorted(files.items()):
        digest.update(f"{name}{os.sep}{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def topic_pages(survey: Survey) -> dict[str, Topic]:
    """The topic each page of the site is about, by the page's address."""
    return {topic_path(topic.id): topic for topic in survey.taxonomy.walk()}
