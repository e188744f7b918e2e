"""A list of papers, or a library of references, becomes a survey: a folder that ``survey check`` and ``build`` take."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyascii import anyascii

from livingsurvey import schema
from livingsurvey.checks.codes import codes
from livingsurvey.checks.fixing import fix
from livingsurvey.errors import EnvironmentTrouble, OutputRefused, UsageError
from livingsurvey.intake.collection import UNNAMED, Collected, collected
from livingsurvey.intake.formats import read
from livingsurvey.intake.listing import Listing
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.recording import lacking, record
from livingsurvey.intake.sections import Path as Headings
from livingsurvey.intake.venues import known_venues
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model import Finding, Severity
from livingsurvey.model.key import suggest_key
from livingsurvey.model.paper import year_of_key
from livingsurvey.model.record import LONGEST, LONGEST_ID
from livingsurvey.model.title import normal_form
from livingsurvey.store.layout import VENUES
from livingsurvey.store.lock import held
from livingsurvey.store.write import PAPER_HEADER, dump, edit_file, write_text
from livingsurvey.survey import Survey

_COMMAND, _SCRATCH = "survey import", ".import"
_LONGEST_SLUG = LONGEST_ID - 5
_HEADER = "# yaml-language-server: $schema={}schema/{}.schema.json\n"
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_AS_LISTED = "taken from the imported list; {}"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a list.

    Attributes:
        listing: the list as it was read, with the lines that were not understood.
        found: its papers, those that cannot be records included.
        papers: how many records were written.
        topics: how many topics the taxonomy has.
        waived: findings that the records waive, to be looked at by a person.
    """

    listing: Listing
    found: tuple[Collected, ...]
    papers: int
    topics: int
    waived: tuple[Finding, ...]


