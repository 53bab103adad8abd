"""Guests and people from outside: nothing is offered that would be refused, and a person is named."""

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from tests.handlers.test_join import open_programme
from tests.town import Town


@pytest.fixture
async def guest(town: Town) -> PersonDriver:
    """A guest of a workspace in which one programme is open; Bent is its contact."""
    await open_programme(town)
    return town.slack.person(next(each.id for each in town.slack.state.people.values() if each.is_restricted))


def bent(town: Town) -> str:
    return f"<@{town.person('Bent').id}>"


async def test_a_guests_home_offers_nothing_to_join_and_names_a_person(town: Town, guest: PersonDriver) -> None:
    await guest.open_home()
    await town.settle()

    assert "open:join" not in str(guest.home)
    assert "Across the house" not in visible_text(guest.home)
    assert "a guest cannot join" in visible_text(guest.home)
    assert bent(town) in visible_text(guest.home)


async def test_a_guests_status_offers_nothing_to_join(town: Town, guest: PersonDriver) -> None:
    shown = (await guest.command("/mentor status")).response

    assert "open:join" not in str(shown)
    assert bent(town) in visible_text(shown)


async def test_a_guest_who_writes_join_is_answered_at_once_and_not_with_a_button(
    town: Town, guest: PersonDriver
) -> None:
    await guest.say("join")
    await town.settle()

    (answer,) = guest.messages
    assert "a guest cannot join" in visible_text(answer)
    assert bent(town) in visible_text(answer)
    assert "open:join" not in str(answer)


async def test_a_guest_who_asks_for_the_screen_is_named_a_person(town: Town, guest: PersonDriver) -> None:
    await guest.command("/mentor join")
    await town.settle()

    assert "Bent can tell you" in visible_text(guest.modal)
