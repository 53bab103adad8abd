"""A whole programme, clicked through on the page by everybody in it, and the story that the page plays by itself."""

import re

import pytest
from playwright.async_api import Browser, expect

from sandbox import LocalSlack
from sandbox.story import Playing
from tests.browser import SlackPage, slack_page
from tests.town import Town

pytestmark = pytest.mark.browser

PROGRAMME = "Across the house"
OWN_WORDS = "Jeg er Mia, og jeg stiller mange spørgsmål."


async def test_a_programme_goes_from_its_first_idea_to_its_report(page: SlackPage, town: Town) -> None:
    await anna_sets_it_up(page)
    await town.travel(hours=1)  # so that London is at work too
    await she_opens_enrolment(page)
    await hugh_joins_from_the_announcement(page)
    await oliver_joins_with_a_command(page)
    await jonas_joins_in_danish(page)
    await mia_joins_by_writing_to_the_bot(page)
    await anna_looks_at_the_draft_and_publishes_it(page)
    await next_working_morning(page)
    await everybody_is_introduced(page)
    await oliver_gets_a_starter_within_days(page)
    await mia_says_that_they_met(page)
    await oliver_asks_for_help(page)
    await hugh_pauses(page)
    await anna_reads_the_report(page)
    await mia_asks_for_the_report_and_is_offered_help(page)
    assert not town.slack.faults.rules


async def anna_sets_it_up(page: SlackPage) -> None:
    await page.act_as("Anna Holm")
    await page.command("/mentor programme")
    await page.sees("You run no programme yet")
    await page.press("New programme")
    await page.fill("Name", PROGRAMME)
    await page.fill("What is it for?", "Meet somebody you would not meet otherwise.")
    await page.fill("First day", "2026-03-02")
    await page.fill("Last day", "2026-08-31")
    await page.fill("How often do people meet?", "Every month (four weeks)")
    await page.fill("A person to turn to, besides the coordinators", "Grace Okafor")
    await page.fill("Where is it announced?", "announcements")
    await page.submit()
    await page.sees("Page 2 of 2")
    await page.submit()
    await page.sees(f"{PROGRAMME} is saved.")


async def she_opens_enrolment(page: SlackPage) -> None:
    await close(page)
    await page.open("announcements")
    await page.press("Invite Mentor Bot")
    await page.command("/mentor programme")
    await page.press(f"Open enrolment: {PROGRAMME}")
    await page.press("Open it")
    await page.sees(f"Enrolment in {PROGRAMME} is open")
    await close(page)
    await page.act_as("Grace Okafor")
    await page.open("Messages")
    await page.sees(f"You are the person to turn to in {PROGRAMME}")


async def hugh_joins_from_the_announcement(page: SlackPage) -> None:
    await page.act_as("Hugh Pemberton")
    await page.open("announcements")
    await page.sees("Meet somebody you would not meet otherwise.")
    await page.press(f"See what it is: {PROGRAMME}")
    await page.sees("Who sees what.")
    await go_on(page)
    await page.fill("What would you like to be?", "Mentor")
    await go_on(page)
    await page.fill("What can you help somebody with?", ["Building a network"])
    await go_on(page)
    await page.fill("Languages you can talk in", ["English"])
    await go_on(page)
    for _ in ("hours", "wishes", "questions", "introduction"):
        await go_on(page)
    await page.sees(f"You are in {PROGRAMME}")
    await close(page)


async def oliver_joins_with_a_command(page: SlackPage) -> None:
    await page.act_as("Oliver Grant")
    await page.command("/mentor join")
    await page.sees(PROGRAMME)
    await go_on(page)
    await page.fill("What would you like to be?", "Mentee")
    await go_on(page)
    await page.fill("What would you like to work on?", ["Building a network"])
    await go_on(page)
    await close(page)
    await page.command("/mentor join")
    await page.sees("Go on where you left off.")
    await go_on(page)
    await page.fill("Your nearest manager", "Priya Raman")
    await page.fill("Languages you can talk in", ["English"])
    await go_on(page)
    for _ in ("hours", "wishes", "questions", "introduction"):
        await go_on(page)
    await page.sees(f"You are in {PROGRAMME}")
    await close(page)


async def jonas_joins_in_danish(page: SlackPage) -> None:
    await page.act_as("Jonas Lindqvist")
    await page.command("/mentor tilmeld")
    await go_on(page)
    await page.fill("Hvad vil du gerne være?", "Mentor")
    await go_on(page)
    await page.fill("Hvad kan du hjælpe en anden med?", ["Selvtillid"])
    await go_on(page)
    await page.fill("Sprog, du kan tale på", ["Dansk"])
    for _ in ("about", "hours", "wishes", "questions", "introduction"):
        await go_on(page)
    await page.sees(f"Du er med i {PROGRAMME}")
    await close(page)


async def mia_joins_by_writing_to_the_bot(page: SlackPage) -> None:
    await page.act_as("Mia Sørensen")
    await page.open("Messages")
    await page.write("Jeg vil gerne have en mentor")
    await page.press("Se programmer")
    await go_on(page)
    await page.fill("Hvad vil du gerne være?", "Mentee")
    await go_on(page)
    await page.fill("Hvad vil du gerne arbejde med?", ["Selvtillid"])
    await go_on(page)
    await page.fill("Sprog, du kan tale på", ["Dansk"])
    for _ in ("about", "hours", "wishes", "questions"):
        await go_on(page)
    await page.fill("Din præsentation", OWN_WORDS)
    await go_on(page)
    await page.sees(f"Du er med i {PROGRAMME}")
    await close(page)


