"""Check-ins: did you meet, how was it, would some help be welcome. One question a relationship, first answer settles it.

Each person is asked in their own direct messages, and what they answer is theirs: a partner only ever learns that a
meeting was noted, or that there is nothing left to answer, and others only ever see totals.
"""

import datetime as dt
from typing import assert_never

from mentoring import courses, each_other
from mentoring.access import Actor
from mentoring.courses import Together
from mentoring.errors import GoneError, MentoringError, NotAllowedError
from mentoring.rules.local_time import local_date
from mentoring.say import InPlaceOf, Say
from storage import Transaction
from storage.models.journey import CheckIn, CheckInReply, Meeting
from storage.queries import answers as answer_queries
from storage.queries import journey as queries
from storage.states import CheckInAnswer, RelationshipState
from storage.transaction import insert_once

SAME_QUESTION = dt.timedelta(days=7)
"""Partners who are asked within this time are asked the same question: the first answer settles it for both."""
OPEN_FOR = dt.timedelta(days=30)
"""How long an old message's buttons still mean something."""
OFFERS_HELP_UP_TO = 2
_OCCURRENCES = 10_000
"""More than a relationship has. A check-in is numbered by both, and not as they come, so that the buttons of a question
that was put before a backup was put back still speak of the same relationship."""


class RelationshipOverError(MentoringError):
    """The relationship a button speaks of has ended, or the person has left it."""


class QuestionClosedError(MentoringError):
    """The question is so old that "we met" would no longer say when."""


class AlreadyAnsweredError(MentoringError):
    """Somebody answers differently what they have answered before; the first answer stands."""


async def ask(tx: Transaction, workspace: str, relationship_id: int, now: dt.datetime) -> int:
    """The check-in to put to somebody now: the one a partner was asked lately, or a new one."""
    latest = await answer_queries.latest_check_in(tx, workspace, relationship_id)
    if latest is not None and now - latest.asked_at < SAME_QUESTION:
        return latest.id
    occurrence = 0 if latest is None else latest.occurrence + 1
    row = CheckIn(
        id=relationship_id * _OCCURRENCES + occurrence,
        workspace_id=workspace,
        relationship_id=relationship_id,
        occurrence=occurrence,
        asked_at=now,
    )
    tx.add(row)
    await tx.flush()
    return row.id


async def is_answered_lately(tx: Transaction, workspace: str, relationship_id: int, now: dt.datetime) -> bool:
    """Whether a partner answered the question that would be asked now."""
    latest = await answer_queries.latest_check_in(tx, workspace, relationship_id)
    return latest is not None and latest.settled_at is not None and now - latest.asked_at < SAME_QUESTION


async def answer(
    tx: Transaction, actor: Actor, now: dt.datetime, check_in_id: int, given: CheckInAnswer, pressed: InPlaceOf
) -> tuple[Say, ...]:
    """Note an answer; what to put in the place of the pressed message, and of the questions it settles.

    Raises:
        GoneError: there is no such check-in. NotAllowedError: it is somebody else's. RelationshipOverError,
        QuestionClosedError, AlreadyAnsweredError: it comes too late.
    """
    check_in, together = await _asked_of(tx, actor, now, check_in_id)
    await insert_once(
        tx,
        CheckInReply,
        check_in_id=check_in_id,
        slack_id=actor.id,
        workspace_id=actor.workspace,
        answer=given,
        replied_at=now,
    )
    reply = await answer_queries.reply(tx, actor.workspace, check_in_id, actor.id)
    if reply is None or reply.answer is not given:
        raise AlreadyAnsweredError(**_whether_asked_again(actor, together, now))
    if given is CheckInAnswer.MET:
        await note_meeting(tx, actor, now, together)
    noted = _noted(check_in, actor, together, given, pressed)
    if given is CheckInAnswer.HELP:
        return (noted,)  # personal: whether they met is still an open question to the others
    check_in.settled_at = check_in.settled_at or now
    return (noted, *await _settled(tx, check_in, actor, given))


async def rate(
    tx: Transaction, actor: Actor, now: dt.datetime, check_in_id: int, rating: int, pressed: InPlaceOf
) -> Say:
    """Keep how useful a meeting was, from 1 to 5; a low one brings a private offer of help, in the same neutral words.

    Raises:
        GoneError: they never said that they met, or the number is none. The rest as `answer`.
    """
    check_in, together = await _asked_of(tx, actor, now, check_in_id)
    reply = await answer_queries.reply(tx, actor.workspace, check_in_id, actor.id)
    if reply is None or reply.answer is not CheckInAnswer.MET or not 1 <= rating <= 5:
        raise GoneError
    if reply.rating is not None and reply.rating != rating:
        raise AlreadyAnsweredError(**_whether_asked_again(actor, together, now))
    reply.rating = rating
    key = f"check-in-rated:{check_in_id}:{actor.id}"
    if rating > OFFERS_HELP_UP_TO:
        return Say(to=pressed, message="noted", key=key, relationship_id=check_in.relationship_id)
    return offer_help(together, pressed, key=key)


