"""Asking a live source for what is new, beside everything else that is asked, until the time is up."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.refresh.asking import answer_of
from livingsurvey.refresh.queries import Answers

DAYS = 14
"""How far back a search goes when nobody says since when: a run each week sees everything twice."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a source has answered.

    Attributes:
        answers: all of it.
        trouble: what was wrong last, if anything was.
        left: how many questions it has not answered.
        stopped: whether somebody has stopped it with Ctrl-C.
    """

    answers: Answers = field(default_factory=Answers)
    trouble: UpstreamTrouble | None = None
    left: int = 0
    stopped: bool = False


class Look:
    """A source that is asked in a thread of its own, from the moment that this is made.

    Args:
        service: its name.
        questions: what it is asked, one after the other.
        seconds: how long all of it may take.
    """

    def __init__(self, service: str, questions: Sequence[Callable[[], Answers]], *, seconds: float) -> None:
        self._service = service
        self._questions = questions
        self._until = time.monotonic() + seconds
        self._told: queue.SimpleQueue[Answers | UpstreamTrouble | None] = queue.SimpleQueue()
        threading.Thread(target=self._ask, name=f"{service}, what is new", daemon=True).start()

    def result(self, *, wait: bool = True) -> Looked:
        """What was answered when all is answered or the time is up; nobody waits for an answer on its way.

        Args:
            wait: whether there is any time left; if not, what was answered so far.
        """
        answers, trouble, left, stopped = Answers(), None, len(self._questions), False
        while True:
            try:
                said = self._told.get(timeout=max(0.0, self._until - time.monotonic()) if wait else 0.0)
            except queue.Empty:
                break
            except KeyboardInterrupt:
                stopped = True
                break
            if said is None:
                break
            if isinstance(said, UpstreamTrouble):
                trouble = said
            else:
                answers, left = answers + said, left - 1
        return Looked(answers, trouble, left, stopped)

    def _ask(self) -> None:
        for question in self._questions:
            said = answer_of(self._service, question)
            self._told.put(said)
            if isinstance(said, UpstreamTrouble) and not isinstance(said, BadAnswer):
                break  # it is silent, and so it will be when it is asked the next
            if time.monotonic() > self._until:
                break
        self._told.put(None)
