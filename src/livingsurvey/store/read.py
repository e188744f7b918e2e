"""A survey's folder read whole: typed records, and everything that is wrong in any file, in one run."""

from __future__ import annotations

import contextlib
import gc
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import pydantic_core
from pydantic import ValidationError

from livingsurvey.errors import NotASurvey
from livingsurvey.executors.processes import in_batches
from livingsurvey.model import (
    Choosing,
    Finding,
    Frameworks,
    Metrics,
    OwnFields,
    Paper,
    PublicLists,
    Refreshing,
    Repair,
    ResultTable,
    Searching,
    SisterSurveys,
    SurveyInfo,
    Taxonomy,
    Traits,
    Venue,
    Venues,
)
from livingsurvey.model.record import SLUG, Record
from livingsurvey.store import cache, layout, paper
from livingsurvey.store.diagnosis import diagnose, explain
from livingsurvey.store.folders import paper_files, standing_in, unreadable
from livingsurvey.store.hidden import hidden
from livingsurvey.store.mapping import to_mapping
from livingsurvey.store.symlinks import in_place_of_a_record, in_prose
from livingsurvey.store.yaml import MAX_BYTES, locate

CACHE = Path("build", "cache", "records")
MAX_PAPER_BYTES = 200_000
_PIECE = 8192
_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PARALLEL_FROM = 1000
_TABLE = re.compile(SLUG)
_NO_TAXONOMY = Taxonomy.model_construct(topics=())
_NO_FRAMEWORKS = Frameworks.model_construct(frameworks=())
_NO_METRICS = Metrics.model_construct()
_NO_SURVEYS = SisterSurveys.model_construct()
_NO_TRAITS = Traits.model_construct(traits=())
_NO_FIELDS = OwnFields.model_construct(fields=())
_NO_LISTS = PublicLists.model_construct()
_USUAL_SEARCHING = Searching.model_construct()
_USUAL_REFRESHING = Refreshing.model_construct()
_NO_INFO = SurveyInfo.model_construct(title="Untitled survey", description="A survey without survey.yaml.")
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Contents:
    """The records of a folder that could be read, and the findings of all that could not."""

    info: SurveyInfo
    taxonomy: Taxonomy
    venues: tuple[Venue, ...]
    papers: dict[str, Paper]
    files: dict[str, str]
    digests: dict[str, bytes]
    findings: tuple[Finding, ...] = field(default=())
    frameworks: Frameworks = _NO_FRAMEWORKS
    metrics: Metrics = _NO_METRICS
    tables: dict[str, ResultTable] = field(default_factory=dict)
    surveys: SisterSurveys = _NO_SURVEYS
    choosing: Choosing | None = None
    searching: Searching = _USUAL_SEARCHING
    refreshing: Refreshing = _USUAL_REFRESHING
    traits: Traits = _NO_TRAITS
    fields: OwnFields = _NO_FIELDS
    lists: PublicLists = _NO_LISTS
    modules: dict[str, bytes] = field(default_factory=dict)
    """The text of each module in extensions/, by the file's name there, where survey.yaml says that they are run."""
    records: dict[str, Record] = field(default_factory=dict)
    """What each file besides the papers' was read as, by its name."""


NOTHING = Contents(_NO_INFO, _NO_TAXONOMY, (), {}, {}, {})
"""What is known of a folder before it is read."""


@dataclass(slots=True)
class _Folder:
    """A folder while it is read: what need not be read again, what was read, and what is wrong.

    ``known`` has the JSON of files by the digest of their content, as the cache holds it; ``kept`` what it is to hold.
    """

    root: Path
    before: Contents
    changed: Container[str]
    known: Mapping[bytes, bytes]
    kept: dict[bytes, bytes] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _once_wrong: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._once_wrong = frozenset(finding.file for finding in self.before.findings)

    def stands(self, name: str) -> bool:
        """Whether a file that was read before says the same still; one that was wrong is read again."""
        return name not in self.changed and name not in self._once_wrong


def find_root(start: Path) -> Path:
    """The survey's folder: ``start`` or the nearest folder above it that holds survey.yaml.

    Raises:
        NotASurvey: there is none.
    """
    start = start.resolve()
    if not start.is_dir():
        raise NotASurvey(f"{start} is not a folder; name the folder that contains survey.yaml")
    for folder in (start, *start.parents):
        if (folder / "survey.yaml").is_file():
            return folder
    raise NotASurvey(f"no survey in {start}: neither it nor a folder above it has a survey.yaml; use --root FOLDER")


