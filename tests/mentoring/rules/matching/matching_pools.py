"""Pools of fictional people for the matching tests, and brute force to hold the engine to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from mentoring.rules.matching import Candidate, Objective, Rules, Weights, week_of
from mentoring.rules.matching.population import populate
from mentoring.rules.matching.rules import forbidden
from mentoring.rules.matching.score import parts, scoring

GOALS = ("feedback", "leading", "networks", "presenting", "strategy")
IDS = ("ada", "bo", "chen", "dana", "esi", "finn", "gül", "hana")


def office_hours(start: int, end: int, days: Sequence[int] = range(5)) -> int:
    """A week of equal days, in whole UTC hours."""
    return week_of([(day * 1440 + start * 60, day * 1440 + end * 60) for day in days])


def ranked(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


def some_of(values: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


@st.composite
def candidates(
    draw: st.DrawFn, identity: str, mentors: Sequence[int] = (0, 1, 2), mentees: Sequence[int] = (0, 1)
) -> Candidate:
    others = [other for other in IDS if other != identity]
    return Candidate(
        id=identity,
        mentor_capacity=draw(st.sampled_from(mentors)),
        mentee_capacity=draw(st.sampled_from(mentees)),
        department=draw(st.sampled_from([None, "care", "finance"])),
        team=draw(st.sampled_from([None, "north", "south", "west"])),
        site=draw(st.sampled_from([None, "Aarhus", "Accra"])),
        country=draw(st.sampled_from([None, "DK", "GH"])),
        level=draw(st.none() | st.integers(1, 5)),
        manager=draw(st.none() | st.sampled_from([*others, "director"])),
        languages=draw(some_of(["da", "en", "tr"])),
        week=draw(st.none() | st.sampled_from([office_hours(7, 15), office_hours(13, 21), office_hours(20, 30)])),
        goals_wanted=draw(ranked(GOALS)),
        goals_offered=draw(some_of(GOALS)),
        free_wanted=draw(st.sampled_from(["", "projektledelse", "Mentoring new leaders"])),
        free_offered=draw(st.sampled_from(["", "ledelse i praksis", "I mentored leaders before"])),
        wants=draw(ranked(others)),
        not_with=draw(st.sampled_from([frozenset(), frozenset(), frozenset(others[:1])])),
        earlier_partners=draw(st.sampled_from([frozenset(), frozenset(), frozenset(others[1:2])])),
        unmatched_last_time=draw(st.booleans()),
    )


def pools(least: int = 0, most: int = 6) -> st.SearchStrategy[list[Candidate]]:
    return st.integers(least, most).flatmap(
        lambda size: st.tuples(*(candidates(name) for name in IDS[:size])).map(list)
    )


def all_rules() -> st.SearchStrategy[Rules]:
    return st.builds(
        Rules,
        reporting_line=st.sampled_from([None, 1, 2]),
        same_team=st.booleans(),
        overlap_minutes=st.sampled_from([None, 60, 180]),
        common_language=st.booleans(),
        no_repeat=st.booleans(),
        level_gap_minimum=st.sampled_from([None, 0, 1]),
        bans=st.frozensets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=2),
    )


def all_available(people: list[Candidate], rules: Rules) -> tuple[list[Candidate], Rules]:
    """The same people and rules, and nobody is kept from anybody but by a rule that everybody can read."""
    return [replace(person, not_with=frozenset()) for person in people], replace(rules, bans=frozenset())


def all_weights() -> st.SearchStrategy[Weights]:
    weight = st.integers(0, 5)
    return st.builds(
        Weights,
        goals=weight,
        free_words=weight,
        wishes=weight,
        level_gap=weight,
        other_department=weight,
        other_site=weight,
        overlap=weight,
    )


def random_pool(size: int, seed: int, mentors: float = 1 / 3) -> list[Candidate]:
    """A company of this size: twelve departments, six sites, three shifts, a tree of managers."""
    random = np.random.default_rng(seed)
    return [
        Candidate(
            id=f"person-{number}",
            mentor_capacity=int(random.integers(1, 4)) if number < size * mentors else 0,
            mentee_capacity=int(number >= size * mentors),
            department=f"department-{random.integers(12)}",
            team=f"team-{random.integers(max(size // 8, 1))}",
            site=f"site-{random.integers(6)}",
            level=int(random.integers(1, 8)),
            manager=f"person-{(number - 1) // 6}" if number else None,
            languages=frozenset(random.choice(["en", "en", "da", "tr"], 2).tolist()),
            week=office_hours(start := int(random.integers(5, 12)), start + 8),
            goals_wanted=tuple(dict.fromkeys(f"goal-{g}" for g in random.integers(0, 24, 3))),
            goals_offered=frozenset(f"goal-{g}" for g in random.integers(0, 24, 6)),
            free_wanted=" ".join(random.choice(WORDS.split(), 6).tolist()),
            free_offered=" ".join(random.choice(WORDS.split(), 8).tolist()),
            unmatched_last_time=bool(random.random() < 0.05),
        )
        for number in range(size)
    ]


WORDS = (
    "budget change coaching conflict culture customers data decisions delegation design dialogue feedback focus growth "
    "hiring hybrid influence learning listening meetings networks planning presenting projects quality research safety "
    "sales strategy teams trust values visibility wellbeing writing"
)


def every_pair(people: list[Candidate], rules: Rules, weights: Weights) -> dict[tuple[str, str], int]:
    """Every allowed (mentor, mentee) with its score, by the plain definition."""
    pool = populate(people, {}, 0)
    by = scoring(pool, weights)
    everybody = np.arange(len(people))
    shut = forbidden(pool, rules, everybody, everybody)
    return {
        (pool.people[mentor].id, pool.people[mentee].id): 1 + sum(points for _, points in parts(by, mentee, mentor))
        for mentor in range(len(people))
        for mentee in range(len(people))
        if pool.people[mentor].mentor_capacity and pool.people[mentee].mentee_capacity and not shut[mentee, mentor]
    }


def brute_force(people: list[Candidate], scores: dict[tuple[str, str], int]) -> Objective:
    """The best objective over every assignment there is."""
    by_id = {person.id: person for person in people}
    mentees = [person.id for person in people if person.mentee_capacity]

    def assignments(rest: list[str], places: dict[str, int]) -> Iterator[list[tuple[str, str]]]:
        if not rest:
            yield []
            return
        yield from assignments(rest[1:], places)
        for mentor, free in places.items():
            if free and (mentor, rest[0]) in scores:
                for others in assignments(rest[1:], {**places, mentor: free - 1}):
                    yield [(mentor, rest[0]), *others]

    def judge(matches: list[tuple[str, str]]) -> Objective:
        mentors = {mentor for mentor, _ in matches}
        waited = [*(by_id[i] for i in mentors), *(by_id[mentee] for _, mentee in matches)]
        points = [scores[match] for match in matches]
        return Objective(
            matched=len(matches),
            matched_who_waited=sum(person.unmatched_last_time for person in waited),
            worst=min(points, default=0),
            total=sum(points),
        )

    return max(map(judge, assignments(mentees, {p.id: p.mentor_capacity for p in people if p.mentor_capacity})))
