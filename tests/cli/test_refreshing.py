"""survey refresh"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.dumps import made
from tests.refresh.said import CODE, FORUM, IN_DOCS, PAPER, VENUE, proposal, telling

from livingsurvey import Survey, clock
from livingsurvey.model import Identifier
from livingsurvey.refresh import asking, renewing
from livingsurvey.refresh.deciding import reject
from livingsurvey.refresh.standing import FILE, Standing
from livingsurvey.sources import live
from livingsurvey.sources.version import Version
from livingsurvey.store.layout import REJECTED
from livingsurvey.store.write import edit_file
from upstream import Upstream

CHEN = "papers/2023/chen2023maybe.yaml"


@pytest.fixture
def standing(survey: Path) -> Path:
    """The made-up survey with four open proposals."""
    Standing((VENUE, FORUM, PAPER, CODE)).write(survey)
    return survey


def records(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("papers/*/*")}


def left(root: Path) -> list[str]:
    return [each.id for each in Standing.read(root).proposals]


def test_what_is_open_is_listed_by_certainty_and_kind(run: Run, standing: Path) -> None:
    ran = run("refresh", "--list")
    assert ran.code == 0
    assert ran.out.splitlines()[:14] == [
        "certain: venue",
        "",
        f"  {VENUE.id}  chen2023maybe",
        '    venue: "arXiv" → "ICLR"',
        "    year: 2023 → 2024",
        "    OpenReview, read 2024-03-01: https://openreview.net/forum?id=madeUp1234",
        "    it has the same title, it has the same authors",
        "",
        "certain: id",
        "",
        f"  {FORUM.id}  chen2023maybe",
        '    ids.openreview: "madeUp1234"',
        "    OpenReview, read 2024-03-01: https://openreview.net/forum?id=madeUp1234",
        "    it has the same title, it has the same authors",
    ]
    assert ran.errors == [
        "4 proposals: 3 certain, 1 likely",
        f"next: survey refresh --all-certain, or  survey refresh --reject {VENUE.id} --reason TEXT",
    ]


def test_where_nothing_is_open_that_is_said(run: Run, survey: Path) -> None:
    ran = run("refresh", "--list")
    assert (ran.code, ran.out, ran.errors) == (0, "", ["no proposals"])


def test_for_programs_each_has_its_id(run: Run, standing: Path) -> None:
    said = json.loads(run("refresh", "--list", "--format", "json").out)
    assert said["schema_version"] == 1
    assert [each["id"] for each in said["proposals"]] == [VENUE.id, FORUM.id, PAPER.id, CODE.id]
    assert said["proposals"][0]["said"] == {"venue": "ICLR", "year": 2024}


def test_of_lists_the_difference_is_shown(run: Run, survey: Path) -> None:
    now = {"authors": ["Ada Example", "Bo Beispiel"], "also_titled": ["A", "B"]}
    said = {"authors": ["Ada Example", {"family": "Örnek", "given": "Özge"}], "also_titled": ["B", "A"]}
    edit_file(survey / CHEN, {(place,): value for place, value in now.items()})
    Standing((proposal("authors", said, now),)).write(survey)
    lines = run("refresh", "--list").out.splitlines()
    assert lines[3] == '    authors: - "Bo Beispiel", + {"family": "Örnek", "given": "Özge"}'
    assert lines[4] == '    also_titled: in another order, ["B", "A"]'


def test_what_strangers_say_does_not_steer_the_terminal(run: Run, survey: Path) -> None:
    evil = "\x1b[2J\x9b31m\u202e<b>\n::error::" + "x" * 1000
    Standing((proposal("code", {"links.project": evil}),)).write(survey)
    ran = run("refresh", "--list")
    assert r'links.project: "\u001b[2J\x9b31m\u202e<b>\n::error::xxx' in ran.out
    assert all(line.isprintable() for line in ran.out.splitlines())
    assert len(ran.out) < 800


def test_a_yes_writes_the_record_and_takes_the_proposal_off_the_list(run: Run, standing: Path) -> None:
    before = records(standing)
    ran = run("refresh", "--accept", VENUE.id[:4], "--accept", CODE.id, "--accept", VENUE.id)
    assert (ran.code, ran.out) == (0, "")
    assert ran.errors == [f"{CHEN} is written: {', '.join(_places(VENUE, CODE))}", "2 proposals accepted, 2 open"]
    assert Survey.load(standing)["chen2023maybe"].venue == "ICLR"
    assert {name for name, content in records(standing).items() if before.get(name) != content} == {CHEN}
    assert left(standing) == [FORUM.id, PAPER.id]
    assert run("check").code == 0


def _places(*proposals: object) -> list[str]:
    ordered = sorted(proposals, key=lambda each: each.id)  # type: ignore[attr-defined]
    return [place for each in ordered for place in each.said]


def test_what_somebody_else_has_rejected_meanwhile_is_not_certain(run: Run, standing: Path) -> None:
    """The file of rejections comes with a pull, the proposals that are open stay on this machine."""
    reject(standing, [VENUE], "a namesake", dt.date(2024, 3, 2))
    ran = run("refresh", "--all-certain")
    assert (ran.code, ran.errors[-1]) == (0, "2 proposals accepted, 1 open")
    assert Survey.load(standing)["chen2023maybe"].venue == "arXiv"


def test_where_it_cannot_be_read_what_was_rejected_nothing_is_written(run: Run, standing: Path) -> None:
    before = records(standing)
    (standing / REJECTED).parent.mkdir(exist_ok=True)
    (standing / REJECTED).write_text('{"id":', encoding="utf-8")
    ran = run("refresh", "--all-certain")
    assert (ran.code, records(standing)) == (1, before)
    assert (ran.out + ran.err).count("history/rejected.jsonl:1:1 error LS607") == 1


def test_all_that_is_certain_at_once(run: Run, standing: Path) -> None:
    ran = run("refresh", "--all-certain")
    assert (ran.code, left(standing)) == (0, [CODE.id])
    assert ran.errors[-1] == "3 proposals accepted, 1 open"
    assert "example2024madeup" in Survey.load(standing)
    assert run("refresh", "--all-certain").errors == ["0 proposals accepted, 1 open"]
    assert run("check").code == 0


def test_one_that_cannot_be_accepted_stays_and_keeps_the_others_from_nothing(run: Run, standing: Path) -> None:
    edit_file(standing / CHEN, {("venue",): "ACL"})
    before = (standing / CHEN).read_bytes()
    ran = run("refresh", "--accept", VENUE.id, "--accept", PAPER.id)
    assert ran.code == 1
    assert ran.errors[0] == "papers/2024/example2024madeup.yaml is written: title, authors, year, venue, ids, topics"
    assert ran.errors[1].startswith(f'survey: error: {CHEN}:5:1: venue is "ACL" now, and was "arXiv" when {VENUE.id}')
    assert ran.errors[2] == "1 proposal accepted, 2 open"
    assert (standing / CHEN).read_bytes() == before


def test_accepting_one_answer_takes_the_other_off_the_list(run: Run, survey: Path) -> None:
    other = proposal("venue", {"venue": "ACL", "year": 2023}, VENUE.now, telling("DBLP"))
    Standing((VENUE, other)).write(survey)
    assert run("refresh", "--accept", other.id).code == 0
    assert left(survey) == []


def test_a_no_is_kept_with_its_reason(run: Run, standing: Path) -> None:
    before = records(standing)
    ran = run("refresh", "--reject", VENUE.id[:5], "--reject", CODE.id, "--reason", "a workshop of the same name")
    assert (ran.code, ran.out) == (0, "")
    assert ran.errors == ["2 proposals rejected, 2 open; history/rejected.jsonl remembers it"]
    lines = (standing / REJECTED).read_text(encoding="utf-8").splitlines()
    assert {(json.loads(line)["id"], json.loads(line)["reason"]) for line in lines} == {
        (VENUE.id, "a workshop of the same name"),
        (CODE.id, "a workshop of the same name"),
    }
    assert records(standing) == before
    assert run("check").code == 0
    Standing((VENUE, FORUM)).write(standing)  # as if it had been said again
    assert VENUE.id not in run("refresh", "--list").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--list", "--all-certain"], "--all-certain and --list do not go together; run one after the other"),
        (["--accept", "1234", "--reject", "1234", "--reason", "x"], "--accept and --reject do not go together"),
        (["--accept", "1234", "--source", "arxiv"], "--source has no effect with --accept; leave one of them out"),
        (["--list", "--minutes", "0"], "--minutes has no effect with --list"),
        (["--all-certain", "--format", "json"], "--format has no effect with --all-certain"),
        (["--reject", "1234"], "write  --reject ID --reason TEXT"),
        (["--reason", "x"], "write  --reject ID --reason TEXT"),
        (["--accept", "zzzz"], "no proposal 'zzzz'. 'survey refresh --list' shows those that are open"),
        (["--accept", "1"], "write at least 4 digits"),
        (["--source", "arxvi"], "no source 'arxvi'. Did you mean 'arxiv'?"),
        (["--engine", "pyspark"], "--engine needs  --dump PATH, the Parquet files that it is to look in"),
        (["--list", "--engine", "pyspark"], "--engine has no effect with --list"),
        (["--topic", "nothing-like-it"], "no topic 'nothing-like-it'"),
        (["--since", "yesterday"], "--since"),
        (["--minutes", "-1"], "--minutes"),
        (["--minutes", "inf"], "--minutes"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, standing: Path, arguments: list[str], told: str) -> None:
    before = records(standing)
    ran = run("refresh", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert (records(standing), left(standing)) == (before, [VENUE.id, FORUM.id, PAPER.id, CODE.id])


def test_a_broken_file_stops_the_command_before_it_does_anything(run: Run, standing: Path) -> None:
    (standing / REJECTED).parent.mkdir()
    (standing / REJECTED).write_text("{}\n", encoding="utf-8")
    for arguments in ([], ["--list"], ["--reject", VENUE.id, "--reason", "no"]):
        ran = run("refresh", *arguments)
        assert ran.code == 1
        assert "history/rejected.jsonl:1:1 error LS607" in ran.errors[0]
    (standing / REJECTED).unlink()
    (standing / FILE).write_text("[]", encoding="utf-8")
    ran = run("refresh")
    assert ran.code == 2
    assert "delete it and run 'survey refresh' again" in ran.err


def test_what_the_documentation_shows_is_what_the_command_does(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2024, 3, 2))
    venue, code = IN_DOCS
    Standing(IN_DOCS).write(survey)
    listed = run("refresh", "--list")
    record = survey / "papers/2024/example2024bold.yaml"
    before = record.read_text(encoding="utf-8").splitlines()
    accepted = run("refresh", "--accept", venue.id[:4])
    rejected = run("refresh", "--reject", code.id[:4], "--reason", "code of a fan")
    changes = difflib.unified_diff(before, record.read_text(encoding="utf-8").splitlines(), n=0, lineterm="")
    shown = [
        f"$ survey refresh --list\n{listed.out}{listed.err}",
        f"$ survey refresh --accept {venue.id[:4]}\n{accepted.err}",
        "".join(f"{line}\n" for line in list(changes)[2:] if not line.startswith("@@")),
        f"$ survey refresh --reject {code.id[:4]} --reason 'code of a fan'\n{rejected.err}",
        (survey / REJECTED).read_text(encoding="utf-8"),
    ]
    page = (Path(__file__).parents[2] / "docs/tool/refresh.md").read_text(encoding="utf-8")
    assert [
        text for text in shown if f"```\n{text}```" not in page.replace("```text", "```").replace("```diff", "```")
    ] == []


NEW = "papers/2024/example2024quantization.yaml"


@pytest.fixture
def preprint(survey: Path) -> Path:
    """The made-up survey with the preprint that the answers of tests/data/answers tell of."""
    (survey / NEW).write_text(
        'title: "Made-Up Quantization: A Paper That Is Nowhere Else"\nauthors: [Ada Example, Özge Örnek]\nyear: 2024\n'
        'venue: arXiv\nids: {arxiv: "2401.00001"}\ntopics: [quantization]\nadded: 2024-02-01\n',
        encoding="utf-8",
    )
    return survey


def test_sources_are_asked_and_what_they_say_is_proposed(run: Run, preprint: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    before = records(preprint)
    ran = run("refresh", "--source", "arxiv")
    assert (ran.code, records(preprint)) == (0, before)
    assert '    ids.doi: "10.5555/made.up.1"' in ran.out.splitlines()
    assert ran.errors[0].startswith("1 proposal: ")
    (proposed,) = Standing.read(preprint).proposals
    assert proposed.told[0].reference == "https://arxiv.org/abs/2401.00001"
    assert run("refresh", "--list").out == ran.out
    questions = len(catalogue.asked)
    assert run("refresh", "--source", "ARXIV").out == ran.out
    assert len(catalogue.asked) == questions  # the answer of the day is kept
    assert run("refresh", "--accept", proposed.id).code == 0
    assert 'doi: "10.5555/made.up.1"' in (preprint / NEW).read_text(encoding="utf-8")
    assert run("refresh", "--source", "arxiv").errors == ["no proposals"]


def test_what_was_rejected_is_not_proposed_by_the_next_run(run: Run, preprint: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    run("refresh", "--source", "arxiv")
    run("refresh", "--reject", left(preprint)[0], "--reason", "another paper's")
    assert run("refresh", "--source", "arxiv").errors == ["no proposals"]


def test_a_source_that_fails_keeps_what_it_had_said(run: Run, preprint: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    said = run("refresh", "--source", "arxiv").out
    shutil.rmtree(preprint / "build/cache/answers")
    catalogue.answers.clear()
    catalogue.answer(503)
    ran = run("refresh", "--source", "arxiv")
    assert (ran.code, ran.out) == (0, said)
    assert ran.errors[:2] == [
        "survey: warning: arXiv has an internal error (HTTP 503); try again later",
        "no source has answered; nothing was changed",
    ]


@pytest.mark.parametrize("status", [200, 301, 400, 403, 404, 429, 500, 503])
@pytest.mark.parametrize(
    "body", [b"", b"<html>Sign in</html>", b"[" * 9999, b'{"notes": [{"id": "../x"}]}', b"\xff\x00"]
)
def test_no_answer_of_a_server_changes_a_record(
    run: Run, preprint: Path, catalogue: Upstream, status: int, body: bytes
) -> None:
    catalogue.answer(status, body, Location="http://127.0.0.1:1/")
    before = records(preprint)
    ran = run("refresh")
    assert (ran.code, ran.out, records(preprint)) == (0, "", before)
    assert ran.errors[-1] == "no proposals"
    assert len(ran.errors) <= len(live.MODULES) + 2
    assert all(line.isprintable() for line in ran.errors)


def test_without_network_each_source_is_named_and_nothing_changes(
    run: Run, preprint: Path, catalogue: Upstream
) -> None:
    catalogue.hang()
    before = records(preprint)
    ran = run("refresh")
    assert (ran.code, ran.out, records(preprint)) == (0, "", before)
    warned = [line for line in ran.errors if line.startswith("survey: warning: ")]
    assert len(warned) == len(live.MODULES)
    assert all(any(line.startswith(f"survey: warning: {name} ") for line in warned) for name in live.MODULES)
    assert ran.errors[-2:] == ["no source has answered; nothing was changed", "no proposals"]


def test_what_was_heard_before_ctrl_c_is_kept(run: Run, preprint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Survey.load(preprint)["example2024quantization"]
    ids = (Identifier("arxiv", "2401.00001"), Identifier("doi", "10.5555/made.up.1"))
    said = Version("arXiv", "https://arxiv.org/abs/2401.00001", paper.title, tuple(paper.authors), ids=ids)
    monkeypatch.setattr(renewing, "ask", lambda *_, **__: asking.Heard(found=[(paper.key, said)], stopped=True))
    assert run("refresh").code == 130
    assert [each.said for each in Standing.read(preprint).proposals] == [{"ids.doi": "10.5555/made.up.1"}]


def test_an_id_that_leads_to_another_paper_is_told(run: Run, preprint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, page = (Identifier("arxiv", "2401.00001"),), "https://arxiv.org/abs/2401.00001"
    titles = ("Made-Up \x1b[31mRed", "Made-Up Pruning")
    said = [("example2024quantization", Version("arXiv", page, title, ("Eve Other",), ids=ids)) for title in titles]
    monkeypatch.setattr(renewing, "ask", lambda *_, **__: asking.Heard(found=said))
    assert run("refresh", "--source", "arxiv").errors == [
        f"survey: warning: {NEW}: arxiv:2401.00001 is “Made-Up Pruning”, {page}; correct the id",
        "no proposals",
    ]


def test_when_there_is_no_time_it_is_said_for_how_many(run: Run, preprint: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    ran = run("refresh", "--source", "arxiv", "--minutes", "0")
    assert ran.errors == ["arXiv was not asked about 8 papers more: the next run begins with them", "no proposals"]


def test_sources_are_those_that_the_survey_names(run: Run, preprint: Path, catalogue: Upstream) -> None:
    (preprint / "knowledge/refresh.yaml").write_text("sources: [arXiv]\n", encoding="utf-8")
    catalogue.answer(500)
    assert [line for line in run("refresh").errors if "warning" in line] == [
        "survey: warning: arXiv has an internal error (HTTP 500); try again later"
    ]


def test_a_dump_is_read_and_nobody_is_asked(run: Run, preprint: Path, catalogue: Upstream, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    title = Survey.load(preprint)["example2024quantization"].title
    dump = tmp_path / "snapshot.json"
    line = made.preprint("2401.00001", title, authors="Ada Example and Özge Örnek", doi="10.5555/made.up.1")
    made.write_lines(dump, [line, "nothing"])
    ran = run("refresh", "--dump", dump)
    assert (ran.code, catalogue.asked) == (0, [])
    assert '    ids.doi: "10.5555/made.up.1"' in ran.out.splitlines()
    assert ran.errors[0].startswith(f"survey: warning: {dump}: line 2 could not be read; works that could: 1 (")
    assert run("refresh", "--dump", tmp_path / "nothing").code == 2


def test_sources_that_contradict_each_other_in_one_run_write_nothing(run: Run, survey: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    paper, before = Survey.load(survey)["chen2023maybe"], records(survey)
    made.write_list(tmp_path / "iclr2024.json", [made.submission(paper.title, author=";".join(paper.authors))])
    names = "".join(f"<author>{author}</author>" for author in paper.authors)
    record = f"<title>{paper.title}</title><year>2024</year><booktitle>AAAI</booktitle>"
    made.write_dblp(tmp_path / "dblp.xml", f'<inproceedings key="conf/aaai/ChenZ24">{names}{record}</inproceedings>\n')
    ran = run("refresh", "--dump", tmp_path)
    assert "certain:" not in ran.out
    assert {"paperlists says ICLR 2024", "DBLP says AAAI 2024"} <= set(re.findall(r"\w+ says \w+ \d+", ran.out))
    assert run("refresh", "--all-certain").code == 0
    assert records(survey) == before


def test_where_a_dump_tells_something_nobody_is_told_that_nothing_was(
    run: Run, preprint: Path, catalogue: Upstream, tmp_path: Path
) -> None:
    pytest.importorskip("duckdb")
    title = Survey.load(preprint)["example2024quantization"].title
    dump = made.write_lines(tmp_path / "snapshot.json", [made.preprint("2401.00001", title, doi="10.5555/made.up.1")])
    catalogue.answer(500)
    ran = run("refresh", "--dump", dump, "--source", "arxiv")
    assert ran.errors[0] == "survey: warning: arXiv has an internal error (HTTP 500); try again later"
    assert ran.errors[1].endswith(" likely")


def test_for_an_issue_each_has_a_box(run: Run, standing: Path) -> None:
    ran = run("refresh", "--list", "--format", "markdown")
    assert ran.out.count("\n- [ ] `") == 4
    assert ran.errors == ["4 proposals: 3 certain, 1 likely"]
    Standing().write(standing)
    assert run("refresh", "--list", "--format", "markdown").out == ""
