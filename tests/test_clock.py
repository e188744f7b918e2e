"""What day it is, wherever the program runs."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from livingsurvey import clock

ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("moment", ["2024-02-29T00:00:00+00:00", "2024-02-29T23:59:59+00:00"])
def test_today_is_the_same_everywhere(zone: str, moment: str) -> None:
    here = dt.datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
    with time_machine.travel(here, tick=False):
        assert clock.today() == dt.date(2024, 2, 29)


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_begins_when_it_does_at_its_first_place_on_earth(zone: str) -> None:
    begins = dt.datetime(2025, 1, 1, tzinfo=ZoneInfo("Pacific/Kiritimati"))
    with time_machine.travel(begins.astimezone(ZoneInfo(zone)), tick=False) as traveller:
        assert clock.has_begun(dt.date(2025, 1, 1))
        traveller.shift(-1)
        assert not clock.has_begun(dt.date(2025, 1, 1))
        assert clock.has_begun(dt.date(2024, 12, 31))
