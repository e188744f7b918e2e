"""The compiled engine beside Jinja2: the same templates, the same models, the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from tests.conftest import SMALL_SURVEY
from tests.insight.test_lineage import NAMED
from tests.insight.thirty import survey_of
from tests.strategies import lines

from livingsurvey.errors import UsageError
from livingsurvey.publish.companions import discovery
from livingsurvey.publish.content.listed import cited
from livingsurvey.publish.exports.figure import taxonomy_model
from livingsurvey.publish.file import StampedFile, Stamping, model_json
from livingsurvey.publish.models.lineage import lineage_model
from livingsurvey.publish.models.listing import author_model, year_model
from livingsurvey.publish.models.slots import MODELS
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.compiled import Compiled, Templates, templates_of
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.survey import Survey

_PART = re.compile(r'(?:include|from) "(fragments/[^"]+)"')
"""A fragment that others are made with."""

WORDS = {"base": "../../", "files": "../../"}


def compiled(text: str, name: str = "one.html.j2") -> Compiled:
    return Compiled(Templates({name: text}, {}))


def test_both_engines_make_the_same_of_every_fragment(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    site = Site(survey, pages_in(built_survey / ".site/prepared/engine"), site_url=survey.info.site)
    templates = templates_of(built_survey, {})
    ours, theirs = Compiled(templates), environment(built_survey)
    compared = set()
    for name, model in _fragments(site):
        if name in templates.sources:
            expected = theirs.get_template(name).render(**json.loads(model), **WORDS)
            assert ours.stamp(Stamping(name, model, WORDS)).decode() == expected, (name, model)
            compared.add(name)
    parts = {name for text in templates.sources.values() for name in _PART.findall(text)}
    assert templates.sources.keys() - compared == parts - compared


def _fragments(site: Site) -> Iterator[tuple[str, bytes]]:
    """What stands in slots and what is stamped: the names of fragments, each with a model."""
    subjects = {"topic": list(site.survey.taxonomy.by_id), "survey": list(site.survey.surveys)}
    for name, make in MODELS.items():
        for subject in subjects.get(name, [None]):
            yield f"fragments/{name}.html.j2", model_json(make(site.published, subject))
    taxonomy = taxonomy_model(site.survey, tuple(site.survey))
    yield "fragments/taxonomy.tex.j2", model_json(taxonomy)
    for paper in site.survey:
        yield "fragments/citation.md.j2", model_json(cited(paper, site.survey))
    for year, papers in site.survey.by_year.items():
        yield from _whole("year", model_json(year_model(year, papers, site.published)))
    large = Published(survey_of({3: 3, 4: 3, 5: 3}, NAMED))
    yield from _whole("lineage", model_json(lineage_model("numbers", large.lineages["numbers"], large)))
    for author, papers in site.survey.by_author.items():
        yield from _whole("author", model_json(author_model(author, "slug", papers, site.published)))
    several_maps = discovery.sitemap(list(site.files), "https://example.org/", site.stamps.file, most=9)
    for file in [*site.files.values(), *several_maps, *site.stamps.withdrawn("doe2020x", "a <b>hoax</b>")]:
        template, model, _ = file.stamping() if isinstance(file, StampedFile) else Stamping(None, b"", {})
        if template is not None and template.startswith("mould/"):
            yield from _whole(file.kind, model)
        elif template is not None:
            yield template, model


def _whole(kind: str, model: bytes) -> Iterator[tuple[str, bytes]]:
    """The fragments that make a stamped page."""
    return ((f"fragments/{kind}{part}.html.j2", model) for part in ("", "-head", "-description", "-path"))


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


def test_no_space_stands_behind_a_full_stop_that_brings_its_own() -> None:
    model = '{"one": "共两行。", "two": "见 GPTQ. 完"}'.encode()
    page = compiled("{{ one }}{% if two %} {{ two }}{% endif %}").stamp(Stamping("one.html.j2", model, {}))
    assert page.decode() == "共两行。见 GPTQ. 完"


def test_a_filter_that_was_mended_makes_pages_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Templates({"a": "x"}, {})
    before = templates.digest()
    monkeypatch.setattr("livingsurvey.publish.rendering.compiled._program", lambda: b"mended")
    assert templates.digest() != before


def test_markdown_is_text_too_in_the_compiled_engine() -> None:
    model = json.dumps({"text": "*b*\n\n# <i>", "bib": "@misc{a}\n"}).encode()
    template = "- {{ text }} {{ text | code }} {{ (text | code) ~ text }}\n{{ bib | fenced('bibtex') }}"
    page = compiled(template, "one.md.j2").stamp(Stamping("one.md.j2", model, {})).decode()
    assert page == (
        "- \\*b\\* # \\<i> `*b* # <i>` \\`\\*b\\* # \\<i>\\`\\*b\\* # \\<i>\n```bibtex\n@misc{a}\n```"
    )  # fmt: skip
