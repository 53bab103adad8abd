"""Publishing a round: checked against today, recorded once as an intent, then carried out part by part."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from mentoring import asking, candidates, drafts, kick_off, people, programmes, repairs
from mentoring.access import Actor
from mentoring.draft_edits import Wanted, from_rows, wanted
from mentoring.drafts import NotMatched
from mentoring.errors import MentoringError
from mentoring.pool import Facts
from mentoring.programmes import Programme
from mentoring.rules.matching.values import Reason, RefusedLock, Rule
from mentoring.say import Say
from mentoring.solving import WAITING_AT_ONCE
from prompts.journeys import Journey
from storage import Transaction
from storage.models.programmes import Intent
from storage.models.rounds import Round
from storage.queries import enrolments as enrolment_queries
from storage.queries import match_answers, pools, relationships
from storage.queries import programmes as programme_queries
from storage.queries import publishing as publishing_queries
from storage.queries import rounds as queries
from storage.states import AnswerState, EnrolmentState, IntentKind, Kind, ProgrammeState, Role, RoundState

ROWS_AT_ONCE = 100
"""About how many rows one transaction writes while a round is carried out."""
CHANGES_TOLD = 20
"""Of so many matches is said why they are not possible any more: nobody else can write while that is looked up."""


class AlreadyPublishedError(MentoringError):
    """The round was published before; publishing it again would change nothing."""


class ChangedThisMomentError(MentoringError):
    """Somebody's place changed between the check and the publishing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCheck:
    """A draft about to be published: its matches, what it was made from (`fingerprint`), and what is so now.

    `mark` changes with the facts. It is what publishing looks at, which must be quick: nobody else can write meanwhile.
    """

    round_id: int
    version: int
    programme_id: int
    fingerprint: str
    matches: tuple[tuple[str, ...], ...]
    facts: Facts
    mark: str


