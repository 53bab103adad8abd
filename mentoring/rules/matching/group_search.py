"""Peer groups by local search: quick, good, and honest about what it does not prove.

Everybody starts somewhere: in a group or, when the numbers do not divide, on the bench. Then people swap places as long
as a swap makes the round better, judged by one integer that ranks the aims: the weakest group first, then the total.
A forbidden pair, or a group without a common window, makes a group weaker than any allowed one, so climbing leads out
of what is forbidden by itself. Shaking the best round a little and climbing again, a fixed number of times, is iterated
local search (Lourenço, Martin & Stützle 2003). Every draw comes from the seed and no clock is read: the same pool gives
the same groups.
"""

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.peers import Peers, share_a_window
from mentoring.rules.matching.population import Flags, Ids

Integers = NDArray[np.int64]

FORBIDDEN = 1 << 20
"""What a forbidden pair takes from a group's pair sum; a million times a score's last point."""
BENCH_SCORE = 1 << 11
"""Above every score, so that the bench is never the weakest group; and what one who waited on it costs."""
MOST_WEIGHED = 50_000_000
"""So many swaps are weighed before we leave it at that."""
TOTAL = 1 << 40
"""One point of the weakest group outweighs any total."""


class Seating:
    """Who sits in which group, with the sums that make a swap's worth a few array look-ups."""

    def __init__(self, peers: Peers, place: Ids, groups: int) -> None:
        """`place` is each person's group, 0 to groups - 1, or `groups` for the bench."""
        self.peers = peers
        self.place = place.copy()
        self.bench = groups
        self.worth = np.where(peers.scores > 0, peers.scores.astype(np.int64), -FORBIDDEN)
        np.fill_diagonal(self.worth, 0)
        self.size = np.bincount(place, minlength=groups + 1)
        self.counted = np.where(np.arange(groups + 1) == groups, 0, self.size)
        self.with_group = np.zeros((place.size, groups + 1), dtype=np.int64)
        self.pair_sum = np.zeros(groups + 1, dtype=np.int64)
        self.score = np.full(groups + 1, BENCH_SCORE, dtype=np.int64)
        self.companions_weeks = np.full_like(peers.weeks, np.iinfo(np.uint64).max)
        for group in range(groups):
            self._sum_up(group)
        benched = int(peers.waited[place == groups].sum())
        self.key = int(_key(self.score.min(), (self.counted * self.score).sum(), np.int64(benched)))

    def climb(self) -> None:
        """Make the best swap of each person in turn, until none makes the round better."""
        movable = np.nonzero(~self.peers.settled)[0]
        idle = 0
        sweeps = max(MOST_WEIGHED // max(self.place.size, 1) ** 2, 1)
        while idle < movable.size and sweeps > 0:
            sweeps -= 1
            for person in movable:
                keys = self._keys_after_swaps(int(person))
                other = int(keys.argmax())
                idle += 1
                if keys[other] > self.key:
                    self._swap(int(person), other, int(keys[other]))
                    idle = 0

    def shaken(self, random: np.random.Generator) -> "Seating":
        """The same seating, with an eighth of the people having changed places at random."""
        movable = np.nonzero(~self.peers.settled)[0]
        moved = random.choice(movable, size=min(max(movable.size // 8, 3), movable.size), replace=False)
        place = self.place.copy()
        place[moved] = place[np.roll(moved, 1)]
        return Seating(self.peers, place, self.bench)

    def _keys_after_swaps(self, person: int) -> Integers:
        """The round's key after this person swaps with each other person; the lowest number where they may not."""
        mine, theirs, everybody = int(self.place[person]), self.place, np.arange(self.place.size)
        between, weeks = self.worth[person], self.peers.weeks
        mine_after = self._score(
            np.full_like(theirs, mine),
            self.pair_sum[mine] + self.with_group[:, mine] - between - self.with_group[person, mine],
            share_a_window(self.companions_weeks[person] & weeks),
        )
        theirs_after = self._score(
            theirs,
            self.pair_sum[theirs] + self.with_group[person, theirs] - between - self.with_group[everybody, theirs],
            share_a_window(self.companions_weeks & weeks[person]),
        )
        change_of_mine = self.counted[mine] * (mine_after - self.score[mine])
        change_of_theirs = self.counted[theirs] * (theirs_after - self.score[theirs])
        worst = np.minimum(np.minimum(mine_after, theirs_after), self._worst_besides(mine)[theirs])
        keys = _key(
            worst,
            (self.counted * self.score).sum() + change_of_mine + change_of_theirs,
            self._waiting_after_swaps(person),
        )
        keys[(theirs == mine) | self.peers.settled] = np.iinfo(np.int64).min
        return keys

    def _waiting_after_swaps(self, person: int) -> Integers:
        waited, benched = self.peers.waited.astype(np.int64), (self.place == self.bench).astype(np.int64)
        changed: Integers = (benched[person] - benched) * (waited - waited[person])
        return int(waited @ benched) + changed

    def _worst_besides(self, group: int) -> Integers:
        """For each group, the weakest score among all but it and `group`."""
        scores = self.score.copy()
        scores[group] = BENCH_SCORE
        weakest = int(scores.argmin())
        besides = np.full_like(scores, scores[weakest])
        besides[weakest] = np.delete(scores, weakest).min(initial=BENCH_SCORE)
        return besides

    def _swap(self, person: int, other: int, key: int) -> None:
        self.place[[person, other]] = self.place[[other, person]]
        for group in {int(self.place[person]), int(self.place[other])} - {self.bench}:
            self._sum_up(group)
        self.key = key

    def _sum_up(self, group: int) -> None:
        members = np.nonzero(self.place == group)[0]
        self.with_group[:, group] = self.worth[:, members].sum(axis=1)
        self.pair_sum[group] = self.with_group[members, group].sum() // 2
        weeks = self.peers.weeks[members]
        for seat, member in enumerate(members):
            self.companions_weeks[member] = np.bitwise_and.reduce(np.delete(weeks, seat, axis=0), axis=0)
        window = share_a_window(np.bitwise_and.reduce(weeks, axis=0))
        self.score[group] = self._score(np.array([group]), self.pair_sum[[group]], np.array([window]))[0]

    def _score(self, group: Ids, pair_sum: Integers, window: Flags) -> Integers:
        average = 2 * pair_sum // np.maximum(self.size[group] * (self.size[group] - 1), 1)
        allowed = np.where(window, average, np.minimum(average, 0) - FORBIDDEN)
        return np.where(group == self.bench, BENCH_SCORE, allowed)


def _key(worst: Integers | np.int64, total: Integers | np.int64, waiting: Integers | np.int64) -> Integers:
    """The aims as one integer: who waited and sits on the bench, the weakest group, the total."""
    key: Integers = (worst - BENCH_SCORE * waiting) * TOTAL + total
    return key


def search_groups(peers: Peers, place: Ids, groups: int, seed: int, shakes: int) -> Ids:
    """Improve a seating: who sits in which group (`groups` is the bench), of the same sizes as at the start."""
    random = np.random.default_rng(seed)
    best = Seating(peers, place, groups)
    best.climb()
    for _ in range(shakes if groups and not peers.settled.all() else 0):
        trial = best.shaken(random)
        trial.climb()
        if trial.key > best.key:
            best = trial
    return best.place


def mended(peers: Peers, place: Ids, groups: int, sizes: tuple[int, int]) -> list[Ids]:
    """The groups of a seating with every fault taken out, and everybody then seated who still fits somewhere.

    Whoever clashes most leaves first; a group that becomes too small gives up its people.
    """
    fewest, most = sizes
    kept: list[Ids] = []
    for group in range(groups):
        members = np.nonzero(place == group)[0]
        while members.size >= fewest and not peers.allows(members):
            members = np.delete(members, _least_at_home(peers, members))
        if members.size >= fewest:
            kept.append(members)
    seated = np.isin(np.arange(place.size), np.concatenate([*kept, np.empty(0, dtype=np.intp)]))
    left = np.nonzero(~seated)[0]
    for person in left[np.argsort(~peers.waited[left], kind="stable")]:
        wider = [(np.append(members, person), number) for number, members in enumerate(kept) if members.size < most]
        fitting = [(peers.group_score(members), -number) for members, number in wider if peers.allows(members)]
        if fitting:
            number = -max(fitting)[1]
            kept[number] = np.append(kept[number], person)
    return kept


def _least_at_home(peers: Peers, members: Ids) -> int:
    """The seat of the person with most forbidden pairs in the group, or else the fewest moments in common; never a locked one
    while another can go."""
    clashes = (peers.scores[np.ix_(members, members)] == 0).sum(axis=1)
    without = [
        np.bitwise_count(np.bitwise_and.reduce(np.delete(peers.weeks[members], seat, axis=0), axis=0)).sum()
        for seat in range(members.size)
    ]
    order = np.lexsort((without, clashes, ~peers.settled[members]))
    return int(order[-1])
