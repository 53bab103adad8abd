"""Several things in one message, as people meet them: one notification, and each part answered by itself."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import update

from handlers.views.digest import part_of
from mentoring import departures
from sandbox.faults import Fault
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.models.delivery import Outgoing
from storage.models.people import Person
from storage.queries import answers as answer_queries
from storage.states import Role
from tests.mentoring.journeying import CONTENT, TEAM, Somebody, actor, begin
from tests.town import MONDAY, Town

MIA = Somebody(id="U0MIA001", role=Role.MENTEE)
JONAS = Somebody(id="U0JONAS1", role=Role.MENTOR)
SOFIE = Somebody(id="U0SOFIE1", role=Role.MENTOR)
Json = dict[str, Any]


@pytest.fixture
async def mia(town: Town) -> PersonDriver:
    """Mia, mentee of Jonas (relationship 1) and of Sofie (2) since Monday."""
    for mentor in (JONAS, SOFIE):
        await begin(town.bot.storage, [MIA, mentor], began=MONDAY, coordinator="U0ANNA01", contact="U0BENT01")
    async with town.bot.storage.transaction() as tx:
        for slack_id in (MIA.id, JONAS.id, SOFIE.id):
            person = await tx.get(Person, (TEAM, slack_id))
            assert person is not None
            person.locale = "en-GB"
    return town.person("Mia")


async def two_questions(town: Town, mia: PersonDriver) -> Json:
    """Come to the day on which Mia is asked about both."""
    await town.travel(days=17)
    (message,) = [each for each in mia.messages if "check_in.met" in str(each)]
    return message


def as_it_is_now(mia: PersonDriver, message: Json) -> Json:
    return next(each for each in mia.messages if each["ts"] == message["ts"])


def blocks_of(message: Json, action: str) -> list[str]:
    """The blocks in which a button stands, from the top."""
    return [block["block_id"] for block in message["blocks"] if action in str(block)]


def about(message: Json, who: Somebody, action: str = "check_in.met") -> str:
    """The block of the part about somebody in which a button stands."""
    (part,) = {part_of(block["block_id"]) for block in message["blocks"] if f"<@{who.id}>" in str(block)}
    (found,) = [each for each in blocks_of(message, action) if part_of(each) == part]
    return found


async def answered(town: Town) -> list[int]:
    async with town.bot.storage.read() as tx:
        return sorted(await answer_queries.last_presses(tx, TEAM, [1, 2]))


async def test_two_questions_on_one_day_are_one_message_and_one_notification(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)

    assert message["text"] == (
        "Two things for you today, in one message.\n"
        "A short question from Across the house.\n"
        "A short question from Across the house."
    )
    seen = visible_text(message)
    assert seen.startswith("Two things today")
    assert f"<@{JONAS.id}>" in seen
    assert f"<@{SOFIE.id}>" in seen


async def test_a_press_answers_its_own_part_and_the_others_stay(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, second = about(message, JONAS), about(message, SOFIE)

    await mia.press("check_in.met", message=message, block_id=second)
    await town.settle()

    now = as_it_is_now(mia, message)
    assert await answered(town) == [2]
    assert f"<@{JONAS.id}>" in visible_text(now)
    assert f"<@{SOFIE.id}>" not in visible_text(now)
    assert "how useful" in visible_text(now)
    assert blocks_of(now, "check_in.met") == [first]
    (rating,) = blocks_of(now, "check_in.rate:4")
    assert part_of(rating) == part_of(second)

    await mia.press("check_in.not_yet", message=now, block_id=first)
    await town.settle()
    await mia.press("check_in.rate:4", message=as_it_is_now(mia, message))
    await town.settle()

    seen = visible_text(as_it_is_now(mia, message))
    assert await answered(town) == [1, 2]
    assert "If it helps" in seen
    assert "Thank you, noted." in seen
    assert len(mia.messages) == len({each["ts"] for each in mia.messages})


async def test_two_presses_at_once_lose_neither_answer(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, second = blocks_of(message, "check_in.met")

    await asyncio.gather(
        mia.press("check_in.met", message=message, block_id=first),
        mia.press("check_in.not_yet", message=message, block_id=second),
    )
    await town.settle()

    seen = visible_text(as_it_is_now(mia, message))
    assert await answered(town) == [1, 2]
    assert "how useful" in seen
    assert "If it helps" in seen
    assert "check_in.not_yet" not in str(as_it_is_now(mia, message))


async def test_a_press_on_the_message_as_it_was_changes_nothing_twice(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, _ = blocks_of(message, "check_in.met")
    await mia.press("check_in.met", message=message, block_id=first)
    await town.settle()
    before = as_it_is_now(mia, message)

    await mia.press("check_in.not_yet", message=message, block_id=first)
    await town.settle()

    assert as_it_is_now(mia, message)["blocks"] == before["blocks"]


async def test_what_a_partner_answered_settles_its_part_alone(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    async with town.bot.storage.read() as tx:
        check_in = await answer_queries.latest_check_in(tx, TEAM, 2)
    assert check_in is not None
    await town.travel(days=4)  # mentors are asked a little later than mentees, and what one answers settles it for both
    await town.slack.forge_press(SOFIE.id, "check_in.met", str(check_in.id))
    await town.settle()

    now = as_it_is_now(mia, message)
    assert f"<@{JONAS.id}>" in visible_text(now)
    assert f"<@{SOFIE.id}>" not in visible_text(now)
    assert len(blocks_of(now, "check_in.met")) == 1


async def test_a_form_opened_from_a_part_comes_back_to_that_part(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, second = blocks_of(message, "check_in.help")
    await mia.press("check_in.help", message=message, block_id=second)
    await town.settle()

    await mia.press("help_offer.contact", message=as_it_is_now(mia, message))
    await town.settle()
    await mia.submit({"words": "We talk past each other."})
    await town.settle()

    now = as_it_is_now(mia, message)
    assert "and to nobody else" in visible_text(now)
    assert blocks_of(now, "check_in.met") == [first]


async def test_nobody_else_can_change_a_part(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, _ = blocks_of(message, "check_in.met")
    async with town.bot.storage.read() as tx:
        check_in = await answer_queries.latest_check_in(tx, TEAM, 1)
    assert check_in is not None

    await town.slack.forge_press(JONAS.id, "check_in.met", str(check_in.id), block_id=first)
    await town.settle()

    theirs = town.person("Jonas").messages
    assert theirs
    assert "Two things" not in str(theirs)
    assert SOFIE.id not in str(theirs)


async def test_when_one_relationship_ends_before_it_is_sent_the_rest_comes_without_it(
    town: Town, mia: PersonDriver
) -> None:
    await town.travel(days=15)
    heard = len(mia.messages)
    town.slack.faults.at_random("chat.postMessage", Fault.RATE_LIMITED, 1, seconds=7200)
    await town.travel(days=1, hours=1)
    async with town.bot.storage.transaction() as tx:
        await departures.leave(tx, actor(SOFIE.id), town.clock.now(), 2, CONTENT.journeys)
    town.slack.faults.rules.clear()

    await town.travel(days=2)

    (message,) = [each for each in mia.messages[heard:] if "check_in.met" in str(each)]
    assert message["text"] == "A short question from Across the house."
    assert f"<@{JONAS.id}>" in visible_text(message)


async def test_words_of_a_digest_are_erased_after_a_while_and_its_buttons_still_answer(
    town: Town, mia: PersonDriver
) -> None:
    message = await two_questions(town, mia)
    (reminder,) = [each for each in mia.messages if "help_offer.offer" in str(each) and each["ts"] < message["ts"]]
    first, *_ = blocks_of(reminder, "help_offer.offer")

    await town.travel(days=70)
    await mia.press("help_offer.offer", message=reminder, block_id=first)
    await town.settle()

    assert "these are here for you" in visible_text(as_it_is_now(mia, reminder))
    assert "Two things" not in visible_text(as_it_is_now(mia, reminder))


async def test_a_part_with_the_number_of_one_in_another_message_is_left_alone(town: Town, mia: PersonDriver) -> None:
    message = await two_questions(town, mia)
    first, *_ = blocks_of(message, "check_in.met")
    async with town.bot.storage.transaction() as tx:  # as after a restore: the number was given a second time
        await tx.execute(update(Outgoing).where(Outgoing.kind == "digest").values(ts="1.1"))

    await mia.press("check_in.met", message=message, block_id=first)
    await town.settle()

    assert "how useful" in visible_text(as_it_is_now(mia, message))
    assert len(blocks_of(as_it_is_now(mia, message), "check_in.met")) == 0


def test_a_block_names_its_part_and_no_other_does() -> None:
    assert part_of("digest.12.3") == 12
    assert [part_of(each) for each in ("", "digest.12", "digest.x.1", "forged", "digest.12.3.4")] == [None] * 5
