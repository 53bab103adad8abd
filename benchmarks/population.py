"""Seeded companies of any size to match: fictional people, drawn as arrays, the same for the same seed.

*base* is a company over ten sites that mostly speaks English: about half of all pairs are allowed. In *hard*, mentees sit
mostly in Asia and Oceania and mentors in Europe and America, fewer speak English, and a mentor must be more senior:
about one pair in six is allowed, and not everybody can be matched.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.rules.matching.values import Candidate, Rules, Weights, week_of

Numbers = NDArray[np.intp]

SITES = (  # hours ahead of UTC
    ("Aarhus", "DK", 1),
    ("Berlin", "DE", 1),
    ("Lisbon", "PT", 0),
    ("Toronto", "CA", -5),
    ("Austin", "US", -6),
    ("Lagos", "NG", 1),
    ("Pune", "IN", 5),
    ("Singapore", "SG", 8),
    ("Osaka", "JP", 9),
    ("Perth", "AU", 8),
)
WEST, EAST = np.array([1.0] * 6 + [0.15] * 4), np.array([0.35] * 6 + [1.0] * 4)
SHIFTS = ((8, 16), (9, 17), (12, 20))
LOCAL_LANGUAGE = ("da", "de", "pt", "fr", "es", "en", "hi", "en", "ja", "en")
DEPARTMENTS, SKILLS, LEVELS = 12, 64, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A pool with the rules and weights it is matched under."""

    people: list[Candidate]
    rules: Rules
    weights: Weights


def company(mentees: int, *, hard: bool = False, seed: int = 1) -> Company:
    """So many mentees and half as many mentors, who take one to three each."""
    return Company(
        people=_people(mentees, mentees // 2, hard=hard, seed=seed),
        rules=Rules(
            reporting_line=2,
            same_team=True,
            overlap_minutes=180 if hard else 120,
            common_language=True,
            no_repeat=True,
            level_gap_minimum=1 if hard else -1,
        ),
        weights=Weights(other_site=1),
    )


def _people(mentees: int, mentors: int, *, hard: bool, seed: int) -> list[Candidate]:
    draw = np.random.default_rng([seed, mentees, hard])
    count = mentees + mentors
    mentor = np.arange(count) >= mentees
    site = np.where(mentor, _sites(draw, count, WEST if hard else None), _sites(draw, count, EAST if hard else None))
    shift, department = draw.integers(len(SHIFTS), size=count), draw.integers(DEPARTMENTS, size=count)
    level = np.where(mentor, draw.integers(2, LEVELS + 1, count), draw.integers(1, LEVELS - 1, count))
    capacity = np.where(mentor, draw.choice([1, 2, 3], count, p=[0.3, 0.4, 0.3]), 0)
    english = draw.random(count) < (0.6 if hard else 0.85)
    third = draw.choice(sorted(set(LOCAL_LANGUAGE)), count)
    team, boss = draw.integers(max(count // 8, 1), size=count), _bosses(draw, level)
    goals, offers = _ranked(draw, count, 5), _ranked(draw, count, 9)
    wanted, offered = draw.integers(3, 6, count), draw.integers(4, 10, count)
    strangers = draw.integers(count, size=(count, 6))
    wishes, odds = draw.integers(0, 4, count), draw.random((count, 2)) < 0.1
    waited = draw.random(count) < 0.03
    weeks = {(s, t): _week(*SHIFTS[t], SITES[s][2]) for s in range(len(SITES)) for t in range(len(SHIFTS))}
    return [
        Candidate(
            id=f"p{i:06}",
            mentor_capacity=int(capacity[i]),
            mentee_capacity=int(not mentor[i]),
            department=f"department {department[i]}",
            team=f"team {team[i]}",
            site=SITES[site[i]][0],
            country=SITES[site[i]][1],
            level=int(level[i]),
            manager=f"p{boss[i]:06}" if boss[i] >= 0 else None,
            languages=frozenset(
                {LOCAL_LANGUAGE[site[i]]}
                | ({"en"} if english[i] else set())
                | ({str(third[i])} if i % 5 == 0 else set())
            ),
            week=weeks[int(site[i]), int(shift[i])],
            goals_wanted=tuple(f"skill {skill}" for skill in goals[i, : wanted[i]]),
            goals_offered=frozenset(f"skill {skill}" for skill in offers[i, : offered[i]]),
            wants=tuple(dict.fromkeys(f"p{j:06}" for j in strangers[i, : wishes[i]] if mentor[j] != mentor[i])),
            not_with=frozenset(f"p{j:06}" for j in strangers[i, 4 : 4 + odds[i, 0]]),
            earlier_partners=frozenset(f"p{j:06}" for j in strangers[i, 5 : 5 + odds[i, 1]]),
            unmatched_last_time=bool(waited[i]),
        )
        for i in range(count)
    ]


def _sites(draw: np.random.Generator, count: int, odds: NDArray[np.float64] | None) -> Numbers:
    return draw.choice(len(SITES), count, p=None if odds is None else odds / odds.sum())


def _bosses(draw: np.random.Generator, level: Numbers) -> Numbers:
    """Somebody one level up for everybody, nobody for those at the top."""
    boss = np.full(level.size, -1)
    for above in range(2, LEVELS + 1):
        bosses, staff = np.nonzero(level == above)[0], np.nonzero(level == above - 1)[0]
        if bosses.size:
            boss[staff] = draw.choice(bosses, staff.size)
    return boss


def _ranked(draw: np.random.Generator, count: int, most: int) -> Numbers:
    """Different skills for each person, some skills in more demand than others."""
    demand = np.log(1 / np.sqrt(np.arange(1, SKILLS + 1)))
    return np.argsort(-(demand + draw.gumbel(size=(count, SKILLS))), axis=1)[:, :most]


def _week(start: int, end: int, ahead: int) -> int:
    hours = ((day * 24 + start - ahead, day * 24 + end - ahead) for day in range(5))
    return week_of([(first % 168 * 60, first % 168 * 60 + (last - first) * 60) for first, last in hours])
