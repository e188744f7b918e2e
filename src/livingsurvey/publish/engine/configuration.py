"""The engine's configuration: ``mkdocs.yml`` as people wrote it, with what is known of the survey filled in."""

from __future__ import annotations

import html
from collections.abc import Container, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from livingsurvey.extensions import Page
from livingsurvey.extensions.loading import added
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Topic
from livingsurvey.model.address import is_address
from livingsurvey.model.look import Entry
from livingsurvey.publish.content.parts import parts
from livingsurvey.publish.engine.settings import get, put, read_settings
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

Places = dict[str, tuple[str, list[Any]]]
"""The places of a site by their names, each with its title and its pages."""

ENGINE_OUTPUT = "engine"
"""Where the engine puts its pages, in the folder that it builds."""


DOCUMENTATION = "documentation.md"
"""The page that lists the hand-written pages which have no place of their own."""


def configuration(
    survey: Survey,
    site_url: str | None,
    files: Container[str],
    prose: Sequence[str] = (),
    language: Language = ENGLISH,
    languages: Sequence[Language] = (ENGLISH,),
) -> bytes:
    """The engine's mkdocs.yml: the survey's own or the shipped one, with names, addresses and navigation filled in.

    Args:
        survey: what to publish.
        site_url: the address the site will have, when known.
        files: the names of the files in the engine's folder; only what is among them gets into the navigation.
        prose: the hand-written pages, relative to ``docs/``; those that have no place of their own are documentation.
        language: the language of the pages.
        languages: all languages of the site.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read, or asks for what cannot be.
    """
    source = settings_of(survey)
    settings = read_settings(source)
    navigation = _navigation(survey, files, language)
    named = {*_targets(list(navigation.values())), *_targets(survey.info.navigation)}
    documentation = [DOCUMENTATION, *(page for page in prose if page not in named)]
    _ = language
    navigation["about"][1].append({_("Documentation"): documentation if documentation[1:] else DOCUMENTATION})
    changes: dict[str, Any] = {
        "site_name": _(survey.info.title),
        "site_description": html.escape(" ".join(_(survey.info.description).split())),  # the theme does not escape it
        "docs_dir": "docs",
        "site_dir": f"../../{ENGINE_OUTPUT}/{language.code}" if language.prefix else ENGINE_OUTPUT,
        "nav": [{_("Home"): "index.md"}, *_arranged(survey, navigation, files, language)],
    }
    if site_url:
        changes["site_url"] = f"{site_url.rstrip('/')}/{language.prefix}"
    if survey.info.repository:
        changes["repo_url"] = survey.info.repository
        changes["edit_uri"] = ""
    for key, value in changes.items():
        put(settings, key, value)
    put(_extra(settings), "has", parts(survey) | {"titles": survey.info.fonts.titles is not None})
    _announce(settings, survey, language)
    translated = survey.root / "docs" / language.code
    foreign = [page for page in prose if language.prefix and not (translated / page).is_file()]
    _speak(settings, site_url, language, languages, foreign)
    theme = get(settings, "theme")
    if isinstance(theme, yaml.MappingNode):
        put(theme, "custom_dir", "theme")
        for name, picture in (("logo", survey.info.logo), ("favicon", survey.info.favicon)):
            if picture is not None:
                put(theme, name, picture.removeprefix("docs/"))
        _speak_theme(theme, language)
    text: str = yaml.serialize(settings, allow_unicode=True)
    return text.encode()


def settings_of(survey: Survey) -> Path:
    """The survey's own mkdocs.yml, or the shipped one."""
    own = survey.root / "mkdocs.yml"
    return own if own.is_file() else shipped("mkdocs.yml")


def _speak(
    settings: yaml.MappingNode,
    site_url: str | None,
    language: Language,
    languages: Sequence[Language],
    foreign: Sequence[str],
) -> None:
    """Tell the theme's templates which language the pages are in, but for the foreign ones, which are in the first.

    They also learn which languages there are, and the address of all.
    """
    known = [{"code": each.code, "name": each.name, "prefix": each.prefix} for each in languages]
    site = f"{site_url.rstrip('/')}/" if site_url else ""
    told = {"code": language.code, "prefix": language.prefix, "site": site, "all": known, "foreign": list(foreign)}
    put(_extra(settings), "language", told)


def _speak_theme(theme: yaml.MappingNode, language: Language) -> None:
    """Let the theme speak the language too, or the one that it is a kind of; else it speaks what it spoke."""
    kinds = [code for code in (language.code, language.code.partition("-")[0]) if code in _spoken_by_theme()]
    if language.code != ENGLISH.code and kinds:
        put(theme, "language", kinds[0])
    _ = language
    titles = {
        "Switch to dark mode": _("Switch to dark mode"),
        "Switch to light mode": _("Switch to light mode"),
    }
    palette = get(theme, "palette")
    for option in palette.value if isinstance(palette, yaml.SequenceNode) else ():
        toggle = get(option, "toggle")
        name = get(toggle, "name") if isinstance(toggle, yaml.MappingNode) else None
        if isinstance(name, yaml.ScalarNode) and isinstance(toggle, yaml.MappingNode):
            put(toggle, "name", titles.get(name.value, name.value))


