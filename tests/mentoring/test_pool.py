"""Stored facts become the people of a round: whose hours count when, and who is there though away."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from mentoring.pool import Facts, pool_of
from mentoring.rules.matching.values import Rules
from mentoring.solving import answer

JANUARY, MARCH, JULY, DECEMBER = (dt.date(2026, *day) for day in ((1, 12), (3, 20), (7, 1), (12, 18)))
PLACE: dict[str, Any] = {
    "enrolment_id": 0,
    "slack_id": "",
    "role": "",
    "capacity": 1,
    "goals_wanted": [],
    "goals_offered": [],
    "wanted_in_own_words": None,
    "offered_in_own_words": None,
    "unmatched_rounds": 0,
    "is_full": False,
    "slack_zone": None,
    "may_take_part": True,
    "has_told": True,
    "level": None,
    "department": None,
    "team": None,
    "site": None,
    "country": None,
    "manager_id": None,
    "languages": [],
    "own_zone": None,
    "works_from": "09:00",
    "works_to": "17:00",
    "weekdays": "01234",
}
"""What is told of somebody's place, in the order in which it is read."""


def place(enrolment_id: int, slack_id: str, role: str, zone: str) -> list[Any]:
    told = {"enrolment_id": enrolment_id, "slack_id": slack_id, "role": role, "own_zone": zone}
    return list((PLACE | told).values())


def facts(starts: dt.date, ends: dt.date, *, zone: str = "America/Bogota", pauses: list[list[str | None]]) -> Facts:
    """Mia in Copenhagen seeks a mentor; Mateo, who is five hours behind UTC all year, is one. They need two hours."""
    rows = {
        "places": [place(1, "UMIA", "mentee", "Europe/Copenhagen"), place(2, "UMATEO", "mentor", zone)],
        "pauses": pauses,
    }
    return Facts(
        programme_id=1,
        in_groups=False,
        starts_on=starts,
        ends_on=ends,
        rules=Rules(overlap_minutes=120),
        now=dt.datetime.combine(starts, dt.time(9), dt.UTC),
        slices=tuple((name, json.dumps(told)) for name, told in rows.items()),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "matches"),
    [
        pytest.param(JANUARY, MARCH, "America/Bogota", 1, id="two hours in winter"),
        pytest.param(JANUARY, JULY, "America/Bogota", 0, id="one hour once Copenhagen has put its clocks forward"),
        pytest.param(JULY, DECEMBER, "America/Bogota", 0, id="one hour until it puts them back"),
        pytest.param(JANUARY, DECEMBER, "America/New_York", 1, id="two hours and more where both change their clocks"),
    ],
)
def test_hours_in_common_must_outlast_every_change_of_clocks(
    starts: dt.date, ends: dt.date, zone: str, matches: int
) -> None:
    solution = answer(facts(starts, ends, zone=zone, pauses=[]), known=None).solution
    assert solution is not None
    assert len(solution.matches) == matches


def test_only_the_seasons_that_are_left_count() -> None:
    asked = facts(JANUARY, DECEMBER, pauses=[])
    in_november = replace(asked, now=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    assert [len(person.later_weeks) for person in pool_of(asked).question.candidates] == [1, 1]
    assert [len(person.later_weeks) for person in pool_of(in_november).question.candidates] == [0, 0]


def test_who_has_paused_is_there_and_available_to_nobody() -> None:
    asked = facts(JANUARY, MARCH, pauses=[["UMIA", "2026-01-01", None]])
    assert [(person.id, person.on_leave) for person in pool_of(asked).question.candidates] == [
        ("UMIA", True),
        ("UMATEO", False),
    ]
    solution = answer(asked, known=None).solution
    assert solution is not None
    assert solution.matches == ()
    assert [(entry["id"], entry["away"]) for entry in solution.unmatched[0]] == [("UMIA", True), ("UMATEO", False)]