async def anna_looks_at_the_draft_and_publishes_it(page: SlackPage) -> None:
    await page.act_as("Anna Holm")
    await page.command("/mentor match")
    await page.sees("4 of 4 enrolled people have a proposed match")
    await page.press("Proposed matches")
    await page.sees("They share Danish")
    assert "Confidence" in await page.modal_text()
    await page.press("Overview")
    await page.press("Publish")
    await page.press("Publish")
    await page.sees(f"{PROGRAMME} is published")
    await close(page)


async def everybody_is_introduced(page: SlackPage) -> None:
    for name, partner, mine in (
        ("Mia Sørensen", "Jonas Lindqvist", OWN_WORDS),
        ("Jonas Lindqvist", "Mia Sørensen", OWN_WORDS),
        ("Oliver Grant", "Hugh Pemberton", "Oliver, Software Engineer, Digital."),
        ("Hugh Pemberton", "Oliver Grant", "Oliver, Software Engineer, Digital."),
    ):
        await page.act_as(name)
        await page.open(partner)
        (kick_off,) = await page.message_texts()
        assert mine in kick_off
        assert len(re.findall("Outlook", kick_off)) == 3
        assert not re.search(r"\bpoint|%", kick_off)
    await page.act_as("Mia Sørensen")
    await page.open("Messages")
    await page.sees("Derfor dette match")


async def oliver_gets_a_starter_within_days(page: SlackPage) -> None:
    await page.act_as("Oliver Grant")
    await page.open("Messages")
    before = len(await page.message_texts())
    for _ in range(4):
        await next_working_morning(page)
    await expect(page.pane.locator(".message-content")).to_have_count(before + 1)
    assert "Hugh" in (await page.message_texts())[-1]


async def mia_says_that_they_met(page: SlackPage) -> None:
    for _ in range(4):
        await travel(page, "Fast-forward a week")
    await page.act_as("Mia Sørensen")
    await page.open("Messages")
    await page.press("Vi har mødtes")
    await page.press("5 ud af 5, hvor 5 er meget nyttigt")
    await page.sees("Tak, det er noteret.")


async def oliver_asks_for_help(page: SlackPage) -> None:
    await page.act_as("Oliver Grant")
    await page.open("Messages")
    await page.press("I'd like some help")
    await page.press("Talk to somebody")
    await page.sees("and to nobody else")
    assert "@Grace Okafor" in await page.modal_text()
    await page.fill("Anything you would like to add", "I find it hard to ask him for time.")
    await page.submit()
    await page.sees("It is sent to @Grace Okafor, and to nobody else")
    await close(page)
    await page.sees("and to nobody else: that you would like to talk")
    await next_working_morning(page)
    await page.act_as("Grace Okafor")
    await page.open("Messages")
    await page.sees("I find it hard to ask him for time.")


async def hugh_pauses(page: SlackPage) -> None:
    await page.act_as("Hugh Pemberton")
    await page.command("/mentor pause")
    await page.fill("Last day away", "2026-05-01")
    await page.submit()
    await page.sees("You are paused from today through")
    await close(page)


async def anna_reads_the_report(page: SlackPage) -> None:
    await page.act_as("Anna Holm")
    await page.command("/mentor report")
    await page.sees("Enrolled: 4 people: 2 mentors and 2 mentees.")
    await page.sees("Matched: 4 of 4.")
    await page.sees("Met: 1 of 2 relationships have noted a meeting.")
    shown = await page.modal_text()
    assert "I find it hard" not in shown
    assert "Nothing to show yet." in shown
    await page.press("Get it as CSV")
    await page.sees("The CSV is on its way to your direct messages.")
    await close(page)
    await page.open("Messages")
    await expect(page.pane.get_by_role("link", name=re.compile(r"Across-the-house-.*\.csv")).last).to_be_visible()


async def mia_asks_for_the_report_and_is_offered_help(page: SlackPage) -> None:
    await page.act_as("Mia Sørensen")
    await page.command("/mentor rapport")
    await expect(page.modal).to_be_visible()
    assert PROGRAMME not in await page.modal_text()


async def go_on(page: SlackPage) -> None:
    """Submit a step, and wait until the next one is there."""
    before = await page.modal_text()
    await page.submit()
    await expect(page.modal).not_to_have_text(before, use_inner_text=True)


async def close(page: SlackPage) -> None:
    await page.page.keyboard.press("Escape")
    await page.modal_gone()


async def next_working_morning(page: SlackPage) -> None:
    await travel(page, "Next working morning")


async def travel(page: SlackPage, words: str) -> None:
    """Let time pass with a button of the clock, and wait until it has."""
    clock = page.page.locator("#clock")
    now = clock.locator("[data-clock=workspace]")
    before = await now.get_attribute("datetime") or ""
    await clock.get_by_role("button", name=words).click()
    await expect(now).not_to_have_attribute("datetime", before, timeout=20_000)
    await expect(clock.get_by_role("button", name=words)).to_be_visible(timeout=20_000)


async def test_the_page_plays_the_story_to_its_end_and_says_how_to_see_it_again(
    chromium: Browser, sandbox: LocalSlack
) -> None:
    async with slack_page(chromium, sandbox.url) as page:
        play, caption = page.page.get_by_role("button", name="Play the story"), page.page.locator(".story-caption")
        await play.click()
        await expect(caption).to_contain_text("That was the story. The workspace is yours", timeout=60_000)
        await page.sees("Matched: 21 of 22.")
        await expect(play).to_have_count(0)
        assert sandbox.story is not None
        assert (sandbox.story.playing, sandbox.story.error) == (Playing.FINISHED, None)

        await close(page)
        await page.page.keyboard.press("Escape")
        await expect(caption).to_be_hidden()
        await page.page.get_by_role("button", name="What next?").click()
        await expect(caption).to_contain_text("start the sandbox anew")
