"""What waits to go to Slack, as it is measured: how much, in which lane, and for how long."""

from datetime import timedelta
from pathlib import Path

from bot.clock import SettableClock
from storage import outbox
from storage.outbox import Draft, Lane, ToPerson
from tests.bot.test_health_server import NOW, free_port, scrape, slack_and_bot

TWENTY_MINUTES = timedelta(minutes=20)


async def test_what_slack_cannot_be_reached_with_has_waited_since_it_was_due(tmp_path: Path) -> None:
    port, clock = free_port(), SettableClock(NOW)
    async with slack_and_bot(tmp_path, port, clock) as (slack, bot), bot:
        await slack.stop()
        async with bot.storage.transaction() as tx:
            await outbox.add(tx, of_a_morning(slack.state.team_id, 0, Lane.INTERACTIVE))
        await bot.delivery.drain()
        clock.travel_to(NOW + TWENTY_MINUTES)
        await bot.delivery.drain()  # it tries again, in vain, and puts the next try off

        measured = await scrape(port)

    assert measured["mentor_bot_oldest_due_age_seconds"] == TWENTY_MINUTES.total_seconds()


def of_a_morning(workspace: str, number: int, lane: Lane) -> Draft:
    return Draft(
        workspace=workspace,
        key=f"{number}",
        kind="test",
        to=ToPerson("U0MIA001"),
        payload={"text": "Good morning"},
        lane=lane,
        due_at=NOW + number * TWENTY_MINUTES,
    )


async def test_how_long_the_oldest_has_waited_and_how_much_there_is(tmp_path: Path) -> None:
    port, clock = free_port(), SettableClock(NOW)
    async with slack_and_bot(tmp_path, port, clock) as (slack, bot), bot:
        assert (await scrape(port))["mentor_bot_oldest_due_age_seconds"] == 0
        await bot.delivery.stop()  # so that it waits
        async with bot.storage.transaction() as tx:
            for number, lane in enumerate((Lane.NUDGE, Lane.NUDGE, Lane.BULK)):
                await outbox.add(tx, of_a_morning(slack.state.team_id, number, lane))
        clock.travel_to(NOW + TWENTY_MINUTES)

        measured = await scrape(port)

    assert measured["mentor_bot_oldest_due_age_seconds"] == TWENTY_MINUTES.total_seconds()
    assert measured['mentor_bot_outbox_waiting{lane="nudge"}'] == 2
    assert measured['mentor_bot_outbox_waiting{lane="bulk"}'] == 1
    assert measured['mentor_bot_outbox_waiting{lane="interactive"}'] == 0
