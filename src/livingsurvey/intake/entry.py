"""What one text says of one paper, before anybody has compared it with a survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from livingsurvey.checks.addresses import encrypted, repository, trimmed, untracked
from livingsurvey.checks.links import identifier_in
from livingsurvey.intake.doubt import Doubt
from livingsurvey.model import Author, Claimed, Identifier
from livingsurvey.model.address import is_address, mended, trouble, with_one_scheme
from livingsurvey.model.audit import Kind
from livingsurvey.model.declared import Value
from livingsurvey.model.paper import Reading
from livingsurvey.model.sentence import Sentence
from livingsurvey.model.trait import Summary

IMPRINT = ("month", "volume", "number", "pages", "publisher", "note")
"""What an entry tells of the version that its venue and year name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as a text tells of it. What the text does not say is None or empty: nothing is guessed.

    ``authors`` are all of them, given name first, or nobody, :class:`.Author` where a text gives the parts of a name;
    with ``and_others`` they are the first of more. ``first_author`` may be known without the others.
    ``name`` is the method's or system's short name, and ``aliases`` are what else people call it; ``also_titled`` are
    titles of other versions. ``summary`` and ``traits`` say what it does and how it compares, and ``read`` what was
    read for that; ``own_fields`` are the survey's own. ``claimed`` is where one source alone says that it appeared, and
    ``sources`` has the public reference of a field's value.
    ``page`` and ``pdf`` are only set where no id leads to the same place. ``notes`` tell a person what was read in
    spite of its form, or passed over.
    """

    title: str | None = None
    also_titled: tuple[str, ...] = ()
    name: str | None = None
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    and_others: bool = False
    first_author: str | None = None
    venue: str | None = None
    year: int | None = None
    month: int | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    note: str | None = None
    ids: tuple[Identifier, ...] = ()
    page: str | None = None
    pdf: str | None = None
    code: str | None = None
    project: str | None = None
    reimplementations: tuple[str, ...] = ()
    summary: Summary | None = None
    traits: Mapping[str, Value] = field(default_factory=dict)
    own_fields: Mapping[str, Value] = field(default_factory=dict)
    read: tuple[Reading, ...] = ()
    claimed: Claimed | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = field(default=())

    @property
    def titles(self) -> tuple[str, ...]:
        """Its title, and others that it went by."""
        return (self.title, *self.also_titled) if self.title else self.also_titled

    @property
    def id_by_scheme(self) -> dict[str, str]:
        """The ids by the catalogue they belong to; the first of each."""
        return dict(reversed(self.ids))

    @property
    def authors_as_recorded(self) -> list[str | dict[str, str]]:
        """The authors as a record's file has them: a name, or the parts of one."""
        return [author.record if isinstance(author, Author) else author for author in self.authors]

    @property
    def can_be_opened(self) -> bool:
        """Whether anything leads to the paper."""
        return bool(self.ids or self.page or self.pdf)

    def filled_from(self, other: Entry) -> Entry:
        """This entry with what it does not say taken from another; ids of catalogues it lacks are added."""
        schemes = {identifier.scheme for identifier in self.ids}
        more = tuple(identifier for identifier in other.ids if identifier.scheme not in schemes)
        fields = ["title", "name", "first_author", "page", "pdf", "code", "project"]
        if self.venue in (None, other.venue) and self.year in (None, other.year):
            fields += ["venue", "year", *IMPRINT]  # of one version: a venue of one and the year of another are of none
        values = {name: getattr(other, name) for name in fields if not getattr(self, name)}
        if other.authors and (not self.authors or (self.and_others and not other.and_others)):
            values |= {"authors": other.authors, "and_others": other.and_others}
        notes = tuple(dict.fromkeys((*self.notes, *other.notes)))
        return replace(self, ids=(*self.ids, *more), notes=notes, **values)


def from_addresses(paper: Iterable[str] = (), code: Iterable[str] = (), project: str | None = None) -> Entry:
    """An entry of addresses alone: ids where they hold one, in the one form that records have.

    Args:
        paper: addresses that lead to the paper, the best first.
        code: addresses of code, the authors' own first.
        project: address of a project page.
    """
    found: dict[str, Identifier] = {}
    page = pdf = None
    notes: list[str] = []

    def whole(urls: Iterable[str]) -> list[str]:
        stripped = [url.strip() for url in urls]
        tidied = [tidy(url) for url in stripped]
        pairs = zip(stripped, tidied, strict=True)
        notes.extend(read_as(url, meant) for url, meant in pairs if with_one_scheme(url) != url)
        notes.extend(
            Doubt(Kind.BROKEN_ADDRESS, Sentence("“{url}” is left out: it {why}", url=url, why=trouble(url)))
            for url in tidied
            if not is_address(url)
        )
        return [url for url in tidied if is_address(url)]

    for url in whole(paper):
        identifier = identifier_in(url)
        if identifier is not None:
            found.setdefault(identifier.scheme, identifier)
        elif url.lower().split("?")[0].endswith(".pdf"):
            pdf = pdf or url
        else:
            page = page or url
    repositories = list(dict.fromkeys(whole(code)))
    projects = whole([project] if project else ())
    return Entry(
        ids=tuple(found.values()),
        page=page,
        pdf=pdf,
        code=repositories[0] if repositories else None,
        reimplementations=tuple(repositories[1:]),
        project=projects[0] if projects else None,
        notes=tuple(notes),
    )


def read_as(url: str, meant: str) -> Doubt:
    """A note that an address is broken, and which one it was taken for."""
    return Doubt(Kind.BROKEN_ADDRESS, Sentence("“{url}” is read as {meant}", url=url, meant=meant))


@lru_cache(maxsize=2**13)
def tidy(url: str) -> str:
    """An address in the form that checks ask for: once, whole, over https, without what only tracks readers.

    What no address holds is percent-encoded; one that leads nowhere even so stays as it is.
    """
    url = url.strip().strip("<>")
    half = len(url) // 2
    if url[:half] == url[half:]:
        url = url[:half]
    if "://" not in url:
        url = f"https://{url}"
    return encrypted(repository(trimmed(untracked(mended(url) or url))))
