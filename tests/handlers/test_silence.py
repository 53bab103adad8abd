"""What could end in silence, or be lost, and does not."""

from typing import Any

from handlers.payloads import profile_in, request_id
from handlers.views import join_look as join_views
from handlers.views import leave as leave_views
from handlers.views import match as match_views
from mentoring import programmes
from mentoring.departures import Leaving
from mentoring.programmes import Programme
from prompts.words import load_words
from sandbox.faults import Fault
from sandbox.reading import visible_text
from tests.handlers.test_join import join, open_programme
from tests.town import Town

EN = load_words(strict=True).translator("en-GB")


async def test_writing_resume_to_the_bot_is_answered(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.command("/mentor pause")
    await town.settle()
    await mia.submit({})
    await town.settle()
    before = len(mia.messages)

    await mia.say("resume")
    await town.settle()

    assert len(mia.messages) == before + 1


async def test_a_file_sent_to_the_bot_is_answered(town: Town) -> None:
    await open_programme(town)
    noah = town.person("Noah")

    await noah.upload("me.txt", b"This is me", text="Here is my CV")
    await town.settle()

    assert len([each for each in noah.messages if each["user"] == town.slack.state.app_user]) == 1


async def test_the_sheet_arrives_although_the_report_was_closed_meanwhile(town: Town) -> None:
    await open_programme(town)
    anna = town.person("Anna")
    await anna.command("/mentor report")
    await town.settle()
    town.slack.faults.next("views.update", Fault.ERROR, code="not_found")

    await anna.press("report.csv")
    await town.settle()

    assert len(anna.files) == 1


async def test_a_screen_that_was_closed_before_another_could_stand_on_it_is_no_failure(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.command("/mentor report")
    await town.settle()
    before = [visible_text(each) for each in (*mia.messages, *mia.modals)]
    town.slack.faults.next("views.push", Fault.ERROR, code="not_found")
    town.slack.faults.next("views.update", Fault.ERROR, code="not_found")

    await mia.press("open:status")
    await town.settle()

    assert not town.slack.faults.rules
    assert [visible_text(each) for each in (*mia.messages, *mia.modals)] == before


async def test_a_press_delivered_twice_shows_no_second_answer(town: Town) -> None:
    await open_programme(town)
    mia = town.person("Mia")
    await join(town, mia, role="mentee")
    await mia.command("/mentor pause")
    await town.settle()
    await mia.submit({})
    await town.settle()
    await mia.press("open:resume")
    await town.settle()
    said = [visible_text(each) for each in (*mia.messages, *mia.modals)]

    await town.slack.redeliver_last(mia.id)
    await town.settle()

    assert [visible_text(each) for each in (*mia.messages, *mia.modals)] == said


async def test_an_old_button_is_answered_in_direct_messages_when_slack_does_not_answer(town: Town) -> None:
    noah = town.person("Noah")
    town.slack.faults.next("views.open", Fault.ACCEPTED_THEN_DROPPED)

    await town.slack.forge_press(noah.id, "of.another.age")
    await town.settle()

    assert len(noah.messages) == 1


async def eleven(town: Town) -> tuple[Programme, ...]:
    for number in range(11):
        await open_programme(town, name=f"Programme {number}")
    async with town.bot.storage.read() as tx:
        return await programmes.taking_people(tx, town.slack.state.team_id, town.clock.now().date())


async def test_one_can_choose_among_more_than_ten_programmes(town: Town) -> None:
    found = await eleven(town)
    screens = [
        join_views.choose(EN, programmes=found),
        match_views.choose(EN, programmes=found),
        leave_views.choose(EN, places=tuple(Leaving(programme=each, partners=()) for each in found)),
    ]
    for screen in screens:
        assert all(f"Programme {number}" in str(screen.to_dict()) for number in range(11))
        screen.validate_json()
    noah = town.person("Noah")
    await noah.command("/mentor join")
    await town.settle()
    assert noah.modal is not None
    assert noah.modal["callback_id"] == "join.choose"


def test_a_zone_that_nobody_knows_is_none() -> None:
    assert profile_in({"id": "U1", "name": "ana", "tz": "Mars/Olympus"}, "T1").zone == "UTC"
    assert profile_in({"id": "U1", "name": "ana", "tz": "Asia/Kolkata"}, "T1").zone == "Asia/Kolkata"


def test_two_steps_of_one_form_are_two_requests_although_a_server_sends_no_hash() -> None:
    def body(callback: str, trigger: str) -> dict[str, Any]:
        return {"type": "view_submission", "trigger_id": trigger, "view": {"id": "V1", "callback_id": callback}}

    assert request_id(body("join.role", "1")) != request_id(body("join.goals", "2"))
