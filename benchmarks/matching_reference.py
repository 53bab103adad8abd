"""The score of every pair in plain Python, as fast as plain Python gets: what the arrays are held to, and timed against.

Everything that can be worked out once a person is; then one loop goes over pairs of tuples, without a call for a pair. It
shares no arithmetic with `mentoring.rules.matching.score`, only the reading of words and the ranks of goals and wishes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mentoring.rules.matching.population import offers, rank_weights, seasons
from mentoring.rules.matching.rules import long_stretches
from mentoring.rules.matching.similarity import slices
from mentoring.rules.matching.values import Candidate, Part, Rules, Weights

NOBODY: frozenset[str] = frozenset()


class Prepared(NamedTuple):
    """One person, ready to be compared."""

    id: str
    shut: frozenset[str]
    away: bool
    team: str | None
    languages: int
    stretches: tuple[int, ...]
    weeks: tuple[int, ...]
    level: int | None
    asks: tuple[tuple[str, int], ...]
    full: int
    answers: Mapping[str, int]
    wishes: Mapping[str, int]
    department: str | None
    site: str | None
    country: str | None
    industry: str | None
    interests: int
    style: str | None
    wanted: frozenset[str]
    wanted_size: int
    offered: frozenset[str]
    offered_size: int


class Reference:
    """A pool that is scored pair by pair; peers as `scoring` means them."""

    def __init__(
        self,
        people: Sequence[Candidate],
        rules: Rules,
        weights: Weights,
        managers: Mapping[str, str | None] | None = None,
        *,
        peers: bool = False,
    ) -> None:
        total = sum(weights.of(part) for part in Part) or 1
        self.worth = {part: 1000 * weights.of(part) // total for part in Part}
        self.rules, self.best_gap = rules, 0 if peers else weights.best_level_gap
        self.peers = peers
        above = {**(managers or {}), **{p.id: p.manager for p in people if p.manager is not None}}
        apart = _apart(people, rules, above)
        tongues = {tongue: n for n, tongue in enumerate(sorted({each for p in people for each in p.languages}))}
        interests = {interest: n for n, interest in enumerate(sorted({each for p in people for each in p.interests}))}
        texts = {p.id: (slices(p.free_wanted), slices(self._offered(p))) for p in people}
        having = Counter(piece for pair in texts.values() for text in pair for piece in text)
        self.rarity = {piece: (2 * len(people) // count).bit_length() for piece, count in having.items()}
        self.people = {p.id: self._prepared(p, apart[p.id], tongues, interests, texts[p.id]) for p in people}

    def _offered(self, person: Candidate) -> str:
        return f"{person.free_offered} {person.free_wanted}" if self.peers else person.free_offered

    def _prepared(
        self,
        person: Candidate,
        apart: set[str],
        tongues: Mapping[str, int],
        interests: Mapping[str, int],
        texts: tuple[frozenset[str], frozenset[str]],
    ) -> Prepared:
        rank, weeks = rank_weights(person.goals_wanted), seasons(person)
        return Prepared(
            id=person.id,
            shut=frozenset(apart),
            away=person.on_leave and self.rules.on_leave,
            team=person.team,
            languages=sum(1 << tongues[each] for each in person.languages),
            stretches=tuple(long_stretches(week, self.rules.overlap_minutes or 0) for week in weeks),
            weeks=weeks,
            level=person.level,
            asks=tuple(rank.items()),
            full=5 * sum(rank.values()) or 1,
            answers=offers(person, peers=self.peers),
            wishes={other: max(50 - 10 * person.wants.index(other), 10) for other in person.wants},
            department=person.department,
            site=person.site,
            country=person.country,
            industry=person.industry,
            interests=sum(1 << interests[each] for each in person.interests),
            style=person.style,
            wanted=texts[0],
            wanted_size=sum(self.rarity[piece] for piece in texts[0]),
            offered=texts[1],
            offered_size=sum(self.rarity[piece] for piece in texts[1]),
        )

    def rows(self, receivers: Sequence[str], givers: Sequence[str]) -> Iterator[list[int]]:
        """Each receiver's scores with all givers; 0 where a rule forbids it."""
        columns = [self.people[giver] for giver in givers]
        for receiver in receivers:
            yield self._row(self.people[receiver], columns)

    def _row(self, i: Prepared, givers: Sequence[Prepared]) -> list[int]:  # noqa: C901, PLR0912  # no call for each pair
        rules, best, rarity, worth = self.rules, self.best_gap, self.rarity, self.worth
        same_team, language, overlap = rules.same_team, rules.common_language, rules.overlap_minutes
        least, most = rules.level_gap_minimum, rules.level_gap_maximum
        goals_worth, words_worth, wish_worth = worth[Part.GOALS], worth[Part.FREE_WORDS], worth[Part.WISHES]
        level_worth, department_worth = worth[Part.LEVEL_GAP], worth[Part.OTHER_DEPARTMENT]
        site_worth, overlap_worth = worth[Part.OTHER_SITE], worth[Part.OVERLAP]
        industry_worth, interest_worth, style_worth = worth[Part.INDUSTRY], worth[Part.INTERESTS], worth[Part.STYLE]
        row = []
        for j in givers:
            gap = None if i.level is None or j.level is None else j.level - i.level
            if (
                j.id in i.shut
                or i.away
                or j.away
                or (same_team and i.team == j.team is not None)
                or (language and i.languages and j.languages and not i.languages & j.languages)
                or (overlap and not all(a & b for a, b in zip(i.stretches, j.stretches, strict=False)))
                or (gap is not None and ((least is not None and gap < least) or (most is not None and gap > most)))
            ):
                row.append(0)
                continue
            score = 1
            if goals_worth:
                granted = learnt = 0
                for goal, weight in i.asks:
                    if goal in j.answers:
                        granted += weight * j.answers[goal]
                for goal, weight in j.asks:
                    if goal in i.answers:
                        learnt += weight * i.answers[goal]
                score += goals_worth * min(100 * granted // i.full + 100 * learnt // j.full // 5, 100) // 100
            if words_worth and i.wanted and j.offered:
                shared = sum([rarity[piece] for piece in i.wanted & j.offered])
                score += words_worth * (200 * shared // (i.wanted_size + j.offered_size)) // 100
            if wish_worth and (j.id in i.wishes or i.id in j.wishes):
                score += wish_worth * (i.wishes.get(j.id, 0) + j.wishes.get(i.id, 0)) // 100
            if level_worth and gap is not None:
                score += level_worth * max(100 - 25 * abs(gap - best), 0) // 100
            if (
                department_worth
                and i.department != j.department
                and i.department is not None
                and j.department is not None
            ):
                score += department_worth
            if site_worth:
                if i.site is None or j.site is None:
                    if i.country != j.country and i.country is not None and j.country is not None:
                        score += site_worth
                elif i.site != j.site:
                    score += site_worth
            if overlap_worth and i.weeks and j.weeks:
                quarters = min([(a & b).bit_count() for a, b in zip(i.weeks, j.weeks, strict=True)])
                score += overlap_worth * min(100 * quarters // 80, 100) // 100
            if industry_worth and i.industry == j.industry is not None:
                score += industry_worth
            if interest_worth:
                score += interest_worth * min(25 * (i.interests & j.interests).bit_count(), 100) // 100
            if style_worth and i.style == j.style is not None:
                score += style_worth
            row.append(score)
        return row


def _apart(people: Sequence[Candidate], rules: Rules, above: Mapping[str, str | None]) -> Mapping[str, set[str]]:
    """Whom each person may not be matched with, whatever the two are like."""
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for person in people:
        bosses, boss = list[str](), above.get(person.id)
        while boss is not None and len(bosses) < (rules.reporting_line or 0) and boss not in {person.id, *bosses}:
            bosses.append(boss)
            boss = above.get(boss)
        earlier = person.earlier_partners if rules.no_repeat else NOBODY
        for other in (person.id, *person.not_with, *earlier, *bosses):
            apart[person.id].add(other)
            apart[other].add(person.id)
    for one, other in rules.bans:
        apart[one].add(other)
        apart[other].add(one)
    return apart
