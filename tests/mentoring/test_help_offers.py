"""Help: nothing leaves before the person has seen what goes to whom, and what was shown is what is sent."""

import datetime as dt

import pytest

from mentoring import enrolment, help_offers
from mentoring.errors import NotAllowedError
from mentoring.say import Importance, Say, ToPerson
from storage import Storage
from storage.models.people import Person
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.queries import answers
from storage.states import HelpKind, Kind, Role
from tests.mentoring.journeying import (
    ASTA,
    BEGINS,
    CHIDI,
    CONTACT,
    COORDINATOR,
    PEERS,
    TEAM,
    a_town,
    actor,
    begin,
    pressed_by,
)

EVENING = dt.datetime(2026, 4, 9, 20, tzinfo=dt.UTC)


@pytest.fixture
async def relationship(storage: Storage) -> int:
    await a_town(storage)
    return await begin(storage, [ASTA, CHIDI])


async def ask_contact(storage: Storage, relationship: int, words: str = "", shown: str = CONTACT) -> tuple[Say, ...]:
    async with storage.transaction() as tx:
        return await help_offers.ask_contact(
            tx, actor(ASTA.id), EVENING, relationship, shown=[shown], words=words, pressed=pressed_by(ASTA.id)
        )


async def ask_new_match(storage: Storage, relationship: int, now: dt.datetime = EVENING) -> tuple[Say, ...]:
    async with storage.transaction() as tx:
        return await help_offers.ask_for_new_match(
            tx, actor(ASTA.id), now, relationship, shown=[COORDINATOR], pressed=pressed_by(ASTA.id)
        )


async def test_looking_sends_nothing(storage: Storage, relationship: int) -> None:
    async with storage.read() as tx:
        ideas = await help_offers.ideas(tx, actor(CHIDI.id), relationship)
        letter = await help_offers.letter_to_contact(tx, actor(ASTA.id), relationship)
        request = await answers.open_request(tx, TEAM, relationship, ASTA.id, HelpKind.CONTACT)

    assert ideas.role is Role.MENTOR
    assert letter.to == (CONTACT,)
    assert request is None


async def test_the_contact_gets_what_was_shown_in_their_working_hours(storage: Storage, relationship: int) -> None:
    confirmed, sent = await ask_contact(storage, relationship, "We talk past each other.")

    assert confirmed.to == pressed_by(ASTA.id)
    assert sent.to == ToPerson(slack_id=CONTACT)
    assert sent.args == confirmed.args
    assert sent.args["words"] == "We talk past each other."
    assert sent.due_at == dt.datetime(2026, 4, 10, 7, tzinfo=dt.UTC)
    assert sent.importance is Importance.PLACE, "nor does it reach them at night because the bot was away"


async def test_a_contact_who_changed_meanwhile_gets_nothing(storage: Storage, relationship: int) -> None:
    async with storage.transaction() as tx:
        programme = await tx.get(Programme, 1)
        assert programme is not None
        programme.contact_id = COORDINATOR

    with pytest.raises(help_offers.ReceiverChangedError):
        await ask_contact(storage, relationship)


async def test_where_the_contact_is_the_partner_a_coordinator_is_named(storage: Storage, relationship: int) -> None:
    async with storage.transaction() as tx:
        programme = await tx.get(Programme, 1)
        assert programme is not None
        programme.contact_id = CHIDI.id

    async with storage.read() as tx:
        letter = await help_offers.letter_to_contact(tx, actor(ASTA.id), relationship)

    assert letter.to == (COORDINATOR,)


async def test_nobody_left_to_turn_to_is_said(storage: Storage, relationship: int) -> None:
    async with storage.transaction() as tx:
        for slack_id in (CONTACT, COORDINATOR):
            person = await tx.get(Person, (TEAM, slack_id))
            assert person is not None
            person.is_deactivated = True

    with pytest.raises(help_offers.NobodyToTurnToError):
        await ask_contact(storage, relationship)


async def test_too_many_words_are_answered_on_their_field(storage: Storage, relationship: int) -> None:
    with pytest.raises(enrolment.TooLongError) as refused:
        await ask_contact(storage, relationship, "x" * 3001)

    assert refused.value.field == "words"


async def test_a_new_match_is_asked_for_without_a_reason(storage: Storage, relationship: int) -> None:
    confirmed, sent = await ask_new_match(storage, relationship)

    assert (confirmed.message, sent.message) == ("help_new_match_sent", "help_new_match")
    assert sent.to == ToPerson(slack_id=COORDINATOR)
    assert sent.args["words"] == ""


async def test_a_coordinator_who_is_the_partner_is_not_told(storage: Storage, relationship: int) -> None:
    async with storage.transaction() as tx:
        tx.add(
            ProgrammeCoordinator(
                programme_id=1, slack_id=CHIDI.id, workspace_id=TEAM, appointed_by=COORDINATOR, appointed_at=BEGINS
            )
        )

    _, *sent = await ask_new_match(storage, relationship)

    assert [say.to for say in sent] == [ToPerson(slack_id=COORDINATOR)]


async def test_asking_for_a_new_match_twice_is_answered_kindly(storage: Storage, relationship: int) -> None:
    await ask_new_match(storage, relationship)

    with pytest.raises(help_offers.AlreadySentError):
        await ask_new_match(storage, relationship)
    assert await ask_new_match(storage, relationship, EVENING + dt.timedelta(days=15))


async def test_not_now_sends_nothing_to_anybody(storage: Storage, relationship: int) -> None:
    async with storage.transaction() as tx:
        say = await help_offers.not_now(tx, actor(ASTA.id), relationship, pressed_by(ASTA.id))

    assert say.to == pressed_by(ASTA.id)


async def test_somebody_elses_offer_is_refused(storage: Storage, relationship: int) -> None:
    await begin(storage, PEERS, Kind.PEER_GROUP)

    with pytest.raises(NotAllowedError):
        async with storage.read() as tx:
            await help_offers.letter_to_contact(tx, actor(PEERS[0].id), relationship)
