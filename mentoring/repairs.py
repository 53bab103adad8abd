"""A round whose mentors are asked first, until all its people have heard.

It is looked at once a day, at the turn of the day and never right after an answer: who is asked next can't tell from the
hour that somebody else would rather not, and those not yet matched all hear at once, when nothing is open any more.
"""

import datetime as dt
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentoring import answering, asking, attention, candidates, drafting, programmes
from mentoring.draft_edits import from_rows, wanted
from mentoring.errors import GoneError
from mentoring.pool import Facts
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson, Voice
from mentoring.solving import Solution
from prompts.journeys import Journey
from storage import Transaction, part_of
from storage.models.programmes import Intent
from storage.models.rounds import MatchAnswer, Round
from storage.queries import match_answers as queries
from storage.queries import pools, rounds
from storage.queries import programmes as programme_queries
from storage.states import AnswerState, IntentKind, RoundState

log = logging.getLogger(__name__)

NAMED_AT_MOST = 20
"""Pairs named in one message to coordinators; of the others only their number is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A round that was looked at, and whether it must be solved again around places that were freed."""

    workspace: str
    round_id: int
    is_to_repair: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRepair:
    """Whom to match anew, from which facts: people of the round, less those who gave no answer (`silent`)."""

    round_id: int
    facts: Facts
    people: frozenset[str]
    silent: frozenset[str]
    mark: str


async def look(
    tx: Transaction, now: dt.datetime, journeys: Mapping[str, Journey], voice: Voice, *, leaving: Collection[int] = ()
) -> Looked | None:
    """Look at the next round whose day has come, but those in `leaving`; None when there is none.

    Questions that have become pointless are taken back, coordinators hear where no answer came, and when nothing is
    open any more, everybody not yet matched is told. A round that fails is left for an hour.
    """
    row = await queries.next_round(tx, now, leaving)
    if row is None:
        return None
    workspace, round_id = row.workspace_id, row.id
    try:
        async with part_of(tx):
            for say in await _look_at(tx, row, now, journeys):
                await voice(workspace, say)
            is_to_repair = row.look_at is not None and await queries.waits_for_repair(tx, workspace, round_id)
            if row.look_at is not None and not is_to_repair:
                await _settle_or_wait(tx, row, now)
    except Exception:
        log.exception("round_failed", extra={"workspace": workspace, "round": round_id})
        await tx.refresh(row)
        row.look_at, is_to_repair = now + asking.TRIED_AGAIN_AFTER, False
    return Looked(workspace=workspace, round_id=round_id, is_to_repair=is_to_repair)


async def _look_at(tx: Transaction, row: Round, now: dt.datetime, journeys: Mapping[str, Journey]) -> list[Say]:
    programme = await programmes.find(tx, row.workspace_id, row.programme_id)
    if programme.is_over(now.date()):
        return await _give_up(tx, row, now)
    says = await _take_back(tx, row, now)
    says += await _begin_what_waited(tx, row, programme, now, journeys)
    says += await _tell_coordinators(tx, row, programme, now)
    await tx.flush()
    return says


async def to_repair(tx: Transaction, workspace: str, round_id: int, now: dt.datetime) -> ToRepair:
    """What a round is to be solved again from; `solving.repaired` does it. Ask in a transaction that only reads.

    Raises:
        GoneError: there is no such round any more.
    """
    row = await rounds.round_(tx, workspace, round_id)
    if row is None or row.published_at is None:
        raise GoneError
    programme = await programmes.find(tx, workspace, row.programme_id)
    set_aside = await queries.of_round(tx, workspace, round_id, AnswerState.SET_ASIDE, AnswerState.LAPSED)
    return ToRepair(
        round_id=round_id,
        facts=await candidates.facts_of(tx, workspace, programme, now, wanted(from_rows(row.edits)).only_apart),
        people=frozenset(await queries.here_before(tx, workspace, programme.id, row.published_at)),
        silent=frozenset(each.mentor_id for each in set_aside),
        mark=await pools.mark(tx, workspace, programme.id),
    )


async def keep(tx: Transaction, workspace: str, now: dt.datetime, repair: ToRepair, solution: Solution) -> bool:
    """Ask on: keep what a round was solved to. False, and nothing changed, when the facts are others by now."""
    row = await rounds.round_(tx, workspace, repair.round_id)
    if row is None:
        return False
    await programme_queries.change_alone(tx, workspace, row.programme_id)
    if not await queries.waits_for_repair(tx, workspace, row.id):
        return True  # another replica was faster
    if await pools.mark(tx, workspace, row.programme_id) != repair.mark:
        return False
    repaired = _repair_of(row, solution, now)
    tx.add(repaired)
    await tx.flush()
    await drafting.keep_matches(tx, repaired, solution.matches)
    await queries.note_repaired(tx, workspace, row.id)
    if solution.matches:
        _carry_out(tx, repaired, IntentKind.PUBLISH_ROUND, now)
        row.look_at = tomorrow(now)
    else:
        await _settle_or_wait(tx, row, now)
    return True


