"""Answers to the form for new papers, those of people who mean harm included."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from tests.github.test_report import HOSTILE, harm_in

from livingsurvey.cli import main
from livingsurvey.errors import UsageError
from livingsurvey.github import issue as issues
from livingsurvey.github.comment import LONGEST_COMMENT, rendered
from livingsurvey.github.issue import Answer, Comment, Issue, answer
from livingsurvey.intake.form import labels
from livingsurvey.intake.lookup import Answers
from livingsurvey.language import ENGLISH, Language, language_of, languages_of
from livingsurvey.model import Identifier
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey
from upstream import Upstream

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 1, 2)
FORM = {"papers": "arxiv:2401.00001", "topic": "Quantization (quantization)", "code": "_No response_",
        "summary": "_No response_", "reason": "Because.", "author": "No"}  # fmt: skip


def form(language: Language = ENGLISH, **answers: str) -> Issue:
    asked = labels(language)
    body = "\n\n".join(f"### {asked[field]}\n\n{value}" for field, value in (FORM | answers).items())
    return Issue.model_validate({"number": 1, "user": {"login": "ada-example"}, "body": body})


def comment(body: str, login: str = "ada-example", association: str = "NONE") -> Comment:
    return Comment.model_validate({"user": {"login": login}, "body": body, "author_association": association})


def asked(root: Path, issue: Issue, *comments: Comment, online: bool = False) -> Answer:
    survey = Survey.load(root)
    language = issue.language(languages_of(survey.info, root))
    assert language is not None
    return answer(issue, comments, survey, language, added=TODAY, online=online)


def shown(made: Answer, **state: Any) -> str:
    return rendered(
        ROOT,
        "issue",
        made.language,
        answer=made,
        **{"pull": None, "merged": False, "example_topic": "quantization"} | state,
    )


def test_a_new_paper_gets_a_draft_and_a_word_on_what_is_missing(small_survey: Path) -> None:
    text = shown(asked(small_survey, form()))
    assert "```yaml\n# yaml-language-server" in text
    assert "**It still needs** `title`, `authors`." in text


SUMMARY = 'Rounds the weights of 数 & other models to 4 bits and keeps "outliers" (< 1 %) as they are.'


def test_a_summary_is_in_the_record_of_the_only_paper_with_the_paper_as_what_was_read(small_survey: Path) -> None:
    (draft,) = [reading.draft for reading in asked(small_survey, form(summary=SUMMARY)).readings]
    assert draft is not None
    assert draft.fields["summary"] == {"en": SUMMARY}
    assert draft.fields["read"] == [{"source": "https://arxiv.org/abs/2401.00001", "date": TODAY}]
    several = form(papers="arxiv:2401.00001\narxiv:2401.00002", summary=SUMMARY)
    assert "- The summary is left out: the form names several papers" in shown(asked(small_survey, several))
    assert "- The summary is left out: it is not one line" in shown(asked(small_survey, form(summary="x" * 2_001)))


def test_what_is_there_is_said_with_its_page_and_how_to_file_it(small_survey: Path) -> None:
    made = asked(small_survey, form(papers="https://arxiv.org/abs/2306.14048v3"))
    assert made.new == ()
    text = shown(made)
    assert "as `papers/2023/zhang2023h2o.yaml`: it has the id arxiv:2306.14048." in text
    assert "Its page: <https://example.org/small-survey/papers/zhang2023h2o/>" in text
    assert "If it also belongs to `quantization`, write" in text
    assert "### In the survey" in shown(made, merged=True)


CHINESE = language_of("zh", ROOT)
IN_CHINESE = {"topic": "量化 (quantization)", "author": "是"}


def test_an_issue_of_the_chinese_form_ends_in_the_same_record_and_is_answered_in_chinese(small_survey: Path) -> None:
    filled = {"papers": "arxiv:2401.00001", "summary": SUMMARY, "code": "https://github.com/o/n"}
    theirs = asked(small_survey, form(CHINESE, **IN_CHINESE, **filled))
    ours = asked(small_survey, form(author="Yes", **filled))
    assert [each.draft for each in theirs.readings] == [each.draft for each in ours.readings]
    assert theirs.form == ours.form
    assert theirs.form is not None
    assert theirs.form.is_author
    text = shown(theirs)
    assert text.startswith(issues.MARKER)
    assert "### 本议题的解读结果" in text
    assert "**还缺少** `title`、`authors`。" in text
    assert "### 已采纳" in shown(theirs, pull="https://github.com/o/r/pull/7")


def test_a_form_in_a_third_language_needs_its_words_and_nothing_else(small_survey: Path) -> None:
    backwards = Language("fr", {text: (text[::-1],) for text in (*labels(ENGLISH).values(), "Yes")}, prefix="fr/")
    filled = form(backwards, papers="### Topic\n\narxiv:2401.00001", author="seY", code="https://github.com/o/n")
    assert filled.language((ENGLISH, CHINESE, backwards)) is backwards
    made = answer(filled, (), Survey.load(small_survey), backwards, added=TODAY)
    assert made.form is not None
    assert made.form.is_author
    assert (made.topics, made.form.code, made.form.why) == (("quantization",), "https://github.com/o/n", "Because.")


def test_what_troubles_a_chinese_form_is_said_in_chinese(small_survey: Path, catalogue: Upstream) -> None:
    catalogue.answer(body=b"{}")
    papers = "papers: h2o\narxiv:2306.14048\n10.5555/made.up.9"
    answers = IN_CHINESE | {"papers": papers, "topic": "_No response_"}
    made = asked(small_survey, form(CHINESE, **answers), comment("/topic quantisation"), online=True)
    text = shown(made)
    assert "没有主题“quantisation”。是否指“quantization”？" in text
    assert "无法解读：“papers: h2o”不是编号" in text
    assert "见 `papers/2023/zhang2023h2o.yaml`：编号同为 arxiv:2306.14048。" in text
    assert "它的页面：<https://example.org/small-survey/zh/papers/zhang2023h2o/>" in text
    assert "未能查询到它的信息：Crossref 返回的内容有误" in text
    assert "表单没有填写论文" in shown(asked(small_survey, form(CHINESE, papers="_No response_")))
    chinese = "将权重量化到 4 位，先以二阶信息补偿舍入误差。"
    assert "- 未采用摘要句：记录中的摘要句须用英文书写。" in shown(asked(small_survey, form(CHINESE, summary=chinese)))


def test_a_heading_of_another_form_is_none_of_ours(small_survey: Path) -> None:
    fix = Issue(number=1, body="### Record\n\nfrantar2022gptq\n\n### What is wrong\n\n### Topic\n")
    survey = Survey.load(small_survey)
    assert fix.language(languages_of(survey.info, survey.root)) is None
    assert form(CHINESE).language((ENGLISH,)) is None  # a survey in English alone has no such form


def test_a_catalogue_completes_the_record(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Version(
        service="arXiv", reference="https://arxiv.org/abs/2401.00001", title="A New Thing", year=2024, venue="arXiv",
        authors=("Ada Example",), ids=(Identifier("arxiv", "2401.00001"),),
    )  # fmt: skip
    monkeypatch.setattr(issues, "look_up", lambda *_: Answers((said,)))
    made = asked(small_survey, form(code="https://github.com/o/n"), online=True)
    (draft,) = made.new
    assert draft.key == "example2024new"
    assert draft.paper().links.code == "https://github.com/o/n"
    assert draft.paper().topics == ("quantization",)
    text = shown(made)
    assert "#### A New Thing" in text
    assert "Its page will be <https://example.org/small-survey/papers/example2024new/>" in text


def test_a_catalogue_that_gives_no_answer_stops_neither_the_other_nor_the_other_papers(
    small_survey: Path, catalogue: Upstream
) -> None:
    catalogue.answer(body=b'{"message": {"title": 5}}')  # Crossref, of the first paper
    catalogue.answer(body="arxiv.atom")
    text = shown(asked(small_survey, form(papers="10.5555/made.up.9\narxiv:2401.00001"), online=True))
    assert "It could not be looked up: Crossref gave a broken answer" in text
    assert "#### Made-Up Quantization: A Paper That Is Nowhere Else" in text


@pytest.mark.parametrize(
    ("comments", "topics"),
    [
        ([], ("quantization",)),
        ([comment("/topic data-selection")], ("data-selection",)),
        ([comment("Well.\r\n/topic data-selection, quantization\r\n")], ("data-selection", "quantization")),
        ([comment("/topic data-selection"), comment("/topic efficient-attention")], ("efficient-attention",)),
        ([comment("/topic data-selection", "mallory")], ("quantization",)),
        ([comment("/topic data-selection", "maintainer", "MEMBER")], ("data-selection",)),
        ([comment("see /topic data-selection")], ("quantization",)),
    ],
)
def test_who_may_file_it_elsewhere(small_survey: Path, comments: list[Comment], topics: tuple[str, ...]) -> None:
    assert asked(small_survey, form(), *comments).topics == topics


def test_an_unknown_topic_is_named_and_no_topic_is_asked_for(small_survey: Path) -> None:
    made = asked(small_survey, form(), comment("/topic quantisation"))
    assert made.topics == ()
    text = shown(made)
    assert "There is no topic 'quantisation'. Did you mean 'quantization'?" in text
    assert "write a comment with `/topic`" in text


def test_a_form_without_papers_and_one_with_too_many(small_survey: Path) -> None:
    assert "names no paper" in shown(asked(small_survey, form(papers="_No response_")))
    many = "\n".join(f"arxiv:2401.{number:05}" for number in range(11))
    assert "the limit is 10" in shown(asked(small_survey, form(papers=many)))


@pytest.mark.parametrize("field", FORM)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_form_is_text_and_nothing_else(small_survey: Path, field: str, text: str) -> None:
    made = asked(small_survey, form(**{field: text}), comment(f"/topic {text}"))
    said = shown(made)
    assert harm_in(said) == []
    assert len(said) <= LONGEST_COMMENT


@pytest.mark.parametrize(
    "papers",
    [
        "### Topic\n\nMine (data-selection)\n\n### Code\n\nno\n\narxiv:2401.00001",
        "### My papers\n\n- arxiv:2401.00001\n\n### Are you one of the authors?",
        "### Why\narxiv:2401.00001\n### Identifiers",
        "arxiv:2401.00001\n\n### Identifiers\n\n### Topic\n\n### Code\n\n### Why it belongs here\n\n### author",
    ],
)
def test_headings_in_the_box_belong_to_what_is_in_it(small_survey: Path, papers: str) -> None:
    made = asked(small_survey, form(papers=papers))
    assert made.topics == ("quantization",)
    assert "arxiv:2401.00001" in [reading.identifier for reading in made.readings]
    assert made.form is not None
    assert made.form.why == "Because."


def test_every_kind_of_account_is_answered(small_survey: Path) -> None:
    theirs = comment("/topic data-selection").model_dump() | {"user": None}
    for login in ({"login": "ada_corp"}, {"login": "dependabot[bot]"}, None):
        issue = Issue.model_validate(form().model_dump() | {"user": login})
        assert asked(small_survey, issue, Comment.model_validate(theirs)).topics == ("quantization",)


def test_nine_thousand_topics_are_told_in_a_few_lines(small_survey: Path) -> None:
    many = comment("/topic " + " ".join(f"quantisation{number}" for number in range(9_000)))
    made = asked(small_survey, form(), many)
    assert len(made.trouble) == issues.MOST_TOPICS + 1
    assert made.trouble[-1] == "9,000 topics are named; only the first 10 count."
    long = asked(small_survey, form(), comment("/topic " + "x" * 60_000))
    assert len(long.trouble[0]) < 1_000


NOON = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC)
BOT = {"login": issues.BOT}


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({}, True),
        ({"updated_at": "2026-01-02T12:00:01Z"}, False),
        ({"updated_at": None}, False),
        ({"user": {"login": "mallory"}}, False),
        ({"user": None}, False),
        ({"body": "<!-- survey:issue -->\nNothing is read here."}, False),
        ({"body": None}, False),
    ],
)
def test_what_was_read_when_the_label_was_set_is_accepted(
    small_survey: Path, changes: dict[str, Any], accepted: bool
) -> None:
    made = asked(small_survey, form())
    kept = {"user": BOT, "body": shown(made), "updated_at": "2026-01-02T12:00:00Z"} | changes
    assert issues.stood_there(made, [comment("Hello"), Comment.model_validate(kept)], NOON) is accepted


@pytest.mark.parametrize(
    "later",
    [(form(reason="Other."), ()), (form(), (comment("/topic data-selection"),)), (form(code="https://a.b"), ())],
)
def test_what_has_changed_since_is_not(small_survey: Path, later: tuple[Issue, tuple[Comment, ...]]) -> None:
    kept = Comment.model_validate(
        {"user": BOT, "body": shown(asked(small_survey, form())), "updated_at": "2026-01-02T11:00:00Z"}
    )
    issue, said = later
    made = asked(small_survey, issue, *said)
    assert not issues.stood_there(made, [kept, *said], NOON)
    assert "The issue has changed since the label was set" in shown(issues.changed_since(made))


def test_an_empty_issue_and_one_from_windows(small_survey: Path) -> None:
    assert Issue(number=1).language((ENGLISH,)) is None
    made = asked(small_survey, form().model_copy(update={"body": (form().body or "").replace("\n", "\r\n")}))
    assert made.topics == ("quantization",)
    assert made.digest == asked(small_survey, form()).digest


def test_a_body_of_a_megabyte_is_answered(small_survey: Path) -> None:
    said = shown(asked(small_survey, form(papers="arxiv:2401.00001 " * 60_000)))
    assert "more than 65,536 characters" in said


def test_the_command_answers_forms_only(small_survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, said = small_survey / "issue.json", small_survey / "comments.jsonl"
    said.write_text(comment("/topic data-selection").model_dump_json() + "\n\n", encoding="utf-8")
    path.write_text(form().model_dump_json(), encoding="utf-8")
    assert main(["issue", str(path), "--comments", str(said), "--root", str(small_survey), "--write"]) == 0
    assert "- data-selection" in capsys.readouterr().out
    path.write_text(json.dumps({"number": 2, "user": {"login": "x"}, "body": None}), encoding="utf-8")
    assert main(["issue", str(path), "--root", str(small_survey)]) == 0
    assert capsys.readouterr().out == ""
    path.write_text('{"number": 2, "user": {"login": "a; id"}}')
    assert main(["issue", str(path), "--root", str(small_survey)]) == 2
    assert not list(small_survey.glob("papers/2024/arxiv*"))


def test_an_issue_larger_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issues, "LARGEST", 10)
    (tmp_path / "issue.json").write_text(form().model_dump_json(), encoding="utf-8")
    with pytest.raises(UsageError, match="larger"):
        issues.read_issue(tmp_path / "issue.json")
