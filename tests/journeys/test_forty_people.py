"""Forty people, half a year: every message each of them got, in order, in their own working hours, and none twice."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from prompts.journeys import Journey, StepKind, load_journeys
from prompts.library import Kind
from sandbox.reading import visible_text
from storage.sqlite_driver import Connection
from tests.journeys.cast import (
    ASTA,
    CONTACT,
    COORDINATOR,
    DANIEL,
    GRACE,
    GROUPS,
    LUCY,
    MAGNUS,
    NANNA,
    PAIRS,
    PARTICIPANTS,
    RAVI,
    WAITING,
    Habit,
    Member,
    in_slack,
)
from tests.journeys.expectation import DANISH_HOLIDAYS, GROUP, Key, have_common_hours, is_at_work, planned_days
from tests.journeys.half_year import DEACTIVATED_ON, ENDS_ON, LEAVES_ON, PAUSED, HalfYear
from tests.journeys.ledger import Entry, Ledger, read_ledger
from tests.town import open_town

EVERYBODY = (COORDINATOR, CONTACT, *PARTICIPANTS)
TOLD_AT_ONCE = {"joined", "partner_away", "partner_left", "answer", "door"}
"""Answers, and what a partner has just done: at the moment at which it happens."""
UNASKED = {*StepKind, "digest"}
A_WEEK, A_MONTH, A_FORTNIGHT = dt.timedelta(days=7), dt.timedelta(days=30), dt.timedelta(days=14)
ON_TIME = dt.timedelta(minutes=30)
"""A morning's messages are spread over this long."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A relationship as it should go: its people, its journey, and until when it lasts."""

    id: int
    people: tuple[Member, ...]
    roles: tuple[str, ...]
    journey: Journey
    over_on: dt.date | None = None

    def plan(self) -> dict[Key, dt.date]:
        planned = planned_days(self.journey, self.people, self.roles)
        return {key: day for key, day in planned.items() if self.over_on is None or day < self.over_on}

    def kind(self, key: Key) -> StepKind:
        return self.journey.step(key[0]).kind


@pytest.fixture
def inline_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run statements on the loop: nobody else waits for it here, and half a year has some twenty thousand of them."""

    async def run(_: Connection, statement: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return statement(*args, **options)

    monkeypatch.setattr(Connection, "_execute", run)


@pytest.mark.usefixtures("inline_sqlite")
async def test_half_a_year_of_forty_people(sqlite_template: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    people = [in_slack(member) for member in EVERYBODY]
    async with open_town(sqlite_template, tmp_path, people=people) as town:
        await town.bot.worker.warm()  # as it is by the time a coordinator who has looked at their Home wants a round
        half_year = HalfYear(town=town)
        await half_year.enrol_everybody()
        await half_year.match_everybody()
        await half_year.live(ENDS_ON + A_FORTNIGHT)
        await half_year.read_the_report()
        ledger = await read_ledger(town)

    courses = courses_in(ledger)
    nothing_comes_twice(ledger)
    everything_comes_at_work(ledger, courses)
    everything_is_in_the_readers_language(ledger, courses)
    nobody_gets_more_than_the_budget(ledger)
    for course in courses:
        what_is_planned_comes_on_its_day(ledger, course)
    those_with_a_story_of_their_own(ledger)
    assert {member.name: ledger.lines(member) for member in EVERYBODY} == snapshot(
        extension_class=JSONSnapshotExtension
    )


def courses_in(ledger: Ledger) -> list[Course]:
    """Every pair and every group that should have come together has, each once."""
    journeys = load_journeys()
    expected = {
        **{frozenset(pair): (pair, ("mentee", "mentor"), Kind.ONE_TO_ONE) for pair in PAIRS},
        **{frozenset(group): (group, ("peer",) * len(group), Kind.PEER_GROUP) for group in GROUPS},
    }
    met: dict[int, set[Member]] = {}
    for member in PARTICIPANTS:
        for entry in of_kinds(ledger.of(member), "matched"):
            met.setdefault(int(entry.key.split(":")[1]), set()).add(member)
    assert sorted(map(names, met.values())) == sorted(map(names, expected))
    over = {DANIEL: LEAVES_ON, RAVI: DEACTIVATED_ON}
    return [
        Course(
            id=relationship_id,
            people=people,
            roles=roles,
            journey=journeys[kind],
            over_on=next((day for member, day in over.items() if member in people), None),
        )
        for relationship_id, members in sorted(met.items())
        for people, roles, kind in [expected[frozenset(members)]]
    ]


def nothing_comes_twice(ledger: Ledger) -> None:
    """No key and no text reaches anybody a second time, but for what is asked again and what has been answered."""
    asked_again = {"check_in", "meeting_reminder", "no_news", "baseline_again", "needs_a_match", "digest"}
    for member in EVERYBODY:
        keys = Counter(key for entry in ledger.of(member) for key in (entry.nudges or (entry.key,)))
        assert max(keys.values(), default=0) <= 1, (member.name, keys.most_common(1))
        words = Counter(
            (entry.message["text"], visible_text(entry.message))
            for entry in ledger.of(member)
            if entry.kind not in asked_again
        )
        assert max(words.values(), default=0) <= 1, (member.name, words.most_common(1))


def everything_comes_at_work(ledger: Ledger, courses: list[Course]) -> None:
    """In each reader's hours; in a conversation whose people never work at once, in somebody's."""
    together = {course.id: course.people for course in courses}
    for member in EVERYBODY:
        for entry in ledger.of(member):
            readers = readers_of(entry, together) if entry.is_shared else (member,)
            at_work = [is_at_work(reader, entry.at) for reader in readers]
            enough = all(at_work) if len(readers) == 1 or have_common_hours(readers) else any(at_work)
            assert enough or entry.kind in TOLD_AT_ONCE, (member.name, entry.line(member.zone))
            is_holiday = entry.at.astimezone(ZoneInfo("Europe/Copenhagen")).date() in DANISH_HOLIDAYS
            assert not (is_holiday and member.country == "DK" and all(each.country == "DK" for each in readers))


def everything_is_in_the_readers_language(ledger: Ledger, courses: list[Course]) -> None:
    """Each person's own; in a conversation what they share, else English."""
    together = {course.id: course.people for course in courses}
    for member in EVERYBODY:
        for entry in ledger.of(member):
            readers = readers_of(entry, together) if entry.is_shared else (member,)
            languages = {reader.language for reader in readers}
            expected = languages.pop() if len(languages) == 1 else "en"
            assert language_of(entry) == expected, (member.name, entry.line(member.zone), visible_text(entry.message))


