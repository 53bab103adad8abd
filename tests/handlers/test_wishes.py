"""Asking for wishes before a round: what coordinators, mentors and mentees see of it, through the local Slack."""

from collections.abc import Sequence

from mentoring import programmes
from mentoring.programmes import ProgrammeRules, rules_to_keep
from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from sandbox.state import Json
from storage.models.people import Person
from storage.queries import enrolments
from storage.states import EnrolmentState, Role, WishKind
from tests.enrolments import add_coordinator, enrol
from tests.programmes import add_programme
from tests.town import Town

NAMES = ("Mia", "Noah", "Priya", "Hugh", "Tomasz", "Anna", "Grace")
MENTORS = ("Priya", "Hugh", "Tomasz")


async def test_from_the_coordinators_button_to_a_match_that_was_wished_for(town: Town) -> None:
    programme = await begun(town)
    priya, hugh, mia, anna = (town.person(name) for name in ("Priya", "Hugh", "Mia", "Anna"))
    (question,) = priya.messages
    words = visible_text(question)
    assert question["text"] == "There is a question for you in Across the house. Open this message to read it."
    assert "May mentees see you in Across the house?" in words
    assert "what you can help with (Giving and taking feedback)" in words
    assert f"I am {priya.id}, and <@everyone> may know." in words
    assert "You have until Wednesday 4 March at 17:00" in words
    assert "If you do not answer, that is a yes" in words
    assert not mia.messages
    await press(town, priya, "wishes.may")
    assert visible_text(priya.messages[0]).startswith("Thank you, noted.")

    await town.travel(days=3, hours=1)
    (asked,) = mia.messages
    assert asked["text"] == "There is something for you to choose in Across the house. Open this message to read it."
    assert "here are 3 mentors who suit you" in visible_text(asked)
    assert "You have until Tuesday 10 March at 17:00" in visible_text(asked)
    assert "The time to answer this is over" in visible_text(hugh.messages[0])
    assert "Thank you, noted." in visible_text(priya.messages[0])

    await press(town, mia, "wishes.choose")
    shown = screen(mia)
    assert [shown.index(mention(town.person(name))) for name in ("Hugh", "Priya", "Tomasz")] == sorted(
        shown.index(mention(town.person(name))) for name in MENTORS
    )
    assert "can help with what you would like to work on: Giving and taking feedback" in shown
    assert "point" not in shown.replace("points the same way", "")
    await choose(town, mia, first="Priya", second="Hugh")
    assert mia.modal is None
    assert "You can choose otherwise until Tuesday 10 March at 17:00" in visible_text(mia.messages[0])
    assert await wished(town, programme, "Mia") == [priya.id, hugh.id]

    await town.travel(days=6)
    assert len(mia.messages) == 1, "Whoever has chosen is not reminded"
    assert "The time to choose is over" in visible_text(mia.messages[0])
    for coordinator in (anna, town.person("Grace")):
        assert "have had their time to say whom they would choose" in visible_text(coordinator.messages[0])
        assert "answered" not in visible_text(coordinator.messages[0]), "One is too few to be counted aloud"
    await press(town, anna, "open:match")
    await press(town, anna, "match.publish")
    await town.travel(days=1)
    assert f"{mention(priya)} is your mentor" in visible_text(mia.messages[1])


async def test_the_draft_says_how_far_it_is_and_lets_a_coordinator_end_it(town: Town) -> None:
    programme = await begun(town)
    anna, grace, mia = town.person("Anna"), town.person("Grace"), town.person("Mia")
    await anna.command("/mentor match")
    await town.settle()
    assert "mentors are being asked whether mentees may see them, until Wednesday 4 March" in screen(anna)
    await anna.close(clear=True)
    await town.travel(days=3, hours=1)
    await press(town, mia, "wishes.choose")
    await choose(town, mia, first="Hugh")
    await anna.command("/mentor match")
    await town.settle()
    assert "mentees are choosing whom they would like, until Tuesday 10 March." in screen(anna)
    assert "of them have answered" not in screen(anna)

    await press(town, anna, "wishes.end")
    assert "nobody is asked any more" in screen(anna)
    await town.travel(hours=1)
    assert f"{mention(anna)} has ended asking for wishes" in visible_text(grace.messages[0])
    assert not anna.messages
    assert "The time to choose is over" in visible_text(mia.messages[0])
    assert await wished(town, programme, "Mia") == [town.person("Hugh").id]
    await anna.close(clear=True)
    await anna.command("/mentor match")
    await town.settle()
    assert has_button(anna, "wishes.begin")
    assert not has_button(anna, "wishes.end")