def import_list(
    text: str, name: str, out: Path, added: dt.date, mapped: Mapped | None = None, title: str | None = None
) -> Imported:
    """Write the survey that a list describes to a new folder, all of it or nothing.

    Args:
        text: the list, in any format that :mod:`.formats` knows.
        name: the file's name; the survey is called so, without the ending, if nothing else has a title.
        out: the folder; it must not exist, or be empty.
        added: the day that stands in the records.
        mapped: what a library of references calls topics.
        title: what the survey is called; by default as the list is.

    Raises:
        OutputRefused: the folder holds something.
        UsageError: the list has no entry that could become a record.
    """
    _sweep(out)
    _refuse_full(out)
    listing = read(name, text, mapped)
    papers = collected(listing.entries)
    complete = [paper for paper in papers if not lacking(paper)]
    if not complete:
        told = [f"line {each.line}: {each.reason}" for each in (*listing.unread, *listing.left_out)]
        told = [f"line {paper.lines[0]}: {lacking(paper)}" for paper in papers] + told
        why = f" ({told[0]})" if told else ""
        raise UsageError(f"no line of {name} is a paper with a title and a year{why}; is it a list of papers?")
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=_SCRATCH))
    try:
        with held(scratch / "lock", _COMMAND, _waits_for_nobody):
            root = scratch / "survey"
            topics = _write(root, listing, complete, title or listing.title or Path(name).stem, added)
            waived = _settled(root)
            schema.write(Survey.load(root))
            shutil.rmtree(root / "build", ignore_errors=True)
            _put(root, out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Imported(listing, tuple(papers), len(complete), topics, waived)


def _refuse_full(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputRefused(f"{out} is not empty; name a new folder with --out")


def _put(root: Path, out: Path) -> None:
    """Give the finished survey its place, unless somebody has put something there in the meantime."""
    try:
        if out.exists():
            out.rmdir()
        root.rename(out)
    except OSError:
        _refuse_full(out)
        raise


def _sweep(out: Path) -> None:
    """Remove what imports to the same place have left that were killed: nobody holds their locks."""
    for left in out.parent.iterdir() if out.parent.is_dir() else ():
        if left.name.startswith(f".{out.name}.") and left.name.endswith(_SCRATCH):
            with contextlib.suppress(EnvironmentTrouble), held(left / "lock", _COMMAND, _waits_for_nobody, patience=0):
                shutil.rmtree(left, ignore_errors=True)


def _waits_for_nobody(_: str) -> None:
    """Each import has a scratch folder of its own."""


def _write(root: Path, listing: Listing, papers: Sequence[Collected], title: str, added: dt.date) -> int:
    """The files of a survey; gives the number of topics."""
    topics = _Topics(title)
    records: dict[str, dict[str, Any]] = {}
    for paper in papers:
        ids = [topics.id_of(path) for path in paper.paths]
        key = _key(paper, records)
        records[key] = record(paper, ids, added)
    root.mkdir()
    root.chmod(0o755)
    said = f"{len(papers)} papers, imported from a list."
    described = {"title": title, "description": listing.introductions.get((), said)}
    _save(root, "survey.yaml", {name: _shortened(text) for name, text in described.items()})
    _save(root, "taxonomy.yaml", {"topics": topics.tree(listing.introductions)})
    _save(root, VENUES, {"venues": _venues((paper.entry.venue or "" for paper in papers), listing.kinds)})
    (root / "papers").mkdir()
    for key, fields in records.items():
        folder = root / "papers" / year_of_key(key)
        folder.mkdir(exist_ok=True)
        write_text(folder / f"{key}.yaml", PAPER_HEADER + dump(fields))
    write_text(root / ".gitignore", "build/\nsite/\n")
    return len(topics.ids)


def _save(root: Path, name: str, content: dict[str, Any]) -> None:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    write_text(path, _HEADER.format("../" * name.count("/"), path.stem) + dump(content))


def _settled(root: Path) -> tuple[Finding, ...]:
    """Repair what is certain; let records waive the errors that are the list's own. Gives the findings waived."""
    waivable = {code.name for code in codes() if code.waivable}
    found = [each for each in fix(Survey.load(root, strict=False)).left if each.severity is Severity.ERROR]
    told: dict[tuple[str, str], Finding] = {}
    for finding in found:
        if finding.code in waivable and finding.file.startswith("papers/"):
            told.setdefault((finding.file, finding.code), finding)
    for (file, code), finding in told.items():
        edit_file(root / file, {("waive", code): _AS_LISTED.format(" ".join(finding.reason.split()))[:1000]})
    return tuple(told.values())


def _key(paper: Collected, taken: Container[str]) -> str:
    entry = paper.entry
    arxiv = entry.id_by_scheme.get("arxiv")
    digits = arxiv.rpartition("/")[2] if arxiv else ""
    first = (1900 if digits[:1] == "9" else 2000) + int(digits[:2]) if digits else entry.year or 0
    authors = entry.authors or ((entry.first_author,) if entry.first_author else ())
    return suggest_key(entry.title or "", authors, min(first, entry.year or first), taken)


def _venues(names: Iterable[str], kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    """The venues of a list: as this program knows them, or with the kind that their name or the list says."""
    known = {venue.name: venue for venue in known_venues()}
    found: dict[str, dict[str, Any]] = {}

    def add(name: str) -> None:
        if name in known:
            found[name] = known[name].model_dump(exclude_defaults=True)
            parent = known[name].part_of
            if parent and parent not in found:
                add(parent)
        else:
            found[name] = {"name": name, "kind": "web" if name == UNNAMED else _kind(name, kinds)}

    for name in dict.fromkeys(names):
        add(name)
    return [_listed(found[name]) for name in sorted(found, key=str.casefold)]


def _kind(name: str, kinds: Mapping[str, str]) -> str:
    """The kind that a name has by its words; of one that says nothing, that of the references to it."""
    kind = kind_of(name)
    return kinds.get(normal_form(name), kind) if kind == "conference" else kind


def _listed(venue: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in venue.items()}


class _Topics:
    """The tree that headings make, with an id for each of them."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.ids: dict[Headings, str] = {}
        self._below: defaultdict[Headings, list[Headings]] = defaultdict(list)
        self._taken: set[str] = set()
        self._times: Counter[str] = Counter()

    def id_of(self, path: Headings) -> str:
        """The topic's id; it and all above it are entered."""
        path = path or (self._title,)
        for depth in range(1, len(path) + 1):
            part = path[:depth]
            if part not in self.ids:
                self.ids[part] = self._free(part)
                self._taken.add(self.ids[part])
                self._below[part[:-1]].append(part)
        return self.ids[path]

    def tree(self, introductions: dict[Headings, str], above: Headings = ()) -> list[dict[str, Any]]:
        """The topics below a heading as taxonomy.yaml holds them, in the order of the list."""
        topics = []
        for path in self._below[above]:
            said = introductions.get(path) or f"What the imported list has under “{path[-1]}”."
            title = {"en": _shortened(path[-1])}
            topic = {"id": self.ids[path], "title": title, "definition": _shortened(said)}
            below = self.tree(introductions, path)
            topics.append(topic | ({"topics": below} if below else {}))
        return topics

    def _free(self, path: Headings) -> str:
        """A slug of the heading, with those above it in front where others have it."""
        slugs = [_NOT_SLUG.sub("-", anyascii(part).lower()).strip("-") or "topic" for part in path]
        longer = [_cut("-".join(slugs[start:])) for start in range(len(slugs) - 1, -1, -1)]
        return next((slug for slug in longer if slug not in self._taken), None) or self._numbered(longer[-1])

    def _numbered(self, slug: str) -> str:
        while True:
            self._times[slug] += 1
            if (numbered := f"{slug}-{self._times[slug] + 1}") not in self._taken:
                return numbered


def _shortened(text: str) -> str:
    """A heading or a paragraph as long as a text of a survey may be."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _cut(slug: str) -> str:
    """A slug that has room for a number, cut between words: some headings are whole sentences."""
    return slug if len(slug) <= _LONGEST_SLUG else slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
