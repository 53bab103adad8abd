"""The gateway against the local Slack: what it gives back, and how it tells "no" from "nobody knows"."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.slack import AmbiguousError, DefiniteError, HeldUpError, SlackGateway
from sandbox import LocalSlack
from sandbox.faults import Fault
from sandbox.state import TEAM_ID, Person

PEOPLE = (
    Person(id="U0AMINA", real_name="Amina Yusuf", title="Nurse", tz="Africa/Nairobi", locale="en-GB", is_owner=True),
    Person(id="U0BO", real_name="Bo Lund", locale="da-DK", deleted=True),
    Person(id="U0GUEST", real_name="Chidi Obi", is_restricted=True),
    Person(id="U0EXT", real_name="Dana Levi", team_id="T0PARTNER"),
)


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(people=PEOPLE, limits=False) as local:
        yield local


@pytest.fixture
async def gateway(slack: LocalSlack) -> AsyncIterator[SlackGateway]:
    opened = SlackGateway(token=slack.bot_token, base_url=slack.api_url, timeout=0.5)
    yield opened
    await opened.close()


async def test_it_knows_whose_token_it_has(gateway: SlackGateway) -> None:
    installed = await gateway.auth()

    assert installed.workspace == TEAM_ID
    assert {"chat:write", "im:history"} <= installed.scopes


async def test_a_post_can_be_called_off_until_it_is_written(slack: LocalSlack, gateway: SlackGateway) -> None:
    channel = await gateway.open_direct("U0AMINA")

    with pytest.raises(HeldUpError):
        await gateway.post(channel, {"text": "Too late"}, marker="m1", may_go=lambda: False)
    await gateway.post(channel, {"text": "Good morning"}, marker="m2")

    assert [message["text"] for message in slack.person("U0AMINA").messages] == ["Good morning"]


async def test_a_message_is_found_by_its_marker_in_direct_messages_only(gateway: SlackGateway) -> None:
    channel = await gateway.open_direct("U0AMINA")
    assert channel == await gateway.open_direct("U0AMINA")
    ts = await gateway.post(channel, {"text": "Good morning"}, marker="m1")
    long_ago = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251  # the local Slack's own time

    assert await gateway.find_marker(channel, "m1", oldest=long_ago) == ts
    assert await gateway.find_marker(channel, "m2", oldest=long_ago) is None
    group = await gateway.open_group(["U0AMINA", "U0GUEST"])
    with pytest.raises(DefiniteError, match="missing_scope") as refused:
        await gateway.find_marker(group, "m1", oldest=long_ago)
    assert refused.value.permanent


async def test_a_marker_is_found_behind_many_newer_messages(gateway: SlackGateway, slack: LocalSlack) -> None:
    channel = await gateway.open_direct("U0AMINA")
    ts = await gateway.post(channel, {"text": "first"}, marker="m1")
    conversation = slack.state.conversations[channel]
    for number in range(250):
        slack.state.post(conversation, {"type": "message", "user": "U0AMINA", "text": f"{number}"})

    assert await gateway.find_marker(channel, "m1", oldest=datetime(2020, 1, 1, tzinfo=UTC)) == ts


async def test_a_profile_says_who_somebody_is(gateway: SlackGateway) -> None:
    amina = await gateway.person("U0AMINA")

    assert (amina.name, amina.title, amina.zone, amina.locale) == ("Amina Yusuf", "Nurse", "Africa/Nairobi", "en-GB")
    assert amina.is_admin
    assert {amina.is_bot, amina.is_guest, amina.is_external, amina.is_deactivated} == {False}
    assert (await gateway.person("U0BO")).is_deactivated
    assert (await gateway.person("U0GUEST")).is_guest
    assert (await gateway.person("U0EXT")).is_external


async def test_everyone_is_asked_for_although_slack_wants_it_slower(gateway: SlackGateway, slack: LocalSlack) -> None:
    slack.faults.next("users.list", Fault.RATE_LIMITED)

    assert {"U0AMINA", "U0BO", "U0GUEST"} <= {person.slack_id for person in await gateway.everyone() or ()}


async def test_everyone_is_asked_for_or_it_is_said_that_they_cannot_be(
    gateway: SlackGateway, slack: LocalSlack
) -> None:
    assert {"U0AMINA", "U0BO", "U0GUEST"} <= {person.slack_id for person in await gateway.everyone() or ()}

    slack.faults.next("users.list", Fault.ERROR, code="unknown_method")
    assert await gateway.everyone() is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.SERVER_ERROR, ""),
        (Fault.FAILED_AFTER, ""),
        (Fault.DROPPED_BEFORE, ""),
        (Fault.ACCEPTED_THEN_DROPPED, ""),
        (Fault.SLOW, ""),
        (Fault.ERROR, "internal_error"),
        (Fault.ERROR, "fatal_error"),
    ],
)
async def test_what_may_have_happened_is_ambiguous(
    gateway: SlackGateway, slack: LocalSlack, fault: Fault, code: str
) -> None:
    channel = await gateway.open_direct("U0AMINA")
    slack.faults.next("chat.postMessage", fault, seconds=1, code=code)

    with pytest.raises(AmbiguousError):
        await gateway.post(channel, {"text": "Good morning"}, marker="m1")


@pytest.mark.parametrize(
    ("code", "permanent", "about_token"),
    [
        ("channel_not_found", True, False),
        ("invalid_blocks", True, False),
        ("token_revoked", True, True),
        ("account_inactive", True, True),
        ("request_timeout", False, False),
    ],
)
async def test_a_refusal_says_whether_it_is_for_good(
    gateway: SlackGateway, slack: LocalSlack, code: str, permanent: bool, about_token: bool
) -> None:
    slack.faults.next("chat.postMessage", Fault.ERROR, code=code)

    with pytest.raises(DefiniteError, match=code) as refused:
        await gateway.post("D1", {"text": "Good morning"}, marker="m1")
    assert (refused.value.permanent, refused.value.is_about_token) == (permanent, about_token)


async def test_a_limit_says_how_long_to_wait(gateway: SlackGateway, slack: LocalSlack) -> None:
    slack.faults.next("chat.postMessage", Fault.RATE_LIMITED, seconds=30)

    with pytest.raises(DefiniteError) as refused:
        await gateway.post("D1", {"text": "Good morning"}, marker="m1")
    assert (refused.value.retry_after, refused.value.permanent) == (30.0, False)


async def test_where_nobody_listens_nothing_happened() -> None:
    nowhere = SlackGateway(token="xoxb-none", base_url="http://127.0.0.1:1/api/")

    with pytest.raises(DefiniteError, match="unreachable") as refused:
        await nowhere.post("D1", {"text": "Good morning"}, marker="m1")
    assert not refused.value.permanent
    await nowhere.close()


async def test_a_server_that_does_not_know_a_method_is_understood() -> None:
    """Not every Slack-compatible server answers in JSON where it has nothing to say."""

    async def not_found(_request: web.Request) -> web.Response:
        return web.Response(status=404, text="<html>no such page</html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", not_found)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    small = SlackGateway(token="xoxb-none", base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/api/")

    with pytest.raises(DefiniteError, match="http_404") as refused:
        await small.find_marker("D1", "m1", oldest=datetime(2020, 1, 1, tzinfo=UTC))
    assert refused.value.permanent
    await small.close()
    await runner.cleanup()


async def test_no_error_carries_the_token_or_the_words(gateway: SlackGateway, slack: LocalSlack) -> None:
    slack.faults.next("chat.postMessage", Fault.ERROR, code="invalid_blocks")

    with pytest.raises(DefiniteError) as refused:
        await gateway.post("D1", {"text": "private words"}, marker="m1")
    shown = repr(refused.value) + str(refused.value)
    assert slack.bot_token not in shown
    assert "private words" not in shown
    assert refused.value.__suppress_context__
