"""``data/openapi.json``: what programs can ask a site for, as OpenAPI describes it.

The schemas are made from what makes the files; the examples are of the survey itself, with lists cut short.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import orjson

from livingsurvey.model import Paper, Topic
from livingsurvey.publish import addresses
from livingsurvey.publish.exports import package, table
from livingsurvey.publish.exports.document import document
from livingsurvey.publish.exports.formats import formats_of
from livingsurvey.publish.exports.schema import reference, schemas
from livingsurvey.publish.file import model_json
from livingsurvey.publish.models import former, leaderboard, paper, topics
from livingsurvey.publish.models.citations import Citing
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]

FILE = "openapi.json"
VERSION = "1"
"""Of the addresses; every JSON object has a ``schema_version`` of its own."""

_EXAMPLES = 2
"""How many items of a list an example has."""

_JSON = "application/json"
_STRING = {"schema": {"type": "string"}}


def openapi_model(published: Published, site: str | None) -> Model:
    """The description of a site's files for programs.

    Args:
        published: the survey being published.
        site: the address the site will have, when known; else addresses are relative to that of the description.
    """
    info = published.survey.info
    about = {"title": info.title, "description": " ".join(info.description.split()), "version": VERSION}
    return {
        "openapi": "3.1.1",
        "info": about | ({"license": {"name": info.licence, "identifier": info.licence}} if info.licence else {}),
        "servers": [{"url": site.rstrip("/") if site else ".."}],
        "paths": {**_files(published), **_twins(published)},
        "components": {"schemas": _schemas(published.survey)},
    }


def _schemas(survey: Survey) -> Model:
    """The schemas of everything that has one."""
    said = (paper.PaperPage, paper.Own, Citing, topics.TopicFiled, leaderboard.LeaderboardTwin, former.Former)
    made = schemas(survey, said, (Paper, Topic))
    of_paper = [made.pop(name) for name in ("PaperPage", "Own", "Citing")]
    filed, topic = made.pop("TopicFiled"), made.pop("Topic")
    told = {name: each for name, each in topic["properties"].items() if name in topics.TOLD}
    filed["properties"]["papers"]["items"] = reference("Paper")
    made["PaperTwin"] = _twin("All that the page of a paper says.", made["Paper"], *of_paper)
    made["TopicTwin"] = _twin("A topic, and the records of its papers.", topic | {"properties": told}, filed)
    versions = {
        "Document": table.SCHEMA_VERSION,
        "PaperTwin": paper.SCHEMA_VERSION,
        "TopicTwin": topics.SCHEMA_VERSION,
        "LeaderboardTwin": leaderboard.SCHEMA_VERSION,
        "Former": former.SCHEMA_VERSION,
    }
    for name, version in versions.items():
        made[name]["properties"]["schema_version"] |= {"const": version}
    return dict(sorted(made.items()))


def _twin(description: str, *parts: Model) -> Model:
    """The schema of an object that has what each of its parts says; a later one says it more closely."""
    version = {"type": "integer", "description": "goes up when something is renamed, removed or changes its meaning"}
    properties = {"schema_version": version}
    for part in parts:
        properties |= part["properties"]
    required = dict.fromkeys(name for part in parts for name in part.get("required", ()) if name in properties)
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": ["schema_version", *required],
    }


def _files(published: Published) -> Model:
    """The files with all papers, and what describes them."""
    paths: Model = {}
    for name, form in formats_of(published.survey).items():
        content: Model = {} if form.binary or form.media_type.endswith("json") else _STRING
        if name == "csl":
            content = {"schema": {"type": "array", "items": {"type": "object"}}}
        if name == "json":
            content = {"schema": reference("Document"), "example": _brief(_document(published))}
        paths[f"/{form.address}"] = _path(f"papers-{name}", f"{form.title}: {form.purpose}", {form.media_type: content})
    version = {"schema_version": {"const": table.SCHEMA_VERSION}}
    described: Model = {"type": "object", "properties": version, "externalDocs": {"url": package.PROFILE}}
    for file, what, schema in (
        (package.FILE, "Data Package: the files with size and SHA-256, and the columns of tables", described),
        (FILE, "OpenAPI: this description", {"type": "object"}),
        ("paper.schema.json", "JSON Schema of a record, for editors", {"type": "object"}),
    ):
        paths[f"/data/{file}"] = _path(file.removesuffix(".json"), what, {_JSON: {"schema": schema}})
    return paths


def _document(published: Published) -> Model:
    """The file ``data/papers.json`` as it would be with one paper."""
    some = [published.texts("json", each) for each in islice(published.survey, 1)]
    found: Model = orjson.loads(document(published.survey, some))
    return found


def _twins(published: Published) -> Model:
    """The files beside pages: one path for all papers, one for all topics, and so on."""
    survey = published.survey
    shown = max(survey, key=lambda each: len(survey.results_by_paper.get(each.key, ())), default=None)
    topic = shown.topics[0] if shown else next(iter(survey.taxonomy.by_id), None)
    board = next(iter(published.leaderboards), None)
    compared = next(iter(published.compared), None)
    of_paper = ("key", "the paper's permanent key", shown.key if shown else None)
    of_topic, of_board = ("id", "the topic's permanent id", topic), ("id", "the leaderboard's permanent id", board)
    paper_at, topic_at, board_at = (
        f"/{page}"
        for page in (addresses.paper_path("{key}"), addresses.topic_path("{id}"), addresses.leaderboard_path("{id}"))
    )
    twin = paper.paper_model(shown, published) if shown else None
    paths = {addresses.twin_path(paper_at): _path("paper", "A paper", _twin_of("PaperTwin", twin), of_paper)}
    if published.has_markdown:
        paths[f"{paper_at[:-1]}.md"] = _path("paper-markdown", "A paper, to read", _text("markdown"), of_paper)
    twin = topics.records_model(published, topic) if topic else None
    paths[addresses.twin_path(topic_at)] = _path("topic", "A topic", _twin_of("TopicTwin", twin), of_topic)
    paths[f"{topic_at[:-1]}.md"] = _path("topic-markdown", "A topic, to read", _text("markdown"), of_topic)
    if compared:
        at, about = addresses.comparison_file("{id}", "csv"), ("id", "a topic with a comparison", compared)
        paths[f"/{at}"] = _path("comparison", "The papers of a topic, compared", _text("csv"), about)
    if board:
        content = _twin_of("LeaderboardTwin", leaderboard.leaderboard_model(board, published))
        paths[addresses.twin_path(board_at)] = _path("leaderboard", "A leaderboard", content, of_board)
        at = f"/{addresses.leaderboard_file('{id}', 'csv')}"
        paths[at] = _path("leaderboard-table", "A leaderboard as a table", _text("csv"), of_board)
    return paths


def _text(kind: str) -> Model:
    return {f"text/{kind}": _STRING}


def _twin_of(schema: str, example: Mapping[str, Any] | None) -> Model:
    """A twin in JSON, or what stands where one was."""
    content: Model = {"schema": {"oneOf": [reference(schema), reference("Former")]}}
    if example is not None:
        content["example"] = _brief(orjson.loads(model_json(example)))
    return {_JSON: content}


def _path(operation: str, summary: str, content: Model, about: tuple[str, str, str | None] | None = None) -> Model:
    """What can be read at a path. Where it has a part that varies, that has a name, a description and an example."""
    responses: Model = {"200": {"description": summary, "content": content}}
    asked: Model = {"get": {"operationId": operation, "summary": summary, "responses": responses}}
    if about is None:
        return asked
    name, description, example = about
    part = {"name": name, "in": "path", "required": True, "description": description} | _STRING
    responses["404"] = {"description": "there is none"}
    return {"parameters": [part | ({"example": example} if example else {})], **asked}


def _brief(value: Any) -> Any:
    """A value with its lists cut short."""
    if isinstance(value, list):
        return [_brief(each) for each in value[:_EXAMPLES]]
    if isinstance(value, dict):
        return {name: _brief(each) for name, each in value.items()}
    return value
