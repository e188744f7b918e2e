"""survey check"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from tests.checks.examples import git

from livingsurvey.cli.findings import as_annotations, as_json, as_text, summary
from livingsurvey.model import Finding, Severity
from livingsurvey.store.layout import ADDRESSES, CHANGES, REJECTED

from .conftest import Run, command, in_a_terminal

WRONG = Finding("papers/2024/x.yaml", 3, 8, "LS102", "arxiv is the number 2401.1234", 'Write  arxiv: "2401.12340"')
GPTQ, H2O = "papers/2022/frantar2022gptq.yaml", "papers/2023/zhang2023h2o.yaml"
SCHEMAS = tuple(path.name for path in (Path(__file__).parents[2] / "schema").iterdir())
ODD = Finding("papers/2024/100%,a:b.yaml", 1, 1, "LS999", "50% of\r\nit, or: more", "::error::x", Severity.WARNING)


@pytest.fixture
def broken(survey: Path) -> Path:
    path = survey / "papers/2022/frantar2022gptq.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"2210.17323"', "2210.17320").replace("ICLR", "ICRL"), encoding="utf-8")
    other = survey / "papers/2023/zhang2023h2o.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("NeurIPS", "NIPS"), encoding="utf-8")
    return survey


@pytest.fixture
def repository(broken: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The broken survey as the only commit of a repository."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(broken, "init", "--quiet")
    git(broken, "add", ".")
    git(broken, "commit", "--quiet", "--message=x")
    return broken


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
        "fixable": True,
    }


def test_json_of_nothing(run: Run, survey: Path) -> None:
    assert json.loads(run("check", "--format", "json").out)["findings"] == []


def test_json_is_what_its_schema_says(run: Run, broken: Path) -> None:
    run("schema")
    described = json.loads((broken / "schema/findings.schema.json").read_text(encoding="utf-8"))
    report = json.loads(run("check", "--format", "json").out)
    assert set(report) == set(described["properties"]) == set(described["required"])
    assert described["properties"]["schema_version"]["const"] == report["schema_version"]
    finding = described["$defs"]["Reported"]
    assert all(set(each) == set(finding["properties"]) == set(finding["required"]) for each in report["findings"])


def test_every_field_of_the_json_is_documented(run: Run, broken: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/tool/checks.md").read_text(encoding="utf-8")
    report = json.loads(run("check", "--format", "json").out)
    assert all(f"`{name}`" in page for name in [*report, *report["findings"][0]])


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


def test_github_shows_changed_files_first(
    run: Run, broken: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (broken / H2O).write_text((broken / H2O).read_text(encoding="utf-8").replace("2023", "2024", 1), encoding="utf-8")
    files = re.compile(r"file=([^,]+),")
    assert files.findall(run("check", "--format", "github").out)[0] == GPTQ
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    shown = files.findall(run("check", "--format", "github").out)
    assert (shown[0], set(shown)) == (H2O, {GPTQ, H2O})
    monkeypatch.setenv("GITHUB_BASE_REF", "not-fetched")
    assert files.findall(run("check", "--format", "github").out)[0] == GPTQ


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
    monkeypatch.setattr("livingsurvey.checks.check", lambda _, **more: (ODD,))
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


# --- --fix ------------------------------------------------------------------------------------------------------------


def test_fixing_tells_what_it_did_beside_what_is_left(run: Run, broken: Path) -> None:
    change(broken, GPTQ, "venue: ICRL", "venue: ICRLX")
    ran = run("check", "--fix")
    assert ran.code == 1
    assert [line.split(": ")[0] for line in ran.errors] == [
        f"fixed {GPTQ}:10:14 error LS102",
        f"fixed {H2O}:18:8 error LS204",
        "8 papers",
    ]
    (left,) = ran.out.splitlines()
    assert left.startswith(f"{GPTQ}:9:8 error LS203: unknown venue")
    assert 'arxiv: "2210.17320"' in (broken / GPTQ).read_text(encoding="utf-8")
    again = run("check", "--fix")
    assert (again.code, again.out) == (1, ran.out)
    assert again.err == "8 papers: 1 error\n"


def test_fixing_is_the_same_in_every_format(run: Run, broken: Path) -> None:
    change(broken, GPTQ, "venue: ICRL", "venue: ICLR")
    ran = run("check", "--fix", "--format", "json")
    assert (ran.code, json.loads(ran.out)["findings"]) == (0, [])


# --- --changed-since --------------------------------------------------------------------------------------------------


def test_only_changed_files_are_told_of_and_fixed(run: Run, repository: Path) -> None:
    assert (run("check", "--changed-since", "HEAD").code, run("check").code) == (0, 1)
    change(repository, H2O, "venue: NIPS", "venue: NEURIPS")
    ran = run("check", "--changed-since", "HEAD")
    assert (ran.code, ran.err) == (1, "7 papers: 1 error\n")
    assert ran.out.startswith(f"{H2O}:18:8 error LS204")
    assert run("check", "--fix", "--changed-since", "HEAD").code == 0
    assert "arxiv: 2210.17320" in (repository / GPTQ).read_text(encoding="utf-8")


def test_a_change_is_compared_with_what_did_not_change(run: Run, repository: Path) -> None:
    twin = repository / "papers/2023/zhang2023twin.yaml"
    twin.write_text((repository / H2O).read_text(encoding="utf-8").replace("NIPS", "NeurIPS"), encoding="utf-8")
    ran = run("check", "--changed-since", "HEAD")
    assert "papers/2023/zhang2023twin.yaml" in ran.out
    assert re.search(rf"error LS201: arXiv id 2306.14048 .*in {H2O} too", ran.out)


def test_a_revision_that_git_does_not_know(run: Run, repository: Path) -> None:
    ran = run("check", "--changed-since", "nope")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("survey: error: git has no revision 'nope' here")


# --- --generated ------------------------------------------------------------------------------------------------------


def test_generated_files_are_looked_at_when_asked(run: Run, survey: Path) -> None:
    assert run("check").code == 0
    ran = run("check", "--generated")
    assert ran.code == 1
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == [
        "README.md:1:1 error LS601",
        "README.zh.md:1:1 error LS601",
        *(f"schema/{name}:1:1 error LS602" for name in sorted(SCHEMAS)),
    ]
    assert run("schema").code == run("readme").code == 0
    assert run("check", "--generated") == run("check")


def test_figures_are_generated_too(run: Run, survey: Path) -> None:
    run("schema")
    run("readme")
    (survey / "docs").mkdir(exist_ok=True)
    page = survey / "docs/data.md"
    page.write_text("<!-- survey:begin coverage -->\n<!-- survey:end coverage -->\n", encoding="utf-8")
    assert run("check", "--generated").out == (
        "docs/data.md:1:1 error LS603: the figures are out of date. Run  survey stats --write\n"
    )
    assert run("stats", "--write").code == run("check", "--generated").code == 0


def test_what_is_made_of_records_waits_until_they_are_right(run: Run, broken: Path) -> None:
    out = run("check", "--generated").out
    assert "LS602" in out
    assert "LS601" not in out
    (broken / "knowledge/venues.yaml").write_text("venues: x\n", encoding="utf-8")
    assert "LS602" not in run("check", "--generated").out


# --- as a hook --------------------------------------------------------------------------------------------------------


def test_the_hook_for_other_repositories_runs_this_command(run: Run, survey: Path) -> None:
    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in (Path(__file__).parents[2] / "docs/tool/checks.md").read_text(encoding="utf-8")
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    program, *arguments = shlex.split(hook["entry"])
    assert program == "survey"
    assert run(*arguments).code == run(*arguments, "--fix").code == 0
    meant = re.compile(hook["files"])
    files = [path.relative_to(survey).as_posix() for path in survey.rglob("*.yaml")]
    for name in (*files, CHANGES, ADDRESSES, "papers/stray.txt", "a/b/survey.yaml", "a/b/knowledge/results/x.yaml"):
        assert meant.search(name), name
    for name in ("docs/survey.yaml.md", "src/papers.py", "my-venues.yaml", "results.yaml"):
        assert not meant.search(name), name


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_line_of_rejected_proposals_that_nobody_can_read_is_an_error(run: Run, survey: Path) -> None:
    (survey / "history").mkdir()
    (survey / REJECTED).write_text("{}\n", encoding="utf-8")
    ran = run("check")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        ["history/rejected.jsonl:1:1 error LS607: id: Field required. Restore the line from git, or delete it."],
    )
