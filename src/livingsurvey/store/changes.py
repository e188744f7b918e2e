"""What became of a survey's papers and topics: read from git, and from the file of changes where git does not reach.

The file holds the changes up to a commit, git adds those that landed on the main line since. A clone without history
and an unpacked archive so have all changes up to the release that wrote the file. Each line is one record as JSON: the
first a :class:`~livingsurvey.model.Through`, the others :class:`~livingsurvey.model.Change`, oldest first.

Additions are not listed: each record says itself on which day its paper came in, often long before git saw it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from livingsurvey.errors import UsageError
from livingsurvey.model import Change, Finding, Through
from livingsurvey.store import cache, evolution, history, layout
from livingsurvey.store.diagnosis import reasons
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import write_text

FILE = layout.CHANGES
CACHE = Path("build", "cache", "changes")
PATHS = ("papers", "taxonomy.yaml", layout.KNOWLEDGE, *layout.formerly(layout.KNOWLEDGE))
"""Files whose last commit is the day of the last change, by the names that they have now and had before."""
_FIX = "Restore the line, or delete the file and run  survey changes --write  in a clone with its history."


@dataclass(frozen=True, slots=True)
class Past:
    """Changes, oldest first, and how far they go; None where nothing is known of any commit."""

    through: Through | None = None
    changes: tuple[Change, ...] = ()

    def text(self) -> str:
        """The lines of the file."""
        records = [*filter(None, [self.through]), *self.changes]
        return "".join(f"{record.model_dump_json(exclude_defaults=True)}\n" for record in records)


def past(root: Path) -> Past:
    """All changes that are known: those of the file, then those that git adds. Kept in ``build/`` for each commit.

    Where git does not answer, the file stands alone. Lines of the file that are no changes are passed over.

    Args:
        root: the survey's folder.
    """
    commit = history.head(root)
    if commit is None:
        return written(root)
    fingerprint = _fingerprint(root, commit)
    known = cache.load(root / CACHE, fingerprint).get(_ALL)
    if known is not None:
        return _parsed(known)[0]
    try:
        found = _continued(root, written(root))
    except UsageError:
        return written(root)
    cache.save(root / CACHE, fingerprint, {_ALL: found.text().encode()})
    return found


def written(root: Path) -> Past:
    """The changes that the file lists; none where there is no file."""
    return _parsed(_content(root))[0]


def mistakes(root: Path) -> tuple[Finding, ...]:
    """A finding for each line of the file that is no change."""
    return _parsed(_content(root))[1]


def write(root: Path) -> bool:
    """Bring the file up to the current commit. Returns whether it changed.

    Raises:
        UsageError: there is no git to ask, or it refused: nothing would be added.
    """
    if history.head(root) is None:
        raise UsageError(f"git has no history of {root}; write {FILE} in a clone with its history")
    path = place_of(root, FILE)
    path.parent.mkdir(exist_ok=True)
    return write_text(path, _continued(root, written(root)).text())


def _continued(root: Path, so_far: Past) -> Past:
    """The file's changes and, after them, those of the commits that it does not take into account."""
    through = so_far.through
    since = through.commit if through and history.knows(root, through.commit) else None
    landings = [landing for landing in history.landings(root, PATHS, since) if not _only_moved(landing)]
    if through and since is None:
        landings = [landing for landing in landings if landing.time > through.time]
    if not landings:
        return so_far
    wanted = {blob for landing in landings for blob in evolution.blobs(landing)}
    changes = evolution.changes(landings, history.contents(root, sorted(wanted)))
    last = landings[-1]
    return Past(Through(commit=last.commit, time=last.time), (*so_far.changes, *changes))


def _only_moved(landing: history.Landing) -> bool:
    """Whether files were only given the places that they have today."""
    went = {layout.today(path): before for path, before, after in landing.files if after is None}
    came = {path: after for path, before, after in landing.files if before is None}
    return went == came and len(went) + len(came) == len(landing.files)


def _content(root: Path) -> bytes:
    try:
        return (root / FILE).read_bytes()
    except OSError:
        return b""


def _parsed(content: bytes) -> tuple[Past, tuple[Finding, ...]]:
    through: list[Through] = []
    changes: list[Change] = []
    findings: list[Finding] = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            if number == 1 and line.startswith(b'{"commit"'):
                through.append(Through.model_validate_json(line))
            else:
                changes.append(Change.model_validate_json(line))
        except ValidationError as error:
            findings.append(Finding(FILE, number, 1, "LS605", reasons(error)[0], _FIX))
    return Past(through[0] if through else None, tuple(changes)), tuple(findings)


_ALL = cache.digest(b"changes")


def _fingerprint(root: Path, commit: str) -> bytes:
    """What the changes depend on: the commit, the file, and the code that compares."""
    parts: Iterable[bytes] = (
        commit.encode(),
        cache.digest(_content(root)),
        *(Path(module.__file__ or "").read_bytes() for module in (evolution, history, layout)),
        Path(__file__).read_bytes(),
    )
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()
