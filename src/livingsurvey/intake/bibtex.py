"""BibTeX entries, as publishers, arXiv, DBLP and people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from livingsurvey.bibtex.bibliography import BibEntry, BrokenEntry, bib_entries, bib_file, inherited, referred_to
from livingsurvey.bibtex.byline import byline
from livingsurvey.intake.entry import Entry, from_addresses
from livingsurvey.intake.library import Library, Work, left_out, only_arxiv, page_in, words_of
from livingsurvey.intake.listing import Unread
from livingsurvey.intake.sections import Path
from livingsurvey.intake.venues import Said, place_in_field, venue_of_field
from livingsurvey.latex.decode import Decoded, decode, decode_url
from livingsurvey.model import Identifier, identify
from livingsurvey.model.imprint import month_of, page_range

_ARXIV_NUMBER = re.compile(
    r"arxiv[:.\s/]*(?:preprint\s+)?(?:arxiv[:.\s]*)?(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})", re.IGNORECASE
)
_REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^\s{}\\]+")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DATE = re.compile(r"[0-9]{4}-(?P<month>0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"https?://[^\s{}]+")
_NEXT_ADDRESS = re.compile(r"\s(?=https?://)")
"""Between the addresses of a field that Mendeley fills with several."""
_READ = frozenset({"title", "author", "collaboration", "url", "code"})
"""Fields that a record holds, whatever they say."""
_OF_ARXIV_ID = ("eprint", "archiveprefix", "eprinttype", "eprintclass", "primaryclass")
"""Fields that say nothing more of a paper whose arXiv id is known."""
_PAGES = ("url", "howpublished", "journal", "pdf")
"""Fields that may be an address of the work, the best first."""
_OTHER_PAGES = ("link", "ee", "bdsk-url-1", "adsurl")
"""Fields in which programs write one, too; it is needed where nothing else leads to the work."""
_ADDRESSES = frozenset({"url", "doi", "eprint", "pdf", "code", *_OTHER_PAGES})
"""Fields that are no text: what escapes LaTeX in them goes, and nothing else."""
_FILED = ("keywords", "keyword", "mendeley-tags")
_GROUPS, _FOLDERS = "groups", "mendeley-groups"
"""Groups of JabRef, whose place is in its tree, and of Mendeley, which writes ``Above/Below``."""
_HOSTED = frozenset(
    {"misc", "online", "electronic", "www", "software", "dataset", "report", "techreport", "unpublished"}
)
_KINDS = {"article": "journal"} | dict.fromkeys((*_HOSTED, "thesis", "phdthesis", "mastersthesis", "manual"), "web")
_VOLUMES = frozenset({"proceedings", "mvproceedings", "book", "collection", "mvcollection", "xdata", "set"})
_GROUP_TREE = "jabref-meta: grouping:"
_GROUP = re.compile(r"^(?P<depth>[0-9]{1,2}) [A-Za-z]{1,20}Group:(?P<name>(?:[^\\\n;]|\\[^;\n])+)", re.MULTILINE)
"""A line of the tree of groups that JabRef writes into a comment."""
_VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution")
_HOSTS = ("howpublished", "organization", "titleaddon", "publisher")
"""Fields that say where something stands that no venue published: a blog, a company's site, a server of preprints."""
_TEXTS = frozenset(
    {*_VENUE_FIELDS, *_HOSTS, "title", "subtitle", "booksubtitle", "journalsubtitle", "year", "date", "month", "volume",
     "number", "issue", "pages", "eid", "articleno", "publisher", "note", "keywords", "keyword", "groups"}
)  # fmt: skip
_LONGEST = 10_000
"""Characters of a title, or another field that a record holds."""
_MOST_TOLD = 200
"""Characters of a field that no record holds: an abstract is long to decode, and the report tells its beginning."""
_NO_HOST = re.compile(
    r"\b(?:online|available|accessed|retrieved|visited|web ?(?:site|page)|url|preprint|manuscript|unpublished|submitted"
    r"|preparation|personal|private|communication|lecture|slides|talk|poster|version|draft|manunpub|maninprep)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_HOST = 8
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}


def from_bibtex(text: str) -> list[Entry]:
    """The entries of a BibTeX or BibLaTeX file, their LaTeX decoded.

    Raises:
        UsageError: the text holds no entry, or one that cannot be read; the message names its line.
    """
    return [_entry(each) for each in bib_entries(text)]