async def test_a_mentor_who_would_rather_not_is_not_shown_and_nobody_hears_of_it(town: Town) -> None:
    await begun(town)
    kwame, mia = town.person("Tomasz"), town.person("Mia")
    seen = [everything(town.person(name)) for name in ("Anna", "Grace", "Mia", "Priya")]
    await press(town, kwame, "wishes.rather_not")
    assert visible_text(kwame.messages[0]).startswith("Thank you, noted. You need do nothing more")
    assert [everything(town.person(name)) for name in ("Anna", "Grace", "Mia", "Priya")] == seen
    await town.travel(days=3, hours=1)
    assert "here are 2 mentors" in visible_text(mia.messages[0])
    await press(town, mia, "wishes.choose")
    assert mention(kwame) not in screen(mia)
    assert "Third choice" not in screen(mia)


async def test_what_is_wrong_with_a_choice_is_said_where_it_is_and_nothing_is_lost(town: Town) -> None:
    programme = await begun(town)
    mia = town.person("Mia")
    await town.travel(days=3, hours=1)
    await press(town, mia, "wishes.choose")
    outcome = await choose(town, mia)
    assert outcome == {"none": 'Choose somebody above, or tick "none of these".'}
    outcome = await choose(town, mia, first="Hugh", third="Hugh")
    assert "stands here and further up" in outcome["third"]
    outcome = await choose(town, mia, third="off", none=True)
    assert "Take that back or this" in outcome["none"]
    await leave(town, programme, "Hugh")
    outcome = await choose(town, mia, none=False)
    assert "cannot be chosen any more" in outcome["first"]
    assert await choose(town, mia, first="off", none=True) == {}
    assert await wished(town, programme, "Mia") == []

    await press(town, mia, "wishes.choose")
    assert mention(town.person("Hugh")) not in screen(mia)
    assert await choose(town, mia, none=False, first="Tomasz") == {}
    assert await wished(town, programme, "Mia") == [town.person("Tomasz").id]


async def test_one_reminder_and_a_stale_button_is_answered_kindly(town: Town) -> None:
    await begun(town)
    mia, noah = town.person("Mia"), town.person("Noah")
    value = button_of(town.person("Priya").messages[0], "wishes.may")["value"]
    await town.travel(days=7, hours=1)
    assert [message["text"] for message in mia.messages][1:] == [
        "A reminder: in Across the house you can still say whom you would choose."
    ]
    choice = button_of(mia.messages[0], "wishes.choose")["value"]
    await forge(town, noah, "wishes.choose", choice)
    assert mention(town.person("Priya")) not in screen(noah)
    await forge(town, noah, "wishes.may", value)
    assert mention(town.person("Priya")) not in screen(noah)
    await forge(town, town.person("Priya"), "wishes.rather_not", value)
    assert "The time to answer this in Across the house is over" in screen(town.person("Priya"))

    await press(town, mia, "wishes.choose")
    await town.travel(days=2)
    for message in mia.messages[:2]:
        assert "The time to choose is over" in visible_text(message)
    outcome = await choose(town, mia, first="Priya")
    assert "The time to choose in Across the house is over" in outcome["first"]
    await mia.close(clear=True)
    await forge(town, mia, "wishes.choose", "4711")
    assert "changed" in screen(mia)


async def test_published_without_waiting_a_mentee_with_a_mentor_need_not_choose(town: Town) -> None:
    await begun(town)
    anna, mia = town.person("Anna"), town.person("Mia")
    await town.travel(days=3, hours=1)
    await anna.command("/mentor match")
    await town.settle()
    await press(town, anna, "match.publish")
    await anna.close(clear=True)
    await town.travel(hours=2)
    await press(town, mia, "wishes.choose", mia.messages[0])
    assert "you have a mentor by now" in screen(mia)
    await mia.close(clear=True)
    await town.travel(days=6)
    assert not any("A reminder" in message["text"] for message in mia.messages)


async def test_in_danish(town: Town) -> None:
    await begun(town, danish=("Priya", "Mia", "Anna"))
    priya, mia, anna = (town.person(name) for name in ("Priya", "Mia", "Anna"))
    assert "Må mentees se dig i Across the house?" in visible_text(priya.messages[0])
    await press(town, priya, "wishes.rather_not")
    assert visible_text(priya.messages[0]).startswith("Tak, det er noteret.")
    await town.travel(days=3, hours=1)
    assert "Hvem vil du helst have som mentor" in visible_text(mia.messages[0])
    assert "Du har til tirsdag" in visible_text(mia.messages[0])
    await press(town, mia, "wishes.choose")
    assert "Kan hjælpe med" in screen(mia)
    await choose(town, mia, first="Hugh")
    assert "Du kan vælge om indtil" in visible_text(mia.messages[0])
    await town.travel(days=6)
    assert "har nu haft tid til at sige" in visible_text(anna.messages[0])


async def test_begun_twice_by_two_coordinators_it_runs_once(town: Town) -> None:
    await begun(town)
    grace = town.person("Grace")
    programme = await programme_id(town)
    await forge(town, grace, "wishes.begin", str(programme))
    assert "are being asked already" in screen(grace)
    await forge(town, town.person("Mia"), "wishes.end", str(programme))
    assert "Anna" in screen(town.person("Mia"))
    assert len(town.person("Priya").messages) == 1


