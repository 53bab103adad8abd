"""Publishing on a date: asked for, taken off again until it has come, and then done as if by a press, or told why not.

A programme has one such date at most. The moment is the beginning of the asker's own working day; everybody else hears of
the round in their own working hours.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mentoring import attention, drafts, people, programmes, rounds, working_time
from mentoring.access import Actor
from mentoring.drafts import Draft, Planned
from mentoring.errors import MentoringError
from mentoring.programmes import Programme
from mentoring.rounds import Change, Overtaken, Published, ToCheck
from mentoring.rules.availability import working_day_after
from mentoring.rules.local_time import leaping_instant, local_date
from mentoring.rules.matching.values import RefusedLock
from mentoring.say import Importance, Say, ToPerson, key_of_act
from storage import Transaction
from storage.models.rounds import Round
from storage.queries import programmes as programme_queries
from storage.queries import publishing as queries
from storage.queries import rounds as round_queries
from storage.states import RoundState

LATE_AT_MOST = dt.timedelta(days=3)
"""How long after its moment a round is still published, should the bot not have been running then."""
_A_DAY = dt.timedelta(days=1)
_AN_HOUR = dt.timedelta(hours=1)


class TooSoonToPublishError(MentoringError):
    """A date that has come: publishing now is a press of its own."""


class TooLateToPublishError(MentoringError):
    """A date on which the programme is about to end, or has ended."""


class NoDayToPublishError(MentoringError):
    """The programme's last day is so near that no date lies between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The dates on which a draft can be published, which of them is suggested, and at what time of whose zone."""

    draft_id: int
    programme: Programme
    first: dt.date
    last: dt.date
    suggested: dt.date
    time: dt.time
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A round whose moment has come."""

    workspace: str
    round_id: int


class Hindrance(StrEnum):
    """Why a round is not published when its moment has come."""

    OVERTAKEN = "overtaken"
    PUT_ASIDE = "put_aside"
    ASKER_GONE = "asker_gone"
    PROGRAMME_OVER = "programme_over"
    TOO_LATE = "too_late"
    NOBODY_MATCHED = "nobody_matched"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPublished:
    """What stood in the way; `changes` are what has overtaken a draft, as after a press."""

    programme: Programme
    planned: Planned
    hindrance: Hindrance
    changes: tuple[Change, ...] = ()


async def days(tx: Transaction, actor: Actor, now: dt.datetime, round_id: int) -> Days:
    """On which days this person can have a draft published.

    Raises:
        GoneError, NotForYouError, NothingToMatchError: it is not there, not theirs, or the programme has ended.
        PublishedMeanwhileError, PutAsideError: it is no draft any more. NoDayToPublishError: there is no such day.
    """
    row, programme = await drafts.of_coordinator(tx, actor, round_id)
    drafts.require_draft(row, programme)
    time = await working_time.of_person(
        tx, actor.workspace, actor.id, years=working_time.years_of(now.date(), programme.ends_on), programme=programme
    )
    today = local_date(now, time.hours.zone)
    last = programme.ends_on - _A_DAY
    if last <= today:
        raise NoDayToPublishError(programme=programme.name)
    asked = drafts.planned(row)
    return Days(
        draft_id=row.id,
        programme=programme,
        first=today + _A_DAY,
        last=last,
        suggested=min(
            working_day_after(time.hours, today, 1, time.days_off)
            if asked is None
            else max(local_date(asked.at, asked.zone), today + _A_DAY),
            last,
        ),
        time=time.hours.start,
        zone=time.hours.zone,
    )


async def schedule(
    tx: Transaction, actor: Actor, now: dt.datetime, round_id: int, *, on: dt.date
) -> tuple[Draft, tuple[Say, ...]]:
    """Have a draft published when this person begins to work on a day; asked again, the later word counts.

    Raises:
        TooSoonToPublishError, TooLateToPublishError: that day can't be. And as `days`.
    """
    row, programme = await _alone_with(tx, actor, round_id)
    possible = await days(tx, actor, now, round_id)
    if on < possible.first:
        raise TooSoonToPublishError(field="publish_on")
    if on > possible.last:
        raise TooLateToPublishError(field="publish_on")
    planned = Planned(at=leaping_instant(on, possible.time, possible.zone), zone=possible.zone, by=actor.id)
    if drafts.planned(row) == planned:
        return await drafts.draft(tx, actor, round_id), ()
    says = await _take_off(tx, actor, now, programme, instead=planned)
    row.publish_at, row.publish_zone, row.publish_asked_by = planned.at, planned.zone, planned.by
    await tx.flush()
    return await drafts.draft(tx, actor, round_id), says


async def unschedule(tx: Transaction, actor: Actor, now: dt.datetime, round_id: int) -> tuple[Draft, tuple[Say, ...]]:
    """Publish nothing by itself after all; without a date nothing changes.

    Raises:
        GoneError, NotForYouError, NothingToMatchError, PublishedMeanwhileError, PutAsideError.
    """
    _, programme = await _alone_with(tx, actor, round_id)
    says = await _take_off(tx, actor, now, programme)
    return await drafts.draft(tx, actor, round_id), says


async def publish_now(
    tx: Transaction, actor: Actor, now: dt.datetime, checked: ToCheck, refused: tuple[RefusedLock, ...]
) -> tuple[Published | Overtaken, tuple[Say, ...]]:
    """Publish a round at once, whatever date it has; somebody else who had asked for that date is told.

    Raises as `rounds.publish`.
    """
    askers = await queries.askers(tx, actor.workspace, checked.programme_id)
    outcome = await rounds.publish(tx, actor, now, checked, refused)
    if not isinstance(outcome, Published):
        return outcome, ()
    return outcome, await _tell(tx, actor, now, outcome.programme, askers, "published_instead")


async def due(tx: Transaction, now: dt.datetime) -> tuple[Due, ...]:
    """The rounds whose moment has come, in any workspace."""
    return tuple(Due(workspace=workspace, round_id=round_id) for workspace, round_id in await queries.due(tx, now))


async def to_check(tx: Transaction, now: dt.datetime, due: Due) -> ToCheck | None:
    """What `solving.refused` is to look at before a round is published; None when it is clear that it is not."""
    row = await round_queries.round_(tx, due.workspace, due.round_id)
    planned = None if row is None else drafts.planned(row)
    if row is None or planned is None or await _hindrance(tx, row, planned, now) is not None:
        return None
    return await rounds.check(tx, Actor(workspace=due.workspace, id=planned.by), now, row.id)


async def publish(
    tx: Transaction, now: dt.datetime, due: Due, checked: ToCheck | None, refused: tuple[RefusedLock, ...]
) -> tuple[Say, ...]:
    """Publish a round for whoever asked, and tell them; or tell the coordinators why not, and take the date off.

    Called again, or by another replica, it changes nothing: the date is off. What has changed since `to_check` is left
    for the next time.

    Raises:
        ChangedThisMomentError: the check no longer holds.
    """
    row = await _alone_with_due(tx, due)
    planned = None if row is None else drafts.planned(row)
    if row is None or planned is None or planned.at > now:
        return ()
    found = await _hindrance(tx, row, planned, now)
    if found is None:
        if checked is None:
            return ()
        actor = Actor(workspace=due.workspace, id=planned.by)
        outcome = await rounds.publish(tx, actor, now, checked, refused, asked_for=planned.at)
        if isinstance(outcome, Published):
            return (await _on_its_way(tx, row, planned, outcome, now),)
        if not outcome.changes:  # the draft itself was changed since it was checked
            return ()
        found = NotPublished(
            programme=outcome.programme, planned=planned, hindrance=Hindrance.OVERTAKEN, changes=outcome.changes
        )
    await queries.take_off_date(tx, due.workspace, row.programme_id)
    return await _not_published(tx, row, found, now)


async def _alone_with_due(tx: Transaction, due: Due) -> Round | None:
    """A round as it is now, while nobody else changes or publishes it."""
    row = await round_queries.round_(tx, due.workspace, due.round_id)
    if row is not None:
        await programme_queries.change_alone(tx, due.workspace, row.programme_id)
        await tx.refresh(row)
    return row


async def _alone_with(tx: Transaction, actor: Actor, round_id: int) -> tuple[Round, Programme]:
    """A draft to change, while nobody else changes or publishes it."""
    row, programme = await drafts.of_coordinator(tx, actor, round_id)
    await programme_queries.change_alone(tx, actor.workspace, programme.id)
    await tx.refresh(row)
    drafts.require_draft(row, programme)
    return row, programme


async def _take_off(
    tx: Transaction, actor: Actor, now: dt.datetime, programme: Programme, *, instead: Planned | None = None
) -> tuple[Say, ...]:
    """Take the programme's date off; somebody else who had asked for it is told, and what is to happen `instead`."""
    askers = await queries.askers(tx, actor.workspace, programme.id)
    await queries.take_off_date(tx, actor.workspace, programme.id)
    about = {"programme_id": programme.id, "instead": instead}
    return await _tell(tx, actor, now, programme, askers, "publishing_changed", **about)


