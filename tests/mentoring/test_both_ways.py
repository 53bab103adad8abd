"""Two who are matched in both directions in one round: one beginning, and two relationships that share a journey."""

import datetime as dt

from sqlalchemy import select

from mentoring import each_other, help_offers, no_news, nudges, relationships
from mentoring.access import Actor
from mentoring.kick_off import KickOff
from mentoring.say import Say
from storage import Storage
from storage.models.journey import Nudge
from storage.models.programmes import Programme
from storage.models.relationships import Relationship
from storage.models.rounds import ProposedMatch, ProposedMember
from storage.queries import rounds as queries
from storage.states import EnrolmentState, NudgeState, Role
from tests.mentoring.journeying import keeping
from tests.mentoring.test_rounds import (
    BOTH,
    JOURNEYS,
    MENTEE,
    MENTOR,
    WORKSPACE,
    a_programme,
    carried_out,
    change,
    drafted,
    enrolled,
    enrolment,
    one_part,
    publish,
    told,
)
from tests.town import MONDAY

MIA, PAUL = (Actor(workspace=WORKSPACE, id=slack_id) for slack_id in ("UMIA", "UPAUL"))


async def test_two_matches_of_the_same_two_begin_as_one(each_storage: Storage) -> None:
    says = await begun(each_storage)

    assert [say.message for say in says].count("kick_off") == 1
    assert [say.message for say in says].count("matched") == 2
    async with each_storage.read() as tx:
        for actor in (MIA, PAUL):
            (view,) = await relationships.of_person(tx, actor)
            assert (view.role, view.ids) == (BOTH, (1, 2))
        assert len((await tx.scalars(select(Relationship))).all()) == 2


async def test_the_younger_brings_only_the_starters_of_the_other_role(storage: Storage) -> None:
    await begun(storage)

    planned = await nudges_in(storage, NudgeState.PLANNED)
    assert {kind_of(row) for row in planned if row.relationship_id == 2} == {"prompt"}
    assert nudges.GROUP not in {row.recipient for row in planned if row.relationship_id == 2}
    everything = await nudges_in(storage, NudgeState.PLANNED, NudgeState.SETTLED)
    assert sum(row.relationship_id == 1 for row in everything) == sum(row.relationship_id == 2 for row in everything)
    assert {row.state for row in everything if row.relationship_id == 1} == {NudgeState.PLANNED}


async def test_the_second_match_may_lie_in_a_later_part_and_is_not_begun_again(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=BOTH, UPAUL=BOTH)
    draft = await drafted(storage, programme)
    others = {f"UMENTEE{n}": MENTEE for n in range(20)} | {f"UMENTOR{n}": MENTOR for n in range(20)}
    async with storage.transaction() as tx:
        first, second = await queries.matches(tx, WORKSPACE, draft.id)
    await publish(storage, draft)
    await a_programme_of_many_between(storage, programme, draft.id, first, second, others)

    parts = []
    while (says := await one_part(storage)) is not None:
        parts.append(says)

    assert len(parts) > 1
    everything = [say for says in parts for say in says]
    assert [say.message for say in everything].count("kick_off") == 21
    assert len({say.key for say in everything}) == len(everything)


async def test_who_is_left_before_the_beginning_is_told_once(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=BOTH, UPAUL=BOTH)
    await publish(storage, await drafted(storage, programme))
    await change(storage, programme, "UPAUL", state=EnrolmentState.LEFT)

    says = await carried_out(storage)

    assert [say.message for say in says] == ["not_yet_matched"]
    assert told(list(says), "not_yet_matched") == {"UMIA"}


async def test_the_other_direction_may_come_with_a_later_round(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, rules_no_repeat=False, UMIA=MENTEE, UPAUL=MENTOR)
    await publish(each_storage, await drafted(each_storage, programme))
    (first,) = kick_offs_in(await carried_out(each_storage))
    assert not first.is_both_ways
    for person in ("UMIA", "UPAUL"):
        await change(each_storage, programme, person, role=BOTH, capacity=1)
    await publish(each_storage, await drafted(each_storage, programme))

    says = await carried_out(each_storage)

    (second,) = kick_offs_in(says)
    assert second.is_both_ways
    assert second.starter.slack_id == "UPAUL"  # whose wish it is this time
    assert [say.args["me"].role for say in says if say.message == "matched"] == [BOTH, BOTH]  # type: ignore[attr-defined]  # an Introduced, in a mapping of anything
    (guide,) = [say.args["prompt_id"] for say in says if say.message == "kick_off"]
    assert guide == JOURNEYS["one_to_one"].first_meeting_guide_both_ways
    planned = await nudges_in(each_storage, NudgeState.PLANNED)
    assert {kind_of(row) for row in planned if row.relationship_id == 2} == {"prompt"}


