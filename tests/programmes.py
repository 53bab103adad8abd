"""Programmes for tests, put straight into the database."""

from datetime import date
from typing import Any

from mentoring.programmes import GOALS, ProgrammeRules, rules_to_keep
from storage import Storage
from storage.models.programmes import Programme, ProgrammeCoordinator
from storage.states import Kind, ProgrammeState
from tests.town import MONDAY


async def add_programme(storage: Storage, workspace: str, *, coordinator: str, contact: str, **changes: Any) -> int:
    """An open one-to-one programme that began yesterday and runs for half a year."""
    facts: dict[str, Any] = {
        "name": "Across the house",
        "kind": Kind.ONE_TO_ONE,
        "state": ProgrammeState.OPEN,
        "purpose": "Get to know somebody you would not meet otherwise, and get further with what matters to you.",
        "topic": "Leadership across silos",
        "starts_on": date(2026, 3, 9),
        "ends_on": date(2026, 9, 7),
        "rhythm_days": 28,
        "meeting_minutes": 60,
        "rules": rules_to_keep(ProgrammeRules()),
        "goals": list(GOALS),
        "contact_id": contact,
        "closing_days": [],
        "created_by": coordinator,
        "created_at": MONDAY,
    } | changes
    async with storage.transaction() as tx:
        row = Programme(workspace_id=workspace, **facts)
        tx.add(row)
        await tx.flush()
        tx.add(
            ProgrammeCoordinator(
                programme_id=row.id,
                slack_id=coordinator,
                workspace_id=workspace,
                appointed_by=coordinator,
                appointed_at=MONDAY,
            )
        )
    return row.id
