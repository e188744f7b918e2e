from __future__ import annotations

import re
from pathlib import Path

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.publish.repository import coverage
from livingsurvey.survey import Survey

PAGE = """# The data

Prose that stays, <!-- survey:papers -->7<!-- /survey:papers --> and all.

<!-- survey:begin coverage: made by a command -->
old figures
<!-- survey:end coverage -->

The end.
"""


@pytest.fixture
def page(small_survey: Path) -> Path:
    path = small_survey / "docs/data.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_figures_replace_what_stands_between_the_markers_and_nothing_else(small_survey: Path, page: Path) -> None:
    survey = Survey.load(small_survey)
    assert coverage.outdated(survey) == coverage.write(survey) == ["docs/data.md"]
    before, _, after = PAGE.partition("old figures\n")
    assert page.read_text(encoding="utf-8") == before + coverage.render(survey) + after
    assert coverage.outdated(survey) == coverage.write(survey) == []


def test_the_page_in_another_language_has_the_figures_in_it(small_survey: Path, page: Path) -> None:
    translated = small_survey / "docs/zh/data.md"
    translated.parent.mkdir()
    translated.write_text(PAGE.replace("The end.", "完。"), encoding="utf-8")
    assert coverage.write(Survey.load(small_survey)) == ["docs/data.md", "docs/zh/data.md"]
    text = translated.read_text(encoding="utf-8")
    assert "8 篇论文，44 位作者，6 个发表渠道；最近一次收录于 2024年2月29日。" in text
    assert "\n| 粒度 | 2 | 1 | 50 % |\n" in text
    assert text.endswith("完。\n")


def test_every_fact_is_counted_with_its_share(small_survey: Path) -> None:
    text = coverage.render(Survey.load(small_survey))
    assert "8 papers by 44 authors, at 6 venues; the newest was added on 29 February 2024." in text
    assert "\n| authors | 7 | 87.5 % |\n" in text
    assert "\n| an ACL Anthology id | 2 | 25.0 % |\n" in text
    assert "\n| preprint | 1 | 12.5 % |\n| web | 1 | 12.5 % |\n\n" in text


def test_what_is_told_is_counted_by_topic_by_trait_and_by_the_month_it_was_read(small_survey: Path) -> None:
    text = coverage.render(Survey.load(small_survey))
    assert "\n| a summary | 4 | 50.0 % |\n| traits | 3 | 37.5 % |\n" in text
    assert "were read in these months: 2024-01 (4 papers).\n" in text
    assert "\n| Model-Centric Methods | 7 | 4 (57 %) | 3 (43 %) |\n" in text
    assert "\n| Granularity | 2 | 1 | 50 % |\n" in text
    assert "\n| Model-Centric Methods | Needs training 43 % |\n" in text


def test_where_nothing_is_told_nothing_is_counted(small_survey: Path) -> None:
    (small_survey / "knowledge/traits.yaml").unlink()
    for path in small_survey.glob("papers/*/*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^(summary|traits|read):\n(  .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert "summary" not in coverage.render(Survey.load(small_survey))


def test_figures_are_out_of_date_when_a_paper_goes(small_survey: Path, page: Path) -> None:
    coverage.write(Survey.load(small_survey))
    (small_survey / "papers/2023/zhang2023h2o.yaml").unlink()
    assert coverage.outdated(Survey.load(small_survey)) == ["docs/data.md"]


def test_a_survey_without_papers_has_no_share_of_anything(small_survey: Path) -> None:
    for path in small_survey.glob("papers/*/*.yaml"):
        path.unlink()
    text = coverage.render(Survey.load(small_survey))
    assert "0 papers by 0 authors, at 0 venues.\n" in text
    assert "| authors | 0 | 0.0 % |" in text


def test_a_survey_need_not_have_the_page(small_survey: Path) -> None:
    (small_survey / "docs/data.md").unlink(missing_ok=True)
    survey = Survey.load(small_survey)
    assert coverage.outdated(survey) == []
    with pytest.raises(UsageError, match=r"there is no docs/data\.md; create it, .*'<!-- survey:begin coverage -->'"):
        coverage.write(survey)


@pytest.mark.parametrize(
    ("old", "new", "has"),
    [
        ("<!-- survey:end coverage -->\n", "", "'<!-- survey:begin coverage: made by a command -->' in line 5"),
        (" coverage", "", "neither"),
        ("# The data", "<!-- survey:end coverage -->", "'<!-- survey:end coverage -->' in line 1, "),
    ],
)
def test_a_page_without_its_markers_is_told_which_it_needs(
    small_survey: Path, page: Path, old: str, new: str, has: str
) -> None:
    page.write_text(PAGE.replace(old, new), encoding="utf-8")
    survey = Survey.load(small_survey)
    for act in (coverage.outdated, coverage.write):
        with pytest.raises(UsageError) as raised:
            act(survey)
        assert str(raised.value).startswith("docs/data.md has no place for the figures: it needs one line ")
        assert f"and has {has}" in str(raised.value)
    assert page.read_text(encoding="utf-8") == PAGE.replace(old, new)


def test_a_page_that_is_not_utf8(small_survey: Path, page: Path) -> None:
    page.write_bytes("# Größe".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        coverage.write(Survey.load(small_survey))


def test_a_survey_may_have_its_own_form_of_the_figures(small_survey: Path, page: Path) -> None:
    template = small_survey / "templates/data/coverage.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ figures.by_kind.conference }} at conferences\n", encoding="utf-8")
    coverage.write(Survey.load(small_survey))
    assert "-->\n6 at conferences\n<!-- survey:end" in page.read_text(encoding="utf-8")
    template.write_text("{{ figures.nonsense }}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"coverage\.md\.j2:1: .*nonsense"):
        coverage.render(Survey.load(small_survey))
