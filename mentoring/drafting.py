"""Making a match draft, and making it again with what coordinators change of it.

A draft is written over in place: its number stays, its `version` grows. Whoever's change was worked out from an earlier
version asks again, so that nobody's change is lost.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from mentoring import candidates, drafts, wishes_share
from mentoring.access import Actor
from mentoring.draft_edits import Edit, EditKind, from_rows, to_rows, wanted
from mentoring.drafts import Draft, NotThereAnyMoreError
from mentoring.errors import MentoringError
from mentoring.pool import Facts
from mentoring.programmes import Programme
from mentoring.solving import Answer, Match, Solution
from storage import Transaction
from storage.models.rounds import Round
from storage.queries import programmes as programme_queries
from storage.queries import rounds as queries
from storage.states import Kind, Role, RoundState

T = TypeVar("T")
ChangesEdits = Callable[[tuple[Edit, ...]], tuple[Edit, ...]]

SIDE_BY_SIDE = 2
MATCHES_AT_ONCE = 50
"""So many matches are written by one statement."""


class NobodyToMatchError(MentoringError):
    """Nobody in the programme is waiting for a match."""


class DraftChangedError(MentoringError):
    """Somebody else changed the programme's drafts between a question and its answer: ask again."""


class WouldBeLostError(MentoringError):
    """A second draft would take the place of one with others' changes, changes by hand, or a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a draft is to be made from, and the `edits` it will have.

    It is written over the `version` of the draft `over` while that is to be published when it was (`publish_at`); without
    one, it is new beside the `beside` drafts there are. An answer to the `fingerprint` is there already, with these edits.
    """

    programme: Programme
    facts: Facts
    edits: tuple[Edit, ...]
    over: int | None
    version: int
    publish_at: dt.datetime | None
    beside: int
    fingerprint: str | None


async def ask(tx: Transaction, actor: Actor, now: dt.datetime, programme_id: int, round_id: int | None = None) -> Asked:
    """What a draft of this programme is made from today: this one if it is still there, else the newest or the first.

    `solving.answer` makes the round. Whom coordinators kept apart in the round before stays apart.

    Raises:
        NotForYouError, GoneError, NothingToMatchError: it is not theirs, not there, or ended.
        ProgrammeOverError: its last day has passed.
    """
    programme = await drafts.programme_of(tx, actor, programme_id)
    there = await queries.drafts(tx, actor.workspace, programme_id)
    if there:
        row = next((each for each in there if each.id == round_id), there[0])
        return await _asked(tx, actor, now, programme, row, _edits(row), there)
    before = next(reversed(await queries.published(tx, actor.workspace, programme_id)), None)
    apart = wanted(_edits(before)).apart
    edits = tuple(edit for edit in _edits(before) if edit.kind is EditKind.APART and apart.issuperset(edit.pairs))
    return await _asked(tx, actor, now, programme, None, edits, there)


async def ask_again(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    round_id: int,
    change: ChangesEdits,
) -> Asked:
    """What a draft is made from today, with its edits changed.

    Raises:
        PublishedMeanwhileError, PutAsideError: it is no draft any more. And as `ask`.
    """
    row, programme = await _draft(tx, actor, round_id)
    there = await queries.drafts(tx, actor.workspace, programme.id)
    return await _asked(tx, actor, now, programme, row, change(_edits(row)), there)


async def ask_beside(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    round_id: int,
    change: ChangesEdits,
) -> Asked:
    """What a second draft is made from, which begins as this one with its edits changed.

    It takes the place of one whose only own changes are other settings by the same coordinator.

    Raises:
        WouldBeLostError: there is another. And as `ask_again`.
    """
    row, programme = await _draft(tx, actor, round_id)
    there = await queries.drafts(tx, actor.workspace, programme.id)
    other = next((each for each in there if each.id != row.id), None)
    if other is not None and _would_be_lost(actor, other, row):
        raise WouldBeLostError(number=1 + (other.id > row.id))
    return await _asked(tx, actor, now, programme, other, change(_edits(row)), there)


async def keep(tx: Transaction, actor: Actor, now: dt.datetime, asked: Asked, answer: Answer) -> Draft:
    """Keep an answer as the draft that was asked for.

    Raises:
        NobodyToMatchError: nobody is waiting for a match. DraftChangedError: ask again. And as `ask`.
    """
    if answer.solution is None:
        raise NobodyToMatchError(programme=asked.programme.name, enrolled=answer.enrolled)
    await programme_queries.change_alone(tx, actor.workspace, asked.programme.id)
    programme = await drafts.programme_of(tx, actor, asked.programme.id)
    there = {row.id: row for row in await queries.drafts(tx, actor.workspace, programme.id)}
    solution = await wishes_share.carried_on(tx, actor.workspace, programme.id, answer.solution)
    if asked.over is None:
        if len(there) != asked.beside:
            raise DraftChangedError(programme=programme.name)
        row = Round(workspace_id=actor.workspace, programme_id=programme.id, state=RoundState.DRAFT, version=1)
        tx.add(row)
    else:
        row = await _of_version(tx, there.get(asked.over), asked)
    _write(row, actor, now, asked, answer.fingerprint, solution)
    await tx.flush()
    await keep_matches(tx, row, solution.matches)
    return await drafts.draft(tx, actor, row.id)


