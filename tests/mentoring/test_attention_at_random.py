"""Half a year in three programmes at once, at random: the budget holds on every day, and nobody and nothing is forgotten."""

import datetime as dt
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mentoring import how_often
from mentoring.digests import MOST_PARTS
from mentoring.nudges import GROUP
from mentoring.rules.budget import MONTH, Budget, mentee_budget, mentor_budget
from prompts.journeys import StepKind
from storage import Storage
from storage.models.journey import Nudge
from storage.sqlite_driver import Connection
from storage.states import Kind, NudgeState, Role, Unasked
from tests.mentoring.journeying import (
    BEGINS,
    CONTENT,
    ENDS_ON,
    OVER,
    Heard,
    Somebody,
    Walk,
    a_town,
    actor,
    begin,
    nudges_of,
)

SEEDS = int(os.environ.get("ATTENTION_SEEDS", "4"))
A_MONTH_AT_MOST = {Unasked.TWO_A_MONTH: 2, Unasked.ONE_A_MONTH: 1, Unasked.NONE: 0}
LONGEST_SILENCE, OF_A_MENTOR = dt.timedelta(days=50), dt.timedelta(days=80)
"""A mentor's journey plans something every three to six weeks, and one such thing may have nothing new to say."""
ZONES = ("Europe/Copenhagen", "Europe/London", "America/New_York", "Asia/Kolkata")


