"""The first of three steps: plain Markdown and assets for the engine, in the site's workshop.

What is written here depends on the survey's prose, its taxonomy and the templates, never on the papers: wherever
papers or counts belong there is a slot, an HTML comment ``<!-- slot NAME -->`` that :mod:`.filled` fills. So the
engine's work is the same for ten papers and for a hundred thousand, and is skipped when nothing it reads has changed.

The folder is a complete project of its own: any engine that reads mkdocs.yml can build it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rcssmin

from livingsurvey.extensions import Page
from livingsurvey.extensions.loading import added
from livingsurvey.language import Language, languages_of, translated_into
from livingsurvey.publish.addresses import KINDS, MOULD, mould_path
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.parts import parts
from livingsurvey.publish.engine.configuration import DOCUMENTATION, ENGINE_OUTPUT, configuration, settings_of
from livingsurvey.publish.engine.look import STYLES, rules
from livingsurvey.publish.engine.settings import files_beside, read_settings
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.store.shipped import shipped
from livingsurvey.store.write import remove_leftovers, write_bytes
from livingsurvey.survey import Survey

Files = dict[str, bytes]

_CONFIGURATION = "mkdocs.yml"
_LANGUAGES = "languages"
"""The folder with a project like the one around it for each other language."""

_PAGES = {
    "index.md": "home",
    "explore.md": "explore",
    "compare.md": "compare",
    "papers/index.md": "papers",
    "results/index.md": "results",
    "leaderboards/index.md": "leaderboards",
    "choose.md": "choose",
    "authors/index.md": "authors",
    "venues/index.md": "venues",
    "topics/index.md": "topics",
    "map.md": "map",
    "frameworks/index.md": "frameworks",
    "downloads.md": "downloads",
    "changes/index.md": "changes",
    "trends.md": "trends",
    "feeds.md": "feeds",
    DOCUMENTATION: "documentation",
}
"""The pages of every survey that has the part, each with its template."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine is to build, and a digest of all it depends on."""

    folder: Path
    digest: str
    settings: Path
    """What the engine's configuration was made from: the survey's own mkdocs.yml, or the shipped one."""

    @property
    def config(self) -> Path:
        """The engine's configuration file, of the pages in the survey's first language."""
        return self.folder / _CONFIGURATION

    @property
    def others(self) -> list[Path]:
        """The configuration files of the other languages, whose pages the engine puts into folders of its output."""
        return sorted((self.folder / _LANGUAGES).glob(f"*/{_CONFIGURATION}"))

    @property
    def output(self) -> Path:
        """Where the engine puts its pages."""
        return self.folder / ENGINE_OUTPUT


def prepare(survey: Survey, folder: Path, *, site_url: str | None = None) -> Prepared:
    """Write ``docs/``, ``theme/`` and ``mkdocs.yml`` into a folder; only files that differ are touched.

    Args:
        survey: what to publish.
        folder: where to write; nobody else may write there at the same time.
        site_url: the address the site will have; defaults to the survey's own.

    Raises:
        UsageError: the survey's mkdocs.yml cannot be read, or asks for what cannot be.
    """
    survey, source = survey.shown, settings_of(survey)
    first, *others = languages = languages_of(survey.info, survey.root)
    files = _project(survey, source, site_url or survey.info.site, first, languages)
    own_look = rules(survey).encode()
    for path, content in _merged(survey.root, "assets").items():
        style = content + own_look if path in STYLES else content
        files[f"docs/assets/{path}"] = rcssmin.cssmin(style) if path.endswith(".css") else content
    for language in others:
        project = _project(survey, source, site_url or survey.info.site, language, languages)
        files |= {f"{_LANGUAGES}/{language.code}/{name}": content for name, content in project.items()}
    _synchronise(folder, files)
    return Prepared(folder, _digest(files), source)


def _project(
    survey: Survey, source: Path, site_url: str | None, language: Language, languages: Sequence[Language]
) -> Files:
    """What the engine makes the pages in a language from."""
    prose = _prose(survey, language)
    pages = _pages(survey, language) | _added_pages(survey, language, prose)
    written = [path for path in prose if path.endswith(".md") and path not in pages]
    files: Files = {f"docs/{path}": content for path, content in (prose | pages).items()}
    for path, content in _merged(survey.root, "theme").items():
        is_template = path.endswith(".html")
        files[f"theme/{path}"] = language.template(content.decode()).encode() if is_template else content
    files |= files_beside(source, read_settings(source))
    files[_CONFIGURATION] = configuration(survey, site_url, files, written, language, languages)
    return files


def page_sources(survey: Survey) -> list[str]:
    """The Markdown files of the site's pages, relative to its top: ours and the hand-written ones, without topics.

    They are those of the first language; each other has a page in the place of each.
    """
    prose = (path for path in _names_below(survey.root / "docs") if path.endswith(".md"))
    left_out = _left_out(survey)
    return [*_pages_of(survey.shown), *(page for page in prose if not page.startswith(left_out))]


