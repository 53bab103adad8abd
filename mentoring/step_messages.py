"""What each kind of step says when its moment has come, and whether it still needs saying."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from mentoring import check_ins, contacts, each_other
from mentoring.courses import Companion, Together
from mentoring.nudges import GROUP, REMINDER
from mentoring.rules.cadence import days_run
from mentoring.rules.local_time import local_date
from mentoring.say import Importance, Say, ToConversation, ToPerson
from prompts.journeys import Journey, Step, StepKind
from prompts.library import Library
from prompts.placeholders import Audience
from storage import Transaction
from storage.models.journey import Nudge
from storage.queries import answers
from storage.queries import enrolments as enrolment_queries
from storage.queries import journey as queries
from storage.states import Kind, NudgeState, Role, Wave

FRESH_FOR = {
    StepKind.PROMPT: dt.timedelta(days=5),
    StepKind.CHECK_IN: dt.timedelta(days=3),
    StepKind.MEETING_REMINDER: dt.timedelta(days=3),
    StepKind.LAST_MEETING: dt.timedelta(days=10),
    StepKind.BASELINE_AGAIN: dt.timedelta(days=10),
    StepKind.GOODBYE: dt.timedelta(days=10),
}
"""How late each kind may still be said; after that it is skipped."""

_TIME_TO_DELIVER = dt.timedelta(hours=4)

MOST_NAMES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One nudge whose moment has come, with what is known around it. `companion` is None for the conversation."""

    nudge: Nudge
    kind: StepKind
    together: Together
    companion: Companion | None
    journey: Journey
    library: Library
    now: dt.datetime

    @property
    def step(self) -> Step | None:
        """The journey's own step; None for a reminder that no journey plans."""
        return next((step for step in self.journey.steps if step.id == self.nudge.step), None)

    @property
    def readers(self) -> tuple[Companion, ...]:
        return self.together.present if self.companion is None else (self.companion,)


async def is_settled(tx: Transaction, occasion: Occasion) -> bool:
    """Whether what would be asked is known already, so that nobody needs to be asked."""
    together, now = occasion.together, occasion.now
    match occasion.kind:
        case StepKind.CHECK_IN:
            return await check_ins.is_answered_lately(tx, together.workspace, together.id, now)
        case StepKind.MEETING_REMINDER:
            return await _met_lately(tx, together, now)
        case StepKind.BASELINE_AGAIN if occasion.companion is not None:
            enrolment = [occasion.companion.enrolment_id]
            answered = await enrolment_queries.baseline(tx, together.workspace, enrolment, Wave.END)
            return bool(answered) or await _is_asked_elsewhere(tx, occasion, occasion.companion)
        case _:
            return False


async def _is_asked_elsewhere(tx: Transaction, occasion: Occasion, reader: Companion) -> bool:
    """Whether what is asked of a place was asked in another relationship of it: a mentor of two answers once."""
    workspace = occasion.together.workspace
    elsewhere = {
        relationship.id
        for relationship, member in await queries.memberships(tx, workspace, [reader.slack_id])
        if member.enrolment_id == reader.enrolment_id and relationship.id != occasion.together.id
    }
    sent = await queries.nudges_of_steps(tx, workspace, elsewhere, {occasion.nudge.step}, NudgeState.SENT)
    return any(each.recipient == reader.slack_id for each in sent)


async def say(tx: Transaction, occasion: Occasion) -> Say | None:
    """What to say now; None when there is nothing left to say that was not said before."""
    match occasion.kind:
        case StepKind.PROMPT | StepKind.LAST_MEETING:
            return await _from_the_library(tx, occasion)
        case StepKind.CHECK_IN:
            asked = await check_ins.ask(tx, occasion.together.workspace, occasion.together.id, occasion.now)
            noted = await answers.meetings_noted(tx, occasion.together.workspace, [occasion.together.id])
            met = noted[occasion.together.id][0] if noted else None
            is_first = not await _said_before(tx, occasion)
            return _say(occasion, check_in_id=asked, is_first=is_first, met=met, **_people(occasion))
        case StepKind.MEETING_REMINDER:
            noted = await answers.meetings_noted(tx, occasion.together.workspace, [occasion.together.id])
            relationship = None if occasion.companion is None else occasion.together.id
            said = await _said_before(tx, occasion, REMINDER)
            return _say(occasion, is_first=not noted, said=said, relationship_id=relationship, **_people(occasion))
        case StepKind.BASELINE_AGAIN:
            enrolment = None if occasion.companion is None else occasion.companion.enrolment_id
            return _say(occasion, enrolment_id=enrolment, programme=occasion.together.programme.name)
        case StepKind.GOODBYE:
            noted = await answers.meetings_noted(tx, occasion.together.workspace, [occasion.together.id])
            role = Role.PEER if occasion.companion is None else occasion.companion.role
            meetings = noted[occasion.together.id][1] if noted else 0
            return _say(occasion, role=role, meetings=meetings, **_people(occasion))
        case _:
            assert_never(occasion.kind)


