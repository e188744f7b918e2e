"""Papers on molecules name their datasets: a rule, an export, a page and a command."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from livingsurvey.extensions import Flaw, Paper, Scope, Severity, Survey, command, export, page, rule

FIELD = "dataset"
"""The id of the field, as knowledge/fields.yaml declares it."""


@rule("MOL001", Severity.WARNING, scope=Scope.RECORD)
def dataset_unnamed(survey: Survey) -> Iterator[Flaw]:
    """A paper names no dataset."""
    for paper in survey:
        if FIELD not in paper.fields:
            yield Flaw(survey.files[paper.key], (), "no dataset is named", "Add a line  dataset: QM9")


@export(
    "datasets",
    file="datasets.csv",
    title="Datasets",
    purpose="which paper uses which dataset",
    media_type="text/csv",
    described=True,
)
def datasets_as_csv(survey: Survey, papers: Sequence[Paper]) -> bytes:
    """A line for each paper and dataset."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["dataset", "paper"])
    lines.writerows(sorted((str(paper.fields[FIELD]), paper.key) for paper in papers if FIELD in paper.fields))
    return text.getvalue().encode()


@page(
    "datasets",
    title="Datasets",
    description="Which papers use which dataset.",
    place="Compare",
    template=Path(__file__).with_name("datasets.html.j2"),
)
def datasets_page(survey: Survey) -> dict[str, Any]:
    """The datasets by name, each with its papers."""
    papers = _by_dataset(survey)
    return {
        "datasets": [
            {"name": name, "papers": [{"key": paper.key, "title": paper.title} for paper in papers[name]]}
            for name in sorted(papers)
        ]
    }


@command("datasets", "survey datasets")
def count_datasets(context: typer.Context) -> None:
    """Count the papers of each dataset."""
    for name, papers in sorted(_by_dataset(Survey.load(context.obj)).items()):
        print(f"{len(papers):5} {name}")


def _by_dataset(survey: Survey) -> dict[str, list[Paper]]:
    found = defaultdict[str, list[Paper]](list)
    for paper in survey:
        if FIELD in paper.fields:
            found[str(paper.fields[FIELD])].append(paper)
    return found
