"""How much unasked somebody has had, and has coming: what the attention budget is counted from, over all programmes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mentoring import nudges, working_time
from mentoring.courses import Companion
from mentoring.rules.availability import next_working
from mentoring.rules.budget import MONTH, Budget, Priority, Unasked, earliest_moment, mentee_budget, mentor_budget
from mentoring.rules.local_time import day_begins, local_date
from prompts.journeys import Journey, StepKind
from storage import Transaction
from storage.models.relationships import Relationship, RelationshipMember
from storage.queries import journey as queries
from storage.states import NudgeState, RelationshipState, Role

_CAN_WAIT = dt.timedelta(days=3)
_LONGEST = MONTH + dt.timedelta(days=1)

PRIORITIES = {
    StepKind.CHECK_IN: Priority.CHECK_IN,
    StepKind.BASELINE_AGAIN: Priority.CHECK_IN,
    StepKind.LAST_MEETING: Priority.CHECK_IN,
    StepKind.GOODBYE: Priority.CHECK_IN,
    StepKind.MEETING_REMINDER: Priority.REMINDER,
    StepKind.PROMPT: Priority.PROMPT,
}


@dataclass(slots=True, kw_only=True)
class Attention:
    """One person's budget and what it is spent on, day by day on their own calendar; `planned` by the nudge's id.

    Days and not hours are counted, so that every Tuesday morning is a week apart, whatever the minute and the season.
    """

    budget: Budget
    zone: str
    sent: list[dt.datetime] = field(default_factory=list)
    planned: dict[int, Unasked] = field(default_factory=dict)

    def earliest(self, wanted: dt.datetime, priority: Priority) -> dt.datetime | None:
        """When the next message fits: `wanted`, or the beginning of a later day; None when nothing unasked is wanted.

        Only what matters more has its place kept, give or take a few days; equals go in the order in which they come.
        """
        spent = [Unasked(moment=self._day(moment), priority=Priority.CHECK_IN) for moment in self.sent]
        kept = [
            replace(each, moment=self._day(each.moment)) for each in self.planned.values() if each.priority < priority
        ]
        day = self._day(wanted)
        fits = earliest_moment(day, priority, [*spent, *kept], self.budget)
        if fits is None or fits == day:
            return fits and wanted
        return day_begins(fits.date(), self.zone)

    def _day(self, moment: dt.datetime) -> dt.datetime:
        return dt.datetime.combine(local_date(moment, self.zone), dt.time(), dt.UTC)


async def of_person(
    tx: Transaction, workspace: str, who: Companion, journeys: Mapping[str, Journey], now: dt.datetime
) -> Attention:
    """What one person's attention is spent on; a message to a group counts for each of its members."""
    parts = await queries.memberships(tx, workspace, who.slack_id)
    found = Attention(budget=_budget(parts), zone=who.time.hours.zone)
    kinds = {relationship.id: relationship.kind for relationship, _ in parts}
    active = {row.id for row, member in parts if row.state is RelationshipState.ACTIVE and member.left_at is None}
    for row in await queries.nudges(tx, workspace, list(kinds), NudgeState.SENT, NudgeState.PLANNED):
        if row.recipient not in {who.slack_id, nudges.GROUP} or row.step == nudges.NO_NEWS:
            continue
        if row.state is NudgeState.SENT:
            moment = row.decided_at or row.due_at
            found.sent.extend([moment] if moment > now - _LONGEST else [])
        elif row.relationship_id in active:
            kind = nudges.kind_of(journeys[kinds[row.relationship_id]], row.step)
            if kind is not None:
                planned = Unasked(moment=max(row.due_at, now), priority=PRIORITIES[kind], is_sent=False)
                found.planned[row.id] = planned
    return found


async def when_at_work(tx: Transaction, workspace: str, slack_id: str, now: dt.datetime) -> dt.datetime:
    """When something that is owed to somebody can be said: their next working moment.

    A pause, in which they are not a participant, does not keep from them what others send on or what they run.
    """
    years = working_time.years_of(now.date(), now.date() + dt.timedelta(days=30))
    theirs = await working_time.of_person(tx, workspace, slack_id, years=years)
    return next_working(theirs.hours, now, theirs.days_off)


def _budget(parts: list[tuple[Relationship, RelationshipMember]]) -> Budget:
    """Whoever is a mentor and nothing else gives their time, and gets the least; the newest beginning counts."""
    began = [
        relationship.started_at
        for relationship, member in parts
        if member.role is not Role.MENTOR and relationship.state is RelationshipState.ACTIVE
    ]
    return mentee_budget(max(began)) if began else mentor_budget()
