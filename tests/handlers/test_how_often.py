"""Choosing how often the bot writes: where it is kept, what it is called, and what it changes."""

import pytest

from mentoring.access import Actor
from mentoring.how_often import of_person
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.states import Role, Unasked
from tests.mentoring.journeying import TEAM, Somebody, begin
from tests.town import MONDAY, Town

MIA, JONAS = Somebody(id="U0MIA001", role=Role.MENTEE), Somebody(id="U0JONAS1", role=Role.MENTOR)


@pytest.fixture
async def mia(town: Town) -> PersonDriver:
    """Mia, Jonas's mentee since Monday."""
    await begin(town.bot.storage, [MIA, JONAS], began=MONDAY, coordinator="U0ANNA01", contact="U0BENT01")
    return town.person("Mia")


async def choose(town: Town, who: PersonDriver, choice: Unasked) -> None:
    await who.command("/mentor profile")
    await town.settle()
    await who.press("place.how_often")
    await town.settle()
    await who.submit({"how_often": choice})
    await town.settle()


async def test_whoever_wants_to_hear_less_says_so_in_the_profile_and_reads_it_there(
    town: Town, mia: PersonDriver
) -> None:
    await choose(town, mia, Unasked.ONE_A_MONTH)

    assert "højst en gang om måneden" in visible_text(mia.modal)
    assert "højst en gang om måneden" in visible_text((await mia.command("/mentor status")).response)
    async with town.bot.storage.read() as tx:
        kept = await of_person(tx, Actor(workspace=TEAM, id=MIA.id))
    assert kept.chosen is Unasked.ONE_A_MONTH


async def test_nobody_else_reads_it(town: Town, mia: PersonDriver) -> None:
    await choose(town, mia, Unasked.NONE)
    jonas, anna = town.person("Jonas"), town.person("Anna")
    for who, door in ((jonas, "/mentor status"), (anna, "/mentor report")):
        seen = await who.command(door)
        await town.settle()
        assert "egen plads" not in visible_text(seen.response or who.modal)
    assert jonas.messages == anna.messages == []


async def test_with_once_a_month_two_months_bring_two_messages_with_more_in_each(town: Town, mia: PersonDriver) -> None:
    await choose(town, mia, Unasked.ONE_A_MONTH)

    await town.travel(days=60)

    heard = [*mia.messages, *mia.group_messages]
    assert 1 <= len(heard) <= 2
    assert len(town.person("Jonas").messages) >= 2


async def test_whoever_wants_nothing_gets_nothing_and_is_not_promised_anything(town: Town, mia: PersonDriver) -> None:
    await choose(town, mia, Unasked.NONE)

    await town.travel(days=60)

    assert [*mia.messages, *mia.group_messages] == []
    seen = visible_text((await mia.command("/mentor status")).response)
    assert "kun til dig om din egen plads" in seen
    assert "Næste" not in seen


async def test_whoever_changes_their_mind_hears_again(town: Town, mia: PersonDriver) -> None:
    await choose(town, mia, Unasked.NONE)
    await town.travel(days=10)
    await choose(town, mia, Unasked.USUAL)

    await town.travel(days=20)

    assert mia.messages


async def test_mentors_have_twice_a_month_and_are_offered_no_more(town: Town, mia: PersonDriver) -> None:
    jonas = town.person("Jonas")
    await jonas.command("/mentor profile")
    await town.settle()
    await jonas.press("place.how_often")
    await town.settle()

    assert jonas.modal is not None
    assert [option["value"] for option in jonas.modal["blocks"][1]["element"]["options"]] == [
        Unasked.USUAL,
        Unasked.ONE_A_MONTH,
        Unasked.NONE,
    ]
    assert mia.messages == []
