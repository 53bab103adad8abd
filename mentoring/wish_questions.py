"""The questions of asking for wishes: put to each person in their own hours, put once more, and tidied up.

Mentors are asked whether they may be shown, mentees whom they would choose. When a question is over, how it was answered
and who was shown is forgotten: what is left of it are the mentee's wishes.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentoring import programmes, working_time
from mentoring.programmes import Programme
from mentoring.rules.answer_times import answer_times
from mentoring.rules.cadence import working_morning
from mentoring.say import Importance, InPlaceOf, Say, ToPerson, Voice, key_of_act
from mentoring.working_time import WorkingTime
from storage import Transaction, outbox, part_of
from storage.models.enrolments import Enrolment
from storage.models.wishes import WishQuestion, WishRound
from storage.queries import people as people_queries
from storage.queries import wish_rounds as queries
from storage.states import Role, WishAnswer, WishStage

log = logging.getLogger(__name__)

MENTORS_WORKING_DAYS = 2
"""One could be a day of meetings, or the one day somebody is ill; three would keep mentees waiting for a courtesy."""
WAITED_FOR = dt.timedelta(days=14)
"""Whoever could answer only later is away, and is not asked this time: nobody should have to wait for them."""
TRIED_AGAIN_AFTER = dt.timedelta(hours=1)
ASKED_AS = "wish-asked:"
"""With a question's id: the key of the message that puts it."""
STAGE_OF = {Role.MENTOR: WishStage.MENTORS, Role.MENTEE: WishStage.MENTEES}
OVER = {Role.MENTOR: "may_be_shown_over", Role.MENTEE: "choosing_over"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """What surrounds several questions of one asking; those in `pointless` have nothing to ask any more."""

    round_: WishRound
    programme: Programme
    pointless: Collection[int]
    places: Mapping[int, Enrolment]


async def follow_up(tx: Transaction, now: dt.datetime, voice: Voice, limit: int) -> int:
    """Put, repeat or tidy up the questions whose moment has come, some at a time; how many there were.

    A question that fails is left for an hour. Doing it again, or in several replicas, changes nothing.
    """
    rows = await queries.due(tx, now, limit)
    by_asking: dict[tuple[str, int], list[WishQuestion]] = defaultdict(list)
    for row in rows:
        by_asking[row.workspace_id, row.wish_round_id].append(row)
    for (workspace, wish_round_id), theirs in by_asking.items():
        asking = await _asking(tx, workspace, wish_round_id, theirs)
        for row in theirs:
            about = {"workspace": workspace, "question": row.id}
            try:
                async with part_of(tx):
                    for say in await _next_step(tx, row, asking, now):
                        await voice(workspace, say)
            except Exception:
                log.exception("wish_question_failed", extra=about)
                await tx.refresh(row)
                row.due_at = now + TRIED_AGAIN_AFTER
    await tx.flush()
    return len(rows)


async def may_be_shown(tx: Transaction, workspace: str, wish_round_id: int) -> frozenset[str]:
    """The mentors who may be shown: no answer is a yes, but only of somebody whom the question has reached."""
    return await queries.may_be_shown(tx, workspace, wish_round_id, asked_as=ASKED_AS)


async def in_its_place(
    tx: Transaction, row: WishQuestion, message: str, *, but: str | None = None, **args: object
) -> list[Say]:
    """A sentence in the place of the question and its reminder, wherever they stand but in the message `but`."""
    return [
        Say(
            to=InPlaceOf(channel=channel, ts=ts, slack_id=row.slack_id),
            message=message,
            key=key_of_act(message, row.id, ts),
            args=args,
        )
        for channel, ts in await queries.delivered(tx, row, _keys(row))
        if ts != but
    ]


async def zone_of(tx: Transaction, row: WishQuestion, programme: Programme, now: dt.datetime) -> str:
    """The zone in which somebody reads a time."""
    return (await _working_time(tx, row, programme, now)).hours.zone


def is_open(row: WishQuestion, round_: WishRound, programme: Programme, now: dt.datetime) -> bool:
    """Whether an answer would still count: the stage is not over, whatever the time that was named."""
    return (
        row.answer is not WishAnswer.CLOSED and round_.stage is STAGE_OF[row.role] and not programme.is_over(now.date())
    )


async def _asking(tx: Transaction, workspace: str, wish_round_id: int, rows: Sequence[WishQuestion]) -> _Asking:
    """What these questions have in common, with what is known of their people read at once."""
    round_ = await queries.round_(tx, workspace, wish_round_id)
    assert round_ is not None  # noqa: S101  # a question goes with its round
    await people_queries.people(tx, workspace, [row.slack_id for row in rows])
    await people_queries.participants(tx, workspace, [row.slack_id for row in rows])
    return _Asking(
        round_=round_,
        programme=await programmes.find(tx, workspace, round_.programme_id),
        pointless=await queries.pointless(tx, workspace, [row.id for row in rows]),
        places=await queries.places(tx, workspace, [row.enrolment_id for row in rows]),
    )


async def _next_step(tx: Transaction, row: WishQuestion, asking: _Asking, now: dt.datetime) -> list[Say]:
    if not is_open(row, asking.round_, asking.programme, now) or row.id in asking.pointless:
        return await _close(tx, row, now)
    time = await _working_time(tx, row, asking.programme, now)
    if row.answer is WishAnswer.PLANNED:
        return await _ask(tx, row, asking, time, now)
    row.due_at = None
    if row.answer is not WishAnswer.ASKED or row.closes_at is None:
        return []
    at_work = time.next_moment(now)  # the bot may have been away this morning
    if at_work >= row.closes_at:
        return []
    return await _say(tx, row, asking, time, due_at=at_work, again=True)


async def _ask(tx: Transaction, row: WishQuestion, asking: _Asking, time: WorkingTime, now: dt.datetime) -> list[Say]:
    away = time.away((now + 2 * WAITED_FOR).date())
    if row.role is Role.MENTOR:
        times = answer_times(time.hours, now, away, working_days=MENTORS_WORKING_DAYS)
        reminded = None
    else:
        times = answer_times(time.hours, working_morning(time.hours, now, away), away)
        reminded = times.reminded
    if times.closes > now + WAITED_FOR:
        return await _close(tx, row, now)
    row.answer, row.closes_at, row.due_at = WishAnswer.ASKED, times.closes, reminded
    return await _say(tx, row, asking, time, due_at=times.asked)


async def _close(tx: Transaction, row: WishQuestion, now: dt.datetime) -> list[Say]:
    """Forget how it was answered and who was shown; where the question still stands, say that it is over."""
    stands = row.answer is WishAnswer.ASKED or (row.role is Role.MENTEE and row.answer is WishAnswer.GIVEN)
    row.answer, row.due_at = WishAnswer.CLOSED, None
    await queries.forget_offers(tx, row)
    await outbox.withdraw(tx, row.workspace_id, _keys(row), now=now)
    return await in_its_place(tx, row, OVER[row.role]) if stands else []


async def _say(
    tx: Transaction,
    row: WishQuestion,
    asking: _Asking,
    time: WorkingTime,
    *,
    due_at: dt.datetime,
    again: bool = False,
) -> list[Say]:
    assert row.closes_at is not None  # noqa: S101  # it was set when the question was put
    message, args = await _question(tx, row, asking)
    if message is None:
        return []
    return [
        Say(
            to=ToPerson(slack_id=row.slack_id),
            message=message,
            key=_keys(row)[int(again)],
            args={
                "question_id": row.id,
                "programme": asking.programme.name,
                "closes": row.closes_at,
                "zone": time.hours.zone,
                **args,
                **({"again": again} if row.role is Role.MENTEE else {}),
            },
            importance=Importance.PLACE,
            due_at=due_at,
            keep_for=row.closes_at - due_at,
            enrolment_id=row.enrolment_id,
        )
    ]


async def _question(tx: Transaction, row: WishQuestion, asking: _Asking) -> tuple[str | None, dict[str, object]]:
    """What a person is asked, and with what; nothing where there is nobody to choose among."""
    if row.role is Role.MENTEE:
        offers = await queries.offers(tx, row)
        return ("choose_mentors" if offers else None), {"count": len(offers)}
    place = asking.places[row.enrolment_id]
    return "may_be_shown", {"goals": tuple(place.goals_offered), "introduction": place.introduction or ""}


def _keys(row: WishQuestion) -> tuple[str, str]:
    """The keys of a question and of its reminder."""
    return f"{ASKED_AS}{row.id}", f"wish-reminded:{row.id}"


async def _working_time(tx: Transaction, row: WishQuestion, programme: Programme, now: dt.datetime) -> WorkingTime:
    years = working_time.years_of(now.date(), (now + 2 * WAITED_FOR).date())
    return await working_time.of_person(tx, row.workspace_id, row.slack_id, years=years, programme=programme)
