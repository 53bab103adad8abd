"""What can't be changed of a match draft, what is gone meanwhile, and what takes long: nobody is left without a word."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sandbox.faults import Fault
from storage import Transaction
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.queries import enrolments
from storage.queries import programmes as programme_queries
from storage.queries import rounds as queries
from storage.states import EnrolmentState, Kind, ProgrammeState, Role
from tests.enrolments import add_person, enrol
from tests.handlers.test_match import a_programme, mention, place, press, said_to, screen
from tests.handlers.test_match_editing import button_of, buttons, change, open_draft, pairs_of, submit, with_two_pairs
from tests.town import Town

GONE = "What this is about is not there any more"
PUT_ASIDE = "This draft of Across the house has been put aside meanwhile"
PUBLISHED = "This round of Across the house has been published meanwhile"
OVER = "The programmes you run are over"


async def test_a_form_that_takes_long_says_so_first_and_what_came_of_it_after(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    async with nobody_else_writes(town):
        await grace.submit({})
        assert "Working it out" in screen(grace)
    await town.settle()
    assert f"one change by {mention(town, 'Grace')}" in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Oliver"), ("Priya", "Aoife")}


async def test_a_press_that_takes_long_says_so_too(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    await submit(town, grace)
    await press(town, grace, "editing.changes")
    async with nobody_else_writes(town):
        await grace.press("editing.take_back")
        await grace.until(lambda person: "Working it out" in screen(person))
    await town.settle()
    assert "change by" not in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Aoife"), ("Priya", "Oliver")}


async def test_a_press_that_takes_long_and_is_refused_leaves_the_screen_as_it_was(town: Town) -> None:
    grace = await with_two_pairs(town)
    before = screen(grace)
    async with nobody_else_writes(town) as tx:
        await grace.press("editing.copy")
        await grace.until(lambda person: "Working it out" in screen(person))
        await end_programme(tx)
    await town.settle()
    assert OVER in screen(grace)
    await grace.close()
    assert screen(grace) == before


async def test_a_refusal_after_that_takes_the_place_of_the_screen_that_waits(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    async with nobody_else_writes(town) as tx:
        await grace.submit({"weight_goals": "0"})
        assert "Working it out" in screen(grace)
        await end_programme(tx)
    await town.settle()
    assert OVER in screen(grace)
    assert len(grace.modals) == 1
    assert not grace.messages


async def test_so_does_what_nobody_foresaw(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    async with nobody_else_writes(town):
        await grace.submit({"weight_goals": "0"})
        assert "Working it out" in screen(grace)
        town.slack.faults.next("views.update", Fault.ERROR, code="internal_error")
    await town.settle()
    assert "quote the reference" in screen(grace)
    assert len(grace.modals) == 1


async def test_who_has_closed_the_screen_that_waits_hears_of_a_refusal_in_a_message(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    async with nobody_else_writes(town) as tx:
        await grace.submit({"weight_goals": "0"})
        await grace.close(clear=True)
        await end_programme(tx)
    await town.settle()
    assert [OVER in message["text"] for message in grace.messages] == [True]
    assert grace.modal is None


async def test_settings_with_which_nothing_weighs_are_refused_at_the_first_weight(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    weights = [block["block_id"] for block in (grace.modal or {})["blocks"] if "weight_" in block["block_id"]]
    outcome = await grace.submit(dict.fromkeys(weights, "0"))
    assert set(outcome.errors) == {"weight_goals"}
    assert outcome.errors["weight_goals"].startswith('With everything at "Does not count"')
    await submit(town, grace, weight_goals="3")
    assert "two drafts side by side" in screen(grace)


@pytest.mark.parametrize("points", ["1001", "-1"])
async def test_a_floor_that_no_match_can_reach_is_refused_on_its_field(town: Town, points: str) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    outcome = await grace.submit({"floor": points})
    assert outcome.action == "invalid", "Slack itself refuses it before the bot hears of it"
    for block in town.slack.state.screen(grace.id).modals[-1]["blocks"]:
        if block["block_id"] == "floor":
            del block["element"]["max_value"], block["element"]["min_value"]
    outcome = await grace.submit({"floor": points})
    assert outcome.errors == {"floor": "Write a whole number of points from 0 to 1,000."}


async def test_a_floor_leaves_people_unmatched_and_the_comparison_says_so(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    await submit(town, grace, floor="1000")
    assert "0* of 4 enrolled people have a proposed match" in screen(grace)
    assert "4 places have no match yet" in screen(grace)


async def test_a_match_whose_people_have_left_is_gone(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "match.matches")
    await leaves(town, "Hugh")
    await press(town, grace, "editing.change", button_of(town, grace, "Hugh"))
    assert GONE in screen(grace)
    await grace.close()
    await press(town, grace, "editing.change", button_of(town, grace, "Priya"))
    assert "You see what a change would do" in screen(grace)


async def test_who_leaves_while_a_change_is_thought_about_is_named_as_what_could_not_be(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="swap", who="Oliver")
    await leaves(town, "Oliver")
    await submit(town, grace)
    assert "could not be brought together" in screen(grace)
    assert mention(town, "Oliver") in screen(grace)
    assert not said_to(town, "Oliver")


async def test_a_draft_thrown_away_meanwhile_says_so_whatever_is_pressed_on_it(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await change(town, grace, "Hugh", act="apart")
    await submit(town, grace)
    await open_draft(town, anna)
    await press(town, anna, "editing.copy")
    await press(town, anna, "match.overview", "1")
    await press(town, anna, "editing.compare")
    await press(town, grace, "editing.changes")
    await press(town, anna, "editing.throw_away", "1")

    await press(town, grace, "editing.take_back")
    assert PUT_ASIDE in screen(grace)
    async with town.bot.storage.read() as tx:
        drafts = await queries.drafts(tx, town.slack.state.team_id, 1)
    assert [(draft.id, len(draft.edits)) for draft in drafts] == [(2, 1)]


async def test_a_change_of_a_draft_published_meanwhile_is_refused(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await change(town, grace, "Hugh", act="apart")
    await open_draft(town, anna)
    await press(town, anna, "match.publish")
    await submit(town, grace)
    assert PUBLISHED in screen(grace)
    await town.travel(days=1)
    assert f"{mention(town, 'Hugh')} is your mentor" in said_to(town, "Aoife")[0]


async def test_a_programme_that_ended_meanwhile_takes_no_change(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    async with town.bot.storage.transaction() as tx:
        await end_programme(tx)
    await submit(town, grace)
    assert OVER in screen(grace)


async def test_who_is_no_coordinator_changes_nothing_with_a_button_that_is_not_theirs(town: Town) -> None:
    grace, oliver = await with_two_pairs(town), town.person("Oliver")
    await press(town, grace, "editing.copy")
    before = await drafts_of(town)
    for action, value in (
        ("editing.change", "1:4m.2e"),
        ("editing.changes", "1"),
        ("editing.settings", "1"),
        ("editing.compare", "1"),
        ("editing.throw_away", "2"),
    ):
        said = len(oliver.messages)
        await town.slack.forge_press(oliver.id, action, value)
        await town.settle()
        told = screen(oliver) if oliver.modal else oliver.messages[said]["text"]
        assert "This is for coordinators" in told, action
        if oliver.modal:
            await oliver.close(clear=True)
    assert await drafts_of(town) == before


async def test_who_runs_the_programme_no_more_can_make_no_change_they_thought_about(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await open_draft(town, anna)
    await change(town, anna, "Priya", act="keep")
    await submit(town, anna)
    await press(town, anna, "editing.changes")
    await change(town, grace, "Hugh", act="apart")
    async with town.bot.storage.transaction() as tx:
        for coordinator in (grace, anna):
            await tx.delete(await tx.get(ProgrammeCoordinator, (1, coordinator.id)))
    before = await drafts_of(town)
    await submit(town, grace)
    assert "This is for coordinators" in screen(grace)
    await press(town, anna, "editing.take_back")
    assert "Det her er for koordinatorer" in screen(anna)
    assert await drafts_of(town) == before


async def test_an_old_screen_takes_back_no_later_change_of_somebody_elses(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await change(town, grace, "Hugh", act="keep")
    await submit(town, grace)
    await press(town, grace, "editing.changes")

    await open_draft(town, anna)
    await press(town, anna, "editing.changes")
    await press(town, anna, "editing.take_back")
    await change(town, anna, "Priya", act="keep")
    await submit(town, anna)

    await press(town, grace, "editing.take_back")
    assert f"one change by {mention(town, 'Anna')}" in screen(grace)


async def test_the_same_change_made_by_two_is_taken_back_once(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await open_draft(town, anna)
    for coordinator in (grace, anna):
        await change(town, coordinator, "Hugh", act="keep")
        await submit(town, coordinator)
    assert "2 ændringer af" in screen(anna)
    await press(town, anna, "editing.changes")
    await press(town, anna, "editing.take_back")
    assert f"én ændring af {mention(town, 'Grace')}" in screen(anna)


async def test_a_second_draft_with_somebody_elses_changes_is_not_written_over(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await press(town, grace, "editing.copy")
    await press(town, grace, "match.overview", "1")
    await open_draft(town, anna)
    await change(town, anna, "Hugh", act="apart")
    await submit(town, anna)
    before = await drafts_of(town)

    await press(town, grace, "editing.settings")
    outcome = await grace.submit({"weight_goals": "0"})
    assert set(outcome.errors) == {"weight_goals"}
    assert "This would take the place of draft 2" in outcome.errors["weight_goals"]
    assert await drafts_of(town) == before


async def test_two_people_are_moved_in_a_round_of_a_hundred_mentees(town: Town) -> None:
    programme = await a_programme(town)
    team = town.slack.state.team_id
    for number in range(100):
        for kind, role, goals in (("E", Role.MENTEE, "goals_wanted"), ("R", Role.MENTOR, "goals_offered")):
            person = f"U{kind}{number:03}"
            await add_person(town.bot.storage, team, person)
            wanted = {goals: ["feedback"] if number % 2 else ["craft"]}
            await enrol(town.bot.storage, team, programme, person, role, **wanted)
    grace = town.person("Grace")
    await open_draft(town, grace)
    assert "200 of 200 enrolled" in screen(grace)
    await press(town, grace, "match.matches")
    assert "1\N{EN DASH}5 of 100" in screen(grace)
    await press(town, grace, "editing.change")
    await submit(town, grace, act="apart")
    assert "100 mentees before, 100 after" in screen(grace)
    await submit(town, grace)
    assert "one change by" in screen(grace)
    assert "200 of 200 enrolled" in screen(grace)


async def test_a_round_of_groups_has_its_own_changes_and_no_prices(town: Town) -> None:
    programme = await a_programme(town, kind=Kind.PEER_GROUP)
    for name in ("Mia", "Jonas", "Sofie", "Emil", "Oliver", "Noah"):
        await place(town, programme, name, Role.PEER, goals_wanted=["network"], languages=["da"])
    anna = town.person("Anna")
    await open_draft(town, anna)
    assert not buttons(anna, "editing.prices")
    await press(town, anna, "editing.settings")
    fields = {block["block_id"] for block in (anna.modal or {})["blocks"] if block["type"] == "input"}
    assert not fields & {"aim", "floor"}
    await submit(town, anna, weight_goals="0")
    assert "Draft 2" not in screen(anna)
    assert "*Udkast 2*" in screen(anna)
    assert "to udkast ved siden af hinanden" in screen(anna)

    await press(town, anna, "match.overview", "1")
    await press(town, anna, "match.matches")
    await press(town, anna, "editing.change")
    outcome = await anna.submit({"act": "split", "one": None, "who": town.person("Noah").id})
    assert outcome.errors == {"one": "Vælg også den anden person."}


# What the tests say in a word


@asynccontextmanager
async def nobody_else_writes(town: Town) -> AsyncIterator[Transaction]:
    """The bot waits with whatever it has to keep."""
    async with town.bot.storage.transaction() as tx:
        await programme_queries.change_alone(tx, town.slack.state.team_id, 1)
        yield tx


async def end_programme(tx: Transaction) -> None:
    row = await tx.get(Programme, 1)
    assert row is not None
    row.state = ProgrammeState.ENDED


async def leaves(town: Town, name: str) -> None:
    async with town.bot.storage.transaction() as tx:
        place_ = await enrolments.of_person_in(tx, town.slack.state.team_id, town.person(name).id, 1)
        assert place_ is not None
        place_.state = EnrolmentState.LEFT


async def drafts_of(town: Town) -> list[tuple[int, int, list[dict[str, object]]]]:
    """Every draft with its version and what was changed in it."""
    async with town.bot.storage.read() as tx:
        rows = await queries.drafts(tx, town.slack.state.team_id, 1)
        return [(row.id, row.version, row.edits) for row in rows]
