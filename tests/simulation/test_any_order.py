"""Whatever people, clocks, Slack and backups do, in whatever order: nothing twice, nothing at night, nothing lost.

`SIMULATED_STORIES=500` tells as many, and longer ones; a few without it.
"""

import copy
import datetime as dt
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from mentoring.digests import DIGEST
from prompts.journeys import StepKind
from storage.outbox import MessageState, Target
from storage.states import Kind, Role
from tests.mentoring.journeying import Somebody
from tests.simulation.presses import Button, buttons, press, try_again
from tests.simulation.quiet import leaving_the_dead, log_counted
from tests.simulation.test_seven_days import MARK_FIRST, SEND_AGAIN
from tests.simulation.village import Village

pytestmark = pytest.mark.slow

STORIES = int(os.environ.get("SIMULATED_STORIES", "0"))
TELLING = settings(
    max_examples=STORIES or 10,
    stateful_step_count=40 if STORIES else 12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
ZONES = ("Europe/Copenhagen", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
RHYTHMS, WEEKS = st.sampled_from([7, 14, 28]), st.integers(9, 14)
UNASKED = {*(str(kind) for kind in StepKind), DIGEST}
IDS = [f"U0P{number}" for number in range(24)]
AN_HOUR, A_DAY, A_WEEK = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(weeks=1)
A_MOMENT = dt.timedelta(minutes=6)
"""How long what was begun in time may take to arrive."""


@dataclass(kw_only=True)
class Together:
    programme_id: int
    people: list[Somebody]
    began: dt.datetime
    ends_on: dt.date
    is_disturbed: bool = False
    """Somebody paused or left, so that what must come is another question."""


@dataclass(kw_only=True)
class Facts:
    """What is true of everybody; it goes back with a backup, as the bot's knowledge does."""

    together: list[Together] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    paused: dict[str, dt.datetime] = field(default_factory=dict)
    left: dict[str, dt.datetime] = field(default_factory=dict)


class AnyOrder(RuleBasedStateMachine):
    template = b""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mentor-bot-village-"))
        self.facts = Facts()
        self.newcomers = iter(IDS)
        self.backups: list[tuple[Path, Facts, dt.datetime]] = []
        self.lost: list[tuple[dt.datetime, dt.datetime]] = []
        self.seen: set[tuple[str, str]] = set()
        self.heard: dict[str, list[dt.datetime]] = defaultdict(list)
        self.tried_again: set[str] = set()
        self.may_come_again: Counter[str] = Counter()
        self.with_changes: set[str] = set()
        """Those in whose relationships something was changed since the last backup."""
        self.pressed: set[Button] = set()

    @initialize(seed=st.integers(0, 999), is_group=st.booleans(), rhythm=RHYTHMS, weeks=WEEKS)
    def settle_in(self, seed: int, is_group: bool, rhythm: int, weeks: int) -> None:
        self.village = Village(self.template, self.folder, IDS, seed)
        self.meet(is_group, rhythm, weeks)

    # What happens

    @precondition(lambda self: len(self.facts.together) < 3)
    @rule(is_group=st.booleans(), rhythm=RHYTHMS, weeks=WEEKS)
    def meet(self, is_group: bool, rhythm: int, weeks: int) -> None:
        roles = [Role.PEER, Role.PEER, Role.PEER] if is_group else [Role.MENTEE, Role.MENTOR]
        people = [Somebody(id=next(self.newcomers), role=role, country=None) for role in roles]
        ends_on = (self.village.now() + weeks * A_WEEK).date()
        kind = Kind.PEER_GROUP if is_group else Kind.ONE_TO_ONE
        programme_id = self.village.bring_together(people, kind, rhythm, ends_on)
        began = self.village.now()
        self.facts.together.append(Together(programme_id=programme_id, people=people, began=began, ends_on=ends_on))
        self.facts.zones |= {who.id: "Europe/Copenhagen" for who in people}

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.pass_time(days * A_DAY)

    @rule(statements=st.integers(1, 150), hours=st.integers(1, 48))
    def the_bot_dies(self, statements: int, hours: int) -> None:
        self.pass_time(self.village.until_work())
        with self.village.mortal(statements):
            self.pass_time(hours * AN_HOUR)
        self.pass_time(2 * AN_HOUR)

    @rule(hours=st.sampled_from([-1, 0, 1]))
    def somebody_sets_the_clock(self, hours: int) -> None:
        self.pass_time(A_MOMENT)  # what is on its way is judged by the clock it was sent by
        self.village.step_clock(hours * AN_HOUR)

    @rule()
    def slack_has_a_bad_time(self) -> None:
        self.pass_time(self.village.until_work())
        self.village.storm()
        self.pass_time(2 * A_DAY)
        self.village.calm()

    @precondition(lambda self: self.here())
    @rule(which=st.integers(0, 99), zone=st.sampled_from(ZONES))
    def somebody_moves(self, which: int, zone: str) -> None:
        who = self.one_of(self.here(), which)
        self.village.move(who, zone)
        self.facts.zones[who] = zone
        self.note_change(who)

    @precondition(lambda self: self.here())
    @rule(which=st.integers(0, 99))
    def somebody_pauses_or_comes_back(self, which: int) -> None:
        who = self.one_of(self.here(), which)
        if who in self.facts.paused:
            self.village.come_back(who)
            del self.facts.paused[who]
        else:
            self.village.pause(who)
            self.facts.paused[who] = self.village.real_now()
        self.disturb(who)

    @precondition(lambda self: self.here())
    @rule(which=st.integers(0, 99))
    def somebody_leaves(self, which: int) -> None:
        who = self.one_of(self.here(), which)
        (together,) = (each for each in self.facts.together if any(one.id == who for one in each.people))
        self.village.leave(who, together.programme_id)
        self.facts.left[who] = self.village.real_now()
        self.facts.paused.pop(who, None)
        self.disturb(who)

    @precondition(lambda self: self.going_on())
    @rule(which=st.integers(0, 99), rhythm=RHYTHMS, weeks=st.integers(5, 10))
    def a_coordinator_changes_the_plan(self, which: int, rhythm: int, weeks: int) -> None:
        together = self.one_of(self.going_on(), which)
        ends_on = (self.village.now() + weeks * A_WEEK).date()
        self.village.change_programme(together.programme_id, ends_on=ends_on, rhythm_days=rhythm)
        together.ends_on = ends_on
        self.note_change(together.people[0].id)

    @precondition(lambda self: self.buttons())
    @rule(which=st.integers(0, 99))
    def somebody_presses_a_button(self, which: int) -> None:
        chosen = self.one_of(self.buttons(), which)
        if press(self.village, chosen):
            self.pressed.add(chosen)

    @precondition(lambda self: self.village.rows(_UNDELIVERED))
    @rule(which=st.integers(0, 99))
    def a_coordinator_tries_again(self, which: int) -> None:
        message_id, state, target = self.one_of(self.village.rows(_UNDELIVERED), which)
        marker = try_again(self.village, message_id)
        self.tried_again.add(marker)
        if (state, target) == (MessageState.MAYBE_SENT, Target.CONVERSATION):
            self.may_come_again[marker] += 1

    @rule()
    def a_backup_is_made(self) -> None:
        made = self.village.back_up()
        self.backups = [(made, copy.deepcopy(self.facts), self.village.real_now())]
        self.with_changes.clear()

    @precondition(lambda self: self.backups)
    @rule()
    def the_backup_is_put_back(self) -> None:
        made, facts, at = self.backups[-1]
        self.pass_time(max(at + AN_HOUR - self.village.now(), dt.timedelta()))  # one from the future would be refused
        self.look()
        self.village.restore(made)
        self.facts = copy.deepcopy(facts)
        self.pressed.clear()  # what people did since is lost
        self.lost.append((at, self.village.real_now()))
        # What ended so long ago is closed at once: its goodbyes were said in the lost time.
        for each in self.facts.together:
            each.is_disturbed = each.is_disturbed or each.ends_on < self.village.now().date() - 2 * A_WEEK
        self._expect_again_what_other_dates_brought(at)
        self.pass_time(A_MOMENT)  # nobody puts two back in one second

    # What must be true

    def pass_time(self, span: dt.timedelta) -> None:
        self.village.pass_time(span)
        self.look()

    def look(self) -> None:
        """Nothing twice and nothing lost; what came since the last look came to whom, and when, it should."""
        said = sorted(self.village.messages(), key=lambda each: each[1]["ts"])
        self._nothing_came_twice(said)
        kinds = dict(self.village.rows("SELECT ts, kind FROM outbox WHERE state = 'sent'"))
        lost = kinds.keys() - {message["ts"] for _, message in said}
        assert not lost, [kinds[ts] for ts in lost]
        owed = {ts for (ts,) in self.village.rows(_OWED)}
        for readers, message in said:
            place = (message["channel"], message["ts"])
            if place in self.seen or message["ts"] not in kinds:
                continue
            self.seen.add(place)
            if kinds[message["ts"]] in UNASKED:
                is_free = message["ts"] in owed or any(each in self.tried_again for each in _markers(message))
                self.look_at(readers, message, is_free)

    def _nothing_came_twice(self, said: list[tuple[list[str], Any]]) -> None:
        """But for what a coordinator had tried again where the bot may not look, and what nobody can know."""
        copies = Counter((message["channel"], each) for _, message in said for each in _markers(message))
        twice = {each for (_, each), count in copies.items() if count > 1 + self.may_come_again[each]}
        assert not twice, [message["text"] for _, message in said if not twice.isdisjoint(_markers(message))]

    def _expect_again_what_other_dates_brought(self, since: dt.datetime) -> None:
        """What came in the lost time because of what people did then comes once more when it is due without that."""
        for readers, message in self.village.messages():
            if float(message["ts"]) > since.timestamp() and not self.with_changes.isdisjoint(readers):
                self.may_come_again.update(_markers(message))
        self.with_changes.clear()

    def look_at(self, readers: list[str], message: Any, is_free: bool) -> None:
        """Whether a message came to whom, and when, it should; what `is_free` takes nothing of a budget."""
        at, text = dt.datetime.fromtimestamp(float(message["ts"]), dt.UTC), message["text"]
        assert any(self._is_at_work(who, at + self.village.skew) for who in readers), (readers, at, text)
        for who in readers:
            assert at < self.facts.left.get(who, at) + A_MOMENT, f"{who} has left, and hears: {text}"
            is_private = len(readers) == 1
            assert not is_private or at < self.facts.paused.get(who, at) + A_MOMENT, f"{who} is away, and hears: {text}"
            if not is_free:
                self.heard[who].append(at)
                self._has_room_for(who, at)

    def _has_room_for(self, who: str, at: dt.datetime) -> None:
        together = next((each for each in self.facts.together if any(one.id == who for one in each.people)), None)
        if together is None or any(since - 30 * A_DAY < at for since, _ in self.lost):
            return  # of what was said and forgotten since, the bot cannot know
        role = next(one.role for one in together.people if one.id == who)
        is_early = at < together.began + 15 * A_DAY
        window, most = (29 * A_DAY, 2) if role is Role.MENTOR else (6 * A_DAY, 2 if is_early else 1)
        near = [moment for moment in self.heard[who] if at - window < moment <= at]
        assert len(near) <= most, f"{who} heard too much: {near}"

    def teardown(self) -> None:
        if hasattr(self, "village"):
            if sys.exc_info()[0] is None:  # what failed on the way is told, and not what became of it
                self._come_to_the_end()
            self.village.end()
        shutil.rmtree(self.folder)

    def _come_to_the_end(self) -> None:
        """Once all are back and everything is over, nothing is open, and everybody was told goodbye whom nothing kept from it.

        A fortnight after its last day a programme is closed, and what was planned in it skipped: three weeks are ample.
        """
        self.somebody_sets_the_clock(0)
        for who in [*self.facts.paused]:
            self.village.come_back(who)
        self.facts.paused.clear()
        last = max((each.ends_on for each in self.facts.together), default=self.village.now().date())
        self.pass_time(dt.datetime.combine(last, dt.time(), dt.UTC) + 3 * A_WEEK - self.village.now())
        still_open = "SELECT key, state, due_at FROM outbox WHERE state IN ('pending', 'leased', 'sending', 'unknown')"
        assert self.village.rows(still_open) == []
        assert self.village.rows("SELECT id, step, due_at FROM nudges WHERE state = 'planned'") == []
        still_there = {each for who in IDS for each in buttons(self.village, who)}
        assert not still_there & self.pressed, "What was pressed can be pressed again"
        told = set(self.village.rows(_GOODBYES))
        for each in self.facts.together:
            those = [] if each.is_disturbed else each.people
            assert {(each.programme_id, who.id) for who in those} <= told, "Somebody heard no goodbye"

    def _is_at_work(self, who: str, at: dt.datetime) -> bool:
        zone = ZoneInfo(self.facts.zones.get(who, "Europe/Copenhagen"))
        moments = (at.astimezone(zone), (at - A_MOMENT).astimezone(zone))
        return any(moment.weekday() < 5 and 9 <= moment.hour < 17 for moment in moments)

    # Who is there

    def here(self) -> list[str]:
        return [who.id for each in self.going_on() for who in each.people if who.id not in self.facts.left]

    def buttons(self) -> list[Button]:
        return [each for who in self.here() for each in buttons(self.village, who)]

    def going_on(self) -> list[Together]:
        today = self.village.now().date()
        return [each for each in self.facts.together if each.ends_on > today + A_WEEK]

    def disturb(self, who: str) -> None:
        self.note_change(who)
        for each in self.facts.together:
            each.is_disturbed = each.is_disturbed or any(one.id == who for one in each.people)

    def note_change(self, who: str) -> None:
        for each in self.facts.together:
            if any(one.id == who for one in each.people):
                self.with_changes |= {one.id for one in each.people}

    @staticmethod
    def one_of(choices: list[Any], which: int) -> Any:
        return choices[which % len(choices)]


_GOODBYES = """
    SELECT relationships.programme_id, nudges.recipient FROM nudges
    JOIN relationships ON relationships.id = nudges.relationship_id
    WHERE nudges.step = 'goodbye' AND nudges.state = 'sent'
"""


_OWED = """
    SELECT ts FROM outbox WHERE state = 'sent'
    AND (kind = 'goodbye' OR key IN (SELECT message_key FROM digest_parts WHERE kind = 'goodbye'))
"""
_UNDELIVERED = "SELECT id, state, target FROM outbox WHERE state IN ('dead', 'maybe_sent') ORDER BY id"


def _markers(message: Any) -> list[str]:
    """What can be found by, of a message and of what came within it."""
    keys = message["metadata"]["event_payload"]
    return [keys["key"], *keys.get("within", "").split()]


@pytest.mark.parametrize(
    "naively", [SEND_AGAIN, MARK_FIRST], ids=["send again what is in doubt", "mark before sending"]
)
def test_it_would_notice_a_naive_strategy(naively: str, sqlite_template: Path, tmp_path: Path) -> None:
    naive = tmp_path / "naive.sqlite"
    naive.write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(naive)) as connection:
        connection.executescript(naively)
    AnyOrder.template = naive.read_bytes()
    story = AnyOrder()
    with log_counted():
        story.settle_in(seed=1, is_group=False, rhythm=7, weeks=12)
        story.meet(is_group=True, rhythm=7, weeks=12)
        with pytest.raises(AssertionError):
            _have_bad_times(story)
        story.village.end()
    shutil.rmtree(story.folder)


def _have_bad_times(story: AnyOrder) -> None:
    for _ in range(40):
        story.slack_has_a_bad_time()


def test_a_budget_counts_when_something_came_however_long_the_bot_was_away(sqlite_template: Path) -> None:
    AnyOrder.template = sqlite_template.read_bytes()
    story = AnyOrder()

    with log_counted():
        story.settle_in(seed=889, is_group=True, rhythm=28, weeks=10)
        story.somebody_moves(which=2, zone="Europe/Copenhagen")
        story.somebody_moves(which=2, zone="Asia/Kolkata")
        story.somebody_leaves(which=1)
        story.a_coordinator_changes_the_plan(which=0, rhythm=28, weeks=7)
        story.the_bot_dies(statements=60, hours=42)
        story.a_coordinator_changes_the_plan(which=0, rhythm=28, weeks=7)

        story.teardown()


@pytest.mark.timeout(600 if not STORIES else 100_000)
def test_whatever_happens_in_whatever_order(sqlite_template: Path) -> None:
    AnyOrder.template = sqlite_template.read_bytes()

    with log_counted(), leaving_the_dead():
        run_state_machine_as_test(AnyOrder, settings=TELLING)
