"""What MkDocs and its theme take in mkdocs.yml is taken, or one line names the file, the line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.publish.engine.configuration import configuration
from livingsurvey.publish.engine.prepare import prepare
from livingsurvey.publish.site.build import build


def settings(root: Path, text: str, *pages: str) -> dict[str, Any]:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(configuration(Survey.load(root), None, [f"docs/{page}" for page in pages]))
    return made


@pytest.mark.parametrize("text", ["site_name: x\n", "theme: material\n", "theme: {name: material}\n"])
def test_every_way_to_name_the_theme(small_survey: Path, text: str) -> None:
    assert settings(small_survey, text)["theme"] == {"name": "material", "font": False, "custom_dir": "theme"}


@pytest.mark.parametrize(
    "palette",
    [{"primary": "teal"}, [{"scheme": "slate"}], [{"scheme": "slate", "toggle": {"icon": "a/b", "name": "x"}}], []],
)
def test_every_form_of_a_palette(small_survey: Path, palette: Any) -> None:
    text = yaml.safe_dump({"theme": {"name": "material", "palette": palette}})
    assert settings(small_survey, text)["theme"]["palette"] == palette


@pytest.mark.parametrize(
    ("plugins", "left"),
    [
        ("[livingsurvey, search]", ["search"]),
        ("[{livingsurvey: {}}, {search: {lang: en}}]", [{"search": {"lang": "en"}}]),
        ("{livingsurvey: {}, search: {lang: en}}", {"search": {"lang": "en"}}),
    ],
)
def test_the_engine_does_not_come_back_here(small_survey: Path, plugins: str, left: Any) -> None:
    assert settings(small_survey, f"plugins: {plugins}\n")["plugins"] == left


def test_files_beside_the_settings_stand_beside_their_copy(small_survey: Path, tmp_path: Path) -> None:
    (small_survey / "base.yml").write_text("copyright: CC0\n", encoding="utf-8")
    (small_survey / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    prepared = prepare(Survey.load(small_survey), tmp_path / "engine")
    assert (prepared.folder / "base.yml").read_text(encoding="utf-8") == "copyright: CC0\n"
    (small_survey / "base.yml").write_text("copyright: MIT\n", encoding="utf-8")
    assert prepare(Survey.load(small_survey), tmp_path / "engine").digest != prepared.digest


def test_settings_that_others_begin_with_are_read_as_strictly(small_survey: Path, tmp_path: Path) -> None:
    (small_survey / "base.yml").write_text("copyright: CC0\nrepo_url: https://a.example/\n", encoding="utf-8")
    (small_survey / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"base\.yml:2: 'repo_url' is not read here; write  repository: …  in survey"):
        prepare(Survey.load(small_survey), tmp_path / "engine")


@pytest.mark.parametrize("path", ["gone.yml", "../outside.yml"])
def test_a_file_beside_the_settings_that_is_not_there(small_survey: Path, tmp_path: Path, path: str) -> None:
    (small_survey.parent / "outside.yml").write_text("copyright: CC0\n", encoding="utf-8")
    (small_survey / "mkdocs.yml").write_text(f"site_name: x\nINHERIT: {path}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml:2: there is no file"):
        prepare(Survey.load(small_survey), tmp_path / "engine")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: x\ntheme:\n  name: readthedocs\n", ":3: .*write  theme: material"),
        ("site_name: x\ntheme: mkdocs\n", ":2: .*write  theme: material"),
        ("theme:\n  name: material\n  custom_dir: overrides\n", ":3: move the files of custom_dir to templates/theme/"),
        ("theme:\n  name: material\n  palette: teal\n", ":3: a palette is lines of"),
        ("theme:\n  name: material\n  palette:\n    - teal\n", ":4: a palette is lines of"),
        (
            "use_directory_urls: false\n",
            ":1: 'use_directory_urls' is no setting of a survey's site; delete it",
        ),
        (
            "site_name: x\nsite_url: https://a.example/\n",
            ":2: 'site_url' is not read here; write  site: …",
        ),
        ("nav: [index.md]\n", ":1: 'nav' is not read here; write  navigation: …  in survey.yaml"),
        ("theme: {name: material, static_templates: [a.html]}\n", ":1: 'static_templates' is no setting of a survey's"),
        ("site_name: x\nplugins: [\n", ":3: not YAML: "),
        ("- a\n", " must be lines of  key: value"),
        (f"site_name: {'[' * 5000}\n", ":1: nested more than 50 levels deep"),
        ("extra: &all\n  - *all\n", r":2: \*all is inside the value that it names"),
    ],
)
def test_what_cannot_be_is_one_line_with_its_place(small_survey: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=rf"^\S+mkdocs\.yml{said}") as raised:
        settings(small_survey, text)
    assert "\n" not in str(raised.value)


def test_a_file_in_another_encoding(small_survey: Path) -> None:
    (small_survey / "mkdocs.yml").write_bytes("site_name: Ö\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"mkdocs\.yml: not YAML in UTF-8"):
        configuration(Survey.load(small_survey), None, ())


def test_a_site_with_one_palette_and_a_logo(small_survey: Path) -> None:
    theme = {"name": "material", "logo": "assets/own.svg", "palette": {"primary": "deep purple"}}
    (small_survey / "mkdocs.yml").write_text(yaml.safe_dump({"theme": theme}), encoding="utf-8")
    build(Survey.load(small_survey))
    page = Document(small_survey / "site" / "index.html")
    assert page.all("body")[0].attributes["data-md-color-primary"] == "deep-purple"
    assert not [each for each in page.elements if each.attributes.get("data-md-component") == "palette"]
    assert page.all("img")[0].attributes["src"] == "assets/own.svg"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hooks: [own.py]\n", " something that it refers to failed while .*: ZeroDivisionError: division by zero$"),
        ("INHERIT: mkdocs.yml\n", " something that it refers to failed while .*: RecursionError: .*$"),
        ("markdown_extensions: [{toc: {toc_depth: 'a-b'}}]\n", "2: .*Failed to load extension 'toc'. ValueError: .*$"),
    ],
)
def test_what_settings_name_fails_in_one_line(small_survey: Path, text: str, said: str) -> None:
    (small_survey / "own.py").write_text("def on_config(config):\n    1 / 0\n", encoding="utf-8")
    (small_survey / "mkdocs.yml").write_text(f"site_name: x\n{text}", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"mkdocs\.yml:{said}") as raised:
        build(Survey.load(small_survey))
    assert "\n" not in str(raised.value)


def test_settings_whose_words_only_look_like_yaml(small_survey: Path) -> None:
    assert settings(small_survey, 'copyright: "["\n')["copyright"] == "["


def test_a_setting_that_the_engine_refuses_is_named_with_its_line(small_survey: Path) -> None:
    (small_survey / "mkdocs.yml").write_text("site_name: x\nextra_css: a.css\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml:2: MkDocs could not build the site: .*extra_css"):
        build(Survey.load(small_survey))
