"""How much unasked somebody has had, and has coming: what the attention budget is counted from, over all programmes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentoring import nudges, working_time
from mentoring.courses import Companion
from mentoring.programmes import Programme
from mentoring.rules.availability import next_working
from mentoring.rules.budget import (
    MONTH,
    Budget,
    Claim,
    Priority,
    earliest_moment,
    mentee_budget,
    mentor_budget,
    with_room,
)
from mentoring.rules.local_time import day_begins, local_date
from prompts.journeys import Journey, StepKind
from storage import Transaction
from storage.models.relationships import Relationship, RelationshipMember
from storage.queries import journey as queries
from storage.queries import people as people_queries
from storage.queries.journey import Attended
from storage.states import Kind, RelationshipState, Role, Unasked

_Part = tuple[Relationship, RelationshipMember]
_LONGEST = MONTH + dt.timedelta(days=1)

_PRIORITIES = {
    StepKind.CHECK_IN: Priority.CHECK_IN,
    StepKind.BASELINE_AGAIN: Priority.CHECK_IN,
    StepKind.LAST_MEETING: Priority.CHECK_IN,
    StepKind.GOODBYE: Priority.FAREWELL,
    StepKind.MEETING_REMINDER: Priority.REMINDER,
    StepKind.PROMPT: Priority.PROMPT,
}
_OF_THE_END = {StepKind.BASELINE_AGAIN, StepKind.LAST_MEETING, StepKind.GOODBYE}
_A_MONTH_AT_MOST = {Unasked.TWO_A_MONTH: 2, Unasked.ONE_A_MONTH: 1, Unasked.NONE: 0}


def claim_of(relationship_id: int, kind: Kind, step: StepKind, recipient: str) -> Claim:
    """The claim of one step of a relationship of this kind."""
    return Claim(
        relationship_id=relationship_id,
        priority=_PRIORITIES[step],
        is_awaited_by_many=kind is Kind.PEER_GROUP and recipient == nudges.GROUP,
        is_of_the_end=step in _OF_THE_END,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A nudge that is still to come: when, when it was to come before the budget moved it, and what it has to say for itself."""

    kind: StepKind
    moment: dt.datetime
    wanted: dt.datetime
    claim: Claim
    is_private: bool

    def makes_pointless(self, other: "Planned") -> bool:
        """Whether another that had to wait need not come any more: a newer one of its kind waits too, or a question."""
        is_elsewhere = self.claim.relationship_id != other.claim.relationship_id or self.is_private != other.is_private
        if is_elsewhere or other.claim.is_of_the_end:
            return False
        if other.kind is StepKind.MEETING_REMINDER and self.kind is StepKind.CHECK_IN:
            return True
        return self.kind is other.kind and self.wanted > other.wanted


@dataclass(slots=True, kw_only=True)
class Attention:
    """One person's budget and what it is spent on, day by day on their own calendar; `planned` by the nudge's id.

    Days and not hours are counted, so that every Tuesday morning is a week apart, whatever the minute and the season.
    """

    budget: Budget
    usual: Budget
    """What the budget would be if they did not want less."""
    zone: str
    sent: list[dt.datetime] = field(default_factory=list)
    planned: dict[int, Planned] = field(default_factory=dict)

    def earliest(self, wanted: dt.datetime, claim: Claim, *, as_usual: bool = False) -> dt.datetime | None:
        """When the next message fits: `wanted`, or the beginning of a later day; None when nothing unasked is wanted.

        Only what goes before it has its place kept, as far as there is room for that; equals go in the order in which
        they come. What is planned for this person alone on one day comes in one message.
        """
        if claim.is_owed:
            return wanted
        budget = self.usual if as_usual else self.budget
        kept = [each for each in self.planned.values() if each.claim.goes_before(claim) and not each.claim.is_owed]
        alone = {self._day(each.moment) for each in kept if each.is_private}
        # What is too much for somebody who wants less comes to them alone, together with the rest.
        posts = [self._day(each.moment) for each in kept if not each.is_private and budget is self.usual]
        day = self._day(wanted)
        fits = earliest_moment(day, with_room([*alone, *posts], map(self._day, self.sent), budget), budget)
        if fits is None or fits == day:
            return fits and wanted
        return day_begins(fits.date(), self.zone)

    def after(self, nudge_id: int, now: dt.datetime) -> "Attention":
        """How it will be once one of the planned has been said."""
        left = {id_: each for id_, each in self.planned.items() if id_ != nudge_id}
        return replace(self, sent=[*self.sent, *([now] if self.is_spent_by([nudge_id]) else [])], planned=left)

    def is_spent_by(self, nudge_ids: Collection[int]) -> bool:
        """Whether a message in which these planned nudges come takes anything of the budget."""
        said = [self.planned[id_].claim for id_ in nudge_ids if id_ in self.planned]
        return bool(said) and not any(claim.is_owed for claim in said)

    def private_by_today(self, now: dt.datetime, *, but: int) -> Iterator[int]:
        """The other planned nudges to this person alone that were to come by the end of this day, by their claims."""
        today = self._day(now)
        due = [
            (each.claim.priority, not each.claim.is_of_the_end, each.wanted, id_)
            for id_, each in self.planned.items()
            if each.is_private and id_ != but and self._day(each.wanted) <= today
        ]
        return (id_ for *_, id_ in sorted(due))

    def is_pointless(self, nudge_id: int, now: dt.datetime) -> bool:
        """Whether what waited for so long has something newer come in its place: nothing piles up."""
        mine = self.planned.get(nudge_id)
        due = (each for id_, each in self.planned.items() if id_ != nudge_id and each.wanted <= now)
        return mine is not None and any(each.makes_pointless(mine) for each in due)

    def is_elsewhere_too(self, relationship_id: int) -> bool:
        """Whether anything is planned for them in another relationship."""
        return any(each.claim.relationship_id != relationship_id for each in self.planned.values())

    def is_same_day(self, one: dt.datetime, other: dt.datetime) -> bool:
        return self._day(one) == self._day(other)

    def _day(self, moment: dt.datetime) -> dt.datetime:
        return dt.datetime.combine(local_date(moment, self.zone), dt.time(), dt.UTC)


