"""The authors and venues that have a page of their own, and the slugs in the addresses of those pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from livingsurvey.insight.search.entries import authors
from livingsurvey.model import Author
from livingsurvey.model.record import LONGEST_ID
from livingsurvey.publish.addresses import MOULD
from livingsurvey.survey import Survey

_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)  # every site asks twice for each of its authors, and a served one after each edit
def slug(name: str) -> str:
    """A name as lower-case ASCII words joined by hyphens; accents are left off, other scripts are spelled in Latin.

    >>> slug("Christopher Ré")
    'christopher-re'
    """
    return _BETWEEN_WORDS.sub("-", anyascii(name).lower()).strip("-") or "unnamed"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, no two the same.

    Who comes first keeps the plain slug; another spelling with the same slug gets a few digits that depend on nothing
    but the spelling. So a name keeps its slug whatever names follow it.
    """
    found: dict[str, str] = {}
    taken = {MOULD}
    for name in names:
        if name not in found:
            found[name] = _free(slug(name)[:LONGEST_ID].rstrip("-"), name, taken)
            taken.add(found[name])
    return found


def author_slugs(survey: Survey) -> dict[Author, str]:
    """The authors who have a page, in alphabetical order of their family names, each with its slug.

    All authors take part in giving out slugs: one paper more must not move anybody's page.
    """
    by_arrival = slugs(author for paper in reversed(survey.newest_added) for author in paper.authors)
    return {name: by_arrival[name] for name in sorted(authors(survey), key=filed_under)}


def venue_slugs(survey: Survey) -> dict[str, str]:
    """The venues that have papers, in alphabetical order, each with its slug."""
    by_arrival = slugs(paper.venue for paper in reversed(survey.newest_added))
    return {name: by_arrival[name] for name in sorted(survey.by_venue, key=lambda name: (slug(name), name))}


@lru_cache(maxsize=1 << 16)
def filed_under(author: Author) -> tuple[str, str, str]:
    """Where an author stands in an alphabetical list: the family name, then all names, then the spelling itself."""
    return slug(author.name.heading), slug(author), author


def _free(plain: str, name: str, taken: set[str]) -> str:
    if plain not in taken:
        return plain
    digits = hashlib.blake2b(name.encode()).hexdigest()
    longer = (f"{plain}-{digits[:length]}" for length in range(4, len(digits)))
    return next(candidate for candidate in longer if candidate not in taken)
