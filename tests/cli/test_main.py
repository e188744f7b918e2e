"""What is common to all commands: global options, exit codes, and one clear line for whatever goes wrong."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NO_LOCALE, PATIENCE, starts_without_a_locale

from livingsurvey.cli import trouble
from livingsurvey.cli.app import EVERYDAY, PUBLISHING, UPKEEP, app, global_options_first
from livingsurvey.errors import EnvironmentTrouble, InvalidData, NotASurvey, OutputRefused, SurveyError, UnknownName

from .conftest import Run, command, in_a_terminal

COMMANDS = tuple(each.name or each.callback.__name__ for each in app.registered_commands if each.callback)


def test_help_names_every_command_and_every_exit_code(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert ran.err == ""
    for name in COMMANDS:
        assert f" {name} " in ran.out
    for panel in (EVERYDAY, PUBLISHING, UPKEEP):
        assert panel in ran.out
    assert "0 fine, 1 findings in the data, 2 wrong usage, 3 network, 4 internal error" in ran.out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert run() == run("--help") == run("-h")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"Usage: survey {name} " in ran.out
    assert f"$ survey {name}" in ran.out
    assert "Every command also takes --root FOLDER and --debug." in ran.out


def test_every_command_is_in_a_group_with_help() -> None:
    assert len({*COMMANDS}) == len(COMMANDS)
    assert all(each.rich_help_panel and each.help for each in app.registered_commands)


def test_the_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("survey 0.")


@pytest.mark.parametrize(
    ("arguments", "everywhere", "rest"),
    [
        (["check"], [], ["check"]),
        (["check", "--debug", "--root", "x"], ["--debug", "--root=x"], ["check"]),
        (["--root=x", "find", "a", "--root", "y"], ["--root=x", "--root=y"], ["find", "a"]),
        (["find", "--", "--debug", "--root"], [], ["find", "--", "--debug", "--root"]),
    ],
)
def test_global_options_may_stand_anywhere(arguments: list[str], everywhere: list[str], rest: list[str]) -> None:
    assert global_options_first(arguments) == (everywhere, rest)


def test_the_survey_is_found_from_a_folder_below(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(survey / "papers" / "2022")
    assert run("check").code == 0


def test_the_survey_may_be_named(run: Run, small_survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("--root", small_survey, "check"), ("check", "--root", small_survey / "papers")):
        assert run(*arguments).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["raedme"], "No such command 'raedme'. Did you mean 'readme'?"),
        (["check", "--fromat", "json"], "No such option: --fromat"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["check", "extra"], "'survey check --help' explains"),
        (["show"], "Missing argument 'KEY'"),
        (["serve", "--port", "99999"], "'survey serve --help' explains"),
        (["serve", "--port", "http"], "'survey serve --help' explains"),
        (["check", "--root"], "--root needs a folder; write  --root FOLDER"),
        (["--root", "/no/such/folder", "check"], "/no/such/folder is not a folder"),
        (["find"], "name what to look for: words, --topic, --year, --venue or --trait"),
        (["find", "x", "--year", "20x"], "'20x' is not a year"),
        (["build", "--site-url", "example.org"], "'example.org' is not a web address"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, survey: Path, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.errors) == 1
    assert ran.err.startswith("survey: error: ")
    assert said in ran.err


@pytest.mark.parametrize(
    "arguments", [["check"], ["build"], ["serve"], ["readme"], ["show", "x"], ["find", "x"], ["stats"], ["schema"]]
)
def test_a_folder_that_is_no_survey(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.errors == [
        f"survey: error: no survey in {tmp_path}: neither it nor a folder above it has a survey.yaml; use --root FOLDER"
    ]


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let every command that loads a survey meet this error."""

    def load(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("livingsurvey.survey.Survey.load", load)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SurveyError("x"), 4, "x"),
        (NotASurvey("no survey here"), 2, "no survey here"),
        (UnknownName("no topic 'x'"), 2, "no topic 'x'"),
        (OutputRefused("not a site of ours"), 2, "not a site of ours"),
        (EnvironmentTrouble("port 8000 is in use"), 4, "port 8000 is in use"),
        (InvalidData([]), 1, "0 errors in the data; 'survey check' lists them"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/a/b"),
            4,
            "no space is left on the disk at /a/b; free some",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/a/b"),
            4,
            "no permission at /a/b; change its permissions",
        ),
        (OSError(errno.EROFS, "Read-only file system", "/a"), 4, "the file system is read-only at /a;"),
        (OSError(errno.EADDRINUSE, "Address in use"), 4, "the port is in use; choose another with --port"),
        (
            OSError(errno.EMFILE, "Too many open files"),
            4,
            "too many files are open; raise the limit with  ulimit -n 4096",
        ),
        (FileNotFoundError(errno.ENOENT, "No such file", "/a"), 4, "no such file or folder at /a;"),
        (OSError(errno.EXDEV, "Invalid cross-device link", "/a", None, "/b"), 4, "Invalid cross-device link at /b"),
        (OSError("something odd"), 4, "something odd"),
        (MemoryError(), 4, "the machine is out of memory"),
        (ZeroDivisionError("division\nby zero"), 4, "ZeroDivisionError: division by zero; run again with --debug"),
    ],
)
def test_every_error_is_one_line_with_its_exit_code(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    fail_with(monkeypatch, error)
    ran = run("check")
    assert ran.code == code
    assert ran.out == ""
    assert len(ran.errors) == 1
    assert ran.err.startswith(f"survey: error: {said}")
    assert "Traceback" not in ran.err


def test_debug_shows_the_traceback(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    ran = run("check", "--debug")
    assert ran.code == 4
    assert ran.errors[0] == "Traceback (most recent call last):"
    assert ran.errors[-1].startswith("survey: error: ZeroDivisionError")


def test_an_interrupt_is_quiet(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, KeyboardInterrupt())
    ran = run("check")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_advice_names_a_path_the_short_way(survey: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", str(survey / "site" / "index.html"))
    assert trouble.explained(error)[0].startswith("no space is left on the disk at site/index.html;")


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(survey: Path) -> None:
    record = (survey / "papers/2022/frantar2022gptq.yaml").read_text(encoding="utf-8")
    for number in range(200):
        long = record.replace("OPTQ: ", f"OPTQ {'and more ' * 60}: ")
        (survey / f"papers/2022/many2022n{number}.yaml").write_text(long, encoding="utf-8")
    process = subprocess.Popen(
        command("find", "--year", "2023"), cwd=survey, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=PATIENCE) == 0


def test_help_into_a_closed_pipe_is_quiet() -> None:
    process = subprocess.Popen(command("--help"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=PATIENCE) == 0


def test_a_full_disk_behind_standard_output_is_one_line(survey: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            command("stats"), cwd=survey, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert ran.returncode == 4
    assert ran.stderr.splitlines() == ["survey: error: no space is left on the disk; free some and run again"]


@starts_without_a_locale
def test_another_program_gets_utf_8_in_any_locale(survey: Path) -> None:
    ran = subprocess.run(
        command("show", "martins2021former"), cwd=survey, capture_output=True, env=os.environ | NO_LOCALE, check=True
    )
    assert "∞-former: Infinite Memory Transformer" in ran.stdout.decode()


@starts_without_a_locale
def test_another_program_gives_utf_8_in_any_locale(survey: Path) -> None:
    entry = "@article{a, title={Ein längeres Gedächtnis}, author={Groß, Jörg}, year=2024, eprint={2401.00004}}"
    adding = command("add", "--offline", "--bibtex", "-", "--topic", "data-selection")
    subprocess.run(
        adding, cwd=survey, input=entry.encode(), capture_output=True, env=os.environ | NO_LOCALE, check=True
    )
    assert "Jörg Groß" in (survey / "papers/2024/gross2024ein.yaml").read_text(encoding="utf-8")


def test_a_terminal_without_unicode_gets_question_marks(survey: Path) -> None:
    ran = subprocess.run(
        command("show", "martins2021former"),
        cwd=survey,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert ran.returncode == 0
    assert b"?-former: Infinite Memory Transformer" in ran.stdout
    assert ran.stderr == b""


def test_ctrl_c_shows_no_traceback(survey: Path) -> None:
    script = (
        "import sys, time; from livingsurvey.survey import Survey\n"
        "def load(*_, **__): print('ready', flush=True); time.sleep(600)\n"
        "Survey.load = load\n"
        "from livingsurvey.cli import main; sys.exit(main(['check']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=survey,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A test run in the background ignores Ctrl-C, and what it starts would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 130
    assert process.stderr.read() == ""


def test_help_does_not_wait_for_what_it_does_not_need() -> None:
    heavy = {"mkdocs", "jinja2", "pydantic", "bibtexparser", "livingsurvey.publish", "yaml", "duckdb"}
    script = f"import sys; from livingsurvey.cli import main; main(['--help']); print(*{heavy} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[-1] == ""


def test_showing_a_paper_does_not_wait_for_the_generator(survey: Path) -> None:
    script = (
        "import sys; from livingsurvey.cli import main; main(['show', 'frantar2022gptq'])\n"
        "sys.exit(bool({'mkdocs', 'jinja2', 'bibtexparser'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], stdout=subprocess.DEVNULL, cwd=survey, check=False).returncode
        == 0
    )


# --- in a terminal ---------------------------------------------------------------------------------------------------


def test_a_terminal_gets_colour_and_no_color_is_respected(survey: Path) -> None:
    code, seen = in_a_terminal(command("find", "quantization"), survey)
    assert code == 0
    assert "\x1b[36mfrantar2022gptq" in seen
    code, plain = in_a_terminal(command("find", "quantization"), survey, NO_COLOR="1")
    assert code == 0
    assert "\x1b[36m" not in plain
    assert "\x1b[32m" not in plain
    assert "frantar2022gptq" in plain


SLOW = """
import itertools, types
from livingsurvey.cli import terminal
ticks = itertools.count()
terminal.time = types.SimpleNamespace(monotonic=lambda: next(ticks) / 100)
with terminal.progress_bar() as progress:
    if progress is None:
        print("nobody watches")
    else:
        for done in range({steps}):
            progress("Stamping papers", done + 1, {steps})
"""
"""Steps that take a hundredth of a second each, by a clock that goes on when it is looked at."""


def test_nobody_watches_a_pipe() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SLOW.format(steps=3)], capture_output=True, encoding="utf-8", check=True
    )
    assert (ran.stdout, ran.stderr) == ("nobody watches\n", "")


@pytest.mark.parametrize(("steps", "drawn"), [(150, True), (40, False)])
def test_progress_is_drawn_after_a_second(tmp_path: Path, steps: int, drawn: bool) -> None:
    code, seen = in_a_terminal([sys.executable, "-c", SLOW.format(steps=steps)], tmp_path)
    assert code == 0
    assert ("Stamping papers" in seen) is drawn
