"""Joining a programme: step by step, each step kept, so that closing a screen loses nothing."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from mentoring import contacts, people, places, programmes
from mentoring.access import Actor
from mentoring.errors import GoneError, MentoringError
from mentoring.places import About, Place
from mentoring.programmes import Programme
from mentoring.rules.availability import WorkingHours
from mentoring.say import Say, ToPerson, key_of_act
from storage import Transaction
from storage.models.enrolments import BaselineAnswer, Enrolment, Wish
from storage.queries import enrolments as queries
from storage.states import EnrolmentState, Role, Wave, WishKind
from storage.transaction import insert_once

BASELINE_QUESTIONS = ("interest_in_me", "know_whom_to_ask", "clear_direction")
LONGEST_TEXT = 3000


class Step(StrEnum):
    """The short steps of joining, in order."""

    ROLE = "role"
    GOALS = "goals"
    ABOUT = "about"
    HOURS = "hours"
    WISHES = "wishes"
    BASELINE = "baseline"
    INTRODUCTION = "introduction"


class NobodyTakesPeopleError(MentoringError):
    """No programme is open for enrolment."""


class EnrolmentClosedError(MentoringError):
    """The programme takes nobody any more; what was filled in so far is kept."""


class AlreadyEnrolledError(MentoringError):
    """Somebody joins a second time."""


class CannotTakePartError(MentoringError):
    """A guest, a bot, an external or a deactivated person."""


class TooLongError(MentoringError):
    """More was written than a field holds."""


class NoWordsError(MentoringError):
    """A text without a single letter or digit."""


class WishedBothWaysError(MentoringError):
    """The same person stands under "with" and "not with"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What somebody who wants to join can choose from."""

    open: tuple[Programme, ...]
    begun: tuple[int, ...]  # programmes among them where joining was begun before
    taken: tuple[Programme, ...]  # others that are open, and in which they have a place


async def doors(tx: Transaction, actor: Actor, now: dt.datetime, *, named: str = "") -> Doors:
    """The programmes this person can join, those begun before first.

    Only the one whose id stands in `named`, or those whose names hold its words, where there are any.

    Raises:
        CannotTakePartError: a guest, a bot, an external person.
        AlreadyEnrolledError: in every open programme already, or in the very one that is named.
        NobodyTakesPeopleError: none is open.
    """
    await _may_take_part(tx, actor)
    taking = await programmes.taking_people(tx, actor.workspace, await people.today(tx, actor, now))
    mine = {row.programme_id: row.state for row in await queries.of_person(tx, actor.workspace, actor.id)}
    if not taking:
        raise NobodyTakesPeopleError
    by_id = tuple(p for p in taking if str(p.id) == named)
    meant = by_id or tuple(p for p in taking if named.casefold() in p.name.casefold()) or taking
    not_taken = (p for p in meant if mine.get(p.id) is not EnrolmentState.ENROLLED)
    free = tuple(sorted(not_taken, key=lambda p: mine.get(p.id) is not EnrolmentState.JOINING))
    if not free:
        raise AlreadyEnrolledError(programme=", ".join(p.name for p in meant))
    return Doors(
        open=free,
        begun=tuple(p.id for p in free if mine.get(p.id) is EnrolmentState.JOINING),
        taken=tuple(p for p in taking if mine.get(p.id) is EnrolmentState.ENROLLED),
    )


async def to_change(tx: Transaction, actor: Actor, programme_id: int) -> Place:
    """An enrolled person's place, as they filled it in, to change.

    Raises:
        GoneError: no place in this programme.
    """
    programme = await programmes.find(tx, actor.workspace, programme_id)
    row = await queries.of_person_in(tx, actor.workspace, actor.id, programme_id)
    if row is None or row.state is not EnrolmentState.ENROLLED:
        raise GoneError
    return await places.place_in(tx, actor, programme, row)


async def resume(tx: Transaction, actor: Actor, programme_id: int, now: dt.datetime) -> tuple[Place, Step]:
    """Where to go on: the step after the last one saved, with everything already filled in.

    Whoever left and comes back sees every step again.
    """
    programme = await _programme_to_join(tx, actor, programme_id, now)
    row = await queries.of_person_in(tx, actor.workspace, actor.id, programme_id)
    place = await places.place_in(tx, actor, programme, row)
    last = None if place.state is EnrolmentState.LEFT else place.step
    return place, step_after(None if last is None else Step(last), programme)


def steps_of(programme: Programme) -> tuple[Step, ...]:
    """The steps of joining this programme; one with a single role does not ask for it."""
    return tuple(step for step in Step if step is not Step.ROLE or len(programme.roles) > 1)


def step_after(step: Step | None, programme: Programme) -> Step:
    """The next step; after the last one, the last one again."""
    steps = steps_of(programme)
    if step is None or step not in steps:
        return steps[0]
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


async def save_role(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, role: Role) -> Place:
    programme, row = await _begin(tx, actor, now, programme_id)
    row.role = role
    return await _saved(tx, actor, programme, row, Step.ROLE)


async def save_goals(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme_id: int,
    *,
    wanted: tuple[str, ...],
    offered: tuple[str, ...],
    wanted_in_own_words: str,
    offered_in_own_words: str,
    capacity: int | None,
) -> Place:
    """What they want to work on and what they can offer, most important first; `capacity` is a mentor's."""
    programme, row = await _begin(tx, actor, now, programme_id)
    row.goals_wanted = list(wanted)
    row.goals_offered = list(offered)
    row.wanted_in_own_words = _text(wanted_in_own_words, field="wanted_in_own_words")
    row.offered_in_own_words = _text(offered_in_own_words, field="offered_in_own_words")
    row.capacity = capacity or 1
    return await _saved(tx, actor, programme, row, Step.GOALS)