async def of_people(
    tx: Transaction, workspace: str, people: Collection[Companion], journeys: Mapping[str, Journey], now: dt.datetime
) -> dict[str, Attention]:
    """What each one's attention is spent on, by their Slack ids; a message to a group counts for each of its members."""
    parts: dict[str, list[_Part]] = defaultdict(list)
    for relationship, member in await queries.memberships(tx, workspace, [who.slack_id for who in people]):
        parts[member.slack_id].append((relationship, member))
    relationships = {relationship.id for theirs in parts.values() for relationship, _ in theirs}
    by_relationship: dict[int, list[Attended]] = defaultdict(list)
    for row in await queries.attended(tx, workspace, relationships, since=now - _LONGEST, now=now):
        by_relationship[row.relationship_id].append(row)
    told = await people_queries.participants(tx, workspace, [who.slack_id for who in people])
    wishes = {slack_id: row.unasked for slack_id, row in told.items()}
    return {
        who.slack_id: _spent(
            who, wishes.get(who.slack_id, Unasked.USUAL), parts[who.slack_id], by_relationship, journeys, now
        )
        for who in people
    }


def _spent(
    who: Companion,
    wish: Unasked,
    parts: Sequence[_Part],
    by_relationship: Mapping[int, Sequence[Attended]],
    journeys: Mapping[str, Journey],
    now: dt.datetime,
) -> Attention:
    usual = _usual(parts)
    found = Attention(budget=_lowered(usual, wish), usual=usual, zone=who.time.hours.zone)
    for relationship, member in parts:
        is_active = _is_in(relationship, member)
        for row in by_relationship.get(relationship.id, ()):
            if row.recipient not in {who.slack_id, nudges.GROUP} or row.step == nudges.NO_NEWS:
                continue
            kind = nudges.kind_of(journeys[relationship.kind], row.step)
            if row.is_sent:
                if kind is not StepKind.GOODBYE and not _had_left(member, row):
                    found.sent.append(row.moment)
            elif is_active and kind is not None:
                claim = claim_of(relationship.id, relationship.kind, kind, row.recipient)
                found.planned[row.id] = Planned(
                    kind=kind,
                    moment=max(row.moment, now),
                    wanted=row.wanted,
                    claim=claim,
                    is_private=row.recipient != nudges.GROUP,
                )
    return found


def _had_left(member: RelationshipMember, said: Attended) -> bool:
    """Whether they were gone when it was decided on; when it came may be known only after they left."""
    return member.left_at is not None and said.decided_at is not None and said.decided_at > member.left_at


async def when_at_work(
    tx: Transaction, workspace: str, slack_id: str, now: dt.datetime, *, programme: Programme | None = None
) -> dt.datetime:
    """When something that is owed to somebody can be said: their next working moment, by the days off of a programme too.

    A pause, in which they are not a participant, does not keep from them what others send on or what they run.
    """
    years = working_time.years_of(now.date(), now.date() + dt.timedelta(days=30))
    theirs = await working_time.of_person(tx, workspace, slack_id, years=years, programme=programme)
    return next_working(theirs.hours, now, theirs.days_off)


def _is_in(relationship: Relationship, member: RelationshipMember) -> bool:
    return relationship.state is RelationshipState.ACTIVE and member.left_at is None


def _usual(parts: Sequence[_Part]) -> Budget:
    """Whoever is a mentor and nothing else gives their time, and gets the least; the newest beginning counts."""
    began = [
        relationship.started_at
        for relationship, member in parts
        if member.role is not Role.MENTOR and _is_in(relationship, member)
    ]
    return mentee_budget(max(began)) if began else mentor_budget()


def _lowered(usual: Budget, wish: Unasked) -> Budget:
    """What the person wishes for comes on top of what is usual, and so never brings more."""
    return usual if wish is Unasked.USUAL else usual.lowered_to(_A_MONTH_AT_MOST[wish], MONTH)
