"""A file of the site, before it is made."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import orjson

_PAGE = "index.html"


class Stamping(NamedTuple):
    """A template over a model: all that a stamped file is made from, as plain data that any process can work on.

    ``template`` names it (None: the file is the model itself), ``model`` is JSON, and ``words`` are a few more
    variables that the program sets.
    """

    template: str | None
    model: bytes
    words: dict[str, str]


@dataclass(slots=True)
class File(ABC):
    """A file of the site: where it is read, what it is, and how it comes about.

    ``address`` is relative to the site; that of a page ends with a slash, or is empty. ``kind`` says what it is
    (``paper``, ``topic``, ``feed``, ``redirect`` …) and ``subject`` of what (a key, an id, a slug).
    """

    address: str
    kind: str
    subject: str

    @abstractmethod
    def tag(self) -> bytes:
        """A digest of all that the content is made from: while it is the same, the bytes are."""

    @abstractmethod
    def content(self) -> bytes:
        """The bytes of the file."""

    @property
    def name(self) -> str:
        """Where the file stands below the site's folder."""
        return file_name(self.address)

    @property
    def is_listed(self) -> bool:
        """Whether the site's map leads there: to a page that is no way to another and no word on one taken out."""
        return self.name == f"{self.address}{_PAGE}" and self.kind not in ("redirect", "withdrawn")


@dataclass(slots=True)
class Written(File):
    """A file that a function writes: ``made_from`` gives its tag, ``write`` its bytes."""

    made_from: Callable[[], bytes]
    write: Callable[[], bytes]

    def tag(self) -> bytes:
        """See :meth:`File.tag`."""
        return self.made_from()

    def content(self) -> bytes:
        """See :meth:`File.content`."""
        return self.write()


class Stamper(Protocol):
    """Whoever has the templates of stamped files; ``prefix`` is the folder of the pages in their language."""

    prefix: str

    def tag(self, stamping: Stamping) -> bytes:
        """The digest of all that a stamped file is made from."""

    def content(self, stamping: Stamping) -> bytes:
        """The bytes of a stamped file."""


@dataclass(slots=True)
class StampedFile(File):
    """A template over a model, or the model as it is: anybody can make it who is given its :meth:`stamping`."""

    stamper: Stamper
    template: str | None
    model: Callable[[], bytes]

    def stamping(self) -> Stamping:
        """What the file is made from, as plain data."""
        return Stamping(self.template, self.model(), words_at(self.address, self.stamper.prefix))

    def tag(self) -> bytes:
        """See :meth:`File.tag`."""
        return self.stamper.tag(self.stamping())

    def content(self) -> bytes:
        """See :meth:`File.content`."""
        return self.stamper.content(self.stamping())


class Stamped(Protocol):
    """Makes a file, given its address, kind and subject, of a template over a model, or of the model as it is."""

    def __call__(
        self, address: str, kind: str, subject: str, model: Callable[[], dict[str, Any]], template: str | None, /
    ) -> File:
        """The file; its model is asked for when the file is looked at."""


def model_json(model: Mapping[str, Any]) -> bytes:
    """A model as JSON. What it takes from other models may be JSON already, in an ``orjson.Fragment``."""
    return orjson.dumps(model)


def words_at(address: str, prefix: str = "") -> dict[str, str]:
    """What templates are told besides their model.

    ``files`` is the way from the page up to the site's root, where the files are that all languages share, ``base`` the
    way up to the pages of its own language, and ``address`` the page's address below these.
    """
    up = address.count("/")
    own = address.removeprefix(prefix)
    return {"base": "../" * own.count("/"), "files": "../" * up, "address": own}


def file_name(address: str) -> str:
    """The file that answers for an address."""
    return f"{address}{_PAGE}" if address.endswith("/") or not address else address


def content_tag(content: bytes) -> bytes:
    """The tag of a file that is named after its content."""
    return hashlib.blake2b(content, digest_size=12).digest()
