"""Where nothing was noted for a while: first a friendly reminder to the people, then a word to the coordinators.

Judged from dates and clicks alone. No news is not the same as no meeting, and coordinators are told so.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mentoring import attention, courses, nudges
from mentoring.courses import Together
from mentoring.rules.cadence import days_run, working_morning
from mentoring.rules.gatherings import gathering
from mentoring.rules.health import Health, Signs, health
from mentoring.rules.local_time import local_date
from mentoring.say import Importance, Say, ToPerson
from prompts.journeys import Journey, StepKind
from storage import Transaction
from storage.models.journey import Nudge
from storage.queries import journey as queries
from storage.states import Kind, NudgeState, Role
from storage.transaction import insert_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of relationships looked at: the id to go on after (None when it was the last), and what is said."""

    go_on_after: int | None
    says: tuple[Say, ...] = ()


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
    *,
    after: int = 0,
    limit: int = 100,
) -> Page:
    """Look at a page of a workspace's active relationships. However often it is done, each thing is said once."""
    ids = await queries.active_after(tx, workspace, after, limit)
    together = await courses.of_relationships(tx, workspace, ids)
    dates = await _dates(tx, workspace, together, journeys, now)
    says: list[Say] = []
    for relationship_id, each in together.items():
        known = dates[relationship_id]
        if known.today in each.stopped():
            continue  # nobody is written to while the clock stands still
        match _health(each, known):
            case Health.DUE:
                await _remind(tx, each, known, now)
            case Health.NO_NEWS:
                says += await _tell_coordinators(tx, each, known, now)
            case Health.FINE:
                pass
    return Page(go_on_after=ids[-1] if len(ids) == limit else None, says=tuple(says))


async def without_news(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> set[int]:
    """Those of these active relationships of which coordinators hear that there is no news."""
    together = await courses.of_relationships(tx, workspace, relationship_ids)
    dates = await _dates(tx, workspace, together, journeys, now)
    return {id_ for id_, each in together.items() if _health(each, dates[id_]) is Health.NO_NEWS}


def _health(together: Together, known: _Dates) -> Health:
    """How it is doing; before its kick-off, after its last day and with nobody left to meet there is nothing to say."""
    is_under_way = together.kick_off <= known.today <= together.programme.ends_on
    if not is_under_way or len(together.present) < 2:
        return Health.FINE
    return health(known.signs, known.today, together.stopped())


async def _dates(
    tx: Transaction, workspace: str, together: Mapping[int, Together], journeys: Mapping[str, Journey], now: dt.datetime
) -> dict[int, _Dates]:
    ids = list(together)
    meetings = await queries.meetings_noted(tx, workspace, ids)
    presses = await queries.last_presses(tx, workspace, ids)
    reminders: dict[int, list[Nudge]] = {relationship_id: [] for relationship_id in ids}
    steps = _reminding_steps(journeys)
    for row in await queries.nudges_of_steps(tx, workspace, ids, steps, NudgeState.SENT, NudgeState.PLANNED):
        journey = journeys[together[row.relationship_id].kind]
        if nudges.kind_of(journey, row.step) is StepKind.MEETING_REMINDER:
            reminders[row.relationship_id].append(row)
    found = {}
    for relationship_id, each in together.items():
        zone = each.companions[0].time.hours.zone if each.companions else "UTC"
        sent = [row.decided_at or row.due_at for row in reminders[relationship_id] if row.state is NudgeState.SENT]
        all_of_them = [row.decided_at or row.due_at for row in reminders[relationship_id]]
        meeting, press = meetings.get(relationship_id), presses.get(relationship_id)
        signs = Signs(
            kick_off=each.kick_off,
            rhythm_days=each.programme.rhythm_days,
            last_meeting=None if meeting is None else meeting[0],
            last_press=None if press is None else local_date(press, zone),
            last_reminder=local_date(max(sent), zone) if sent else None,
        )
        reminded = local_date(max(all_of_them), zone) if all_of_them else None
        found[relationship_id] = _Dates(signs=signs, reminded=reminded, today=local_date(now, zone))
    return found


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


async def _tell_coordinators(tx: Transaction, together: Together, known: _Dates, now: dt.datetime) -> list[Say]:
    """A word to each coordinator, once in this spell: it began with the last meeting or press, or with the kick-off."""
    signs = known.signs
    since = max(day for day in (signs.kick_off, signs.last_meeting, signs.last_press) if day is not None)
    says = []
    for coordinator in together.programme.coordinators:
        is_news = await insert_once(
            tx,
            Nudge,
            workspace_id=together.workspace,
            relationship_id=together.id,
            step=nudges.NO_NEWS,
            occurrence=(since - together.kick_off).days,
            recipient=coordinator,
            due_at=now,
            state=NudgeState.SENT,
            decided_at=now,
        )
        if is_news:
            says.append(await _no_news(tx, together, coordinator, since, now))
    return says


async def _no_news(tx: Transaction, together: Together, coordinator: str, since: dt.date, now: dt.datetime) -> Say:
    return Say(
        to=ToPerson(slack_id=coordinator),
        message="no_news",
        key=f"no-news:{together.id}:{since.isoformat()}:{coordinator}",
        args={
            "people": tuple(each.slack_id for each in together.companions),
            "programme": together.programme.name,
            "since": since,
        },
        importance=Importance.PLACE,
        due_at=await attention.when_at_work(tx, together.workspace, coordinator, now),
    )
