"""Answering when wishes are asked for: a mentor, whether they may be shown; a mentee, whom they would choose.

A choice becomes a wish like those of joining, before any earlier one, for matching only. Nobody hears of any answer.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring import drafts, people, programmes, wish_questions
from mentoring.access import Actor
from mentoring.errors import GoneError, MentoringError, NotAllowedError
from mentoring.programmes import Programme
from mentoring.rules.matching.values import Reason
from mentoring.say import InPlaceOf, Say, key_of_act
from storage import Transaction
from storage.models.enrolments import Enrolment, Wish
from storage.models.wishes import WishOffer, WishQuestion
from storage.queries import enrolments
from storage.queries import wish_rounds as queries
from storage.states import EnrolmentState, Role, WishAnswer, WishKind

MOST_WISHES = 5
"""As many as the form of joining holds; earlier ones beyond that make room for a choice."""
FIELDS = ("first", "second", "third")


class ShownAnsweredError(MentoringError):
    """A mentor answers what they have answered before; the first answer stands."""


class ShownOverError(MentoringError):
    """A mentor answers when mentees have been, or will not be, asked."""


class ChoosingOverError(MentoringError):
    """A mentee chooses when the time for it is over, or it was ended."""


class NoWishNeededError(MentoringError):
    """A mentee chooses who has a mentor by now, or does not seek one any more."""


class NothingChosenError(MentoringError):
    """Neither anybody is chosen, nor is it said that it is nobody."""


class ChosenTwiceError(MentoringError):
    """The same mentor stands in two places."""


class ChosenAndNoneError(MentoringError):
    """Somebody is chosen, and "none of these" too."""


class MentorGoneError(MentoringError):
    """A mentor who was shown can't be chosen any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedMentor:
    """A mentor as a mentee reads of them before a round. `rank` counts from 0, where they were chosen before."""

    enrolment_id: int
    slack_id: str
    name: str
    goals_offered: tuple[str, ...]
    introduction: str
    reasons: tuple[Reason, ...]
    rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToChoose:
    """Whom a mentee can choose among, by name, until when on their clock; `none` when it was nobody before."""

    question_id: int
    programme: Programme
    mentors: tuple[SuggestedMentor, ...]
    none: bool
    closes_at: dt.datetime
    zone: str


async def allow(
    tx: Transaction, actor: Actor, now: dt.datetime, question_id: int, *, may: bool, pressed: InPlaceOf
) -> tuple[Say, ...]:
    """Note whether a mentor may be shown; the same sentence takes the question's place either way.

    Raises:
        GoneError, NotAllowedError: there is no such question, or it is somebody else's.
        ShownAnsweredError, ShownOverError: it comes a second time, or too late.
    """
    asked = await queries.alone(tx, actor.workspace, question_id)
    row, programme, is_open = await _theirs(tx, actor, now, asked, Role.MENTOR)
    if not is_open:
        raise ShownOverError(programme=programme.name)
    if row.answer is not WishAnswer.ASKED:
        raise ShownAnsweredError
    row.answer = WishAnswer.GIVEN if may else WishAnswer.RATHER_NOT
    await tx.flush()
    return (Say(to=pressed, message="may_be_shown_noted", key=f"may-be-shown:{row.id}"),)


async def to_choose(tx: Transaction, actor: Actor, now: dt.datetime, question_id: int) -> ToChoose:
    """Whom this mentee can choose among.

    Raises:
        GoneError, NotAllowedError: there is no such question, or it is somebody else's.
        ChoosingOverError, NoWishNeededError: there is nothing to choose any more.
    """
    row, programme = await _open_choice(tx, actor, now, await queries.question(tx, actor.workspace, question_id))
    offers = await queries.offers(tx, row)
    places = await _places(tx, row, offers)
    names = await people.names(tx, actor.workspace, [offer.mentor_id for offer in offers])
    mentors = [_shown(offer, places[offer.enrolment_id], names) for offer in offers if offer.enrolment_id in places]
    if not mentors or row.closes_at is None:
        raise ChoosingOverError(programme=programme.name)
    return ToChoose(
        question_id=row.id,
        programme=programme,
        mentors=tuple(sorted(mentors, key=lambda mentor: (mentor.name.casefold(), mentor.slack_id))),
        none=row.answer is WishAnswer.GIVEN and all(offer.rank is None for offer in offers),
        closes_at=row.closes_at,
        zone=await wish_questions.zone_of(tx, row, programme, now),
    )


async def choose(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    question_id: int,
    picks: Sequence[int | None],
    *,
    none: bool,
    pressed: InPlaceOf,
) -> tuple[Say, ...]:
    """Keep whom a mentee would choose, by place; until the end they can choose otherwise.

    `picks` are the mentors' enrolments, for first, second and third choice. Raises as `to_choose`, and:
        NothingChosenError, ChosenTwiceError, ChosenAndNoneError, MentorGoneError: on the field that is at fault.
    """
    row, programme = await _open_choice(tx, actor, now, await queries.alone(tx, actor.workspace, question_id))
    offers = {offer.enrolment_id: offer for offer in await queries.offers(tx, row)}
    chosen = [pick for pick in picks if pick is not None]
    if not offers.keys() >= set(chosen):
        raise GoneError
    await _check(tx, row, offers, picks, none=none)
    place = await enrolments.enrolment(tx, actor.workspace, row.enrolment_id)
    assert place is not None  # noqa: S101  # a question goes with its place
    await _keep(tx, place, list(offers.values()), chosen)
    row.answer = WishAnswer.GIVEN
    await tx.flush()
    zone = await wish_questions.zone_of(tx, row, programme, now)
    args = {"question_id": row.id, "closes": row.closes_at, "zone": zone}
    noted = Say(to=pressed, message="choice_noted", key=key_of_act("choice-noted", row.id), args=args)
    return noted, *await wish_questions.in_its_place(tx, row, "choice_noted", but=pressed.ts, **args)


