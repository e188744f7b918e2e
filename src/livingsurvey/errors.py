"""Everything that can stop a command, as one tree.

::

    SurveyError                 exit code  meaning
    ├── InvalidData                 1      the data has errors; carries the findings
    ├── TooManyGone                 1      publishing would take away too many papers at once
    ├── UsageError                  2      what was asked for cannot be: no survey here, unknown key or topic
    │   ├── NotASurvey
    │   ├── UnknownName
    │   ├── OutputRefused
    │   └── BrokenExtension               what a survey or a package adds to the program fails
    ├── Contradiction               1      what was given and what a catalogue says cannot both be right
    ├── UpstreamTrouble             3      another server: silent, slow, busy
    │   └── BadAnswer                      it answers, but what it says is broken, or of another paper
    └── EnvironmentTrouble          4      disk full, file not readable, folder not writable
        └── Busy                           another command is writing to the same survey or site

Each message is one line that says what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.model import Finding
from livingsurvey.model.sentence import Sentence


class SurveyError(Exception):
    """Base of all errors a user is shown without a traceback."""

    exit_code = 4


class InvalidData(SurveyError):
    """The survey's files have errors, listed in ``findings``."""

    exit_code = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        super().__init__(f"{count} error{'s' * (count != 1)} in the data; 'survey check' lists them")


class TooManyGone(SurveyError):
    """Publishing would take away too many papers at once."""

    exit_code = 1


class UsageError(SurveyError):
    """The command cannot do what was asked."""

    exit_code = 2


class NotASurvey(UsageError):
    """The folder holds no survey."""


class UnknownName(UsageError, LookupError):
    """No paper, topic, venue or trait has this name."""


class OutputRefused(UsageError):
    """The output folder holds something that is not a site of ours."""


class BrokenExtension(UsageError):
    """An extension cannot be imported, adds what cannot be, or fails; the message begins with its place."""


class Contradiction(SurveyError):
    """An id and a title were given together, and a catalogue says that they are of two papers."""

    exit_code = 1


class UpstreamTrouble(SurveyError):
    """Another server did not answer, or not with what it was asked for.

    Args:
        service: its name, with which the message begins.
        said: what it did, as the rest of the sentence.
    """

    exit_code = 3

    def __init__(self, service: str, said: str) -> None:
        self.service = service
        super().__init__(Sentence("{service} {said}", service=service, said=said))


class BadAnswer(UpstreamTrouble):
    """What a server answered to one question cannot be used; it may answer others well."""


class EnvironmentTrouble(SurveyError):
    """The machine refused: no space, no permission."""


class Busy(EnvironmentTrouble):
    """Another command is writing where this one has to, and did not end in time."""
