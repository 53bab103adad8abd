"""Joining a programme, as the person sees it."""

from sandbox.reading import visible_text
from tests.programmes import add_programme
from tests.town import Town


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

    assert "You are in" in visible_text(mia.modal) or "Du er med" in visible_text(mia.modal)
    (welcome,) = mia.messages
    assert "Across the house" in welcome["text"]


async def open_programme(town: Town) -> int:
    return await add_programme(
        town.bot.storage,
        town.slack.state.team_id,
        coordinator=town.person("Anna").id,
        contact=town.person("Bent").id,
    )