def nobody_gets_more_than_the_budget(ledger: Ledger) -> None:
    """One unasked message a week, two in the first fortnight; for those who are mentors alone, two in thirty days."""
    mentors = {mentor for _, mentor in PAIRS}
    for member in PARTICIPANTS:
        days = [day_of(entry, member) for entry in what_counts(ledger.of(member))]
        window, limit = (A_MONTH, 2) if member in mentors else (A_WEEK, 1)
        for day in days:
            early = member not in mentors and day < dt.date(2026, 3, 2) + A_FORTNIGHT
            within = sum(day - window < other <= day for other in days)
            assert within <= (2 if early else limit), (member.name, day, days)


def what_is_planned_comes_on_its_day(ledger: Ledger, course: Course) -> None:
    """On the day that calendars and the plan give, unless it was settled or there was no room for it by then."""
    came = {
        key: (day_of(entry, member), entry, member)
        for member in course.people
        for entry in ledger.of(member)
        for key in steps_of(entry, course)
    }
    plan = course.plan()
    for key, day in plan.items():
        readers = [member for member in course.people if key[2] in {member.id, GROUP}]
        if key in came:
            came_on, entry, member = came[key]
            no_earlier = any(had_enough(ledger, reader, came_on) for reader in readers) or not plain(course)
            assert came_on == day or (came_on > day and no_earlier), (key, day, came_on)
            assert entry.is_shared or starts_work(member, entry) or came_on != day, entry.line(member.zone)
        else:
            unasked = course.kind(key)
            settled = unasked is StepKind.CHECK_IN and partner_answered(ledger, course, key, day)
            no_room = any(had_enough(ledger, reader, day + dt.timedelta(days=5)) for reader in readers)
            assert settled or no_room or not plain(course), (key, day, names(course.people))
    to_each = {
        key for key in came if (key[0], key[1], GROUP) in plan and not (plain(course) and share_hours(course))
    }  # what had no room together, or no hour
    extra = {key[0] for key in came.keys() - plan.keys() - to_each}
    assert extra <= {"no-meeting-noted"}, extra
    if all(member.habit is Habit.MEETS for member in course.people) and NANNA not in course.people:
        assert not extra, (names(course.people), extra)


