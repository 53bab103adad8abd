"""What is kept before Slack is told that we have it, on both databases."""

from datetime import UTC, datetime

from handlers.payloads import request_id
from storage import Storage, inbox

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
# As long as those of Slack's documentation.
TRIGGER = "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3"


async def test_a_press_is_kept_by_its_trigger(each_storage: Storage) -> None:
    press = {"type": "block_actions", "trigger_id": TRIGGER}
    async with each_storage.transaction() as tx:
        assert await inbox.keep(tx, workspace="T1", event_id=request_id(press), payload=press, now=NOW, lease=-1)
    async with each_storage.transaction() as tx:
        (kept,) = await inbox.take_over(tx, lease=60)
        assert (kept.event_id, kept.payload) == (request_id(press), press)
        assert await inbox.done(tx, workspace="T1", event_id=kept.event_id, now=NOW)
