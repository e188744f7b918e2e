"""Chinese text cut into words, as the theme's search needs it.

jieba takes a second to load its dictionary, so what it said is kept under ``build/cache`` and asked again only for text
that is new.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable
from pathlib import Path

from livingsurvey.store import cache

CACHE = Path("build", "cache", "words")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_BREAK = "\u200b"


class Segmenter:
    """Sets Chinese words apart by zero-width spaces.

    Args:
        root: the survey's folder, whose ``build/cache`` remembers.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE
        self._fingerprint = cache.digest(importlib.metadata.version("jieba").encode())
        self._known = cache.load(self._path, self._fingerprint)
        self._asked: dict[bytes, bytes] = {}

    def __call__(self, text: str) -> str:
        """The text with a zero-width space around each Chinese word; text without Chinese as it is."""
        return _HAN.sub(lambda match: self._cut(match[0]), text).strip(_BREAK)

    def save(self) -> None:
        """Keep what was asked since the segmenter was made, and nothing older."""
        if self._asked.keys() != self._known.keys():
            cache.save(self._path, self._fingerprint, self._asked)

    def _cut(self, run: str) -> str:
        name = cache.digest(run.encode())
        if name not in self._asked:
            words = self._known.get(name) or (_BREAK + _BREAK.join(_jieba_cut()(run)) + _BREAK).encode()
            self._asked[name] = words
        return self._asked[name].decode()


def quiet_jieba() -> None:
    """Keep jieba from telling standard error about its dictionary, or that another user wrote its copy in /tmp."""
    import jieba

    jieba.setLogLevel("CRITICAL")


def _jieba_cut() -> Callable[[str], list[str]]:
    import jieba

    quiet_jieba()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut
