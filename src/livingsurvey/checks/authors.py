"""Author lists: one person an item, whole names, as people write them.

A name whose parts the record gives stands as it is: only plain texts are judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from livingsurvey.checks.places import Change, instead, replacement
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Author, Paper, Severity
from livingsurvey.model.author import GROUP_WORD, SUFFIX
from livingsurvey.model.folding import fold
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_OTHERS = re.compile(r"\bet\.? ?al\b\.?|\band (?:\d+ )?others\b|^others$|(?:\.\.\.|…|等人?)$", re.IGNORECASE)
_AND = re.compile(r"(?<=\s)(?:and|&)(?=\s)|;", re.IGNORECASE)
_BETWEEN = re.compile(r" and |[&;,]", re.IGNORECASE)
_TRAILING = re.compile(r"(?<![\s,\d*†‡§¶∗#¹²³⁰⁴-⁹])[\s,\d*†‡§¶∗#¹²³⁰⁴-⁹]+$")
_FOREIGN = re.compile(r"[\d*†‡§¶∗#¹²³⁰⁴-⁹@\[\]{}<>]|https?:|\([^()\s,]*[\s,][^()]*\)|\([^()]*\)$")
_STARTS_WITH_INITIAL = re.compile(r"[A-Z](?:[. -]|$)")
_INITIAL = re.compile(r"[A-Z](?:\.-?[A-Z])*\.?")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2}")
_PARTICLE = re.compile(r"(?<=\s)(?:Von(?: Der?| Dem)?|Van (?:Der?|Den)|De (?:La|Las|Los)|Zu|Dos|Der|Den)(?=\s)")
_LOWER_PART = re.compile(r"\s[A-ZÀ-ÞŁŠŽ][^\W\d_]+-(?P<part>[a-zà-ÿ][^\W\d_]+)$")
_SMALL_PARTS = "al bin ben da de del den der di dos du ed ein el ibn la le ou ud ul ur van von"
_LOWER_IS_RIGHT = frozenset(_SMALL_PARTS.split())
"""Parts of double names that are written small: Abd-al-Rahman, Al-ud-Din."""


@rule("LS250", Severity.WARNING)
def spelled_in_two_ways(survey: Survey) -> Iterator[Flaw]:
    """One author's name has two spellings in the survey, which differ in capitals or accents."""
    spellings: defaultdict[str, list[Author]] = defaultdict(list)
    for author in survey.by_author:
        spellings[fold(author)].append(author)
    for names in spellings.values():
        if len(names) > 1:
            usual, *others = sorted(names, key=lambda name: (-len(survey.by_author[name]), name.isascii(), name))
            count = len(survey.by_author[usual])
            for author in others:
                for paper in survey.by_author[author]:
                    path = _path(paper, author)
                    reason = f"'{author}' is '{usual}' in {count} other record{'s' * (count != 1)}"
                    fix = f"{instead(path, usual)}, correct the others, or waive this if there are two people."
                    yield Flaw(survey.files[paper.key], path, reason, fix)


@rule("LS251", scope=Scope.RECORD)
def author_twice(survey: Survey) -> Iterator[Flaw]:
    """An author is listed twice, perhaps with different spellings."""
    for paper in survey:
        seen: dict[str, int] = {}
        for place, author in enumerate(paper.authors):
            first = seen.setdefault(_bare(author), place)
            if first != place:
                other = paper.authors[first]
                reason = f"'{author}' is '{other}' again"
                fix = "Delete one of the two, or waive this if they are two people."
                yield Flaw(survey.files[paper.key], ("authors", place), reason, fix)


@rule("LS252", scope=Scope.RECORD)
def authors_left_out(survey: Survey) -> Iterator[Flaw]:
    """An author list ends in "et al." or similar instead of names."""
    for author in survey.by_author:
        if _OTHERS.search(author):
            named = _OTHERS.sub("", author).strip(" ,;")
            for paper, path in _plain(survey, author):
                reason = f"'{author}' stands for authors who are not named"
                fix = "List all authors, or write  and_others: true  instead."
                yield Flaw(survey.files[paper.key], path, reason, fix, change=_and_others(paper, path, named))


