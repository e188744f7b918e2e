"""Sentences that are said again in another language."""

from __future__ import annotations

from dataclasses import replace

from livingsurvey.errors import BadAnswer, UsageError
from livingsurvey.intake import Entry
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model.sentence import Sentence

CHINESE = Language(
    "zh",
    {
        "{service} {said}": ("{service} {said}",),
        "has an internal error (HTTP {status})": ("发生内部错误（HTTP {status}）",),
        "it has the title “{title}”": ("标题同为“{title}”",),
    },
    plural="0",
)


def test_a_sentence_is_english_for_who_knows_nothing_of_it() -> None:
    said = Sentence("it has the title “{title}”", title="{Ö} 数")
    assert said == "it has the title “{Ö} 数”" == ENGLISH(said)
    assert f"- {said}" == "- it has the title “{Ö} 数”"


def test_a_language_says_it_again_with_its_values() -> None:
    assert CHINESE(Sentence("it has the title “{title}”", title="{Ö} 数")) == "标题同为“{Ö} 数”"
    assert CHINESE(Sentence("nobody translated {this}", this="it")) == "nobody translated it"
    assert CHINESE("text alone {x}") == "text alone {x}"


def test_errors_and_entries_keep_it_and_one_may_stand_in_another() -> None:
    fault = BadAnswer("Crossref", Sentence("has an internal error (HTTP {status})", status=503))
    assert str(fault) == "Crossref has an internal error (HTTP 503)"
    assert CHINESE(str(fault)) == "Crossref 发生内部错误（HTTP 503）"
    entry = replace(Entry(), notes=(str(UsageError(Sentence("it has the title “{title}”", title="x"))),))
    assert CHINESE(entry.filled_from(Entry()).notes[0]) == "标题同为“x”"
