"""What people answered, shown as totals only: each wave is summed up once, after it closed, and what was shown is kept.

A check-in's wave is one question to the relationships of one round; it closes when nobody can answer it any more. The
baseline has two waves, the beginning and the end. Opening a report sums nothing up: a coordinator chooses the one
breakdown first, and `rules.suppression` says what of it may be seen.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from mentoring import access, people, programmes
from mentoring.access import Act, Actor
from mentoring.check_ins import OPEN_FOR, SAME_QUESTION
from mentoring.courses import CLOSES_AFTER
from mentoring.enrolment import BASELINE_QUESTIONS
from mentoring.programmes import Programme
from mentoring.rules.local_time import last_date_anywhere, local_date
from mentoring.rules.suppression import Published, Release, Summary, Withheld, release
from prompts.journeys import Journey, StepKind
from storage import Transaction
from storage.models.reports import ReportRelease
from storage.queries import people as people_queries
from storage.queries import reports as queries
from storage.states import EnrolmentState, ProgrammeState, Wave
from storage.transaction import insert_once

RATING = "rating"
"""The question of a check-in: how useful the meeting was, from 1 to 5. The others are `BASELINE_QUESTIONS`."""

EVER_ENROLLED = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.LEFT)


class Breakdown(StrEnum):
    """The groups that a wave's answers are shown by; one, chosen before anything is seen."""

    TOTAL = "total"
    ROLE = "role"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question in one wave: a round and the number of its check-in, or the beginning or end of the programme."""

    name: str
    wave: str
    asked_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedUp:
    """What is shown of a question, for good. In a breakdown, "" is the group of those of whom it is not known."""

    question: Question
    release: Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is shown already, the oldest first, and what has closed since and can be summed up now."""

    summed_up: tuple[SummedUp, ...] = ()
    ready: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Poll:
    """Everybody who was asked, with the role they were asked in, and what those who answered said."""

    roles: Mapping[str, str]
    given: Mapping[str, int]


async def so_far(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime, zone: str) -> Answers:
    """What was summed up of a programme, and what can be, by the calendar of `zone`. Whoever asks has been let in before."""
    kept = [_summed_up(row) for row in await queries.releases(tx, workspace, programme.id)]
    known = {(each.question.name, each.question.wave) for each in kept}
    closed = [
        *await _closed_check_ins(tx, workspace, programme, now, zone),
        *await _closed_baseline(tx, workspace, programme, now),
    ]
    ready = tuple(question for question in closed if (question.name, question.wave) not in known)
    return Answers(summed_up=tuple(kept), ready=ready)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What became of the answers to one question, by one breakdown, ready to be kept for good."""

    question: Question
    breakdown: Breakdown
    figures: dict[str, Any]


async def ready(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme_id: int,
    breakdown: Breakdown,
    journeys: Mapping[str, Journey],
) -> tuple[Total, ...]:
    """The totals of everything that can be summed up, by one breakdown; reading them may take a while.

    Raises:
        GoneError: there is no such programme. NotForYouError: it is not theirs.
    """
    await access.require(tx, actor, Act.READ_REPORT, programme_id)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    zone = (await people.profile_of(tx, actor)).zone
    totals = []
    for question in (await so_far(tx, actor.workspace, programme, now, zone)).ready:
        poll = await _poll(tx, actor.workspace, programme, question, journeys[programme.kind])
        groups = await _groups(tx, actor.workspace, poll, breakdown)
        cells = {
            group: {person: poll.given[person] for person in people if person in poll.given}
            for group, people in groups.items()
        }
        released = release(None, is_closed=True, breakdown_name=breakdown, cells=cells)
        totals.append(Total(question=question, breakdown=breakdown, figures=_to_keep(released)))
    return tuple(totals)


async def sum_up(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, totals: Sequence[Total]) -> None:
    """Keep these totals for good. Done again, or by two at once, what came first stays.

    Raises:
        NotForYouError: it is not theirs.
    """
    await access.require(tx, actor, Act.READ_REPORT, programme_id)
    for total in totals:
        await insert_once(
            tx,
            ReportRelease,
            workspace_id=actor.workspace,
            programme_id=programme_id,
            question=total.question.name,
            wave=total.question.wave,
            asked_on=total.question.asked_on,
            breakdown=total.breakdown,
            figures=total.figures,
            released_by=actor.id,
            released_at=now,
        )


async def _closed_check_ins(
    tx: Transaction, workspace: str, programme: Programme, now: dt.datetime, zone: str
) -> list[Question]:
    return [
        Question(name=RATING, wave=_key(wave), asked_on=local_date(first, zone))
        for wave, (first, last) in (await queries.check_in_waves(tx, workspace, programme.id)).items()
        if now - last > OPEN_FOR
    ]


async def _closed_baseline(tx: Transaction, workspace: str, programme: Programme, now: dt.datetime) -> list[Question]:
    """The beginning closes with enrolment, the end when the last questions can't be answered any more."""
    is_over = last_date_anywhere(now) > programme.ends_on
    closed = {
        Wave.START: is_over or programme.state in {ProgrammeState.CLOSED, ProgrammeState.ENDED},
        Wave.END: last_date_anywhere(now) > programme.ends_on + CLOSES_AFTER,
    }
    if not any(closed.values()) or not await queries.places(tx, workspace, programme.id, *EVER_ENROLLED):
        return []
    return [
        Question(name=question, wave=wave)
        for question in BASELINE_QUESTIONS
        for wave, is_closed in closed.items()
        if is_closed
    ]


