"""The related papers of every paper, made again only where something they are made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pydantic_core

from livingsurvey.executors.processes import in_batches
from livingsurvey.insight import related
from livingsurvey.insight.related import Reason, Relatedness, Relation
from livingsurvey.store import cache
from livingsurvey.survey import Survey

CACHE = Path("build", "cache", "related")
NAMED_AUTHORS = 2

_DIGEST = 16


def neighbours(survey: Survey) -> Mapping[str, tuple[Relation, ...]]:
    """The related papers of each paper, by key.

    The cache holds a list under the digest of all that it is made from, and those digests under that of the survey's
    papers, topics and tables: while these stand as they were, nothing is compared.
    """
    fingerprint = _fingerprint()
    known = cache.load(survey.root / CACHE, fingerprint)
    everything = _digest_of(survey)
    keys = sorted(survey.papers)
    names = _cut(known.get(everything, b""))
    if len(names) != len(keys) or not known.keys() >= set(names):
        relatedness = Relatedness(survey)
        names = relatedness.dependencies()
        waiting = [(name, key) for name, key in zip(names, keys, strict=True) if name not in known]

        def lists(batch: Sequence[tuple[bytes, str]]) -> list[bytes]:
            return [pydantic_core.to_json(relatedness.related(key)) for _, key in batch]

        done = (each for batch in in_batches(lists, waiting, size=250, parallel_from=1000) for each in batch)
        known |= {name: each for (name, _), each in zip(waiting, done, strict=True)}
        known = {everything: b"".join(names)} | {name: known[name] for name in names}
        cache.save(survey.root / CACHE, fingerprint, known)
    # Through JSON even when just made, so that a build does not depend on what the cache held.
    return {key: _relations(known[name]) for key, name in zip(keys, names, strict=True)}


def _relations(text: bytes) -> tuple[Relation, ...]:
    return tuple(
        Relation(key, tuple(Reason(kind, tuple(shared)) for kind, shared in reasons))
        for key, reasons in pydantic_core.from_json(text)
    )


def words(reason: Reason, survey: Survey) -> str:
    """A reason as readers see it."""
    shared = reason.shared
    match reason.kind:
        case "table":
            return f"compared in {' and '.join(sorted(survey.tables[table].source.part for table in shared))}"
        case "topic":
            return f"shares {' and '.join(survey.taxonomy.by_id[topic].title.en for topic in shared)}"
        case "section":
            return f"both in {survey.taxonomy.by_id[shared[0]].title.en}"
        case "authors":
            if len(shared) > NAMED_AUTHORS:
                return f"{len(shared)} authors in common"
            return f"also by {' and '.join(shared)}"
        case "title":
            return "similar title"


def _digest_of(survey: Survey) -> bytes:
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for key in sorted(survey.papers):
        digest.update(key.encode() + survey.digests[key])
    digest.update(survey.taxonomy.model_dump_json().encode())
    for name, table in survey.tables.items():
        digest.update(name.encode() + table.model_dump_json().encode())
    return digest.digest()


def _cut(names: bytes) -> list[bytes]:
    return [names[start : start + _DIGEST] for start in range(0, len(names), _DIGEST)]


def _fingerprint() -> bytes:
    """What the lists are made by."""
    code = Path(related.__file__).read_bytes() + Path(__file__).read_bytes()
    return hashlib.blake2b(code, digest_size=_DIGEST).digest()
