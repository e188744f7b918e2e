"""``survey import``: how much of lists of papers becomes right records, and what it takes.

python -m benchmarks.importing LISTS
python -m benchmarks.importing [--entries 1500 3000 6000 12000]
python -m benchmarks.importing --into [--papers 3037] [--file FILE.jsonl --fields FILE --decisions FILE ...]

LISTS is a folder of lists, ``NAME.md``, each with its truth beside it, ``NAME.truth.jsonl``: an object a line with
``line`` and ``title`` and, where the list says them, ``year``, ``venue``, ``authors``, ``ids`` (scheme: id), ``code``
and ``path`` (headings). None are shipped: lists belong to those who keep them. Each is imported with ``--out``, and its
records are held against the truth: what is left out of the survey is not found. Lenient are the letters of titles,
long and short names of a venue, the year of an arXiv id where the venue is arXiv, and names, whose parts may stand in
either order: "Lind, Ada" is "Ada Lind".

Without LISTS, made-up lists of growing length show whether time and memory grow as they do, and with ``--into``,
made-up papers, or those of a file, are offered to the survey that ships.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import SHIPPED, Run, python, run, survey, table, written_survey
from livingsurvey import Survey
from livingsurvey.checks.addresses import repository
from livingsurvey.intake.sections import heading_text
from livingsurvey.intake.venues import known_venues, standard_venue
from livingsurvey.model import Paper
from livingsurvey.model.title import normal_form

_FIELDS = ("found", "year", "venue", "authors", "id", "code", "topic", "all")
_COST = ("CPU s", "peak MB")
_CUT = re.compile(r"et\.? al|others|hidden")
_NUMBER = re.compile(r"(?:19|20)[0-9]{2}|['’][0-9]{2}\b")
_PARSE = """
import json, sys
from pathlib import Path
for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    json.loads(line)
"""
_OFFER = """
import json, sys
from pathlib import Path
from livingsurvey import Survey
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for paper in Survey.load(sys.argv[1]):
        said = paper.model_dump(mode="json", include={"title", "name", "authors", "year", "venue", "topics", "sources"})
        said["sources"]["title"] = said["sources"]["venue"]
        print(json.dumps(said | paper.ids.model_dump(exclude_none=True)), file=file)
