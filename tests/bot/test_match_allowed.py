"""`--scores` holds exactly the pairs that the rules allow, worked out here from the file alone, as docs/matching.md says."""

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.match.people import ROLES
from tests.bot.match_files import Desk, Rows, company

Row = dict[str, str]

STARTS, ENDS = dt.date(2027, 2, 20), dt.date(2027, 4, 10)
QUARTERS = 7 * 24 * 4
SHIFTS = {
    "Mon-Fri 09:00-17:00": [(day, 9.0, 8.0) for day in range(5)],
    "08:00-12:00|13:00-16:30": [(day, *shift) for day in range(5) for shift in ((8.0, 4.0), (13.0, 3.5))],
    "22:00-06:00": [(day, 22.0, 8.0) for day in range(5)],
    "Sat,Sun 10-18": [(day, 10.0, 8.0) for day in (5, 6)],
}
"""Day, hour and hours of each shift in `match_files.HOURS`."""
RULES = f"""
dates: {{starts: {STARTS}, ends: {ENDS}}}
rules: {{reporting_line: 2, overlap_hours: 2.5, level_gap: {{at_least: -1, at_most: 2}}}}
bans: [[p1, p2], [p5, p4]]
"""


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


@pytest.mark.parametrize("seed", range(6))
def test_a_pair_is_in_the_scores_exactly_when_no_rule_forbids_it(desk: Desk, seed: int) -> None:
    rows = company(40, seed + 30)
    ended = desk.match(rows, RULES)
    mentors = [row for row in rows if "mentor" in ROLES[row["roles"]]]
    mentees = [row for row in rows if "mentee" in ROLES[row["roles"]]]
    allowed = {
        (mentor["id"], mentee["id"])
        for mentor, mentee in product(mentors, mentees)
        if not any(broken(rows, mentor, mentee))
    }
    assert set(ended.scores) == allowed
    assert allowed


def broken(rows: Rows, mentor: Row, mentee: Row) -> Iterator[bool]:
    """For each rule, whether it forbids the pair."""
    one, other = mentor["id"], mentee["id"]
    yield one == other
    yield {one, other} in ({"p1", "p2"}, {"p4", "p5"})
    yield "yes" in (mentor["on_leave"], mentee["on_leave"])
    for column in ("not_with", "previous"):
        yield other in items(mentor[column]) or one in items(mentee[column])
    yield one in above(rows, mentee) or other in above(rows, mentor)
    yield bool(mentor["team"]) and mentor["team"] == mentee["team"]
    spoken = [items(row["languages"]) for row in (mentor, mentee)]
    yield all(spoken) and not spoken[0] & spoken[1]
    if mentor["level"] and mentee["level"]:
        yield not -1 <= int(mentor["level"]) - int(mentee["level"]) <= 2
    if mentor["working_hours"] and mentee["working_hours"]:
        yield (
            min(
                longest_stretch(at_work(mentor, clock) & at_work(mentee, their))
                for clock, their in clocks(mentor, mentee)
            )
            < 10
        )


def items(cell: str) -> set[str]:
    return set(filter(None, cell.split("|")))


def above(rows: Rows, person: Row) -> list[str]:
    """The two nearest managers."""
    by_id = {row["id"]: row for row in rows}
    first = person["manager"]
    second = by_id[first]["manager"] if first in by_id else ""
    return [first, second if second != person["id"] else ""]


def clocks(one: Row, other: Row) -> set[tuple[float, float]]:
    """How far ahead of UTC the two are, in hours, at noon of each date."""
    noons = [dt.datetime.combine(STARTS + dt.timedelta(day), dt.time(12)) for day in range((ENDS - STARTS).days + 1)]
    return {(ahead(one["zone"], noon), ahead(other["zone"], noon)) for noon in noons}


def ahead(zone: str, noon: dt.datetime) -> float:
    offset = noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3600


def at_work(person: Row, clock: float) -> set[int]:
    """The quarter hours of the UTC week in which somebody works."""
    return {
        int((day * 24 + hour - clock) * 4 + quarter) % QUARTERS
        for day, hour, hours in SHIFTS[person["working_hours"]]
        for quarter in range(int(hours * 4))
    }


def longest_stretch(quarters: set[int]) -> int:
    """How many quarter hours follow one another at most, round the week."""
    begins = [quarter for quarter in quarters if (quarter - 1) % QUARTERS not in quarters]
    return max(
        (next(n for n in range(QUARTERS) if (begin + n) % QUARTERS not in quarters) for begin in begins), default=0
    )
