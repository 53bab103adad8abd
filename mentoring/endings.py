"""How a relationship ends well: the first questions again, and a close when the programme is over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring import enrolment, farewells, people, programmes
from mentoring.access import Actor
from mentoring.courses import CLOSES_AFTER
from mentoring.errors import GoneError, MentoringError, NotAllowedError
from mentoring.rules.local_time import last_date_anywhere
from mentoring.say import InPlaceOf, Say
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.models.programmes import Intent
from storage.models.relationships import Relationship
from storage.queries import enrolments as enrolment_queries
from storage.queries import journey as queries
from storage.queries import relationships as relationship_queries
from storage.states import EnrolmentState, IntentKind, ProgrammeState, RelationshipState, Wave


class QuestionsClosedError(MentoringError):
    """The last questions are asked until a fortnight after the programme; then totals are final."""


class NothingAnsweredError(MentoringError):
    """The last questions come back without a single answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastQuestions:
    """The three questions of the beginning, asked again, with what was answered this time if anything was."""

    enrolment_id: int
    programme: str
    answers: dict[str, int]


async def last_questions(tx: Transaction, actor: Actor, now: dt.datetime, enrolment_id: int) -> LastQuestions:
    """The questions, for the one whose place it is; what they answered at the beginning is not shown again.

    Raises:
        GoneError: no such place. NotAllowedError: somebody else's. QuestionsClosedError: the programme is long over.
    """
    row, programme = await _place(tx, actor, now, enrolment_id)
    answered = await enrolment_queries.baseline(tx, actor.workspace, [row.id], Wave.END)
    return LastQuestions(
        enrolment_id=row.id, programme=programme, answers={each.question: each.value for each in answered}
    )


async def answer_last_questions(
    tx: Transaction, actor: Actor, now: dt.datetime, enrolment_id: int, answers: dict[str, int], pressed: InPlaceOf
) -> Say:
    """Keep the answers given; what is left out is simply not answered.

    Raises:
        NothingAnsweredError: all is left out. The rest as `last_questions`.
    """
    if not answers:
        raise NothingAnsweredError(field=enrolment.BASELINE_QUESTIONS[0])
    row, _ = await _place(tx, actor, now, enrolment_id)
    await enrolment.keep_baseline(tx, actor, row, Wave.END, answers, now)
    return Say(to=pressed, message="noted", key=f"baseline-again-noted:{row.id}:{pressed.ts}", enrolment_id=row.id)


async def close_finished(tx: Transaction, workspace: str, now: dt.datetime, limit: int = 100) -> int:
    """Close relationships whose programme has been over for a fortnight, at most `limit`; how many there were.

    Once none is left in it, the programme itself is ended, and whoever still has a place in it hears of that. That a last
    day has passed is noted a fortnight before. Doing it again changes nothing: what is closed is not found again.
    """
    today = last_date_anywhere(now)
    await farewells.note_last_day(tx, workspace, today, now)
    over_before = today - CLOSES_AFTER
    rows = await queries.active_although_over(tx, workspace, over_before, limit)
    if rows:
        await _close(tx, workspace, rows, now)
    if len(rows) < limit:
        await _end_programmes(tx, workspace, over_before, now)
    return len(rows)


async def _close(tx: Transaction, workspace: str, rows: Sequence[Relationship], now: dt.datetime) -> None:
    ids = [row.id for row in rows]
    for row in rows:
        row.state, row.ended_at = RelationshipState.ENDED, now
    for member in await relationship_queries.members(tx, workspace, ids):
        place = await enrolment_queries.enrolment(tx, workspace, member.enrolment_id)
        if place is not None and place.state is EnrolmentState.ENROLLED and member.left_at is None:
            place.state = EnrolmentState.COMPLETED
    await queries.skip_planned(tx, workspace, ids, now)
    await tx.flush()


async def _end_programmes(tx: Transaction, workspace: str, over_before: dt.date, now: dt.datetime) -> None:
    """End what is over; a tick says so to those whose places are not completed yet."""
    for row in await queries.over_without_relationships(tx, workspace, over_before):
        row.state, row.ended_on = ProgrammeState.ENDED, row.ends_on
        tx.add(
            Intent(
                workspace_id=workspace,
                kind=IntentKind.END_PROGRAMME,
                subject_id=row.id,
                asked_by=row.created_by,  # nobody asks on the day; its last day was theirs to choose
                asked_at=now,
            )
        )
    await tx.flush()


async def _place(tx: Transaction, actor: Actor, now: dt.datetime, enrolment_id: int) -> tuple[Enrolment, str]:
    row = await enrolment_queries.enrolment(tx, actor.workspace, enrolment_id)
    if row is None:
        raise GoneError
    if row.slack_id != actor.id:
        raise NotAllowedError
    programme = await programmes.find(tx, actor.workspace, row.programme_id)
    if await people.today(tx, actor, now) > programme.ends_on + CLOSES_AFTER:
        raise QuestionsClosedError(programme=programme.name)
    return row, programme.name
