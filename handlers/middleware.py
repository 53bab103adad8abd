"""Who is asking, in which language, at what time: put into the context before any listener runs."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncBoltContext

from handlers.payloads import actor_of, request_id
from handlers.visit import Services, Visit
from mentoring import people
from mentoring.access import Actor


def introduce(services: Services) -> Callable[..., Awaitable[None]]:
    """The middleware that gives every listener its `visit`."""

    async def introduce_visitor(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002  # Bolt injects by this name
    ) -> None:
        actor = actor_of(body)
        if actor is not None:
            context["visit"] = Visit(
                actor=actor,
                now=services.now(),
                services=services,
                request_id=request_id(body),
                event_id=body.get("event_id"),
                t=services.words.translator(await _locale(services, actor)),
            )
        await next()

    return introduce_visitor


async def _locale(services: Services, actor: Actor) -> str | None:
    key = (actor.workspace, actor.id)
    if key not in services.languages:
        async with services.storage.read() as tx:
            profile = await people.known(tx, actor.workspace, actor.id)
        if profile is None:
            return None
        services.languages[key] = profile.locale
    return services.languages[key]
