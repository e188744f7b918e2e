"""``mkdocs build`` and ``mkdocs serve`` on a survey: the same pages before MkDocs' own run, the same files after it.

``survey build`` does not need this plugin; it is for people who know MkDocs and type its commands.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority

from livingsurvey.errors import SurveyError
from livingsurvey.publish.addresses import KINDS, mould_path
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import Prepared, prepare
from livingsurvey.publish.serving.watching import watched
from livingsurvey.publish.site.build import checked, write_site
from livingsurvey.publish.site.filled import PAGES_INDEX, pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import alone_in, in_place, workshop
from livingsurvey.survey import Survey

WORKSHOP = Path("build", "mkdocs")
"""Where the prepared pages are, which belong to one build at a time."""

_log = logging.getLogger("mkdocs.plugins.livingsurvey")
_TAKEN_OVER = (
    "site_name",
    "site_description",
    "site_url",
    "repo_url",
    "repo_name",
    "edit_uri",
    "nav",
    "docs_dir",
    "extra",
)
_SAID_BY_THEME = ("language", "palette")


class NoOptions(Config):
    """The plugin takes none: what there is to say stands in survey.yaml."""


class LivingSurveyPlugin(BasePlugin[NoOptions]):
    """Puts the prepared pages in front of MkDocs, and completes what it made."""

    _survey: Survey
    _prepared: Prepared

    def __init__(self) -> None:
        super().__init__()
        self._alone = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the pages and let MkDocs read them, with the title, addresses and navigation of the survey."""
        root = Path(config.config_file_path).parent
        self._alone.close()
        try:
            for folder in (root / WORKSHOP, workshop(Path(config.site_dir))):
                if folder.is_relative_to(root):  # 'mkdocs serve' has a folder of its own elsewhere
                    self._alone.enter_context(alone_in(folder, "mkdocs", _log.warning))
            self._survey = checked(Survey.load(root, strict=False))
            # What mkdocs.yml or 'mkdocs serve' has set goes before survey.yaml.
            prepared = self._prepared = prepare(self._survey, root / WORKSHOP, site_url=config.site_url or None)
        except SurveyError as error:
            self._alone.close()
            raise PluginError(str(error)) from error
        own = load_config(str(prepared.config))
        for name in _TAKEN_OVER:
            config[name] = own[name]
        for name in _SAID_BY_THEME:
            config.theme[name] = own.theme[name]
        config.theme.dirs.insert(0, str(prepared.folder / "theme"))
        return config

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the pages of other languages, fill the slots, stamp the papers, remove what was only a means to it."""
        site = Path(config.site_dir)
        mkdocs.build_others(self._prepared)
        pages = {**pages_in(site), **pages_in(self._prepared.output)}
        with in_place(site) as tree:
            write_site(Site(self._survey, pages, site_url=config.site_url), tree)
        for kind in KINDS:
            shutil.rmtree(site / mould_path(kind), ignore_errors=True)
        for name in ("sitemap.xml.gz", PAGES_INDEX):
            (site / name).unlink(missing_ok=True)
        self._alone.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Let others build."""
        self._alone.close()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a record, a template or a page changes; ``build/`` itself is not watched."""
        server.unwatch(config.docs_dir)
        for path in watched(self._survey.root):
            server.watch(str(path))
        return server
