"""Where in a country somebody is: asked for where its holidays differ, and no sooner than the country is known."""

from typing import Any

import pytest

from mentoring import programmes
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.queries import people
from tests.handlers.test_join import open_programme
from tests.handlers.test_programme import BASICS
from tests.town import Town

BEFORE_ABOUT: tuple[dict[str, Any], ...] = ({}, {"role": "mentee"}, {"wanted": ["feedback"]})


@pytest.fixture(name="mia")
async def mia_says_where_she_works(town: Town) -> PersonDriver:
    """Mia, joining, at the step that asks for her country."""
    await open_programme(town)
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()
    for fields in BEFORE_ABOUT:
        assert not (await mia.submit(fields)).errors
    return mia


def fields_of(person: PersonDriver) -> list[str]:
    assert person.modal is not None
    return [block["block_id"] for block in person.modal["blocks"]]


async def kept(town: Town, person: PersonDriver) -> tuple[str | None, str | None]:
    async with town.bot.storage.read() as tx:
        row = await people.participant(tx, town.slack.state.team_id, person.id)
    assert row is not None
    return row.country, row.region


async def test_the_region_is_asked_for_below_a_country_that_has_some_and_what_was_typed_stays(
    town: Town, mia: PersonDriver
) -> None:
    assert not any(field.startswith("region") for field in fields_of(mia))

    await mia.fill({"department": "Surgery", "country": "DE"})
    await town.settle()
    assert fields_of(mia)[fields_of(mia).index("country") + 1] == "region-DE"
    assert "Baden-Württemberg" in str(mia.modal)
    outcome = await mia.submit({"region-DE": "BY", "languages": ["de"]})

    assert not outcome.errors
    assert await kept(town, mia) == ("DE", "BY")
    async with town.bot.storage.read() as tx:
        row = await people.participant(tx, town.slack.state.team_id, mia.id)
    assert row is not None
    assert row.department == "Surgery"


async def test_another_country_has_other_regions_or_none(town: Town, mia: PersonDriver) -> None:
    await mia.fill({"country": "DE"})
    await town.settle()
    await mia.fill({"region-DE": "BY"})
    await mia.fill({"country": "GB"})
    await town.settle()
    assert "region-GB" in fields_of(mia)
    assert "region-DE" not in fields_of(mia)

    await mia.fill({"country": "DK"})
    await town.settle()
    assert not any(field.startswith("region") for field in fields_of(mia))
    await mia.submit({"languages": ["da"]})

    assert await kept(town, mia) == ("DK", None)


async def test_whoever_chooses_no_region_has_the_days_of_the_whole_country(town: Town, mia: PersonDriver) -> None:
    await mia.fill({"country": "IT"})
    await town.settle()
    assert "Kun de helligdage" in visible_text(mia.modal)
    await mia.submit({"languages": ["it"]})

    assert await kept(town, mia) == ("IT", None)


async def test_a_programme_has_the_holidays_of_a_region(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await town.settle()
    await anna.press("programme.new")
    await town.settle()
    await anna.submit({**BASICS, "contact": town.person("Bent").id})
    await anna.fill({"country": "GB"})
    await town.settle()
    assert "region-GB" in fields_of(anna)
    outcome = await anna.submit({"region-GB": "SCT"})

    assert not outcome.errors
    async with town.bot.storage.read() as tx:
        programme = await programmes.find(tx, town.slack.state.team_id, 1)
    assert (programme.holidays_country, programme.holidays_region) == ("GB", "SCT")