class ChangeKind(StrEnum):
    """Why a match of a draft is not possible any more."""

    LEFT = "left"
    DEACTIVATED = "deactivated"
    NOT_AVAILABLE = "not_available"
    BREAKS_RULE = "breaks_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has happened to a match since the draft was made; `rule` is one of the engine's."""

    kind: ChangeKind
    people: tuple[str, ...]
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """A draft that can't be published: what changed, or who made a newer one."""

    programme: Programme
    changes: tuple[Change, ...] = ()
    newer_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A round on its way to its people."""

    programme: Programme
    matches: int
    people: int
    not_matched: int
    asks_first: bool = False


async def check(tx: Transaction, actor: Actor, now: dt.datetime, round_id: int, version: int | None = None) -> ToCheck:
    """What must hold for a draft to be published; `solving.refused` says what of it no longer does.

    `version` is the one that whoever publishes has seen; the newest if that doesn't matter.

    Raises:
        AlreadyPublishedError, GoneError, NotForYouError, ProgrammeOverError.
    """
    row, programme = await drafts.of_coordinator(tx, actor, round_id)
    await drafts.not_over(tx, actor, now, programme)
    if row.state is RoundState.PUBLISHED:
        raise AlreadyPublishedError(programme=programme.name)
    members = await queries.members(tx, actor.workspace, round_id)
    return ToCheck(
        round_id=round_id,
        version=row.version if version is None else version,
        programme_id=programme.id,
        fingerprint=row.fingerprint,
        matches=tuple(tuple(slack_id for _, slack_id in match) for _, match in groupby(members, itemgetter(0))),
        facts=await candidates.facts_of(tx, actor.workspace, programme, now, _wanted(row, programme)),
        mark=await pools.mark(tx, actor.workspace, programme.id),
    )


async def publish(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    checked: ToCheck,
    refused: tuple[RefusedLock, ...],
    *,
    asked_for: dt.datetime | None = None,
) -> Published | Overtaken:
    """Record that this round is to be carried out, or say what has overtaken it; `asked_for` if it was to be then.

    Raises:
        AlreadyPublishedError: it was before. ChangedThisMomentError: the check no longer holds.
    """
    await programme_queries.change_alone(tx, actor.workspace, checked.programme_id)
    row, programme = await drafts.of_coordinator(tx, actor, checked.round_id)
    if row.state is RoundState.PUBLISHED:
        raise AlreadyPublishedError(programme=programme.name)
    if row.state is RoundState.DISCARDED or row.version != checked.version:
        return Overtaken(programme=programme, newer_by=await _maker_of_newest(tx, row))
    if await pools.mark(tx, actor.workspace, programme.id) != checked.mark:
        raise ChangedThisMomentError
    if refused:
        return Overtaken(
            programme=programme, changes=await _changes(tx, actor.workspace, programme.id, refused[:CHANGES_TOLD])
        )
    row.state = RoundState.PUBLISHED
    row.published_by = actor.id
    row.published_at = now
    row.asks_first = programme.asks_mentors
    await _keep_settings(tx, row, programme)
    for other in await queries.drafts(tx, actor.workspace, programme.id):
        other.state = RoundState.DISCARDED
    await publishing_queries.take_off_date(tx, actor.workspace, programme.id)
    tx.add(
        Intent(
            workspace_id=actor.workspace,
            kind=IntentKind.PUBLISH_ROUND,
            subject_id=row.id,
            asked_by=actor.id,
            asked_at=asked_for or now,
        )
    )
    await tx.flush()
    shown = await drafts.read(tx, row, programme)
    return Published(
        programme=programme,
        matches=shown.matches,
        people=shown.people,
        not_matched=shown.not_matched,
        asks_first=row.asks_first,
    )


async def expand(tx: Transaction, intent: Intent, now: dt.datetime, journeys: Mapping[str, Journey]) -> tuple[Say, ...]:
    """Carry out the next part of a published round, about a hundred rows of it."""
    row = await queries.round_(tx, intent.workspace_id, intent.subject_id)
    programme = None if row is None else await programmes.find(tx, intent.workspace_id, row.programme_id)
    if row is None or programme is None or programme.state is ProgrammeState.ENDED:
        intent.done_at = now
        return ()
    matches = await queries.match_count(tx, intent.workspace_id, row.id)
    waiting = 0 if row.asks_first else row.certificate["not_matched"]
    if row.asks_first:
        done, says = await _ask(tx, row, programme, intent.progress, now)
    elif intent.progress < matches:
        done, says = await _bring_together(tx, row, programme, intent.progress, now, journeys)
    else:
        some = await drafts.not_matched(tx, row, (intent.progress - matches) // WAITING_AT_ONCE)
        done, says = len(some), await _tell_waiting(tx, row, programme, some, now)
    intent.progress += done
    if not done or intent.progress >= matches + waiting:
        intent.done_at = now
    return tuple(says)


async def settle(tx: Transaction, intent: Intent, now: dt.datetime) -> tuple[Say, ...]:
    """Carry out the next part of telling those not yet matched, once a round's mentors have been asked.

    Whoever has or may soon have a match from elsewhere is left out, and so is a mentor who knows: they had the choice, or
    take nobody for now.
    """
    row = await queries.round_(tx, intent.workspace_id, intent.subject_id)
    programme = None if row is None else await programmes.find(tx, intent.workspace_id, row.programme_id)
    if row is None or programme is None or programme.is_over(now.date()):
        intent.done_at = now
        return ()
    workspace = intent.workspace_id
    solved = await match_answers.last_repair(tx, workspace, row.id) or row
    some = await drafts.not_matched(tx, solved, intent.progress // WAITING_AT_ONCE)
    provided = {*await relationships.active_roles(tx, workspace, programme.id)}
    provided |= await match_answers.asked_in(tx, workspace, programme.id)
    said = await match_answers.of_round(tx, workspace, row.id, AnswerState.DECLINED, AnswerState.SET_ASIDE)
    heard = {question.mentor_id for question in said} | await match_answers.full_in(tx, workspace, programme.id)
    told = [
        person
        for person in some
        if (person.seat.slack_id, person.seat.role) not in provided
        and not (person.seat.role is Role.MENTOR and person.seat.slack_id in heard)
    ]
    intent.progress += len(some)
    if not some or intent.progress >= solved.certificate["not_matched"]:
        intent.done_at = now
    return tuple(await _tell_waiting(tx, row, programme, told, now))


async def _ask(tx: Transaction, row: Round, programme: Programme, skip: int, now: dt.datetime) -> tuple[int, list[Say]]:
    """Ask as many mentors as fit into one transaction; how many, and what to say. Then the round is looked at daily."""
    rows = await queries.matches(tx, row.workspace_id, row.id, skip=skip, limit=ROWS_AT_ONCE // 2)
    if row.repairs_id is None:
        row.look_at = repairs.tomorrow(now)
    return len(rows), await asking.ask(tx, row, programme, rows, now) if rows else []


async def _bring_together(
    tx: Transaction, row: Round, programme: Programme, skip: int, now: dt.datetime, journeys: Mapping[str, Journey]
) -> tuple[int, list[Say]]:
    """Begin as many relationships as fit into one transaction; how many, and what to say."""
    rows = await queries.matches(tx, row.workspace_id, row.id, skip=skip, limit=ROWS_AT_ONCE)
    mirrors = await queries.mirrors(tx, row.workspace_id, [match.id for match in rows])
    seats = await drafts.seats_of(tx, row.workspace_id, [match.id for match in (*rows, *mirrors.values())])
    says: list[Say] = []
    written = done = 0
    while written < ROWS_AT_ONCE and done < len(rows):
        match = rows[done]
        mirror = mirrors.get(match.id)
        done += 1
        if mirror is not None and mirror.id < match.id:
            continue  # the two of them began with it
        both = [match] if mirror is None else [match, mirror]
        proposed = [asking.proposed(each, seats[each.id]) for each in both]
        begun = await kick_off.begin(tx, row, programme, proposed, now, journeys)
        says += begun.says
        written += begun.rows
    return done, says


async def _tell_waiting(
    tx: Transaction, row: Round, programme: Programme, some: Sequence[NotMatched], now: dt.datetime
) -> list[Say]:
    """Tell each person once that there is no match yet, in the role they most came for."""
    return [
        said
        for person in some
        if not person.is_again
        for said in await kick_off.tell_not_matched(tx, row, programme, person.seat, _told(person), now)
    ]


def _wanted(row: Round, programme: Programme) -> Wanted:
    return wanted(from_rows(row.edits), in_groups=programme.kind is Kind.PEER_GROUP)


async def _keep_settings(tx: Transaction, row: Round, programme: Programme) -> None:
    """What a published draft was judged by is what the programme's later rounds begin with."""
    settings = _wanted(row, programme).settings
    kept = await programme_queries.programme(tx, row.workspace_id, row.programme_id)
    if settings is not None and kept is not None:
        kept.weights = asdict(settings.weights)
        kept.rules = programmes.rules_to_keep(settings.rules_in(programme.rules))


