"""A press whose work takes longer than Slack waits is kept before its ack: whatever becomes of the bot, it takes effect once."""

from typing import Any

from storage import inbox
from storage.states import Role
from tests.handlers.test_match import a_programme, mention, place, press, said_to, screen
from tests.handlers.test_report import left_behind
from tests.handlers.test_tick_cost import noting
from tests.town import Town


async def a_draft(town: Town) -> str:
    """A draft of one pair that waits to be published, as its button names it."""
    programme = await a_programme(town)
    await place(town, programme, "Oliver", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await town.person("Anna").command("/mentor match")
    await town.settle()
    buttons = [each for block in modal_of(town)["blocks"] for each in block.get("elements", ())]
    return next(str(each["value"]) for each in buttons if each.get("action_id") == "match.publish")


def modal_of(town: Town) -> Any:
    modal = town.person("Anna").modal
    assert modal is not None
    return modal


async def nothing_is_kept(town: Town) -> bool:
    async with town.bot.storage.transaction() as tx:
        return await inbox.take_over(tx, lease=1, all_of_them=True) == []


async def test_publishing_is_kept_before_slack_is_told_and_forgotten_once_it_is_done(town: Town) -> None:
    await a_draft(town)

    with noting() as statements:
        assert (await town.person("Anna").press("match.publish")).acked
        begun = [sql for sql, _ in statements if sql.startswith("INSERT INTO inbox")]
    await town.settle()

    assert len(begun) == 1
    assert "er udgivet" in screen(town.person("Anna"))
    assert await nothing_is_kept(town)


async def test_what_was_being_published_when_the_bot_died_is_published_once_by_the_next(town: Town) -> None:
    draft, anna = await a_draft(town), town.person("Anna")
    await left_behind(
        town,
        {
            "type": "block_actions",
            "team": {"id": town.slack.state.team_id},
            "user": {"id": anna.id},
            "trigger_id": "1.2.3",
            "view": {"id": modal_of(town)["id"]},
            "actions": [{"type": "button", "action_id": "match.publish", "block_id": "b", "value": draft}],
        },
    )

    for _ in range(2):
        await town.bot.take_over_events(all_of_them=True)
        await town.settle()
    assert "er udgivet" in screen(anna)
    await town.travel(days=1)

    (told,) = said_to(town, "Oliver")
    assert mention(town, "Priya") in told
    assert len(town.person("Priya").group_messages) == 1


async def test_what_is_refused_is_not_tried_again(town: Town) -> None:
    draft, mia = await a_draft(town), town.person("Mia")

    await town.slack.forge_press(mia.id, "match.publish", draft)
    await town.settle()

    assert mia.modal is not None
    assert await nothing_is_kept(town)


async def test_an_overtaken_draft_is_said_and_forgotten(town: Town) -> None:
    await a_draft(town)
    await town.person("Oliver").command("/mentor leave")
    await town.settle()
    await town.person("Oliver").submit({})
    await town.settle()

    await press(town, town.person("Anna"), "match.publish")

    assert "er udgivet" not in screen(town.person("Anna"))
    assert await nothing_is_kept(town)