async def test_the_switch_is_on_the_second_page_of_a_programme(town: Town) -> None:
    programme = await a_programme(town, wishes=False)
    await enrol(town.bot.storage, team(town), programme, town.person("Mia").id, Role.MENTEE)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    assert not has_button(anna, "wishes.begin")
    await anna.close(clear=True)
    await anna.command("/mentor programme")
    await town.settle()
    await press(town, anna, "programme.edit")
    await anna.submit({})
    await town.settle()
    await anna.submit({"answer": ["wishes_first"]})
    await town.settle()
    async with town.bot.storage.read() as tx:
        kept = await programmes.find(tx, team(town), programme)
    assert (kept.asks_for_wishes, kept.asks_mentors) == (True, False)


# What the stories say in a word


async def begun(town: Town, *, danish: Sequence[str] = ()) -> int:
    """A coordinator has asked for wishes, and the mentors have their question."""
    programme = await a_programme(town, danish=danish)
    zone = "Europe/Copenhagen"
    wants, offers = {"goals_wanted": ["feedback"]}, {"goals_offered": ["feedback"]}
    await enrol(town.bot.storage, team(town), programme, town.person("Mia").id, Role.MENTEE, zone=zone, **wants)
    for mentor in MENTORS:
        await enrol(town.bot.storage, team(town), programme, town.person(mentor).id, Role.MENTOR, zone=zone, **offers)
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await press(town, anna, "wishes.begin")
    await anna.close(clear=True)
    await town.travel(hours=1)
    return programme


async def a_programme(town: Town, *, wishes: bool = True, danish: Sequence[str] = ()) -> int:
    async with town.bot.storage.transaction() as tx:
        for name in NAMES:
            person = await tx.get(Person, (team(town), town.person(name).id))
            assert person is not None
            person.locale = "da-DK" if name in danish else "en-GB"
    programme: int = await add_programme(
        town.bot.storage,
        team(town),
        coordinator=town.person("Anna").id,
        contact=town.person("Bent").id,
        rules=rules_to_keep(ProgrammeRules(wishes_first=wishes)),
    )
    await add_coordinator(town.bot.storage, team(town), programme, town.person("Grace").id)
    return programme


def team(town: Town) -> str:
    return town.slack.state.team_id


async def programme_id(town: Town) -> int:
    async with town.bot.storage.read() as tx:
        (place,) = await enrolments.of_person(tx, team(town), town.person("Mia").id)
    return place.programme_id


async def place_of(town: Town, name: str) -> int:
    async with town.bot.storage.read() as tx:
        (place,) = await enrolments.of_person(tx, team(town), town.person(name).id)
    return place.id


async def leave(town: Town, programme: int, name: str) -> None:
    async with town.bot.storage.transaction() as tx:
        place = await enrolments.of_person_in(tx, team(town), town.person(name).id, programme)
        assert place is not None
        place.state = EnrolmentState.LEFT


async def wished(town: Town, programme: int, name: str) -> list[str]:
    async with town.bot.storage.read() as tx:
        place = await enrolments.of_person_in(tx, team(town), town.person(name).id, programme)
        assert place is not None
        wishes = await enrolments.wishes(tx, team(town), [place.id])
    return [wish.about_id for wish in wishes if wish.kind is WishKind.WITH]


async def choose(town: Town, person: PersonDriver, *, none: bool | None = None, **choices: str) -> Json:
    """Fill in whom somebody would choose, by name, and send it; what was wrong with it, by field."""
    fields: Json = {
        place: name if name == "off" else str(await place_of(town, name)) for place, name in choices.items()
    }
    if none is not None:
        fields["none"] = ["none"] if none else []
    outcome = await person.submit(fields)
    await town.settle()
    return dict(outcome.errors or {})


async def press(town: Town, person: PersonDriver, action: str, message: Json | None = None) -> None:
    await person.press(action, message=message)
    await town.settle()


async def forge(town: Town, person: PersonDriver, action: str, value: str) -> None:
    await town.slack.forge_press(person.id, action, value)
    await town.settle()


def buttons(blocks: Sequence[Json]) -> list[Json]:
    return [each for block in blocks for each in block.get("elements", ()) if "action_id" in each]


def button_of(message: Json, action: str) -> Json:
    return next(each for each in buttons(message["blocks"]) if each["action_id"] == action)


def has_button(person: PersonDriver, action: str) -> bool:
    assert person.modal is not None
    return any(each["action_id"] == action for each in buttons(person.modal["blocks"]))


def screen(person: PersonDriver) -> str:
    assert person.modal is not None
    return visible_text(person.modal)


def everything(person: PersonDriver) -> str:
    return "\n".join(visible_text(each) + each["text"] for each in (*person.messages, *person.group_messages))


def mention(person: PersonDriver) -> str:
    return f"<@{person.id}>"
