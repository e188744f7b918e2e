"""What day it is. Nothing else asks: what is built, written out or compared depends on files and commits alone.

Days are those of UTC, so that two people who add a paper at the same moment write the same day.
"""

from __future__ import annotations

import datetime as dt

_EARLIEST_ZONE = dt.timedelta(hours=14)
"""How far the Line Islands are ahead of UTC, where each day begins first."""


def today() -> dt.date:
    """The day that goes into a record, or beside something that was looked at."""
    return dt.datetime.now(dt.UTC).date()


def has_begun(day: dt.date) -> bool:
    """Whether a day has begun anywhere on Earth: nobody's today is in the future."""
    return day <= (dt.datetime.now(dt.UTC) + _EARLIEST_ZONE).date()
