"""What one of the sandbox's people answers when they join a programme."""

import datetime as dt
from dataclasses import dataclass

from mentoring import enrolment
from mentoring.access import Actor
from mentoring.enrolment import BASELINE_QUESTIONS
from mentoring.places import About
from mentoring.rules.availability import MONDAY_TO_FRIDAY, WorkingHours
from mentoring.say import Say
from storage import Transaction
from storage.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody's answers, step by step. `works` are whole hours on their own clock, `mentees` how many a mentor takes."""

    id: str
    role: Role
    about: About
    zone: str
    works: tuple[int, int] = (9, 17)
    days: frozenset[int] = MONDAY_TO_FRIDAY
    offers: tuple[str, ...] = ()
    offers_in_own_words: str = ""
    mentees: int = 1
    wants: tuple[str, ...] = ()
    wants_in_own_words: str = ""
    wishes: tuple[str, ...] = ()
    rather_not: tuple[str, ...] = ()
    hopes: str = ""
    why: str = ""
    baseline: tuple[int, ...] = ()
    introduction: str

    async def join(self, tx: Transaction, workspace: str, programme_id: int, now: dt.datetime) -> Say:
        """Take every step of joining, as the modal would; gives the confirmation."""
        me = Actor(workspace=workspace, id=self.id)
        start, end = (dt.time(hour) for hour in self.works)
        hours = WorkingHours(zone=self.zone, weekdays=self.days, start=start, end=end)
        answers = dict(zip(BASELINE_QUESTIONS, self.baseline, strict=False))
        await enrolment.save_role(tx, me, now, programme_id, role=self.role)
        await enrolment.save_goals(
            tx,
            me,
            now,
            programme_id,
            wanted=self.wants,
            offered=self.offers,
            wanted_in_own_words=self.wants_in_own_words,
            offered_in_own_words=self.offers_in_own_words,
            capacity=self.mentees,
        )
        await enrolment.save_about(tx, me, now, programme_id, about=self.about)
        await enrolment.save_hours(tx, me, now, programme_id, hours=hours)
        await enrolment.save_wishes(
            tx,
            me,
            now,
            programme_id,
            with_=self.wishes,
            not_with=self.rather_not,
            expectation=self.hopes,
            motivation=self.why,
        )
        await enrolment.save_baseline(tx, me, now, programme_id, answers=answers)
        _, confirmation = await enrolment.complete(tx, me, now, programme_id, introduction=self.introduction)
        return confirmation
