"""A match draft as its coordinators read it. Nothing in it has reached a participant."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from mentoring import access, people, programmes, wish_progress, wishes_share
from mentoring.access import Act, Actor
from mentoring.draft_edits import Edit, from_rows
from mentoring.errors import GoneError, MentoringError
from mentoring.programmes import Programme
from mentoring.relationships import Seat
from mentoring.rules.matching.values import Reason, RefusedLock, Rule, Unchecked
from mentoring.rules.wishes_honoured import Share
from mentoring.solving import WAITING_AT_ONCE
from mentoring.wish_progress import WishProgress
from storage import Transaction
from storage.models.rounds import Round
from storage.queries import rounds as queries
from storage.states import ProgrammeState, Role, RoundState

MATCHES_A_PAGE = WAITING_A_PAGE = 5


class NothingToMatchError(MentoringError):
    """All programmes this person runs have ended."""


class NotThereAnyMoreError(GoneError):
    """There is no other draft beside it any more, or whom it is about has left the programme or has another match."""


class ProgrammeOverError(MentoringError):
    """The programme's last day has passed: whoever met now would have no time left."""


class PublishedMeanwhileError(MentoringError):
    """The round is published, which cannot be taken back."""


class PutAsideError(MentoringError):
    """Coordinators have gone on with another draft than this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTogether:
    """People proposed to each other; a mentor stands before their mentee."""

    seats: tuple[Seat, ...]
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMatched:
    """Somebody without a match in this role, why, and the one change that would help most.

    `is_again` when the round has named them before, in another role. `is_away` when they had
    paused, which only they are told.
    """

    seat: Seat
    reasons: tuple[Reason, ...]
    change: Reason | None
    is_again: bool = False
    is_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """When a draft is published by itself, the zone of whoever asked for it, and their Slack id."""

    at: dt.datetime
    zone: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A round as its coordinator sees it. `worst` and `mean` are fits of 1,000; only coordinators see points.

    `together` counts pairs and groups: two who mentor each other have two of the `matches` and are one pair.
    `already` people of those enrolled have a relationship from an earlier round; `not_matched` have no match in this.
    It is the programme's first or second draft (`number`); `other` is the one beside it. Of its `edits`, the pairs
    `not_kept` could not be brought together. `wishes` is None where nobody is asked for any.
    """

    id: int
    version: int
    programme: Programme
    number: int
    other: int | None
    edits: tuple[Edit, ...]
    enrolled: int
    already: int
    matches: int
    together: int
    people: int
    worst: int
    mean: int
    proven: bool
    most_points: int
    points: int
    not_matched: int
    unchecked: tuple[Unchecked, ...]
    not_kept: tuple[RefusedLock, ...]
    planned: Planned | None = None
    honoured: Share | None = None
    """The share of wishes, where it may be said."""
    wishes: WishProgress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a draft's matches, of which there are `count`, of pairs or groups `together`; `number` counts from 0."""

    round_id: int
    number: int
    pages: int
    count: int
    together: int
    matches: tuple[ProposedTogether, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """Some of those without a match, each once for each role they came in: `count` in all. `number` counts from 0."""

    round_id: int
    number: int
    pages: int
    count: int
    people: tuple[NotMatched, ...]


async def matchable(tx: Transaction, actor: Actor, now: dt.datetime) -> tuple[Programme, ...]:
    """The programmes this person can match in, the newest first.

    Raises:
        NotForYouError: they run none. NothingToMatchError: all they run have ended or are over.
    """
    theirs = await programmes.coordinated_by(tx, actor)
    if not theirs:
        await access.require(tx, actor, Act.MATCH)
    today = await people.today(tx, actor, now)
    running = tuple(programme for programme in theirs if not programme.is_over(today))
    if not running:
        raise NothingToMatchError
    return running


async def draft(tx: Transaction, actor: Actor, round_id: int) -> Draft:
    """A draft to look at.

    Raises:
        GoneError, NotForYouError: there is none such, or it is not theirs.
        PublishedMeanwhileError, PutAsideError: it is no draft any more.
    """
    row, programme = await of_coordinator(tx, actor, round_id)
    require_draft(row, programme)
    return await read(tx, row, programme)


async def page(tx: Transaction, actor: Actor, round_id: int, number: int) -> Page:
    """One page of a draft's matches; a number beyond the last page is the last."""
    row, _ = await of_coordinator(tx, actor, round_id)
    count = await queries.match_count(tx, actor.workspace, round_id)
    number, pages = _place(number, count, MATCHES_A_PAGE)
    proposed = await queries.matches(tx, actor.workspace, round_id, skip=number * MATCHES_A_PAGE, limit=MATCHES_A_PAGE)
    seats = await seats_of(tx, actor.workspace, [match.id for match in proposed])
    matches = tuple(
        ProposedTogether(seats=seats[each.id], score=each.score, reasons=read_reasons(each.reasons["why"]))
        for each in proposed
    )
    together = row.certificate["together"]
    return Page(round_id=round_id, number=number, pages=pages, count=count, together=together, matches=matches)


async def waiting_page(tx: Transaction, actor: Actor, round_id: int, number: int) -> WaitingPage:
    """One page of those a draft leaves without a match; a number beyond the last page is the last."""
    row, _ = await of_coordinator(tx, actor, round_id)
    count = row.certificate["not_matched"]
    number, pages = _place(number, count, WAITING_A_PAGE)
    slice_, first = divmod(number * WAITING_A_PAGE, WAITING_AT_ONCE)
    people = (await not_matched(tx, row, slice_))[first : first + WAITING_A_PAGE]
    return WaitingPage(round_id=round_id, number=number, pages=pages, count=count, people=people)


async def not_over(tx: Transaction, actor: Actor, now: dt.datetime, programme: Programme) -> None:
    """Nothing, while there is a day left to meet on. Raises ProgrammeOverError."""
    if programme.is_over(await people.today(tx, actor, now)):
        raise ProgrammeOverError(programme=programme.name)


def _place(number: int, count: int, a_page: int) -> tuple[int, int]:
    """The page that is shown for a number, and how many there are."""
    pages = max(-(-count // a_page), 1)
    return min(max(number, 0), pages - 1), pages


async def programme_of(tx: Transaction, actor: Actor, programme_id: int) -> Programme:
    """A programme that has not ended, for whoever runs it. Raises NotForYouError, GoneError, NothingToMatchError."""
    await access.require(tx, actor, Act.MATCH, programme_id)
    programme = await programmes.find(tx, actor.workspace, programme_id)
    if programme.state is ProgrammeState.ENDED:
        raise NothingToMatchError
    return programme


async def of_coordinator(tx: Transaction, actor: Actor, round_id: int) -> tuple[Round, Programme]:
    """A round, for whoever runs its programme.

    Raises:
        GoneError, NotForYouError, NothingToMatchError.
    """
    row = await queries.round_(tx, actor.workspace, round_id)
    if row is None or row.repairs_id is not None:
        raise GoneError
    return row, await programme_of(tx, actor, row.programme_id)


def require_draft(row: Round, programme: Programme) -> None:
    """Nothing, while a round is a draft. Raises PublishedMeanwhileError, PutAsideError."""
    if row.state is RoundState.PUBLISHED:
        raise PublishedMeanwhileError(programme=programme.name)
    if row.state is RoundState.DISCARDED:
        raise PutAsideError(programme=programme.name)


async def read(tx: Transaction, row: Round, programme: Programme) -> Draft:
    """A round as its coordinators read it, whatever has become of it."""
    matches, worst, points = await queries.scores(tx, row.workspace_id, row.id)
    people = await queries.people_count(tx, row.workspace_id, row.id)
    unchecked = await queries.unchecked(tx, row.workspace_id, row.id)
    there = sorted(each.id for each in await queries.drafts(tx, row.workspace_id, programme.id))
    return Draft(
        id=row.id,
        version=row.version,
        programme=programme,
        number=1 + sum(each < row.id for each in there),
        other=next((each for each in there if each != row.id), None),
        edits=from_rows(row.edits),
        enrolled=row.certificate["enrolled"],
        already=row.certificate["already"],
        matches=matches,
        together=row.certificate["together"],
        people=people,
        worst=worst,
        mean=points // max(matches, 1),
        proven=row.certificate["proven"],
        points=row.certificate["value"],
        most_points=row.certificate["bound"],
        not_matched=row.certificate["people_not_matched"],
        unchecked=tuple(Unchecked(rule=Rule(rule), code=code, ids=tuple(ids)) for rule, code, ids in unchecked["gaps"]),
        not_kept=tuple(
            RefusedLock(pair=(one, other), reasons=read_reasons(why)) for one, other, why in unchecked["not_kept"]
        ),
        planned=planned(row),
        honoured=wishes_share.of_round(row),
        wishes=await wish_progress.of_programme(tx, row.workspace_id, programme),
    )


def planned(row: Round) -> Planned | None:
    """When a round is published by itself; None when nobody asked for that."""
    if row.publish_at is None or row.publish_zone is None or row.publish_asked_by is None:
        return None
    return Planned(at=row.publish_at, zone=row.publish_zone, by=row.publish_asked_by)


async def not_matched(tx: Transaction, row: Round, number: int) -> tuple[NotMatched, ...]:
    """One slice of those a round leaves without a match, once for each role they came in; `number` counts from 0."""
    return tuple(
        NotMatched(
            seat=Seat(enrolment_id=entry["enrolment"], slack_id=entry["id"], role=Role(entry["role"])),
            reasons=read_reasons(entry["why"]),
            change=None if entry["change"] is None else read_reasons([entry["change"]])[0],
            is_again=entry["again"],
            is_away=entry["away"],
        )
        for entry in await queries.not_matched(tx, row.workspace_id, row.id, number)
    )


async def seats_of(tx: Transaction, workspace: str, match_ids: Collection[int]) -> dict[int, tuple[Seat, ...]]:
    """The people of each match, a mentor before their mentee."""
    found: dict[int, list[Seat]] = {match_id: [] for match_id in match_ids}
    for match_id, enrolment_id, slack_id, role in await queries.seats(tx, workspace, match_ids):
        found[match_id].append(Seat(enrolment_id=enrolment_id, slack_id=slack_id, role=role))
    return {match_id: tuple(seats) for match_id, seats in found.items()}


def read_reasons(written: list[list[Any]]) -> tuple[Reason, ...]:
    """Reasons as a row keeps them: a code and its values in one list."""
    return tuple(Reason(code, tuple(values)) for code, *values in written)
