"""Running a programme: set it up, open and close enrolment, announce it, end it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from mentoring import access, appointments, people, programmes
from mentoring.access import NOBODY_NAMED, Act, Actor
from mentoring.announcements import announcement
from mentoring.errors import GoneError, MentoringError
from mentoring.programme_facts import (
    Basics,
    Details,
    EndsInThePastError,
    basics_of,
    check_details,
    dates_of,
    suggestion,
)
from mentoring.programmes import GOALS, Programme, ProgrammeRules, rules_to_keep
from mentoring.say import Importance, Say, ToPerson, key_of_act
from storage import Transaction
from storage.models.programmes import Intent
from storage.models.programmes import Programme as Row
from storage.queries import programmes as queries
from storage.states import IntentKind, Kind, ProgrammeState


class KindFixedError(MentoringError):
    """Somebody has begun to join, for what the programme is now."""


class ContactMissingError(MentoringError):
    """Enrolment cannot open without a named person to turn to."""


class ContactIsCoordinatorError(MentoringError):
    """The contact is somebody to turn to besides those who run the programme."""


class ContactCannotHelpError(MentoringError):
    """A guest, an app, an external or a deactivated person as contact."""


class CannotCoordinateError(MentoringError):
    """A guest, an app, an external or a deactivated person as coordinator."""


class ProgrammeEndedError(MentoringError):
    """A programme that has ended cannot be changed any more."""


class NotOpenError(MentoringError):
    """What only an open programme can do was asked of one that is not."""


class ChannelMissingError(MentoringError):
    """There is no channel to announce the programme in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A programme in its coordinator's list, or one that nobody runs in the list of those who may take it over."""

    programme: Programme
    enrolled: int
    may_open: bool = True
    is_over: bool = False
    is_orphaned: bool = False


async def mine(
    tx: Transaction, actor: Actor, now: dt.datetime, *, named: frozenset[str] = NOBODY_NAMED
) -> tuple[Listed, ...]:
    """The programmes this person runs, the newest first, after those they could take over; what has ended comes last.

    Raises:
        NotForYouError: they may neither run nor create one.
    """
    await access.require(tx, actor, Act.CREATE_PROGRAMME, named=named)
    orphaned = await appointments.to_take_over(tx, actor, named=named)
    theirs = (*orphaned, *(each for each in await programmes.coordinated_by(tx, actor) if each not in orphaned))
    counts = await queries.enrolled_counts(tx, actor.workspace, [programme.id for programme in theirs])
    today = await people.today(tx, actor, now)
    listed = [
        Listed(
            programme=programme,
            enrolled=counts.get(programme.id, 0),
            may_open=await _hinders_opening(tx, actor.workspace, programme, today) is None,
            is_over=programme.is_over(today),
            is_orphaned=programme in orphaned,
        )
        for programme in theirs
    ]
    return tuple(sorted(listed, key=lambda each: each.programme.state is ProgrammeState.ENDED))


async def to_create(tx: Transaction, actor: Actor, now: dt.datetime, *, named: frozenset[str] = NOBODY_NAMED) -> Basics:
    """What a new programme starts from.

    Raises:
        NotForYouError: they may not create one.
    """
    await access.require(tx, actor, Act.CREATE_PROGRAMME, named=named)
    return suggestion(await people.today(tx, actor, now))


async def to_change(tx: Transaction, actor: Actor, programme_id: int) -> tuple[Basics, bool]:
    """What a programme is now, and whether its kind is fixed because somebody has come.

    Raises:
        NotForYouError: it is not theirs. ProgrammeEndedError: it is over.
    """
    programme = await programmes.value_of(tx, await _to_change(tx, actor, programme_id))
    return basics_of(programme, actor.id), await queries.anybody_came(tx, actor.workspace, programme_id)


