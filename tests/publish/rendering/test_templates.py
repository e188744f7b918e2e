from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from tests.publish.received import PAGE, document

from livingsurvey.errors import UsageError
from livingsurvey.publish.rendering.templates import environment, sources_below, template_trouble
from livingsurvey.store.yaml import parse

ROOT = Path(__file__).parents[3]
_WORDS = ("docs", *(f"templates/{room}" for room in ("data", "fragments", "github", "pages", "served", "theme")))
_WRITTEN = (".j2", ".html", ".md")


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


def test_an_own_template_that_comes_after_the_shipped_one_was_read_is_seen_and_so_is_its_going(own: Path) -> None:
    def read() -> str:
        return environment(own.parent).get_template("github/record.yaml.j2").render(topic="x")

    shipped, path = read(), own / "github/record.yaml.j2"
    path.parent.mkdir()
    path.write_text("ours", encoding="utf-8")
    assert read() == "ours"
    path.unlink()
    assert read() == shipped


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html.j2", "&lt;b&gt; &amp; *@you*\n\n# yes"),
        ("a.xml.j2", "&lt;b&gt; &amp; *@you*\n\n# yes"),
        ("a.md.j2", r"\<b> & \*@you\* # yes"),
        ("github/a.md.j2", r"\<b> & \*<span>@</span>you\* # yes"),
        ("pages/a.md.j2", "&lt;b&gt; &amp; *@you* # yes"),
        ("a.yml.j2", '"<b> & *@you* # yes"'),
        ("a.txt.j2", "<b> & *@you* # yes"),
        ("a.bib.j2", "<b> & *@you*\n\n# yes"),
    ],
)
def test_a_value_is_escaped_for_what_its_template_makes(own: Path, name: str, expected: str) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text("{{ text }}")
    assert environment(own.parent).get_template(name).render(text="<b> & *@you*\n\n# yes") == expected


def test_a_name_that_does_not_say_what_a_template_makes_is_an_error(own: Path) -> None:
    (own / "a.j2").write_text("{{ text }}")
    with pytest.raises(jinja2.TemplateError, match="does not show its language"):
        environment(own.parent).get_template("a.j2")


def test_what_is_put_together_in_markdown_is_text_until_it_says_otherwise(own: Path) -> None:
    (own / "a.md.j2").write_text(
        "{% macro bold(text) %}**{{ text }}**{% endmacro %}"
        "{{ bold('*') }} {{ bold('*') | as_markdown }} {{ ('a' | code) ~ '*' }} {{ ['*' | code, '_'] | join }}"
    )
    made = environment(own.parent).get_template("a.md.j2").render()
    assert made == r"\*\*\\\*\*\* **\*** \`a\`\* \`\*\`\_"


@pytest.mark.parametrize(
    "value", ["one-slug", "no", "1e3", "a: b", "- x", "", 'say "x"', "back\\slash", "数", "2024-01-31"]
)
def test_a_value_in_yaml_is_the_text_that_it_was(own: Path, value: str) -> None:
    (own / "a.yaml.j2").write_text("key: {{ value }}\nlist: [{{ value }}]\n")
    made = environment(own.parent).get_template("a.yaml.j2").render(value=value)
    assert parse(made) == ({"key": value, "list": [value]}, [])


def test_an_undefined_variable_is_an_error(own: Path) -> None:
    (own / "a.md.j2").write_text("{{ paper.titel }}")
    with pytest.raises(jinja2.UndefinedError, match="titel"):
        environment(own.parent).get_template("a.md.j2").render(paper=Path())


def test_tags_leave_no_lines_behind(own: Path) -> None:
    (own / "a.md.j2").write_text("a\n  {% if true %}\nb\n  {% endif %}\n{# note #}\nc\n")
    assert environment(own.parent).get_template("a.md.j2").render() == "a\nb\nc\n"


def test_markdown_filters(own: Path) -> None:
    (own / "a.md.j2").write_text("[{{ '*' }}]({{ 'https://a.example/(x)' | destination }})")
    assert environment(own.parent).get_template("a.md.j2").render() == r"[\*](https://a.example/%28x%29)"


def test_every_shipped_template_uses_filters_that_there_are() -> None:
    templates = environment(ROOT)
    names = [name for name in templates.list_templates(["j2"]) if not name.startswith("theme/")]
    assert len(names) > 50
    for name in names:
        templates.get_template(name)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\n{{ 1 / 0 }}", r"templates/fragments/own\.html\.j2:2: ZeroDivisionError: division by zero"),
        (b"one\n{{ 'a' + 1 }}", r"templates/fragments/own\.html\.j2:2: TypeError: "),
        (b"one\n\xff\xfe", r"^templates/fragments/own\.html\.j2 is not UTF-8"),
    ],
)
def test_whatever_a_template_does_wrong_is_one_line(own: Path, content: bytes, said: str) -> None:
    (own / "fragments").mkdir()
    (own / "fragments/own.html.j2").write_bytes(content)
    with pytest.raises(UsageError, match=said), template_trouble():
        environment(own.parent).get_template("fragments/own.html.j2").render()


def test_a_template_for_the_other_engine_is_read_as_strictly(own: Path) -> None:
    (own / "fragments").mkdir()
    (own / "fragments/own.html.j2").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"own\.html\.j2 is not UTF-8"):
        sources_below(own.parent, "fragments")


def test_what_fails_outside_of_templates_stays_what_it_is() -> None:
    with pytest.raises(ZeroDivisionError), template_trouble():
        1 / 0  # noqa: B018


def test_our_own_words_have_one_apostrophe() -> None:
    """The plain one, as keyboards write it: the other is as wide as a Chinese letter where such a font comes first."""
    texts = [path for folder in _WORDS for path in (ROOT / folder).rglob("*") if path.suffix in _WRITTEN]
    written = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in texts}
    assert len(written) > 100
    assert [name for name, text in written.items() if "’" in text] == []


def test_the_page_lists_every_template_with_what_it_receives() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run  python -m tests.publish.received"
