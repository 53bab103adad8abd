"""What becomes of a nudge when its moment has come: said, moved, settled, skipped or cancelled."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring import attention, courses, nudges, step_messages
from mentoring.attention import Attention
from mentoring.courses import Companion, Together
from mentoring.digests import MOST_PARTS, digest
from mentoring.nudges import GROUP, LONGEST_DELAY
from mentoring.rules.availability import is_working
from mentoring.rules.budget import MONTH, WEEK, Claim
from mentoring.rules.cadence import is_held_up, is_stale, own_minute, working_morning
from mentoring.rules.gatherings import gathering
from mentoring.rules.local_time import day_begins, local_date
from mentoring.say import Voice
from mentoring.step_messages import FRESH_FOR, Occasion
from prompts.journeys import Journey, StepKind
from prompts.library import Library
from storage import Transaction, part_of
from storage.models.journey import Nudge
from storage.queries import journey as queries
from storage.states import NudgeState, RelationshipState

log = logging.getLogger(__name__)

_TRIES = 12
"""How often hours and budget may send a moment to and fro before it is simply tried again a day later."""
_AT_THE_END = {StepKind.BASELINE_AGAIN, StepKind.GOODBYE}


_HELD_AT_MOST = MONTH
"""How long a budget may hold something back, beyond the time for which it stays fresh."""
_POSTS_WAIT = WEEK
"""How long what is for all of a conversation may wait for one of them, beyond the time for which it stays fresh."""
_A_PAIR = 2
_NEXT_TICK = dt.timedelta(minutes=1)
_AGAIN_AFTER = dt.timedelta(hours=1)
_TRIED_FOR = dt.timedelta(days=1)
"""How long a nudge is tried again whose deciding fails, before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words a decision may draw on."""

    journeys: Mapping[str, Journey]
    library: Library


async def next_batch(tx: Transaction, content: Content, now: dt.datetime, voice: Voice, limit: int = 100) -> int:
    """Decide on what is due, at most `limit` nudges, and say it; how many there were: none means that nothing is left.

    What is decided is no longer due: doing it again, or in several replicas at once, changes nothing. A nudge whose
    deciding or saying fails is tried again every hour of a day, then skipped, and holds up no other.
    """
    if not await queries.decide_alone(tx):
        return 0
    rows = await queries.due(tx, now, limit)
    by_workspace: dict[str, list[Nudge]] = defaultdict(list)
    for row in rows:
        by_workspace[row.workspace_id].append(row)
    for workspace, theirs in by_workspace.items():
        await _Decisions(tx, workspace, content, now, voice).on(theirs)
    await tx.flush()
    return len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    """When to look at a nudge again, and whether somebody's budget is why."""

    moment: dt.datetime
    is_for_the_budget: bool


