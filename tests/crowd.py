"""A made-up survey for what pages do with many: the small one of tests/data/, and in it a crowd of papers and engines.

Its topics, engines and numbers are in ``tests/data/crowd/``, its prose is that of this repository. The papers are made
here, always the same. Some are there to be looked for: :data:`NAMED`, and those of :data:`BUSY` and :data:`ACCENTED`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path
from typing import Any

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.model.declared import Value
from livingsurvey.model.key import suggest_key
from livingsurvey.model.paper import Reading, year_of_key
from livingsurvey.store.write import dump_paper

TESTS = Path(__file__).parent
SIZE = 260
BUSY, ACCENTED = "Ada Ovine", "Zoë Křížová"
NAMED = "QuietSheep"
"""The name of a paper that titles of others mention."""

_GIVEN = ("Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "June", "Kai", "Lou", "Mina")
_FAMILY = ("Fleece", "Merino", "Lambert-Wool", "Crook", "Shepherd", "Van der Wei", "Ramm", "Bleat")
_HOW = ("Efficient", "Accurate", "Sparse", "Patient", "Quiet", "Layer-Wise", "Adaptive", "Frugal")
_WHAT = ("Quantization", "Pruning", "Attention", "Distillation", "Prompting", "Decoding", "Caching", "Selection")
_FOR = ("Large Flocks", "Small Barns", "Long Fences", "Steep Hills", "Wet Meadows", "Dry Seasons", "Night Watches")
_VENUES = ("ICLR", "NeurIPS", "ACL", "AAAI", "arXiv", "arXiv")
_TOPICS = (
    *("weight-only-quantization", "weight-activation-quantization", "quantization-aware-training"),
    *("parameter-pruning", "knowledge-distillation", "efficient-attention", "data-selection", "prompt-compression") * 3,
)

_MODEL_CENTRIC = {*_TOPICS} - {"data-selection", "prompt-compression"}


def write_crowd(root: Path) -> None:
    """Write the survey into a folder."""
    for source in ("survey", "crowd"):
        shutil.copytree(
            TESTS / "data" / source, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build", "site", "schema")
        )
    shutil.rmtree(root / "knowledge/results")
    shutil.copytree(TESTS / "data/crowd/knowledge/results", root / "knowledge/results")
    shutil.copytree(TESTS.parent / "docs", root / "docs")
    shutil.copy(TESTS.parent / "mkdocs.yml", root)
    taken: set[str] = set()
    for number in range(SIZE):
        paper = _paper(number, taken)
        taken.add(paper.key)
        path = root / "papers" / year_of_key(paper.key) / f"{paper.key}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump_paper(paper), encoding="utf-8")


def _paper(number: int, taken: set[str]) -> Paper:
    year, month = 2019 + number % 6, 1 + number % 12
    how, what, where = (words[number // step % len(words)] for words, step in ((_HOW, 1), (_WHAT, 8), (_FOR, 3)))
    title = f"{how} {what} for {where} {_roman(number)}"
    name = None
    if number == 5:
        name, title = NAMED, f"{NAMED}: {title}"
    elif number % 40 == 7:
        title = f"Better than {NAMED}? {title}"
    elif number % 20 == 13:
        name = f"Woolly{_roman(number)[-2:]}"
    people = [f"{given} {family}" for given, family in itertools.product(_GIVEN, _FAMILY)]
    authors = [people[(7 * number + number // 6 + step * step) % len(people)] for step in range(1, 5)]
    authors = [*([BUSY] if number % 12 == 5 else []), *([ACCENTED] if number % 50 == 3 else []), *authors]
    venue = _VENUES[number // 6 % len(_VENUES)]
    topic = _TOPICS[(number + number // 5) % len(_TOPICS)]
    return Paper(
        key=suggest_key(title, authors[:1], year, taken),
        name=name,
        title=title,
        authors=tuple(dict.fromkeys(authors)),
        year=year,
        venue=venue,
        ids=Ids(arxiv=f"{year % 100}{month:02}.{20_000 + number}"),
        links=Links(code=f"https://github.com/example/flock{number}" if number % 5 else None),
        topics=(topic,),
        traits=_traits(number, topic),
        read=(Reading(source="https://example.org/flocks", date=dt.date(2024, 2, 1)),),
        added=dt.date(max(year + 1, 2023), month, 1 + number % 28),
        sources={"authors": "made up", "venue": "made up", "title": "made up"},
        **_fields(number),
    )


def _fields(number: int) -> dict[str, Any]:
    """What three of four papers say in the survey's own fields."""
    if number % 4 == 3:
        return {}
    datasets = (["Wool-1M"], ["Hay, Straw & Co", "Wool-1M"], [f"Bell {_roman(number)[-2:]}"])[number % 3]
    return {"dataset": datasets, "season": ("wet", "dry")[number % 2], "trial-id": f"FLOCK-{number}"}


def _traits(number: int, topic: str) -> dict[str, Value]:
    """What two of three papers say of what papers of their topic are compared by."""
    traits: dict[str, Value] = {}
    if topic in _MODEL_CENTRIC and number % 3:
        traits["training"] = ("none", "calibration", ("calibration", "fine-tuning"))[number % 4 % 3]
    if topic.endswith(("quantization", "training")) and number % 3 != 1:
        traits["weight-bits"] = (2, 3, 4, 8, (3, 4), 1.58)[number % 6]
    if topic == "efficient-attention" and number % 3 != 2:
        traits["exact"] = number % 2 == 0
    if topic == "prompt-compression" and number % 3:
        traits["prompts"] = ("shorter", "softer")[number % 2]
    return traits


def _roman(number: int) -> str:
    """A number that makes a title one of its own and is no digit: Part AA, AB …"""
    first, second = divmod(number, 26)
    return f"Part {chr(65 + first)}{chr(65 + second)}"
