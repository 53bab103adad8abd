"""Questions about people: the directory, what they told us, and when they are away."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.people import Participant, Pause, Person, Workspace
from storage.slices import SLICE
from storage.transaction import at_hand


async def workspace(tx: AsyncSession, workspace_id: str) -> Workspace | None:
    return await tx.get(Workspace, workspace_id)


async def person(tx: AsyncSession, workspace_id: str, slack_id: str) -> Person | None:
    return await tx.get(Person, (workspace_id, slack_id))


async def people(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]) -> Mapping[str, Person]:
    return await _by_slack_id(tx, Person, workspace_id, slack_ids)


async def names(tx: AsyncSession, workspace_id: str, slack_ids: Sequence[str]) -> Mapping[str, str]:
    """The display names of these people, some at a time; whoever the directory does not know is left out."""
    found: dict[str, str] = {}
    for first in range(0, len(slack_ids), SLICE):
        some = slack_ids[first : first + SLICE]
        rows = await tx.execute(
            select(Person.slack_id, Person.name).where(Person.workspace_id == workspace_id, Person.slack_id.in_(some))
        )
        found.update(rows.all())
    return found


async def admins(tx: AsyncSession, workspace_id: str) -> Sequence[str]:
    """Slack ids of the workspace's admins and owners that the directory knows and who are still here."""
    rows = await tx.scalars(
        select(Person.slack_id)
        .where(Person.workspace_id == workspace_id, Person.is_admin, ~Person.is_deactivated, ~Person.is_bot)
        .order_by(Person.slack_id)
    )
    return rows.all()


async def participant(tx: AsyncSession, workspace_id: str, slack_id: str) -> Participant | None:
    return await tx.get(Participant, (workspace_id, slack_id))


async def participants(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]) -> Mapping[str, Participant]:
    return await _by_slack_id(tx, Participant, workspace_id, slack_ids)


_PAUSES = (
    select(Pause)
    .where(Pause.workspace_id == bindparam("workspace"), Pause.slack_id.in_(bindparam("people", expanding=True)))
    .order_by(Pause.starts_on, Pause.id)
)


async def pauses(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]) -> Sequence[Pause]:
    """Every pause of these people, oldest first."""
    return (await tx.scalars(_PAUSES, {"workspace": workspace_id, "people": list(slack_ids)})).all()


Told = TypeVar("Told", Person, Participant)


async def _by_slack_id(
    tx: AsyncSession, row: type[Told], workspace_id: str, slack_ids: Collection[str]
) -> Mapping[str, Told]:
    """The rows there are of these people; only what the transaction has not read yet is asked for."""
    known = at_hand(tx, row, [(workspace_id, slack_id) for slack_id in slack_ids])
    missing = [slack_id for slack_id in slack_ids if (workspace_id, slack_id) not in known]
    found = list(known.values())
    if missing:
        found += await tx.scalars(select(row).where(row.workspace_id == workspace_id, row.slack_id.in_(missing)))
    return {each.slack_id: each for each in found}
