"""When people are at work, put together from what they said, their country's calendar and their pauses."""

from datetime import UTC, date, datetime, time

from mentoring import programmes, working_time
from mentoring.rules.availability import WorkingHours
from storage import Storage
from storage.models.people import Participant, Pause
from tests.enrolments import add_person
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
CHRISTMAS_DAY, KINGS_DAY = date(2026, 12, 25), date(2026, 4, 27)


async def test_hours_are_those_a_person_told_else_nine_to_five_where_slack_says_they_are(each_storage: Storage) -> None:
    await add_person(each_storage, WORKSPACE, "UMIA", zone="Europe/London")
    await add_person(each_storage, WORKSPACE, "UBO", zone="Europe/London")
    await told(each_storage, "UBO", zone="Asia/Tokyo", works_from="22:00", works_to="06:00", weekdays="56")
    times = await of(each_storage, "UMIA", "UBO", "USTRANGER")
    assert times["UMIA"].hours == WorkingHours(zone="Europe/London")
    assert times["UBO"].hours == WorkingHours(
        zone="Asia/Tokyo", weekdays=frozenset({5, 6}), start=time(22), end=time(6)
    )
    assert times["USTRANGER"].hours == WorkingHours(zone="UTC")


async def test_public_holidays_are_the_persons_own_else_the_programmes_and_closing_days_everybodys(
    storage: Storage,
) -> None:
    for slack_id, country in (("UMIA", None), ("UNOOR", "NL")):
        await add_person(storage, WORKSPACE, slack_id)
        await told(storage, slack_id, country=country)
    closing = date(2026, 6, 5)
    programme = await add_programme(
        storage, WORKSPACE, coordinator="UC", contact="UB", holidays_country="DK", closing_days=[closing.isoformat()]
    )
    async with storage.read() as tx:
        times = await working_time.of_people(
            tx, WORKSPACE, ["UMIA", "UNOOR"], years=[2026], programme=await programmes.find(tx, WORKSPACE, programme)
        )
    assert KINGS_DAY in times["UNOOR"].days_off
    assert KINGS_DAY not in times["UMIA"].days_off
    assert {CHRISTMAS_DAY, closing} <= times["UMIA"].days_off & times["UNOOR"].days_off


async def test_a_region_counts_in_its_own_country_and_the_programmes_for_those_who_told_none(storage: Storage) -> None:
    told_of = {"UBAYERN": ("DE", "BY"), "UDE": ("DE", None), "UGB": ("GB", None), "UNOWHERE": (None, None)}
    for slack_id, (country, region) in told_of.items():
        await add_person(storage, WORKSPACE, slack_id)
        await told(storage, slack_id, country=country, region=region)
    programme = await add_programme(
        storage, WORKSPACE, coordinator="UC", contact="UB", holidays_country="DE", holidays_region="SN"
    )
    async with storage.read() as tx:
        found = await working_time.of_people(
            tx, WORKSPACE, told_of, years=[2026], programme=await programmes.find(tx, WORKSPACE, programme)
        )
    all_saints, repentance_day = date(2026, 11, 1), date(2026, 11, 18)
    assert {slack_id for slack_id, time in found.items() if all_saints in time.days_off} == {"UBAYERN"}
    assert {slack_id for slack_id, time in found.items() if repentance_day in time.days_off} == {"UDE", "UNOWHERE"}


async def test_the_next_moment_at_work_waits_for_pauses_and_holidays(storage: Storage) -> None:
    await add_person(storage, WORKSPACE, "UMIA")
    await told(storage, "UMIA", country="DK")
    async with storage.transaction() as tx:
        tx.add(Pause(workspace_id=WORKSPACE, slack_id="UMIA", starts_on=date(2026, 3, 2), ends_on=date(2026, 4, 1)))
    async with storage.read() as tx:
        mia = await working_time.of_person(tx, WORKSPACE, "UMIA", years=[2026])
    assert mia.is_paused(date(2026, 4, 1))
    assert not mia.is_paused(date(2026, 4, 2))
    # Paused through 1 April; the 2nd and 3rd are Maundy Thursday and Good Friday, the 6th is Easter Monday.
    assert mia.next_moment(MONDAY) == datetime(2026, 4, 7, 7, tzinfo=UTC)


async def told(storage: Storage, slack_id: str, **facts: str | None) -> None:
    async with storage.transaction() as tx:
        tx.add(Participant(workspace_id=WORKSPACE, slack_id=slack_id, languages=[], updated_at=MONDAY, **facts))


async def of(storage: Storage, *slack_ids: str) -> dict[str, working_time.WorkingTime]:
    async with storage.read() as tx:
        return await working_time.of_people(tx, WORKSPACE, slack_ids, years=[2026])
