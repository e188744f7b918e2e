"""``survey refresh`` against a dump of a million works, and how much of what is hidden real dumps give back.

    python -m benchmarks.refreshing [--works 1000000] [--papers 2000] [--scratch FOLDER] [--spark]
    python -m benchmarks.refreshing --hide 300 --dump PATH [--dump PATH …]

The dump is made up, in the shape of arXiv's snapshot, and has every paper of the survey. The first run makes the index,
the second uses it. Beside them: one pass over the same lines in Python that looks every title up in a dictionary, and
with --spark the same query on a local Spark.

With --hide, that many records of the shipped survey lose what dumps could give back: in one round venue, year and all
ids but arXiv's, in another the authors. What is proposed then is right where it is what the record had.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.measure import ROOT, Run, python, run, survey, table, written_survey
from livingsurvey.dumps.index import PLACE, Index
from livingsurvey.intake.entry import IMPRINT
from livingsurvey.model import Author, Ids, Paper
from livingsurvey.model.proposal import Certainty, Proposal
from livingsurvey.refresh.matching import match
from livingsurvey.refresh.proposing import proposals
from livingsurvey.refresh.saying import same_people
from livingsurvey.refresh.standing import value_at
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

SEED, DAY = 20, dt.date(2026, 11, 30)
_AUTHORS = TypeAdapter(list[Author])
_WORDS = """
fast attention language models quantization deep sparse neural networks memory efficient training inference robust
bayesian graph learning quantum field theory galaxies clusters superconducting adaptive retrieval optimal transport
""".split()  # noqa: SIM905
_NAMES = "ada bo chen dana eva finn gita hugo iris jan kai lea mia noor otto pia quin rosa sven tara".split()  # noqa: SIM905
_ABSTRACT = 60
"""Words of a made-up abstract: a third of a real one's."""

