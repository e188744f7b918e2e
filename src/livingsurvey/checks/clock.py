"""What day it is: the one thing that findings depend on besides the files."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The latest day that has begun anywhere on Earth: nobody's today is in the future."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()
