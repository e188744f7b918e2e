"""The catalogues of a survey: what they lack, what nobody says any more, what says something else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.language import language_of
from livingsurvey.language.markup import Message
from livingsurvey.language.messages import Catalogue, catalogues, program_messages, state, update
from livingsurvey.language.records import survey_messages
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
PAPERS = Message("{n} paper", "{n} papers")
USED = {Message("Copy <b>{name}</b>"): {"a.j2"}, PAPERS: {"b.js", "c.py"}}


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "templates/languages/zh.po", "zh", USED, {Message("GPTQ"): {"metrics.yaml"}})


def test_a_new_catalogue_has_every_text_and_no_name(catalogue: Catalogue) -> None:
    assert update(catalogue).missing == ("Copy <b>{name}</b>", "{n} paper")
    text = catalogue.path.read_text(encoding="utf-8")
    assert '#: b.js c.py\n#, python-brace-format\nmsgid "{n} paper"\nmsgid_plural "{n} papers"\nmsgstr[0] ""\n' in text
    assert "GPTQ" not in text
    assert update(catalogue) == update(catalogue)
    assert catalogue.path.read_text(encoding="utf-8") == text, "it depends on no day and no earlier run"


def test_what_is_translated_stays_and_what_nobody_says_goes(catalogue: Catalogue) -> None:
    update(catalogue, {"{n} paper": "{n} 篇论文", "Copy <b>{name}</b>": "复制 <b>{name}</b>", "GPTQ": "GPTQ"})
    assert state(catalogue) == ((), (), ())
    fewer = catalogue._replace(used={PAPERS: {"b.js"}}, names={})
    assert state(fewer).unused == ("Copy <b>{name}</b>", "GPTQ")
    assert update(fewer) == ((), (), ())
    assert language_of("zh", catalogue.path.parents[2]).many(*PAPERS, 3) == "3 篇论文"
    assert language_of("zh", catalogue.path.parents[2]).scripted["{n} paper"] == "pages"


@pytest.mark.parametrize("said", ["复制 {name}", "复制 <b>{nome}</b>", "复制 <b>{name}</b> {{ extra }}"])
def test_a_translation_with_other_places_or_tags_is_wrong(catalogue: Catalogue, said: str) -> None:
    assert update(catalogue, {"Copy <b>{name}</b>": said}).wrong == ("Copy <b>{name}</b>",)


def test_what_translators_note_and_doubt_stays(catalogue: Catalogue) -> None:
    update(catalogue, {"{n} paper": "{n} 篇论文"})
    text = catalogue.path.read_text(encoding="utf-8")
    catalogue.path.write_text(
        text.replace("#: b.js", "# count them\n#: b.js").replace("#, python", "#, fuzzy, python"), "utf-8"
    )
    assert "{n} paper" in update(catalogue).missing, "what is doubted is not said"
    text = catalogue.path.read_text(encoding="utf-8")
    assert "# count them\n" in text
    assert re.search(r'#, fuzzy.*\nmsgid "{n} paper"', text)
    assert "{n} 篇论文" in text


def test_a_damaged_catalogue_is_refused_and_stays_as_it_is(catalogue: Catalogue) -> None:
    update(catalogue, {"{n} paper": "{n} 篇论文"})
    damaged = catalogue.path.read_text(encoding="utf-8").replace("msgid_plural", "msgid_prural")
    catalogue.path.write_text(damaged, encoding="utf-8")
    with pytest.raises(UsageError, match=r"zh\.po: .*restore the file"):
        update(catalogue)
    assert catalogue.path.read_text(encoding="utf-8") == damaged


def test_messages_are_found_in_templates_scripts_and_python() -> None:
    found = program_messages()
    files = {file.rpartition(".")[2] for places in found.values() for file in places}
    assert {"py", "j2", "js", "html"} <= files
    assert "livingsurvey/publish/engine/configuration.py" in found[Message("Leaderboards")]


def test_no_text_of_a_script_is_overlooked() -> None:
    """The extractor does not look into what another text is given: a text in there must have a name of its own."""
    files = program_messages().items()
    known = {message.one for message, places in files if any(place.endswith(".js") for place in places)}
    scripts = [path for path in (ROOT / "templates/assets").rglob("*.js") if "vendor" not in path.parts]
    code = [re.sub(r"(?m)^ *//.*", "", path.read_text(encoding="utf-8")) for path in scripts]
    said = {text for script in code for text in re.findall(r'\b_\("([^"\\]+)"', script)}
    assert len(said) > 100
    assert said - known == set()


def test_no_text_of_python_is_overlooked() -> None:
    """Only calls by the names that the extractor knows are found: a language that is called by another has no words."""
    known = {message.one for message in program_messages()}
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py")]
    calls = [node for module in modules for node in ast.walk(module) if isinstance(node, ast.Call)]
    said: dict[str, set[object]] = {}
    for call in calls:
        texts = (argument.value for argument in call.args[:1] if isinstance(argument, ast.Constant))
        said.setdefault(ast.unparse(call.func).rpartition(".")[2], set()).update(texts)
    assert len(said["_"]) > 100
    assert said["_"] - known == set()
    assert said["language"] == set()


def test_sentences_of_a_survey_are_its_messages_and_names_may_be(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    words = survey_messages(survey)
    metric = survey.listed_metrics.metrics[0]
    assert {Message(survey.info.title), Message(metric.definition), Message(metric.name)} <= words.sentences.keys()
    assert not words.sentences.keys() & words.names.keys()


def test_a_survey_keeps_its_own_words_and_the_programs_where_that_has_none(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    kept = {
        code: [each.path.relative_to(small_survey).as_posix() for each in catalogues(survey, code)]
        for code in ("zh", "cs")
    }
    assert kept == {
        "zh": ["knowledge/languages/zh.po"],
        "cs": ["templates/languages/cs.po", "knowledge/languages/cs.po"],
    }


def test_the_programs_chinese_is_whole() -> None:
    """None missing, none unused, none that says something else."""
    [program, *_] = catalogues(Survey.load(Path(__file__).parents[2]), "zh")
    assert state(program) == ((), (), ())
