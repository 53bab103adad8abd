"""/mentor report, as a coordinator and as a participant meet it."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.faults import Fault
from sandbox.person import PersonDriver
from sandbox.reading import buttons, visible_text
from storage import inbox
from storage.models.enrolments import Enrolment
from storage.states import EnrolmentState, Role
from tests.programmes import add_programme
from tests.reporting import Built
from tests.town import MONDAY, Town

MENTEES = ("Priya", "Oliver", "Mia", "Hugh", "Bent")


async def town_programme(town: Town, coordinator: str = "Grace", name: str = "Across the house") -> Built:
    """A programme of Grace's, with nobody in it."""
    workspace = town.slack.state.team_id
    programme_id = await add_programme(
        town.bot.storage,
        workspace,
        coordinator=town.person(coordinator).id,
        contact=town.person("Anna").id,
        name=name,
    )
    return Built(town.bot.storage, programme_id, workspace)


async def opens(town: Town, who: str, words: str = "report") -> PersonDriver:
    person = town.person(who)
    await person.command(f"/mentor {words}")
    await town.settle()
    return person


def screen_of(person: PersonDriver) -> dict[str, Any]:
    assert person.modal is not None
    return person.modal


def seen_by(person: PersonDriver) -> str:
    return visible_text(screen_of(person))


async def press(town: Town, person: PersonDriver, action_id: str) -> None:
    outcome = await person.press(action_id)
    assert outcome.acked, outcome
    await town.settle()


async def five_pairs_who_answered(town: Town, built: Built, ratings: tuple[int | None, ...]) -> None:
    for number, rating in enumerate(ratings):
        mentee = await enrolled(town, built, MENTEES[number], Role.MENTEE)
        mentor = f"UMENTOR{number}"
        await built.enrol(mentor, Role.MENTOR)
        pair = await built.relationship(
            {mentee: Role.MENTEE, mentor: Role.MENTOR}, met_on=[date(2026, 3, 20)], kick_off=date(2026, 3, 9)
        )
        await built.check_in(pair, MONDAY + timedelta(days=20), {mentee: rating})


async def enrolled(town: Town, built: Built, name: str, role: Role) -> str:
    """Somebody of the town, whom the directory knows already, with a place."""
    person = town.person(name)
    row = Enrolment(
        workspace_id=built.workspace,
        programme_id=built.id,
        slack_id=person.id,
        role=role,
        state=EnrolmentState.ENROLLED,
        started_at=MONDAY,
        enrolled_at=MONDAY,
    )
    built.enrolments[person.id] = await built.add(row)
    return person.id


