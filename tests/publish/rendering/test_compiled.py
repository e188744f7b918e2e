"""The compiled engine beside Jinja2: the same templates, the same models, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pydantic_core
import pytest
from hypothesis import given
from tests.conftest import SMALL_SURVEY
from tests.strategies import lines

from livingsurvey.errors import UsageError
from livingsurvey.publish.exports.figure import taxonomy_model
from livingsurvey.publish.file import Stamping
from livingsurvey.publish.models.slots import MODELS
from livingsurvey.publish.rendering.compiled import Compiled, Templates, templates_of
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.survey import Survey

WORDS = {"base": "../../"}


def compiled(text: str, name: str = "one.html.j2") -> Compiled:
    return Compiled(Templates({name: text}, {}))


def test_both_engines_make_the_same_of_every_fragment_that_has_a_model(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    site = Site(survey, pages_in(built_survey / ".site/prepared/engine"), site_url=survey.info.site)
    ours, theirs = Compiled(templates_of(built_survey, {})), environment(built_survey)
    compared = 0
    for name, model in _fragments(site):
        if name in ours.names:
            expected = theirs.get_template(name).render(**json.loads(model), **WORDS)
            assert ours.stamp(Stamping(name, model, WORDS)).decode() == expected, (name, model)
            compared += 1
    assert compared > len(MODELS) + len(survey)


def _fragments(site: Site) -> Iterator[tuple[str, bytes]]:
    """What stands in slots and what is stamped: the names of fragments, each with a model."""
    subjects = {"topic": list(site.survey.taxonomy.by_id), "survey": list(site.survey.surveys)}
    for name, make in MODELS.items():
        for subject in subjects.get(name, [None]):
            yield f"fragments/{name}.html.j2", pydantic_core.to_json(make(site.published, subject))
    taxonomy = taxonomy_model(site.survey, tuple(site.survey))
    yield "fragments/taxonomy.tex.j2", pydantic_core.to_json(taxonomy)
    for file in site.files.values():
        template, model, _ = file.stamping() if file.stamping else Stamping(None, b"", {})
        if template is not None and template.startswith("mould/"):
            for part in ("", "-head", "-description"):
                yield f"fragments/{file.kind}{part}.html.j2", model
        elif template is not None:
            yield template, model


@given(lines)
def test_text_is_escaped_before_a_template_sees_it(text: str) -> None:
    model = json.dumps({"text": text, "deep": [{"text": text}]}).encode()
    page = compiled("{{ text }}|{{ deep[0].text }}").stamp(Stamping("one.html.j2", model, {})).decode()
    jinja = (
        environment(SMALL_SURVEY).from_string("{% autoescape true %}{{ text }}{% endautoescape %}").render(text=text)
    )
    assert page == f"{jinja}|{jinja}"


@given(lines)
def test_what_goes_into_a_script_cannot_end_it_and_reads_back(text: str) -> None:
    model = json.dumps({"linked": {"name": text}}).encode()
    page = compiled("{{ linked | script }}").stamp(Stamping("one.html.j2", model, {})).decode()
    assert not {"<", ">", "&"} & set(page)
    assert json.loads(page) == {"name": text}


@given(lines)
def test_what_a_model_carries_as_html_is_put_in_as_it_is_by_both(text: str) -> None:
    model = json.dumps({"picture": text}).encode()
    assert compiled("{{ picture | html }}").stamp(Stamping("one.html.j2", model, {})).decode() == text
    jinja = environment(SMALL_SURVEY).from_string("{% autoescape true %}{{ picture | html }}{% endautoescape %}")
    assert jinja.render(picture=text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [("one\n{{ name", "one.html.j2:2: .*unexpected end"), ("one\n{{ nothing }}", "one.html.j2:2: .*nothing")],
)
def test_a_broken_template_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        compiled(text).stamp(Stamping("one.html.j2", b"{}", {}))


def test_what_is_wrong_in_an_included_template_is_told_where_it_is() -> None:
    sources = {"page.html.j2": '{% include "part.html.j2" %}', "part.html.j2": "one\n{{ one.two.three }}"}
    with pytest.raises(UsageError, match=r"^templates/part\.html\.j2:2: undefined value: `one\.two` is undefined$"):
        Compiled(Templates(sources, {})).stamp(Stamping("page.html.j2", b'{"one": {}}', {}))


def test_a_filter_that_cannot_work_with_a_value_is_told_with_the_template() -> None:
    with pytest.raises(UsageError, match=r"^templates/one\.html\.j2: TypeError: "):
        compiled("{{ one | icon }}").stamp(Stamping("one.html.j2", b'{"one": {}}', {}))


def test_templates_are_the_same_only_while_every_text_is() -> None:
    one = Templates({"a": "x", "b": "y"}, {"paper": ["<p>"]})
    assert one.digest() == Templates({"b": "y", "a": "x"}, {"paper": ["<p>"]}).digest()
    assert one.digest() != Templates({"a": "x", "b": "z"}, {"paper": ["<p>"]}).digest()
    assert one.digest() != Templates({"a": "x", "b": "y"}, {"paper": ["<b>"]}).digest()


def test_a_template_shows_its_model_when_asked() -> None:
    page = compiled("<pre>{{ debug() }}</pre>").stamp(Stamping("one.html.j2", b'{"title": "<b>"}', {})).decode()
    assert "\"title\": '&lt;b&gt;'" in page


def test_what_is_left_out_is_nothing_in_every_language() -> None:
    for name in ("one.html.j2", "one.md.j2", "one.txt.j2"):
        page = compiled("a{{ ', ' if more }}b", name).stamp(Stamping(name, b'{"more": false}', {}))
        assert page == b"ab"


def test_a_filter_that_was_mended_makes_pages_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    templates = Templates({"a": "x"}, {})
    before = templates.digest()
    (tmp_path / "filters.py").write_text("mended")
    monkeypatch.setattr("livingsurvey.publish.rendering.compiled.CODE", tmp_path)
    assert templates.digest() != before


def test_markdown_is_text_too_in_the_compiled_engine() -> None:
    model = json.dumps({"text": "*b*\n\n# <i>", "bib": "@misc{a}\n"}).encode()
    template = "- {{ text }} {{ text | code }} {{ (text | code) ~ text }}\n{{ bib | fenced('bibtex') }}"
    page = compiled(template, "one.md.j2").stamp(Stamping("one.md.j2", model, {})).decode()
    assert page == (
        "- \\*b\\* # \\<i> `*b* # <i>` \\`\\*b\\* # \\<i>\\`\\*b\\* # \\<i>\n```bibtex\n@misc{a}\n```"
    )  # fmt: skip
