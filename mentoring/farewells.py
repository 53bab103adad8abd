"""When a programme is ended, or is over: everybody who still has a place hears of it, and is thanked."""

import datetime as dt

from mentoring import programmes, working_time
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction
from storage.models.programmes import Intent
from storage.queries import enrolments as queries
from storage.states import EnrolmentState

PEOPLE_AT_ONCE = 50


async def say_goodbye(tx: Transaction, intent: Intent, now: dt.datetime) -> tuple[Say, ...]:
    """Complete the next places of a programme that was ended; a completed place is not found again."""
    workspace = intent.workspace_id
    programme = await programmes.find(tx, workspace, intent.subject_id)
    waiting = (EnrolmentState.JOINING, EnrolmentState.ENROLLED)
    some = await queries.in_programme(tx, workspace, programme.id, *waiting, limit=PEOPLE_AT_ONCE)
    times = await working_time.of_people(tx, workspace, [row.slack_id for row in some], years=(), programme=programme)
    for row in some:
        row.state = EnrolmentState.COMPLETED
    if len(some) < PEOPLE_AT_ONCE:
        intent.done_at = now
    return tuple(
        Say(
            to=ToPerson(slack_id=row.slack_id),
            message="programme_over",
            key=f"programme-over:{row.id}:{intent.id}",
            args={"programme": programme.name},
            importance=Importance.PLACE,
            due_at=times[row.slack_id].next_moment(now),
            enrolment_id=row.id,
        )
        for row in some
    )
