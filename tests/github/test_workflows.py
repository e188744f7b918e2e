"""Workflows: what they may do, and their scripts, run as they are with a stand-in for GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from tests.checks.examples import git
from tests.github.conftest import add_record, commit

from livingsurvey.github import steps
from livingsurvey.github.report import report_on
from livingsurvey.sources import arxiv, http
from livingsurvey.survey import Survey
from upstream import ANSWERS

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in GITHUB.glob("workflows/*.yml")
}
STEPS = [
    (name, step) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"].values() for step in job["steps"]
]
MAY_WRITE = {
    ("comment", "comment"): {"pull-requests"},
    ("intake", "answer"): {"issues"},
    ("intake", "accept"): {"contents", "issues", "pull-requests"},
    ("intake", "merged"): {"issues"},
    ("publish", "generated"): {"contents"},
    ("publish", "deploy"): {"id-token", "pages"},
    ("links", "links"): {"issues"},
    ("versions", "tell"): {"issues"},
    ("data", "release"): {"contents"},
    ("refresh", "propose"): {"contents", "issues", "pull-requests"},
    ("refresh", "decide"): {"contents", "issues", "pull-requests"},
}


def test_each_job_may_write_what_it_needs_and_nothing_else() -> None:
    for name, workflow in WORKFLOWS.items():
        assert workflow["permissions"] in ({}, {"contents": "read"}), name
        for job, settings in workflow["jobs"].items():
            writes = {scope for scope, level in settings.get("permissions", {}).items() if level == "write"}
            assert writes == MAY_WRITE.get((name, job), set()), (name, job)


def test_what_a_pull_request_brings_runs_only_where_nothing_can_be_written() -> None:
    for name, workflow in WORKFLOWS.items():
        assert "pull_request_target" not in workflow["on"]
        for job, settings in workflow["jobs"].items():
            if "pull_request" in workflow["on"] and "write" in settings.get("permissions", {}).values():
                checkouts = [step for step in settings["steps"] if "actions/checkout" in step.get("uses", "")]
                refs = [step["with"].get("ref") for step in checkouts]
                only_issues = "github.event_name == 'pull_request'" not in settings["if"]
                assert only_issues or refs == ["${{ github.event.repository.default_branch }}"], (name, job)


def test_nothing_is_put_into_a_shell_but_through_its_environment() -> None:
    for name, step in STEPS:
        assert "${{" not in step.get("run", ""), (name, step)


def test_actions_are_pinned_by_commit_and_checkouts_keep_no_token() -> None:
    for path in [*GITHUB.glob("workflows/*.yml"), *GITHUB.glob("actions/*/action.yml")]:
        for used in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"\./\S+|[\w./-]+@[0-9a-f]{40} # v[0-9.]+", used), (path.name, used)
    for name, step in STEPS:
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false", name


def test_one_version_of_each_action() -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for path in [*GITHUB.glob("workflows/*.yml"), *GITHUB.glob("actions/*/action.yml")]
    ]
    pins = {*re.findall(r"uses: ([\w./-]+)@(\S+ # \S+)", "\n".join(texts))}
    assert len({action for action, _ in pins}) == len(pins)


def test_every_step_of_the_workflows_is_there_and_has_its_purpose() -> None:
    used = {found[1] for _, step in STEPS if (found := re.match(r"survey step ([a-z-]+)", step.get("run", "")))}
    called = {
        name for path in steps.purposes() for name in re.findall(r'"\$here/([a-z-]+)"', steps.script(path).read_text())
    }
    assert used | called == set(steps.purposes())
    assert all(len(purpose) > 10 for purpose in steps.purposes().values())
    assert steps.script("../steps/may-write") is None


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def github(tmp_path: Path) -> Path:
    """The folder of the stand-in's state; what it was told to do is in ``done.jsonl``."""
    folder = tmp_path / "github"
    folder.mkdir()
    return folder


