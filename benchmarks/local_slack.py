"""The local Slack without limits, by itself in a process.

python -m benchmarks.local_slack 100    prints its address and a channel for each of 100 people, and ends with its input
"""

import asyncio
import sys

import aiohttp

from sandbox.server import LocalSlack
from sandbox.state import Person

TOKEN = "xoxb-bench"  # noqa: S105  # no secret: it opens a stand-in


async def serve(people: int) -> None:
    """Answer until whoever started this goes away."""
    colleagues = [Person(id=f"U{number}", real_name=f"Colleague {number}") for number in range(people)]
    async with LocalSlack(people=colleagues, limits=False) as slack, aiohttp.ClientSession() as session:
        slack.installation.bot_token = TOKEN
        channels = [await _opened(session, slack.api_url, person.id) for person in colleagues]
        print(slack.api_url, *channels, flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def _opened(session: aiohttp.ClientSession, api_url: str, slack_id: str) -> str:
    asked = session.post(
        f"{api_url}conversations.open", headers={"Authorization": f"Bearer {TOKEN}"}, data={"users": slack_id}
    )
    async with asked as answer:
        return str((await answer.json())["channel"]["id"])


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
