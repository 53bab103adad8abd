"""The share of wishes honoured on a real database, attacked by whoever may draft as often as they like."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring import candidates, drafting, programmes, reports, solving
from mentoring.draft_edits import Edit, EditKind, Settings, added
from mentoring.drafts import Draft
from mentoring.pool import Facts
from mentoring.programmes import ProgrammeRules
from mentoring.rules.matching.values import Weights
from mentoring.rules.wishes_honoured import Share
from storage import Storage
from storage.models.wishes import WishRound
from storage.states import Role, WishKind, WishStage
from tests.mentoring.asking import COORDINATOR, JOURNEYS, WORKSPACE, Story

MENTORS = ("UANN", "UBEA", "UCAL", "UDAN", "UEVA")
MENTEES = ("UFAY", "UGIL", "UHAL", "UIDA", "UJAN")
PAIRS = [(mentor, mentee) for mentor in MENTORS for mentee in MENTEES]
HANDS = st.lists(st.tuples(st.booleans(), st.sampled_from(PAIRS)), min_size=1, max_size=4)


async def test_a_round_says_in_a_word_how_many_wishes_it_honours(each_storage: Storage) -> None:
    story = await with_wishes(each_storage)
    assert (await story.draft()).honoured is Share.HALF


async def test_no_sequence_of_locks_and_bans_moves_it(facts: Facts) -> None:
    as_solved = counted(facts)
    assert as_solved["wished"] == 8

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(HANDS)
    def any_sequence(hands: list[tuple[bool, tuple[str, str]]]) -> None:
        locks, bans = set[tuple[str, str]](), set[tuple[str, str]]()
        for is_lock, pair in hands:
            (locks if is_lock else bans).add(pair)
            rules = replace(facts.rules, locks=frozenset(locks), bans=frozenset(bans))
            assert counted(replace(facts, rules=rules)) == as_solved

    any_sequence()


async def test_locks_do_move_what_people_are_told_of_their_own_match(facts: Facts) -> None:
    """Otherwise the attack above would prove nothing."""
    locked = solving.answer(replace(facts, rules=replace(facts.rules, locks=frozenset({("UANN", "UJAN")}))), None)
    assert locked.solution is not None
    (match,) = (match for match in locked.solution.matches if ["brought_together"] in match.why)
    assert len(match.members) == 2


@pytest.mark.parametrize("kind", [EditKind.TOGETHER, EditKind.APART])
async def test_nor_does_a_draft_that_is_changed_by_hand_and_back(storage: Storage, kind: EditKind) -> None:
    story = await with_wishes(storage)
    draft = await story.draft()
    for pair in (("UANN", "UFAY"), ("UANN", "UJAN"), ("UBEA", "UGIL")):
        draft = await changed(story, draft, Edit(kind=kind, by=COORDINATOR.id, at=story.now, pairs=(pair,)))
        assert draft.honoured is Share.HALF
    assert len(draft.edits) == 3
    assert (await changed(story, draft, None)).honoured is Share.HALF


async def test_nor_do_other_weights(storage: Storage) -> None:
    story = await with_wishes(storage)
    draft = await story.draft()
    other = Settings(weights=Weights(wishes=0), rules=ProgrammeRules())
    edit = Edit(kind=EditKind.SETTINGS, by=COORDINATOR.id, at=story.now, settings=other)
    assert (await changed(story, draft, edit)).honoured is draft.honoured is Share.HALF


async def test_one_more_person_moves_nothing_and_five_may(each_storage: Storage) -> None:
    story = await with_wishes(each_storage)
    assert (await story.draft()).honoured is Share.HALF
    for mentor, mentee in (("UKIM", "ULEO"), ("UMAX", "UNED")):
        for person, role, other in ((mentor, Role.MENTOR, mentee), (mentee, Role.MENTEE, mentor)):
            await story.enrolled(**{person: role})
            await story.wish(person, WishKind.WITH, other)
            assert (await story.draft()).honoured is Share.HALF
    await story.enrolled(UOLE=Role.MENTOR)
    assert (await story.draft()).honoured is Share.THREE_QUARTERS


async def test_what_was_told_to_the_bot_meanwhile_moves_nothing(storage: Storage) -> None:
    story = await with_wishes(storage)
    before = (await story.draft()).honoured
    await story.wish("UEVA", WishKind.WITH, "UJAN")
    await story.wish("UJAN", WishKind.WITH, "UEVA")
    await story.wish("UANN", WishKind.NOT_WITH, "UGIL")
    assert (await story.draft()).honoured is before


async def test_once_mentees_were_asked_for_wishes_it_is_worked_out_anew_if_enough_answered(storage: Storage) -> None:
    story = await with_wishes(storage)
    assert (await story.draft()).honoured is Share.HALF
    await wish_for_each_other(story, "UCAL", "UHAL")
    await asked_for_wishes(story, answered=4)
    assert (await story.draft()).honoured is Share.HALF
    await wish_for_each_other(story, "UEVA", "UJAN")
    await asked_for_wishes(story, answered=5)
    assert (await story.draft()).honoured is Share.THREE_QUARTERS


async def test_what_was_counted_while_they_were_asked_stands_when_that_is_over(storage: Storage) -> None:
    story = await with_wishes(storage)
    asking = await asked_for_wishes(story, answered=None)
    assert (await story.draft()).honoured is Share.HALF
    await wish_for_each_other(story, "UCAL", "UHAL")
    assert (await story.draft()).honoured is Share.HALF
    await wish_for_each_other(story, "UEVA", "UJAN")
    await is_over(story, asking, answered=5)
    assert (await story.draft()).honoured is Share.HALF


async def test_the_report_says_it_of_rounds_that_were_published_and_a_small_one_moves_nothing(
    each_storage: Storage,
) -> None:
    story = await with_wishes(each_storage)
    assert await in_report(story) is None
    await story.publish()
    assert await in_report(story) is Share.HALF
    await story.enrolled(UKIM=Role.MENTOR, ULEO=Role.MENTEE)
    await story.wish("ULEO", WishKind.WITH, "UKIM")
    later = await story.draft()
    assert later.matches == 1
    assert later.honoured is None
    await story.publish(later)
    assert await in_report(story) is Share.HALF


async def test_too_few_wishes_say_nothing_anywhere(storage: Storage) -> None:
    story = await Story.of(
        storage, asks=False, **dict.fromkeys(MENTORS, Role.MENTOR), **dict.fromkeys(MENTEES, Role.MENTEE)
    )
    for mentor, mentee in list(zip(MENTORS, MENTEES, strict=True))[:4]:
        await story.wish(mentee, WishKind.WITH, mentor)
    draft = await story.draft()
    assert draft.honoured is None
    await story.publish(draft)
    assert await in_report(story) is None


async def with_wishes(storage: Storage) -> Story:
    """Of eight who ask for somebody, four get whom they asked for; the others ask for somebody who is not here."""
    story = await Story.of(
        storage, asks=False, **dict.fromkeys(MENTORS, Role.MENTOR), **dict.fromkeys(MENTEES, Role.MENTEE)
    )
    for mentor, mentee in list(zip(MENTORS, MENTEES, strict=True))[:2]:
        await story.wish(mentee, WishKind.WITH, mentor)
        await story.wish(mentor, WishKind.WITH, mentee)
    for person in (*MENTORS[2:4], *MENTEES[2:4]):
        await story.wish(person, WishKind.WITH, "UZOE")
    return story


async def wish_for_each_other(story: Story, one: str, other: str) -> None:
    await story.wish(one, WishKind.WITH, other)
    await story.wish(other, WishKind.WITH, one)


async def asked_for_wishes(story: Story, *, answered: int | None) -> int:
    """Mentees are asked, and it is over with so many answers; or goes on, with None."""
    async with story.storage.transaction() as tx:
        row = WishRound(
            workspace_id=WORKSPACE,
            programme_id=story.programme,
            stage=WishStage.MENTEES if answered is None else WishStage.ENDED,
            begun_by=COORDINATOR.id,
            begun_at=story.now,
            answered=answered,
        )
        tx.add(row)
        await tx.flush()
        return row.id


async def is_over(story: Story, asking: int, *, answered: int) -> None:
    async with story.storage.transaction() as tx:
        row = await tx.get(WishRound, asking)
        assert row is not None
        row.stage, row.answered = WishStage.ENDED, answered


async def changed(story: Story, draft: Draft, edit: Edit | None) -> Draft:
    """The draft made again with one more change, or without any."""
    async with story.storage.read() as tx:
        asked = await drafting.ask_again(
            tx, COORDINATOR, story.now, draft.id, lambda edits: () if edit is None else added(edits, edit)
        )
    answer = solving.answer(asked.facts, asked.fingerprint)
    async with story.storage.transaction() as tx:
        return await drafting.keep(tx, COORDINATOR, story.now, asked, answer)


@pytest.fixture
async def facts(storage: Storage) -> Facts:
    story = await with_wishes(storage)
    async with storage.read() as tx:
        programme = await programmes.find(tx, WORKSPACE, story.programme)
        return await candidates.facts_of(tx, WORKSPACE, programme, story.now)


def counted(facts: Facts) -> dict[str, Any]:
    solution = solving.answer(facts, None).solution
    assert solution is not None
    wishes: dict[str, Any] = solution.certificate["wishes"]
    return wishes


async def in_report(story: Story) -> Share | None:
    async with story.storage.read() as tx:
        return (await reports.look(tx, COORDINATOR, story.now, story.programme, JOURNEYS)).honoured
