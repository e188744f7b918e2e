"""``mkdocs.yml`` as people wrote it, in any of the forms that MkDocs and its theme take, brought into one.

What a survey's site cannot do, or what would be lost without a word, is an error that names its line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import yaml

from livingsurvey.errors import UsageError

PLUGIN = "livingsurvey"
THEME = "material"
_FILES_BESIDE = ("INHERIT", "hooks")
"""Settings that name files beside mkdocs.yml."""
HONOURED = (
    *("theme", "extra", "extra_css", "extra_javascript", "markdown_extensions", "plugins", "hooks", "INHERIT"),
    *("copyright", "validation"),
)
"""The settings of MkDocs that a survey's own mkdocs.yml may have."""
OF_THEME = ("name", "language", "direction", "font", "favicon", "logo", "icon", "features", "palette")
"""Those of its theme."""
_ASKED_BY_ENGINE = ("site_name", "docs_dir", "strict")
"""What ``mkdocs build`` asks for, or is told on its command line; survey.yaml's title and docs/ stand in its place."""
ELSEWHERE = {
    "site_url": "site: …  in survey.yaml",
    "site_description": "description: …  in survey.yaml",
    "repo_url": "repository: …  in survey.yaml",
    "nav": "navigation: …  in survey.yaml",
    "site_dir": "survey build --out FOLDER",
    "dev_addr": "survey serve --port PORT",
    "edit_uri": "branch: …  in survey.yaml",
}
"""What is written instead of others."""
_DEEPEST = 50
"""Levels that settings may have; what reads them recurses."""


def read_settings(source: Path) -> yaml.MappingNode:
    """The settings: theme, palette and plugins each in their long form, without the plugin that leads back here.

    Raises:
        UsageError: the file cannot be read, or asks for what cannot be; the message names its line.
    """
    try:
        text = source.read_text(encoding="utf-8")
        _refuse_endless(source, text)
        settings = yaml.compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{source}:{line}: not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{source}: not YAML in UTF-8: {str(error).splitlines()[0]}") from error
    if not isinstance(settings, yaml.MappingNode):
        raise UsageError(f"{source} must be lines of  key: value")
    _refuse_unknown(source, settings)
    _drop_plugin(settings)
    _name_theme(source, settings)
    return settings


def files_beside(source: Path, settings: yaml.MappingNode) -> dict[str, bytes]:
    """The files that settings name beside themselves: other settings that they build on, and hooks.

    Raises:
        UsageError: there is no such file in the survey's folder; the message names the line.
    """
    found = {}
    for name in _FILES_BESIDE:
        node = get(settings, name)
        for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(each, yaml.ScalarNode):
                path = source.parent / each.value
                if not path.is_file() or not path.resolve().is_relative_to(source.parent.resolve()):
                    _refuse(
                        source, each, f"there is no file {each.value} in the survey; write the path of an existing one"
                    )
                found[each.value] = path.read_bytes()
                if name == "INHERIT" and path.resolve() != source.resolve():
                    read_settings(path)
    return found


def get(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    """The value of a key, if there is one."""
    return next((value for name, value in mapping.value if name.value == key), None)


def put(mapping: yaml.MappingNode, key: str, value: Any) -> None:
    """Give a key this value, whatever it had."""
    node = yaml.compose(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
    kept = [(name, old) for name, old in mapping.value if name.value != key]
    mapping.value = [*kept, (yaml.ScalarNode("tag:yaml.org,2002:str", key), node)]


def line_of(source: Path, key: str) -> int | None:
    """The line on which a top-level key stands; None where it does not, or the file cannot be read."""
    try:
        settings = yaml.compose(source.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return None
    names = [name for name, _ in settings.value] if isinstance(settings, yaml.MappingNode) else []
    return next((name.start_mark.line + 1 for name in names if name.value == key), None)


def _refuse_endless(source: Path, text: str) -> None:
    """Refuse what nobody could read to its end: a value that holds itself, or more levels than any settings have."""
    around: list[str | None] = []
    for event in yaml.parse(text):
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, yaml.AliasEvent) and event.anchor in around:
            _refuse(source, event, f"*{event.anchor} is inside the value that it names; write the value itself")
        if len(around) > _DEEPEST:
            _refuse(source, event, f"nested more than {_DEEPEST} levels deep; no setting needs that")


def _refuse_unknown(source: Path, settings: yaml.MappingNode) -> None:
    """Refuse the settings that would change nothing, or break the site, each by its name."""
    for name, value in settings.value:
        if name.value == "theme" and isinstance(value, yaml.MappingNode):
            for key, _ in value.value:
                if key.value not in (*OF_THEME, "custom_dir"):
                    what = (
                        f"'{key.value}' is no setting of a survey's theme; delete it. There are {', '.join(OF_THEME)}"
                    )
                    _refuse(source, key, what)
        elif name.value in ELSEWHERE:
            _refuse(source, name, f"'{name.value}' is not read here; write  {ELSEWHERE[name.value]}")
        elif name.value not in (*HONOURED, *_ASKED_BY_ENGINE):
            what = f"'{name.value}' is no setting of a survey's site; delete it. There are {', '.join(HONOURED)}"
            _refuse(source, name, what)


def _name_theme(source: Path, settings: yaml.MappingNode) -> None:
    theme = get(settings, "theme")
    if theme is None or (isinstance(theme, yaml.ScalarNode) and theme.value == THEME):
        put(settings, "theme", {"name": THEME})
        theme = get(settings, "theme")
    name = get(theme, "name") if isinstance(theme, yaml.MappingNode) else theme
    if not isinstance(theme, yaml.MappingNode) or not isinstance(name, yaml.ScalarNode) or name.value != THEME:
        _refuse(source, name or theme, f"a survey's pages are made for one theme; write  theme: {THEME}")
    own = get(theme, "custom_dir")
    if own is not None:
        _refuse(source, own, "move the files of custom_dir to templates/theme/, and remove the line")
    if get(theme, "font") is None:
        put(theme, "font", False)  # the theme would ask another server for one
    palette = get(theme, "palette")
    options = palette.value if isinstance(palette, yaml.SequenceNode) else [palette]
    if palette is not None and not all(isinstance(option, yaml.MappingNode) for option in options):
        _refuse(source, palette, "a palette is lines of  key: value,  or a list of such palettes")


def _drop_plugin(settings: yaml.MappingNode) -> None:
    plugins = get(settings, "plugins")
    if isinstance(plugins, yaml.SequenceNode):
        plugins.value = [plugin for plugin in plugins.value if _plugin_name(plugin) != PLUGIN]
    elif isinstance(plugins, yaml.MappingNode):
        plugins.value = [(name, options) for name, options in plugins.value if name.value != PLUGIN]


def _plugin_name(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode) and node.value:
        return str(node.value[0][0].value)
    return str(node.value)


def _refuse(source: Path, node: yaml.Node | yaml.Event | None, what: str) -> NoReturn:
    place = f":{node.start_mark.line + 1}" if node is not None and node.start_mark else ""
    raise UsageError(f"{source}{place}: {what}")