async def test_they_are_offered_help_once(storage: Storage) -> None:
    await begun(storage)
    async with storage.read() as tx:
        for actor in (MIA, PAUL):
            (offer,) = (await help_offers.way_to_help(tx, actor)).offers
            assert offer.args["relationship_id"] == 1


async def test_new_dates_bring_nothing_twice(storage: Storage) -> None:
    await begun(storage)
    async with storage.transaction() as tx:
        programme = await tx.get(Programme, 1)
        assert programme is not None
        programme.ends_on += dt.timedelta(days=90)
        await tx.flush()
        await nudges.follow(tx, WORKSPACE, [1, 2], JOURNEYS, MONDAY)
        await each_other.share_the_journey(tx, WORKSPACE, [1, 2], JOURNEYS, MONDAY)

    planned = await nudges_in(storage, NudgeState.PLANNED)
    assert {kind_of(row) for row in planned if row.relationship_id == 2} == {"prompt"}


async def test_coordinators_hear_once_of_the_two(storage: Storage) -> None:
    await begun(storage)
    async with storage.transaction() as tx:
        for row in await tx.scalars(select(Nudge).where(Nudge.step == "first-meeting-reminder")):
            row.state, row.decided_at = NudgeState.SENT, MONDAY + dt.timedelta(days=16)
    said: list[Say] = []
    now = MONDAY + dt.timedelta(days=100)
    async with storage.transaction() as tx:
        await no_news.look(tx, WORKSPACE, JOURNEYS, now, keeping(said))
        silent = await no_news.without_news(tx, WORKSPACE, [1, 2], JOURNEYS, now)

    (say,) = said
    assert len(say.args["silent"]) == 1  # type: ignore[arg-type]  # a tuple of the relationships named
    assert silent == {1}


# What the tests say in a word


async def begun(storage: Storage) -> list[Say]:
    programme = await a_programme(storage, UMIA=BOTH, UPAUL=BOTH)
    await publish(storage, await drafted(storage, programme))
    return await carried_out(storage)


def kick_offs_in(says: list[Say]) -> list[KickOff]:
    return [found for say in says if say.message == "kick_off" and isinstance(found := say.args["kick_off"], KickOff)]


async def nudges_in(storage: Storage, *states: NudgeState) -> list[Nudge]:
    async with storage.read() as tx:
        return list(await tx.scalars(select(Nudge).where(Nudge.state.in_(states))))


def kind_of(row: Nudge) -> str:
    return str(nudges.kind_of(JOURNEYS["one_to_one"], row.step))


async def a_programme_of_many_between(
    storage: Storage,
    programme: int,
    round_id: int,
    first: ProposedMatch,
    second: ProposedMatch,
    others: dict[str, Role],
) -> None:
    """Put twenty more pairs into a published round, between two matches of it."""
    await enrolled(storage, programme, **others)
    async with storage.transaction() as tx:
        late = ProposedMatch(
            id=second.id + 1000, workspace_id=WORKSPACE, round_id=round_id, score=1, parts={}, reasons=second.reasons
        )
        tx.add(late)
        await tx.flush()
        for member in await tx.scalars(select(ProposedMember).where(ProposedMember.match_id == second.id)):
            member.match_id = late.id
        await tx.flush()
        row = await tx.get(ProposedMatch, second.id)
        await tx.delete(row)
        for number in range(20):
            match = ProposedMatch(workspace_id=WORKSPACE, round_id=round_id, score=1, parts={}, reasons=first.reasons)
            match.id = first.id + 10 + number
            tx.add(match)
            await tx.flush()
            for slack_id, role in ((f"UMENTOR{number}", MENTOR), (f"UMENTEE{number}", MENTEE)):
                place = await enrolment(tx, programme, slack_id)
                tx.add(ProposedMember(match_id=match.id, enrolment_id=place.id, workspace_id=WORKSPACE, role=role))
