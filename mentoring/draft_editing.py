"""Changing a match draft by hand: about whom, what is asked for, and what lies between two drafts.

Nothing here changes a draft. What is asked for becomes an `Edit`; the worker says what it would do; `drafting` keeps it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from mentoring import candidates, drafts
from mentoring.access import Actor
from mentoring.draft_edits import ASKED, Edit, EditKind, Settings, Two, added, wanted
from mentoring.drafts import Draft, NotThereAnyMoreError
from mentoring.errors import MentoringError
from mentoring.pool import Facts
from mentoring.programmes import Programme, ProgrammeRules
from mentoring.relationships import Seat
from mentoring.rules.matching.values import Aims, Ban, Change, Lock, Part, Swap
from storage import Transaction
from storage.queries import enrolments as enrolment_queries
from storage.queries import rounds as queries
from storage.states import EnrolmentState, Kind, Role

HIGHEST_WEIGHT = 5
HIGHEST_FLOOR = 1000
WEIGHED = (
    Part.GOALS,
    Part.FREE_WORDS,
    Part.WISHES,
    Part.LEVEL_GAP,
    Part.OTHER_DEPARTMENT,
    Part.OTHER_SITE,
    Part.OVERLAP,
)
"""The parts of a score that people in a programme are asked about."""


class Act(StrEnum):
    """What can be asked for about a match, or about somebody without one."""

    KEEP = "keep"
    APART = "apart"
    MENTOR = "mentor"
    """Another mentor for the mentee, or one."""
    MENTEE = "mentee"
    SWAP = "swap"
    """The mentee and another change mentors."""
    JOIN = "join"
    """In groups: one person comes into the group of another."""
    SPLIT = "split"
    """In groups: two people are not in one."""


class NobodyChosenError(MentoringError):
    """What is asked for is about somebody else, who was not chosen."""


class NotInThisRoundError(MentoringError):
    """Whoever was chosen has no place in the programme."""


class ThemselvesError(MentoringError):
    """Somebody was chosen for themselves."""


class NobodyToSwapWithError(MentoringError):
    """The mentee who was chosen has no mentor in this draft."""


class NothingWeighsError(MentoringError):
    """With all weights at none, no match is better than another."""


class WishesOutweighError(MentoringError):
    """Wishes would count more than everything else together, and the matches would say who wished for whom."""


class FloorError(MentoringError):
    """The least a match must fit is no number of points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A proposed match, or somebody without one (a single seat), that a coordinator wants otherwise."""

    draft_id: int
    programme: Programme
    seats: tuple[Seat, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be asked for."""
        match tuple(seat.role for seat in self.seats):
            case (Role.MENTOR, Role.MENTEE):
                return Act.KEEP, Act.APART, Act.MENTOR, Act.SWAP
            case (Role.MENTEE,):
                return (Act.MENTOR,)
            case (Role.MENTOR,):
                return (Act.MENTEE,)
            case (_,):
                return (Act.JOIN,)
            case _:
                return Act.JOIN, Act.SPLIT

    @property
    def mentor(self) -> str:
        return self.seats[0].slack_id

    @property
    def mentee(self) -> str:
        return self.seats[-1].slack_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A change that is thought about. `change` is what a kept draft can answer, which goes by `fingerprint`."""

    draft: Draft
    edit: Edit
    change: Change | None
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two drafts side by side; `changed` people would be in other company."""

    one: Draft
    other: Draft
    changed: int


async def subject(tx: Transaction, actor: Actor, round_id: int, members: Sequence[tuple[int, Role]]) -> Subject:
    """Whom a button is about: their enrolments and roles, a mentor before their mentee.

    Raises:
        NotThereAnyMoreError: somebody is gone from the programme. And as `drafts.draft`.
    """
    row, programme = await drafts.of_coordinator(tx, actor, round_id)
    drafts.require_draft(row, programme)
    seats = [await _seat(tx, actor.workspace, programme, enrolment, role) for enrolment, role in members]
    return Subject(draft_id=round_id, programme=programme, seats=tuple(seats))


async def propose(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    about: Subject,
    act: Act,
    *,
    who: str | None = None,
    one: str | None = None,
) -> Proposed:
    """What is asked for: `who` is the other person it takes, if any; in groups, `one` is whom it is about.

    Raises:
        NobodyChosenError, NotInThisRoundError, ThemselvesError, NobodyToSwapWithError: on the field that is at fault.
        NotThereAnyMoreError: it can't be asked of these people. And as `drafts.draft`.
    """
    row, _ = await drafts.of_coordinator(tx, actor, about.draft_id)
    draft = await drafts.draft(tx, actor, about.draft_id)
    if act not in about.acts:
        raise NotThereAnyMoreError
    kind, pairs, change = await _asked_for(tx, actor.workspace, about, act, who, one)
    edit = Edit(kind=kind, by=actor.id, at=now, pairs=pairs)
    return Proposed(draft=draft, edit=edit, change=_answerable(draft, change), fingerprint=row.fingerprint)


async def before_and_after(
    tx: Transaction, actor: Actor, now: dt.datetime, round_id: int, edit: Edit
) -> tuple[Facts, Facts]:
    """What a draft is made from today, without and with one more edit. Raises as `drafts.draft`."""
    draft = await drafts.draft(tx, actor, round_id)
    in_groups = draft.programme.kind is Kind.PEER_GROUP
    before, after = [
        await candidates.facts_of(tx, actor.workspace, draft.programme, now, wanted(edits, in_groups=in_groups))
        for edits in (draft.edits, added(draft.edits, edit))
    ]
    return before, after


