"""Nine in the morning is nobody's rush hour: what is due to a whole office comes over half an hour of it."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from mentoring.nudges import jitter_of
from mentoring.rules.availability import WorkingHours, is_working
from mentoring.rules.cadence import working_morning

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
THOUSAND = [f"U{number:04}" for number in range(1000)]


def mornings(hours: WorkingHours) -> list[datetime]:
    return [
        working_morning(hours, MIDNIGHT, jitter_seconds=jitter_of(number, "mentee-leads", 0, person))
        for number, person in enumerate(THOUSAND)
    ]


def test_a_thousand_people_of_one_zone_are_spread_evenly_over_half_an_hour() -> None:
    hours = WorkingHours(zone="Europe/Copenhagen")
    nine = datetime(2026, 3, 2, 8, tzinfo=UTC)
    moments = Counter(mornings(hours))

    assert min(moments) == nine
    assert max(moments) < nine + timedelta(minutes=30)
    assert len(moments) == 6
    assert max(moments.values()) < 250


@pytest.mark.parametrize(
    "hours",
    [
        WorkingHours(zone="Europe/Copenhagen", start=time(9), end=time(9, 10)),
        WorkingHours(zone="Asia/Kathmandu", start=time(23, 50), end=time(0, 5)),
    ],
    ids=["ten minutes", "a quarter of an hour around midnight"],
)
def test_nobody_is_spread_past_the_end_of_a_short_shift(hours: WorkingHours) -> None:
    assert all(is_working(hours, moment) for moment in mornings(hours))


def test_each_persons_minute_is_the_same_in_every_replica() -> None:
    program = "from mentoring.nudges import jitter_of; print([jitter_of(n, 'goodbye', 1, f'U{n}') for n in range(50)])"
    elsewhere = [
        subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert elsewhere == [str([jitter_of(n, "goodbye", 1, f"U{n}") for n in range(50)])] * 2