async def _said_before(tx: Transaction, occasion: Occasion, *others: str) -> int:
    """How many nudges of this kind this receiver has had; `others` are steps of it that no journey plans."""
    steps = {*others, *(step.id for step in occasion.journey.steps if step.kind is occasion.kind)}
    workspace, together = occasion.together.workspace, [occasion.together.id]
    sent = await queries.nudges_of_steps(tx, workspace, together, steps, NudgeState.SENT)
    return sum(each.recipient == occasion.nudge.recipient and each.id != occasion.nudge.id for each in sent)


def key_of(nudge: Nudge) -> str:
    """The key under which a nudge's message stands in the outbox."""
    return f"nudge:{nudge.relationship_id}:{nudge.step}:{nudge.occurrence}:{nudge.recipient}"


def _say(occasion: Occasion, **args: object) -> Say:
    to = ToConversation(id=occasion.together.conversation_id)
    companion = occasion.companion
    late = max(occasion.now - occasion.nudge.due_at, dt.timedelta())
    return Say(
        to=to if companion is None else ToPerson(slack_id=companion.slack_id),
        message=occasion.kind.value,
        key=key_of(occasion.nudge),
        args=args,
        importance=Importance.PLACE if occasion.kind is StepKind.GOODBYE else Importance.UNASKED,
        due_at=occasion.now,
        keep_for=max(FRESH_FOR[occasion.kind] - late, _TIME_TO_DELIVER),
        relationship_id=occasion.together.id,
        enrolment_id=None if companion is None else companion.enrolment_id,
    )


def _people(occasion: Occasion) -> dict[str, object]:
    """Whom a message speaks of: the others for one person, everybody for the conversation."""
    reader = GROUP if occasion.companion is None else occasion.companion.slack_id
    return {"people": occasion.together.partners_of(reader), "programme": occasion.together.programme.name}


async def _from_the_library(tx: Transaction, occasion: Occasion) -> Say | None:
    prompt_id = await _choose(tx, occasion)
    if prompt_id is None:
        return None
    occasion.nudge.prompt_id = prompt_id
    return _say(occasion, prompt_id=prompt_id, values=await _values(tx, occasion), to_group=occasion.companion is None)


async def _choose(tx: Transaction, occasion: Occasion) -> str | None:
    """The prompt the journey names, unless a reader knows it; else one of its stage that is new to all readers."""
    step, library = occasion.step, occasion.library
    if step is None or step.prompt is None:
        return None
    fixed = step.fixed_prompt
    if occasion.kind is StepKind.LAST_MEETING and fixed is not None:
        return fixed  # every relationship has a last meeting of its own
    readers = [reader.slack_id for reader in occasion.readers]
    seen = await answers.prompts_seen(tx, occasion.together.workspace, readers, GROUP)
    if fixed is not None and fixed not in seen:
        return fixed
    stage = step.stage if fixed is None else library[fixed].facts.stage
    noted = await answers.meetings_noted(tx, occasion.together.workspace, [occasion.together.id])
    chosen = library.choose(
        kind=occasion.together.kind,
        audience=_audience(occasion),
        stage=stage or "",
        already_seen=seen,
        seed=key_of(occasion.nudge),
        met=bool(noted),
    )
    return None if chosen is None else chosen.id


def _audience(occasion: Occasion) -> Audience:
    if occasion.companion is None:
        return Audience.PAIR if occasion.together.kind is Kind.ONE_TO_ONE else Audience.GROUP
    return Audience(occasion.companion.role)


async def _values(tx: Transaction, occasion: Occasion) -> Mapping[str, object]:
    """A value for every placeholder; lists, dates and nobody to turn to (None) are put into words by the view."""
    together, programme = occasion.together, occasion.together.programme
    here = [each.slack_id for each in together.companions]
    names: dict[Role, object] = {each.role: each.name for each in together.companions}
    if occasion.companion is None and len(await each_other.relationships_of(tx, together.workspace, together.id)) > 1:
        names = dict.fromkeys(names, tuple(each.name for each in together.companions))  # what is said goes both ways
    return {
        "name": occasion.readers[0].name,
        "mentor": names.get(Role.MENTOR, ""),
        "mentee": names.get(Role.MENTEE, ""),
        "people": tuple(each.name for each in together.companions[:MOST_NAMES]),
        "programme": programme.name,
        "contact": await contacts.name_for(tx, together.workspace, programme, here),
        "end_date": programme.ends_on,
    }


async def _met_lately(tx: Transaction, together: Together, now: dt.datetime) -> bool:
    """Whether a meeting was noted within the last rhythm, as the relationship's clock counts."""
    noted = await answers.meetings_noted(tx, together.workspace, [together.id])
    if not noted:
        return False
    today = local_date(now, together.companions[0].time.hours.zone)
    return days_run(noted[together.id][0], today, together.stopped()) < together.programme.rhythm_days
