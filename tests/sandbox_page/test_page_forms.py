"""Modals: every element filled in as a person would, and what the app then receives."""

import json
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import WebSocketRoute, expect

from tests.browser import SlackPage
from tests.sandbox_page.showcase_app import SOREN, Showcase

pytestmark = pytest.mark.browser


def chosen(text: str, value: str, description: str = "") -> dict[str, object]:
    said = {"description": {"type": "plain_text", "text": description, "emoji": True}} if description else {}
    return {"text": {"type": "plain_text", "text": text, "emoji": True}, "value": value, **said}


async def fill_in_what_is_required(page: SlackPage) -> None:
    await page.fill("Name", "Amina & <b>Co</b>")
    await page.fill("Number", "7")
    await page.fill("Fruit", "Pear")
    await page.fill("Skills", ["Writing", "Asking"])
    await page.fill("Size", "Large")
    await page.fill("Time", "09:30")


async def test_the_app_receives_exactly_what_was_filled_in(amina: SlackPage, showcase: Showcase) -> None:
    await amina.command("/show form")
    await fill_in_what_is_required(amina)
    await amina.fill("Story", "Two\nlines")
    await amina.fill("E-mail", "amina@example.org")
    await amina.fill("Address", "https://example.org/a?b=c")
    await amina.fill("Boss", "Søren Østergaard")
    await amina.fill("Friends", ["Priya Raman", "Søren Østergaard"])
    await amina.fill("Place", "general")
    await amina.fill("Days", ["Tuesday"])
    await amina.fill("Date", "2026-12-24")
    await amina.fill("Moment", "2026-07-01T14:00")
    await amina.submit()
    await amina.modal_gone()

    values = {
        block: next(iter(fields.values()))
        for block, fields in (await showcase.has_heard("submission"))["values"].items()
    }
    in_london = datetime(2026, 7, 1, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    assert values == {
        "name": {"type": "plain_text_input", "value": "Amina & <b>Co</b>"},
        "story": {"type": "plain_text_input", "value": "Two\nlines"},
        "number": {"type": "number_input", "value": "7"},
        "e-mail": {"type": "email_text_input", "value": "amina@example.org"},
        "address": {"type": "url_text_input", "value": "https://example.org/a?b=c"},
        "fruit": {"type": "static_select", "selected_option": chosen("Pear", "pear")},
        "skills": {
            "type": "multi_static_select",
            "selected_options": [chosen("Writing", "writing"), chosen("Asking", "asking")],
        },
        "boss": {"type": "users_select", "selected_user": SOREN},
        "friends": {"type": "multi_users_select", "selected_users": ["U0PRIYA01", SOREN]},
        "place": {"type": "channels_select", "selected_channel": "C0GENERAL"},
        "days": {"type": "checkboxes", "selected_options": [chosen("Tuesday", "tue")]},
        "size": {"type": "radio_buttons", "selected_option": chosen("Large", "large")},
        "date": {"type": "datepicker", "selected_date": "2026-12-24"},
        "time": {"type": "timepicker", "selected_time": "09:30"},
        "moment": {"type": "datetimepicker", "selected_date_time": int(in_london.timestamp())},
    }


async def test_initial_values_are_sent_and_what_is_left_empty_is_null(amina: SlackPage, showcase: Showcase) -> None:
    await amina.command("/show form")
    await fill_in_what_is_required(amina)
    await amina.submit()
    await amina.modal_gone()
    values = (await showcase.has_heard("submission"))["values"]
    assert values["story"]["story_is"]["value"] == "Once upon a time"
    assert values["date"]["date_is"]["selected_date"] == "2026-12-01"
    assert [each["value"] for each in values["days"]["days_is"]["selected_options"]] == ["mon"]
    assert values["boss"]["boss_is"]["selected_user"] is None
    assert values["moment"]["moment_is"]["selected_date_time"] is None


async def test_a_required_field_left_empty_is_said_on_the_field_and_gets_the_focus(
    amina: SlackPage, showcase: Showcase
) -> None:
    await amina.command("/show form")
    await amina.submit()
    name = amina.modal.get_by_label("Name")
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_be_focused()
    assert not any(each["kind"] == "submission" for each in showcase.heard)


async def test_errors_of_the_app_stand_on_their_fields_and_lose_nothing(amina: SlackPage, showcase: Showcase) -> None:
    showcase.errors = {"name": "That name is taken."}
    await amina.command("/show form")
    await fill_in_what_is_required(amina)
    await amina.submit()
    name = amina.modal.get_by_label("Name")
    await expect(name).to_be_focused()
    await expect(name).to_have_accessible_description("As you like to be called That name is taken.")
    await expect(name).to_have_value("Amina & <b>Co</b>")
    await expect(amina.modal.get_by_label("Fruit")).to_have_value("Pear")
    await expect(amina.modal.locator(".chip")).to_have_count(2)
    showcase.errors = {}
    await amina.fill("Name", "Another")
    await amina.submit()
    await amina.modal_gone()


async def test_a_second_click_does_nothing_until_what_the_first_one_brings_is_drawn(
    amina: SlackPage, showcase: Showcase
) -> None:
    drawing: list[Callable[[], None]] = []

    def hold_back_the_end(page: WebSocketRoute) -> None:
        def pass_on(patch: str | bytes) -> None:
            if json.loads(patch) == {"type": "modals", "modals": []}:
                drawing.append(lambda: page.send(patch))
            else:
                page.send(patch)

        page.connect_to_server().on_message(pass_on)

    await amina.page.route_web_socket("**/page/socket*", hold_back_the_end)
    await amina.page.reload()
    await amina.command("/show steps")
    await amina.fill("Kept", "once")
    button = amina.modal.locator("button[type=submit]")
    async with amina.page.expect_response("**/page/act"):
        await button.click()
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(amina.page.locator(".toast")).to_have_count(0)
    for draw in drawing:
        draw()
    await amina.modal_gone()
    assert len([each for each in showcase.heard if each["kind"] == "submission"]) == 1


async def test_what_is_typed_stays_when_the_app_updates_the_view(amina: SlackPage) -> None:
    await amina.command("/show steps")
    await amina.fill("Kept", "still here")
    await amina.press("Grow")
    await expect(amina.modal.get_by_label("More (optional)")).to_be_visible()
    await expect(amina.modal.get_by_label("Kept")).to_have_value("still here")
    await expect(amina.modal.get_by_role("button", name="Grow")).to_be_focused()


async def test_the_clients_own_words_are_in_the_readers_language(amina: SlackPage) -> None:
    await amina.act_as("Søren Østergaard")
    await amina.command("/show steps")
    await amina.submit()
    await amina.sees("Udfyld feltet; det er påkrævet.")
    await amina.fill("Kept", "her")
    await amina.press("Grow")
    await expect(amina.modal.get_by_label("More (valgfrit)")).to_be_visible()


async def test_a_pushed_view_leads_back_and_the_cross_closes_all(amina: SlackPage) -> None:
    await amina.command("/show steps")
    await amina.fill("Kept", "before")
    await amina.press("Deeper")
    await expect(amina.modal.get_by_role("heading", name="Deeper")).to_be_visible()
    await amina.press("Back")
    await expect(amina.modal.get_by_label("Kept")).to_have_value("before")
    await amina.press("Deeper")
    await expect(amina.modal.get_by_role("heading", name="Deeper")).to_be_visible()
    await amina.press("Close")
    await amina.modal_gone()


async def test_an_app_that_does_not_answer_is_said_and_the_form_stays(amina: SlackPage, showcase: Showcase) -> None:
    await amina.command("/show steps")
    await amina.fill("Kept", "not lost")
    showcase.silent = True
    await amina.submit()
    await expect(amina.page.locator(".toast")).to_contain_text("Showcase did not respond")
    await expect(amina.modal.get_by_label("Kept")).to_have_value("not lost")


async def test_the_whole_form_can_be_filled_in_by_keyboard(amina: SlackPage, showcase: Showcase) -> None:
    page, keyboard = amina.page, amina.page.keyboard
    await page.get_by_role("combobox", name="Message", exact=True).focus()
    await keyboard.type("/show form")
    await keyboard.press("Enter")
    await expect(amina.modal.get_by_label("Name")).to_be_focused()
    await keyboard.type("Amina")
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await keyboard.type("3")
    for _ in range(3):
        await keyboard.press("Tab")
    await expect(amina.modal.get_by_label("Fruit")).to_be_focused()
    await keyboard.press("ArrowDown")
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await keyboard.press("Tab")
    await keyboard.type("listen")
    await keyboard.press("Enter")
    await keyboard.press("Escape")
    await expect(amina.modal).to_be_visible()
    for _ in range(6):
        await keyboard.press("Tab")
    while not await amina.modal.get_by_label("Small").evaluate("node => node === document.activeElement"):
        await keyboard.press("Tab")
    await keyboard.press("Space")
    await amina.modal.get_by_label("Time").focus()
    await keyboard.type("0815AM")
    await keyboard.press("Control+Enter")
    await amina.modal_gone()
    values = (await showcase.has_heard("submission"))["values"]
    assert values["fruit"]["fruit_is"]["selected_option"]["value"] == "pear"
    assert [each["value"] for each in values["skills"]["skills_is"]["selected_options"]] == ["listening"]
    assert values["size"]["size_is"]["selected_option"]["value"] == "small"
    await expect(page.get_by_role("combobox", name="Message", exact=True)).to_be_focused()
