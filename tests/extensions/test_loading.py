"""Extensions are found where they may be, and what is wrong with one is told in a line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.errors import BrokenExtension
from livingsurvey.extensions import Command, Export, Rule, Source
from livingsurvey.extensions.loading import _files_of, _installed, added, code

from .conftest import Extended

RULE = '''
from livingsurvey.extensions import Flaw, Scope, Severity, rule

@rule("OWN001", Severity.WARNING, scope=Scope.RECORD)
def shouted(survey):
    """A title ends with what no title should end with."""
    for paper in survey:
        if paper.title.endswith("END"):
            yield Flaw(survey.files[paper.key], ("title",), "it ends", "Write another title.")
'''
EVERY = RULE.replace("END", "")


def problem(root: Path, kind: type = Rule) -> str:
    with pytest.raises(BrokenExtension) as raised:
        added(kind, Survey.load(root))
    return str(raised.value)


def test_a_module_of_the_survey_is_run_only_where_survey_yaml_says_so(small_survey: Path) -> None:
    (small_survey / "extensions").mkdir()
    (small_survey / "extensions/loud.py").write_text("raise SystemExit('run')", encoding="utf-8")
    survey = Survey.load(small_survey)
    assert [added(kind, survey) for kind in (Rule, Export, Source, Command)] == [()] * 4
    assert code(survey) == b""
    (small_survey / "survey.yaml").open("a", encoding="utf-8").write("extensions: true\n")
    assert problem(small_survey).startswith("extensions/loud.py:1: the extension 'loud' cannot be imported: SystemExit")


def test_modules_share_others_and_leave_nothing_behind(extended: Extended) -> None:
    root = extended(
        _shared="NAME = 'Titles'",
        titles="""
        from livingsurvey.extensions import export
        from ._shared import NAME

        @export("titles", file="titles.txt", title=NAME, purpose="reading", media_type="text/plain")
        def titles(survey, papers):
            return b""
        """,
    )
    (each,) = added(Export, Survey.load(root))
    assert (each.name, each.title) == ("titles", "Titles")
    assert {path.name for path in (root / "extensions").iterdir()} == {"_shared.py", "titles.py"}


def test_what_was_right_is_looked_at_again_when_an_extension_has_changed(extended: Extended) -> None:
    def found(module: str) -> int:
        survey = Survey.load(extended(own=module))
        return sum(finding.code == "OWN001" for finding in check(survey, cached=True))

    assert [found(module) for module in (RULE, EVERY, EVERY, RULE)] == [0, 8, 8, 0]


def test_an_installed_package_is_run_in_every_survey(
    small_survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "installed" / "acme_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[livingsurvey.rules]\nacme = acme_rules\n", encoding="utf-8")
    module = info.parent / "acme_rules.py"
    module.write_text(EVERY.replace("OWN001", "ACME001"), encoding="utf-8")
    before = code(Survey.load(small_survey))
    monkeypatch.syspath_prepend(info.parent)
    survey = Survey.load(small_survey)
    assert [rule.code for rule in added(Rule, survey)] == ["ACME001"]
    assert added(Export, survey) == ()
    assert code(survey) != before
    assert sum(finding.code == "ACME001" for finding in check(survey)) == len(survey)

    sys.modules.pop("acme_rules")
    module.write_text("import no_such_library_anywhere\n", encoding="utf-8")
    assert problem(small_survey) == (
        f"{module.as_posix()}:1: the extension 'acme' of acme-rules cannot be imported: ModuleNotFoundError: "
        "No module named 'no_such_library_anywhere'; install 'no_such_library_anywhere', correct it, or run  "
        "python -m pip uninstall acme-rules"
    )
    _installed.cache_clear()
    _files_of.cache_clear()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def broken(:\n    pass\n", "extensions/own.py:1: the extension 'own' cannot be imported: SyntaxError"),
        ("\n\n1 / 0", "extensions/own.py:3: the extension 'own' cannot be imported: ZeroDivisionError"),
        (RULE.replace("OWN001", "LS999"), "the extension 'own': 'LS999' is no code of one's own; write 2 to 8 capital"),
        (RULE.replace("OWN001", "own-1"), "the extension 'own': 'own-1' is no code of one's own"),
    ],
)
def test_what_is_wrong_with_a_module_is_told_with_its_place_and_a_way_out(
    extended: Extended, text: str, said: str
) -> None:
    told = problem(extended(own=text))
    assert told.startswith(said)
    assert told.endswith("correct it, or say  extensions: false  in survey.yaml")
    assert "\n" not in told


def test_what_one_module_takes_from_another_is_there_once(extended: Extended) -> None:
    root = extended(one=RULE, two="from .one import shouted")
    assert [rule.code for rule in added(Rule, Survey.load(root))] == ["OWN001"]


def test_two_extensions_cannot_have_one_code(extended: Extended) -> None:
    told = problem(extended(one=RULE, two=RULE))
    assert told.startswith("the extension 'two': 'OWN001' is taken by the extension 'one'; choose another name")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return [paper.fields['dataset'] for paper in survey]", "extensions/own.py:6: {}: KeyError: 'dataset'"),
        ("yield 'no flaw'", "extensions/own.py: {}: TypeError: the rule yields something else than a Flaw"),
    ],
)
def test_a_rule_that_fails_is_told_with_the_line(extended: Extended, body: str, said: str) -> None:
    root = extended(
        own=f'''
        from livingsurvey.extensions import rule
        @rule("OWN001")
        def failing(survey):
            """It fails."""
            {body}
        '''
    )
    with pytest.raises(BrokenExtension) as raised:
        check(Survey.load(root))
    assert str(raised.value).startswith(said.format("the extension 'own' fails in 'OWN001'"))


def test_a_rule_can_be_waived_and_lead_to_a_page_that_says_more(extended: Extended) -> None:
    root = extended(own=EVERY.replace("scope=", 'docs="https://example.org/OWN001", scope='))
    first, *others = [finding for finding in check(Survey.load(root)) if finding.code == "OWN001"]
    assert first.fix == "Write another title. See https://example.org/OWN001"
    with (root / first.file).open("a", encoding="utf-8") as file:
        file.write("waive: {OWN001: this is how its authors write it}\n")
    assert [finding for finding in check(Survey.load(root)) if finding.code != "LS291"] == others
    (root / "extensions/own.py").unlink()
    (finding,) = check(Survey.load(root))
    assert (finding.code, finding.reason) == ("LS292", "no rule has the code OWN001")
