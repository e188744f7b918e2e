"""Asking live sources side by side."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.conftest import PATIENCE
from tests.refresh.said import DAY

from livingsurvey import Survey
from livingsurvey.errors import BadAnswer, UnknownName, UpstreamTrouble, UsageError
from livingsurvey.model import Identifier, Paper
from livingsurvey.refresh.asking import FILE, Asked, Heard, ask
from livingsurvey.sources.version import Version

Answer = Callable[[Sequence[Paper]], Sequence[Version]]


def nothing(papers: Sequence[Paper]) -> Sequence[Version]:
    return ()


@dataclass
class Source:
    """A catalogue that answers as it is told to, and remembers what it was asked."""

    SERVICE: str
    answer: Answer = nothing
    AT_ONCE: int = 1
    PAUSE: float = 0.0
    asked: list[str] = field(default_factory=list)
    known: Callable[[Paper], bool] = lambda paper: True

    def knows(self, paper: Paper) -> bool:
        return self.known(paper)

    def about(self, papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
        self.asked += [paper.key for paper in papers]
        return self.answer(papers)


def echo(service: str) -> Answer:
    return lambda papers: [version(service, paper) for paper in papers]


def version(service: str, paper: Paper, *ids: Identifier) -> Version:
    return Version(service, "https://example.org/", paper.title, ids=ids)


NEVER = Asked()


def heard(root: Path, *sources: Source, asked: Asked = NEVER, seconds: float = PATIENCE, **options: object) -> Heard:
    return ask(Survey.load(root), sources, asked, seconds=seconds, **options)  # type: ignore[arg-type]


def test_all_papers_that_a_source_knows_are_asked_for(small_survey: Path) -> None:
    one, other = Source("One", echo("One")), Source("Other", known=lambda paper: paper.ids.acl is not None)
    found = heard(small_survey, one, other)
    keys = set(Survey.load(small_survey).papers)
    assert set(found.answered["One"]) == set(one.asked) == keys
    assert {key for key, _ in found.found} == keys
    assert sorted(found.answered["Other"]) == ["li2023symbolic", "martins2021former"]
    assert (found.troubles, found.left, found.stopped) == ({}, {}, False)


def test_those_come_first_that_were_not_asked_for_longest(small_survey: Path) -> None:
    source = Source("One")
    days = {key: DAY - dt.timedelta(place) for place, key in enumerate(sorted(Survey.load(small_survey).papers))}
    never = days.popitem()[0]
    heard(small_survey, source, asked=Asked(days={"One": days, "Other": {never: DAY}}))
    assert source.asked == [never, *sorted(days, reverse=True)]


def test_since_leaves_out_what_was_asked_for_lately(small_survey: Path) -> None:
    source = Source("One")
    days = {"chen2023maybe": DAY, "frantar2022gptq": DAY - dt.timedelta(1)}
    heard(small_survey, source, asked=Asked(days={"One": days}), since=DAY)
    assert "chen2023maybe" not in source.asked
    assert source.asked[-1] == "frantar2022gptq"


def test_a_topic_has_the_papers_of_those_below_it(small_survey: Path) -> None:
    source = Source("One")
    heard(small_survey, source, topic="quantization")
    assert sorted(source.asked) == ["dettmers2022llmint8", "frantar2022gptq"]
    with pytest.raises(UnknownName):
        heard(small_survey, source, topic="nothing-like-it")


def test_an_answer_belongs_to_the_paper_with_its_id_else_its_title_else_to_any_of_the_question(
    small_survey: Path,
) -> None:
    survey = Survey.load(small_survey)
    gptq, chen = survey["frantar2022gptq"], survey["chen2023maybe"]
    by_id = Version("One", "https://example.org/", "Renamed", ids=(Identifier("arxiv", "2210.17323"),))
    unknown = Version("One", "https://example.org/", "Another", ids=(Identifier("arxiv", "2001.00001"),))
    answers = [by_id, version("One", chen), unknown]
    source = Source("One", lambda papers: answers if gptq in papers else (), AT_ONCE=100)
    found = heard(small_survey, source).found
    assert [key for key, each in found if each is by_id] == ["frantar2022gptq"]
    assert [key for key, each in found if each is answers[1]] == ["chen2023maybe"]
    assert {key for key, each in found if each is unknown} == set(survey.papers)


def test_a_silent_source_is_given_up_and_keeps_nobody_from_asking_the_others(small_survey: Path) -> None:
    def once(papers: Sequence[Paper]) -> Sequence[Version]:
        if len(silent.asked) > 2:
            raise UpstreamTrouble("Silent", "did not answer in 30 seconds; try again later")
        return [version("Silent", paper) for paper in papers]

    silent, other = Source("Silent", once), Source("Other", echo("Other"))
    found = heard(small_survey, silent, other)
    assert len(silent.asked) == 3
    assert found.asked["Silent"] == found.answered["Silent"] == silent.asked[:2]
    assert str(found.troubles["Silent"]) == "Silent did not answer in 30 seconds; try again later"
    assert sum(each.service == "Silent" for _, each in found.found) == 2
    assert len(found.answered["Other"]) == 8


def test_one_bad_answer_is_one_paper_and_three_in_a_row_are_enough(small_survey: Path) -> None:
    def bad(papers: Sequence[Paper]) -> Sequence[Version]:
        if len(source.asked) in (1, 2, 4, 5, 6):
            raise BadAnswer("One", "gave a broken answer")
        return ()

    source = Source("One", bad)
    found = heard(small_survey, source)
    assert (len(source.asked), found.asked["One"], found.answered["One"]) == (6, source.asked, [source.asked[2]])
    assert set(found.troubles) == {"One"}


def test_a_mistake_in_one_source_is_told_and_stays_there(small_survey: Path) -> None:
    def mistaken(papers: Sequence[Paper]) -> Sequence[Version]:
        raise KeyError("\x1b[31m")

    found = heard(small_survey, Source("One", mistaken), Source("Other", echo("Other")))
    assert str(found.troubles["One"]) == "One could not be understood (KeyError); report this"
    assert len(found.answered["Other"]) == 8


def test_when_the_time_is_up_nobody_waits_for_an_answer(small_survey: Path) -> None:
    hangs = threading.Event()

    def hang(papers: Sequence[Paper]) -> Sequence[Version]:
        hangs.wait(PATIENCE)
        return ()

    slow, quick = Source("Slow", hang), Source("Quick", echo("Quick"))
    try:
        found = heard(small_survey, slow, quick, seconds=0.5)
    finally:
        hangs.set()
    assert found.left["Slow"] == 8
    assert "Slow" not in found.asked


def test_without_time_nobody_is_asked(small_survey: Path) -> None:
    found = heard(small_survey, Source("One", echo("One")), seconds=0)
    assert (found.left, found.found) == ({"One": 8}, [])


def test_ctrl_c_keeps_what_was_found(small_survey: Path) -> None:
    def interrupt(what: str, done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    source = Source("One", echo("One"), AT_ONCE=3)
    found = heard(small_survey, source, progress=interrupt)
    assert (found.stopped, len(found.found), found.left) == (True, 3, {"One": 5})


def test_progress_counts_the_papers_of_all_sources(small_survey: Path) -> None:
    told: list[tuple[str, int, int]] = []
    heard(small_survey, Source("One", AT_ONCE=8), Source("Other", AT_ONCE=8), progress=lambda *what: told.append(what))
    assert told == [("papers", 8, 16), ("papers", 16, 16)]


def test_what_was_asked_is_kept_by_source_and_paper(tmp_path: Path) -> None:
    run = Heard()
    run.asked["One"] += ["b2020b", "a2020a"]
    asked = Asked(days={"One": {"a2020a": DAY}, "Other": {"a2020a": DAY}}).after(run, DAY + dt.timedelta(1))
    asked.write(tmp_path)
    again = Asked.read(tmp_path)
    assert again == asked
    assert (again.day("One", "a2020a"), again.day("Other", "a2020a")) == (DAY + dt.timedelta(1), DAY)
    assert again.day("Nobody", "a2020a") == dt.date.min
    assert Asked.read(tmp_path / "elsewhere") == Asked()
    (tmp_path / FILE).write_text('{"days": {"One": {"a2020a": 7}}}', encoding="utf-8")
    with pytest.raises(UsageError, match="delete it to start again"):
        Asked.read(tmp_path)