async def save_about(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, about: About) -> Place:
    programme, row = await _begin(tx, actor, now, programme_id)
    await places.keep_about(tx, actor, about, now)
    return await _saved(tx, actor, programme, row, Step.ABOUT)


async def save_hours(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, hours: WorkingHours
) -> Place:
    programme, row = await _begin(tx, actor, now, programme_id)
    await places.keep_hours(tx, actor, hours, now)
    return await _saved(tx, actor, programme, row, Step.HOURS)


async def save_wishes(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme_id: int,
    *,
    with_: tuple[str, ...],
    not_with: tuple[str, ...],
    expectation: str,
    motivation: str,
) -> Place:
    """Private wishes, the strongest first, and what they expect.

    Raises:
        WishedBothWaysError: somebody stands in both lists.
    """
    programme, row = await _begin(tx, actor, now, programme_id)
    both = set(with_) & set(not_with)
    if both:
        raise WishedBothWaysError(
            field="not_with", name=(await people.names(tx, actor.workspace, sorted(both)))[min(both)]
        )
    for wish in await queries.wishes(tx, actor.workspace, [row.id]):
        await tx.delete(wish)
    await tx.flush()
    for kind, wished in ((WishKind.WITH, with_), (WishKind.NOT_WITH, not_with)):
        for rank, about in enumerate(about for about in wished if about != actor.id):
            tx.add(Wish(workspace_id=actor.workspace, enrolment_id=row.id, about_id=about, kind=kind, rank=rank))
    row.expectation = _text(expectation, field="expectation")
    row.motivation = _text(motivation, field="motivation")
    return await _saved(tx, actor, programme, row, Step.WISHES)


async def save_baseline(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, answers: dict[str, int]
) -> Place:
    """Optional answers from 1 to 5; a question left out is simply not answered."""
    programme, row = await _begin(tx, actor, now, programme_id)
    await keep_baseline(tx, actor, row, Wave.START, answers, now)
    return await _saved(tx, actor, programme, row, Step.BASELINE)


async def keep_baseline(
    tx: Transaction, actor: Actor, row: Enrolment, wave: Wave, answers: dict[str, int], now: dt.datetime
) -> None:
    """Put the answers of one wave in the place of what was answered before."""
    for old in await queries.baseline(tx, actor.workspace, [row.id], wave):
        await tx.delete(old)
    await tx.flush()
    for question, value in answers.items():
        tx.add(
            BaselineAnswer(
                workspace_id=actor.workspace,
                enrolment_id=row.id,
                wave=wave,
                question=question,
                value=value,
                answered_at=now,
            )
        )


