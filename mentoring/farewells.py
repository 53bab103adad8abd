"""When a coordinator ends a programme: everybody who still has a place hears of it, and is thanked."""

import datetime as dt
from dataclasses import dataclass

from mentoring import programmes, working_time
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction
from storage.queries import enrolments as queries
from storage.queries import rounds as round_queries
from storage.states import EnrolmentState, IntentKind

PEOPLE_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one transaction said, and in which workspace."""

    workspace: str
    says: tuple[Say, ...]


async def carry_on(tx: Transaction, now: dt.datetime) -> Step | None:
    """Complete the next places of a programme that was ended; None when nothing is left to do.

    Being cut short or called by several replicas changes nothing: a completed place is not found again.
    """
    intent = await round_queries.next_intent(tx, IntentKind.END_PROGRAMME)
    if intent is None:
        return None
    workspace = intent.workspace_id
    programme = await programmes.find(tx, workspace, intent.subject_id)
    waiting = (EnrolmentState.JOINING, EnrolmentState.ENROLLED)
    some = await queries.in_programme(tx, workspace, programme.id, *waiting, limit=PEOPLE_AT_ONCE)
    times = await working_time.of_people(tx, workspace, [row.slack_id for row in some], years=(), programme=programme)
    for row in some:
        row.state = EnrolmentState.COMPLETED
    if len(some) < PEOPLE_AT_ONCE:
        intent.done_at = now
    says = (
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
    return Step(workspace=workspace, says=tuple(says))
