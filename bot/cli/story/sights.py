"""What people see in the story: each function says when something is in front of them."""

from collections.abc import Iterable, Iterator

from sandbox.block_kit.surfaces import interactive_elements
from sandbox.person import PersonDriver
from sandbox.state import Json
from sandbox.story import Seen

AN_HOUR_S = 3_600


def modal(callback_id: str) -> Seen:
    """This modal is in front."""
    return lambda person: person.modal is not None and person.modal["callback_id"] == callback_id


def button(action_id: str) -> Seen:
    """There is such a button somewhere they can press it."""
    return lambda person: action_id in _buttons(person)


def answered_with(action_id: str) -> Seen:
    """The newest of the bot's direct messages to them has such a button; an announcement's is another."""
    return lambda person: bool(person.messages) and action_id in set(_ids_in(person.messages[-1].get("blocks", ())))


def no_button(action_id: str) -> Seen:
    """The button has made way for what came after it."""
    return lambda person: action_id not in _buttons(person)


def introduced(person: PersonDriver) -> bool:
    """The bot has brought them together with their match."""
    return bool(person.group_messages)


def given_a_starter(person: PersonDriver) -> bool:
    """Something came to them alone after they were introduced."""
    begun = float(person.group_messages[0]["ts"]) if person.group_messages else float("inf")
    return any(float(message["ts"]) > begun + AN_HOUR_S for message in person.messages)


def options(view: Json) -> dict[str, str]:
    """The value of each option in a view, by its words."""
    return {
        option["text"]["text"]: option["value"]
        for block in view["blocks"]
        for element in interactive_elements(block)
        for option in element.get("options", ())
    }


def _buttons(person: PersonDriver) -> set[str]:
    return set(_action_ids(person))


def _action_ids(person: PersonDriver) -> Iterator[str]:
    for surface in person.surfaces():
        yield from _ids_in(surface.blocks)


def _ids_in(blocks: Iterable[Json]) -> Iterator[str]:
    for block in blocks:
        yield from (element["action_id"] for element in interactive_elements(block))
