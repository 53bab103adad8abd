"""What many were to hear while the bot was away leaves in a minute of each one's own."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.rules.cadence import is_held_up, own_minute

ELEVEN = datetime(2026, 3, 9, 11, tzinfo=UTC)
MINUTE, HALF_AN_HOUR = timedelta(minutes=1), timedelta(minutes=30)
FIVE_HUNDRED = [f"U{number:04}" for number in range(500)]


def test_five_hundred_people_are_spread_over_half_an_hour() -> None:
    moments = [own_minute(ELEVEN, person) for person in FIVE_HUNDRED]

    assert all(ELEVEN <= moment < ELEVEN + HALF_AN_HOUR for moment in moments)
    in_each_minute = Counter((moment - ELEVEN) // MINUTE for moment in moments)
    assert len(in_each_minute) == 30
    assert max(in_each_minute.values()) < 40


@given(whose=st.text(min_size=1, max_size=9), minutes=st.integers(0, 10_000), seconds=st.integers(0, 59))
def test_it_is_soon_and_in_that_minute_it_is_now(whose: str, minutes: int, seconds: int) -> None:
    asked = ELEVEN + timedelta(minutes=minutes, seconds=seconds)
    moment = own_minute(asked, whose)

    assert asked <= moment < asked + HALF_AN_HOUR
    assert own_minute(moment, whose) == moment
    assert own_minute(moment + MINUTE / 2, whose) == moment + MINUTE / 2 or moment == asked


def test_it_is_the_same_in_every_process() -> None:
    here = [own_minute(ELEVEN, person).isoformat() for person in FIVE_HUNDRED[:20]]
    program = (
        "from datetime import *; from mentoring.rules.cadence import own_minute;"
        f"print([own_minute(datetime.fromisoformat('{ELEVEN.isoformat()}'), p).isoformat() for p in {FIVE_HUNDRED[:20]}])"
    )
    there = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == str(here)


def test_a_few_minutes_late_is_on_time() -> None:
    assert not is_held_up(ELEVEN, ELEVEN)
    assert not is_held_up(ELEVEN, ELEVEN + 10 * MINUTE)
    assert is_held_up(ELEVEN, ELEVEN + 11 * MINUTE)
