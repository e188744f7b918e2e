"""survey check"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livingsurvey.cli.findings import as_annotations, as_json, as_text, summary
from livingsurvey.model import Finding, Severity

from .conftest import Run, command, in_a_terminal

WRONG = Finding("papers/2024/x.yaml", 3, 8, "LS102", "arxiv is the number 2401.1234", 'Write  arxiv: "2401.12340"')
ODD = Finding("papers/2024/100%,a:b.yaml", 1, 1, "LS999", "50% of\r\nit, or: more", "::error::x", Severity.WARNING)


@pytest.fixture
def broken(survey: Path) -> Path:
    path = survey / "papers/2022/frantar2022gptq.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"2210.17323"', "2210.17320").replace("ICLR", "ICRL"), encoding="utf-8")
    other = survey / "papers/2023/zhang2023h2o.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("NeurIPS", "NIPS"), encoding="utf-8")
    return survey


def test_nothing_wrong(run: Run, survey: Path) -> None:
    ran = run("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "8 papers: no findings\n")


def test_findings_are_data_and_the_summary_is_not(run: Run, broken: Path) -> None:
    ran = run("check")
    assert ran.code == 1
    first, second = ran.out.splitlines()
    assert first.startswith("papers/2022/frantar2022gptq.yaml:10:14 error LS102: arxiv is the number 2210.1732; ")
    assert first.endswith(' Write  arxiv: "2210.17320"')
    assert second == (
        "papers/2023/zhang2023h2o.yaml:18:8 error LS204: 'NIPS' is another spelling of NeurIPS. Write  venue: NeurIPS"
    )
    assert ran.err == "7 papers: 2 errors\n"


def test_json(run: Run, broken: Path) -> None:
    ran = run("check", "--format", "json")
    assert ran.code == 1
    report = json.loads(ran.out)
    assert (report["schema_version"], report["errors"], report["warnings"]) == (1, 2, 0)
    assert report["findings"][1] == {
        "file": "papers/2023/zhang2023h2o.yaml",
        "line": 18,
        "column": 8,
        "code": "LS204",
        "severity": "error",
        "reason": "'NIPS' is another spelling of NeurIPS",
        "fix": "Write  venue: NeurIPS",
    }


def test_json_of_nothing(run: Run, survey: Path) -> None:
    assert json.loads(run("check", "--format", "json").out)["findings"] == []


def test_github(run: Run, broken: Path) -> None:
    ran = run("check", "--format", "github")
    assert ran.code == 1
    assert ran.out.splitlines()[1] == (
        "::error file=papers/2023/zhang2023h2o.yaml,line=18,col=8,title=LS204::"
        "'NIPS' is another spelling of NeurIPS. Write  venue: NeurIPS"
    )


def test_github_wants_paths_from_the_top_of_the_repository(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(broken.parent))
    assert "file=survey/papers/2023/zhang2023h2o.yaml," in run("check", "--format", "github").out


def test_nothing_in_a_finding_can_end_an_annotation_or_begin_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (line,) = as_annotations([ODD], tmp_path).splitlines()
    assert line == (
        "::warning file=papers/2024/100%25%2Ca%3Ab.yaml,line=1,col=1,title=LS999::"
        "50%25 of%0D%0Ait, or: more. ::error::x"
    )


def test_warnings_alone_are_no_failure(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.checks.check", lambda _: (ODD,))
    ran = run("check")
    assert ran.code == 0
    assert ran.err == "8 papers: 1 warning\n"


def test_counts() -> None:
    assert summary([]) == "no findings"
    assert summary([WRONG]) == "1 error"
    assert summary([WRONG] * 1200 + [ODD] * 2) == "1,200 errors, 2 warnings"
    assert json.loads(as_json([WRONG, ODD]))["warnings"] == 1
    assert as_text([WRONG, WRONG]).count("\n") == 2


def test_a_terminal_shows_the_same_words_in_colour(broken: Path) -> None:
    code, seen = in_a_terminal(command("check"), broken, COLUMNS="300")
    assert code == 1
    assert "\x1b[1mpapers/2022/frantar2022gptq.yaml:10:14\x1b[0m \x1b[31merror LS102\x1b[0m: arxiv" in seen
    assert "7 papers: 2 errors" in seen
