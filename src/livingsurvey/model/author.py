"""Authors: a name as people read it, and the parts that references and lists are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, Self

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidatorFunctionWrapHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from livingsurvey.model.record import Record, Text

_GROUP_NOUNS = """
academy association centers? centres? colleges? collaborations? committees? commun(?:ity|ities) compan(?:y|ies)
consorti(?:um|a) corp corporation councils? departments? foundations? gmbh groups? inc initiatives? institut\\w*
intelligence labs? laborator\\w+ llc ltd programs? programmes? projects? research schools? societ(?:y|ies) teams?
technolog\\w+ universi\\w+ workshops?
"""
GROUP_NOUNS = tuple(_GROUP_NOUNS.split())
GROUP_WORD = re.compile(rf"\b(?:AI|at|for|of|[Tt]he|(?i:{'|'.join(GROUP_NOUNS)}))\b")
"""Words that stand in the names of groups and in nobody's; ``AI`` in capitals only, for Ai is a name."""

_UNCERTAIN = re.compile(r"[,;&{}\\~]|\band\b")
SUFFIX = re.compile(r"(?i:[JS]r)\.?|II|III|IV")
_JOINS_SURNAMES = frozenset({"y", "i", "e"})
"""The *and* between two surnames of one person: Ruiz y Pinto, Puig i Cadafalch, Costa e Silva."""

_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+")
"""Chinese characters, kana and hangul, in which the family name comes first."""


class Person(Record):
    """A person's name by its parts: Jan van der Berg Jr. has the particle "van der" and the suffix "Jr."."""

    family: Text = Field(description="family name, without its particle")
    given: Text | None = Field(None, description="given names or initials")
    particle: Text | None = Field(None, description="what stands before the family name in small letters: van der")
    suffix: Text | None = Field(None, description="Jr., Sr., II, III")

    @cached_property
    def spoken(self) -> str:
        """The name as people read it: ``P. T. Brown Jr.``, ``Jan van der Berg``, ``李明``."""
        if self.given and _EAST_ASIAN.fullmatch(self.family + self.given):
            return self.family + self.given
        return " ".join(filter(None, (self.given, self.surname, self.suffix)))

    @cached_property
    def family_first(self) -> str:
        """The name as lists have it: ``Brown, P. T., Jr.``, ``van der Berg, Jan``, ``李, 明``."""
        return ", ".join(filter(None, (self.surname, self.given, self.suffix)))

    @cached_property
    def surname(self) -> str:
        """The family name with its particle; ``d'`` and ``al-`` stand close to it."""
        between = "" if not self.particle or self.particle.endswith(("'", "’", "-")) else " "
        return f"{self.particle or ''}{between}{self.family}"

    @property
    def heading(self) -> str:
        """What the name is sorted and compared by."""
        return self.family


class Group(Record):
    """The name of a team, laboratory, company or collaboration, which is never taken apart."""

    group: Text = Field(description="name of a group, whole")

    @property
    def spoken(self) -> str:
        """The name as people read it."""
        return self.group

    @property
    def family_first(self) -> str:
        """The name as lists have it: the same."""
        return self.group

    @property
    def heading(self) -> str:
        """What the name is sorted and compared by."""
        return self.group


Name = Person | Group
Words = list[str]
"""The words of one part of a name."""


