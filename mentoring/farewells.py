"""When a programme is over, or was ended: its coordinators hear what comes next, and whoever has a place is thanked."""

import datetime as dt
from collections.abc import Collection, Sequence

from mentoring import attention, programmes, working_time
from mentoring.courses import CLOSES_AFTER
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.models.programmes import Intent
from storage.queries import enrolments as queries
from storage.queries import journey as journey_queries
from storage.queries import programmes as programme_queries
from storage.states import EnrolmentState, IntentKind, ProgrammeState, RelationshipState

PEOPLE_AT_ONCE = 50
WITH_A_PLACE = (EnrolmentState.JOINING, EnrolmentState.ENROLLED)


async def note_last_day(tx: Transaction, workspace: str, over_before: dt.date, now: dt.datetime) -> None:
    """Record for each programme whose last day has passed that this is to be said; once for each last day it had."""
    for row in await journey_queries.over_and_not_ended(tx, workspace, over_before):
        await programme_queries.change_alone(tx, workspace, row.id)
        noted = await programme_queries.last_intent(tx, workspace, row.id, IntentKind.LAST_DAY)
        if noted is None or noted.asked_at.date() <= row.ends_on:
            tx.add(
                Intent(
                    workspace_id=workspace,
                    kind=IntentKind.LAST_DAY,
                    subject_id=row.id,
                    asked_by=row.created_by,  # nobody asks on the day; its last day was theirs to choose
                    asked_at=now,
                )
            )
            await tx.flush()


async def say_it_is_over(tx: Transaction, intent: Intent, now: dt.datetime) -> tuple[Say, ...]:
    """The last day has passed: tell the coordinators, and complete the next places of those whom nobody meets.

    Those who meet have a fortnight for the last questions, and are thanked in their own way.
    """
    workspace = intent.workspace_id
    programme = await programmes.find(tx, workspace, intent.subject_id)
    if not programme.is_over(now.date()):  # somebody has moved its last day meanwhile
        intent.done_at = now
        return ()
    says = [] if intent.progress else await _to_coordinators(tx, workspace, programme, now)
    some = await queries.in_programme(
        tx, workspace, programme.id, *WITH_A_PLACE, after=intent.progress, limit=PEOPLE_AT_ONCE
    )
    meeting = await queries.with_relationship(tx, workspace, [row.id for row in some], RelationshipState.ACTIVE)
    says += await _complete(tx, programme, [row for row in some if row.id not in meeting], now)
    intent.progress = some[-1].id if some else intent.progress
    if len(some) < PEOPLE_AT_ONCE:
        intent.done_at = now
    return tuple(says)


async def say_goodbye(tx: Transaction, intent: Intent, now: dt.datetime) -> tuple[Say, ...]:
    """Complete the next places of a programme that was ended; a completed place is not found again."""
    workspace = intent.workspace_id
    programme = await programmes.find(tx, workspace, intent.subject_id)
    some = await queries.in_programme(tx, workspace, programme.id, *WITH_A_PLACE, limit=PEOPLE_AT_ONCE)
    if len(some) < PEOPLE_AT_ONCE:
        intent.done_at = now
    return tuple(await _complete(tx, programme, some, now))


async def _complete(tx: Transaction, programme: Programme, places: Sequence[Enrolment], now: dt.datetime) -> list[Say]:
    """Complete these places, and say so to each person as it was for them: met somebody, waited, or never finished."""
    if not places:
        return []
    workspace, ids = places[0].workspace_id, [row.id for row in places]
    times = await working_time.of_people(tx, workspace, [row.slack_id for row in places], years=(), programme=programme)
    matched = await queries.with_relationship(tx, workspace, ids, RelationshipState.ACTIVE, RelationshipState.ENDED)
    says = [
        Say(
            to=ToPerson(slack_id=row.slack_id),
            message="programme_over",
            key=f"programme-over:{row.id}:{programme.last_day}",
            args={"programme": programme.name, "was": _was(row, matched)},
            importance=Importance.PLACE,
            due_at=times[row.slack_id].next_moment(now),
            enrolment_id=row.id,
        )
        for row in places
    ]
    for row in places:
        row.state = EnrolmentState.COMPLETED
    return says


def _was(place: Enrolment, matched: Collection[int]) -> str:
    """How far somebody came: they had not finished joining, waited for a match to the last, or met somebody."""
    if place.state is EnrolmentState.JOINING:
        return "joining"
    return "matched" if place.id in matched else "waiting"


async def _to_coordinators(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime) -> list[Say]:
    closes = None if programme.state is ProgrammeState.ENDED else programme.ends_on + CLOSES_AFTER
    return [
        Say(
            to=ToPerson(slack_id=coordinator),
            message="last_day_passed",
            key=f"last-day:{programme.id}:{programme.ends_on}:{coordinator}",
            args={"programme": programme, "closes": closes},
            importance=Importance.PLACE,
            due_at=await attention.when_at_work(tx, workspace, coordinator, now, programme=programme),
            programme_id=programme.id,
        )
        for coordinator in programme.coordinators
    ]
