"""A real Bolt app over a real Socket Mode client talks to the local Slack as it would to Slack."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import LocalSlack, buttons, visible_text
from sandbox.errors import NotPossible
from sandbox.state import Person
from tests.sandbox.bolt_on_slack import connected, web_client

MIA = "U0MIA001"
Body = dict[str, Any]


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False) as running:
        yield running


@pytest.fixture
def client(slack: LocalSlack) -> AsyncWebClient:
    return web_client(slack)


@pytest.fixture
def app(slack: LocalSlack) -> AsyncApp:
    return AsyncApp(client=web_client(slack))


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def form(title: str = "Join", **more: Any) -> Body:
    goals = [{"text": plain(goal), "value": goal} for goal in ("feedback", "research")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "notify_on_close": True,
        "blocks": [
            {
                "type": "input",
                "block_id": "name",
                "label": plain("Name"),
                "element": {"type": "plain_text_input", "action_id": "name", "initial_value": "Mia", "max_length": 20},
            },
            {
                "type": "input",
                "block_id": "goals",
                "optional": True,
                "label": plain("Goals"),
                "element": {"type": "checkboxes", "action_id": "goals", "options": goals},
            },
        ],
        **more,
    }


def button(action_id: str, value: str = "1") -> Body:
    return {
        "type": "actions",
        "elements": [{"type": "button", "action_id": action_id, "value": value, "text": plain("Press")}],
    }


def opens_the_form(app: AsyncApp, view: Body | None = None) -> None:
    @app.command("/mentor")
    async def join(ack: Any, body: Body, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view or form())


async def test_a_command_opens_a_modal_and_its_submission_carries_every_value(slack: LocalSlack, app: AsyncApp) -> None:
    opens_the_form(app)
    got: list[Body] = []

    @app.view("form")
    async def save(ack: Any, view: Body, body: Body, client: AsyncWebClient) -> None:
        got.append(view["state"]["values"])
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="Welcome")

    async with connected(slack, app):
        mia = slack.person(MIA)
        assert (await mia.command("/mentor join")).acked
        modal = await mia.until(lambda mia: mia.modal)
        assert visible_text(modal).startswith("Join\nName")
        outcome = await mia.submit(goals=["research"])
        assert (outcome.acked, outcome.action) == (True, "close")
        assert mia.modal is None
        await mia.until(lambda mia: mia.messages)
    assert got[0]["name"]["name"] == {"type": "plain_text_input", "value": "Mia"}
    assert [option["value"] for option in got[0]["goals"]["goals"]["selected_options"]] == ["research"]
    assert mia.messages[0]["text"] == "Welcome"


async def test_errors_stay_on_the_form_with_what_was_typed(slack: LocalSlack, app: AsyncApp) -> None:
    opens_the_form(app)

    @app.view("form")
    async def refuse(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "Somebody has this name."})

    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        outcome = await mia.submit(name="Anna")
        assert outcome.errors == {"name": "Somebody has this name."}
        assert mia.modal is not None
        assert mia.modal["state"]["values"]["name"]["name"]["value"] == "Anna"


async def test_a_required_field_left_empty_is_not_even_sent(slack: LocalSlack, app: AsyncApp) -> None:
    opens_the_form(app)
    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        delivered = slack.socket.delivered
        outcome = await mia.submit(name="")
    assert outcome.action == "invalid"
    assert set(outcome.errors) == {"name"}
    assert slack.socket.delivered == delivered


async def test_the_client_refuses_what_slack_would_not_let_a_person_type_or_choose(
    slack: LocalSlack, app: AsyncApp
) -> None:
    opens_the_form(app)
    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        with pytest.raises(NotPossible, match="at most 20 characters"):
            await mia.fill({"name": "x" * 21})
        with pytest.raises(NotPossible, match="does not offer"):
            await mia.fill({"goals": ["golf"]})
        with pytest.raises(NotPossible, match="no field called"):
            await mia.fill({"shoe_size": "41"})
        await mia.fill({"name": "x" * 21}, forged=True)
        assert mia.modal
        assert len(mia.modal["state"]["values"]["name"]["name"]["value"]) == 21


async def test_views_stack_update_and_clear_as_the_ack_says(slack: LocalSlack, app: AsyncApp) -> None:
    opens_the_form(app)
    answers: list[Body] = [
        {"response_action": "update", "view": form("Second")},
        {"response_action": "push", "view": form("Third")},
        {"response_action": "clear"},
    ]

    @app.view("form")
    async def go_on(ack: Any) -> None:
        await ack(**answers.pop(0))

    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        await mia.submit(name="Kept")
        assert [view["title"]["text"] for view in mia.modals] == ["Second"]
        assert mia.modal
        assert mia.modal["state"]["values"]["name"]["name"]["value"] == "Kept"
        await mia.submit()
        assert [view["title"]["text"] for view in mia.modals] == ["Second", "Third"]
        assert mia.modals[1]["previous_view_id"] == mia.modals[0]["id"]
        await mia.submit()
        assert mia.modals == []


async def test_closing_tells_the_app_that_asked_to_know(slack: LocalSlack, app: AsyncApp) -> None:
    opens_the_form(app)
    closed: list[bool] = []

    @app.view_closed("form")
    async def hear(ack: Any, body: Body) -> None:
        closed.append(body["is_cleared"])
        await ack()

    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        outcome = await mia.close(clear=True)
    assert outcome is not None
    assert outcome.acked
    assert (closed, mia.modal) == ([True], None)


async def test_a_press_is_answered_on_the_message_and_ephemerally(
    slack: LocalSlack, app: AsyncApp, client: AsyncWebClient
) -> None:
    seen: list[Body] = []

    @app.action("met")
    async def note(ack: Any, body: Body, respond: Any) -> None:
        await ack()
        seen.append(body)
        await respond("Only you see this.", replace_original=False)
        await respond(text="Thank you, noted.", replace_original=True)

    async with connected(slack, app):
        await client.chat_postMessage(channel=MIA, text="Have you met?", blocks=[button("met", "yes")])
        mia = slack.person(MIA)
        stale = mia.messages[0]
        assert (await mia.press("met", "yes")).acked
        await mia.until(lambda mia: mia.messages[0]["text"] == "Thank you, noted.")
        assert [message["text"] for message in mia.ephemerals] == ["Only you see this."]
        assert buttons(mia.messages[0]) == []
        with pytest.raises(NotPossible):
            await mia.press("met")
        assert (await mia.press("met", message=stale)).acked
    assert seen[0]["actions"][0]["value"] == "yes"
    assert seen[0]["message"]["text"] == "Have you met?"
    assert seen[0]["container"]["type"] == "message"


async def test_direct_messages_and_the_home_tab_reach_the_app(slack: LocalSlack, app: AsyncApp) -> None:
    @app.event("message")
    async def answer(event: Body, say: Any) -> None:
        await say(f"You said: {event['text']} ({event['channel_type']})")

    @app.event("app_home_opened")
    async def show(event: Body, client: AsyncWebClient) -> None:
        blocks = [{"type": "header", "text": plain("My programmes")}, button("start")]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    async with connected(slack, app):
        mia = slack.person(MIA)
        assert (await mia.say("a < b & c")).acked
        await mia.until(lambda mia: mia.messages)
        assert (await mia.open_home()).acked
        home = await mia.until(lambda mia: mia.home)
    assert mia.messages[0]["text"] == "You said: a &lt; b &amp; c (im)"
    assert visible_text(home) == "My programmes\nPress"


async def test_people_who_change_join_or_see_the_app_go_are_events(slack: LocalSlack, app: AsyncApp) -> None:
    heard: list[str] = []

    async def note(event: Body) -> None:
        heard.append(event["type"])

    for kind in ("user_change", "team_join", "app_uninstalled", "tokens_revoked"):
        app.event(kind)(note)
    async with connected(slack, app):
        assert await slack.change_person(MIA, tz="Asia/Tokyo")
        assert await slack.add_person(Person(id="U0NEW001", real_name="Asta New"))
        await slack.uninstall()
    assert sorted(heard) == ["app_uninstalled", "team_join", "tokens_revoked", "user_change"]
    assert slack.api.call("auth.test", {}, slack.bot_token).body["error"] == "account_inactive"


async def test_an_answer_in_the_ack_of_a_command_is_shown_to_its_sender_only(slack: LocalSlack, app: AsyncApp) -> None:
    @app.command("/mentor")
    async def answer(ack: Any) -> None:
        await ack("Only for you.")

    async with connected(slack, app):
        mia = slack.person(MIA)
        outcome = await mia.command("/mentor help", channel="C0WARD4000")
    assert outcome.response == {"text": "Only for you."}
    assert [(message["text"], message["channel"]) for message in mia.ephemerals] == [("Only for you.", "C0WARD4000")]
    assert slack.person("U0FATIMA").ephemerals == []


async def test_people_mentioned_in_a_command_come_with_their_ids(slack: LocalSlack, app: AsyncApp) -> None:
    texts: list[str] = []

    @app.command("/mentor")
    async def note(ack: Any, command: Body) -> None:
        texts.append(command["text"])
        await ack()

    async with connected(slack, app):
        for typed in ("add @Anna", "add <@U0ANNA01>", "add @nobody", "a < b & c"):
            await slack.person(MIA).command(f"/mentor {typed}")
    assert texts == ["add <@U0ANNA01|anna>", "add <@U0ANNA01|anna>", "add @nobody", "a &lt; b &amp; c"]


async def test_an_app_that_does_not_ack_in_time_did_not_respond(slack: LocalSlack) -> None:
    slack.socket.ack_seconds = 0.05

    async def listen(_envelope: Body) -> None:
        """Hears everything and never acks."""

    async def leave() -> None:
        """Has no socket to close."""

    slack.socket.attach(listen, leave, lambda: None)
    outcome = await slack.person(MIA).command("/mentor join")
    assert (outcome.acked, outcome.error) == (False, "operation_timeout")


async def test_without_a_connection_nothing_can_be_dispatched(slack: LocalSlack) -> None:
    outcome = await slack.person(MIA).command("/mentor join")
    assert (outcome.acked, outcome.error) == (False, "dispatch_failed")


async def test_an_external_select_offers_what_the_app_suggests(slack: LocalSlack, app: AsyncApp) -> None:
    block = {
        "type": "input",
        "block_id": "city",
        "label": plain("City"),
        "element": {"type": "external_select", "action_id": "city", "min_query_length": 1},
    }
    opens_the_form(app, {**form(), "blocks": [block]})

    @app.options("city")
    async def cities(ack: Any, payload: Body) -> None:
        await ack(options=[{"text": plain(f"{payload['value']}rhus"), "value": "aarhus"}])

    chosen: list[str] = []

    @app.view("form")
    async def save(ack: Any, view: Body) -> None:
        chosen.append(view["state"]["values"]["city"]["city"]["selected_option"]["text"]["text"])
        await ack()

    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        assert [option["value"] for option in await mia.options("city", "Aa")] == ["aarhus"]
        await mia.submit(city="aarhus")
    assert chosen == ["Aarhus"]


async def test_an_input_that_dispatches_is_delivered_while_the_form_is_open(slack: LocalSlack, app: AsyncApp) -> None:
    view = form()
    view["blocks"][1]["dispatch_action"] = True
    opens_the_form(app, view)

    @app.action("goals")
    async def grow(ack: Any, body: Body, client: AsyncWebClient) -> None:
        await ack()
        view_id, view_hash = body["view"]["id"], body["view"]["hash"]
        await client.views_update(view_id=view_id, hash=view_hash, view=form("Goals chosen"))

    async with connected(slack, app):
        mia = slack.person(MIA)
        await mia.command("/mentor join")
        await mia.until(lambda mia: mia.modal)
        outcomes = await mia.fill({"name": "Mia S", "goals": ["feedback"]})
        assert [outcome.acked for outcome in outcomes] == [True]
        modal = await mia.until(
            lambda mia: mia.modal if mia.modal and mia.modal["title"]["text"] == "Goals chosen" else None
        )
    assert modal["state"]["values"]["name"]["name"]["value"] == "Mia S"


async def test_a_forged_press_and_a_redelivered_one_reach_the_app(slack: LocalSlack, app: AsyncApp) -> None:
    pressed: list[tuple[str, str]] = []

    @app.action("close_round")
    async def note(ack: Any, body: Body) -> None:
        pressed.append((body["user"]["id"], body["actions"][0]["action_ts"]))
        await ack()

    async with connected(slack, app):
        assert (await slack.forge_press(MIA, "close_round", "7")).acked
        assert (await slack.redeliver_last(MIA)).acked
    assert len(pressed) == 2
    assert pressed[0] == pressed[1]
