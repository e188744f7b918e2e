"""A survey of one's own: the folder it begins with, and how that folder keeps up with later versions of this program.

Two kinds of files (:mod:`.files`): those that belong to whoever keeps the survey are written once (:mod:`.making`);
those that belong to the program, such as workflows, are brought up to date as long as nobody has changed them
(:mod:`.updating`).
"""

from livingsurvey.starting.files import Answers
from livingsurvey.starting.making import Made, start
from livingsurvey.starting.updating import Fate, Updated, update

__all__ = ["Answers", "Fate", "Made", "Updated", "start", "update"]
