"""Joining, seen from the place that is being filled in."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from mentoring import departures, enrolment
from mentoring.access import Actor
from mentoring.enrolment import EnrolmentClosedError, Step
from mentoring.rules.availability import WorkingHours
from storage import Storage
from storage.states import EnrolmentState, ProgrammeState, Role
from tests.enrolments import add_person
from tests.programmes import add_programme
from tests.reporting import JOURNEYS

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
MIA = Actor(workspace="T1", id="UMIA")
HOURS = WorkingHours(zone="Europe/Copenhagen")


async def open_to_mia(storage: Storage, zone: str = "Europe/Copenhagen", **changes: date) -> int:
    await add_person(storage, "T1", MIA.id, zone=zone)
    return await add_programme(
        storage, "T1", coordinator="UASTA", contact="UHUGH", state=ProgrammeState.OPEN, **changes
    )


async def test_a_first_step_sent_twice_at_once_makes_one_place(each_storage: Storage) -> None:
    programme_id = await open_to_mia(each_storage)

    async def send() -> int | None:
        async with each_storage.transaction() as tx:
            await enrolment.save_hours(tx, MIA, NOW, programme_id, hours=HOURS)
            return (await enrolment.save_role(tx, MIA, NOW, programme_id, role=Role.MENTEE)).enrolment_id

    assert len(set(await asyncio.gather(send(), send(), send()))) == 1


async def test_whoever_left_and_comes_back_sees_every_step_with_what_they_filled_in(storage: Storage) -> None:
    programme_id = await open_to_mia(storage)
    async with storage.transaction() as tx:
        await enrolment.save_role(tx, MIA, NOW, programme_id, role=Role.MENTOR)
        await enrolment.complete(tx, MIA, NOW, programme_id, introduction="I build bridges")
        await departures.leave(tx, MIA, NOW, programme_id, JOURNEYS)

    async with storage.transaction() as tx:
        place, step = await enrolment.resume(tx, MIA, programme_id, NOW)
        assert step is Step.ROLE
        assert (place.role, place.introduction) == (Role.MENTOR, "I build bridges")
        await enrolment.save_role(tx, MIA, NOW, programme_id, role=Role.MENTEE)
        place, step = await enrolment.resume(tx, MIA, programme_id, NOW)
        assert (place.state, step) == (EnrolmentState.JOINING, Step.GOALS)


async def test_enrolment_is_open_until_the_last_day_is_over_where_the_person_is(storage: Storage) -> None:
    programme_id = await open_to_mia(storage, zone="America/New_York", ends_on=date(2026, 9, 7))
    evening_there = datetime(2026, 9, 8, 2, tzinfo=UTC)
    async with storage.read() as tx:
        await enrolment.resume(tx, MIA, programme_id, evening_there)
        with pytest.raises(EnrolmentClosedError):
            await enrolment.resume(tx, MIA, programme_id, evening_there.replace(hour=4))
