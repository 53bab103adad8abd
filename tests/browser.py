"""The local Slack's page in a real browser, driven as a person would: by what they see and what screen readers say.

A test directory takes the fixtures with `from tests.browser import chromium as chromium` in its conftest.py, and opens pages with
`slack_page(chromium, slack.url, "Amina Yusuf")`.
"""

import os
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-GB",
]
WIDTH, HEIGHT = 1280, 800
# What a person waits for is not what a busy machine is given: the first round of all also starts the solver's process.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for the whole run."""
    if shutil.which(CHROMIUM) is None:
        reason = f"There is no browser {CHROMIUM}: install Chromium, or say where it is with CHROMIUM=…"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def slack_page(browser: Browser, url: str, name: str | None = None) -> AsyncIterator["SlackPage"]:
    """The page, opened as the person of this name; fails when a script on it failed."""
    page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", color_scheme="light")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        await page.goto(url)
        slack = SlackPage(page)
        await expect(page.locator("#person strong")).not_to_be_empty()
        if name:
            await slack.act_as(name)
        yield slack
    finally:
        await page.close()
    assert not errors, f"A script of the page failed: {errors}"


class SlackPage:
    """Somebody at the page. Every method waits until what it needs is there, and fails when it does not come."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def modal(self) -> Locator:
        """The modal in front, or nothing."""
        return self.page.locator("#modal[open]")

    @property
    def pane(self) -> Locator:
        """The conversation or tab that is open."""
        return self.page.locator("#pane")

    @property
    def front(self) -> Locator:
        """Where one can act: a question in front of all, else the modal, else the pane."""
        return (
            self.page.locator("dialog.confirm[open]")
            .or_(self.page.locator("body:not(:has(dialog.confirm[open])) #modal[open]"))
            .or_(self.page.locator("body:not(:has(dialog[open])) #pane"))
        )

    # Going about

    async def act_as(self, name: str) -> Self:
        """Become somebody else through the person switcher."""
        if await self.page.locator("#person strong").text_content() == name:
            return self
        await self.page.locator("#person").click()
        await self.page.get_by_label("Search people").fill(name)
        await self.page.locator("#people").get_by_role("option").filter(has_text=name).first.click()
        await expect(self.page.locator("#person strong")).to_have_text(name)
        return self

    async def open(self, place: str) -> Self:
        """Go to a place of the sidebar, or to a tab of the app: `Home`, `Messages`, a channel, people's names."""
        if place in {"Home", "Messages"}:
            section = "Apps" if place == "Home" else "Direct messages"
            await self.page.locator("#sidebar-lists section").filter(has_text=section).locator(".place").first.click()
        else:
            await self.page.locator("#sidebar-lists .place").filter(has_text=place).first.click()
        return self

    async def write(self, text: str) -> Self:
        """Type into the composer and send."""
        composer = self.page.get_by_role("combobox", name="Message", exact=True)
        await composer.fill(text)
        await composer.press("Escape")
        await composer.press("Enter")
        return self

    async def command(self, text: str) -> Self:
        """Type a slash command and send it."""
        return await self.write(text)

    # Filling in and pressing

    async def fill(self, label: str, value: str | Sequence[str] | None) -> Self:
        """Fill in the field with this label: text, a date or a time as the browser writes it, the words of a choice, several as a list, None to empty."""
        named = re.compile(rf"^{re.escape(label)}( \((optional|valgfrit)\))?$")
        group = self.front.locator("fieldset").filter(has=self.page.locator("legend").filter(has_text=named))
        control = self.front.get_by_label(named).and_(self.page.locator("input, textarea"))
        await expect(group.or_(control).first).to_be_visible()
        if await group.count():
            await self._tick(group, [value] if isinstance(value, str) else list(value or []))
        elif await control.first.get_attribute("role") == "combobox":
            await self._choose(control.first, [value] if isinstance(value, str) else list(value or []))
        else:
            await control.first.fill(value if isinstance(value, str) else "")
        return self

    async def _tick(self, group: Locator, wanted: list[str]) -> None:
        for box in await group.locator("input").all():
            words = (await group.locator(f"label[for='{await box.get_attribute('id')}']").text_content() or "").strip()
            if words in wanted:
                await box.check()
                wanted = [each for each in wanted if each != words]
            elif await box.get_attribute("type") == "checkbox":
                await box.uncheck()
        assert not wanted, f"There is no such choice: {wanted}"

    async def _choose(self, combobox: Locator, wanted: list[str]) -> None:
        root = combobox.locator("xpath=..")
        for chip in await root.locator(".chip button").all():
            await chip.click()
        for words in wanted:
            await combobox.fill(words)
            await root.get_by_role("option").filter(has_text=words).first.click()
        if wanted and await combobox.get_attribute("aria-expanded") == "true":
            await combobox.press("Escape")
        if not wanted and await root.locator(".combo-clear").is_visible():
            await root.locator(".combo-clear").click()

    async def press(self, name: str, *, within: Locator | None = None) -> Self:
        """Press the newest button of this name in front of the person (a question, the modal, the pane)."""
        await (within or self.front).get_by_role("button", name=name, exact=True).last.click()
        return self

    async def submit(self) -> Self:
        """Press the modal's submit button and wait until the app has answered."""
        button = self.modal.locator("button[type=submit]")
        await button.click()
        await expect(self.page.locator("#modal button[type=submit][aria-busy=true]")).to_have_count(0)
        return self

    # Seeing

    async def sees(self, text: str) -> Self:
        """Wait until these words stand in front of the person."""
        await expect(self.front.get_by_text(text).last).to_be_visible()
        return self

    async def message_texts(self) -> list[str]:
        """The words of each message in the open conversation, oldest first."""
        return [text.strip() for text in await self.pane.locator(".message-content").all_inner_texts()]

    async def modal_text(self) -> str:
        """All words of the modal in front."""
        return await self.modal.inner_text()

    async def modal_gone(self) -> Self:
        """Wait until no modal is open."""
        await expect(self.modal).to_have_count(0)
        return self
