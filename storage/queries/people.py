"""Questions about people: the directory, what they told us, and when they are away."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.people import Participant, Pause, Person, Workspace
from storage.slices import SLICE


async def workspace(tx: AsyncSession, workspace_id: str) -> Workspace | None:
    return await tx.get(Workspace, workspace_id)


async def person(tx: AsyncSession, workspace_id: str, slack_id: str) -> Person | None:
    return await tx.get(Person, (workspace_id, slack_id))


async def people(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]) -> Mapping[str, Person]:
    rows = await tx.scalars(select(Person).where(Person.workspace_id == workspace_id, Person.slack_id.in_(slack_ids)))
    return {row.slack_id: row for row in rows}


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
    rows = await tx.scalars(
        select(Participant).where(Participant.workspace_id == workspace_id, Participant.slack_id.in_(slack_ids))
    )
    return {row.slack_id: row for row in rows}


async def pauses(tx: AsyncSession, workspace_id: str, slack_ids: Collection[str]) -> Sequence[Pause]:
    """Every pause of these people, oldest first."""
    rows = await tx.scalars(
        select(Pause)
        .where(Pause.workspace_id == workspace_id, Pause.slack_id.in_(slack_ids))
        .order_by(Pause.starts_on, Pause.id)
    )
    return rows.all()
