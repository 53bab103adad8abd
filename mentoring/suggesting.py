"""Whom each mentee of a programme is shown before a round: worked out in the worker process.

Nothing here touches the database, so that the worker starts fast, and the solvers are loaded there alone.
"""

from dataclasses import dataclass, replace

from mentoring.pool import Facts, pool_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One mentor as a mentee's row keeps them: `why` are reasons, each a code and its values in one list."""

    enrolment_id: int
    slack_id: str
    why: list[list[str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A mentee who seeks a mentor, and whom they are shown: nobody, where nobody is possible."""

    enrolment_id: int
    slack_id: str
    mentors: tuple[Shown, ...]


def suggested(facts: Facts, mentors: frozenset[str]) -> tuple[Choice, ...]:
    """For everybody who seeks a mentor now, whom they are shown of these mentors, as far as they have free places."""
    from mentoring.rules.matching.suggestions import suggest

    pool = pool_of(facts)
    asked = pool.question
    # Whoever is away for long is not asked; a day's leave is no reason not to choose, or be chosen.
    rules = replace(asked.rules, on_leave=False)
    people = [person if person.id in mentors else replace(person, mentor_capacity=0) for person in asked.candidates]
    return tuple(
        Choice(
            enrolment_id=pool.enrolments[each.mentee],
            slack_id=each.mentee,
            mentors=tuple(
                Shown(
                    enrolment_id=pool.enrolments[mentor],
                    slack_id=mentor,
                    why=[[reason.code, *reason.values] for reason in reasons],
                )
                for mentor, reasons in each.mentors
            ),
        )
        for each in suggest(people, rules, asked.weights, asked.seed, asked.managers)
    )
