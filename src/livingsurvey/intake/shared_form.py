"""The form that the entries of one list share: what repeats is a label or a venue, what differs is a title.

A list is read twice: first each entry by itself, then all of them by what most of them have in common. A single entry
often leaves open what a word is; that it stands where the others have a venue, or names, settles it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from livingsurvey.intake.address_book import Link, is_named, leads_to_paper
from livingsurvey.intake.facts import Facts
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

Holds = Literal["venue", "names", "names and venue", "short name"]
TitleIs = Literal["link", "bold", "text", "quoted"]
_MOST, _MANY, _FEWEST = 0.6, 0.3, 2
_ADDRESSES_OF_LABEL, _OF_KNOWN_LABEL, _WORDS_OF_LABEL = 3, 2, 6
_ENTRIES_OF_ADDRESS = 3
BEHIND, YEAR_AT_END = "behind the title", "a year at the end of the title"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an entry beside its title: the place where it stands, its text, and what that says by itself."""

    place: str
    text: str
    facts: Facts
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SharedForm:
    """What the entries of a list have in common.

    Attributes:
        labels: texts of links that are no titles, in their normal form: they lead to many papers.
        common: addresses that many entries link by the same words, such as a set of data: none of them is the paper's.
        columns: which column of a table, by its headings, has the venues, where no heading says so.
        holds: what stands in a place of most entries: in the tag before the title, on the second line.
        title: what titles are in most entries.
        dated: most entries say a year or a venue, so one that does is an entry though nothing leads to it.
        named: many entries have several names behind a title in plain text, so two behind a comma are names as well.
        ends_in_year: many titles have a year of four digits behind them, which is no part of any of them.
    """

    labels: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    columns: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    holds: Mapping[str, Holds] = field(default_factory=dict)
    title: TitleIs | None = None
    dated: bool = False
    named: bool = False
    ends_in_year: bool = False

    def agrees(self, part: Part) -> bool:
        """Whether a part is what most entries have in its place."""
        holds = self.holds.get(part.place)
        if holds == "venue":
            return part.facts.venue is not None
        if holds == "names and venue":
            return part.facts.venue is not None and bool(part.facts.authors)
        return holds is None or bool(part.facts.authors if holds == "names" else not part.facts)

    def own(self, found: Iterable[Link]) -> list[Link]:
        """The links of an entry without those to common addresses, unless a known word says what one leads to.

        A paper that is all an entry links is its own, however often other entries mention it.
        """
        found = list(found)
        own = [link for link in found if link.url not in self.common or is_named(link.label)]
        return own or [link for link in found if leads_to_paper(link.url)]

    def is_in(self, parts: Iterable[Part]) -> bool:
        """Whether an entry of these parts has all that most entries have, each in its place."""
        agreeing = {part.place for part in parts if self.agrees(part)}
        return agreeing.issuperset(place for place, holds in self.holds.items() if holds != "short name")

    def __str__(self) -> str:
        """The form in words."""
        said = [f"the title of an entry is {TITLES[self.title]}" if self.title else "titles stand in no one place"]
        said += [f"{place} stands {HOLDS[holds]}" for place, holds in sorted(self.holds.items())]
        if self.labels:
            said.append(f"labels of links are {', '.join(sorted(self.labels)[:6])}")
        return "; ".join(said)


TITLES = {"link": "the text of a link", "bold": "in bold", "text": "plain text", "quoted": "in quotation marks"}
HOLDS = {
    "venue": "where it appeared",
    "names": "who wrote it",
    "names and venue": "who wrote it, and where it appeared",
    "short name": "a short name",
}
"""What titles are, and what stands in a place, in words."""
NO_FORM = SharedForm()
"""What is known of an entry that stands alone."""


def shared_labels(linked: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Texts that lead to several places, and so are labels or venues, in their normal form.

    >>> shared_labels([("link to paper", "https://a.org/1"), ("link to paper", "https://a.org/2"),
    ...                ("link to paper", "https://a.org/3"), ("A Title of One", "https://a.org/1")])
    frozenset({'linktopaper'})

    Args:
        linked: text and address of each link of the list that no known word names.
    """
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for text, url in linked:
        if len(text.split()) <= _WORDS_OF_LABEL:
            addresses[normal_form(text)].add(url)
    known = vocabulary().venues
    return frozenset(
        form
        for form, urls in addresses.items()
        if len(urls) >= (_OF_KNOWN_LABEL if form in known else _ADDRESSES_OF_LABEL)
    )


def common_addresses(entries: Iterable[Iterable[tuple[str, str]]]) -> frozenset[str]:
    """Addresses that many entries link by the same words: what these name is none of the papers.

    >>> common_addresses([[("Folds-1k", "https://folds.org")]] * 3 + [[("A Title", "https://a.org/1")]])
    frozenset({'https://folds.org'})

    Args:
        entries: text and address of each link of each entry whose text no known word names.
    """
    times = Counter((normal_form(text), url) for linked in entries for text, url in set(linked))
    return frozenset(url for (_, url), count in times.items() if count >= _ENTRIES_OF_ADDRESS)


def shared_form(alone: SharedForm, titles: Sequence[TitleIs], entries: Sequence[Sequence[Part]]) -> SharedForm:
    """The form of entries that were read each by itself.

    Args:
        alone: what was known of the list before: labels and common addresses.
        titles: what the title of each entry is.
        entries: the parts of each entry beside its title.
    """
    by_place: defaultdict[str, list[Part]] = defaultdict(list)
    for parts in entries:
        for part in parts:
            by_place[part.place].append(part)
    holds = {place: said for place, parts in by_place.items() if (said := _held(place, parts))}
    counted = Counter(titles)
    most = max(counted, key=lambda title: counted[title], default=None)
    count = counted[most] if most else 0
    dated = sum(any(part.facts.year or part.facts.venue for part in parts) for parts in entries)
    years = sum(any(part.place == YEAR_AT_END for part in parts) for parts in entries)
    named = sum(any(part.place == BEHIND and len(part.facts.authors) > 1 for part in parts) for parts in entries)
    return replace(
        alone,
        holds=holds,
        title=most if count >= _MOST * len(titles) and count > _FEWEST else None,
        dated=dated >= _MOST * len(entries) > 0,
        named=most == "text" and named >= _MANY * len(entries) and named > _FEWEST,
        ends_in_year=years >= _MANY * len(entries) and years > _FEWEST,
    )


def _held(place: str, parts: Sequence[Part]) -> Holds | None:
    """What most entries have in a place; None where they differ."""
    venues = sum(part.facts.venue is not None for part in parts)
    names = sum(len(part.facts.authors) > 1 or (part.facts.and_others and not part.facts.venue) for part in parts)
    has_venues = venues >= _MOST * len(parts) and len(parts) > _FEWEST
    has_names = names >= _MOST * len(parts) and names >= _FEWEST
    if has_venues or has_names:
        return "names and venue" if has_venues and has_names else "venue" if has_venues else "names"
    unknown = {normal_form(part.text) for part in parts if not part.facts}
    if "tag" in place and len(unknown) >= _MOST * len(parts) and len(parts) > _FEWEST:
        return "short name"
    return None
