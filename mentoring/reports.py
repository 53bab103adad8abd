"""How a programme is going, for those who run it: who is enrolled, matched and has met, and where there is no news.

All of it is working knowledge, from places, dates and clicks. What people answered is in `mentoring.answers`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentoring import access, answers, no_news, people, programmes, undelivered, wishes_share
from mentoring.access import Act, Actor
from mentoring.answers import Answers
from mentoring.programmes import Programme
from mentoring.rules.suppression import DEFAULT_THRESHOLD
from mentoring.rules.wishes_honoured import Share
from prompts.journeys import Journey
from storage import Transaction
from storage.queries import answers as answer_queries
from storage.queries import reports as queries
from storage.queries.reports import Begun
from storage.states import EnrolmentState, RelationshipState, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody who has a place now."""

    slack_id: str
    role: Role
    enrolled_on: dt.date | None
    is_matched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipLine:
    """One relationship, from its dates, both ways where two mentor each other; `people` are those who have not left it."""

    id: int
    people: tuple[str, ...]
    kick_off: dt.date
    is_running: bool
    meetings: int
    last_met: dt.date | None
    has_no_news: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeCounts:
    """What became of the nudges of a programme: how many were sent, and what people's budgets did to them.

    `together` came in the message of another, `moved` by themselves on a later day; `left_out` never came, because it was
    too late for them, something newer came instead, or nothing unasked was wanted.
    """

    sent: int
    together: int
    moved: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A programme at one moment, by the calendar of whoever asks. `left` counts places given up.

    How many have paused is not told: from one day to the next it would tell who.
    """

    programme: Programme
    today: dt.date
    people: tuple[PersonLine, ...]
    relationships: tuple[RelationshipLine, ...]
    left: int
    answers: Answers
    honoured: Share | None = None
    nudges: NudgeCounts | None = None
    """None where so few take part that it might tell who wants to hear less."""
    undelivered: int = 0

    @property
    def is_over(self) -> bool:
        return self.programme.is_over(self.today)

    @property
    def by_role(self) -> tuple[tuple[Role, int], ...]:
        """How many are enrolled in each role that somebody has."""
        counts = Counter(person.role for person in self.people)
        return tuple((role, counts[role]) for role in Role if counts[role])

    @property
    def matched(self) -> int:
        return sum(person.is_matched for person in self.people)

    @property
    def not_yet_matched(self) -> tuple[str, ...]:
        """The people who wait, in the order in which they came."""
        return tuple(person.slack_id for person in self.people if not person.is_matched)

    @property
    def everybody(self) -> frozenset[str]:
        """All people it names."""
        together = (slack_id for each in self.relationships for slack_id in each.people)
        return frozenset((*(person.slack_id for person in self.people), *together))

    @property
    def met(self) -> int:
        """How many relationships have noted a meeting."""
        return sum(each.meetings > 0 for each in self.relationships)

    @property
    def by_meetings(self) -> tuple[tuple[int, int], ...]:
        """How many relationships have noted so many meetings, by the number of meetings, from one."""
        return tuple(sorted(Counter(each.meetings for each in self.relationships if each.meetings).items()))

    @property
    def without_news(self) -> tuple[RelationshipLine, ...]:
        return tuple(each for each in self.relationships if each.has_no_news)


async def may_be_read(tx: Transaction, actor: Actor, programme_id: int) -> None:
    """Nothing, for one who runs the programme. Raises NotForYouError."""
    await access.require(tx, actor, Act.READ_REPORT, programme_id)


async def look(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, journeys: Mapping[str, Journey]
) -> Report:
    """A programme's report, for one who runs it.

    Raises:
        GoneError: there is no such programme. NotForYouError: it is not theirs.
    """
    await access.require(tx, actor, Act.READ_REPORT, programme_id)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    asking = await people.profile_of(tx, actor)
    today = asking.local_date(now)
    places = await queries.places(tx, actor.workspace, programme_id, *answers.EVER_ENROLLED)
    here = [place for place in places if place.state is not EnrolmentState.LEFT]
    relationships = await _relationships(tx, actor.workspace, programme, journeys, now)
    matched = _matched(relationships, is_over=programme.is_over(today))
    return Report(
        programme=programme,
        today=today,
        people=tuple(
            PersonLine(
                slack_id=place.slack_id,
                role=place.role,
                enrolled_on=None if place.enrolled_at is None else asking.local_date(place.enrolled_at),
                is_matched=place.slack_id in matched,
            )
            for place in here
        ),
        relationships=relationships,
        left=len(places) - len(here),
        answers=await answers.so_far(tx, actor.workspace, programme, now, asking.zone),
        honoured=await wishes_share.of_programme(tx, actor.workspace, programme_id),
        nudges=await _nudges(tx, actor.workspace, programme_id, relationships),
        undelivered=await undelivered.count(tx, actor, now, programme_id=programme_id),
    )


async def _nudges(
    tx: Transaction, workspace: str, programme_id: int, relationships: Sequence[RelationshipLine]
) -> NudgeCounts | None:
    reached = {person for each in relationships for person in each.people}
    if len(reached) < DEFAULT_THRESHOLD:
        return None
    sent, together, moved, left_out = await queries.nudge_counts(tx, workspace, programme_id)
    return NudgeCounts(sent=sent, together=together, moved=moved, left_out=left_out)


def _matched(relationships: tuple[RelationshipLine, ...], *, is_over: bool) -> set[str]:
    """Who is in a relationship; when all is over, who was in one to the last."""
    return {person for each in relationships if each.is_running or is_over for person in each.people}


async def _relationships(
    tx: Transaction, workspace: str, programme: Programme, journeys: Mapping[str, Journey], now: dt.datetime
) -> tuple[RelationshipLine, ...]:
    begun = await queries.relationships(tx, workspace, programme.id)
    ids = [each.id for each in begun]
    members = await queries.members(tx, workspace, programme.id)
    meetings = await answer_queries.meetings_noted(tx, workspace, ids)
    running = [each.id for each in begun if each.state is RelationshipState.ACTIVE]
    silent = await no_news.without_news(tx, workspace, running, journeys, now)
    same: dict[object, list[Begun]] = defaultdict(list)
    for each in begun:
        same[each.same].append(each)
    return tuple(_line(theirs, members, meetings, silent) for theirs in same.values())


def _line(
    same: Sequence[Begun],
    members: Mapping[int, tuple[str, ...]],
    meetings: Mapping[int, tuple[dt.date, int]],
    silent: Collection[int],
) -> RelationshipLine:
    """A relationship, or the two of people who mentor each other: they meet for both at once."""
    noted = [meetings[each.id] for each in same if each.id in meetings]
    return RelationshipLine(
        id=same[0].id,
        people=tuple(dict.fromkeys(person for each in same for person in members.get(each.id, ()))),
        kick_off=min(each.kick_off for each in same),
        is_running=same[0].state is RelationshipState.ACTIVE,
        meetings=max((count for _, count in noted), default=0),
        last_met=max((last for last, _ in noted), default=None),
        has_no_news=any(each.id in silent for each in same),
    )
