"""docs/tool/extend.md: each of its examples does in a survey what the page says."""

from __future__ import annotations

import inspect
import json
import re
import threading
from pathlib import Path

import pytest
from tests.cli.conftest import Run, run
from tests.test_docs import section, table

from livingsurvey import Survey
from livingsurvey import extensions as interface
from livingsurvey.checks import check
from livingsurvey.errors import BadAnswer, BrokenExtension
from livingsurvey.extensions import Page, Source
from livingsurvey.extensions.loading import added
from livingsurvey.publish.engine.prepare import page_sources, prepare
from livingsurvey.publish.exports.package import package
from livingsurvey.refresh.asking import answer_of
from upstream import Upstream

from .conftest import Extended

__all__ = ["run"]

DOCS = Path(__file__).parents[2] / "docs/tool/extend.md"
HEADINGS = {
    "rule": "## Rules",
    "export": "## Exports",
    "page": "## Pages",
    "source": "## Sources",
    "command": "## Commands",
}


def example(name: str, language: str = "python") -> str:
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", section(DOCS, HEADINGS[name]), re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture
def documented(extended: Extended, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey with the examples of the page, each a module."""
    root = extended(**{name: example(name) for name in HEADINGS})
    template = root / "templates/fragments/own/first-authors.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(example("page", "html"), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("name", HEADINGS)
def test_every_parameter_is_documented_and_no_other(name: str) -> None:
    rows = table(section(DOCS, HEADINGS[name]))
    assert [row[0] for row in rows] == [f"`{each}`" for each in inspect.signature(getattr(interface, name)).parameters]


def test_the_rule_finds_in_every_format(run: Run, documented: Path) -> None:
    papers = len(Survey.load(documented))
    assert run("check").out.count(" warning MOL001: no dataset is named.") == papers
    assert run("check", "--format", "json").out.count('"code": "MOL001"') == papers
    assert run("check", "--format", "github").out.count("title=MOL001::no dataset is named.") == papers


def test_what_is_not_run_is_told(run: Run, documented: Path) -> None:
    yaml = documented / "survey.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8").replace("extensions: true", "extensions: false"), encoding="utf-8")
    ran = run("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.errors[-1].startswith("extensions/ is not run; say  extensions: true  in survey.yaml")


def test_the_export_is_a_format(run: Run, documented: Path) -> None:
    assert run("export", "titles").out.splitlines() == [paper.title for paper in Survey.load(documented)]
    assert Survey.load(documented).find(years=2022).export("titles").count(b"\n") == 2
    assert "There are: bibtex" in run("export", "names").err
    described = json.loads(package(Survey.load(documented), lambda _: b"", None))["resources"]
    assert "titles" not in {each["name"] for each in described}


def test_the_page_is_in_the_navigation_of_each_language(documented: Path, tmp_path: Path) -> None:
    prepared = prepare(Survey.load(documented), tmp_path / "prepared")
    for config in (prepared.config, *prepared.others):
        assert "first-authors.md" in config.read_text(encoding="utf-8")
        assert "<!-- slot own/first-authors -->" in (config.parent / "docs/first-authors.md").read_text("utf-8")


def test_survey_yaml_may_put_the_page_elsewhere(documented: Path, tmp_path: Path) -> None:
    with (documented / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("navigation: [explore, {Who: first-authors.md}, about]\n")
    prepared = prepare(Survey.load(documented), tmp_path / "prepared")
    text = prepared.config.read_text(encoding="utf-8")
    assert "- Who: first-authors.md\n" in text
    assert text.count("first-authors.md") == 1


@pytest.mark.parametrize("taken", ["docs/first-authors.md", "docs/first-authors/index.md"])
def test_no_page_takes_the_place_of_another(documented: Path, tmp_path: Path, taken: str) -> None:
    path = documented / taken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Somebody's\n", encoding="utf-8")
    with pytest.raises(BrokenExtension, match="'first-authors' is taken; choose another name"):
        prepare(Survey.load(documented), tmp_path / "prepared")


def test_a_program_that_is_shown_in_docs_is_no_prose(small_survey: Path, tmp_path: Path) -> None:
    for name in ("examples/own/pyproject.toml", "examples/own/README.md", "examples/read.md"):
        path = small_survey / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Own\n", encoding="utf-8")
    survey = Survey.load(small_survey)
    written = {path.name for path in (prepare(survey, tmp_path / "prepared").folder / "docs/examples").rglob("*")}
    assert written == {"read.md"}
    assert [page for page in page_sources(survey) if page.startswith("examples")] == ["examples/read.md"]


def test_a_model_is_plain_data(extended: Extended) -> None:
    root = extended(
        own="""
        from livingsurvey.extensions import page
        @page("odd", title="Odd", description="Odd.")
        def odd(survey):
            return {"papers": survey.papers}
        """
    )
    (page,) = added(Page, Survey.load(root))
    with pytest.raises(BrokenExtension, match=r"own\.py: the extension 'own' fails in 'odd': TypeError: Type"):
        page.model(Survey.load(root))


def test_the_source_is_asked_and_what_it_says_is_proposed(run: Run, documented: Path, catalogue: Upstream) -> None:
    own = documented / "extensions/source.py"
    text = own.read_text(encoding="utf-8").replace("pause=2.0", "pause=0.0")
    own.write_text(text.replace("https://index.example.org/", catalogue.address), encoding="utf-8")
    (documented / "papers/2024/example2024quantization.yaml").write_text(
        'title: "Made-Up Quantization: A Paper That Is Nowhere Else"\nauthors: [Ada Example, Özge Örnek]\nyear: 2024\n'
        'venue: arXiv\nids: {arxiv: "2401.00001", doi: "10.5555/made.up.1"}\ntopics: [quantization]\n'
        "added: 2024-02-01\n",
        encoding="utf-8",
    )
    said = {
        "page": "https://index.example.org/works/1",
        "title": "Made-Up Quantization: A Paper That Is Nowhere Else",
        "authors": ["Ada Example", "Özge Örnek"],
        "venue": "ICLR",
        "year": 2024,
    }
    catalogue.answer(body=json.dumps(said).encode())
    ran = run("refresh", "--source", "example index", "--topic", "quantization")
    assert ran.code == 0, ran.err
    assert any(asked.endswith("works/10.5555/made.up.1") for asked in catalogue.asked)
    assert 'venue: "arXiv" → "ICLR"' in ran.out
    assert "https://index.example.org/works/1" in ran.out
    assert "Did you mean 'Example Index'" in run("refresh", "--source", "example indx").err


def test_a_source_that_fails_keeps_nobody_from_asking_others(extended: Extended) -> None:
    root = extended(
        own="""
        from livingsurvey.extensions import source
        @source("Own Index", knows=lambda paper: True)
        def asked(papers, root):
            raise KeyError(papers[0].key)
        """
    )
    survey = Survey.load(root)
    (own,) = added(Source, survey)
    trouble = answer_of(own.name, lambda: own.about(tuple(survey)[:1], root))
    assert isinstance(trouble, BadAnswer)
    assert str(trouble).startswith("Own Index is an extension that fails: extensions/own.py:5: the extension 'own'")


def test_the_command_is_shown_and_run(run: Run, documented: Path) -> None:
    last = list(Survey.load(documented))[-2:]
    assert run("oldest", "--most", "2").out.split() == [paper.key for paper in last]
    assert re.search(r"─ Extensions ─+╮\n│ oldest +Show the oldest papers\. +│", run("--help").out)
    assert "How many papers." in run("oldest", "--help").out
    wrong = run("oldest", "--most", "some")
    assert (wrong.code, wrong.out) == (2, "")


def test_commands_of_a_survey_are_unknown_elsewhere(run: Run, documented: Path, tmp_path: Path) -> None:
    assert "oldest" not in run("--root", tmp_path, "--help").out
    assert run("oldest", "--root", documented).code == 0


def test_a_broken_module_keeps_nobody_from_help_and_from_what_does_not_need_it(run: Run, documented: Path) -> None:
    (documented / "extensions/broken.py").write_text("import nowhere_to_be_found\n", encoding="utf-8")
    shown = run("--help")
    assert (shown.code, shown.err.count("\n")) == (0, 1)
    assert shown.err.startswith("survey: warning: extensions/broken.py:1: the extension 'broken' cannot be imported")
    assert run("find", "gptq").code == 0
    checked = run("check")
    assert (checked.code, checked.out) == (2, "")
    assert checked.err.startswith("survey: error: extensions/broken.py:1: the extension 'broken' cannot be imported")


def test_a_command_that_fails_names_its_line(run: Run, extended: Extended, monkeypatch: pytest.MonkeyPatch) -> None:
    root = extended(
        own='''
        import typer
        from livingsurvey.extensions import command
        @command("odd")
        def odd(context: typer.Context, end: bool = False) -> None:
            """Do something odd."""
            if end:
                raise typer.Exit(3)
            [][0]
        '''
    )
    monkeypatch.chdir(root)
    ran = run("odd")
    assert ran.code == 2
    assert ran.err.startswith("survey: error: extensions/own.py:9: the extension 'own' fails in 'odd': IndexError")
    assert run("odd", "--end").code == 3


def test_rules_can_be_asked_for_by_several_at_once(documented: Path) -> None:
    survey, found = Survey.load(documented), list[int]()
    threads = [threading.Thread(target=lambda: found.append(len(check(survey)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [len(survey)] * 4