async def complete(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, introduction: str
) -> tuple[Place, Say]:
    """The last step: they have seen how they are introduced, and are in.

    Raises:
        NoWordsError: the introduction says nothing.
    """
    programme, row = await _begin(tx, actor, now, programme_id)
    if row.state is EnrolmentState.ENROLLED:
        raise AlreadyEnrolledError(programme=programme.name)
    row.introduction = introduction_text(introduction)
    row.state = EnrolmentState.ENROLLED
    row.enrolled_at = now
    place = await _saved(tx, actor, programme, row, Step.INTRODUCTION)
    return place, Say(
        to=ToPerson(slack_id=actor.id),
        message="joined",
        key=key_of_act("joined", row.id),
        args={"programme": programme, "introduction": row.introduction, "role": row.role},
        enrolment_id=row.id,
    )


async def change_introduction(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, *, introduction: str
) -> Place:
    """Another introduction, for whoever is introduced from now on."""
    programme, row = await _begin(tx, actor, now, programme_id)
    row.introduction = introduction_text(introduction)
    return await _saved(tx, actor, programme, row, Step.INTRODUCTION)


def introduction_text(words: str) -> str:
    """How somebody is introduced, checked.

    Raises:
        NoWordsError: only emoji or signs. TooLongError: more than a field holds.
    """
    if not says_something(words):
        raise NoWordsError(field="introduction")
    return _text(words, field="introduction") or ""


def says_something(words: str) -> bool:
    """Whether there is a letter or a digit in it; `:tada:` is an emoji although it is spelt with letters."""
    return any(letter.isalnum() for letter in re.sub(r":[\w+-]+:", "", words))


async def _programme_to_join(tx: Transaction, actor: Actor, programme_id: int, now: dt.datetime) -> Programme:
    await _may_take_part(tx, actor)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    if not programme.takes_people(await people.today(tx, actor, now)):
        raise EnrolmentClosedError(programme=programme.name)
    return programme


async def _begin(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int) -> tuple[Programme, Enrolment]:
    """The place being filled in, made with the first step that is saved; or the one being changed."""
    row = await queries.of_person_in(tx, actor.workspace, actor.id, programme_id)
    if row is not None and row.state is EnrolmentState.ENROLLED:
        return await programmes.find(tx, actor.workspace, programme_id), row
    programme = await _programme_to_join(tx, actor, programme_id, now)
    if row is None:
        row = await _new_place(tx, actor, now, programme)
    row.state = EnrolmentState.JOINING
    return programme, row


async def _new_place(tx: Transaction, actor: Actor, now: dt.datetime, programme: Programme) -> Enrolment:
    await insert_once(
        tx,
        Enrolment,
        workspace_id=actor.workspace,
        programme_id=programme.id,
        slack_id=actor.id,
        role=programme.roles[0],
        state=EnrolmentState.JOINING,
        started_at=now,
    )
    row = await queries.of_person_in(tx, actor.workspace, actor.id, programme.id)
    if row is None:
        raise LookupError(f"The place of {actor.id} was not there after it was made")
    return row


async def _saved(tx: Transaction, actor: Actor, programme: Programme, row: Enrolment, step: Step) -> Place:
    if row.state is EnrolmentState.JOINING or step is Step.INTRODUCTION:
        row.step = step
    await tx.flush()
    return await places.place_in(tx, actor, programme, row)


async def _may_take_part(tx: Transaction, actor: Actor) -> None:
    profile = await people.profile_of(tx, actor)
    if not profile.may_take_part:
        contact = await contacts.somebody_to_turn_to(tx, actor)
        names = await people.names(tx, actor.workspace, [contact] if contact else [])
        raise CannotTakePartError(named="yes" if names else "no", contact=", ".join(names.values()))


def _text(words: str, *, field: str) -> str | None:
    if len(words) > LONGEST_TEXT:
        raise TooLongError(field=field, most=LONGEST_TEXT, written=len(words))
    return words or None