def tomorrow(now: dt.datetime) -> dt.datetime:
    """When a round is looked at next: as the day turns, whatever has happened in it and at which hour."""
    return dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), dt.UTC)


async def _give_up(tx: Transaction, row: Round, now: dt.datetime) -> list[Say]:
    """The programme is over: nothing is open any more, and everybody has been thanked already."""
    row.look_at = None
    says: list[Say] = []
    for question in await queries.of_round(tx, row.workspace_id, row.id, *queries.UNDECIDED):
        says += await asking.withdraw(tx, question, now)
    return says


async def _take_back(tx: Transaction, row: Round, now: dt.datetime) -> list[Say]:
    open_ = await queries.of_round(tx, row.workspace_id, row.id, *queries.UNDECIDED)
    ids = [question.id for question in open_]
    pointless = await queries.impossible(tx, row.workspace_id, ids, away_on=now.date())
    says: list[Say] = []
    for question in open_:
        if question.id in pointless:
            says += await asking.withdraw(tx, question, now)
    await tx.flush()
    return says


async def _begin_what_waited(
    tx: Transaction, row: Round, programme: Programme, now: dt.datetime, journeys: Mapping[str, Journey]
) -> list[Say]:
    """Begin what waited for the answer the other way round, where that has come to nothing; or drop it, likewise."""
    waiting = await queries.not_begun(tx, row.workspace_id, row.id)
    pointless = await queries.impossible(tx, row.workspace_id, [question.id for question in waiting])
    says: list[Say] = []
    for question in waiting:
        other = await queries.the_other_way(tx, question)
        if question.id in pointless:
            asking.close(question, AnswerState.WITHDRAWN, now)
        elif other is None or other.state in queries.FREED:
            says += await answering.begin(tx, [question], programme, now, journeys)
    return says


async def _tell_coordinators(tx: Transaction, row: Round, programme: Programme, now: dt.datetime) -> list[Say]:
    """One message a programme and day, of each question once."""
    rows = await queries.lapsed(tx, row.workspace_id, programme.id)
    news = [each for each in rows if each.coordinators_told_at is None]
    if not news:
        return []
    for each in news:
        each.coordinators_told_at = now
    return [
        await _no_answer(tx, row.workspace_id, programme, coordinator, news, now)
        for coordinator in programme.coordinators
    ]


async def _no_answer(
    tx: Transaction,
    workspace: str,
    programme: Programme,
    coordinator: str,
    news: Sequence[MatchAnswer],
    now: dt.datetime,
) -> Say:
    return Say(
        to=ToPerson(slack_id=coordinator),
        message="no_answer",
        key=f"no-answer:{programme.id}:{now.date().isoformat()}:{coordinator}",
        args={
            "programme_id": programme.id,
            "programme": programme.name,
            "pairs": tuple((each.mentor_id, each.mentee_id) for each in news[:NAMED_AT_MOST]),
            "more": max(len(news) - NAMED_AT_MOST, 0),
            "until": min(each.due_at or now for each in news).date(),
        },
        importance=Importance.PLACE,
        due_at=await attention.when_at_work(tx, workspace, coordinator, now),
        programme_id=programme.id,
    )


async def _settle_or_wait(tx: Transaction, row: Round, now: dt.datetime) -> None:
    """Tell those not yet matched once nothing is open; else look again tomorrow."""
    workspace = row.workspace_id
    is_open = (
        await queries.of_round(tx, workspace, row.id, *queries.UNDECIDED)
        or await queries.not_begun(tx, workspace, row.id)
        or await queries.is_being_carried_out(tx, workspace, row.id)
    )
    row.look_at = tomorrow(now) if is_open else None
    if not is_open:
        _carry_out(tx, row, IntentKind.SETTLE_ROUND, now)
    await tx.flush()


def _carry_out(tx: Transaction, row: Round, kind: IntentKind, now: dt.datetime) -> None:
    tx.add(
        Intent(
            workspace_id=row.workspace_id,
            kind=kind,
            subject_id=row.id,
            asked_by=row.published_by or row.created_by,
            asked_at=now,
        )
    )


def _repair_of(row: Round, solution: Solution, now: dt.datetime) -> Round:
    return Round(
        workspace_id=row.workspace_id,
        programme_id=row.programme_id,
        state=RoundState.PUBLISHED,
        fingerprint=row.fingerprint,
        certificate=solution.certificate,
        unmatched={"slices": solution.unmatched},
        unchecked={"gaps": solution.gaps, "not_kept": solution.not_kept},
        created_by=row.created_by,
        created_at=now,
        published_by=row.published_by,
        published_at=now,
        asks_first=True,
        repairs_id=row.id,
    )
