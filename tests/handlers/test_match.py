"""Matching and kick-off, as coordinators and the people they match see it."""

import re
from typing import Any

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.states import Kind, Role
from tests.enrolments import add_coordinator, enrol
from tests.programmes import add_programme
from tests.town import Town


async def test_a_round_is_drafted_published_and_its_people_introduced(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Mia", Role.MENTEE, goals_wanted=["feedback"], languages=["da", "en"], level=1)
    await place(town, programme, "Priya", Role.MENTOR, goals_offered=["feedback"], level=3, department="Digital")
    await place(town, programme, "Noah", Role.MENTEE)
    anna = town.person("Anna")

    await anna.command("/mentor match")
    await town.settle()
    overview = screen(anna)
    assert "2 af 3 tilmeldte har et foreslået match" in overview
    assert "Én plads er uden match endnu" in overview
    assert "ingen bedre runde under disse regler" in overview
    assert "Nærmeste leder er ukendt for 3 personer" in overview
    assert not said_to(town, "Mia")

    await press(town, anna, "match.matches")
    assert "Giving" not in screen(anna)
    assert "Mentee vil arbejde med det, mentor kan hjælpe med: Give og tage imod feedback" in screen(anna)
    await press(town, anna, "match.overview")
    await press(town, anna, "match.waiting")
    assert mention(town, "Noah") in screen(anna)
    assert "der er andre mentees i denne runde, eller de to er ikke til rådighed for hinanden" in screen(anna)
    await press(town, anna, "match.overview")
    await press(town, anna, "match.publish")
    assert "Across the house er udgivet" in screen(anna)
    await town.travel(days=1)

    (to_mia,) = said_to(town, "Mia")
    assert f"{mention(town, 'Priya')} er din mentor" in to_mia
    assert "kan hjælpe med det, du gerne vil arbejde med: Give og tage imod feedback" in to_mia
    assert "du begynder" in to_mia
    assert "Selve programmet begynder mandag den 9. marts 2026" in to_mia
    (to_priya,) = said_to(town, "Priya")
    assert f"You are mentor to {mention(town, 'Mia')}" in to_priya
    assert f"{mention(town, 'Mia')} begins" in to_priya
    (to_noah,) = said_to(town, "Noah")
    assert "flere mentees end pladser" in to_noah
    assert "du beholder din plads" in to_noah
    assert "Flere arbejdstimer" not in to_noah

    (kick_off,) = town.person("Mia").group_messages
    words = visible_text(kick_off)
    assert town.person("Priya").group_messages == [kick_off]
    assert f"I am {town.person('Mia').id}, and <@everyone> may know." in words
    assert "The programme begins on Monday 9 March 2026" in words
    assert "10:00\N{EN DASH}17:00 in Copenhagen" in words
    assert "09:00\N{EN DASH}16:00 in London" in words
    assert len(re.findall(r"https://calendar\.google\.com", str(kick_off))) == 3
    assert len(re.findall(r"https://outlook\.office\.com", str(kick_off))) == 3
    assert f"{mention(town, 'Mia')}, you begin." in words
    assert "I cannot read what you write, not even when you mention me" in words
    for told in (to_mia, to_priya, to_noah, words):
        assert not re.search(r"\bpoint|\bscore|1,001|1\.001|%", told)


async def test_a_peer_group_gets_one_conversation_and_a_starter(town: Town) -> None:
    programme = await a_programme(town, kind=Kind.PEER_GROUP)
    people = ("Mia", "Jonas", "Sofie", "Emil")
    for name in people:
        await place(town, programme, name, Role.PEER, goals_wanted=["network"], languages=["da"])
    anna = town.person("Anna")

    await anna.command("/mentor match")
    await town.settle()
    assert "4 af 4 tilmeldte har et foreslået match: én gruppe" in screen(anna).replace("*", "")
    await press(town, anna, "match.matches")
    assert "Flere af dem vil arbejde med: Bygge et netværk" in screen(anna)
    await press(town, anna, "match.overview")
    await press(town, anna, "match.publish")
    await town.travel(days=1)

    (kick_off,) = town.person("Mia").group_messages
    assert "Her begynder jeres gruppe" in kick_off["text"]
    assert all(town.person(name).group_messages == [kick_off] for name in people)
    begins = [name for name in people if "du begynder" in said_to(town, name)[0]]
    assert len(begins) == 1


async def test_a_draft_overtaken_by_somebody_who_left_is_refused_with_what_changed(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Oliver", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    await place(town, programme, "Hugh", Role.MENTOR)
    grace = town.person("Grace")
    await grace.command("/mentor match")
    await town.settle()
    matched = "Priya" if mention(town, "Priya") in await matches_of(town, grace) else "Hugh"

    await town.person(matched).command("/mentor leave")
    await town.settle()
    await town.person(matched).submit({})
    await town.settle()
    await press(town, grace, "match.publish")

    assert f"{mention(town, matched)} left the programme" in screen(grace)
    assert not said_to(town, "Oliver")
    await press(town, grace, "match.again")
    await press(town, grace, "match.publish")
    await town.travel(days=1)
    assert len(said_to(town, "Oliver")) == 1


async def test_publishing_a_second_time_changes_nothing_and_says_so(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Oliver", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    grace, anna = town.person("Grace"), town.person("Anna")
    for coordinator in (grace, anna):
        await coordinator.command("/mentor match")
        await town.settle()
    await press(town, grace, "match.publish")
    await press(town, anna, "match.publish")

    assert "er allerede udgivet" in screen(anna)
    await town.travel(days=1)
    assert len(said_to(town, "Oliver")) == 1
    assert len(town.person("Oliver").group_messages) == 1


async def test_an_old_screen_leads_to_no_draft_once_the_round_is_published(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Oliver", Role.MENTEE)
    await place(town, programme, "Priya", Role.MENTOR)
    grace, anna = town.person("Grace"), town.person("Anna")
    for coordinator in (grace, anna):
        await coordinator.command("/mentor match")
        await town.settle()
    await press(town, anna, "match.matches")
    await press(town, grace, "match.publish")
    await press(town, anna, "match.overview")
    assert "udgivet i mellemtiden, og det kan ikke tages tilbage" in screen(anna)


async def test_with_nobody_to_match_the_coordinator_hears_it_kindly(town: Town) -> None:
    await a_programme(town)
    grace = town.person("Grace")
    await grace.command("/mentor match")
    await town.settle()
    assert "Nobody is enrolled in Across the house yet." in screen(grace)


async def test_somebody_who_runs_no_programme_is_told_whom_to_ask(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Oliver", Role.MENTEE)
    await town.person("Oliver").command("/mentor match")
    await town.settle()
    assert "Anna" in screen(town.person("Oliver"))


async def test_who_runs_several_programmes_chooses_one_first(town: Town) -> None:
    await a_programme(town, name="First")
    second = await a_programme(town, name="Second")
    await place(town, second, "Oliver", Role.MENTEE)
    await place(town, second, "Priya", Role.MENTOR)
    grace = town.person("Grace")
    await grace.command("/mentor match")
    await town.settle()
    await grace.submit({"programme": str(second)})
    await town.settle()
    assert "Second · match draft" in screen(grace).replace("*", "")


async def test_a_mentor_is_further_along_where_the_programme_asks_for_it(town: Town) -> None:
    programme = await a_programme(town, rules={"level_gap": 1})
    await place(town, programme, "Oliver", Role.MENTEE, level=3)
    await place(town, programme, "Aoife", Role.MENTEE, level=2)
    await place(town, programme, "Priya", Role.MENTOR, level=3)
    grace = town.person("Grace")
    await grace.command("/mentor match")
    await town.settle()
    assert mention(town, "Aoife") in await matches_of(town, grace)
    await press(town, grace, "match.waiting")
    assert mention(town, "Oliver") in screen(grace)
    assert "The rule on levels keeps one person away" in screen(grace)


async def test_not_with_and_wishes_are_shown_to_nobody(town: Town) -> None:
    programme = await a_programme(town)
    priya, oliver = town.person("Priya").id, town.person("Oliver").id
    await place(town, programme, "Oliver", Role.MENTEE, with_=[priya])
    await place(town, programme, "Priya", Role.MENTOR)
    await place(town, programme, "Aoife", Role.MENTEE)
    await place(town, programme, "Hugh", Role.MENTOR, not_with=[oliver, town.person("Aoife").id])
    grace = town.person("Grace")
    await grace.command("/mentor match")
    await town.settle()
    assert "wish" not in await matches_of(town, grace)
    await press(town, grace, "match.waiting")
    assert "Neither of the two mentors who would suit is free" in screen(grace)
    assert screen(grace).count("the two are not available to each other") == 2, "of each who waits, whether so or not"
    await press(town, grace, "match.overview")
    await press(town, grace, "match.publish")
    await town.travel(days=1)
    assert "You wished for" in said_to(town, "Oliver")[0]
    assert "wished" not in said_to(town, "Priya")[0]


async def a_programme(town: Town, **changes: Any) -> int:
    programme: int = await add_programme(
        town.bot.storage,
        town.slack.state.team_id,
        coordinator=town.person("Anna").id,
        contact=town.person("Bent").id,
        **changes,
    )
    await add_coordinator(town.bot.storage, town.slack.state.team_id, programme, town.person("Grace").id)
    return programme


async def place(town: Town, programme: int, name: str, role: Role, **changes: Any) -> None:
    await enrol(town.bot.storage, town.slack.state.team_id, programme, town.person(name).id, role, **changes)


async def press(town: Town, person: PersonDriver, action: str, value: str | None = None) -> None:
    await person.press(action, value)
    await town.settle()


async def matches_of(town: Town, person: PersonDriver) -> str:
    """The words of the first page of matches; the overview is open before and after."""
    await press(town, person, "match.matches")
    words = screen(person)
    await press(town, person, "match.overview")
    return words


def screen(person: PersonDriver) -> str:
    assert person.modal is not None
    return visible_text(person.modal)


def mention(town: Town, name: str) -> str:
    return f"<@{town.person(name).id}>"


def said_to(town: Town, name: str) -> list[str]:
    """What the bot wrote to somebody about their match."""
    words = [visible_text(message) for message in town.person(name).messages]
    return [each for each in words if "Across the house" in each and "forladt" not in each]
