"""Whom people are given to turn to: somebody who is here, and never one of themselves."""

import pytest

from handlers.views import prompt as views
from mentoring import contacts, programmes
from prompts.library import Wording
from prompts.words import load_words
from storage import Storage
from storage.models.people import Person
from tests.mentoring.journeying import (
    ASTA,
    CHIDI,
    CONTACT,
    CONTENT,
    COORDINATOR,
    ENDS_ON,
    OVER,
    TEAM,
    Walk,
    a_town,
    actor,
    begin,
)


@pytest.mark.parametrize(
    ("partners", "gone", "turns_to"),
    [
        ((CHIDI.id,), (), CONTACT),
        ((CONTACT,), (), COORDINATOR),
        ((CHIDI.id,), (CONTACT,), COORDINATOR),
        ((CONTACT,), (COORDINATOR,), None),
    ],
)
async def test_somebody_outside_the_relationship_who_is_here_is_named(
    storage: Storage, partners: tuple[str, ...], gone: tuple[str, ...], turns_to: str | None
) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    await deactivate(storage, *gone)
    async with storage.read() as tx:
        programme = await programmes.find(tx, TEAM, 1)
        assert await contacts.of_programme(tx, actor(ASTA.id), programme, partners) == turns_to


@pytest.mark.parametrize(
    ("gone", "named"),
    [((), "Omar Haddad"), ((CONTACT,), "Signe Dahl"), ((CONTACT, COORDINATOR), None)],
)
async def test_a_conversation_starter_names_nobody_who_is_gone(
    storage: Storage, gone: tuple[str, ...], named: str | None
) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    await deactivate(storage, *gone)
    walk = Walk(storage=storage)
    await walk.until(OVER)

    values = [each.say.args["values"] for each in walk.heard if "values" in each.say.args]
    assert values
    assert {each["contact"] for each in values} == {named}  # type: ignore[index]  # a mapping, in a mapping of anything


async def test_where_everybody_to_turn_to_is_a_reader_one_of_them_is_named(storage: Storage) -> None:
    await a_town(storage)
    await begin(storage, [ASTA, CHIDI])
    async with storage.read() as tx:
        programme = await programmes.find(tx, TEAM, 1)
        assert await contacts.name_for(tx, TEAM, programme, [CONTACT, COORDINATOR]) == "Omar Haddad"


@pytest.mark.parametrize(("language", "words"), [("en-GB", "your coordinator"), ("da-DK", "din koordinator")])
def test_nobody_to_turn_to_is_put_into_words(language: str, words: str) -> None:
    identity = "opening/what-a-mentor-is-for"
    t = load_words().translator(language)
    wording: Wording = CONTENT.library[identity].wording(t.language)
    values = dict.fromkeys(("name", "mentor", "mentee", "people", "programme"), "Asta") | {"end_date": ENDS_ON}
    shown = views.prompt(t, prompt=wording, values=values | {"contact": None}, to_group=False)
    assert words in str(shown.payload())


async def deactivate(storage: Storage, *slack_ids: str) -> None:
    async with storage.transaction() as tx:
        for slack_id in slack_ids:
            person = await tx.get(Person, (TEAM, slack_id))
            assert person is not None
            person.is_deactivated = True
