"""What happens by itself, a few lines each: look at what is due, call a use case, put what it says into the outbox.

Every tick works in transactions of its own, a batch at a time. Run twice, cut short, or run by several replicas at
once, it changes nothing that was done already.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot import backups
from handlers import post
from handlers.services import Services
from mentoring import (
    asking,
    due,
    endings,
    intents,
    no_news,
    publishing,
    repairs,
    solving,
    suggesting,
    wish_questions,
    wishing,
)
from mentoring.due import Content
from mentoring.rounds import ChangedThisMomentError
from mentoring.say import Say, Voice
from storage import Transaction, digests, inbox, rate_budgets, requests
from storage.queries import journey as queries
from storage.queries import work
from storage.queries.work import Work

log = logging.getLogger(__name__)

BATCH = 100
FEW = 25
"""Where each row takes several statements: nobody else can write for so long."""
EVENTS_EVERY = timedelta(seconds=15)
"""With the lease of an event, well within the minute and a half in which what a killed bot held is in other hands."""
LEFT_FOR = timedelta(minutes=10)
"""How long a large act is left alone of which a part could not be carried out, and a round that could not be published."""
REQUESTS_KEPT = timedelta(days=7)
"""Slack delivers again for a day; a form may stand open for longer."""
BUDGETS_KEPT = timedelta(hours=1)
"""What Slack has not been asked for so long makes no difference any more."""
EXPIRED_LATELY = timedelta(days=7)
"""What has expired is taken up again within the hour, unless that failed."""
EVENTS_KEPT = timedelta(days=3)
"""What could not be handled for so long is deleted, since it holds people's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line of the table: what to do, and how often on the bot's own clock."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]
    waits_for: Work | None = None
    """What there must be for it to have anything to do at all."""