def library_of_bibtex(text: str) -> Library:
    """The works of a BibTeX or BibLaTeX file, with the groups and keywords of JabRef, Zotero and Mendeley.

    Entries that cannot be read are told with their line; volumes that others refer to are no works of their own.
    """
    found = list(bib_file(text))
    entries = [each for each in found if isinstance(each, BibEntry)]
    volumes, tree = referred_to(entries), _group_tree(text)
    works, passed = [], []
    for entry in inherited(entries):
        if entry.key.casefold() in volumes and entry.kind in _VOLUMES:
            passed.append(Unread(entry.line, entry.key, "a volume, which other entries refer to"))
        else:
            works.append(_work(entry, tree))
    broken = [Unread(each.line, each.text, each.reason) for each in found if isinstance(each, BrokenEntry)]
    return Library(works, broken, passed)


def _work(entry: BibEntry, tree: Mapping[str, Path]) -> Work:
    text = {name: decode(entry.fields[name]).text for name in (*_FILED, _GROUPS, _FOLDERS) if entry.fields.get(name)}
    keywords = [word for name in _FILED for word in words_of(text.get(name, ""))]
    groups = [tree.get(name, (name,)) for name in _parted(text.get(_GROUPS, ""), ",")]
    groups += [_parted(name, "/") for name in _parted(text.get(_FOLDERS, ""), ",")]
    return Work(
        _entry(replace(entry, fields={name: value for name, value in entry.fields.items() if name not in text})),
        entry.line,
        entry.key,
        groups=tuple(dict.fromkeys(filter(None, groups))),
        keywords=tuple(dict.fromkeys(keywords)),
        kind=_KINDS.get(entry.kind),
    )


def _parted(text: str, sign: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(sign) if (part := each.strip()))


def _group_tree(text: str) -> dict[str, Path]:
    """The groups of a file of JabRef, each with those above it."""
    start = text.find(_GROUP_TREE)
    if start < 0:
        return {}
    above: list[str] = []
    tree: dict[str, Path] = {}
    for match in _groups(text, start):
        name = re.sub(r"\\(.)", r"\1", match["name"]).strip()
        above = [*above[: max(int(match["depth"]) - 1, 0)], name]
        tree.setdefault(name, tuple(above))
    return tree


def _groups(text: str, start: int) -> Iterator[re.Match[str]]:
    end = text.find("\n}", start)
    return _GROUP.finditer(text, start, end if end > 0 else len(text))


def _entry(entry: BibEntry) -> Entry:
    fields = entry.fields
    decoded = {
        name: _decoded(value if name in _TEXTS or len(value) <= _MOST_TOLD else f"{value[:_MOST_TOLD]}…")
        for name, value in fields.items()
        if name not in _ADDRESSES
    }
    text = {name: said.text for name, said in decoded.items()}
    text |= {name: decode_url(value) for name, value in fields.items() if name in _ADDRESSES}
    text |= {name: f"{text[name]}: {text[sub]}" for name, sub in _SUBTITLES.items() if text.get(name) and text.get(sub)}
    who = byline(fields.get("author", ""), fields.get("collaboration", ""), lambda value: decode(value).text)
    where, said = _appeared(text, entry.kind)
    arxiv, doi = _arxiv(text), _doi(text)
    is_preprint = arxiv is not None and (said.venue is None or "arxiv" in said.venue.lower() or said.venue == "CoRR")
    year = _YEAR.search(text.get("year") or text.get("date") or "")
    links, opened = _links(text, fields, is_known=bool(arxiv or doi))
    imprint, read = _imprint(text, is_preprint=is_preprint)
    own = Entry(
        title=text.get("title") or None,
        authors=who.authors,
        and_others=who.and_others,
        first_author=who.authors[0] if who.authors else None,
        venue="arXiv" if is_preprint else said.venue,
        year=int(year[0]) if year else said.year,
        **(imprint | ({"publisher": None} if where == "publisher" else {})),
        ids=tuple(filter(None, (doi, arxiv, _openreview_or_acl(entry.key)))),
        notes=(*entry.notes, *who.notes),
    )
    read |= {*_READ, where, *_SUBTITLES.values(), *opened, *(_OF_ARXIV_ID if arxiv else ()), *(["doi"] if doi else [])}
    read |= {"year", "date"} if own.year else set()
    unknown = (f"{name}: {note}" for name, said in decoded.items() if name in read for note in said.notes)
    told = text | {"place": place_in_field(text.get(where, "")) or text.get("place", "")}
    return replace(own, notes=(*own.notes, *unknown, *left_out(told, read))).filled_from(links)


def _decoded(value: str) -> Decoded:
    if len(value) <= _LONGEST:
        return decode(value)
    return Decoded(value, (f"this is longer than {_LONGEST:,} characters; LaTeX in it is kept as it is",))


