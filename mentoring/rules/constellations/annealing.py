"""Annealing the places of an event's rounds: many small swaps at once, ever fewer of them for the worse.

The cost of a plan is simple: two people who meet m times, earlier events included, cost 0 + 1 + ... + (m - 1), so that
repeats are few and fall on different people, and a pair to be kept apart costs `CLASH` more each time. A meeting added
to m earlier ones therefore costs m, and one table of these marginal costs is all that a swap needs to look at.

One step takes one round, draws its tables into couples, and weighs one swap within each couple. Swaps at different
tables cannot disturb each other, and several plans are annealed side by side, so a step is a handful of array
operations. A swap for the worse by d passes with probability exp(-d/T) while T falls (Kirkpatrick, Gelatt & Vecchi 1983;
Metropolis et al. 1953). Steps are counted, never timed: the same seed gives the same plan on every machine.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.intp]

MOST_STEPS = 40_000
STEPS_A_PLACE = 300
"""How long a plan is annealed, by its places over all rounds."""
HOT, COLD = 0.5, 0.1
CLASH = 6
A_MILLION = 1_000_000
TABLES_AT_ONCE = 100
"""Plans side by side have about so many tables between them in a round."""
GLANCE = 250
"""How many steps pass between looks whether a plan is already as good as can be."""


def annealed(
    sizes: Sequence[int],
    rounds: int,
    *,
    apart: Sequence[tuple[int, int]],
    met: Mapping[tuple[int, int], int],
    enough: int,
    seed: int,
) -> list[list[list[int]]]:
    """Rounds of tables of these sizes, people being numbers from 0: fewest clashes, then fewest repeats, that were found.

    Stops as soon as a plan has no clash and at most `enough` repeats.
    """
    plans = _Plans(sizes, rounds, apart=apart, met=met, seed=seed)
    if len(sizes) > 1:
        steps = min(STEPS_A_PLACE * sum(sizes) * rounds, MOST_STEPS)
        for step in range(steps):
            plans.swap(step % rounds, heat=HOT * (COLD / HOT) ** (step / steps))
            if step % GLANCE == 0 and (plans.faults() <= enough).any():
                break
    return plans.seating(int(plans.faults().argmin()))


class _Plans:
    """Several plans side by side: who sits where, and what one more meeting of two people would cost.

    An empty place is taken by nobody: a person beyond the last, whom to meet costs nothing.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        rounds: int,
        *,
        apart: Sequence[tuple[int, int]],
        met: Mapping[tuple[int, int], int],
        seed: int,
    ) -> None:
        self.random = np.random.default_rng(seed)
        self.sizes = np.array(sizes, dtype=np.intp)
        self.nobody = int(self.sizes.sum())
        count = max(TABLES_AT_ONCE // self.sizes.size, 2)
        self.plan = np.arange(count)[:, None]
        self.somebody = np.append(np.ones(self.nobody, dtype=np.int64), 0)
        self.earlier = np.zeros((self.nobody, self.nobody), dtype=np.int64)
        for (one, other), times in met.items():
            self.earlier[one, other] = self.earlier[other, one] = times
        self.apart = np.zeros((self.nobody, self.nobody), dtype=bool)
        for one, other in apart:
            self.apart[one, other] = self.apart[other, one] = True
        self.cost = np.zeros((count, self.nobody + 1, self.nobody + 1), dtype=np.int64)
        self.cost[:, :-1, :-1] = self.earlier + CLASH * self.apart
        self.seats = self._seated(rounds)

    def _seated(self, rounds: int) -> Numbers:
        """Everybody somewhere at random: plans by rounds by tables by seats."""
        seats = np.full((self.plan.size, rounds, self.sizes.size, self.sizes.max()), self.nobody)
        people = np.broadcast_to(np.arange(self.nobody), (self.plan.size, rounds, self.nobody))
        seats[:, :, np.arange(self.sizes.max()) < self.sizes[:, None]] = self.random.permuted(people, axis=2)
        for number in range(rounds):
            for seat in range(self.sizes.max()):
                self._meet(self.plan, seats[:, number, :, seat], seats[:, number, :, :seat], 1)
        return seats

    def swap(self, number: int, heat: float) -> None:
        """Weigh a swap between two seats for each couple of tables in this round, and make those that pass."""
        tables = self.random.permuted(
            np.broadcast_to(np.arange(self.sizes.size), (self.plan.size, self.sizes.size)), axis=1
        )
        half = self.sizes.size // 2
        here, there = tables[:, :half], tables[:, half : 2 * half]
        draw = self.random.random((3, *here.shape))
        my_seat, your_seat = (draw[0] * self.sizes[here]).astype(np.intp), (draw[1] * self.sizes[there]).astype(np.intp)
        me, mine = self._taken_out(number, here, my_seat)
        you, yours = self._taken_out(number, there, your_seat)
        # Leaving somebody gains the cost of meeting them less one: that is what the meeting that ends had cost.
        by_mine, by_yours = self._cost_difference(me, you, mine), self._cost_difference(me, you, yours)
        worse = by_yours - by_mine + self.sizes[here] + self.sizes[there] - 2
        plan, couple = np.nonzero(draw[2] < np.exp(np.minimum(-worse / heat, 0)))
        if not plan.size:
            return
        passed = (plan, couple)
        me, you, mine, yours = me[passed], you[passed], mine[passed], yours[passed]
        for person, companions, times in ((me, mine, -1), (you, yours, -1), (me, yours, 1), (you, mine, 1)):
            self._meet(plan, person, companions, times)
        self.seats[plan, number, here[passed], my_seat[passed]] = you
        self.seats[plan, number, there[passed], your_seat[passed]] = me

    def _taken_out(self, number: int, table: Numbers, seat: Numbers) -> tuple[Numbers, Numbers]:
        """Who sits there, and their companions, with nobody in their place."""
        companions = self.seats[self.plan, number, table]
        places = companions.reshape(-1, companions.shape[-1])
        row, taken = np.arange(len(places)), seat.ravel()
        person = places[row, taken].reshape(seat.shape)
        places[row, taken] = self.nobody
        return person, companions

    def _cost_difference(self, me: Numbers, you: Numbers, companions: Numbers) -> Integers:
        """How much more it costs me than you to meet these companions once more."""
        plan = self.plan[..., None]
        costs = self.cost[plan, me[..., None], companions] - self.cost[plan, you[..., None], companions]
        difference: Integers = costs.sum(axis=-1)
        return difference

    def _meet(self, plan: Numbers, person: Numbers, companions: Numbers, times: int) -> None:
        plan, person = plan[..., None], person[..., None]
        change = times * self.somebody[person] * self.somebody[companions]
        self.cost[plan, person, companions] += change
        self.cost[plan, companions, person] += change

    def faults(self) -> Integers:
        """For each plan its repeats, and a million more for each clash."""
        meetings = self.cost[:, :-1, :-1] - CLASH * self.apart
        repeats = np.maximum(meetings, 1) - np.maximum(self.earlier, 1)
        faults: Integers = (repeats + A_MILLION * self.apart * (meetings - self.earlier)).sum(axis=(1, 2)) // 2
        return faults

    def seating(self, plan: int) -> list[list[list[int]]]:
        """The rounds of one plan."""
        return [
            [[person for person in table if person != self.nobody] for table in tables]
            for tables in self.seats[plan].tolist()
        ]
