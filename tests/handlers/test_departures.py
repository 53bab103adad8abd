"""Somebody goes: by their own choice, or because Slack says that they are gone; and somebody is away for a while."""

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.states import Kind, Role
from tests.enrolments import enrol
from tests.handlers.test_join import open_programme
from tests.town import Town


@pytest.fixture(name="pair")
async def a_pair(town: Town) -> tuple[PersonDriver, PersonDriver]:
    """Mia and her mentor Priya, introduced."""
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await publish(town)
    return town.person("Mia"), town.person("Priya")


async def place(town: Town, programme: int, name: str, role: Role) -> None:
    await enrol(
        town.bot.storage,
        town.slack.state.team_id,
        programme,
        town.person(name).id,
        role,
        languages=["en"],
        goals_wanted=["network"],
        goals_offered=["network"],
    )


async def publish(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    await town.travel(days=1)


def told(person: PersonDriver) -> str:
    return visible_text(person.messages[-1])


async def test_before_leaving_one_sees_what_the_other_will_read(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    await mia.command("/mentor leave")
    await town.settle()
    shown = visible_text(mia.modal)
    assert f"<@{priya.id}>" in shown
    before = len(priya.messages)
    await mia.submit({})
    await town.travel(days=1)

    assert len(priya.messages) == before + 1
    assert f"<@{mia.id}>" in told(priya)
    assert "You keep your place" in told(priya)


async def test_its_coordinator_hears_once_that_a_match_has_ended_and_goes_from_there_to_the_draft(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    anna, (_, priya) = town.person("Anna"), pair
    before = len(anna.messages)
    await priya.command("/mentor leave")
    await town.settle()
    await priya.submit({})
    await town.travel(days=3)

    (word,) = anna.messages[before:]
    assert "et match er slut" in visible_text(word)
    assert priya.id not in visible_text(word)
    await anna.press("open:match")
    await town.settle()
    assert "Across the house" in visible_text(anna.modal)


async def test_of_two_who_leave_in_one_night_its_coordinator_hears_in_one_message(town: Town) -> None:
    programme = await open_programme(town)
    for name, role in (("Mia", Role.MENTEE), ("Noah", Role.MENTEE), ("Priya", Role.MENTOR), ("Jonas", Role.MENTOR)):
        await place(town, programme, name, role)
    await publish(town)
    await town.travel(hours=13)
    anna = town.person("Anna")
    before = len(anna.messages)
    for name in ("Priya", "Jonas"):
        await town.person(name).command("/mentor leave")
        await town.settle()
        await town.person(name).submit({})
        await town.settle()
        assert len(anna.messages) == before
        await town.travel(hours=1)
    await town.travel(days=2)

    assert len(anna.messages) == before + 1


async def test_nothing_more_of_a_relationship_comes_to_either_side_after_one_left(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.travel(days=1)
    counts = len(mia.messages), len(priya.messages), len(priya.group_messages)

    await town.travel(days=60)

    assert (len(mia.messages), len(priya.messages), len(priya.group_messages)) == counts


async def test_a_person_deactivated_in_slack_leaves_and_their_partner_is_told(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    await town.slack.change_person(mia.id, deleted=True)
    await town.travel(days=1)

    assert f"<@{mia.id}>" in told(priya)
    assert "You keep your place" in told(priya)
    status = await priya.command("/mentor status")
    assert f"<@{mia.id}>" not in visible_text(status.response)


async def test_a_partner_is_told_of_a_pause_without_a_reason_and_hears_nothing_meanwhile(
    town: Town, pair: tuple[PersonDriver, PersonDriver]
) -> None:
    mia, priya = pair
    await mia.command("/mentor pause 30-04-2026")
    await town.settle()
    await mia.submit({})
    await town.travel(days=1)
    assert "away" in told(priya)
    assert "30 April" in told(priya)
    quiet = len(mia.messages)

    await town.travel(days=40)

    assert len(mia.messages) == quiet


async def test_a_group_of_four_goes_on_in_a_new_conversation_when_one_leaves(town: Town) -> None:
    programme = await open_programme(town, kind=Kind.PEER_GROUP)
    names = ("Mia", "Jonas", "Sofie", "Emil")
    for name in names:
        await place(town, programme, name, Role.PEER)
    await publish(town)
    mia, jonas = town.person("Mia"), town.person("Jonas")
    old = {message["channel"] for message in jonas.group_messages}

    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.travel(days=1)

    newest = jonas.group_messages[-1]
    assert newest["channel"] not in old
    assert newest not in mia.group_messages
    assert f"<@{mia.id}>" not in visible_text(newest)


async def test_whoever_left_before_the_kick_off_is_not_in_the_group_it_goes_to(town: Town) -> None:
    programme = await open_programme(town, kind=Kind.PEER_GROUP)
    for name in ("Mia", "Jonas", "Sofie", "Emil"):
        await place(town, programme, name, Role.PEER)
    mia, jonas = town.person("Mia"), town.person("Jonas")
    await publish_in_the_evening(town)

    await mia.command("/mentor leave")
    await town.settle()
    await mia.submit({})
    await town.travel(days=2)

    assert mia.group_messages == []
    assert len(jonas.group_messages) == 1
    assert f"<@{mia.id}>" not in visible_text(jonas.group_messages[0])


@pytest.mark.parametrize("resumes", [False, True])
async def test_news_of_a_match_waits_for_whoever_pauses_before_it_comes(town: Town, *, resumes: bool) -> None:
    programme = await open_programme(town)
    await place(town, programme, "Mia", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    mia, priya = town.person("Mia"), town.person("Priya")
    await publish_in_the_evening(town)

    await mia.command("/mentor pause 30-03-2026")
    await town.settle()
    await mia.submit({})
    await town.settle()
    before = len(mia.messages)
    await town.travel(days=3)
    assert len(mia.messages) == before
    if resumes:
        await mia.command("/mentor resume")
        await town.travel(days=1)
    else:
        await town.travel(days=26)

    assert [f"<@{priya.id}>" in visible_text(message) for message in mia.messages[before:]][:1] == [True]


async def publish_in_the_evening(town: Town) -> None:
    """Publish when nobody is at work, so that everything it says comes the day after."""
    await town.travel(hours=12)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()


@pytest.mark.parametrize("until", ["", "2026-05-20"])
async def test_nobody_waits_for_somebody_who_is_back(
    town: Town, pair: tuple[PersonDriver, PersonDriver], until: str
) -> None:
    mia, priya = pair
    await priya.command(f"/mentor pause {until}")
    await town.settle()
    await priya.submit()
    await town.travel(days=2)
    assert "er væk" in told(mia)

    await priya.command("/mentor resume")
    await town.travel(days=2)

    (back,) = [text for text in map(visible_text, mia.messages) if "er tilbage" in text]
    assert f"<@{priya.id}>" in back