def read(
    root: Path,
    *,
    cached: bool = True,
    progress: Progress | None = None,
    papers: bool = True,
    before: Contents = NOTHING,
    changed: Container[str] = (),
) -> Contents:
    """Read every file of the survey in ``root`` that is not known already.

    Papers whose file is invalid are left out and described in ``findings``; nothing is raised for bad data.

    Args:
        root: the folder that holds survey.yaml.
        cached: use and renew the record cache under ``build/``.
        progress: told of each record that is parsed, not of those that the cache holds.
        papers: read the records of papers, and not only what they are held against.
        before: what was read from the same folder a while ago; of its files, only those that were wrong and those in
            ``changed`` are read again.
        changed: the files that may differ since then, relative to the folder.
    """
    cached = cached and not before.papers  # the next that begins with nothing brings it up to date
    folder = _Folder(root, before, changed, cache.load(root / CACHE, _fingerprint()) if cached else {})
    folder.findings += [*in_prose(root), *layout.misplaced(root), *layout.strays(root)]
    with _paused_garbage_collection():
        info = _read_file(folder, "survey.yaml", SurveyInfo)
        taxonomy = _read_file(folder, "taxonomy.yaml", Taxonomy)
        venues = _read_file(folder, layout.VENUES, Venues)
        frameworks = _read_file(folder, layout.FRAMEWORKS, Frameworks, optional=True)
        metrics = _read_file(folder, layout.METRICS, Metrics, optional=True)
        tables = {name: table for name, table in _read_tables(folder) if table}
        surveys = _read_file(folder, layout.SURVEYS, SisterSurveys, optional=True)
        choosing = _read_file(folder, layout.CHOOSING, Choosing, optional=True)
        traits = _read_file(folder, layout.TRAITS, Traits, optional=True)
        lists = _read_file(folder, layout.LISTS, PublicLists, optional=True)
        searching = _read_file(folder, layout.SEARCHING, Searching, optional=True)
        refreshing = _read_file(folder, layout.REFRESHING, Refreshing, optional=True)
        fields = _read_file(folder, layout.FIELDS, OwnFields, optional=True)
        own = None if fields is None and _is_wrong(folder, layout.FIELDS) else _ids(fields or _NO_FIELDS)
        read = _read_papers(folder, own, progress) if papers else _Papers()
        kept = folder.kept if papers and before is NOTHING else {**folder.known, **folder.kept}
        if cached and kept != folder.known:
            cache.save(root / CACHE, _fingerprint(), kept)
    return Contents(
        info=info or _NO_INFO,
        taxonomy=taxonomy or _NO_TAXONOMY,
        venues=venues.venues if venues else (),
        frameworks=frameworks or _NO_FRAMEWORKS,
        papers=read.papers,
        files=read.files,
        digests=read.digests,
        findings=tuple(sorted(folder.findings)),
        metrics=metrics or _NO_METRICS,
        tables=tables,
        surveys=surveys or _NO_SURVEYS,
        choosing=choosing,
        traits=traits or _NO_TRAITS,
        fields=fields or _NO_FIELDS,
        lists=lists or _NO_LISTS,
        searching=searching or _USUAL_SEARCHING,
        refreshing=refreshing or _USUAL_REFRESHING,
        modules=_modules(root) if info and info.extensions else {},
        records=folder.records,
    )


def _read_file(folder: _Folder, name: str, model: type[AnyRecord], *, optional: bool = False) -> AnyRecord | None:
    known = folder.before.records.get(name)
    record = known if isinstance(known, model) and folder.stands(name) else _read_anew(folder, name, model, optional)
    if record is not None:
        folder.records[name] = record
    return record


def _read_anew(folder: _Folder, name: str, model: type[AnyRecord], optional: bool) -> AnyRecord | None:
    root, findings = folder.root, folder.findings
    if (root / name).is_symlink():
        findings.append(in_place_of_a_record(root, name))
        return None
    try:
        content = _content(f"{root}/{name}", MAX_BYTES)
    except FileNotFoundError:
        if not optional and not any(layout.today(finding.file) == name for finding in findings):
            fix = f"Create {name}; see {layout.DESCRIBED}"
            findings.append(Finding(name, 1, 1, "LS114", "the file is missing", fix))
        return None
    except OSError as error:
        findings.append(unreadable(name, error))
        return None
    findings += hidden(name, content)
    digest = cache.digest(content)
    record = folder.known.get(digest)
    if record is not None:
        with contextlib.suppress(ValidationError):
            return _kept(folder, digest, record, model.model_validate_json(record))
    data, problems = to_mapping(name, content)
    findings += problems
    if data is None:
        return None
    record = _json(data)
    try:
        return _kept(folder, digest, record, model.model_validate_json(record))
    except ValidationError as error:
        findings += diagnose(error, model, name, content.decode())
        return None


def _modules(root: Path) -> dict[str, bytes]:
    paths = sorted((root / layout.EXTENSIONS).glob("*.py"))
    return {path.name: path.read_bytes() for path in paths if path.is_file() and not path.is_symlink()}


def _is_wrong(folder: _Folder, name: str) -> bool:
    return any(layout.today(finding.file) == name for finding in folder.findings)


def _ids(fields: OwnFields) -> dict[str, None]:
    return dict.fromkeys(field.id for field in fields.fields)


