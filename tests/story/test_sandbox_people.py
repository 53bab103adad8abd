"""What stands ready when somebody opens the sandbox."""

from datetime import UTC, datetime

import pytest

from bot.cli.sandbox import working_morning
from sandbox import LocalSlack
from sandbox.reading import visible_text

MIA, ANNA, KEIKO = "U0MIA001", "U0ANNA01", "U0KEIKO1"
FREE = {MIA, "U0OLIVER", "U0AMINA1", "U0NOAH01"}


async def test_two_programmes_are_open_and_four_people_are_free_to_join(sandbox: LocalSlack) -> None:
    mia = sandbox.person(MIA)
    await mia.command("/mentor join")
    await mia.until(lambda person: person.modal)

    assert mia.modal is not None
    assert "Across the house" in visible_text(mia.modal)
    assert "New managers, together" in visible_text(mia.modal)
    for person in FREE:
        assert not sandbox.person(person).messages


async def test_a_round_can_be_matched_at_once_and_leaves_one_out_for_an_honest_reason(sandbox: LocalSlack) -> None:
    anna = sandbox.person(ANNA)
    await anna.command("/mentor match")
    await anna.until(lambda person: "match.publish" in str(person.modal), 20)
    await anna.press("match.waiting")
    await anna.until(lambda person: "match.overview" in str(person.modal))

    assert anna.modal is not None
    assert f"<@{KEIKO}>" in visible_text(anna.modal)
    assert "common working hours" in visible_text(anna.modal)


@pytest.mark.parametrize(
    ("opened", "begins"),
    [
        (datetime(2026, 3, 5, 22, tzinfo=UTC), datetime(2026, 3, 5, 8, tzinfo=UTC)),
        (datetime(2026, 7, 7, 3, tzinfo=UTC), datetime(2026, 7, 7, 7, tzinfo=UTC)),
        (datetime(2026, 3, 7, 12, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)),
        (datetime(2026, 3, 8, 12, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)),
    ],
)
def test_it_opens_on_a_working_morning(opened: datetime, begins: datetime) -> None:
    assert working_morning(opened) == begins