async def note_meeting(tx: Transaction, actor: Actor, now: dt.datetime, together: Together) -> None:
    """Note a meeting on the actor's own today; noted twice on one day, it is one meeting.

    Two who mentor each other have met in both directions.
    """
    today = _today(actor, together, now)
    for relationship_id in await each_other.relationships_of(tx, actor.workspace, together.id):
        await insert_once(
            tx,
            Meeting,
            workspace_id=actor.workspace,
            relationship_id=relationship_id,
            held_on=today,
            noted_by=actor.id,
        )


def offer_help(together: Together, pressed: InPlaceOf, *, key: str) -> Say:
    """A private offer of help in the place of a pressed message, in the same words whatever brought it about."""
    return Say(
        to=pressed,
        message="help_offer",
        key=key,
        args={"relationship_id": together.id, "programme": together.programme.name},
        relationship_id=together.id,
    )


async def going_on(tx: Transaction, actor: Actor, relationship_id: int) -> Together:
    """The relationship a button speaks of, for somebody who is in it now.

    Raises:
        GoneError: there is none. NotAllowedError: they were never in it. RelationshipOverError: it ended, or they left.
    """
    together = await courses.of_relationship(tx, actor.workspace, relationship_id)
    if together is None:
        raise GoneError
    if together.companion(actor.id) is None:
        if all(row.id != relationship_id for row, _ in await queries.memberships(tx, actor.workspace, [actor.id])):
            raise NotAllowedError
        raise RelationshipOverError(programme=together.programme.name)
    if together.state is not RelationshipState.ACTIVE:
        raise RelationshipOverError(programme=together.programme.name)
    return together


async def _asked_of(tx: Transaction, actor: Actor, now: dt.datetime, check_in_id: int) -> tuple[CheckIn, Together]:
    check_in = await answer_queries.check_in(tx, actor.workspace, check_in_id)
    if check_in is None:
        raise GoneError
    together = await going_on(tx, actor, check_in.relationship_id)
    if now - check_in.asked_at > OPEN_FOR:
        raise QuestionClosedError(**_whether_asked_again(actor, together, now))
    return check_in, together


def _whether_asked_again(actor: Actor, together: Together, now: dt.datetime) -> dict[str, str]:
    """What a refusal says of the next check-in: none comes once the programme's last day has passed."""
    goes_on = _today(actor, together, now) <= together.programme.ends_on
    return {"programme": together.programme.name, "goes_on": "yes" if goes_on else "no"}


def _today(actor: Actor, together: Together, now: dt.datetime) -> dt.date:
    """The date where the actor is."""
    companion = together.companion(actor.id)
    return local_date(now, "UTC" if companion is None else companion.time.hours.zone)


def _noted(check_in: CheckIn, actor: Actor, together: Together, given: CheckInAnswer, pressed: InPlaceOf) -> Say:
    """What stands in the place of the question: never the answer, only what can be done next."""
    key = f"check-in-answered:{check_in.id}:{actor.id}"
    match given:
        case CheckInAnswer.MET:
            args: dict[str, object] = {"check_in_id": check_in.id}
            return Say(to=pressed, message="check_in_met", key=key, args=args, relationship_id=together.id)
        case CheckInAnswer.NOT_YET:
            args = {"idea": check_in.occurrence, "kind": together.kind}
            return Say(to=pressed, message="check_in_not_yet", key=key, args=args, relationship_id=together.id)
        case CheckInAnswer.HELP:
            return offer_help(together, pressed, key=key)
        case _:
            assert_never(given)


async def _settled(tx: Transaction, check_in: CheckIn, actor: Actor, given: CheckInAnswer) -> tuple[Say, ...]:
    """What stands in the place of each question that a partner need no longer answer, where that is known.

    That a meeting was noted is everybody's who was in it; who noted it, and any other answer, is not said.
    """
    before = check_in.asked_at + SAME_QUESTION
    asked = await answer_queries.delivered_questions(tx, actor.workspace, check_in, but_not_to=actor.id, before=before)
    return tuple(
        Say(
            to=InPlaceOf(channel=each.channel, ts=each.ts, slack_id=each.slack_id, part=each.part),
            message="check_in_settled",
            key=f"check-in-settled:{check_in.id}:{each.slack_id}",
            args={"check_in_id": check_in.id, "met": given is CheckInAnswer.MET},
            relationship_id=check_in.relationship_id,
        )
        for each in asked
    )
