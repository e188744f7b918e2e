"""A source is asked the saved queries beside everything else."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence

from tests.conftest import PATIENCE

from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.model import SavedQuery
from livingsurvey.refresh.looking import Look, Looked
from livingsurvey.refresh.queries import questions
from livingsurvey.sources.version import Version

DAY = dt.date(2024, 3, 1)
QUERIES = tuple(SavedQuery(topic=f"topic-{word}", words=(word,)) for word in ("one", "two", "three"))


def said(words: Sequence[str]) -> Iterator[Version]:
    yield Version("Example", "https://example.org/", f"About {words[0] if words else 'anything'}")


def titles(looked: Looked) -> list[str]:
    return [each.title for each in looked.answers.found]


def test_all_queries_are_answered() -> None:
    looked = Look("Example", questions(QUERIES, lambda _, words, __: said(words), DAY), seconds=60).result()
    assert (titles(looked), looked.answers.others) == (["About one", "About two", "About three"], ("About anything",))
    assert (looked.trouble, looked.left) == (None, 0)


def test_a_bad_answer_keeps_nobody_from_asking_the_next() -> None:
    def ask(_: Sequence[str], words: Sequence[str], __: dt.date) -> Iterator[Version]:
        if words == ("one",):
            raise BadAnswer("Example", "answered with a poem")
        if words == ("two",):
            raise ZeroDivisionError
        return said(words)

    looked = Look("Example", questions(QUERIES, ask, DAY), seconds=60).result()
    assert (titles(looked), looked.left) == (["About three"], 2)
    assert "ZeroDivisionError" in str(looked.trouble)


def test_a_source_that_is_silent_is_not_asked_any_more() -> None:
    def ask(_: Sequence[str], words: Sequence[str], __: dt.date) -> Iterator[Version]:
        if words == ("two",):
            raise UpstreamTrouble("Example", "cannot be reached")
        return said(words)

    looked = Look("Example", questions(QUERIES, ask, DAY), seconds=60).result()
    assert (titles(looked), looked.left) == (["About one"], 2)


def test_nobody_waits_for_an_answer_when_the_time_is_up() -> None:
    over = threading.Event()

    def ask(_: Sequence[str], words: Sequence[str], __: dt.date) -> Iterator[Version]:
        if words == ("one",):
            over.wait()
        return said(words)

    looked = Look("Example", questions(QUERIES, ask, DAY), seconds=0.2).result()
    over.set()
    assert (titles(looked), looked.left) == ([], 3)


def test_who_has_no_time_left_waits_for_nothing() -> None:
    over = threading.Event()

    def ask(*_: object) -> Iterator[Version]:
        over.wait()
        return said(())

    look = Look("Example", questions(QUERIES, ask, DAY), seconds=3 * PATIENCE)
    waiting = threading.Thread(target=look.result, kwargs={"wait": False}, daemon=True)
    waiting.start()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
    over.set()


def test_without_queries_nothing_is_asked() -> None:
    def ask(*_: object) -> Iterator[Version]:
        raise AssertionError("asked")

    assert Look("Example", questions((), ask, DAY), seconds=60).result() == Looked()