async def throw_away(tx: Transaction, actor: Actor, round_id: int) -> Draft:
    """Go on with a programme's other draft alone.

    Raises:
        NotThereAnyMoreError: there is no other. And as `ask_again`.
    """
    row, programme = await _draft(tx, actor, round_id)
    await programme_queries.change_alone(tx, actor.workspace, programme.id)
    others = [each.id for each in await queries.drafts(tx, actor.workspace, programme.id) if each.id != row.id]
    if not others:
        raise NotThereAnyMoreError
    row.state = RoundState.DISCARDED
    await tx.flush()
    return await drafts.draft(tx, actor, others[0])


async def keep_matches(tx: Transaction, row: Round, matches: Sequence[Match]) -> None:
    """Keep what a round proposes."""
    for some in _slices(matches):
        await queries.add_matches(tx, [_match_of(row, match) for match in some])
    ids = await queries.match_ids(tx, row.workspace_id, row.id)
    for numbered in _slices(tuple(zip(ids, matches, strict=True))):
        await queries.add_members(tx, [member for id_, match in numbered for member in _members_of(row, id_, match)])


async def _draft(tx: Transaction, actor: Actor, round_id: int) -> tuple[Round, Programme]:
    row, programme = await drafts.of_coordinator(tx, actor, round_id)
    drafts.require_draft(row, programme)
    return row, programme


async def _asked(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    programme: Programme,
    over: Round | None,
    edits: tuple[Edit, ...],
    there: Sequence[Round],
) -> Asked:
    await drafts.not_over(tx, actor, now, programme)
    what = wanted(edits, in_groups=programme.kind is Kind.PEER_GROUP)
    return Asked(
        programme=programme,
        facts=await candidates.facts_of(tx, actor.workspace, programme, now, what),
        edits=edits,
        over=None if over is None else over.id,
        version=0 if over is None else over.version,
        publish_at=None if over is None else over.publish_at,
        beside=len(there),
        fingerprint=None if over is None or edits != _edits(over) else over.fingerprint,
    )


async def _of_version(tx: Transaction, row: Round | None, asked: Asked) -> Round:
    if row is not None:
        await tx.refresh(row)
    if row is None or (row.version, row.publish_at) != (asked.version, asked.publish_at):
        raise DraftChangedError(programme=asked.programme.name)
    await queries.forget_matches(tx, row.workspace_id, row.id)
    row.version += 1
    return row


def _write(row: Round, actor: Actor, now: dt.datetime, asked: Asked, fingerprint: str, solution: Solution) -> None:
    row.fingerprint = fingerprint
    row.certificate = solution.certificate
    row.unmatched = {"slices": solution.unmatched}
    row.unchecked = {"gaps": solution.gaps, "not_kept": solution.not_kept}
    row.edits = to_rows(asked.edits)
    row.created_by, row.created_at = actor.id, now


def _would_be_lost(actor: Actor, other: Round, row: Round) -> bool:
    """Whether a draft has more to it than this one and what its coordinator tried last."""
    known = {edit.id for edit in _edits(row)}
    more = [edit for edit in _edits(other) if edit.id not in known]
    tried = all(edit.kind is EditKind.SETTINGS and edit.by == actor.id for edit in more)
    return not tried or other.publish_at is not None


def _edits(row: Round | None) -> tuple[Edit, ...]:
    return () if row is None else from_rows(row.edits)


def _slices(everything: Sequence[T]) -> Iterator[Sequence[T]]:
    """Some at a time: between two statements, others have their turn."""
    return (everything[first : first + MATCHES_AT_ONCE] for first in range(0, len(everything), MATCHES_AT_ONCE))


def _match_of(row: Round, match: Match) -> dict[str, Any]:
    return {
        "workspace_id": row.workspace_id,
        "round_id": row.id,
        "score": match.score,
        "parts": match.parts,
        "reasons": {"why": match.why, "sides": match.sides},
    }


def _members_of(row: Round, match_id: int, match: Match) -> list[dict[str, Any]]:
    return [
        {"match_id": match_id, "enrolment_id": enrolment_id, "workspace_id": row.workspace_id, "role": Role(role)}
        for enrolment_id, role in match.members
    ]
