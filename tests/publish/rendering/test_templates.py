from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from livingsurvey.publish.rendering.templates import environment


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The templates folder of a survey that brings its own."""
    folder = tmp_path / "templates"
    (folder / "readme").mkdir(parents=True)
    return folder


def test_a_surveys_own_template_comes_first_and_the_shipped_ones_stay(own: Path) -> None:
    (own / "readme/entries.md.j2").write_text("mine")
    templates = environment(own.parent)
    assert templates.get_template("readme/entries.md.j2").render() == "mine"
    assert "survey:begin" in templates.loader.get_source(templates, "readme/README.md.j2")[0]  # type: ignore[union-attr]


def test_an_edited_template_is_seen_without_a_new_environment(own: Path) -> None:
    path = own / "note.md.j2"
    path.write_text("old")
    assert environment(own.parent).get_template("note.md.j2").render() == "old"
    path.write_text("newer")
    assert environment(own.parent).get_template("note.md.j2").render() == "newer"
    assert environment(own.parent) is environment(own.parent)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.html.j2", "&lt;b&gt;&amp;"), ("a.xml.j2", "&lt;b&gt;&amp;"), ("a.md.j2", "<b>&"), ("a.bib.j2", "<b>&")],
)
def test_only_markup_is_escaped_by_itself(own: Path, name: str, expected: str) -> None:
    (own / name).write_text("{{ text }}")
    assert environment(own.parent).get_template(name).render(text="<b>&") == expected


def test_an_undefined_variable_is_an_error(own: Path) -> None:
    (own / "a.md.j2").write_text("{{ paper.titel }}")
    with pytest.raises(jinja2.UndefinedError, match="titel"):
        environment(own.parent).get_template("a.md.j2").render(paper=Path())


def test_tags_leave_no_lines_behind(own: Path) -> None:
    (own / "a.md.j2").write_text("a\n  {% if true %}\nb\n  {% endif %}\n{# note #}\nc\n")
    assert environment(own.parent).get_template("a.md.j2").render() == "a\nb\nc\n"


def test_markdown_filters(own: Path) -> None:
    (own / "a.md.j2").write_text("[{{ '*' | markdown }}]({{ 'https://a.example/(x)' | destination }})")
    assert environment(own.parent).get_template("a.md.j2").render() == r"[\*](https://a.example/%28x%29)"
