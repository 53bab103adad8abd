"""Why this match? What each person reads of their own match, and nobody of anybody else's, through the local Slack."""

from typing import Any

from sqlalchemy import delete, update

from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from sandbox.state import Json
from storage.models.enrolments import Enrolment, Wish
from storage.states import Kind, Role
from tests.enrolments import enrol
from tests.handlers import test_match_editing as draft_editing
from tests.handlers.test_join import open_programme
from tests.handlers.test_match import a_programme as run_by_grace
from tests.town import Town

ENGLISH = ("Mia", "Priya", "Noah", "Hugh")


async def test_both_read_their_own_side_and_nothing_of_the_others(town: Town) -> None:
    await matched(town)
    mia, priya, noah = (town.person(name) for name in ("Mia", "Priya", "Noah"))

    await why(town, mia)
    words = screen(mia)
    assert f"You were matched with <@{priya.id}> as your mentor" in words
    assert f"<@{priya.id}> can help with what you would like to work on: Giving and taking feedback" in words
    assert "at the same time 40 hours a week" in words
    assert "Not covered by this match: Leading others" in words.replace("*", "")
    assert f"You asked to be matched with <@{priya.id}>, and you were." in words
    assert "Not everybody you asked for could be matched with you this time." in words
    assert "two people were not available to each other" in words
    assert noah.id not in words

    await why(town, priya)
    words = screen(priya)
    assert f"You were matched with <@{mia.id}>, as their mentor" in words
    assert f"You can help <@{mia.id}> with this: Giving and taking feedback" in words
    assert "You asked for nobody in particular" in words
    for secret in ("asked to be matched", "Leading others", "Not everybody", "available to each other", noah.id):
        assert secret not in words


async def test_it_is_asked_from_where_one_stands_too(town: Town) -> None:
    await matched(town)
    mia = town.person("Mia")
    await mia.open_home()
    await town.settle()
    assert mia.home is not None
    assert [each["accessibility_label"] for each in why_buttons(mia.home)] == ["Why this match? With Priya"]
    await mia.press("why.match", message=mia.home)
    await town.settle()
    assert "Your wishes" in screen(mia)
    await mia.close(clear=True)

    await mia.command("/mentor status")
    await town.settle()
    await mia.press("why.match", message=mia.ephemerals[-1])
    await town.settle()
    assert "Your wishes" in screen(mia)