async def _tell(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme: Programme,
    askers: Collection[str],
    message: str,
    **about: object,
) -> tuple[Say, ...]:
    """Tell those of the askers who still run the programme what another of them has done."""
    return tuple(
        [
            Say(
                to=ToPerson(slack_id=asker),
                message=message,
                key=key_of_act(message, programme.id, asker),
                args={"programme": programme.name, "by": actor.id, **about},
                importance=Importance.PLACE,
                due_at=await attention.when_at_work(tx, actor.workspace, asker, now),
                programme_id=programme.id,
            )
            for asker in programme.coordinators
            if asker in askers and asker != actor.id
        ]
    )


async def _hindrance(tx: Transaction, row: Round, planned: Planned, now: dt.datetime) -> NotPublished | None:
    """What stands in the way, as far as that needs no solving."""
    programme = await programmes.find(tx, row.workspace_id, row.programme_id)
    asker = await people.known(tx, row.workspace_id, planned.by)
    in_the_way = {
        Hindrance.PROGRAMME_OVER: programme.is_over(local_date(now, planned.zone)),
        Hindrance.ASKER_GONE: asker is None or asker.is_deactivated or planned.by not in programme.coordinators,
        Hindrance.PUT_ASIDE: row.state is not RoundState.DRAFT,
        Hindrance.TOO_LATE: now - planned.at > LATE_AT_MOST,
        Hindrance.NOBODY_MATCHED: not await round_queries.match_count(tx, row.workspace_id, row.id),
    }
    found = next((hindrance for hindrance, is_so in in_the_way.items() if is_so), None)
    return None if found is None else NotPublished(programme=programme, planned=planned, hindrance=found)


async def _on_its_way(tx: Transaction, row: Round, planned: Planned, published: Published, now: dt.datetime) -> Say:
    return Say(
        to=ToPerson(slack_id=planned.by),
        message="round_on_its_way",
        key=f"on-its-way:{row.id}",
        args={"published": published, "planned": planned, "late": now - planned.at > _AN_HOUR},
        importance=Importance.PLACE,
        due_at=await attention.when_at_work(tx, row.workspace_id, planned.by, now),
        programme_id=row.programme_id,
    )


async def _not_published(tx: Transaction, row: Round, not_published: NotPublished, now: dt.datetime) -> tuple[Say, ...]:
    return tuple(
        [
            Say(
                to=ToPerson(slack_id=coordinator),
                message="round_not_published",
                key=f"not-published:{row.id}:{not_published.planned.at.isoformat()}:{coordinator}",
                args={"not_published": not_published},
                importance=Importance.PLACE,
                due_at=await attention.when_at_work(tx, row.workspace_id, coordinator, now),
                programme_id=row.programme_id,
            )
            for coordinator in not_published.programme.coordinators
        ]
    )
