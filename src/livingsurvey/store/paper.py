"""A paper from the JSON of its record, with the survey's own fields among those that every survey has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from livingsurvey.model import Paper

Own = Mapping[str, None] | None
"""The ids of the survey's own fields, in their order; None where nobody knows them."""


def of(key: str, record: bytes, own: Own) -> Paper:
    """A record from its JSON; its key is the file's name, whatever the JSON says.

    Raises:
        ValidationError: what :func:`wrong` tells is wrong with it, or a part of that.
    """
    text = _with_key(key, record)
    paper: Paper = Paper.__pydantic_validator__.validate_json(text)
    return paper if fits(paper, own) else Paper.__pydantic_validator__.validate_json(text, extra="forbid")


def _with_key(key: str, record: bytes) -> bytes:
    comma = b"," if len(record) > len(b"{}") else b""
    return b'%b%b"key":"%b"}' % (record[:-1], comma, key.encode())


def fits(paper: Paper, own: Own) -> bool:
    """Whether all of a record's own fields are declared."""
    return own is None or all(name in own for name in paper.fields)


def wrong(key: str, record: bytes, own: Own) -> list[ErrorDetails]:
    """What is wrong with a record: undeclared keys, values of declared ones, and all else, each once."""
    text, found = _with_key(key, record), []
    extras: tuple[Literal["allow", "forbid"], ...] = ("allow",) if own is None else ("forbid", "allow")
    for extra in extras:
        try:
            Paper.__pydantic_validator__.validate_json(text, extra=extra)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                is_own = own is not None and detail["loc"][:1] != () and detail["loc"][0] in own
                if own is None or is_own == (extra == "allow"):
                    found.append(detail)
    return found