def _kept(folder: _Folder, digest: bytes, record: bytes, made: AnyRecord) -> AnyRecord:
    """What was made of the JSON of a file, which goes into the cache since something was."""
    folder.kept[digest] = record
    return made


def _read_tables(folder: _Folder) -> Iterator[tuple[str, ResultTable | None]]:
    """The result tables by the names of their files; any other file beside them is a finding."""
    root, findings = folder.root, folder.findings
    if not os.path.lexists(root / layout.RESULTS):
        return
    for entry in standing_in(root, layout.RESULTS, findings):
        name = f"{layout.RESULTS}/{entry.name}"
        table = entry.name.removesuffix(".yaml")
        if table != entry.name and entry.is_file() and _TABLE.fullmatch(table):
            yield table, _read_file(folder, name, ResultTable)
        elif entry.name != ".gitkeep":
            fix = "Rename it to words in lower case joined by hyphens, as in pruning-llama.yaml, or move it elsewhere."
            findings.append(Finding(name, 1, 1, "LS112", "stray file: each table is one .yaml file", fix))


@dataclass(slots=True)
class _Papers:
    """The records under ``papers/``, by key, with the file of each and the digest of its content."""

    papers: dict[str, Paper] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)


def _read_papers(folder: _Folder, own: paper.Own, progress: Progress | None) -> _Papers:
    root, findings, before = folder.root, folder.findings, folder.before
    files = dict(paper_files(root, findings))
    papers = {key: before.papers[key] for key, name in files.items() if before.files.get(key) == name}
    papers = {key: known for key, known in papers.items() if folder.stands(files[key]) and paper.fits(known, own)}
    digests = {files[key]: before.digests[key] for key in papers}
    contents = dict(_paper_contents(root, (name for key, name in files.items() if key not in papers), findings))
    digests |= {name: cache.digest(content) for name, content in contents.items()}
    for key, name in files.items():
        record = folder.known.get(digests[name]) if name in contents else None
        if record is not None:
            # A record that does not fit came from a cache that somebody else wrote: the file is read as if it were new.
            with contextlib.suppress(ValidationError):
                papers[key] = _kept(folder, digests[name], record, paper.of(key, record, own))
    missing = {key: (name, contents[name]) for key, name in files.items() if name in contents and key not in papers}
    parsed = zip(missing.items(), _parse_all(list(missing.values())), strict=True)
    for done, ((key, (name, content)), (record, problems)) in enumerate(parsed, 1):
        if progress:
            progress("records", done, len(missing))
        findings += problems
        if record is None:
            continue
        try:
            papers[key] = _kept(folder, digests[name], record, paper.of(key, record, own))
        except ValidationError:
            findings += explain(paper.wrong(key, record, own), Paper, name, content.decode(), own or ())
    read = {key: name for key, name in files.items() if key in papers}
    return _Papers({key: papers[key] for key in read}, read, {key: digests[name] for key, name in read.items()})


def _paper_contents(root: Path, names: Iterable[str], findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    folder = f"{root}/"
    for name in names:
        try:
            content = _content(folder + name, MAX_PAPER_BYTES)
        except OSError as error:
            findings.append(unreadable(name, error))
        else:
            findings += hidden(name, content)
            yield name, content


def _content(path: str, limit: int) -> bytes:
    """The file's bytes, one more than ``limit`` at most: enough to see that it is too large.

    It is read without a file object and by pieces of a usual record's size: making one, and getting room for the
    largest file, take longer than reading a record.
    """
    handle = os.open(path, _TO_READ)
    try:
        content = b""
        while piece := os.read(handle, min(_PIECE, limit + 1 - len(content))):
            content += piece
        return content
    finally:
        os.close(handle)


def _parse_all(files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[bytes | None, list[Finding]]]:
    """JSON and findings of each file, in order; many files are shared out over the processors."""
    for batch in in_batches(lambda some: list(map(_paper_json, some)), files, size=250, parallel_from=_PARALLEL_FROM):
        yield from batch


def _paper_json(file: tuple[str, bytes]) -> tuple[bytes | None, list[Finding]]:
    """A record as JSON, or None with the reasons."""
    name, content = file
    data, findings = to_mapping(name, content, limit=MAX_PAPER_BYTES)
    if data is not None and "key" in data:
        line, column = locate(content.decode(), ("key",), key=True)
        reason = "the key is the file's name and is not repeated inside"
        repair = Repair(values={("key",): None}) if data["key"] == PurePosixPath(name).stem else None
        return None, [Finding(name, line, column, "LS104", reason, "Delete the line.", repair=repair)]
    return None if data is None else _json(data), findings


def _json(data: dict[str, Any]) -> bytes:
    return pydantic_core.to_json(data, inf_nan_mode="constants")


def _fingerprint() -> bytes:
    """What a cache depends on besides the files: the code that reads them and the models they are held against."""
    return cache.made_by("model/*.py", "store/*.py")


@contextlib.contextmanager
def _paused_garbage_collection() -> Iterator[None]:
    """Loading makes only objects that stay; collecting between them costs more than the parsing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