@pytest.fixture(autouse=True)
def inline_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run statements on the loop: nobody else waits for it here."""

    async def run(_: Connection, statement: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return statement(*args, **options)

    monkeypatch.setattr(Connection, "_execute", run)


@dataclass(frozen=True, kw_only=True)
class Together:
    """Some people in one programme, from a moment on."""

    id: int
    kind: Kind
    people: tuple[Somebody, ...]
    began: dt.datetime


@dataclass(kw_only=True)
class World:
    """Everybody, in which programmes they are, how much they want, and what each of them has read."""

    walk: Walk
    rng: random.Random
    together: list[Together] = field(default_factory=list)
    wishes: dict[str, Unasked] = field(default_factory=dict)

    async def live(self) -> None:
        """Half a year, with somebody who is in three programmes; the other two begin a little later."""
        busy = Somebody(id="UBUSY", role=Role.PEER, zone=self.rng.choice(ZONES), country=None)
        for began in sorted(BEGINS + dt.timedelta(days=self.rng.randrange(40)) for _ in range(3)):
            await self.walk.until(began)
            await self._begin(busy, began)
        await self.walk.until(OVER)

    async def _begin(self, busy: Somebody, began: dt.datetime) -> None:
        number = len(self.together) + 1
        others = [Somebody(id=f"U{number}N{n}", role=Role.PEER, zone=self.rng.choice(ZONES)) for n in range(3)]
        role = self.rng.choice([Role.MENTEE, Role.MENTOR, Role.PEER])
        if role is Role.PEER:
            people, kind = (busy, *others), Kind.PEER_GROUP
        else:
            partner = Role.MENTOR if role is Role.MENTEE else Role.MENTEE
            people, kind = (replace(busy, role=role), replace(others[0], role=partner)), Kind.ONE_TO_ONE
        rhythm = self.rng.choice([7, 14, 28])
        relationship = await begin(self.walk.storage, people, kind, rhythm_days=rhythm, began=began)
        self.together.append(Together(id=relationship, kind=kind, people=people, began=began))
        for who in people:
            if who.id not in self.wishes:
                self.wishes[who.id] = self.rng.choice([Unasked.USUAL, Unasked.USUAL, *Unasked])
                async with self.walk.storage.transaction() as tx:
                    await how_often.choose(tx, actor(who.id), began, self.wishes[who.id])

    def people(self) -> dict[str, Somebody]:
        return {who.id: who for each in self.together for who in each.people}

    def of(self, who: Somebody) -> list[Together]:
        return [each for each in self.together if any(person.id == who.id for person in each.people)]

    def parts_of(self, who: Somebody) -> list[Somebody]:
        """Somebody in each of their roles."""
        return [person for each in self.together for person in each.people if person.id == who.id]

    def read_by(self, who: Somebody) -> list[Heard]:
        """What reached somebody, alone or in a conversation of theirs."""
        mine = {each.id for each in self.of(who)}
        return [
            each
            for each in self.walk.heard
            if each.to == who.id or (each.to == GROUP and each.say.relationship_id in mine)
        ]

    def budget_on(self, who: Somebody, day: dt.date) -> Budget:
        """Worked out here once more: what is usual for the roles they have by then, and what they wish for."""
        begun = [each for each in self.of(who) if each.began.date() <= day]
        learns = [each.began for each in begun for person in each.people if person.id == who.id and _learns(person)]
        usual = mentee_budget(max(learns)) if learns else mentor_budget()
        wish = self.wishes[who.id]
        return usual if wish is Unasked.USUAL else usual.lowered_to(A_MONTH_AT_MOST[wish], MONTH)


def _learns(person: Somebody) -> bool:
    return person.role is not Role.MENTOR


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_half_a_year_in_three_programmes(storage: Storage, seed: int) -> None:
    await a_town(storage)
    world = World(walk=Walk(storage=storage), rng=random.Random(seed))  # noqa: S311 - repeatable, guards nothing

    await world.live()

    for who in world.people().values():
        the_budget_holds_on_every_day(world, who)
        nobody_is_forgotten(world, who)
        await nothing_waits_behind_what_matters_less(world, who)
    for each in world.together:
        assert await nudges_of(storage, each.id, NudgeState.PLANNED) == []


def the_budget_holds_on_every_day(world: World, who: Somebody) -> None:
    """In every stretch of days that ends on a day with a message, by their own calendar; a goodbye is no part of it."""
    counted = [each for each in world.read_by(who) if not any(say.message == "goodbye" for say in each.says)]
    days = [_day(each, who) for each in counted]
    for last in days:
        for limit in world.budget_on(who, last).limits:
            held = [day for day in days if last - limit.window < day <= last]
            allowed = limit.at(dt.datetime.combine(last, dt.time(), dt.UTC))
            assert len(held) <= allowed, f"{who.id}: {len(held)} in {limit.window.days} days up to {last}"


def nobody_is_forgotten(world: World, who: Somebody) -> None:
    """Whoever wants to hear anything does, again and again, until the end."""
    if world.wishes[who.id] is Unasked.NONE:
        return
    heard = sorted(_day(each, who) for each in world.read_by(who))
    first = min(each.began for each in world.of(who)).date()
    longest = LONGEST_SILENCE if any(_learns(each) for each in world.parts_of(who)) else OF_A_MENTOR
    for before, after in pairwise([first, *heard, ENDS_ON]):
        assert after - before <= longest, f"{who.id} hears nothing from {before} to {after}"


async def nothing_waits_behind_what_matters_less(world: World, who: Somebody) -> None:
    """While a check-in waited in vain, they got nothing to think about instead."""
    alone = [each for each in world.read_by(who) if each.to == who.id]
    for row in await _check_ins_left_out(world, who):
        waited = [each for each in alone if row.due_at <= each.at <= (row.decided_at or each.at)]
        for each in waited:
            has_room = len(each.says) < MOST_PARTS
            asks = any(say.message == "check_in" and say.relationship_id == row.relationship_id for say in each.says)
            less = [say.message for say in each.says if say.message == "prompt"]
            assert asks or not (has_room or less), f"{row.step} of {row.relationship_id} waited behind {each.says}"


async def _check_ins_left_out(world: World, who: Somebody) -> list[Nudge]:
    found = []
    for each in world.of(who):
        journey = CONTENT.journeys[each.kind]
        steps = {step.id for step in journey.steps if step.kind is StepKind.CHECK_IN}
        rows = await nudges_of(world.walk.storage, each.id, NudgeState.SKIPPED)
        found += [row for row in rows if row.step in steps and row.recipient == who.id and row.decided_at is not None]
    return found


def _day(heard: Heard, who: Somebody) -> dt.date:
    return heard.at.astimezone(ZoneInfo(who.zone)).date()
