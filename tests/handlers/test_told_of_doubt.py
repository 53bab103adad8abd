"""What may not have reached a group is never repeated there: each of its people hears of the doubt, alone."""

import pytest
from sqlalchemy import select

from sandbox.faults import Fault
from sandbox.reading import visible_text
from storage import outbox
from storage.models.delivery import Outgoing
from storage.models.relationships import Conversation
from storage.outbox import Draft, Lane, MessageState, ToConversation
from storage.states import Role
from tests.handlers.test_departures import place, publish
from tests.handlers.test_join import open_programme
from tests.town import Town


async def say_to_the_pair(town: Town, text: str) -> MessageState:
    """Post something to the one conversation there is; what became of it."""
    team = town.slack.state.team_id
    async with town.bot.storage.transaction() as tx:
        conversation = (await tx.scalars(select(Conversation))).one()
        draft = Draft(
            workspace=team,
            key=text,
            kind="prompt",
            to=ToConversation(conversation.id),
            payload={"text": text},
            lane=Lane.NUDGE,
            due_at=town.clock.now(),
        )
        await outbox.add(tx, draft)
    await town.settle()
    async with town.bot.storage.read() as tx:
        return (await tx.scalars(select(Outgoing).where(Outgoing.key == text))).one().state


@pytest.mark.parametrize(("fault", "posted"), [(Fault.ACCEPTED_THEN_DROPPED, 1), (Fault.SERVER_ERROR, 0)])
async def test_each_person_hears_once_that_something_may_not_have_reached_them(
    town: Town, fault: Fault, posted: int
) -> None:
    programme = await open_programme(town)
    await place(town, programme, "Hugh", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await publish(town)
    hugh, priya = town.person("Hugh"), town.person("Priya")
    before = len(hugh.messages), len(priya.messages), len(hugh.group_messages)

    town.slack.faults.next("chat.postMessage", fault)
    state = await say_to_the_pair(town, "Something to talk about")
    await town.travel(hours=3)  # until both are at work

    assert state is MessageState.MAYBE_SENT
    assert len(hugh.group_messages) == before[2] + posted
    assert (len(hugh.messages), len(priya.messages)) == (before[0] + 1, before[1] + 1)
    for reader, partner in ((hugh, priya), (priya, hugh)):
        told = visible_text(reader.messages[-1])
        assert "may not have arrived" in told
        assert f"<@{partner.id}>" in told
        assert "Something to talk about" not in told
