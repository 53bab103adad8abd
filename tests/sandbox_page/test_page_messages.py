"""Messages: how they look, what can be pressed in them, and that no words ever become markup."""

import pytest
from playwright.async_api import expect

from tests.browser import SlackPage
from tests.sandbox_page.showcase import HOSTILE
from tests.sandbox_page.showcase_app import AMINA, SOREN, Showcase

pytestmark = pytest.mark.browser


async def test_every_block_is_shown(amina: SlackPage) -> None:
    await amina.command("/show message")
    message = amina.pane.locator(".message").last
    await expect(message.get_by_role("heading", name="A header 🎉")).to_be_visible()
    await expect(message.get_by_text("bold", exact=True)).to_be_visible()
    await expect(message.locator("em").filter(has_text="italic")).to_be_visible()
    await expect(message.get_by_role("link", name="a link").first).to_have_attribute("href", "https://example.org")
    await expect(message.get_by_text("2*3*4 snake_case_word")).to_be_visible()
    await expect(message.get_by_text("5 < 6 && 7")).to_be_visible()
    await expect(message.locator("pre").first).to_have_text("kept\n  as is")
    await expect(message.get_by_role("img", name="A hill in the evening")).to_be_attached()
    await expect(message.locator("ul > li > ol > li")).to_have_text(["inner one", "inner two"])
    await expect(message.get_by_role("columnheader", name="Department")).to_be_visible()
    await expect(message.get_by_role("cell", name="<b>Sales</b>")).to_be_visible()
    await expect(message.locator(".bk-markdown")).to_contain_text("<b>no markup</b>")


async def test_a_button_tells_the_app_its_value(amina: SlackPage, showcase: Showcase) -> None:
    await amina.command("/show message")
    await amina.press("Yes")
    action = (await showcase.has_heard("action"))["action"]
    assert (action["type"], action["block_id"], action["action_id"], action["value"]) == (
        "button",
        "acts",
        "yes",
        "yes-value",
    )


async def test_a_question_stands_before_a_press_that_asks_one(amina: SlackPage, showcase: Showcase) -> None:
    await amina.command("/show message")
    await amina.press("Delete")
    await expect(amina.page.get_by_role("dialog", name="Are you sure?")).to_be_visible()
    await amina.press("Leave it")
    assert not showcase.heard[1:]
    await amina.press("Delete")
    await amina.press("Do it")
    assert (await showcase.has_heard("action"))["action"]["value"] == "all"


async def test_a_select_an_overflow_and_a_date_in_a_message_are_told_at_once(
    amina: SlackPage, showcase: Showcase
) -> None:
    await amina.command("/show message")
    message = amina.pane.locator(".message").last
    await message.get_by_role("combobox", name="Colour").click()
    await message.get_by_role("option", name="Green").click()
    assert (await showcase.has_heard("action"))["action"]["selected_option"]["value"] == "green"
    showcase.heard.clear()
    await message.get_by_role("button", name="More actions").click()
    await message.get_by_role("menuitem", name="Remove").click()
    assert (await showcase.has_heard("action"))["action"]["selected_option"]["value"] == "remove"
    showcase.heard.clear()
    await message.get_by_label("Day").fill("2026-12-24")
    await message.get_by_label("Day").press("Enter")
    assert (await showcase.has_heard("action"))["action"]["selected_date"] == "2026-12-24"


async def test_hostile_words_stay_words(amina: SlackPage, showcase: Showcase) -> None:
    hostile = HOSTILE.replace("<!channel> ", "")
    await amina.write(f"echo {hostile}")
    await showcase.has_heard("message")
    await expect(amina.pane.locator(".message")).to_have_count(3)
    said, back, _ = await amina.message_texts()
    assert said == f"echo {hostile}"
    assert back == said
    assert await amina.page.evaluate("window.hurt") is None
    assert await amina.pane.locator("img, script").count() == 0


async def test_a_message_taller_than_the_pane_is_shown_from_its_beginning_and_what_follows_it_is_shown(
    amina: SlackPage, showcase: Showcase
) -> None:
    tall = "\n".join(["First line", *(f"Line {number}" for number in range(60)), "Last line"])
    await amina.open("Messages")
    await showcase.client.chat_postMessage(channel=AMINA, text=tall)
    beginning = amina.pane.locator(".author").first
    await expect(beginning).to_be_in_viewport()
    await amina.open("Home")
    await amina.open("Messages")
    await expect(beginning).to_be_in_viewport()
    await showcase.client.chat_postMessage(channel=AMINA, text="After")
    await expect(amina.pane.get_by_text("After")).to_be_in_viewport()


async def test_an_unsafe_address_is_no_link(amina: SlackPage, showcase: Showcase) -> None:
    section = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "<javascript:window.hurt=1|press me> <https://example.org|fine>"},
    }
    await showcase.client.chat_postMessage(channel=AMINA, text="Links", blocks=[section])
    await amina.open("Messages")
    await amina.sees("press me")
    await expect(amina.pane.get_by_role("link", name="fine")).to_be_visible()
    await expect(amina.pane.get_by_role("link", name="press me")).to_have_count(0)


async def test_what_only_one_person_sees_says_so_and_can_be_dismissed(amina: SlackPage) -> None:
    await amina.command("/show private")
    message = amina.pane.locator(".message.ephemeral")
    await expect(message).to_contain_text("Only visible to you")
    await expect(message.locator("code")).to_have_text("answer")
    await message.get_by_role("button", name="Dismiss").click()
    await expect(message).to_have_count(0)


async def test_a_command_without_an_answer_is_said_to_have_failed(amina: SlackPage, showcase: Showcase) -> None:
    showcase.silent = True
    await amina.command("/show private")
    await amina.sees("Showcase did not respond")
    await amina.command("/nothing at all")
    await amina.sees("is not a command that this workspace knows")


async def test_commands_and_people_are_completed_by_keyboard(amina: SlackPage, showcase: Showcase) -> None:
    composer = amina.page.get_by_role("combobox", name="Message", exact=True)
    await composer.press_sequentially("/s")
    await composer.press("Tab")
    await composer.press_sequentially("pri")
    await composer.press("Enter")
    await expect(composer).to_have_value("/show private")
    await composer.press("Enter")
    assert (await showcase.has_heard("command"))["text"] == "private"
    await composer.press_sequentially("Hello @sor")
    await composer.press("Tab")
    await composer.press("Enter")
    assert (await showcase.has_heard("message"))["text"] == f"Hello <@{SOREN}>"
    await expect(amina.pane.locator(".mention")).to_have_text("@Søren Østergaard")
