"""The people of a round, from the facts as they are stored to the question that the matching engine answers.

Pure, and run in the worker process: reading ten thousand people into values takes longer than the bot may be silent.
Nothing here touches the database, so that the worker starts fast.
"""

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from mentoring.rules.availability import WorkingHours, season_dates, week_intervals
from mentoring.rules.local_time import local_date
from mentoring.rules.matching.values import USUAL_AIMS, USUAL_WEIGHTS, Aims, Candidate, Rules, Weights, week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a pool is made from. `slices` are rows as JSON, some at a time, with the name of what they tell."""

    programme_id: int
    in_groups: bool
    starts_on: dt.date
    ends_on: dt.date
    rules: Rules
    now: dt.datetime
    weights: Weights = USUAL_WEIGHTS
    aims: Aims = USUAL_AIMS
    slices: tuple[tuple[str, str], ...]

    def rows(self, name: str) -> list[list[Any]]:
        """Everything that is told under this name."""
        return [row for told, some in self.slices if told == name for row in json.loads(some)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything a round depends on: the same question has the same answer. `in_groups` asks for peer groups."""

    candidates: tuple[Candidate, ...]
    rules: Rules
    weights: Weights
    seed: int
    managers: Mapping[str, str | None]
    in_groups: bool
    aims: Aims = USUAL_AIMS

    def fingerprint(self) -> str:
        """64 characters that are the same exactly when the question is."""
        written = json.dumps(asdict(self), sort_keys=True, default=sorted, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The people of one round. `matched` holds who is in a relationship of the programme already, in which role."""

    enrolments: Mapping[str, int]
    question: Question
    matched: frozenset[tuple[str, str]]
    together: Mapping[str, Sequence[str]]
    """Whom somebody is in a relationship of the programme with."""


class _Place(NamedTuple):
    """Somebody enrolled: their place, what Slack says of them and what they told us, as `storage.queries.pools` reads it."""

    enrolment_id: int
    slack_id: str
    role: str
    capacity: int
    goals_wanted: list[str]
    goals_offered: list[str]
    wanted_in_own_words: str | None
    offered_in_own_words: str | None
    unmatched_rounds: int
    is_full: bool
    slack_zone: str | None
    may_take_part: bool
    has_told: bool
    level: int | None
    department: str | None
    team: str | None
    site: str | None
    country: str | None
    manager_id: str | None
    languages: list[str] | None
    own_zone: str | None
    works_from: str | None
    works_to: str | None
    weekdays: str | None

    @property
    def zone(self) -> str:
        return self.own_zone or self.slack_zone or "UTC"


def pool_of(facts: Facts) -> Pool:
    """Everybody who could be matched now.

    Left out are people who are deactivated or no longer full members, and those whose place is taken: a mentee with a
    mentor, a mentor with as many mentees as they want, a peer with a group.

    Whoever has paused is there and available to nobody: left out, a glance at the draft would tell who they are. A mentor
    who declined a mentee reads like one who would rather not be with them, so that nothing tells the two apart.
    """
    places = [_Place(*row) for row in facts.rows("places")]
    taken = Counter((person, role) for name in ("begun", "promised") for person, role in facts.rows(name))
    candidate = _teller(facts, places, taken)
    return Pool(
        enrolments={place.slack_id: place.enrolment_id for place in places},
        question=Question(
            candidates=tuple(candidate(place) for place in places if place.may_take_part and _is_free(place, taken)),
            rules=facts.rules,
            weights=facts.weights,
            seed=facts.programme_id,
            managers=dict(facts.rows("managers")),
            in_groups=facts.in_groups,
            aims=facts.aims,
        ),
        matched=frozenset(taken),
        together=_by_person((person, partner) for person, partner in facts.rows("together")),
    )


def _paused(pauses: Sequence[list[Any]], now: dt.datetime) -> Callable[[str, str], bool]:
    """Whether somebody is away on their own calendar's today."""
    by_person = {person: list(rows) for person, rows in groupby(sorted(pauses, key=itemgetter(0)), itemgetter(0))}

    def is_paused(person: str, zone: str) -> bool:
        if person not in by_person:
            return False
        today = local_date(now, zone).isoformat()
        return any(first <= today and (last is None or today <= last) for _, first, last in by_person[person])

    return is_paused


def _is_free(place: _Place, taken: Mapping[tuple[str, str], int]) -> bool:
    if place.role == "peer":
        return (place.slack_id, "peer") not in taken
    return bool(_places_as_mentor(place, taken) or _seeks_mentor(place, taken))


def _places_as_mentor(place: _Place, taken: Mapping[tuple[str, str], int]) -> int:
    if place.is_full or place.role not in {"mentor", "both"}:
        return 0
    return max(place.capacity - taken.get((place.slack_id, "mentor"), 0), 0)


def _seeks_mentor(place: _Place, taken: Mapping[tuple[str, str], int]) -> bool:
    return place.role in {"mentee", "both"} and (place.slack_id, "mentee") not in taken


def _teller(
    facts: Facts, places: Sequence[_Place], taken: Mapping[tuple[str, str], int]
) -> Callable[[_Place], Candidate]:
    """Tells somebody's place as the engine reads people."""
    is_paused = _paused(facts.rows("pauses"), facts.now)
    wishes = facts.rows("wishes")
    with_ = _by_person((person, about) for person, kind, about in wishes if kind == "with")
    apart = [(person, about) for person, kind, about in wishes if kind == "not_with"]
    not_with = _by_person((person, about) for person, about in (*apart, *facts.rows("declined")))
    partners = _by_person((person, partner) for person, partner in facts.rows("partners"))
    seasons = _seasons(facts, places)
    # Many people share their hours: each year is worked out once.
    year = cache(lambda hours: tuple(week_of(week_intervals(hours, on)) for on in seasons))

    def tell(place: _Place) -> Candidate:
        person = place.slack_id
        weeks = year(_hours(place)) if place.has_told else ()
        return Candidate(
            id=person,
            mentor_capacity=_places_as_mentor(place, taken),
            mentee_capacity=int(_seeks_mentor(place, taken)),
            department=_same(place.department),
            team=_same(place.team),
            site=_same(place.site),
            country=place.country,
            level=place.level,
            manager=place.manager_id,
            languages=frozenset(place.languages or ()),
            week=weeks[0] if weeks else None,
            later_weeks=weeks[1:],
            goals_wanted=tuple(place.goals_wanted),
            goals_offered=frozenset(place.goals_offered),
            free_wanted=place.wanted_in_own_words or "",
            free_offered=place.offered_in_own_words or "",
            wants=tuple(with_.get(person, ())),
            not_with=frozenset(not_with.get(person, ())),
            earlier_partners=frozenset(partners.get(person, ())),
            unmatched_last_time=place.unmatched_rounds > 0,
            on_leave=is_paused(person, place.zone),
        )

    return tell


def _seasons(facts: Facts, places: Iterable[_Place]) -> tuple[dt.date, ...]:
    """A date in each season that is left of the programme: hours in common must outlast every change of clocks."""
    starts = max(facts.starts_on, facts.now.date())
    return season_dates((place.zone for place in places if place.has_told), starts, max(starts, facts.ends_on))


def _by_person(rows: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for person, other in rows:
        found[person].append(other)
    return found


def _hours(place: _Place) -> WorkingHours:
    return WorkingHours.as_kept(place.zone, place.weekdays or "", place.works_from or "", place.works_to or "")


def _same(name: str | None) -> str | None:
    """A department, team or site as it is compared: "Ward 4" and "ward  4" are one."""
    return " ".join(name.casefold().split()) or None if name else None
