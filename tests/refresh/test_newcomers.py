"""Works that a survey does not have are proposed when they are like its papers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.refresh.said import DAY

from livingsurvey import Survey
from livingsurvey.insight.likeness import Near
from livingsurvey.model import Identifier
from livingsurvey.model.proposal import Certainty, Proposal
from livingsurvey.model.title import normal_form
from livingsurvey.refresh import newcomers as module
from livingsurvey.refresh.deciding import accept
from livingsurvey.refresh.newcomers import newcomers, topics_of
from livingsurvey.refresh.queries import Answers
from livingsurvey.sources.version import Version

OTHERS = tuple(f"Counting {animal} in the Picture of a {place}" for animal in range(20) for place in range(20, 30))
"""What most papers are about that a source has."""

TITLE = "Quantization for Generative Pre-trained Transformers at Scale, with Rounding that Ada Likes"


def version(title: str = TITLE, number: int = 1, **said: object) -> Version:
    name = f"2402.{number:05}"
    made = Version(
        "arXiv",
        f"https://arxiv.org/abs/{name}",
        title,
        authors=("Ada Example", "Özge Örnek"),
        venue="arXiv",
        year=2024,
        ids=(Identifier("arxiv", name),),
    )
    return replace(made, **said)  # type: ignore[arg-type]


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    (small_survey / "knowledge/refresh.yaml").write_text(
        "queries:\n"
        "  - {topic: quantization, words: [quantization, low-bit]}\n"
        "  - {topic: data-selection, words: [instruction tuning]}\n",
        encoding="utf-8",
    )
    return Survey.load(small_survey, cached=False)


def proposed(survey: Survey, *versions: Version, **chosen: object) -> list[Proposal]:
    return list(newcomers(survey, Answers(versions, OTHERS), DAY, **chosen))  # type: ignore[arg-type]


def test_a_new_paper_is_proposed_with_all_that_its_record_needs(survey: Survey) -> None:
    (found,) = proposed(survey, version())
    assert (found.key, found.kind) == ("example2024quantization", "paper")
    assert found.said == {
        "title": TITLE,
        "authors": ["Ada Example", "Özge Örnek"],
        "year": 2024,
        "venue": "arXiv",
        "ids": {"arxiv": "2402.00001"},
        "topics": ["weight-only-quantization"],
    }
    assert found.certainty is not Certainty.CERTAIN
    assert found.reasons[0] == "its title has “quantization”"
    assert found.reasons[1].startswith("most like it under weight-only-quantization: GPTQ (0.")
    assert [(each.source, each.day) for each in found.told] == [("arXiv", DAY)]


def test_who_accepts_it_has_a_record_that_is_right(survey: Survey) -> None:
    decided = accept(survey, proposed(survey, version()), DAY)
    assert not decided.refused
    after = Survey.load(survey.root, cached=False)
    assert after["example2024quantization"].added == DAY
    assert after["example2024quantization"].sources["venue"] == "https://arxiv.org/abs/2402.00001"
    assert not proposed(after, version())


@pytest.mark.parametrize(
    "known",
    [
        version("GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers"),
        version("Quantization under Another Title", ids=(Identifier("arxiv", "2210.17323"),)),
        version("Quantization under Another Title", ids=(Identifier("openreview", "tcbBPnfwxS"),)),
        version(
            "OPTQ: Precise Quantization for Generative Pre-trained Transformers",
            ids=(Identifier("doi", "10.1000/new"),),
            authors=("Elias Frantar", "Saleh Ashkboos", "Torsten Hoefler", "Dan Alistarh"),
        ),
    ],
    ids=["other title", "id", "other id", "same authors"],
)
def test_what_the_survey_has_is_not_new(survey: Survey, known: Version) -> None:
    assert not proposed(survey, known)


def test_what_was_withdrawn_does_not_come_back(survey: Survey) -> None:
    file = survey.root / "survey.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "withdrawn: {example2024quantization: retracted}\n", "utf-8")
    assert not proposed(Survey.load(survey.root, cached=False), version())


def test_a_withdrawn_key_that_only_begins_alike_is_another_paper(survey: Survey) -> None:
    file = survey.root / "survey.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "withdrawn: {example2024q: retracted}\n", "utf-8")
    assert proposed(Survey.load(survey.root, cached=False), version())


def test_two_new_papers_have_two_names(survey: Survey) -> None:
    both = proposed(survey, version(f"RTN: {TITLE}"), version("RTN: Quantization for Pre-trained Transformers", 2))
    assert [each.said.get("name") for each in both] == ["RTN", None]


def test_what_was_withdrawn_under_another_key_is_known_by_its_title(survey: Survey) -> None:
    change = {"day": "2024-02-01", "kind": "withdrawn", "subject": "else2024other", "title": TITLE.upper()}
    (survey.root / "history").mkdir(exist_ok=True)
    (survey.root / "history/changes.jsonl").write_text(str(change).replace("'", '"') + "\n", encoding="utf-8")
    assert not proposed(survey, version())


def test_what_was_proposed_before_takes_nobody_elses_place(survey: Survey) -> None:
    less = version("Quantization for Pre-trained Transformers, by Rounding Twice", 2, authors=("Özge Örnek",))
    for name in ("arxiv:2402.00001", normal_form(TITLE)):
        (found,) = proposed(survey, version(), less, without={name}, most=1)
        assert found.said["title"] == less.title


def test_two_versions_of_a_work_are_one_proposal_of_the_published_one(survey: Survey) -> None:
    forum = version(
        service="OpenReview",
        reference="https://openreview.net/forum?id=madeUp1234",
        venue="ICLR",
        ids=(Identifier("openreview", "madeUp1234"),),
    )
    (found,) = proposed(survey, version(), forum)
    assert (found.said["venue"], found.said["ids"]) == ("ICLR", {"arxiv": "2402.00001", "openreview": "madeUp1234"})
    assert [each.source for each in found.told] == ["arXiv", "OpenReview"]
    assert found.said["sources"]["venue"] == "https://openreview.net/forum?id=madeUp1234"


def test_only_what_has_a_phrase_in_its_title_and_is_like_the_papers(survey: Survey) -> None:
    assert not proposed(survey, version(TITLE.replace("Quantization", "Rounding")))
    assert not proposed(survey, version("Quantization of Orbits in the Rings of Saturn"))


def test_too_few_titles_to_compare_with_tell_nothing(survey: Survey) -> None:
    few = Answers((version(),), OTHERS[: module.FEWEST - 1])
    assert not list(newcomers(survey, few, DAY))


def test_the_likeliest_come_first_and_no_more_than_are_wanted(survey: Survey) -> None:
    less = version("Quantization for Pre-trained Transformers, by Rounding Twice", 2, authors=("Özge Örnek",))
    both = proposed(survey, less, version())
    assert [each.said["ids"]["arxiv"] for each in both] == ["2402.00001", "2402.00002"]
    assert [each.id for each in proposed(survey, less, version(), most=1)] == [both[0].id]
    assert not proposed(survey, version(), most=0)


def test_a_topic_limits_what_is_proposed(survey: Survey) -> None:
    assert proposed(survey, version(), topic="quantization")
    assert not proposed(survey, version(), topic="data-centric")


def test_a_query_above_a_topic_finds_what_belongs_beside_it(small_survey: Path) -> None:
    queries = "queries: [{topic: model-centric, words: [quantization]}]\n"
    (small_survey / "knowledge/refresh.yaml").write_text(queries, encoding="utf-8")
    survey = Survey.load(small_survey, cached=False)
    assert proposed(survey, version(), topic="quantization")
    assert not proposed(survey, version(), topic="knowledge-distillation")


def test_topics_of_the_query_come_before_those_of_nearer_papers(survey: Survey) -> None:
    near = [Near("li2023symbolic", 0.9), Near("frantar2022gptq", 0.1), Near("dettmers2022llmint8", 0.2)]
    topics = topics_of(survey, near, survey.refreshing.queries[:1])
    assert [topic for topic, _ in topics] == ["weight-only-quantization", "quantization", "knowledge-distillation"]
    assert topics[0][1] == pytest.approx(0.3)


@pytest.mark.parametrize(("number", "certainty"), [(1, None), (3, Certainty.POSSIBLE), (15, Certainty.LIKELY)])
def test_what_many_lists_name_is_worth_a_look_whatever_its_title(
    survey: Survey, number: int, certainty: Certainty | None
) -> None:
    orbits = version("Quantization of Orbits in the Rings of Saturn", 7)
    lists = tuple((f"example/{place}", f"- [{orbits.title.upper()}](https://example.org)") for place in range(number))
    found = list(newcomers(survey, Answers((version(), orbits), OTHERS, lists), DAY))
    assert [each.certainty for each in found if each.said["title"] == orbits.title] == [certainty] * (number > 1)
    assert found[0].said["title"] == (orbits.title if number == 15 else TITLE)
    if number == 15:
        assert found[0].reasons[-1] == "named by example/0, example/1, example/2 and 12 more"


def test_a_hostile_title_is_data(survey: Survey) -> None:
    hostile = f'{TITLE} & "quoted" *stars* | pipes, [x](y) `code` -- # @everyone <1 !!python &a *b; DROP TABLE'
    (found,) = proposed(survey, version(hostile))
    assert not accept(survey, [found], DAY).refused
    assert Survey.load(survey.root, cached=False)[found.key].title == hostile


def test_latex_in_a_title_is_read(survey: Survey) -> None:
    (found,) = proposed(survey, version(f"{{Accurate}} {TITLE} in $O(n \\log n)$"))
    assert found.said["title"] == f"Accurate {TITLE} in O(n log n)"


@pytest.mark.parametrize(
    "hostile",
    [
        version(TITLE + "\u202e\x1b[31m"),
        version(TITLE, authors=("'; DROP TABLE works; --", "Ada Example")),
        version(f"{TITLE} " + "x" * 3000),
        version(TITLE, reference="javascript:alert(1)"),
    ],
    ids=["what nobody sees", "author", "too long", "reference"],
)
def test_what_no_record_may_hold_is_passed_over(survey: Survey, hostile: Version) -> None:
    assert not proposed(survey, hostile)


@pytest.mark.parametrize(
    "lacking",
    [version(authors=()), version(year=None, ids=()), version(ids=()), version(venue="A Venue that Nobody Knows")],
    ids=["authors", "year", "no way to open it", "venue"],
)
def test_what_would_not_be_a_right_record_is_passed_over(survey: Survey, lacking: Version) -> None:
    assert not proposed(survey, lacking)


def test_a_list_of_authors_that_is_cut_short_is_said_to_be(survey: Survey) -> None:
    (found,) = proposed(survey, version(and_others=True))
    assert found.said["and_others"] is True
