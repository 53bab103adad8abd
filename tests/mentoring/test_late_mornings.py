"""What a night held back does not reach a whole office in the first second of its morning."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from mentoring import quiet_hours
from storage import Storage
from storage.states import Role
from tests.mentoring.journeying import TEAM, Somebody, a_town, begin

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NIGHT = dt.datetime(2026, 3, 4, 2, tzinfo=COPENHAGEN)
NINE = dt.datetime(2026, 3, 4, 9, tzinfo=COPENHAGEN)
HALF_AN_HOUR = dt.timedelta(minutes=30)


async def test_what_waits_for_the_morning_comes_to_each_in_a_moment_of_their_own(storage: Storage) -> None:
    await a_town(storage)
    pairs = [(f"UMENTEE{number}", f"UMENTOR{number}") for number in range(20)]
    for mentee, mentor in pairs:
        await begin(storage, [Somebody(id=mentee, role=Role.MENTEE), Somebody(id=mentor, role=Role.MENTOR)])

    async with storage.read() as tx:
        people = [who for pair in pairs for who in pair]
        first = [await quiet_hours.of_person(tx, TEAM, who, NIGHT) for who in people]
        second = [await quiet_hours.of_person(tx, TEAM, who, NIGHT + HALF_AN_HOUR) for who in people]

    moments = [moment for moment in first if moment is not None]
    assert len(moments) == len(people)
    assert first == second, "the same for all that waits for somebody"
    assert all(NINE <= moment < NINE + HALF_AN_HOUR for moment in moments)
    assert max(Counter(moment.replace(second=0) for moment in moments).values()) <= 6
