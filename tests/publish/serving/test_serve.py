"""A survey that is edited while it is served: what is right is shown, what is wrong is told, and nothing ends it."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tests.publish.serving.served import Listener, Told, edited, free_port, saved
from tests.publish.serving.served import served as served_until_ended

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import Prepared
from livingsurvey.publish.serving import serve as serving
from livingsurvey.publish.serving.serve import serve
from livingsurvey.publish.site.build import build

GPTQ = "papers/2022/frantar2022gptq.yaml"


Serve = Callable[[Path], Listener]


@pytest.fixture
def served() -> Iterator[Serve]:
    """Serves a survey until the test ends."""
    with contextlib.ExitStack() as stack:
        yield lambda root: stack.enter_context(served_until_ended(root))


@pytest.fixture
def survey(own_built_survey: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey whose prose the engine has worked on already, at another address."""

    def start(prepared: Prepared) -> None:
        shutil.copytree(own_built_survey / ".site/prepared/engine", prepared.output, dirs_exist_ok=True)

    monkeypatch.setattr(mkdocs, "start", start)
    return own_built_survey


def test_an_edited_record_is_shown_and_a_broken_one_leaves_the_last_good_site(survey: Path, served: Serve) -> None:
    site = served(survey)
    assert "Elias Frantar" in site.page("papers/frantar2022gptq/")
    assert site.page("data/papers.bib").count("@") == 8
    assert not list(survey.joinpath("build", "served").rglob("frantar2022gptq*")), "no page is written"
    edited(survey, "Elias Frantar", "Elias Changed", GPTQ)
    assert site.next() == Told("shown", frozenset({GPTQ}))
    assert "Elias Changed" in site.page("papers/frantar2022gptq/")
    assert "Elias Changed" in site.page("data/papers.bib")
    assert site.trouble() == []
    edited(survey, "topics:", "topicz:", GPTQ)
    assert site.next() == Told("failed", frozenset({GPTQ}))
    assert "Elias Changed" in site.page("papers/frantar2022gptq/")
    assert site.trouble()[0].startswith(f"{GPTQ}:")
    edited(survey, "topicz:", "topics:", GPTQ)
    assert site.next() == Told("shown", frozenset({GPTQ}))
    assert site.trouble() == []


def test_what_one_record_says_wrong_is_not_shown_while_others_are_edited(survey: Path, served: Serve) -> None:
    site, h2o = served(survey), "papers/2023/zhang2023h2o.yaml"
    edited(survey, "Elias Frantar", "Elias  Frantar", GPTQ)
    assert site.next() == Told("failed", frozenset({GPTQ}))
    edited(survey, "Zhenyu Zhang", "Zhenyu Changed", h2o)
    assert site.next() == Told("failed", frozenset({GPTQ}))
    edited(survey, "Elias  Frantar", "Elias Frantar", GPTQ)
    assert site.next() == Told("shown", frozenset({GPTQ}))
    assert "Zhenyu Changed" in site.page("papers/zhang2023h2o/")


def test_what_only_the_whole_survey_shows_to_be_wrong_is_told_later(survey: Path, served: Serve) -> None:
    site, copy = served(survey), "papers/2022/frantar2022other.yaml"
    shutil.copy(survey / GPTQ, survey / copy)
    assert site.next() == Told("shown", frozenset({copy}))
    assert "Elias Frantar" in site.page("papers/frantar2022other/")
    found = site.next()
    assert (found.what, found.files <= {GPTQ, copy}) == ("found", True)
    assert site.trouble()
    (survey / copy).unlink()
    assert site.next() == Told("shown", frozenset({copy}))
    assert site.trouble() == []


def test_what_papers_are_held_against_and_templates_are_read_again(survey: Path, served: Serve) -> None:
    site = served(survey)
    edited(survey, "Weight-Only Quantization", "Weights of Few Bits", "taxonomy.yaml")
    assert site.next() == Told("shown", frozenset({"taxonomy.yaml"}))
    assert "Weights of Few Bits" in site.page("papers/frantar2022gptq/")
    (survey / "templates" / "fragments").mkdir(parents=True)
    saved(survey / "templates" / "fragments" / "paper.html.j2", "{{ title }} & that is all")
    while "that is all" not in site.page("papers/frantar2022gptq/"):
        assert site.next().what == "shown"
    saved(survey / "templates" / "fragments" / "paper.html.j2", "{{ title")
    assert site.next().what == "shown"
    assert "This page cannot be made" in site.page("papers/frantar2022gptq/")
    assert site.next().what == "failed"


