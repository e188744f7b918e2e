"""What pages of changes say of each kind of change, in words as readers see them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import html5lib
import pytest
from tests.publish.rendered import fragment

from livingsurvey.language import Language, language_of
from livingsurvey.model import Change
from livingsurvey.publish.models import changes
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

MAY = dt.date(2024, 5, 2)
_BOLD, _GPTQ, _LLM = "example2024bold", "frantar2022gptq", "dettmers2022llmint8"


def change(kind: str, subject: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Change:
    return Change(day=MAY, kind=kind, subject=subject, title=f"Old <{subject}>", before=before, after=after)


def lines(root: Path, *happened: Change) -> list[str]:
    """The lines of May on the page of all changes, without their day."""
    (root / "history").mkdir(exist_ok=True)
    records = "".join(f"{each.model_dump_json(exclude_defaults=True)}\n" for each in happened)
    (root / "history/changes.jsonl").write_text(records, encoding="utf-8")
    page = fragment("changes", changes.changes_model(Published(Survey.load(root)), None), root, base="../")
    tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
    found = [" ".join("".join(line.itertext()).split()) for line in tree.iter("li")]
    return [line.removeprefix("2 May ") for line in found if line.startswith("2 May ")]


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (change("venue", _GPTQ, ("arXiv", "2022"), ("ICLR", "2023")), "GPTQ · OPTQ: .* arXiv 2022 → ICLR 2023"),
        (
            change("refiled", _GPTQ, ("gone", "quantization"), ("weight-only-quantization",)),
            "GPTQ · OPTQ: .* from gone, Quantization to Weight-Only Quantization",
        ),
        (change("key", _GPTQ, ("frantar2022optq",), (_GPTQ,)), "GPTQ · OPTQ: .* key frantar2022optq → frantar2022gptq"),
        (change("withdrawn", "doe2020x", ("quantization",)), "Old <doe2020x> from Quantization"),
        (
            change("topic-added", "quantization", (), ("model-centric",)),
            "Quantization new, below Model-Centric Methods",
        ),
        (change("topic-added", "data-centric"), "Data-Centric Methods new, below the top"),
        (change("topic-renamed", "quantization", ("Fewer <bits>",)), "Quantization was called Fewer <bits>"),
        (
            change("topic-moved", "quantization", ("data-centric",), ("model-centric",)),
            "Quantization moved from Data-Centric Methods to Model-Centric Methods",
        ),
        (change("topic-removed", "gone", (), ("quantization",)), "Old <gone> is now part of Quantization"),
        (change("topic-removed", "gone"), "Old <gone> no longer a topic"),
    ],
)
def test_each_kind_of_change_reads_as_a_sentence(small_survey: Path, happened: Change, said: str) -> None:
    (line,) = lines(small_survey, happened)
    assert re.fullmatch(said, line)


def test_in_chinese_a_paper_moves_by_a_sentence_of_another_order(small_survey: Path) -> None:
    lines(small_survey, change("refiled", _GPTQ, ("gone", "quantization"), ("weight-only-quantization",)))
    chinese = language_of("zh", small_survey)
    published = Published(Survey.load(small_survey), language=chinese)
    (year,) = (year for year in published.years_of_changes if year == MAY.year)
    model = changes.change_model(year, published.years_of_changes[year], published)
    assert model["title"] == "2024 年的变更"
    page = fragment("change", model, small_survey, language=chinese)
    assert '<h2 id="2024-05">2024年5月</h2>' in page
    assert re.search(r"5月2日</time>.*从 gone、<a href=[^>]*>量化</a> 改归 <a href=[^>]*>仅权重量化</a>", page)


def test_a_paper_that_was_taken_out_has_its_reason_beside_it(small_survey: Path) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {doe2020x: 'a <b>hoax</b>'}\n")
    assert lines(small_survey, change("withdrawn", "doe2020x")) == ["Old <doe2020x> a <b>hoax</b>"]
    chinese = Language("zh", {"a <b>hoax</b>": ("一则谣言",)})
    (month, *_) = changes.changes_model(Published(Survey.load(small_survey), language=chinese), None)["periods"]
    assert month["others"][0]["changes"][0]["reason"] == "一则谣言"


def test_citation_managers_are_offered_a_paper_once(small_survey: Path) -> None:
    lines(small_survey, change("venue", _BOLD, ("x",), ("arXiv",)), change("key", _BOLD, ("a",), (_BOLD,)))
    model = changes.changes_model(Published(Survey.load(small_survey)), None)
    page = fragment("changes", model, small_survey)
    assert page.count('class="Z3988"') == len(Survey.load(small_survey))


def test_a_month_counts_the_changes_that_it_does_not_show(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "RECENT_CHANGES", 1)
    happened = [change("venue", key, ("x",), ("y",)) for key in (_BOLD, _GPTQ, _LLM)]
    assert len(lines(small_survey, *happened)) == 1
    model = changes.changes_model(Published(Survey.load(small_survey)), None)
    period = next(period for period in model["periods"] if period["id"] == "2024-05")
    assert [(group["id"], group["total"]) for group in period["others"]] == [("venue", 3)]
    assert model["has_older"]
    assert "And 2 more." in fragment("changes", model, small_survey)


def test_papers_come_first_by_topic_and_what_else_changed_is_folded(small_survey: Path) -> None:
    lines(small_survey, change("venue", _GPTQ, ("arXiv", "2022"), ("ICLR", "2023")))
    survey = Survey.load(small_survey)
    model = changes.changes_model(Published(survey), None)
    assert sum(period["added"] for period in model["periods"]) == len(survey)
    topics = {
        (period["id"], each["topic"]["title"], each["total"])
        for period in model["periods"]
        for each in period["topics"]
    }
    assert ("2023-07", "Data Selection", 1) in topics
    assert ("2023-05", "Quantization", 2) in topics, "what is filed below it counts to it"
    page = html5lib.parseFragment(fragment("changes", model, small_survey), namespaceHTMLElements=False)
    assert ["".join(each.itertext()).strip() for each in page.iter("summary")] == ["1 venue update"]


def test_a_month_of_many_papers_is_told_by_weeks_of_which_none_reaches_into_another_month(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "WEEKLY", 0)
    for path in sorted((small_survey / "papers").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"(?m)^added: .*$", f"added: 2024-05-{'01' if 'arxiv' in text else '31'}", text), encoding="utf-8"
        )
    model = changes.changes_model(Published(Survey.load(small_survey)), None)
    assert [(period["id"], period["words"]) for period in model["periods"]] == [
        ("2024-05-27", "27–31 May 2024"),
        ("2024-05-01", "1–5 May 2024"),
    ]


def test_each_day_tells_how_much_it_brought(small_survey: Path) -> None:
    lines(small_survey, change("venue", _GPTQ, ("x",), ("y",)), change("key", _GPTQ, ("a",), (_GPTQ,)))
    survey = Survey.load(small_survey)
    days = changes.changes_model(Published(survey), None)["days"]
    assert days[MAY.isoformat()] == (0, 2)
    assert sum(added for added, _ in days.values()) == len(survey)