_IN_PYTHON = """
import sys
from pathlib import Path
import orjson
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey
survey = Survey.load(Path(sys.argv[1]))
titles = survey.by_title
found = []
with open(sys.argv[2], "rb") as lines:
    for line in lines:
        work = orjson.loads(line)
        for paper in titles.get(normal_form(work["title"]), ()):
            found.append((paper.key, work["id"]))
assert len(found) >= len(survey) * 0.9, len(found)
"""
_IN_DUCKDB = """
import sys
from pathlib import Path
from livingsurvey.dumps.index import Index
from livingsurvey.survey import Survey
survey = Survey.load(Path(sys.argv[1]))
with Index.open(survey.root) as index:
    found = sum(1 for _ in index.candidates(survey))
assert found >= len(survey) * 0.9, found
"""
_IN_SPARK = """
import sys
from pathlib import Path
from livingsurvey.dumps.engines import candidates
from livingsurvey.survey import Survey
survey = Survey.load(Path(sys.argv[1]))
found = sum(1 for _ in candidates(survey, "pyspark", sys.argv[2], Path(sys.argv[3])))
assert found >= len(survey) * 0.9, found
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--works", type=int, default=1_000_000)
    parser.add_argument("--papers", type=int, default=2_000)
    parser.add_argument("--scratch", type=Path, help="where to work; by default a folder that is deleted")
    parser.add_argument("--spark", action="store_true", help="ask a local Spark, too")
    parser.add_argument("--hide", type=int, default=0, help="how many records of the shipped survey lose something")
    parser.add_argument("--dump", type=Path, action="append", default=[], help="a dump, or a folder of dumps")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = wanted.scratch or Path(folder)
        scratch.mkdir(parents=True, exist_ok=True)
        if wanted.hide:
            print(given_back(wanted.hide, wanted.dump, scratch))
        else:
            print(speed(wanted.works, wanted.papers, scratch, spark=wanted.spark))


def speed(works: int, papers: int, scratch: Path, *, spark: bool) -> str:
    """The table of seconds and memory."""
    root, dump = scratch / "survey", scratch / "snapshot.json"
    if not root.exists():
        written_survey(root, papers)
    if not dump.exists():
        with dump.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(entry)}\n" for entry in made_up(works, list(Survey.load(root))))
    (root / PLACE).unlink(missing_ok=True)
    load = os.getloadavg()[0]
    refresh = survey("refresh", root, "--dump", str(dump))
    runs = {
        "`survey refresh --dump`, the first time": run(refresh, cwd=ROOT),
        "`survey refresh --dump`, later": run(refresh, cwd=ROOT),
        "the query alone, in DuckDB": run(python(_IN_DUCKDB, root), cwd=ROOT),
        "one pass in Python, titles in a dictionary": run(python(_IN_PYTHON, root, dump), cwd=ROOT),
    }
    if spark:
        with Index.open(root) as index:
            index.write_works(scratch / "works")
        runs["the query alone, in a local Spark"] = run(
            python(_IN_SPARK, root, scratch / "works", scratch / "spark"), cwd=ROOT
        )
    size = dump.stat().st_size / 1e6, (root / PLACE).stat().st_size / 1e6
    head = f"{works:,} works, {size[0]:,.0f} MB; index {size[1]:,.0f} MB; {papers:,} papers; load {load:.1f}\n\n"
    return head + table(("what", "wall s", "CPU s", "memory MB", "works a second"), _rows(runs, works))


def _rows(runs: dict[str, Run], works: int) -> Iterator[Sequence[object]]:
    for name, each in runs.items():
        cpu = "–" if "Spark" in name else f"{each.cpu:.1f}"  # its Java process is nobody's to wait for
        yield name, f"{each.wall:.1f}", cpu, f"{each.peak_mb:,.0f}", f"{works / each.wall:,.0f}"


def made_up(count: int, papers: Sequence[Paper]) -> Iterator[dict[str, object]]:
    """Lines of arXiv's snapshot: all papers, spread among works that nobody has written."""
    chance = random.Random(SEED)
    at = dict(zip(chance.sample(range(count), len(papers)), papers, strict=True))
    for place in range(count):
        paper = at.get(place)
        title = paper.title if paper else f"{' '.join(chance.choices(_WORDS, k=9)).capitalize()} {place}"
        authors = list(map(str, paper.authors)) if paper else [_name(chance) for _ in range(chance.randint(1, 8))]
        yield {
            "id": f"{chance.randint(7, 26):02}{chance.randint(1, 12):02}.{place % 100_000:05}",
            "submitter": authors[0] if authors else None,
            "authors": ", ".join(authors),
            "title": title,
            "comments": "Accepted at ICLR 2024" if chance.random() < 0.2 else f"{chance.randint(4, 40)} pages",
            "journal-ref": None,
            "doi": None,
            "report-no": None,
            "categories": "cs.CL cs.LG",
            "license": None,
            "abstract": " ".join(chance.choices(_WORDS, k=_ABSTRACT)),
            "versions": [{"version": "v1", "created": f"Mon, 2 Apr {paper.year if paper else 2024} 19:18:42 GMT"}],
            "update_date": "2026-11-02",
            "authors_parsed": [[name.rpartition(" ")[2], name.rpartition(" ")[0], ""] for name in authors],
        }


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(_NAMES, k=2)).capitalize() for _ in range(2))