class Author(str):
    """An author of a paper: the text is the name as people read it, ``name`` has its parts.

    A record gives a plain text where that is enough, else a mapping with the fields of :class:`Person` or
    :class:`Group`. Both are this type, so that whoever shows, searches or counts authors has a text, and whoever writes
    references asks for the parts. A plain text is taken apart only when somebody asks: large surveys have a million.

    >>> Author("P. T. Brown Jr.").name.family_first
    'Brown, P. T., Jr.'
    >>> Author.of(Group(group="Gradient Descenders"))
    'Gradient Descenders'
    """

    __slots__ = ()

    @staticmethod
    def of(name: Name) -> Author:
        """The author of this name; it keeps the parts only where the plain text would be read in another way."""
        text = name.spoken
        return Author(text) if read(text) == name else _Divided(text, name)

    @property
    def name(self) -> Name:
        """The parts of the name: those that the record gives, else those that :func:`read` sees."""
        return read(str(self))

    @property
    def is_plain(self) -> bool:
        """Whether the text tells the parts: two authors of the same text are then the same."""
        return True

    @property
    def record(self) -> str | dict[str, str]:
        """What a file says of this author: a text, or a mapping of its parts."""
        return str(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        as_written = core_schema.plain_serializer_function_ser_schema(lambda author: author.record)
        return core_schema.no_info_wrap_validator_function(
            _validated, handler.generate_schema(Text), serialization=as_written
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        forms = (schema["schema"], Person.__pydantic_core_schema__, Group.__pydantic_core_schema__)
        return {"anyOf": [handler(form) for form in forms]}


class _Divided(Author):
    """An author whose parts the record gives, because the text alone does not tell them."""

    __slots__ = ("_name",)
    _name: Name

    def __new__(cls, text: str, name: Name) -> Self:
        self = super().__new__(cls, text)
        self._name = name
        return self

    def __getnewargs__(self) -> tuple[str, Name]:  # type: ignore[override]
        return str(self), self._name

    @property
    def name(self) -> Name:
        return self._name

    @property
    def is_plain(self) -> bool:
        return False

    @property
    def record(self) -> dict[str, str]:
        return self._name.model_dump(exclude_none=True)


def _validated(value: Any, plain: ValidatorFunctionWrapHandler) -> Author:
    written = value.record if isinstance(value, _Divided) else value
    if isinstance(written, dict):
        parts = Group if "group" in written else Person
        return Author.of(parts.model_validate(written))
    return Author(plain(written))


@lru_cache(maxsize=2**16)
def read(text: str) -> Name:
    """The parts of a name that is written as people read it; what cannot be divided with certainty is one part.

    Groups are known by words that stand in nobody's name. Of persons, the last word is the family name, with words in
    small letters before it as its particle, as BibTeX has it; a suffix is taken off first, two surnames joined by *y*
    stay together, and of two words in Chinese characters, kana or hangul the first is the family name. A name of one
    word, with a sign of several people, or with one that BibTeX reads stays whole.
    """
    words = text.split()
    if GROUP_WORD.search(text):
        return Group.model_construct(group=text)
    if len(words) == 2 and all(map(_EAST_ASIAN.fullmatch, words)):
        return _person(family=words[:1], given=words[1:])
    if len(words) < 2 or _UNCERTAIN.search(text) or _EAST_ASIAN.fullmatch("".join(words)):
        return _person(family=[text])
    suffix = [words.pop()] if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else []
    if all(word[0].isupper() for word in words):  # by the same rules; most names are of this form
        return _person(family=words[-1:], given=words[:-1], suffix=suffix)
    return _divided(words, suffix)


def _divided(words: list[str], suffix: list[str]) -> Person:
    """The parts by the rules of BibTeX."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts  # it loads tables that few commands need

    parts = parse_single_name_into_parts(" ".join(words), strict=False)
    given, particle, family = with_two_surnames(parts.first, parts.von, parts.last)
    return _person(family, given, particle, suffix)


def with_two_surnames(given: Words, particle: Words, family: Words) -> tuple[Words, Words, Words]:
    """The parts that BibTeX finds of José Ortega y Gasset, with the surname taken that it leaves to the given names."""
    if len(given) > 1 and len(particle) == 1 and particle[0] in _JOINS_SURNAMES:
        return given[:-1], [], [given[-1], *particle, *family]
    return given, particle, family


def _person(
    family: Sequence[str], given: Sequence[str] = (), particle: Sequence[str] = (), suffix: Sequence[str] = ()
) -> Person:
    """A name of these words, which need no validation: they stand in a text that had it."""
    return Person.model_construct(
        family=" ".join(family),
        given=" ".join(given) or None,
        particle=" ".join(particle) or None,
        suffix=" ".join(suffix) or None,
    )
