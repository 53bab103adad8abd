"""A mentor's own word that they take nobody besides those they have: at any moment, and taken back at any moment."""

import datetime as dt
from dataclasses import dataclass

from mentoring import asking, programmes
from mentoring.access import Actor
from mentoring.errors import MentoringError
from mentoring.programmes import Programme
from mentoring.say import Say
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.queries import enrolments as queries
from storage.queries import match_answers
from storage.states import EnrolmentState, ProgrammeState, Role


class NoMentorPlaceError(MentoringError):
    """Somebody who is a mentor nowhere says that they are full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fullness:
    """In which programmes somebody takes no more mentees, or does again; `taken_back` questions were open."""

    programmes: tuple[Programme, ...]
    taken_back: int = 0


async def say_full(tx: Transaction, actor: Actor, now: dt.datetime) -> tuple[Fullness, tuple[Say, ...]]:
    """Take no more mentees, in whatever programme; questions that are open are taken back.

    Raises:
        NoMentorPlaceError: they are a mentor nowhere.
    """
    places = await _places(tx, actor)
    for place, _ in places:
        place.is_full = True
    says: list[Say] = []
    questions = await match_answers.of_mentor(tx, actor.workspace, actor.id)
    for question in questions:
        says += await asking.withdraw(tx, question, now)
    await tx.flush()
    return Fullness(programmes=tuple(each for _, each in places), taken_back=len(questions)), tuple(says)


async def say_free(tx: Transaction, actor: Actor) -> Fullness:
    """Take as many mentees again as they said they would, from the next round on. Raises as `say_full`."""
    places = await _places(tx, actor)
    for place, _ in places:
        place.is_full = False
    await tx.flush()
    return Fullness(programmes=tuple(each for _, each in places))


async def _places(tx: Transaction, actor: Actor) -> list[tuple[Enrolment, Programme]]:
    found = []
    for row in await queries.of_person(tx, actor.workspace, actor.id):
        if row.state is EnrolmentState.ENROLLED and row.role in {Role.MENTOR, Role.BOTH}:
            programme = await programmes.find(tx, actor.workspace, row.programme_id)
            if programme.state is not ProgrammeState.ENDED:
                found.append((row, programme))
    if not found:
        raise NoMentorPlaceError
    return found
