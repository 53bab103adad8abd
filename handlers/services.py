"""What the composition root hands to whatever answers Slack."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentoring.people import Profile
from prompts.journeys import Journey
from prompts.library import Library
from prompts.words import Words
from storage import Storage
from storage.installation import Restored


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the composition root hands to every listener."""

    storage: Storage
    words: Words
    library: Library
    journeys: Mapping[str, Journey]
    now: Callable[[], datetime]
    ask_slack: Callable[[str], Awaitable[Profile]]
    run_elsewhere: Callable[..., Awaitable[Any]]  # a pure function and its arguments, run outside the event loop
    expect_solving: Callable[[], object]  # somebody is looking who may ask for a round: be ready to solve it
    wake_delivery: Callable[[], None]
    named_coordinators: frozenset[str]
    restored: Restored | None = None  # the last time a backup was put back