async def _theirs(
    tx: Transaction, actor: Actor, now: dt.datetime, row: WishQuestion | None, role: Role
) -> tuple[WishQuestion, Programme, bool]:
    """A question, for the one it was put to, and whether an answer would still count."""
    if row is None or row.role is not role:
        raise GoneError
    if row.slack_id != actor.id:
        raise NotAllowedError
    round_ = await queries.round_(tx, actor.workspace, row.wish_round_id)
    assert round_ is not None  # noqa: S101  # a question goes with its round
    programme = await programmes.find(tx, actor.workspace, round_.programme_id)
    return row, programme, wish_questions.is_open(row, round_, programme, now)


async def _open_choice(
    tx: Transaction, actor: Actor, now: dt.datetime, asked: WishQuestion | None
) -> tuple[WishQuestion, Programme]:
    row, programme, is_open = await _theirs(tx, actor, now, asked, Role.MENTEE)
    if await queries.pointless(tx, actor.workspace, [row.id]):
        raise NoWishNeededError(programme=programme.name)
    if not is_open:
        raise ChoosingOverError(programme=programme.name)
    return row, programme


async def _places(tx: Transaction, row: WishQuestion, offers: Sequence[WishOffer]) -> dict[int, Enrolment]:
    """The places of those shown who are still there, and whom the mentee has not asked to be kept from since.

    Whatever a mentor decided since then, whom they would rather not be with included, shows in no list.
    """
    wishes = await enrolments.wishes(tx, row.workspace_id, [row.enrolment_id])
    kept_from = {wish.about_id for wish in wishes if wish.kind is WishKind.NOT_WITH}
    here = await people.profiles(tx, row.workspace_id, [offer.mentor_id for offer in offers])
    found = {}
    for place in (await queries.places(tx, row.workspace_id, [offer.enrolment_id for offer in offers])).values():
        is_there = place.state is EnrolmentState.ENROLLED and place.role is not Role.MENTEE
        may = place.slack_id in here and here[place.slack_id].may_take_part
        if is_there and may and place.slack_id not in kept_from:
            found[place.id] = place
    return found


def _shown(offer: WishOffer, place: Enrolment, names: dict[str, str]) -> SuggestedMentor:
    return SuggestedMentor(
        enrolment_id=offer.enrolment_id,
        slack_id=offer.mentor_id,
        name=names[offer.mentor_id],
        goals_offered=tuple(place.goals_offered),
        introduction=place.introduction or "",
        reasons=drafts.read_reasons(offer.reasons["why"]),
        rank=offer.rank,
    )


async def _check(
    tx: Transaction, row: WishQuestion, offers: dict[int, WishOffer], picks: Sequence[int | None], *, none: bool
) -> None:
    """Raises what is wrong with a choice, on its field."""
    there = await _places(tx, row, list(offers.values()))
    names = await people.names(tx, row.workspace_id, [offer.mentor_id for offer in offers.values()])
    for number, pick in enumerate(picks):
        if pick is None:
            continue
        if pick not in there:
            raise MentorGoneError(field=FIELDS[number], name=names[offers[pick].mentor_id])
        if pick in picks[:number]:
            raise ChosenTwiceError(field=FIELDS[number], name=names[offers[pick].mentor_id])
    if none and any(pick is not None for pick in picks):
        raise ChosenAndNoneError(field="none")
    if not none and all(pick is None for pick in picks):
        raise NothingChosenError(field="none")


async def _keep(tx: Transaction, place: Enrolment, offers: Sequence[WishOffer], chosen: Sequence[int]) -> None:
    """Put the choice before earlier wishes; what was chosen here before and is not any more goes, unless it is older."""
    wishes = await enrolments.wishes(tx, place.workspace_id, [place.id])
    before = [wish.about_id for wish in wishes if wish.kind is WishKind.WITH]
    mentor_of = {offer.enrolment_id: offer.mentor_id for offer in offers}
    first = [mentor_of[pick] for pick in chosen]
    taken_back = {offer.mentor_id for offer in offers if offer.rank is not None and not offer.was_wished}
    earlier = [about for about in before if about not in taken_back and about not in first]
    for offer in offers:
        if offer.rank is None:
            offer.was_wished = offer.mentor_id in before
        offer.rank = chosen.index(offer.enrolment_id) if offer.enrolment_id in chosen else None
    for wish in wishes:
        if wish.kind is WishKind.WITH:
            await tx.delete(wish)
    await tx.flush()
    for rank, about in enumerate([*first, *earlier][:MOST_WISHES]):
        tx.add(
            Wish(
                workspace_id=place.workspace_id,
                enrolment_id=place.id,
                about_id=about,
                kind=WishKind.WITH,
                rank=rank,
            )
        )
