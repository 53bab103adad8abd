"""Asking a programme's mentees for wishes before a round: begun, carried from stage to stage, and ended.

Mentors first, whether they may be shown. Once the last of them has had their time, and never sooner, all mentees who seek
a mentor are asked at once, each in their next working morning: no hour tells how anybody answered. The round itself stays
in the coordinators' hands, and can be made at any moment.
"""

import datetime as dt
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from mentoring import access, attention, candidates, draft_edits, drafts, programmes, wish_progress, wish_questions
from mentoring.access import Act, Actor
from mentoring.draft_edits import Wanted
from mentoring.errors import MentoringError
from mentoring.pool import Facts
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson, Voice
from mentoring.suggesting import Choice
from storage import Transaction, part_of
from storage.models.wishes import WishRound
from storage.queries import pools, rounds
from storage.queries import programmes as programme_queries
from storage.queries import wish_rounds as queries
from storage.states import Role, WishAnswer, WishStage

log = logging.getLogger(__name__)

LOOKED_AGAIN_AFTER = dt.timedelta(minutes=2)
"""By then everybody has been asked, as a rule."""
LONGEST = 3 * wish_questions.WAITED_FOR
"""An asking goes on after this even if somebody could not be asked."""
QUESTIONS_AT_ONCE = 250
ROLE_IN = {WishStage.MENTORS: Role.MENTOR, WishStage.MENTEES: Role.MENTEE}


class WishesSwitchedOffError(MentoringError):
    """The programme does not ask mentees for wishes."""


class WishesRunningError(MentoringError):
    """Mentees are being asked already."""


class NobodyToSuggestError(MentoringError):
    """No mentor of the programme has a free place."""


class WishesOverError(MentoringError):
    """There is nothing to end: the asking is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An asking that was looked at, and whether mentees can now be given suggestions."""

    workspace: str
    wish_round_id: int
    is_to_suggest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSuggest:
    """What suggestions are made from: today's facts, and the mentors who may be shown. `mark` changes with the facts."""

    wish_round_id: int
    facts: Facts
    mentors: frozenset[str]
    mark: str


async def begin(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int) -> Programme:
    """Begin to ask: first the mentors who have a free place.

    Raises:
        GoneError, NotForYouError: there is no such programme, or it is not theirs. WishesSwitchedOffError,
        ProgrammeOverError, WishesRunningError, NobodyToSuggestError: it can't be begun.
    """
    await access.require(tx, actor, Act.MATCH, programme_id)
    await programme_queries.change_alone(tx, actor.workspace, programme_id)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    if not programme.asks_for_wishes:
        raise WishesSwitchedOffError(programme=programme.name)
    await drafts.not_over(tx, actor, now, programme)
    if await queries.running(tx, actor.workspace, programme_id) is not None:
        raise WishesRunningError(programme=programme.name)
    row = WishRound(
        workspace_id=actor.workspace,
        programme_id=programme_id,
        stage=WishStage.MENTORS,
        begun_by=actor.id,
        begun_at=now,
        look_at=now + LOOKED_AGAIN_AFTER,
    )
    tx.add(row)
    await tx.flush()
    if not await queries.plan_mentors(tx, row, now):
        raise NobodyToSuggestError(programme=programme.name)
    return programme


async def end(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int) -> tuple[Programme, tuple[Say, ...]]:
    """End the asking now: what has been chosen so far counts, and the other coordinators hear of it.

    Raises:
        GoneError, NotForYouError: there is no such programme, or it is not theirs. WishesOverError: nobody is asked.
    """
    await access.require(tx, actor, Act.MATCH, programme_id)
    await programme_queries.change_alone(tx, actor.workspace, programme_id)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    row = await queries.running(tx, actor.workspace, programme_id)
    if row is None:
        raise WishesOverError(programme=programme.name)
    await _end(tx, row, now)
    others = [each for each in programme.coordinators if each != actor.id]
    return programme, tuple(await _tell(tx, row, programme, others, now, "wishes_ended", coordinator=actor.id))


async def look(tx: Transaction, now: dt.datetime, voice: Voice, *, leaving: Collection[int] = ()) -> Looked | None:
    """Look at the next asking whose moment has come, but those in `leaving`; None when there is none.

    One that fails is left for an hour.
    """
    row = await queries.next_round(tx, now, leaving)
    if row is None:
        return None
    workspace, wish_round_id, is_to_suggest = row.workspace_id, row.id, False
    try:
        async with part_of(tx):
            is_to_suggest, says = await _look_at(tx, row, now)
            for say in says:
                await voice(workspace, say)
    except Exception:
        log.exception("wishes_failed", extra={"workspace": workspace, "wish_round": wish_round_id})
        await tx.refresh(row)
        row.look_at, is_to_suggest = now + wish_questions.TRIED_AGAIN_AFTER, False
    return Looked(workspace=workspace, wish_round_id=wish_round_id, is_to_suggest=is_to_suggest)


