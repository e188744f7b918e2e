"""A survey of one's own on GitHub: ``init`` makes it, the wheel is installed, and every step of every workflow runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from tests.checks.examples import git
from tests.github.conftest import commit
from tests.github.played import ASKING, played
from tests.github.test_refresh import proposal
from tests.github.test_workflows import BODY

from livingsurvey.sources import arxiv, http
from upstream import ANSWERS

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("packaging")]

ROOT = Path(__file__).parents[2]
BOT = {"login": "github-actions[bot]"}
HEAD = "beef"
GIVEN = {
    "github.token": "none", "github.ref_name": "main", "github.sha": "{sha}",
    "github.event.repository.default_branch": "main",
    "github.event.issue.number": "12", "github.event.issue.user.login": "ada-example",
    "github.event.issue.user.id": "5",
    "github.event.issue.updated_at": "2026-01-02T11:00:00Z", "github.event.comment.user.login": "ada-example",
    "github.event.pull_request.head.ref": "papers/issue-12", "github.event.workflow_run.head_sha": HEAD,
    "github.event.workflow_run.html_url": "https://github.com/o/r/actions/runs/1", "inputs.allow-drop": "false",
    "steps.pages.outputs.base_url": "https://o.github.io/r", "secrets.OPENALEX_API_KEY": "",
    "secrets.SEMANTIC_SCHOLAR_API_KEY": "", "vars.SURVEY_CONTACT": "",
}  # fmt: skip


@dataclass
class Repository:
    """The survey on GitHub; each job has a fresh clone. What ran is in ``ran``, what was told to GitHub in ``did``."""

    folder: Path
    sources: str
    state: dict[str, Any] = field(default_factory=dict)
    ran: set[tuple[str, str]] = field(default_factory=set)

    def clone(self) -> Path:
        place = self.folder / f"clone{len(list(self.folder.glob('clone*')))}"
        git(self.folder, "clone", "--quiet", str(self.folder / "origin.git"), str(place))
        return place

    def job(self, workflow: str, job: str, clone: Path | None = None, **variables: str) -> list[dict[str, Any]]:
        """Run the steps of a job, one after the other; gives what they did to GitHub."""
        clone = clone or self.clone()
        text = (clone / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8")
        told = yaml.load(text, yaml.BaseLoader)["jobs"][job]
        sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True).stdout.strip()
        (self.folder / "state.json").write_text(json.dumps(self.state), encoding="utf-8")
        (self.folder / "done.jsonl").write_text("", encoding="utf-8")
        around = os.environ | {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "FAKE_GITHUB": str(self.folder),
            "GITHUB_REPOSITORY": "o/r", "GITHUB_REPOSITORY_OWNER": "o", "GITHUB_SHA": sha, "GITHUB_BASE_REF": "main",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"), "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"), "SOURCES": self.sources,
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_RUN_ID": "1", "GITHUB_WORKSPACE": str(clone),
        }  # fmt: skip
        for step in told["steps"]:
            if "run" not in step:
                continue
            settings = told.get("env", {}) | step.get("env", {})
            filled = {
                name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: GIVEN[found[1]].format(sha=sha), value)
                for name, value in settings.items()
            }
            ran = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=clone, env=around | filled | variables, capture_output=True,
                encoding="utf-8", check=False,
            )  # fmt: skip
            assert ran.returncode == 0, (workflow, job, step["run"], ran.stdout[-2000:] + ran.stderr[-2000:])
        self.ran.add((workflow, job))
        lines = (self.folder / "done.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A survey made by ``init`` of the installed wheel, pushed to an empty repository."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada Example")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    python, installed, folder = [sys.executable, "-m"], tmp_path / "installed", tmp_path / "hub"
    for command in (
        [*python, "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist")],
        [*python, "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed), "--find-links",
         str(tmp_path / "dist"), "livingsurvey"],
    ):  # fmt: skip
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (folder / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "tests/github/gh", folder / "bin/gh")
    survey = folder / "bin/survey"
    at_home = f"import sys; sys.path.insert(0, {str(installed)!r}); import livingsurvey; "
    at_home += f"assert livingsurvey.__file__.startswith({str(installed)!r})\n"
    survey.write_text(f"#!{sys.executable}\n{at_home}{ASKING}", encoding="utf-8")
    survey.chmod(survey.stat().st_mode | stat.S_IXUSR)
    made = tmp_path / "made"
    arguments = ["init", str(made), "--title", "Molecules", "--repository", "https://github.com/o/r"]
    subprocess.run([str(survey), *arguments], check=True, capture_output=True)
    git(made, "init", "--quiet", "--initial-branch=main")
    commit(made, "A survey of my own")
    git(tmp_path, "clone", "--quiet", "--bare", str(made), str(folder / "origin.git"))
    with played("The FAIR Guiding Principles for scientific data management and stewardship") as sources:
        yield Repository(folder, sources.address)


def answer_of_arxiv(clone: Path) -> None:
    """What arXiv says of the new paper, as if it had been asked today."""
    question = requests.Request("GET", arxiv.ADDRESS, params={"id_list": "2401.00001", "max_results": "1"})
    http._Kept(clone, question).keep((ANSWERS / "arxiv.atom").read_bytes())


def test_every_step_of_every_workflow_runs_in_a_survey_of_ones_own(hub: Repository) -> None:
    # A pull request is reviewed, and the report becomes a comment.
    clone = hub.clone()
    git(clone, "switch", "--quiet", "--create=new")
    record = (clone / "papers/2016/smith2016software.yaml").read_text(encoding="utf-8")
    other = record.replace("Software citation", "Data citation").replace("peerj-cs.86", "peerj-cs.1")
    (clone / "papers/2016/smith2016data.yaml").write_text(other, encoding="utf-8")
    commit(clone, "Add a paper")
    hub.job("review", "review", clone)
    (hub.folder / "temp/report").mkdir(parents=True)
    shutil.copy(clone / "report.json", hub.folder / "temp/report/report.json")
    hub.state = {"pulls": [{"number": 8, "sha": HEAD, "author_association": "NONE"}]}
    (comment,) = hub.job("comment", "comment")
    assert "New record `papers/2016/smith2016data.yaml`" in comment["body"]

    # An issue of the form is answered, accepted, merged.
    form = BODY.replace("Efficient Attention & KV Cache (efficient-attention)", "Principles (principles)")
    asked = {"number": 12, "user": {"login": "ada-example"}, "body": form.format(identifiers="arxiv:2401.00001")}
    hub.state = {"issues": {"12": asked}, "comments": {}}
    clone = hub.clone()
    answer_of_arxiv(clone)
    (answer,) = hub.job("intake", "answer", clone)
    assert "example2024madeup" in answer["body"]
    said = {"id": 5, "user": BOT, "body": answer["body"], "updated_at": "2026-01-02T10:00:00Z"}
    hub.state["comments"] = {"12": [said]}
    clone = hub.clone()
    answer_of_arxiv(clone)
    opened, told = hub.job("intake", "accept", clone)
    assert (opened["head"], told["did"]) == ("papers/issue-12", "PATCH")
    clone = hub.clone()
    git(clone, "merge", "--quiet", "origin/papers/issue-12")
    git(clone, "push", "--quiet", "origin", "main")
    clone = hub.clone()
    answer_of_arxiv(clone)
    assert [each["did"] for each in hub.job("intake", "merged", clone)] == ["PATCH", "issue close"]

    # The merge publishes: generated files first, then the site.
    hub.job("publish", "generated")
    clone = hub.clone()
    assert "2401.00001" in (clone / "README.md").read_text(encoding="utf-8")
    hub.job("publish", "site", clone)
    page = (clone / "site/papers/example2024madeup/index.html").read_text(encoding="utf-8")
    assert "https://o.github.io/r/" in page

    # Each month the data, twice a week the links.
    released = hub.job("data", "release")
    assert {"site/data/papers.bib", "site/data/datapackage.json"} <= {*released[-1]["arguments"]}
    hub.job("links", "links")

    # Each week the sources; what is certain is a pull request, the rest an issue, and a comment decides.
    hub.job("refresh", "ask")
    certain = proposal("smith2016software", "code", {"links.code": "https://github.com/example/it"}, "certain")
    likely = proposal("page2021prisma", "code", {"links.code": "https://github.com/example/prisma"})
    clone = hub.clone()
    kept = clone / "build/refresh/proposals.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"schema_version": 1, "proposals": [certain, likely]}), encoding="utf-8")
    done = hub.job("refresh", "propose", clone)
    (pull,) = (each for each in done if each["did"] == "pr")
    (issue,) = (each for each in done if each["did"] == "issue create")
    assert pull["head"] == "refresh"
    body = re.sub(r"^- \[ \]", "- [x]", issue["text"], flags=re.MULTILINE)
    event = {
        "comment": {"id": 9, "user": {"login": "ada-example"}, "body": "/accept", "author_association": "OWNER"},
        "issue": {"number": 12, "user": BOT, "body": body, "state": "open"},
    }
    (hub.folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    hub.state = {
        "issues": {"12": event["issue"]}, "comments": {"12": [event["comment"]]}, "asking": "12",
        "permissions": {"ada-example": "admin"}, "refreshes": [{"number": 7, "state": "open"}],
    }  # fmt: skip
    again = hub.clone()
    git(hub.folder / "origin.git", "update-ref", "refs/pull/7/head", "refs/heads/refresh")
    shutil.copytree(clone / "build/refresh", again / "build/refresh")
    done = hub.job("refresh", "decide", again)
    assert {"PATCH", "issue close", "issue comment"} == {each["did"] for each in done}

    # Nothing was left out.
    folder = hub.clone() / ".github/workflows"
    jobs = {
        (path.stem, name)
        for path in folder.glob("*.yml")
        for name, job in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"].items()
        if any("run" in step for step in job["steps"])
    }
    assert hub.ran == jobs