def _told(person: NotMatched) -> Reason:
    """What somebody hears of why they wait: the truth, which may be theirs alone."""
    return kick_off.AWAY if person.is_away else person.reasons[0]


async def _maker_of_newest(tx: Transaction, row: Round) -> str | None:
    newest = await queries.drafts(tx, row.workspace_id, row.programme_id)
    return newest[0].created_by if newest else None


async def _changes(
    tx: Transaction, workspace: str, programme_id: int, refused: tuple[RefusedLock, ...]
) -> tuple[Change, ...]:
    return tuple([await _change(tx, workspace, programme_id, lock) for lock in refused])


async def _change(tx: Transaction, workspace: str, programme_id: int, lock: RefusedLock) -> Change:
    """Why a match is refused: somebody left, a rule, or one reason for all that is nobody else's business."""
    places = [await enrolment_queries.of_person_in(tx, workspace, person, programme_id) for person in lock.pair]
    here = {place.slack_id for place in places if place is not None and place.state is EnrolmentState.ENROLLED}
    left = tuple(person for person in lock.pair if person not in here)
    if left:
        return Change(kind=ChangeKind.LEFT, people=left)
    profiles = await people.profiles(tx, workspace, lock.pair)
    gone = tuple(person for person in lock.pair if person not in profiles or not profiles[person].may_take_part)
    if gone:
        return Change(kind=ChangeKind.DEACTIVATED, people=gone)
    rules = [Rule(str(reason.values[0])) for reason in lock.reasons if reason.code == "breaks_rule"]
    if rules and rules[0] is not Rule.NOT_AVAILABLE:
        return Change(kind=ChangeKind.BREAKS_RULE, people=lock.pair, rule=rules[0])
    return Change(kind=ChangeKind.NOT_AVAILABLE, people=lock.pair)
