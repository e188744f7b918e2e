"""What the engine makes pages from."""

from __future__ import annotations

from pathlib import Path

import yaml

from livingsurvey import Survey
from livingsurvey.publish.engine.prepare import page_sources, prepare


def test_a_written_page_in_another_language_takes_the_place_of_the_first_and_others_are_foreign(
    small_survey: Path, tmp_path: Path
) -> None:
    for name, text in {"about.md": "# About", "words.md": "# Words", "zh/about.md": "# 关于"}.items():
        path = small_survey / "docs" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    survey = Survey.load(small_survey)
    prepare(survey, tmp_path / "engine")
    for project, about, foreign in (("", "# About", []), ("languages/zh", "# 关于", ["words.md"])):
        folder = tmp_path / "engine" / project
        assert (folder / "docs/about.md").read_text(encoding="utf-8") == f"{about}\n"
        assert (folder / "docs/words.md").read_text(encoding="utf-8") == "# Words\n"
        settings = yaml.load((folder / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
        assert settings["extra"]["language"]["foreign"] == foreign
    assert {"about.md", "words.md"} <= {*page_sources(survey)}
    assert not [page for page in page_sources(survey) if page.startswith("zh/")]


def test_pages_in_a_language_that_the_site_does_not_have_are_not_built(small_survey: Path, tmp_path: Path) -> None:
    info, page = small_survey / "survey.yaml", small_survey / "docs" / "zh" / "about.md"
    info.write_text(info.read_text("utf-8").replace("[en, zh]", "[en]"), encoding="utf-8")
    page.parent.mkdir(parents=True)
    page.write_text("# 关于\n", encoding="utf-8")
    survey = Survey.load(small_survey)
    prepare(survey, tmp_path / "prepared")
    assert not (tmp_path / "prepared" / "docs" / "zh").exists()
    assert "zh/about.md" not in page_sources(survey)


def test_a_folder_with_an_engines_settings_beside_it_is_another_site(small_survey: Path, tmp_path: Path) -> None:
    for name in ("tool/words.md", "tool.yml", "data/words.md", "list.yml"):
        path = small_survey / "docs" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("# Words\n", encoding="utf-8")
    survey = Survey.load(small_survey)
    prepare(survey, tmp_path / "prepared")
    docs = tmp_path / "prepared" / "docs"
    assert [name for name in ("tool/words.md", "tool.yml") if (docs / name).exists()] == []
    assert [name for name in ("data/words.md", "list.yml") if not (docs / name).exists()] == []
    assert [page for page in page_sources(survey) if page.endswith("words.md")] == ["data/words.md"]
