"""Changing a match draft, as coordinators do it in Slack."""

import re

from sandbox.person import PersonDriver
from storage.states import Kind, Role
from tests.handlers.test_match import a_programme, mention, place, press, said_to, screen
from tests.town import Town


async def test_a_pair_is_kept_apart_after_seeing_what_that_does(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    assert f"{mention(town, 'Hugh')}* is not to mentor *{mention(town, 'Aoife')}" in screen(grace)
    assert "2 mentees before, 2 after" in screen(grace)
    assert f"{mention(town, 'Oliver')}: {mention(town, 'Hugh')} instead of {mention(town, 'Priya')}" in screen(grace)

    await submit(town, grace)
    assert f"one change by {mention(town, 'Grace')}" in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Oliver"), ("Priya", "Aoife")}
    assert not said_to(town, "Oliver")


async def test_what_is_only_looked_at_changes_nothing(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    await press(town, grace, "match.overview")
    assert "change by" not in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Aoife"), ("Priya", "Oliver")}


async def test_a_change_can_be_taken_back_by_itself_until_the_round_is_published(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="apart")
    await submit(town, grace)
    await change(town, grace, "Hugh", act="keep")
    await submit(town, grace)
    assert "2 changes by" in screen(grace)

    await press(town, grace, "editing.changes")
    first = buttons(grace, "editing.take_back")[-1]
    await press(town, grace, "editing.take_back", first)
    assert "one change by" in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Oliver"), ("Priya", "Aoife")}
    await press(town, grace, "editing.changes")
    await press(town, grace, "editing.take_back")
    assert "change by" not in screen(grace)
    assert await pairs_of(town, grace) == {("Hugh", "Aoife"), ("Priya", "Oliver")}
    assert not buttons(grace, "editing.changes")


async def test_two_mentees_change_mentors_and_one_is_given_another(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="swap", who="Oliver")
    await submit(town, grace)
    assert await pairs_of(town, grace) == {("Hugh", "Oliver"), ("Priya", "Aoife")}
    await change(town, grace, "Priya", act="mentor", who="Hugh")
    assert "no place left with this mentor" in screen(grace)
    assert not grace.modal.get("submit") if grace.modal else False


async def test_somebody_not_yet_matched_is_given_a_mentor(town: Town) -> None:
    grace = await with_two_pairs(town, Emil=Role.MENTEE)
    await press(town, grace, "match.waiting")
    await press(town, grace, "editing.change")
    await submit(town, grace, act="mentor", who=town.person("Priya").id)
    assert f"{mention(town, 'Oliver')}: nobody, {mention(town, 'Priya')} before" in screen(grace)
    assert f"{mention(town, 'Emil')}: {mention(town, 'Priya')}, nobody before" in screen(grace)
    await submit(town, grace)
    assert await pairs_of(town, grace) == {("Hugh", "Aoife"), ("Priya", "Emil")}


async def test_whoever_else_it_takes_must_be_chosen_enrolled_and_somebody_else(town: Town) -> None:
    grace = await with_two_pairs(town)
    await change(town, grace, "Hugh", act="mentor")
    outcome = await grace.submit({"act": "mentor"})
    assert outcome.errors == {"who": "Choose the other person too."}
    outcome = await grace.submit({"act": "mentor", "who": town.person("Noah").id})
    assert outcome.errors == {"who": "This person has no place in Across the house. Choose somebody who is enrolled."}
    outcome = await grace.submit({"act": "mentor", "who": town.person("Aoife").id})
    assert outcome.errors == {"who": "Choose somebody else: these are one and the same."}
    outcome = await grace.submit({"act": "swap", "who": town.person("Priya").id})
    assert "who" in outcome.errors


async def test_what_a_rule_forbids_is_refused_with_the_rule_and_not_with_is_not_told_from_a_change(town: Town) -> None:
    grace = await with_two_pairs(town, apart=True)
    await change(town, grace, "Hugh", act="mentor", who="Priya")
    assert '"Not available to each other" keeps them apart' in screen(grace)
    by_wish = screen(grace)
    await press(town, grace, "match.overview")
    await change(town, grace, "Priya", act="apart")
    await submit(town, grace)
    assert "Priya" not in str(await pairs_of(town, grace))
    await press(town, grace, "match.waiting")
    (oliver,) = [each for each in buttons(grace, "editing.change") if each.endswith("e")]
    await press(town, grace, "editing.change", oliver)
    await submit(town, grace, act="mentor", who=town.person("Priya").id)
    await submit(town, grace)
    assert ("Priya", "Oliver") in await pairs_of(town, grace)  # the later change holds
    assert "keeps them apart" in by_wish


async def test_two_coordinators_lose_nothing_of_each_others_changes(town: Town) -> None:
    grace, anna = await with_two_pairs(town), town.person("Anna")
    await open_draft(town, anna)
    await change(town, grace, "Hugh", act="keep")
    await change(town, anna, "Priya", act="keep")
    await submit(town, grace)
    await submit(town, anna)
    assert "2 ændringer af" in screen(anna), screen(anna)

    await press(town, grace, "match.publish")
    assert f"{mention(town, 'Anna')} has changed the draft" in screen(grace)
    assert not said_to(town, "Oliver")
    await press(town, grace, "match.again")
    assert "2 changes by" in screen(grace)
    await press(town, grace, "match.publish")
    assert "is published" in screen(grace)


async def test_other_weights_make_a_second_draft_beside_the_first_and_one_of_them_is_gone_on_with(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    await submit(town, grace, weight_goals="0", weight_overlap="5")
    assert "two drafts side by side" in screen(grace)
    assert "*Draft 1*" in screen(grace)
    assert "*Draft 2*" in screen(grace)
    await press(town, grace, "match.overview", buttons(grace, "match.overview")[-1])
    assert "*draft 2 of 2*" in screen(grace)
    await press(town, grace, "editing.compare")
    await press(town, grace, "editing.throw_away", buttons(grace, "editing.throw_away")[-1])
    assert "of 2" not in screen(grace)
    await press(town, grace, "editing.settings")
    kept = {block["block_id"]: block["element"] for block in (grace.modal or {})["blocks"] if block["type"] == "input"}
    assert kept["weight_goals"]["initial_option"]["value"] == "0"
    await submit(town, grace, **{name: "0" for name in kept if name.startswith("weight_")})
    assert "editing.settings_form" in str(grace.modal)


async def test_wishes_may_not_count_more_than_everything_else_together(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    fields = [block["block_id"] for block in (grace.modal or {})["blocks"] if block["block_id"].startswith("weight_")]
    outcome = await grace.submit(dict.fromkeys(fields, "0") | {"weight_wishes": "5", "weight_goals": "4"})
    assert "who wished for whom" in outcome.errors["weight_wishes"]


async def test_a_published_draft_leaves_its_weights_and_rules_to_the_programme(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.settings")
    await submit(town, grace, weight_goals="1", apart=["common_language"], level_gap="0")
    await press(town, grace, "match.overview", buttons(grace, "match.overview")[-1])
    await press(town, grace, "match.publish")
    assert "is published" in screen(grace)
    await place(town, 1, "Emil", Role.MENTEE)
    await place(town, 1, "Sofie", Role.MENTOR)
    await grace.close(clear=True)
    await open_draft(town, grace)
    await press(town, grace, "editing.settings")
    kept = {block["block_id"]: block["element"] for block in (grace.modal or {})["blocks"] if block["type"] == "input"}
    assert kept["weight_goals"]["initial_option"]["value"] == "1"
    assert [each["value"] for each in kept["apart"]["initial_options"]] == ["common_language"]
    assert kept["level_gap"]["initial_option"]["value"] == "0"


async def test_whom_coordinators_kept_apart_stays_apart_in_the_next_round(town: Town) -> None:
    grace = await with_two_pairs(town, Emil=Role.MENTEE)
    await change(town, grace, "Hugh", act="apart")
    await submit(town, grace)
    await press(town, grace, "match.publish")
    await place(town, 1, "Sofie", Role.MENTOR)
    await grace.close(clear=True)
    await open_draft(town, grace)
    await press(town, grace, "editing.changes")
    assert f"{mention(town, 'Hugh')}* is not to mentor *{mention(town, 'Aoife')}" in screen(grace)


async def test_what_other_aims_would_cost_is_said(town: Town) -> None:
    grace = await with_two_pairs(town)
    await press(town, grace, "editing.prices")
    assert "The best fit, even if fewer people are matched" in screen(grace)
    assert "As many mentees are matched." in screen(grace)


async def test_people_are_put_into_one_group_and_into_two(town: Town) -> None:
    programme = await a_programme(town, kind=Kind.PEER_GROUP)
    names = ("Mia", "Jonas", "Sofie", "Emil", "Oliver", "Noah")
    for name in names:
        await place(town, programme, name, Role.PEER, goals_wanted=["network"], languages=["da"])
    anna = town.person("Anna")
    await open_draft(town, anna)
    one, two = await groups_of(town, anna)
    here, there = min(one), min(two)

    await press(town, anna, "match.matches")
    await press(town, anna, "editing.change")
    await submit(town, anna, act="join", one=town.person(here).id, who=town.person(there).id)
    assert "skal være i samme gruppe" in screen(anna)
    await submit(town, anna)
    assert any({here, there} <= group for group in await groups_of(town, anna))

    await press(town, anna, "match.matches")
    await press(town, anna, "editing.change")
    await submit(town, anna, act="split", one=town.person(here).id, who=town.person(there).id)
    await submit(town, anna)
    assert not any({here, there} <= group for group in await groups_of(town, anna))


async def with_two_pairs(town: Town, *, apart: bool = False, **more: Role) -> PersonDriver:
    """Hugh suits Aoife, and Priya suits Oliver; the draft is open before a coordinator."""
    programme = await a_programme(town)
    away = {"not_with": [town.person("Priya").id]} if apart else {}
    await place(town, programme, "Oliver", Role.MENTEE, goals_wanted=["feedback"])
    await place(town, programme, "Aoife", Role.MENTEE, goals_wanted=["craft"], **away)
    await place(town, programme, "Priya", Role.MENTOR, goals_offered=["feedback"])
    await place(town, programme, "Hugh", Role.MENTOR, goals_offered=["craft"])
    for name, role in more.items():
        await place(town, programme, name, role)
    grace = town.person("Grace")
    await open_draft(town, grace)
    return grace


async def open_draft(town: Town, person: PersonDriver) -> None:
    await person.command("/mentor match")
    await town.settle()


async def change(town: Town, person: PersonDriver, mentor: str, *, act: str, who: str | None = None) -> None:
    """From the overview to what a change of this mentor's match would do."""
    await press(town, person, "match.matches")
    await press(town, person, "editing.change", button_of(town, person, mentor))
    await submit(town, person, act=act, **({"who": town.person(who).id} if who else {}))


async def submit(town: Town, person: PersonDriver, **fields: object) -> None:
    await person.submit(fields)
    await town.settle()


def button_of(town: Town, person: PersonDriver, mentor: str) -> str:
    """The value of the button beside this mentor's match, on the page of matches."""
    listed = [each for each in (person.modal or {})["blocks"] if "accessory" in each]
    (beside,) = [each for each in listed if each["text"]["text"].startswith(f"*{mention(town, mentor)}*")]
    value: str = beside["accessory"]["value"]
    return value


def buttons(person: PersonDriver, action: str) -> list[str]:
    """The values of these buttons, from top to bottom."""
    blocks = (person.modal or {})["blocks"]
    elements = [each for block in blocks for each in [*block.get("elements", ()), block.get("accessory", {})]]
    return [each["value"] for each in elements if each.get("action_id") == action]


async def pairs_of(town: Town, person: PersonDriver) -> set[tuple[str, ...]]:
    """Who is proposed to mentor whom; the overview is open before and after."""
    return {tuple(people) for people in await together(town, person)}


async def groups_of(town: Town, person: PersonDriver) -> list[set[str]]:
    return [set(people) for people in await together(town, person)]


async def together(town: Town, person: PersonDriver) -> list[list[str]]:
    await press(town, person, "match.matches")
    listed = [each["text"]["text"].splitlines()[0] for each in (person.modal or {})["blocks"] if "accessory" in each]
    await press(town, person, "match.overview")
    return [[town.person(id_).profile.real_name.split()[0] for id_ in re.findall(r"<@(\w+)>", line)] for line in listed]