async def compare(tx: Transaction, actor: Actor, round_id: int) -> Comparison:
    """A programme's two drafts.

    Raises:
        NotThereAnyMoreError: there is only one. And as `drafts.draft`.
    """
    draft = await drafts.draft(tx, actor, round_id)
    if draft.other is None:
        raise NotThereAnyMoreError
    other = await drafts.draft(tx, actor, draft.other)
    one, two = sorted((draft, other), key=lambda each: each.id)
    before, after = [await _company(tx, actor.workspace, each) for each in (one, two)]
    changed = sum(before.get(person) != after.get(person) for person in {*before, *after})
    return Comparison(one=one, other=two, changed=changed)


def settings_of(draft: Draft) -> Settings:
    """How a draft judges matches."""
    rules, found = draft.programme.rules, wanted(draft.edits).settings
    return candidates.settings_of(draft.programme) if found is None else replace(found, rules=found.rules_in(rules))


def checked(chosen: Mapping[Part, int], rules: ProgrammeRules, aims: Aims, floor: int | None, draft: Draft) -> Settings:
    """Settings a round can be made with; a part that is not chosen keeps the weight it had in the draft.

    Rules that are chosen as the draft's programme has them stay the programme's, whatever becomes of them there.

    Raises:
        NothingWeighsError. WishesOutweighError: on the field `weight_wishes`. FloorError: on `floor`.
    """
    if floor is not None and not 0 <= floor <= HIGHEST_FLOOR:
        raise FloorError(field="floor", most=HIGHEST_FLOOR)
    before = settings_of(draft).weights
    weighed = {part.value: chosen.get(part, before.of(part)) for part in Part}
    settings = Settings(
        weights=replace(before, **weighed),
        rules=rules,
        aims=replace(aims, floor=max(floor or aims.floor, 1)),
        others=tuple(name for name in ASKED if getattr(rules, name) != getattr(draft.programme.rules, name)),
    )
    if not any(settings.counted.of(part) for part in chosen):
        raise NothingWeighsError
    if settings.weights.wishes > sum(settings.weights.of(part) for part in Part if part is not Part.WISHES):
        raise WishesOutweighError(field="weight_wishes")
    return settings


class _AskedFor(NamedTuple):
    kind: EditKind
    pairs: tuple[Two, ...]
    change: Change | None


async def _asked_for(
    tx: Transaction, workspace: str, about: Subject, act: Act, who: str | None, one: str | None
) -> _AskedFor:
    if act is Act.KEEP:
        return _together(about.mentor, about.mentee)
    if act is Act.APART:
        ban = Ban(mentor=about.mentor, mentee=about.mentee)
        return _AskedFor(EditKind.APART, ((about.mentor, about.mentee),), ban)
    other = await _chosen(tx, workspace, about.programme, "who", who)
    if act is Act.MENTEE:
        me = about.mentor
    elif act in {Act.MENTOR, Act.SWAP} or len(about.seats) == 1:
        me = about.mentee
    else:
        me = await _chosen(tx, workspace, about.programme, "one", one)
    if other == me:
        raise ThemselvesError(field="who")
    if act is Act.MENTOR:
        return _together(other, me)
    if act is Act.MENTEE:
        return _together(me, other)
    if act is Act.SWAP:
        return await _swapped(tx, workspace, about, me, other)
    return _AskedFor(EditKind.TOGETHER if act is Act.JOIN else EditKind.APART, ((me, other),), None)


async def _swapped(tx: Transaction, workspace: str, about: Subject, me: str, other: str) -> _AskedFor:
    """Two mentees with each other's mentor, of those they have in the draft by now."""
    mine, theirs = [await queries.mentor_in(tx, workspace, about.draft_id, mentee) for mentee in (me, other)]
    if mine is None:
        raise NotThereAnyMoreError
    if theirs is None:
        raise NobodyToSwapWithError(field="who")
    if theirs == me or mine == other:
        raise ThemselvesError(field="who")
    return _AskedFor(EditKind.SWAP, ((theirs, me), (mine, other)), Swap(one=me, other=other))


def _together(mentor: str, mentee: str) -> _AskedFor:
    return _AskedFor(EditKind.TOGETHER, ((mentor, mentee),), Lock(mentor=mentor, mentee=mentee))


def _answerable(draft: Draft, change: Change | None) -> Change | None:
    """A kept draft knows nothing of what would be without what was wanted of these people before."""
    before = wanted(draft.edits)
    settled = {person for pair in before.together | before.apart for person in pair}
    people = {*asdict(change).values()} if change is not None else set()
    return None if people & settled else change


async def _chosen(tx: Transaction, workspace: str, programme: Programme, field: str, person: str | None) -> str:
    if not person:
        raise NobodyChosenError(field=field)
    place = await enrolment_queries.of_person_in(tx, workspace, person, programme.id)
    if place is None or place.state is not EnrolmentState.ENROLLED:
        raise NotInThisRoundError(field=field, programme=programme.name)
    return person


async def _seat(tx: Transaction, workspace: str, programme: Programme, enrolment_id: int, role: Role) -> Seat:
    place = await enrolment_queries.enrolment(tx, workspace, enrolment_id)
    if place is None or place.programme_id != programme.id or place.state is not EnrolmentState.ENROLLED:
        raise NotThereAnyMoreError
    return Seat(enrolment_id=enrolment_id, slack_id=place.slack_id, role=role)


async def _company(tx: Transaction, workspace: str, draft: Draft) -> dict[str, frozenset[str]]:
    """In whose company a draft puts everybody; of pairs it is the mentees' that counts."""
    members = await queries.members(tx, workspace, draft.id)
    matches = [tuple(person for _, person in match) for _, match in groupby(members, itemgetter(0))]
    first = 0 if draft.programme.kind is Kind.PEER_GROUP else 1
    return {person: frozenset(match) for match in matches for person in match[first:]}
