"""A round from files: the people of a CSV as candidates, the engine that a kind needs, and every pair it could choose."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.cli.match.hours import weeks_on
from bot.cli.match.people import People, Person
from bot.cli.match.programme import Dates, Kind, Programme
from mentoring.rules.availability import season_dates
from mentoring.rules.matching.listing import allowed_pairs, allowed_peers
from mentoring.rules.matching.values import Candidate, Round

A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything a round from files depends on."""

    programme: Programme
    dates: Dates
    seasons: tuple[dt.date, ...]
    """A date in each season of the programme: clocks stand to each other as on one of them."""
    candidates: tuple[Candidate, ...]
    managers: Mapping[str, str | None]
    seed: int
    gaps: tuple["Gap", ...]
    names: Mapping[str, str]
    mentees: Mapping[str, frozenset[str]]
    """Whom each of them is a mentor to already: supervision circles speak of them."""
    left_out: tuple[str, ...]
    """Who is in the file with a role that has no place in this kind of programme."""
    columns_not_read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule that could not be checked for these people, by which missing fact."""

    rule: str
    code: str
    ids: tuple[str, ...]


def ask(people: People, programme: Programme, seed: int, today: dt.date) -> Asked:
    """The question these files put; without dates it is about the year from today on."""
    roles = programme.kind.roles
    dates = programme.dates or Dates(starts=today, ends=today + A_YEAR)
    zones = (person.zone or programme.zone for person in people.by_id.values() if person.hours)
    seasons = season_dates(filter(None, zones), dates.starts, dates.ends)
    taking_part = [person for person in people.by_id.values() if person.roles & roles]
    return Asked(
        programme=programme,
        dates=dates,
        seasons=seasons,
        candidates=tuple(_candidate(person, programme, seasons) for person in taking_part),
        managers={
            id_: person.about.manager
            for id_, person in people.by_id.items()
            if person.about.manager is not None or person.nobody_above
        },
        seed=seed,
        gaps=tuple(_gaps(taking_part, people, programme)),
        names={id_: person.name for id_, person in people.by_id.items()},
        mentees={person.about.id: person.mentees for person in taking_part},
        columns_not_read=people.not_read,
        left_out=tuple(
            sorted(id_ for id_, person in people.by_id.items() if person.roles and not person.roles & roles)
        ),
    )


def solve(asked: Asked) -> Round:
    """The best round, by the engine of the kind of programme."""
    programme = asked.programme
    question = (asked.candidates, programme.engine_rules(), programme.engine_weights(), asked.seed, asked.managers)
    match programme.kind:
        case Kind.ONE_TO_ONE | Kind.REVERSE:
            from mentoring.rules.matching.pairs import solve_pairs

            return solve_pairs(*question, aims=programme.engine_aims())
        case Kind.PEER:
            from mentoring.rules.matching.peer_pairs import solve_peer_pairs

            return solve_peer_pairs(*question)
        case Kind.PEER_GROUP:
            from mentoring.rules.matching.groups import solve_groups

            return solve_groups(*question)
        case Kind.GROUP:
            from mentoring.rules.matching.group_mentoring import solve_group_mentoring

            return solve_group_mentoring(*question, fewest=programme.fewest_mentees, duos=programme.duos)
        case Kind.SUPERVISION:
            from mentoring.rules.matching.circles import solve_circles

            return solve_circles(*question, mentees=asked.mentees)


def every_pair(asked: Asked) -> Iterator[tuple[str, str, int]]:
    """Every pair the rules allow with its score: a mentor and a mentee, or two peers."""
    programme = asked.programme
    listing = allowed_peers if programme.kind.of_peers else allowed_pairs
    return listing(asked.candidates, programme.engine_rules(), programme.engine_weights(), asked.seed, asked.managers)


def _candidate(person: Person, programme: Programme, seasons: tuple[dt.date, ...]) -> Candidate:
    zone = person.zone or programme.zone
    weeks = weeks_on(person.hours, zone, seasons) if zone and person.hours else ()
    return replace(
        person.about,
        mentor_capacity=_places(person, programme) if "mentor" in person.roles else 0,
        mentee_capacity=int("mentee" in person.roles),
        week=weeks[0] if weeks else None,
        later_weeks=weeks[1:],
    )


def _places(person: Person, programme: Programme) -> int:
    told = programme.capacity_when_unknown if person.capacity is None else person.capacity
    return min(told, programme.rules.capacity or told)


def _gaps(taking_part: list[Person], people: People, programme: Programme) -> Iterator[Gap]:
    """What the engine cannot notice, since to it nothing told is nothing there."""
    everybody = tuple(sorted(person.about.id for person in taking_part))
    rules = programme.rules
    mentors = tuple(sorted(p.about.id for p in taking_part if "mentor" in p.roles and p.capacity is None))
    found = {
        Gap("capacity", "capacity_unknown", mentors): not programme.kind.of_peers,
        Gap("no_repeat", "earlier_partners_unknown", everybody): rules.no_repeat and "previous" not in people.columns,
        Gap("on_leave", "leave_unknown", everybody): rules.on_leave and "on_leave" not in people.columns,
    }
    return (gap for gap, holds in found.items() if holds and gap.ids)
