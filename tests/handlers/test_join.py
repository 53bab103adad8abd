"""Joining a programme, as the person sees it."""

from typing import Any

from sandbox.person import PersonDriver
from sandbox.reading import visible_text
from storage.states import ProgrammeState, Role
from tests.enrolments import enrol
from tests.programmes import add_programme
from tests.town import Town


async def open_programme(town: Town, **changes: Any) -> int:
    """A programme that Anna runs, with Bent as the named contact."""
    return await add_programme(
        town.bot.storage,
        town.slack.state.team_id,
        coordinator=town.person("Anna").id,
        contact=town.person("Bent").id,
        **changes,
    )


async def join(town: Town, person: PersonDriver, *, role: str, words: str = "", **answers: Any) -> None:
    """Take a place, answering what is given and leaving the rest as it is; `words` name the programme."""
    goals = {"wanted": ["feedback", "network"]} | ({"offered": ["leadership"]} if role in {"mentor", "both"} else {})
    await person.command(f"/mentor join {words}".strip())
    await town.settle()
    for fields in ({}, {"role": role}, goals, {"languages": ["da", "en"]}, {}, {}, {}, answers):
        outcome = await person.submit(fields)
        assert outcome.acked, outcome
        assert not outcome.errors, outcome.errors
    await town.settle()


async def test_a_mentee_joins_step_by_step_and_is_told_what_comes_next(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")

    await mia.command("/mentor join")
    await town.settle()
    assert "Across the house" in visible_text(mia.modal)
    for fields in (
        {},
        {"role": "mentee"},
        {"wanted": ["feedback", "network"], "wanted_in_own_words": "Saying what I see without hurting anybody"},
        {"level": "2", "department": "Surgery", "team": "Ward 4", "languages": ["da", "en"]},
        {},
        {"with": [], "expectation": "Somebody who listens"},
        {"interest_in_me": "3"},
        {},
    ):
        outcome = await mia.submit(fields)
        assert outcome.acked, outcome
        assert not outcome.errors, outcome.errors
    await town.settle()

    (welcome,) = mia.messages
    assert "Across the house" in welcome["text"]
    assert "Somebody who listens" in visible_text(welcome)


async def test_closing_half_way_loses_nothing(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()
    await mia.submit({})
    await mia.submit({"role": "mentor"})
    await mia.submit({"offered": ["leadership"], "offered_in_own_words": "Night shifts", "wanted": []})
    await mia.close(clear=True)

    await mia.command("/mentor join")
    await town.settle()
    await mia.submit({})

    assert mia.modal is not None
    assert mia.modal["callback_id"] == "join.about"


async def test_joining_twice_is_answered_with_where_to_look(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.close(clear=True)

    await mia.command("/mentor join")
    await town.settle()

    assert "/mentor" in visible_text(mia.modal)
    assert mia.modal is not None
    assert mia.modal["callback_id"] == "notice"


async def test_nothing_to_join_is_said_kindly(town: Town) -> None:
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()

    assert mia.modal is not None
    assert mia.modal["callback_id"] == "notice"


async def test_a_guest_is_told_why_not(town: Town) -> None:
    await open_programme(town)
    guest = town.person("U0GUEST1")
    await guest.command("/mentor join")
    await town.settle()

    assert guest.modal is not None
    assert guest.modal["callback_id"] == "notice"


async def test_a_form_sent_after_the_programme_closed_keeps_what_was_typed(town: Town) -> None:
    programme_id = await open_programme(town)
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()
    await mia.submit({})
    await close(town, programme_id)

    outcome = await mia.submit({"role": "mentor"})

    assert outcome.errors
    assert mia.modal is not None
    assert mia.modal["callback_id"] == "join.role"


async def test_an_introduction_of_nothing_but_emoji_is_refused_on_its_field(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()
    for fields in ({}, {"role": "mentee"}, {"wanted": ["craft"]}, {}, {}, {}, {}):
        await mia.submit(fields)

    outcome = await mia.submit({"introduction": ":wave: 🎉"})

    assert "introduction" in outcome.errors


async def test_a_submission_delivered_twice_joins_once(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")

    await town.slack.redeliver_last(mia.id)
    await town.settle()

    assert len(mia.messages) == 1


async def close(town: Town, programme_id: int) -> None:
    from storage.models.programmes import Programme

    async with town.bot.storage.transaction() as tx:
        row = await tx.get(Programme, programme_id)
        assert row is not None
        row.state = ProgrammeState.CLOSED


async def test_who_has_a_place_sees_it_beside_what_else_is_open(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.close(clear=True)
    await open_programme(town, name="Circles")

    await mia.command("/mentor join")
    await town.settle()

    assert "Circles" in visible_text(mia.modal)
    assert "Du har allerede en plads i Across the house" in visible_text(mia.modal)
    await mia.press("open:status")
    await town.settle()
    assert "Across the house" in visible_text(mia.modal)


async def test_a_programme_can_be_named(town: Town) -> None:
    await open_programme(town)
    await open_programme(town, name="Circles")
    await open_programme(town, name="Leading from afar")
    mia = town.person("Mia")

    await mia.command("/mentor join circles")
    await town.settle()
    assert mia.modal is not None
    assert mia.modal["callback_id"] == "join.look"
    assert "*Circles*" in visible_text(mia.modal)
    await mia.close(clear=True)

    await mia.command("/mentor join something else")
    await town.settle()
    assert mia.modal is not None
    assert mia.modal["callback_id"] == "join.choose"


async def test_naming_a_programme_in_which_one_has_a_place_says_so(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.close(clear=True)
    await open_programme(town, name="Circles")

    await mia.command("/mentor join Across the house")
    await town.settle()

    assert "Du har allerede en plads i Across the house" in visible_text(mia.modal)
    assert "/mentor profil" in visible_text(mia.modal)


async def test_choosing_on_an_old_screen_what_one_has_joined_meanwhile_says_so(town: Town) -> None:
    first = await open_programme(town)
    for name in ("Circles", "Leading from afar"):
        await open_programme(town, name=name)
    mia = town.person("Mia")
    await mia.command("/mentor join")
    await town.settle()
    await enrol(town.bot.storage, town.slack.state.team_id, first, mia.id, Role.MENTEE)

    outcome = await mia.submit({"programme": str(first)})

    assert "Du har allerede en plads i Across the house" in outcome.errors["programme"]


async def test_what_was_begun_stands_first_is_chosen_and_says_so(town: Town) -> None:
    for name in ("Circles", "Leading from afar", "Zebra crossing"):
        await open_programme(town, name=name)
    begun = await open_programme(town, name="Yellow house")
    await open_programme(town, name="A third one")
    mia = town.person("Mia")
    await mia.command("/mentor join Yellow")
    await town.settle()
    await mia.submit({})
    await mia.submit({"role": "mentor"})
    await mia.close(clear=True)

    await mia.say("tilmeld")
    await town.settle()
    await mia.press("open:join")
    await town.settle()

    assert mia.modal is not None
    (field,) = (block for block in mia.modal["blocks"] if block["type"] == "input")
    first = field["element"]["options"][0]
    assert first["value"] == str(begun)
    assert "Her er du gået i gang" in first["description"]["text"]
    assert field["element"]["initial_option"] == first
