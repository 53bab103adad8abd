"""Running a programme, as its coordinator sees it."""

from typing import Any

import pytest

from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from sandbox.state import Conversation
from tests.handlers.test_join import join
from tests.programmes import add_programme
from tests.town import Town

BASICS = {
    "name": "Across the house",
    "kind": "one_to_one",
    "purpose": "Meet somebody you would not meet otherwise.",
    "topic": "Leadership across silos",
    "starts_on": "2026-04-06",
    "ends_on": "2026-10-05",
}


async def test_an_admin_sets_a_programme_up_on_two_pages_and_hears_what_to_do_next(town: Town) -> None:
    anna = town.person("Anna")
    await set_up(town, anna, contact=town.person("Grace").id)

    assert "Across the house er gemt" in screen(anna)
    (saved,) = anna.messages
    assert "Across the house er gemt" in saved["text"]
    assert f"<@{town.person('Grace').id}>" in saved["text"]


async def test_danish_words_open_the_same_list(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor program")
    await town.settle()
    assert "Du står ikke for noget program endnu" in screen(anna)


async def test_whoever_may_not_is_told_whom_to_ask(town: Town) -> None:
    oliver = town.person("Oliver")
    await oliver.command("/mentor programme")
    await town.settle()
    assert "by typing `/mentor programme`: Anna, Bent." in screen(oliver)

    await run_by_grace(town)
    await oliver.command("/mentor programme")
    await town.settle()
    assert "turn to one of them: Grace." in screen(oliver)


async def test_a_programmes_own_coordinators_alone_see_it(town: Town) -> None:
    await run_by_grace(town)
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await town.settle()
    assert "Across the house" not in screen(anna)


async def test_enrolment_opens_with_one_announcement_from_which_people_join(town: Town) -> None:
    grace, channel = await run_by_grace(town), news(town)
    await grace.invite_app(channel.id)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.open")

    assert "Enrolment in Across the house is open" in screen(grace)
    (announcement,) = said_in(channel)
    assert "Meet somebody you would not meet otherwise." in visible_text(announcement)
    assert "Leadership across silos" not in visible_text(announcement)
    (opened,) = grace.messages
    assert "is open, until you close it" in opened["text"]
    assert not town.person("Hugh").messages, "it is eight in London"
    await town.travel(hours=2)
    (named,) = town.person("Hugh").messages
    assert "You are the person to turn to in Across the house" in named["text"]

    priya = town.person("Priya")
    await priya.press("open:join", message=announcement)
    await town.settle()
    assert "Across the house" in screen(priya)


async def test_an_announcements_button_leads_to_the_programme_it_speaks_of(town: Town) -> None:
    grace, channel = await run_by_grace(town), news(town)
    await grace.invite_app(channel.id)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.open")
    (announcement,) = said_in(channel)
    for name in ("Circles", "Leading from afar"):
        await add_programme(
            town.bot.storage, town.slack.state.team_id, coordinator=grace.id, contact="U0HUGH01", name=name
        )

    priya = town.person("Priya")
    await press(town, priya, "open:join", shown=announcement)
    assert "Circles" not in screen(priya)
    assert "*Across the house*" in screen(priya)
    await join(town, priya, role="mentee", words="across")
    await priya.close(clear=True)

    await press(town, priya, "open:join", shown=announcement)
    assert "You already have a place in Across the house" in screen(priya)
    assert "open:profile" in str(priya.modal)
    assert "Circles" not in screen(priya)


async def test_enrolment_without_a_contact_does_not_open(town: Town) -> None:
    grace = await run_by_grace(town, contact_id=None)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.open")
    assert "Enrolment needs a person to turn to" in screen(grace)
    assert not grace.messages

    await press(town, grace, "programme.edit")
    assert grace.modal is not None
    assert grace.modal["callback_id"] == "programme.basics"


async def test_a_contact_who_has_left_does_not_open_enrolment(town: Town) -> None:
    grace = await run_by_grace(town, contact_id=town.person("Viggo").id)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.open")
    assert "Viggo Storm is a guest, an app, or no longer here" in screen(grace)


async def test_enrolment_closes_and_what_was_begun_stays(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    priya = town.person("Priya")
    await priya.command("/mentor join")
    await town.settle()
    await priya.submit()
    await priya.submit({"role": "mentee"})

    await grace.command("/mentor programme")
    await press(town, grace, "programme.close")
    assert "Enrolment in Across the house is closed" in screen(grace)
    refused = await priya.submit({"wanted": ["feedback"]})
    assert "is kept" in str(refused.errors)

    await press(town, grace, "programme.open")
    taken = await priya.submit({"wanted": ["feedback"]})
    assert not taken.errors


async def test_a_stale_list_does_no_harm(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    await grace.command("/mentor programme")
    await town.settle()
    stale = grace.modal
    await press(town, grace, "programme.end")
    assert "Across the house has ended" in screen(grace)
    assert [each["action_id"] for each in buttons(grace.modal or {})] == ["programme.new"]

    await press(town, grace, "programme.announce", shown=stale)
    assert "Across the house has ended and cannot be changed any more" in screen(grace)
    assert not said_in(news(town))


async def test_a_button_pressed_by_somebody_else_is_refused(town: Town) -> None:
    grace = await run_by_grace(town)
    await grace.command("/mentor programme")
    await town.settle()
    oliver = town.person("Oliver")
    for action_id in ("programme.open", "programme.edit", "programme.end", "programme.new"):
        await press(town, oliver, action_id, shown=grace.modal)
        assert "turn to one of them: Grace." in screen(oliver)
        await oliver.close()
    assert not said_in(news(town))


async def test_an_announcement_that_the_channel_does_not_take_leaves_enrolment_open(town: Town) -> None:
    grace = await run_by_grace(town)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.open")
    assert not said_in(news(town))

    await grace.invite_app(news(town).id)
    await town.travel(minutes=1)
    await press(town, grace, "programme.announce")
    assert len(said_in(news(town))) == 1


async def test_a_peer_group_programme_says_how_large_its_groups_are(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await press(town, anna, "programme.new")
    await anna.submit({**BASICS, "kind": "peer_group"})
    outcome = await anna.submit({"group_minimum": "6", "group_maximum": "4"})
    assert "fra 3 til 8" in outcome.errors["group_maximum"]
    outcome = await anna.submit({"group_minimum": "4", "group_maximum": "6"})
    assert not outcome.errors


async def test_every_line_that_is_no_date_is_named(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await press(town, anna, "programme.new")
    await anna.submit(BASICS)
    outcome = await anna.submit({"closing_days": "24-12-2026\njuleaften\n2026-12-31\n31-02-2027"})
    assert "2 (juleaften), 4 (31-02-2027)" in outcome.errors["closing_days"]
    assert not (await anna.submit({"closing_days": "24-12-2026\n2026-12-31"})).errors


async def test_the_kind_is_fixed_once_somebody_has_begun_to_join(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    priya = town.person("Priya")
    await priya.command("/mentor join")
    await town.settle()
    await priya.submit()
    await priya.submit({"role": "mentee"})
    await town.settle()

    await grace.command("/mentor programme")
    await press(town, grace, "programme.edit")
    assert "Somebody has begun to join" in screen(grace)
    outcome = await grace.submit({"name": "Across two houses"})
    assert not outcome.errors
    assert "Across two houses" in screen(grace)


async def test_a_coordinator_appoints_another_who_hears_of_it(town: Town) -> None:
    grace, oliver = await run_by_grace(town), town.person("Oliver")
    await grace.command("/mentor programme")
    await press(town, grace, "programme.edit")
    await grace.submit({"co_coordinators": [oliver.id]})
    await town.travel(hours=2)
    assert f"<@{grace.id}> has made you a coordinator of Across the house" in oliver.messages[-1]["text"]
    await oliver.press("open:programme")
    await town.settle()
    assert "Across the house" in screen(oliver)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ":tada: 🎉"}, "name", "Skriv mindst ét ord"),
        ({"ends_on": "2026-03-01", "starts_on": "2026-02-01"}, "ends_on", "efter i dag"),
        ({"starts_on": "2026-11-01"}, "ends_on", "ligger før den første"),
        ({"ends_on": "2040-04-10"}, "ends_on", "højst vare tre år"),
        ({"ends_on": "2026-04-10"}, "ends_on", "ikke plads til to møder"),
        ({"contact": "U0ROBOT1"}, "contact", "Canteen Menu"),
        ({"contact": "U0GUEST1"}, "contact", "Petra Blom"),
        ({"contact": "U0EXTERN"}, "contact", "Helle Winther"),
        ({"contact": "U0ANNA01"}, "contact", "en anden end koordinatorerne"),
        ({"contact": "U0BENT01", "co_coordinators": ["U0BENT01"]}, "contact", "en anden end koordinatorerne"),
        ({"co_coordinators": ["U0GUEST1"]}, "co_coordinators", "Petra Blom"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_typed_is_lost(
    town: Town, wrong: dict[str, Any], field: str, words: str
) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await press(town, anna, "programme.new")
    outcome = await anna.submit({**BASICS, **wrong})
    assert list(outcome.errors) == [field]
    assert words in outcome.errors[field]

    right = {name: value for name, value in BASICS.items() if name in wrong}
    mended = await anna.submit({"contact": None, "co_coordinators": [], **right})
    assert not mended.errors


async def test_a_text_that_is_too_long_stays_in_its_field_whatever_the_client_lets_through(town: Town) -> None:
    anna = town.person("Anna")
    await anna.command("/mentor programme")
    await press(town, anna, "programme.new")
    await anna.fill(BASICS)
    await anna.fill({"purpose": "x" * 3001}, forged=True)
    view = anna.modal or {}
    outcome = await anna._interactions.submit(anna.profile, view)  # noqa: SLF001  # a client that checks nothing
    assert "3.001" in outcome.errors["purpose"]
    assert not (await anna.submit({"purpose": "Shorter."})).errors


async def test_a_programme_ended_meanwhile_keeps_what_was_typed_and_says_so(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    await grace.command("/mentor programme")
    await town.settle()
    shown = grace.modal
    await press(town, grace, "programme.edit")
    form = grace.modal
    assert form is not None
    await press(town, grace, "programme.end", shown=shown)
    await grace.command("/mentor programme")
    await town.settle()
    assert "Ended" in screen(grace)
    stale = await grace._interactions.submit(grace.profile, form)  # noqa: SLF001  # a second device still shows it
    assert "has ended and cannot be changed" in str(stale.errors)


async def set_up(town: Town, coordinator: PersonDriver, *, contact: str | None = None, **details: Any) -> None:
    """Both pages, filled in and saved."""
    await coordinator.command("/mentor programme")
    await press(town, coordinator, "programme.new")
    for fields in ({**BASICS, "contact": contact}, details):
        outcome = await coordinator.submit(fields)
        assert outcome.acked, outcome
        assert not outcome.errors, outcome.errors
    await town.settle()


async def run_by_grace(town: Town, **changes: Any) -> PersonDriver:
    """Grace, who speaks English, with a programme in draft."""
    grace = town.person("Grace")
    facts = {"state": "draft", "announcement_channel": news(town).id, "purpose": BASICS["purpose"]} | changes
    contact = facts.pop("contact_id", town.person("Hugh").id)
    await add_programme(town.bot.storage, town.slack.state.team_id, coordinator=grace.id, contact=contact, **facts)
    return grace


async def press(town: Town, person: PersonDriver, action_id: str, *, shown: dict[str, Any] | None = None) -> None:
    await town.settle()
    await person.press(action_id, message=shown)
    await town.settle()


def screen(person: PersonDriver) -> str:
    """Every word of the modal in front of somebody."""
    return visible_text(person.modal or {})


def news(town: Town) -> Conversation:
    """A channel everybody is in, and the bot is not."""
    channels = town.slack.state.conversations.values()
    return next(each for each in channels if each.name == "learning")


def said_in(channel: Conversation) -> list[dict[str, Any]]:
    return list(channel.messages.values())


async def test_an_announcement_that_slack_refuses_is_told_to_the_coordinator(town: Town) -> None:
    anna = town.person("Anna")
    programme_id = await add_programme(
        town.bot.storage,
        town.slack.state.team_id,
        coordinator=anna.id,
        contact=town.person("Bent").id,
        state="draft",
        announcement_channel="C0ANNOUNCE",
    )
    await anna.command("/mentor programme")
    await town.settle()
    await anna.press("programme.open", str(programme_id))
    await town.settle()

    assert any("/invite" in visible_text(message) for message in anna.messages)


async def test_what_cannot_open_is_refused_without_a_question_first(town: Town) -> None:
    grace = await run_by_grace(town, contact_id=None)
    await grace.command("/mentor programme")
    await town.settle()
    (unasked,) = [each for each in buttons(grace.modal or {}) if each["action_id"] == "programme.open"]
    assert "confirm" not in unasked

    await press(town, grace, "programme.edit")
    await grace.submit({"contact": town.person("Hugh").id})
    await grace.submit({})
    (asked,) = [each for each in buttons(grace.modal or {}) if each["action_id"] == "programme.open"]
    assert "confirm" in asked


async def test_an_ended_programme_shows_the_day_it_ended(town: Town) -> None:
    grace = await run_by_grace(town, state="open")
    await town.travel(days=30)
    await grace.command("/mentor programme")
    await press(town, grace, "programme.end")

    assert "Ended early, on Wednesday 1 April 2026 · planned: Monday 9 March 2026 to Monday 7 September 2026" in screen(
        grace
    )
    await grace.close(clear=True)
    await grace.command("/mentor report")
    await town.settle()
    assert "The programme ended early, on Wednesday 1 April 2026" in screen(grace)
