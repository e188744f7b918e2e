"""survey add, survey import"""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

from livingsurvey import Survey
from livingsurvey.store import lock
from livingsurvey.store.lock import writing
from upstream import Upstream

from .conftest import Run, command

TOPIC = "data-selection"


def records(survey: Path) -> set[str]:
    return {path.name for path in survey.glob("papers/*/*")}


def test_an_id_becomes_a_record(run: Run, survey: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    ran = run("add", "https://arxiv.org/pdf/2401.00001v2", "--topic", TOPIC, "--code", "https://github.com/a/b")
    assert ran.code == 0
    assert ran.out.splitlines()[1:3] == ["Ada Example, Özge Örnek", "arXiv 2024"]
    assert ran.errors[0] == "papers/2024/example2024madeup.yaml written"
    assert "LS231: 10.5555/made.up.1 is the id of a published version" in ran.errors[1]
    assert (survey / "papers/2024/example2024madeup.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../schema/paper.schema.json\n"
        'title: "Made-Up Quantization: A Paper That Is Nowhere Else"\n'
        "authors:\n  - Ada Example\n  - Özge Örnek\n"
        "year: 2024\nvenue: arXiv\n"
        'ids:\n  arxiv: "2401.00001"\n  doi: "10.5555/made.up.1"\n'
        "links:\n  code: https://github.com/a/b\n"
        f"topics:\n  - {TOPIC}\n"
        f"added: {ADDED}\n"
        "sources:\n  authors: https://arxiv.org/abs/2401.00001\n  venue: https://arxiv.org/abs/2401.00001\n"
    ).replace(ADDED, ran_on(survey))


ADDED = "ADDED"


def ran_on(survey: Path) -> str:
    text = (survey / "papers/2024/example2024madeup.yaml").read_text(encoding="utf-8")
    return text.partition("added: ")[2][:10]


def cuts(server: Upstream) -> None:
    server.answer(body="arxiv.atom")
    server.cuts = True


MOODS: dict[str, Callable[[Upstream], None]] = {
    "too many requests": lambda server: server.answer(429),
    "an internal error": lambda server: server.answer(500),
    "does not answer": lambda server: server.hang(),
    "broke off": cuts,
    "a broken answer": lambda server: server.answer(body=b"<html>"),
}


@pytest.mark.parametrize(("said", "mood"), MOODS.items())
def test_who_asked_for_the_look_up_gets_no_half_record(
    run: Run, survey: Path, catalogue: Upstream, said: str, mood: Callable[[Upstream], None]
) -> None:
    mood(catalogue)
    before = records(survey)
    ran = run("add", "2401.00001", "--topic", TOPIC, "--look-up")
    assert ran.code == 3
    assert said in ran.err
    assert records(survey) == before


@pytest.mark.parametrize(("said", "mood"), MOODS.items())
def test_the_others_are_told_what_to_fill_in(
    run: Run, survey: Path, catalogue: Upstream, said: str, mood: Callable[[Upstream], None]
) -> None:
    mood(catalogue)
    ran = run("add", "2401.00001", "--topic", TOPIC)
    assert ran.code == 0
    assert said in ran.errors[0]
    assert ran.errors[1:] == [
        "papers/2024/arxiv2024arxiv240100001.yaml written",
        '  missing: add  title: "The title as published"',
        "  missing: add  authors: [Given Surname, Given Surname]",
    ]
    assert "LS106" in run("check").out


@pytest.mark.parametrize(("insists", "code"), [((), 0), (("--look-up",), 3)])
def test_one_bad_answer_is_of_one_paper(
    run: Run, survey: Path, catalogue: Upstream, insists: tuple[str, ...], code: int
) -> None:
    catalogue.answer(body=b'{"message": {"title": 5}}')
    catalogue.answer(body="arxiv.atom")
    ran = run("add", "10.5555/made.up.9", "2401.00001", "--topic", TOPIC, *insists)
    assert ran.code == code
    assert "Crossref gave a broken answer" in ran.errors[0]
    assert "papers/2024/example2024madeup.yaml written" in ran.errors
    assert len(catalogue.asked) == 2


def test_who_does_not_answer_is_not_asked_again(run: Run, survey: Path, catalogue: Upstream) -> None:
    catalogue.hang()
    ran = run("add", "10.5555/made.up.8", "10.5555/made.up.9", "2401.00001", "--topic", TOPIC)
    assert ran.code == 0
    assert [path[:7] for path in catalogue.asked] == ["/10.555", "/?id_li"]


def test_another_paper_in_the_answer(run: Run, survey: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    before = records(survey)
    ran = run("add", "2402.00002", "--topic", TOPIC, "--look-up")
    assert (ran.code, records(survey)) == (3, before)
    assert "answered with another paper" in ran.err


def test_a_title_that_is_another_papers(run: Run, survey: Path, catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    before = records(survey)
    line = "Something Else Entirely, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2401.00001)]"
    ran = run("add", "--line", line, "--topic", TOPIC)
    assert (ran.code, records(survey)) == (1, before)
    assert "arxiv.org/abs/2401.00001 is “Made-Up Quantization: A Paper That Is Nowhere Else”, not “Something" in ran.err


def test_a_duplicate_is_named_and_nothing_asked(run: Run, survey: Path, catalogue: Upstream) -> None:
    before = records(survey)
    ran = run("add", "arxiv:2210.17323", "--topic", TOPIC)
    assert (ran.code, catalogue.asked, records(survey)) == (1, [], before)
    assert "papers/2022/frantar2022gptq.yaml is this paper" in ran.err
    assert f"write  topics: [weight-only-quantization, {TOPIC}]" in ran.err


def test_a_line_needs_no_network(run: Run, survey: Path) -> None:
    line = "A Title, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2401.00003)] [[code](https://github.com/a/b)]"
    ran = run("add", "--offline", "--line", line, "--topic", TOPIC)
    assert ran.code == 0
    assert "title2024title.yaml" in ran.err
    assert run("check").code == 0


def test_several_bibtex_entries_from_standard_input(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "@article{a, title={A One}, author={Doe, Jane}, journal={ICLR}, year=2024, eprint={2401.00004}}\n"
        "@article{b, title={Known}, author={Doe, Jane}, year=2022, eprint={2210.17323}}\n"
        "@article{c, title={A Three}, author={Doe, Jane}, journal={ICLR}, year=2024, eprint={2401.00005}}\n"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    ran = run("add", "--offline", "--bibtex", "-", "--topic", TOPIC)
    assert ran.code == 1
    assert {"doe2024one.yaml", "doe2024three.yaml"} <= records(survey)
    assert "frantar2022gptq.yaml is this paper" in ran.err


COLLABORATIONS = r"""
@article{A1, author={{LAMP Collaboration}}, title={A Search for Widgets}, eprint={2401.00021}, archivePrefix={arXiv},
  journal={ICLR}, volume={113}, pages={012010--012019}, month=may, year={2024}, address={Oslo}}
@article{A2, author={Aard, Una and others}, collaboration={LAMP}, title={Graphs of Widgets}, eprint={2401.00022},
  archivePrefix={arXiv}, year={2024}}
@misc{A3, author={{Gradient Team} and {Lamp Labs, Example} and Brook, Jr., Q. T. and Rey y Soto, Ana and
  {Prado de Luz}, B. and Ming, {Li}}, title={A Report on Widgets}, eprint={2401.00023}, archivePrefix={arXiv},
  year={2024}}
"""


def test_groups_and_others_become_records_in_which_nothing_is_found(run: Run, survey: Path) -> None:
    (survey / "lamp.bib").write_text(COLLABORATIONS, encoding="utf-8")
    ran = run("add", "--offline", "--bibtex", "lamp.bib", "--topic", TOPIC)
    assert ran.code == 0
    assert "note: left out, because records have no field for it: address = Oslo" in ran.err
    first, second, third = (
        Survey.load(survey)[key] for key in ("lamp2024search", "aard2024graphs", "gradient2024report")
    )
    assert (first.authors, first.month, first.volume) == (("LAMP Collaboration",), 5, "113")
    assert first.pages == "012010–012019"
    assert (second.authors, second.and_others) == (("Una Aard", "LAMP Collaboration"), True)
    assert [author.name.family_first for author in third.authors] == [
        "Gradient Team",
        "Lamp Labs, Example",
        "Brook, Q. T., Jr.",
        "Rey y Soto, Ana",
        "Prado de Luz, B.",
        "Ming, Li",
    ]
    assert run("check").code == 0
    exported = run("export", "bibtex", "widgets").out
    assert "{Una Aard and {LAMP Collaboration} and others}" in exported
    assert "Brook, Jr., Q. T. and {Rey y Soto}, Ana and {Prado de Luz}, B. and Li Ming" in exported


def test_an_issue_form(run: Run, survey: Path) -> None:
    (survey / "form.md").write_text(
        f"### Identifiers\n\n2401.00006\n2401.00007\n\n### Topic\n\nData ({TOPIC})\n", encoding="utf-8"
    )
    ran = run("add", "--offline", "--form", "form.md")
    assert ran.code == 0
    assert ran.err.count("written") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name what to add in exactly one way"),
        (("2401.00001", "--bibtex", "x.bib"), "name what to add in exactly one way"),
        (("--bibtex", "x.bib"), "there is no file x.bib"),
        (("gptq",), "'gptq' is not an id"),
        (("2401.00001", "--topic", "nope"), "no topic 'nope'"),
    ],
)
def test_wrong_usage(run: Run, survey: Path, arguments: tuple[str, ...], said: str) -> None:
    before = records(survey)
    ran = run("add", "--offline", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert records(survey) == before


def test_a_record_is_replaced_only_when_told(run: Run, survey: Path) -> None:
    line = "A Title, <ins>{}, 2024</ins> [[pdf](https://arxiv.org/abs/2401.00003)]"
    assert run("add", "--offline", "--line", line.format("ICLR"), "--topic", TOPIC).code == 0
    path = survey / "papers/2024/title2024title.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}# mine\n", encoding="utf-8")
    assert run("add", "--offline", "--line", line.format("ICML"), "--topic", TOPIC).code == 1
    assert "# mine" in path.read_text(encoding="utf-8")
    assert run("add", "--offline", "--line", line.format("ICML"), "--topic", TOPIC, "--overwrite").code == 0
    assert "venue: ICML" in path.read_text(encoding="utf-8")
    assert len(records(survey)) == 9


def test_import(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.md").write_text(
        "# L\n## T\n- A Paper <br> ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.00001)\n"
        "- [Tool](https://a.org) works\n",
        encoding="utf-8",
    )
    ran = run("import", "list.md", "--out", "new")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "list.md:4: its link leads to no paper: Tool works"
    assert ran.errors == ["1 entry understood, 1 left out, 0 lines not understood", "1 paper on 1 topic written to new"]
    assert run("check", "--root", "new").code == 0
    assert run("import", "list.md", "--out", "new").code == 2


# --- nothing lost ----------------------------------------------------------------------------------------------------

ALIKE = (
    "@misc{a, title={Efficient Sorting of Socks}, author={Roe, Ann}, note={x}, year=2024, eprint={2401.00008}}\n"
    "@misc{b, title={Efficient Folding of Shirts}, author={Roe, Bo}, year=2024, eprint={2401.00009}}\n"
    "@misc{c, title={Efficient Sorting of Socks}, author={Roe, Ann}, year=2024, eprint={2401.00008}}\n"
)


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
def test_two_entries_of_one_key_are_two_records_and_one_paper_is_one(
    run: Run, survey: Path, overwrite: tuple[str, ...]
) -> None:
    (survey / "alike.bib").write_text(ALIKE, encoding="utf-8")
    ran = run("add", "--offline", "--bibtex", "alike.bib", "--topic", TOPIC, *overwrite)
    assert "papers/2024/roe2024efficient.yaml written" in ran.errors
    assert "papers/2024/roe2024efficientfolding.yaml written" in ran.errors
    assert "papers/2024/roe2024efficient.yaml is this paper" in ran.errors[-1]
    assert len(records(survey)) == 10
    assert "Socks" in (survey / "papers/2024/roe2024efficient.yaml").read_text(encoding="utf-8")


def test_overwriting_says_which_record(run: Run, survey: Path) -> None:
    ran = run("add", "--offline", "--overwrite", "2210.17323", "2401.00001", "--topic", TOPIC)
    assert [error for error in ran.errors if not error.startswith(" ")] == [
        "papers/2022/frantar2022gptq.yaml replaced",
        "papers/2024/arxiv2024arxiv240100001.yaml written",
    ]


def test_what_a_full_disk_kept_from_being_written_is_named_and_added_the_next_time(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (survey / "alike.bib").write_text(ALIKE, encoding="utf-8")
    link = os.link

    def full(source: Path, target: Path) -> None:
        if "folding" in target.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        link(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full)
        ran = run("add", "--offline", "--bibtex", "alike.bib", "--topic", TOPIC)
    assert ran.code == 4
    assert ran.errors[0] == "papers/2024/roe2024efficient.yaml written"
    *_, first, second, error = ran.errors
    assert first == "not written: Efficient Folding of Shirts"
    assert second == "not written: Efficient Sorting of Socks"
    assert "no space is left on the disk at papers/2024/roe2024efficientfolding.yaml; free some and run again" in error
    assert len(records(survey)) == 9
    assert run("add", "--offline", "--bibtex", "alike.bib", "--topic", TOPIC).code == 1
    assert {"roe2024efficient.yaml", "roe2024efficientfolding.yaml"} <= records(survey)
    assert len(records(survey)) == 10


@pytest.mark.parametrize(("one", "other", "codes"), [(0, 1, [0, 0]), (0, 2, [0, 1])])
def test_two_at_once_are_one_after_the_other(survey: Path, one: int, other: int, codes: list[int]) -> None:
    """Both wait for the survey until it is let go; then whoever comes second knows what the first has written."""
    before = records(survey)
    writers = []
    with writing(survey, "survey test", print):
        for number in (one, other):
            (survey / f"{number}.bib").write_text(ALIKE.splitlines()[number], encoding="utf-8")
            started = command("add", "--offline", "--bibtex", f"{number}.bib", "--topic", TOPIC)
            writers.append(subprocess.Popen(started, cwd=survey, stderr=subprocess.PIPE, encoding="utf-8"))
        for writer in writers:
            assert writer.stderr is not None
            assert "'survey test', process" in writer.stderr.readline()
    said = [writer.communicate(timeout=PATIENCE)[1] for writer in writers]
    assert sorted(writer.returncode for writer in writers) == codes, said
    assert len(records(survey) - before) == codes.count(0)


WRITING = [
    ("add", "2401.00001", "--offline", "--topic", TOPIC),
    ("issue", "issue.json", "--write"),
    ("check", "--fix"),
    ("readme",),
    ("stats", "--write"),
    ("schema",),
    ("forms",),
    ("changes", "--write"),
    ("addresses", "--write"),
    ("freeze", "--reason", "Done."),
    ("thaw",),
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: str(arguments[0]))
def test_while_somebody_writes_nobody_else_does(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    body = f"### Identifiers\n\n2401.00001\n\n### Topic\n\nx ({TOPIC})"
    (survey / "issue.json").write_text(
        json.dumps({"number": 1, "user": {"login": "ada"}, "body": body}), encoding="utf-8"
    )
    before = sources(survey)
    with writing(survey, "survey test", print):
        ran = run(*arguments)
    assert ran.code == 4
    assert ran.errors[-1].startswith(f"survey: error: 'survey test', process {os.getpid()}, since ")
    assert sources(survey) == before


def sources(survey: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in survey.rglob("*") if path.is_file() and "build" not in path.parts}


@pytest.mark.parametrize("arguments", [("check",), ("find", "gptq"), ("readme", "--check"), ("schema", "--check")])
def test_who_only_reads_need_not_wait(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    with writing(survey, "survey test", print):
        assert run(*arguments).code != 4