def _spoken_by_theme() -> set[str]:
    folder = resources.files("material") / "templates" / "partials" / "languages"
    return {path.name.removesuffix(".html") for path in folder.iterdir()}


def _extra(settings: yaml.MappingNode) -> yaml.MappingNode:
    """The settings that only templates read."""
    extra = get(settings, "extra")
    if isinstance(extra, yaml.MappingNode):
        return extra
    put(settings, "extra", {})
    return _extra(settings)


def _announce(settings: yaml.MappingNode, survey: Survey, language: Language) -> None:
    """Tell the theme that the survey is frozen: each page says so at its top."""
    frozen = survey.info.frozen
    if frozen is None:
        return
    told = {
        "since": frozen.since.isoformat(),
        "day": language.day(frozen.since),
        "reason": language(frozen.reason),
    }
    put(_extra(settings), "frozen", told)


def _navigation(survey: Survey, files: Container[str], language: Language) -> Places:
    """The places of the site, each with its title and its pages."""
    _ = language

    def branch(topic: Topic) -> dict[str, Any]:
        page = f"topics/{topic.id}.md"
        return {language.said(topic.title): [page, *map(branch, topic.topics)] if topic.topics else page}

    def written(title: str, page: str) -> list[Any]:
        return [{title: page}] if f"docs/{page}" in files else []

    elsewhere = set(_targets(survey.info.navigation))

    def own(place: str) -> list[Any]:
        pages = ({_(page.title): f"{page.name}.md"} for page in added(Page, survey) if page.place == place)
        return [page for page in pages if elsewhere.isdisjoint(page.values())]

    sisters = [{sister.name: f"surveys/{sister.id}.md"} for sister in survey.surveys.values()]
    return {
        "explore": (
            _("Explore"),
            [{_("Search and filter"): "explore.md"}, {_("All papers"): "papers/index.md"}, *own("Explore")],
        ),
        "topics": (
            _("Topics"),
            [
                {_("All topics"): "topics/index.md"},
                *written(_("Map"), "map.md"),
                *map(branch, survey.taxonomy.topics),
                *own("Topics"),
            ],
        ),
        "compare": (
            _("Compare"),
            [
                *written(_("Results"), "results/index.md"),
                *written(_("Leaderboards"), "leaderboards/index.md"),
                *written(_("Choose"), "choose.md"),
                *written(_("Frameworks"), "frameworks/index.md"),
                *written(_("Papers side by side"), "compare.md"),
                *own("Compare"),
            ],
        ),
        "news": (
            _("News"),
            [
                *written(_("What is new"), "changes/index.md"),
                *written(_("Trends"), "trends.md"),
                *written(_("Feeds"), "feeds.md"),
                *own("News"),
            ],
        ),
        "contribute": (
            _("Contribute"),
            [
                *written(_("Add or correct papers"), "contribute.md"),
                *written(_("Candidate papers"), "surveys/candidates.md"),
                *own("Contribute"),
            ],
        ),
        "about": (
            _("About"),
            [
                *written(_("About this survey"), "about.md"),
                *([{_("Other surveys"): ["surveys/index.md", *sisters]}] if sisters else []),
                *written(_("Data"), "data.md"),
                *written(_("Downloads"), "downloads.md"),
                *written(_("Authors"), "authors/index.md"),
                *written(_("Venues"), "venues/index.md"),
                *own("About"),
            ],
        ),
    }


def _arranged(survey: Survey, places: Places, files: Container[str], _: Language) -> list[Any]:
    """The places as survey.yaml has them, with the pages and addresses that it puts among them; the others follow."""
    wanted = survey.info.navigation

    def leads_to(target: str) -> Any:
        """The pages of a place, or the page or address; nothing where it is not there."""
        if target in places:
            return places[target][1]
        return target if f"docs/{target}" in files or is_address(target) else None

    def standing(entry: Entry) -> Any:
        if isinstance(entry, str):
            below = leads_to(entry)
            return {places[entry][0]: below} if entry in places and below else below
        [(title, what)] = entry.items()
        below = leads_to(what) if isinstance(what, str) else [*filter(None, map(standing, what))]
        return {_(title): below} if below else None

    named = set(_targets(wanted))
    others = (place for place in places if place not in named)
    return [*filter(None, map(standing, (*wanted, *others)))]


def _targets(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict | list | tuple):
        for inner in entry.values() if isinstance(entry, dict) else entry:
            yield from _targets(inner)
    else:
        yield str(entry)