@pytest.fixture
def script(repository: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a step, or a script of .github/, in the survey, with ``gh`` and ``survey`` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    shutil.copy(ROOT / "tests/github/gh", programs / "gh")
    survey = programs / "survey"
    code = "import sys; from livingsurvey.cli import main; sys.exit(main())"
    survey.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8")
    survey.chmod(survey.stat().st_mode | stat.S_IXUSR)

    def run(name: str, *arguments: str, state: dict[str, Any] | None = None, **variables: str) -> Any:
        (github / "state.json").write_text(json.dumps(state or {}), encoding="utf-8")
        surroundings = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "FAKE_GITHUB": str(github),
            "GITHUB_REPOSITORY": "o/r", "GH_TOKEN": "none",
        }  # fmt: skip
        return subprocess.run(
            ["bash", steps.script(name) or GITHUB / name, *arguments], cwd=repository, env=surroundings | variables,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run


def done(github: Path) -> list[dict[str, Any]]:
    path = github / "done.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


OURS = {"id": 5, "user": {"login": "github-actions[bot]"}, "body": "<!-- m -->\nold"}


def test_a_comment_is_made_once_and_then_edited(script: Run, github: Path, tmp_path: Path) -> None:
    file = tmp_path / "comment.md"
    file.write_text("<!-- m -->\n$(id) `id` @everyone\n")
    others = [{"id": 4, "user": {"login": "mallory"}, "body": "<!-- m -->\n"}]
    assert script("keep-comment", "3", str(file), state={"comments": {"3": others}}).returncode == 0
    assert script("keep-comment", "3", str(file), state={"comments": {"3": [*others, OURS]}}).returncode == 0
    assert [(each["did"], each["path"]) for each in done(github)] == [
        ("POST", "repos/o/r/issues/3/comments"),
        ("PATCH", "repos/o/r/issues/comments/5"),
    ]
    assert {each["body"] for each in done(github)} == {file.read_text(encoding="utf-8")}


@pytest.mark.parametrize("number", ["", "3/../4", "3; id", "$(id)", "-1"])
def test_a_number_that_is_none_reaches_nobody(script: Run, github: Path, tmp_path: Path, number: str) -> None:
    (tmp_path / "x").write_text("<!-- m -->\n")
    assert script("keep-comment", number, str(tmp_path / "x")).returncode == 2
    assert script("read-issue", number, str(tmp_path / "issue")).returncode == 2
    assert done(github) == []


def test_a_report_goes_to_the_pull_request_of_its_commit(script: Run, github: Path, repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=new")
    add_record(repository, "example2024new", '"New and $(id) `id`"', "2403.00001")
    commit(repository)
    report = report_on(Survey.load(repository, strict=False), "main").model_dump_json(exclude_defaults=True)
    (github / "report.json").write_text(report, encoding="utf-8")
    git(repository, "switch", "--quiet", "main")
    pulls = [
        {"number": 8, "sha": "beef", "author_association": "NONE"},
        {"number": 9, "sha": "other", "author_association": "NONE"},
    ]
    variables = {"HEAD_SHA": "beef", "RUN_URL": "https://github.com/o/r/actions/runs/1"}
    path = str(github / "report.json")
    ran = script("comment-on-pull-request", path, state={"pulls": pulls}, **variables)
    assert ran.returncode == 0, ran.stderr
    (told,) = done(github)
    assert told["path"] == "repos/o/r/issues/8/comments"
    assert "Welcome, and thank you" in told["body"]
    assert "New record `papers/2024/example2024new.yaml`" in told["body"]
    assert script("comment-on-pull-request", path, state={"pulls": []}, **variables).returncode == 0
    assert len(done(github)) == 1
    (github / "report.json").write_text("{}")
    assert script("comment-on-pull-request", path, state={"pulls": pulls}, **variables).returncode == 2
    assert len(done(github)) == 1


BODY = """### Identifiers

{identifiers}

### Topic

Efficient Attention & KV Cache (efficient-attention)

### Code

_No response_

### Summary

_No response_

### Why it belongs here

$(id) `id`

### Are you one of the authors?

Yes"""


IN_CHINESE = """### 论文编号

{identifiers}

### 主题

高效注意力 (efficient-attention)

### 代码

_No response_

### 摘要句

_No response_

### 收录理由

$(id) `id`

### 你是作者之一吗？

是"""


def issue(identifiers: str, **values: Any) -> dict[str, Any]:
    return {"number": 12, "user": {"login": "ada-example"}, "body": BODY.format(identifiers=identifiers)} | values


BEFORE, LABELLED, AFTER = "2026-01-02T10:00:00Z", "2026-01-02T11:00:00Z", "2026-01-02T12:00:00Z"
VARIABLES = {"BASE": "main", "LOGIN": "ada-example", "LOGIN_ID": "5", "ACCEPTED": LABELLED}
NEW = "arxiv:2401.00001"


@dataclass
class Intake:
    """An issue of the form on its way through the scripts, in a repository that can be pushed to.

    What arXiv says of the new paper is in the cache of answers, as if it had been asked today.
    """

    script: Run
    github: Path
    repository: Path
    asked: dict[str, Any]
    comments: list[dict[str, Any]] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        return {"issues": {"12": self.asked}, "comments": {"12": self.comments}}

    def answered(self, when: str = BEFORE, login: str = "github-actions[bot]") -> None:
        """The workflow's first job: its comment stands on the issue."""
        self.run("read-issue", "12", "build/issue")
        survey = ["survey", "issue", "build/issue/issue.json", "--comments", "build/issue/comments.jsonl", "--look-up"]
        path = f"{self.github.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
        body = subprocess.run(
            survey,
            cwd=self.repository,
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=os.environ | {"PATH": path},
        ).stdout
        self.comments.append({"id": 5, "user": {"login": login}, "body": body, "updated_at": when})

    def accepted(self, **variables: str) -> list[dict[str, Any]]:
        """The job that the label starts; gives what it did to GitHub."""
        (self.github / "done.jsonl").unlink(missing_ok=True)
        self.run("read-issue", "12", "build/issue")
        sha = subprocess.run(
            ["git", "rev-parse", "main"], cwd=self.repository, capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()
        self.run("accept-issue", "12", "build/issue", **VARIABLES | {"BASE_SHA": sha} | variables)
        return done(self.github)

    def pushed(self) -> str:
        """The message and the author of what was pushed."""
        shown = ["git", "log", "-1", "--format=%B%n%an", "origin/papers/issue-12"]
        ran = subprocess.run(shown, cwd=self.repository, capture_output=True, check=False)
        return ran.stdout.decode()  # what git says of a branch that is not there is in its user's language and letters

    def run(self, *arguments: str, **variables: str) -> None:
        ran = self.script(*arguments, state=self.state(), **variables)
        assert ran.returncode == 0, ran.stderr


@pytest.fixture
def intake(script: Run, github: Path, repository: Path, tmp_path: Path) -> Intake:
    origin = tmp_path / "origin.git"
    git(repository, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(repository, "remote", "add", "origin", str(origin))
    git(repository, "push", "--quiet", "origin", "main")
    question = requests.Request("GET", arxiv.ADDRESS, params={"id_list": "2401.00001", "max_results": "1"})
    http._Kept(repository, question).keep((ANSWERS / "arxiv.atom").read_bytes())
    return Intake(script, github, repository, issue(NEW))


@pytest.mark.long
def test_accepting_opens_a_pull_request_with_the_submitter_as_co_author(intake: Intake) -> None:
    intake.answered()
    opened, told = intake.accepted()
    assert opened == {
        "did": "pr", "title": "Add example2024madeup", "head": "papers/issue-12", "base": "main",
        "body": "Closes #12, which @ada-example opened.",
    }  # fmt: skip
    assert (told["did"], told["path"]) == ("PATCH", "repos/o/r/issues/comments/5")
    assert "https://github.com/o/r/pull/7" in told["body"]
    shown = intake.pushed()
    assert "Co-authored-by: ada-example <5+ada-example@users.noreply.github.com>" in shown
    assert "Closes #12" in shown
    assert shown.strip().endswith("github-actions[bot]")


def test_what_is_here_already_opens_nothing_and_the_label_can_be_set_again(intake: Intake) -> None:
    intake.asked = issue("arxiv:2306.14048")
    intake.answered()
    told, unlabelled = intake.accepted()
    assert "It is already in the survey, as `papers/2023/zhang2023h2o.yaml`" in told["body"]
    assert unlabelled == {"did": "issue edit", "arguments": ["12", "--repo", "o/r", "--remove-label", "accept"]}


def test_an_issue_of_the_chinese_form_goes_the_same_way(intake: Intake) -> None:
    assert "Identifiers" not in WORKFLOWS["intake"]["jobs"]["answer"]["if"]
    intake.asked = issue(NEW, body=IN_CHINESE.format(identifiers=NEW))
    intake.answered()
    assert "它的页面将是 <https://example.org/small-survey/zh/papers/example2024madeup/>" in intake.comments[0]["body"]
    opened, told = intake.accepted()
    assert opened["title"] == "Add example2024madeup"
    assert "### 已采纳" in told["body"]
    assert "Co-authored-by: ada-example" in intake.pushed()


def test_only_what_stood_there_when_the_label_was_set_is_accepted(intake: Intake) -> None:
    intake.answered()
    intake.asked["body"] = intake.asked["body"].replace("$(id)", "Something else.")
    told, unlabelled = intake.accepted()
    assert "The issue has changed since the label was set" in told["body"]
    assert unlabelled["did"] == "issue edit"
    assert intake.pushed() == ""
    # Looked at again, it is accepted.
    intake.comments = [{"id": 5, "user": {"login": "github-actions[bot]"}, "body": told["body"], "updated_at": AFTER}]
    assert intake.accepted(ACCEPTED=AFTER)[0]["did"] == "pr"


def test_what_others_say_meanwhile_changes_nothing_and_who_left_gets_no_mention(intake: Intake) -> None:
    intake.asked = issue(NEW, user=None)
    intake.comments.append({"id": 4, "user": None, "body": "/topic data-selection"})
    intake.answered()
    intake.comments.append({"id": 6, "user": {"login": "mallory_corp"}, "body": "/topic data-selection\nHello."})
    opened, _ = intake.accepted(LOGIN="", LOGIN_ID="")
    assert opened["body"] == "Closes #12."
    assert "Co-authored-by" not in intake.pushed()


def test_ten_long_keys_fit_into_a_title(intake: Intake) -> None:
    fake = intake.github.parent / "bin" / "survey"
    real = fake.read_text(encoding="utf-8").splitlines()[1]
    make = " ".join(f"papers/2024/{'very' * 15}long2024title{letter}.yaml" for letter in "abcdefghij")
    write = f"case \"$*\" in *--write*) for f in {make}; do echo 'title: x' > $f; done;; esac"
    intake.answered()
    fake.write_text(f"#!/bin/sh\n{write}\n{real}\n", encoding="utf-8")
    opened, _ = intake.accepted()
    assert len(opened["title"]) <= 256
    assert opened["title"].startswith("Add example2024madeup veryvery")
    assert opened["title"].endswith(" and 8 more")


def test_no_comment_takes_the_place_of_an_acceptance_that_waits() -> None:
    intake = WORKFLOWS["intake"]
    assert "concurrency" not in intake
    assert intake["jobs"]["accept"]["concurrency"] == {
        "group": "accept-${{ github.event.issue.number }}", "cancel-in-progress": "false",
    }  # fmt: skip


def test_a_fork_publishes_its_first_site_and_later_ones_with_care(script: Run, github: Path, repository: Path) -> None:
    fake = Path(github.parent, "bin", "survey")
    fake.write_text(f'#!/bin/sh\necho "$@" > "{github}/built"\n', encoding="utf-8")
    built = github / "built"
    variables = {"SITE_URL": "https://o.github.io/r", "GITHUB_SHA": "abc"}

    def options(**state: Any) -> str:
        ran = script("build-site", state=state, **variables)
        assert ran.returncode == 0, ran.stderr
        return built.read_text(encoding="utf-8").strip()

    sha = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, capture_output=True, encoding="utf-8"
    ).stdout.strip()
    assert options() == "build --site-url https://o.github.io/r/"
    assert options(published="0" * 40) == "build --site-url https://o.github.io/r/"  # a history that is gone
    assert options(published=sha) == f"build --site-url https://o.github.io/r/ --published {sha}"
    assert options(published=sha, labels=["allow-drops", "x"]).endswith(sha)
    assert options(published=sha, labels=["x", "allow-drop"]).endswith("--allow-drop")
    variables["ALLOW_DROP"] = "true"
    assert options(published=sha).endswith("--allow-drop")


def test_the_site_of_the_tool_goes_into_a_folder_of_the_surveys(script: Run, github: Path, repository: Path) -> None:
    for name in ("survey", "mkdocs"):
        Path(github.parent, "bin", name).write_text(f'#!/bin/sh\necho {name} "$@" >> "{github}/built"\n', "utf-8")
        Path(github.parent, "bin", name).chmod(0o755)
    (repository / "docs/tool").mkdir(parents=True)
    for name in ("tool.yml", "no-site.yml"):
        (repository / "docs" / name).write_text("site_name: Tool\n", encoding="utf-8")
    ran = script("build-site", state={}, SITE_URL="https://o.github.io/r", GITHUB_SHA="abc")
    assert ran.returncode == 0, ran.stderr
    assert (github / "built").read_text(encoding="utf-8").splitlines()[1:] == [
        f"mkdocs build --quiet --strict --config-file docs/tool.yml --site-dir {repository}/site/tool"
    ]


@pytest.mark.long
def test_generated_files_are_committed_when_they_change(script: Run, repository: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(repository, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(repository, "remote", "add", "origin", str(origin))
    (repository / "docs").mkdir()
    (repository / "docs/data.md").write_text("<!-- survey:begin coverage -->\n<!-- survey:end coverage -->\n")
    commit(repository)
    git(repository, "push", "--quiet", "--set-upstream", "origin", "main")
    ran = script("commit-generated")
    assert ran.returncode == 0, ran.stderr
    names = subprocess.run(
        ["git", "--git-dir", str(origin), "show", "--name-only", "--format=%s", "main"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout.split("\n")  # fmt: skip
    assert names[0] == "Update what is generated from the records"
    assert {"README.md", "docs/data.md", ".github/ISSUE_TEMPLATE/add-papers.yml", "schema/paper.schema.json"} <= {
        *names
    }
    assert "Nothing changed." in script("commit-generated").stdout


def test_one_issue_lists_dead_links(script: Run, github: Path, tmp_path: Path) -> None:
    file = tmp_path / "links.md"
    file.write_text("")
    arguments = ("dead-links", "Dead links", str(file))
    assert script("keep-issue", *arguments).returncode == 0
    assert done(github) == []
    assert script("keep-issue", *arguments, state={"dead": "4"}).returncode == 0
    file.write_text("some\n")
    assert script("keep-issue", *arguments, state={"dead": "4"}).returncode == 0
    assert script("keep-issue", *arguments).returncode == 0
    assert [each["did"] for each in done(github)] == ["issue close", "issue edit", "label create", "issue create"]


@pytest.mark.parametrize(("permission", "may"), [("admin", 0), ("write", 0), ("read", 1), ("none", 1), ("writes", 1)])
def test_only_whoever_may_write_decides_about_proposals(script: Run, permission: str, may: int) -> None:
    ran = script("may-write", "ada-example", state={"permissions": {"ada-example": permission}})
    assert ran.returncode == may
    assert script("may-write", "ada/../mallory", state={"permissions": {"mallory": "admin"}}).returncode == 2


def test_a_comment_on_anything_but_our_issue_decides_nothing() -> None:
    job = WORKFLOWS["refresh"]["jobs"]["decide"]
    assert job["steps"][1]["run"] == 'survey step may-write "$LOGIN"'
    for condition in (
        """contains(fromJSON('["OWNER", "MEMBER", "COLLABORATOR"]'), github.event.comment.author_association)""",
        "github.event.issue.user.login == 'github-actions[bot]'",
        "!github.event.issue.pull_request",
        "contains(github.event.issue.labels.*.name, 'proposals')",
    ):
        assert condition in job["if"].split(" && ")


def test_two_runs_never_write_to_one_branch_and_whoever_asks_sources_may_write_nothing() -> None:
    jobs = WORKFLOWS["refresh"]["jobs"]
    assert jobs["propose"]["concurrency"] == jobs["decide"]["concurrency"]
    assert jobs["ask"]["permissions"] == {"contents": "read"}


def test_data_is_released_once_a_day_of_the_history(script: Run, github: Path, repository: Path) -> None:
    (repository / "site/data").mkdir(parents=True)
    (repository / "site/data/papers.bib").write_text("x")
    assert script("release-data", GITHUB_SHA="abc").returncode == 0
    viewed, created = done(github)
    assert created["arguments"][0] == viewed["arguments"][0]
    assert re.fullmatch(r"data-[0-9]{4}-[0-9]{2}-[0-9]{2}", created["arguments"][0])
    assert "site/data/papers.bib" in created["arguments"]
    assert script("release-data", GITHUB_SHA="abc", state={"released": True}).returncode == 0
    assert len(done(github)) == 3


RUN = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_RUN_ID": "17"}


def test_one_issue_tells_of_versions_with_which_the_checks_fail(script: Run, github: Path) -> None:
    for result in ("failure", "cancelled", "success"):
        assert script("tell-of-versions", RESULT=result, state={"dead": "4"}, **RUN).returncode == 0
    assert script("tell-of-versions", RESULT="failure", **RUN).returncode == 0
    assert [each["did"] for each in done(github)] == ["issue edit", "issue close", "label create", "issue create"]


def test_the_newest_versions_are_all_that_there_are(script: Run, repository: Path) -> None:
    assert script("choose-versions", "newest").returncode == 0
    assert (repository / "build/versions.txt").read_text(encoding="utf-8") == ""
    assert script("choose-versions", "some").returncode == 2


def test_every_python_from_the_first_that_is_promised_is_tried() -> None:
    job = WORKFLOWS["check"]["jobs"]["check"]
    tried = [tuple(map(int, version.split("."))) for version in job["strategy"]["matrix"]["python"]]
    assert tried == [(3, minor) for minor in range(11, 11 + len(tried))]
    assert sys.version_info[:2] <= tried[-1]