def given_back(count: int, dumps: Iterable[Path], scratch: Path) -> str:
    """The table of precision and recall, and what is proposed that the records have otherwise or do not have."""
    shipped = Survey.load(ROOT)
    chosen = random.Random(SEED).sample(sorted(shipped, key=lambda paper: paper.key), min(count, len(shipped)))
    right, hidden_in, told = Counter[tuple[str, Certainty]](), Counter[str](), Counter[str]()
    other: defaultdict[tuple[str, Certainty], list[str]] = defaultdict(list)
    with Index.open(scratch) as index:
        for dump in dumps:
            for line in index.add(dump).trouble:
                print(line)
        known = _told(shipped, index.candidates(chosen))
        rounds = [(each, list(index.candidates(each))) for each in (_as_preprints(chosen), _without_authors(chosen))]
    for (hidden, found), fields in zip(rounds, (("venue", "ids"), ("authors",)), strict=True):
        for paper in hidden:
            lost = {each for each in _lost(shipped[paper.key], paper) if each.startswith(fields)}
            hidden_in.update(lost)
            told.update(lost & known[paper.key])
        papers = {shipped.files[paper.key]: paper for paper in (*shipped, *hidden)}
        changed = {paper.key for paper in hidden}
        for proposal in proposals(shipped.with_only(papers), found, DAY):
            field = _field(proposal)
            if proposal.key in changed and field.startswith(fields):
                record = shipped[proposal.key].model_dump(mode="json", exclude_defaults=True)
                had = {place: value_at(record, place) for place in proposal.said}
                if all(_same(had[place], value) for place, value in proposal.said.items()):
                    right[field, proposal.certainty] += 1
                else:
                    other[field, proposal.certainty].append(f"{proposal.key}: {proposal.said}, the record had {had}")
    rows = []
    for field in sorted(hidden_in):
        for certainty in (Certainty.CERTAIN, Certainty.LIKELY):
            good, all_others = right[field, certainty], other[field, certainty]
            bad = sum("None}" not in each for each in all_others)
            precision = f"{good / (good + bad):.1%}" if good + bad else "–"
            recall = f"{good / told[field]:.1%}" if told[field] else "–"
            new = len(all_others) - bad
            rows.append((field, certainty, hidden_in[field], told[field], good, bad, new, precision, recall))
    headings = ("field", "certainty", "hidden", "of which dumps tell", "right", "wrong", "new", "precision", "recall")
    lines = [f"{field}, {certainty}: {said}" for (field, certainty), each in sorted(other.items()) for said in each]
    return "\n".join((table(headings, rows), "", *lines))


def _told(shipped: Survey, found: Iterable[tuple[str, Version]]) -> dict[str, set[str]]:
    """The fields of each paper that dumps tell of, in works that are certainly it when nothing is hidden."""
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for key, version in found:
        matched = match(shipped[key], version)
        if matched and matched.certainty is Certainty.CERTAIN:
            fields[key] |= {f"ids.{scheme}" for scheme, _ in version.ids}
            fields[key] |= {"venue"} if version.venue not in (None, "arXiv") else set()
            fields[key] |= {"authors"} if version.authors else set()
    return fields


def _as_preprints(papers: Iterable[Paper]) -> list[Paper]:
    """Papers as they were before they were published; those that were never on arXiv are left out."""
    return [
        paper.model_copy(
            update={
                "venue": "arXiv",
                "year": paper.first_appeared[0],
                "ids": Ids(arxiv=paper.ids.arxiv),
                "claimed": None,
                **dict.fromkeys(IMPRINT),
            }
        )
        for paper in papers
        if paper.ids.arxiv
    ]


def _without_authors(papers: Iterable[Paper]) -> list[Paper]:
    return [paper.model_copy(update={"authors": (), "and_others": False}) for paper in papers if paper.authors]


def _lost(before: Paper, after: Paper) -> Iterator[str]:
    """The fields in which two states of a record differ."""
    if before.venue != after.venue:
        yield "venue"
    if before.authors != after.authors:
        yield "authors"
    for scheme, value in before.ids.items():
        if dict(after.ids.items()).get(scheme) != value:
            yield f"ids.{scheme}"


def _field(proposal: Proposal) -> str:
    return {"venue": "venue", "authors": "authors"}.get(proposal.kind, next(iter(proposal.said)))


def _same(one: object, other: object) -> bool:
    """Whether two values say the same: in DOIs case does not count, and people may be spelled in several ways."""
    if isinstance(one, list) and isinstance(other, list):
        return same_people(*(_AUTHORS.validate_python(each) for each in (one, other)))
    return str(one).lower() == str(other).lower()


if __name__ == "__main__":
    main()
