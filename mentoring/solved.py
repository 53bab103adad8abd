"""Solved drafts, kept by the worker process, so that what a change would do or what another aim costs is answered at once.

Nothing here is lost with the process: the same question is solved to the same draft again.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from mentoring.pool import Facts, Question, pool_of
from mentoring.rules.matching.values import Aims, Change, Moved, Part, Proposal, Reason, Round, Weights

if TYPE_CHECKING:  # the solvers are loaded where they are needed: in the worker
    from mentoring.rules.matching.draft import SolvedPairs

Fits = Mapping[tuple[str, ...], int]
"""How well the people of each match fit, by their ids, a mentor before their mentee."""
MOST_FIT = 1000
KEPT_AT_ONCE = 2
"""The two drafts that lie side by side; one of ten thousand people takes a hundred megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A round, how well each of its matches fits (by the people in it), and for pairs the draft that answers what-ifs."""

    round: Round
    fits: Fits
    draft: "SolvedPairs | None"
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a change would make of a draft. Mean and worst are fits of 1,000, which no wish shows in.

    `changed` people would be in other company; of pairs, `moved` says who would have whom. A change that is `refused`
    changes nothing. Whether the answer took a new solve is not said: that depends on which match is the weakest, wishes
    counted.
    """

    matched_before: int
    matched: int
    mean_before: int
    mean: int
    worst_before: int
    worst: int
    changed: int
    moved: tuple[Moved, ...]
    refused: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a round would be under other aims than its own."""

    aims: Aims
    difference: Difference


_kept: OrderedDict[str, Solved] = OrderedDict()
"""By the fingerprint of the question; the one asked for longest ago goes first."""


def solve(question: Question) -> Solved:
    """The best round for this question. In groups it has the usual aims."""
    asked = (question.candidates, question.rules, question.weights, question.seed, dict(question.managers))
    draft = None
    if question.in_groups:
        from mentoring.rules.matching.groups import solve_groups

        found = solve_groups(*asked)
    else:
        from mentoring.rules.matching.pairs import draft_pairs

        draft, found = draft_pairs(*asked, aims=question.aims)
    fits = {
        tuple(member.id for member in proposal.members): fit_of(proposal, question.weights)
        for proposal in found.proposals
    }
    return Solved(round=found, fits=fits, draft=draft, weights=question.weights)


def solved(question: Question, fingerprint: str) -> Solved:
    """The best round for this question, solved now or remembered."""
    if fingerprint not in _kept:
        _kept[fingerprint] = solve(question)
    _kept.move_to_end(fingerprint)
    while len(_kept) > KEPT_AT_ONCE:
        _kept.popitem(last=False)
    return _kept[fingerprint]


def what_if(fingerprint: str, change: Change) -> Difference | None:
    """What a change would make of a kept draft of pairs.

    None when this process does not have it, or it is about somebody who has come since: then `compared` tells.
    """
    before = _kept.get(fingerprint)
    if before is None or before.draft is None or not {*asdict(change).values()} <= before.draft.pool.position.keys():
        return None
    outlook = before.draft.what_if(change)
    fits = dict(before.fits)
    for moved in outlook.moved:
        fits.pop((moved.before or "", moved.mentee), None)
        if moved.after is not None:
            fits[moved.after, moved.mentee] = _fit_of(before.draft, before.weights, moved.after, moved.mentee)
    return _difference(
        (before.round.objective.matched, before.fits),
        (outlook.objective.matched, fits),
        moved=outlook.moved,
        changed=len(outlook.moved),
        refused=outlook.refused,
    )


def compared(before: Facts, after: Facts) -> Difference:
    """What lies between two drafts of one programme; locks that only the second asks for, and can't keep, are refused."""
    one, other = _of(before), _of(after)
    known = {lock.pair for lock in one.round.refused_locks}
    refused = tuple(reason for lock in other.round.refused_locks if lock.pair not in known for reason in lock.reasons)
    moved = _moved(one.fits, other.fits) if one.draft is not None else ()
    return _difference(
        (one.round.objective.matched, one.fits),
        (other.round.objective.matched, other.fits),
        moved=moved,
        changed=len(moved) if one.draft is not None else _in_other_company(one, other),
        refused=refused,
    )


def prices(facts: Facts) -> tuple[Price, ...]:
    """What a round of pairs would be under each other aim, with the same floor; nothing to choose from for groups."""
    found = _of(facts)
    if found.draft is None:
        return ()
    return tuple(
        Price(aims=aims, difference=_instead(found, found.draft, found.draft.pairs_under(aims)))
        for aims in found.draft.other_aims()
        if aims.floor == found.draft.aims.floor
    )


def fit(points: Mapping[Part, int], score: int, weights: Weights) -> int:
    """How well people fit, of 1,000, whatever they wished: wishes shape a match, but nobody reads them from a number."""
    all_weights = sum(weights.of(part) for part in Part)
    others = all_weights - weights.wishes
    return min((score - points[Part.WISHES]) * all_weights // others, MOST_FIT) if others else 0


def fit_of(proposal: Proposal, weights: Weights) -> int:
    """As `fit`, of a proposed match."""
    return fit(dict(proposal.parts), proposal.score, weights)


def _of(facts: Facts) -> Solved:
    question = pool_of(facts).question
    return solved(question, question.fingerprint())


def _fit_of(draft: "SolvedPairs", weights: Weights, mentor: str, mentee: str) -> int:
    from mentoring.rules.matching.score import parts

    where = draft.pool.position
    points = parts(draft.by, where[mentee], where[mentor])
    return fit(dict(points), 1 + sum(each for _, each in points), weights)


def _instead(found: Solved, draft: "SolvedPairs", pairs: tuple[tuple[str, str], ...]) -> Difference:
    """What lies between a round and these pairs."""
    fits: Fits = {pair: found.fits.get(pair) or _fit_of(draft, found.weights, *pair) for pair in pairs}
    moved = _moved(found.fits, fits)
    return _difference(
        (found.round.objective.matched, found.fits), (len(pairs), fits), moved=moved, changed=len(moved), refused=()
    )


def _moved(one: Fits, other: Fits) -> tuple[Moved, ...]:
    before, after = ({mentee: mentor for mentor, mentee in fits} for fits in (one, other))
    return tuple(
        Moved(mentee=mentee, before=before.get(mentee), after=after.get(mentee))
        for mentee in sorted({*before, *after})
        if before.get(mentee) != after.get(mentee)
    )


def _in_other_company(one: Solved, other: Solved) -> int:
    before, after = ({person: frozenset(group) for group in each.fits for person in group} for each in (one, other))
    return sum(before.get(person) != after.get(person) for person in {*before, *after})


def _difference(
    before: tuple[int, Fits],
    after: tuple[int, Fits],
    *,
    moved: tuple[Moved, ...],
    changed: int,
    refused: tuple[Reason, ...],
) -> Difference:
    """Each side is how many are matched, and the fits."""
    return Difference(
        matched_before=before[0],
        matched=after[0],
        mean_before=_mean(before[1]),
        mean=_mean(after[1]),
        worst_before=min(before[1].values(), default=0),
        worst=min(after[1].values(), default=0),
        changed=changed,
        moved=moved,
        refused=refused,
    )


def _mean(fits: Fits) -> int:
    return sum(fits.values()) // max(len(fits), 1)
