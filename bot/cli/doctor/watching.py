"""What a bot at work says of itself, where it is asked over HTTP, and who else could ask."""

import asyncio
from collections.abc import Sequence

from bot.cli.doctor.findings import Finding, fine, warning
from bot.cli.health import NobodyAnswersError, ask
from bot.settings import LOOPBACK, Settings

HEALTH = "health"


async def look_at_health(settings: Settings) -> Sequence[Finding]:
    """Nothing where health is not served."""
    if settings.health_port is None:
        return []
    place = f"{settings.health_host}:{settings.health_port}"
    findings = []
    if settings.health_host not in LOOPBACK:
        says = f"Health and metrics are served at {place} to whoever reaches this machine there; they name nobody."
        findings.append(fine(HEALTH, says))
    try:
        health = await asyncio.to_thread(ask, settings.health_host, settings.health_port)
    except NobodyAnswersError:
        return [*findings, fine(HEALTH, f"No bot answers at {place} now; one at work does.")]
    if health.is_well:
        return [*findings, fine(HEALTH, f"The bot at {place} says: {health.says}")]
    mend = "Give it a minute if it has just been started; else look at its logs."
    return [*findings, warning(HEALTH, f"The bot at {place} says: {health.says}", mend)]
