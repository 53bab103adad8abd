"""The parts of `benchmarks/matching.py` about peers: their pairs and groups beside the field, and the rounds of events."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks import matching_group_cases as cases
from benchmarks.figures import Figure, at_least, at_most
from benchmarks.fresh import measured


def pairs(_: Path) -> Sequence[Figure]:
    small, plain = measured(cases.paired, 500), measured(cases.networkx_pairs, 500, peer="networkx")
    middle, dense = measured(cases.paired, 2_000), measured(cases.rustworkx_pairs, 2_000, peer="rustworkx")
    large = measured(cases.paired, 10_000)
    return [
        Figure(name="peer pairs 500", value=small["seconds"], unit="s"),
        at_least("beside networkx, 500", plain["seconds"] / small["seconds"], "x", 60),
        Figure(name="peer pairs 2,000", value=middle["seconds"], unit="s"),
        at_least("beside rustworkx, 2,000", dense["seconds"] / middle["seconds"], "x", 15),
        at_most("paired by rustworkx and not by us, 2,000", dense["paired"] - middle["paired"], "", 0),
        Figure(
            name="price of the worst pair first, 2,000", value=100 * (1 - middle["total"] / dense["total"]), unit="%"
        ),
        at_most("peer pairs 10,000", large["seconds"], "s", 20),
        Figure(name="extra memory, 10,000", value=large["extra_mb"], unit="MB"),
        at_most("gap, 500 to 10,000", max(each["gap"] for each in (small, middle, large)), "", 0),
    ]


def groups(_: Path) -> Sequence[Figure]:
    hundred = [measured(cases.grouped, 100, seed) for seed in (1, 3, 4)]
    thousand = measured(cases.grouped, 1_000, 1)
    longer = measured(cases.searched_on, 1_000, 1, 900)
    return [
        at_most("groups of four, 100 people, median", sorted(each["seconds"] for each in hundred)[1], "s", 5),
        at_least("proven, of three pools", sum(each["proven"] for each in hundred), "", 3),
        at_most("groups of four, 1,000 people", thousand["seconds"], "s", 10),
        at_most("total beyond it by a long search", 100 * (longer["total"] / thousand["total"] - 1), "%", 1),
        Figure(name="the long search", value=longer["seconds"], unit="s"),
    ]


def events(_: Path) -> Sequence[Figure]:
    found: list[Figure] = []
    for count, rounds in ((20, 5), (50, 8), (100, 8), (300, 8)):
        told = measured(cases.seated, count, rounds)
        found += [
            at_most(f"{count} people in fours, {rounds} rounds", 1000 * told["seconds"], "ms", 1),
            at_most(f"repeats, {count} people, {rounds} rounds", told["repeats"], "", 0),
        ]
    for rounds, most in ((6, 6), (8, 50)):
        told = measured(cases.seated, 20, rounds)
        found += [
            Figure(name=f"20 people in fours, {rounds} rounds", value=told["seconds"], unit="s"),
            at_most(f"repeats, 20 people, {rounds} rounds", told["repeats"], "", most),
        ]
    return found


PARTS = (pairs, groups, events)
