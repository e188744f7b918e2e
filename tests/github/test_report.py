"""Reports on pull requests, those of people who mean harm included."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.checks.examples import git
from tests.github.conftest import add_record, commit

from livingsurvey.errors import UsageError
from livingsurvey.github.comment import LONGEST_COMMENT, rendered
from livingsurvey.github.report import LARGEST, Card, Change, Near, PullRequest, Way, report_on
from livingsurvey.publish.rendering.github_markdown import code_span, fenced, in_comment
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "@everyone look at #1 and owner/repo#2, GH-3, someone@example.org",
    "$(touch /tmp/owned) `id` ${HOME}; rm -rf / && echo %0A::set-output",
    "</details><script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![](https://evil.example/pixel.png) <https://evil.example>",
    "```\n# not a heading\n```",
    "~~~ ` `` ``` ```` | cell | ---",
    "<!-- survey:report --> --> ${{ github.token }}",
    "x" * 100_000,
]


def on(root: Path) -> PullRequest:
    return report_on(Survey.load(root, strict=False), "main")


def shown(report: PullRequest, **options: object) -> str:
    return rendered(
        ROOT, "report", report=report, **{"newcomer": False, "run_url": None, "contribute_url": None} | options
    )


def card(**values: object) -> Card:
    plain: dict[str, object] = {
        "file": "papers/2024/a2024b.yaml", "key": "a2024b", "state": "new", "title": "T", "authors": "A",
        "venue": "arXiv", "year": 2024, "topics": ("Topic",),
    }  # fmt: skip
    return Card.model_validate(plain | values)


def report_with(*cards: Card, **values: object) -> PullRequest:
    plain: dict[str, object] = {
        "papers_before": 1, "papers_after": 2, "errors": 0, "warnings": 0, "findings": (), "records": len(cards),
        "cards": cards, "readme": (), "generated": (),
    }  # fmt: skip
    return PullRequest.model_validate(plain | values)


OUR_TAGS = ("<span>", "</span>", "<code>", "</code>")


def harm_in(markdown: str) -> list[str]:
    """What in a comment would be more than text: calls, references, and HTML that is not ours."""
    found: list[str] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "html_block":
            found += re.findall(
                r"<(?!/?details>|/?summary>|!-- survey:(?:report|issue|proposals|answered[ 0-9]+) -->\n"
                r"|!-- read [0-9a-f]{64} -->\n|!-- survey:data\n[^<>]*-->\n)\S+",
                token.content,
            )
        run = ""
        for child in [*(token.children or ()), None]:
            if child is not None and child.type == "text":
                run += child.content
                continue
            found += re.findall(r"@[\w-]+|#[0-9]+|\bGH-[0-9]+|\b[0-9a-f]{7,40}\b", run)
            run = ""
            if child is not None and child.type == "html_inline" and child.content not in OUR_TAGS:
                found.append(child.content)
            if child is not None and child.type == "link_open" and "evil" in str(child.attrs["href"]):
                found.append(str(child.attrs["href"]))
            if child is not None and child.type == "image":
                found.append("an image")
    return found


def test_a_new_record_is_shown_with_what_it_resembles_and_where_it_will_be(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=new")
    add_record(repository, "example2024heavyhitter", '"H2O: Heavy-Hitter Oracles for Language Models"', "2403.00001")
    commit(repository)
    report = on(repository)
    assert (report.papers_before, report.papers_after, report.errors) == (8, 9, 0)
    (new,) = report.cards
    assert (new.state, new.key) == ("new", "example2024heavyhitter")
    assert new.page == "https://example.org/small-survey/papers/example2024heavyhitter/"
    assert new.nearest[0].key == "zhang2023h2o"
    assert [line[:9] for line in report.readme] == ["+ H2O: He"]
    text = shown(report)
    assert "New record `papers/2024/example2024heavyhitter.yaml`" in text
    assert "```diff\n+ H2O: Heavy-Hitter Oracles" in text


def test_what_a_work_does_and_how_it_compares_is_shown(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=said")
    path = repository / "papers/2022/frantar2022gptq.yaml"
    text = path.read_text(encoding="utf-8").replace("about 4 hours", "@evil hours").replace("[3, 4]", "[2, 3]")
    path.write_text(text, encoding="utf-8")
    commit(repository)
    report = on(repository)
    (card,) = report.cards
    assert card.traits == ("Needs training: calibration data", "Weight bits: 2, 3 bit", "Granularity: per group")
    assert [change.field for change in card.changes] == ["summary.en", "traits.weight-bits"]
    comment = shown(report)
    assert "layer after layer" in comment
    assert "- Weight bits: 2, 3 bit\n" in comment
    assert harm_in(comment) == []


def test_a_changed_record_is_shown_field_by_field(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=change")
    path = repository / "papers/2023/zhang2023h2o.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("FMInference/H2O", "FMInference/h2o").replace("name: H2O\n", ""),
        encoding="utf-8",
    )
    commit(repository)
    (changed,) = on(repository).cards
    assert changed.state == "changed"
    assert [(change.field, change.before, change.after) for change in changed.changes] == [
        ("name", "H2O", None),
        ("links.code", "https://github.com/FMInference/H2O", "https://github.com/FMInference/h2o"),
    ]


def test_a_removed_record_is_shown_and_one_that_cannot_be_read_is_not_taken_for_it(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=change")
    (repository / "papers/2023/chen2023maybe.yaml").unlink()
    (repository / "papers/2023/zhang2023h2o.yaml").write_text("title: [\n")
    commit(repository)
    report = on(repository)
    assert [(each.key, each.state) for each in report.cards] == [("chen2023maybe", "gone")]
    assert [finding.file for finding in report.findings] == ["papers/2023/zhang2023h2o.yaml"]
    assert report.readme == ()
    assert "1 error to correct" in shown(report)


@pytest.mark.parametrize("file", ["taxonomy.yaml", "knowledge/venues.yaml", "survey.yaml"])
def test_a_pull_request_that_breaks_a_shared_file_is_reported(repository: Path, file: str) -> None:
    git(repository, "switch", "--quiet", "--create=broken")
    (repository / file).write_text("topics: [\n", encoding="utf-8")
    add_record(repository, "example2024new", '"A new thing"', "2403.00009")
    commit(repository)
    report = on(repository)
    assert file in {finding.file for finding in report.findings}
    assert "example2024new" in shown(report)


def test_warnings_about_files_that_nobody_touched_are_not_told(repository: Path) -> None:
    add_record(repository, "other2024word", '"Another word"', "2403.00002")  # its key is not that of its author
    commit(repository)
    git(repository, "switch", "--quiet", "--create=change")
    add_record(repository, "example2024thing", '"A thing of its own"', "2403.00003")
    commit(repository)
    assert on(repository).findings == ()


def test_generated_files_edited_by_hand_are_named(repository: Path) -> None:
    from livingsurvey.github import forms
    from livingsurvey.publish.repository import readme

    survey = Survey.load(repository)
    readme.write(survey)
    forms.write(survey)
    commit(repository)
    git(repository, "switch", "--quiet", "--create=change")
    for file in ("README.md", "README.zh.md"):
        path = repository / file
        path.write_text(path.read_text(encoding="utf-8").replace("- H2O", "- My H2O", 1), encoding="utf-8")
    form = repository / forms.FOLDER / "config.yml"
    form.write_text("blank_issues_enabled: false\n")
    commit(repository)
    report = on(repository)
    assert report.generated == ("README.md", "README.zh.md", f"{forms.FOLDER}/config.yml")
    assert "**Generated files were edited:** `README.md`, `README.zh.md`, " in shown(report)


def test_prose_of_the_readme_is_not_generated(repository: Path) -> None:
    from livingsurvey.publish.repository import readme

    readme.write(Survey.load(repository))
    commit(repository)
    git(repository, "switch", "--quiet", "--create=change")
    path = repository / "README.md"
    path.write_text("Hello.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    commit(repository)
    assert on(repository).generated == ()


def test_newcomers_are_told_what_to_expect_and_reviewers_where_the_site_is() -> None:
    text = shown(
        report_with(), newcomer=True, run_url="https://github.com/o/r/actions/runs/1", contribute_url="https://s/c/"
    )
    assert "a maintainer must approve each run" in text
    assert "[contribute page](https://s/c/)" in text
    assert "`site` from [this run](https://github.com/o/r/actions/runs/1)" in text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_record_is_text_and_nothing_else(repository: Path, text: str) -> None:

    git(repository, "switch", "--quiet", "--create=hostile")
    add_record(repository, "example2024hostile", json.dumps(" ".join(text.split())[:1900]), "2403.00004")
    add_record(repository, "example2024broken", json.dumps(text), "2403.00005 " + json.dumps(text)[1:-1])
    commit(repository)
    comment = shown(on(repository))
    assert harm_in(comment) == []
    assert comment.startswith("<!-- survey:report -->")
    assert len(comment) <= LONGEST_COMMENT


SIGNS = st.sampled_from("@#`*_<>[]()!|~$&;:'\"=/\\-+.1aGHé数 ")
LINES = st.text(SIGNS, max_size=40).map(str.strip)


@given(LINES, LINES)
def test_whatever_a_report_says_stays_text(one: str, other: str) -> None:
    change = Change(field=one, before=other, after=None)
    comment = shown(
        report_with(
            card(
                title=one, authors=other, venue=one, topics=(other,), file=one, changes=(change,),
                nearest=(Near(key="b2024c", title=other, likeness=60),),
                ways=(Way(label=one, url="https://example.org/a"),),
            ),
            readme=(f"+ {one}", f"- {other}"),
            generated=(one,),
        )
    )  # fmt: skip
    assert harm_in(comment) == []


@given(LINES)
def test_a_line_reads_in_a_comment_as_it_was_written(text: str) -> None:
    tokens = MARKDOWN.parse(f"a {in_comment(text)} z") if text else []
    read = "".join(child.content for token in tokens for child in token.children or () if child.type == "text")
    assert " ".join(read.split()) == " ".join(f"a {text} z".split()) or not text


@given(LINES)
def test_code_stays_code(text: str) -> None:
    (inline,) = (token for token in MARKDOWN.parse(f"a {code_span(text)} z") if token.type == "inline")
    children = inline.children or []
    if "|" in text:  # a bar would end the cell of a table, in code as well
        codes = ["".join(child.content for child in children if child.type == "text")[2:-2]]
        assert "|" not in code_span(text)
    else:
        codes = [child.content for child in children if child.type == "code_inline"]
    assert [" ".join(code.split()) for code in codes] == [" ".join(text.split())]
    (block,) = (token for token in MARKDOWN.parse(fenced([text, "```", "````"], "diff")))
    assert block.content == f"{text}\n```\n````\n"


def test_a_report_with_line_breaks_in_it_says_nothing_of_its_own(tmp_path: Path) -> None:
    said = (
        "x.yaml\n\n@owners merge [this](https://evil.example/a)\n\n![p](https://evil.example/b.png)\n\n# Fine\n\n"
        "- [ ] task\n\n      code\n\n---\nTitle\n===\n\n> [!CAUTION]\n> danger\n\u202e\u2028| a | b |\r\n| - | - |\n"
        "a1b2c3d4e5f6 owner/name#1 someone@evil.example $x$ :tada: <!-- survey:issue -->"
    )
    finding = {"file": said, "line": 1, "column": 1, "code": "LS101", "severity": "error", "reason": said, "fix": said}
    report = report_with(errors=1).model_dump(mode="json") | {"findings": [finding | {"fixable": False}]}
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    comment = shown(PullRequest.read(tmp_path / "report.json"))
    assert harm_in(comment) == []
    kinds = [token.type for token in MARKDOWN.parse(comment)]
    assert kinds.count("heading_open") == 1
    assert not {"bullet_list_open", "blockquote_open", "code_block", "fence"} & set(kinds)
    assert kinds.count("tr_open") == 2
    assert not set(comment) & {"\u202e", "\u2028", "\r"}


def test_a_report_of_very_many_records_fits_into_a_comment() -> None:
    cards = [card(title="数" * 590, topics=("T" * 500,) * 5) for _ in range(100)]
    comment = shown(report_with(*cards, readme=("+ " + "é" * 590,) * 200))
    assert len(comment.encode()) <= LONGEST_COMMENT
    assert re.search(r"… and [0-9]+ more records\.", comment)
    assert comment.endswith("in a clone of the branch.\n")


def test_a_report_survives_its_file_and_nothing_else_is_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    report = report_with(card())
    path.write_text(report.model_dump_json(exclude_defaults=True), encoding="utf-8")
    assert PullRequest.read(path) == report
    for content in (
        b"{}",
        b"\xff",
        b"[" * 10_000,
        report.model_dump_json().replace('"T"', '"two\\nlines"').encode(),
        report.model_dump_json().replace('"T"', f'"{"x" * 700}"').encode(),
        report.model_dump_json().replace('"ways":[]', '"ways":[{"label":"x","url":"javascript:alert(1)"}]').encode(),
        report.model_dump_json().replace('"readme"', '"comment":"@all","readme"').encode(),
        b" " * (LARGEST + 1),
    ):
        path.write_bytes(content)
        with pytest.raises(UsageError, match="report"):
            PullRequest.read(path)


@pytest.fixture
def server(repository: Path, tmp_path: Path) -> Path:
    """A bare repository that holds the survey, as a server does."""
    origin = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), str(origin))
    return origin


def proposed(server: Path, branch: str, key: str, title: str, arxiv: str) -> PullRequest:
    """Clone, add a record on a branch, look at the report, push: what a contributor does."""
    clone = server.parent / branch
    git(server.parent, "clone", "--quiet", str(server), str(clone))
    git(clone, "switch", "--quiet", "--create", branch)
    add_record(clone, key, title, arxiv)
    commit(clone)
    git(clone, "push", "--quiet", "origin", branch)
    return on(clone)


def merged(server: Path, *branches: str) -> PullRequest:
    """What a pull request of the last branch reports after the others were merged: on the result of its own merge."""
    clone = server.parent / "merged"
    git(server.parent, "clone", "--quiet", str(server), str(clone))
    for branch in branches:
        git(clone, "merge", "--quiet", "--no-ff", "--no-edit", f"origin/{branch}")
    return report_on(Survey.load(clone, strict=False), "HEAD^1")


def test_the_same_paper_under_two_names_is_found_when_both_are_merged(server: Path) -> None:
    one = proposed(server, "one", "example2024paper", '"A Paper That Two People Like"', "2403.00006")
    two = proposed(server, "two", "example2024like", '"A paper that two people like"', "2403.00006")
    assert (one.errors, two.errors) == (0, 0)
    report = merged(server, "one", "two")
    assert [finding.code for finding in report.findings if finding.severity == "error"] == ["LS201"]


def test_different_papers_on_two_branches_merge_without_conflict(server: Path) -> None:
    proposed(server, "one", "example2024apples", '"Apples"', "2403.00007")
    proposed(server, "two", "example2024oranges", '"Oranges and what they are good for"', "2403.00008")
    report = merged(server, "one", "two")
    assert report.errors == 0
    assert [each.key for each in report.cards] == ["example2024oranges"]
