"""The part of docs/tool/templates.md on what each template receives, from the models of the made-up survey's site.

python -m tests.publish.received writes it; a test holds the page to it.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2.meta
from tests.publish.site import stand_in

from livingsurvey.publish.engine.prepare import prepare
from livingsurvey.publish.file import StampedFile
from livingsurvey.publish.models.slots import models_of
from livingsurvey.publish.rendering.drawing import PICTURE
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.publish.repository.markers import place_in
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.store.shipped import shipped
from livingsurvey.store.write import write_text
from livingsurvey.survey import Survey

PAGE = Path(__file__).parents[2] / "docs/tool/templates.md"
_SURVEY = Path(__file__).parents[1] / "data/survey"
_FOLDERS = ("fragments", "pages", "readme", "data", "look", "github", "notebook", "served")
_MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\(([^)]*)\)")
_EVERYWHERE = frozenset({"base", "files", "address", "has"})


def document() -> str:
    """The text of the page with its generated part as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = place_in(text, PAGE.name, "the list of templates", "templates")
    return text[:begin] + "".join(_listing()) + text[end:]


def _listing() -> Iterator[str]:
    models = _models()
    for folder in _FOLDERS:
        yield f"\n### {folder}/\n\n| template | receives |\n| --- | --- |\n"
        for path in sorted((shipped("templates") / folder).glob("*.j2")):
            name = f"{folder}/{path.name}"
            told = ", ".join(models.get(name) or _used(name)) or "—"
            yield f"| `{path.name}` | {told} |\n"
    styles = sorted(path.name for path in (shipped("templates") / "assets").glob("*.css"))
    yield f"\n### assets/\n\nStyles: {', '.join(f'`{name}`' for name in styles)}.\n\n"


def _models() -> dict[str, list[str]]:
    """What the models of the site have, by the template that shows each."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(_SURVEY, Path(folder, "survey")))
        survey = Survey.load(root)
        prepared = prepare(survey, Path(folder, "prepared"))
        stand_in.build(prepared.config, prepared.settings)
        site = Site(survey, pages_in(prepared.output), site_url=survey.info.site)
        for file in site.files.values():
            if isinstance(file, StampedFile) and file.template not in (None, PICTURE):
                _add(found[(file.template or "").replace("mould/", "fragments/")], json.loads(file.model()))
        subjects = {"topic": next(iter(survey.taxonomy.by_id)), "survey": next(iter(survey.surveys))}
        for name, make in models_of(site.published).items():
            _add(found[f"fragments/{name}.html.j2"], make(site.published, subjects.get(name)))
    return {name: [_named(key, value) for key, value in sorted(model.items())] for name, model in found.items()}


def _add(known: dict[str, Any], model: dict[str, Any]) -> None:
    """Keep of each value one that says what it is."""
    for key, value in model.items():
        known[key] = known.get(key) or value


def _named(key: str, value: Any) -> str:
    return f"`{key}{'[]' if isinstance(value, list | tuple) else '{}' if isinstance(value, dict) else ''}`"


def _used(name: str) -> Iterator[str]:
    """What a template without a model of its own uses, and the macros that it gives to others."""
    templates = environment(_SURVEY).overlay(autoescape=False)
    source, *_ = templates.loader.get_source(templates, name)  # type: ignore[union-attr]
    used = jinja2.meta.find_undeclared_variables(templates.parse(source)) - templates.globals.keys() - _EVERYWHERE
    yield from (f"`{each}`" for each in sorted(used))
    yield from (f"gives `{macro}({arguments})`" for macro, arguments in _MACRO.findall(source))


if __name__ == "__main__":
    write_text(PAGE, document())
