"""How often somebody wants to be written to unasked: as is usual for them, or less, over all their programmes."""

import datetime as dt
from dataclasses import dataclass

from mentoring import places
from mentoring.access import Actor
from mentoring.errors import GoneError
from storage import Transaction
from storage.queries import enrolments as queries
from storage.queries import people as people_queries
from storage.states import EnrolmentState, Role, Unasked


@dataclass(frozen=True, slots=True, kw_only=True)
class HowOften:
    """What somebody chose, and whether they only mentor: then two a month is what is usual."""

    chosen: Unasked
    only_mentors: bool

    @property
    def choices(self) -> tuple[Unasked, ...]:
        """What they can choose among: never more than is usual for them."""
        return tuple(each for each in Unasked if not (self.only_mentors and each is Unasked.TWO_A_MONTH))

    @property
    def at_most(self) -> str:
        """What it comes to: `week`, or what was chosen."""
        if self.chosen is not Unasked.USUAL:
            return self.chosen
        return Unasked.TWO_A_MONTH if self.only_mentors else "week"


async def of_person(tx: Transaction, actor: Actor) -> HowOften:
    """How often this person wants to be written to."""
    row = await people_queries.participant(tx, actor.workspace, actor.id)
    rows = await queries.of_person(tx, actor.workspace, actor.id)
    roles = {each.role for each in rows if each.state is EnrolmentState.ENROLLED}
    only_mentors = roles == {Role.MENTOR}
    chosen = Unasked.USUAL if row is None else row.unasked
    if only_mentors and chosen is Unasked.TWO_A_MONTH:
        chosen = Unasked.USUAL
    return HowOften(chosen=chosen, only_mentors=only_mentors)


async def choose(tx: Transaction, actor: Actor, now: dt.datetime, chosen: str) -> None:
    """Be written to so often from now on; what is planned follows when its moment comes.

    Raises:
        NoPlaceError: they are in no programme. GoneError: there is no such choice.
    """
    await places.of_person(tx, actor)
    if chosen not in set(Unasked):
        raise GoneError
    await places.keep_unasked(tx, actor, Unasked(chosen), now)