@rule("LS253", scope=Scope.RECORD)
def several_in_one(survey: Survey) -> Iterator[Flaw]:
    """One item of an author list names several authors."""
    for author in survey.by_author:
        people = _people(author)
        if len(people) < 2:
            continue
        reason = f"'{author}' names {len(people)} people"
        for paper, path in _plain(survey, author):
            names = _with(paper, path, people)
            whole = all(_is_whole(name) for name in people) and len(set(names)) == len(names)
            change: Change | None = {("authors",): _recorded(names)} if whole else None
            fix = "Write one author per item: " + "; ".join(people)
            yield Flaw(survey.files[paper.key], path, reason, fix, change=change)


@rule("LS254", scope=Scope.RECORD)
def surname_first(survey: Survey) -> Iterator[Flaw]:
    """A name is written "Surname, Given"."""
    for author in survey.by_author:
        family, comma, given = (part.strip() for part in author.partition(","))
        if not comma or not family or not given or len(_people(author)) > 1 or GROUP_WORD.search(author):
            continue
        if _OTHERS.search(author) or _FOREIGN.search(author):
            continue
        name = f"{family} {given}" if SUFFIX.fullmatch(given) else f"{given} {family}"
        if " " in family and " " in given:
            fix = f'One person is  "{name}"  here; two authors are two items.'
            yield from _flaws(survey, author, f"'{author}' contains a comma", fix)
        else:
            yield from _replaced(survey, author, name, f"'{author}' is not in spoken order")


@rule("LS255", scope=Scope.RECORD)
def wrong_capitals(survey: Survey) -> Iterator[Flaw]:
    """A name or one of its words is in capitals, or the whole name is in lower case."""
    for author in survey.by_author:
        usual = _capitalised(author)
        if usual != author:
            yield from _flaws(survey, author, f"'{author}' is not capitalised like a name", f"Write  {usual}")


@rule("LS256", scope=Scope.RECORD)
def more_than_a_name(survey: Survey) -> Iterator[Flaw]:
    """A name contains something else: a number, footnote mark, e-mail address or affiliation."""
    for author in survey.by_author:
        if " " in author and _FOREIGN.search(author):
            name = _TRAILING.sub("", author)
            reason = f"'{author}' contains more than a name"
            if _FOREIGN.search(name) or " " not in name:
                yield from _flaws(survey, author, reason, "Write only the name.")
            else:
                yield from _replaced(survey, author, name, reason)


@rule("LS257", Severity.WARNING, scope=Scope.RECORD)
def initials_only(survey: Survey) -> Iterator[Flaw]:
    """A given name consists only of initials."""
    for author in survey.by_author:
        *given, _ = author.split() if _STARTS_WITH_INITIAL.match(author) else ("",)
        if given and all(map(_INITIAL.fullmatch, given)) and not GROUP_WORD.search(author):
            fix = "Write the given name in full, or waive this if the person publishes under the initials."
            yield from _flaws(survey, author, f"'{author}' has only initials for a given name", fix)


@rule("LS258", Severity.WARNING, scope=Scope.RECORD)
def unusual_capitals(survey: Survey) -> Iterator[Flaw]:
    """A name has a capitalised particle, or a lower-case letter after the hyphen of the surname."""
    for author in survey.by_author:
        part = _LOWER_PART.search(author) if "-" in author else None
        usual = str(author)
        if part and part["part"] not in _LOWER_IS_RIGHT:
            usual = author[: part.start("part")] + part["part"].capitalize()
        usual = _PARTICLE.sub(lambda match: match[0].lower(), usual)
        if usual != author:
            fix = f"Write  {usual}, or waive this if the author writes it that way."
            yield from _flaws(survey, author, f"the capitalisation of '{author}' is unusual", fix)


