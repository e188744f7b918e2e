"""The tree of topics that papers are filed under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidatorFunctionWrapHandler, WrapValidator

from livingsurvey.model.record import Prose, Record, Slug, Text, Translated

_PROSE: TypeAdapter[str] = TypeAdapter(Prose)


class Title(Translated):
    """A topic's title in each language of the survey."""


class Aliases(Record):
    """What else people call a topic, in each language of the survey."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()


class Description(Translated):
    """What is said of a topic, in each language of the survey."""

    en: Prose
    zh: Prose | None = None


def _english_or_several(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """A text in several languages; anything else is text in English, and its errors are those of text.

    Lines without any of the languages are a text with a colon in it, and no quotes around it.
    """
    is_several = isinstance(value, Description) or (isinstance(value, dict) and value.keys() & {"en", "zh"})
    if not is_several:
        value = {"en": _PROSE.validate_python(value, strict=True)}
    return read(value)


Described = Annotated[Description, WrapValidator(_english_or_several, json_schema_input_type=Prose | Description)]
"""``{en: …, zh: …}``, or a text alone, which is English."""


class Topic(Record):
    """A node of the taxonomy. Its id is permanent and does not depend on where it hangs."""

    id: Slug = Field(description="permanent slug")
    title: Title
    aliases: Aliases = Field(Aliases(), description="other names that people search for: PTQ, 投机解码")
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)+$")] | None = Field(
        None, description="icon of the theme, as in material/cube-outline"
    )
    definition: Described = Field(description="what the topic is, and nothing of its neighbours")
    border: Described | None = Field(
        None, description="what tells it from its neighbours, which are named by their titles"
    )
    topics: tuple[Topic, ...] = Field((), description="the topics below")

    @property
    def titles(self) -> tuple[str, ...]:
        """Its title in each language that it has one in, English first."""
        return (self.title.en,) if self.title.zh is None else (self.title.en, self.title.zh)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything this topic is called: its titles, then its aliases."""
        return *self.titles, *self.aliases.en, *self.aliases.zh

    def walk(self) -> Iterator[Topic]:
        """This topic and all below it, parents first."""
        yield self
        for child in self.topics:
            yield from child.walk()


class Taxonomy(Record):
    """All topics, as the roots of the tree."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    moved: dict[Slug, Slug] = Field(
        default_factory=dict, description="id of a topic that is no more -> id of the topic that took its place"
    )

    def walk(self) -> Iterator[Topic]:
        """Every topic of the tree, parents before children, in the order of the file."""
        for root in self.topics:
            yield from root.walk()

    @cached_property
    def by_id(self) -> Mapping[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.walk()}

    @cached_property
    def paths(self) -> Mapping[str, tuple[Topic, ...]]:
        """The way from the root to each topic, both included, by the topic's id."""
        paths: dict[str, tuple[Topic, ...]] = {}

        def descend(topic: Topic, above: tuple[Topic, ...]) -> None:
            paths[topic.id] = (*above, topic)
            for child in topic.topics:
                descend(child, (*above, topic))

        for root in self.topics:
            descend(root, ())
        return paths
