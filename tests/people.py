"""Somebody in the directory, as a row."""

from datetime import UTC, datetime
from typing import Any

from storage.models.people import Person

SEEN = datetime(2026, 3, 2, 8, tzinfo=UTC)


def person_row(workspace: str, slack_id: str, **changes: Any) -> Person:
    """A colleague whose name is their id, who reads English and works in Copenhagen, but for `changes`."""
    facts = {
        "name": slack_id,
        "zone": "Europe/Copenhagen",
        "locale": "en-GB",
        "is_bot": False,
        "is_guest": False,
        "is_external": False,
        "is_deactivated": False,
        "is_admin": False,
        "refreshed_at": SEEN,
    }
    return Person(**{"workspace_id": workspace, "slack_id": slack_id} | facts | changes)
