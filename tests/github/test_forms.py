"""Issue forms: GitHub's rules, the survey's topics, and what comes back from a form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

from livingsurvey.github import forms
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


def written(survey: Survey, name: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(forms.forms(survey)[f"{forms.FOLDER}/{name}"])
    return loaded


def fields(form: dict[str, object]) -> dict[str, dict[str, object]]:
    return {field["id"]: field for field in form["body"]}  # type: ignore[attr-defined,misc]


def test_github_accepts_the_forms(small_survey: Path, tmp_path: Path) -> None:
    for path, text in forms.forms(Survey.load(small_survey, cached=False)).items():
        (tmp_path / Path(path).name).write_text(text, encoding="utf-8")
    for schema, names in (
        ("vendor.github-issue-forms", ["add-papers.yml", "add-papers.zh.yml", "fix-record.yml", "fix-record.zh.yml"]),
        ("vendor.github-issue-config", ["config.yml"]),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *names]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_menu_has_every_topic_of_the_taxonomy_in_its_order(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    topic = fields(written(survey, "add-papers.yml"))["topic"]
    first, *options = topic["attributes"]["options"]  # type: ignore[index]
    assert first == "I am not sure; please choose"
    assert [option.rpartition(" (")[2].rstrip(")") for option in options] == [
        node.id for node in survey.taxonomy.walk()
    ]
    assert len({*options}) == len(options)


def test_each_language_has_its_forms_with_the_same_fields(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    for name in ("add-papers", "fix-record"):
        ours, theirs = (fields(written(survey, f"{name}{suffix}.yml")) for suffix in ("", ".zh"))
        assert list(ours) == list(theirs)
        labels = [field["attributes"]["label"] for field in theirs.values()]  # type: ignore[index]
        assert len({*labels}) == len(labels)
        assert not any(label.isascii() for label in labels)
    links = yaml.safe_load(forms.forms(survey)[f"{forms.FOLDER}/config.yml"])["contact_links"]
    assert [link["url"].removeprefix("https://example.org/small-survey/") for link in links] == [
        "contribute/", "explore/", "zh/contribute/", "zh/explore/",
    ]  # fmt: skip


def test_a_survey_in_one_language_has_forms_in_one(small_survey: Path) -> None:
    path = small_survey / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[en, zh]", "[en]"), encoding="utf-8")
    made = forms.forms(Survey.load(small_survey))
    assert [Path(file).name for file in made] == ["config.yml", "add-papers.yml", "fix-record.yml"]


def test_labels_with_trouble_in_them_stay_one_option(small_survey: Path) -> None:
    path = small_survey / "taxonomy.yaml"
    text = path.read_text(encoding="utf-8")
    title = '"no: # \' Ö 数 <b>"'
    path.write_text(text.replace("en: Data-Centric Methods", f"en: {title}", 1), encoding="utf-8")
    survey = Survey.load(small_survey)
    options = fields(written(survey, "add-papers.yml"))["topic"]["attributes"]["options"]  # type: ignore[index]
    assert "no: # ' Ö 数 <b> (data-centric)" in options


def test_forms_are_out_of_date_when_a_topic_is_new(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    assert list(forms.outdated(survey)) == []  # no folder, no forms
    assert len(forms.write(survey)) == 5
    assert forms.write(survey) == []
    path = small_survey / "taxonomy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: data-selection", "id: data-choice"), encoding="utf-8")
    outdated = list(forms.outdated(Survey.load(small_survey, strict=False)))
    assert [finding.code for finding in outdated] == ["LS606", "LS606"]
    assert [Path(finding.file).name for finding in outdated] == ["add-papers.yml", "add-papers.zh.yml"]


def test_a_survey_that_github_does_not_host_has_no_forms(small_survey: Path) -> None:
    path = small_survey / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("github.com", "example.org"), encoding="utf-8")
    assert forms.forms(Survey.load(small_survey)) == {}
