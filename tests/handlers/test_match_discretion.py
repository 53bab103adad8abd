"""A coordinator who opens every page cannot tell who has paused from who would rather not, or simply came later."""

from sqlalchemy import delete

from sandbox.person import PersonDriver
from storage.models.enrolments import Wish
from storage.models.people import Pause
from storage.states import Role, WishKind
from tests.handlers.test_match import a_programme, place, press, screen
from tests.handlers.test_match_editing import submit
from tests.town import MONDAY, Town


async def test_every_page_reads_the_same_whoever_has_paused_or_would_rather_not(town: Town) -> None:
    programme = await a_programme(town)
    await place(town, programme, "Priya", Role.MENTOR)
    await place(town, programme, "Aoife", Role.MENTEE, unmatched_rounds=1)
    await place(town, programme, "Oliver", Role.MENTEE)
    grace, workspace = town.person("Grace"), town.slack.state.team_id
    priya, oliver = town.person("Priya").id, town.person("Oliver").id

    read_when_later = await all_that_can_be_read(town, grace)
    assert f"<@{oliver}>" in read_when_later[-1]

    async with town.bot.storage.transaction() as tx:
        tx.add(Wish(workspace_id=workspace, enrolment_id=3, about_id=priya, kind=WishKind.NOT_WITH, rank=0))
    assert await all_that_can_be_read(town, grace) == read_when_later
    refused_by_wish = await given_a_mentor(town, grace, priya)
    assert '"Not available to each other" keeps them apart' in refused_by_wish

    async with town.bot.storage.transaction() as tx:
        await tx.execute(delete(Wish))
        tx.add(Pause(workspace_id=workspace, slack_id=oliver, starts_on=MONDAY.date(), ends_on=None))
    assert await all_that_can_be_read(town, grace) == read_when_later
    assert await given_a_mentor(town, grace, priya) == refused_by_wish


async def given_a_mentor(town: Town, coordinator: PersonDriver, mentor: str) -> str:
    """What a coordinator reads who wants the one who waits matched; those who wait are on the screen before."""
    await press(town, coordinator, "editing.change")
    await submit(town, coordinator, act="mentor", who=mentor)
    return screen(coordinator)


async def all_that_can_be_read(town: Town, coordinator: PersonDriver) -> tuple[str, ...]:
    """The report, and a new draft: its overview, its matches and those who wait."""
    seen = []
    for command in ("/mentor report", "/mentor match"):
        await coordinator.command(command)
        await town.settle()
        seen.append(screen(coordinator))
    for page in ("match.matches", "match.waiting"):
        await press(town, coordinator, page)
        seen.append(screen(coordinator))
        await press(town, coordinator, "match.overview")
    await press(town, coordinator, "match.waiting")
    return (*seen, screen(coordinator))
