"""Planning the rounds of an event, and planning the rest again when people come late or stay away."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import gcd
from random import Random

Table = tuple[str, ...]
"""The ids of people who sit together, in no particular order."""
Seating = tuple[Table, ...]
"""One round: everybody at one table, and no table more than one person larger than another."""
Pair = frozenset[str]

EMPTY = ""
"""Nobody: the last column is filled up with empty places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rounds of an event, and how good they are."""

    rounds: tuple[Seating, ...]
    repeats: int
    """How often two people meet who have met before, at this event or earlier; in a plan made again, in what is ahead."""
    fewest_repeats: int
    """No plan for these people has fewer."""
    clashes: tuple[tuple[str, str], ...]
    """Pairs to be kept apart who do share a table, because no way round it was found; empty unless there are very many."""


def constellations(
    people: Iterable[str],
    *,
    size: int,
    rounds: int,
    seed: int,
    apart: Collection[tuple[str, str]] = (),
    earlier: Iterable[Collection[str]] = (),
) -> Plan:
    """Rounds at tables of at most `size`, in which people meet as many others as possible for the first time.

    `apart` are pairs never to share a table; `earlier` are tables, pairs or groups that have met before, such as those of
    the programme's earlier events. The same people and seed give the same plan, in whatever order they come.
    Raises ValueError for a table of fewer than two.
    """
    if size < 2:
        raise ValueError(f"Nobody meets anybody at a table of {size}.")
    guests = sorted(set(people))
    if not guests:
        return Plan(rounds=((),) * rounds, repeats=0, fewest_repeats=0, clashes=())
    shut = {frozenset(pair) for pair in apart if set(pair) <= set(guests)}
    met = Counter(pair for table in earlier for pair in _pairs(table) if pair <= set(guests))
    sizes = balanced(len(guests), size)
    planned = closed_form(guests, sizes, rounds, seed, shut, met)
    if len(planned) == rounds:
        return Plan(rounds=tuple(planned), repeats=0, fewest_repeats=0, clashes=())
    fewest = _fewest_repeats(guests, sizes, rounds, shut, met)
    return _judged(_searched(guests, sizes, rounds, seed, shut, met, fewest), shut, met, fewest)


def replanned(
    plan: Plan,
    people: Iterable[str],
    *,
    begun: int,
    size: int,
    seed: int,
    missing: Collection[tuple[int, str]] = (),
    apart: Collection[tuple[str, str]] = (),
    earlier: Iterable[Collection[str]] = (),
) -> Plan:
    """The plan with everything from round `begun` on planned again, for the people who are there now.

    Rounds before it have happened or are going on, and stay; `missing` says who was not there, as (round, id), so that
    whoever comes late may still meet those they were to meet.
    """
    kept = tuple(
        tuple(tuple(person for person in table if (number, person) not in missing) for table in seating)
        for number, seating in enumerate(plan.rounds[:begun])
    )
    ahead = constellations(
        people,
        size=size,
        rounds=len(plan.rounds) - len(kept),
        seed=seed,
        apart=apart,
        earlier=[*earlier, *(table for seating in kept for table in seating)],
    )
    return Plan(
        rounds=(*kept, *ahead.rounds),
        repeats=ahead.repeats,
        fewest_repeats=ahead.fewest_repeats,
        clashes=ahead.clashes,
    )


def balanced(people: int, size: int) -> list[int]:
    """The fewest tables of at most `size` that seat everybody, none more than one larger than another, large ones first."""
    return _shared_out(people, -(-people // size))


def closed_form(
    guests: Sequence[str], sizes: Sequence[int], rounds: int, seed: int, apart: Collection[Pair], met: Counter[Pair]
) -> list[Seating]:
    """As many rounds without any repeat or clash as the formula has, at most `rounds`.

    With g tables of up to p places, people stand in g rows and p columns, and in round t table r takes the person in row
    r + ct (mod g) of each column c. Columns c and c + d bring the same two people together again only after
    g / gcd(d, g) rounds, so up to the smallest of these nobody meets anybody twice.
    """
    tables, places = len(sizes), max(sizes, default=0)
    order = list(guests)
    Random(seed).shuffle(order)  # noqa: S311 -- a draw for fairness, not for secrecy
    seats = [*order, *[EMPTY] * (tables * places - len(order))]
    columns = [seats[start : start + tables] for start in range(0, len(seats), tables)]
    found: list[Seating] = []
    for turn in range(min((tables // gcd(d, tables) for d in range(1, places)), default=1)):
        if len(found) == rounds:
            break
        turned = [column[k:] + column[:k] for c, column in enumerate(columns) for k in (c * turn % tables,)]
        seating = tuple(table if table[-1] is not EMPTY else table[:-1] for table in zip(*turned, strict=True))
        if not (apart or met) or not any(pair in apart or pair in met for table in seating for pair in _pairs(table)):
            found.append(seating)
    return found


def _searched(
    guests: Sequence[str],
    sizes: Sequence[int],
    rounds: int,
    seed: int,
    apart: Collection[Pair],
    met: Counter[Pair],
    fewest: int,
) -> list[Seating]:
    from mentoring.rules.constellations.annealing import annealed

    number = {person: index for index, person in enumerate(guests)}

    def numbered(pair: Pair) -> tuple[int, int]:
        one, other = sorted(number[person] for person in pair)
        return one, other

    seatings = annealed(
        sizes,
        rounds,
        apart=[numbered(pair) for pair in apart],
        met={numbered(pair): times for pair, times in met.items()},
        enough=fewest,
        seed=seed,
    )
    return [tuple(tuple(guests[person] for person in sorted(table)) for table in seating) for seating in seatings]


def _judged(planned: Sequence[Seating], apart: Collection[Pair], met: Counter[Pair], fewest: int) -> Plan:
    meetings = Counter(pair for seating in planned for table in seating for pair in _pairs(table))
    return Plan(
        rounds=tuple(planned),
        repeats=sum(times - (pair not in met) for pair, times in meetings.items()),
        fewest_repeats=fewest,
        clashes=tuple(sorted((min(pair), max(pair)) for pair in meetings if pair in apart)),
    )


def _fewest_repeats(
    guests: Sequence[str], sizes: Sequence[int], rounds: int, apart: Collection[Pair], met: Counter[Pair]
) -> int:
    """The highest of three floors under the repeats.

    Whoever has more meetings than new people to meet repeats some; so does the event as a whole; and when a table has
    more people than the next round has tables, some of them stay together.
    """
    known = Counter(person for pair in {*apart, *met} for person in pair)
    new = {person: len(guests) - 1 - known[person] for person in guests}
    each = rounds * (min(sizes, default=1) - 1)
    by_person = sum(max(each - others, 0) for others in new.values())
    meetings = rounds * sum(map(_couples, sizes))
    staying = sum(_couples(part) for people in sizes for part in _shared_out(people, len(sizes)))
    return max(-(-by_person // 2), meetings - sum(new.values()) // 2, (rounds - 1) * staying, 0)


def _couples(people: int) -> int:
    return people * (people - 1) // 2


def _shared_out(people: int, tables: int) -> list[int]:
    return [people // tables + (number < people % tables) for number in range(tables)]


def _pairs(table: Collection[str]) -> Iterable[Pair]:
    return map(frozenset, combinations(table, 2))
