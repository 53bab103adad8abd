"""From the moment at which a bot is told to stop nobody is sent to it any more, although it still has work to finish."""

import asyncio
from pathlib import Path

from sandbox.faults import Fault
from tests.bot.test_health_server import ask, free_port, slack_and_bot


async def test_a_bot_that_finishes_its_work_is_alive_and_not_ready(tmp_path: Path) -> None:
    port = free_port()
    async with slack_and_bot(tmp_path, port) as (slack, bot):
        await bot.start()
        slack.faults.next("views.open", Fault.SLOW, seconds=1)
        mia = slack.person("U0MIA001")
        assert (await mia.command("/mentor join")).acked

        stopping = asyncio.create_task(bot.stop())
        await asyncio.sleep(0)  # it begins

        assert await ask(port, "/ready") == (503, {"ok": False, "says": "The bot is stopping."})
        assert (await ask(port, "/live"))[0] == 200
        assert not stopping.done()
        await stopping
        assert mia.modal is not None, "what was begun is finished"
