"""Rounds of matching on a real database: drafted, published once, carried out in parts, and again for those who come later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect

from mentoring import drafting, drafts, intents, relationships, rounds, solving
from mentoring.access import Actor, NotForYouError
from mentoring.drafting import NobodyToMatchError
from mentoring.drafts import Draft, NotMatched
from mentoring.errors import GoneError
from mentoring.kick_off import AWAY
from mentoring.rounds import CHANGES_TOLD, AlreadyPublishedError, ChangeKind, Overtaken, Published
from mentoring.rules.matching.values import Reason, RefusedLock
from mentoring.say import Say
from prompts.journeys import Journey, load_journeys
from storage import Storage, Transaction
from storage.models.enrolments import Enrolment, Wish
from storage.models.people import Participant, Pause, Person
from storage.models.programmes import Programme
from storage.models.relationships import Conversation
from storage.models.rounds import Round
from storage.queries import enrolments
from storage.queries import rounds as rounds_of
from storage.states import EnrolmentState, Kind, Role, WishKind
from tests.enrolments import add_person, enrol
from tests.mentoring.journeying import keeping
from tests.programmes import add_programme
from tests.town import MONDAY

WORKSPACE = "T1"
COORDINATOR = Actor(workspace=WORKSPACE, id="UCARLA")
JOURNEYS: dict[str, Journey] = {str(kind): journey for kind, journey in load_journeys().items()}
MENTEE, MENTOR, BOTH, PEER = Role.MENTEE, Role.MENTOR, Role.BOTH, Role.PEER


async def test_a_published_round_begins_its_relationships_and_tells_those_who_wait(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, UMIA=MENTEE, UPAUL=MENTOR, UNOAH=MENTEE)
    draft = await drafted(each_storage, programme)
    assert (draft.enrolled, draft.matches, draft.people) == (3, 1, 2)
    assert draft.proven
    (waiting,) = await not_matched(each_storage, draft)
    published = await publish(each_storage, draft)
    assert isinstance(published, Published)
    says = await carried_out(each_storage)

    matched = {"UMIA", "UNOAH", "UPAUL"} - {waiting.seat.slack_id}
    assert told(says, "matched") == matched
    assert told(says, "not_yet_matched") == {waiting.seat.slack_id}
    assert [say.message for say in says].count("kick_off") == 1
    async with each_storage.read() as tx:
        (view,) = await relationships.of_person(tx, Actor(workspace=WORKSPACE, id="UPAUL"))
        assert view.role is MENTOR
        assert set(view.partners) == matched - {"UPAUL"}
        assert view.programme.id == programme
        assert view.last_meeting is None
    assert await unmatched_rounds(each_storage) == {"UMIA": 0, "UNOAH": 0, "UPAUL": 0} | {waiting.seat.slack_id: 1}


async def test_a_large_round_is_carried_out_in_parts_and_nobody_is_told_twice(storage: Storage) -> None:
    people = {f"UM{n:02}": MENTOR if n % 2 else MENTEE for n in range(24)} | {f"UW{n}": MENTEE for n in range(3)}
    programme = await a_programme(storage)
    await enrolled(storage, programme, **people)
    draft = await drafted(storage, programme)
    await publish(storage, draft)
    parts = []
    while (says := await one_part(storage)) is not None:
        parts.append(says)
    assert len(parts) > 2
    everything = [say for says in parts for say in says]
    assert len({say.key for say in everything}) == len(everything)
    assert len(told(everything, "matched")) == 24
    assert len(told(everything, "not_yet_matched")) == 3
    assert await one_part(storage) is None


async def test_of_many_who_wait_each_page_and_each_part_takes_its_own(each_storage: Storage) -> None:
    mentees = [f"UM{n:02}" for n in range(57)]
    programme = await a_programme(each_storage, UPAUL=MENTOR)
    await enrolled(each_storage, programme, **dict.fromkeys(mentees, MENTEE))
    draft = await drafted(each_storage, programme)
    assert draft.not_matched == 56
    pages = [await not_matched(each_storage, draft, number) for number in range(12)]
    assert [len(page) for page in pages] == [5] * 11 + [1]
    waiting = {person.seat.slack_id for page in pages for person in page}
    assert len(waiting) == 56
    assert await not_matched(each_storage, draft, 99) == pages[-1]
    assert await loaded_of_round(each_storage, draft) == set()

    await publish(each_storage, draft)
    parts = []
    while (says := await one_part(each_storage)) is not None:
        parts.append(told(list(says), "not_yet_matched"))
    assert [len(part) for part in parts] == [0, 50, 6]
    assert set().union(*parts) == waiting


async def test_who_waits_in_two_roles_is_shown_in_both_and_told_once(storage: Storage) -> None:
    programme = await a_programme(storage, UBO=BOTH)
    draft = await drafted(storage, programme)
    assert draft.not_matched == 1
    assert [(each.seat.role, each.is_again) for each in await not_matched(storage, draft)] == [
        (MENTEE, False),
        (MENTOR, True),
    ]
    await publish(storage, draft)
    (said,) = await carried_out(storage)
    assert said.args["why"] == Reason("no_mentors")


async def test_a_later_round_matches_those_who_came_later_and_disturbs_nobody(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await change(each_storage, programme, "UPAUL", capacity=2)
    await publish(each_storage, await drafted(each_storage, programme))
    await carried_out(each_storage)
    await enrolled(each_storage, programme, UNOAH=MENTEE)

    draft = await drafted(each_storage, programme)
    assert (draft.matches, draft.already) == (1, 2)
    await publish(each_storage, draft)
    says = await carried_out(each_storage)
    assert told(says, "matched") == {"UNOAH", "UPAUL"}
    with pytest.raises(NobodyToMatchError):
        await drafted(each_storage, programme)


async def test_earlier_partners_do_not_meet_again_where_the_rule_says_so(storage: Storage) -> None:
    first = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    await publish(storage, await drafted(storage, first))
    await carried_out(storage)
    second = await another_programme(storage, "UMIA", "UPAUL")
    draft = await drafted(storage, second)
    assert draft.matches == 0
    assert {person.reasons[1].values[0] for person in await not_matched(storage, draft)} == {"no_repeat"}


async def test_a_mentor_with_mentees_and_room_for_one_more_is_not_told_to_wait(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    await change(storage, programme, "UPAUL", capacity=3)
    await publish(storage, await drafted(storage, programme))
    await carried_out(storage)
    draft = await drafted(storage, programme)
    assert draft.not_matched == 0


async def test_somebody_who_is_both_can_be_mentored_and_mentor(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UBO=BOTH, UPAUL=MENTOR)
    await publish(storage, await drafted(storage, programme))
    await carried_out(storage)
    async with storage.read() as tx:
        views = await relationships.of_person(tx, Actor(workspace=WORKSPACE, id="UBO"))
    assert {view.role for view in views} == {MENTEE, MENTOR}


async def test_who_is_deactivated_or_gone_is_in_no_round(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR, UGONE=MENTOR, ULEFT=MENTOR)
    async with storage.transaction() as tx:
        person = await tx.get(Person, (WORKSPACE, "UGONE"))
        assert person is not None
        person.is_deactivated = True
    await change(storage, programme, "ULEFT", state=EnrolmentState.LEFT)
    draft = await drafted(storage, programme)
    assert (draft.matches, draft.not_matched) == (1, 0)


async def test_who_has_paused_waits_as_those_do_who_are_avoided_or_simply_came_later(storage: Storage) -> None:
    """By the list of the enrolled, the draft, and every word in it, a coordinator cannot tell them apart."""
    later, paused, avoided = [
        await a_programme(storage, name=name, UMIA=MENTEE, UPAUL=MENTOR, UNOAH=MENTEE)
        for name in ("Later", "Paused", "Avoided")
    ]
    for programme in (later, paused, avoided):
        await change(storage, programme, "UMIA", unmatched_rounds=1)
    seen = [await seen_of_noah(storage, await drafted(storage, later))]
    await rather_not(storage, avoided, "UPAUL", "UNOAH")
    seen.append(await seen_of_noah(storage, await drafted(storage, avoided)))
    await pause(storage, "UNOAH")
    seen.append(await seen_of_noah(storage, await drafted(storage, paused)))
    assert seen[1:] == seen[:2]


async def test_who_has_paused_is_told_so_and_nobody_else_is(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR)
    await pause(storage, "UNOAH")
    draft = await drafted(storage, programme)
    assert [each.reasons[0] for each in await not_matched(storage, draft)] == [Reason("no_suitable_mentor_free", (1,))]
    await publish(storage, draft)
    (said,) = [say for say in await carried_out(storage) if say.message == "not_yet_matched"]
    assert said.args["why"] == AWAY
    assert said.due_at is not None
    assert said.due_at > MONDAY + timedelta(days=300), "it waits for the end of the pause"


async def test_a_published_round_that_lost_those_who_wait_comes_to_an_end(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR)
    draft = await drafted(storage, programme)
    await publish(storage, draft)
    async with storage.transaction() as tx:
        row = await tx.get(Round, draft.id)
        assert row is not None
        row.unmatched = {"slices": []}
    assert told(await carried_out(storage), "matched") == {"UMIA", "UPAUL"}


async def test_nothing_changed_means_the_same_draft_and_something_changed_a_new_version_of_it(
    storage: Storage,
) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    first = await drafted(storage, programme)
    assert await drafted(storage, programme) == first
    await enrolled(storage, programme, UNOAH=MENTOR)
    second = await drafted(storage, programme)
    assert (second.id, second.version) == (first.id, first.version + 1)

    outcome = await publish(storage, first)
    assert isinstance(outcome, Overtaken)
    assert outcome.newer_by == COORDINATOR.id
    assert isinstance(await publish(storage, second), Published)


async def test_publishing_twice_is_refused(storage: Storage) -> None:
    draft = await drafted(storage, await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR))
    await publish(storage, draft)
    with pytest.raises(AlreadyPublishedError):
        await publish(storage, draft)


async def test_somebody_who_joins_meanwhile_does_not_stop_a_round(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    draft = await drafted(storage, programme)
    await enrolled(storage, programme, UNOAH=MENTEE)
    assert isinstance(await publish(storage, draft), Published)


async def test_of_many_matches_overtaken_only_some_are_looked_up_while_nobody_else_can_write(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    draft = await drafted(storage, programme)
    async with storage.read() as tx:
        checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id)
    refused = tuple(RefusedLock(pair=("UPAUL", f"UGONE{number}"), reasons=()) for number in range(2 * CHANGES_TOLD))
    async with storage.transaction() as tx:
        outcome = await rounds.publish(tx, COORDINATOR, MONDAY, checked, refused)
    assert isinstance(outcome, Overtaken)
    assert len(outcome.changes) == CHANGES_TOLD


async def test_what_overtook_a_draft_is_said_match_by_match(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    draft = await drafted(storage, programme)
    assert await kinds_after(storage, draft, left=change(storage, programme, "UMIA", state=EnrolmentState.LEFT)) == [
        (ChangeKind.LEFT, ("UMIA",))
    ]
    await change(storage, programme, "UMIA", state=EnrolmentState.ENROLLED)
    async with storage.transaction() as tx:
        mia = await tx.get(Participant, (WORKSPACE, "UMIA"))
        assert mia is not None
        mia.manager_id = "UPAUL"
    assert await kinds_after(storage, draft) == [(ChangeKind.BREAKS_RULE, ("UPAUL", "UMIA"))]


async def test_a_not_with_and_a_pause_cannot_be_told_apart_when_they_overtake_a_draft(storage: Storage) -> None:
    seen = []
    for programme_name in ("First", "Second"):
        programme = await a_programme(storage, name=programme_name, rules_no_repeat=False, UMIA=MENTEE, UPAUL=MENTOR)
        draft = await drafted(storage, programme)
        async with storage.transaction() as tx:
            if programme_name == "First":
                row = await enrolment(tx, programme, "UMIA")
                tx.add(
                    Wish(workspace_id=WORKSPACE, enrolment_id=row.id, about_id="UPAUL", kind=WishKind.NOT_WITH, rank=0)
                )
            else:
                tx.add(Pause(workspace_id=WORKSPACE, slack_id="UMIA", starts_on=MONDAY.date(), ends_on=None))
        seen.append(await kinds_after(storage, draft))
    assert seen == [[(ChangeKind.NOT_AVAILABLE, ("UPAUL", "UMIA"))]] * 2


async def test_who_is_left_by_a_partner_before_the_introduction_is_told_so(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    await publish(storage, await drafted(storage, programme))
    await change(storage, programme, "UPAUL", state=EnrolmentState.LEFT)
    (said,) = await carried_out(storage)
    assert said.message == "not_yet_matched"
    assert told([said], "not_yet_matched") == {"UMIA"}


async def test_once_its_last_day_has_passed_nobody_is_matched_in_a_programme(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    draft = await drafted(storage, programme)
    last_day, day_after = (datetime(2026, 9, day, 9, tzinfo=UTC) for day in (7, 8))
    async with storage.read() as tx:
        assert await drafts.matchable(tx, COORDINATOR, last_day)
        with pytest.raises(drafts.NothingToMatchError):
            await drafts.matchable(tx, COORDINATOR, day_after)
        with pytest.raises(drafts.ProgrammeOverError):
            await drafting.ask(tx, COORDINATOR, day_after, programme)
        with pytest.raises(drafts.ProgrammeOverError):
            await rounds.check(tx, COORDINATOR, day_after, draft.id)


async def test_only_its_coordinators_see_or_publish_a_round(storage: Storage) -> None:
    draft = await drafted(storage, await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR))
    mia = Actor(workspace=WORKSPACE, id="UMIA")
    async with storage.read() as tx:
        with pytest.raises(NotForYouError):
            await drafts.draft(tx, mia, draft.id)
        with pytest.raises(NotForYouError):
            await rounds.check(tx, mia, MONDAY, draft.id)
        with pytest.raises(NotForYouError):
            await drafts.matchable(tx, mia, MONDAY)
        with pytest.raises(GoneError):
            await drafts.draft(tx, Actor(workspace="T2", id=COORDINATOR.id), draft.id)


async def test_who_leaves_while_a_round_is_solved_does_not_stop_the_draft(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR, UNOAH=MENTEE)
    async with storage.read() as tx:
        asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
    for person in ("UMIA", "UNOAH"):
        await change(storage, programme, person, state=EnrolmentState.LEFT)
    async with storage.transaction() as tx:
        draft = await drafting.keep(tx, COORDINATOR, MONDAY, asked, solving.answer(asked.facts, asked.fingerprint))

    assert draft.matches == 1
    assert {kind for kind, _ in await kinds_after(storage, draft)} == {ChangeKind.LEFT}


async def test_whoever_waits_to_be_introduced_is_in_no_second_round(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, UMIA=MENTEE, UPAUL=MENTOR)
    await publish(each_storage, await drafted(each_storage, programme))

    with pytest.raises(NobodyToMatchError):
        await drafted(each_storage, programme)

    assert [say.message for say in await carried_out(each_storage)].count("kick_off") == 1


async def test_the_same_people_share_one_conversation(storage: Storage) -> None:
    for name in ("First", "Second"):
        programme = await a_programme(storage, name=name, rules_no_repeat=False, UMIA=MENTEE, UPAUL=MENTOR)
        await publish(storage, await drafted(storage, programme))
        await carried_out(storage)
    async with storage.read() as tx:
        views = await relationships.of_person(tx, Actor(workspace=WORKSPACE, id="UMIA"))
        assert len(views) == 2
        shared = await tx.get(Conversation, 1)
        assert shared is not None
        assert shared.members == ["UMIA", "UPAUL"]
        assert await tx.get(Conversation, 2) is None


async def test_kick_off_comes_when_both_are_at_work_and_each_hears_in_their_own_hours(storage: Storage) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    async with storage.transaction() as tx:
        person = await tx.get(Person, (WORKSPACE, "UPAUL"))
        assert person is not None
        person.zone = "America/New_York"
    await change_rules(storage, programme, overlap_minutes=60)
    await publish(storage, await drafted(storage, programme))
    due = {say.message + str(getattr(say.to, "slack_id", "")): say.due_at for say in await carried_out(storage)}
    assert due["matchedUMIA"] == MONDAY  # 09:00 in Copenhagen
    assert due["matchedUPAUL"] == MONDAY + timedelta(hours=6)  # 09:00 in New York
    assert due["kick_off"] == MONDAY + timedelta(hours=6)


async def test_where_two_are_never_at_work_at_once_both_know_of_the_match_before_they_are_introduced(
    storage: Storage,
) -> None:
    programme = await a_programme(storage, UMIA=MENTEE, UPAUL=MENTOR)
    async with storage.transaction() as tx:
        person = await tx.get(Person, (WORKSPACE, "UPAUL"))
        assert person is not None
        person.zone = "Pacific/Auckland"
    await change_rules(storage, programme, overlap_minutes=None)
    await publish(storage, await drafted(storage, programme))
    due = {say.message + str(getattr(say.to, "slack_id", "")): say.due_at for say in await carried_out(storage)}
    assert due["matchedUMIA"] == MONDAY  # 09:00 in Copenhagen
    assert due["matchedUPAUL"] == MONDAY + timedelta(hours=12)  # 09:00 in Auckland
    assert due["kick_off"] == MONDAY + timedelta(days=1)


# What the tests say in a word


async def a_programme(storage: Storage, *, name: str = "First", rules_no_repeat: bool = True, **people: Role) -> int:
    kind = Kind.PEER_GROUP if PEER in people.values() else Kind.ONE_TO_ONE
    programme: int = await add_programme(
        storage, WORKSPACE, coordinator=COORDINATOR.id, contact="UBENT", kind=kind, name=name
    )
    if not rules_no_repeat:
        await change_rules(storage, programme, no_repeat=False)
    await known(storage, COORDINATOR.id)
    await enrolled(storage, programme, **people)
    return programme


async def another_programme(storage: Storage, mentee: str, mentor: str) -> int:
    programme = await a_programme(storage, name="Second")
    await enrolled(storage, programme, **{mentee: MENTEE, mentor: MENTOR})
    return programme


async def known(storage: Storage, slack_id: str) -> None:
    async with storage.read() as tx:
        is_known = await tx.get(Person, (WORKSPACE, slack_id)) is not None
    if not is_known:
        await add_person(storage, WORKSPACE, slack_id)


async def enrolled(storage: Storage, programme: int, **people: Role) -> None:
    for slack_id, role in people.items():
        await known(storage, slack_id)
        await enrol(storage, WORKSPACE, programme, slack_id, role)


async def drafted(storage: Storage, programme: int) -> Draft:
    async with storage.read() as tx:
        asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
    answer = solving.answer(asked.facts, asked.fingerprint)
    async with storage.transaction() as tx:
        if asked.over is not None and answer.fingerprint == asked.fingerprint:
            return await drafts.draft(tx, COORDINATOR, asked.over)
        return await drafting.keep(tx, COORDINATOR, MONDAY, asked, answer)


async def not_matched(storage: Storage, draft: Draft, number: int = 0) -> tuple[NotMatched, ...]:
    async with storage.read() as tx:
        return (await drafts.waiting_page(tx, COORDINATOR, draft.id, number)).people


async def loaded_of_round(storage: Storage, draft: Draft) -> set[str]:
    """What of a round that grows with its programme is read with its row."""
    async with storage.read() as tx:
        row = await rounds_of.round_(tx, WORKSPACE, draft.id)
    return {"unmatched", "unchecked"} - inspect(row).unloaded


async def publish(storage: Storage, draft: Draft) -> Published | Overtaken:
    async with storage.read() as tx:
        checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id, draft.version)
    refused = solving.refused(checked.facts, checked.fingerprint, checked.matches)
    async with storage.transaction() as tx:
        return await rounds.publish(tx, COORDINATOR, MONDAY, checked, refused)


async def kinds_after(storage: Storage, draft: Draft, *, left: Any = None) -> list[tuple[ChangeKind, tuple[str, ...]]]:
    if left is not None:
        await left
    outcome = await publish(storage, draft)
    assert isinstance(outcome, Overtaken)
    return [(change.kind, change.people) for change in outcome.changes]


async def one_part(storage: Storage) -> tuple[Say, ...] | None:
    said: list[Say] = []
    async with storage.transaction() as tx:
        part = await intents.carry_on(tx, MONDAY, JOURNEYS, keeping(said))
    return None if part is None else tuple(said)


async def carried_out(storage: Storage) -> list[Say]:
    says: list[Say] = []
    while (part := await one_part(storage)) is not None:
        says += part
    return says


def told(says: list[Say], message: str) -> set[str]:
    return {say.to.slack_id for say in says if say.message == message and hasattr(say.to, "slack_id")}


async def enrolment(tx: Transaction, programme: int, slack_id: str) -> Enrolment:
    row = await enrolments.of_person_in(tx, WORKSPACE, slack_id, programme)
    assert row is not None
    return row


async def pause(storage: Storage, slack_id: str) -> None:
    async with storage.transaction() as tx:
        tx.add(Pause(workspace_id=WORKSPACE, slack_id=slack_id, starts_on=MONDAY.date(), ends_on=None))


async def rather_not(storage: Storage, programme: int, slack_id: str, other: str) -> None:
    async with storage.transaction() as tx:
        place = await enrolment(tx, programme, slack_id)
        tx.add(Wish(workspace_id=WORKSPACE, enrolment_id=place.id, kind=WishKind.NOT_WITH, about_id=other, rank=0))


async def seen_of_noah(storage: Storage, draft: Draft) -> tuple[object, ...]:
    """What a coordinator reads of a draft and of Noah, who has no match in it."""
    (noah,) = await not_matched(storage, draft)
    assert noah.seat.slack_id == "UNOAH"
    return draft.enrolled, draft.already, draft.people, draft.not_matched, draft.worst, noah.reasons, noah.change


async def change(storage: Storage, programme: int, slack_id: str, **facts: Any) -> None:
    async with storage.transaction() as tx:
        row = await enrolment(tx, programme, slack_id)
        for name, value in facts.items():
            setattr(row, name, value)


async def change_rules(storage: Storage, programme: int, **rules: Any) -> None:
    async with storage.transaction() as tx:
        row = await tx.get(Programme, programme)
        assert row is not None
        row.rules = row.rules | rules


async def unmatched_rounds(storage: Storage) -> dict[str, int]:
    async with storage.read() as tx:
        rows = await enrolments.in_programme(tx, WORKSPACE, 1, EnrolmentState.ENROLLED)
        return {row.slack_id: row.unmatched_rounds for row in rows}
