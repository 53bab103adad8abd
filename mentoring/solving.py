"""The question a round of matching answers, and the one function that answers it: run in the worker process.

Nothing here touches the database, so that the worker starts fast and loads only the solvers.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

from mentoring.rules.matching.values import Candidate, RefusedLock, Round, Rules, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything a round depends on: the same question has the same answer. `in_groups` asks for peer groups."""

    candidates: tuple[Candidate, ...]
    rules: Rules
    weights: Weights
    seed: int
    managers: Mapping[str, str | None]
    in_groups: bool

    def fingerprint(self) -> str:
        """64 characters that are the same exactly when the question is."""
        written = json.dumps(asdict(self), sort_keys=True, default=sorted, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


def solve(question: Question) -> Round:
    """The best round for this question."""
    if question.in_groups:
        from mentoring.rules.matching.groups import solve_groups as engine
    else:
        from mentoring.rules.matching.pairs import solve_pairs as engine
    return engine(
        question.candidates, question.rules, question.weights, question.seed, managers=dict(question.managers)
    )


def refused(question: Question, matches: tuple[tuple[str, ...], ...]) -> tuple[RefusedLock, ...]:
    """Which of these matches, proposed earlier, the people and rules of today no longer allow, and why.

    A match is given as its people, a mentor before their mentee. Two people are named for each that is refused.
    """
    together = frozenset(pair for people in matches for pair in pairwise(people))
    members = {person for people in matches for person in people}
    asked = replace(
        question,
        candidates=tuple(candidate for candidate in question.candidates if candidate.id in members),
        rules=replace(question.rules, locks=together),
    )
    return solve(asked).refused_locks
