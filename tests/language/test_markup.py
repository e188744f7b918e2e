"""Words in templates, and templates in other words."""

from __future__ import annotations

import jinja2
import minijinja
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.language.markup import Message, messages, places, translated

COUNTED = (
    "<p>{% trans total %}one <b>paper</b>{% pluralize %}{{ total }} papers{% endtrans %}: "
    '{{ _("all of {year}", year=y) }}</p>'
)
CALLED = """{{ _("Copy link") }} {{ "a" if x else _('Close') }} {{ other_("no") }}"""


def both(source: str, **values: object) -> str:
    """What both engines make of a template, which must be the same."""

    def filled(text: str, **named: object) -> str:
        return text.format_map(named)

    functions = {"filled": filled, "plural": lambda n: (n > 1) + (n > 4)}
    theirs = jinja2.Environment(autoescape=False).from_string(source, functions).render(**values)
    ours = minijinja.Environment(globals=functions, auto_escape_callback=lambda _: False).render_str(source, **values)
    assert ours == theirs
    return theirs


def test_texts_are_found_in_blocks_and_in_expressions() -> None:
    assert list(messages(COUNTED)) == [Message("one <b>paper</b>", "{{ total }} papers"), Message("all of {year}")]
    assert list(messages(CALLED)) == [Message("Copy link"), Message("Close")]
    assert list(messages("{% trans %}\n  over\n  lines {% endtrans %}")) == [Message("over lines")]


def test_without_words_a_template_says_what_it_said() -> None:
    plain = translated(COUNTED, {})
    assert both(plain, total=1, y=2024) == "<p>one <b>paper</b>: all of 2024</p>"
    assert both(plain, total=3, y=2024) == "<p>3 papers: all of 2024</p>"
    assert both(translated(CALLED, {}), x=0, other_=str)[:15] == "Copy link Close"


def test_words_take_the_place_of_ours_in_their_own_order() -> None:
    words = {"one <b>paper</b>": ("{{ total }} 篇<b>论文</b>",), "all of {year}": ("{year} 年全部",)}
    chinese = translated(COUNTED, words)
    assert both(chinese, total=1, y=2024) == "<p>1 篇<b>论文</b>: 2024 年全部</p>"
    assert "plural" not in chinese, "one form asks for no number"


@pytest.mark.parametrize(("n", "said"), [(1, "1 článek"), (3, "3 články"), (9, "9 článků")])
def test_a_language_has_as_many_forms_as_it_needs(n: int, said: str) -> None:
    source = "{% trans n %}{{ n }} paper{% pluralize %}{{ n }} papers{% endtrans %}"
    words = {"{{ n }} paper": ("{{ n }} článek", "{{ n }} články", "{{ n }} článků")}
    assert both(translated(source, words, many=True), n=n) == said


def test_two_forms_may_still_not_be_those_of_english() -> None:
    source = "{% trans n %}{{ n }} paper{% pluralize %}{{ n }} papers{% endtrans %}"
    words = {"{{ n }} paper": ("{{ n }} article", "{{ n }} articles")}
    assert both(translated(source, words, many=True), n=0) == "0 article"


def test_a_block_that_is_not_closed_is_left_to_the_engine() -> None:
    source = "{% trans %}never closed"
    assert translated(source, {}) == source
    with pytest.raises(jinja2.TemplateSyntaxError, match="trans"):
        jinja2.Environment(autoescape=True).from_string(source)


def test_what_a_translation_must_keep() -> None:
    kept = ["</a>", '<a href="{{ url }}">', "{all}", "{{ n | thousands }}"]
    assert places('<a href="{{ url }}">{{ n | thousands }}</a> of {all}') == kept
    assert places('{all} 中的 <a href="{{ url }}">{{ n | thousands }}</a>') == kept
    assert places("{n} of {") == ["{", "{n}"], "a brace of its own would be taken for the beginning of a place"


@given(st.text(alphabet="{}%_()\"' trans<>pluralizeend|n\n", max_size=80))
def test_any_text_is_a_template_of_the_same_words(source: str) -> None:
    if "trans" not in source and "_(" not in source:
        assert translated(source, {}) == source
    assert translated(translated(source, {}), {}) == translated(source, {})
