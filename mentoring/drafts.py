"""A match draft in the coordinator's hands: made, read, made anew. Nothing in it has reached a participant."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mentoring import access, candidates, programmes
from mentoring.access import Act, Actor
from mentoring.candidates import Pool
from mentoring.errors import GoneError, MentoringError
from mentoring.programmes import Programme
from mentoring.relationships import Seat
from mentoring.rules.matching.values import Reason, Rule, Unchecked
from mentoring.rules.matching.values import Round as Solved
from mentoring.solving import Question
from storage import Transaction
from storage.models.rounds import ProposedMatch, ProposedMember, Round
from storage.queries import enrolments as enrolment_queries
from storage.queries import rounds as queries
from storage.states import EnrolmentState, ProgrammeState, Role, RoundState

MATCHES_A_PAGE = 5


class NothingToMatchError(MentoringError):
    """All programmes this person runs have ended."""


class NobodyToMatchError(MentoringError):
    """Nobody in the programme is waiting for a match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTogether:
    """People proposed to each other; a mentor stands before their mentee."""

    seats: tuple[Seat, ...]
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMatched:
    """Somebody without a match in this role, why, and the one change that would help most."""

    seat: Seat
    reasons: tuple[Reason, ...]
    change: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A round as its coordinator sees it. `worst` and `mean` are points of 1,001; only coordinators see points.

    `already` people of those enrolled have a relationship from an earlier round.
    """

    id: int
    programme: Programme
    enrolled: int
    already: int
    matches: int
    people: int
    worst: int
    mean: int
    proven: bool
    most_points: int
    points: int
    not_matched: tuple[NotMatched, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a draft's matches; `number` counts from 0."""

    draft: Draft
    number: int
    pages: int
    matches: tuple[ProposedTogether, ...]


async def matchable(tx: Transaction, actor: Actor) -> tuple[Programme, ...]:
    """The programmes this person can match in, the newest first.

    Raises:
        NotForYouError: they run none. NothingToMatchError: all they run have ended.
    """
    theirs = await programmes.coordinated_by(tx, actor)
    if not theirs:
        await access.require(tx, actor, Act.MATCH)
    running = tuple(programme for programme in theirs if programme.state is not ProgrammeState.ENDED)
    if not running:
        raise NothingToMatchError
    return running


async def begin(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int) -> Draft | Question:
    """The programme's draft if nothing has changed since it was made, else the question that a new one answers.

    Raises:
        NotForYouError, GoneError, NothingToMatchError: it is not theirs, not there, or over.
        NobodyToMatchError: nobody is waiting for a match.
    """
    programme = await _programme(tx, actor, programme_id)
    pool = await candidates.pool_of(tx, actor.workspace, programme, now)
    if not pool.question.candidates:
        raise NobodyToMatchError(programme=programme.name, enrolled=pool.enrolled)
    fingerprint = pool.question.fingerprint()
    for row in (await queries.drafts(tx, actor.workspace, programme_id))[:1]:
        if row.fingerprint == fingerprint:
            return await _draft(tx, row, programme)
    return pool.question


async def keep(
    tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, question: Question, solved: Solved
) -> Draft:
    """Keep the answer to a question as the programme's draft; an earlier draft is discarded."""
    await queries.lock(tx, actor.workspace, programme_id)
    programme = await _programme(tx, actor, programme_id)
    pool = await candidates.pool_of(tx, actor.workspace, programme, now)
    for old in await queries.drafts(tx, actor.workspace, programme_id):
        old.state = RoundState.DISCARDED
    places = await _places(tx, actor.workspace, programme_id)
    already = len({slack_id for slack_id, _ in pool.matched})
    row = Round(
        workspace_id=actor.workspace,
        programme_id=programme_id,
        state=RoundState.DRAFT,
        fingerprint=question.fingerprint(),
        certificate=asdict(solved.certificate) | {"enrolled": pool.enrolled, "already": already},
        unmatched={"people": _waiting(solved, pool, places)},
        unchecked={"gaps": [[gap.rule, gap.code, list(gap.ids)] for gap in solved.unchecked]},
        created_by=actor.id,
        created_at=now,
    )
    tx.add(row)
    await tx.flush()
    await _keep_matches(tx, row, solved, places)
    return await _draft(tx, row, programme)


async def draft(tx: Transaction, actor: Actor, round_id: int) -> Draft:
    """A draft to look at.

    Raises:
        GoneError, NotForYouError: there is none such, or it is not theirs.
    """
    row, programme = await of_coordinator(tx, actor, round_id)
    return await _draft(tx, row, programme)


