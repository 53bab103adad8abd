"""What was not delivered, or may not have been, for those who look after it: what sort, for whom, why, and never a word.

A programme's messages are its coordinators' to look after, all others those of the workspace's admins and of whoever the
settings name. An answer to what somebody pressed belongs to nobody's programme and bears nobody's name: that there was
one could tell what they answered.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring import access
from mentoring.access import ALLOWED, NOBODY_NAMED, Act, Actor
from mentoring.announcements import ANNOUNCEMENT
from mentoring.errors import GoneError
from mentoring.message_sorts import NEWS, SORTS, Sort, sort_of
from mentoring.programmes import Programme
from mentoring.say import Importance, Say, ToPerson
from storage import Transaction, outbox
from storage.outbox import MessageState, Target
from storage.queries import programmes as programme_queries
from storage.queries import undelivered as queries
from storage.queries.undelivered import Counted, Found, Theirs

LISTED_FOR = dt.timedelta(days=30)
"""What is older is only counted: by now saying it would confuse more than it would help."""
A_PAGE = 10
AT_ONCE = 100
"""Messages in one line, all tried again or left by one press."""
TOLD_OTHERWISE = frozenset({NEWS, ANNOUNCEMENT})
"""Of an announcement that failed they hear at once, and of this news failing by no news of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message, or several to the same receiver that all failed alike; `sorts` has each sort once.

    `people` are whom it was for: one, the members of a group, or nobody for a channel and for notes. `error` is Slack's
    code, or the bot's own. The moments are those at which the first and the last of them were due.
    """

    ids: tuple[int, ...]
    sorts: tuple[Sort, ...]
    state: MessageState
    target: Target
    people: tuple[str, ...]
    channel: str | None
    programme: str | None
    error: str | None
    first_due: dt.datetime
    last_due: dt.datetime

    @property
    def may_be_tried(self) -> bool:
        return self.state in {MessageState.DEAD, MessageState.MAYBE_SENT}

    @property
    def is_safe_to_try(self) -> bool:
        return self.may_be_tried and not self.may_come_twice

    @property
    def may_be_left(self) -> bool:
        return self.may_be_tried or self.state is MessageState.EXPIRED

    @property
    def may_come_twice(self) -> bool:
        """Whether trying again may repeat it: in a person's own direct messages the bot looks first."""
        return self.state is MessageState.MAYBE_SENT and self.target in {Target.CONVERSATION, Target.CHANNEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of lines. `count` messages are undelivered in all, `older` more are too old to be listed.

    `safe` of all that is listed, where they take more than one line, can be tried again without coming twice.
    `programme` is its name where only one was asked for.
    """

    lines: tuple[Line, ...]
    page: int
    has_more: bool
    count: int
    older: int
    safe: int
    programme: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sees:
    """Whose messages somebody looks after: those of programmes, by id with their names, and those of none."""

    programmes: Mapping[int, str]
    nobodys: bool

    @property
    def theirs(self) -> Theirs:
        return Theirs(programme_ids=self.programmes.keys(), kinds=SORTS.keys(), nobodys=self.nobodys)

    def includes(self, kind: str, programme_id: int | None) -> bool:
        return self.nobodys if _is_nobodys(kind, programme_id) else programme_id in self.programmes

    def those_of(self, counted: Iterable[Counted]) -> Sequence[Counted]:
        return [each for each in counted if self.includes(each.kind, each.programme_id)]


async def look(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    *,
    programme_id: int | None = None,
    page: int = 0,
    tried: Collection[int] = (),
    named: frozenset[str] = NOBODY_NAMED,
) -> Listed:
    """What this person looks after, in one programme or all told, the one due last first.

    Those `tried` again stay in their place, with what has become of them.

    Raises:
        GoneError, NotForYouError: there is no such programme, or nothing here is theirs to look after.
    """
    sees = await _sees(tx, actor, named, programme_id)
    found = {each.id: each for each in await queries.since(tx, actor.workspace, now - LISTED_FOR, sees.theirs)}
    found |= {each.id: each for each in (await queries.by_id(tx, actor.workspace, tried) if tried else ())}
    theirs = [each for each in found.values() if sees.includes(each.kind, each.programme_id)]
    lines = _lines(sorted(theirs, key=lambda each: (each.due_at, each.id), reverse=True), sees.programmes)
    safe = [line for line in lines if line.is_safe_to_try]
    page = min(page, max(len(lines) - 1, 0) // A_PAGE)
    counted = sees.those_of(await queries.counted(tx, actor.workspace, now - LISTED_FOR))
    return Listed(
        lines=tuple(lines[page * A_PAGE : (page + 1) * A_PAGE]),
        page=page,
        has_more=len(lines) > (page + 1) * A_PAGE,
        count=sum(each.since for each in counted),
        older=sum(each.before for each in counted),
        safe=sum(len(line.ids) for line in safe) if len(safe) > 1 else 0,
        programme=None if programme_id is None else sees.programmes[programme_id],
    )


async def try_again(
    tx: Transaction, actor: Actor, now: dt.datetime, ids: Sequence[int], *, named: frozenset[str] = NOBODY_NAMED
) -> bool:
    """Let messages be tried once more; False when somebody else was faster with all of them. Raises as `leave`."""
    await _require_all(tx, actor, ids, named)
    return any([await outbox.replay(tx, actor.workspace, each, now=now) for each in ids])


async def try_all(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    *,
    programme_id: int | None = None,
    named: frozenset[str] = NOBODY_NAMED,
) -> tuple[int, ...]:
    """Let the first `AT_ONCE` of what can't come twice be tried once more, of what is listed; their ids.

    Raises as `look`.
    """
    sees = await _sees(tx, actor, named, programme_id)
    found = await queries.since(tx, actor.workspace, now - LISTED_FOR, sees.theirs)
    ids = [id_ for line in _lines(found, sees.programmes) if line.is_safe_to_try for id_ in line.ids]
    return tuple([id_ for id_ in ids[:AT_ONCE] if await outbox.replay(tx, actor.workspace, id_, now=now)])


async def leave(tx: Transaction, actor: Actor, ids: Sequence[int], *, named: frozenset[str] = NOBODY_NAMED) -> bool:
    """Give messages up for good and erase their words; False when somebody else was faster with all of them.

    Raises:
        GoneError: there is no such message. NotForYouError: one of them is not theirs to look after.
    """
    await _require_all(tx, actor, ids, named)
    return any([await outbox.discard(tx, actor.workspace, each) for each in ids])


async def count(
    tx: Transaction,
    actor: Actor,
    now: dt.datetime,
    *,
    programme_id: int | None = None,
    named: frozenset[str] = NOBODY_NAMED,
) -> int:
    """How many of the messages this person looks after are listed as undelivered; none for one who looks after nothing.

    Raises:
        GoneError, NotForYouError: a programme is named, and there is none or it is not theirs.
    """
    standings = await access.standings_of(tx, actor, named=named)
    if programme_id is None and standings.isdisjoint(ALLOWED[Act.LOOK_AFTER_DELIVERY]):
        return 0
    sees = await _sees(tx, actor, named, programme_id)
    return sum(each.since for each in sees.those_of(await queries.counted(tx, actor.workspace, now - LISTED_FOR)))


async def untold(tx: Transaction, workspace: str, now: dt.datetime) -> Mapping[tuple[int, str], int]:
    """How much is new to each who runs a programme since they were last told, by the programme's id and theirs."""
    return await queries.untold(tx, workspace, now - LISTED_FOR, SORTS.keys() - TOLD_OTHERWISE)


def news(programme: Programme, coordinator: str, count: int, due_at: dt.datetime) -> Say:
    """Tell a coordinator that something was not delivered, and where it is looked after."""
    return Say(
        to=ToPerson(slack_id=coordinator),
        message=NEWS,
        key=f"undelivered:{programme.id}:{due_at:%Y-%m-%dT%H}:{coordinator}",
        args={"programme": programme.name, "programme_id": programme.id, "count": count},
        importance=Importance.PLACE,
        due_at=due_at,
        programme_id=programme.id,
    )


async def note_told(tx: Transaction, programme: Programme, coordinator: str, now: dt.datetime) -> None:
    """Remember that a coordinator is told of all there is by now."""
    await queries.note_told(tx, programme.id, coordinator, now)


async def _sees(tx: Transaction, actor: Actor, named: frozenset[str], programme_id: int | None = None) -> _Sees:
    if programme_id is not None:
        await access.require(tx, actor, Act.RUN_PROGRAMME, programme_id)
    await access.require(tx, actor, Act.LOOK_AFTER_DELIVERY, named=named)
    standings = await access.standings_of(tx, actor, named=named)
    theirs = {row.id: row.name for row in await programme_queries.coordinated_by(tx, actor.workspace, actor.id)}
    if programme_id is not None:
        return _Sees(programmes={programme_id: theirs[programme_id]}, nobodys=False)
    return _Sees(programmes=theirs, nobodys=not standings.isdisjoint(ALLOWED[Act.LOOK_AFTER_NOBODYS]))


async def _require_all(tx: Transaction, actor: Actor, ids: Sequence[int], named: frozenset[str]) -> None:
    found = await queries.by_id(tx, actor.workspace, ids)
    if len(found) < len(set(ids)):
        raise GoneError
    for each in found:
        if _is_nobodys(each.kind, each.programme_id):
            await access.require(tx, actor, Act.LOOK_AFTER_NOBODYS, named=named)
        else:
            await access.require(tx, actor, Act.RUN_PROGRAMME, each.programme_id)


def _is_nobodys(kind: str, programme_id: int | None) -> bool:
    return programme_id is None or sort_of(kind) is Sort.NOTE


def _lines(found: Iterable[Found], programmes: Mapping[int, str]) -> list[Line]:
    """A line for each message, but one for all that failed alike for the same receiver."""
    alike: dict[object, list[Found]] = defaultdict(list)
    for each in found:
        whom = (each.programme_id, each.people, each.channel) if sort_of(each.kind) is not Sort.NOTE else None
        alike[(whom, each.error) if each.state is MessageState.DEAD else each.id].append(each)
    parts = (each[first : first + AT_ONCE] for each in alike.values() for first in range(0, len(each), AT_ONCE))
    return [_line(part, programmes) for part in parts]


def _line(together: Sequence[Found], programmes: Mapping[int, str]) -> Line:
    first = together[0]
    sorts = tuple(dict.fromkeys(sort_of(each.kind) for each in together))
    is_note = Sort.NOTE in sorts
    return Line(
        ids=tuple(each.id for each in together),
        sorts=sorts,
        state=first.state,
        target=first.target,
        people=() if is_note else first.people,
        channel=None if is_note else first.channel,
        programme=None if is_note or first.programme_id is None else programmes.get(first.programme_id),
        error=first.error,
        first_due=min(each.due_at for each in together),
        last_due=max(each.due_at for each in together),
    )