class Ticks:
    """The table, and each of its lines."""

    def __init__(
        self, services: Services, take_over_events: Callable[[], Awaitable[None]], *, backups_dir: Path | None = None
    ) -> None:
        """`backups_dir` is the folder an embedded database is backed up to."""
        self._services = services
        self._storage = services.storage
        self._backups_dir = backups_dir
        self._last_by_hand: dict[str, datetime] = {}
        self._left: dict[int, datetime] = {}
        self._rounds_left: dict[int, datetime] = {}
        self._said = 0
        self.table = (
            Tick(name="follow_up_questions", every=timedelta(minutes=1), run=self.follow_up, waits_for=Work.QUESTION),
            # These two before what is carried out, since they may make more of it.
            Tick(
                name="publish_as_asked",
                every=timedelta(minutes=1),
                run=self.publish_as_asked,
                waits_for=Work.PUBLISHING,
            ),
            Tick(name="look_at_rounds", every=timedelta(minutes=1), run=self.look_at_rounds, waits_for=Work.ROUND),
            Tick(name="look_at_wishes", every=timedelta(minutes=1), run=self.look_at_wishes, waits_for=Work.WISH_ROUND),
            Tick(
                name="ask_for_wishes", every=timedelta(minutes=1), run=self.ask_for_wishes, waits_for=Work.WISH_QUESTION
            ),
            Tick(name="carry_out", every=timedelta(seconds=5), run=self.carry_out, waits_for=Work.INTENT),
            Tick(name="take_over_events", every=EVENTS_EVERY, run=take_over_events, waits_for=Work.EVENT),
            Tick(name="look_for_no_news", every=timedelta(hours=24), run=self.look_for_no_news),
            Tick(name="keep_house", every=timedelta(days=1), run=self.keep_house),
            Tick(name="back_up", every=timedelta(hours=1), run=self.back_up),
            Tick(name="take_up_expired", every=timedelta(hours=1), run=self.take_up_expired),
            # Last, since the others may plan what is due at this very moment.
            Tick(name="say_what_is_due", every=timedelta(minutes=1), run=self.say_what_is_due, waits_for=Work.NUDGE),
        )

    async def run_all(self) -> None:
        """Do what a clock that was moved by hand has come to: what there is work for, the rest at its interval."""
        now = self._services.now()
        waiting = None
        for tick in self.table:
            if tick.waits_for is None:
                before = self._last_by_hand.get(tick.name)
                is_wanted = before is None or now - before >= tick.every
            else:
                waiting = await self._waiting() if waiting is None else waiting
                is_wanted = tick.waits_for in waiting
            if is_wanted:
                self._last_by_hand[tick.name] = now
                await self._run(tick)
                waiting = None  # it may have made work for those after it

    async def run(self, tick: Tick) -> bool:
        """Run one tick if there is work for it. Whether it went well; a failure is logged, and tried again next time."""
        if tick.waits_for is None:
            return await self._run(tick)
        try:
            is_wanted = tick.waits_for in await self._waiting()
        except Exception:
            log.exception("tick_failed", extra={"tick": tick.name})
            return False
        return not is_wanted or await self._run(tick)

    async def _run(self, tick: Tick) -> bool:
        said_before = self._said
        try:
            await tick.run()
        except Exception:
            log.exception("tick_failed", extra={"tick": tick.name})
            return False
        finally:
            if self._said > said_before:
                self._services.wake_delivery()
        return True

    async def carry_out(self) -> None:
        """Carry out published rounds, ended programmes and changed dates, about a hundred rows a transaction."""
        going_on = True
        while going_on:
            now = self._services.now()
            self._left = _still_left(self._left, now)
            async with self._storage.transaction() as tx:
                part = await intents.carry_on(
                    tx,
                    now,
                    self._services.journeys,
                    self._voice(tx),
                    leaving=self._left.keys(),
                    restored_at=None if self._services.restored is None else self._services.restored.at,
                )
            going_on = part is not None
            if part is not None and part.failed:
                self._left[part.intent_id] = now

    async def follow_up(self) -> None:
        """Remind mentors who are asked, and let questions end whose time is over."""
        done = BATCH
        while done == BATCH:
            async with self._storage.transaction() as tx:
                done = await asking.follow_up(tx, self._services.now(), self._voice(tx), BATCH)

    async def publish_as_asked(self) -> None:
        """Publish the rounds whose moment has come, or tell why not; a failure holds up no other."""
        now = self._services.now()
        self._rounds_left = _still_left(self._rounds_left, now)
        async with self._storage.look() as tx:
            moments = await publishing.due(tx, now)
        for each in moments:
            if each.round_id not in self._rounds_left:
                await self._publish(each)

    async def _publish(self, due: publishing.Due) -> None:
        """Publish one round, checked as after a press; what changes meanwhile is tried again at the next tick."""
        now = self._services.now()
        try:
            async with self._storage.read() as tx:
                checked = await publishing.to_check(tx, now, due)
            refused = ()
            if checked is not None:
                refused = await self._services.run_elsewhere(
                    solving.refused, checked.facts, checked.fingerprint, checked.matches
                )
            async with self._storage.transaction() as tx:
                voice = self._voice(tx)
                for say in await publishing.publish(tx, now, due, checked, refused):
                    await voice(due.workspace, say)
        except ChangedThisMomentError:
            log.info("round_changed_while_checked", extra={"workspace": due.workspace, "round": due.round_id})
        except Exception:
            log.exception("round_not_published", extra={"workspace": due.workspace, "round": due.round_id})
            self._rounds_left[due.round_id] = now

    async def look_at_rounds(self) -> None:
        """Look at the rounds whose mentors are asked, and solve again what has come undone; a failure holds up no other."""
        looked_at: set[int] = set()
        while True:
            async with self._storage.transaction() as tx:
                journeys, now, voice = self._services.journeys, self._services.now(), self._voice(tx)
                looked = await repairs.look(tx, now, journeys, voice, leaving=looked_at)
            if looked is None:
                return
            looked_at.add(looked.round_id)
            if looked.is_to_repair:
                await self._repair(looked.workspace, looked.round_id)

    async def _repair(self, workspace: str, round_id: int) -> None:
        """Solve a round again; what changes meanwhile, or fails, is tried again at the next tick."""
        now = self._services.now()
        try:
            async with self._storage.read() as tx:
                repair = await repairs.to_repair(tx, workspace, round_id, now)
            solution = await self._services.run_elsewhere(solving.repaired, repair.facts, repair.people, repair.silent)
            async with self._storage.transaction() as tx:
                await repairs.keep(tx, workspace, now, repair, solution)
        except Exception:
            log.exception("round_not_repaired", extra={"workspace": workspace, "round": round_id})

    async def ask_for_wishes(self) -> None:
        """Put, repeat and tidy up the questions of asking for wishes."""
        done = FEW
        while done == FEW:
            async with self._storage.transaction() as tx:
                done = await wish_questions.follow_up(tx, self._services.now(), self._voice(tx), FEW)

    async def look_at_wishes(self) -> None:
        """Go on where a stage of asking for wishes is over; a failure holds up no other."""
        looked_at: set[int] = set()
        while True:
            async with self._storage.transaction() as tx:
                looked = await wishing.look(tx, self._services.now(), self._voice(tx), leaving=looked_at)
            if looked is None:
                return
            looked_at.add(looked.wish_round_id)
            if looked.is_to_suggest:
                await self._suggest(looked.workspace, looked.wish_round_id)

    async def _suggest(self, workspace: str, wish_round_id: int) -> None:
        """Choose whom mentees are shown; what changes meanwhile, or fails, is tried again a little later."""
        now = self._services.now()
        try:
            async with self._storage.read() as tx:
                asked = await wishing.to_suggest(tx, workspace, wish_round_id, now)
            if asked is None:
                return
            choices = await self._services.run_elsewhere(suggesting.suggested, asked.facts, asked.mentors)
            async with self._storage.transaction() as tx:
                await wishing.keep(tx, workspace, now, asked, choices)
        except Exception:
            log.exception("nobody_suggested", extra={"workspace": workspace, "wish_round": wish_round_id})

    async def say_what_is_due(self) -> None:
        """Decide on every nudge whose moment has come."""
        content = Content(journeys=self._services.journeys, library=self._services.library)
        decided = BATCH
        while decided == BATCH:
            async with self._storage.transaction() as tx:
                decided = await due.next_batch(tx, content, self._services.now(), self._voice(tx), BATCH)

    async def look_for_no_news(self) -> None:
        """Look at those that may not be fine: a reminder where no meeting is noted, then a word to the coordinators."""
        for workspace in await self._workspaces():
            after: int | None = 0
            while after is not None:
                async with self._storage.transaction() as tx:
                    journeys, now, voice = self._services.journeys, self._services.now(), self._voice(tx)
                    after = await no_news.look(tx, workspace, journeys, now, voice, after=after, limit=BATCH)

    async def keep_house(self) -> None:
        """Close what is over, and forget what is no longer needed."""
        now = self._services.now()
        for workspace in await self._workspaces():
            closed = BATCH
            while closed == BATCH:
                async with self._storage.transaction() as tx:
                    closed = await endings.close_finished(tx, workspace, now, BATCH)
        async with self._storage.transaction() as tx:
            await requests.forget(tx, before=now - REQUESTS_KEPT)
            await rate_budgets.forget(tx, before=now - BUDGETS_KEPT)
            await digests.forget(tx, before=now - digests.KEPT)
            forgotten = await inbox.forget(tx, before=now - EVENTS_KEPT)
        if forgotten:
            log.warning("events_forgotten", extra={"count": forgotten})

    async def back_up(self) -> None:
        """Back an embedded database up, once a day however often the bot is started."""
        if self._backups_dir is not None:
            await backups.back_up(self._storage, self._backups_dir, self._services.now())

    async def take_up_expired(self) -> None:
        """Decide anew on what was to come in digests that expired."""
        since = self._services.now() - EXPIRED_LATELY
        for workspace in await self._workspaces():
            async with self._storage.transaction() as tx:
                await digests.take_up_expired(tx, workspace, since=since)

    def _voice(self, tx: Transaction) -> Voice:
        put = post.voice(tx, self._services, self._services.now())

        async def voice(workspace: str, say: Say) -> None:
            await put(workspace, say)
            self._said += 1

        return voice

    async def _waiting(self) -> frozenset[Work]:
        async with self._storage.look() as tx:
            return await work.waiting(tx, self._services.now())

    async def _workspaces(self) -> list[str]:
        async with self._storage.look() as tx:
            return list(await queries.workspaces(tx))


def _still_left(left: dict[int, datetime], now: datetime) -> dict[int, datetime]:
    """Those of what was left alone, by id, that are not to be tried again yet."""
    return {id_: since for id_, since in left.items() if now - since < LEFT_FOR}
