"""What `/mentor` answers to a word it does not know."""

import pytest

from handlers.command import nearest
from sandbox.reading import visible_text
from tests.town import Town


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("Anna", '"foo" is not something this bot knows. `/mentor help` lists everything.'),
        ("Bent", "»foo« kender denne bot ikke. `/mentor hjælp` viser det hele."),
    ],
)
async def test_where_nothing_is_near_nothing_is_suggested(town: Town, who: str, answer: str) -> None:
    await town.slack.change_person(town.person("Anna").id, locale="en-GB")
    await town.slack.change_person(town.person("Bent").id, locale="da-DK")
    await town.settle()

    shown = (await town.person(who).command("/mentor foo")).response

    assert visible_text(shown).startswith(answer)
    assert "open:help" in str(shown)


@pytest.mark.parametrize(
    ("word", "meant"), [("statsu", "status"), ("Jion", "join"), ("raport", "rapport"), ("foo", None), ("", None)]
)
def test_only_what_is_near_is_suggested(word: str, meant: str | None) -> None:
    assert nearest(word) == meant
