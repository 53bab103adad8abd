"""Where nothing was noted for a while: first a friendly reminder to the people, then a word to the coordinators.

Judged from dates and clicks alone. No news is not the same as no meeting, and coordinators are told so: each spell is
noted when it is found, and what is noted is said in one message a programme, once a week at most.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from mentoring import courses, each_other, nudges, tidings
from mentoring.courses import Together
from mentoring.rules.cadence import days_run, working_morning
from mentoring.rules.gatherings import gathering
from mentoring.rules.health import Health, Signs, fine_until, health
from mentoring.rules.local_time import local_date
from mentoring.say import Voice
from prompts.journeys import Journey, StepKind
from storage import Transaction, installation, part_of
from storage.models.journey import Nudge
from storage.queries import answers
from storage.queries import journey as queries
from storage.states import Kind, NudgeState, Role
from storage.transaction import insert_once

log = logging.getLogger(__name__)

AT_ONCE = 100
"""So many relationships are read before anything else has its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noted:
    """What was noted of a page of relationships, by their ids: the last meeting and how many, the last press, reminders."""

    meetings: Mapping[int, tuple[dt.date, int]]
    presses: Mapping[int, dt.datetime]
    reminders: Mapping[int, list[Nudge]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """What is known of a relationship; `reminded` is the day of the last reminder sent or still planned."""

    signs: Signs
    reminded: dt.date | None
    today: dt.date


async def look(
    tx: Transaction,
    workspace: str,
    journeys: Mapping[str, Journey],
    now: dt.datetime,
    voice: Voice,
    *,
    after: int = 0,
    limit: int = 100,
) -> int | None:
    """Look at a page of those relationships of a workspace that may not be fine; the id to go on after, None at the end.

    After the last page the coordinators are told. However often it is done, each thing is said once. A relationship that
    fails is left for the next time.
    """
    ids = await queries.to_look_at(tx, workspace, now, after=after, limit=limit)
    if ids:
        await _look_at_all(tx, workspace, ids, journeys, now)
    if len(ids) == limit:
        return ids[-1]
    still = partial(without_news, tx, workspace, journeys=journeys, now=now)
    await tidings.tell(tx, workspace, now, voice, still)
    return None


async def _look_at_all(
    tx: Transaction, workspace: str, ids: Collection[int], journeys: Mapping[str, Journey], now: dt.datetime
) -> None:
    together = await courses.readable(tx, workspace, ids)
    noted = await _noted(tx, workspace, ids, journeys)
    spoken_for = await each_other.spoken_for(tx, workspace, ids)
    restored = await installation.restored(tx)
    for relationship_id in ids:
        if relationship_id in spoken_for:
            continue
        try:
            async with part_of(tx):
                each = together.get(relationship_id) or await courses.of_relationship(tx, workspace, relationship_id)
                if each is not None:
                    known = _dates(each, noted, journeys, now)
                    await _look_at(tx, each, known if restored is None else _doubted(each, known, restored.at), now)
        except Exception:
            log.exception("look_failed", extra={"workspace": workspace, "relationship": relationship_id})


async def _look_at(tx: Transaction, together: Together, known: _Dates, now: dt.datetime) -> None:
    if known.today in together.stopped():
        return  # nobody is written to while the clock stands still
    if (until := fine_until(known.signs)) > known.today:
        await queries.leave_alone(tx, together.workspace, together.id, until)
    match _health(together, known):
        case Health.DUE:
            await _remind(tx, together, known, now)
        case Health.NO_NEWS:
            await _note(tx, together, known, now)
        case Health.FINE:
            pass


async def without_news(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> set[int]:
    """Those of these active relationships of which coordinators hear that there is no news."""
    ids, silent = sorted(relationship_ids), set[int]()
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        spoken_for = await each_other.spoken_for(tx, workspace, some)
        together = await courses.of_relationships(tx, workspace, set(some) - spoken_for)
        noted = await _noted(tx, workspace, some, journeys)
        silent |= {
            id_ for id_, each in together.items() if _health(each, _dates(each, noted, journeys, now)) is Health.NO_NEWS
        }
    return silent


def _health(together: Together, known: _Dates) -> Health:
    """How it is doing; before its kick-off, after its last day and with nobody left to meet there is nothing to say."""
    is_under_way = together.kick_off <= known.today <= together.programme.ends_on
    if not is_under_way or len(together.present) < 2:
        return Health.FINE
    return health(known.signs, known.today, together.stopped())


async def _noted(tx: Transaction, workspace: str, ids: Collection[int], journeys: Mapping[str, Journey]) -> _Noted:
    reminders: dict[int, list[Nudge]] = defaultdict(list)
    steps = _reminding_steps(journeys)
    states = (NudgeState.SENT, NudgeState.PLANNED, NudgeState.UNWANTED)
    for row in await queries.nudges_of_steps(tx, workspace, ids, steps, *states):
        reminders[row.relationship_id].append(row)
    return _Noted(
        meetings=await answers.meetings_noted(tx, workspace, ids),
        presses=await answers.last_presses(tx, workspace, ids),
        reminders=reminders,
    )


def _dates(together: Together, noted: _Noted, journeys: Mapping[str, Journey], now: dt.datetime) -> _Dates:
    zone = together.companions[0].time.hours.zone if together.companions else "UTC"
    journey = journeys[together.kind]
    reminders = [
        row
        for row in noted.reminders.get(together.id, ())
        if nudges.kind_of(journey, row.step) is StepKind.MEETING_REMINDER
    ]
    all_of_them = [row.decided_at or row.due_at for row in reminders]
    # Whoever wants no reminders is silent all the same: their coordinators need not know why.
    sent = [row.decided_at or row.due_at for row in reminders if row.state is not NudgeState.PLANNED]
    meeting, press = noted.meetings.get(together.id), noted.presses.get(together.id)
    signs = Signs(
        kick_off=together.kick_off,
        rhythm_days=together.programme.rhythm_days,
        last_meeting=None if meeting is None else meeting[0],
        last_press=None if press is None else local_date(press, zone),
        last_reminder=local_date(max(sent), zone) if sent else None,
    )
    reminded = local_date(max(all_of_them), zone) if all_of_them else None
    return _Dates(signs=signs, reminded=reminded, today=local_date(now, zone))


def _doubted(together: Together, known: _Dates, restored_at: dt.datetime) -> _Dates:
    """As if a reminder that was due before a backup was put back had come by then: nobody knows, and one is enough."""
    day = local_date(restored_at, together.companions[0].time.hours.zone if together.companions else "UTC")
    if day < together.kick_off or health(known.signs, day, together.stopped()) is Health.FINE:
        return known
    return replace(known, reminded=max(day, known.reminded or day))


def _reminding_steps(journeys: Mapping[str, Journey]) -> set[str]:
    """The steps, of whatever journey, that remind people to meet."""
    planned = (step for journey in journeys.values() for step in journey.steps)
    return {nudges.REMINDER, *(step.id for step in planned if step.kind is StepKind.MEETING_REMINDER)}


async def _remind(tx: Transaction, together: Together, known: _Dates, now: dt.datetime) -> None:
    """Plan one reminder, unless one was sent within the last rhythm or is still to come."""
    rhythm = together.programme.rhythm_days
    if known.reminded is not None and days_run(known.reminded, known.today, together.stopped()) < rhythm:
        return
    for recipient, moment in _whom_to_remind(together, now):
        await insert_once(
            tx,
            Nudge,
            workspace_id=together.workspace,
            relationship_id=together.id,
            step=nudges.REMINDER,
            occurrence=(known.today - together.kick_off).days,
            recipient=recipient,
            due_at=moment,
            state=NudgeState.PLANNED,
        )


def _whom_to_remind(together: Together, now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """A group in its conversation; in a pair the one who leads the meetings."""
    if together.kind is Kind.PEER_GROUP:
        return [(nudges.GROUP, gathering(together.weeks(), now))]
    mentees = [each for each in together.present if each.role is Role.MENTEE]
    return [
        (each.slack_id, working_morning(each.time.hours, now, each.time.away(together.closes_on))) for each in mentees
    ]


async def _note(tx: Transaction, together: Together, known: _Dates, now: dt.datetime) -> None:
    """Note it for each coordinator, once in this spell: it began with the last meeting or press, or with the kick-off."""
    signs = known.signs
    since = max(day for day in (signs.kick_off, signs.last_meeting, signs.last_press) if day is not None)
    for coordinator in together.programme.coordinators:
        await insert_once(
            tx,
            Nudge,
            workspace_id=together.workspace,
            relationship_id=together.id,
            step=nudges.NO_NEWS,
            occurrence=(since - together.kick_off).days,
            recipient=coordinator,
            due_at=now,
            state=NudgeState.NOTED,
        )
