"""The functions that answer the question of a round of matching: run in the worker process.

Nothing here touches the database, so that the worker starts fast and loads only the solvers. What comes back is ready
to be kept, since putting thousands of matches into words of their own takes as long as the bot may be silent.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from mentoring.pool import Facts, Pool, pool_of
from mentoring.rules import wishes_honoured
from mentoring.rules.matching.values import Part, Proposal, Reason, RefusedLock, Round
from mentoring.rules.own_sides import OwnSide, own_sides
from mentoring.rules.wishes_honoured import Counted
from mentoring.solved import fit_of, solve, solved

BROUGHT_TOGETHER = "brought_together"
"""The only reason for a match that is not the engine's: a coordinator asked for it."""
COUNTED_AT_ONCE = 100
WAITING_AT_ONCE = 50
"""So many of those not matched lie in one slice of a round: a whole number of a screen's pages, and told in one go."""


class Match(NamedTuple):
    """A proposed match as its rows keep it: `score` is its `fit`, and `members` are enrolments and roles.

    `sides` is what each of them may be told of it, by enrolment: `OwnSide`, with enrolments for ids.
    """

    score: int
    parts: dict[str, int]
    why: list[list[str | int]]
    members: tuple[tuple[int, str], ...]
    sides: dict[str, dict[str, Any]]


_counted: OrderedDict[str, Counted] = OrderedDict()
"""By the fingerprint of a question in which nobody had a hand, so that the next change need not solve it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A round as its row keeps it; `unmatched` are slices of those not matched, `not_kept` pairs wanted in vain."""

    certificate: dict[str, Any]
    matches: tuple[Match, ...]
    unmatched: list[list[dict[str, Any]]]
    gaps: list[list[Any]]
    not_kept: list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a question; no solution when nobody waits, or when it is the one that was answered before."""

    fingerprint: str
    enrolled: int
    waiting: int
    solution: Solution | None = None


def answer(facts: Facts, known: str | None) -> Answer:
    """The best round for these people, unless `known` is the fingerprint of their question."""
    pool = pool_of(facts)
    found = Answer(
        fingerprint=pool.question.fingerprint(),
        enrolled=len(pool.enrolments),
        waiting=len(pool.question.candidates),
    )
    if found.fingerprint == known or not found.waiting:
        return found
    solution = _to_keep(solved(pool.question, found.fingerprint).round, pool)
    wishes = {"wishes": asdict(_wishes(pool, found.fingerprint))}
    return replace(found, solution=replace(solution, certificate=solution.certificate | wishes))


def repaired(facts: Facts, people: frozenset[str], silent: frozenset[str]) -> Solution:
    """The best matches among these people, as far as they are free; nobody is given to a mentor who is `silent`."""
    pool = pool_of(facts)
    free = [
        replace(person, mentor_capacity=0) if person.id in silent else person
        for person in pool.question.candidates
        if person.id in people
    ]
    asked = replace(
        pool.question, candidates=tuple(each for each in free if each.mentor_capacity or each.mentee_capacity)
    )
    return _to_keep(solve(asked).round, pool)


def refused(facts: Facts, known: str, matches: Sequence[tuple[str, ...]]) -> tuple[RefusedLock, ...]:
    """Which of these matches, proposed earlier, the people and rules of today no longer allow, and why.

    Nothing when `known` is the fingerprint of today's question. A match is given as its people, a mentor before their
    mentee. Two people are named for each that is refused.
    """
    question = pool_of(facts).question
    if question.fingerprint() == known:
        return ()
    together = frozenset(pair for people in matches for pair in pairwise(people))
    members = {person for people in matches for person in people}
    asked = replace(
        question,
        candidates=tuple(candidate for candidate in question.candidates if candidate.id in members),
        rules=replace(question.rules, locks=together),
    )
    return solve(asked).round.refused_locks


def _to_keep(solved: Round, pool: Pool) -> Solution:
    waiting = _waiting(solved, pool)
    counts = {
        "enrolled": len(pool.enrolments),
        "already": len({person for person, _ in pool.matched}),
        "not_matched": len(waiting),
        "together": len({frozenset(member.id for member in proposal.members) for proposal in solved.proposals}),
        "people_not_matched": sum(not entry["again"] for entry in waiting),
    }
    sides = own_sides(solved.proposals, pool.question.candidates, pool.together)
    return Solution(
        certificate=asdict(solved.certificate) | counts,
        matches=tuple(_match(*match, pool) for match in zip(solved.proposals, sides, strict=True)),
        unmatched=[waiting[first : first + WAITING_AT_ONCE] for first in range(0, len(waiting), WAITING_AT_ONCE)],
        gaps=[[str(gap.rule), gap.code, list(gap.ids)] for gap in solved.unchecked],
        not_kept=[[*lock.pair, [_written(reason) for reason in lock.reasons]] for lock in solved.refused_locks],
    )


def _wishes(pool: Pool, fingerprint: str) -> Counted:
    """What the share of wishes honoured is made of: of the round as it would be if nobody had a hand in it."""
    question, rules = pool.question, pool.question.rules
    if rules.locks or rules.bans:
        question = replace(question, rules=replace(rules, locks=frozenset(), bans=frozenset()))
        fingerprint = question.fingerprint()
    if fingerprint not in _counted:
        proposals = solved(question, fingerprint).round.proposals
        sides = own_sides(proposals, question.candidates, pool.together)
        _counted[fingerprint] = wishes_honoured.count(len(question.candidates), sides)
    while len(_counted) > COUNTED_AT_ONCE:
        _counted.popitem(last=False)
    return _counted[fingerprint]


def _match(proposal: Proposal, sides: Mapping[str, OwnSide], pool: Pool) -> Match:
    return Match(
        score=fit_of(proposal, pool.question.weights),
        parts={str(part): points for part, points in proposal.parts if part is not Part.WISHES},
        why=_why(proposal),
        members=tuple((pool.enrolments[member.id], str(member.role)) for member in proposal.members),
        sides={str(pool.enrolments[person]): _side(side, pool) for person, side in sides.items()},
    )


def _why(proposal: Proposal) -> list[list[str | int]]:
    reasons = (Reason(BROUGHT_TOGETHER), *proposal.reasons) if proposal.locked else proposal.reasons
    return [_written(reason) for reason in reasons]


def _side(side: OwnSide, pool: Pool) -> dict[str, Any]:
    return asdict(side) | {"asked_for": [pool.enrolments[person] for person in side.asked_for]}


def _waiting(solved: Round, pool: Pool) -> list[dict[str, Any]]:
    """Who is not matched, in each of their roles; a mentor with mentees who could take one more waits for nothing.

    Whoever comes `again` was named before, in the role they most came for. Who was `away` is for their own eyes.
    """
    away = {person.id for person in pool.question.candidates if person.on_leave}
    entries: list[dict[str, Any]] = []
    named: set[str] = set()
    for person in solved.unmatched:
        if (person.id, str(person.role)) in pool.matched:
            continue
        entries.append(
            {
                "enrolment": pool.enrolments[person.id],
                "id": person.id,
                "role": str(person.role),
                "why": [_written(reason) for reason in person.reasons],
                "change": None if person.change is None else _written(person.change),
                "again": person.id in named,
                "away": person.id in away,
            }
        )
        named.add(person.id)
    return entries


def _written(reason: Reason) -> list[str | int]:
    """A reason as a row keeps it: a code and its values in one list."""
    return [reason.code, *reason.values]
