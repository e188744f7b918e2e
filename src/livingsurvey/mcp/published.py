"""A survey as its site has it in JSON: the same questions get the same answers, and nothing has to be cloned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import orjson

from livingsurvey import clock
from livingsurvey.errors import BadAnswer, UnknownName, UsageError
from livingsurvey.mcp.questions import Asked
from livingsurvey.model import (
    Frameworks,
    Metrics,
    OwnFields,
    Paper,
    PublicLists,
    ResultTable,
    Searching,
    SisterSurveys,
    SurveyInfo,
    Taxonomy,
    Traits,
    Venues,
)
from livingsurvey.model.declared import Declared
from livingsurvey.model.record import Record
from livingsurvey.publish.addresses import paper_path, twin_path
from livingsurvey.publish.exports import table
from livingsurvey.publish.exports.formats import FORMATS
from livingsurvey.sources.site import json_at
from livingsurvey.store.read import Contents
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

_DOCUMENT = FORMATS["json"].address

_OTHER = (KeyError, TypeError, ValueError, AttributeError)
"""What reading raises where a site has something else."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Told = Mapping[str, Any]


def published(site: str) -> Asked:
    """What a site tells of its survey. The whole record of a paper is asked for when it is needed, once.

    Raises:
        UsageError: that is no address.
        UpstreamTrouble: the site does not answer, or is not that of a survey.
    """
    address = urlsplit(site)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise UsageError(f"'{site}' is no address; write  --site https://…/")
    site = f"{site.rstrip('/')}/"
    told = json_at(site, _DOCUMENT)
    if not isinstance(told, dict) or "schema_version" not in told:
        raise BadAnswer(site, f"has no survey at {_DOCUMENT}; give the address of a survey's first page")
    if told["schema_version"] != table.SCHEMA_VERSION:
        raise BadAnswer(
            site,
            f"has version {told['schema_version']} of {_DOCUMENT}, this program reads {table.SCHEMA_VERSION}; "
            "install the newest livingsurvey",
        )
    try:
        survey = Survey(shipped("templates").parent, _contents(told, site))
    except _OTHER as error:
        raise _unknown(site, _DOCUMENT) from error

    @cache
    def whole(key: str) -> Paper:
        address = twin_path(paper_path(key))
        twin = json_at(site, address)
        if not isinstance(twin, dict) or twin.get("key") != key:
            raise UnknownName(f"{site} no longer has the paper '{key}'; start  survey mcp  again")
        record = {name: value for name, value in twin.items() if name in Paper.model_fields}
        try:
            return _read(Paper, record | twin.get("fields", {}))
        except _OTHER as error:
            raise _unknown(site, address) from error

    return Asked(survey, lambda paper: whole(paper.key))


def _unknown(site: str, address: str) -> BadAnswer:
    return BadAnswer(site, f"has another {address} than this program knows; install the newest livingsurvey")


def _read(kind: type[AnyRecord], told: object) -> AnyRecord:
    """A record as JSON has it; names that came later are passed over, but those of a paper may be fields of its own."""
    extra: Literal["allow", "ignore"] = "allow" if kind is Paper else "ignore"
    return kind.model_validate_json(orjson.dumps(told), extra=extra)


def _contents(told: Told, site: str) -> Contents:
    about = {name: value for name, value in told["survey"].items() if value is not None}
    traits = _read(Traits, {"traits": list(map(_declared, told["traits"]))})
    kinds: dict[str, Declared] = {trait.id: trait for trait in traits.traits}
    papers = [_paper(row, kinds, site) for row in told["papers"]]
    venues = _read(Venues, {"venues": [venue for venue in told["venues"] if venue["kind"]]})
    return Contents(
        info=_read(SurveyInfo, about | {"site": site}),
        taxonomy=_read(Taxonomy, {"topics": _below(None, told["topics"])}),
        venues=venues.venues,
        papers={paper.key: paper for paper in papers},
        files={},
        digests={},
        metrics=_read(Metrics, {name: told[name] for name in ("metrics", "settings")}),
        tables={
            each["id"]: _read(ResultTable, each | {"rows": list(map(_printed, each["rows"]))})
            for each in told["results"]
        },
        frameworks=_read(Frameworks, {"frameworks": told["frameworks"]}),
        surveys=_read(SisterSurveys, {"surveys": told["surveys"]}),
        lists=_read(PublicLists, {"lists": told["lists"]}),
        searching=_read(Searching, told.get("search", {})),
        traits=traits,
        fields=_read(OwnFields, {"fields": list(map(_declared, told.get("fields", ())))}),
    )


def _declared(told: Told) -> dict[str, Any]:
    """A trait or field as its file has it."""
    values = {value["id"]: {name: each for name, each in value.items() if name != "id"} for value in told["values"]}
    return {**told, "values": values}


def _printed(row: Told) -> dict[str, Any]:
    """A row of a table as its file has it."""
    return {**row, "values": {metric: cell["printed"] for metric, cell in row["values"].items()}}


def _below(parent: str | None, topics: Sequence[Told]) -> list[dict[str, Any]]:
    """The topics below one, or the roots."""
    return [
        {
            "id": topic["id"],
            "title": _said(topic["title_en"], topic["title_zh"]),
            "aliases": {"en": topic.get("aliases", [])},
            "definition": _said(topic["definition"], topic["definition_zh"]),
            "border": _said(topic["border"], topic["border_zh"]),
            "topics": _below(topic["id"], topics),
        }
        for topic in topics
        if topic["parent"] == parent
    ]


def _said(english: str | None, chinese: str | None) -> dict[str, str] | None:
    return {"en": english, **({"zh": chinese} if chinese else {})} if english else None


def _paper(row: Told, kinds: Mapping[str, Declared], site: str) -> Paper:
    """A paper as the table tells it, which is enough to find it; the site itself is the source of what has one."""
    as_told = {"date": clock.today().isoformat(), "source": f"{site}{_DOCUMENT}"}
    record = {name: row[name] for name in Paper.model_fields if row.get(name) not in (None, [])}
    record |= {
        "and_others": bool(row["and_others"]),
        "ids": {name: row[name] for name in ("arxiv", "doi", "acl", "openreview") if row[name]},
        "links": {name: row[name] for name in ("code", "reimplementations", "project", "archived") if row[name]},
        "traits": _traits(row["traits"], kinds),
        "summary": _said(row["summary"], None),
        "read": [],
        "citations": {"count": row["citations"], **as_told} if row["citations"] is not None else None,
        "cites": {"papers": row["cites"], **as_told} if row["cites"] else None,
    }
    return _read(Paper, record)


def _traits(pairs: Sequence[str], kinds: Mapping[str, Declared]) -> dict[str, Any]:
    """The traits of a record, out of ``id=value``."""
    found: dict[str, list[Any]] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        kind = kinds[name].kind
        found.setdefault(name, []).append(orjson.loads(value) if kind in ("number", "yes-no") else value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}