def test_a_survey_is_served_twice_and_built_meanwhile(survey: Path, served: Serve) -> None:
    one, other = served(survey), served(survey)
    assert build(Survey.load(survey)).engine_ran is False
    edited(survey, "Elias Frantar", "Elias Changed", GPTQ)
    for site in (one, other):
        assert site.next() == Told("shown", frozenset({GPTQ}))
        assert "Elias Changed" in site.page("papers/frantar2022gptq/")


@pytest.mark.slow
def test_prose_is_made_anew_in_the_background(own_built_survey: Path, served: Serve) -> None:
    (own_built_survey / "docs").mkdir(exist_ok=True)
    saved(own_built_survey / "docs" / "about.md", "# About\n\nOld words.\n")
    site = served(own_built_survey)
    assert "Old words" in site.page("about/")
    saved(own_built_survey / "docs" / "about.md", "# About\n\nNew words.\n")
    edited(own_built_survey, "Elias Frantar", "Elias Changed", GPTQ)
    assert site.next().what == "shown"
    assert "Elias Changed" in site.page("papers/frantar2022gptq/")
    while "New words" not in site.page("about/"):
        assert site.next().what == "shown"
    saved(own_built_survey / "mkdocs.yml", "markdown_extensions: [nothing.such]\n")
    assert site.next().what == "failed"
    assert "New words" in site.page("about/")
    assert "nothing.such" in site.trouble()[-1]


def test_a_busy_port_is_one_clear_line(small_survey: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is in use"):
            serve(small_survey, port=port, teller=Listener())


def test_an_address_that_is_not_ours_is_one_clear_line(small_survey: Path) -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.1"):
        serve(small_survey, host="192.0.2.1", port=free_port(), teller=Listener())


@pytest.mark.parametrize("name", [GPTQ, "taxonomy.yaml"])
def test_a_survey_that_cannot_be_shown_is_not_served(small_survey: Path, name: str) -> None:
    (small_survey / name).write_text("title: [", encoding="utf-8")
    listener = Listener()
    with pytest.raises(UsageError, match="cannot be built"):
        serve(small_survey, port=free_port(), teller=listener)
    assert name in listener.next().files


def test_an_interrupt_ends_it_quietly_and_frees_the_port(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving._Desk, "work", interrupted)
    threads, port = threading.active_count(), free_port()
    for _ in range(2):
        serve(survey, port=port, teller=Listener())
    assert threading.active_count() == threads


def test_what_is_edited_while_it_is_read_first_is_shown_too(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = serving.Site

    def made(*arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(serving, "Site", first)
        edited(survey, "Elias Frantar", "Elias Changed", GPTQ)
        return first(*arguments, **options)

    monkeypatch.setattr(serving, "Site", made)
    with served_until_ended(survey) as site:
        assert site.next() == Told("shown", frozenset({GPTQ}))
        assert "Elias Changed" in site.page("papers/frantar2022gptq/")


OWN = """
from livingsurvey.extensions import export

@export("words", file="words.txt", title="Words", purpose="reading", media_type="text/plain")
def words(survey, papers):
    return b"first"
"""


def test_an_extension_is_read_again_and_a_broken_one_leaves_the_last_good_site(survey: Path, served: Serve) -> None:
    saved(survey / "survey.yaml", f"{(survey / 'survey.yaml').read_text(encoding='utf-8')}extensions: true\n")
    module = "extensions/own.py"
    (survey / "extensions").mkdir()
    saved(survey / module, OWN)
    site = served(survey)
    assert site.page("data/words.txt") == "first"
    edited(survey, "first", "second", module)
    assert site.next() == Told("shown", frozenset({module}))
    edited(survey, "import export", "import exports", module)
    assert site.next().what == "failed"
    assert site.trouble()[0].startswith(f"{module}:2: the extension 'own' cannot be imported: ImportError")
    assert site.page("data/words.txt") == "second", "the last good site has what it was made from"
    edited(survey, "import exports", "import export", module)
    assert site.next() == Told("shown", frozenset({module}))
    assert site.trouble() == []
