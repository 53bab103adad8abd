"""The sandbox's people and the places they have taken before the newcomer arrives.

Everything here goes through the use cases that people's own clicks go through, so that nothing is there which a
workspace could not come to by itself.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.app import Bot
from bot.cli.demo import across_the_house, new_managers
from bot.cli.demo.newcomer import Newcomer
from handlers import post
from mentoring import coordination
from mentoring.access import Actor
from mentoring.programme_facts import Basics, Details
from mentoring.programmes import GOALS, ProgrammeRules
from mentoring.say import Say
from sandbox.people import PEOPLE as EVERYBODY
from sandbox.server import LocalSlack
from sandbox.state import Person
from storage import Transaction
from storage.states import Kind

ANNOUNCEMENTS = "C0ANNOUNCE"
READ_ENGLISH = {"U0ANNA01", "U0BENT01", "U0MIA001"}
"""Danes who use Slack in English, so that whoever tries the sandbox can read along with the main roles."""

PEOPLE: tuple[Person, ...] = tuple(
    replace(person, locale="en-GB") if person.id in READ_ENGLISH else person for person in EVERYBODY
)

HALF_A_YEAR = dt.timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A programme, who runs it, who is there for people, and who has joined."""

    name: str
    kind: Kind
    purpose: str
    topic: str
    coordinator: str
    contact: str
    people: Sequence[Newcomer]


PLANS = (
    Plan(
        name="Across the house",
        kind=Kind.ONE_TO_ONE,
        purpose="Talk now and then with somebody you would not meet otherwise, about what matters to you at work.",
        topic="Knowing each other across professions and sites",
        coordinator="U0ANNA01",
        contact="U0INGRI1",
        people=across_the_house.PEOPLE,
    ),
    Plan(
        name="New managers, together",
        kind=Kind.PEER_GROUP,
        purpose="A small group of people who have just begun to lead others, to think aloud with and to try things out.",
        topic="Leaders who stay, and whose people stay",
        coordinator="U0BENT01",
        contact="U0GRACE1",
        people=new_managers.PEOPLE,
    ),
)


async def move_in(bot: Bot, slack: LocalSlack) -> None:
    """Open the programmes and let everybody in them join; the bot tells people what it tells them otherwise."""
    await slack.person("U0ANNA01").invite_app(ANNOUNCEMENTS)
    workspace, now = bot.installed.workspace, bot.clock.now()
    async with bot.storage.transaction() as tx:
        says = [said for plan in PLANS for said in await _fill(tx, workspace, plan, now)]
        await post.post(tx, bot.services, workspace, says, now)
    bot.delivery.wake()


async def _fill(tx: Transaction, workspace: str, plan: Plan, now: dt.datetime) -> list[Say]:
    runs = Actor(workspace=workspace, id=plan.coordinator)
    programme, _ = await coordination.keep_basics(tx, runs, now, None, _basics(plan, now.date()))
    await coordination.keep_details(tx, runs, now, programme.id, DETAILS)
    _, opened = await coordination.open_enrolment(tx, runs, now, programme.id)
    return [*opened, *[await person.join(tx, workspace, programme.id, now) for person in plan.people]]


DETAILS = Details(
    rules=ProgrammeRules(reporting_line_levels=1, overlap_minutes=120, group_minimum=3, group_maximum=5),
    goals=GOALS,
    holidays_country=None,
    closing_days=frozenset(),
)


def _basics(plan: Plan, today: dt.date) -> Basics:
    return Basics(
        name=plan.name,
        kind=plan.kind,
        purpose=plan.purpose,
        topic=plan.topic,
        starts_on=today,
        ends_on=today + HALF_A_YEAR,
        rhythm_days=28,
        meeting_minutes=60,
        contact_id=plan.contact,
        announcement_channel=ANNOUNCEMENTS,
        co_coordinators=(),
    )