class _Decisions:
    """Decides on the due nudges of one workspace, one after the other, counting what it has said itself."""

    def __init__(self, tx: Transaction, workspace: str, content: Content, now: dt.datetime, voice: Voice) -> None:
        self._tx = tx
        self._workspace = workspace
        self._content = content
        self._now = now
        self._voice = voice
        self._together: dict[int, Together] = {}
        self._attention: dict[str, Attention] = {}

    async def on(self, rows: Sequence[Nudge]) -> None:
        """Decide on each, and say what is to be said, in order."""
        ids = {row.relationship_id for row in rows}
        self._together = await courses.readable(self._tx, self._workspace, ids)
        for row in rows:
            if row.state is not NudgeState.PLANNED:
                continue  # it has come with another
            try:
                async with part_of(self._tx):
                    outcome = await self._outcome(row)
                    said = await self._say(outcome) if isinstance(outcome, Occasion) else ()
            except Exception:
                await self._tx.refresh(row)
                about = {"workspace": self._workspace, "relationship": row.relationship_id, "nudge": row.id}
                log.exception("nudge_failed", extra=about)
                self._put_off(row)
            else:
                self._note(row, outcome, said)

    async def _outcome(self, row: Nudge) -> Occasion | _Later | NudgeState:
        """What to say now, or when to look again, or how it ends without a word."""
        occasion = await self._occasion(row)
        if occasion is None:
            return NudgeState.CANCELLED
        readers = await self._attention_of(occasion.readers)
        if _is_too_late(occasion, readers):  # what was due before a restore was most likely said before it
            return NudgeState.SENT if row.is_in_doubt else NudgeState.SKIPPED
        if await step_messages.is_settled(self._tx, occasion):
            return NudgeState.SETTLED
        at_work = self._inside_hours(occasion, self._now)
        if is_stale(row.due_at, at_work, max(FRESH_FOR[occasion.kind], LONGEST_DELAY)):
            return NudgeState.SKIPPED  # they are away for too long
        moment = self._possible(occasion, readers)
        if moment is None:
            return NudgeState.UNWANTED
        is_shared, is_for_the_budget = occasion.companion is None, moment > at_work
        has_to_wait_too_long = is_for_the_budget and _is_far(occasion, moment, readers)
        if is_shared and (has_to_wait_too_long or not self._suits_everybody(occasion, readers, moment)):
            return self._say_to_each(occasion)
        if not _within(occasion, moment):
            last = _last_morning(occasion)  # until then it may come with another
            if is_shared or last <= self._now:
                return NudgeState.SKIPPED
            moment = last
        if moment > self._now:
            return _Later(moment=moment, is_for_the_budget=is_for_the_budget)
        until = self._held_up_until(occasion)
        return _Later(moment=until, is_for_the_budget=False) if until > self._now else occasion

    async def _say(self, occasion: Occasion) -> Sequence[Nudge]:
        """Say it, and in the same message what else is due to the same person and has no day of its own; what was said."""
        others = await self._besides(occasion)
        if others:
            rows = [each.nudge for each in (occasion, *others)]
            try:
                async with part_of(self._tx):
                    return await self._say_together([occasion, *others])
            except Exception:  # too much for one message, or one of the others cannot be said: they wait
                log.warning("digest_failed", extra={"workspace": self._workspace}, exc_info=True)
                for row in rows:
                    await self._tx.refresh(row)
        return await self._say_together([occasion])

    async def _say_together(self, occasions: Sequence[Occasion]) -> Sequence[Nudge]:
        says = [(each, await step_messages.say(self._tx, each)) for each in sorted(occasions, key=_order)]
        said = [(each, say) for each, say in says if say is not None]
        if said:
            is_alone = len(said) == 1  # what is in doubt comes alone
            say = replace(said[0][1], in_doubt=said[0][0].nudge.is_in_doubt) if is_alone else digest(said, self._now)
            await self._voice(self._workspace, say)
            for each, _ in said:
                each.nudge.message_key = say.key
        return [each.nudge for each, _ in said]

    async def _besides(self, occasion: Occasion) -> list[Occasion]:
        """What is due to the same person today and would come too late by itself, or as a second message today."""
        if occasion.companion is None or occasion.nudge.is_in_doubt:
            return []
        row, theirs = occasion.nudge, self._attention[occasion.companion.slack_id]
        spent = theirs.after(row.id, self._now)
        due = list(theirs.private_by_today(self._now, but=row.id))
        rows = await queries.still_planned(self._tx, self._workspace, due)
        found, sorts = list[Occasion](), {_sort(occasion)}
        for each in [await self._occasion(rows[id_]) for id_ in due if id_ in rows]:
            if each is not None and _sort(each) not in sorts and await self._comes_along(each, spent):
                found.append(each)
                sorts.add(_sort(each))
            if len(found) == MOST_PARTS - 1:
                break
        return found

    async def _comes_along(self, occasion: Occasion, spent: Attention) -> bool:
        """Whether somebody who is written to now should read this too."""
        row = occasion.nudge
        if row.failing_since is not None or row.is_in_doubt or _is_too_late(occasion, [spent]):
            return False
        if self._inside_hours(occasion, self._now) > self._now or not _within(occasion, self._now):
            return False
        by_itself = spent.earliest(self._now, _claim(occasion))
        if by_itself is None:
            return False  # nothing unasked is wanted
        is_in_time = by_itself - _wanted(row) <= FRESH_FOR[occasion.kind]
        if is_in_time and not spent.is_same_day(by_itself, self._now):
            return False
        return not await step_messages.is_settled(self._tx, occasion)

    async def _occasion(self, row: Nudge) -> Occasion | None:
        """What surrounds a nudge; None when nobody is left to say it to, or its journey no longer has the step."""
        together = await self._together_in(row.relationship_id)
        if together is None or together.state is not RelationshipState.ACTIVE or len(together.present) < 2:
            return None
        journey = self._content.journeys[together.kind]
        kind = nudges.kind_of(journey, row.step)
        companion = together.companion(row.recipient)
        gone = companion is None or companion.is_deactivated
        if kind is None or (row.recipient != GROUP and gone):
            return None
        return Occasion(
            nudge=row,
            kind=kind,
            together=together,
            companion=companion,
            journey=journey,
            library=self._content.library,
            now=self._now,
        )

    async def _together_in(self, relationship_id: int) -> Together | None:
        known = self._together.get(relationship_id)
        return known or await courses.of_relationship(self._tx, self._workspace, relationship_id)

    def _possible(self, occasion: Occasion, readers: Sequence[Attention]) -> dt.datetime | None:
        """The first moment from now on inside everyone's hours and budget; None for one who wants nothing unasked.

        What is for all of a conversation waits for nobody's wish to hear less.
        """
        claim, moment, is_shared = _claim(occasion), self._now, occasion.companion is None
        for _ in range(_TRIES):
            inside = self._inside_hours(occasion, moment)
            fitting = [reader.earliest(inside, claim, as_usual=is_shared) for reader in readers]
            fits = [each for each in fitting if each is not None]
            if len(fits) < len(fitting):
                return None
            moment = max(fits)
            if moment == inside:
                return moment
        return moment + dt.timedelta(days=1)

    def _suits_everybody(self, occasion: Occasion, readers: Sequence[Attention], moment: dt.datetime) -> bool:
        """Whether a post whose moment has come finds both of a pair at work, and is too much for nobody who wants less."""
        if moment > self._now:
            return True
        weeks = occasion.together.weeks()
        if len(weeks) == _A_PAIR and not all(is_working(hours, moment, away) for hours, away in weeks):
            return False
        return all(reader.earliest(moment, _claim(occasion)) == moment for reader in readers)

    def _say_to_each(self, occasion: Occasion) -> NudgeState:
        """A post that would come much too late, or is too much for somebody, comes to each alone when they have room."""
        row = occasion.nudge
        if row.is_in_doubt:
            return NudgeState.SKIPPED  # it may stand in the conversation, where nobody can look
        self._tx.add_all(
            Nudge(
                workspace_id=row.workspace_id,
                relationship_id=row.relationship_id,
                step=row.step,
                occurrence=row.occurrence,
                recipient=reader.slack_id,
                due_at=self._now + _NEXT_TICK,
                state=NudgeState.PLANNED,
            )
            for reader in occasion.readers
        )
        return NudgeState.SETTLED

    def _inside_hours(self, occasion: Occasion, moment: dt.datetime) -> dt.datetime:
        if occasion.companion is None:
            return gathering(occasion.together.weeks(), moment)
        hours = occasion.companion.time.hours
        away = occasion.companion.time.away(occasion.together.closes_on)
        if is_working(hours, moment, away):
            return moment
        row = occasion.nudge
        jitter = nudges.jitter_of(row.relationship_id, row.step, row.occurrence, row.recipient)
        return working_morning(hours, moment, away, jitter)

    def _held_up_until(self, occasion: Occasion) -> dt.datetime:
        """After an outage each receiver has a minute of their own, so that not everybody hears at once."""
        row = occasion.nudge
        if not is_held_up(row.due_at, self._now):
            return self._now
        whose = f"{GROUP}:{row.relationship_id}" if occasion.companion is None else row.recipient
        if own_minute(row.due_at, whose) == row.due_at:  # it has waited for that, and ticks are rare
            return self._now
        until = self._inside_hours(occasion, own_minute(self._now, whose))
        return until if _within(occasion, until) else self._now

    async def _attention_of(self, readers: Sequence[Companion]) -> list[Attention]:
        new = [reader for reader in readers if reader.slack_id not in self._attention]
        if new:
            self._attention |= await attention.of_people(
                self._tx, self._workspace, new, self._content.journeys, self._now
            )
        return [self._attention[reader.slack_id] for reader in readers]

    def _note(self, row: Nudge, outcome: Occasion | _Later | NudgeState, said: Sequence[Nudge]) -> None:
        row.failing_since = None
        match outcome:
            case Occasion():
                self._spend(said)
                if row not in said:
                    self._end(row, NudgeState.SKIPPED)
            case _Later(moment=moment, is_for_the_budget=is_for_the_budget):
                if is_for_the_budget:
                    row.wanted_at, row.moved = _wanted(row), row.moved + 1
                self._move(row, moment)
            case _:
                self._end(row, outcome)

    def _put_off(self, row: Nudge) -> None:
        row.failing_since = row.failing_since or self._now
        if self._now - row.failing_since < _TRIED_FOR:
            self._move(row, self._now + _AGAIN_AFTER)
        else:
            log.error("nudge_given_up", extra={"workspace": self._workspace, "nudge": row.id})
            self._end(row, NudgeState.SKIPPED)

    def _move(self, row: Nudge, moment: dt.datetime) -> None:
        row.due_at = moment
        for each in self._attention.values():
            if row.id in each.planned:
                each.planned[row.id] = replace(each.planned[row.id], moment=moment)

    def _spend(self, said: Sequence[Nudge]) -> None:
        """One message, whatever came in it, takes its readers' attention once."""
        for each in self._attention.values():
            if each.is_spent_by([row.id for row in said]):
                each.sent.append(self._now)
        for position, row in enumerate(said):
            row.is_merged = position > 0
            self._end(row, NudgeState.SENT)

    def _end(self, row: Nudge, state: NudgeState) -> None:
        said_before = state is NudgeState.SENT and row.is_in_doubt
        row.state, row.decided_at = state, row.due_at if said_before else self._now
        for each in self._attention.values():
            each.planned.pop(row.id, None)


