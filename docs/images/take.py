#!/usr/bin/env python3
"""Take the pictures of the docs and the README: `.venv/bin/python docs/images/take.py`.

The sandbox runs with its clock on a Monday morning, the story's own steps lead to each scene, and a real browser looks.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from bot.cli.sandbox import open_sandbox
from bot.cli.story import script
from sandbox import LocalSlack
from sandbox.story import Step
from tests.browser import ARGUMENTS, CHROMIUM, SlackPage, slack_page

HERE = Path(__file__).parent
MONDAY_MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


async def main() -> None:
    """Take every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_sandbox(Path(folder), start=MONDAY_MORNING) as slack, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            async with slack_page(browser, slack.url) as page:
                await the_story_begins(page)
                await somebody_joins(page)
                await act_out(slack, page)
            await browser.close()


async def the_story_begins(page: SlackPage) -> None:
    await page.page.get_by_role("button", name="Play the story").click()
    await page.sees("Press the button to go on")
    await shoot(page.page, "sandbox")
    await page.page.get_by_role("button", name="Stop").click()
    await page.page.get_by_role("button", name="Hide").click()


async def somebody_joins(page: SlackPage) -> None:
    await page.act_as("Oliver Grant")
    await page.command("/mentor join")
    await page.sees("Which programme?")
    await page.submit()
    await page.sees("Who sees what.")
    await page.submit()
    await page.sees("What would you like to be?")
    await page.submit()
    await page.fill("What would you like to work on?", ["Building a network", "Career direction"])
    await page.fill("In your own words", "Finding out what else this house is made of.")
    await shoot(page.page, "modal")
    await page.page.keyboard.press("Escape")


async def act_out(slack: LocalSlack, page: SlackPage) -> None:
    """Play the story's steps without its pauses, and look where there is a picture to take."""
    left = dict(SCENES)
    for step in script(pace=0):
        await perform(slack, step)
        scene = left.pop(step.caption.partition(" ")[0], None)
        if scene is not None:
            await scene(page)
    if left:
        raise LookupError(f"The story has no such steps any more: {', '.join(left)}")


async def perform(slack: LocalSlack, step: Step) -> None:
    person = slack.person(step.who)
    if step.do:
        await step.do(slack, person)
    if step.wait_for:
        await person.until(step.wait_for, step.patience)


async def match(page: SlackPage) -> None:
    await become(page, "Anna Holm")
    await page.sees("proposed matches")
    await shoot(page.page, "match")


async def kick_off(page: SlackPage) -> None:
    await become(page, "Mia Sørensen")
    await page.open("Grace Okafor")
    await page.sees("Three times that suit your hours.")
    await page.page.locator("#pane .scroller").evaluate("(pane) => { pane.scrollTop = 0; }")
    await shoot(page.page, "kick-off")


async def home(page: SlackPage) -> None:
    await become(page, "Mia Sørensen")
    await page.open("Home")
    await page.sees("Hello Mia")
    await shoot(page.page, "home")


async def report(page: SlackPage) -> None:
    await become(page, "Anna Holm")
    await page.sees("have noted a meeting")
    await shoot(page.page, "report")


async def become(page: SlackPage, name: str) -> None:
    """Look on as somebody else; a modal in front would be in the way of changing over."""
    if await page.modal.count():
        await page.page.keyboard.press("Escape")
        await page.modal_gone()
    await page.act_as(name)


SCENES: dict[str, Callable[[SlackPage], Awaitable[None]]] = {
    "Every": match,
    "Grace,": kick_off,
    "Not": home,
    "The": report,
}
"""What to take after the steps whose captions begin with these words."""


async def shoot(page: Page, name: str) -> None:
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    await page.wait_for_function("document.fonts.ready")
    await page.screenshot(path=HERE / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    asyncio.run(main())
