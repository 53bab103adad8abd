"""The Home says where somebody stands, whatever their part is."""

from sandbox.reading import visible_text
from tests.handlers.test_join import join, open_programme
from tests.town import Town


async def test_the_contact_sees_for_which_programme_people_turn_to_them(town: Town) -> None:
    await open_programme(town)
    for name, expected in (("Bent", True), ("Priya", False)):
        person = town.person(name)
        await person.open_home()
        await town.settle()
        words = visible_text(person.home)
        assert ("den, man kan gå til i Across the house" in words) == expected


async def test_a_home_without_a_place_says_when_that_something_is_open_only_when_something_is(town: Town) -> None:
    priya = town.person("Priya")
    await priya.open_home()
    await town.settle()
    assert "When a programme takes people" in visible_text(priya.home)

    await open_programme(town)
    await priya.open_home()
    await town.settle()
    assert "You can look at what is open now" in visible_text(priya.home)
    assert "When a programme takes people" not in visible_text(priya.home)


async def test_when_it_begins_is_said_before_the_match(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")

    await mia.say("Hvornår starter det?")
    await town.settle()

    assert "Programmet løber fra " in visible_text(mia.messages[-1])


async def test_whoever_has_no_match_is_not_sent_to_a_button_that_only_the_matched_have(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.command("/mentor leave")
    await town.settle()

    assert "/mentor pause" in visible_text(mia.modal)
    assert "Jeg vil gerne have hjælp" not in visible_text(mia.modal)
