"""A language: its words, dates and lists, and the catalogues they come from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.errors import UsageError
from livingsurvey.language import ENGLISH, Language, language_of, languages_of
from livingsurvey.language.messages import catalogues, update
from livingsurvey.model import SurveyInfo, Title
from livingsurvey.survey import Survey

CZECH = "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2"
DAY = dt.date(2023, 5, 10)


def catalogue(folder: Path, text: str) -> Path:
    path = folder / "languages" / "cs.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_days_and_months_are_those_of_the_language() -> None:
    chinese = language_of("zh", SMALL_SURVEY)
    assert [ENGLISH.day(DAY), ENGLISH.month(DAY), ENGLISH.day_of_year(DAY)] == ["10 May 2023", "May 2023", "10 May"]
    assert [chinese.day(DAY), chinese.month(DAY)] == ["2023年5月10日", "2023年5月"]
    assert chinese.day_of_year(DAY) == "5月10日"


def test_where_there_is_little_room_months_are_short_and_days_of_a_month_are_said_together() -> None:
    chinese, last = language_of("zh", SMALL_SURVEY), dt.date(2023, 5, 16)
    assert [ENGLISH.days(DAY, last), ENGLISH.days(DAY, DAY)] == ["10–16 May 2023", "10 May 2023"]
    assert [chinese.days(DAY, last), chinese.days(DAY, DAY)] == ["2023年5月10日–16日", "2023年5月10日"]
    october = dt.date(2023, 10, 1)
    assert [ENGLISH.month_and_year(october), ENGLISH.month_of_year(october)] == ["Oct 2023", "Oct"]
    assert [chinese.month_and_year(october), chinese.month_of_year(october)] == ["2023年10月", "10月"]


def test_beside_a_title_stands_the_english_and_beside_the_english_the_first_other() -> None:
    czech, chinese = Language("cs", {"Quantization": ("Kvantizace",)}), Language("zh", {})
    title = Title(en="Quantization", zh="量化")
    assert [each.beside(title) for each in (chinese, czech)] == [("en", "Quantization")] * 2
    assert ENGLISH.beside(title) == ("zh", "量化")
    assert [each.beside(Title(en="Mamba")) for each in (ENGLISH, chinese)] == [None, None], (
        "the same twice says nothing"
    )


def test_a_number_of_things_takes_the_form_of_the_language() -> None:
    czech = Language(
        "cs", {"{n} paper": ("{n} článek", "{n} články", "{n} článků")}, "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2"
    )
    said = [czech.many("{n} paper", "{n} papers", n) for n in (1, 3, 2000)]
    assert said == ["1 článek", "3 články", "2,000 článků"]
    assert [ENGLISH.many("{n} paper", "{n} papers", n) for n in (0, 1, 2000)] == ["0 papers", "1 paper", "2,000 papers"]


def test_what_a_record_says_in_the_language_goes_before_the_catalogue() -> None:
    words = {"Quantization": ("nicht dies",), "Pruning": ("修剪",)}
    chinese = Language("zh", words, "0")
    assert chinese.said(Title(en="Quantization", zh="量化")) == "量化"
    assert chinese.said(Title(en="Pruning")) == "修剪"
    assert chinese.said(Title(en="Distillation")) == "Distillation", "what nobody has translated is English"


def test_the_words_of_a_survey_go_before_those_of_the_program(tmp_path: Path) -> None:
    catalogue(tmp_path / "templates", 'msgid "Paper"\nmsgstr "Článek"\n\nmsgid "Topic"\nmsgstr "Téma"\n')
    catalogue(tmp_path / "knowledge", 'msgid "Paper"\nmsgstr "Stať"\n\n#, fuzzy\nmsgid "Topic"\nmsgstr "?"\n')
    czech = language_of("cs", tmp_path, "cs/")
    assert (czech("Paper"), czech("Topic"), czech("Venue"), czech.prefix) == ("Stať", "Téma", "Venue", "cs/")


def test_the_first_language_has_the_sites_own_addresses() -> None:
    languages = languages_of(SurveyInfo(title="A", description="B", languages=("zh", "en")), SMALL_SURVEY)
    assert [(each.code, each.prefix, each.name) for each in languages] == [("zh", "", "中文"), ("en", "en/", "English")]


@pytest.mark.parametrize(
    ("code", "text", "message"),
    [
        ("cs", "", "there are no words in 'cs'; write templates/languages/cs.po"),
        ("cs", 'msgid "a"\nmsgstr "b"\nčtvrtý\n', "cs.po: .*; correct the line, or restore the file"),
    ],
)
def test_a_language_without_words_is_refused_with_what_to_do(
    tmp_path: Path, code: str, text: str, message: str
) -> None:
    if text:
        catalogue(tmp_path / "templates", text)
    with pytest.raises(UsageError, match=message):
        language_of(code, tmp_path)


PLURALS = 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural={};\\n"\n\n'


@pytest.mark.parametrize("said", ["{n} z {vse}", "{n} z {", "<b>{n}</b> z {all}", "{{ n }} z {all}", "{all}"])
def test_a_wrong_translation_is_left_out(tmp_path: Path, said: str) -> None:
    text = PLURALS.format(CZECH) + f'msgid "{{n}} of {{all}}"\nmsgstr "{said}"\n'
    catalogue(tmp_path / "templates", text)
    assert language_of("cs", tmp_path)("{n} of {all}", n=1, all=2) == "1 of 2"


def test_what_a_survey_calls_its_things_gets_into_no_template(tmp_path: Path) -> None:
    catalogue(
        tmp_path / "knowledge", 'msgid "Explore"\nmsgstr "<script>{{ 1 / 0 }}"\n\nmsgid "a < b"\nmsgstr "b > a"\n'
    )
    czech = language_of("cs", tmp_path)
    assert [czech("Explore"), czech("a < b")] == ["<script>{{ 1 / 0 }}", "b > a"], "a value, which pages escape"
    assert czech.template("{% trans %}Explore{% endtrans %}") == "Explore"


def test_a_catalogue_whose_plurals_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = catalogue(tmp_path / "templates", PLURALS.format("n @ 1"))
    with pytest.raises(UsageError, match=f"{path}: .*@"):
        language_of("cs", tmp_path)


@pytest.mark.parametrize("code", ["../x", "qq", ""])
def test_what_is_no_language_has_no_catalogue(small_survey: Path, code: str) -> None:
    with pytest.raises(UsageError, match="is no language's code; write one such as 'fr'"):
        update(catalogues(Survey.load(small_survey), code)[0])


def test_a_language_of_a_region_has_catalogues(small_survey: Path) -> None:
    for each in catalogues(Survey.load(small_survey), "pt-BR"):
        update(each)
    assert language_of("pt-BR", small_survey).day(DAY) == "10 de maio de 2023"
