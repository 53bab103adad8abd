"""Publishing on a date, on a real database: asked for, taken off, done once, or told why not."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoring import coordination, drafting, drafts, publishing, solving
from mentoring.access import Actor, NotForYouError
from mentoring.draft_edits import Edit, EditKind, added
from mentoring.drafting import DraftChangedError
from mentoring.drafts import Draft, Planned, PublishedMeanwhileError, PutAsideError
from mentoring.errors import GoneError
from mentoring.publishing import (
    LATE_AT_MOST,
    Hindrance,
    NoDayToPublishError,
    TooLateToPublishError,
    TooSoonToPublishError,
)
from mentoring.rounds import ChangedThisMomentError, ChangeKind, ToCheck
from mentoring.rules.matching.values import RefusedLock
from mentoring.say import Say
from storage import Storage
from storage.models.people import Participant, Person
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.models.rounds import Round
from storage.queries import work
from storage.queries.work import Work
from storage.states import EnrolmentState, Role, RoundState
from tests.enrolments import add_coordinator, add_person
from tests.mentoring.asking import A_DAY, COORDINATOR, WORKSPACE, Story, receiver
from tests.town import MONDAY

FRIDAY = date(2026, 3, 6)
ITS_MORNING = datetime(2026, 3, 6, 8, tzinfo=UTC)  # nine in Copenhagen
GRACE = Actor(workspace=WORKSPACE, id="UGRACE")


async def test_a_round_is_published_when_its_moment_comes_and_not_before(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    planned, says = await schedule(story, draft, FRIDAY)
    assert planned.planned == Planned(at=ITS_MORNING, zone="Europe/Copenhagen", by=COORDINATOR.id)
    assert says == ()
    async with each_storage.look() as tx:
        assert await work.next_due(tx) == ITS_MORNING
        assert Work.PUBLISHING not in await work.waiting(tx, ITS_MORNING - timedelta(seconds=1))
        assert Work.PUBLISHING in await work.waiting(tx, ITS_MORNING)

    assert await when_due(story, ITS_MORNING - timedelta(seconds=1)) == []
    (said,) = await when_due(story, ITS_MORNING)
    assert (said.message, receiver(said)) == ("round_on_its_way", COORDINATOR.id)
    assert said.args["late"] is False
    row = await round_of(story, draft)
    assert (row.state, row.published_by, row.published_at) == (RoundState.PUBLISHED, COORDINATOR.id, ITS_MORNING)
    assert await planned_of(story, draft) is None
    begun = {each.message for each in await story.carry_out(ITS_MORNING)}
    assert begun == {"matched", "kick_off"}

    assert await when_due(story, ITS_MORNING) == []
    assert await story.carry_out(ITS_MORNING) == []


async def test_two_replicas_publish_it_once(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    await schedule(story, draft, FRIDAY)
    said = await asyncio.gather(*[when_due(story, ITS_MORNING) for _ in range(3)])
    assert sorted(map(len, said)) == [0, 0, 1]
    assert [each.message for each in await story.carry_out(ITS_MORNING)].count("kick_off") == 1


async def test_until_then_the_date_can_be_changed_and_taken_off(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    for day in (FRIDAY, FRIDAY, date(2026, 3, 31)):
        await schedule(story, draft, day)
    planned = await planned_of(story, draft)
    assert planned is not None
    assert planned.at == datetime(2026, 3, 31, 7, tzinfo=UTC), "nine in Copenhagen, where it is summer time by then"
    for _ in range(2):
        async with each_storage.transaction() as tx:
            shown, says = await publishing.unschedule(tx, COORDINATOR, MONDAY, draft.id)
        assert (shown.planned, says) == (None, ())
    assert await when_due(story, planned.at) == []
    assert (await round_of(story, draft)).state is RoundState.DRAFT


async def test_the_hour_is_when_the_coordinator_begins_to_work(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    async with storage.transaction() as tx:
        hours = {"zone": "America/Nuuk", "weekdays": "0123", "works_from": "07:30", "works_to": "16:00"}
        tx.add(Participant(workspace_id=WORKSPACE, slack_id=COORDINATOR.id, languages=[], updated_at=MONDAY, **hours))
    async with storage.read() as tx:
        days = await publishing.days(tx, COORDINATOR, MONDAY, draft.id)
    assert (days.time, days.zone, days.suggested) == (time(7, 30), "America/Nuuk", date(2026, 3, 3))
    shown, _ = await schedule(story, draft, FRIDAY)
    assert shown.planned is not None
    assert shown.planned.at == datetime(2026, 3, 6, 9, 30, tzinfo=UTC)


async def test_a_weekend_is_not_suggested_and_a_date_once_set_is(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    async with storage.read() as tx:
        assert (await publishing.days(tx, COORDINATOR, ITS_MORNING, draft.id)).suggested == date(2026, 3, 9)
    await schedule(story, draft, FRIDAY)
    async with storage.read() as tx:
        assert (await publishing.days(tx, COORDINATOR, MONDAY, draft.id)).suggested == FRIDAY


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date.min, TooSoonToPublishError),
        (date(2026, 3, 1), TooSoonToPublishError),
        (date(2026, 3, 2), TooSoonToPublishError),
        (date(2026, 9, 7), TooLateToPublishError),
        (date(2027, 1, 1), TooLateToPublishError),
    ],
)
async def test_a_day_that_cannot_be_is_refused_on_its_field(
    storage: Storage, day: date, refusal: type[TooSoonToPublishError]
) -> None:
    story, draft = await a_draft(storage)
    with pytest.raises(refusal) as refused:
        await schedule(story, draft, day)
    assert refused.value.field == "publish_on"
    assert await planned_of(story, draft) is None


async def test_with_the_last_day_tomorrow_no_day_is_left(storage: Storage) -> None:
    _, draft = await a_draft(storage)
    async with storage.read() as tx:
        days = await publishing.days(tx, COORDINATOR, datetime(2026, 9, 5, 8, tzinfo=UTC), draft.id)
        assert (days.first, days.last, days.suggested) == (date(2026, 9, 6),) * 3
        with pytest.raises(NoDayToPublishError):
            await publishing.days(tx, COORDINATOR, datetime(2026, 9, 6, 8, tzinfo=UTC), draft.id)


async def test_only_its_coordinators_set_a_date_or_take_it_off(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    mia, elsewhere = Actor(workspace=WORKSPACE, id="UMIA"), Actor(workspace="T2", id=COORDINATOR.id)
    for actor, refusal in ((mia, NotForYouError), (elsewhere, GoneError)):
        with pytest.raises(refusal):
            await schedule(story, draft, FRIDAY, by=actor)
        async with storage.transaction() as tx:
            with pytest.raises(refusal):
                await publishing.unschedule(tx, actor, MONDAY, draft.id)
        async with storage.read() as tx:
            with pytest.raises(refusal):
                await publishing.days(tx, actor, MONDAY, draft.id)


async def test_whose_date_another_coordinator_changes_is_told(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await with_grace(story)
    await schedule(story, draft, FRIDAY)
    shown, (said,) = await schedule(story, draft, FRIDAY + A_DAY, by=GRACE)
    assert (said.message, receiver(said)) == ("publishing_changed", COORDINATOR.id)
    assert (said.args["by"], said.args["instead"]) == (GRACE.id, shown.planned)
    async with storage.transaction() as tx:
        _, (said,) = await publishing.unschedule(tx, COORDINATOR, MONDAY, draft.id)
    assert (receiver(said), said.args["by"], said.args["instead"]) == (GRACE.id, COORDINATOR.id, None)


async def test_publishing_by_hand_takes_the_date_off(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    await schedule(story, draft, FRIDAY)
    await story.publish(draft)
    assert await planned_of(story, draft) is None
    assert await when_due(story, ITS_MORNING) == []
    with pytest.raises(PublishedMeanwhileError):
        await schedule(story, draft, FRIDAY)
    async with each_storage.transaction() as tx:
        with pytest.raises(PublishedMeanwhileError):
            await publishing.unschedule(tx, COORDINATOR, MONDAY, draft.id)


async def test_a_draft_overtaken_is_not_published_and_its_coordinators_hear_what_changed(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    await with_grace(story)
    await schedule(story, draft, FRIDAY)
    await story.change("UPAUL", state=EnrolmentState.LEFT)
    said = await when_due(story, ITS_MORNING)
    assert told(said) == {COORDINATOR.id: Hindrance.OVERTAKEN, GRACE.id: Hindrance.OVERTAKEN}
    (change,) = said[0].args["not_published"].changes  # type: ignore[attr-defined]  # a value of any kind
    assert (change.kind, change.people) == (ChangeKind.LEFT, ("UPAUL",))
    await nothing_more(story, draft)


async def test_somebody_who_joins_meanwhile_does_not_stop_it(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    await story.enrolled(UNOAH=Role.MENTEE)
    assert [each.message for each in await when_due(story, ITS_MORNING)] == ["round_on_its_way"]


@pytest.mark.parametrize("how", ["taken off", "deactivated"])
async def test_if_who_asked_runs_it_no_more_the_others_are_told(each_storage: Storage, how: str) -> None:
    story, draft = await a_draft(each_storage)
    await with_grace(story)
    await schedule(story, draft, FRIDAY)
    async with each_storage.transaction() as tx:
        if how == "taken off":
            await tx.delete(await tx.get_one(ProgrammeCoordinator, (story.programme, COORDINATOR.id)))
        else:
            (await tx.get_one(Person, (WORKSPACE, COORDINATOR.id))).is_deactivated = True
    said = told(await when_due(story, ITS_MORNING))
    assert said[GRACE.id] is Hindrance.ASKER_GONE
    await nothing_more(story, draft)


@pytest.mark.parametrize("how", ["ended", "over"])
async def test_in_a_programme_that_is_over_nothing_is_published(storage: Storage, how: str) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    async with storage.transaction() as tx:
        if how == "ended":
            await coordination.end(tx, COORDINATOR, MONDAY, story.programme)
        else:
            (await tx.get_one(Programme, story.programme)).ends_on = date(2026, 3, 5)
    assert told(await when_due(story, ITS_MORNING)) == {COORDINATOR.id: Hindrance.PROGRAMME_OVER}
    await nothing_more(story, draft)


async def test_a_draft_that_was_thrown_away_for_the_other_is_not_published(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    await schedule(story, draft, FRIDAY)
    other = await beside(story, draft)
    async with each_storage.transaction() as tx:
        assert (await drafting.throw_away(tx, COORDINATOR, draft.id)).id == other.id
    with pytest.raises(PutAsideError):
        await schedule(story, draft, FRIDAY)
    assert told(await when_due(story, ITS_MORNING)) == {COORDINATOR.id: Hindrance.PUT_ASIDE}
    await nothing_more(story, draft)
    assert (await round_of(story, other)).state is RoundState.DRAFT


async def test_a_date_for_the_other_draft_takes_the_place_of_the_first_ones(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    other = await beside(story, draft)
    await schedule(story, other, FRIDAY)
    assert [each.message for each in await when_due(story, ITS_MORNING)] == ["round_on_its_way"]
    assert (await round_of(story, other)).state is RoundState.PUBLISHED
    assert (await round_of(story, draft)).state is RoundState.DISCARDED


async def test_a_date_stays_while_the_draft_is_changed(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    await story.enrolled(UNOAH=Role.MENTEE, UPETRA=Role.MENTOR)
    changed = await story.draft()
    assert (changed.id, changed.version) == (draft.id, draft.version + 1)
    assert changed.planned is not None
    assert [each.message for each in await when_due(story, ITS_MORNING)] == ["round_on_its_way"]


async def test_a_draft_that_gets_a_date_while_another_is_worked_out_in_its_place_stays(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    other = await beside(story, draft)
    async with each_storage.read() as tx:
        asked = await drafting.ask_beside(tx, COORDINATOR, MONDAY, draft.id, lambda edits: edits)
    await schedule(story, other, FRIDAY)
    async with each_storage.transaction() as tx:
        with pytest.raises(DraftChangedError):
            await drafting.keep(tx, COORDINATOR, MONDAY, asked, solving.answer(asked.facts, None))


async def test_a_draft_in_which_nobody_is_matched_any_more_is_not_published(each_storage: Storage) -> None:
    story, draft = await a_draft(each_storage)
    await schedule(story, draft, FRIDAY)
    apart = Edit(id="1", kind=EditKind.APART, by=COORDINATOR.id, at=MONDAY, pairs=(("UPAUL", "UMIA"),))
    async with each_storage.read() as tx:
        asked = await drafting.ask_again(tx, COORDINATOR, MONDAY, draft.id, lambda edits: added(edits, apart))
    async with each_storage.transaction() as tx:
        changed = await drafting.keep(tx, COORDINATOR, MONDAY, asked, solving.answer(asked.facts, asked.fingerprint))
    assert (changed.matches, changed.planned is None) == (0, False)
    assert told(await when_due(story, ITS_MORNING)) == {COORDINATOR.id: Hindrance.NOBODY_MATCHED}
    await nothing_more(story, draft)


async def test_a_moment_that_was_slept_through_is_made_up_for_within_three_days(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    (said,) = await when_due(story, ITS_MORNING + LATE_AT_MOST)
    assert (said.message, said.args["late"]) == ("round_on_its_way", True)


async def test_a_moment_that_was_slept_through_for_longer_is_told(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    said = await when_due(story, ITS_MORNING + LATE_AT_MOST + timedelta(minutes=1))
    assert told(said) == {COORDINATOR.id: Hindrance.TOO_LATE}
    await nothing_more(story, draft)


async def test_what_is_taken_off_while_it_is_checked_is_not_published(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    checked, refused = await checks(story, ITS_MORNING)
    async with storage.transaction() as tx:
        await publishing.unschedule(tx, COORDINATOR, ITS_MORNING, draft.id)
    assert await publish(story, draft, checked, refused) == ()
    assert (await round_of(story, draft)).state is RoundState.DRAFT


async def test_what_changes_while_it_is_checked_is_checked_again(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    checked, refused = await checks(story, ITS_MORNING)
    await story.change("UPAUL", state=EnrolmentState.LEFT)
    with pytest.raises(ChangedThisMomentError):
        await publish(story, draft, checked, refused)
    assert told(await when_due(story, ITS_MORNING)) == {COORDINATOR.id: Hindrance.OVERTAKEN}


async def test_a_draft_that_is_changed_while_it_is_checked_is_checked_again(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    checked, refused = await checks(story, ITS_MORNING)
    await story.enrolled(UNOAH=Role.MENTEE, UPETRA=Role.MENTOR)
    await story.draft()
    assert await publish(story, draft, checked, refused) == ()
    assert [each.message for each in await when_due(story, ITS_MORNING)] == ["round_on_its_way"]


async def test_what_stood_in_the_way_and_is_gone_waits_for_the_next_look(storage: Storage) -> None:
    story, draft = await a_draft(storage)
    await schedule(story, draft, FRIDAY)
    assert await publish(story, draft, None, ()) == ()
    assert len(await when_due(story, ITS_MORNING)) == 1


async def test_a_round_that_is_gone_is_let_be(storage: Storage) -> None:
    gone = publishing.Due(workspace=WORKSPACE, round_id=4711)
    async with storage.transaction() as tx:
        assert await publishing.to_check(tx, ITS_MORNING, gone) is None
        assert await publishing.publish(tx, ITS_MORNING, gone, None, ()) == ()


# What the tests say in a word


async def a_draft(storage: Storage) -> tuple[Story, Draft]:
    story = await Story.of(storage, asks=False, UMIA=Role.MENTEE, UPAUL=Role.MENTOR)
    return story, await story.draft()


async def with_grace(story: Story) -> None:
    await add_person(story.storage, WORKSPACE, GRACE.id)
    await add_coordinator(story.storage, WORKSPACE, story.programme, GRACE.id)


async def schedule(story: Story, draft: Draft, on: date, *, by: Actor = COORDINATOR) -> tuple[Draft, tuple[Say, ...]]:
    async with story.storage.transaction() as tx:
        return await publishing.schedule(tx, by, MONDAY, draft.id, on=on)


async def beside(story: Story, draft: Draft) -> Draft:
    """A second draft, the same as the first."""
    async with story.storage.read() as tx:
        asked = await drafting.ask_beside(tx, COORDINATOR, story.now, draft.id, lambda edits: edits)
    answer = solving.answer(asked.facts, asked.fingerprint)
    async with story.storage.transaction() as tx:
        return await drafting.keep(tx, COORDINATOR, story.now, asked, answer)


async def when_due(story: Story, now: datetime) -> list[Say]:
    """What the tick does and says."""
    async with story.storage.look() as tx:
        moments = await publishing.due(tx, now)
    said: list[Say] = []
    for each in moments:
        async with story.storage.read() as tx:
            checked = await publishing.to_check(tx, now, each)
        refused = () if checked is None else refusals(checked)
        async with story.storage.transaction() as tx:
            said += await publishing.publish(tx, now, each, checked, refused)
    return said


async def checks(story: Story, now: datetime) -> tuple[ToCheck, tuple[RefusedLock, ...]]:
    async with story.storage.read() as tx:
        (each,) = await publishing.due(tx, now)
        checked = await publishing.to_check(tx, now, each)
    assert checked is not None
    return checked, refusals(checked)


def refusals(checked: ToCheck) -> tuple[RefusedLock, ...]:
    return solving.refused(checked.facts, checked.fingerprint, checked.matches)


async def publish(
    story: Story, draft: Draft, checked: ToCheck | None, refused: tuple[RefusedLock, ...]
) -> tuple[Say, ...]:
    due = publishing.Due(workspace=WORKSPACE, round_id=draft.id)
    async with story.storage.transaction() as tx:
        return await publishing.publish(tx, ITS_MORNING, due, checked, refused)


async def nothing_more(story: Story, draft: Draft) -> None:
    """Its date is off, it is not published, and looking again says nothing."""
    row = await round_of(story, draft)
    assert row.state is not RoundState.PUBLISHED
    assert drafts.planned(row) is None
    assert await when_due(story, ITS_MORNING + A_DAY) == []


async def round_of(story: Story, draft: Draft) -> Round:
    async with story.storage.read() as tx:
        return await tx.get_one(Round, draft.id)


async def planned_of(story: Story, draft: Draft) -> Planned | None:
    return drafts.planned(await round_of(story, draft))


def told(said: Sequence[Say]) -> dict[str, Hindrance]:
    """Who was told that a round is not published, and why."""
    assert {each.message for each in said} == {"round_not_published"}
    return {receiver(each): each.args["not_published"].hindrance for each in said}  # type: ignore[attr-defined]  # as above
