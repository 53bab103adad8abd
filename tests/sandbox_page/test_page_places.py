"""Going about: being somebody, places and unread marks, the App Home, files, the clock, the story, faults."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect

from sandbox import LocalSlack
from sandbox.story import Step
from tests.browser import SlackPage, slack_page
from tests.sandbox_page.showcase_app import AMINA, MANIFEST, PEOPLE, SOREN, Showcase

pytestmark = pytest.mark.browser


async def test_one_can_be_somebody_else_and_sees_only_what_they_see(amina: SlackPage, showcase: Showcase) -> None:
    await showcase.client.chat_postMessage(channel=AMINA, text="For Amina")
    await showcase.client.chat_postMessage(channel=SOREN, text="For Søren")
    await amina.open("Messages")
    await amina.sees("For Amina")
    await amina.act_as("Søren Østergaard")
    await amina.sees("For Søren")
    assert await amina.message_texts() == ["For Søren"]
    await expect(amina.page.locator("#clock")).to_contain_text("Copenhagen")


async def test_the_person_switcher_is_searched_and_used_by_keyboard(amina: SlackPage) -> None:
    keyboard = amina.page.keyboard
    await keyboard.press("Control+k")
    await keyboard.type("danish")
    await expect(amina.page.locator("#people").get_by_role("option")).to_have_count(1)
    await keyboard.press("Enter")
    await expect(amina.page.locator("#person strong")).to_have_text("Søren Østergaard")


async def test_what_has_not_been_seen_is_counted_until_it_is_opened(amina: SlackPage, showcase: Showcase) -> None:
    await amina.open("Home")
    await showcase.client.chat_postMessage(channel=AMINA, text="one")
    await showcase.client.chat_postMessage(channel=AMINA, text="two")
    badge = amina.page.locator("#sidebar-lists .badge")
    await expect(badge).to_have_text("2 new")
    await expect(amina.page.locator("#announcer")).to_have_text("Showcase: two")
    await amina.open("Messages")
    await expect(badge).to_have_count(0)


async def test_a_long_conversation_scrolls_in_its_pane_and_not_the_page(amina: SlackPage, showcase: Showcase) -> None:
    for number in range(60):
        await showcase.client.chat_postMessage(channel=AMINA, text=f"Message {number}")
    await amina.open("Messages")
    await amina.sees("Message 59")
    assert await amina.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_a_telephone_shows_the_places_when_asked(amina: SlackPage) -> None:
    await amina.page.set_viewport_size({"width": 390, "height": 760})
    places = amina.page.get_by_role("button", name="Places")
    await expect(amina.page.locator("#sidebar")).to_be_hidden()
    assert await amina.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await places.click()
    await amina.open("Home")
    await amina.sees("Nothing pressed yet")
    await expect(amina.page.locator("#sidebar")).to_be_hidden()
    await expect(places).to_have_attribute("aria-expanded", "false")


async def test_what_arrives_is_read_out_without_its_signs(amina: SlackPage, showcase: Showcase) -> None:
    await showcase.client.chat_postMessage(channel=AMINA, text=f"*Next:* ask <@{SOREN}>")
    await expect(amina.page.locator("#announcer")).to_have_text("Showcase: Next: ask @Søren Østergaard")


async def test_a_group_is_known_by_its_people(amina: SlackPage, showcase: Showcase) -> None:
    opened = await showcase.client.conversations_open(users=[AMINA, SOREN])
    await showcase.client.chat_postMessage(channel=opened["channel"]["id"], text=f"Meet <@{SOREN}>")
    await amina.open("Søren Østergaard")
    await amina.sees("Meet @Søren Østergaard")


async def test_the_app_home_is_shown_and_answers(amina: SlackPage) -> None:
    await amina.open("Home")
    await amina.sees("Nothing pressed yet")
    await amina.press("Press at home")
    await amina.sees("Thank you for pressing")


async def test_a_file_can_be_downloaded(amina: SlackPage, showcase: Showcase) -> None:
    await showcase.client.files_upload_v2(
        channel=(await showcase.client.conversations_open(users=[AMINA]))["channel"]["id"],
        filename="report.csv",
        content="a;b\n1;2\n",
    )
    await amina.open("Messages")
    async with amina.page.expect_download() as download:
        await amina.pane.get_by_role("link", name="report.csv").click()
    file = await download.value
    assert file.suggested_filename == "report.csv"
    assert (await file.path()).read_text() == "a;b\n1;2\n"


async def test_the_clock_shows_both_times_and_how_far_it_has_travelled(amina: SlackPage, showcase: Showcase) -> None:
    await amina.act_as("Priya Raman")
    clock = amina.page.locator("#clock")
    await expect(clock).to_contain_text("08:00 UTC")
    await expect(clock).to_contain_text("13:30 Kolkata")
    showcase.clock.may_arrive.clear()
    await clock.get_by_role("button", name="Next day").click()
    await expect(clock.get_by_role("progressbar", name="Travelling")).to_be_visible()
    showcase.clock.may_arrive.set()
    await expect(clock).to_contain_text("Tue, 24 Nov 2026")
    assert showcase.clock.now() == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


async def test_the_story_shows_its_captions_follows_who_acts_and_can_be_taken_over(chromium: Browser) -> None:
    async def hello(_: object, person: object) -> None:
        await person.say("Hello from the story")  # type: ignore[attr-defined]  # the driver of whoever acts

    script = [
        Step(caption="Søren says hello.", who=SOREN, do=hello, pause=30),
        Step(caption="Nobody gets this far.", who=AMINA),
    ]
    async with (
        LocalSlack(people=PEOPLE, channels={}, manifest=MANIFEST, script=script) as slack,
        slack_page(chromium, slack.url, "Amina Yusuf") as page,
    ):
        await page.page.get_by_role("button", name="Play the story").click()
        story = page.page.get_by_role("region", name="Story")
        await expect(story).to_contain_text("Søren says hello.")
        await expect(page.page.locator("#person strong")).to_have_text("Søren Østergaard")
        await page.sees("Hello from the story")
        await page.press("Pause", within=story)
        await expect(story.get_by_role("button", name="Go on")).to_be_visible()
        await page.press("Take over", within=story)
        await expect(story).to_contain_text("The workspace is yours")
        await expect(page.page.get_by_role("combobox", name="Message", exact=True)).to_be_focused()


async def test_after_the_story_its_last_words_leave_and_its_button_says_what_to_do_next(chromium: Browser) -> None:
    script = [Step(caption="Nothing happens.", who=AMINA, pause=0)]
    async with (
        LocalSlack(people=PEOPLE, channels={}, manifest=MANIFEST, script=script) as slack,
        slack_page(chromium, slack.url, "Amina Yusuf") as page,
    ):
        story = page.page.get_by_role("region", name="Story")
        await page.page.get_by_role("button", name="Play the story").click()
        await expect(story).to_contain_text("That was the story.")
        await expect(page.page.get_by_role("button", name="Play the story")).to_have_count(0)

        await page.page.keyboard.press("Escape")
        await expect(story).to_be_hidden()

        what_next = page.page.get_by_role("button", name="What next?")
        await what_next.click()
        await expect(story).to_contain_text("type / for commands")
        await what_next.click()
        await expect(story).to_be_hidden()

        await what_next.click()
        await page.page.get_by_role("combobox", name="Message", exact=True).click()
        await expect(story).to_be_hidden()


async def test_a_long_caption_covers_nothing(chromium: Browser) -> None:
    script = [Step(caption="A long caption says what there is to see. " * 8, who=AMINA, pause=30)]
    async with (
        LocalSlack(people=PEOPLE, channels={}, manifest=MANIFEST, script=script) as slack,
        slack_page(chromium, slack.url, "Amina Yusuf") as page,
    ):
        await page.page.get_by_role("button", name="Play the story").click()
        story = page.page.get_by_role("region", name="Story")
        await expect(story).to_contain_text("A long caption")
        await page.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        banner = await story.bounding_box()
        title = await page.pane.get_by_role("heading").first.bounding_box()
        assert banner is not None
        assert title is not None
        assert banner["y"] + banner["height"] <= title["y"]


async def test_a_form_that_the_story_opened_can_be_taken_over(amina: SlackPage) -> None:
    await amina.page.get_by_role("button", name="Play the story").click()
    await amina.sees("Everything")
    await amina.press("Take over")
    await expect(amina.modal.get_by_label("Name")).to_be_focused()


async def test_faults_can_be_asked_for(amina: SlackPage) -> None:
    panel = amina.page.locator("#faults")
    await panel.get_by_text("Faults, for the curious").click()
    await panel.get_by_label("Where").select_option("chat.postMessage")
    await panel.get_by_label("What").select_option("rate_limited")
    await panel.get_by_role("button", name="Add fault").click()
    await expect(panel).to_contain_text("chat.postMessage: rate limited, the next call")
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel.get_by_role("listitem")).to_have_count(0)


async def test_a_channel_without_the_app_offers_to_invite_it(amina: SlackPage) -> None:
    await amina.open("general")
    await amina.press("Invite Showcase")
    await expect(amina.pane.get_by_role("button", name="Invite Showcase")).to_have_count(0)


async def test_the_first_tab_leads_past_the_sidebar(amina: SlackPage) -> None:
    await amina.page.reload()
    await expect(amina.page.locator("#person strong")).to_have_text("Amina Yusuf")
    await amina.page.keyboard.press("Tab")
    await expect(amina.page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    await amina.page.keyboard.press("Enter")
    await expect(amina.pane).to_be_focused()