def those_with_a_story_of_their_own(ledger: Ledger) -> None:
    """Who waits, pauses, leaves, is gone, is silent, or asks for help."""
    assert [entry.kind for entry in ledger.of(WAITING)] == ["not_yet_matched", "programme_over"]

    pause_begins = dt.datetime.combine(PAUSED[0], dt.time(13), dt.UTC)
    own = [entry for entry in ledger.of(NANNA) if not entry.is_shared and entry.at > pause_begins]
    assert min(day_of(entry, NANNA) for entry in own if entry.kind in UNASKED) > PAUSED[1]

    for gone, partner, day in ((DANIEL, "Priya", LEAVES_ON), (RAVI, "Birgit", DEACTIVATED_ON)):
        assert all(day_of(entry, gone) <= day for entry in ledger.of(gone))
        left_behind = next(member for member in PARTICIPANTS if member.name == partner)
        *_, left, over = ledger.of(left_behind)
        assert (left.kind, day_of(left, left_behind)) == ("partner_left", day)
        assert over.kind == "programme_over"

    told = [visible_text(entry.message) for entry in of_kinds(ledger.of(COORDINATOR), "no_news")]
    assert any(f"<@{MAGNUS.id}>" in words and f"<@{GRACE.id}>" in words for words in told)
    (letter,) = of_kinds(ledger.of(CONTACT), "help_contact")
    assert "We talk past each other." in visible_text(letter.message)
    assert LUCY.id in visible_text(letter.message)


# Reading the ledger


def of_kinds(entries: Iterable[Entry], *kinds: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind in kinds]


def what_counts(entries: Iterable[Entry]) -> list[Entry]:
    """What is unasked; a goodbye is owed, and what comes with it costs nothing."""
    unasked = of_kinds(entries, *UNASKED)
    return [entry for entry in unasked if not any(":goodbye:" in key for key in entry.nudges)]


def day_of(entry: Entry, member: Member) -> dt.date:
    return entry.at.astimezone(ZoneInfo(member.zone)).date()


def steps_of(entry: Entry, course: Course) -> Iterable[Key]:
    """The steps of a course that came in a message."""
    for key in entry.nudges:
        _, relationship_id, name, occurrence, recipient = key.split(":")
        if relationship_id == str(course.id):
            yield name, int(occurrence), recipient


def readers_of(entry: Entry, together: dict[int, tuple[Member, ...]]) -> tuple[Member, ...]:
    return together[int(entry.key.split(":")[1])]


def names(people: Iterable[Member]) -> list[str]:
    return sorted(member.name for member in people)


def plain(course: Course) -> bool:
    """Whether nobody is in a second programme or pauses, so that nothing but their own journey asks for room."""
    return not {ASTA, LUCY, NANNA} & set(course.people)


def share_hours(course: Course) -> bool:
    """Whether none of them works nights while another works days."""
    return len({member.works_from > member.works_to for member in course.people}) == 1


def had_enough(ledger: Ledger, member: Member, by: dt.date) -> bool:
    """Whether the budget was spent in the week (a mentor's: the month) before a day."""
    days = [day_of(entry, member) for entry in what_counts(ledger.of(member))]
    mentors = {mentor for _, mentor in PAIRS}
    window, limit = (A_MONTH, 2) if member in mentors else (A_WEEK, 1)
    return sum(by - window <= day < by for day in days) >= limit


def partner_answered(ledger: Ledger, course: Course, key: Key, day: dt.date) -> bool:
    """Whether somebody else who answers was asked the same within the week before."""
    others = (each for each in course.people if each.id != key[2] and each.habit is not Habit.NEVER_ANSWERS)
    asked = (day_of(entry, each) for each in others for entry in of_kinds(ledger.of(each), "check_in"))
    return any(day - A_WEEK <= before <= day for before in asked)


def starts_work(member: Member, entry: Entry) -> bool:
    local = entry.at.astimezone(ZoneInfo(member.zone))
    begins = dt.datetime.combine(local.date(), dt.time.fromisoformat(member.works_from), local.tzinfo)
    return begins <= local <= begins + ON_TIME


def language_of(entry: Entry) -> str:
    """Danish or English, by the small words that only one of them has."""
    words = Counter(re.findall(r"[a-zæøå]+", f"{entry.message['text']} {visible_text(entry.message)}".lower()))
    danish = sum(words[word] for word in ("og", "du", "jer", "jeres", "er", "det", "ikke", "på", "til", "dit", "en"))
    english = sum(words[word] for word in ("and", "you", "your", "is", "it", "not", "the", "of", "to", "a"))
    return "da" if danish > english else "en"
