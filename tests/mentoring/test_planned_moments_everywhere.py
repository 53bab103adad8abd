"""Every zone there is, from 2020 to 2037: what a journey plans for somebody comes once each, in order, at work, in its dates.

The rules alone are tried in `rules/test_cadence_everywhere.py`; here is what the planner makes of them. A tenth as
many examples, since each is a whole journey of several people.
"""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring import nudges
from mentoring.courses import Companion, Together
from mentoring.nudges import GROUP
from mentoring.programmes import Programme, ProgrammeRules
from mentoring.rules.availability import WorkingHours
from mentoring.rules.budget import mentor_budget
from mentoring.rules.cadence import Course, DateSpan
from mentoring.rules.local_time import local_date
from mentoring.working_time import WorkingTime
from prompts.journeys import load_journeys
from storage.states import Kind, ProgrammeState, RelationshipState, Role
from tests.mentoring.rules.test_cadence_everywhere import EXAMPLES, LENGTH, any_hours, assert_at_work, days
from tests.mentoring.rules.test_cadence_everywhere import Somebody as Anybody

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120 + EXAMPLES // 20)]
DAY = dt.timedelta(days=1)
JOURNEYS = {Kind(kind): journey for kind, journey in load_journeys().items()}
ROLES = {Kind.ONE_TO_ONE: (Role.MENTEE, Role.MENTOR), Kind.PEER_GROUP: (Role.PEER,) * 3}


@dataclass(frozen=True)
class Coming:
    """One step of a journey for one receiver, and when it is to come."""

    step: str
    to: str
    moment: dt.datetime


@st.composite
def relationships(draw: st.DrawFn) -> Together:
    kick_off, kind = draw(days), draw(st.sampled_from(list(ROLES)))
    return Together(
        id=draw(st.integers(1, 999)),
        workspace="T1",
        kind=kind,
        state=RelationshipState.ACTIVE,
        programme=_programme(kind, kick_off, draw(st.sampled_from((7, 14, 28)))),
        conversation_id=1,
        kick_off=kick_off,
        companions=tuple(draw(companions(number, role, kick_off)) for number, role in enumerate(ROLES[kind])),
    )


@st.composite
def companions(draw: st.DrawFn, number: int, role: Role, kick_off: dt.date) -> Companion:
    later = st.integers(-3, LENGTH.days).map(lambda n: kick_off + n * DAY)
    away_from, away_for = draw(later), draw(st.sampled_from((0, 5, 20)))
    pauses = (DateSpan(first=away_from, last=away_from + away_for * DAY),) if away_for else ()
    time = WorkingTime(hours=draw(any_hours), days_off=draw(st.frozensets(later, max_size=8)), pauses=pauses)
    who = f"U{number}"
    return Companion(slack_id=who, name=who, enrolment_id=number, role=role, time=time, is_deactivated=False)


def _programme(kind: Kind, kick_off: dt.date, rhythm_days: int) -> Programme:
    return Programme(
        id=1,
        name="Across the house",
        kind=kind,
        state=ProgrammeState.CLOSED,
        purpose="",
        topic="",
        starts_on=kick_off,
        ends_on=kick_off + LENGTH,
        rhythm_days=rhythm_days,
        meeting_minutes=60,
        rules=ProgrammeRules(),
        goals=(),
        contact_id=None,
        announcement_channel=None,
        holidays_country=None,
        closing_days=frozenset(),
        coordinators=(),
    )


def planned(together: Together) -> list[Coming]:
    """All of a journey that has a place in its course, in the order of its steps and their occurrences."""
    journey = JOURNEYS[together.kind]
    long_before = dt.datetime.combine(together.kick_off - 3 * DAY, dt.time(), dt.UTC)
    found = []
    for step, to in nudges._everything(together, journey):  # noqa: SLF001  # what `plan` and `replan` put into rows
        moment = nudges._moment(together, journey, step, to, long_before)  # noqa: SLF001  # as above
        if moment < nudges.parked(together):
            found.append(Coming(step.step_id, to, moment))
    return found


@settings(max_examples=EXAMPLES // 10, suppress_health_check=[HealthCheck.too_slow])
@given(together=relationships())
def test_what_is_planned_for_somebody_comes_at_work_on_no_day_off_and_within_the_programme(together: Together) -> None:
    for each in planned(together):
        companion = together.companion(each.to)
        if companion is None:
            assert any(at_work(reader, each.moment, together) for reader in together.present), each
            continue
        assert at_work(companion, each.moment, together), each
        day = local_date(each.moment, companion.time.hours.zone)
        # A night shift may begin on the last day and end on the next.
        assert together.kick_off <= day <= together.programme.ends_on + DAY, each


@settings(max_examples=EXAMPLES // 10, suppress_health_check=[HealthCheck.too_slow])
@given(together=relationships())
def test_each_time_a_step_comes_again_it_comes_later(together: Together) -> None:
    by_step: dict[tuple[str, str], list[dt.datetime]] = {}
    for each in planned(together):
        by_step.setdefault((each.step, each.to), []).append(each.moment)

    for moments in by_step.values():
        assert all(earlier < later for earlier, later in pairwise(moments))


@settings(max_examples=EXAMPLES // 10, suppress_health_check=[HealthCheck.too_slow])
@given(together=relationships(), hours=any_hours)
def test_people_with_the_same_hours_and_days_off_are_all_at_work_when_their_group_is_written_to(
    together: Together, hours: WorkingHours
) -> None:
    time = replace(together.companions[0].time, hours=hours, pauses=())
    alike = replace(together, companions=tuple(replace(each, time=time) for each in together.companions))
    for each in planned(alike):
        if each.to == GROUP:
            assert all(at_work(reader, each.moment, alike) for reader in alike.present), each


def at_work(companion: Companion, moment: dt.datetime, together: Together) -> bool:
    """Read off the clock on the wall, as for the rules alone."""
    course = Course(kick_off=together.kick_off, end=together.closes_on)
    away = companion.time.away(together.closes_on)
    try:
        assert_at_work(moment, Anybody(companion.time.hours, course, away, mentor_budget()))
    except AssertionError:
        return False
    return True