"""


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("lists", type=Path, nargs="?")
    arguments.add_argument("--entries", type=int, nargs="+", default=[1500, 3000, 6000, 12000])
    arguments.add_argument("--into", action="store_true")
    arguments.add_argument("--papers", type=int, default=3037)
    arguments.add_argument("--file", type=Path)
    arguments.add_argument("--fields", type=Path)
    arguments.add_argument("--decisions", type=Path, nargs="+", default=[])
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        if options.lists:
            print(_scored(options.lists, Path(temporary)))
        elif options.into:
            print(_offered(options, Path(temporary)))
        else:
            print(_growing(options.entries, Path(temporary)))


def _scored(lists: Path, scratch: Path) -> str:
    """How much of each list of a folder becomes right records."""
    rows: list[list[object]] = []
    for file in sorted(lists.glob("*.md")):
        truths = [json.loads(line) for line in file.with_suffix(".truth.jsonl").read_text("utf-8").splitlines()]
        took = run(survey("import", None, str(file), "--out", str(scratch / file.stem)))
        records = Survey.load(scratch / file.stem)
        right, said, others = _compared(truths, records)
        shares = [f"{right[name] / said[name]:.1%}" if said[name] else "" for name in _FIELDS]
        rows.append([file.stem, len(truths), len(records), others, *shares, f"{took.cpu:.1f}", f"{took.peak_mb:.0f}"])
    return table(["list", "entries", "records", "of them no entry", *_FIELDS, *_COST], rows)


def _compared(truths: Iterable[dict[str, Any]], records: Survey) -> tuple[Counter[str], Counter[str], int]:
    """For each field, how many entries are right and how many say it; and how many records are of no entry."""
    by_title = {normal_form(title): paper for paper in records for title in (*paper.also_titled, paper.title)}
    by_id: defaultdict[str, list[Paper]] = defaultdict(list)
    for folded, papers in records.by_id.items():
        by_id[folded] += papers
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    met: set[str] = set()
    for truth in truths:
        same_id = [paper for each in truth.get("ids", {}).items() for paper in by_id[":".join(each).lower()]]
        paper = by_title.get(normal_form(truth["title"])) or next(iter(same_id), None)
        verdicts = {"found": paper is not None} | (dict(_fields(truth, paper, records)) if paper else {})
        verdicts["all"] = all(verdicts.values())
        met |= {paper.key} if paper else set()
        for name, is_right in verdicts.items():
            said[name] += 1
            right[name] += is_right
    return right, said, len(records) - len(met)


def _fields(truth: dict[str, Any], paper: Paper, records: Survey) -> Iterator[tuple[str, bool]]:
    """Whether each field that the truth has is what the record says."""
    if truth.get("year"):
        of_id = paper.venue == "arXiv" and (paper.ids.arxiv or "")[:2] == str(paper.year)[2:]
        yield "year", paper.year == truth["year"] or of_id
    if truth.get("venue"):
        one, other = _venue(paper.venue), _venue(truth["venue"])
        yield "venue", bool(one) and (one in other or other in one)
    names = truth.get("authors")
    if names and not _CUT.search(" ".join(names)):
        yield "authors", [_letters(str(author)) for author in paper.authors] == [_letters(name) for name in names]
    if truth.get("ids"):
        have = {each.casefold() for each in paper.ids.folded}
        yield "id", all(f"{scheme}:{value}".casefold() in have for scheme, value in truth["ids"].items())
    if truth.get("code"):
        codes = (paper.links.code, paper.links.project, paper.links.page, *paper.links.reimplementations)
        yield "code", repository(truth["code"]).lower() in {repository(each).lower() for each in codes if each}
    if truth.get("path"):
        headings = {normal_form(heading_text(records.topic(each).title.en)) for each in paper.topics}
        yield "topic", normal_form(heading_text(truth["path"][-1])) in headings


def _venue(name: str) -> str:
    return normal_form(standard_venue(_NUMBER.sub("", name).strip(" ,-"), known_venues()))


def _letters(name: str) -> list[str]:
    """The letters of a name, in whatever order its parts stand."""
    return sorted(normal_form(name))


def _growing(lengths: Iterable[int], scratch: Path) -> str:
    """What lists of one form and growing length take, each command of its own."""
    rows: list[list[object]] = []
    for length in lengths:
        file = scratch / f"{length}.md"
        file.write_text("# Maps\n" + "".join(map(_made_up, range(length))), encoding="utf-8")
        options = {"--out": [str(scratch / str(length))], "--audit": [], "--format": ["json"], "--explain": ["5"]}
        for option, value in options.items():
            took = run(survey("import", None, str(file), option, *value))
            each = f"{1000 * took.cpu / length:.2f}"
            rows.append([length, " ".join([option, *value[:1]][: 1 + (option == "--format")]), *_cost(took), each])
    return table(["entries", "with", "wall s", *_COST, "CPU ms an entry"], rows)


def _made_up(number: int) -> str:
    heading = "" if number % 50 else f"\n## Section {number // 50}\n\n"
    arxiv, title = f"{15 + number % 10:02}01.{number:05}", f"Folding Maps with Number {number} in Sparse Atlases"
    code = f"[[Code](https://github.com/owner/name{number})]"
    return f"{heading}- [{title}](https://arxiv.org/abs/{arxiv}) `ICML {2015 + number % 10}` {code}\n"


def _offered(options: argparse.Namespace, scratch: Path) -> str:
    """What it takes to offer papers to the survey that ships, beside a plain parse of the same JSON."""
    root, file = scratch / "survey", options.file or scratch / "papers.jsonl"
    root.mkdir()
    written_survey(root, SHIPPED)
    if options.file is None:
        written_survey(scratch / "made-up", options.papers)
        run(python(_OFFER, scratch / "made-up", file))
    run(survey("check", root))
    command: list[str | Path] = survey("import", None, str(file), "--into", str(root))
    for option, value in [("--fields", options.fields), *(("--decisions", each) for each in options.decisions)]:
        command += [option, value] if value else []
    took = {name: run(each) for name, each in (("plain parse", python(_PARSE, file)), ("first run", command))}
    took["run again"] = run(command)
    count = sum(1 for _ in file.open(encoding="utf-8"))
    rows = [[count, name, *_cost(each), f"{1000 * each.cpu / count:.2f}"] for name, each in took.items()]
    return table(["papers", "step", "wall s", *_COST, "CPU ms a paper"], rows)


def _cost(took: Run) -> list[str]:
    return [f"{took.wall:.2f}", f"{took.cpu:.2f}", f"{took.peak_mb:.0f}"]


if __name__ == "__main__":
    main()