async def test_a_coordinator_sees_how_it_goes(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    await enrolled(town, built, "Anna", Role.MENTEE)
    grace = await opens(town, "Grace")

    seen = seen_by(grace)
    assert "Across the house" in seen
    assert "11 people: 5 mentors and 6 mentees" in seen
    assert "10 of 11" in seen
    assert "5 of 5 relationships have noted a meeting." in seen
    assert "mean" not in seen


async def test_answers_are_summed_up_once_by_the_breakdown_chosen(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    await town.travel(days=60)
    grace = await opens(town, "Grace")
    assert "the check-in asked from Sunday 22 March 2026" in seen_by(grace)
    await press(town, grace, "report.sum_up:role")

    seen = seen_by(grace)
    assert "Summed up" in seen
    assert "mean 3.6, 5 answers" in seen
    assert "Mentees" in seen
    assert all(not each["action_id"].startswith("report.sum_up") for each in buttons(screen_of(grace)))


async def test_four_answers_are_kindly_withheld(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, None))
    await town.travel(days=60)
    grace = await opens(town, "Grace")
    await press(town, grace, "report.sum_up:total")

    assert "too few people answered" in seen_by(grace)
    assert "mean" not in seen_by(grace)


async def test_whoever_runs_several_chooses_first(town: Town) -> None:
    await town_programme(town)
    second = await town_programme(town, name="Peers")
    grace = await opens(town, "Grace")
    outcome = await grace.submit({"programme": str(second.id)})
    assert outcome.acked
    await town.settle()
    assert "Peers" in seen_by(grace)
    assert "Nobody is enrolled yet" in seen_by(grace)


async def test_the_danish_word_opens_a_danish_report(town: Town) -> None:
    await town_programme(town, coordinator="Anna")
    anna = await opens(town, "Anna", "rapport")
    assert "Ingen er tilmeldt endnu" in seen_by(anna)


async def test_the_csv_arrives_as_a_file_that_a_danish_spreadsheet_reads(town: Town) -> None:
    built = await town_programme(town, coordinator="Anna")
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    anna = await opens(town, "Anna")
    await press(town, anna, "report.csv")

    assert "på vej" in seen_by(anna)
    (file,) = anna.files
    assert file["name"] == "Across-the-house-2026-03-02.csv"
    content = file["content"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert ["Tilmeldt", "10"] in rows
    (priya,) = (row for row in rows if row and row[0].startswith("Priya"))
    assert priya[1:] == ["Mentee", "2026-03-02", "ja", "Mentor0", "2026-03-09", "1", "2026-03-20"]


async def test_without_the_scope_the_csv_arrives_as_numbered_messages(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    for number in range(60):
        await built.enrol(f"UWAITING{number}", Role.MENTEE, name=f"Somebody who waits, number {number}")
    town.slack.workspace.installation.scopes.discard("files:write")
    grace = await opens(town, "Grace")
    await press(town, grace, "report.csv")

    assert not grace.files
    parts = [visible_text(message) for message in grace.messages]
    assert len(parts) > 1
    for number, part in enumerate(parts, 1):
        assert f"part {number} of {len(parts)}" in part
    assert "Somebody who waits, number 59" in parts[-1]


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.DROPPED_BEFORE, Fault.RATE_LIMITED])
async def test_a_file_that_slack_does_not_take_arrives_as_messages(town: Town, fault: Fault) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    town.slack.faults.next("files.completeUploadExternal", fault)
    grace = await opens(town, "Grace")
    await press(town, grace, "report.csv")
    (message,) = grace.messages
    assert "part 1 of 1" in visible_text(message)


@pytest.mark.parametrize("may_share_files", [True, False])
async def test_a_csv_that_was_asked_for_before_the_bot_died_arrives_after_its_start(
    town: Town, may_share_files: bool
) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    if not may_share_files:
        town.slack.workspace.installation.scopes.discard("files:write")
    grace = town.person("Grace")
    await left_behind(
        town,
        {
            "type": "block_actions",
            "team": {"id": town.slack.state.team_id},
            "user": {"id": grace.id},
            "trigger_id": "1.2.3",
            "container": {"type": "view", "view_id": "VGONE"},
            "view": {"id": "VGONE", "type": "modal"},
            "actions": [{"type": "button", "action_id": "report.csv", "block_id": "b", "value": str(built.id)}],
        },
    )
    for _ in range(2):
        await town.bot.take_over_events(all_of_them=True)
        await town.settle()
    assert (len(grace.files), len(grace.messages)) == (int(may_share_files), 1)


async def left_behind(town: Town, body: dict[str, Any]) -> None:
    """A press that was kept, and then the bot was no more."""
    async with town.bot.storage.transaction() as tx:
        await inbox.keep(
            tx,
            workspace=town.slack.state.team_id,
            event_id=f"trigger:{body['trigger_id']}",
            payload=body,
            now=town.clock.now(),
            lease=60,
        )


async def test_a_press_for_the_csv_is_forgotten_once_it_is_on_its_way(town: Town) -> None:
    await town_programme(town)
    grace = await opens(town, "Grace")
    await press(town, grace, "report.csv")
    assert len(grace.files) == 1
    async with town.bot.storage.transaction() as tx:
        assert await inbox.take_over(tx, lease=1, all_of_them=True) == []


async def test_a_participant_is_offered_help_then_their_own_place_and_no_figure(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    priya = await opens(town, "Priya")

    assert [each["action_id"] for each in buttons(screen_of(priya))] == ["help_offer.ask", "open:status"]
    assert not any(sign.isdigit() for sign in seen_by(priya))
    assert "Across the house" not in seen_by(priya)
    await press(town, priya, "help_offer.ask")
    assert "four ways on" in seen_by(priya)
    (offer,) = priya.messages
    assert {each["action_id"] for each in buttons(offer)} >= {"help_offer.ideas", "help_offer.contact"}


async def test_whoever_is_not_matched_is_given_the_name_of_a_person(town: Town) -> None:
    await town_programme(town)
    oliver = await opens(town, "Oliver")
    await press(town, oliver, "help_offer.ask")
    assert f"<@{town.person('Anna').id}>" in seen_by(oliver)
    assert not oliver.messages


async def test_a_button_pressed_by_another_programmes_coordinator_shows_nothing(town: Town) -> None:
    built = await town_programme(town)
    await five_pairs_who_answered(town, built, (5, 4, 4, 2, 3))
    await town_programme(town, coordinator="Anna", name="Another")
    anna = await opens(town, "Anna")
    for block in town.slack.state.screen(anna.id).modals[-1]["blocks"]:
        for element in block.get("elements", ()):
            if element.get("action_id") == "report.csv":
                element["value"] = str(built.id)
    await press(town, anna, "report.csv")
    assert "Grace" in seen_by(anna)
    assert not anna.files
    assert not anna.messages


async def test_a_number_that_is_no_programme_is_a_kind_sentence(town: Town) -> None:
    await town_programme(town)
    grace = await opens(town, "Grace", "report 999")
    assert "has changed" in seen_by(grace)
    grace = await opens(town, "Grace", f"report {'9' * 40}")
    assert "Across the house" in seen_by(grace)
