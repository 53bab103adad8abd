"""Coordinators who change the drafts of a programme at the very same moment."""

import asyncio
from contextlib import suppress

import pytest

from mentoring import drafting
from mentoring.access import Actor
from mentoring.drafting import DraftChangedError
from mentoring.drafts import Draft, NotThereAnyMoreError, PublishedMeanwhileError
from mentoring.rounds import Published
from storage import Storage
from storage.queries import rounds as queries
from tests.mentoring import test_rounds as house
from tests.mentoring.redrafting import (
    COLLEAGUE,
    FOUR,
    a_programme,
    adding,
    ask,
    beside,
    changed,
    first_draft,
    keep,
    look,
    pairs,
    throw_away,
    together,
)
from tests.mentoring.test_rounds import COORDINATOR, WORKSPACE
from tests.town import MONDAY

BOTH = (COORDINATOR, COLLEAGUE)


async def test_of_two_first_drafts_made_at_once_the_second_is_asked_for_again(each_storage: Storage) -> None:
    programme = await a_programme(each_storage, **FOUR)
    async with each_storage.read() as tx:
        asked = [await drafting.ask(tx, actor, MONDAY, programme) for actor in (COORDINATOR, COLLEAGUE)]
    await keep(each_storage, COORDINATOR, asked[0])
    with pytest.raises(DraftChangedError):
        await keep(each_storage, COLLEAGUE, asked[1])


async def test_of_two_answers_kept_at_once_one_is_asked_for_again_and_both_changes_stand(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    mentees = dict(zip(BOTH, ("UMIA", "UNOAH"), strict=True))
    mentors = dict(zip(BOTH, ("UPAUL", "UPRIYA"), strict=True))
    edits = {each: together(each, mentors[each], mentees[each], id_=each.id) for each in BOTH}
    asked = [await ask(each_storage, each, draft, adding(edits[each])) for each in BOTH]
    outcomes = await asyncio.gather(
        *(keep(each_storage, each, its) for each, its in zip(BOTH, asked, strict=True)), return_exceptions=True
    )
    late = [each for each, outcome in zip(BOTH, outcomes, strict=True) if isinstance(outcome, DraftChangedError)]
    assert len(late) == 1
    await changed(each_storage, draft, adding(edits[late[0]]), by=late[0])
    now = await look(each_storage, draft.id)
    assert {edit.by for edit in now.edits} == {each.id for each in BOTH}
    assert await pairs(each_storage, now) == {("UPAUL", "UMIA"), ("UPRIYA", "UNOAH")}


async def test_of_two_who_throw_each_others_draft_away_at_once_one_does(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    second = await beside(each_storage, draft, lambda edits: edits)
    outcomes = await asyncio.gather(
        throw_away(each_storage, COORDINATOR, draft),
        throw_away(each_storage, COLLEAGUE, second),
        return_exceptions=True,
    )
    assert [isinstance(outcome, NotThereAnyMoreError) for outcome in outcomes].count(True) == 1
    assert len(await drafts_there(each_storage)) == 1


async def test_a_draft_thrown_away_while_it_is_published_is_published(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    await beside(each_storage, draft, lambda edits: edits)
    published, _ = await asyncio.gather(house.publish(each_storage, draft), tries_to_throw_away(each_storage, draft))
    left = await drafts_there(each_storage)
    assert left == ([] if isinstance(published, Published) else [draft.id + 1])


async def test_of_two_second_drafts_made_at_once_one_is_asked_for_again(each_storage: Storage) -> None:
    draft = await first_draft(each_storage, await a_programme(each_storage, **FOUR))
    outcomes = await asyncio.gather(
        *(beside(each_storage, draft, lambda edits: edits, by=each) for each in BOTH), return_exceptions=True
    )
    assert [isinstance(outcome, DraftChangedError) for outcome in outcomes].count(True) <= 1
    assert len(await drafts_there(each_storage)) == 2


async def tries_to_throw_away(storage: Storage, draft: Draft, by: Actor = COLLEAGUE) -> None:
    with suppress(NotThereAnyMoreError, PublishedMeanwhileError):
        async with storage.transaction() as tx:
            await drafting.throw_away(tx, by, draft.id)


async def drafts_there(storage: Storage) -> list[int]:
    async with storage.read() as tx:
        return [row.id for row in await queries.drafts(tx, WORKSPACE, 1)]
