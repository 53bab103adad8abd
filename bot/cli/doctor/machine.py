"""What the machine and the surroundings bring along: settings nobody reads, and time-zone data."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.cli.doctor.findings import Finding, fine, warning
from bot.settings import Settings

SETTINGS, ZONES = "settings", "time zones"


def look_at_surroundings(environment: Mapping[str, str]) -> Sequence[Finding]:
    """Names in the environment that look like ours and are not: most likely a slip of the pen."""
    known = {name.upper() for name in Settings.model_fields}
    return [
        warning(SETTINGS, f"Nothing reads {name}.", f"Did you mean {near[0]}?")
        for name in sorted(environment)
        if name not in known and (near := _near(name, known))
    ]


def _near(name: str, known: set[str]) -> Sequence[str]:
    return difflib.get_close_matches(name, known, n=1, cutoff=0.3 if name.startswith("MENTOR_") else 0.9)


def look_at_zones(version: str, now: datetime, places: Sequence[str]) -> Finding:
    """The time-zone data in use. `version` is the pinned package's, as 2026.2; `places` is what zoneinfo searches."""
    if places:
        says = "The machine's own time-zone data is used, which may be older than ours."
        return warning(ZONES, says, "Start Mentor Bot with the command `mentor-bot`, which sets that aside.")
    year = int(version.split(".", maxsplit=1)[0])
    if now.year - year >= 2:
        mend = "Install a newer version of Mentor Bot: countries change their clocks at short notice."
        return warning(ZONES, f"The time-zone data is of {year}.", mend)
    return fine(ZONES, f"Time zones come from our own pinned data, version {version}.")
