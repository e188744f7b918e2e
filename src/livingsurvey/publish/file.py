"""A file of the site, before it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

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
class File:
    """A file of the site: where it is read, what it is, and how it comes about.

    ``address`` is relative to the site; that of a page ends with a slash, or is empty. ``kind`` says what it is
    (``paper``, ``topic``, ``feed``, ``redirect`` …) and ``subject`` of what (a key, an id, a slug). ``tag`` gives a
    digest of all that ``content`` is made from: while the tag is the same, the bytes are.
    """

    address: str
    kind: str
    subject: str
    tag: Callable[[], bytes]
    content: Callable[[], bytes]
    stamping: Callable[[], Stamping] | None = None
    """Of a file that exists once a record: what ``content`` would be made from, to be made elsewhere."""

    @property
    def name(self) -> str:
        """Where the file stands below the site's folder."""
        return file_name(self.address)

    @property
    def is_listed(self) -> bool:
        """Whether the site's map leads there: to a page that is no way to another and no word on one taken out."""
        return self.name == f"{self.address}{_PAGE}" and self.kind not in ("redirect", "withdrawn")


class Stamped(Protocol):
    """Makes a file, given its address, kind and subject, of a template over a model, or of the model as it is."""

    def __call__(
        self, address: str, kind: str, subject: str, model: Callable[[], dict[str, Any]], template: str | None, /
    ) -> File:
        """The file; its model is asked for when the file is looked at."""


def file_name(address: str) -> str:
    """The file that answers for an address."""
    return f"{address}{_PAGE}" if address.endswith("/") or not address else address


def content_tag(content: bytes) -> bytes:
    """The tag of a file that is named after its content."""
    return hashlib.blake2b(content, digest_size=12).digest()
