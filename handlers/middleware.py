"""Before any listener: an event is kept, and whoever is asking is introduced, with their language and the time."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_bolt.response import BoltResponse

from handlers.payloads import actor_of, request_id
from handlers.services import Services
from handlers.visit import EVENT_LEASE, Visit
from mentoring import people
from storage import inbox


class FirstAck(AsyncAck):
    """The first acknowledgement stands: Bolt forgets one when its listener fails within the next ten milliseconds."""

    _first: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        return self._first

    @response.setter
    def response(self, given: BoltResponse | None) -> None:
        if self._first is None:
            self._first = given


Next = Callable[[], Awaitable[None]]


def keep_events(services: Services) -> Callable[..., Awaitable[BoltResponse | None]]:
    """The middleware that writes an event down before Slack is told that we have it; a second delivery ends here."""

    async def keep_event(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Next,  # noqa: A002  # Bolt injects by this name
    ) -> BoltResponse | None:
        event_id = body.get("event_id")
        if event_id is not None and not context.get("is_replay"):
            async with services.storage.transaction() as tx:
                is_new = await inbox.keep(
                    tx,
                    workspace=body["team_id"],
                    event_id=event_id,
                    payload=body,
                    now=services.now(),
                    lease=EVENT_LEASE,
                )
            if not is_new:
                return BoltResponse(status=200)
        await next()
        return None

    return keep_event


def _answered_since(services: Services) -> datetime | None:
    """From when on an event that is handled again may have been answered, when a backup was put back lately."""
    restored = services.restored
    return restored.made_at if restored is not None and restored.is_recent(services.now()) else None


def introduce(services: Services) -> Callable[..., Awaitable[None]]:
    """The middleware that gives every listener its `visit`; None where Slack names nobody."""

    async def introduce_visitor(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Next,  # noqa: A002  # Bolt injects by this name
    ) -> None:
        actor = actor_of(body)
        context["ack"] = FirstAck()  # type: ignore[no-untyped-call]  # Bolt left its own untyped
        context["visit"] = None
        if actor is not None:
            async with services.storage.look() as tx:
                known = await people.known(tx, actor.workspace, actor.id)
            context["visit"] = Visit(
                actor=actor,
                now=services.now(),
                services=services,
                request_id=request_id(body),
                event_id=body.get("event_id") or (request_id(body) if context.get("is_replay") else None),
                t=services.words.translator(None if known is None else known.locale),
                known_as=known,
                in_doubt_since=_answered_since(services) if context.get("is_replay") else None,
            )
        await next()

    return introduce_visitor