async def test_a_mentor_of_two_asks_beside_each_of_them(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Priya", Role.MENTOR, capacity=2, goals_offered=["feedback"])
    for mentee in ("Mia", "Noah"):
        await place(town, programme, mentee, Role.MENTEE, goals_wanted=["feedback"])
    await publish(town)
    priya = town.person("Priya")
    await priya.open_home()
    await town.settle()
    assert priya.home is not None
    mentees = {town.person(mentee).id for mentee in ("Mia", "Noah")}
    read = set()
    for button in why_buttons(priya.home):
        await priya.press("why.match", button["value"], message=priya.home)
        await town.settle()
        (mentee,) = (each for each in mentees if each in screen(priya))
        read.add(mentee)
        await priya.close(clear=True)
    assert read == mentees


async def test_nobody_else_reads_it_and_what_never_was_sounds_the_same(town: Town) -> None:
    await matched(town)
    value = why_buttons(announced(town.person("Mia")))[0]["value"]
    hugh = town.person("Hugh")
    heard = []
    for asked in (value, "4711"):
        await town.slack.forge_press(hugh.id, "why.match", asked)
        await town.settle()
        heard.append(screen(hugh))
        await hugh.close(clear=True)
    assert "not among your matches" in heard[0]
    assert heard[0] == heard[1]


async def test_later_wishes_and_goals_do_not_rewrite_it(town: Town) -> None:
    await matched(town)
    mia = town.person("Mia")
    await why(town, mia)
    before = screen(mia)
    await mia.close(clear=True)
    async with town.bot.storage.transaction() as tx:
        await tx.execute(delete(Wish))
        await tx.execute(update(Enrolment).values(goals_wanted=["network"], goals_offered=[]))
    await why(town, mia)
    assert screen(mia) == before


async def test_it_is_answered_when_all_is_over(town: Town) -> None:
    await matched(town)
    mia, priya = town.person("Mia"), town.person("Priya")
    button = announced(mia)
    await priya.command("/mentor leave")
    await town.settle()
    await priya.submit({})
    await town.settle()
    for person in (mia, priya):
        await person.press("why.match", message=button if person is mia else announced(priya))
        await town.settle()
        assert "Your wishes" in screen(person)
    assert f"<@{priya.id}>" in screen(mia)


async def test_a_group_reads_what_it_shares_and_each_of_them_their_own_wishes(town: Town) -> None:
    programme = await a_programme(town, kind=Kind.PEER_GROUP)
    ids = {each: town.person(each).id for each in ENGLISH}
    await place(town, programme, "Mia", Role.PEER, goals_wanted=["network", "data"], with_=[ids["Hugh"]])
    await place(town, programme, "Priya", Role.PEER, goals_wanted=["network"])
    await place(town, programme, "Hugh", Role.PEER, goals_offered=["network"])
    await publish(town)
    mia, hugh = town.person("Mia"), town.person("Hugh")
    await why(town, mia)
    assert "Others here work on this too, or can help you with it" in screen(mia)
    assert f"You asked to be matched with <@{ids['Hugh']}>, and you were." in screen(mia)
    assert "somebody in your group may know" in screen(mia)
    await why(town, hugh)
    assert "You can help others here with" in screen(hugh)
    assert "asked to be matched" not in screen(hugh)


async def test_what_a_coordinator_changes_is_said_to_those_it_is_about_and_moves_no_share(town: Town) -> None:
    programme = await run_by_grace(town)
    bent = [town.person("Bent").id]
    for mentor, mentee in (("Priya", "Oliver"), ("Hugh", "Aoife")):
        await place(town, programme, mentor, Role.MENTOR, with_=[town.person(mentee).id])
        await place(town, programme, mentee, Role.MENTEE, with_=[town.person(mentor).id])
    for mentor, mentee in (("Aino", "Arjun"), ("Ingrid", "Amina")):
        await place(town, programme, mentor, Role.MENTOR, with_=bent)
        await place(town, programme, mentee, Role.MENTEE, with_=bent)
    grace, priya = town.person("Grace"), town.person("Priya")
    await draft_editing.open_draft(town, grace)
    assert "Wishes honoured: about half of those" in screen(grace).replace("*", "")
    for mentor, act in (("Hugh", "apart"), ("Priya", "apart"), ("Aino", "keep")):
        await draft_editing.change(town, grace, mentor, act=act)
        await draft_editing.submit(town, grace)
        assert "Wishes honoured: about half of those" in screen(grace).replace("*", "")
    assert "3 changes by" in screen(grace)
    await grace.press("match.publish")
    await town.settle()
    await town.travel(days=1)

    await why(town, town.person("Aino"))
    assert "A coordinator had a hand in bringing you together" in screen(town.person("Aino"))
    await why(town, priya)
    assert "A coordinator" not in screen(priya)
    assert "could not be matched with you this time" in screen(priya)


async def test_in_danish(town: Town) -> None:
    await matched(town, english=("Priya", "Noah", "Hugh"))
    mia, priya = town.person("Mia"), town.person("Priya")
    assert "Hvorfor dette match?" in visible_text(announced(mia))
    await why(town, mia)
    words = screen(mia)
    assert f"Du blev matchet med <@{priya.id}> som din mentor" in words
    assert f"Du bad om at blive matchet med <@{priya.id}>, og det blev du." in words
    assert "Ikke alle, du bad om, kunne matches med dig denne gang" in words
    assert "ikke til rådighed for hinanden" in words


# What the stories say in a word


async def matched(town: Town, *, english: tuple[str, ...] = ENGLISH) -> None:
    """Mia, who asked for Noah before Priya, is matched with Priya."""
    programme = await a_programme(town, english=english)
    wishes = [town.person("Noah").id, town.person("Priya").id]
    await place(town, programme, "Mia", Role.MENTEE, goals_wanted=["leadership", "feedback"], with_=wishes)
    await place(town, programme, "Priya", Role.MENTOR, goals_offered=["feedback"])
    await place(town, programme, "Noah", Role.MENTEE)
    await publish(town)


async def a_programme(town: Town, *, english: tuple[str, ...] = ENGLISH, **changes: Any) -> int:
    for each in english:
        await town.slack.change_person(town.person(each).id, locale="en-GB")
    return await open_programme(town, **changes)


async def place(town: Town, programme: int, who: str, role: Role, **facts: Any) -> None:
    about = {"languages": ["en"], "zone": "Europe/Copenhagen"} | facts
    await enrol(town.bot.storage, town.slack.state.team_id, programme, town.person(who).id, role, **about)


async def publish(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor match")
    await town.settle()
    await anna.press("match.publish")
    await town.settle()
    await town.travel(days=1)


async def why(town: Town, person: PersonDriver) -> None:
    await person.press("why.match", message=announced(person))
    await town.settle()


def announced(person: PersonDriver) -> Json:
    """The message that tells somebody of their match."""
    return next(message for message in person.messages if why_buttons(message))


def why_buttons(shown: Json) -> list[Json]:
    return [button for button in buttons(shown) if button["action_id"] == "why.match"]


def screen(person: PersonDriver) -> str:
    assert person.modal is not None
    return visible_text(person.modal)
