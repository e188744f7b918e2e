"""Records as JSON by the digest of the file they were read from, so that an unchanged file is parsed once.

The cache holds nothing that is trusted: a file's digest finds its JSON, and the JSON goes through the same strict
validation as a freshly parsed record. A cache that was made by another version of this package or of its models is not
read at all, and neither is one that is damaged or somebody else's, of which a line on standard error tells. Caches are
bytes and JSON; nothing in them is ever run.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from livingsurvey.store.write import write_bytes

_log = logging.getLogger(__name__)
_MAGIC = b"livingsurvey record cache\n"
_DIGEST = 16
_LENGTH = struct.Struct("<I")


def digest(content: bytes) -> bytes:
    """The name of a file's content."""
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


@functools.cache
def made_by(*sources: str) -> bytes:
    """The digest of the program's files that patterns such as ``model/*.py`` name: what they made stays as long."""
    package = Path(__file__).parents[1]
    files = [path for pattern in sources for path in sorted(package.glob(pattern)) if path.is_file()]
    return digest(b"\0".join([sys.version.encode(), *(path.read_bytes() for path in files)]))


def load(path: Path, fingerprint: bytes) -> dict[bytes, bytes]:
    """Digest -> JSON of the cache file; empty when it is absent, damaged or made under another fingerprint."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        _log.warning("%s cannot be read (%s) and is ignored", path, error.strerror)
        return {}
    header = _MAGIC + fingerprint
    if content.startswith(_MAGIC) and not content.startswith(header):
        return {}
    start = len(header) + _DIGEST
    if content.startswith(header) and content[len(header) : start] == digest(content[start:]):
        with contextlib.suppress(struct.error):
            return dict(_cut(content, start))
    _log.warning("%s is damaged or from another program; it is discarded and rebuilt", path)
    return {}


def save(path: Path, fingerprint: bytes, records: Mapping[bytes, bytes]) -> None:
    """Write the cache. A cache that cannot be written is no error: the next run parses again."""
    body = b"".join(_entries(records.items()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, _MAGIC + fingerprint + digest(body) + body)
    except OSError:
        return


def _entries(records: Iterable[tuple[bytes, bytes]]) -> Iterable[bytes]:
    for name, text in records:
        yield name
        yield _LENGTH.pack(len(text))
        yield text


def _cut(content: bytes, start: int) -> Iterable[tuple[bytes, bytes]]:
    while start < len(content):
        name = content[start : start + _DIGEST]
        (length,) = _LENGTH.unpack_from(content, start + _DIGEST)
        start += _DIGEST + _LENGTH.size
        yield name, content[start : start + length]
        start += length
