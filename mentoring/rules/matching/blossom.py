"""Whom a matching can cover at all, in a graph in which everybody may meet everybody: Edmonds' blossom algorithm.

*Paths, trees, and flowers* (1965). From somebody not covered a tree of alternating paths grows. Reaching somebody else not
covered makes the matching one pair larger. An odd ring of people, a blossom, can be entered at its base and left
anywhere, so all of it then counts as one. Where no such path exists, the covered may still change: a path of even length
covers its root instead of its end. Since those who can be covered form a matroid (Edmonds & Fulkerson 1965), taking
people in order of claim, each by one such search, covers most people and, among them, those with the best claims.
"""

from collections import deque
from collections.abc import Sequence

from mentoring.rules.matching.population import UNKNOWN


def covering(neighbours: Sequence[Sequence[int]], claim: Sequence[int]) -> list[int]:
    """Everybody's partner (`UNKNOWN` for none): most people covered, and among them the highest claims."""
    partner = [UNKNOWN] * len(neighbours)
    for root in sorted(range(len(neighbours)), key=lambda person: -claim[person]):
        if partner[root] == UNKNOWN:
            _Tree(neighbours, partner, root).cover(claim)
    return partner


class _Tree:
    """The alternating tree of one root. Outer people are those an even path leads to: the root, and partners of others."""

    def __init__(self, neighbours: Sequence[Sequence[int]], partner: list[int], root: int) -> None:
        self.neighbours, self.partner, self.root = neighbours, partner, root
        self.before = [UNKNOWN] * len(partner)
        """Who comes before somebody on a path that ends with a new pair."""
        self.base = list(range(len(partner)))
        """The base of the blossom that somebody is in, else themselves."""
        self.outer = [root]
        self.is_outer = [person == root for person in range(len(partner))]

    def cover(self, claim: Sequence[int]) -> None:
        """Cover the root too or, failing that, instead of somebody with a lower claim, if there is a way."""
        waiting = deque(self.outer)
        while waiting:
            person = waiting.popleft()
            for other in self.neighbours[person]:
                if self.base[person] == self.base[other] or self.partner[person] == other:
                    continue
                if other == self.root or self.is_outer[other]:
                    waiting.extend(self._contracted(person, other))
                elif self.before[other] == UNKNOWN:
                    self.before[other] = person
                    if self.partner[other] == UNKNOWN:
                        self._pair_along(other)
                        return
                    waiting.extend(self._made_outer(self.partner[other]))
        last = min(self.outer, key=lambda person: claim[person])
        if claim[last] < claim[self.root]:
            freed = self.partner[last]
            self.partner[last] = UNKNOWN
            self._pair_along(freed)

    def _made_outer(self, person: int) -> list[int]:
        self.is_outer[person] = True
        self.outer.append(person)
        return [person]

    def _pair_along(self, end: int) -> None:
        """Turn the pairs round on the path from the root to `end`."""
        while end != UNKNOWN:
            person = self.before[end]
            follower = self.partner[person]
            self.partner[end], self.partner[person] = person, end
            end = follower

    def _contracted(self, one: int, other: int) -> list[int]:
        """Make one blossom of the ring that closes between two outer people, and say who becomes outer by it."""
        base = self._common_base(one, other)
        inside = self._petal(one, base, other) | self._petal(other, base, one)
        became: list[int] = []
        for person, mine in enumerate(self.base):
            if mine in inside:
                self.base[person] = base
                if not self.is_outer[person]:
                    became += self._made_outer(person)
        return became

    def _common_base(self, one: int, other: int) -> int:
        mine = {self.base[one]}
        while self.partner[self.base[one]] != UNKNOWN:
            one = self.before[self.partner[self.base[one]]]
            mine.add(self.base[one])
        while self.base[other] not in mine:
            other = self.before[self.partner[self.base[other]]]
        return self.base[other]

    def _petal(self, person: int, base: int, across: int) -> set[int]:
        """The bases on one side of the ring, whose people may now be reached from the other side, `across`."""
        inside = set()
        while self.base[person] != base:
            partner = self.partner[person]
            inside |= {self.base[person], self.base[partner]}
            self.before[person] = across
            person, across = self.before[partner], partner
        return inside