def _pages_of(survey: Survey) -> dict[str, str]:
    """The pages of a survey, each with its template."""
    has = parts(survey)
    pages = {page: template for page, template in _PAGES.items() if has.get(template, True)}
    if not survey.info.site:
        pages.pop("feeds.md", None)
    if has["surveys"]:
        pages |= {"surveys/index.md": "surveys", "surveys/candidates.md": "candidates"}
    return pages | {f"surveys/{sister}.md": "survey" for sister in survey.surveys}


def _kinds(survey: Survey) -> list[str]:
    """The kinds of pages that are stamped, where the survey has any."""
    has = parts(survey) | {"lineages": survey.info.features.timelines}
    return [kind for kind in KINDS if has.get(f"{kind}s", True)]


def _pages(survey: Survey, language: Language) -> Files:
    templates, has = environment(survey.root, language), parts(survey)

    def render(name: str, **context: Any) -> bytes:
        template = templates.get_template(f"pages/{name}.md.j2")
        told = {"info": survey.info, "taxonomy": survey.taxonomy, "language": language, "has": has}
        return template.render(**told, **context).encode()

    pages = _pages_of(survey) | {f"{mould_path(kind)[:-1]}.md": f"{kind}-{MOULD}" for kind in _kinds(survey)}
    files = {
        path: render(name, sister=survey.surveys.get(path[len("surveys/") : -len(".md")]))
        for path, name in pages.items()
    }
    for topic in survey.taxonomy.walk():
        sentence = labels.first_sentence(language.said(topic.definition))
        files[f"topics/{topic.id}.md"] = render("topic", topic=topic, sentence=sentence)
    return files


def _left_out(survey: Survey) -> tuple[str, ...]:
    """What the names of files in docs/ begin with that are no pages of the first language."""
    switched_off = () if survey.info.features.contribute else ("contribute.md",)
    return (*_in_others(survey), *_no_pages(survey.root / "docs"), *switched_off)


def _added_pages(survey: Survey, language: Language, prose: Files) -> Files:
    """The pages that extensions add; no other page may have their names."""
    taken = {
        path.partition("/")[0].removesuffix(".md") for path in (*_pages_of(survey), *prose) if path.endswith(".md")
    }
    template = environment(survey.root, language).get_template("pages/own.md.j2")
    return {f"{page.name}.md": template.render(page=page).encode() for page in added(Page, survey, taken)}


def _in_others(survey: Survey) -> tuple[str, ...]:
    """The folders of docs/ with pages in other languages than the first, be they languages of the site or not."""
    first, *others = survey.info.languages
    return tuple(f"{code}/" for code in sorted({*others, *translated_into(survey.root)} - {first}))


def _prose(survey: Survey, language: Language) -> Files:
    """The hand-written pages: the survey's docs/ folder, what ``docs/CODE/`` has in a language in their place."""
    docs, left_out = survey.root / "docs", _left_out(survey)
    prose = {path: page for path, page in _files_below(docs).items() if not path.startswith(left_out)}
    if not language.prefix:
        return prose
    pages = {path: page for path, page in prose.items() if path.endswith(".md")}
    translated = _files_below(docs / language.code)
    return pages | {path: page for path, page in translated.items() if not path.startswith(left_out)}


def _no_pages(docs: Path) -> Iterator[str]:
    """What is in docs/ and no page of this site.

    That is another site, ``NAME.yml`` with settings of its engine and the folder ``NAME/``, and a program that is shown
    there, a folder with a pyproject.toml.
    """
    for settings in docs.glob("*.yml"):
        if settings.with_suffix("").is_dir():
            yield from (settings.name, f"{settings.stem}/")
    for project in docs.rglob("pyproject.toml"):
        yield f"{project.parent.relative_to(docs).as_posix()}/"


def _merged(root: Path, part: str) -> Files:
    """Shipped files of templates/<part>/, those of the survey's own templates/ in their place."""
    return _files_below(shipped("templates") / part) | _files_below(root / "templates" / part)


def _files_below(folder: Path) -> Files:
    return {name: (folder / name).read_bytes() for name in _names_below(folder)}


def _names_below(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]


def _synchronise(folder: Path, files: Files) -> None:
    """Make ``docs/`` and ``theme/`` hold exactly these files, leaving equal ones untouched."""
    remove_leftovers(folder)
    for part in ("docs", "theme", _LANGUAGES):
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
    for package in ("livingsurvey", "mkdocs", "mkdocs-material", "pymdown-extensions"):
        digest.update(f"{package}=={importlib.metadata.version(package)}\n".encode())
    for name, content in sorted(files.items()):
        digest.update(f"{name}{os.sep}{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
