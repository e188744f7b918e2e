"""A survey's own colours, fonts, pictures and navigation, from survey.yaml alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import SMALL_SURVEY
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.model.colour import PAPERS
from livingsurvey.publish.engine.configuration import configuration
from livingsurvey.publish.engine.look import rules
from livingsurvey.publish.site.build import build
from livingsurvey.store.shipped import shipped

LOOK = """
colours: "#20639b"
logo: docs/assets/logo.svg
fonts: {text: Source Sans 3, titles: docs/assets/fonts/own.woff2}
navigation:
  - topics
  - Our group: group.md
  - Papers: explore
  - Methods: [how.md, {Elsewhere: "https://a.example/x"}]
"""


def survey_with(root: Path, text: str, *files: str) -> Survey:
    with (root / "survey.yaml").open("a", encoding="utf-8") as info:
        info.write(text)
    for file in files:
        (root / "docs" / file).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / file).write_text("# A page\n" if file.endswith(".md") else "<svg/>", encoding="utf-8")
    return Survey.load(root)


def test_one_colour_a_logo_fonts_and_an_order_need_no_settings_of_the_engine(small_survey: Path) -> None:
    files = ("assets/logo.svg", "assets/fonts/own.woff2", "group.md", "how.md")
    survey = survey_with(small_survey, LOOK, *files)
    assert [finding for finding in check(survey) if finding.code in ("LS285", "LS286")] == []
    build(survey)
    home = Document(small_survey / "site" / "index.html")
    assert home.all("img")[0].attributes["src"] == "assets/logo.svg"
    tabs = [tab.text for tab in home.all("a", "md-tabs__link")]
    assert tabs == ["Topics", "Our group", "Papers", "Methods", "Compare", "News", "Contribute", "About"]
    assert "stix-two" not in (small_survey / "site" / "index.html").read_text(encoding="utf-8")
    for name, accent in (("survey", "--ls-accent"), ("feed", "--accent")):
        style = (small_survey / f"site/assets/{name}.css").read_text(encoding="utf-8")
        assert re.findall(rf"[{{;]{accent}:\s*(#\w{{6}})", style)[-2:] == ["#20639b", "#5a8cb5"]
    assert 'url("../assets/fonts/own.woff2")' in style
    assert "Our group" in (small_survey / "site/zh/index.html").read_text(encoding="utf-8")


def test_without_wishes_no_style_changes() -> None:
    assert rules(Survey.load(SMALL_SURVEY)) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'colours: "#74cfc1"',
            '1.8 on light pages, and text needs 4.5. The nearest that is read well is  "#467c74"',
        ),
        ('colours: {light: "#20639b", dark: "#20639b"}', "a contrast of 2.6 on dark pages"),
        ("logo: docs/assets/gone.svg", "there is no file docs/assets/gone.svg"),
        ("fonts: {titles: docs/assets/gone.woff2}", "there is no file docs/assets/gone.woff2"),
        ("navigation: [topcs]", "'topcs' is no place of the site and no page of docs/. Write one of explore, topics"),
        ("navigation: [Ours: [gone.md]]", "'gone.md' is no place"),
    ],
)
def test_what_cannot_be_read_or_is_not_there_is_told_with_the_remedy(small_survey: Path, text: str, said: str) -> None:
    survey = survey_with(small_survey, f"\n{text}\n")
    (finding,) = [finding for finding in check(survey) if finding.code in ("LS285", "LS286")]
    assert said in str(finding)
    line = (small_survey / "survey.yaml").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line.startswith(text.partition(":")[0])


def test_places_that_are_not_named_follow_in_their_usual_order(small_survey: Path) -> None:
    survey = survey_with(small_survey, "\nnavigation: [about, news]\n")
    made: dict[str, Any] = yaml.safe_load(configuration(survey, None, ["docs/changes/index.md"]))
    assert [*(title for each in made["nav"] for title in each)] == ["Home", "About", "News", "Explore", "Topics"]


def test_contrast_is_held_against_the_papers_that_the_styles_have() -> None:
    style = (shipped("templates") / "assets/survey.css").read_text(encoding="utf-8")
    found = re.findall(r"--ls-paper: (#\w+);\n  --ls-card: (#\w+);", style)
    assert found == [PAPERS["light"], PAPERS["dark"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colours: teal", """'teal' is not a colour in six digits. Write it as in  colours: "#20639b\""""),
        (
            "logo: logo.svg",
            "'logo.svg' is not a picture below docs/assets/. Write it as in  logo: docs/assets/",
        ),
        ("fonts: {titles: https://a.example/x.woff2}", "is not the name of a font, or one below docs/assets/"),
        ("navigation: [{a: {b: c}}]", "Write it as in  navigation: [topics, Our group: group.md, Methods: [how.md,"),
        ("keys: {words: 9}", "'words' is 9; it must be at most 4. Write it as in  words: 2"),
    ],
)
def test_what_is_written_wrong_is_told_once_with_the_form(small_survey: Path, text: str, said: str) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as info:
        info.write(f"\n{text}\n")
    survey = Survey.load(small_survey, strict=False)
    (finding,) = [finding for finding in survey.findings if finding.file == "survey.yaml"]
    assert said in str(finding)
