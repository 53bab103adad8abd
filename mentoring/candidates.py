"""Who takes part in a round, told as the matching engine reads people: everybody enrolled and there, who is free."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mentoring import people, working_time
from mentoring.programmes import Programme
from mentoring.rules.availability import week_intervals
from mentoring.rules.local_time import local_date
from mentoring.rules.matching.values import Candidate, Rules, Weights, week_of
from mentoring.solving import Question
from mentoring.working_time import WorkingTime
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.models.people import Participant
from storage.queries import enrolments as queries
from storage.queries import people as people_queries
from storage.queries import relationships as relationship_queries
from storage.queries import rounds as round_queries
from storage.states import EnrolmentState, Kind, Role, WishKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The people of one round. `matched` holds who is in a relationship of the programme already, in which role."""

    enrolled: int
    question: Question
    enrolments: Mapping[str, int]
    matched: frozenset[tuple[str, Role]]


@dataclass(slots=True, kw_only=True)
class _Wishes:
    with_: list[str] = field(default_factory=list)
    not_with: set[str] = field(default_factory=set)


async def pool_of(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime) -> Pool:
    """Everybody who could be matched now.

    Left out are people who are paused, deactivated or no longer full members, and those whose place is taken: a mentee
    with a mentor, a mentor with as many mentees as they want, a peer with a group.
    """
    rows = await queries.in_programme(tx, workspace, programme.id, EnrolmentState.ENROLLED)
    ids = [row.slack_id for row in rows]
    profiles = await people.profiles(tx, workspace, ids)
    times = await working_time.of_people(tx, workspace, ids, years=())
    told = await people_queries.participants(tx, workspace, ids)
    wishes = await _wishes(tx, workspace, rows)
    partners = await relationship_queries.partners(tx, workspace, programme.id)
    active = await _taken(tx, workspace, programme.id)
    on = max(programme.starts_on, now.date())
    candidates = tuple(
        _candidate(row, told.get(row.slack_id), times[row.slack_id], wishes[row.id], partners, active, on)
        for row in rows
        if row.slack_id in profiles
        and profiles[row.slack_id].may_take_part
        and not times[row.slack_id].is_paused(local_date(now, times[row.slack_id].hours.zone))
        and _is_free(row, active)
    )
    managers = await people_queries.managers(tx, workspace)
    return Pool(
        enrolled=len(rows),
        question=Question(
            candidates=candidates,
            rules=engine_rules(programme),
            weights=Weights(),
            seed=programme.id,
            managers=dict(managers),
            in_groups=programme.kind is Kind.PEER_GROUP,
        ),
        enrolments={row.slack_id: row.id for row in rows},
        matched=frozenset(active),
    )


def engine_rules(programme: Programme) -> Rules:
    """The programme's hard rules in the engine's words."""
    rules = programme.rules
    return Rules(
        reporting_line=rules.reporting_line_levels,
        same_team=rules.different_team,
        overlap_minutes=rules.overlap_minutes,
        common_language=rules.common_language,
        no_repeat=rules.no_repeat,
        group_size=(rules.group_minimum, rules.group_maximum),
    )


async def _taken(tx: Transaction, workspace: str, programme_id: int) -> Mapping[tuple[str, Role], int]:
    """In how many relationships each person is, by role; those of a round that is being carried out are theirs already."""
    begun = await relationship_queries.active_roles(tx, workspace, programme_id)
    return Counter(begun) + Counter(await round_queries.promised_roles(tx, workspace, programme_id))


async def _wishes(tx: Transaction, workspace: str, rows: Sequence[Enrolment]) -> dict[int, _Wishes]:
    found = {row.id: _Wishes() for row in rows}
    for wish in await queries.wishes(tx, workspace, list(found)):
        if wish.kind is WishKind.WITH:
            found[wish.enrolment_id].with_.append(wish.about_id)
        else:
            found[wish.enrolment_id].not_with.add(wish.about_id)
    return found


def _is_free(row: Enrolment, active: Mapping[tuple[str, Role], int]) -> bool:
    if row.role is Role.PEER:
        return (row.slack_id, Role.PEER) not in active
    return bool(_places_as_mentor(row, active) or _seeks_mentor(row, active))


def _places_as_mentor(row: Enrolment, active: Mapping[tuple[str, Role], int]) -> int:
    if row.role not in {Role.MENTOR, Role.BOTH}:
        return 0
    return max(row.capacity - active.get((row.slack_id, Role.MENTOR), 0), 0)


def _seeks_mentor(row: Enrolment, active: Mapping[tuple[str, Role], int]) -> bool:
    return row.role in {Role.MENTEE, Role.BOTH} and (row.slack_id, Role.MENTEE) not in active


def _candidate(
    row: Enrolment,
    about: Participant | None,
    time: WorkingTime,
    wishes: _Wishes,
    partners: Mapping[str, frozenset[str]],
    active: Mapping[tuple[str, Role], int],
    on: dt.date,
) -> Candidate:
    return Candidate(
        id=row.slack_id,
        mentor_capacity=_places_as_mentor(row, active),
        mentee_capacity=int(_seeks_mentor(row, active)),
        department=_same(about.department if about else None),
        team=_same(about.team if about else None),
        site=_same(about.site if about else None),
        country=about.country if about else None,
        level=about.level if about else None,
        manager=about.manager_id if about else None,
        languages=frozenset(about.languages if about else ()),
        week=None if about is None else week_of(week_intervals(time.hours, on)),
        goals_wanted=tuple(row.goals_wanted),
        goals_offered=frozenset(row.goals_offered),
        free_wanted=row.wanted_in_own_words or "",
        free_offered=row.offered_in_own_words or "",
        wants=tuple(wishes.with_),
        not_with=frozenset(wishes.not_with),
        earlier_partners=partners.get(row.slack_id, frozenset()),
        unmatched_last_time=row.unmatched_rounds > 0,
    )


def _same(name: str | None) -> str | None:
    """A department, team or site as it is compared: "Ward 4" and "ward  4" are one."""
    return " ".join(name.casefold().split()) or None if name else None
