"""One arrival from Slack: who came, when, and what is needed to answer them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers import post
from handlers.services import Services
from handlers.views.kit import Message
from mentoring import people
from mentoring.access import Actor
from mentoring.errors import AlreadyNotedError
from mentoring.people import Profile
from mentoring.say import Say
from prompts.words import Translate
from storage import Transaction, inbox, requests

EVENT_LEASE = 60.0
"""Seconds within which the listener of a request that is kept is done, or taken for dead."""


_OF_A_PRESS = ("type", "api_app_id", "team", "enterprise", "is_enterprise_install", "user", "trigger_id", "actions")


@dataclass(slots=True, kw_only=True)
class Visit:
    """What a listener works with. `request_id` is unique to this command, press, submission or event.

    `event_id` is set where the request is kept until a change of it is noted: an event's own id, else `request_id`.
    `known_as` is the directory's page on whoever came, when there is one. `in_doubt_since` is from when on an event may have
    been answered already, when it comes out of a backup that was put back.
    """

    actor: Actor
    now: datetime
    services: Services
    request_id: str
    event_id: str | None
    t: Translate
    known_as: Profile | None
    in_doubt_since: datetime | None = None
    _under_way: Transaction | None = None

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """Look something up; nothing can be changed."""
        return self.services.storage.read()

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Transaction]:
        """The one transaction of this request: the change, what is said of it, and the request's id, or nothing at all.

        A change within a change is part of it.

        Raises:
            AlreadyNotedError: this very request was handled before.
        """
        if self._under_way is not None:
            yield self._under_way
            return
        async with self.services.storage.transaction() as tx:
            if not await self._note(tx):
                raise AlreadyNotedError
            self._under_way = tx
            try:
                yield tx
            finally:
                self._under_way = None
        self.services.wake_delivery()

    @asynccontextmanager
    async def keeping(self, body: dict[str, Any]) -> AsyncIterator[Transaction]:
        """Keep what was pressed, and by whom, if the block lets it: what follows may take longer than Slack waits.

        Should the bot die before its listener has ended, another handles the request again, and this does nothing.

        Raises:
            AlreadyNotedError: this very request is being handled, or was.
        """
        async with self.services.storage.transaction() as tx:
            yield tx
            if self.event_id is not None:
                return
            kept = await inbox.keep(
                tx,
                workspace=self.actor.workspace,
                event_id=self.request_id,
                payload=_what_was_pressed(body),
                now=self.now,
                lease=EVENT_LEASE,
            )
            if not kept:
                raise AlreadyNotedError
        self.event_id = self.request_id

    async def _note(self, tx: Transaction) -> bool:
        workspace = self.actor.workspace
        if self.event_id is not None:
            return await inbox.done(tx, workspace=workspace, event_id=self.event_id, now=self.now)
        return await requests.note(tx, workspace=workspace, request_id=self.request_id, now=self.now)

    async def say(self, tx: Transaction, *says: Say) -> None:
        """Put what must be said into words and into the outbox of this transaction."""
        if self.in_doubt_since is not None:
            says = tuple(replace(say, in_doubt=True) for say in says)
        await post.post(tx, self.services, self.actor.workspace, says, self.now)

    async def answer(self, tx: Transaction, message: Message, *, key: str) -> None:
        """Send a message that is already in the visitor's words to their direct messages."""
        await post.answer(tx, self.actor, message, key=key, now=self.now, in_doubt_since=self.in_doubt_since)

    async def be_known(self) -> None:
        """Make sure that the directory has a page on this person, before a use case asks for it."""
        await self.profile()

    async def profile(self) -> Profile:
        """Who this is; Slack is asked when the directory has no page on them yet."""
        if self.known_as is None:
            self.known_as = await self.services.ask_slack(self.actor.id)
            async with self.services.storage.transaction() as tx:
                await people.remember(tx, self.actor.workspace, self.known_as, self.now)
            self.t = self.services.words.translator(self.known_as.locale)
        return self.known_as


def _what_was_pressed(body: dict[str, Any]) -> dict[str, Any]:
    """A press without what stood around the button, which may name people."""
    kept = {name: body[name] for name in _OF_A_PRESS if name in body}
    return kept | ({"view": {"id": body["view"]["id"]}} if "view" in body else {})
