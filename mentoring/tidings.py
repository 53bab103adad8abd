"""What coordinators are told of their programmes, in one message a programme and day: what was not delivered, and once a
week at most of whom there is no news.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from mentoring import attention, programmes, undelivered
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson, Voice
from storage import Transaction, part_of
from storage.queries import relationships as relationship_queries
from storage.queries import tidings as queries
from storage.queries.tidings import Noted
from storage.states import NudgeState

log = logging.getLogger(__name__)

_BETWEEN_TWO = dt.timedelta(hours=20)
_BETWEEN_TWO_OF_NO_NEWS = dt.timedelta(days=6, hours=20)
"""The pairs of a round fall silent one by one: that would be a message every morning."""
_SOON = dt.timedelta(hours=14)
"""Longer than a night: over a weekend nothing is written that would only wait for Monday beside another."""
NAMED_AT_MOST = 20
"""Relationships named in one message; of the others only their number is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A relationship of which nothing was noted since a day."""

    people: tuple[str, ...]
    since: dt.date


Still = Callable[[Collection[int]], Awaitable[set[int]]]
"""Those of these relationships of which it is true now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What there is to tell one coordinator of one programme."""

    programme_id: int
    coordinator: str
    noted: list[Noted]
    undelivered: int


async def tell(tx: Transaction, workspace: str, now: dt.datetime, voice: Voice, still: Still) -> None:
    """Say what is noted, not said yet and true today, and what was not delivered, to each coordinator who is at work
    within hours.

    What comes after the day's or the week's message, or over a weekend, waits for the next. Doing it again says nothing. A programme
    that fails is left for the next time.
    """
    there_is = await _news(tx, workspace, now)
    told = await _told(tx, workspace, now - _BETWEEN_TWO) if there_is else set()
    for news in there_is:
        if (news.programme_id, news.coordinator) in told:
            continue
        try:
            async with part_of(tx):
                due_at = await attention.when_at_work(tx, workspace, news.coordinator, now)
                if due_at - now < _SOON:
                    true = await still([each.nudge.relationship_id for each in news.noted if each.is_active])
                    await _tell(tx, workspace, news, true, due_at, now, voice)
        except Exception:
            log.exception("news_not_told", extra={"workspace": workspace, "programme": news.programme_id})


async def _news(tx: Transaction, workspace: str, now: dt.datetime) -> list[_News]:
    noted: dict[tuple[int, str], list[Noted]] = defaultdict(list)
    found = await queries.noted(tx, workspace)
    lately = await queries.told_of_relationships(tx, workspace, now - _BETWEEN_TWO_OF_NO_NEWS) if found else set()
    for each in found:
        if (each.programme_id, each.nudge.recipient) not in lately:
            noted[each.programme_id, each.nudge.recipient].append(each)
    untold = await undelivered.untold(tx, workspace, now)
    return [
        _News(
            programme_id=programme_id,
            coordinator=coordinator,
            noted=noted.get((programme_id, coordinator), []),
            undelivered=untold.get((programme_id, coordinator), 0),
        )
        for programme_id, coordinator in dict.fromkeys((*noted, *untold))
    ]


async def _told(tx: Transaction, workspace: str, since: dt.datetime) -> set[tuple[int, str]]:
    """Of which programmes who had a message since a moment."""
    of_relationships = await queries.told_of_relationships(tx, workspace, since)
    return of_relationships | await queries.told_of_delivery(tx, workspace, since)


async def _tell(
    tx: Transaction,
    workspace: str,
    news: _News,
    true: set[int],
    due_at: dt.datetime,
    now: dt.datetime,
    voice: Voice,
) -> None:
    programme = await programmes.find(tx, workspace, news.programme_id)
    still_theirs = news.coordinator in programme.coordinators
    silent = [each for each in news.noted if each.nudge.relationship_id in true and still_theirs]
    for each in news.noted:
        each.nudge.state = NudgeState.SENT if each in silent else NudgeState.CANCELLED
        each.nudge.decided_at = now
    await tx.flush()
    if silent:
        await voice(workspace, await _say(tx, workspace, programme, news, silent, due_at))
    elif news.undelivered:
        await voice(workspace, undelivered.news(programme, news.coordinator, news.undelivered, due_at))
    if news.undelivered:
        await undelivered.note_told(tx, programme, news.coordinator, now)


async def _say(
    tx: Transaction,
    workspace: str,
    programme: Programme,
    news: _News,
    silent: list[Noted],
    due_at: dt.datetime,
) -> Say:
    longest_first = sorted(silent, key=lambda each: (each.since, each.nudge.relationship_id))
    named = longest_first[:NAMED_AT_MOST]
    people: dict[int, list[str]] = defaultdict(list)
    for member in await relationship_queries.members(tx, workspace, [each.nudge.relationship_id for each in named]):
        if member.left_at is None:
            people[member.relationship_id].append(member.slack_id)
    return Say(
        to=ToPerson(slack_id=news.coordinator),
        message="no_news",
        key=f"no-news:{programme.id}:{due_at:%Y-%m-%dT%H}:{news.coordinator}",
        args={
            "programme": programme.name,
            "programme_id": programme.id,
            "silent": tuple(
                Silent(people=tuple(people[each.nudge.relationship_id]), since=each.since) for each in named
            ),
            "more": len(silent) - len(named),
            "undelivered": news.undelivered,
        },
        importance=Importance.PLACE,
        due_at=due_at,
        programme_id=programme.id,
    )
