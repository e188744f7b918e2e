"""What a file in JSONL means: which field is which, what it calls topics, which of its lines need a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from livingsurvey.errors import UsageError
from livingsurvey.model import Author
from livingsurvey.model.address import Reference, Url
from livingsurvey.model.declared import Value
from livingsurvey.model.imprint import Month
from livingsurvey.model.paper import MOST, Reading, Year
from livingsurvey.model.record import Record, Slug, Text
from livingsurvey.model.trait import Summary
from livingsurvey.store.diagnosis import diagnose
from livingsurvey.store.yaml import parse

Then = Literal["claimed", "agreed", "decide", "refuse"]


class Line(Record):
    """One paper of a file in JSONL, in the names of this program."""

    title: Text
    also_titled: tuple[Text, ...] = Field((), description="titles of other versions")
    name: Text | None = Field(None, description="short name of the method or system")
    aliases: tuple[Text, ...] = Field((), description="other names of the method or of what it introduced")
    authors: tuple[Author, ...] = Field((), description="all authors in order, as records have them")
    year: Year | None = None
    month: Month | None = None
    venue: Text | None = Field(None, description="any spelling that venues.yaml knows")
    arxiv: Text | None = Field(None, description="the id, or an address that contains it; the next three likewise")
    doi: Text | None = None
    openreview: Text | None = None
    acl: Text | None = None
    page: Url | None = None
    pdf: Url | None = None
    code: Url | None = Field(None, description="the authors' code")
    project: Url | None = None
    topics: tuple[Text, ...] = Field((), description="ids of topics, the main one first, or what `topics` calls them")
    summary: Summary | None = Field(None, description="what the work does, as in records; the next two likewise")
    traits: Annotated[dict[Slug, Value], Field(max_length=MOST)] = Field(default_factory=dict)
    own_fields: Annotated[dict[Slug, Value], Field(max_length=MOST)] = Field(
        default_factory=dict, description="the survey's own fields"
    )
    read: Annotated[tuple[Reading, ...], Field(max_length=MOST)] = ()
    sources: dict[Text, Reference] = Field(default_factory=dict, description="field -> its public reference")
    agree: tuple[Text, ...] = Field((), description="the sources that have the same authors in the same order")
    claimed: bool = Field(False, description="true where one source alone names the venue")


class Verdict(NamedTuple):
    """What a rule says of a line, and why."""

    then: Then
    why: str


class LineRule(Record):
    """What follows from what a line says in fields of its own."""

    when: dict[Text, Text | tuple[Text, ...]] = Field(
        description="fields of the line -> patterns, as for file names; one must match, for a list with one item"
    )
    then: Then = Field(
        description="`claimed`: one source alone names the venue; `agreed`: two sources must have these authors; "
        "`decide`: a person decides; `refuse`: it is not taken"
    )
    why: Text | None = Field(None, description="the reason; by default the text of the line")

    def verdicts(self, data: Mapping[str, Any]) -> Iterable[Verdict]:
        """What the rule says of a line: once, or once for each item that fits."""
        found: list[str] = []
        for path, patterns in self.when.items():
            wanted = (patterns,) if isinstance(patterns, str) else patterns
            said = _at(data, path)
            values = [str(value) for value in (said if isinstance(said, list) else [said]) if value is not None]
            fits = [value for value in values if any(fnmatchcase(value, pattern) for pattern in wanted)]
            if not fits:
                return ()
            found += fits if isinstance(said, list) else [f"{path} is {fits[0]}"]
        return [Verdict(self.then, self.why)] if self.why else [Verdict(self.then, why) for why in found or ["always"]]


class Mapped(Record):
    """The file that says what the fields of a file in JSONL mean. Without one they have the names of :class:`Line`."""

    fields: dict[Text, Text] = Field(
        default_factory=dict, description="field of this program -> the line's, with dots where it lies deeper"
    )
    topics: dict[Text, Annotated[tuple[Slug, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="what the file calls a topic -> ids of taxonomy.yaml"
    )
    rules: tuple[LineRule, ...] = ()

    @classmethod
    def load(cls, file: Path, text: str, own: Collection[str] = ()) -> Mapped:
        """The mapping that a file in YAML holds.

        Args:
            file: its name.
            text: what it says.
            own: the ids of the survey's own fields, which it may name as well.

        Raises:
            UsageError: it has another form, or names a field that there is not.
        """
        data, problems = parse(text)
        if problems:
            raise UsageError(f"{file}:{problems[0].line}: {problems[0].reason}")
        try:
            mapped = cls.model_validate(data, strict=False)
        except ValidationError as error:
            raise UsageError("\n".join(map(str, diagnose(error, cls, str(file), text)))) from error
        known = {*Line.model_fields, *own}
        unknown = [name for name in mapped.fields if name.partition(".")[0] not in known]
        if unknown:
            those = ", ".join((*Line.model_fields, *own))
            raise UsageError(f"{file}: there is no field {unknown[0]}; the fields are {those}")
        return mapped

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What a line says, in the names of :class:`Line`, without what it leaves empty."""
        said = {name: _at(data, self.fields.get(name, name)) for name in Line.model_fields}
        for name, path in self.fields.items():
            is_own = "." not in name and name not in Line.model_fields
            field, dot, inner = ("own_fields", ".", name) if is_own else name.partition(".")
            if dot and _at(data, path) is not None:
                said[field] = {**(said.get(field) or {}), inner: _at(data, path)}
        return {name: value for name, value in said.items() if value not in (None, "", [], {})}

    def topics_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Topics by the ids of the survey, where they are called otherwise; each once."""
        found = (topic for name in names for topic in self.topics.get(name, (name,)))
        return tuple(dict.fromkeys(found))

    def verdicts(self, data: Mapping[str, Any]) -> list[Verdict]:
        """What the rules say of a line, in their order."""
        return [verdict for rule in self.rules for verdict in rule.verdicts(data)]


def _at(data: Mapping[str, Any], path: str) -> Any:
    """The value of a line at a path of names with dots between them; None where it leads nowhere."""
    if path in data or "." not in path:
        return data.get(path)
    value: Any = data
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
