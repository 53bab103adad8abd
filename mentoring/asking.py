"""Asking mentors before a match begins: the question, one reminder, its end, and taking it back.

Nobody but the mentor is told that there is a question, and nobody at all how it was answered.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import NamedTuple

from mentoring import drafts, programmes, working_time
from mentoring.kick_off import Proposed
from mentoring.programmes import Programme
from mentoring.relationships import Seat
from mentoring.rules.answer_times import AnswerTimes, answer_times
from mentoring.say import Importance, InPlaceOf, Say, ToPerson, Voice
from mentoring.working_time import WorkingTime
from storage import Transaction, outbox, part_of
from storage.models.rounds import MatchAnswer, ProposedMatch, Round
from storage.queries import enrolments, rounds
from storage.queries import match_answers as queries
from storage.states import AnswerState

log = logging.getLogger(__name__)

DECIDED_WITHIN = dt.timedelta(days=7)
"""How long coordinators have for a question without an answer; after that it is left, and the round goes on."""
LOOK_AHEAD = dt.timedelta(days=60)
TRIED_AGAIN_AFTER = dt.timedelta(hours=1)


class _Pair(NamedTuple):
    mentor: Seat
    mentee: Seat


async def ask(
    tx: Transaction, row: Round, programme: Programme, matches: Sequence[ProposedMatch], now: dt.datetime
) -> list[Say]:
    """Put each match to its mentor, at their next moment at work; what has become pointless meanwhile is not asked."""
    seats = await drafts.seats_of(tx, row.workspace_id, [match.id for match in matches])
    pairs = {match.id: _Pair(*seats[match.id]) for match in matches}
    times = await _times(tx, row.workspace_id, programme, [pair.mentor.slack_id for pair in pairs.values()], now)
    questions = [_question(row, match_id, pair) for match_id, pair in pairs.items()]
    for question in questions:
        _put(question, times[question.mentor_id], now)
    tx.add_all(questions)
    await tx.flush()
    ids = [question.id for question in questions]
    pointless = await queries.impossible(tx, row.workspace_id, ids, away_on=now.date())
    says = []
    for question in questions:
        if question.id in pointless:
            close(question, AnswerState.WITHDRAWN, now)
        else:
            zone = times[question.mentor_id].hours.zone
            pair = pairs[question.match_id]
            says.append(await _say(tx, question, programme, pair, zone, due_at=question.asked_at))
    await tx.flush()
    return says


async def ask_again(tx: Transaction, row: MatchAnswer, programme: Programme, now: dt.datetime) -> Say:
    """Put a question once more, with as much time as the first time."""
    times = await _times(tx, row.workspace_id, programme, [row.mentor_id], now)
    row.state, row.times_asked = AnswerState.ASKED, row.times_asked + 1
    row.coordinators_told_at = None
    _put(row, times[row.mentor_id], now)
    zone = times[row.mentor_id].hours.zone
    return await _say(tx, row, programme, await _pair(tx, row), zone, due_at=row.asked_at)


async def follow_up(tx: Transaction, now: dt.datetime, voice: Voice, limit: int) -> int:
    """Remind of, close or give up the questions whose moment has come, some at a time; how many there were.

    A question that fails is left for an hour. Doing it again, or in several replicas, changes nothing.
    """
    rows = await queries.due(tx, now, limit)
    for row in rows:
        about = {"workspace": row.workspace_id, "question": row.id}
        try:
            async with part_of(tx):
                for say in await _next_step(tx, row, now):
                    await voice(row.workspace_id, say)
        except Exception:
            log.exception("question_failed", extra=about)
            await tx.refresh(row)
            row.due_at = now + TRIED_AGAIN_AFTER
    await tx.flush()
    return len(rows)


async def withdraw(tx: Transaction, row: MatchAnswer, now: dt.datetime) -> list[Say]:
    """Take a question back: what was not sent is not, and where it stands it says that nothing is expected."""
    close(row, AnswerState.WITHDRAWN, now)
    await outbox.withdraw(tx, row.workspace_id, _keys(row), now=now)
    return await in_its_place(tx, row, "question_withdrawn")


async def in_its_place(tx: Transaction, row: MatchAnswer, message: str, *, but: str | None = None) -> list[Say]:
    """A sentence in the place of the question and its reminder, wherever they stand but in the message `but`."""
    return [
        Say(
            to=InPlaceOf(channel=each.channel, ts=each.ts, slack_id=row.mentor_id),
            message=message,
            key=f"{message}:{row.id}:{row.times_asked}:{each.ts}",
        )
        for each in await queries.delivered(tx, row, _keys(row))
        if each.ts != but
    ]


def close(row: MatchAnswer, state: AnswerState, now: dt.datetime) -> None:
    """Let a question have an end; nothing is due of it any more."""
    row.state, row.decided_at, row.due_at = state, now, None


def proposed(match: ProposedMatch, seats: tuple[Seat, ...]) -> Proposed:
    """A match as it begins."""
    return Proposed(match_id=match.id, seats=seats, reasons=drafts.read_reasons(match.reasons["why"]))


def _question(row: Round, match_id: int, pair: _Pair) -> MatchAnswer:
    return MatchAnswer(
        workspace_id=row.workspace_id,
        match_id=match_id,
        round_id=row.repairs_id or row.id,
        mentor_id=pair.mentor.slack_id,
        mentee_id=pair.mentee.slack_id,
        state=AnswerState.ASKED,
        times_asked=1,
        is_repaired=False,
    )


def _put(row: MatchAnswer, time: WorkingTime, now: dt.datetime) -> None:
    times: AnswerTimes = answer_times(time.hours, now, time.away((now + LOOK_AHEAD).date()))
    row.asked_at, row.due_at, row.closes_at = times.asked, times.reminded, times.closes
    row.decided_at = None


async def _next_step(tx: Transaction, row: MatchAnswer, now: dt.datetime) -> list[Say]:
    if row.state is AnswerState.LAPSED:
        close(row, AnswerState.SET_ASIDE, now)
        return await in_its_place(tx, row, "question_withdrawn")
    if row.state is not AnswerState.ASKED:
        row.due_at = None
        return []
    programme = await _programme(tx, row)
    if now >= row.closes_at:
        return await _over(tx, row, programme, now)
    row.due_at = row.closes_at
    if programme.is_over(now.date()) or await queries.impossible(tx, row.workspace_id, [row.id], away_on=now.date()):
        return []  # it is taken back when the round is looked at
    time = (await _times(tx, row.workspace_id, programme, [row.mentor_id], now))[row.mentor_id]
    at_work = time.next_moment(now)  # the bot may have been away this morning
    if at_work >= row.closes_at:
        return []
    return [await _say(tx, row, programme, await _pair(tx, row), time.hours.zone, due_at=at_work, again=True)]


async def _over(tx: Transaction, row: MatchAnswer, programme: Programme, now: dt.datetime) -> list[Say]:
    """Its time is over, and coordinators decide; a question that never came, as when the bot was away, is put anew."""
    if programme.is_over(now.date()) or not await queries.set_aside_unsent(tx, row, _keys(row)[0]):
        row.state, row.due_at = AnswerState.LAPSED, now + DECIDED_WITHIN
        return []
    return [await ask_again(tx, row, programme, now)]


async def _programme(tx: Transaction, row: MatchAnswer) -> Programme:
    round_ = await rounds.round_(tx, row.workspace_id, row.round_id)
    assert round_ is not None  # noqa: S101  # a question goes with its round
    return await programmes.find(tx, row.workspace_id, round_.programme_id)


async def _pair(tx: Transaction, row: MatchAnswer) -> _Pair:
    return _Pair(*(await drafts.seats_of(tx, row.workspace_id, [row.match_id]))[row.match_id])


async def _say(
    tx: Transaction,
    row: MatchAnswer,
    programme: Programme,
    pair: _Pair,
    zone: str,
    *,
    due_at: dt.datetime,
    again: bool = False,
) -> Say:
    place = await enrolments.enrolment(tx, row.workspace_id, pair.mentee.enrolment_id)
    assert place is not None  # noqa: S101  # it was enrolled a statement ago
    return Say(
        to=ToPerson(slack_id=row.mentor_id),
        message="mentor_asked",
        key=_keys(row)[int(again)],
        args={
            "answer_id": row.id,
            "programme": programme.name,
            "mentee": row.mentee_id,
            "goals": tuple(place.goals_wanted),
            "introduction": place.introduction or "",
            "closes": row.closes_at,
            "zone": zone,
            "again": again,
        },
        importance=Importance.PLACE,
        due_at=due_at,
        keep_for=row.closes_at - due_at,
        enrolment_id=pair.mentor.enrolment_id,
    )


def _keys(row: MatchAnswer) -> tuple[str, str]:
    """The keys of a question and of its reminder. After a restore, numbers are given anew: whom it is about is not."""
    about = f"{row.id}:{row.mentee_id}:{row.times_asked}"
    return f"mentor-asked:{about}", f"mentor-reminded:{about}"


async def _times(
    tx: Transaction, workspace: str, programme: Programme, mentors: Sequence[str], now: dt.datetime
) -> dict[str, WorkingTime]:
    years = working_time.years_of(now.date(), (now + LOOK_AHEAD).date())
    return await working_time.of_people(tx, workspace, mentors, years=years, programme=programme)
