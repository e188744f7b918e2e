"""A file of the site, before it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

_PAGE = "index.html"


class File(NamedTuple):
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

    @property
    def name(self) -> str:
        """Where the file stands below the site's folder."""
        return file_name(self.address)

    @property
    def is_listed(self) -> bool:
        """Whether the site's map leads there: to a page that is no way to another and no word on one taken out."""
        return self.name == f"{self.address}{_PAGE}" and self.kind not in ("redirect", "withdrawn")


def file_name(address: str) -> str:
    """The file that answers for an address."""
    return f"{address}{_PAGE}" if address.endswith("/") or not address else address
