"""Chinese text cut into words, as the theme's search needs it.

jieba takes a second to load its dictionary, so what it said is kept under ``build/cache`` and asked again only for text
that is new.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import re
from collections.abc import Callable
from pathlib import Path

from livingsurvey.store.write import write_text

CACHE = Path("build", "cache", "words.json")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_BREAK = "\u200b"


class Segmenter:
    """Sets Chinese words apart by zero-width spaces.

    Args:
        root: the survey's folder, whose ``build/cache`` remembers; a file that cannot be read there is not used.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE
        self._version = importlib.metadata.version("jieba")
        self._known = self._load()
        self._asked: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The text with a zero-width space around each Chinese word; text without Chinese as it is."""
        return _HAN.sub(lambda match: self._cut(match[0]), text).strip(_BREAK)

    def save(self) -> None:
        """Keep what was asked since the segmenter was made, and nothing older."""
        if self._asked.keys() != self._known.keys():
            with contextlib.suppress(OSError):  # the next build asks again
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_text(self._path, json.dumps({"jieba": self._version, "words": self._asked}, ensure_ascii=False))

    def _cut(self, run: str) -> str:
        words = self._asked.get(run) or self._known.get(run)
        if words is None:
            words = _BREAK + _BREAK.join(_jieba_cut()(run)) + _BREAK
        self._asked[run] = words
        return words

    def _load(self) -> dict[str, str]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            words = content["words"] if content["jieba"] == self._version else {}
            return {run: cut for run, cut in words.items() if cut.replace(_BREAK, "") == run}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}


def quiet_jieba() -> None:
    """Keep jieba from telling standard error about its dictionary, or that another user wrote its copy in /tmp."""
    import jieba

    jieba.setLogLevel("CRITICAL")


def _jieba_cut() -> Callable[[str], list[str]]:
    import jieba

    quiet_jieba()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut
