"""The workflow that keeps the survey current: its steps as they are, week after week, with a stand-in for GitHub."""

from __future__ import annotations

import copy
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
from tests.checks.examples import git
from tests.github.conftest import commit
from tests.github.played import ASKING, NOWHERE, played
from tests.github.test_report import harm_in
from tests.github.test_workflows import ROOT, WORKFLOWS, done

from livingsurvey.model.proposal import Proposal

BOT = {"login": "github-actions[bot]"}
JOBS = WORKFLOWS["refresh"]["jobs"]


@dataclass
class Hub:
    """A repository on GitHub that the workflow runs in, with its issue and its pull requests.

    Each run has a fresh clone, as on GitHub; what is kept from run to run is in ``kept``.
    """

    folder: Path
    said: tuple[dict[str, Any], ...] = ()
    pulls: list[dict[str, Any]] = field(default_factory=list)
    issue: dict[str, Any] | None = None
    comments: list[dict[str, Any]] = field(default_factory=list)
    did: list[dict[str, Any]] = field(default_factory=list)
    sources: str = ""
    summary: str = ""
    runs: int = 0
    permissions: dict[str, str] = field(default_factory=lambda: {"ada": "admin"})

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    @property
    def pull(self) -> dict[str, Any]:
        """The newest pull request."""
        return self.pulls[-1]

    @property
    def boxes(self) -> dict[str, str]:
        """The lines of the issue with boxes, by the ids of their proposals."""
        if self.issue is None or self.issue["state"] == "closed":
            return {}
        return dict(re.findall(r"^- \[[ x]\] `([0-9a-f]{10})` (.*)$", self.issue["body"], re.MULTILINE))

    def week(self) -> None:
        """A run by the clock: sources are asked, and what they say is proposed."""
        self.run("ask")
        self.run("propose")

    def tick(self, *ids: str) -> None:
        assert self.issue is not None
        for each in ids:
            assert f"- [ ] `{each}`" in self.issue["body"]
            self.issue["body"] = self.issue["body"].replace(f"- [ ] `{each}`", f"- [x] `{each}`")
        # whoever edits a text on GitHub's pages sends it back with the line ends of the web
        self.issue["body"] = self.issue["body"].replace("\r\n", "\n").replace("\n", "\r\n")

    def comment(self, body: str, association: str = "OWNER", login: str = "ada", *, runs: bool = True) -> None:
        said = {"id": 100 + len(self.comments), "user": {"login": login}, "body": body}
        said |= {"author_association": association}
        self.comments.append(said)
        if runs:
            assert self.issue is not None
            self.run("decide", {"comment": said, "issue": dict(self.issue)})

    def says(self, *proposals: dict[str, Any]) -> None:
        """What sources say from now on."""
        self.said = proposals

    @property
    def state(self) -> Any:
        """All that people see."""
        return copy.deepcopy((self.git("rev-parse", "refresh"), self.pulls, self.issue, self.comments))

    def edit(self, branch: str, path: str, *texts: str) -> None:
        """Somebody changes a file, by hand: each text becomes the next."""
        clone = self.clone()
        git(clone, "switch", "--quiet", branch)
        file = clone / path
        content = file.read_text(encoding="utf-8")
        for before, after in zip(texts[::2], texts[1::2], strict=True):
            assert before in content
            content = content.replace(before, after)
        file.write_text(content, encoding="utf-8")
        commit(clone)
        git(clone, "push", "--quiet", "origin", branch)

    def add(self, branch: str, path: str, text: str) -> None:
        """Somebody adds text to the end of a file, or writes a new one."""
        clone = self.clone()
        git(clone, "switch", "--quiet", branch)
        file = clone / path
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
        commit(clone)
        git(clone, "push", "--quiet", "origin", branch)

    def merge(self) -> None:
        """Merge the pull request in one commit with a message of its own, which is the hardest to remember."""
        clone = self.clone()
        git(clone, "merge", "--squash", "--quiet", "origin/refresh")
        commit(clone, "Refresh")
        git(clone, "push", "--quiet", "origin", "main")
        self.pull["state"] = "closed"

    def clone(self) -> Path:
        place = self.folder / f"clone{len(list(self.folder.glob('clone*')))}"
        git(self.folder, "clone", "--quiet", str(self.origin), str(place))
        return place

    def at(self, path: str, branch: str = "refresh") -> str:
        return self.git("show", f"{branch}:{path}")

    def git(self, *arguments: str) -> str:
        ran = subprocess.run(["git", *arguments], cwd=self.origin, capture_output=True, encoding="utf-8", check=False)
        return ran.stdout.strip()

    def run(self, job: str, event: dict[str, Any] | None = None) -> None:
        self.runs += 1
        clone = self.clone()
        (clone / "build").mkdir()
        kept = self.folder / "kept"
        if kept.exists():
            shutil.copytree(kept, clone / "build/refresh")
        issues = {"12": self.issue} if self.issue else {}
        state = {
            "refreshes": [{"number": each["number"], "state": each["state"]} for each in self.pulls],
            "issues": issues, "comments": {"12": self.comments}, "permissions": self.permissions,
            "asking": "12" if self.issue and self.issue["state"] == "open" else "", "next": 7 + len(self.pulls),
        }  # fmt: skip
        (self.folder / "state.json").write_text(json.dumps(state), encoding="utf-8")
        (self.folder / "event.json").write_text(json.dumps(event or {}), encoding="utf-8")
        (self.folder / "done.jsonl").unlink(missing_ok=True)
        summary = self.folder / "summary.md"
        summary.write_text("", encoding="utf-8")
        values = {
            "github.token": "none", "github.ref_name": "main", "github.event.issue.number": "12",
            "github.event.comment.user.login": event["comment"]["user"]["login"] if event else "",
        }  # fmt: skip
        told = {
            name: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: values[match[1]], value)
            for name, value in JOBS[job].get("env", {}).items()
        }
        surroundings = os.environ | told | {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "FAKE_GITHUB": str(self.folder),
            "GITHUB_REPOSITORY": "o/r", "GITHUB_REPOSITORY_OWNER": "o", "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"), "SOURCES": self.sources,
        }  # fmt: skip
        failed = False
        for step in JOBS[job]["steps"]:
            if "run" in step and step["run"] != "gh auth setup-git" and not failed:
                if step["run"] == "survey step ask-sources" and not self.sources:
                    file = clone / "build/refresh/proposals.json"
                    file.parent.mkdir(exist_ok=True)
                    file.write_text(json.dumps({"schema_version": 1, "proposals": self.said}), encoding="utf-8")
                ran = subprocess.run(
                    ["bash", "-e", "-c", step["run"]], cwd=clone, env=surroundings, capture_output=True,
                    encoding="utf-8", check=False,
                )  # fmt: skip
                self.log = ran.stdout + ran.stderr
                failed = ran.returncode != 0
                self.failed = step["run"] if failed else None
                print(self.log)
        if job == "ask":
            shutil.rmtree(kept, ignore_errors=True)
            if (clone / "build/refresh").exists():
                shutil.copytree(clone / "build/refresh", kept)
        self.summary = summary.read_text(encoding="utf-8") or self.summary
        self.did = done(self.folder)
        for each in self.did:
            self._does(**each)
        if any(each["state"] == "open" for each in self.pulls):
            self.git("update-ref", f"refs/pull/{self.pull['number']}/head", "refs/heads/refresh")

    def _does(self, did: str, **what: Any) -> None:
        match did:
            case "pr":
                self.pulls.append({"number": 7 + len(self.pulls), "state": "open"} | what)
            case "PATCH":
                assert what["path"] == f"repos/o/r/pulls/{self.pull['number']}"
                self.pull.update(body=what["body"], title=what["title"])
            case "issue create":
                self.issue = {"number": 12, "user": BOT, "body": what["text"], "state": "open"}
            case "issue edit":
                assert self.issue is not None
                self.issue["body"] = what["text"]
            case "issue close":
                assert self.issue is not None
                self.issue["state"] = "closed"
            case "issue comment":
                said = {"id": 100 + len(self.comments), "user": BOT, "body": what["text"]}
                self.comments.append(said | {"author_association": "NONE"})


def proposal(key: str, kind: str, said: dict[str, Any], certainty: str = "likely", **values: Any) -> dict[str, Any]:
    told = [{"source": "DBLP", "reference": "https://dblp.org/rec/conf/acl/Example24", "day": "2026-11-30"}]
    return {
        "key": key,
        "kind": kind,
        "said": said,
        "certainty": certainty,
        "reasons": ["same authors"],
        "told": told,
    } | values


@pytest.fixture
def hub(repository: Path, tmp_path: Path) -> Hub:
    folder = tmp_path / "hub"
    (folder / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "tests/github/gh", folder / "bin/gh")
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), str(folder / "origin.git"))
    survey = folder / "bin/survey"
    survey.write_text(f"#!{sys.executable}\n{ASKING}", encoding="utf-8")
    survey.chmod(survey.stat().st_mode | stat.S_IXUSR)
    return Hub(folder)


MAYBE, H2O, GPTQ = "papers/2023/chen2023maybe.yaml", "papers/2023/zhang2023h2o.yaml", "papers/2022/frantar2022gptq.yaml"
EVIL = "Fixes #1 [skip ci] @everyone GH-3 --> <!-- https://evil.example/ closes https://github.com/o/r/issues/1"
REJECTED = "history/rejected.jsonl"
LINE = (
    '{"id":"0123456789","key":"zhou2023lima","kind":"venue","said":{"venue":"ACL"},"reason":"no","day":"2026-01-05"}\n'
)
VENUE = proposal(
    "chen2023maybe", "venue", {"venue": "ACL", "year": 2024}, "certain", now={"venue": "arXiv", "year": 2023}
)
OTHER = proposal("chen2023maybe", "venue", {"venue": "ICLR", "year": 2024}, now={"venue": "arXiv", "year": 2023})
CODE = proposal(
    "zhang2023h2o", "code", {"links.code": "https://github.com/FMInference/h2o"},
    now={"links.code": "https://github.com/FMInference/H2O"},
)  # fmt: skip
ID = proposal("chen2023maybe", "id", {"ids.openreview": "abcDEF12"}, reasons=[EVIL])


def ids(*proposals: dict[str, Any]) -> list[str]:
    return [Proposal.model_validate_json(json.dumps(each)).id for each in proposals]


@pytest.mark.long
def test_what_was_decided_is_not_asked_again_week_after_week(hub: Hub) -> None:
    with played(EVIL) as sources:
        hub.sources = sources.address
        hub.week()
        assert sources.asked >= {*sources.answers}
        assert "venue: ACL\n" in hub.at(MAYBE)
        assert "venue: https://dblp.org/rec/conf/acl/Example24" in hub.at(MAYBE)
        assert hub.pull["title"] == "Refresh 1 record from what sources say"
        row = "`venue` arXiv → ACL; `year` 2023 → 2024 | [DBLP](https://dblp.org/rec/conf/acl/Example24), read"
        assert row in hub.pull["body"]
        acl, code, title = hub.boxes
        assert "`ids.acl` 2024.acl-long.9999" in hub.boxes[acl]
        assert hub.issue is not None
        assert harm_in(hub.issue["body"]) == []

        before = hub.state
        hub.week()
        assert hub.state == before
        assert [each["did"] for each in hub.did] == ["PATCH", "issue edit"]

        hub.tick(code, title)
        hub.comment("/accept")
        assert "code: https://github.com/example/maybe" in hub.at(MAYBE)
        assert EVIL in hub.at(GPTQ)
        assert [*hub.boxes] == [acl]
        assert [each["number"] for each in hub.pulls] == [7]
        assert hub.pull["title"] == "Refresh 2 records from what sources say"
        assert f"- `{code}` `chen2023maybe`: links.code" in hub.comments[-1]["body"]
        assert "It is in the pull request #7." in hub.comments[-1]["body"]

        hub.tick(acl)
        hub.comment(f"/reject {EVIL}")
        (line,) = map(json.loads, hub.at("history/rejected.jsonl").splitlines())
        assert (line["id"], line["reason"]) == (acl, EVIL)
        assert hub.issue["state"] == "closed"
        assert "1 rejected proposal, in `history/rejected.jsonl`" in hub.pull["body"]

        before = hub.state
        hub.week()
        assert hub.state == before
        assert [harm_in(each["body"].replace("request #7", "")) for each in (hub.pull, *hub.comments[1::2])] == [[]] * 3
        messages = hub.git("log", "--format=%B", "refresh")
        assert messages.count("\nAccepted: ") == 3
        assert not re.search(r"[@#<>]|GH-|[a-z]//|ci\]", messages)

        hub.merge()
        hub.week()
        assert [each["number"] for each in hub.pulls] == [7]
        assert hub.issue["state"] == "closed"


