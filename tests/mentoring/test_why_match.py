"""Why this match, on a real database: one's own side, as it was, and nothing by which another's could be told."""

import pytest
from sqlalchemy import update

from mentoring import drafting, solving, why_match
from mentoring.access import Actor
from mentoring.answering import Given
from mentoring.draft_edits import Edit, EditKind, added
from mentoring.rules.matching.values import Reason
from mentoring.rules.own_sides import Wishes
from mentoring.why_match import NotYourMatchError, WhyMatch
from storage import Storage
from storage.models.rounds import ProposedMatch
from storage.states import Role, WishKind
from tests.mentoring.asking import A_DAY, COORDINATOR, WORKSPACE, Story

MENTOR, MENTEE, BOTH = Role.MENTOR, Role.MENTEE, Role.BOTH


@pytest.mark.parametrize("why", ["declined", "not_with", "matched_elsewhere", "full", "never_joined"])
async def test_for_whatever_reason_a_wish_was_not_met_it_reads_the_same(storage: Storage, why: str) -> None:
    """Mia asks for Paul and meets Quinn: nothing in what she is told depends on what kept Paul away."""
    story = await Story.of(storage, UMIA=MENTEE, UQUINN=MENTOR)
    await story.wish("UMIA", WishKind.WITH, "UPAUL")
    if why != "never_joined":
        await story.enrolled(UPAUL=MENTOR)
    match why:
        case "not_with":
            await story.wish("UPAUL", WishKind.NOT_WITH, "UMIA")
        case "matched_elsewhere":
            await story.enrolled(UNOAH=MENTEE)
            await story.wish("UPAUL", WishKind.WITH, "UNOAH")
            await story.wish("UNOAH", WishKind.WITH, "UPAUL")
        case "full":
            await story.change("UPAUL", is_full=True)
    await story.publish()
    if why == "declined":
        await story.answer("UPAUL", Given.NO)
        await story.pass_on_to(story.now + 2 * A_DAY)
    await story.answer("UQUINN", Given.YES)
    await story.pass_on_to(story.now + A_DAY)

    told = await asked(story, "UMIA")
    assert told.partners == ("UQUINN",)
    assert told.side is not None
    assert told.side.wishes is Wishes.NOT_ONE
    assert told.reasons == (
        (MENTEE, Reason("overlap_minutes_a_week", (2400,))),
        (MENTEE, Reason("common_language", ("en",))),
    )
    assert "PAUL" not in repr(told)


async def test_a_match_that_a_coordinator_asked_for_says_so(each_storage: Storage) -> None:
    story = await Story.of(each_storage, asks=False, UMIA=MENTEE, UNOAH=MENTEE, UPAUL=MENTOR, UQUINN=MENTOR)
    draft = await story.draft()
    edit = Edit(kind=EditKind.TOGETHER, by=COORDINATOR.id, at=story.now, pairs=(("UQUINN", "UMIA"),))
    async with each_storage.read() as tx:
        question = await drafting.ask_again(tx, COORDINATOR, story.now, draft.id, lambda edits: added(edits, edit))
    answer = solving.answer(question.facts, question.fingerprint)
    async with each_storage.transaction() as tx:
        draft = await drafting.keep(tx, COORDINATOR, story.now, question, answer)
    await story.publish(draft)

    by_hand = Reason(solving.BROUGHT_TOGETHER)
    for person, is_locked in (("UMIA", True), ("UQUINN", True), ("UNOAH", False), ("UPAUL", False)):
        told = await asked(story, person)
        assert (by_hand in [reason for _, reason in told.reasons]) == is_locked


async def test_two_who_mentor_each_other_get_one_answer_whichever_they_ask_about(storage: Storage) -> None:
    story = await Story.of(storage, asks=False, UMIA=BOTH, UPAUL=BOTH)
    await story.wish("UMIA", WishKind.WITH, "UPAUL")
    await story.publish()
    (view,) = await story.views("UMIA")
    older, younger = [await asked(story, "UMIA", relationship) for relationship in view.ids]
    assert older == younger
    assert older.role is BOTH
    assert older.side is not None
    assert older.side.asked_for == ("UPAUL",)
    paul = await asked(story, "UPAUL")
    assert paul.side is not None
    assert paul.side.wishes is Wishes.NONE


async def test_where_what_brought_them_together_was_erased_there_is_no_side(storage: Storage) -> None:
    story = await Story.of(storage, asks=False, UMIA=MENTEE, UPAUL=MENTOR)
    await story.publish()
    async with storage.transaction() as tx:
        await tx.execute(update(ProposedMatch).values(parts={}, reasons={"why": []}))
    told = await asked(story, "UMIA")
    assert told.side is None
    assert told.reasons == ()


async def test_only_its_own_people_are_answered(each_storage: Storage) -> None:
    story = await Story.of(each_storage, asks=False, UMIA=MENTEE, UPAUL=MENTOR, UNOAH=MENTEE)
    await story.publish()
    (view,) = await story.views("UPAUL")
    mine = view.partners[0]
    other = "UNOAH" if mine == "UMIA" else "UMIA"
    outsiders = [(WORKSPACE, other), (WORKSPACE, COORDINATOR.id), ("T2", mine)]
    for workspace, person in outsiders:
        async with each_storage.read() as tx:
            with pytest.raises(NotYourMatchError):
                await why_match.why(tx, Actor(workspace=workspace, id=person), view.id)
    async with each_storage.read() as tx:
        with pytest.raises(NotYourMatchError):
            await why_match.why(tx, Actor(workspace=WORKSPACE, id=mine), 4711)


async def asked(story: Story, person: str, relationship: int | None = None) -> WhyMatch:
    """What somebody is told of a match, or of their only one."""
    if relationship is None:
        (view,) = await story.views(person)
        relationship = view.id
    async with story.storage.read() as tx:
        return await why_match.why(tx, Actor(workspace=WORKSPACE, id=person), relationship)
