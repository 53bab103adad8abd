"""What is to be delivered: people, groups and a channel, several messages for each, put into the outbox bit by bit."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from sandbox.state import TEAM_ID, Json
from sandbox.state import Person as SlackPerson
from storage import Storage, outbox
from storage.models.relationships import Conversation
from storage.outbox import Draft, Lane, Recipient, ToChannel, ToConversation, ToPerson
from tests.chaos.plan import POISON, Plan, SharedClock
from tests.people import person_row

log = logging.getLogger(__name__)

NEWS = "C0NEWS"
KIND = "chaos"
_TO_PEOPLE, _TO_GROUPS = 0.80, 0.96
"""So much goes to people, and up to so much to groups; the rest to the channel."""
_BATCH = 25
_BACKLOG = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Who may be written to."""

    people: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]

    def in_slack(self) -> Sequence[SlackPerson]:
        return [SlackPerson(id=person, real_name=f"Person {person[2:]}") for person in self.people]

    def channels(self) -> Json:
        return {"news": {"id": NEWS, "members": list(self.people), "topic": ""}}


def town(plan: Plan) -> Town:
    """About ten messages for each person, and a group for every four people."""
    rng = plan.rng("town")
    people = tuple(f"U0P{number:05}" for number in range(max(12, plan.messages // 12)))
    groups = {tuple(sorted(rng.sample(people, rng.randint(2, 8)))) for _ in range(max(3, len(people) // 4))}
    return Town(people=people, groups=tuple(sorted(groups)))


class Post:
    """Adds messages while others deliver, as the planner does: never far ahead of them."""

    def __init__(self, plan: Plan, who: Town, storage: Storage, clock: SharedClock) -> None:
        self.added = 0
        self._plan = plan
        self._who = who
        self._storage = storage
        self._clock = clock
        self._conversations: Sequence[int] = ()

    async def open(self) -> None:
        """Put people and groups into the database."""
        async with self._storage.transaction() as tx:
            tx.add_all(person_row(TEAM_ID, person, zone="UTC") for person in self._who.people)
            rows = [
                Conversation(workspace_id=TEAM_ID, members=list(members), members_key=",".join(members))
                for members in self._who.groups
            ]
            tx.add_all(rows)
            await tx.flush()
            self._conversations = [row.id for row in rows]

    async def add_all(self) -> None:
        """Add every message, however often the database goes away; once the last is there, return."""
        drafts = self._drafts()
        while self.added < len(drafts):
            batch = drafts[self.added : self.added + _BATCH]
            if await self.open_count() + len(batch) <= _BACKLOG and await self._has_added(batch):
                self.added += len(batch)
            else:
                await asyncio.sleep(0.05)

    async def open_count(self) -> int:
        """How many have not come to an end; more than there can be, when the database does not say."""
        try:
            async with self._storage.look() as tx:
                return await outbox.open_count(tx, TEAM_ID)
        except Exception as problem:  # noqa: BLE001  # whatever the driver of a database that went away says
            log.info("no answer: %r", problem)
            return 1_000_000

    async def _has_added(self, batch: Sequence[Draft]) -> bool:
        now = self._clock.now()
        try:
            async with self._storage.transaction() as tx:
                for draft in batch:
                    await outbox.add(tx, replace(draft, due_at=now))
        except Exception as problem:  # noqa: BLE001  # it may even have been committed: the keys see to that
            log.info("not added: %r", problem)
            return False
        return True

    def _drafts(self) -> Sequence[Draft]:
        rng, plan = self._plan.rng("post"), self._plan
        poisonous = set(rng.sample(range(plan.messages), plan.poisonous))
        return [
            Draft(
                workspace=TEAM_ID,
                key=f"{number:06}",
                kind=KIND,
                to=ToPerson(rng.choice(self._who.people)) if number in poisonous else self._somewhere(rng),
                payload={"text": POISON if number in poisonous else f"Message {number}"},
                lane=rng.choice(list(Lane)),
                due_at=self._clock.now(),
            )
            for number in range(plan.messages)
        ]

    def _somewhere(self, rng: Random) -> Recipient:
        drawn = rng.random()
        if drawn < _TO_PEOPLE:
            return ToPerson(rng.choice(self._who.people))
        return ToConversation(rng.choice(self._conversations)) if drawn < _TO_GROUPS else ToChannel(NEWS)