def test_sources_that_are_down_change_nothing(hub: Hub) -> None:
    with played(EVIL) as sources:
        hub.sources = sources.address
        hub.week()
        before = hub.state
        sources.down = {"dblp.org"}
        hub.week()
        assert "\n    survey: warning: DBLP has an internal error (HTTP 500); try again later\n" in hub.summary
        assert hub.state == before
    hub.sources = NOWHERE
    hub.week()
    assert "\n    survey: warning: arXiv cannot be reached from this machine; try again later\n" in hub.summary
    assert "\n    no source has answered; nothing was changed\n" in hub.summary
    assert hub.state == before
    assert hub.failed is None


def test_what_is_taken_back_or_closed_does_not_come_back(hub: Hub) -> None:
    hub.says(VENUE, CODE | {"certainty": "certain"})
    hub.week()
    hub.edit("refresh", MAYBE, "venue: ACL", "venue: arXiv", "year: 2024", "year: 2023")
    before = hub.git("rev-parse", "refresh")
    hub.week()
    assert hub.git("rev-parse", "refresh") == before
    assert "chen2023maybe" not in hub.pull["body"]
    assert hub.issue is None
    hub.pull["state"] = "closed"
    hub.git("update-ref", "-d", "refs/heads/refresh")
    hub.week()
    assert (len(hub.pulls), hub.issue, hub.did) == (1, None, [])


def test_what_the_main_branch_changes_meanwhile_undoes_nothing_else(hub: Hub) -> None:
    hub.says(VENUE, ID | {"certainty": "certain"}, CODE | {"certainty": "certain"})
    hub.add("main", REJECTED, LINE.replace("0123456789", "00000000aa"))
    hub.week()
    hub.add("refresh", REJECTED, LINE.replace("0123456789", "00000000bb"))
    hub.add("main", REJECTED, LINE.replace("0123456789", "00000000cc"))
    hub.edit(
        "main",
        MAYBE,
        'ids: {arxiv: "2305.09246"}',
        'links: {project: "https://example.org/maybe"}\nids: {arxiv: "2305.09246"}',
    )
    hub.edit("main", H2O, "FMInference/H2O", "example/H2O")
    hub.week()
    assert "venue: ACL" in hub.at(MAYBE)
    assert "abcDEF12" in hub.at(MAYBE)
    assert "https://example.org/maybe" in hub.at(MAYBE)
    assert "example/H2O" in hub.at(H2O)
    table, _, gone = hub.pull["body"].partition("**No longer part of this**")
    assert "chen2023maybe" in table
    assert "zhang2023h2o" not in table
    assert "- `zhang2023h2o`: links.code" in gone
    kept = [json.loads(line)["id"] for line in hub.at(REJECTED).splitlines()]
    assert {*kept} >= {"00000000aa", "00000000bb", "00000000cc"}
