"""Answering whether one would be somebody's mentor; and what coordinators decide where no answer came.

A yes begins the match. Of any other answer nobody hears: neither that it was given, nor by whom, nor who is asked next.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from mentoring import access, asking, drafts, fullness, kick_off, programmes
from mentoring.access import Act, Actor
from mentoring.errors import GoneError, MentoringError, NotAllowedError
from mentoring.programmes import Programme
from mentoring.say import InPlaceOf, Say
from prompts.journeys import Journey
from storage import Transaction
from storage.models.rounds import MatchAnswer
from storage.queries import match_answers as queries
from storage.queries import rounds
from storage.states import AnswerState


class MentorAnsweredError(MentoringError):
    """A mentor answers what they have answered before; the first answer stands."""


class QuestionWithdrawnError(MentoringError):
    """A mentor answers what has been taken back meanwhile, or comes long after the time for it."""


class NothingToDecideError(MentoringError):
    """A coordinator decides what is settled already, or decided by somebody else."""


class NoLongerPossibleError(MentoringError):
    """A coordinator wants two people together who are not available to each other any more."""


class Given(StrEnum):
    """What a mentor can answer."""

    YES = "yes"
    NO = "no"
    FULL = "full"


class Decision(StrEnum):
    """What a coordinator can decide where a mentor has not answered."""

    ASK_AGAIN = "again"
    LEAVE = "leave"
    MATCH = "match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question without an answer, and on which day it was asked."""

    id: int
    mentor: str
    mentee: str
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What the coordinators of a programme have to decide, the oldest question first."""

    programme: Programme
    questions: tuple[Unanswered, ...]


async def answer(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    answer_id: int,
    given: Given,
    pressed: InPlaceOf,
    journeys: Mapping[str, Journey],
) -> tuple[Say, ...]:
    """Note a mentor's answer; the same sentence takes the question's place, whatever it was.

    Raises:
        GoneError: there is no such question. NotAllowedError: it is somebody else's.
        MentorAnsweredError, QuestionWithdrawnError: it comes a second time, or too late.
    """
    row = await queries.alone(tx, actor.workspace, answer_id)
    if row is None:
        raise GoneError
    if row.mentor_id != actor.id:
        raise NotAllowedError
    programme = await _programme(tx, row)
    await _check_open(tx, row, programme, now)
    says = await asking.in_its_place(tx, row, "question_answered", but=pressed.ts)
    match given:
        case Given.YES:
            says += await _accept(tx, row, programme, now, journeys)
        case Given.NO:
            asking.close(row, AnswerState.DECLINED, now)
            says += await _begin_the_other_way(tx, row, programme, now, journeys)
        case Given.FULL:
            asking.close(row, AnswerState.WITHDRAWN, now)
            says += await _begin_the_other_way(tx, row, programme, now, journeys)
            says += (await fullness.say_full(tx, actor, now))[1]
        case _:
            assert_never(given)
    await tx.flush()
    noted = Say(to=pressed, message="question_answered", key=f"question-pressed:{row.id}:{pressed.ts}")
    return (noted, *says)


async def undecided(tx: Transaction, actor: Actor, programme_id: int) -> Undecided:
    """What the coordinators of a programme have to decide.

    Raises:
        GoneError, NotForYouError: there is no such programme, or it is not theirs.
    """
    await access.require(tx, actor, Act.MATCH, programme_id)
    rows = await queries.lapsed(tx, actor.workspace, programme_id)
    return Undecided(
        programme=await programmes.find(tx, actor.workspace, programme_id),
        questions=tuple(
            Unanswered(id=row.id, mentor=row.mentor_id, mentee=row.mentee_id, asked_at=row.asked_at) for row in rows
        ),
    )


async def decide(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    answer_id: int,
    decision: Decision,
    journeys: Mapping[str, Journey],
) -> tuple[Programme, tuple[Say, ...]]:
    """What becomes of a question that has no answer.

    Raises:
        GoneError, NotForYouError: there is no such question, or it is not theirs to decide.
        NothingToDecideError: it is settled. NoLongerPossibleError: one of the two can't or won't any more.
    """
    row = await queries.alone(tx, actor.workspace, answer_id)
    if row is None:
        raise GoneError
    programme = await _programme(tx, row)
    await access.require(tx, actor, Act.MATCH, programme.id)
    if row.state is not AnswerState.LAPSED:
        raise NothingToDecideError
    if decision is not Decision.LEAVE:
        away_on = now.date() if decision is Decision.ASK_AGAIN else None
        if programme.is_over(now.date()) or await queries.impossible(tx, actor.workspace, [row.id], away_on=away_on):
            raise NoLongerPossibleError
    says = await asking.in_its_place(tx, row, "question_withdrawn")
    match decision:
        case Decision.ASK_AGAIN:
            says.append(await asking.ask_again(tx, row, programme, now))
        case Decision.LEAVE:
            asking.close(row, AnswerState.SET_ASIDE, now)
            says += await _begin_the_other_way(tx, row, programme, now, journeys)
        case Decision.MATCH:
            says += await _accept(tx, row, programme, now, journeys)
        case _:
            assert_never(decision)
    await tx.flush()
    return programme, tuple(says)


async def begin(
    tx: Transaction,
    rows: Sequence[MatchAnswer],
    programme: Programme,
    now: dt.datetime,
    journeys: Mapping[str, Journey],
) -> list[Say]:
    """Begin what mentors said yes to: one match, or both of two people who mentor each other."""
    ids = [row.match_id for row in rows]
    workspace = rows[0].workspace_id
    round_ = await rounds.round_(tx, workspace, rows[0].round_id)
    assert round_ is not None  # noqa: S101  # a question goes with its round
    seats = await drafts.seats_of(tx, workspace, ids)
    matches = [asking.proposed(match, seats[match.id]) for match in await rounds.matches_by_id(tx, workspace, ids)]
    return list((await kick_off.begin(tx, round_, programme, matches, now, journeys)).says)


async def _accept(
    tx: Transaction, row: MatchAnswer, programme: Programme, now: dt.datetime, journeys: Mapping[str, Journey]
) -> list[Say]:
    """A yes begins the match; where the mentee is asked to be their mentor's mentor, once that is settled too."""
    asking.close(row, AnswerState.ACCEPTED, now)
    other = await queries.the_other_way(tx, row)
    if other is None or other.state in queries.FREED:
        return await begin(tx, [row], programme, now, journeys)
    if other.state in queries.UNDECIDED:
        return []
    if not await _waits(tx, other):
        return await begin(tx, [row], programme, now, journeys)
    return await begin(tx, sorted((row, other), key=lambda each: each.match_id), programme, now, journeys)


