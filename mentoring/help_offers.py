"""What happens after "I'd like some help": ideas, the named contact, a new match, or not now.

Nothing leaves a person's hands before they have seen what goes to whom; what they were shown is what is sent.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from mentoring import attention, check_ins, contacts, people, relationships
from mentoring.access import Actor
from mentoring.courses import Together
from mentoring.enrolment import LONGEST_TEXT, TooLongError
from mentoring.errors import MentoringError
from mentoring.say import Importance, InPlaceOf, Say, ToPerson, key_of_act
from storage import Transaction
from storage.models.journey import HelpRequest
from storage.queries import answers
from storage.states import HelpKind, Kind, Role

ASK_AGAIN_AFTER = dt.timedelta(days=14)
"""A request that led to nothing for so long may be sent again."""


class NobodyToTurnToError(MentoringError):
    """Everybody who could help is in the relationship itself, or is no longer here."""


class ReceiverChangedError(MentoringError):
    """Whom the screen named is no longer the one to turn to, so nothing was sent."""


class AlreadySentError(MentoringError):
    """The same request is with the coordinators already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """For whom ideas are: people in this role, in this kind of programme."""

    relationship_id: int
    kind: Kind
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToHelp:
    """Where help is for somebody who asks for it anywhere: an offer for each relationship, else a person's name."""

    offers: tuple[Say, ...]
    contact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What would be sent, before it is: to whom, about which programme, from whom."""

    relationship_id: int
    to: tuple[str, ...]
    programme_id: int
    programme: str
    sender: str
    partners: tuple[str, ...]


async def offer(tx: Transaction, actor: Actor, relationship_id: int, pressed: InPlaceOf) -> Say:
    """The offer itself, in the place of the message whose button asked for it. Raises as `check_ins.going_on`."""
    together = await check_ins.going_on(tx, actor, relationship_id)
    return check_ins.offer_help(together, pressed, key=key_of_act("help-offer", pressed.channel, pressed.ts))


async def way_to_help(tx: Transaction, actor: Actor) -> WayToHelp:
    """Whoever is matched is offered the same help as after a check-in, once for the same people; others get a name."""
    offers = tuple(
        Say(
            to=ToPerson(slack_id=actor.id),
            message="help_offer",
            key=key_of_act("help-offer", each.id, actor.id),
            args={"relationship_id": each.id, "programme": each.programme.name},
            relationship_id=each.id,
        )
        for each in await relationships.of_person(tx, actor)
    )
    return WayToHelp(offers=offers, contact=await contacts.somebody_to_turn_to(tx, actor))


async def ideas(tx: Transaction, actor: Actor, relationship_id: int) -> Ideas:
    """Which ideas fit somebody. Raises as `check_ins.going_on`."""
    together = await check_ins.going_on(tx, actor, relationship_id)
    role = next(each.role for each in together.companions if each.slack_id == actor.id)
    return Ideas(relationship_id=relationship_id, kind=together.kind, role=role)


async def letter_to_contact(tx: Transaction, actor: Actor, relationship_id: int) -> Letter:
    """What the named contact would get; a coordinator where the contact is in the relationship or gone.

    Raises:
        NobodyToTurnToError: nobody is left. The rest as `check_ins.going_on`.
    """
    together = await check_ins.going_on(tx, actor, relationship_id)
    programme = together.programme
    named = [programme.contact_id, *programme.coordinators]
    return _letter(actor, together, (await _here(tx, together, [each for each in named if each]))[:1])


async def letter_to_coordinators(tx: Transaction, actor: Actor, now: dt.datetime, relationship_id: int) -> Letter:
    """What the coordinators would get when somebody asks for a new match: that, and no reason.

    Raises:
        AlreadySentError: they asked lately, and it is not handled yet. The rest as `letter_to_contact`.
    """
    together = await check_ins.going_on(tx, actor, relationship_id)
    request = await answers.open_request(tx, actor.workspace, relationship_id, actor.id, HelpKind.NEW_MATCH)
    if request is not None and now - request.asked_at < ASK_AGAIN_AFTER:
        contact = await contacts.of_programme(tx, actor, together.programme, together.partners_of(actor.id))
        names = await people.names(tx, actor.workspace, [contact] if contact else [])
        named = "yes" if names else "no"
        raise AlreadySentError(programme=together.programme.name, named=named, contact=", ".join(names.values()))
    return _letter(actor, together, await _here(tx, together, together.programme.coordinators))


async def ask_contact(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    relationship_id: int,
    *,
    shown: Collection[str],
    words: str,
    pressed: InPlaceOf,
) -> tuple[Say, ...]:
    """Send what was shown to whom it was shown; the confirmation takes the place of the offer.

    Raises:
        ReceiverChangedError: somebody else is the one to turn to by now. TooLongError: more than a message holds.
        The rest as `letter_to_contact`.
    """
    letter = await letter_to_contact(tx, actor, relationship_id)
    if set(letter.to) != set(shown):
        raise ReceiverChangedError
    if len(words) > LONGEST_TEXT:
        raise TooLongError(field="words", most=LONGEST_TEXT, written=len(words))
    return await _send(tx, actor, now, letter, HelpKind.CONTACT, words, pressed)


async def ask_for_new_match(
    tx: Transaction, actor: Actor, now: dt.datetime, relationship_id: int, *, shown: Collection[str], pressed: InPlaceOf
) -> tuple[Say, ...]:
    """Tell the coordinators who were shown that this person asks for a new match. Raises as `ask_contact`."""
    letter = await letter_to_coordinators(tx, actor, now, relationship_id)
    if set(letter.to) != set(shown):
        raise ReceiverChangedError
    return await _send(tx, actor, now, letter, HelpKind.NEW_MATCH, "", pressed)


async def not_now(tx: Transaction, actor: Actor, relationship_id: int, pressed: InPlaceOf) -> Say:
    """Leave it: nothing was sent to anybody. Raises as `check_ins.going_on`."""
    await check_ins.going_on(tx, actor, relationship_id)
    return Say(
        to=pressed,
        message="help_not_now",
        key=key_of_act("help-not-now", pressed.channel, pressed.ts),
        args={"relationship_id": relationship_id},
    )


def _letter(actor: Actor, together: Together, receivers: tuple[str, ...]) -> Letter:
    if not receivers:
        raise NobodyToTurnToError(programme=together.programme.name)
    return Letter(
        relationship_id=together.id,
        to=receivers,
        programme_id=together.programme.id,
        programme=together.programme.name,
        sender=actor.id,
        partners=together.partners_of(actor.id),
    )


async def _here(tx: Transaction, together: Together, slack_ids: Collection[str]) -> tuple[str, ...]:
    """Those who can be turned to: not in the relationship themselves, and still in the workspace."""
    profiles = await people.profiles(tx, together.workspace, slack_ids)
    within = {each.slack_id for each in together.companions}
    gone = {slack_id for slack_id, profile in profiles.items() if profile.is_deactivated}
    return tuple(each for each in dict.fromkeys(slack_ids) if each not in within | gone)


async def _send(
    tx: Transaction, actor: Actor, now: dt.datetime, letter: Letter, kind: HelpKind, words: str, pressed: InPlaceOf
) -> tuple[Say, ...]:
    request = HelpRequest(
        workspace_id=actor.workspace,
        relationship_id=letter.relationship_id,
        slack_id=actor.id,
        kind=kind,
        words=words or None,
        asked_at=now,
    )
    tx.add(request)
    await tx.flush()
    args: dict[str, object] = {"letter": letter, "words": words}
    sent = [
        Say(
            to=ToPerson(slack_id=receiver),
            message=f"help_{kind}",
            key=f"help-{kind}:{request.id}:{receiver}",
            args=args,
            importance=Importance.PLACE,  # an answer to nobody: whoever gets it is left in peace until they are at work
            due_at=await attention.when_at_work(tx, actor.workspace, receiver, now),
            programme_id=letter.programme_id,
        )
        for receiver in letter.to
    ]
    confirmed = Say(to=pressed, message=f"help_{kind}_sent", key=f"help-sent:{request.id}", args=args)
    return (confirmed, *sent)
