"""Addresses that are kept: each leads somewhere, and losing one is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.site.test_build import edit

from livingsurvey import Survey
from livingsurvey.publish.repository import permanent

FILE = permanent.FILE


def test_every_permanent_address_is_part_of_the_site(built_survey: Path) -> None:
    site = built_survey / "site"
    for address in permanent.addresses(Survey.load(built_survey)):
        assert (site / address / ("" if "." in address.rpartition("/")[2] else "index.html")).is_file(), address


def test_every_page_of_the_site_is_permanent_but_those_that_are_not_promised(built_survey: Path) -> None:
    site = built_survey / "site"
    pages = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")} - {"./"}
    promised = permanent.addresses(Survey.load(built_survey))
    assert {page.partition("/")[0] for page in pages - promised} <= {"arxiv", "authors", "venues", "changes", "zh"}


@pytest.mark.parametrize(
    ("file", "old", "new", "lost", "fix"),
    [
        (
            "taxonomy.yaml",
            "id: knowledge-distillation",
            "id: distillation",
            ["topics/knowledge-distillation/", "topics/knowledge-distillation/feed.xml"],
            "In taxonomy.yaml write  knowledge-distillation: distillation  under  moved:",
        ),
        ("survey.yaml", "site: https://example.org/small-survey/", "", ["feed.xml"], "delete this line"),
    ],
)
def test_an_address_that_is_gone_is_found(
    small_survey: Path, file: str, old: str, new: str, lost: list[str], fix: str
) -> None:
    assert permanent.lost(Survey.load(small_survey)) == []
    assert permanent.write(Survey.load(small_survey))
    assert permanent.lost(Survey.load(small_survey)) == []
    edit(small_survey, old, new, file)
    listed = (small_survey / FILE).read_text(encoding="utf-8").splitlines()
    found = permanent.lost(Survey.load(small_survey, strict=False))
    assert set(lost) <= {listed[finding.line - 1] for finding in found}
    assert all(finding.code == "LS604" for finding in found)
    assert fix in found[0].fix


def test_a_page_that_is_gone_leads_on_to_another_or_to_another_site(small_survey: Path) -> None:
    page = small_survey / "docs/words.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Words\n", encoding="utf-8")
    permanent.write(Survey.load(small_survey))
    page.unlink()
    (finding,) = permanent.lost(Survey.load(small_survey))
    assert "in survey.yaml write  words/: …  under  moved:" in finding.fix
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("moved: {words/: https://example.org/tool/words/, old/words/: papers/}\n")
    assert permanent.lost(Survey.load(small_survey)) == []


@pytest.mark.parametrize(
    ("moved", "reason", "fix"),
    [
        ("words/: paper/", "which is no page of the site", "Write  words/: papers/"),
        ("papers/: topics/", "exists but is listed as moved", "Delete the line of 'papers/'."),
        ("words/: old/\n  old/: papers/", "which is no page of the site", "Write  words/: "),
    ],
)
def test_a_former_page_that_leads_to_none_is_found(small_survey: Path, moved: str, reason: str, fix: str) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write(f"moved:\n  {moved}\n")
    (finding,) = permanent.lost(Survey.load(small_survey))
    assert reason in finding.reason
    assert finding.fix.startswith(fix)
    assert finding.column == 3


def test_what_leads_on_is_not_lost(small_survey: Path) -> None:
    permanent.write(Survey.load(small_survey))
    (small_survey / "papers/2023/zhang2023h2o.yaml").unlink()
    (finding,) = permanent.lost(Survey.load(small_survey))
    assert "papers/zhang2023h2o/" in finding.reason
    assert "In survey.yaml write  zhang2023h2o: " in finding.fix
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {zhang2023h2o: not on the subject}\n")
    assert permanent.lost(Survey.load(small_survey)) == []


BOARD = "accuracy-small-tiny-small-engine-small-models"


def test_a_leaderboard_that_goes_by_another_setting_says_where_its_old_address_leads(small_survey: Path) -> None:
    permanent.write(Survey.load(small_survey))
    edit(small_survey, "depends: [model, card]", "depends: [model]", "knowledge/metrics.yaml")
    (finding,) = permanent.lost(Survey.load(small_survey))
    new = BOARD.replace("-tiny", "")
    assert finding.fix.startswith(f"In knowledge/metrics.yaml write  {BOARD}: {new}  under  moved:")
    with (small_survey / "knowledge/metrics.yaml").open("a", encoding="utf-8") as file:
        file.write(f"moved: {{{BOARD}: {new}}}\n")
    survey = Survey.load(small_survey)
    assert permanent.lost(survey) == []
    assert f"leaderboards/{BOARD}/" in permanent.addresses(survey)


@pytest.mark.parametrize(
    ("moved", "reason"),
    [
        (f"old: {BOARD.replace('tiny', 'tinny')}", "leads to"),
        (f"{BOARD}: {BOARD}", "exists but is listed as moved"),
    ],
)
def test_a_former_address_that_leads_to_no_leaderboard_is_found(small_survey: Path, moved: str, reason: str) -> None:
    with (small_survey / "knowledge/metrics.yaml").open("a", encoding="utf-8") as file:
        file.write(f"moved:\n  {moved}\n")
    (finding,) = permanent.lost(Survey.load(small_survey))
    assert reason in finding.reason
    assert BOARD in finding.fix
    assert finding.column == 3
