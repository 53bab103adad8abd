"""What coordinators may do, and what comes of it, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from mentoring import coordination, intents, people, programmes
from mentoring.access import ALLOWED, Act, Actor, NotForYouError, Standing, require, standings_of
from mentoring.announcements import announcement_failed
from mentoring.coordination import (
    CannotCoordinateError,
    ChannelMissingError,
    ContactCannotHelpError,
    ContactIsCoordinatorError,
    ContactMissingError,
    KindFixedError,
    NotOpenError,
    ProgrammeEndedError,
)
from mentoring.enrolment import TooLongError, says_something
from mentoring.errors import GoneError, MentoringError
from mentoring.people import Profile
from mentoring.programme_facts import (
    Basics,
    Details,
    EndsInThePastError,
    GroupSizeError,
    NoGoalsError,
    OwnGoalTooLongError,
    TooManyOwnGoalsError,
    UnreadableClosingDaysError,
    read_closing_days,
    read_own_goals,
    suggestion,
)
from mentoring.programmes import Programme, ProgrammeRules
from mentoring.say import Say, ToChannel, ToPerson
from storage import Storage
from storage.models.enrolments import Enrolment
from storage.models.journey import Nudge
from storage.models.relationships import Conversation, Relationship, RelationshipMember
from storage.states import EnrolmentState, Kind, NudgeState, ProgrammeState, RelationshipState, Role
from tests.mentoring.journeying import CONTENT, keeping

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORKSPACE = "T1"
ASTA = Actor(workspace=WORKSPACE, id="UASTA")  # an admin of the workspace
BO = Actor(workspace=WORKSPACE, id="UBO")
CHIDI = Actor(workspace=WORKSPACE, id="UCHIDI")
BASICS = replace(suggestion(NOW.date()), name="Across the house", purpose="Meet somebody new.", contact_id=CHIDI.id)
DETAILS = Details(rules=ProgrammeRules(), goals=("feedback",), holidays_country="DK", closing_days=frozenset())


@pytest.fixture
async def staffed(each_storage: Storage) -> Storage:
    """A workspace of Asta, who is an admin, Bo, Chidi, a guest, an app and somebody who has left."""
    async with each_storage.transaction() as tx:
        for slack_id, facts in (
            ("UASTA", {"is_admin": True}),
            ("UBO", {}),
            ("UCHIDI", {}),
            ("UGUEST", {"is_guest": True}),
            ("UAPP", {"is_bot": True}),
            ("UGONE", {"is_deactivated": True}),
        ):
            await people.remember(tx, WORKSPACE, profile(slack_id, **facts), NOW)
    return each_storage


async def test_an_admin_is_the_first_coordinator_and_coordinators_create_more(staffed: Storage) -> None:
    with pytest.raises(NotForYouError) as refused:
        await create(staffed, BO)
    assert refused.value.args_for_words == {"who": "admins", "names": "Asta"}

    programme = await create(staffed, ASTA, co_coordinators=(BO.id,))
    assert programme.state is ProgrammeState.DRAFT
    assert programme.coordinators == (ASTA.id, BO.id)
    await create(staffed, BO)


async def test_a_person_named_in_the_settings_is_as_good_as_an_admin(staffed: Storage) -> None:
    async with staffed.transaction() as tx:
        programme, _ = await coordination.keep_basics(tx, BO, NOW, None, BASICS, named=frozenset({BO.id}))
    assert programme.coordinators == (BO.id,)


async def test_an_admin_who_does_not_run_a_programme_may_not_touch_it(staffed: Storage) -> None:
    await create(staffed, ASTA)
    async with staffed.transaction() as tx:
        theirs, _ = await coordination.keep_basics(tx, BO, NOW, None, BASICS, named=frozenset({BO.id}))
    for act in (Act.RUN_PROGRAMME, Act.MATCH, Act.READ_REPORT):
        async with staffed.read() as tx:
            await require(tx, BO, act, theirs.id)
            with pytest.raises(NotForYouError) as refused:
                await require(tx, ASTA, act, theirs.id)
        assert refused.value.args_for_words == {"who": "coordinators", "names": "Bo"}


async def test_another_workspaces_programme_is_not_there(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    stranger = Actor(workspace="T2", id=ASTA.id)
    async with staffed.read() as tx:
        with pytest.raises(GoneError):
            await require(tx, stranger, Act.RUN_PROGRAMME, programme.id)


async def test_the_table_gives_no_act_to_everybody(staffed: Storage) -> None:
    async with staffed.read() as tx:
        assert await standings_of(tx, CHIDI) == frozenset()
    assert set(ALLOWED) == set(Act)
    assert all(ALLOWED.values())
    assert Standing.ADMIN not in ALLOWED[Act.READ_REPORT]


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"purpose": "x" * 3001}, TooLongError, "purpose"),
        ({"topic": "x" * 3001}, TooLongError, "topic"),
        ({"name": "x" * 81}, TooLongError, "name"),
        ({"contact_id": "UGONE"}, ContactCannotHelpError, "contact"),
        ({"contact_id": "UAPP"}, ContactCannotHelpError, "contact"),
        ({"contact_id": "UNOBODY"}, ContactCannotHelpError, "contact"),
        ({"contact_id": "UASTA"}, ContactIsCoordinatorError, "contact"),
        ({"co_coordinators": ("UCHIDI",)}, ContactIsCoordinatorError, "contact"),
        ({"co_coordinators": ("UGUEST",)}, CannotCoordinateError, "co_coordinators"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    staffed: Storage, changes: dict[str, Any], error: type[MentoringError], field: str
) -> None:
    with pytest.raises(error) as refused:
        await create(staffed, ASTA, **changes)
    assert refused.value.field == field
    async with staffed.read() as tx:
        assert await coordination.mine(tx, ASTA, NOW) == ()


async def test_opening_tells_the_channel_the_contact_and_the_coordinator_once(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, announcement_channel="C1")
    async with staffed.transaction() as tx:
        opened, says = await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
    assert opened.state is ProgrammeState.OPEN
    assert [(say.message, say.to) for say in says] == [
        ("enrolment_opened", ToPerson(slack_id=ASTA.id)),
        ("named_as_contact", ToPerson(slack_id=CHIDI.id)),
        ("announcement", ToChannel(channel="C1")),
    ]
    async with staffed.transaction() as tx:
        _, again = await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
    assert again == ()


async def test_without_a_contact_or_a_future_enrolment_stays_closed(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, contact_id=None)
    async with staffed.transaction() as tx:
        with pytest.raises(ContactMissingError):
            await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
    late = datetime(2027, 3, 1, tzinfo=UTC)
    programme = await create(staffed, ASTA)
    async with staffed.transaction() as tx:
        with pytest.raises(EndsInThePastError):
            await coordination.open_enrolment(tx, ASTA, late, programme.id)


async def test_an_open_programme_keeps_its_contact_and_a_new_one_is_told(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    async with staffed.transaction() as tx:
        await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
    async with staffed.transaction() as tx:
        with pytest.raises(ContactMissingError):
            await coordination.keep_basics(tx, ASTA, NOW, programme.id, replace(BASICS, contact_id=None))
    async with staffed.transaction() as tx:
        _, says = await coordination.keep_basics(tx, ASTA, NOW, programme.id, replace(BASICS, contact_id=BO.id))
    assert [(say.message, say.to) for say in says] == [("named_as_contact", ToPerson(slack_id=BO.id))]


async def test_a_programme_that_nobody_can_join_is_not_announced(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    async with staffed.transaction() as tx:
        with pytest.raises(NotOpenError):
            await coordination.announce(tx, ASTA, NOW, programme.id)
        await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
        with pytest.raises(ChannelMissingError):
            await coordination.announce(tx, ASTA, NOW, programme.id)


async def test_every_coordinator_who_is_still_here_hears_of_an_announcement_that_failed(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id,), announcement_channel="C1")
    async with staffed.transaction() as tx:
        _, (*_, announced) = await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
        await people.remember(tx, WORKSPACE, profile(BO.id, is_deactivated=True), NOW)
        says = await announcement_failed(tx, WORKSPACE, key=announced.key, error="not_in_channel", certain=True)
    assert [say.to for say in says] == [ToPerson(slack_id=ASTA.id)]


async def test_a_coordinator_can_be_taken_off_but_never_the_last(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id,))
    async with staffed.transaction() as tx:
        changed, says = await coordination.keep_basics(tx, BO, NOW, programme.id, BASICS, shown=(ASTA.id,))
    assert changed.coordinators == (BO.id,)
    assert says == ()
    async with staffed.transaction() as tx:
        with pytest.raises(NotForYouError):
            await coordination.to_change(tx, ASTA, programme.id)
        changed, _ = await coordination.keep_basics(tx, BO, NOW, programme.id, BASICS)
    assert changed.coordinators == (BO.id,)


async def test_whom_another_coordinator_appointed_meanwhile_stays(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id,), contact_id=None)
    everybody = replace(BASICS, contact_id=None, co_coordinators=(ASTA.id, CHIDI.id))
    async with staffed.transaction() as tx:
        await coordination.keep_basics(tx, BO, NOW, programme.id, everybody, shown=(ASTA.id,))
    opened_earlier = replace(BASICS, contact_id=None, co_coordinators=(BO.id,))
    async with staffed.transaction() as tx:
        changed, says = await coordination.keep_basics(tx, ASTA, NOW, programme.id, opened_earlier, shown=(BO.id,))
    assert set(changed.coordinators) == {ASTA.id, BO.id, CHIDI.id}
    assert says == ()


async def test_whom_another_coordinator_took_off_meanwhile_does_not_come_back(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id, CHIDI.id), contact_id=None)
    others = (BO.id, CHIDI.id)
    async with staffed.transaction() as tx:
        without_chidi = replace(BASICS, contact_id=None, co_coordinators=(ASTA.id,))
        await coordination.keep_basics(tx, BO, NOW, programme.id, without_chidi, shown=(ASTA.id, CHIDI.id))
    async with staffed.transaction() as tx:
        opened_earlier = replace(BASICS, contact_id=None, co_coordinators=others)
        changed, _ = await coordination.keep_basics(tx, ASTA, NOW, programme.id, opened_earlier, shown=others)
    assert set(changed.coordinators) == {ASTA.id, BO.id}


async def test_a_contact_appointed_coordinator_meanwhile_is_refused_as_contact(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id,), contact_id=None)
    async with staffed.transaction() as tx:
        with_chidi = replace(BASICS, contact_id=None, co_coordinators=(ASTA.id, CHIDI.id))
        await coordination.keep_basics(tx, BO, NOW, programme.id, with_chidi, shown=(ASTA.id,))
    async with staffed.transaction() as tx:
        opened_earlier = replace(BASICS, co_coordinators=(BO.id,))
        with pytest.raises(ContactIsCoordinatorError):
            await coordination.keep_basics(tx, ASTA, NOW, programme.id, opened_earlier, shown=(BO.id,))


async def test_of_two_who_take_each_other_off_at_once_one_stays(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, co_coordinators=(BO.id,))

    async def take_off(actor: Actor, other: Actor) -> None:
        async with staffed.transaction() as tx:
            await coordination.keep_basics(tx, actor, NOW, programme.id, BASICS, shown=(other.id,))

    outcomes = await asyncio.gather(take_off(ASTA, BO), take_off(BO, ASTA), return_exceptions=True)

    assert sum(isinstance(outcome, NotForYouError) for outcome in outcomes) == 1
    async with staffed.read() as tx:
        assert len((await programmes.find(tx, WORKSPACE, programme.id)).coordinators) == 1


async def test_each_announcement_is_posted_although_the_clock_stands_still(staffed: Storage) -> None:
    programme = await create(staffed, ASTA, announcement_channel="C1")
    async with staffed.transaction() as tx:
        await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
        _, (first,) = await coordination.announce(tx, ASTA, NOW, programme.id)
        _, (second,) = await coordination.announce(tx, ASTA, NOW, programme.id)
    assert first.key != second.key


async def test_a_programme_can_be_announced_until_its_last_day_is_over_where_the_coordinator_is(
    staffed: Storage,
) -> None:
    programme = await create(staffed, ASTA, announcement_channel="C1")
    late = datetime.combine(programme.ends_on, time(22, 30), UTC)  # half past midnight in Copenhagen
    async with staffed.transaction() as tx:
        await coordination.open_enrolment(tx, ASTA, NOW, programme.id)
        with pytest.raises(NotOpenError):
            await coordination.announce(tx, ASTA, late, programme.id)


async def test_the_kind_can_change_until_somebody_comes(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    groups = replace(BASICS, kind=Kind.PEER_GROUP)
    async with staffed.transaction() as tx:
        changed, _ = await coordination.keep_basics(tx, ASTA, NOW, programme.id, groups)
    assert changed.kind is Kind.PEER_GROUP
    await enrol(staffed, programme.id, BO.id, EnrolmentState.JOINING)
    async with staffed.transaction() as tx:
        with pytest.raises(KindFixedError):
            await coordination.keep_basics(tx, ASTA, NOW, programme.id, BASICS)
        await coordination.keep_basics(tx, ASTA, NOW, programme.id, replace(BASICS, kind=None))


async def test_rules_goals_and_days_off_are_kept_as_given(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    rules = ProgrammeRules(reporting_line_levels=None, overlap_minutes=120, group_minimum=4, group_maximum=8)
    day = date(2026, 12, 24)
    details = Details(rules=rules, goals=("Presenting",), holidays_country=None, closing_days=frozenset({day}))
    async with staffed.transaction() as tx:
        changed, said = await coordination.keep_details(tx, ASTA, NOW, programme.id, details)
    assert (changed.rules, changed.goals, changed.closing_days) == (rules, ("Presenting",), frozenset({day}))
    assert said.message == "programme_saved"


@pytest.mark.parametrize(("least", "most"), [(2, 5), (5, 4), (3, 9)])
async def test_group_sizes_that_no_group_can_have_are_refused(staffed: Storage, least: int, most: int) -> None:
    programme = await create(staffed, ASTA)
    wrong = replace(DETAILS, rules=ProgrammeRules(group_minimum=least, group_maximum=most))
    async with staffed.transaction() as tx:
        with pytest.raises(GroupSizeError):
            await coordination.keep_details(tx, ASTA, NOW, programme.id, wrong)


async def test_people_need_a_goal_to_choose(staffed: Storage) -> None:
    programme = await create(staffed, ASTA)
    async with staffed.transaction() as tx:
        with pytest.raises(NoGoalsError):
            await coordination.keep_details(tx, ASTA, NOW, programme.id, replace(DETAILS, goals=()))


async def test_ending_ends_relationships_and_cancels_what_was_planned_and_nobody_elses(staffed: Storage) -> None:
    ending, other = await create(staffed, ASTA), await create(staffed, ASTA)
    ended, running = await relate(staffed, ending.id), await relate(staffed, other.id)
    async with staffed.transaction() as tx:
        programme, says = await coordination.end(tx, ASTA, NOW, ending.id)
    assert programme.state is ProgrammeState.ENDED
    assert [say.message for say in says] == ["programme_ended"]
    said: list[Say] = []
    async with staffed.transaction() as tx:
        assert await intents.carry_on(tx, NOW, CONTENT.journeys, keeping(said)) is not None
        assert await intents.carry_on(tx, NOW, CONTENT.journeys, keeping(said)) is None
    assert [say.message for say in said] == ["programme_over"]
    assert await states_of(staffed, ended) == (
        RelationshipState.ENDED, NudgeState.CANCELLED, EnrolmentState.COMPLETED
    )  # fmt: skip
    assert await states_of(staffed, running) == (
        RelationshipState.ACTIVE, NudgeState.PLANNED, EnrolmentState.ENROLLED
    )  # fmt: skip

    async with staffed.transaction() as tx:
        assert (await coordination.end(tx, ASTA, NOW, ending.id))[1] == ()
        with pytest.raises(ProgrammeEndedError):
            await coordination.keep_details(tx, ASTA, NOW, ending.id, DETAILS)
        listed = await coordination.mine(tx, ASTA, NOW)
    assert [(each.programme.id, each.enrolled) for each in listed] == [(other.id, 1), (ending.id, 1)]


def test_closing_days_are_read_however_they_are_written() -> None:
    days = read_closing_days("24-12-2026\n 2026-12-31 \n\n1.5.2027\n24/12/2026\n5/6/2027")
    assert days == {date(2026, 12, 24), date(2026, 12, 31), date(2027, 5, 1), date(2027, 6, 5)}


@pytest.mark.parametrize(
    "line", ["juleaften", "31-02-2026", "24-12-26", "24/12-2026", "12/24/2026", "2026-13-01", "٢٤-١٢-٢٠٢٦"]
)
def test_a_line_that_is_no_date_is_named(line: str) -> None:
    with pytest.raises(UnreadableClosingDaysError) as refused:
        read_closing_days(f"24-12-2026\n{line}")
    assert refused.value.args_for_words == {"lines": f"2 ({line})"}


def test_own_goals_are_read_once_each_and_empty_lines_are_none() -> None:
    assert read_own_goals(" Presenting \n\n:tada:\npresenting\nResearch") == ("Presenting", "Research")
    with pytest.raises(OwnGoalTooLongError) as refused:
        read_own_goals("Short\n" + "x" * 76)
    assert refused.value.args_for_words["line"] == 2
    with pytest.raises(TooManyOwnGoalsError):
        read_own_goals("\n".join(f"Goal {number}" for number in range(21)))


@pytest.mark.parametrize(("words", "says"), [("", False), ("🎉 :tada:", False), ("…", False), ("Ø", True), ("7", True)])
def test_emoji_and_signs_say_nothing(words: str, *, says: bool) -> None:
    assert says_something(words) is says


def test_a_new_programme_is_suggested_to_begin_on_a_monday() -> None:
    for day in range(2, 9):
        suggested: Basics = suggestion(date(2026, 3, day))
        assert suggested.starts_on is not None
        assert suggested.starts_on.weekday() == 0
        assert 14 < (suggested.starts_on - date(2026, 3, day)).days <= 21


def profile(slack_id: str, **facts: bool) -> Profile:
    every = dict.fromkeys(("is_bot", "is_guest", "is_external", "is_deactivated", "is_admin"), False) | facts
    name = slack_id.removeprefix("U").capitalize()
    return Profile(slack_id=slack_id, name=name, title="", zone="Europe/Copenhagen", locale="en-GB", **every)


async def create(storage: Storage, actor: Actor, **changes: Any) -> Programme:
    async with storage.transaction() as tx:
        programme, _ = await coordination.keep_basics(tx, actor, NOW, None, replace(BASICS, **changes))
    return programme


async def enrol(storage: Storage, programme_id: int, slack_id: str, state: EnrolmentState) -> int:
    async with storage.transaction() as tx:
        row = Enrolment(
            workspace_id=WORKSPACE,
            programme_id=programme_id,
            slack_id=slack_id,
            role=Role.MENTEE,
            state=state,
            started_at=NOW,
        )
        tx.add(row)
        await tx.flush()
        return row.id


async def relate(storage: Storage, programme_id: int) -> tuple[int, int, int]:
    """A relationship with one planned nudge: the ids of the relationship, the nudge and Bo's place."""
    place = await enrol(storage, programme_id, BO.id, EnrolmentState.ENROLLED)
    async with storage.transaction() as tx:
        conversation = Conversation(workspace_id=WORKSPACE, members=[BO.id], members_key=f"{BO.id} {programme_id}")
        tx.add(conversation)
        await tx.flush()
        relationship = Relationship(
            workspace_id=WORKSPACE,
            programme_id=programme_id,
            kind=Kind.ONE_TO_ONE,
            state=RelationshipState.ACTIVE,
            conversation_id=conversation.id,
            starter_id=BO.id,
            kick_off_on=NOW.date(),
            started_at=NOW,
        )
        tx.add(relationship)
        await tx.flush()
        tx.add(
            RelationshipMember(
                relationship_id=relationship.id,
                enrolment_id=place,
                workspace_id=WORKSPACE,
                slack_id=BO.id,
                role=Role.MENTEE,
            )
        )
        nudge = Nudge(
            workspace_id=WORKSPACE,
            relationship_id=relationship.id,
            step="opening",
            occurrence=1,
            recipient=BO.id,
            due_at=NOW,
            state=NudgeState.PLANNED,
        )
        tx.add(nudge)
        await tx.flush()
        return relationship.id, nudge.id, place


async def states_of(storage: Storage, ids: tuple[int, int, int]) -> tuple[str, str, str]:
    async with storage.read() as tx:
        relationship, nudge = await tx.get(Relationship, ids[0]), await tx.get(Nudge, ids[1])
        place = await tx.get(Enrolment, ids[2])
    assert relationship is not None
    assert nudge is not None
    assert place is not None
    return relationship.state, nudge.state, place.state