async def keep_basics(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme_id: int | None,
    basics: Basics,
    *,
    shown: Collection[str] = (),
    named: frozenset[str] = NOBODY_NAMED,
) -> tuple[Programme, tuple[Say, ...]]:
    """Create a programme (no id) or change what it is; a new one is a draft with sensible rules.

    `shown` are the co-coordinators whom the form held when it was opened: only what differs from them is changed.
    Whoever does this stays its coordinator, so that the last one can never be removed by accident.

    Raises:
        MentoringError: of `programme_facts` and of this module, each on its field.
    """
    if programme_id is None:
        await access.require(tx, actor, Act.CREATE_PROGRAMME, named=named)
        row = _new(actor, now)
        before: Collection[str] = ()
    else:
        await queries.change_alone(tx, actor.workspace, programme_id)
        row = await _to_change(tx, actor, programme_id)
        before = await queries.coordinators(tx, actor.workspace, programme_id)
    chosen = _chosen(before, actor, basics, shown)
    calendar = _calendar(row)
    row.starts_on, row.ends_on = dates_of(basics, await people.today(tx, actor, now))
    row.kind = await _kind(tx, row, programme_id, basics.kind)
    await _check_people(tx, row, basics, chosen)
    named_now = row.state is ProgrammeState.OPEN and basics.contact_id != row.contact_id
    row.name, row.purpose, row.topic = basics.name, basics.purpose, basics.topic
    row.rhythm_days, row.meeting_minutes = basics.rhythm_days, basics.meeting_minutes
    row.contact_id, row.announcement_channel = basics.contact_id, basics.announcement_channel
    tx.add(row)
    await tx.flush()
    if programme_id is not None and _calendar(row) != calendar:
        _move_dates(tx, actor, now, row)
    appointed = await appointments.appoint(tx, actor, now, row.id, chosen)
    programme = await programmes.value_of(tx, row)
    says = [_say("appointed", programme, slack_id, by=actor.id) for slack_id in appointed if slack_id != actor.id]
    if named_now and programme.contact_id is not None:
        says.append(_say("named_as_contact", programme, programme.contact_id))
    return programme, tuple(says)


async def keep_details(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, details: Details
) -> tuple[Programme, Say]:
    """Change how people are matched, what they choose from and the days off, and confirm the whole.

    Raises:
        GroupSizeError, NoGoalsError: on their fields.
    """
    row = await _to_change(tx, actor, programme_id)
    check_details(details)
    calendar = _calendar(row)
    row.rules = rules_to_keep(details.rules)
    row.goals = list(details.goals)
    row.holidays_country, row.holidays_region = details.holidays_country, details.holidays_region
    row.closing_days = sorted(day.isoformat() for day in details.closing_days)
    if _calendar(row) != calendar:
        _move_dates(tx, actor, now, row)
    await tx.flush()
    programme = await programmes.value_of(tx, row)
    return programme, _say("programme_saved", programme, actor.id)


async def open_enrolment(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int
) -> tuple[Programme, tuple[Say, ...]]:
    """Let people join, and say so in the chosen channel; opening what is open changes and says nothing.

    Raises:
        ContactMissingError, ContactCannotHelpError: nobody to turn to. EndsInThePastError: it would be over at once.
    """
    row = await _to_change(tx, actor, programme_id)
    programme = await programmes.value_of(tx, row)
    if row.state is ProgrammeState.OPEN:
        return programme, ()
    if hindrance := await _hinders_opening(tx, actor.workspace, programme, await people.today(tx, actor, now)):
        raise hindrance
    row.state = ProgrammeState.OPEN
    await tx.flush()
    programme = await programmes.value_of(tx, row)
    says = [_say("enrolment_opened", programme, actor.id)]
    if programme.contact_id is not None:
        says.append(_say("named_as_contact", programme, programme.contact_id))
    if programme.announcement_channel is not None:
        says.append(await announcement(tx, actor, programme, programme.announcement_channel))
    return programme, tuple(says)


async def announce(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int
) -> tuple[Programme, tuple[Say, ...]]:
    """Post the announcement (again).

    Raises:
        NotOpenError: nobody could join. ChannelMissingError: there is nowhere to post it.
    """
    programme = await programmes.value_of(tx, await _to_change(tx, actor, programme_id))
    if not programme.takes_people(await people.today(tx, actor, now)):
        raise NotOpenError(programme=programme.name)
    if programme.announcement_channel is None:
        raise ChannelMissingError(programme=programme.name)
    return programme, (await announcement(tx, actor, programme, programme.announcement_channel),)


async def close_enrolment(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,  # noqa: ARG001  # the buttons of a programme are all called alike
    programme_id: int,
) -> tuple[Programme, tuple[Say, ...]]:
    """Take no new people; what others have begun to fill in stays. Closing what is not open changes nothing."""
    row = await _to_change(tx, actor, programme_id)
    if row.state is not ProgrammeState.OPEN:
        return await programmes.value_of(tx, row), ()
    row.state = ProgrammeState.CLOSED
    await tx.flush()
    programme = await programmes.value_of(tx, row)
    return programme, (_say("enrolment_closed", programme, actor.id),)


