"""What the site's scripts fetch: what the form checks records with, the libraries of charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from typing import Any

import orjson

from livingsurvey.language import Language
from livingsurvey.language.language import Part
from livingsurvey.publish.companions.compared import compared_data
from livingsurvey.publish.companions.identities import identities
from livingsurvey.publish.companions.records import records
from livingsurvey.publish.companions.ruleset import latex, letters, rules
from livingsurvey.publish.content import picture
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.models.choose import choose_data
from livingsurvey.publish.published import Published, program
from livingsurvey.schema import FOLDER as SCHEMAS
from livingsurvey.schema import schemas


def words(language: Language) -> Iterator[File]:
    """What scripts say in a language, as modules of theirs."""
    yield _module(f"{language.code}.js", "pages", language, f"export const form = (n) => Number({language.plural});\n")
    yield _module(f"{language.code}.rules.js", "rules", language)


def _module(name: str, part: Part, language: Language, more: str = "") -> File:
    texts = sorted(text for text, where in language.scripted.items() if where == part and text in language.words)
    said = {text: language.words[text] for text in texts}
    script = b"export const words = " + orjson.dumps(said) + f";\n{more}".encode()
    return Written(f"assets/languages/{name}", "asset", "", lambda: content_tag(script), lambda: script)


def in_words(published: Published) -> Iterator[File]:
    """The files that scripts read in the language of their pages, beside these."""
    models = {"compare": ("compared", compared_data), "choose": ("choose", choose_data)}
    for name, model in (file for part, file in models.items() if published.has[part]):
        made_from = partial(_tag_in_words, name, published)
        write = partial(_written, model, published)
        yield Written(f"{published.language.prefix}data/{name}.json", "data", "", made_from, write)


def _tag_in_words(name: str, published: Published) -> bytes:
    return content_tag(f"{published.language.code} {name}".encode() + published.words + published.digest)


def _written(model: Callable[[Published], dict[str, Any]], published: Published) -> bytes:
    return orjson.dumps(model(published))


def files(published: Published) -> Iterator[File]:
    """The files that scripts read; the libraries only where the survey has something to draw."""
    survey, letters_by = published.survey, f"letters {version('anyascii')}"

    def tag(name: str) -> bytes:
        return content_tag(name.encode() + published.digest)

    def tag_of_program(name: str) -> bytes:
        return content_tag(name.encode() + program())

    yield Written("data/records.json", "data", "", partial(tag, "records"), partial(records, survey))
    yield Written("data/identities.json", "data", "", partial(tag, "contribute"), partial(identities, survey))
    yield Written("data/rules.json", "data", "", partial(tag, "rules"), partial(rules, survey))
    yield Written("data/latex.json", "data", "", partial(tag_of_program, "latex"), latex)
    yield Written("data/letters.json", "data", "", partial(tag_of_program, letters_by), letters)
    schema = schemas(survey)[f"{SCHEMAS}/paper.schema.json"].encode()
    yield Written("data/paper.schema.json", "data", "", partial(content_tag, schema), lambda: schema)
    yield from in_words(published)
    if survey.tables:
        charts = published.charts
        yield Written(picture.SCRIPT, "asset", "", lambda: content_tag(charts.script_tag), lambda: charts.script)
