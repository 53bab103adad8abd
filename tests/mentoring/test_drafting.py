"""Drafts on a real database: written over in place, changed by several coordinators at once, and two side by side."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from mentoring import draft_editing, drafting, drafts, publishing, repairs, rounds, solving
from mentoring.access import Actor, NotForYouError
from mentoring.draft_edits import Edit, EditKind, wanted, without
from mentoring.drafting import Asked, DraftChangedError, NobodyToMatchError, WouldBeLostError
from mentoring.drafts import (
    NothingToMatchError,
    NotThereAnyMoreError,
    ProgrammeOverError,
    PublishedMeanwhileError,
    PutAsideError,
)
from mentoring.errors import GoneError
from mentoring.pool import pool_of
from mentoring.programmes import ProgrammeRules
from mentoring.rounds import Overtaken, Published
from mentoring.rules.matching.values import USUAL_AIMS, Part, Reason, Weights
from storage import Storage
from storage.models.people import Participant
from storage.models.programmes import Programme
from storage.queries import rounds as queries
from storage.states import EnrolmentState, ProgrammeState, Role
from tests.mentoring import test_rounds as house
from tests.mentoring.redrafting import (
    COLLEAGUE,
    FOUR,
    OTHER_WEIGHTS,
    a_programme,
    adding,
    apart,
    ask,
    beside,
    changed,
    first_draft,
    keep,
    look,
    other_settings,
    pairs,
    subject_of,
    throw_away,
    together,
)
from tests.mentoring.test_rounds import COORDINATOR, MENTEE, MENTOR, PEER, WORKSPACE
from tests.town import MONDAY

SIX_PEERS = dict.fromkeys(("UADA", "UBO", "UCHEN", "UDANA", "UESI", "UFINN"), PEER)


async def test_two_coordinators_changes_both_stand_in_whatever_order_they_ask_and_answer(each_storage: Storage) -> None:
    steps = [(COORDINATOR, "ask"), (COORDINATOR, "keep"), (COLLEAGUE, "ask"), (COLLEAGUE, "keep")]
    orders = [
        each for each in permutations(steps) if all(each.index((c, "ask")) < each.index((c, "keep")) for c, _ in each)
    ]
    assert len(orders) == 6
    for number, order in enumerate(orders):
        programme = await a_programme(each_storage, name=f"In order {number}", **FOUR)
        draft = await first_draft(each_storage, programme)
        wants = {
            COORDINATOR: together(COORDINATOR, "UPAUL", "UNOAH", id_="one"),
            COLLEAGUE: apart(COLLEAGUE, "UPRIYA", "UMIA", id_="other"),
        }
        under_way: dict[Actor, Asked] = {}
        for coordinator, step in order:
            if step == "ask":
                under_way[coordinator] = await ask(each_storage, coordinator, draft, adding(wants[coordinator]))
                continue
            try:
                await keep(each_storage, coordinator, under_way[coordinator])
            except DraftChangedError:
                await changed(each_storage, draft, adding(wants[coordinator]), by=coordinator)
        now = await look(each_storage, draft.id)
        assert {edit.id for edit in now.edits} == {"one", "other"}, order
        assert now.version == draft.version + 2
        assert await pairs(each_storage, now) == {("UPAUL", "UNOAH")}


async def test_what_was_worked_out_from_an_earlier_version_is_not_kept_and_changes_nothing(
    each_storage: Storage,
) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    stale = await ask(each_storage, COORDINATOR, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    now = await changed(each_storage, draft, adding(together(COLLEAGUE, "UPRIYA", "UMIA")), by=COLLEAGUE)
    before = await pairs(each_storage, now)
    with pytest.raises(DraftChangedError):
        await keep(each_storage, COORDINATOR, stale)
    assert await look(each_storage, draft.id) == now
    assert await pairs(each_storage, now) == before == {("UPRIYA", "UMIA"), ("UPAUL", "UNOAH")}


async def test_a_change_that_comes_to_the_same_matches_is_kept_and_can_be_taken_back(each_storage: Storage) -> None:
    """Else taking the first one back would take away what a second coordinator wanted, too."""
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    draft = await changed(each_storage, draft, adding(together(COORDINATOR, "UPAUL", "UNOAH", id_="one")))
    draft = await changed(each_storage, draft, adding(together(COLLEAGUE, "UPAUL", "UNOAH", id_="other")), by=COLLEAGUE)
    assert [edit.id for edit in draft.edits] == ["one", "other"]
    draft = await changed(each_storage, draft, lambda edits: without(edits, "one"))
    assert [edit.id for edit in draft.edits] == ["other"]
    assert ("UPAUL", "UNOAH") in await pairs(each_storage, draft)


async def test_asking_for_nothing_new_needs_no_second_draft(storage: Storage) -> None:
    draft = await first_draft(storage, await a_programme(storage, **FOUR))
    asked = await ask(storage, COORDINATOR, draft, lambda edits: edits)
    answer = solving.answer(asked.facts, asked.fingerprint)
    assert answer.fingerprint == asked.fingerprint
    assert answer.solution is None


async def test_a_second_draft_lies_beside_the_first_and_a_third_takes_its_place(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    second = await beside(each_storage, draft, adding(other_settings(COORDINATOR, id_="one")))
    assert (second.number, second.other) == (2, draft.id)
    third = await beside(each_storage, draft, adding(other_settings(COORDINATOR, id_="other")))
    assert third.id == second.id
    assert [edit.id for edit in third.edits] == ["other"]
    first = await look(each_storage, draft.id)
    assert (first.number, first.other, first.edits) == (1, third.id, ())
    async with each_storage.read() as tx:
        found = await draft_editing.compare(tx, COORDINATOR, third.id)
    assert (found.one.id, found.other.id) == (first.id, third.id)


@pytest.mark.parametrize("by", [COORDINATOR, COLLEAGUE])
async def test_a_second_draft_takes_the_place_of_none_that_somebody_has_changed_by_hand(
    storage: Storage, by: Actor
) -> None:
    draft = await first_draft(storage, await a_programme(storage, **FOUR))
    second = await beside(storage, draft, lambda edits: edits)
    second = await changed(storage, second, adding(together(by, "UPAUL", "UNOAH")), by=by)
    with pytest.raises(WouldBeLostError) as refusal:
        await beside(storage, draft, adding(other_settings(COORDINATOR)))
    assert refusal.value.args_for_words == {"number": 2}
    assert await look(storage, second.id) == second
    await changed(storage, draft, adding(apart(by, "UPRIYA", "UMIA")), by=by)
    with pytest.raises(WouldBeLostError) as refusal:
        await beside(storage, second, adding(other_settings(COORDINATOR)))
    assert refusal.value.args_for_words == {"number": 1}


async def test_a_second_draft_takes_the_place_of_none_that_another_coordinator_tries(storage: Storage) -> None:
    draft = await first_draft(storage, await a_programme(storage, **FOUR))
    await beside(storage, draft, adding(other_settings(COLLEAGUE)), by=COLLEAGUE)
    with pytest.raises(WouldBeLostError):
        await beside(storage, draft, adding(other_settings(COORDINATOR)))


async def test_a_second_draft_takes_the_place_of_none_that_has_a_date(storage: Storage) -> None:
    draft = await first_draft(storage, await a_programme(storage, **FOUR))
    second = await beside(storage, draft, lambda edits: edits)
    async with storage.transaction() as tx:
        await publishing.schedule(tx, COORDINATOR, MONDAY, second.id, on=MONDAY.date() + dt.timedelta(days=2))
    with pytest.raises(WouldBeLostError):
        await beside(storage, draft, adding(other_settings(COORDINATOR)))


async def test_one_draft_is_gone_on_with_alone(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    second = await beside(each_storage, draft, adding(other_settings(COORDINATOR)))
    async with each_storage.transaction() as tx:
        left = await drafting.throw_away(tx, COORDINATOR, draft.id)
    assert (left.id, left.number, left.other) == (second.id, 1, None)
    with pytest.raises(PutAsideError):
        await ask(each_storage, COORDINATOR, draft, lambda edits: edits)
    async with each_storage.transaction() as tx:
        with pytest.raises(NotThereAnyMoreError):
            await drafting.throw_away(tx, COLLEAGUE, second.id)
    assert (await look(each_storage, second.id)).other is None


async def test_publishing_one_draft_throws_the_other_away(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    second = await beside(each_storage, draft, adding(other_settings(COORDINATOR)))
    assert isinstance(await house.publish(each_storage, draft), Published)
    for gone, refusal in ((draft, PublishedMeanwhileError), (second, PutAsideError)):
        with pytest.raises(refusal):
            await ask(each_storage, COORDINATOR, gone, lambda edits: edits)
        with pytest.raises(refusal):
            await beside(each_storage, gone, lambda edits: edits)
    assert isinstance(await house.publish(each_storage, second), Overtaken)


async def test_published_settings_become_the_programmes_and_what_they_do_not_ask_about_stays(
    each_storage: Storage,
) -> None:
    programme = await a_programme(each_storage, **FOUR)
    draft = await changed(each_storage, await first_draft(each_storage, programme), adding(other_settings(COORDINATOR)))
    await house.change_rules(each_storage, programme, ask_first=True, wishes_first=True, common_language=True)
    await house.publish(each_storage, draft)
    async with each_storage.read() as tx:
        now = await drafts.programme_of(tx, COORDINATOR, programme)
    assert now.weights == OTHER_WEIGHTS.weights
    assert now.rules == replace(OTHER_WEIGHTS.rules, ask_first=True, wishes_first=True)


async def test_a_rule_that_another_coordinator_changes_in_the_programme_holds_for_a_draft_with_other_weights(
    each_storage: Storage,
) -> None:
    programme = await a_programme(each_storage, **FOUR)
    draft = await first_draft(each_storage, programme)
    asked = draft_editing.checked(
        {Part.GOALS: 1}, replace(draft.programme.rules, common_language=False), USUAL_AIMS, None, draft
    )
    edit = Edit(id="settings", kind=EditKind.SETTINGS, by=COORDINATOR.id, at=MONDAY, settings=asked)
    draft = await changed(each_storage, draft, adding(edit))
    await house.change_rules(each_storage, programme, overlap_minutes=60)
    draft = await changed(each_storage, draft, lambda edits: edits)
    assert draft_editing.settings_of(draft).rules == ProgrammeRules(common_language=False, overlap_minutes=60)
    await house.publish(each_storage, draft)
    async with each_storage.read() as tx:
        now = await drafts.programme_of(tx, COORDINATOR, programme)
    assert now.rules == ProgrammeRules(common_language=False, overlap_minutes=60)


async def test_an_unpublished_drafts_settings_are_nobody_elses(storage: Storage) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    await beside(storage, draft, adding(other_settings(COORDINATOR)))
    await house.publish(storage, draft)
    async with storage.read() as tx:
        now = await drafts.programme_of(tx, COORDINATOR, programme)
    assert (now.weights, now.rules) == (Weights(), ProgrammeRules())


async def test_whom_coordinators_kept_apart_stays_apart_in_the_next_round_and_in_repairs(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, **FOUR)
    draft = await first_draft(each_storage, programme)
    draft = await changed(each_storage, draft, adding(apart(COORDINATOR, "UPAUL", "UMIA", id_="apart")))
    draft = await changed(each_storage, draft, adding(together(COLLEAGUE, "UPRIYA", "UMIA")), by=COLLEAGUE)
    await house.publish(each_storage, draft)
    await house.carried_out(each_storage)
    await house.enrolled(each_storage, programme, UJO=MENTEE, UHUGH=MENTOR)
    async with each_storage.read() as tx:
        asked = await drafting.ask(tx, COLLEAGUE, MONDAY, programme)
        repair = await repairs.to_repair(tx, WORKSPACE, draft.id, MONDAY)
    assert [(edit.id, edit.by) for edit in asked.edits] == [("apart", COORDINATOR.id)]
    for facts in (asked.facts, repair.facts):
        assert facts.rules.bans == {("UPAUL", "UMIA")}
        assert facts.rules.locks == frozenset()


async def test_whom_coordinators_brought_together_after_all_are_not_apart_in_the_next_round(storage: Storage) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    draft = await changed(storage, draft, adding(apart(COORDINATOR, "UPAUL", "UMIA")))
    draft = await changed(storage, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    await house.publish(storage, draft)
    await house.carried_out(storage)
    await house.enrolled(storage, programme, UJO=MENTEE, UHUGH=MENTOR)
    async with storage.read() as tx:
        asked = await drafting.ask(tx, COORDINATOR, MONDAY, programme)
    assert asked.edits == ()


async def test_two_who_cannot_be_brought_together_are_named_with_the_rule(storage: Storage) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    draft = await changed(storage, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    assert draft.not_kept == ()
    async with storage.transaction() as tx:
        mia = await tx.get(Participant, (WORKSPACE, "UMIA"))
        assert mia is not None
        mia.manager_id = "UPAUL"
    draft = await changed(storage, draft, lambda edits: edits)
    (in_vain,) = draft.not_kept
    assert (in_vain.pair, in_vain.reasons) == (("UPAUL", "UMIA"), (Reason("breaks_rule", ("reporting_line",)),))
    assert ("UPAUL", "UMIA") not in await pairs(storage, draft)


async def test_people_who_left_meanwhile_cannot_be_asked_for_and_what_was_asked_of_them_is_in_vain(
    storage: Storage,
) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    draft = await changed(storage, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    async with storage.read() as tx:
        seats = (await drafts.page(tx, COORDINATOR, draft.id, 0)).matches[0].seats
    named = [(seat.enrolment_id, seat.role) for seat in seats]
    await house.change(storage, programme, seats[0].slack_id, state=EnrolmentState.LEFT)
    async with storage.read() as tx:
        with pytest.raises(NotThereAnyMoreError):
            await draft_editing.subject(tx, COORDINATOR, draft.id, named)
    await house.change(storage, programme, "UPAUL", state=EnrolmentState.LEFT)
    draft = await changed(storage, draft, lambda edits: edits)
    assert [lock.reasons for lock in draft.not_kept] == [(Reason("not_in_this_round"),)]


async def test_a_swap_is_of_the_mentors_two_mentees_have_by_now(storage: Storage) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    draft = await changed(storage, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    about = await subject_of(storage, draft, ("UPAUL", "UMIA"))
    draft = await changed(storage, draft, adding(together(COLLEAGUE, "UPRIYA", "UMIA")), by=COLLEAGUE)
    async with storage.read() as tx:
        found = await draft_editing.propose(tx, COORDINATOR, MONDAY, about, draft_editing.Act.SWAP, who="UNOAH")
    assert found.edit.pairs == (("UPAUL", "UMIA"), ("UPRIYA", "UNOAH"))
    draft = await changed(storage, draft, adding(apart(COLLEAGUE, "UPRIYA", "UMIA")), by=COLLEAGUE)
    draft = await changed(storage, draft, adding(apart(COLLEAGUE, "UPAUL", "UMIA", id_="x")), by=COLLEAGUE)
    async with storage.read() as tx:
        with pytest.raises(NotThereAnyMoreError):
            await draft_editing.propose(tx, COORDINATOR, MONDAY, about, draft_editing.Act.SWAP, who="UNOAH")


async def test_two_who_mentor_each_other_cannot_be_swapped_into_mentoring_themselves(storage: Storage) -> None:
    programme = await a_programme(storage, UBO=Role.BOTH, UDANA=Role.BOTH)
    draft = await first_draft(storage, programme)
    assert await pairs(storage, draft) == {("UBO", "UDANA"), ("UDANA", "UBO")}
    about = await subject_of(storage, draft, ("UBO", "UDANA"))
    async with storage.read() as tx:
        with pytest.raises(draft_editing.ThemselvesError):
            await draft_editing.propose(tx, COORDINATOR, MONDAY, about, draft_editing.Act.SWAP, who="UBO")


async def test_a_group_draft_is_checked_as_it_was_made(each_storage: Storage) -> None:
    """So that publishing it asks for no second solve."""
    programme = await a_programme(each_storage, **SIX_PEERS)
    draft = await first_draft(each_storage, programme)
    draft = await changed(each_storage, draft, adding(together(COORDINATOR, "UADA", "UFINN", id_="one")))
    draft = await changed(each_storage, draft, adding(together(COORDINATOR, "UBO", "UFINN", id_="other")))
    assert {"UADA", "UBO", "UFINN"} in [set(group) for group in await pairs(each_storage, draft)]
    async with each_storage.read() as tx:
        checked = await rounds.check(tx, COORDINATOR, MONDAY, draft.id, draft.version)
    assert pool_of(checked.facts).question.fingerprint() == checked.fingerprint
    assert isinstance(await house.publish(each_storage, draft), Published)


async def test_nobody_but_its_coordinators_changes_a_programmes_drafts(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, **FOUR)
    draft = await first_draft(each_storage, programme)
    second = await beside(each_storage, draft, lambda edits: edits)
    asked = await ask(each_storage, COORDINATOR, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    for actor, refusal in (
        (Actor(workspace=WORKSPACE, id="UMIA"), NotForYouError),
        (Actor(workspace="T2", id=COORDINATOR.id), GoneError),
    ):
        for refused in (
            lambda actor=actor: ask(each_storage, actor, draft, lambda edits: edits),
            lambda actor=actor: beside(each_storage, draft, lambda edits: edits, by=actor),
            lambda actor=actor: throw_away(each_storage, actor, second),
        ):
            with pytest.raises(refusal):
                await refused()
    with pytest.raises(NotForYouError):
        await keep(each_storage, Actor(workspace=WORKSPACE, id="UMIA"), asked)
    assert (await look(each_storage, draft.id)).edits == ()


async def test_a_programme_that_ended_or_is_over_meanwhile_keeps_its_drafts_as_they_are(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, **FOUR)
    draft = await first_draft(each_storage, programme)
    asked = await ask(each_storage, COORDINATOR, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    async with each_storage.read() as tx:
        with pytest.raises(ProgrammeOverError):
            await drafting.ask_again(
                tx, COORDINATOR, dt.datetime(2026, 9, 8, 9, tzinfo=dt.UTC), draft.id, lambda edits: edits
            )
    async with each_storage.transaction() as tx:
        row = await tx.get(Programme, programme)
        assert row is not None
        row.state = ProgrammeState.ENDED
    with pytest.raises(NothingToMatchError):
        await keep(each_storage, COORDINATOR, asked)
    with pytest.raises(NothingToMatchError):
        await ask(each_storage, COORDINATOR, draft, lambda edits: edits)
    async with each_storage.read() as tx:
        row_of_draft = await queries.round_(tx, WORKSPACE, draft.id)
    assert row_of_draft is not None
    assert (row_of_draft.edits, row_of_draft.version) == ([], draft.version)


async def test_once_everybody_has_left_a_change_says_that_nobody_waits(storage: Storage) -> None:
    programme = await a_programme(storage, **FOUR)
    draft = await first_draft(storage, programme)
    for person in FOUR:
        await house.change(storage, programme, person, state=EnrolmentState.LEFT)
    with pytest.raises(NobodyToMatchError):
        await changed(storage, draft, adding(together(COORDINATOR, "UPAUL", "UMIA")))
    assert await look(storage, draft.id) == draft


async def test_many_changes_of_one_draft_are_read_back_in_order(storage: Storage) -> None:
    draft = await first_draft(storage, await a_programme(storage, **FOUR))
    many = [together(COORDINATOR, "UPAUL", mentee, id_=str(n)) for n, mentee in enumerate(["UMIA", "UNOAH"] * 60)]
    draft = await changed(storage, draft, lambda edits: (*edits, *many))
    assert [edit.id for edit in draft.edits] == [str(n) for n in range(120)]
    assert wanted(draft.edits).together == {("UPAUL", "UMIA"), ("UPAUL", "UNOAH")}
    assert len(draft.not_kept) == 1, "Paul has one place"
