"""A made-up survey of any size: the shipped taxonomy and venues, and records of realistic length.

python -m benchmarks.generated 10000 FOLDER
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.model.paper import year_of_key
from livingsurvey.store.layout import SURVEYS, VENUES
from livingsurvey.store.write import dump_paper
from livingsurvey.survey import Survey

ROOT = Path(__file__).resolve().parents[1]
_SHARED = ("survey.yaml", "taxonomy.yaml", VENUES, SURVEYS, "mkdocs.yml")
_SYLLABLES = "ka ri to ne lu mo shi an vel dor pen qua tis bra ze no fi gra ul em".split()  # noqa: SIM905
_WORDS = (  # noqa: SIM905
    "efficient accurate sparse quantized low-rank adaptive dynamic speculative structured layer-wise token attention "
    "pruning distillation cache inference training models transformers experts context memory kernel decoding prompt "
    "selection tuning language large for with of via towards beyond"
).split()

_FIRST_ID = 50_000
"""Above every number that arXiv has given out in a month: the id of a real paper would be an error (LS346)."""


def generate(root: Path, count: int, *, seed: int = 7) -> None:
    """Write a survey of ``count`` papers into ``root``, the same for the same seed."""
    chance = random.Random(seed)
    root.mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "docs", root / "docs", dirs_exist_ok=True)
    shipped = Survey.load(ROOT)
    leaves = [topic.id for topic in shipped.taxonomy.walk() if not topic.topics]
    venues = [venue.name for venue in shipped.venues.values() if venue.kind != "web"]
    people = [f"{_name(chance)} {_name(chance)}" for _ in range(max(50, count))]
    of_month = Counter[str]()
    for number in range(count):
        paper = _paper(chance, number, leaves, venues, people, of_month)
        path = root / "papers" / year_of_key(paper.key) / f"{paper.key}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump_paper(paper), encoding="utf-8")


def _paper(
    chance: random.Random,
    number: int,
    leaves: list[str],
    venues: list[str],
    people: list[str],
    of_month: Counter[str],
) -> Paper:
    year, month = chance.randint(2017, 2025), chance.randint(1, 12)
    name = f"{_name(chance)}{number}"
    authors = tuple(dict.fromkeys(chance.choice(people) for _ in range(chance.randint(2, 11))))
    surname = authors[0].split()[-1].lower()
    when = f"{year % 100:02d}{month:02d}"
    of_month[when] += 1
    code = f"https://github.com/{surname}/{name.lower()}" if chance.random() < 0.6 else None
    return Paper(
        key=f"{surname}{year}{name.lower()}",
        name=name,
        title=f"{name}: {' '.join(chance.choice(_WORDS) for _ in range(chance.randint(5, 12))).title()}",
        authors=authors,
        year=year,
        venue=chance.choice(venues),
        ids=Ids(
            arxiv=f"{when}.{_FIRST_ID + of_month[when]}", openreview=f"{number:010d}" if chance.random() < 0.4 else None
        ),
        links=Links(code=code),
        topics=tuple(dict.fromkeys(chance.choice(leaves) for _ in range(1 + (chance.random() < 0.1)))),
        added=dt.date(year, month, 1) + dt.timedelta(days=chance.randint(0, 300)),
        sources={"authors": f"made-up record {number}", "venue": f"made-up record {number}"},
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()


if __name__ == "__main__":
    generate(Path(sys.argv[2]), int(sys.argv[1]))
