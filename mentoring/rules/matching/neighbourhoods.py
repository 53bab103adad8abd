"""Large neighbourhood search: take a few groups apart, put their people together again as well as can be, and repeat.

What is too large to be solved as a whole is solved piece by piece (Shaw 1998), each piece exactly, as a set partition. A
piece is a group with those whose people its own would rather be with: every third time the weakest group there is, so
that the worst is lifted, otherwise any. The number of pieces is a count and every draw is seeded, so that the same pool
gives the same groups.
"""

from collections.abc import Sequence

import numpy as np

from mentoring.rules.matching.partition import best_choice, possible_groups
from mentoring.rules.matching.peers import Peers
from mentoring.rules.matching.population import Ids

SEATS_SQUARED = 128
"""Groups in a piece times the square of their size: larger groups can be formed in many more ways."""
LIFTED = 3
"""Every so many pieces, one lifts the weakest group."""


def rearranged(peers: Peers, groups: Sequence[Ids], pieces: int, seed: int) -> list[Ids]:
    """The same people in groups of the same sizes, at least as good: first the weakest group, then the total."""
    random = np.random.default_rng(seed)
    current = [np.sort(group) for group in groups]
    scores = np.array([peers.group_score(group) for group in current])
    tried: set[int] = set()
    for piece in range(pieces):
        weakest = [number for number in np.argsort(scores, kind="stable") if number not in tried] or [0]
        centre = int(weakest[0]) if piece % LIFTED == 0 else int(random.integers(len(current)))
        chosen = _piece(peers, current, centre, random)
        better = _put_together(
            peers, [current[number] for number in chosen], int(scores.min()), lift=centre == scores.argmin()
        )
        tried = tried | {centre} if better is None else set()
        if better is not None:
            for number, members in zip(chosen, better, strict=True):
                current[number] = members
                scores[number] = peers.group_score(members)
    return current


def _piece(peers: Peers, groups: Sequence[Ids], centre: int, random: np.random.Generator) -> list[int]:
    """A group with some of those its people would rather be with."""
    size = max(SEATS_SQUARED // groups[centre].size ** 2, 2)
    wanted = peers.scores[groups[centre]].sum(axis=0, dtype=np.int64)
    pull = np.array([wanted[group].mean() for group in groups]) * random.uniform(0.7, 1, len(groups))
    pull[centre] = np.inf
    return [int(number) for number in np.argsort(-pull, kind="stable")[:size]]


def _put_together(peers: Peers, groups: Sequence[Ids], floor: int, *, lift: bool) -> list[Ids] | None:
    """As many groups of the same people that are better for the round, or None."""
    people = np.concatenate(groups)
    if peers.settled[people].any():
        return None
    among = peers.among(people)
    sizes = sorted({group.size for group in groups})
    columns = possible_groups(among, sizes, [])
    if columns is None:
        return None
    before = sum(peers.group_score(group) * group.size for group in groups)
    for least in (floor + 1, floor) if lift else (floor,):
        chosen = best_choice(columns, least)
        new = [people[row[row >= 0]] for row in columns.members[chosen]]
        if len(new) == len(groups) and (least > floor or int(columns.points[chosen].sum()) > before):
            return sorted(new, key=len)
    return None
