"""Half a year in a town: people join, are matched by the coordinator's command, and do what people do."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from sandbox.state import Json
from storage.models.people import Participant
from storage.states import Kind, Role
from tests.enrolments import enrol
from tests.journeys.cast import (
    ASTA,
    CHIDI,
    CONTACT,
    COORDINATOR,
    DANIEL,
    GROUPS,
    NANNA,
    PAIRS,
    PARTICIPANTS,
    RAVI,
    WAITING,
    Habit,
    Member,
)
from tests.programmes import add_programme
from tests.town import MONDAY, Town

STARTS_ON = dt.date(2026, 3, 2)
ENDS_ON = dt.date(2026, 8, 31)
RHYTHM_DAYS = 28
PAUSED = (dt.date(2026, 4, 20), dt.date(2026, 5, 10))
LEAVES_ON = dt.date(2026, 5, 20)
DEACTIVATED_ON = dt.date(2026, 6, 15)
NOON = dt.time(12, tzinfo=dt.UTC)
LOOKS_ON = {0, 2, 4}
BY_FORM = {ASTA, CHIDI}
RULES = {
    "reporting_line_levels": 3,
    "different_team": True,
    "overlap_minutes": None,  # somebody works at night
    "common_language": True,
    "no_repeat": True,
    "group_minimum": 5,
    "group_maximum": 5,
}


@dataclass(kw_only=True)
class HalfYear:
    """The town with its two programmes, and what its people have done so far."""

    town: Town
    pairs_programme: int = 0
    groups_programme: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    def person(self, member: Member) -> PersonDriver:
        return self.town.slack.person(member.id)

    async def enrol_everybody(self) -> None:
        """Two programmes; everybody takes a place, two of them by the form."""
        facts: dict[str, Any] = {
            "coordinator": COORDINATOR.id,
            "contact": CONTACT.id,
            "starts_on": STARTS_ON,
            "ends_on": ENDS_ON,
            "rhythm_days": RHYTHM_DAYS,
            "rules": RULES,
            "holidays_country": "DK",
        }
        add = self.town.bot.storage, self.town.slack.state.team_id
        self.pairs_programme = await add_programme(*add, name="Across", **facts)
        for mentee, mentor in PAIRS:
            await self._take_place(mentee, Role.MENTEE, mentor)
            await self._take_place(mentor, Role.MENTOR, mentee)
        await self._take_place(WAITING, Role.MENTEE)
        self.groups_programme = await add_programme(*add, name="Together", kind=Kind.PEER_GROUP, **facts)
        for peer in (peer for group in GROUPS for peer in group):
            await self._take_place(peer, Role.PEER)

    async def _take_place(self, member: Member, role: Role, wish: Member | None = None) -> None:
        if member in BY_FORM and role is not Role.PEER:
            await self._fill_in(member, role, wish)
            return
        storage, workspace = self.town.bot.storage, self.town.slack.state.team_id
        async with storage.transaction() as tx:
            if await tx.get(Participant, (workspace, member.id)) is None:
                tx.add(
                    Participant(
                        workspace_id=workspace,
                        slack_id=member.id,
                        country=member.country,
                        works_from=member.works_from,
                        works_to=member.works_to,
                        weekdays=member.weekdays,
                        languages=list(member.speaks),
                        updated_at=MONDAY,
                    )
                )
        await enrol(
            storage,
            workspace,
            self.groups_programme if role is Role.PEER else self.pairs_programme,
            member.id,
            role,
            with_=[] if wish is None else [wish.id],
            goals_wanted=["feedback"],
            goals_offered=["feedback"] if role is Role.MENTOR else [],
            introduction=f"I am {member.name}.",
        )

    async def _fill_in(self, member: Member, role: Role, wish: Member | None) -> None:
        person = self.person(member)
        goals = {"wanted": ["feedback"], **({"offered": ["feedback"]} if role is Role.MENTOR else {})}
        await person.command("/mentor join")
        await self.town.settle()
        for fields in (
            {},
            {"role": role},
            goals,
            {"country": member.country, "languages": list(member.speaks)},
            {},
            {"with": [wish.id]} if wish else {},
            {"interest_in_me": "3"},
            {},
        ):
            outcome = await person.submit(fields)
            assert outcome.action == "update", outcome
        await person.close(clear=True)
        await self.town.settle()

    async def match_everybody(self) -> None:
        """The coordinator's command, once for each programme."""
        anna = self.person(COORDINATOR)
        for programme in (self.pairs_programme, self.groups_programme):
            await anna.command("/mentor match")
            await self.town.settle()
            await anna.submit({"programme": str(programme)})
            await self.town.settle()
            await anna.press("match.publish")
            await self.town.settle()
            await anna.close(clear=True)

    async def live(self, until: dt.date) -> None:
        """Let days pass. At noon (UTC), three days a week, people look at what the bot wrote, and a few do more."""
        day = self.town.clock.now().date()
        while day <= until:
            if day.weekday() in LOOKS_ON:
                await self.town.bot.travel(dt.datetime.combine(day, NOON))
                await self._do_what_is_special(day)
                for member in PARTICIPANTS:
                    await self._look(member)
            day += dt.timedelta(days=1)

    async def read_the_report(self) -> None:
        """The coordinator sums up what can no longer change, and sees who is there, who met, and totals over enough."""
        anna = self.person(COORDINATOR)
        await anna.command("/mentor report")
        await self.town.settle()
        await anna.submit({"programme": str(self.pairs_programme)})
        await anna.press("report.sum_up:total")
        await self.town.settle()
        seen = visible_text(anna.modal)
        assert "25 people: 13 mentors and 12 mentees" in seen, seen
        assert "12 of 13 relationships have noted a meeting" in seen, seen
        assert "mean 3.6, 11 answers" in seen, seen

    async def _do_what_is_special(self, day: dt.date) -> None:
        if day == PAUSED[0]:
            await self.person(NANNA).command("/mentor pause")
            await self.town.settle()
            await self.person(NANNA).submit({"until": PAUSED[1].isoformat()})
        elif day == LEAVES_ON:
            await self.person(DANIEL).command("/mentor leave")
            await self.town.settle()
            await self.person(DANIEL).submit()
        elif day == DEACTIVATED_ON:
            await self.town.slack.change_person(RAVI.id, deleted=True)
        else:
            return
        await self.town.settle()

    async def _look(self, member: Member) -> None:
        person = self.person(member)
        if person.profile.deleted or member.habit is Habit.NEVER_ANSWERS:
            return
        for message in person.messages:
            offered = {each["action_id"] for each in buttons(message)}
            if "check_in.met" in offered:
                await self._answer(member, message)
            elif "endings.questions" in offered:
                await self._answer_last_questions(member, message)

    async def _answer(self, member: Member, message: Json) -> None:
        self.asked[member.id] += 1
        match member.habit:
            case Habit.MEETS:
                await self._press(member, message, "check_in.met", "check_in.rate:4")
            case Habit.TAKES_TURNS if self.asked[member.id] % 2:
                await self._press(member, message, "check_in.not_yet")
            case Habit.TAKES_TURNS:
                await self._press(member, message, "check_in.met", "check_in.rate:5")
            case Habit.IS_UNHAPPY:
                await self._press(member, message, "check_in.met", "check_in.rate:1", "help_offer.not_now")
            case Habit.ASKS_FOR_HELP if self.asked[member.id] == 1:
                await self._press(member, message, "check_in.help", "help_offer.contact")
                await self.person(member).submit({"words": "We talk past each other."})
                await self.town.settle()
            case _:
                await self._press(member, message, "check_in.met", "check_in.rate:3")

    async def _answer_last_questions(self, member: Member, message: Json) -> None:
        await self._press(member, message, "endings.questions")
        await self.person(member).submit({"interest_in_me": "5"})
        await self.town.settle()

    async def _press(self, member: Member, message: Json, *actions: str) -> None:
        """Press one button after the other, each as the message stands by then."""
        for action in actions:
            now = self.town.slack.state.conversations[message["channel"]].messages[message["ts"]]
            outcome = await self.person(member).press(action, message=now)
            assert outcome.acked, outcome
            await self.town.settle()