async def to_suggest(tx: Transaction, workspace: str, wish_round_id: int, now: dt.datetime) -> ToSuggest | None:
    """What suggestions are made from; `suggesting.suggested` makes them. Ask in a transaction that only reads.

    None when the mentors' stage is over.
    """
    row = await queries.round_(tx, workspace, wish_round_id)
    if row is None or row.stage is not WishStage.MENTORS:
        return None
    programme = await programmes.find(tx, workspace, row.programme_id)
    return ToSuggest(
        wish_round_id=wish_round_id,
        facts=await candidates.facts_of(tx, workspace, programme, now, await _wanted(tx, workspace, programme)),
        mentors=await wish_questions.may_be_shown(tx, workspace, wish_round_id),
        mark=await pools.mark(tx, workspace, programme.id),
    )


async def keep(tx: Transaction, workspace: str, now: dt.datetime, asked: ToSuggest, choices: Sequence[Choice]) -> bool:
    """Go on to the mentees: keep whom each is shown. False, and nothing changed, when the facts are others by now."""
    row = await queries.round_(tx, workspace, asked.wish_round_id)
    if row is None:
        return False
    await programme_queries.change_alone(tx, workspace, row.programme_id)
    await tx.refresh(row)
    if row.stage is not WishStage.MENTORS:
        return True  # another replica was faster, or a coordinator has ended it
    if await wish_questions.may_be_shown(tx, workspace, row.id) != asked.mentors:
        return False
    if await pools.mark(tx, workspace, row.programme_id) != asked.mark:
        return False
    await queries.let_go(tx, workspace, row.id, now)
    row.stage, row.closes_at, row.look_at = WishStage.MENTEES, None, now + LOOKED_AGAIN_AFTER
    parts = [choices[first : first + QUESTIONS_AT_ONCE] for first in range(0, len(choices), QUESTIONS_AT_ONCE)]
    for some in parts:
        await queries.add_questions(tx, [_question(row, choice, now) for choice in some])
    ids = await queries.question_ids(tx, workspace, row.id, Role.MENTEE)
    for some in parts:
        offers = [offer for choice in some for offer in _offers(row, ids[choice.enrolment_id], choice)]
        if offers:
            await queries.add_offers(tx, offers)
    await tx.flush()
    return True


async def _wanted(tx: Transaction, workspace: str, programme: Programme) -> Wanted:
    """What coordinators want in their newest draft; and nobody together whom they keep apart in any."""
    drafted = await rounds.drafts(tx, workspace, programme.id)
    each = [draft_edits.wanted(draft_edits.from_rows(row.edits)) for row in drafted]
    apart = frozenset(pair for wanted in each for pair in wanted.apart)
    return Wanted(apart=apart, settings=each[0].settings if each else None)


async def _look_at(tx: Transaction, row: WishRound, now: dt.datetime) -> tuple[bool, list[Say]]:
    """Whether suggestions are to be made, and what coordinators are told."""
    programme = await programmes.find(tx, row.workspace_id, row.programme_id)
    if programme.is_over(now.date()):
        await _end(tx, row, now)
        return False, []
    times = await queries.times(tx, row.workspace_id, row.id, ROLE_IN[row.stage])
    row.closes_at, row.look_at = times.last, now + LOOKED_AGAIN_AFTER
    if times.is_planned and now < row.begun_at + LONGEST:
        return False, []
    if times.last is not None and times.last > now:
        row.look_at = times.last
        return False, []
    if row.stage is WishStage.MENTORS:
        return True, []
    answered = await wish_progress.answered(tx, row.workspace_id, row.id)
    await _end(tx, row, now)
    return False, await _tell(
        tx, row, programme, programme.coordinators, now, "wishes_in", programme_id=programme.id, answered=answered
    )


async def _end(tx: Transaction, row: WishRound, now: dt.datetime) -> None:
    row.answered = await queries.answered(tx, row.workspace_id, row.id)
    row.stage, row.ended_at, row.look_at = WishStage.ENDED, now, None
    await tx.flush()
    await queries.let_go(tx, row.workspace_id, row.id, now)


async def _tell(
    tx: Transaction,
    row: WishRound,
    programme: Programme,
    coordinators: Sequence[str],
    now: dt.datetime,
    message: str,
    **args: object,
) -> list[Say]:
    return [
        Say(
            to=ToPerson(slack_id=coordinator),
            message=message,
            key=f"{message}:{row.id}:{coordinator}",
            args={"programme": programme.name, **args},
            importance=Importance.PLACE,
            due_at=await attention.when_at_work(tx, row.workspace_id, coordinator, now),
            programme_id=programme.id,
        )
        for coordinator in coordinators
    ]


def _question(row: WishRound, choice: Choice, now: dt.datetime) -> dict[str, Any]:
    return {
        "workspace_id": row.workspace_id,
        "wish_round_id": row.id,
        "enrolment_id": choice.enrolment_id,
        "slack_id": choice.slack_id,
        "role": Role.MENTEE,
        "answer": WishAnswer.PLANNED,
        "due_at": now,
    }


def _offers(row: WishRound, question_id: int, choice: Choice) -> list[dict[str, Any]]:
    return [
        {
            "question_id": question_id,
            "enrolment_id": mentor.enrolment_id,
            "workspace_id": row.workspace_id,
            "mentor_id": mentor.slack_id,
            "reasons": {"why": mentor.why},
            "was_wished": False,
        }
        for mentor in choice.mentors
    ]
