"""Events are kept before Slack is told, replayed after a crash, and handled once."""

from typing import Any

import pytest

from sandbox.faults import Fault
from storage import inbox
from tests.handlers.test_join import open_programme
from tests.town import Town


async def test_an_event_delivered_twice_is_answered_once(town: Town) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await noah.say("help")
    await town.settle()
    await town.slack.redeliver_last(noah.id)
    await town.settle()

    assert len(noah.messages) == 1


@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR])
async def test_the_first_event_after_a_start_is_answered_though_slack_does_not_say_whose_token_it_is(
    town: Town, fault: Fault
) -> None:
    """The bot has asked that before it began to listen."""
    await open_programme(town)
    town.slack.faults.next("auth.test", fault, times=3)
    noah = town.person("Noah")
    await noah.say("help")
    await town.settle()

    assert len(noah.messages) == 1


@pytest.mark.parametrize("lease", [-1, 60])
async def test_an_event_whose_listener_died_is_answered_by_the_next_start(town: Town, lease: float) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await leave_behind(town, noah.id, lease=lease)

    await town.bot.take_over_events(all_of_them=True)
    await town.settle()

    assert len(noah.messages) == 1


async def test_an_event_whose_process_died_is_answered_by_one_that_goes_on(town: Town) -> None:
    await open_programme(town)
    noah = town.person("Noah")
    await leave_behind(town, noah.id, lease=-1)

    await town.settle()
    await town.settle()

    assert len(noah.messages) == 1


async def test_news_that_cannot_be_handled_is_tried_three_times_and_nobody_is_troubled(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    noah = town.person("Noah")
    profile_of_no_shape = {"type": "user_change", "user": {"id": noah.id, "profile": "?"}}
    await leave_behind(town, noah.id, lease=-1, event=profile_of_no_shape)

    for _ in range(4):
        await town.bot.take_over_events(all_of_them=True)
        await town.settle()

    assert [record.message for record in caplog.records].count("event_failed") == inbox.STARTS - 1
    assert noah.messages == []


async def leave_behind(town: Town, slack_id: str, *, lease: float, event: dict[str, Any] | None = None) -> None:
    """An event, if nothing else a direct message, that was kept and begun, and that nobody has handled."""
    wrote = {
        "type": "message",
        "channel_type": "im",
        "user": slack_id,
        "text": "help",
        "channel": "D1",
        "ts": "1.1",
    }
    body = {
        "type": "event_callback",
        "team_id": town.slack.state.team_id,
        "event_id": "Ev0LEFTOVER",
        "event": event or wrote,
    }
    async with town.bot.storage.transaction() as tx:
        await inbox.keep(
            tx,
            workspace=town.slack.state.team_id,
            event_id="Ev0LEFTOVER",
            payload=body,
            now=town.clock.now(),
            lease=lease,
        )


async def test_nothing_people_wrote_to_the_bot_is_kept_once_it_is_answered(town: Town) -> None:
    await town.person("Noah").say("the fridge in the kitchen is broken")
    await town.settle()

    async with town.bot.storage.transaction() as tx:
        assert await inbox.take_over(tx, lease=1, all_of_them=True) == []