@rule("LS259", Severity.WARNING, scope=Scope.RECORD)
def half_a_name(survey: Survey) -> Iterator[Flaw]:
    """One of several authors has only one name."""
    for author in survey.by_author:
        if " " not in author and author.isalpha() and author.istitle() and _LATIN.match(author):
            for paper, path in _plain(survey, author):
                if len(paper.authors) > 1:
                    fix = "Write given name and surname, or waive this if it is the whole name."
                    yield Flaw(survey.files[paper.key], path, f"'{author}' is one word", fix)


def _flaws(survey: Survey, author: Author, reason: str, fix: str) -> Iterator[Flaw]:
    for paper, path in _plain(survey, author):
        yield Flaw(survey.files[paper.key], path, reason, fix)


def _replaced(survey: Survey, author: Author, name: str, reason: str) -> Iterator[Flaw]:
    for paper, path in _plain(survey, author):
        yield replacement(survey.files[paper.key], paper, path, name, reason)


def _plain(survey: Survey, author: Author) -> Iterator[tuple[Paper, Path]]:
    """The records in which this name is a plain text, each with its path there."""
    for paper in survey.by_author[author]:
        path = _path(paper, author)
        if isinstance(paper.authors[int(path[1])].record, str):
            yield paper, path


def _with(paper: Paper, path: Path, people: Iterable[str]) -> list[Author]:
    """The authors of a paper with others in the place of one."""
    place = int(path[1])
    return [*paper.authors[:place], *map(Author, people), *paper.authors[place + 1 :]]


def _recorded(authors: Iterable[Author]) -> list[str | dict[str, str]]:
    return [author.record for author in authors]


def _and_others(paper: Paper, path: Path, named: str) -> Change | None:
    """The list without its sign for others, which stands beside it instead."""
    if (named and not _is_whole(named)) or path[1] != len(paper.authors) - 1:
        return None
    authors = _with(paper, path, [named] if named else [])
    return {("authors",): _recorded(authors), ("and_others",): True} if authors else None


def _path(paper: Paper, author: str) -> Path:
    return "authors", paper.authors.index(author)


@lru_cache(maxsize=2**16)
def _bare(author: str) -> str:
    """A name's letters alone: "Wei-Lin" and "Weilin" are one person within a list."""
    return "".join(filter(str.isalnum, fold(author))) or author


def _people(author: str) -> list[str]:
    """The people that an item names; an organisation is one."""
    if not _BETWEEN.search(author) or GROUP_WORD.search(author) or _OTHERS.search(author):
        return [author]
    people = [person.strip() for person in _AND.split(author)]
    if len(people) > 1 or author.count(",") > 1:
        people = [name.strip() for person in people for name in person.split(",")]
    found: list[str] = []
    for person in filter(None, people):
        if found and SUFFIX.fullmatch(person):
            found[-1] += f" {person}"
        else:
            found.append(person)
    return found


def _is_whole(name: str) -> bool:
    """Whether nothing but a name is there: given name and surname."""
    return 2 <= len(name.split()) <= 4 and not _FOREIGN.search(name)


def _capitalised(author: str) -> str:
    if not (author.islower() or _CAPITALS.search(author)) or not _LATIN.search(author):
        return author
    words = author.split()
    if len(words) < 2 or GROUP_WORD.search(author):
        return author
    if author.islower():
        return " ".join(map(_capitalised_word, words))
    return " ".join(
        _capitalised_word(word) if _shouts(word, is_last=place == len(words) - 1) else word
        for place, word in enumerate(words)
    )


def _shouts(word: str, *, is_last: bool) -> bool:
    """Whether a word in capitals is no group of initials: from three letters on, or a surname of two."""
    if not word.isupper() or "." in word or SUFFIX.fullmatch(word):
        return False
    letters = sum(map(str.isalpha, word))
    return letters > 2 or (letters == 2 and is_last and bool(re.search("[AEIOUY]", word)))


def _capitalised_word(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
