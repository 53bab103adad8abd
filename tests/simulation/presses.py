"""What people and coordinators of the village press: the buttons of questions, and "try again"."""

from dataclasses import dataclass

from handlers.check_in import ANSWERS
from handlers.ids import CheckIn
from handlers.views.digest import part_of
from mentoring import check_ins, undelivered
from mentoring.errors import MentoringError
from mentoring.say import InPlaceOf, Say
from storage import Transaction
from storage.markers import marker, marker_secret
from storage.models.delivery import Outgoing
from tests.mentoring.journeying import COORDINATOR, TEAM, actor
from tests.simulation.village import Village


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One that somebody can press: where, and what it carries."""

    place: InPlaceOf
    action: str
    value: str


def buttons(village: Village, who: str) -> list[Button]:
    """Those of the questions about meetings that somebody finds in their direct messages, oldest first."""
    channel = village.slack.state.open_im(who)
    return [
        Button(
            place=InPlaceOf(channel=channel.id, ts=ts, slack_id=who, part=part_of(block["block_id"])),
            action=element["action_id"],
            value=element["value"],
        )
        for ts, message in channel.messages.items()
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith("check_in.")
    ]


def press(village: Village, button: Button) -> bool:
    """Have somebody press a button; False when that was refused."""
    who, question = actor(button.place.slack_id), int(button.value)

    async def answer(tx: Transaction) -> tuple[Say, ...]:
        if button.action.startswith(CheckIn.RATE):
            rating = int(button.action.rpartition(":")[2])
            return (await check_ins.rate(tx, who, village.now(), question, rating, button.place),)
        given = ANSWERS[CheckIn(button.action)]
        return await check_ins.answer(tx, who, village.now(), question, given, button.place)

    try:
        village.act(answer)
    except MentoringError:
        return False
    return True


def try_again(village: Village, message_id: int) -> str:
    """Have a coordinator try once more what was not delivered, or may not have been; its marker."""
    markers = list[str]()

    async def try_again(tx: Transaction) -> tuple[Say, ...]:
        row = await tx.get_one(Outgoing, message_id)
        markers.append(marker(await marker_secret(tx), workspace=TEAM, key=row.key))
        named = frozenset({COORDINATOR})
        assert await undelivered.try_again(tx, actor(COORDINATOR), village.now(), [message_id], named=named)
        return ()

    village.act(try_again)
    return markers[0]
