"""A programme's last day has passed: nothing is open any more, and everybody hears what is theirs to know."""

from datetime import date

import pytest

from sandbox.reading import buttons, visible_text
from sandbox.state import Json
from storage.states import Role
from tests.handlers.test_departures import place, publish
from tests.handlers.test_join import open_programme
from tests.town import Town


@pytest.fixture(name="after")
async def after_the_last_day(town: Town) -> Town:
    """Mia has met Priya, Noah has waited in vain, and the last day was two days ago."""
    programme = await open_programme(town, ends_on=date(2026, 4, 13))
    for name, role in (("Mia", Role.MENTEE), ("Priya", Role.MENTOR)):
        await place(town, programme, name, role)
    await publish(town)
    await place(town, programme, "Noah", Role.MENTEE)
    await town.travel(days=44)
    return town


async def test_whoever_waited_in_vain_hears_so_kindly_and_once(after: Town) -> None:
    noah = after.person("Noah")
    (word,) = noah.messages
    assert "ikke fundet et match til dig" in visible_text(word)
    assert "kontakten" not in visible_text(word)

    await after.travel(days=20)
    assert len(noah.messages) == 1


async def test_its_coordinator_hears_once_that_it_is_over_and_what_happens_by_itself(after: Town) -> None:
    anna = after.person("Anna")
    await after.travel(days=20)

    told = [text for each in anna.messages if "var sidste dag" in (text := visible_text(each))]
    assert len(told) == 1
    assert "27. april 2026" in told[0]


async def test_no_screen_says_that_it_is_open(after: Town) -> None:
    anna = after.person("Anna")
    await anna.command("/mentor programme")
    await after.settle()
    shown = visible_text(anna.modal)
    assert "sidste dag er passeret" in shown
    assert not {"programme.announce", "programme.close", "programme.open"} & _pressable(anna.modal)

    await anna.open_home()
    await after.settle()
    assert "slut siden" in visible_text(anna.home)
    await anna.command("/mentor match")
    await after.settle()
    assert "er slut, så der er ingen at matche" in visible_text(anna.modal)


async def test_home_and_report_count_the_same_people_before_and_after_the_close(after: Town) -> None:
    anna = after.person("Anna")
    for _ in range(2):
        await anna.open_home()
        await anna.command("/mentor report")
        await after.settle()
        assert "3 tilmeldt · 2 har været matchet · 1 aldrig matchet" in visible_text(anna.home)
        assert "*Har været matchet:* 2 af 3" in visible_text(anna.modal)
        assert "*Blev aldrig matchet (1):*" in visible_text(anna.modal)
        await after.travel(days=20)


async def test_those_who_met_keep_their_conversation_and_nothing_to_give_up(after: Town) -> None:
    mia = after.person("Mia")
    await mia.open_home()
    await after.settle()

    assert "fortsat jeres" in visible_text(mia.home)
    assert not {"open:pause", "open:leave", "help_offer.ask"} & _pressable(mia.home)


def _pressable(view: Json | None) -> set[str]:
    return {button["action_id"] for button in buttons(view or {})}
