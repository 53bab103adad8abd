"""What is sent along the way, and when: the journey of a relationship, person by person, as rows that fall due.

A row is planned once and keeps its key; what changes later (a pause, a zone, working hours) only moves its moment.
What becomes of it when its moment comes is decided in `mentoring.due`.
"""

import datetime as dt
import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mentoring import courses
from mentoring.access import Actor
from mentoring.courses import Companion, Together
from mentoring.programmes import Programme
from mentoring.rules.cadence import AfterKickOff, BeforeEnd, StepTiming, step_day, step_moment, working_morning
from mentoring.rules.gatherings import gathering
from mentoring.rules.local_time import day_begins, local_date
from prompts.journeys import Journey, Planned, Recipient, StepKind
from storage import Transaction, installation
from storage.installation import Restored
from storage.models.journey import Nudge
from storage.queries import journey as queries
from storage.queries import relationships as relationship_queries
from storage.states import NudgeState, RelationshipState

GROUP = "group"
"""The recipient of what is said in the shared conversation."""
REMINDER = "no-meeting-noted"
"""A reminder that no journey plans: dates and clicks asked for it."""
NO_NEWS = "no-news"
"""What coordinators are told; the recipient is theirs, and no attention of participants is spent."""

LONGEST_DELAY = dt.timedelta(days=7)
"""How long what is for somebody who is away may wait for them: after a longer absence it stays unsaid."""
_MORNING_MINUTES = range(0, 30, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes next for somebody, as far as it is planned."""

    relationship_id: int
    kind: StepKind
    moment: dt.datetime


def about_how_many(journey: Journey, programme: Programme) -> int:
    """How many messages the busiest role gets over a whole programme: what a person is told before joining."""
    planned = journey.plan(
        length_days=(programme.ends_on - programme.starts_on).days, rhythm_days=programme.rhythm_days
    )
    roles = {role for step in planned for role in journey.roles(step.recipient)}
    return max(sum(role in journey.roles(step.recipient) for step in planned) for role in roles)


async def plan(
    tx: Transaction,
    workspace: str,
    relationship_id: int,
    journeys: Mapping[str, Journey],
    now: dt.datetime,
    *,
    only_to_come: bool = False,
) -> int:
    """Plan the whole journey of a relationship; what is planned already stays. How many nudges were new.

    `only_to_come` leaves out what would be due by now.
    """
    together = await courses.of_relationship(tx, workspace, relationship_id)
    if together is None:
        return 0
    known = await queries.nudge_keys(tx, workspace, relationship_id)
    rows = [
        Nudge(
            workspace_id=workspace,
            relationship_id=relationship_id,
            step=planned.step_id,
            occurrence=planned.occurrence,
            recipient=recipient,
            due_at=_moment(together, journeys[together.kind], planned, recipient, now),
            state=NudgeState.PLANNED,
        )
        for planned, recipient in _everything(together, journeys[together.kind])
        if (planned.step_id, planned.occurrence, recipient) not in known
    ]
    new = [row for row in rows if row.due_at > now or not only_to_come]
    tx.add_all(new)
    await tx.flush()
    return len(new)


async def replan(
    tx: Transaction, workspace: str, slack_id: str, journeys: Mapping[str, Journey], now: dt.datetime
) -> None:
    """Move what is not sent yet, after somebody paused, came back, moved or changed their working hours.

    Their partners' moments move too: a pair's clock stands still while one of them is away.
    """
    mine = await relationship_queries.of_person(tx, workspace, slack_id, RelationshipState.ACTIVE)
    for nudge, moment in await _moments(tx, workspace, [row.id for row in mine], journeys, now):
        _plan_for(nudge, moment, now)


async def follow(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> None:
    """Plan these relationships anew after their programme's dates changed: what is still to come moves, more is added.

    What the new dates would have brought before now is not made up for.
    """
    await queries.look_again(tx, workspace, relationship_ids)
    await retime(tx, workspace, relationship_ids, journeys, now)
    for relationship_id in relationship_ids:
        await plan(tx, workspace, relationship_id, journeys, now, only_to_come=True)


def _plan_for(nudge: Nudge, moment: dt.datetime, now: dt.datetime) -> None:
    """What is due by now may have been held back by the budget, and is as late as it is."""
    if moment > now:
        nudge.due_at, nudge.wanted_at = moment, None
    else:
        nudge.due_at = min(nudge.due_at, now)


async def retime(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> None:
    """Move what is still to come of these relationships to when it is due as things are now; nothing comes at once."""
    for nudge, moment in await _moments(tx, workspace, relationship_ids, journeys, now):
        if moment > now:
            _plan_for(nudge, moment, now)


async def _moments(
    tx: Transaction,
    workspace: str,
    relationship_ids: Collection[int],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> list[tuple[Nudge, dt.datetime]]:
    """What is not sent yet, with when it is due as things are now.

    What this moves into the time between a backup and its being put back may have come then, and is in doubt.
    """
    restored = await installation.restored(tx)
    together = await courses.of_relationships(tx, workspace, relationship_ids)
    planned = {
        relationship_id: {
            (step.step_id, step.occurrence, recipient): step
            for step, recipient in _everything(each, journeys[each.kind])
        }
        for relationship_id, each in together.items()
    }
    found = []
    for nudge in await queries.nudges(tx, workspace, list(together), NudgeState.PLANNED):
        step = planned[nudge.relationship_id].get((nudge.step, nudge.occurrence, nudge.recipient))
        if step is not None:
            each = together[nudge.relationship_id]
            found.append((nudge, _moment(each, journeys[each.kind], step, nudge.recipient, now)))
            is_held_back = nudge.wanted_at is not None  # then it was to come later than on its day
            if restored is not None and not is_held_back and _was_between(restored, each, journeys[each.kind], step):
                nudge.is_in_doubt = True
    return found


def _was_between(restored: Restored, together: Together, journey: Journey, planned: Planned) -> bool:
    """Whether a step's day, as things are now, was after the backup that was put back, and before that was done."""
    day = step_day(_timing(together, journey, planned), together.course())
    return day is not None and restored.made_at.date() <= day <= restored.at.date()


async def next_for(tx: Transaction, actor: Actor, journeys: Mapping[str, Journey]) -> Coming | None:
    """The next thing that comes to somebody, alone or with their group; None when nothing is planned any more."""
    mine = await relationship_queries.of_person(tx, actor.workspace, actor.id, RelationshipState.ACTIVE)
    ends = {row.id: row for row in mine}
    together = await courses.of_relationships(tx, actor.workspace, list(ends))
    for nudge in await queries.nudges(tx, actor.workspace, list(ends), NudgeState.PLANNED):
        each = together[nudge.relationship_id]
        kind = kind_of(journeys[each.kind], nudge.step)
        if kind is not None and nudge.recipient in {actor.id, GROUP} and nudge.due_at < parked(each):
            return Coming(relationship_id=each.id, kind=kind, moment=nudge.due_at)
    return None


def kind_of(journey: Journey, step_id: str) -> StepKind | None:
    """What a planned row sends; None for a step that its journey no longer has."""
    if step_id == REMINDER:
        return StepKind.MEETING_REMINDER
    return next((step.kind for step in journey.steps if step.id == step_id), None)


def parked(together: Together) -> dt.datetime:
    """Where a row waits whose day has no place in the course, as in a pause without an end; there it is skipped."""
    return day_begins(together.closes_on + dt.timedelta(days=1), "UTC")


def jitter_of(relationship_id: int, step: str, occurrence: int, recipient: str) -> int:
    """So many seconds into the working morning: the same every time it is asked, and different for everybody."""
    seed = f"{relationship_id}:{step}:{occurrence}:{recipient}"
    return 60 * random.Random(seed).choice(_MORNING_MINUTES)  # noqa: S311 - spreads the morning, guards nothing


def _everything(together: Together, journey: Journey) -> Iterator[tuple[Planned, str]]:
    """Every step on its day with everyone it reaches."""
    length = (together.programme.ends_on - together.kick_off).days
    for planned in journey.plan(length_days=max(length, 0), rhythm_days=together.programme.rhythm_days):
        if planned.recipient is Recipient.GROUP:
            yield planned, GROUP
            continue
        roles = {role.value for role in journey.roles(planned.recipient)}
        for companion in together.companions:
            if companion.role.value in roles:
                yield planned, companion.slack_id


def _moment(together: Together, journey: Journey, planned: Planned, recipient: str, now: dt.datetime) -> dt.datetime:
    """When a step is due: a working morning inside the course, never one that has passed."""
    timing = _timing(together, journey, planned)
    jitter = jitter_of(together.id, planned.step_id, planned.occurrence, recipient)
    companion = together.companion(recipient)
    if companion is None:
        moment = _of_the_group(together, timing, jitter, now)
    elif isinstance(timing, BeforeEnd):
        occurrence = step_moment(timing, together.course_of(companion), companion.time.hours, jitter)
        moment = None if occurrence is None else occurrence.moment
    else:
        moment = _of_one(together, timing, companion, jitter)
    return parked(together) if moment is None else max(now, moment)


def _of_the_group(together: Together, timing: StepTiming, jitter: int, now: dt.datetime) -> dt.datetime | None:
    day = step_day(timing, together.course())
    zones = [each.time.hours.zone for each in together.present]
    if day is None or not zones:
        return None
    moment = gathering(together.weeks(), max(now, min(day_begins(day, zone) for zone in zones)), jitter_seconds=jitter)
    return moment if local_date(moment, zones[0]) <= together.programme.ends_on else None


def _of_one(together: Together, timing: StepTiming, companion: Companion, jitter: int) -> dt.datetime | None:
    """The next morning at which they are at work. What would come after a long absence of their own stays unsaid."""
    day = step_day(timing, together.course())
    if day is None:
        return None
    hours = companion.time.hours
    moment = working_morning(hours, day_begins(day, hours.zone), companion.time.away(together.closes_on), jitter)
    late = local_date(moment, hours.zone) - day
    return moment if late <= LONGEST_DELAY and day + late <= together.programme.ends_on else None


def _timing(together: Together, journey: Journey, planned: Planned) -> StepTiming:
    """Steps counted from the end keep their distance to it; the clock that stands still moves all others."""
    when = journey.step(planned.step_id).when
    if when.before_end is not None and not when.recurs:
        return BeforeEnd(days=(together.programme.ends_on - together.kick_off).days - planned.day)
    return AfterKickOff(days=planned.day)