def _claim(occasion: Occasion) -> Claim:
    together = occasion.together
    return attention.claim_of(together.id, together.kind, occasion.kind, occasion.nudge.recipient)


def _order(occasion: Occasion) -> tuple[int, bool, dt.datetime, int]:
    """What matters most is read first; of equals, what has waited longest."""
    claim, row = _claim(occasion), occasion.nudge
    return claim.priority, not claim.is_of_the_end, _wanted(row), row.id


def _sort(occasion: Occasion) -> tuple[int, StepKind]:
    """Nobody is asked twice in one message whether the same people met, nor asked and reminded, nor of a place twice."""
    if occasion.kind is StepKind.BASELINE_AGAIN:
        return occasion.together.programme.id, occasion.kind
    asks = StepKind.CHECK_IN if occasion.kind is StepKind.MEETING_REMINDER else occasion.kind
    return occasion.together.id, asks


def _wanted(row: Nudge) -> dt.datetime:
    """When it was to come, before anybody's budget moved it."""
    return row.wanted_at or row.due_at


def _is_too_late(occasion: Occasion, readers: Sequence[Attention]) -> bool:
    """Whether it is stale, or had to wait for too long, or for so long that something newer comes in its place."""
    row, now, fresh_for = occasion.nudge, occasion.now, FRESH_FOR[occasion.kind]
    if is_stale(row.due_at, now, fresh_for):
        return True
    if row.wanted_at is None:
        return False
    return is_stale(row.wanted_at, now, fresh_for + _HELD_AT_MOST) or any(
        reader.is_pointless(row.id, now) for reader in readers
    )


def _is_far(occasion: Occasion, moment: dt.datetime, readers: Sequence[Attention]) -> bool:
    """Whether people would wait too long for a post because of what one of them gets elsewhere."""
    is_busy = any(reader.is_elsewhere_too(occasion.together.id) for reader in readers)
    return is_busy and is_stale(_wanted(occasion.nudge), moment, FRESH_FOR[occasion.kind] + _POSTS_WAIT)


def _within(occasion: Occasion, moment: dt.datetime) -> bool:
    """Whether a moment still lies inside the course; only thanks and the last questions may come a little after it."""
    return local_date(moment, _zone(occasion)) <= _last_day(occasion)


def _last_morning(occasion: Occasion) -> dt.datetime:
    return day_begins(_last_day(occasion), _zone(occasion))


def _last_day(occasion: Occasion) -> dt.date:
    return occasion.together.closes_on if occasion.kind in _AT_THE_END else occasion.together.programme.ends_on


def _zone(occasion: Occasion) -> str:
    return (occasion.companion or occasion.together.present[0]).time.hours.zone
