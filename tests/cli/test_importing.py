"""survey import --into: one command, three piles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
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
        "survey: error: write  --out FOLDER  for a new survey,  --into FOLDER  for one there is, or look with  --audit"
    ]
    assert run("import", "papers.jsonl", "--out", "new", "--piles", "x").code == 2
    Path("decided.tsv").write_text("2501.00001\ta\t\tmaybe\t\n", encoding="utf-8")
    assert run("import", "papers.jsonl", "--into", ".", "--decisions", "decided.tsv").code == 2
    assert not Path("build/import").exists()
    assert not list(Path("papers").rglob("*2025*"))


SHARED = (
    "# Socks\n## Folding\n"
    "- Folding Maps <br> ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.00001)\n"
    "- Cold Water <br> ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.00001)\n"
)


def test_a_list_is_audited_and_nothing_is_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(SHARED, encoding="utf-8")
    ran = run("import", "list.md", "--audit", "--source", "ada/socks:list.md@0123abcd")
    assert ran.code == 0, ran.err
    assert "### One id, two papers\n" in ran.out
    assert "[Line 3](https://github.com/ada/socks/blob/0123abcd/list.md?plain=1#L3)" in ran.out
    told = json.loads(run("import", "list.md", "--format", "json").out)
    assert (told["schema_version"], told["file"], told["numbers"]["entries"]) == (1, "list.md", 2)
    assert [(each["kind"], each["lines"]) for each in told["findings"]] == [("papers-share-id", [3, 4])]
    assert json.loads(run("import", "list.md", "--audit", "--format", "json").out) == told
    assert [path.name for path in tmp_path.iterdir()] == ["list.md"]


def test_an_import_tells_programs_what_became_of_the_list(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(SHARED, encoding="utf-8")
    ran = run("import", "list.md", "--out", "new", "--format", "json")
    assert json.loads(ran.out)["numbers"]["complete"] == 2
    assert ran.errors[-1] == "2 papers on 1 topic written to new"
    assert ran.errors[0].startswith("waived in papers/2024/")


def test_templates_beside_a_list_are_not_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(SHARED, encoding="utf-8")
    Path("templates/github").mkdir(parents=True)
    Path("templates/github/audit.md.j2").write_text("owned", encoding="utf-8")
    assert "### One id, two papers\n" in run("import", "list.md", "--audit").out


def test_an_audit_goes_with_nothing_that_writes(run: Run, survey: Path) -> None:
    Path("list.md").write_text(SHARED, encoding="utf-8")
    for options in (["--audit", "--into", "."], ["--audit", "--out", "new"], ["--format", "json", "--into", "."]):
        ran = run("import", "list.md", *options)
        assert (ran.code, ran.out) == (2, "")
        assert "--audit and --format json are about a list by itself" in ran.err
    assert run("import", "list.md", "--audit", "--source", "socks").code == 2
    assert not Path("new").exists()


def test_a_library_becomes_a_survey_and_its_mapping_names_the_topics(run: Run, survey: Path) -> None:
    work = "@misc{a, title={Folding Maps}, author={Ora Lind}, eprint={2501.00001}, keywords={folding}, isbn={1}}"
    Path("refs.bib").write_text(f"{work}\n@misc{{b, title={{No End", encoding="utf-8")
    Path("topics.yaml").write_text("topics: {folding: [map-folding]}\n", encoding="utf-8")
    ran = run("import", "refs.bib", "--out", "new", "--fields", "topics.yaml")
    assert ran.code == 0, ran.err
    told = ran.out.splitlines()
    assert told[1].startswith("refs.bib:1: left out, because records have no field for it: isbn = 1: Folding Maps")
    assert told[4].startswith("refs.bib:2: this entry cannot be read ")
    assert "1 entry understood, 0 left out, 1 line not understood\n" in ran.err
    record = Path("new/papers/2025/lind2025folding.yaml").read_text(encoding="utf-8")
    assert "topics:\n  - map-folding\n" in record
