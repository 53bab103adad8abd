"""What the coordinator sees of how a programme is going, counted against a programme built row by row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from mentoring import help_offers, reports
from mentoring.access import Actor, NotForYouError
from mentoring.errors import GoneError
from mentoring.reports import NudgeCounts, Report
from storage import Storage
from storage.models.relationships import Relationship
from storage.queries import journey
from storage.states import EnrolmentState, Kind, NudgeState, ProgrammeState, RelationshipState, Role
from tests.mentoring.journeying import ASTA as MENTEE
from tests.mentoring.journeying import CHIDI, CONTENT, COORDINATOR, PEERS, TEAM, a_town, begin
from tests.programmes import add_programme
from tests.reporting import ASTA, HUGH, JOURNEYS, WORKSPACE, Built, build_with_coordinator

JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)


async def look(built: Built, now: datetime = JUNE, by: str = ASTA) -> Report:
    async with built.storage.read() as tx:
        return await reports.look(tx, Actor(workspace=WORKSPACE, id=by), now, built.id, JOURNEYS)


async def test_a_small_programme_is_counted_as_it_is(each_storage: Storage) -> None:
    built = await build_with_coordinator(each_storage)
    for mentee in ("UMIA", "UOMAR", "UKOFI"):
        await built.enrol(mentee, Role.MENTEE)
    for mentor in ("UBO", "UINES"):
        await built.enrol(mentor, Role.MENTOR)
    await built.enrol("ULEFT", Role.MENTEE, state=EnrolmentState.LEFT)
    await built.enrol("UJOINING", Role.MENTEE, state=EnrolmentState.JOINING)
    await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR}, met_on=[date(2026, 4, 1), date(2026, 5, 20)])
    await built.relationship({"UOMAR": Role.MENTEE, "UINES": Role.MENTOR}, met_on=[date(2026, 5, 19)])
    await built.relationship({"ULEFT": Role.MENTEE, "UBO": Role.MENTOR}, state=RelationshipState.ENDED, left=["ULEFT"])
    await built.pause("UMIA", date(2026, 5, 30), date(2026, 6, 1))
    await built.pause("UOMAR", date(2026, 4, 1), date(2026, 5, 31))
    await built.pause("UJOINING", date(2026, 4, 1), None)

    report = await look(built)

    assert report.by_role == ((Role.MENTOR, 2), (Role.MENTEE, 3))
    assert report.matched == 4
    assert report.not_yet_matched == ("UKOFI",)
    assert len(report.relationships) == 3
    assert report.met == 2
    assert report.by_meetings == ((1, 1), (2, 1))
    assert report.left == 1
    assert report.without_news == ()


async def test_an_empty_programme_has_a_report_of_nothing(storage: Storage) -> None:
    report = await look(await build_with_coordinator(storage, state=ProgrammeState.CLOSED))
    assert not any((report.people, report.relationships, report.not_yet_matched, report.by_meetings))
    assert (report.matched, report.met, report.left) == (0, 0, 0)
    assert not any((report.answers.summed_up, report.answers.ready))


async def pair_reminded_in_may(storage: Storage) -> tuple[Built, int]:
    """A pair that kicked off on 9 March, noted nothing, and was reminded on 11 May."""
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    await built.enrol("UBO", Role.MENTOR)
    relationship = await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR})
    await built.reminded(relationship, "UMIA", datetime(2026, 5, 11, 7, tzinfo=UTC))
    return built, relationship


async def test_a_pair_that_noted_nothing_after_a_reminder_is_without_news(storage: Storage) -> None:
    built, relationship = await pair_reminded_in_may(storage)
    assert [each.id for each in (await look(built)).without_news] == [relationship]


async def test_before_a_reminder_has_waited_a_week_nobody_is_without_news(storage: Storage) -> None:
    built, _ = await pair_reminded_in_may(storage)
    assert (await look(built, datetime(2026, 5, 15, 9, tzinfo=UTC))).without_news == ()


async def test_a_report_waits_as_long_as_those_who_would_be_told(storage: Storage) -> None:
    built, relationship = await pair_reminded_in_may(storage)
    await built.reminded(relationship, "UBO", datetime(2026, 5, 25, 22, 30, tzinfo=UTC))  # the 26th in Copenhagen
    assert (await look(built)).without_news == ()
    (silent,) = (await look(built, JUNE + timedelta(days=1))).without_news
    assert silent.id == relationship


async def test_on_a_day_off_the_same_pairs_are_without_news(storage: Storage) -> None:
    built, relationship = await pair_reminded_in_may(storage)
    await built.pause("UMIA", JUNE.date(), JUNE.date())
    assert [each.id for each in (await look(built)).without_news] == [relationship]


async def test_today_is_the_coordinators_own(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    report = await look(built, datetime(2026, 6, 1, 22, 30, tzinfo=UTC))  # half past midnight in Copenhagen
    assert report.today == date(2026, 6, 2)


async def test_a_report_is_the_same_whoever_has_paused(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    before = await look(built)
    await built.pause("UMIA", JUNE.date(), None)
    assert await look(built) == before


async def test_any_click_after_the_reminder_is_news(storage: Storage) -> None:
    built, relationship = await pair_reminded_in_may(storage)
    await built.check_in(relationship, datetime(2026, 5, 20, 7, tzinfo=UTC), {"UMIA": 1})
    assert (await look(built)).without_news == ()


async def test_while_both_are_away_the_clock_stands_still(storage: Storage) -> None:
    built, _ = await pair_reminded_in_may(storage)
    await built.pause("UMIA", date(2026, 4, 1), None)
    assert (await look(built)).without_news == ()


async def test_a_relationship_that_has_ended_owes_no_news(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    await built.enrol("UBO", Role.MENTOR)
    ended = await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR}, state=RelationshipState.ENDED)
    await built.reminded(ended, "UMIA", datetime(2026, 5, 11, 7, tzinfo=UTC))
    report = await look(built)
    assert report.without_news == ()
    assert report.not_yet_matched == ("UMIA", "UBO")


async def test_when_all_is_over_whoever_was_in_a_relationship_to_the_last_counts_as_matched(storage: Storage) -> None:
    built = await build_with_coordinator(storage, state=ProgrammeState.ENDED)
    await built.enrol("UMIA", Role.MENTEE, state=EnrolmentState.COMPLETED)
    await built.enrol("UBO", Role.MENTOR, state=EnrolmentState.COMPLETED)
    await built.enrol("UKOFI", Role.MENTEE)
    await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR}, state=RelationshipState.ENDED)
    report = await look(built)
    assert report.matched == 2
    assert report.not_yet_matched == ("UKOFI",)
    assert report.is_over


@pytest.mark.parametrize("who", ["UMIA", HUGH])
async def test_whoever_does_not_run_it_is_refused(storage: Storage, who: str) -> None:
    built = await build_with_coordinator(storage)
    await built.enrol("UMIA", Role.MENTEE)
    with pytest.raises(NotForYouError):
        await look(built, by=who)


async def test_another_programmes_coordinator_is_refused(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    other = await build_with_other_coordinator(storage)
    await built.person("UOTHER")
    with pytest.raises(NotForYouError):
        await look(built, by="UOTHER")
    assert (await look(Built(storage, other), by="UOTHER")).people == ()


async def test_a_programme_of_another_workspace_is_not_there(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    async with storage.read() as tx:
        with pytest.raises(GoneError):
            await reports.look(tx, Actor(workspace="T2", id=ASTA), JUNE, built.id, JOURNEYS)


async def test_whoever_is_matched_is_offered_help_in_each_relationship_and_others_get_a_name(storage: Storage) -> None:
    built = await build_with_coordinator(storage)
    for slack_id, role in (("UMIA", Role.MENTEE), ("UBO", Role.MENTOR), ("UKOFI", Role.MENTEE)):
        await built.enrol(slack_id, role)
    relationship = await built.relationship({"UMIA": Role.MENTEE, "UBO": Role.MENTOR})
    async with storage.read() as tx:
        matched = await help_offers.way_to_help(tx, Actor(workspace=WORKSPACE, id="UMIA"))
        waiting = await help_offers.way_to_help(tx, Actor(workspace=WORKSPACE, id="UKOFI"))
    (offer,) = matched.offers
    assert offer.message == "help_offer"
    assert offer.args["relationship_id"] == relationship
    assert waiting.offers == ()
    assert waiting.contact == HUGH


async def build_with_other_coordinator(storage: Storage) -> int:
    return await add_programme(storage, WORKSPACE, coordinator="UOTHER", contact=HUGH, name="Another")


async def test_how_often_people_were_written_to_is_counted_for_five_people_and_for_no_fewer(storage: Storage) -> None:
    await a_town(storage)
    pair, group = await begin(storage, [MENTEE, CHIDI]), await begin(storage, PEERS, Kind.PEER_GROUP)
    async with storage.transaction() as tx:
        ours = await journey.nudges(tx, TEAM, [pair, group], NudgeState.PLANNED)
        first, second, third, fourth, fifth = [row for row in ours if row.relationship_id == group][:5]
        for row in (first, second, third):
            row.state, row.decided_at = NudgeState.SENT, row.due_at
        second.is_merged, second.moved, third.moved = True, 1, 2
        fourth.state, fourth.decided_at = NudgeState.SKIPPED, fourth.due_at
        fifth.state, fifth.decided_at = NudgeState.UNWANTED, fifth.due_at
    now = datetime(2026, 5, 1, 9, tzinfo=UTC)

    async with storage.read() as tx:
        coordinator = Actor(workspace=TEAM, id=COORDINATOR)
        small, whole = [await reports.look(tx, coordinator, now, id_, CONTENT.journeys) for id_ in (1, 2)]

    assert small.nudges is None
    assert whole.nudges is None  # four peers

    async with storage.transaction() as tx:
        await tx.execute(update(Relationship).where(Relationship.id == pair).values(programme_id=2))
        whole = await reports.look(tx, coordinator, now, 2, CONTENT.journeys)
    assert whole.nudges == NudgeCounts(sent=3, together=1, moved=1, left_out=2)
