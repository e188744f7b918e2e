"""What is made once for each paper and used on several pages; kept from build to build while the record is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from livingsurvey.executors.processes import in_batches
from livingsurvey.model import Paper
from livingsurvey.store import cache
from livingsurvey.survey import Survey

CACHE = Path("build", "cache", "pieces")


class Pieces:
    """Text by kind and paper.

    Args:
        survey: the survey being published.
        fingerprint: everything the pieces are made from besides the records; another one empties the cache.
        makers: how a piece of each kind is made.
    """

    def __init__(self, survey: Survey, fingerprint: bytes, makers: dict[str, Callable[[Paper], str]]) -> None:
        self._survey = survey
        self._fingerprint = fingerprint
        self._makers = makers
        self._known = cache.load(survey.root / CACHE, fingerprint)
        self._used: dict[bytes, bytes] = {}
        self._made = False

    def __call__(self, kind: str, paper: Paper) -> str:
        """The piece of this kind for this paper."""
        name = self._name(kind, paper)
        piece = self._used.get(name) or self._known.get(name)
        if piece is None:
            piece = self._makers[kind](paper).encode()
            self._made = True
        self._used[name] = piece
        return piece.decode()

    def make_all(self, papers: Iterable[Paper]) -> None:
        """Make every piece these papers lack, on all processors when there are many, and keep those they have."""
        waiting: list[tuple[bytes, str, Paper]] = []
        for paper in papers:
            for kind in self._makers:
                name = self._name(kind, paper)
                if name in self._known:
                    self._used[name] = self._known[name]
                else:
                    waiting.append((name, kind, paper))

        def make(batch: Sequence[tuple[bytes, str, Paper]]) -> list[bytes]:
            return [self._makers[kind](paper).encode() for _, kind, paper in batch]

        done = (piece for batch in in_batches(make, waiting, size=500, parallel_from=3000) for piece in batch)
        for (name, _, _), piece in zip(waiting, done, strict=True):
            self._used[name] = piece
            self._made = True

    def save(self) -> None:
        """Keep the pieces of this build for the next."""
        if self._made or self._used.keys() != self._known.keys():
            cache.save(self._survey.root / CACHE, self._fingerprint, self._used)

    def _name(self, kind: str, paper: Paper) -> bytes:
        return cache.digest(kind.encode() + self._survey.digests[paper.key])
