"""A folder becomes a survey: what is written, what stays, what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from tests.checks.examples import git

from livingsurvey.checks import check
from livingsurvey.errors import InvalidData, UsageError
from livingsurvey.publish.repository.generated import outdated_readme, outdated_schemas
from livingsurvey.starting import Answers, start
from livingsurvey.survey import Survey

TODAY = dt.date(2026, 11, 30)
MOLECULES = Answers(
    'Graph neural networks: "molecules" # <b>', "Papers: all of them.", ("en", "zh"), "https://github.com/You/molecules"
)
LIST = """# Socks

Papers on socks.

## Folding

- **Folding Maps** Ora Lind, Ada Example. ICLR 2024 [[Paper]](https://arxiv.org/abs/2401.00001)
- **Cold Water** Ora Lind. NeurIPS 2023 [[Paper]](https://arxiv.org/abs/2301.00002)
"""


def texts(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and "build" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_a_new_survey_has_no_findings_and_nothing_in_it_is_out_of_date(tmp_path: Path) -> None:
    start(tmp_path, MOLECULES, TODAY, gitlab=True)
    survey = Survey.load(tmp_path)
    assert [str(finding) for finding in check(survey)] == []
    assert [str(finding) for finding in (*outdated_readme(survey), *outdated_schemas(survey))] == []
    assert len(survey) == 3
    assert survey.info.title == MOLECULES.title
    assert survey.info.site == "https://you.github.io/molecules/"
    assert survey.info.identity == "tag:you.github.io,2026:molecules"
    assert survey.info.languages == ("en", "zh")
    assert {paper.added for paper in survey} == {TODAY}
    written = texts(tmp_path)
    assert {".gitlab-ci.yml", "LICENSE.md", "docs/about.md", ".github/ISSUE_TEMPLATE/add-papers.zh.yml"} <= {*written}
    for name in written:
        if name.endswith((".yml", ".yaml")):
            assert isinstance(yaml.safe_load(written[name]), dict), name
    assert not [name for name, text in written.items() if b"anguage model" in text or b"LLM" in text]


def test_a_second_start_changes_nothing_and_what_was_deleted_comes_back(tmp_path: Path) -> None:
    start(tmp_path, MOLECULES, TODAY)
    before = texts(tmp_path)
    assert start(tmp_path, None, TODAY).written == ()
    (tmp_path / ".github/workflows/links.yml").unlink()
    (tmp_path / "CONTRIBUTING.md").write_text("Ours.\n")
    assert start(tmp_path, None, TODAY).written == (".github/workflows/links.yml",)
    assert texts(tmp_path) == before | {"CONTRIBUTING.md": b"Ours.\n"}


def test_what_a_folder_holds_already_stays(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "README.md").write_text("# Ours\n")
    (tmp_path / "LICENSE.md").write_bytes(b"\xff")
    made = start(tmp_path, MOLECULES, TODAY)
    assert made.kept == ("LICENSE.md", "README.md")
    assert (tmp_path / "README.md").read_text() == "# Ours\n"
    assert (tmp_path / "LICENSE.md").read_bytes() == b"\xff"


def test_a_list_becomes_the_survey(tmp_path: Path) -> None:
    made = start(tmp_path, MOLECULES, TODAY, ("README.md", LIST))
    survey = Survey.load(tmp_path)
    assert made.imported
    assert made.imported.papers == len(survey) == 2
    assert [topic.id for topic in survey.taxonomy.walk()] == ["folding"]
    assert survey.info.title == MOLECULES.title
    assert not [finding for finding in check(survey) if finding.severity == "error"]
    assert "Folding Maps" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_papers_of_a_library_without_groups_are_on_the_surveys_own_subject(tmp_path: Path) -> None:
    library = "@article{a, title={Folding Maps}, author={Lind, Ora}, year=2024, journal={Socks}, doi={10.1/a}}\n"
    start(tmp_path, Answers("Socks of wool", "All about them."), TODAY, ("300.bib", library))
    (topic,) = Survey.load(tmp_path).taxonomy.topics
    assert (topic.id, topic.title.en) == ("socks-of-wool", "Socks of wool")


@pytest.mark.parametrize(
    "answers",
    [
        Answers("", "x"),
        Answers("x", "x", ("english",)),
        Answers("x", "x", repository="github.com/you/it"),
        Answers("x", "x", site="https://a b/"),
        Answers("x", "", site="javascript:alert(1)"),
    ],
)
def test_answers_that_no_survey_can_have_write_nothing(tmp_path: Path, answers: Answers) -> None:
    with pytest.raises(UsageError, match=r"write|title"):
        start(tmp_path, answers, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_list_without_papers_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is it a list of papers"):
        start(tmp_path, MOLECULES, TODAY, ("README.md", "# Nothing\n"))
    assert list(tmp_path.iterdir()) == []


def test_a_survey_with_errors_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "survey.yaml").write_text("title: [\n")
    with pytest.raises(InvalidData):
        start(tmp_path, None, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["survey.yaml"]


def test_what_was_begun_and_not_finished_can_be_begun_again(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("in the way\n")
    with pytest.raises(OSError, match="docs") as refused:
        start(tmp_path, MOLECULES, TODAY)
    assert "survey.yaml is not written" in refused.value.__notes__
    assert not (tmp_path / "survey.yaml").exists()
    (tmp_path / "docs").unlink()
    start(tmp_path, MOLECULES, TODAY)
    assert not list(check(Survey.load(tmp_path)))


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/You/Molecules", "https://you.github.io/Molecules/"),
        ("https://github.com/you/you.github.io/", "https://you.github.io/"),
        ("https://github.com/you/it.git", "https://you.github.io/it/"),
        ("https://gitlab.com/you/it", None),
        (None, None),
    ],
)
def test_the_address_of_a_site_is_that_of_pages(repository: str | None, address: str | None) -> None:
    assert Answers("x", "x", repository=repository).address == address
