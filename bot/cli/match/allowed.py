"""What may stand under each key of the rules file, in words for whoever mistyped one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mentoring.rules.matching.values import Part

KEYS_AND_VALUES = "keys with their values, one a line"
PAIRS = "pairs of ids, such as [[p001, p017], [p002, p020]]"
YES_OR_NO = "true or off"

ALLOWED: Mapping[str, str] = {
    "": KEYS_AND_VALUES,
    "kind": "one_to_one, reverse, group, peer, peer_group or supervision",
    "dates": "{starts: 2027-01-11, ends: 2027-06-30}, both of them",
    "dates.starts": "a day, such as 2027-01-11",
    "dates.ends": "a day, such as 2027-06-30",
    "zone": "an IANA time zone, such as Europe/Copenhagen",
    "capacity_when_unknown": "a whole number from 0 to 99",
    "rules": KEYS_AND_VALUES,
    "rules.reporting_line": "a whole number of levels from 1 to 99, or off",
    "rules.same_team": YES_OR_NO,
    "rules.overlap_hours": "a number of hours above 0 and up to 168, in quarters, such as 1.5, or off",
    "rules.common_language": YES_OR_NO,
    "rules.no_repeat": YES_OR_NO,
    "rules.on_leave": YES_OR_NO,
    "rules.level_gap": "{at_least: 1, at_most: 4}, either of them alone, or off",
    "rules.level_gap.at_least": "a whole number of levels, negative for below",
    "rules.level_gap.at_most": "a whole number of levels, negative for below",
    "rules.capacity": "a whole number of mentees from 1 to 99, or off",
    "weights": KEYS_AND_VALUES,
    **{f"weights.{part}": "a whole number from 0 (not at all) to 5 (most)" for part in Part},
    "best_level_gap": "a whole number of levels, negative for below",
    "objective": KEYS_AND_VALUES,
    "objective.first": "most_people or best_fit",
    "objective.lift_worst": "true or false",
    "objective.floor": "a whole number from 1 to 1001",
    "group_size": "{fewest: 3, most: 5}, or one of them",
    "group_size.fewest": "a whole number, 2 or more",
    "group_size.most": "a whole number, not below fewest",
    "fewest_mentees": "a whole number from 1 to 99",
    "duos": PAIRS,
    "locks": PAIRS,
    "bans": PAIRS,
}
"""By the dotted name of the key; the empty name is the file."""
OFF = "literal[False]"
"""What pydantic calls `off` in a place where another value would do too; that one's complaint says all."""


def complaints(errors: Iterable[Any]) -> list[str]:
    """A sentence for each place that pydantic could not take, once however many ways of reading it were tried."""
    return list(dict.fromkeys(_complaint(error) for error in errors if OFF not in error["loc"]))


def _complaint(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        *section, unknown = error["loc"]
        return f"{_place(_keys(section))}: There is no {unknown!r} here, only {', '.join(_keys_of(_keys(section)))}."
    path = _keys(error["loc"])
    if error["type"] == "value_error":
        return f"{_place(path)}: {error['msg'].removeprefix('Value error, ')}."
    return f"{_place(path)}: This must be {ALLOWED['.'.join(path)]}."


def _keys(steps: Sequence[int | str]) -> list[str]:
    """The keys on the way, without places in lists and the names of the types that pydantic tried."""
    return [step for step in steps if isinstance(step, str) and step.isidentifier() and step.islower()]


def _place(path: Sequence[str]) -> str:
    return ".".join(path) or "the file"


def _keys_of(section: Sequence[str]) -> list[str]:
    return [key.rpartition(".")[2] for key in ALLOWED if key and key.split(".")[:-1] == list(section)]
