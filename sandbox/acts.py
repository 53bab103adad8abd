"""The verbs of the page: each takes what a person did in the browser to the person driver."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sandbox.errors import NotPossible
from sandbox.interactions import Outcome
from sandbox.state import Json

if TYPE_CHECKING:
    from sandbox.server import LocalSlack

Act = Callable[["LocalSlack", str, Json], Awaitable[Outcome | Json | None]]
WORK_BEGINS = time(9)
SOONEST = timedelta(hours=4)
HOLIDAYS = {(1, 1), (12, 25), (12, 26)}
"""Days of the year on which nobody in the workspace is at work, wherever they are."""


async def _command(slack: "LocalSlack", person: str, body: Json) -> Outcome:
    return await slack.person(person).command(str(body["text"]), body.get("channel"))


async def _say(slack: "LocalSlack", person: str, body: Json) -> Outcome:
    return await slack.person(person).say(str(body["text"]), body.get("channel"))


async def _upload(slack: "LocalSlack", person: str, body: Json) -> Outcome:
    return await slack.person(person).upload(str(body["name"]), str(body["content"]).encode())


async def _press(slack: "LocalSlack", person: str, body: Json) -> Outcome:
    driver = slack.person(person)
    shown = _shown(slack, person, body)
    if body.get("values"):
        driver.keep(_values(body), shown)
    return await driver.press(body["action_id"], body.get("value"), message=shown, block_id=body.get("block_id"))


async def _fill(slack: "LocalSlack", person: str, body: Json) -> None:
    await slack.person(person).fill(_values(body), shown=_shown(slack, person, body))


async def _options(slack: "LocalSlack", person: str, body: Json) -> Json:
    found = await slack.person(person).options(body["action_id"], body.get("query", ""))
    return {"options": found, "option_groups": []}


async def _submit(slack: "LocalSlack", person: str, body: Json) -> Outcome:
    return await slack.person(person).submit(_values(body))


async def _close(slack: "LocalSlack", person: str, body: Json) -> Outcome | None:
    return await slack.person(person).close(clear=bool(body.get("clear")))


async def _open_home(slack: "LocalSlack", person: str, _body: Json) -> Outcome:
    return await slack.person(person).open_home()


async def _open_messages(slack: "LocalSlack", person: str, _body: Json) -> Outcome:
    return await slack.person(person).open_messages()


async def _open_conversation(_slack: "LocalSlack", _person: str, _body: Json) -> None:
    """Looking at a conversation tells nobody."""


async def _dismiss(slack: "LocalSlack", person: str, body: Json) -> None:
    await slack.person(person).dismiss(body["ts"])


async def _invite_app(slack: "LocalSlack", person: str, body: Json) -> None:
    await slack.person(person).invite_app(body["channel"])


async def _travel(slack: "LocalSlack", person: str, body: Json) -> None:
    now = slack.clock.now()
    if "to" in body:
        to = datetime.fromisoformat(body["to"])
    else:
        to = preset(body["preset"], now, ZoneInfo(slack.state.people[person].tz))
    if to.tzinfo is None or to <= now:
        raise NotPossible("The clock travels only forward.")
    await slack.travel(to)


async def _story(slack: "LocalSlack", _person: str, body: Json) -> None:
    if slack.story is None:
        raise NotPossible("There is no story to play.")
    match body["do"]:
        case "play":
            slack.story.play()
        case "pause":
            slack.story.pause()
        case "stop":
            await slack.story.stop()
        case other:
            raise NotPossible(f"A story cannot {other}.")


async def _faults(slack: "LocalSlack", _person: str, body: Json) -> None:
    if body.get("clear"):
        slack.faults.clear()
    elif body.get("probability"):
        slack.faults.at_random(body["method"], body["kind"], float(body["probability"]))
    else:
        slack.faults.next(body["method"], body["kind"], times=int(body.get("times", 1)))
    slack.page.faults_changed()


async def unknown_verb(_slack: "LocalSlack", _person: str, body: Json) -> None:
    """Refuse a verb nobody knows."""
    raise NotPossible(f"Nobody knows how to {body.get('verb')}.")


def preset(name: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Give where a preset travels to: next_day, week, or next_working_morning.

    That is nine o'clock on a weekday that is no holiday, and far enough ahead for something to happen on the way.
    """
    if name == "next_day":
        return now + timedelta(days=1)
    if name == "week":
        return now + timedelta(days=7)
    if name != "next_working_morning":
        raise NotPossible(f"Nobody knows when {name} is.")
    local = now.astimezone(zone)
    morning = datetime.combine(local.date(), WORK_BEGINS, zone)
    while morning < now + SOONEST or morning.weekday() >= 5 or (morning.month, morning.day) in HOLIDAYS:
        morning = datetime.combine(morning.date() + timedelta(days=1), WORK_BEGINS, zone)
    return morning


def _values(body: Json) -> Json:
    given = body.get("values") or {}
    if not isinstance(given, dict):
        raise NotPossible("What was filled in comes as a mapping.")
    return given


def _shown(slack: "LocalSlack", person: str, body: Json) -> Json | None:
    """Find the view or message the page says it acts on; None when it does not say."""
    screen = slack.state.screen(person)
    if body.get("view_id"):
        view = slack.state.views.get(body["view_id"])
        if view is None or view["user_id"] != person:
            raise NotPossible("This view is no longer open.")
        return view
    where: Any = body.get("message")
    if not where:
        return None
    conversation = slack.state.conversations.get(where["channel"])
    mine = conversation is not None and person in conversation.members
    message = screen.ephemerals.get(where["ts"]) or (
        conversation.messages.get(where["ts"]) if conversation and mine else None
    )
    if message is None:
        raise NotPossible("This message is no longer there.")
    return message


ACTS: dict[str, Act] = {
    "command": _command,
    "say": _say,
    "upload": _upload,
    "press": _press,
    "fill": _fill,
    "options": _options,
    "submit": _submit,
    "close": _close,
    "open_home": _open_home,
    "open_messages": _open_messages,
    "open_conversation": _open_conversation,
    "dismiss": _dismiss,
    "invite_app": _invite_app,
    "travel": _travel,
    "story": _story,
    "faults": _faults,
}
