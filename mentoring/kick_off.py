"""The beginning of a relationship: who meets, where, who starts, and what each of them is told. And kindly, who waits."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring import contacts, each_other, nudges, people, relationships, working_time
from mentoring.access import Actor
from mentoring.people import Profile
from mentoring.programmes import Programme
from mentoring.relationships import Seat
from mentoring.rules.availability import LocalWindow, overlap_in_zones
from mentoring.rules.cadence import shared_moment
from mentoring.rules.local_time import day_begins, last_date_anywhere, local_date
from mentoring.rules.matching.values import Reason
from mentoring.rules.meeting_times import SuggestedTime, suggest_times
from mentoring.say import Importance, Say, ToConversation, ToPerson
from mentoring.working_time import WorkingTime
from prompts.journeys import Journey
from storage import Transaction
from storage.models.enrolments import Enrolment
from storage.models.relationships import Relationship
from storage.models.rounds import Round
from storage.queries import enrolments as queries
from storage.states import EnrolmentState, Kind, Role

FELL_THROUGH = Reason("match_fell_through")
"""Not the engine's: the person they were to meet left before they were introduced."""
AWAY = Reason("away")
"""Not the engine's, and told to nobody else: they had paused when the round was made."""

WAIT_FOR_SHARED_MOMENT = dt.timedelta(days=4)
LOOK_AHEAD = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A published match about to begin; two matches of the same two people, one each way, begin together."""

    match_id: int
    seats: tuple[Seat, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is to be said now, and how many rows it took."""

    says: tuple[Say, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """Somebody as they chose to be introduced."""

    slack_id: str
    name: str
    role: Role
    zone: str
    introduction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KickOff:
    """What a new pair or group is given to begin with. `windows` and each time's minutes follow the order of `people`.

    `windows` is when all of them work, on each one's own clock; None when they never do at once.
    """

    programme: Programme
    people: tuple[Introduced, ...]
    starter: Introduced
    windows: tuple[LocalWindow, ...] | None
    times: tuple[SuggestedTime, ...]
    contact: str | None
    contact_name: str
    is_ahead: bool = False
    """Whether the programme's first day is still to come when they are introduced."""

    @property
    def is_both_ways(self) -> bool:
        """Whether they mentor each other."""
        return any(person.role is Role.BOTH for person in self.people)

    def others(self, slack_id: str) -> tuple[Introduced, ...]:
        return tuple(person for person in self.people if person.slack_id != slack_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """One of those who meet, with all that is needed to begin."""

    seat: Seat
    enrolment: Enrolment
    profile: Profile
    time: WorkingTime

    def introduced(self) -> Introduced:
        return Introduced(
            slack_id=self.seat.slack_id,
            name=self.profile.name,
            role=self.seat.role,
            zone=self.time.hours.zone,
            introduction=self.enrolment.introduction or self.profile.name,
        )


async def begin(
    tx: Transaction,
    round_: Round,
    programme: Programme,
    matches: Sequence[Proposed],
    now: dt.datetime,
    journeys: Mapping[str, Journey],
) -> Begun:
    """Bring a match to life, plan its journey and introduce its people; or both matches of two who mentor each other.

    Where somebody has gone meanwhile and too few are left, the others are told that they wait instead.
    """
    workspace, journey = round_.workspace_id, journeys[programme.kind]
    members = await _those_still_here(tx, workspace, programme, _seats(matches), now)
    if len(members) < _fewest(programme, matches[0]):
        told = [await tell_not_matched(tx, round_, programme, member.seat, FELL_THROUGH, now) for member in members]
        return Begun(says=tuple(said for says in told for said in says), rows=2 * len(members))
    starter = _starter(programme, matches[0], members)
    due = _due(members, starter, now)
    begun = [await _relationship(tx, workspace, programme, match, members, starter, due, now) for match in matches]
    if await _mentor_each_other(tx, workspace, programme, begun[0]):
        members = [replace(member, seat=replace(member.seat, role=Role.BOTH)) for member in members]
        starter = _starter(programme, matches[0], members)
    for member in members:
        member.enrolment.unmatched_rounds = 0
    planned = [await nudges.plan(tx, workspace, relationship.id, journeys, now) for relationship in begun]
    await each_other.share_the_journey(tx, workspace, [relationship.id for relationship in begun], journeys, now)
    given = await _given(tx, workspace, programme, members, starter, due)
    guide = journey.guide(both_ways=given.is_both_ways)
    return Begun(
        says=(
            *(_to_member(member, begun[0], given, matches, now) for member in members),
            _to_conversation(begun[0], given, guide, due),
        ),
        rows=sum(planned) + len(begun) * (3 + 2 * len(members)),
    )


async def tell_not_matched(
    tx: Transaction, round_: Round, programme: Programme, seat: Seat, why: Reason, now: dt.datetime
) -> tuple[Say, ...]:
    """Tell somebody that they have no match yet, why, and what happens next; nothing to those who are gone."""
    here = await _those_still_here(tx, round_.workspace_id, programme, (seat,), now)
    for member in here:
        member.enrolment.unmatched_rounds += 1
    who = Actor(workspace=round_.workspace_id, id=seat.slack_id)
    contact = await contacts.of_programme(tx, who, programme, ())
    return tuple(
        Say(
            to=ToPerson(slack_id=seat.slack_id),
            message="not_yet_matched",
            key=f"not-yet-matched:{round_.id}:{seat.slack_id}",
            args={"programme": programme, "why": why, "contact": contact},
            importance=Importance.PLACE,
            due_at=member.time.next_moment(now),
            enrolment_id=member.enrolment.id,
        )
        for member in here
    )


async def _those_still_here(
    tx: Transaction, workspace: str, programme: Programme, seats: Sequence[Seat], now: dt.datetime
) -> list[_Member]:
    ids = [seat.slack_id for seat in seats]
    profiles = await people.profiles(tx, workspace, ids)
    today = last_date_anywhere(now)
    years = working_time.years_of(today, today + working_time.PAUSE_WITHOUT_END + dt.timedelta(days=1))
    times = await working_time.of_people(tx, workspace, ids, years=years, programme=programme)
    members = []
    for seat in seats:
        enrolment = await queries.enrolment(tx, workspace, seat.enrolment_id)
        profile = profiles.get(seat.slack_id)
        if enrolment is None or profile is None:
            continue
        if enrolment.state is EnrolmentState.ENROLLED and profile.may_take_part:
            members.append(_Member(seat=seat, enrolment=enrolment, profile=profile, time=times[seat.slack_id]))
    return members


def _seats(matches: Sequence[Proposed]) -> list[Seat]:
    """Everybody's seat, once: with two matches, each of the two is both mentor and mentee."""
    both_ways = len(matches) > 1
    return [replace(seat, role=Role.BOTH) if both_ways else seat for seat in matches[0].seats]


async def _relationship(
    tx: Transaction,
    workspace: str,
    programme: Programme,
    match: Proposed,
    members: Sequence[_Member],
    starter: _Member,
    due: dt.datetime,
    now: dt.datetime,
) -> Relationship:
    here = {member.seat.slack_id for member in members}
    return await relationships.begin(
        tx,
        workspace,
        programme,
        match_id=match.match_id,
        members=[seat for seat in match.seats if seat.slack_id in here],
        starter_id=starter.seat.slack_id,
        kick_off_on=max(local_date(due, starter.time.hours.zone), programme.starts_on),
        now=now,
    )


async def _mentor_each_other(tx: Transaction, workspace: str, programme: Programme, begun: Relationship) -> bool:
    """Whether a pair now mentors each other: by two matches of this round, or since an earlier one."""
    return programme.kind is Kind.ONE_TO_ONE and len(await each_other.relationships_of(tx, workspace, begun.id)) > 1


def _fewest(programme: Programme, match: Proposed) -> int:
    """How few people a match still makes sense with: a pair both, a group its smallest size."""
    if programme.kind is Kind.PEER_GROUP:
        return min(programme.rules.group_minimum, len(match.seats))
    return len(match.seats)


def _starter(programme: Programme, match: Proposed, members: Sequence[_Member]) -> _Member:
    """The mentee of a pair's first match, whose wish it is; in a group anybody, the same whenever it is asked."""
    if programme.kind is Kind.PEER_GROUP:
        return random.Random(f"starter:{match.match_id}").choice(members)  # noqa: S311 - fairness, not secrecy
    mentee = next(seat for seat in match.seats if seat.role is Role.MENTEE)
    return next(member for member in members if member.seat.slack_id == mentee.slack_id)


def _due(members: Sequence[_Member], starter: _Member, now: dt.datetime) -> dt.datetime:
    """When everybody is at work; where that takes too long, when the starter next is once the others have been told."""
    hours = [member.time.hours for member in members]
    away = [member.time.away(now.date() + LOOK_AHEAD) for member in members]
    told = [member.time.next_moment(now) for member in members]
    soon = [moment for moment in told if moment - now <= WAIT_FOR_SHARED_MOMENT]  # nobody waits for a long absence
    return shared_moment(hours, now, WAIT_FOR_SHARED_MOMENT, away) or starter.time.next_moment(max(soon, default=now))


async def _given(
    tx: Transaction,
    workspace: str,
    programme: Programme,
    members: Sequence[_Member],
    starter: _Member,
    due: dt.datetime,
) -> KickOff:
    hours = [member.time.hours for member in members]
    # The first meeting may fall on the programme's first day; the times are two working days after this.
    after = max(due, day_begins(programme.starts_on - dt.timedelta(days=3), starter.time.hours.zone))
    away = [member.time.away(after.date() + LOOK_AHEAD) for member in members]
    starting = Actor(workspace=workspace, id=starter.seat.slack_id)
    contact = await contacts.of_programme(tx, starting, programme, [member.seat.slack_id for member in members])
    return KickOff(
        programme=programme,
        people=tuple(member.introduced() for member in members),
        starter=starter.introduced(),
        windows=overlap_in_zones(hours, local_date(after, starter.time.hours.zone)),
        times=suggest_times(hours, after, away, minutes=programme.meeting_minutes),
        contact=contact,
        contact_name="" if contact is None else (await people.names(tx, workspace, [contact]))[contact],
        is_ahead=local_date(due, starter.time.hours.zone) < programme.starts_on,
    )


def _to_conversation(relationship: Relationship, given: KickOff, guide: str, due: dt.datetime) -> Say:
    return Say(
        to=ToConversation(id=relationship.conversation_id),
        message="kick_off",
        key=f"kick-off:{relationship.id}",
        args={"kick_off": given, "prompt_id": guide},
        importance=Importance.PLACE,
        due_at=due,
        relationship_id=relationship.id,
    )


def _to_member(
    member: _Member, relationship: Relationship, given: KickOff, matches: Sequence[Proposed], now: dt.datetime
) -> Say:
    """Each person's own message: who, why in each role of theirs, who starts, what comes next."""
    slack_id = member.seat.slack_id
    reasons = {seat.role: match.reasons for match in matches for seat in match.seats if seat.slack_id == slack_id}
    return Say(
        to=ToPerson(slack_id=slack_id),
        message="matched",
        key=f"matched:{relationship.id}:{slack_id}",
        args={
            "kick_off": given,
            "me": member.introduced(),
            "reasons": reasons,
            "relationship_id": relationship.id,
        },
        importance=Importance.PLACE,
        due_at=member.time.next_moment(now),
        relationship_id=relationship.id,
        enrolment_id=member.enrolment.id,
    )
