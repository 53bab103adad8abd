"""Matching beside the field, in one run: speed, memory, proof, and the way in Slack. Each case runs in a process of its own.

python benchmarks/matching.py [--check] [--json] [--only NAME ...]

The peers are installed beside the project by `make peers` (into .peers/); none of them is a dependency.
"""

import math
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import matching_cases as cases
from benchmarks import matching_groups as groups
from benchmarks import matching_slack as slack
from benchmarks.figures import Figure, at_least, at_most, options, report
from benchmarks.fresh import measured

Part = Callable[[Path], Sequence[Figure]]


def scoring(_: Path) -> Sequence[Figure]:
    told = measured(cases.score_all, 5_000)
    return [
        Figure(name="scoring 5,000 x 2,500", value=told["seconds"], unit="s"),
        at_least("scoring, beside plain Python", told["reference_seconds"] / told["seconds"], "x", 60),
        at_most("scores that differ from plain Python", told["different"], "", 0),
        at_most("memory of a pair", told["bytes_a_pair"], "bytes", 2),
    ]


def exact(folder: Path) -> Sequence[Figure]:
    found: list[Figure] = []
    seconds = {}
    for mentees, faster, leaner in ((5_000, 6, 8), (10_000, 10, 10)):
        market = _market(folder, mentees, hard=False)
        ours, dense = measured(cases.exact, market), measured(cases.scipy_dense, market)
        seconds[mentees] = ours["seconds"]
        found += [
            Figure(name=f"exact assignment {mentees:,}", value=ours["seconds"], unit="s"),
            Figure(name=f"linear_sum_assignment {mentees:,}", value=dense["seconds"], unit="s"),
            at_least(f"faster at {mentees:,}", dense["seconds"] / ours["seconds"], "x", faster),
            Figure(name=f"extra memory {mentees:,}", value=ours["extra_mb"], unit="MB"),
            Figure(name=f"linear_sum_assignment's extra memory {mentees:,}", value=dense["extra_mb"], unit="MB"),
            at_least(f"leaner at {mentees:,}", dense["extra_mb"] / ours["extra_mb"], "x", leaner),
            at_most(f"points apart at {mentees:,}", abs(ours["total"] - dense["total"]), "", 0),
            at_most(f"gap at {mentees:,}", ours["gap"], "", 0),
        ]
    large = measured(cases.exact, _market(folder, 20_000, hard=False))
    growth = math.log(large["seconds"] / seconds[5_000]) / math.log(4)
    return [
        *found,
        Figure(name="exact assignment 20,000", value=large["seconds"], unit="s"),
        at_most("gap at 20,000", large["gap"], "", 0),
        at_most("exponent of growth, 5,000 to 20,000", growth, "", 2.1),
        at_most("whole process, people to proof, 10,000", measured(cases.whole_process, 10_000)["peak_mb"], "MB", 300),
        at_most("whole process, people to proof, 20,000", measured(cases.whole_process, 20_000)["peak_mb"], "MB", 700),
    ]


def worst_first(folder: Path) -> Sequence[Figure]:
    found: list[Figure] = []
    for name, mentees, hard in (("5,000", 5_000, False), ("10,000", 10_000, False), ("10,000 hard", 10_000, True)):
        market = _market(folder, mentees, hard=hard)
        plain, lifted = measured(cases.exact, market), measured(cases.worst_first, market)
        found += [
            at_most(f"count, worst, total {name}", lifted["seconds"] / plain["seconds"], "x", 4),
            at_most(f"total lost {name}", 100 * (1 - lifted["total"] / plain["total"]), "%", 0.1),
            Figure(name=f"points gained by the worst match {name}", value=lifted["worst"] - plain["worst"], unit=""),
            at_most(f"people lost {name}", plain["matched"] - lifted["matched"], "", 0),
        ]
    return found


def what_if(folder: Path) -> Sequence[Figure]:
    told = measured(cases.what_if, _market(folder, 10_000, hard=False), 12)
    return [
        at_most("what if 10,000, median", told["median_ms"], "ms", 10),
        Figure(name="what if 10,000, slowest", value=told["slowest_ms"], unit="ms"),
        Figure(name="what if 10,000, answered at once", value=100 * told["at_once"], unit="%"),
        at_most("what if 10,000, other than a new solve", told["different"], "", 0),
        at_most("what if 10,000, a new solve", told["anew_seconds"], "s", 5),
    ]


def unmatched(_: Path) -> Sequence[Figure]:
    told = measured(cases.explain, 10_000)
    return [
        Figure(name="mentees left over 10,000 hard", value=told["left"], unit=""),
        at_most("explaining them all", told["seconds"], "s", 0.1),
        at_most("left over, beside the crowds' deficit", abs(told["left"] - told["lacking"]), "", 0),
    ]


def peers(_: Path) -> Sequence[Figure]:
    ours_800, theirs_800 = measured(cases.small_round, 800), measured(cases.mentor_match, 800, peer="mentor-match")
    ours, theirs = measured(cases.small_round, 1_000), measured(cases.hospital_resident, 1_000, peer="matching")
    return [
        Figure(name="scoring and solving 800", value=ours_800["seconds"], unit="s"),
        Figure(name="mentor-match 800, one pass", value=theirs_800["seconds"], unit="s"),
        at_least("beside mentor-match", theirs_800["seconds"] / ours_800["seconds"], "x", 200),
        Figure(
            name="matched by us and not by mentor-match", value=ours_800["matched"] - theirs_800["matched"], unit=""
        ),
        Figure(name="PyPI matching, hospital-resident 1,000", value=theirs["seconds"], unit="s"),
        at_least("beside hospital-resident", theirs["seconds"] / ours["seconds"], "x", 50),
        at_least("total beyond hospital-resident", 100 * (ours["total"] / theirs["total"] - 1), "%", 5),
    ]


def in_slack(_: Path) -> Sequence[Figure]:
    """A person reads their Home for some seconds before they press its button; meanwhile the worker starts."""
    small = measured(slack.pilot, 60, 5)
    large = measured(slack.beside_a_large_round, 10_000, 3)
    return [
        at_most("60 people, from the Home's button to the draft, median", small["median"], "s", 1),
        at_most("60 people, from the Home's button to the draft, worst", small["worst"], "s", 1),
        Figure(name="60 people, by command before the worker has started", value=small["unexpected"], unit="s"),
        Figure(name="10,000 people, from the Home's button to the draft", value=large["draft_seconds"], unit="s"),
        Figure(name="/mentor help and status at rest, p99", value=large["at_rest_p99"], unit="ms"),
        at_most("the same while 10,000 are matched, p99", large["p99"], "ms", 300),
        Figure(name="the same while 10,000 are matched, slowest", value=large["worst"], unit="ms"),
    ]


PARTS: tuple[Part, ...] = (scoring, exact, worst_first, what_if, unmatched, peers, *groups.PARTS, in_slack)


def _market(folder: Path, mentees: int, *, hard: bool) -> str:
    """The scores of a population, worked out once a run and kept in a file."""
    path = folder / f"{mentees}{'-hard' if hard else ''}"
    if not path.with_name(f"{path.name}-scores.npy").exists():
        measured(cases.keep_market, mentees, int(hard), str(path))
    return str(path)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--only", nargs="+", choices=[part.__name__ for part in PARTS], help="run just these parts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        chosen = [part for part in PARTS if not asked.only or part.__name__ in asked.only]
        figures = [figure for part in chosen for figure in part(Path(name))]
    report(figures, asked)


if __name__ == "__main__":
    main()
