"""Whom people are given to turn to: never one of themselves."""

from datetime import date

import pytest

from mentoring.programmes import Programme, ProgrammeRules
from storage.states import Kind, ProgrammeState

PROGRAMME = Programme(
    id=1,
    name="Across the house",
    kind=Kind.ONE_TO_ONE,
    state=ProgrammeState.OPEN,
    purpose="Meet somebody you would not meet otherwise.",
    topic="",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 9, 7),
    rhythm_days=28,
    meeting_minutes=60,
    rules=ProgrammeRules(),
    goals=(),
    contact_id="UINGRID",
    announcement_channel=None,
    holidays_country=None,
    closing_days=frozenset(),
    coordinators=("UANNA", "UBENT"),
)


@pytest.mark.parametrize(
    ("people", "turns_to"),
    [
        (("UGRACE", "UMIA"), "UINGRID"),
        (("UINGRID", "UMIA"), "UANNA"),
        (("UINGRID", "UANNA"), "UBENT"),
        (("UINGRID", "UANNA", "UBENT"), None),
    ],
)
def test_somebody_outside_the_relationship_is_named(people: tuple[str, ...], turns_to: str | None) -> None:
    assert PROGRAMME.to_turn_to(besides=people) == turns_to