async def end(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int) -> tuple[Programme, tuple[Say, ...]]:
    """End a programme for good: its relationships end, nothing more is sent for them, and everybody is thanked."""
    await access.require(tx, actor, Act.RUN_PROGRAMME, programme_id)
    row = await _row(tx, actor, programme_id)
    if row.state is ProgrammeState.ENDED:
        return await programmes.value_of(tx, row), ()
    row.state = ProgrammeState.ENDED
    row.ended_on = min(await people.today(tx, actor, now), row.ends_on)
    await tx.flush()
    await queries.end_relationships(tx, actor.workspace, programme_id, now)
    tx.add(
        Intent(
            workspace_id=actor.workspace,
            kind=IntentKind.END_PROGRAMME,
            subject_id=programme_id,
            asked_by=actor.id,
            asked_at=now,
        )
    )
    programme = await programmes.value_of(tx, row)
    return programme, (_say("programme_ended", programme, actor.id),)


async def _to_change(tx: Transaction, actor: Actor, programme_id: int) -> Row:
    await access.require(tx, actor, Act.RUN_PROGRAMME, programme_id)
    row = await _row(tx, actor, programme_id)
    if row.state is ProgrammeState.ENDED:
        raise ProgrammeEndedError(programme=row.name)
    return row


async def _row(tx: Transaction, actor: Actor, programme_id: int) -> Row:
    row = await queries.programme(tx, actor.workspace, programme_id)
    if row is None:
        raise GoneError
    return row


def _new(actor: Actor, now: dt.datetime) -> Row:
    return Row(
        workspace_id=actor.workspace,
        kind=Kind.ONE_TO_ONE,
        state=ProgrammeState.DRAFT,
        rules=rules_to_keep(ProgrammeRules()),
        goals=list(GOALS),
        closing_days=[],
        created_by=actor.id,
        created_at=now,
    )


def _calendar(row: Row) -> tuple[object, ...]:
    """What decides, besides its people, when something is due in a programme's relationships."""
    return row.ends_on, row.rhythm_days, row.holidays_country, row.holidays_region, tuple(row.closing_days)


def _move_dates(tx: Transaction, actor: Actor, now: dt.datetime, row: Row) -> None:
    """Let what is planned in its relationships follow, a few at a time."""
    tx.add(
        Intent(
            workspace_id=actor.workspace,
            kind=IntentKind.MOVE_DATES,
            subject_id=row.id,
            asked_by=actor.id,
            asked_at=now,
        )
    )


async def _kind(tx: Transaction, row: Row, programme_id: int | None, wanted: Kind | None) -> Kind:
    if wanted is None or wanted is row.kind:
        return row.kind
    if programme_id is not None and await queries.anybody_came(tx, row.workspace_id, programme_id):
        raise KindFixedError(field="kind")
    return wanted


def _chosen(before: Collection[str], actor: Actor, basics: Basics, shown: Collection[str]) -> set[str]:
    """Who runs a programme from now on: whom others appointed or took off meanwhile is left as they left it."""
    wanted = set(basics.co_coordinators)
    return (set(before) - (set(shown) - wanted)) | (wanted - set(shown)) | {actor.id}


async def _check_people(tx: Transaction, row: Row, basics: Basics, coordinators: Collection[str]) -> None:
    for slack_id in basics.co_coordinators:
        person = await people.known(tx, row.workspace_id, slack_id)
        if person is None or not person.may_take_part:
            raise CannotCoordinateError(field="co_coordinators", name=slack_id if person is None else person.name)
    if basics.contact_id is None:
        if row.state is ProgrammeState.OPEN:
            raise ContactMissingError(field="contact")
        return
    if basics.contact_id in coordinators:
        raise ContactIsCoordinatorError(field="contact")
    await _check_can_help(tx, row.workspace_id, basics.contact_id)


async def _hinders_opening(
    tx: Transaction, workspace: str, programme: Programme, today: dt.date
) -> MentoringError | None:
    """Why enrolment cannot open as the programme is now, if there is a reason."""
    if programme.contact_id is None:
        return ContactMissingError(field="contact")
    try:
        await _check_can_help(tx, workspace, programme.contact_id)
    except ContactCannotHelpError as hindrance:
        return hindrance
    return EndsInThePastError(field="ends_on") if programme.ends_on <= today else None


async def _check_can_help(tx: Transaction, workspace: str, contact_id: str) -> None:
    contact = await people.known(tx, workspace, contact_id)
    if contact is None or not contact.may_take_part:
        raise ContactCannotHelpError(field="contact", name=contact_id if contact is None else contact.name)


def _say(message: str, programme: Programme, slack_id: str, **args: object) -> Say:
    """A word about a programme to somebody who runs or supports it."""
    return Say(
        to=ToPerson(slack_id=slack_id),
        message=message,
        key=key_of_act(message, programme.id, slack_id),
        args={"programme": programme, **args},
        importance=Importance.PLACE if message in {"appointed", "named_as_contact"} else Importance.ANSWER,
        programme_id=programme.id,
    )
