"""What becomes of a nudge when its moment has come: said, moved, settled, skipped or cancelled."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring import attention, courses, nudges, step_messages
from mentoring.attention import Attention
from mentoring.courses import Companion, Together
from mentoring.nudges import GROUP
from mentoring.rules.availability import is_working
from mentoring.rules.cadence import is_stale, working_morning
from mentoring.rules.gatherings import gathering
from mentoring.rules.local_time import local_date
from mentoring.say import Say, Voice
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
            try:
                async with part_of(self._tx):
                    outcome = await self._outcome(row)
                    if isinstance(outcome, Say):
                        await self._voice(self._workspace, outcome)
            except Exception:
                await self._tx.refresh(row)
                about = {"workspace": self._workspace, "relationship": row.relationship_id, "nudge": row.id}
                log.exception("nudge_failed", extra=about)
                self._put_off(row)
            else:
                self._note(row, outcome)

    async def _outcome(self, row: Nudge) -> Say | dt.datetime | NudgeState:
        """What to say now, or the later moment to look again, or how it ends without a word."""
        occasion = await self._occasion(row)
        if occasion is None:
            return NudgeState.CANCELLED
        if is_stale(row.due_at, self._now, FRESH_FOR[occasion.kind]):
            return NudgeState.SKIPPED
        if await step_messages.is_settled(self._tx, occasion):
            return NudgeState.SETTLED
        moment = await self._possible(occasion)
        if moment is None or not _within(occasion, moment):
            return NudgeState.SKIPPED
        if moment > self._now:
            return moment
        return await step_messages.say(self._tx, occasion) or NudgeState.SKIPPED

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

    async def _possible(self, occasion: Occasion) -> dt.datetime | None:
        """The first moment from now on inside everyone's hours and budget; None when a reader wants nothing unasked."""
        readers = await self._attention_of(occasion.readers)
        row, together = occasion.nudge, occasion.together
        claim = attention.claim_of(together.id, together.kind, occasion.kind, row.recipient)
        moment = self._now
        for _ in range(_TRIES):
            inside = self._inside_hours(occasion, moment)
            fitting = [reader.earliest(inside, claim) for reader in readers]
            fits = [each for each in fitting if each is not None]
            if len(fits) < len(fitting):
                return None
            moment = max(fits)
            if moment == inside:
                return moment
        return moment + dt.timedelta(days=1)

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

    async def _attention_of(self, readers: Sequence[Companion]) -> list[Attention]:
        new = [reader for reader in readers if reader.slack_id not in self._attention]
        if new:
            self._attention |= await attention.of_people(
                self._tx, self._workspace, new, self._content.journeys, self._now
            )
        return [self._attention[reader.slack_id] for reader in readers]

    def _note(self, row: Nudge, outcome: Say | dt.datetime | NudgeState) -> None:
        row.failing_since = None
        match outcome:
            case Say():
                self._spend(row)
                self._end(row, NudgeState.SENT)
            case dt.datetime():
                self._move(row, outcome)
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
                each.planned[row.id] = (moment, each.planned[row.id][1])

    def _spend(self, row: Nudge) -> None:
        for each in self._attention.values():
            if row.id in each.planned:
                each.sent.append(self._now)

    def _end(self, row: Nudge, state: NudgeState) -> None:
        row.state, row.decided_at = state, self._now
        for each in self._attention.values():
            each.planned.pop(row.id, None)


def _within(occasion: Occasion, moment: dt.datetime) -> bool:
    """Whether a moment still lies inside the course; only thanks and the last questions may come a little after it."""
    zone = (occasion.companion or occasion.together.present[0]).time.hours.zone
    last = occasion.together.closes_on if occasion.kind in _AT_THE_END else occasion.together.programme.ends_on
    return local_date(moment, zone) <= last