async def page(tx: Transaction, actor: Actor, round_id: int, number: int) -> Page:
    """One page of a draft's matches; a number beyond the last page is the last."""
    shown = await draft(tx, actor, round_id)
    pages = max(-(-shown.matches // MATCHES_A_PAGE), 1)
    number = min(max(number, 0), pages - 1)
    rows = await queries.matches(tx, actor.workspace, round_id, skip=number * MATCHES_A_PAGE, limit=MATCHES_A_PAGE)
    seats = await seats_of(tx, actor.workspace, [row.id for row in rows])
    matches = tuple(
        ProposedTogether(seats=seats[row.id], score=row.score, reasons=read_reasons(row.reasons["why"])) for row in rows
    )
    return Page(draft=shown, number=number, pages=pages, matches=matches)


async def _programme(tx: Transaction, actor: Actor, programme_id: int) -> Programme:
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
    if row is None:
        raise GoneError
    return row, await _programme(tx, actor, row.programme_id)


async def _places(tx: Transaction, workspace: str, programme_id: int) -> dict[str, int]:
    """Everybody's place, also of those who gave it up while the round was being solved."""
    states = (EnrolmentState.ENROLLED, EnrolmentState.LEFT, EnrolmentState.JOINING, EnrolmentState.COMPLETED)
    rows = await enrolment_queries.in_programme(tx, workspace, programme_id, *states)
    return {row.slack_id: row.id for row in rows}


async def _keep_matches(tx: Transaction, row: Round, solved: Solved, places: Mapping[str, int]) -> None:
    matches = [
        ProposedMatch(
            workspace_id=row.workspace_id,
            round_id=row.id,
            score=proposal.score,
            parts=dict(proposal.parts),
            reasons={"why": [_written(reason) for reason in proposal.reasons]},
        )
        for proposal in solved.proposals
    ]
    tx.add_all(matches)
    await tx.flush()
    tx.add_all(
        ProposedMember(
            match_id=match.id,
            enrolment_id=places[member.id],
            workspace_id=row.workspace_id,
            role=Role(member.role),
        )
        for match, proposal in zip(matches, solved.proposals, strict=True)
        for member in proposal.members
    )
    await tx.flush()


def _waiting(solved: Solved, pool: Pool, places: Mapping[str, int]) -> list[dict[str, Any]]:
    """Who is not matched, as a row keeps it; a mentor who has mentees already and could take one more waits for nothing."""
    return [
        {
            "enrolment": places[person.id],
            "id": person.id,
            "role": person.role,
            "why": [_written(reason) for reason in person.reasons],
            "change": None if person.change is None else _written(person.change),
        }
        for person in solved.unmatched
        if (person.id, Role(person.role)) not in pool.matched
    ]


async def _draft(tx: Transaction, row: Round, programme: Programme) -> Draft:
    scores = await queries.scores(tx, row.workspace_id, row.id)
    people = await queries.people_count(tx, row.workspace_id, row.id)
    return Draft(
        id=row.id,
        programme=programme,
        enrolled=row.certificate["enrolled"],
        already=row.certificate["already"],
        matches=len(scores),
        people=people,
        worst=min(scores, default=0),
        mean=sum(scores) // max(len(scores), 1),
        proven=row.certificate["proven"],
        points=row.certificate["value"],
        most_points=row.certificate["bound"],
        not_matched=not_matched(row),
        unchecked=tuple(
            Unchecked(rule=Rule(rule), code=code, ids=tuple(ids)) for rule, code, ids in row.unchecked["gaps"]
        ),
    )


def not_matched(row: Round) -> tuple[NotMatched, ...]:
    """Everybody a round leaves without a match, once for each role they came in."""
    return tuple(
        NotMatched(
            seat=Seat(enrolment_id=entry["enrolment"], slack_id=entry["id"], role=Role(entry["role"])),
            reasons=read_reasons(entry["why"]),
            change=None if entry["change"] is None else read_reasons([entry["change"]])[0],
        )
        for entry in row.unmatched["people"]
    )


async def seats_of(tx: Transaction, workspace: str, match_ids: Collection[int]) -> dict[int, tuple[Seat, ...]]:
    """The people of each match, a mentor before their mentee."""
    found: dict[int, list[Seat]] = {match_id: [] for match_id in match_ids}
    for match_id, enrolment_id, slack_id, role in await queries.seats(tx, workspace, match_ids):
        found[match_id].append(Seat(enrolment_id=enrolment_id, slack_id=slack_id, role=role))
    return {match_id: tuple(sorted(seats, key=lambda s: s.role is Role.MENTEE)) for match_id, seats in found.items()}


def _written(reason: Reason) -> list[str | int]:
    return [reason.code, *reason.values]


def read_reasons(written: list[list[Any]]) -> tuple[Reason, ...]:
    """Reasons as a row keeps them: a code and its values in one list."""
    return tuple(Reason(code, tuple(values)) for code, *values in written)