async def _poll(tx: Transaction, workspace: str, programme: Programme, question: Question, journey: Journey) -> _Poll:
    if question.name == RATING:
        return await _check_in_poll(tx, workspace, programme, question, journey)
    places = await queries.places(tx, workspace, programme.id, *EVER_ENROLLED)
    answered = await queries.baseline(tx, workspace, programme.id, Wave(question.wave))
    return _Poll(
        roles={place.slack_id: place.role for place in places},
        given={person: value for person, name, value in answered if name == question.name},
    )


async def _check_in_poll(
    tx: Transaction, workspace: str, programme: Programme, question: Question, journey: Journey
) -> _Poll:
    """Somebody in several relationships may answer for each: their latest rating is the one that counts."""
    asked = [each for each in await queries.check_ins(tx, workspace, programme.id) if _key(each.wave) == question.wave]
    asked_at = {each.relationship_id: each.asked_at for each in asked}
    steps = [step.id for step in journey.steps if step.kind is StepKind.CHECK_IN]
    roles = {
        person: str(role)
        for relationship_id, person, role, sent_at in await queries.sent_to(tx, workspace, list(asked_at), steps)
        if dt.timedelta(0) <= sent_at - asked_at[relationship_id] < SAME_QUESTION
    }
    ratings = await queries.ratings(tx, workspace, [each.check_in_id for each in asked])
    given = {rating.slack_id: rating.value for rating in ratings}
    return _Poll(roles=roles | {rating.slack_id: str(rating.role) for rating in ratings}, given=given)


async def _groups(tx: Transaction, workspace: str, poll: _Poll, breakdown: Breakdown) -> Mapping[str, AbstractSet[str]]:
    """Everybody who was asked, each in one group."""
    match breakdown:
        case Breakdown.TOTAL:
            return {"": frozenset(poll.roles)}
        case Breakdown.ROLE:
            return _by(poll.roles)
        case Breakdown.DEPARTMENT:
            told = await people_queries.participants(tx, workspace, list(poll.roles))
            departments = {person: told[person].department if person in told else None for person in poll.roles}
            return _by({person: " ".join((name or "").split()) for person, name in departments.items()})


def _by(names: Mapping[str, str]) -> dict[str, set[str]]:
    """People by what they are called; "Surgery" and "surgery" are one group, under the first spelling."""
    spelling: dict[str, str] = {}
    groups: dict[str, set[str]] = {}
    for person, name in names.items():
        groups.setdefault(spelling.setdefault(name.casefold(), name), set()).add(person)
    return groups


def _key(wave: tuple[int, int]) -> str:
    round_id, occurrence = wave
    return f"{round_id}:{occurrence}"


def _to_keep(released: Release | None) -> dict[str, Any]:
    """A release as JSON; what is withheld is null."""
    if released is None:
        raise ValueError("A wave that has not closed is not released.")
    total, groups = released.total, released.breakdown
    return {
        "total": asdict(total.total) if isinstance(total, Published) else None,
        "groups": {name: asdict(group) for name, group in groups.cells.items()}
        if isinstance(groups, Published)
        else None,
    }


def _summed_up(row: ReportRelease) -> SummedUp:
    total, groups = row.figures["total"], row.figures["groups"]
    whole = Withheld() if total is None else Published(total=_summary(total))
    parts: Published | Withheld = Withheld()
    if isinstance(whole, Published) and groups is not None:
        parts = Published(total=whole.total, cells={name: _summary(group) for name, group in groups.items()})
    return SummedUp(
        question=Question(name=row.question, wave=row.wave, asked_on=row.asked_on),
        release=Release(total=whole, breakdown_name=row.breakdown, breakdown=parts),
    )


def _summary(kept: Mapping[str, Any]) -> Summary:
    pairs: Sequence[Sequence[int]] = kept["distribution"]
    return Summary(
        answered=kept["answered"],
        mean=kept["mean"],
        median=kept["median"],
        distribution=tuple((answer, count) for answer, count in pairs),
    )