async def _begin_the_other_way(
    tx: Transaction, row: MatchAnswer, programme: Programme, now: dt.datetime, journeys: Mapping[str, Journey]
) -> list[Say]:
    """Begin the match the other way round, if it only waited for this answer."""
    other = await queries.the_other_way(tx, row)
    if other is None or not await _waits(tx, other):
        return []
    return await begin(tx, [other], programme, now, journeys)


async def _waits(tx: Transaction, row: MatchAnswer) -> bool:
    """Whether a match has its mentor's yes, has not begun yet, and still can."""
    if row.state is not AnswerState.ACCEPTED or await queries.has_begun(tx, row.workspace_id, row.match_id):
        return False
    return not await queries.impossible(tx, row.workspace_id, [row.id])


async def _check_open(tx: Transaction, row: MatchAnswer, programme: Programme, now: dt.datetime) -> None:
    if row.state in {AnswerState.ACCEPTED, AnswerState.DECLINED}:
        raise MentorAnsweredError
    is_over = row.state not in queries.UNDECIDED or programme.is_over(now.date())
    if is_over or await queries.impossible(tx, row.workspace_id, [row.id]):
        raise QuestionWithdrawnError


async def _programme(tx: Transaction, row: MatchAnswer) -> Programme:
    round_ = await rounds.round_(tx, row.workspace_id, row.round_id)
    assert round_ is not None  # noqa: S101  # a question goes with its round
    return await programmes.find(tx, row.workspace_id, round_.programme_id)
