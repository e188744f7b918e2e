"""survey import --into: one command, three piles."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

LIST = "owner/list:README.md@0123456789ab#L7"
PAPER = {
    "title": "Folding Maps",
    "authors": ["Ora Lind"],
    "arxiv": "2501.00001",
    "venue": "arXiv",
    "year": 2025,
    "topics": ["weight-only-quantization"],
    "sources": {"title": LIST, "authors": LIST, "venue": "arXiv id"},
}


def written(name: str, *papers: dict[str, object]) -> Path:
    path = Path(name)
    path.write_text("".join(json.dumps(PAPER | paper) + "\n" for paper in papers), encoding="utf-8")
    return path


def test_papers_go_into_three_piles_and_decisions_are_taken_up(run: Run, survey: Path) -> None:
    other = {"title": "Unfolding All Maps", "arxiv": "2501.00002", "topics": []}
    written("papers.jsonl", {}, other, {"title": "No Author", "authors": [], "arxiv": "2501.00003"})
    ran = run("import", "papers.jsonl", "--into", ".")
    assert ran.code == 0, ran.err
    assert "     1 accepted, 1 of them new, 0 re-filed:" in ran.out
    assert "     1 to decide:" in ran.out
    assert "     1 refused:" in ran.out
    Path("decided.tsv").write_text("2501.00002\tdata-selection\t\tin\t\n2501.09999\t\t\tout\t\n", encoding="utf-8")
    ran = run("import", "papers.jsonl", "--into", ".", "--decisions", "decided.tsv")
    assert "     2 accepted, 1 of them new" in ran.out
    assert ran.err == "decided.tsv:2: papers.jsonl has no paper '2501.09999'\n"
    assert run("check").code == 0


def test_what_cannot_be_asked_for_is_told_before_anything_is_written(run: Run, survey: Path) -> None:
    written("papers.jsonl", {})
    assert run("import", "papers.jsonl").errors == [
        "survey: error: write  --out FOLDER  for a new survey, or  --into FOLDER  for an existing one"
    ]
    assert run("import", "papers.jsonl", "--out", "new", "--piles", "x").code == 2
    Path("decided.tsv").write_text("2501.00001\ta\t\tmaybe\t\n", encoding="utf-8")
    assert run("import", "papers.jsonl", "--into", ".", "--decisions", "decided.tsv").code == 2
    assert not Path("build/import").exists()
    assert not list(Path("papers").rglob("*2025*"))