def _appeared(text: Mapping[str, str], kind: str) -> tuple[str, Said]:
    """The field that says where a work appeared, and the venue and year that it names; empty where none does."""
    for name in _VENUE_FIELDS:
        if text.get(name) and not _ADDRESS.match(text[name]):
            return name, venue_of_field(text[name])
    for name in _HOSTS if kind in _HOSTED else ():
        host = " ".join(_ADDRESS.sub(" ", text.get(name, "")).split()).strip(" ,.:;-–()[]")
        if any(map(str.isalpha, host)) and len(host.split()) <= _MOST_WORDS_OF_HOST and not _NO_HOST.search(host):
            return name, venue_of_field(host)
    return "", Said(None, None)


def _links(text: Mapping[str, str], fields: Mapping[str, str], *, is_known: bool) -> tuple[Entry, set[str]]:
    """The addresses of a work and the fields that hold them; the page of a catalogue where nothing else leads there."""
    found = {name: _NEXT_ADDRESS.split(text[name]) for name in _PAGES if _ADDRESS.match(text.get(name, ""))}
    if not found and not is_known:
        mentions = ((name, _ADDRESS.search(text.get(name, ""))) for name in (*_OTHER_PAGES, "howpublished", "note"))
        found = {name: [match[0]] for name, match in mentions if match}
    if not found and not is_known:
        archive = text.get("eprinttype", text.get("archiveprefix", ""))
        pages = {
            "eprint": page_in(archive, text.get("eprint", "")),
            "eprinttype": page_in(archive, text.get("eprint", "")),
        }
        pages |= {name: page_in(name, text.get(name, "")) for name in ("pmid", "pmcid", "hal")}
        found = {name: [page] for name, page in pages.items() if page}
    repository = _REPOSITORY.search(f"{fields.get('url', '')} {fields.get('code', '')} {fields.get('note', '')}")
    links = from_addresses(
        paper=[address for addresses in found.values() for address in addresses],
        code=[repository[0]] if repository and repository[0] != text.get("url") else [],
    )
    return links, set(found)


def _imprint(text: Mapping[str, str], *, is_preprint: bool) -> tuple[dict[str, Any], set[str]]:
    """When and where in its venue the version appeared, by the fields of a record; and the names of what was read."""
    month, date = month_of(text.get("month", "")), _DATE.match(text.get("date", ""))
    publisher, number, pages = (
        next((name for name in names if text.get(name)), names[0])
        for names in (("publisher", "organization"), ("number", "issue"), ("pages", "eid", "articleno"))
    )
    said = {
        "month": month or (int(date["month"]) if date else None),
        "volume": text.get("volume"),
        "number": text.get(number),
        "pages": page_range(text.get(pages, "")),
        "publisher": text.get(publisher),
        "note": text.get("note"),
    }
    repeats = {name for name, value in said.items() if isinstance(value, str) and is_preprint and only_arxiv(value)}
    if only_arxiv(text.get("note", "")) or _REPOSITORY.fullmatch(text.get("note", "")):
        repeats.add("note")
    has_days = any(map(str.isdigit, text.get("month", ""))) and not text["month"].isdigit()
    read = {"volume", number, pages, publisher, "note", *(["month"] if month and not has_days else [])}
    repeats |= {name for name, value in said.items() if not any(map(str.isalnum, str(value)))}  # pages = {--}
    return {name: value for name, value in said.items() if value and name not in repeats}, read


def _arxiv(text: Mapping[str, str]) -> Identifier | None:
    eprint = text.get("eprint", "")
    archive = text.get("archiveprefix", text.get("eprinttype", "arxiv")).lower()
    if eprint and archive == "arxiv":
        match = _ARXIV_NUMBER.match(f"arxiv:{eprint}")
        found = identify(eprint) or (Identifier("arxiv", match["id"]) if match else None)
        if found is not None and found.scheme == "arxiv":
            return found
    for name in ("journal", "journaltitle", "volume", "number", "note", "howpublished", "booktitle", "doi"):
        match = _ARXIV_NUMBER.search(text.get(name, ""))
        if match:
            return Identifier("arxiv", match["id"])
    found = identify(text.get("howpublished", ""))
    return found if found is not None and found.scheme == "arxiv" else None


def _doi(text: Mapping[str, str]) -> Identifier | None:
    found = identify(text["doi"]) if text.get("doi") else None
    return found if found is not None and found.scheme == "doi" else None


def _openreview_or_acl(key: str) -> Identifier | None:
    """The id that OpenReview's and DBLP's keys do not hold, and old ACL Anthology ones do."""
    found = identify(key)
    return found if found is not None and found.scheme == "acl" else None
