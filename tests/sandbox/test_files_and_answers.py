"""Files in three steps, and response_url with its five uses."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import LocalSlack, visible_text
from tests.sandbox.bolt_on_slack import web_client

MIA = "U0MIA001"
Body = dict[str, Any]


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(limits=False) as running:
        running.installation.scopes |= {"files:write", "files:read"}
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def posted(slack: LocalSlack, text: str = "Old") -> Body:
    return slack.api.call("chat.postMessage", {"channel": MIA, "text": text}, slack.bot_token).body


async def test_an_uploaded_file_reaches_its_receiver_as_a_download(
    slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    await web_client(slack).files_upload_v2(
        channel=slack.state.open_im(MIA).id,
        filename="report.csv",
        content="name;met\næ;1",
        initial_comment="Here it is.",
    )
    mia = slack.person(MIA)
    assert visible_text(mia.messages[0]) == "Here it is.\nreport.csv"
    assert [(file["name"], file["content"].decode()) for file in mia.files] == [("report.csv", "name;met\næ;1")]
    async with http.get(slack.url + mia.files[0]["url"]) as download:
        assert await download.text() == "name;met\næ;1"
        assert download.headers["Content-Disposition"] == 'attachment; filename="report.csv"'


async def test_an_upload_of_another_length_or_twice_is_refused(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    ticket = slack.api.call("files.getUploadURLExternal", {"filename": "a.txt", "length": 3}, slack.bot_token).body
    pending = [{"id": ticket["file_id"]}]
    early = slack.api.call("files.completeUploadExternal", {"files": pending}, slack.bot_token).body
    assert early["error"] == "file_not_found"
    statuses = []
    for content in (b"four", b"abc", b"abc"):
        async with http.post(ticket["upload_url"], data=content) as answer:
            statuses.append(answer.status)
    assert statuses == [400, 200, 404]
    done = slack.api.call("files.completeUploadExternal", {"files": pending}, slack.bot_token).body
    assert done["files"][0]["size"] == 3


async def test_a_file_somebody_sends_can_be_fetched_with_the_token_and_the_scope(
    slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    await slack.person(MIA).upload("people.csv", b"name\nMia")
    message = next(iter(slack.state.open_im(MIA).messages.values()))
    url = message["files"][0]["url_private_download"]
    token = {"Authorization": f"Bearer {slack.bot_token}"}
    async with http.get(url, headers=token) as answer:
        assert await answer.read() == b"name\nMia"
    slack.installation.scopes.discard("files:read")
    for headers in (token, {}):
        async with http.get(url, headers=headers) as answer:
            assert answer.status == 403


async def test_a_response_url_works_five_times(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    url = f"{slack.url}/response/{slack.workspace.responses.issue(MIA, slack.state.open_im(MIA).id)}"
    statuses = []
    for number in range(6):
        async with http.post(url, json={"text": str(number)}) as answer:
            statuses.append(answer.status)
    assert statuses == [200] * 5 + [404]
    assert [message["text"] for message in slack.person(MIA).ephemerals] == list("01234")


async def test_a_response_can_replace_delete_or_be_seen_by_all(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    mia = slack.person(MIA)
    old = posted(slack)
    url = f"{slack.url}/response/{slack.workspace.responses.issue(MIA, old['channel'], old['ts'])}"

    async def answer(**body: Any) -> int:
        async with http.post(url, json=body) as response:
            return response.status

    assert await answer(text="New", replace_original=True) == 200
    assert [(message["ts"], message["text"]) for message in mia.messages] == [(old["ts"], "New")]
    assert await answer(text="For all", response_type="in_channel") == 200
    assert await answer(text="x", blocks=[{"type": "section"}]) == 400
    async with http.post(url, data="nonsense") as nonsense:
        assert nonsense.status == 400
    assert await answer(delete_original=True) == 200
    assert [message["text"] for message in mia.messages] == ["For all"]


async def test_an_ephemeral_message_can_be_replaced_and_thrown_away(
    slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    mia = slack.person(MIA)
    channel = slack.state.open_im(MIA).id
    slack.api.call("chat.postEphemeral", {"channel": channel, "user": MIA, "text": "Old"}, slack.bot_token)
    ts = mia.ephemerals[0]["ts"]
    url = f"{slack.url}/response/{slack.workspace.responses.issue(MIA, channel, ts)}"
    async with http.post(url, json={"text": "New", "replace_original": True}):
        assert [message["text"] for message in mia.ephemerals] == ["New"]
    await mia.dismiss(ts)
    assert mia.ephemerals == []
